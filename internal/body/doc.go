// Package body is the HTML profile: the one form in which the text of an
// article is stored, exported, shown and edited. It sanitises and canonicalises
// whatever comes in (Canonical), reads the canonical form back as a tree of
// nodes (Parse), prints it (Document.HTML, Markdown) and takes plain text,
// excerpts and headings out of it. It fetches nothing, stores nothing and knows
// nothing of articles beyond their text and language.
//
// # The profile
//
// A body is UTF-8 in NFC: one top-level block a line, each line ended by a
// newline, no other newline anywhere. Tags and attributes are lower case,
// attributes sorted by name and in double quotes, every element closed but img,
// track, br and hr. Of entities only &amp; &lt; &gt; stand in text, &quot; in
// attributes too, &#10; for a line end inside pre, and &#824; where text begins
// with the combining stroke that would melt into the tag before it.
//
// Top-level blocks, each with an id ([A-Za-z][A-Za-z0-9_-]{0,63}, unique):
//
//	p h2 h3 h4 pre hr
//	blockquote aside   hold blocks (not aside, figure)
//	ul ol              hold li; ol may have start
//	table              caption? thead? tbody?, of tr, of th or td with colspan, rowspan (2 to 100)
//	figure             what data-type says, see below
//	ol[role=doc-endnotes]   the last block; each li has an id fn-…
//
// An li, th or td holds a single paragraph's inline content with lists behind
// it; or, when it has more, blocks (p ul ol pre, in li also blockquote). Nested
// blocks have no ids. Containers nest at most twelve deep.
//
// Inline: a[href] em strong s u sub sup mark code q cite abbr[title]
// time[datetime] bdi[dir] span[lang][dir] br, and references to endnotes,
// a[href="#fn-…"][role=doc-noteref], whose text is the number of the note. Marks
// are a set on each piece of text: no element stands inside its own kind, equal
// neighbours are joined, and of two that overlap the longer one is outside. Text
// in pre has no marks.
//
// An href is http, https, mailto (with at most 4 KB), "#" and the id of a block
// of this body, or "/article/ID" with an optional fragment.
//
// lang and dir stand on blocks and spans where they differ from what is around
// them, at the top from the article's own. A lang that turns the direction
// always brings its dir. Where the article states no language, its text inside
// text of a known one is lang="und".
//
// White space is single spaces, none at the edges of a block, except in pre.
// Controls, byte order marks and bidirectional embeddings and overrides
// (U+202A–202E) are removed; the marks LRM, RLM, ALM, the isolates
// (U+2066–2069), which cannot reach beyond their paragraph, and the joiners ZWJ
// and ZWNJ are kept.
//
// # Figures
//
// figcaption is inline and last. A src is "/media/" and 64 hex digits, nothing
// else. What is not stored here has data-src, an http or https address that is
// shown as a link and never loaded, and data-alt, the text that names it.
// data-focus is the point of a picture that no crop cuts away (news.Focus).
//
//	image      img[alt][data-focus][height][src][width], or data-src and data-alt; figcaption?
//	gallery    two or more figure[data-type=image] without ids; figcaption?
//	film       video[height][poster][src][width] with track[kind][label][src][srclang]; or data-src (img as poster?); figcaption?
//	audio      audio[src] with tracks, or data-src; figcaption?
//	map        data-value, a JSON object; img?; figcaption?
//	chart      data-value?; table?, img?; figcaption? the table has the data, its caption the title, figcaption the source
//	pullquote  blockquote; figcaption?
//	embed      data-src or data-value, data-title?; img as poster?; figcaption?
//
// # Guarantees
//
// For every string x, however hostile: Canonical ends within its limits without
// recursion over the input; Canonical(Canonical(x)) == Canonical(x); Parse takes
// every result and refuses everything that is not in the profile; the document's
// HTML is the string that was parsed.
package body
