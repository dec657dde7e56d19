package fieldtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/wxr"
	"broadsheet/internal/news"
)

// Export is the generated export of a blog, without its endings.
const Export = "wxr/generated-mixed-1000"

// post is an item as the set describes it.
type post struct {
	ID         json.Number `json:"post_id"`
	Title      string      `json:"title"`
	Type       string      `json:"type"`
	Status     string      `json:"status"`
	URL        string      `json:"url"`
	Published  *time.Time  `json:"published"`
	Author     string      `json:"author"`
	Categories []string    `json:"categories"`
	Tags       []string    `json:"tags"`
	Approved   int         `json:"comments_approved"`
	Text       string      `json:"text"`
}

// posts are those that are to come in: what was in the trash is not.
func posts(folder string) ([]post, error) {
	lines, err := unpacked(folder, Export+".items.jsonl.gz")
	if err != nil {
		return nil, err
	}
	var want []post
	for line := range bytes.Lines(lines) {
		var p post
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, fmt.Errorf("read what is stated: %w", err)
		}
		// A body is in NFC and has no byte order marks.
		p.Text = collapsed(norm.NFC.String(strings.ReplaceAll(p.Text, "\ufeff", "")))
		if p.Status == "private" {
			p.Status = "draft"
		}
		if p.Status != "trash" {
			want = append(want, p)
		}
	}
	return want, nil
}

// WXR counts the fields of a generated WordPress export.
func WXR(folder string) (Line, error) {
	l := Line{Set: "WordPress export, generated"}
	want, err := posts(folder)
	if err != nil {
		return l, err
	}
	text, err := unpacked(folder, Export+".xml.gz")
	if err != nil {
		return l, err
	}
	items, err := read(wxr.Format{}, "test.xml", bytes.NewReader(text))
	if err != nil {
		return l, err
	}
	l.Items = len(want)
	for _, item := range items {
		a := item.Record.Article
		if a == nil {
			l.Notes = append(l.Notes, sentences(item.Problems)...)
			continue
		}
		l.Altered += len(item.Problems)
		if l.Read++; l.Read > len(want) {
			continue
		}
		got, err := describe(a)
		if err != nil {
			return l, fmt.Errorf("%s: %w", item.Where, err)
		}
		l.post(want[l.Read-1], got)
	}
	return l, nil
}

func (l *Line) post(want, got post) {
	for _, f := range []struct {
		name      string
		want, got any
	}{
		{"id", want.ID, got.ID}, {"title", want.Title, got.Title}, {"type", want.Type, got.Type}, {"status", want.Status, got.Status},
		{"address", want.URL, got.URL}, {"date", want.Published, got.Published}, {"author", want.Author, got.Author},
		{"categories", want.Categories, got.Categories}, {"tags", want.Tags, got.Tags}, {"comments", want.Approved, got.Approved},
		{"text", want.Text, got.Text},
	} {
		l.check("item "+want.ID.String(), f.name, f.want, f.got)
	}
}

func describe(a *news.Article) (post, error) {
	result, err := body.Canonical(context.Background(), a.Body, body.Options{})
	if err != nil {
		return post{}, fmt.Errorf("make the body canonical: %w", err)
	}
	d := post{
		ID: json.Number(a.ID), Title: a.Title, Type: "post", Status: "publish", URL: a.URL,
		Categories: []string{}, Tags: []string{}, Approved: len(a.Comments),
		Text: collapsed(words(result.Document)),
	}
	if len(a.Authors) > 0 {
		d.Author = a.Authors[0].Name
	}
	if a.Kind == "page" {
		d.Type = "page"
	}
	if a.State == news.StateUnpublished {
		d.Status = "draft"
	}
	if !a.Published.IsZero() {
		d.Published = &a.Published
	}
	if a.Section != "" {
		d.Categories = append(d.Categories, a.Section)
	}
	d.Tags = append(d.Tags, a.Tags...)
	return d, nil
}

// words is the text of a body but for captions, which the set does not count.
func words(d *body.Document) string {
	text := d.Text()
	var b strings.Builder
	for _, block := range text.Blocks {
		if block.Tag != "figure" {
			b.WriteString(text.Plain[block.Start:block.End] + "\n")
		}
	}
	return b.String()
}

func sentences(problems []news.Problem) []string {
	var list []string
	for _, problem := range problems {
		list = append(list, problem.Message)
	}
	return list
}
