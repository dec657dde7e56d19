package bridge

import (
	"context"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/search"
)

// Search are the calls that find articles.
type Search struct {
	*shared
	search  *search.Service
	desktop Desktop
}

// Query runs a search.
func (s *Search) Query(req SearchRequest) (SearchResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SearchResult, error) {
		ask := search.Request{
			Text: req.Query, Strict: req.Strict, Typed: req.Typed, Sort: search.Sort(req.Sort), Within: req.Within, Offset: req.Offset, After: req.After, Limit: req.Limit,
			Facets: req.Facets, Snippets: req.Snippets, Others: req.Others, Remember: req.Remember, Filters: FilterMap(req.Filters),
		}
		answer, err := s.search.Query(ctx, ask)
		if err != nil {
			return SearchResult{}, err
		}
		switch kind := news.StepKind(req.Record); {
		case req.After != "": // a page of what was asked before
		case kind == news.StepTimeline:
			s.recordQuery(ctx, ask, kind, answer)
		case kind == news.StepSearch || req.Remember:
			s.recordQuery(ctx, ask, news.StepSearch, answer)
		}
		zone, al := s.zone(ctx), s.album()
		out := SearchResult{
			Total: answer.Total, TookMS: float64(answer.Took.Microseconds()) / 1000, Understood: answer.Understood, Plain: answer.Plain,
			Suggestion: answer.Suggestion, Corrected: answer.Corrected, Partial: answer.Partial, Behind: answer.Behind, Next: answer.Next,
		}
		for _, m := range answer.Months {
			out.Months = append(out.Months, Month{m.Value, m.Count})
		}
		for _, h := range answer.Hits {
			out.Hits = append(out.Hits, Hit{
				Thing: h.Thing.String(), Article: al.row(h.Article, zone), Score: h.Score, Title: spans(h.Title), Snippet: spans(h.Snippet),
				Piece: h.Piece.ID, Place: h.Piece.Place, By: h.Piece.By, Picture: pieceOf(al, h.Piece),
			})
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
		for _, c := range answer.Chips {
			out.Chips = append(out.Chips, Chip{
				Text: c.Text, Field: c.Field, Label: c.Label, Kind: c.Kind, Not: c.Not, Start: c.Start, End: c.End, Without: c.Without, Part: chipPart(c.Part),
			})
		}
		for _, r := range answer.Reasons {
			out.Reasons = append(out.Reasons, Reason(r))
		}
		for _, o := range answer.Others {
			out.Others = append(out.Others, ThingCount{o.Thing.String(), o.Count})
		}
		return out, al.fill(ctx)
	})
}

// pieceOf gives the picture that a caption is on.
func pieceOf(al *album, p search.Piece) *Picture {
	if p.Src == "" {
		return nil
	}
	return al.picture(&news.Picture{Src: p.Src, Caption: p.Text})
}

// FilterMap gives chosen values by their fields.
func FilterMap(chosen []FieldValues) map[string][]string {
	out := map[string][]string{}
	for _, f := range chosen {
		out[f.Field] = append(out[f.Field], f.Values...)
	}
	return out
}

func chipPart(p search.Part) ChipPart {
	out := ChipPart{Kind: p.Kind, Field: p.Field, Text: p.Text, Number: p.Number, Values: p.Values, From: p.From, To: p.To}
	for _, part := range p.Parts {
		out.Parts = append(out.Parts, chipPart(part))
	}
	return out
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
		found, err := s.search.Suggest(ctx, search.SuggestRequest{Text: req.Text, Only: req.Only, Recent: req.Recent})
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

// Complete gives names of fields, and values of the field at the caret, for a
// query that is being typed.
func (s *Search) Complete(req CompleteRequest) (CompleteResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (CompleteResult, error) {
		found, err := s.search.Complete(ctx, search.Completing{Text: req.Query, Caret: req.Caret, Language: req.Language})
		var out CompleteResult
		for _, c := range found {
			out.Completions = append(out.Completions, Completion(c))
		}
		return out, err
	})
}

// Recent gives the searches that were kept, newest first.
func (s *Search) Recent(Nothing) (RecentSearches, error) {
	return call(s.core, Call{}, func(ctx context.Context) (RecentSearches, error) {
		kept, err := s.search.Recent(ctx)
		return RecentSearches(kept), err
	})
}

// ChangeRecent forgets kept searches, or sets whether any are kept.
func (s *Search) ChangeRecent(req RecentChange) (RecentSearches, error) {
	return call(s.core, Call{}, func(ctx context.Context) (RecentSearches, error) {
		kept, err := s.search.ChangeRecent(ctx, search.RecentChange(req))
		return RecentSearches(kept), err
	})
}
