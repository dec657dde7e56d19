package search

import (
	"context"
	"fmt"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Index finds rows.
type Index interface {
	Search(ctx context.Context, r query.Request) (query.Found, error)
	// Rows gives all that is found, in the order of rows.
	Rows(ctx context.Context, r query.Request) ([]news.Row, error)
	// Spelling gives a likelier word of the library, or nothing.
	Spelling(ctx context.Context, word string) (string, error)
}

// Articles is the part of the store that shows what was found.
type Articles interface {
	// Summaries gives the articles in the order of rows; those gone are left out.
	Summaries(ctx context.Context, rows []news.Row) ([]news.Summary, error)
	// Texts gives what snippets are made from, in any order.
	Texts(ctx context.Context, rows []news.Row) ([]Text, error)
	// Marked gives the rows that bear a reader's mark.
	Marked(ctx context.Context, mark news.Mark) ([]news.Row, error)
	// RowOf gives the row of a public id; an error of code not_found where
	// there is none.
	RowOf(ctx context.Context, id string) (news.Row, error)
}

// Names joins the names of things and the ids under which the index knows them.
type Names interface {
	// Lookup gives the ids that a slug, a name in any spelling or an alias
	// means in a field (section, topic, tag, author, source); none is no error.
	Lookup(ctx context.Context, field query.Field, name string) ([]string, error)
	// Labels gives slug and name of ids; those gone are left out.
	Labels(ctx context.Context, field query.Field, ids []string) (map[string]Name, error)
	// Complete gives topics, tags and authors whose names begin so, at most
	// limit of each.
	Complete(ctx context.Context, beginning string, limit int) ([]Suggestion, error)
	// Places gives places whose names begin so, at most limit.
	Places(ctx context.Context, beginning string, limit int) ([]Suggestion, error)
}

// Text is the stored text of an article.
type Text struct {
	Row               news.Row
	Language          string
	Title, Lead, Body string
}

// Name is a name with its slug.
type Name struct{ Slug, Name string }

// Options join the service with what it needs.
type Options struct {
	Index    Index
	Articles Articles
	Names    Names
	Clock    news.Clock
	// Zone gives the publication's time zone.
	Zone func() *time.Location
	// Behind counts the changes that the index has not taken in; nil: none.
	Behind func(ctx context.Context) (int64, error)
	// Fields are further names of fields, lower-case, in the languages of the
	// interface.
	Fields map[string]query.Field
}

// Service searches a library. Its methods may be called at the same time.
type Service struct{ Options }

// New makes the service.
func New(o Options) *Service { return &Service{o} }

// Sort is the order of results: relevance, newest or oldest.
type Sort = query.Sort

// Request is a search.
type Request struct {
	Text    string
	Strict  bool
	Filters map[string][]string // by facet: kind section topic tag author language source year; slugs
	Sort    Sort                // empty: relevance
	Offset  int                 // at most query.MaxOffset
	Limit   int                 // 1 to MaxLimit; 0: 10
	// Facets, Snippets: whether they are wanted.
	Facets, Snippets bool
}

// MaxLimit is how many results one answer holds at most.
const MaxLimit = 500

const usualLimit = 10

// Answer is what was found.
type Answer struct {
	Total      int64 // exact unless Partial
	Took       time.Duration
	Hits       []Hit
	Facets     []Facet
	Notes      []query.Note
	Understood string // the query in canonical form
	Suggestion string // a query that may have been meant; empty: none
	Partial    bool   // cut short by its deadline
	Behind     int64  // changes that the index has not taken in yet
}

// Hit is an article that was found.
type Hit struct {
	Article news.Summary
	Score   float64
	Title   []Span
	Snippet []Span // empty unless asked for
}

// Facet is a field and its values, chosen ones first, then by count.
type Facet struct {
	Field  string // kind section topic tag author language year
	Values []Value
}

// Value is a value of a facet: what choosing it would leave.
type Value struct {
	Value  string // what a filter takes
	Label  string
	Count  int64
	Chosen bool
}

// Query runs a search. A query that is read strictly and is not right gives a
// *query.Error.
func (s *Service) Query(ctx context.Context, r Request) (Answer, error) {
	began := s.Clock()
	if r.Limit < 0 || r.Limit > MaxLimit {
		return Answer{}, news.Errorf(news.CodeLimit, "limit", "An answer holds at most %d results.", MaxLimit)
	}
	if r.Limit == 0 {
		r.Limit = usualLimit
	}
	q, err := query.Parse(r.Text, query.Options{Strict: r.Strict, Zone: s.Zone(), Today: began, Names: s.Fields})
	if err != nil {
		return Answer{}, err
	}
	run := &run{Service: s, ctx: ctx, request: r, query: q}
	found, err := run.find()
	if err != nil {
		return Answer{}, err
	}
	out := Answer{Total: found.Total, Partial: found.Partial, Understood: q.String()}
	if out.Hits, err = run.hits(found); err != nil {
		return Answer{}, err
	}
	if out.Facets, err = run.facets(found); err != nil {
		return Answer{}, err
	}
	if r.Offset == 0 && (found.Relaxed || found.Total < suggestBelow) {
		if out.Suggestion, err = run.suggestion(); err != nil {
			return Answer{}, err
		}
	}
	if s.Behind != nil {
		if out.Behind, err = s.Behind(ctx); err != nil {
			return Answer{}, fmt.Errorf("ask how far the index is: %w", err)
		}
	}
	out.Notes = run.notes(found)
	out.Took = s.Clock().Sub(began)
	return out, nil
}

// suggestBelow is the number of results under which another spelling is looked
// for: a word that many articles use is never corrected.
const suggestBelow = 5

// run is one search.
type run struct {
	*Service
	ctx     context.Context
	request Request
	query   query.Query
	more    []query.Note
	sets    map[string]query.Rows
	chosen  map[query.Field]map[string]string // values of filters by what the index holds
	words   map[string][]string
}

// Rows gives the rows of all articles that a query finds, oldest row first: for
// exports and for marking many. Text, Strict and Filters of the request count.
func (s *Service) Rows(ctx context.Context, r Request) ([]news.Row, error) {
	q, err := query.Parse(r.Text, query.Options{Strict: r.Strict, Zone: s.Zone(), Today: s.Clock(), Names: s.Fields})
	if err != nil {
		return nil, err
	}
	run := &run{Service: s, ctx: ctx, request: r, query: q}
	want, err := run.want()
	if err != nil {
		return nil, err
	}
	rows, err := s.Index.Rows(ctx, want)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return rows, nil
}

// want is what the index is asked.
func (r *run) want() (query.Request, error) {
	tree, err := r.resolve(r.query.Tree)
	if err != nil {
		return query.Request{}, err
	}
	filters, err := r.filters()
	want := query.Request{
		Tree: tree, Filters: filters, Sets: r.sets, Sort: r.request.Sort,
		Offset: r.request.Offset, Limit: r.request.Limit, Zone: r.Zone(),
	}
	if r.request.Facets {
		want.Facets = facetFields
	}
	return want, err
}

func (r *run) find() (query.Found, error) {
	want, err := r.want()
	if err != nil {
		return query.Found{}, err
	}
	found, err := r.Index.Search(r.ctx, want)
	r.words = found.Words
	if err != nil {
		return found, fmt.Errorf("search: %w", err)
	}
	return found, nil
}

// notes gathers what there is to say: about the query as typed, about names in
// it, about limits met while searching.
func (r *run) notes(found query.Found) []query.Note {
	out := append([]query.Note(nil), r.query.Notes...)
	out = append(append(out, r.more...), found.Notes...)
	if found.Relaxed {
		out = append(out, query.Note{Code: "relaxed", Message: "Nothing holds all of these words, so here is what holds any of them."})
	}
	if found.Partial {
		out = append(out, query.Note{Code: "partial", Message: "The search took too long and was cut short; there may be more."})
	}
	return out
}

func (r *run) hits(found query.Found) ([]Hit, error) {
	rows := make([]news.Row, len(found.Hits))
	scores := make(map[news.Row]float64, len(rows))
	for i, h := range found.Hits {
		rows[i], scores[h.Row] = h.Row, h.Score
	}
	if len(rows) == 0 {
		return nil, nil
	}
	summaries, err := r.Articles.Summaries(r.ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	texts := map[news.Row]Text{}
	if r.request.Snippets {
		list, err := r.Articles.Texts(r.ctx, rows)
		if err != nil {
			return nil, fmt.Errorf("read texts of results: %w", err)
		}
		for _, t := range list {
			texts[t.Row] = t
		}
	}
	wanted := newMarker(r.query.Tree, r.words)
	out := make([]Hit, len(summaries))
	for i, a := range summaries {
		out[i] = Hit{Article: a, Score: scores[a.Row], Title: wanted.title(a.Title, a.Language)}
		if t, ok := texts[a.Row]; ok {
			out[i].Snippet = wanted.snippet(t)
		}
	}
	return out, nil
}

// suggestion gives the query with words replaced by likelier ones.
func (r *run) suggestion() (string, error) {
	changed := false
	var failed error
	tree := query.Rewrite(r.query.Tree, func(n query.Node) query.Node {
		w, ok := n.(query.Word)
		if !ok || w.Prefix || w.Wild || w.Fuzzy > 0 || failed != nil {
			return n
		}
		better, err := r.Index.Spelling(r.ctx, w.Text)
		if err != nil {
			failed = fmt.Errorf("look for another spelling: %w", err)
		}
		if better != "" {
			w.Text, changed = better, true
		}
		return w
	})
	if !changed || failed != nil {
		return "", failed
	}
	return query.Print(tree), nil
}
