// Package csv writes a list of articles for spreadsheets: one row an article,
// the names of the columns first.
//
// Package sheet says what the file looks like. Several authors or tags of an
// article are parted by "; ". Only published articles are written, and no texts.
package csv

import (
	"context"
	"strings"
	"time"

	"broadsheet/internal/exporter"
	"broadsheet/internal/news"
	"broadsheet/internal/sheet"
)

// Format is the list for spreadsheets.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{Name: "csv", Title: "List for spreadsheets (CSV)", Extensions: []string{".csv"}}
}

var (
	columns      = []string{"id", "title", "kind", "section", "published", "language", "authors", "tags", "url"}
	pieceColumns = []string{"id", "title", "thing", "by", "text", "published", "language", "url"} // id and title are the article's
)

// Write writes a row for each article, or for each caption and comment; other
// records have none.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	var table *sheet.Writer
	write := func(names, cells []string) (err error) {
		if table == nil {
			if table, err = sheet.New(out, names...); err != nil {
				return err
			}
		}
		if cells == nil {
			return nil
		}
		return table.Row(cells...)
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
	if err := table.Close(); err != nil {
		return err
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
