package wxr

import "strings"

// blockTags are elements that end a paragraph.
var blockTags = setOf(`table thead tfoot caption colgroup col tbody tr td th div dl dd dt ul ol li pre form map area
	blockquote address style script p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav
	figure figcaption details menu summary iframe video audio object main center`)

// voidTags are elements without an end.
var voidTags = setOf(`hr col area br img input embed param source track wbr link meta`)

// flowTags are elements whose loose text becomes paragraphs.
var flowTags = setOf(`div blockquote section article aside header footer main center form fieldset address details`)

// rawTags are elements whose text is not looked into.
var rawTags = setOf(`pre script style textarea svg math`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// maxOpen is how many open elements are remembered; deeper ones are passed
// through.
const maxOpen = 256

// paragraphs does what WordPress does to classic text before it shows it (the
// rules of its function wpautop): blank lines part paragraphs, single line ends
// become <br>, elements that are blocks stay outside. It does so in one pass.
type paragraphs struct {
	text   string
	lines  bool // line ends mean something: the text was not written as HTML
	out    strings.Builder
	open   []string // block elements
	inside bool     // a paragraph of ours is open
	fresh  bool     // nothing stands on the line of the paragraph yet
	gap    int      // line ends since the last thing that was written
}

func autop(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	p := &paragraphs{text: text, lines: !isHTML(text)}
	p.out.Grow(len(text) + len(text)/16)
	p.run()
	return p.out.String()
}

// isHTML says whether a text brings its paragraphs itself: it begins with a
// block, and no blank line parts loose text from it.
func isHTML(text string) bool {
	if !strings.Contains(text, "<p>") && !strings.Contains(text, "<p ") {
		return false
	}
	for piece := range strings.SplitSeq(text, "\n\n") {
		piece = strings.TrimLeft(piece, " \t\n")
		if piece == "" {
			continue
		}
		if piece[0] != '<' {
			return false
		}
		if name, _ := tagName(piece); !blockTags[name] && name != "!" {
			return false
		}
	}
	return true
}

func (p *paragraphs) run() {
	for at := 0; at < len(p.text); {
		n := strings.IndexByte(p.text[at:], '<')
		if n < 0 {
			p.words(p.text[at:])
			break
		}
		p.words(p.text[at : at+n])
		at += n
		name, closing := tagName(p.text[at:])
		if name == "" {
			p.words("<")
			at++
			continue
		}
		end := p.tagEnd(at, name)
		p.tag(p.text[at:end], name, closing)
		at = end
	}
	p.close()
}

// tagName reads the name of the tag that text begins with: "" where it is none,
// "!" for a comment.
func tagName(text string) (name string, closing bool) {
	i := 1
	if strings.HasPrefix(text, "<!") {
		return "!", false
	}
	if strings.HasPrefix(text, "</") {
		closing, i = true, 2
	}
	start := i
	for i < len(text) && isNameByte(text[i], i == start) && i-start < 32 {
		i++
	}
	return strings.ToLower(text[start:i]), closing
}

// tagEnd finds where a tag ends; of an element that is not looked into, where
// that ends.
func (p *paragraphs) tagEnd(at int, name string) int {
	rest := p.text[at:]
	if strings.HasPrefix(rest, "<!--") {
		if n := strings.Index(rest[4:], "-->"); n >= 0 {
			return at + 4 + n + 3
		}
		return len(p.text)
	}
	end := quotedEnd(rest)
	if rawTags[name] && rest[1] != '/' {
		if n := indexFold(rest[end:], "</"+name); n >= 0 {
			end += n
			if m := strings.IndexByte(rest[end:], '>'); m >= 0 {
				return at + end + m + 1
			}
		}
		return len(p.text)
	}
	return at + end
}

// quotedEnd finds the > of a tag, not one inside quotes; where the quotes do not
// end it takes the first.
func quotedEnd(tag string) int {
	first := strings.IndexByte(tag, '>')
	if first < 0 {
		return len(tag)
	}
	var quote byte
	const far = 16 << 10
	for i := 0; i < len(tag) && i < far; i++ {
		switch c := tag[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && i > 0 && tag[i-1] == '=':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return first + 1
}

// indexFold finds lower, which is in lower case, in any case.
func indexFold(s, lower string) int {
	for at := 0; ; at += len("</") {
		n := strings.Index(s[at:], "</")
		if n < 0 {
			return -1
		}
		at += n
		if len(s)-at >= len(lower) && strings.EqualFold(s[at:at+len(lower)], lower) {
			return at
		}
	}
}

// loose says whether text that stands here becomes paragraphs.
func (p *paragraphs) loose() bool {
	return len(p.open) == 0 || flowTags[p.open[len(p.open)-1]]
}

func (p *paragraphs) tag(text, name string, closing bool) {
	switch {
	case name == "!":
		p.out.WriteString(text)
	case rawTags[name]:
		p.close()
		p.out.WriteString(text)
	case blockTags[name]:
		p.close()
		p.gap, p.fresh = 0, true
		p.out.WriteString(text)
		p.nest(text, name, closing)
	case name == "br":
		p.inline(text)
		p.fresh = true
	default:
		p.inline(text)
	}
}

func (p *paragraphs) nest(text, name string, closing bool) {
	if closing {
		for i := len(p.open) - 1; i >= 0; i-- {
			if p.open[i] == name {
				p.open = p.open[:i]
				return
			}
		}
		return
	}
	if n := len(p.open); n > 0 && p.open[n-1] == "p" {
		p.open = p.open[:n-1]
	}
	if !voidTags[name] && !strings.HasSuffix(text, "/>") && len(p.open) < maxOpen {
		p.open = append(p.open, name)
	}
}

// inline writes something that stands within a line.
func (p *paragraphs) inline(text string) {
	p.settle()
	p.out.WriteString(text)
	p.fresh = false
}

// words writes text, its line ends as what they mean.
func (p *paragraphs) words(text string) {
	for text != "" {
		line, rest, found := strings.Cut(text, "\n")
		if strings.TrimLeft(line, " \t") != "" {
			p.inline(line)
		} else if line != "" && !p.fresh && p.gap == 0 {
			p.out.WriteString(line)
		}
		if found {
			p.gap++
		}
		text = rest
	}
}

// settle writes what the line ends before the next thing mean.
func (p *paragraphs) settle() {
	gap := p.gap
	p.gap = 0
	if !p.loose() {
		p.within(gap)
		return
	}
	switch {
	case !p.inside:
		p.out.WriteString("\n<p>")
		p.inside, p.fresh = true, true
	case gap > 1:
		p.out.WriteString("</p>\n<p>")
		p.fresh = true
	case gap == 1 && p.lines && !p.fresh:
		p.out.WriteString("<br>\n")
	case gap == 1:
		p.out.WriteByte('\n')
	}
}

// within handles line ends inside an element that is a paragraph itself, or a
// cell.
func (p *paragraphs) within(gap int) {
	inner := p.open[len(p.open)-1]
	switch {
	case gap == 0:
	case !p.lines || p.fresh:
		p.out.WriteByte('\n')
	case gap > 1 && inner == "p":
		p.out.WriteString("</p>\n<p>")
	case gap > 1:
		p.out.WriteString("<br><br>\n")
	default:
		p.out.WriteString("<br>\n")
	}
}

func (p *paragraphs) close() {
	if p.inside {
		p.out.WriteString("</p>\n")
	} else if p.gap > 0 {
		p.out.WriteByte('\n')
	}
	p.inside, p.gap = false, 0
}
