// Package news is the vocabulary of Broadsheet: what an article, a version, a
// topic, a tag, a place, a comment and the rest are, what states they go
// through, how they are named and which errors may be told to a person.
//
// It holds types and rules only. It does no input or output and knows neither
// a database nor an index nor a screen; every other package speaks in its
// words. Times carry the offset they were given with; texts are UTF-8 in
// Unicode normalization form C.
package news
