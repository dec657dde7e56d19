package search

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Suggestion is something that a typed beginning may lead to.
type Suggestion struct {
	Kind     string // article, topic, tag, author, search
	ID       string // an article's public id, a slug, or the text of a search
	Name     string
	Language string // of an article's title; may be empty
}

const (
	suggestFrom = 2  // letters
	suggestMost = 10 // suggestions
	suggestEach = 3  // topics, tags, authors, recent searches
)

// Suggest gives at most ten things whose name begins as typed: topics, tags
// and authors, and articles whose title has the words, the last of them as a
// beginning; with recent also searches that were kept.
func (s *Service) Suggest(ctx context.Context, text string, recent bool) ([]Suggestion, error) {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n < suggestFrom || n > query.MaxRunes {
		return nil, nil
	}
	named, err := s.Names.Complete(ctx, text, suggestEach)
	if err != nil {
		return nil, fmt.Errorf("complete names: %w", err)
	}
	named = named[:min(len(named), suggestMost-suggestEach)]
	if recent {
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
		named = append(named, Suggestion{Kind: "article", ID: a.ID, Name: a.Title, Language: a.Language})
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
