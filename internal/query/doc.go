// Package query is the query language of Broadsheet: text in, a tree out, and
// two printers back (canonical text, and plain words).
//
//	sanctions oil -gas            both words, and not the third
//	"central bank" NEAR/8 rate    a phrase at most eight words from a word
//	title:elect* author:"N. S."   fields, the beginning of a word
//	kind:report,analysis          one of several values
//	from:2011-03 to:2011-06       from the first instant to the last
//	(oil OR gas) -(price cut)     groups
//	atleast3:water words>500      how often a word stands, how long a text is
//
// Fields, operators and the values of has, is, in and kind have names in
// English, Persian and Arabic, which all work at once; operators of languages
// without capitals only in short texts, since they are common words. Years from 1300 to 1500
// are of the publication's own calendar.
//
// In the search box nothing that is typed is an error: what cannot be meant is
// read as text and a Note says what was mended and where. With Options.Strict
// the first such mend is an Error instead. Positions count Unicode code points
// of the text as given.
//
// The package knows neither an index nor a store: names stay names, and what a
// word matches is for the index to decide. It guarantees, for every text, that
// parsing ends without panic, that every position lies inside the text, and
// that printing a tree and parsing the print gives the same tree.
package query
