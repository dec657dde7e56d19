package search

import (
	"context"
	"reflect"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Standing is a query that is asked again and again.
type Standing struct {
	Text    string        // canonical
	Request query.Request // for its articles; neither page nor facets
	// Named: it holds names of things, which may come to mean others.
	Named bool
	// Changing: what it finds changes though no article does: with the day, with a
	// reader's marks, or when something gets a name that nothing bears now.
	Changing bool
}

// Standing reads a query strictly; one that is not right, or that looks for anything
// but articles, gives a *query.Error.
func (s *Service) Standing(ctx context.Context, text string) (Standing, error) {
	o := s.options(true)
	q, err := query.Parse(text, o)
	if err != nil {
		return Standing{}, err
	}
	out := Standing{Text: q.String()}
	if out.Text == "" {
		return out, news.Errorf(news.CodeInvalid, "query", "A saved search needs words or a choice to look for.")
	}
	query.Walk(q.Tree, func(n query.Node) bool {
		if v, ok := n.(query.Values); ok {
			out.Named = out.Named || hasIDs(v.Field)
			out.Changing = out.Changing || v.Field == query.FieldIs || v.Field == query.FieldID || v.Field == query.FieldIn
		}
		return true
	})
	o.Today = o.Today.Add(400 * 24 * time.Hour) // no relative date is the same then
	if later, err := query.Parse(text, o); err == nil && !reflect.DeepEqual(later.Tree, q.Tree) {
		out.Changing = true
	}
	run := &run{Service: s, ctx: ctx, request: Request{Text: text, Strict: true}, query: q}
	tree, err := run.resolve(q.Tree)
	if err != nil {
		return out, err
	}
	for _, n := range run.more {
		out.Changing = out.Changing || n.Code == "unknown_name"
	}
	if len(run.things) > 0 {
		return out, news.Errorf(news.CodeUnsupported, "query", "A saved search looks for articles; captions and comments cannot be watched.")
	}
	out.Request = query.Request{Tree: tree, Sets: run.sets, Zone: s.Zone(), Every: true}
	return out, nil
}

// Among gives some articles, which the index is to hold, newest first, as results of a
// query whose words are marked in them. Of the request Text, After and Limit count.
func (s *Service) Among(ctx context.Context, r Request, rows []news.Row) (Answer, error) {
	if r.Limit < 0 || r.Limit > MaxLimit {
		return Answer{}, news.Errorf(news.CodeLimit, "limit", "An answer holds at most %d results.", MaxLimit)
	}
	if r.Limit == 0 {
		r.Limit = usualLimit
	}
	q, err := query.Parse(r.Text, s.options(false))
	if err != nil {
		return Answer{}, err
	}
	const among = "among"
	want := query.Request{
		Tree: query.Values{Field: query.FieldID, Values: []string{among}}, Sets: map[string]query.Rows{"id:" + among: query.RowsOf(rows)},
		Sort: query.SortNewest, Limit: r.Limit, Zone: s.Zone(),
	}
	if want.After, err = readCursor(r.After); err != nil {
		return Answer{}, err
	}
	found, err := s.Index.Search(ctx, want)
	if err != nil {
		return Answer{}, err
	}
	run := &run{Service: s, ctx: ctx, request: r, query: q, shown: q.Tree}
	out := Answer{Total: found.Total, Partial: found.Partial, Understood: q.String()}
	if n := len(found.Hits); n > 0 && n == r.Limit {
		out.Next = writeCursor(found.Hits[n-1])
	}
	out.Hits, err = run.hits(found)
	return out, err
}
