package search

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"broadsheet/build/bench/corpus"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
)

// texts gives the search service what the store gives it in the program: the
// text of the page's rows, read from the corpus file. Names are their own ids.
type texts struct {
	file  *os.File
	lines []int64 // where each row's line begins; one more at the end
}

func openTexts(path string, articles int) (*texts, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	t := &texts{file: file, lines: []int64{0}}
	in := bufio.NewReaderSize(file, 1<<20)
	for at := int64(0); len(t.lines) <= articles; {
		piece, err := in.ReadSlice('\n')
		at += int64(len(piece))
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil:
			return nil, errors.Join(err, file.Close())
		}
		t.lines = append(t.lines, at)
	}
	return t, nil
}

// Texts reads articles.
func (t *texts) Texts(_ context.Context, rows []news.Row) ([]search.Text, error) {
	list := make([]search.Text, 0, len(rows))
	for _, row := range rows {
		line := make([]byte, t.lines[row]-t.lines[row-1])
		if _, err := t.file.ReadAt(line, t.lines[row-1]); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		a, err := corpus.Parse(string(line))
		if err != nil {
			return nil, err
		}
		list = append(list, search.Text{Row: row, Language: a.Language, Title: a.Title, Lead: a.Lead, Body: a.Body})
	}
	return list, nil
}

// Summaries gives rows alone.
func (t *texts) Summaries(_ context.Context, rows []news.Row) ([]news.Summary, error) {
	list := make([]news.Summary, len(rows))
	for i, row := range rows {
		list[i].Row = row
	}
	return list, nil
}

// Marked gives none.
func (t *texts) Collected(context.Context, string) ([]news.Row, error) { return nil, nil }

func (t *texts) Marked(context.Context, news.Mark) ([]news.Row, error) { return nil, nil }

// RowOf knows none.
func (t *texts) RowOf(context.Context, string) (news.Row, error) { return 0, errUnasked }

// Lookup gives the name back.
func (t *texts) Lookup(_ context.Context, _ query.Field, name string) ([]string, error) {
	return []string{name}, nil
}

// Labels gives the ids back.
func (t *texts) Labels(_ context.Context, _ query.Field, ids []string) (map[string]search.Name, error) {
	names := make(map[string]search.Name, len(ids))
	for _, id := range ids {
		names[id] = search.Name{Slug: id, Name: id}
	}
	return names, nil
}

// Complete gives none.
func (t *texts) Complete(context.Context, string, int) ([]search.Suggestion, error) { return nil, nil }

// CompleteIn gives none.
func (t *texts) CompleteIn(context.Context, query.Field, string, int) ([]search.Counted, error) {
	return nil, nil
}

var errUnasked = errors.New("no query of the benchmark asks for this")

// page answers as the command line does: facets of all fields, snippets.
func (o *own) page(ctx context.Context, q question) (answer, error) {
	found, err := o.service.Query(ctx, search.Request{Text: q.text(false), Strict: true, Limit: q.limit(), Facets: q.Facets, Snippets: true})
	return answer{total: found.Total}, err
}

func newService(o *own) *search.Service {
	return search.New(search.Options{
		Index: o.Index, Articles: o.texts, Names: o.texts, Clock: time.Now,
		Zone: func() *time.Location { return time.UTC },
	})
}
