package preflight

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
)

// Which marks open and close in a language is lang's to know (lang.QuoteOpens). What no
// rule of the language settles is settled by what is open and by the white space around
// it. Single marks are apostrophes as well, so only an opening one that nothing can close
// is spoken of.
//
// A quotation may go on over paragraphs. By the English (and older French, Spanish
// and Persian) convention each paragraph opens it anew and the last one closes it;
// elsewhere it is opened once. Both are taken.

// sign is an open quotation mark or bracket.
type sign struct {
	r    rune
	u    *unit
	at   int // byte in the unit
	size int
	pair int // how many paragraphs ago it was opened
}

// carried is for how many paragraphs a quotation stays open.
const carried = 12

// pairs looks at the quotation marks and brackets of a unit. What is open at its end
// goes on into the next one of the same kind.
func (l *looking) pairs(u *unit) {
	text := u.prose()
	if u.tag == "pre" || !strings.ContainsAny(text, allSigns) || strings.Trim(text, allSigns+" \n") == "" {
		l.close(u)
		return
	}
	p := pairing{looking: l, u: u, text: text, language: lang.Base(u.language())}
	if !l.follows(u) {
		l.settle(l.open)
		l.open = nil
	}
	l.previous = u
	p.quotes()
	p.brackets()
}

// allSigns is every sign that pairs looks at.
const allSigns = "“”„«»‹›‘’‚\"'「」『』《》〈〉〝〟()[]{}（）【】［］"

// follows reports whether a quotation can go on from the unit before into this one.
func (l *looking) follows(u *unit) bool {
	v := l.previous
	return v != nil && v.field == fieldBody && u.field == fieldBody && u.in == v.in && u.in != "image" && u.in != "gallery" &&
		(u.tag == v.tag || paragraph(u.tag) && paragraph(v.tag)) && u.tag != "td" && u.tag != "th"
}

func paragraph(tag string) bool { return tag == "p" || tag == "li" }

// close passes over a unit without signs.
func (l *looking) close(u *unit) {
	if !l.follows(u) {
		l.settle(l.open)
		l.open = nil
		l.previous = u
		return
	}
	l.previous = u
	l.age()
}

// age reports what has been open for too long.
func (l *looking) age() {
	l.open = slices.DeleteFunc(l.open, func(s sign) bool { return s.pair > carried && l.unclosed(s) })
	for i := range l.open {
		l.open[i].pair++
	}
}

// settle reports what was never closed.
func (l *looking) settle(open []sign) {
	for _, s := range open {
		l.unclosed(s)
	}
}

func (l *looking) unclosed(s sign) bool {
	l.at(Look, Quotes, "unclosed", s.u, s.at, s.at+max(s.size, excerpt(s.u.text[s.at:])), "sign", string(s.r))
	return true
}

// excerpt is how many bytes of a text one shows of a place: some words.
func excerpt(s string) int {
	n := 0
	for i, r := range s {
		if n++; n > 30 && unicode.IsSpace(r) || r == '\n' {
			return i
		}
	}
	return len(s)
}

// pairing is the work on one unit.
type pairing struct {
	*looking
	u        *unit
	text     string
	language string
}

func (p *pairing) quotes() {
	inherited := len(p.open)
	p.age()
	start := true // nothing but white space and signs of quotation so far
	for i := 0; i < len(p.text); {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		switch {
		case lang.QuoteMark(r):
			if start && inherited > 0 && p.reopens(r) {
				// the quotation of the paragraph before goes on
			} else {
				p.quote(r, i, size)
			}
		case !unicode.IsSpace(r) && r != '\u00a0' && !unicode.Is(unicode.Cf, r) && !isDash(r):
			start = false
		}
		i += size
	}
	// Single marks and straight ones do not go on: they are too easily something else.
	p.open = slices.DeleteFunc(p.open, func(s sign) bool {
		switch s.r {
		case '‘', '‚', '\'', '’':
			if s.u == p.u && !p.closable(s) {
				p.unclosed(s)
			}
			return true
		}
		return false
	})
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' }

// reopens reports whether a mark at the beginning of a paragraph only says that the
// quotation goes on.
func (p *pairing) reopens(r rune) bool {
	for i, s := range p.open {
		if s.r == r || (s.r == '«' && r == '»') { // French: » at each paragraph
			p.open[i].pair = 0
			return true
		}
	}
	return false
}

func (p *pairing) quote(r rune, i, size int) {
	before, after := lang.Around(p.text, i, size)
	switch r {
	case '\'', '’', '‘':
		p.single(r, i, size, before, after)
		return
	case '"':
		p.straight(i, size, before, after)
		return
	}
	if n := len(p.open); n > 0 && lang.QuoteEnds(p.open[n-1].r, r) && !(lang.QuoteOpens(r, p.language) && lang.QuoteOpening(before, after) && p.open[n-1].r != r) {
		p.open = p.open[:n-1]
		return
	}
	if lang.QuoteOpens(r, p.language) && !lang.QuoteClosing(before, after) || lang.QuoteOnlyOpens(r) {
		p.push(r, i, size)
		return
	}
	// It closes one that is further out, past what was left open inside.
	for n := len(p.open) - 1; n >= 0; n-- {
		if lang.QuoteEnds(p.open[n].r, r) || p.open[n].r == '"' && (r == '”' || r == '“') {
			for _, s := range p.open[n+1:] {
				if s.r != '\'' && s.r != '‘' && s.r != '’' && s.r != '‚' {
					p.unclosed(s)
				}
			}
			if p.open[n].r == '"' {
				p.mixed(p.open[n], i, size)
			}
			p.open = p.open[:n]
			return
		}
	}
	if lang.QuoteOpens(r, p.language) {
		p.push(r, i, size)
		return
	}
	if p.language != "" && r == '”' && before == lang.BesideDigit { // inches, seconds
		return
	}
	p.unopened(r, i, size)
}

// deepest is how many quotations or brackets stand in each other; no person does that.
const deepest = 50

func (p *pairing) push(r rune, i, size int) {
	if len(p.open) >= deepest {
		p.unclosed(p.open[0])
		p.open = p.open[1:]
	}
	p.open = append(p.open, sign{r: r, u: p.u, at: i, size: size})
}

// unopened reports a mark that closes nothing, with the words before it.
func (p *pairing) unopened(r rune, i, size int) {
	from := i
	for n := 0; from > 0 && n < 30; n++ {
		_, back := utf8.DecodeLastRuneInString(p.text[:from])
		from -= back
	}
	for from > 0 && from < i && !unicode.IsSpace(rune(p.text[from])) {
		_, forth := utf8.DecodeRuneInString(p.text[from:])
		from += forth
	}
	p.at(Look, Quotes, "unopened", p.u, from, i+size, "sign", string(r))
}

func (p *pairing) mixed(s sign, i, size int) {
	p.at(Look, Quotes, "mixed", p.u, i, i+size, "sign", string(s.r), "other", p.text[i:i+size])
}

// straight is the typewriter's mark, which opens and closes.
func (p *pairing) straight(i, size int, before, after lang.Beside) {
	switch {
	case before == lang.BesideHebrew && after == lang.BesideHebrew: // an abbreviation in Hebrew letters
		return
	case before == lang.BesideDigit && !p.isOpen('"') && after != lang.BesideLetter: // inches
		return
	}
	for n := len(p.open) - 1; n >= 0; n-- {
		s := p.open[n]
		switch {
		case s.r == '"' && lang.QuoteOpening(before, after): // one inside another, or one that was never closed
			p.push('"', i, size)
			return
		case s.r == '"':
			p.open = p.open[:n]
			return
		case (s.r == '“' || s.r == '„' || s.r == '«') && n == len(p.open)-1 && lang.QuoteClosing(before, after):
			p.mixed(s, i, size)
			p.open = p.open[:n]
			return
		}
	}
	if lang.QuoteClosing(before, after) && !strings.HasSuffix(p.text[:i], ":") {
		p.unopened('"', i, size)
		return
	}
	p.push('"', i, size)
}

func (p *pairing) isOpen(r rune) bool {
	return slices.ContainsFunc(p.open, func(s sign) bool { return s.r == r })
}

// single is a mark that may be an apostrophe.
func (p *pairing) single(r rune, i, size int, before, after lang.Beside) {
	if lang.Direction(p.language) == lang.RightToLeft {
		return // written in any direction, and for other signs
	}
	if before.Word() && after.Word() {
		return // an apostrophe, or the sign for ʿayn
	}
	if n := len(p.open); n > 0 && !lang.QuoteOpening(before, after) {
		if s := p.open[n-1].r; lang.QuoteEnds(s, r) && (s == '‘' || s == '‚' || s == '\'' || s == '’') {
			p.open = p.open[:n-1]
			return
		}
	}
	if !lang.QuoteOpening(before, after) || r == '’' && !lang.HighQuoteOpens(p.language) || lang.Clipped(p.text[i+size:]) {
		return
	}
	p.push(r, i, size)
}

// closable reports whether something behind an open single mark could close it.
func (p *pairing) closable(s sign) bool {
	for i, r := range p.text[s.at+s.size:] {
		if r != '\'' && r != '’' && r != '‘' {
			continue
		}
		at := s.at + s.size + i
		before, after := lang.Around(p.text, at, utf8.RuneLen(r))
		if (before.Word() || before == lang.BesideOther) && after != lang.BesideLetter {
			return true
		}
	}
	return false
}

// brackets looks at the brackets of a unit.
func (p *pairing) brackets() {
	var open []sign
	for i, r := range p.text {
		switch r {
		case ':':
			if strings.HasPrefix(p.text[i:], "://") { // brackets of an address are its own
				return
			}
		case '(', '[', '{', '（', '【', '［':
			if !smiley(p.text, i) {
				if len(open) >= deepest {
					p.bracket("unclosed", open[0])
					open = open[1:]
				}
				open = append(open, sign{r: r, u: p.u, at: i, size: utf8.RuneLen(r)})
			}
		case ')', ']', '}', '）', '】', '］':
			n := len(open)
			switch {
			case n > 0 && matches(open[n-1].r, r):
				open = open[:n-1]
			case n > 1 && matches(open[n-2].r, r):
				p.bracket("unclosed", open[n-1])
				open = open[:n-2]
			case numbering(p.text, i) || smiley(p.text, i):
			default:
				p.bracket("unopened", sign{r: r, u: p.u, at: i, size: utf8.RuneLen(r)})
			}
		}
	}
	for _, s := range open {
		p.bracket("unclosed", s)
	}
}

func (p *pairing) bracket(reason string, s sign) {
	from, to := s.at, s.at+max(s.size, excerpt(s.u.text[s.at:]))
	if reason == "unopened" {
		from, to = wordBefore(s.u.text, s.at), s.at+s.size
	}
	p.at(Look, Brackets, reason, s.u, from, to, "sign", string(s.r))
}

// wordBefore is where the word before a place begins, or what is near it.
func wordBefore(s string, at int) int {
	from := max(0, at-100)
	for from < at && !utf8.RuneStart(s[from]) {
		from++
	}
	if i := strings.LastIndexFunc(strings.TrimRight(s[from:at], " "), unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[from+i:])
		return from + i + size
	}
	return from
}

func matches(open, close rune) bool {
	switch open {
	case '(', '（':
		return close == ')' || close == '）'
	case '[', '［':
		return close == ']' || close == '］'
	case '{':
		return close == '}'
	}
	return open == '【' && close == '】'
}

// numbering reports whether a bracket ends the number of an item: 1), a), iv).
func numbering(s string, at int) bool {
	from := wordBefore(s, at)
	return at > from && utf8.RuneCountInString(s[from:at]) <= 4 && strings.IndexFunc(s[from:at], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }) < 0
}

// smiley reports whether a bracket is a mouth: its eyes stand right before it.
func smiley(s string, at int) bool {
	eyes := strings.TrimSuffix(s[:at], "-")
	return strings.HasSuffix(eyes, ":") && at > 1 && (at+1 >= len(s) || s[at+1] == ' ' || s[at] == ')') || strings.HasSuffix(eyes, ";") || strings.HasSuffix(eyes, "=")
}
