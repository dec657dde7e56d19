package refs

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"broadsheet/internal/cite"
)

// cslItem is an item as the schema of CSL 1.0.2 has it (csl-data.json).
type cslItem struct {
	ID         cslText   `json:"id"`
	Type       string    `json:"type"`
	Title      string    `json:"title,omitempty"`
	Author     []cslName `json:"author,omitempty"`
	Editor     []cslName `json:"editor,omitempty"`
	Translator []cslName `json:"translator,omitempty"`
	Container  string    `json:"container-title,omitempty"`
	Collection string    `json:"collection-title,omitempty"`
	Section    string    `json:"section,omitempty"`
	Genre      string    `json:"genre,omitempty"`
	Language   string    `json:"language,omitempty"`
	URL        string    `json:"URL,omitempty"`
	Issued     *cslDate  `json:"issued,omitempty"`
	Accessed   *cslDate  `json:"accessed,omitempty"`
	Version    cslText   `json:"version,omitempty"`
	Publisher  string    `json:"publisher,omitempty"`
	Place      string    `json:"publisher-place,omitempty"`
	Volume     cslText   `json:"volume,omitempty"`
	Issue      cslText   `json:"issue,omitempty"`
	Page       cslText   `json:"page,omitempty"`
	Edition    cslText   `json:"edition,omitempty"`
	DOI        string    `json:"DOI,omitempty"`
	ISBN       string    `json:"ISBN,omitempty"`
	ISSN       string    `json:"ISSN,omitempty"`
	Abstract   string    `json:"abstract,omitempty"`
	Note       string    `json:"note,omitempty"`
	Keyword    string    `json:"keyword,omitempty"`
}

// cslText is a text that the schema lets be a number too.
type cslText string

// UnmarshalJSON takes both.
func (t *cslText) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] != '"' && string(b) != "null" {
		var n json.Number
		if err := json.Unmarshal(b, &n); err != nil {
			return err
		}
		*t = cslText(n)
		return nil
	}
	return json.Unmarshal(b, (*string)(t))
}

type cslName struct {
	Family   string `json:"family,omitempty"`
	Given    string `json:"given,omitempty"`
	Particle string `json:"non-dropping-particle,omitempty"`
	Dropping string `json:"dropping-particle,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
	Literal  string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts   [][]cslText `json:"date-parts,omitempty"`
	Raw     string      `json:"raw,omitempty"`
	Literal string      `json:"literal,omitempty"`
}

// MarshalJSON writes the parts as numbers.
func (d cslDate) MarshalJSON() ([]byte, error) {
	parts := make([]string, 0, 3)
	for _, p := range d.Parts[0] {
		parts = append(parts, string(p))
	}
	return []byte(`{"date-parts":[[` + strings.Join(parts, ",") + `]]}`), nil
}

// WriteCSL writes items as CSL-JSON: one array, one item a line.
func WriteCSL(w io.Writer, items Items) error {
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	first := true
	for item, err := range items {
		if err != nil {
			return err
		}
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(toCSL(item)); err != nil {
			return fmt.Errorf("write item %s: %w", item.ID, err)
		}
		between := ",\n"
		if first {
			between, first = "\n", false
		}
		if _, err := io.WriteString(w, between+strings.TrimSuffix(b.String(), "\n")); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

func toCSL(i cite.Item) cslItem {
	out := cslItem{
		ID: cslText(i.ID), Type: i.Type, Title: i.Title, Author: toNames(i.Authors), Editor: toNames(i.Editors), Translator: toNames(i.Translators),
		Container: i.Container, Collection: i.Series, Section: i.Section, Genre: i.Kind, Language: i.Language, URL: i.URL,
		Issued: toDate(i.Issued), Accessed: toDate(i.Accessed), Version: cslText(i.Version), Publisher: i.Publisher, Place: i.Place,
		Volume: cslText(i.Volume), Issue: cslText(i.Number), Page: cslText(i.Pages), Edition: cslText(i.Edition),
		DOI: i.DOI, ISBN: i.ISBN, ISSN: i.ISSN, Abstract: i.Abstract, Note: i.Note, Keyword: strings.Join(i.Keywords, ", "),
	}
	if out.Type == "" {
		out.Type = "article-newspaper"
	}
	return out
}

func toNames(names []cite.Name) []cslName {
	var out []cslName
	for _, n := range names {
		out = append(out, cslName(cslNameOf(n)))
	}
	return out
}

func cslNameOf(n cite.Name) cslName {
	return cslName{Family: n.Family, Given: n.Given, Particle: n.Particle, Dropping: n.Dropping, Suffix: n.Suffix, Literal: n.Literal}
}

func toDate(d cite.Date) *cslDate {
	if !d.Known() {
		return nil
	}
	var parts []cslText
	for _, n := range []int{d.Year, d.Month, d.Day} {
		if n == 0 {
			break
		}
		parts = append(parts, cslText(strconv.Itoa(n)))
	}
	return &cslDate{Parts: [][]cslText{parts}}
}

// ReadCSL reads CSL-JSON: an array of items or one item.
func ReadCSL(r io.Reader, give func(cite.Item) error) error {
	d := json.NewDecoder(io.LimitReader(r, maxFile))
	first, err := d.Token()
	if err != nil {
		return fmt.Errorf("read the beginning: %w", err)
	}
	if first != json.Delim('[') {
		return fmt.Errorf("read the beginning: CSL-JSON is an array of items")
	}
	for n := 1; d.More(); n++ {
		var i cslItem
		if err := d.Decode(&i); err != nil {
			return fmt.Errorf("read item %d: %w", n, err)
		}
		if err := give(fromCSL(i)); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("read the end: %w", err)
	}
	return nil
}

func fromCSL(i cslItem) cite.Item {
	return cite.Item{
		ID: string(i.ID), Type: i.Type, Title: i.Title, Authors: fromNames(i.Author), Editors: fromNames(i.Editor), Translators: fromNames(i.Translator),
		Container: i.Container, Series: i.Collection, Section: i.Section, Kind: i.Genre, Language: i.Language, URL: i.URL,
		Issued: fromDate(i.Issued), Accessed: fromDate(i.Accessed), Version: string(i.Version), Publisher: i.Publisher, Place: i.Place,
		Volume: string(i.Volume), Number: string(i.Issue), Pages: string(i.Page), Edition: string(i.Edition),
		DOI: i.DOI, ISBN: i.ISBN, ISSN: i.ISSN, Abstract: i.Abstract, Note: i.Note, Keywords: words(i.Keyword),
	}
}

func fromNames(names []cslName) []cite.Name {
	var out []cite.Name
	for _, n := range names {
		out = append(out, cite.Name{Given: n.Given, Family: n.Family, Particle: n.Particle, Dropping: n.Dropping, Suffix: n.Suffix, Literal: n.Literal})
	}
	return out
}

func fromDate(d *cslDate) cite.Date {
	if d == nil {
		return cite.Date{}
	}
	if len(d.Parts) == 0 {
		return parseDate(d.Raw + d.Literal)
	}
	var n [3]int
	for i, p := range d.Parts[0] {
		if i < 3 {
			n[i], _ = strconv.Atoi(string(p))
		}
	}
	return checked(cite.Date{Year: n[0], Month: n[1], Day: n[2]})
}
