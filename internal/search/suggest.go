package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Suggestion is something that a typed beginning may lead to.
type Suggestion struct {
	Kind      string // article, topic, tag, author, place, search
	ID        string // an article's public id, a slug, or the text of a search; of a place its name
	Name      string
	Language  string    // of an article's title; may be empty
	Of        news.Kind // of an article
	Published time.Time // of an article
	Count     int64     // articles, of what is none itself
}

const (
	suggestFrom = 2  // letters
	suggestMost = 10 // suggestions
	suggestEach = 3  // topics, tags, authors, recent searches
)

// SuggestRequest is a beginning as typed.
type SuggestRequest struct {
	Text   string
	Only   string // tag or place; empty: all but places
	Recent bool   // also searches that were kept
}

// Suggest gives at most ten things whose name begins as typed: topics, tags
// and authors, and articles whose title has the words, the last of them as a
// beginning.
func (s *Service) Suggest(ctx context.Context, r SuggestRequest) ([]Suggestion, error) {
	text := strings.TrimSpace(r.Text)
	if n := utf8.RuneCountInString(text); n < suggestFrom || n > query.MaxRunes {
		return nil, nil
	}
	switch r.Only {
	case "":
	case "place":
		places, err := s.Index.Places(ctx, text, suggestMost)
		if err != nil {
			return nil, fmt.Errorf("complete places: %w", err)
		}
		named := make([]Suggestion, len(places))
		for i, p := range places {
			named[i] = Suggestion{Kind: "place", ID: p.Value, Name: p.Value, Count: p.Count}
		}
		return named, nil
	case "tag":
		named, err := s.Names.Complete(ctx, text, suggestMost)
		if err != nil {
			return nil, fmt.Errorf("complete tags: %w", err)
		}
		return slices.DeleteFunc(named, func(one Suggestion) bool { return one.Kind != "tag" }), nil
	default:
		return nil, news.Errorf(news.CodeInvalid, "only", "Suggestions are of every kind, or of tag or place.")
	}
	named, err := s.Names.Complete(ctx, text, suggestEach)
	if err != nil {
		return nil, fmt.Errorf("complete names: %w", err)
	}
	named = named[:min(len(named), suggestMost-suggestEach)]
	if r.Recent {
		kept, err := s.recentBeginning(ctx, text, suggestEach)
		if err != nil {
			return nil, err
		}
		named = append(kept, named[:min(len(named), suggestMost-suggestEach-len(kept))]...)
	}
	tree := titleWords(text)
	if tree == nil {
		return named, nil
	}
	found, err := s.Index.Search(ctx, query.Request{Tree: tree, Limit: suggestMost - len(named)})
	if err != nil {
		return nil, fmt.Errorf("complete titles: %w", err)
	}
	if found.Relaxed || len(found.Hits) == 0 {
		return named, nil
	}
	rows := make([]news.Row, len(found.Hits))
	for i, h := range found.Hits {
		rows[i] = h.Row
	}
	articles, err := s.Articles.Summaries(ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read suggested articles: %w", err)
	}
	for _, a := range articles {
		named = append(named, Suggestion{Kind: "article", ID: a.ID, Name: a.Title, Language: a.Language, Of: a.Kind, Published: a.Published})
	}
	return named, nil
}

// titleWords asks for titles with all words, the last one as a beginning.
func titleWords(text string) query.Node {
	var nodes []query.Node
	words := strings.Fields(text)
	for i, w := range words {
		q, err := query.Parse(w, query.Options{})
		if err != nil {
			continue
		}
		if word, ok := q.Tree.(query.Word); ok {
			word.Field = query.FieldTitle
			word.Prefix = i == len(words)-1 && utf8.RuneCountInString(word.Text) >= query.MinPrefix
			nodes = append(nodes, word)
		}
	}
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return query.And{Nodes: nodes}
}
