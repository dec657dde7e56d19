package csv

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/transform"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// Read gives an article for each row below the headings.
func (f Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	for heading, field := range in.Mapping {
		if field != "" && !slices.Contains(f.Fields(), field) {
			return news.Errorf(news.CodeInvalid, "mapping", "The column %q cannot bring %q; these fields are there: %s. Nothing was changed.", heading, field, strings.Join(f.Fields(), ", "))
		}
	}
	content := bufio.NewReaderSize(in.Content, importer.SniffLength)
	head, err := content.Peek(importer.SniffLength)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return fmt.Errorf("read the headings: %w", err)
	}
	encoding := encodingOf(head)
	decoded := bufio.NewReaderSize(transform.NewReader(content, encoding.NewDecoder()), importer.SniffLength)
	first, err := decoded.Peek(importer.SniffLength)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return fmt.Errorf("read the headings: %w", err)
	}
	text := string(first)
	bare := strings.TrimPrefix(text, "\ufeff")
	delimiter, rest := delimiterOf(bare)
	skipped := text[:len(text)-len(rest)]
	if _, err := decoded.Discard(len(skipped)); err != nil {
		return fmt.Errorf("read the headings: %w", err)
	}
	t := &table{rows: rows{r: decoded, delimiter: delimiter, ended: strings.Count(skipped, "\n")}, yield: yield}
	t.begin(preview(bare, 200), in)
	return t.read(ctx, in.Mapping)
}

// table gives the rows of a file as items.
type table struct {
	rows
	yield   func(importer.Item) error
	columns []column
	dates   dates
}

// begin looks at the first rows for the order in which dates have their parts.
func (t *table) begin(rows [][]string, in importer.Input) {
	t.dates.zone = in.Zone
	if len(rows) == 0 {
		return
	}
	columns := columnsOf(rows[0], in.Mapping)
	englishHeadings, otherOrder := true, false
	for i, c := range columns {
		if c.field != fieldPublished && c.field != fieldUpdated {
			continue
		}
		englishHeadings = englishHeadings && isEnglish(c.heading)
		for _, row := range rows[1:] {
			if i >= len(row) {
				continue
			}
			if found := partedDate.FindStringSubmatch(strings.TrimSpace(latinDigits(row[i]))); found != nil && len(found[1]) <= 2 {
				if digits(found[1]) > 12 {
					otherOrder = true
				}
			}
		}
	}
	t.dates.monthFirst = englishHeadings && !otherOrder
}

func isEnglish(heading string) bool {
	switch fold(heading) {
	case "datum", "fecha", "erschienen", "publie", "publie le":
		return false
	}
	for _, r := range heading {
		if r > '~' {
			return false
		}
	}
	return !strings.Contains(fold(heading), " de ")
}

func (t *table) read(ctx context.Context, mapping map[string]string) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := t.next()
		switch {
		case err == io.EOF:
			return t.end()
		case errors.Is(err, errTooLong):
			err = t.yield(t.refused(fmt.Sprintf("The row is longer than %d MB, or a quotation mark in it never ends; it was left out.", MaxRow>>20)))
		case err != nil:
			return fmt.Errorf("read line %d: %w", t.line, err)
		case t.columns == nil:
			t.columns = columnsOf(row, mapping)
			if !slices.ContainsFunc(t.columns, column.carries) {
				return t.yield(t.refused("None of the columns is known as a title, an address or a text; say which one is."))
			}
			err = t.unnamed(mapping)
		default:
			err = t.yield(t.item(row))
		}
		if err != nil {
			return err
		}
	}
}

// unnamed says which columns a mapping names that are not there.
func (t *table) unnamed(mapping map[string]string) error {
	var missing []string
	for heading := range mapping {
		if !slices.ContainsFunc(t.columns, func(c column) bool { return c.heading == heading }) {
			missing = append(missing, fmt.Sprintf("There is no column %.200q; what was said of it had no effect.", heading))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	return t.yield(importer.Item{Where: fmt.Sprintf("line %d", t.line), Note: true, Problems: importer.Said(missing...)})
}

func (t *table) refused(problem string) importer.Item {
	return importer.Item{Where: fmt.Sprintf("line %d", t.line), Problems: importer.Said(problem)}
}

// end says how dates were read that could be read in two ways.
func (t *table) end() error {
	if !t.dates.ambiguous {
		return nil
	}
	order := "day"
	if t.dates.monthFirst {
		order = "month"
	}
	return t.yield(importer.Item{Where: "file", Note: true, Problems: importer.Said("Dates such as 03/04/2021 were read with the " + order + " first.")})
}
