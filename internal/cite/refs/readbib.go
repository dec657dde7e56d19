package refs

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/cite"
	"broadsheet/internal/lang"
)

// maxValue is the longest value of a field, in bytes.
const maxValue = 1 << 20

// ReadBib reads entries of BibTeX and biblatex; what is no entry is passed over,
// as BibTeX does. An entry that is not closed ends the reading with an error.
func ReadBib(r io.Reader, give func(cite.Item) error) error {
	content, err := io.ReadAll(io.LimitReader(r, maxFile))
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	p := &bibParser{text: string(content), macros: map[string]string{}}
	for {
		fields, err := p.entry()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case fields != nil:
			if err := give(fromBib(fields)); err != nil {
				return err
			}
		}
	}
}

type bibParser struct {
	text   string
	at     int
	macros map[string]string
}

// entry reads the next entry; nil: what stood there was none (a comment, a macro).
func (p *bibParser) entry() (map[string]string, error) {
	next := strings.IndexByte(p.text[p.at:], '@')
	if next < 0 {
		return nil, io.EOF
	}
	p.at += next + 1
	kind := strings.ToLower(p.name())
	p.space()
	if kind == "" || kind == "comment" || p.at >= len(p.text) || (p.text[p.at] != '{' && p.text[p.at] != '(') {
		return nil, nil
	}
	p.at++
	if kind == "preamble" {
		_, err := p.value()
		return nil, err
	}
	fields := map[string]string{"": kind}
	if kind != "string" {
		p.space()
		begin := p.at
		for p.at < len(p.text) && !strings.ContainsRune(",})", rune(p.text[p.at])) {
			p.at++
		}
		fields["key"] = strings.TrimSpace(p.text[begin:p.at])
	}
	for {
		for p.space(); p.at < len(p.text) && p.text[p.at] == ','; p.space() {
			p.at++
		}
		if p.at >= len(p.text) {
			return nil, fmt.Errorf("read entry %q: it is not closed", fields["key"])
		}
		if c := p.text[p.at]; c == '}' || c == ')' {
			p.at++
			break
		}
		name := strings.ToLower(p.name())
		p.space()
		if name == "" || p.at >= len(p.text) || p.text[p.at] != '=' {
			return nil, fmt.Errorf("read entry %q: a field has no value", fields["key"])
		}
		p.at++
		value, err := p.value()
		if err != nil {
			return nil, fmt.Errorf("read entry %q: %w", fields["key"], err)
		}
		if _, twice := fields[name]; !twice {
			fields[name] = value
		}
	}
	if kind == "string" {
		for name, value := range fields {
			p.macros[name] = value
		}
		return nil, nil
	}
	return fields, nil
}

func (p *bibParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

func (p *bibParser) name() string {
	begin := p.at
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n{}(),=#\"@", p.text[p.at]) < 0 {
		p.at++
	}
	return p.text[begin:p.at]
}

// value reads a value: texts in braces or quotation marks, numbers and macros,
// joined by #.
func (p *bibParser) value() (string, error) {
	var out strings.Builder
	for {
		p.space()
		if p.at >= len(p.text) {
			return "", errors.New("a value is not closed")
		}
		switch c := p.text[p.at]; c {
		case '{', '"':
			text, err := p.quoted(c)
			if err != nil {
				return "", err
			}
			out.WriteString(text)
		default:
			word := p.name()
			if word == "" {
				return "", errors.New("a field has no value")
			}
			if macro, known := p.macros[strings.ToLower(word)]; known {
				word = macro
			}
			out.WriteString(word)
		}
		if out.Len() > maxValue {
			return "", fmt.Errorf("a value is longer than %d bytes", maxValue)
		}
		if p.space(); p.at >= len(p.text) || p.text[p.at] != '#' {
			return out.String(), nil
		}
		p.at++
	}
}

func (p *bibParser) quoted(open byte) (string, error) {
	p.at++
	begin, depth := p.at, 0
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '\\':
			p.at++
		case depth == 0 && (open == '{' && c == '}' || open == '"' && c == '"'):
			p.at++
			return p.text[begin : p.at-1], nil
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	return "", errors.New("a value is not closed")
}

var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

func fromBib(fields map[string]string) cite.Item {
	i := cite.Item{ID: fields["key"], Type: "document"}
	sub := strings.ToLower(untex(fields["entrysubtype"]))
	for _, t := range bibTypes {
		if t.entry == fields[""] && (t.sub == "" || t.sub == sub) {
			i.Type = t.csl
			break
		}
	}
	if fields[""] == "misc" && sub != "" {
		i.Type = sub
	}
	for _, f := range bibFields {
		value := fields[f.name]
		for _, alias := range bibNamesOf(f.name) {
			if value == "" {
				value = fields[alias]
			}
		}
		if slices.Contains(verbatim, f.name) {
			value = strings.ReplaceAll(strings.TrimSpace(value), `\`, "")
		} else {
			value = untex(value)
		}
		*f.of(&i) = value
	}
	if s := untex(fields["subtitle"]); s != "" {
		i.Title += ": " + s
	}
	// language may be a list, or a word; langid names the one that is typeset.
	if fields["language"] == "" || !lang.Valid(i.Language) {
		for _, name := range []string{i.Language, untex(fields["langid"])} {
			if tag := bibTongue(name); tag != "" {
				i.Language = tag
				break
			}
		}
	}
	i.Pages = strings.ReplaceAll(i.Pages, "–", "-")
	i.Authors, i.Editors, i.Translators = bibPeople(fields["author"]), bibPeople(fields["editor"]), bibPeople(fields["translator"])
	i.Keywords = words(untex(fields["keywords"]))
	i.Accessed = parseDate(fields["urldate"])
	date, _, _ := strings.Cut(untex(fields["date"]), "/")
	if i.Issued = parseDate(date); !i.Issued.Known() {
		i.Issued = parseDate(untex(fields["year"]))
		if m := strings.ToLower(untex(fields["month"])); i.Issued.Known() && m != "" {
			n, err := strconv.Atoi(m)
			if err != nil && len(m) >= 3 {
				n = months[m[:3]]
			}
			i.Issued.Month = n
			i.Issued = checked(i.Issued)
		}
	}
	return i
}

// bibNamesOf lists the other names of a field, in a fixed order.
func bibNamesOf(name string) []string {
	var out []string
	for alias, of := range bibAliases {
		if of == name {
			out = append(out, alias)
		}
	}
	slices.Sort(out)
	return out
}

// bibPeople reads names: First von Last, "von Last, First", "von Last, Jr., First".
func bibPeople(text string) []cite.Name {
	var out []cite.Name
	for _, one := range splitAt(text, " and ") {
		one = strings.TrimSpace(one)
		if one == "" || one == "others" {
			continue
		}
		if strings.HasPrefix(one, "{") && closes(one) == len(one)-1 {
			out = append(out, cite.Name{Literal: untex(one)})
			continue
		}
		parts := splitAt(one, ",")
		var n cite.Name
		switch len(parts) {
		case 1:
			words := splitAt(one, " ")
			first := len(words) - 1
			for at, w := range words[:len(words)-1] {
				if at > 0 && small(w) {
					first = at
					break
				}
			}
			n.Given = untex(strings.Join(words[:first], " "))
			parts = []string{strings.Join(words[first:], " ")}
		case 2:
			n.Given = untex(parts[1])
		default:
			n.Suffix, n.Given = untex(parts[1]), untex(parts[2])
		}
		words := splitAt(strings.TrimSpace(parts[0]), " ")
		begin := 0
		for begin < len(words)-1 && small(words[begin]) {
			begin++
		}
		n.Particle, n.Family = untex(strings.Join(words[:begin], " ")), untex(strings.Join(words[begin:], " "))
		if n.Given == "" {
			n = cite.Name{Literal: strings.TrimSpace(n.Particle + " " + n.Family)}
		}
		out = append(out, n)
	}
	return out
}

// closes gives the place of the brace that closes the first one.
func closes(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// splitAt parts a text at a separator that stands outside of braces.
func splitAt(s, sep string) []string {
	s = strings.Join(strings.Fields(s), " ")
	var out []string
	depth, begin := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case depth == 0 && len(s)-i >= len(sep) && strings.EqualFold(s[i:i+len(sep)], sep):
			out = append(out, s[begin:i])
			i += len(sep) - 1
			begin = i + 1
		}
	}
	return append(out, s[begin:])
}

// accents are TeX's accents as combining characters; signs its letters and marks.
var (
	accents = map[byte]string{'`': "\u0300", '\'': "\u0301", '^': "\u0302", '~': "\u0303", '=': "\u0304", 'u': "\u0306", '.': "\u0307", '"': "\u0308", 'r': "\u030A", 'H': "\u030B", 'v': "\u030C", 'd': "\u0323", 'c': "\u0327", 'k': "\u0328", 'b': "\u0331"}
	signs   = map[string]string{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "i", "j": "j", "dh": "ð", "th": "þ", "DH": "Ð", "TH": "Þ",
		"textbackslash": `\`, "textasciicircum": "^", "textasciitilde": "~", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "textellipsis": "…", "S": "§", "pounds": "£", "texteuro": "€", "textregistered": "®", "copyright": "©"}
)

// untex gives what TeX would print: braces go, accents and signs become
// characters, other commands go and leave what they are about.
func untex(s string) string {
	if !strings.ContainsAny(s, "\\{}~`'-\n\t") {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{' || c == '}':
		case c == '~':
			b.WriteString("\u00A0")
		case strings.HasPrefix(s[i:], "---"):
			b.WriteString("—")
			i += 2
		case strings.HasPrefix(s[i:], "--"):
			b.WriteString("–")
			i++
		case strings.HasPrefix(s[i:], "``"):
			b.WriteString("“")
			i++
		case strings.HasPrefix(s[i:], "''"):
			b.WriteString("”")
			i++
		case c == '\\' && i+1 < len(s):
			i += command(&b, s[i+1:])
		default:
			b.WriteByte(c)
		}
	}
	return norm.NFC.String(oneLine(b.String()))
}

// command writes what a command (without its backslash) stands for and gives how
// many bytes it takes.
func command(b *strings.Builder, s string) int {
	c := s[0]
	if !letter(c) {
		if mark, accent := accents[c]; accent {
			n := accented(b, s[1:], mark)
			return 1 + n
		}
		if c != '\\' && c != '-' && c != '/' && c != ',' {
			b.WriteByte(c) // \& \% \{
		}
		return 1
	}
	end := 1
	for end < len(s) && letter(s[end]) {
		end++
	}
	name, after := s[:end], end
	for after < len(s) && s[after] == ' ' {
		after++
	}
	if sign, known := signs[name]; known {
		b.WriteString(sign)
		if strings.HasPrefix(s[after:], "{}") {
			after += 2
		}
		return after
	}
	if mark, accent := accents[name[0]]; accent && len(name) == 1 {
		return after + accented(b, s[after:], mark)
	}
	return after
}

// accented writes the next letter with an accent on it.
func accented(b *strings.Builder, s, mark string) int {
	n := 0
	for n < len(s) && (s[n] == '{' || s[n] == ' ') {
		n++
	}
	if strings.HasPrefix(s[n:], `\i`) || strings.HasPrefix(s[n:], `\j`) {
		n++
	}
	r, size := utf8.DecodeRuneInString(s[n:])
	if !unicode.IsLetter(r) {
		return n
	}
	b.WriteRune(r)
	b.WriteString(mark)
	return n + size
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
