package refs

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/cite"
	"broadsheet/internal/lang"
)

// bibTypes are the entries of biblatex for the types of CSL; what is left is
// @misc. The second is the entry's subtype.
var bibTypes = []struct{ csl, entry, sub string }{
	{"article-newspaper", "article", "newspaper"}, {"article-magazine", "article", "magazine"}, {"article-journal", "article", ""},
	{"book", "book", ""}, {"chapter", "incollection", ""}, {"chapter", "inbook", ""}, {"paper-conference", "inproceedings", ""}, {"report", "report", ""}, {"report", "techreport", ""},
	{"thesis", "thesis", ""}, {"thesis", "phdthesis", ""}, {"thesis", "mastersthesis", ""}, {"webpage", "online", ""}, {"webpage", "www", ""}, {"webpage", "electronic", ""},
	{"manuscript", "unpublished", ""}, {"book", "mvbook", ""}, {"book", "collection", ""}, {"book", "proceedings", ""}, {"pamphlet", "booklet", ""}, {"patent", "patent", ""}, {"dataset", "dataset", ""}, {"software", "software", ""},
	{"article-journal", "periodical", ""},
}

// bibField ties a field of a file to one of an item. Names come first to be
// written; others of the same field are read alone.
type bibField struct {
	name string
	of   func(*cite.Item) *string
}

var bibFields = []bibField{
	{"title", func(i *cite.Item) *string { return &i.Title }},
	{"journaltitle", func(i *cite.Item) *string { return &i.Container }},
	{"publisher", func(i *cite.Item) *string { return &i.Publisher }},
	{"location", func(i *cite.Item) *string { return &i.Place }},
	{"series", func(i *cite.Item) *string { return &i.Series }},
	{"volume", func(i *cite.Item) *string { return &i.Volume }},
	{"number", func(i *cite.Item) *string { return &i.Number }},
	{"pages", func(i *cite.Item) *string { return &i.Pages }},
	{"edition", func(i *cite.Item) *string { return &i.Edition }},
	{"version", func(i *cite.Item) *string { return &i.Version }},
	{"type", func(i *cite.Item) *string { return &i.Kind }},
	{"language", func(i *cite.Item) *string { return &i.Language }},
	{"url", func(i *cite.Item) *string { return &i.URL }},
	{"doi", func(i *cite.Item) *string { return &i.DOI }},
	{"isbn", func(i *cite.Item) *string { return &i.ISBN }},
	{"issn", func(i *cite.Item) *string { return &i.ISSN }},
	{"abstract", func(i *cite.Item) *string { return &i.Abstract }},
	{"note", func(i *cite.Item) *string { return &i.Note }},
}

// bibAliases are other names of fields: of BibTeX before biblatex, and of books.
var bibAliases = map[string]string{
	"journal": "journaltitle", "booktitle": "journaltitle", "maintitle": "journaltitle", "address": "location", "issue": "number",
	"school": "publisher", "institution": "publisher", "organization": "publisher", "langid": "language", "annotation": "note", "annote": "note",
}

// verbatim fields hold addresses, in which signs of TeX stand as they are.
var verbatim = []string{"url", "doi"}

// Keys gives each item a key of its own: family name, year and the first word of
// the title, in letters that every program takes; a, b … where two would be one.
type Keys struct{ used map[string]bool }

// Of gives the key of the next item.
func (k *Keys) Of(i cite.Item) string {
	if k.used == nil {
		k.used = map[string]bool{}
	}
	name := i.Container
	if len(i.Authors) > 0 {
		if name = i.Authors[0].Family; name == "" {
			name = i.Authors[0].Literal
		}
	}
	year := "nd"
	if i.Issued.Known() {
		year = strconv.Itoa(i.Issued.Year)
	}
	var word string
	for _, w := range strings.Split(lang.Slug(i.Title), "-") {
		if len(w) > 3 || word == "" {
			if word = w; len(w) > 3 {
				break
			}
		}
	}
	key := plainKey(lang.Slug(name)) + year + plainKey(word)
	if plainKey(lang.Slug(name)) == "" {
		key = "a" + key + plainKey(i.ID)
	}
	out := key
	for n := 2; k.used[out]; n++ {
		out = key + "-" + strconv.Itoa(n)
	}
	k.used[out] = true
	return out
}

// plainKey keeps of a word the Latin letters and digits.
func plainKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// WriteBib writes items as entries of biblatex.
func WriteBib(w io.Writer, items Items) error {
	var keys Keys
	for item, err := range items {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, bibEntry(item, keys.Of(item))); err != nil {
			return fmt.Errorf("write item %s: %w", item.ID, err)
		}
	}
	return nil
}

func bibEntry(i cite.Item, key string) string {
	entry, sub := "misc", i.Type
	if i.Type == "" {
		i.Type = "article-newspaper"
	}
	for _, t := range bibTypes {
		if t.csl == i.Type {
			entry, sub = t.entry, t.sub
			break
		}
	}
	if entry == "article" && i.Container == "" {
		entry, sub = "online", ""
		if i.URL == "" {
			entry = "misc"
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "@%s{%s,\n", entry, key)
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, value)
		}
	}
	put("author", bibNames(i.Authors))
	put("editor", bibNames(i.Editors))
	put("translator", bibNames(i.Translators))
	for _, f := range bibFields {
		value := *f.of(&i)
		switch {
		case slices.Contains(verbatim, f.name):
			value = strings.NewReplacer("{", "%7B", "}", "%7D", "\\", "%5C", "\n", "", " ", "%20").Replace(value)
		case f.name == "title":
			value = protected(value)
		default:
			value = escaped(value)
		}
		if f.name == "journaltitle" && entry != "article" {
			put("booktitle", value)
			continue
		}
		put(f.name, value)
	}
	put("keywords", escaped(strings.Join(i.Keywords, ", ")))
	put("date", iso(i.Issued))
	put("urldate", iso(i.Accessed))
	put("entrysubtype", escaped(sub))
	b.WriteString("}\n\n")
	return b.String()
}

func bibNames(names []cite.Name) string {
	var out []string
	for _, n := range names {
		out = append(out, bibName(n))
	}
	return strings.Join(out, " and ")
}

func bibName(n cite.Name) string {
	if n.Literal != "" || n.Given == "" {
		return "{" + escaped(n.Literal+n.Family) + "}"
	}
	family := escaped(n.Family)
	if words := strings.Fields(n.Family); len(words) > 1 && small(words[0]) || strings.Contains(strings.ToLower(n.Family), " and ") || strings.Contains(family, ",") {
		family = "{" + family + "}"
	}
	if p := strings.TrimSpace(n.Particle + " " + n.Dropping); p != "" {
		family = escaped(p) + " " + family
	}
	given := escaped(n.Given)
	if strings.Contains(given, ",") || strings.Contains(strings.ToLower(given), " and ") {
		given = "{" + given + "}"
	}
	if n.Suffix != "" {
		return family + ", " + escaped(n.Suffix) + ", " + given
	}
	return family + ", " + given
}

func small(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

var escaper = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "$", `\$`, "#", `\#`, "_", `\_`, "^", `\textasciicircum{}`, "~", `\textasciitilde{}`, "\u00A0", "~")

// escaped writes a text so that TeX prints it.
func escaped(s string) string { return escaper.Replace(oneLine(s)) }

// protected is a title whose capitals a style may not take away: words with a
// capital, but for the first letter of the title, stand in braces.
func protected(title string) string {
	words := strings.Split(title, " ")
	for i, w := range words {
		_, size := utf8.DecodeRuneInString(w)
		rest := w
		if i == 0 {
			rest = w[size:]
		}
		if strings.ContainsFunc(rest, unicode.IsUpper) {
			words[i] = "{" + escaped(w) + "}"
		} else {
			words[i] = escaped(w)
		}
	}
	return strings.Join(words, " ")
}
