package fieldtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"broadsheet/internal/cite"
	"broadsheet/internal/cite/refs"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/references"
	"broadsheet/internal/news"
)

// bibliographies gives the files of references that pandoc is tested with.
func bibliographies(folder string) ([]File, error) {
	return files(filepath.Join(folder, "refs/pandoc-refs.zip"), ".bib")
}

// BibTeX counts the fields of those files that a note has a place for, where they can
// be told without a reader of TeX.
func BibTeX(folder string) (Line, error) {
	l := Line{Set: "BibTeX, pandoc"}
	list, err := bibliographies(folder)
	if err != nil {
		return l, err
	}
	for _, f := range list {
		entries := bibByHand(f.Text)
		items, err := read(references.BibTeX(), f.Name, strings.NewReader(f.Text))
		if err != nil {
			return l, err
		}
		if len(items) != len(entries) {
			l.Wrong = append(l.Wrong, fmt.Sprintf("%s: %d entries, %d items", f.Name, len(entries), len(items)))
		}
		l.Items += len(entries)
		for i, item := range items[:min(len(items), len(entries))] {
			l.Altered += len(item.Problems)
			if a := item.Record.Article; a != nil {
				l.Read++
				l.entry(f.Name, entries[i], a)
			}
		}
	}
	return l, nil
}

// bibEntry is an entry of a file, found by plain means.
type bibEntry struct {
	key    string
	fields map[string]string // those that are plain text
}

var (
	bibHead  = regexp.MustCompile(`(?m)^@(\w+)\s*\{\s*([^,\s"]+)\s*,`)
	bibField = regexp.MustCompile(`(?m)^\s*([A-Za-z]+)\s*=\s*`)
)

// bibByHand finds the entries, and of their fields those that hold no TeX, no macro and
// nothing that is typeset otherwise.
func bibByHand(text string) []bibEntry {
	heads := bibHead.FindAllStringSubmatchIndex(text, -1)
	var out []bibEntry
	for i, h := range heads {
		if strings.EqualFold(text[h[2]:h[3]], "string") {
			continue
		}
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		e := bibEntry{key: text[h[4]:h[5]], fields: map[string]string{}}
		rest := text[h[1]:end]
		for _, f := range bibField.FindAllStringSubmatchIndex(rest, -1) {
			if value, plain := bibValue(rest[f[1]:]); plain {
				e.fields[strings.ToLower(rest[f[2]:f[3]])] = value
			}
		}
		out = append(out, e)
	}
	return out
}

// bibValue reads a value at the beginning of a text.
func bibValue(s string) (value string, plain bool) {
	switch {
	case s == "":
		return "", false
	case s[0] == '{':
		depth, end := 0, -1
		for i, c := range s {
			if c == '{' {
				depth++
			} else if c == '}' {
				if depth--; depth == 0 {
					end = i
					break
				}
			}
		}
		if end < 0 {
			return "", false
		}
		value = s[1:end]
	case s[0] == '"':
		value, _, _ = strings.Cut(s[1:], `"`)
	default:
		value = s[:strings.IndexFunc(s+",", func(r rune) bool { return r < '0' || r > '9' })]
	}
	value = collapsed(value)
	return value, value != "" && !strings.ContainsAny(value, "\\~{}$`'") && !strings.Contains(value, "--")
}

// bibPlaces are the fields that are kept as they are, by their names among what a note
// keeps beside its own.
var bibPlaces = map[string]string{
	"journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title", "volume": "volume", "number": "issue", "pages": "page", "edition": "edition",
	"series": "collection-title", "publisher": "publisher", "address": "publisher-place", "location": "publisher-place", "isbn": "ISBN", "issn": "ISSN", "doi": "DOI",
}

// bibLanguages are those of the set, as babel names them.
var bibLanguages = map[string]string{"english": "en", "german": "de", "ngerman": "de", "french": "fr", "fre": "fr", "latin": "la"}

// entry compares what an entry says.
func (l *Line) entry(file string, e bibEntry, a *news.Article) {
	where := file + ", " + e.key
	extra := func(name string) (text string) {
		if err := json.Unmarshal(a.Extra[name], &text); err != nil {
			return ""
		}
		return text
	}
	l.check(where, "key", e.key, extra("citation-key"))
	byline := map[string][]string{}
	for _, who := range a.Authors {
		byline[who.Role] = append(byline[who.Role], who.Name)
	}
	for name, value := range e.fields {
		switch name {
		case "title":
			if e.fields["subtitle"] == "" {
				l.check(where, name, value, a.Title)
			}
		case "author", "editor", "translator":
			role := name
			if name == "author" {
				role = ""
			}
			l.check(where, name, namesByHand(value), byline[role])
		case "year", "date":
			l.check(where, name, value[:4], a.Published.Format("2006"))
		case "keywords":
			l.check(where, name, strings.FieldsFunc(value, func(r rune) bool { return r == ',' }), a.Tags)
		case "langid":
			l.check(where, name, bibLanguages[value], a.Language)
		case "url":
			l.check(where, name, value, a.URL)
		case "abstract", "annotation", "note":
			l.check(where, name, true, strings.Contains(collapsed(a.Body), value))
		default:
			if place := bibPlaces[name]; place != "" {
				l.check(where, name, value, extra(place))
			} else {
				l.Notes = append(l.Notes, where+": "+name)
			}
		}
	}
}

// namesByHand writes the names of a field as a byline has them.
func namesByHand(value string) []string {
	list := strings.Split(value, " and ")
	for i, name := range list {
		if family, given, parted := strings.Cut(name, ", "); parted {
			list[i] = given + " " + family
		}
	}
	return list
}

// forms are the three formats of references, each with its writer.
var forms = []struct {
	name   string
	write  func(io.Writer, refs.Items) error
	format importer.Format
	keyed  bool // it keeps the keys of references; BibTeX's are made anew, of name, year and title
}{
	{"BibTeX", refs.WriteBib, references.BibTeX(), false}, {"RIS", refs.WriteRIS, references.RIS(), true}, {"CSL-JSON", refs.WriteCSL, references.CSLJSON(), true},
}

// Rewritten writes the references of those files in each of the three formats, and
// counts the fields of the notes that come of it that are as those from the files.
func Rewritten(folder string) ([]Line, error) {
	list, err := bibliographies(folder)
	if err != nil {
		return nil, err
	}
	var held []cite.Item
	var want []importer.Item
	for _, f := range list {
		if err := refs.ReadBib(strings.NewReader(f.Text), func(i cite.Item) error { held = append(held, i); return nil }); err != nil {
			return nil, err
		}
		items, err := read(references.BibTeX(), f.Name, strings.NewReader(f.Text))
		if err != nil {
			return nil, err
		}
		want = append(want, items...)
	}
	var lines []Line
	for _, form := range forms {
		l := Line{Set: form.name + ", written and read", Items: len(want)}
		var b bytes.Buffer
		err := form.write(&b, func(yield func(cite.Item, error) bool) {
			for _, i := range held {
				if !yield(i, nil) {
					return
				}
			}
		})
		if err != nil {
			return nil, err
		}
		got, err := read(form.format, "references", &b)
		if err != nil {
			return nil, err
		}
		for i := range want[:min(len(want), len(got))] {
			l.Altered += len(got[i].Problems)
			x, y := want[i].Record.Article, got[i].Record.Article
			if x == nil || y == nil {
				continue
			}
			l.Read++
			where := x.Title
			l.check(where, "title", x.Title, y.Title)
			l.check(where, "address", x.URL, y.URL)
			l.check(where, "date", x.Published.UTC().Format(time.DateOnly), y.Published.UTC().Format(time.DateOnly))
			l.check(where, "language", x.Language, y.Language)
			l.check(where, "authors", x.Authors, y.Authors)
			l.check(where, "tags", x.Tags, y.Tags)
			l.check(where, "text", x.Body, y.Body)
			for name, value := range x.Extra {
				if name == "citation-key" && !form.keyed {
					continue
				}
				l.check(where, name, string(value), string(y.Extra[name]))
			}
		}
		lines = append(lines, l)
	}
	return lines, nil
}
