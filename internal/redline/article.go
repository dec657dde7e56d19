package redline

import (
	"fmt"
	"slices"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Articles compares head, body and pictures of two states of an article, each for
// itself: a block of the body may bear any name. Both bodies are canonical.
func Articles(older, newer news.Article) ([]Block, error) {
	before, err := body.Parse(older.Body)
	if err != nil {
		return nil, fmt.Errorf("parse body of older state: %w", err)
	}
	after, err := body.Parse(newer.Body)
	if err != nil {
		return nil, fmt.Errorf("parse body of newer state: %w", err)
	}
	return slices.Concat(
		Compare(head(older), head(newer)),
		Compare(Parts(before), Parts(after)),
		Compare(set(older), set(newer)),
	), nil
}

// head is what stands above the text, by the names of its fields.
func head(a news.Article) []Part {
	authors := make([]string, len(a.Authors))
	for i, author := range a.Authors {
		authors[i] = author.Name
		if author.Role != "" {
			authors[i] += " (" + author.Role + ")"
		}
	}
	var parts []Part
	for _, p := range []Part{
		{ID: "kicker", Text: a.Kicker}, {ID: "title", Text: a.Title}, {ID: "front_title", Text: a.FrontTitle}, {ID: "standfirst", Text: a.Standfirst},
		{ID: "byline", Text: strings.Join(authors, "\n")}, {ID: "dateline", Text: a.Dateline},
	} {
		if p.Tag = p.ID; p.Text != "" {
			parts = append(parts, p)
		}
	}
	if lead := a.Lead; lead != nil {
		parts = append(parts, Part{ID: "lead", Tag: "figure", Text: Lines(lead.Caption, lead.Alt, lead.Credit), Form: lead.Src})
	}
	return parts
}

// set is the pictures, films and sounds of an article that is a set of them, each
// by its address.
func set(a news.Article) []Part {
	parts := make([]Part, len(a.Media))
	for i, m := range a.Media {
		parts[i] = Part{ID: m.Src, Tag: "figure", Text: Lines(m.Caption, m.Alt, m.Credit), Form: m.Src}
	}
	return parts
}
