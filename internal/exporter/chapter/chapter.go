// Package chapter prints articles as chapters of XHTML, which is HTML too, for formats
// that put several of them into one book or page. It shows what an article says and
// needs no words of its own, so that it is right in every language.
package chapter

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/exporter"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Entry is a line of the contents.
type Entry struct {
	Level    int // 0: the articles of the whole; below a beginning one more
	Title    string
	Number   int    // of the article or part, from 1, in the order of the records
	Part     bool   // the beginning of a collection inside
	Language string // of an article
	Dir      string
}

// Outline is what a first look through the records tells.
type Outline struct {
	Title    string
	Entries  []Entry
	Numbers  map[string]int // of articles, by their ids
	Language string         // that most articles are in; und where none says
	Dir      string
	Newest   time.Time // when the newest of them was published or changed
}

// Look goes through the records once.
func Look(records exporter.Records, title string) (*Outline, error) {
	o := &Outline{Title: title, Numbers: map[string]int{}, Language: "und"}
	number, level := 0, 0
	languages := map[string]int{}
	for r, err := range records {
		switch {
		case err != nil:
			return nil, err
		case r.Part != nil:
			number++
			level = r.Part.Level
			if r.Part.Title != "" && r.Part.Level == 0 {
				o.Title = r.Part.Title
			} else if r.Part.Title != "" {
				o.Entries = append(o.Entries, Entry{Level: level - 1, Title: r.Part.Title, Number: number, Part: true})
			}
		case r.Article != nil:
			number++
			a := r.Article
			o.Entries = append(o.Entries, Entry{Level: level, Title: a.Title, Number: number, Language: a.Language, Dir: lang.Direction(a.Language)})
			for _, id := range []string{a.ID, a.Public} {
				if _, known := o.Numbers[id]; !known && id != "" {
					o.Numbers[id] = number
				}
			}
			if languages[a.Language]++; a.Language != "" && (o.Language == "und" || languages[a.Language] > languages[o.Language]) {
				o.Language = a.Language
			}
			for _, at := range []time.Time{a.Published, a.Updated} {
				if at.After(o.Newest) {
					o.Newest = at
				}
			}
		}
	}
	o.Dir = lang.Direction(o.Language)
	return o, nil
}

// Target gives the number of the article that a link of a body leads to.
func (o *Outline) Target(href string) (number int, ok bool) {
	id, _, _ := strings.Cut(strings.TrimPrefix(href, "/article/"), "#")
	number, ok = o.Numbers[id]
	return number, ok && strings.HasPrefix(href, "/article/")
}

// Contents writes the entries of an outline as lists one inside another.
func Contents(out io.Writer, o *Outline, address func(Entry) string) {
	var b strings.Builder
	depth := -1
	for _, e := range o.Entries {
		switch {
		case e.Level > depth:
			for ; depth < e.Level; depth++ {
				b.WriteString("<ol>")
				if depth+1 < e.Level {
					b.WriteString("<li>")
				}
			}
		default:
			for ; depth > e.Level; depth-- {
				b.WriteString("</li></ol>")
			}
			b.WriteString("</li>\n")
		}
		fmt.Fprintf(&b, `<li><a href="%s"`, Text(address(e)))
		if e.Language != "" {
			fmt.Fprintf(&b, ` lang="%s" dir="%s"`, Text(e.Language), e.Dir)
		}
		b.WriteString(">" + Text(e.Title) + "</a>")
	}
	for ; depth >= 0; depth-- {
		b.WriteString("</li></ol>")
	}
	fmt.Fprintln(out, b.String())
}

// Text escapes a text for XHTML.
func Text(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return strings.ReplaceAll(b.String(), "&#xA;", "\n")
}

// Setting says how articles are printed.
type Setting struct {
	Heading string         // the element of a headline
	Zone    *time.Location // in which days are told
	Page    body.Page
}

// Article prints an article: what is said of it, its head, its text, its gallery, and
// where it came from.
func Article(a *news.Article, note string, s Setting) (string, error) {
	doc, err := body.Parse(a.Body)
	if err != nil {
		return "", fmt.Errorf("parse the text of %s: %w", a.ID, err)
	}
	var b strings.Builder
	line := func(tag, class, text string) {
		if text = strings.TrimSpace(text); text != "" {
			fmt.Fprintf(&b, "<%s class=\"%s\">%s</%s>\n", tag, class, Text(text), tag)
		}
	}
	if note != "" {
		b.WriteString("<aside class=\"remark\">" + Note(note, "") + "</aside>\n")
	}
	b.WriteString("<header>\n")
	line("p", "kicker", a.Kicker)
	fmt.Fprintf(&b, "<%s>%s</%s>\n", s.Heading, Text(a.Title), s.Heading)
	line("p", "standfirst", a.Standfirst)
	var meta []string
	for _, by := range a.Authors {
		meta = append(meta, Text(by.Name))
	}
	if !a.Published.IsZero() {
		at := a.Published.In(s.Zone)
		meta = append(meta, fmt.Sprintf(`<time datetime="%s">%s</time>`, at.Format(time.RFC3339), at.Format(time.DateOnly)))
	}
	if len(meta) > 0 {
		b.WriteString("<p class=\"meta\">" + strings.Join(meta, " · ") + "</p>\n")
	}
	b.WriteString("</header>\n")
	if a.Lead != nil {
		picture(&b, *a.Lead, s.Page)
	}
	line("p", "dateline", a.Dateline)
	b.WriteString(doc.XHTML(s.Page))
	for _, m := range a.Media {
		p := news.Picture{Src: m.Src, Caption: m.Caption, Credit: m.Credit, Alt: m.Alt}
		if m.Type == "film" || m.Type == "audio" {
			p.Src = m.Poster
		}
		picture(&b, p, s.Page)
	}
	b.WriteString("<footer>")
	b.WriteString(Text(a.Source))
	if strings.HasPrefix(a.URL, "http://") || strings.HasPrefix(a.URL, "https://") {
		fmt.Fprintf(&b, ` · <a href="%s">%s</a>`, Text(body.URI(a.URL)), Text(a.URL))
	}
	b.WriteString("</footer>\n")
	return b.String(), nil
}

func picture(b *strings.Builder, p news.Picture, page body.Page) {
	caption := strings.TrimSpace(p.Caption + " " + p.Credit)
	src, ok := "", false
	if page.Picture != nil && p.Src != "" {
		src, ok = page.Picture(p.Src)
	}
	if !ok && p.Alt == "" && caption == "" {
		return
	}
	b.WriteString("<figure>")
	switch {
	case ok:
		fmt.Fprintf(b, `<img alt="%s" src="%s"/>`, Text(p.Alt), Text(src))
	case p.Alt != "":
		fmt.Fprintf(b, `<p class="missing">[%s]</p>`, Text(p.Alt))
	}
	if caption != "" {
		b.WriteString("<figcaption>" + Text(caption) + "</figcaption>")
	}
	b.WriteString("</figure>\n")
}

// Note prints a note: paragraphs where an empty line parts them. Of an article that is
// gone, its headline goes before it.
func Note(text, gone string) string {
	var b strings.Builder
	if gone != "" {
		b.WriteString(`<p class="gone"><s>` + Text(gone) + "</s></p>\n")
	}
	for part := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			b.WriteString(`<p dir="auto">` + strings.ReplaceAll(Text(part), "\n", "<br/>") + "</p>\n")
		}
	}
	return b.String()
}

// Style is how chapters look, in books and on pages, in both directions.
const Style = `body { font-family: Georgia, "Noto Naskh Arabic", "Noto Serif", serif; line-height: 1.55; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; }
h1 { font-size: 1.8em; margin: .2em 0 .4em; }
.standfirst { font-size: 1.1em; }
.kicker, .meta, figcaption, footer { font-family: sans-serif; font-size: .75em; line-height: 1.5; }
.meta { border-top: 1px solid #dcd7ca; border-bottom: 1px solid #dcd7ca; padding: .5em 0; }
.remark { border-inline-start: 3px solid #a3281f; margin: 1em 0; padding-inline-start: .8em; font-style: italic; }
[lang|="ar"] .remark, [lang|="fa"] .remark, [lang|="ur"] .remark, [lang|="he"] .remark { font-style: normal; }
.missing { color: #676359; }
figure { margin: 1.2em 0; break-inside: avoid; }
img { max-width: 100%; height: auto; }
blockquote { margin: 1em 1.5em; }
table { border-collapse: collapse; width: 100%; font-size: .85em; }
td, th { border-bottom: 1px solid #dcd7ca; padding: .3em .5em; text-align: start; vertical-align: top; }
footer { border-top: 1px solid; margin-top: 2em; padding-top: .5em; }
`
