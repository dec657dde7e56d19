package bridge

import (
	"context"

	"broadsheet/internal/lang"
	"broadsheet/internal/search"
)

// Search are the calls that find articles.
type Search struct {
	*shared
	search *search.Service
}

// Query runs a search.
func (s *Search) Query(req SearchRequest) (SearchResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SearchResult, error) {
		ask := search.Request{
			Text: req.Query, Strict: req.Strict, Sort: search.Sort(req.Sort), Offset: req.Offset, Limit: req.Limit,
			Facets: req.Facets, Snippets: req.Snippets, Filters: map[string][]string{},
		}
		for _, f := range req.Filters {
			ask.Filters[f.Field] = append(ask.Filters[f.Field], f.Values...)
		}
		answer, err := s.search.Query(ctx, ask)
		if err != nil {
			return SearchResult{}, err
		}
		zone, al := s.zone(ctx), s.album()
		out := SearchResult{
			Total: answer.Total, TookMS: float64(answer.Took.Microseconds()) / 1000, Understood: answer.Understood,
			Suggestion: answer.Suggestion, Partial: answer.Partial, Behind: answer.Behind,
		}
		for _, h := range answer.Hits {
			out.Hits = append(out.Hits, Hit{Article: al.row(h.Article, zone), Score: h.Score, Title: spans(h.Title), Snippet: spans(h.Snippet)})
		}
		for _, f := range answer.Facets {
			facet := Facet{Field: f.Field}
			for _, v := range f.Values {
				facet.Values = append(facet.Values, FacetValue(v))
			}
			out.Facets = append(out.Facets, facet)
		}
		for _, n := range answer.Notes {
			out.Notes = append(out.Notes, Note(n))
		}
		return out, al.fill(ctx)
	})
}

func spans(given []search.Span) []Span {
	out := make([]Span, len(given))
	for i, span := range given {
		out[i] = Span(span)
	}
	return out
}

// Suggest gives what a typed beginning may lead to.
func (s *Search) Suggest(req SuggestRequest) (SuggestResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SuggestResult, error) {
		found, err := s.search.Suggest(ctx, req.Text, req.Only)
		var out SuggestResult
		for _, f := range found {
			out.Suggestions = append(out.Suggestions, Suggestion{
				Kind: f.Kind, ID: f.ID, Name: f.Name, Dir: lang.Direction(f.Language),
				Of: string(f.Of), Published: stamp(f.Published), Count: f.Count,
			})
		}
		return out, err
	})
}
