package refs

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"broadsheet/internal/cite"
)

// risTypes are the types of RIS (Research Information Systems, 2011) for those of
// CSL; the first of each is written.
var risTypes = []struct{ csl, ris string }{
	{"article-newspaper", "NEWS"}, {"article-magazine", "MGZN"}, {"article-journal", "JOUR"}, {"article-journal", "JFULL"}, {"book", "BOOK"}, {"chapter", "CHAP"},
	{"paper-conference", "CPAPER"}, {"paper-conference", "CONF"}, {"report", "RPRT"}, {"thesis", "THES"}, {"webpage", "ELEC"}, {"webpage", "ICOMM"}, {"post-weblog", "BLOG"},
	{"manuscript", "UNPB"}, {"pamphlet", "PAMP"}, {"patent", "PAT"}, {"dataset", "DATA"}, {"software", "COMP"}, {"map", "MAP"}, {"motion_picture", "MPCT"}, {"document", "GEN"},
}

// risFields ties tags to fields; of several tags of a field the first is written.
var risFields = []struct {
	tags string
	of   func(*cite.Item) *string
}{
	{"TI T1", func(i *cite.Item) *string { return &i.Title }},
	{"T2 JO JF JA BT", func(i *cite.Item) *string { return &i.Container }},
	{"T3", func(i *cite.Item) *string { return &i.Series }},
	{"SE", func(i *cite.Item) *string { return &i.Section }},
	{"M3", func(i *cite.Item) *string { return &i.Kind }},
	{"PB", func(i *cite.Item) *string { return &i.Publisher }},
	{"CY PP", func(i *cite.Item) *string { return &i.Place }},
	{"VL", func(i *cite.Item) *string { return &i.Volume }},
	{"IS", func(i *cite.Item) *string { return &i.Number }},
	{"ET", func(i *cite.Item) *string { return &i.Edition }},
	{"C7", func(i *cite.Item) *string { return &i.Version }},
	{"LA", func(i *cite.Item) *string { return &i.Language }},
	{"UR", func(i *cite.Item) *string { return &i.URL }},
	{"DO", func(i *cite.Item) *string { return &i.DOI }},
	{"AB N2", func(i *cite.Item) *string { return &i.Abstract }},
	{"N1", func(i *cite.Item) *string { return &i.Note }},
	{"ID", func(i *cite.Item) *string { return &i.ID }},
}

// WriteRIS writes items as RIS: UTF-8, CR LF.
func WriteRIS(w io.Writer, items Items) error {
	for item, err := range items {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, risEntry(item)); err != nil {
			return fmt.Errorf("write item %s: %w", item.ID, err)
		}
	}
	return nil
}

func risEntry(i cite.Item) string {
	var b strings.Builder
	put := func(tag, value string) {
		if value = oneLine(value); value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	kind := "GEN"
	if i.Type == "" {
		i.Type = "article-newspaper"
	}
	for _, t := range risTypes {
		if t.csl == i.Type {
			kind = t.ris
			break
		}
	}
	put("TY", kind)
	for _, list := range []struct {
		tag   string
		names []cite.Name
	}{{"AU", i.Authors}, {"ED", i.Editors}, {"A4", i.Translators}} {
		for _, n := range list.names {
			put(list.tag, risName(n))
		}
	}
	for _, f := range risFields {
		tag, _, _ := strings.Cut(f.tags, " ")
		put(tag, *f.of(&i))
	}
	begin, end, _ := strings.Cut(i.Pages, "-")
	put("SP", begin)
	put("EP", strings.TrimLeft(end, "-"))
	if i.ISBN != "" {
		put("SN", i.ISBN)
	} else {
		put("SN", i.ISSN)
	}
	for _, k := range i.Keywords {
		put("KW", k)
	}
	if i.Issued.Known() {
		put("PY", pad(i.Issued.Year, 4))
		put("DA", risDate(i.Issued))
	}
	if i.Accessed.Known() {
		put("Y2", risDate(i.Accessed))
	}
	b.WriteString("ER  - \r\n\r\n")
	return b.String()
}

// risDate writes YYYY/MM/DD/ as far as it is known.
func risDate(d cite.Date) string {
	parts := strings.Split(iso(d), "-")
	for len(parts) < 3 {
		parts = append(parts, "")
	}
	return strings.Join(parts, "/") + "/"
}

// risName writes Family, Given, Suffix; a name of no parts has no comma.
func risName(n cite.Name) string {
	if n.Literal != "" || n.Given == "" {
		return strings.ReplaceAll(n.Literal+n.Family, ",", " ")
	}
	out := strings.TrimSpace(n.Particle+" "+n.Dropping+" "+n.Family) + ", " + n.Given
	if n.Suffix != "" {
		out += ", " + n.Suffix
	}
	return strings.TrimSpace(out)
}

// maxLine is the longest line of a RIS file, in bytes.
const maxLine = 1 << 20

// ReadRIS reads items of RIS. Lines without a tag go on the line before.
func ReadRIS(r io.Reader, give func(cite.Item) error) error {
	lines := bufio.NewScanner(io.LimitReader(r, maxFile))
	lines.Buffer(make([]byte, 64<<10), maxLine)
	var i *cite.Item
	var last *string
	var start, end string
	for lines.Scan() {
		line := strings.TrimPrefix(strings.TrimRight(lines.Text(), "\r "), "\uFEFF")
		tag, value, tagged := risLine(line)
		if !tagged {
			if last != nil && strings.TrimSpace(line) != "" && len(*last) < maxValue {
				*last += " " + strings.TrimSpace(line)
			}
			continue
		}
		last = nil
		if tag == "TY" {
			i = &cite.Item{Type: "document"}
			start, end = "", ""
			for _, t := range risTypes {
				if t.ris == value {
					i.Type = t.csl
					break
				}
			}
			continue
		}
		if i == nil {
			continue
		}
		switch tag {
		case "ER":
			if i.Pages = start; end != "" {
				i.Pages += "-" + end
			}
			if err := give(*i); err != nil {
				return err
			}
			i = nil
		case "AU", "A1":
			i.Authors = append(i.Authors, fromRISName(value))
		case "ED", "A2":
			i.Editors = append(i.Editors, fromRISName(value))
		case "A4":
			i.Translators = append(i.Translators, fromRISName(value))
		case "SP":
			start = value
		case "EP":
			end = value
		case "SN":
			if i.Type == "book" || i.Type == "chapter" || len(strings.ReplaceAll(value, "-", "")) > 9 {
				i.ISBN = value
			} else {
				i.ISSN = value
			}
		case "KW":
			i.Keywords = append(i.Keywords, value)
		case "DA", "Y1", "PY":
			if d := parseDate(value); d.Month != 0 || !i.Issued.Known() {
				i.Issued = d
			}
		case "Y2":
			i.Accessed = parseDate(value)
		default:
			for _, f := range risFields {
				if p := f.of(i); strings.Contains(" "+f.tags+" ", " "+tag+" ") && *p == "" {
					*p, last = value, p
					break
				}
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read a line: %w", err)
	}
	return nil
}

func risLine(line string) (tag, value string, ok bool) {
	if len(line) < 5 || line[2:5] != "  -" || line[0] < 'A' || line[0] > 'Z' {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(line[5:]), true
}

func fromRISName(value string) cite.Name {
	parts := strings.Split(value, ",")
	for n := range parts {
		parts[n] = strings.TrimSpace(parts[n])
	}
	if len(parts) == 1 {
		return cite.Name{Literal: parts[0]}
	}
	n := cite.Name{Given: parts[1]}
	if len(parts) > 2 {
		n.Suffix = parts[2]
	}
	words := strings.Split(parts[0], " ")
	begin := 0
	for begin < len(words)-1 && small(words[begin]) {
		begin++
	}
	n.Particle, n.Family = strings.Join(words[:begin], " "), strings.Join(words[begin:], " ")
	return n
}
