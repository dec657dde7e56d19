// Package lang holds what Broadsheet knows about human languages: folding of
// spellings, words and their stems, stop words, detection, direction, counting
// and readable addresses.
//
// It does not translate, does not sort and keeps no state but tables that are
// computed once on first use. Everything is safe for concurrent use except a
// Stemmer. Results depend only on the arguments and on the version of the
// package: FoldVersion changes whenever folding, the tokeniser or a stemmer
// gives another result, so that an index made with another version is rebuilt.
package lang
