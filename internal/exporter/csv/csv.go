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

var (
	columns      = []string{"id", "title", "kind", "section", "published", "language", "authors", "tags", "url"}
	pieceColumns = []string{"id", "title", "thing", "by", "text", "published", "language", "url"} // id and title are the article's
)

// Write writes a row for each article, or for each caption and comment; other
// records have none.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	if _, err := io.WriteString(out, byteOrderMark); err != nil {
		return fmt.Errorf("begin the list: %w", err)
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	named := false
	write := func(names, cells []string) error {
		if !named {
			named = true
			if err := w.Write(names); err != nil {
				return fmt.Errorf("write the names of columns: %w", err)
			}
		}
		if cells == nil {
			return nil
		}
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		if err := w.Write(cells); err != nil {
			return fmt.Errorf("write a row: %w", err)
		}
		return nil
	}
	for record, err := range records {
		if err != nil {
			return err
		}
		switch a := record.Article; {
		case record.Piece != nil:
			err = write(pieceColumns, pieceRow(record.Piece))
		case a == nil || a.State != "" && a.State != news.StatePublished:
			continue
		default:
			err = write(columns, row(a))
		}
		if err != nil {
			return err
		}
		if out.Written != nil {
			out.Written(record)
		}
	}
	if err := write(columns, nil); err != nil { // a list of nothing has names as well
		return err
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
	return []string{id, a.Title, string(a.Kind), a.Section, published, a.Language, strings.Join(authors, "; "), strings.Join(a.Tags, "; "), a.URL}
}

// pieceRow is a caption or a comment; credit and alternative text follow what a
// caption says.
func pieceRow(p *news.Piece) []string {
	published := ""
	if !p.Published.IsZero() {
		published = p.Published.Format(time.RFC3339)
	}
	return []string{p.Article, p.Title, p.Thing.String(), p.By, strings.TrimSpace(p.Text + "\n" + p.Beside), published, p.Language, p.URL}
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
