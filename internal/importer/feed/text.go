package feed

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/tagsoup"
)

// rich is a text as a feed gives it, with what is known of it.
type rich struct {
	text string
	html bool
	base address
	lang string
}

func (r rich) empty() bool { return strings.TrimSpace(r.text) == "" }

// plain gives the text on one line, without markup.
func (r rich) plain() string {
	if !r.html {
		return oneLine(tagsoup.Decode(r.text))
	}
	return plainHTML(r.text)
}

// body gives the text as a body is handed on, relative addresses resolved.
func (r rich) body() (string, news.BodyFormat) {
	text := strings.TrimSpace(tagsoup.Clean(r.text))
	if !r.html {
		return text, news.BodyText
	}
	return resolveHTML(text, r.base), news.BodyHTML
}

// loose takes a text that may be HTML or not, as RSS has it.
func loose(text string, base address, language string) rich {
	r := rich{text: text, base: base, lang: language, html: true}
	if !strings.ContainsAny(text, "<&") && strings.Contains(strings.ReplaceAll(text, "\r", ""), "\n\n") {
		r.html = false // paragraphs that HTML would join
	}
	if !marked(text) && strings.Contains(text, "<") {
		r.html = false // "1 < 2"
	}
	return r
}

// marked says whether a text holds an element of HTML or an entity.
func marked(text string) bool {
	for s := tagsoup.NewScanner(text); s.Next(); {
		switch t := s.Token(); t.Kind {
		case tagsoup.Start, tagsoup.End:
			if known(t.Name) {
				return true
			}
		case tagsoup.Comment, tagsoup.CDATA:
			return true
		}
	}
	return false
}

func known(name string) bool { return atom.Lookup([]byte(strings.ToLower(name))) != 0 }

// looseTitle gives the plain text of a title that may hold markup or not.
func looseTitle(text string) string {
	if strings.Contains(text, "<") && marked(text) {
		return plainHTML(text)
	}
	return oneLine(tagsoup.Decode(text))
}

// plainHTML gives the words of HTML.
func plainHTML(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return oneLine(text)
	}
	var out strings.Builder
	hidden := ""
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return oneLine(tagsoup.Decode(out.String()))
		case html.TextToken:
			if hidden == "" {
				out.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			hidden = hides(string(name), hidden)
			if breaks[string(name)] {
				out.WriteByte(' ')
			}
		}
	}
}

// hides says inside which element that shows no text the words behind a tag
// stand.
func hides(name, hidden string) string {
	switch {
	case hidden == name:
		return ""
	case hidden == "" && (name == "script" || name == "style"):
		return name
	}
	return hidden
}

var breaks = map[string]bool{
	"p": true, "div": true, "br": true, "li": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "blockquote": true, "pre": true, "hr": true, "table": true, "tr": true, "td": true, "th": true,
	"figure": true, "figcaption": true, "section": true, "article": true, "dd": true, "dt": true, "img": true,
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(tagsoup.Clean(text)), " ")
}

// firstWords is how many letters the title has that is made from a text.
const firstWords = 80

func titleFrom(text string) string { return body.Excerpt(text, firstWords) }

// unknownLanguage stands for xml:lang="", which says that nothing holds.
const unknownLanguage = "und"

// languageOf gives the first tag that is one, in its usual spelling.
func languageOf(tags ...string) string {
	for _, tag := range tags {
		if tag == unknownLanguage {
			return ""
		}
		if tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"); tag != "" && lang.Valid(tag) {
			return lang.Normal(tag)
		}
	}
	return ""
}

// construct reads a text of Atom as its type says (RFC 4287 3.1 and 4.1.3; the
// draft of Atom 0.3, where "mode" says how the text is written).
func construct(e element, old bool) rich {
	kind, _ := e.Attr("type")
	mode, _ := e.Attr("mode")
	kind, mode = mediaType(kind), strings.ToLower(mode)
	r := rich{base: e.base, lang: e.lang}
	r.html = kind == "html" || kind == "xhtml" || strings.Contains(kind, "html")
	switch {
	case mode == "base64" || mode == "" && binary(kind):
		r.text = unpack(characters(e.inner))
		r.html = r.html || marked(r.text)
	case strings.Contains(kind, "xhtml") && mode != "escaped", mode == "xml":
		r.text = inline(e.inner)
		r.html = r.html || marked(r.text)
	default:
		r.text = characters(e.inner)
		if old && (kind == "" || mode == "escaped") && marked(r.text) {
			r.html = true
		}
		if strings.HasSuffix(kind, "xml") {
			r.html = true
		}
	}
	return r
}

// unpack decodes base64. What is none stays as it is; what holds no text, a
// picture perhaps, says nothing.
func unpack(text string) string {
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	switch {
	case err != nil:
		return text
	case utf8.Valid(data):
		return string(data)
	case len(data) < 16:
		return text // a word that happens to be base64
	}
	return ""
}

func mediaType(kind string) string {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	return strings.TrimSpace(kind)
}

// binary says whether content of a media type is base64: neither text nor XML.
func binary(kind string) bool {
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "xml") && !strings.Contains(kind, "html")
}

// inline gives markup that stands in a text of XML as HTML: without the div
// around all of it and without prefixes. Where the markup was escaped after
// all, it is written out.
func inline(inner string) string {
	if !strings.Contains(inner, "<") && strings.Contains(inner, "&lt;") {
		return characters(inner)
	}
	if strings.Contains(inner, "<![CDATA[") {
		if text := characters(inner); marked(text) {
			return text
		}
	}
	return unwrap(unprefixed(inner))
}

// unprefixed drops the prefixes of elements: <xhtml:p> is a paragraph.
func unprefixed(inner string) string {
	var out strings.Builder
	changed := false
	for s := tagsoup.NewScanner(inner); s.Next(); {
		t := s.Token()
		whole := inner[t.Begin:t.End]
		if (t.Kind == tagsoup.Start || t.Kind == tagsoup.End) && t.Prefix() != "" {
			whole = strings.Replace(whole, t.Prefix()+":", "", 1)
			changed = true
		}
		out.WriteString(whole)
	}
	if !changed {
		return inner
	}
	return out.String()
}

// unwrap takes away the div that has to stand around XHTML.
func unwrap(inner string) string {
	inner = strings.TrimSpace(inner)
	s := tagsoup.NewScanner(inner)
	if !s.Next() || s.Token().Kind != tagsoup.Start || !strings.EqualFold(s.Token().Name, "div") || s.Token().Empty {
		return inner
	}
	begin, depth := s.Token().End, 1
	for s.Next() {
		t := s.Token()
		if !strings.EqualFold(t.Name, "div") {
			continue
		}
		switch {
		case t.Kind == tagsoup.Start && !t.Empty:
			depth++
		case t.Kind == tagsoup.End:
			depth--
		}
		if depth == 0 {
			if t.End != len(inner) {
				return inner // more stands beside it
			}
			return strings.TrimSpace(inner[begin:t.Begin])
		}
	}
	return inner
}

// characters gives the character data of markup: sections as they are, entities
// written out, elements as written.
func characters(inner string) string {
	if !strings.Contains(inner, "<![CDATA[") {
		return strings.TrimSpace(tagsoup.Decode(inner))
	}
	var out strings.Builder
	for s := tagsoup.NewScanner(inner); s.Next(); {
		switch t := s.Token(); t.Kind {
		case tagsoup.CDATA:
			out.WriteString(t.Inner)
		case tagsoup.Comment:
		default:
			out.WriteString(tagsoup.Decode(inner[t.Begin:t.End]))
		}
	}
	return strings.TrimSpace(out.String())
}
