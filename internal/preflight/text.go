package preflight

import (
	"sort"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
)

// unit is a text that is read as one: a field, a paragraph, an item, a cell.
type unit struct {
	field string
	block string // id of the top-level block
	tag   string // p, li, h2 …
	in    string // data-type of the figure around, or "notes"
	text  string
	start int // where it begins in the block's text, in runes
	// stretches part the text by language and direction, in order and without gaps.
	stretches []stretch
	// quoted: inside a q element or a blockquote, where a page adds the signs itself.
	quoted bool
}

// stretch is a part of a unit in one language.
type stretch struct {
	from, to int // bytes
	lang     string
	dir      string
	isolated bool // a direction of its own: its neighbours do not see into it
	code     bool // no prose: addresses, programs
}

// dir is the direction of the unit.
func (u *unit) dir() string { return u.stretches[0].dir }

// at gives the stretch that holds a byte.
func (u *unit) at(i int) stretch {
	n := sort.Search(len(u.stretches)-1, func(n int) bool { return i < u.stretches[n].to })
	return u.stretches[n]
}

// language is that of the unit's first words.
func (u *unit) language() string { return u.stretches[0].lang }

// prose gives the text with everything that is no prose as spaces.
func (u *unit) prose() string {
	plain := true
	for _, s := range u.stretches {
		plain = plain && !s.code
	}
	if plain {
		return u.text
	}
	out := []byte(u.text)
	for _, s := range u.stretches {
		if s.code {
			for i := s.from; i < s.to; i++ {
				out[i] = ' '
			}
		}
	}
	return string(out)
}

// at adds a finding about bytes of a unit.
func (l *looking) at(s Severity, c Name, reason string, u *unit, from, to int, args ...string) {
	if l.more(string(c) + "." + reason) {
		return
	}
	start := utf8.RuneCountInString(u.text[:from])
	end := start + utf8.RuneCountInString(u.text[from:to])
	l.add(Finding{Severity: s, Check: c, Message: string(c) + "." + reason, Field: u.field, Item: whole, Block: u.block,
		Start: u.start + start, End: u.start + end, Quote: short(u.text[from:to]), Args: pairsOf(args)})
}

// short cuts a quotation.
func short(s string) string {
	const most = 80
	n := 0
	for i := range s {
		if n == most {
			return strings.TrimSpace(s[:i]) + "…"
		}
		n++
	}
	return s
}

// read takes the texts apart.
func (l *looking) read() {
	l.language = l.Article.Language
	l.text = l.Document.Text()
	if l.language == "" {
		l.language, _ = lang.Detect(l.Article.Title+"\n"+l.text.Plain, nil)
	}
	direction := lang.Direction(l.language)
	for _, f := range []struct{ name, text string }{
		{fieldKicker, l.Article.Kicker}, {fieldTitle, l.Article.Title}, {fieldFront, l.Article.FrontTitle}, {fieldStandfirst, l.Article.Standfirst},
	} {
		if strings.TrimSpace(f.text) != "" {
			l.fields = append(l.fields, &unit{field: f.name, tag: "field", text: f.text,
				stretches: []stretch{{to: len(f.text), lang: l.language, dir: direction}}})
		}
	}
	for _, n := range l.Document.Blocks {
		r := reader{looking: l, block: n.Attr("id")}
		r.node(n, stretch{lang: l.language, dir: direction})
		r.flush()
	}
}

// reader takes the units of one top-level block; what it writes is the block's
// text as body.Document.Text has it.
type reader struct {
	*looking
	block  string
	runes  int  // written so far
	last   byte // that was written
	tag    string
	in     string
	quoted int
	open   *unit
	text   strings.Builder
	lang   [2]string // of the innermost block
}

func (r *reader) flush() {
	if u := r.open; u != nil {
		u.text = r.text.String()
		r.units = append(r.units, u)
		r.open = nil
	}
	r.text.Reset()
}

func (r *reader) write(s string, at stretch) {
	if s == "" {
		return
	}
	if r.open == nil {
		r.open = &unit{field: fieldBody, block: r.block, tag: r.tag, in: r.in, start: r.runes, quoted: r.quoted > 0}
		if at.lang != r.lang[0] || at.dir != r.lang[1] || at.code || at.isolated { // the block's own language comes first
			r.open.stretches = append(r.open.stretches, stretch{lang: r.lang[0], dir: r.lang[1]})
		}
	}
	from := r.text.Len()
	r.text.WriteString(s)
	r.runes += utf8.RuneCountInString(s)
	r.last = s[len(s)-1]
	at.from, at.to = from, r.text.Len()
	if n := len(r.open.stretches); n > 0 {
		if before := &r.open.stretches[n-1]; before.lang == at.lang && before.dir == at.dir && before.isolated == at.isolated && before.code == at.code {
			before.to = at.to
			return
		}
	}
	r.open.stretches = append(r.open.stretches, at)
}

// part begins a new line or cell of the block's text.
func (r *reader) part(sign byte) {
	r.flush()
	if r.runes > 0 && r.last != '\n' {
		r.runes++
		r.last = sign
	}
}

func (r *reader) node(n body.Node, in stretch) {
	if own := n.Attr("lang"); own != "" {
		in.lang, in.dir = own, lang.Direction(own)
	}
	if own := n.Attr("dir"); own != "" {
		in.dir = own
		if n.Tag == "span" {
			in.isolated = true
		}
	}
	switch n.Tag {
	case "":
		r.write(n.Text, in)
		return
	case "br":
		r.write("\n", in)
		return
	case "a":
		if n.Attr("role") == "doc-noteref" {
			return
		}
	case "code", "pre":
		in.code = true
	case "bdi":
		in.isolated = true
	case "q", "blockquote":
		r.quoted++
		defer func() { r.quoted-- }()
	case "figure":
		r.in = n.Attr("data-type")
	}
	if n.Attr("role") == "doc-endnotes" {
		r.in = "notes"
	}
	outer, outerLang := r.tag, r.lang
	switch n.Tag {
	case "p", "h2", "h3", "h4", "pre", "li", "tr", "ul", "ol", "blockquote", "caption", "figcaption", "table":
		r.part('\n')
		r.tag, r.lang = n.Tag, [2]string{in.lang, in.dir}
	case "td", "th":
		r.part('\t')
		r.tag, r.lang = n.Tag, [2]string{in.lang, in.dir}
	}
	for _, c := range n.Children {
		r.node(c, in)
	}
	switch n.Tag {
	case "p", "h2", "h3", "h4", "pre", "li", "td", "th", "caption", "figcaption":
		r.flush()
		r.tag, r.lang = outer, outerLang
	}
}
