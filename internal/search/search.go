package search

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"broadsheet/internal/calendar"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Index finds rows.
type Index interface {
	Search(ctx context.Context, r query.Request) (query.Found, error)
	// Rows gives all that is found, in the order of rows.
	Rows(ctx context.Context, r query.Request) ([]news.Row, error)
	// Spellings gives for each of the words of a query a likelier one of the
	// library, which goes with its neighbours; empty where the word is right.
	Spellings(ctx context.Context, words []string) ([]string, error)
	// Places gives names of places that begin so, with how many articles name
	// them, at most limit.
	Places(ctx context.Context, beginning string, limit int) ([]query.Count, error)
}

// Articles is the part of the store that shows what was found.
type Articles interface {
	// Summaries gives the articles in the order of rows; those gone are left out.
	Summaries(ctx context.Context, rows []news.Row) ([]news.Summary, error)
	// Texts gives what snippets are made from, in any order.
	Texts(ctx context.Context, rows []news.Row) ([]Text, error)
	// Marked gives the rows that bear a reader's mark.
	Marked(ctx context.Context, mark news.Mark) ([]news.Row, error)
	// Collected gives the rows of a collection by its name or path; with /* behind it
	// also of those inside it. Errors of code not_found and invalid: none, several.
	Collected(ctx context.Context, name string) ([]news.Row, error)
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
	// CompleteIn gives the names of a field (also kind and lang) that begin so,
	// the most used first, at most limit.
	CompleteIn(ctx context.Context, field query.Field, beginning string, limit int) ([]Counted, error)
}

// Counted is a name with how many articles bear it.
type Counted struct {
	Name  string
	Count int64
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
	Beside   Beside
	Articles Articles
	Passages Passages
	Names    Names
	Pieces   Pieces
	Settings Settings
	Clock    news.Clock
	// Zone gives the publication's time zone.
	Zone func() *time.Location
	// Behind counts the changes that the index has not taken in; nil: none.
	Behind func(ctx context.Context) (int64, error)
	// Calendars gives those of the publication, its own first; nil: Gregorian.
	Calendars func() []calendar.Calendar
}

// Service searches a library. Its methods may be called at the same time.
type Service struct {
	Options
	remembering sync.Mutex // one change of the recent searches at a time
	tallies     tallies
}

// New makes the service.
func New(o Options) *Service { return &Service{Options: o} }

// Sort is the order of results: relevance, newest or oldest.
type Sort = query.Sort

// Request is a search.
type Request struct {
	Text    string
	Strict  bool
	Typed   bool                // in a field, by a person: query.Request says what that changes
	Filters map[string][]string // by facet: kind section topic tag author language source year; slugs
	Sort    Sort                // empty: relevance
	// Within is a choice of dates beside the query, as after date:
	// (2011-03..2011-06); empty: any.
	Within string
	Offset int // at most query.MaxOffset
	// After begins behind the last hit of an earlier answer, which gave it as
	// Next; empty: at the beginning.
	After string
	Limit int // 1 to MaxLimit; 0: 10
	// Facets, Snippets: whether they are wanted.
	Facets, Snippets bool
	// Others: whether captions and comments are counted beside the articles.
	Others bool
	// Remember keeps the query among the recent searches, if the library does.
	Remember bool
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
	Months     []query.Count // of all dates, whatever Within chooses; with Facets
	Next       string        // for Request.After; empty: this was the end
	Notes      []query.Note
	Understood string // the query in canonical form
	Plain      string // the query in plain English
	Chips      []Chip
	Suggestion string // a query that may have been meant; empty: none
	// Corrected: nothing was found, and this is what Suggestion finds.
	Corrected bool
	Reasons   []Reason // why nothing was found
	Others    []Other
	Partial   bool  // cut short by its deadline
	Behind    int64 // changes that the index has not taken in yet
}

// Hit is an article that was found, or a piece of one.
type Hit struct {
	Thing   news.Thing
	Article news.Summary
	Score   float64
	Title   []Span
	Snippet []Span // of an article empty unless asked for
	Piece   Piece  // the caption or comment; of an article zero
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
	switch r.Sort {
	case "", query.SortRelevance, query.SortNewest, query.SortOldest:
	default:
		return Answer{}, news.Errorf(news.CodeInvalid, "sort", "Results are sorted by relevance, newest or oldest.")
	}
	q, err := query.Parse(r.Text, s.options(r.Strict))
	if err != nil {
		return Answer{}, err
	}
	run := &run{Service: s, ctx: ctx, request: r, query: q, shown: q.Tree}
	out, err := run.answer()
	if err != nil {
		return Answer{}, err
	}
	if r.Remember {
		if err := s.remember(ctx, r.Text); err != nil {
			return Answer{}, err
		}
	}
	if out.Behind, err = s.Lag(ctx); err != nil {
		return Answer{}, err
	}
	out.Took = s.Clock().Sub(began)
	return out, nil
}

// Lag counts the changes that the index has not taken in.
func (s *Service) Lag(ctx context.Context) (int64, error) {
	if s.Behind == nil {
		return 0, nil
	}
	n, err := s.Behind(ctx)
	if err != nil {
		return 0, fmt.Errorf("ask how far the index is: %w", err)
	}
	return n, nil
}

func (s *Service) options(strict bool) query.Options {
	o := query.Options{Strict: strict, Zone: s.Zone(), Today: s.Clock()}
	if s.Calendars != nil {
		o.Calendars = s.Calendars()
	}
	return o
}

func (r *run) answer() (Answer, error) {
	found, err := r.find()
	if err != nil {
		return Answer{}, err
	}
	out := Answer{Understood: r.query.String(), Plain: query.Plain(r.query.Tree)}
	if r.request.Offset == 0 && r.request.After == "" && (found.Relaxed || found.Total < suggestBelow) {
		if out.Suggestion, err = r.suggestion(); err != nil {
			return out, err
		}
	}
	out.Notes = r.notes(found)
	if found.Total == 0 && !found.Partial {
		if out.Reasons, err = r.reasons(); err != nil {
			return out, err
		}
		if out.Suggestion != "" && !r.request.Strict {
			if found, out.Corrected, err = r.correct(out.Suggestion, found); err != nil {
				return out, err
			}
		}
	}
	if out.Corrected {
		out.Notes = append(out.Notes, query.Note{Code: "corrected", Message: "Nothing was found for this, so here is what “" + out.Suggestion + "” finds."})
	}
	out.Total, out.Partial = found.Total, found.Partial
	if n := len(found.Hits); n > 0 && n == r.request.Limit {
		out.Next = writeCursor(found.Hits[n-1])
	}
	if out.Hits, err = r.hits(found); err != nil {
		return out, err
	}
	if out.Facets, err = r.facets(found); err != nil {
		return out, err
	}
	for _, f := range found.Facets {
		if f.Field == query.FieldMonth {
			out.Months = f.Counts
		}
	}
	if out.Chips, err = r.chips(); err != nil {
		return out, err
	}
	if r.request.Others && !out.Corrected {
		out.Others, err = r.others()
	}
	return out, err
}

// suggestBelow is the number of results under which another spelling is looked
// for: a word that many articles use is never corrected.
const suggestBelow = 5

// run is one search.
type run struct {
	*Service
	ctx      context.Context
	request  Request
	query    query.Query
	more     []query.Note
	shown    query.Node // the tree whose words are marked
	things   []news.Thing
	sets     map[string]query.Rows
	comments map[string]query.Rows
	marked   map[string]query.Rows
	looked   map[string][]string               // ids by field and name
	chosen   map[query.Field]map[string]string // values of filters by what the index holds
	words    map[string][]string
	whole    bool // what holds all words is found, however little
}

// want is what the index is asked.
func (r *run) want() (query.Request, error) {
	tree, err := r.resolve(r.query.Tree)
	if err != nil {
		return query.Request{}, err
	}
	filters, err := r.filters()
	want := query.Request{
		Tree: tree, Filters: filters, Sets: r.sets, Comments: r.comments, Notes: r.marked, Things: r.things, Sort: r.request.Sort,
		Offset: r.request.Offset, Limit: r.request.Limit, Zone: r.Zone(), Whole: r.whole, Typed: r.request.Typed, Every: r.request.Strict,
	}
	if err != nil {
		return want, err
	}
	if r.request.Facets {
		want.Facets = append(slices.Clone(facetFields), query.FieldMonth)
	}
	if r.request.Within != "" {
		within, ok := r.options(true).Dates(r.request.Within)
		if !ok {
			return want, news.Errorf(news.CodeInvalid, "within", "“%s” is no range of dates.", r.request.Within)
		}
		want.Within = within
	}
	if want.After, err = readCursor(r.request.After); err != nil {
		return want, err
	}
	want.Tags, err = r.tagNames()
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
		out = append(out, query.Note{Code: "relaxed", Message: "Hardly anything holds all of these words, so here is what holds any of them, the likeliest first."})
	}
	if found.Partial {
		out = append(out, query.Note{Code: "partial", Message: "The search took too long and was cut short; there may be more."})
	}
	return out
}

func (r *run) hits(found query.Found) ([]Hit, error) {
	if len(found.Hits) == 0 {
		return nil, nil
	}
	pieces, err := r.pieces(found.Hits)
	if err != nil {
		return nil, err
	}
	var rows []news.Row
	owners := make([]news.Row, len(found.Hits))
	for i, h := range found.Hits {
		owners[i] = h.Row
		if h.Thing != news.ThingArticle {
			owners[i] = pieces[query.Hit{Thing: h.Thing, Row: h.Row}].Article // 0: gone
		}
		rows = append(rows, owners[i])
	}
	summaries, err := r.Articles.Summaries(r.ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	articles := make(map[news.Row]news.Summary, len(summaries))
	for _, a := range summaries {
		articles[a.Row] = a
	}
	texts, err := r.texts(rows)
	if err != nil {
		return nil, err
	}
	wanted := newMarker(r.shown, r.words)
	out := make([]Hit, 0, len(found.Hits))
	for i, h := range found.Hits {
		a, ok := articles[owners[i]]
		if !ok {
			continue // gone since it was indexed
		}
		hit := Hit{Thing: h.Thing, Article: a, Score: h.Score, Title: wanted.title(a.Title, a.Language)}
		if h.Thing != news.ThingArticle {
			hit.Piece = pieces[query.Hit{Thing: h.Thing, Row: h.Row}]
			hit.Snippet = wanted.snippet(Text{Language: hit.Piece.Language, Lead: hit.Piece.Beside, Body: hit.Piece.Text})
		} else if t, ok := texts[a.Row]; ok {
			hit.Snippet = wanted.snippet(t)
		}
		out = append(out, hit)
	}
	return out, nil
}

// texts reads what the snippets of articles are made from, where they are
// wanted.
func (r *run) texts(rows []news.Row) (map[news.Row]Text, error) {
	texts := map[news.Row]Text{}
	if !r.request.Snippets {
		return texts, nil
	}
	list, err := r.Articles.Texts(r.ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read texts of results: %w", err)
	}
	for _, t := range list {
		texts[t.Row] = t
	}
	return texts, nil
}
