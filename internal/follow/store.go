package follow

import (
	"context"
	"strconv"
	"strings"

	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// StoreOf gives a database as the follower reads it.
func StoreOf(db *store.DB) Store { return database{db} }

type database struct{ *store.DB }

func (d database) Changes(ctx context.Context, after int64, limit int) (Snapshot, error) {
	return snapshot(d.DB.Changes(ctx, after, limit))
}

func (d database) Rows(ctx context.Context, after news.Row, limit int) (Snapshot, error) {
	return snapshot(d.DB.Rows(ctx, after, limit))
}

func snapshot(s store.Snapshot, err error) (Snapshot, error) {
	out := Snapshot{Changes: s.Changes, Newest: s.Newest}
	for _, a := range s.Articles {
		out.Things = append(out.Things, article(a))
	}
	for _, a := range s.Articles {
		out.Things = append(out.Things, captions(a)...)
	}
	for _, c := range s.Comments {
		d := keywords(c.IndexArticle)
		d.Thing, d.Title, d.Body = news.ThingComment, c.Name, c.Text
		out.Things = append(out.Things, d)
	}
	for _, n := range s.Notes {
		d := keywords(n.IndexArticle)
		d.Thing, d.Body = news.ThingNote, n.Quote
		d.Lead = strings.TrimSpace(n.Note + "\n" + strings.Join(n.NoteTags, "\n"))
		d.Words = lang.Words(n.Quote, n.Language)
		out.Things = append(out.Things, d)
	}
	for _, row := range s.GoneNotes {
		out.Gone = append(out.Gone, index.ID{Thing: news.ThingNote, Row: row})
	}
	for _, row := range s.Gone {
		out.Gone = append(out.Gone, index.ID{Thing: news.ThingComment, Row: row})
	}
	return out, err
}

// keywords makes a document without text.
func keywords(a store.IndexArticle) index.Document {
	return index.Document{
		Thing: news.ThingArticle, Row: a.Row, Language: a.Language,
		Kind: a.Kind, Section: id(a.Section), Source: id(a.Source),
		Topics: ids(a.Topics), Tags: ids(a.Tags), Authors: ids(a.Authors),
		Published: a.Published, Words: a.Words,
	}
}

func article(a store.IndexArticle) index.Document {
	d := keywords(a)
	d.Title, d.Lead, d.Body, d.Has, d.Places = a.Title, a.Lead, a.Body, a.Has, a.Places
	for _, r := range a.Runs {
		d.Runs = append(d.Runs, index.Run(r))
	}
	return d
}

// captions makes a document of each caption of an article, which is found by
// the article's kind, topics and so on as well.
func captions(a store.IndexArticle) []index.Document {
	out := make([]index.Document, len(a.Captions))
	for i, c := range a.Captions {
		d := keywords(a)
		d.Thing, d.Row, d.Language = news.ThingCaption, c.Row, c.Language
		d.Body, d.Lead, d.Words = c.Text, c.Beside, lang.Words(c.Text, c.Language)
		out[i] = d
	}
	return out
}

// id is the keyword under which the index knows a number of the store.
func id(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func ids(numbers []int64) []string {
	if len(numbers) == 0 {
		return nil
	}
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = id(n)
	}
	return out
}
