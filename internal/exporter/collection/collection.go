// Package collection writes a collection with its articles into one file, to be handed
// on: a zip of articles.jsonl (the interchange format), of the pictures that they name,
// and of collection.jsonl, one record of that format that says what stands in which order,
// with the notes and the collections inside.
//
// Every program that reads the interchange format reads this file: unpacked, its two
// files are lines of it. Articles are named by their source and their id there, so
// that who has them already gets them no second time. What else a researcher has of
// these articles (marks) has its place as further records beside collection.jsonl.
package collection

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/news"
)

// Format is a collection in one file.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{Name: "collection", Title: "Collection with its articles, for another library", Extensions: []string{".broadsheet-collection", ".zip"}}
}

// record is collection.jsonl, and a collection inside.
type record struct {
	Type  string `json:"type,omitempty"`
	Name  string `json:"name"`
	Items []item `json:"items"`
}

// item is an article, a collection, or a note between.
type item struct {
	Source     string  `json:"source,omitempty"`
	ID         string  `json:"id,omitempty"`
	Title      string  `json:"title,omitempty"` // of the article, for people
	Note       string  `json:"note,omitempty"`
	Collection *record `json:"collection,omitempty"`
}

// Write writes the file. An article that stands in several places is written once; one
// that is gone is left out.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	z := zip.NewWriter(out)
	lines, err := create(z, "articles.jsonl")
	if err != nil {
		return err
	}
	whole := &record{Type: "collection", Name: out.Title, Items: []item{}}
	at := []*record{whole}
	written := map[[2]string]bool{}
	files := &media{out: out, names: map[string]string{}}
	inner := exporter.Output{Writer: lines, Media: files.name, Written: out.Written}
	one := func(r news.Record) exporter.Records {
		return func(yield func(news.Record, error) bool) { yield(r, nil) }
	}
	for r, err := range records {
		switch {
		case err != nil:
			return err
		case r.Part != nil:
			at = place(at, r.Part)
		case r.Article != nil:
			last := at[len(at)-1]
			last.Items = append(last.Items, item{Source: r.Article.Source, ID: r.Article.ID, Title: r.Article.Title, Note: r.Note})
			key := [2]string{r.Article.Source, r.Article.ID}
			if written[key] {
				continue
			}
			written[key] = true
			if err := (jsonl.Format{}).Write(ctx, inner, one(r)); err != nil {
				return err
			}
		}
	}
	into, err := create(z, "collection.jsonl")
	if err != nil {
		return err
	}
	enc := json.NewEncoder(into)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(whole); err != nil {
		return fmt.Errorf("write collection.jsonl: %w", err)
	}
	if err := files.write(ctx, z); err != nil {
		return err
	}
	return z.Close()
}

// place follows a part: at are the collections from the whole down to where we are.
func place(at []*record, p *news.Part) []*record {
	at = at[:min(p.Level+1, len(at))]
	last := at[len(at)-1]
	switch {
	case p.Note != "" && p.Gone == "":
		last.Items = append(last.Items, item{Note: p.Note})
	case p.Title == "":
	case p.Level == 0:
		last.Name = p.Title
	default:
		at = at[:min(p.Level, len(at))]
		inside := &record{Name: p.Title, Items: []item{}}
		last = at[len(at)-1]
		last.Items = append(last.Items, item{Collection: inside})
		at = append(at, inside)
	}
	return at
}

func create(z *zip.Writer, name string) (io.Writer, error) {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: exporter.ZipTime()})
	if err != nil {
		return nil, fmt.Errorf("begin %s: %w", name, err)
	}
	return w, nil
}

// media are the stored files that articles name.
type media struct {
	out   exporter.Output
	order []string          // addresses, as they were met
	names map[string]string // by address: in the zip
}

func (m *media) name(ctx context.Context, src string) (string, error) {
	if name, known := m.names[src]; known {
		return name, nil
	}
	file, name, err := m.out.Open(ctx, src)
	if news.CodeOf(err) == news.CodeNotFound {
		m.names[src] = src
		return src, nil
	}
	if err != nil {
		return "", err
	}
	m.order = append(m.order, src)
	m.names[src] = exporter.MediaFolder + "/" + name
	return m.names[src], file.Close()
}

func (m *media) write(ctx context.Context, z *zip.Writer) error {
	for _, src := range m.order {
		file, _, err := m.out.Open(ctx, src)
		if err != nil {
			return err
		}
		// Pictures and films are packed as they are.
		into, err := z.CreateHeader(&zip.FileHeader{Name: m.names[src], Method: zip.Store, Modified: exporter.ZipTime()})
		if err == nil {
			_, err = io.Copy(into, file)
		}
		if err = errors.Join(err, file.Close()); err != nil {
			return fmt.Errorf("pack %s: %w", m.names[src], err)
		}
	}
	return nil
}
