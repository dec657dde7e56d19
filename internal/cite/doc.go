// Package cite writes references to articles: as citations in the styles of
// Chicago (18th edition, notes and bibliography), APA (7th), MLA (9th), Harvard
// (ISO 690:2021, name and date) and IEEE, in the article's language and a calendar
// of choice.
//
// It is a pure function of an Item. It asks nobody and knows no other kinds of
// work than what a newspaper prints or puts on its site; internal/cite/refs reads
// and writes the same items as BibTeX, RIS and CSL-JSON. What is written holds for
// the texts of the manuals; the golden files compare it with what citeproc-js makes
// of the styles of the Citation Style Language, and name what differs and why.
package cite
