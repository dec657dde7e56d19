package follow

import (
	"context"
	"strconv"

	"broadsheet/internal/index"
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
	return Snapshot{Changes: s.Changes, Things: documents(s.Articles), Newest: s.Newest}, err
}

func documents(rows []store.IndexArticle) []index.Document {
	out := make([]index.Document, len(rows))
	for i, a := range rows {
		out[i] = index.Document{
			Thing: news.ThingArticle, Row: a.Row, Language: a.Language,
			Title: a.Title, Lead: a.Lead, Body: a.Body,
			Kind: a.Kind, Section: id(a.Section), Source: id(a.Source),
			Topics: ids(a.Topics), Tags: ids(a.Tags), Authors: ids(a.Authors),
			Published: a.Published,
		}
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
