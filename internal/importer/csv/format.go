// Package csv reads tables: a row is an article, a column a field, and the first
// row says which is which.
//
// What parts the cells (comma, semicolon, tab, pipe) and how the letters are
// written (UTF-8, UTF-16 with its mark, else windows-1252) is found from the
// content. What a column brings is guessed from its heading in six languages;
// Input.Mapping says otherwise where it names a heading. Columns that bring no
// field are kept under extra. Columns tells a screen what was understood.
//
// Rows are read as a stream; a row may have MaxRow bytes, a longer one is
// reported and passed over, and so is what a quotation mark that never ends
// would swallow.
package csv

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/importer"
)

// Bounds of what is read.
const (
	MaxRow     = 8 << 20
	maxColumns = 1000
	samples    = 3   // of a column, for a screen
	sampleSize = 200 // runes
)

// Format is a table with headings.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "csv",
		Title:      "Table (CSV, TSV)",
		Extensions: []string{".csv", ".tsv", ".tab"},
		Carries:    importer.Carries{IDs: true},
	}
}

// Sniff takes for a table what has headings that it knows, in two columns at
// least.
func (Format) Sniff(head []byte) importer.Likelihood {
	text, ok := beginning(head)
	if !ok {
		return importer.Unlikely
	}
	rows := preview(text, 5)
	if len(rows) == 0 || len(rows[0]) < 2 {
		return importer.Unlikely
	}
	known, carrying := 0, false
	for _, c := range columnsOf(rows[0], nil) {
		if c.field != "" {
			known++
		}
		carrying = carrying || c.carries()
	}
	if !carrying || known < 2 {
		return importer.Unlikely
	}
	for _, row := range rows[1:] {
		if len(row) != len(rows[0]) {
			return importer.Possible
		}
	}
	return importer.Likely
}

// beginning decodes the first bytes of a file; false where they are no text.
func beginning(head []byte) (string, bool) {
	if bytes.HasPrefix(head, []byte("%PDF")) || bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return "", false
	}
	encoding := encodingOf(head)
	raw, err := encoding.NewDecoder().Bytes(head)
	if err != nil || bytes.IndexByte(raw, 0) >= 0 {
		return "", false
	}
	text := strings.TrimPrefix(string(raw), "\ufeff")
	first, _, _ := strings.Cut(strings.TrimLeft(text, " \r\n"), "\n")
	if first == "" || first[0] == '<' || first[0] == '{' || first[0] == '[' || utf8.RuneCountInString(first) > 4096 {
		return "", false
	}
	return text, true
}

// Columns reads the beginning of a file and says what its columns are taken for.
func (Format) Columns(head []byte, mapping map[string]string) []importer.Column {
	text, ok := beginning(head)
	if !ok {
		return nil
	}
	rows := preview(text, 50)
	if len(rows) == 0 {
		return nil
	}
	var out []importer.Column
	for i, c := range columnsOf(rows[0], mapping) {
		column := importer.Column{Heading: c.heading, Field: c.field}
		for _, row := range rows[1:] {
			if i >= len(row) || len(column.Samples) == samples {
				continue
			}
			if cell := []rune(strings.TrimSpace(row[i])); len(cell) > 0 {
				column.Samples = append(column.Samples, string(cell[:min(len(cell), sampleSize)]))
			}
		}
		out = append(out, column)
	}
	return out
}

// Fields are the names that a mapping may give to a column.
func (Format) Fields() []string {
	return []string{
		fieldID, fieldTitle, fieldURL, fieldPublished, fieldUpdated, fieldAuthors, fieldSection, fieldTags, fieldTopics,
		fieldStandfirst, fieldBody, fieldBodyHTML, fieldBodyMarkdown, fieldBodyText, fieldKicker, fieldKind, fieldLanguage,
		fieldDateline, fieldSlug, fieldState, fieldPicture, fieldCaption, fieldCredit, fieldAlt,
	}
}
