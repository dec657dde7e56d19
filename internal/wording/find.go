package wording

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
)

// Bounds of what is found in a text.
const (
	MaxQuotations = 1000
	maxLong       = 20_000 // bytes of a quotation; a longer one is a mark that was never closed
	carried       = 6      // lines over which a quotation stays open
	deepest       = 20     // quotations in each other
	lookahead     = 600    // bytes in which another mark tells an apostrophe from an end
)

// Quotation is what a text quotes.
type Quotation struct {
	Text     string // without the marks around it, its white space as single spaces
	Language string
	Block    string // where it stands in the text
	Start    int    // code points of the block before it
	Inside   bool   // of one that stands before it in the list
}

// Found are the quotations of a text, in their order.
type Found struct {
	Quotations []Quotation
	Short      int  // that were too short to be looked for
	More       bool // there are more than MaxQuotations
}

// Find finds the quotations of a text of the given language.
func Find(t body.Text, language string) Found {
	f := &finder{text: t}
	for n, b := range t.Blocks {
		f.block(n, cmp.Or(b.Lang, language))
	}
	return f.told(language)
}

// finder goes through a text once.
type finder struct {
	text     body.Text
	language string // of the block at hand
	open     []opened
	found    []stretch
}

// opened is a quotation that is not closed.
type opened struct {
	mark  rune
	from  int // first byte behind the mark
	to    int // where the last line ended that it goes over
	lines int // that ended since
}

type stretch struct{ from, to int }

func (f *finder) block(n int, language string) {
	b := f.text.Blocks[n]
	f.language = language
	if b.Tag == "pre" || b.Tag == "table" || n > 0 && b.Tag != f.text.Blocks[n-1].Tag {
		f.open = nil
	}
	if b.Tag == "pre" {
		return
	}
	for at := b.Start; at < b.End; {
		end := b.End
		if i := strings.IndexAny(f.text.Plain[at:end], "\n\t"); i >= 0 {
			end = at + i
		}
		f.line(at, end)
		at = end + 1
	}
	if b.Tag == "blockquote" {
		f.open = nil
		f.whole(b)
	}
}

// whole takes a block quotation as one, without the line that says whose it is. One
// that stands between marks was found already.
func (f *finder) whole(b body.BlockText) {
	from, to := b.Start, b.End
	if i := strings.LastIndexByte(f.text.Plain[from:to], '\n'); i >= 0 {
		if r, _ := utf8.DecodeRuneInString(f.text.Plain[from+i+1:]); unicode.Is(unicode.Pd, r) {
			to = from + i
		}
	}
	for i := len(f.found) - 1; i >= 0 && f.found[i].to > from; i-- {
		if s := f.found[i]; s.from >= from && s.to <= to && (to-from)-(s.to-s.from) <= 10 {
			return
		}
	}
	f.found = append(f.found, stretch{from, to})
}

// line looks at the marks of a line, or of a cell.
func (f *finder) line(from, to int) {
	start := true // nothing but marks and white space so far
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(f.text.Plain[i:to])
		switch {
		case lang.QuoteMark(r):
			if !start || !f.again(r, i, size) {
				f.mark(r, i, size, from, to)
			}
		case !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r):
			if start {
				f.unopened()
			}
			start = false
		}
		i += size
	}
	f.open = slices.DeleteFunc(f.open, func(o opened) bool { return single(o.mark) || o.lines >= carried })
	for i := range f.open {
		f.open[i].lines++
		f.open[i].to = to
	}
}

// again reports whether a mark at the beginning of a line opens anew what is open
// already: then each line is a quotation of its own.
func (f *finder) again(r rune, at, size int) bool {
	for n, o := range f.open {
		if o.lines > 0 && (o.mark == r || o.mark == '«' && r == '»') {
			f.found = append(f.found, stretch{o.from, o.to})
			f.open = append(f.open[:n], opened{mark: o.mark, from: at + size})
			return true
		}
	}
	return false
}

// unopened drops what a line has to open anew and did not: the typewriter's marks.
func (f *finder) unopened() {
	f.open = slices.DeleteFunc(f.open, func(o opened) bool { return o.lines > 0 && o.mark == '"' })
}

func single(r rune) bool { return r == '‘' || r == '‚' || r == '\'' || r == '’' }

func (f *finder) mark(r rune, at, size, from, to int) {
	before, after := lang.Around(f.text.Plain[from:to], at-from, size)
	switch {
	case r == '\'' || r == '’' || r == '‘':
		f.single(r, at, size, to, before, after)
		return
	case r == '"' && before == lang.BesideHebrew && after == lang.BesideHebrew:
		return // an abbreviation
	}
	opens := lang.QuoteOpens(r, f.language) || r == '"'
	if n := len(f.open); n > 0 && lang.QuoteEnds(f.open[n-1].mark, r) && (r == '"' || f.open[n-1].mark == r || !opens || !lang.QuoteOpening(before, after)) {
		f.close(n-1, at)
		return
	}
	if opens && r != '"' && !lang.QuoteClosing(before, after) || lang.QuoteOnlyOpens(r) {
		f.push(r, at+size)
		return
	}
	for n := len(f.open) - 1; n >= 0; n-- { // one further out, past what was left open inside
		if o := f.open[n].mark; lang.QuoteEnds(o, r) || o == '"' && (r == '”' || r == '“') || r == '"' && (o == '“' || o == '„') && lang.QuoteClosing(before, after) {
			f.close(n, at)
			return
		}
	}
	if r == '"' && (before == lang.BesideDigit && after != lang.BesideLetter || lang.QuoteClosing(before, after)) {
		return // inches, or the end of what was never opened
	}
	if opens {
		f.push(r, at+size)
	}
}

// single is a mark that may be an apostrophe.
func (f *finder) single(r rune, at, size, to int, before, after lang.Beside) {
	if before.Word() && after.Word() {
		return
	}
	rest := f.text.Plain[at+size : to]
	n := len(f.open)
	if n > 0 && single(f.open[n-1].mark) && lang.QuoteEnds(f.open[n-1].mark, r) && !lang.QuoteOpening(before, after) {
		if before != lang.BesideSpace && !f.possessive(rest, at, r, after) {
			f.close(n-1, at)
		}
		return
	}
	if !lang.QuoteOpening(before, after) || r == '’' && !lang.HighQuoteOpens(f.language) || lang.Clipped(rest) {
		return
	}
	f.push(r, at+size)
}

// possessive reports whether a mark behind an s (the ministers’ plan) is none that
// ends: another one does, before a new one opens.
func (f *finder) possessive(rest string, at int, r rune, after lang.Beside) bool {
	if last, _ := utf8.DecodeLastRuneInString(f.text.Plain[:at]); last != 's' || after != lang.BesideSpace {
		return false
	}
	rest = rest[:min(len(rest), lookahead)]
	for i, next := range rest {
		if next != '\'' && next != '’' && next != '‘' {
			continue
		}
		before, after := lang.Around(rest, i, utf8.RuneLen(next))
		switch {
		case before.Word() && after.Word():
		case lang.QuoteOpening(before, after):
			return false
		case next == r && before != lang.BesideSpace:
			return true
		}
	}
	return false
}

func (f *finder) push(r rune, from int) {
	if len(f.open) < deepest {
		f.open = append(f.open, opened{mark: r, from: from})
	}
}

// close ends an open quotation and drops those that were left open inside it.
func (f *finder) close(n, at int) {
	f.found = append(f.found, stretch{f.open[n].from, at})
	f.open = f.open[:n]
}

// told gives what was found in the order of the text.
func (f *finder) told(language string) Found {
	slices.SortFunc(f.found, func(a, b stretch) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	var out Found
	n, start, counted, end := 0, 0, 0, -1 // block, code points of it before counted, byte; end of the last outer one
	for _, s := range f.found {
		if s.to-s.from > maxLong {
			continue
		}
		plain := f.text.Plain[s.from:s.to]
		s.from += len(plain) - len(strings.TrimLeftFunc(plain, unicode.IsSpace))
		text := strings.Join(strings.Fields(plain), " ")
		if !read(text).enough() {
			out.Short++
			continue
		}
		if len(out.Quotations) == MaxQuotations {
			out.More = true
			break
		}
		for n < len(f.text.Blocks)-1 && f.text.Blocks[n].End <= s.from {
			n++
			start, counted = 0, f.text.Blocks[n].Start
		}
		b := f.text.Blocks[n]
		if counted < b.Start {
			counted = b.Start
		}
		if s.from > counted {
			start += utf8.RuneCountInString(f.text.Plain[counted:s.from])
			counted = s.from
		}
		out.Quotations = append(out.Quotations, Quotation{Text: text, Language: cmp.Or(b.Lang, language), Block: b.ID, Start: start, Inside: s.to <= end})
		end = max(end, s.to)
	}
	return out
}
