// Package csv writes a list of articles for spreadsheets: one row an article,
// the names of the columns first.
//
// The file follows RFC 4180 (commas, quotation marks, CR LF) in UTF-8 with a
// byte order mark, without which Excel reads UTF-8 as the system's own encoding;
// everything else passes over it. Several authors or tags of an article are
// parted by "; ". A cell that a spreadsheet would run as a formula has an
// apostrophe before it. Only published articles are written, and no texts.
package csv

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"broadsheet/internal/exporter"
	"broadsheet/internal/news"
)

// Format is the list for spreadsheets.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{Name: "csv", Title: "List for spreadsheets (CSV)", Extensions: []string{".csv"}}
}

const byteOrderMark = "\uFEFF"

// Write writes a row for each article; other records have none.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	if _, err := io.WriteString(out, byteOrderMark); err != nil {
		return fmt.Errorf("begin the list: %w", err)
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write([]string{"id", "title", "kind", "section", "published", "language", "authors", "tags", "url"}); err != nil {
		return fmt.Errorf("write the names of columns: %w", err)
	}
	for record, err := range records {
		if err != nil {
			return err
		}
		a := record.Article
		if a == nil || a.State != "" && a.State != news.StatePublished {
			continue
		}
		if err := w.Write(row(a)); err != nil {
			return fmt.Errorf("write an article: %w", err)
		}
		if out.Written != nil {
			out.Written(record)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("end the list: %w", err)
	}
	return ctx.Err()
}

func row(a *news.Article) []string {
	id, published := a.Public, ""
	if id == "" {
		id = a.ID
	}
	if !a.Published.IsZero() {
		published = a.Published.Format(time.RFC3339)
	}
	var authors []string
	for _, by := range a.Authors {
		authors = append(authors, by.Name)
	}
	cells := []string{id, a.Title, string(a.Kind), a.Section, published, a.Language, strings.Join(authors, "; "), strings.Join(a.Tags, "; "), a.URL}
	for i := range cells {
		cells[i] = harmless(cells[i])
	}
	return cells
}

// harmless keeps a spreadsheet from running a cell as a formula (OWASP, CSV
// Injection): blanks before the sign do not stop every program.
func harmless(cell string) string {
	if trimmed := strings.TrimLeft(cell, " \t\r\n\u00A0"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@") ||
		strings.HasPrefix(trimmed, "＝") || strings.HasPrefix(trimmed, "＋") || strings.HasPrefix(trimmed, "－") || strings.HasPrefix(trimmed, "＠") ||
		strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return "'" + cell
	}
	return cell
}
