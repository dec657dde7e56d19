package search

import (
	"fmt"
	"maps"
	"slices"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Reason is a part of a query, or a filter beside it, with how many results
// there would be without it.
type Reason struct {
	Text    string // of the part as typed, or the chosen values
	Field   string // of a filter; empty: it is a part of the query
	Without string // the query without the part
	Count   int64  // exact
}

// reasonsMost is for how many parts of a query the count is made.
const reasonsMost = 8

// reasons says why nothing was found: each of the words and filters with what
// there would be without it. A query of one word alone says nothing new.
func (r *run) reasons() ([]Reason, error) {
	var out []Reason
	parts := r.query.Parts
	choices := len(r.request.Filters)
	if r.request.Within != "" {
		choices++
	}
	if len(parts)+choices < 2 {
		return nil, nil
	}
	text := []rune(r.request.Text)
	for i, p := range parts[:min(len(parts), reasonsMost)] {
		n, err := r.count(r.query.Rest(i), r.request.Filters, r.request.Within)
		if err != nil {
			return nil, err
		}
		out = append(out, Reason{Text: string(text[p.Start:p.End]), Without: r.query.Without(i), Count: n})
	}
	for _, field := range slices.Sorted(maps.Keys(r.request.Filters)) {
		others := maps.Clone(r.request.Filters)
		delete(others, field)
		n, err := r.count(r.query.Tree, others, r.request.Within)
		if err != nil {
			return nil, err
		}
		for _, value := range r.request.Filters[field] {
			out = append(out, Reason{Text: value, Field: field, Count: n})
		}
	}
	if r.request.Within != "" {
		n, err := r.count(r.query.Tree, r.request.Filters, "")
		if err != nil {
			return nil, err
		}
		out = append(out, Reason{Text: r.request.Within, Field: string(query.FieldDate), Count: n})
	}
	return out, nil
}

// count counts what a tree finds with filters; where not all of its words stand
// anywhere together that is nothing.
func (r *run) count(tree query.Node, filters map[string][]string, within string) (int64, error) {
	other := &run{Service: r.Service, ctx: r.ctx, query: query.Query{Tree: tree}, looked: r.looked}
	other.request.Filters, other.request.Within = filters, within
	return other.total(nil)
}

// total counts what holds the words of a run among some things; nil: those it
// names itself.
func (r *run) total(things []news.Thing) (int64, error) {
	want, err := r.want()
	if err != nil {
		return 0, err
	}
	want.Limit, want.Offset, want.After, want.Facets, want.Whole = 0, 0, query.Hit{}, nil, true
	if things != nil {
		want.Things = things
	}
	found, err := r.Index.Search(r.ctx, want)
	if err != nil {
		return 0, fmt.Errorf("count: %w", err)
	}
	return found.Total, nil
}

// correct runs the suggestion in the place of a query that found nothing, and
// keeps what it finds: a correction is one only where its words stand together.
func (r *run) correct(suggestion string, found query.Found) (query.Found, bool, error) {
	q, err := query.Parse(suggestion, r.options(false))
	if err != nil {
		return found, false, nil
	}
	other := &run{Service: r.Service, ctx: r.ctx, request: r.request, query: q, looked: r.looked}
	other.request.Strict, other.whole = false, true
	better, err := other.find()
	if err != nil || better.Total == 0 {
		return found, false, err
	}
	r.words, r.chosen, r.shown = better.Words, other.chosen, q.Tree
	return better, true, nil
}

// Other is how much a query finds among things that are not articles.
type Other struct {
	Thing news.Thing
	Count int64
}

// others counts captions, comments and notes beside the articles that are found.
func (r *run) others() ([]Other, error) {
	if len(r.things) > 0 {
		return nil, nil
	}
	var out []Other
	for _, thing := range news.Pieces {
		other := &run{Service: r.Service, ctx: r.ctx, request: r.request, query: r.query, looked: r.looked, things: []news.Thing{thing}}
		n, err := other.total([]news.Thing{thing})
		if err != nil {
			return nil, err
		}
		out = append(out, Other{thing, n})
	}
	return out, nil
}
