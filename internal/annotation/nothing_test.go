package annotation_test

import (
	"context"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// nothing is a store without articles.
type nothing struct{}

func (nothing) AddHighlights(context.Context, []news.Highlight) ([]news.Highlight, int64, error) {
	return nil, 0, nil
}

func (nothing) ChangeHighlights(context.Context, []string, news.HighlightChange, bool) (int64, error) {
	return 0, nil
}

func (nothing) Highlight(_ context.Context, id string) (news.Highlight, error) {
	return news.Highlight{}, news.NotFound("highlight", id)
}

func (nothing) Highlights(context.Context, news.HighlightFilter) (news.HighlightPage, error) {
	return news.HighlightPage{}, nil
}

func (nothing) HighlightCounts(context.Context, string) (news.HighlightCounts, error) {
	return news.HighlightCounts{}, nil
}

func (nothing) LostWords(context.Context, string) ([]news.LostWords, error) {
	return nil, nil
}

func (nothing) MarkedText(_ context.Context, id string, _ int) (body.Text, int, error) {
	return body.Text{}, 0, news.NotFound("article", id)
}

func (nothing) Publication(context.Context) (news.Publication, error) {
	return news.Publication{}, nil
}

func (nothing) ByAddress(_ context.Context, address string) (string, error) {
	return "", news.NotFound("article", address)
}
