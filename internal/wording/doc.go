// Package wording tells whether words stand where they are said to stand: the
// quotations of a text in the archive (Find, Service.Check), and the sentences of one
// article in another (Compare). That is one question, whether two texts have the same
// words, and one answer to what "the same" means.
//
// It reads no store and no index (Finder and Archive are asked), keeps nothing,
// changes nothing, and says nothing about who said something.
//
// # What is a quotation
//
// What stands between quotation marks of any language at home, and every block
// quotation. It has four words at least, three of them in a row; of a script without
// spaces two characters count as a word. Shorter ones are counted and passed over: a
// name or a term in quotation marks would be found everywhere. A quotation inside
// another one is told after it. A quotation goes on over paragraphs that open it anew.
//
// # What is the same
//
// Words are the same as lang.Fold has them, so that case, accents, vowel signs and the
// spellings of Arabic letters do not matter; nor do white space, hyphens and all other
// signs. An apostrophe does: can is not can't. What a quotation leaves out and says so
// ([…], …, ...) may be up to maxGap words of one text, and what stands in brackets
// ([the minister]) may stand for as many; a letter in brackets ([T]he) is that letter.
//
// A quotation is Exact where all its words stand so in one article, Altered where most
// of them do in that order, and Absent where nothing is near. Where several articles
// have it, the one that was published first is named.
//
// # Bounds
//
// A text has at most MaxQuotations quotations, each of at most maxLong characters. For
// each two searches are made, and at most maxTexts texts are read. Texts are gone
// through once for exact words (Knuth, Morris and Pratt); alignments are bounded by
// anchor, differences by redline, sentences that are held against each other by maxHeldWords.
package wording
