// Package references writes articles as files of references: BibTeX, RIS and
// CSL-JSON, one entry for each published article, no texts. Entries hold what
// internal/cite makes of an article; a day of access is not among it, since it is
// the library's and not the article's.
package references

import (
	"context"
	"io"

	"broadsheet/internal/cite"
	"broadsheet/internal/cite/refs"
	"broadsheet/internal/exporter"
	"broadsheet/internal/news"
)

// format is one of the files of references.
type format struct {
	about exporter.About
	write func(io.Writer, refs.Items) error
}

// Formats lists the formats.
func Formats() []exporter.Format {
	return []exporter.Format{
		format{exporter.About{Name: "bibtex", Title: "References (BibTeX)", Extensions: []string{".bib"}}, refs.WriteBib},
		format{exporter.About{Name: "ris", Title: "References (RIS)", Extensions: []string{".ris"}}, refs.WriteRIS},
		format{exporter.About{Name: "csl-json", Title: "References (CSL-JSON)", Extensions: []string{".json"}}, refs.WriteCSL},
	}
}

// About describes the format.
func (f format) About() exporter.About { return f.about }

// Write writes an entry for each article; other records have none.
func (f format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	err := f.write(out, func(yield func(cite.Item, error) bool) {
		for record, err := range records {
			if err != nil {
				yield(cite.Item{}, err)
				return
			}
			a := record.Article
			if a == nil || a.State != "" && a.State != news.StatePublished {
				continue
			}
			if !yield(cite.Of(*a, held(*a, out.Publication)), nil) {
				return
			}
			if out.Written != nil {
				out.Written(record)
			}
		}
	})
	if err != nil {
		return err
	}
	return ctx.Err()
}

func held(a news.Article, of news.Publication) cite.Held {
	h := cite.Held{Container: a.Source, Own: a.Source == "" || a.Source == news.SourceOwn, Zone: of.Zone(), Version: 1}
	if h.Own {
		h.Container = of.Name
	}
	for _, v := range a.Versions { // the present one stands last where it says more than the article
		if h.Version = v.N; v.Article.Title != "" {
			h.Version++
		}
	}
	return h
}
