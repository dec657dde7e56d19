// Package paste turns what programs put on the clipboard into HTML that
// body.Canonical takes: Word and Word in a browser, Outlook, Google Docs,
// LibreOffice, web pages, mail, Markdown and plain text. It also opens a file as a
// draft (Open).
//
// Body.Canonical sanitises and knows elements; this package knows programs. Their
// lists are paragraphs with a style, their emphasis is a style of a span, their
// endnotes are links to and fro, and their pictures lie in the address or nowhere.
// All of that becomes the elements that are meant: headings, lists, tables, em and
// strong, endnotes. What is left to Canonical, and is not repeated here, is
// everything about safety: the result is as little to be trusted as what came in.
//
// It fetches nothing and stores nothing. Pictures that lie inside what was pasted
// come out under names ("paste:1"), for whoever stores them (body.Options.Media).
//
// # Guarantees
//
// The text that a person sees stays, but for what belongs to the program (list
// signs, comments, deleted words of tracked changes, navigation of a page). Nothing
// is cut: what is beyond the limits is an error. Markup that no parser should read
// (too deep, too slow) goes on as it is, for Canonical to take its text.
package paste
