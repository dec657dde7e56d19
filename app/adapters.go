package app

import (
	"context"
	"io"
	"strconv"
	"strings"

	"broadsheet/app/bridge"
	"broadsheet/internal/calendar"
	"broadsheet/internal/job"
	"broadsheet/internal/lang"
	"broadsheet/internal/media"
	"broadsheet/internal/news"
	"broadsheet/internal/publication"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
	"broadsheet/internal/store"
)

// served gives stored files to the server.
type served struct{ *media.Store }

// OpenMedia opens a file and names its type.
func (s served) OpenMedia(hash string) (io.ReadSeekCloser, string, error) {
	file, kind, err := s.Open(hash)
	if err != nil {
		return nil, "", err
	}
	return file, kind, nil
}

func (p *Program) openMedia(hash string) (io.ReadCloser, error) {
	file, _, err := p.library.Media.Open(hash)
	return file, err
}

// sampleStore marks the publication's record as the sample's.
type sampleStore struct{ *store.DB }

// Ingest stores a batch.
func (s sampleStore) Ingest(ctx context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	for i := range b.Records {
		if record := b.Records[i].Publication; record != nil {
			record.Origin = news.OriginSample
		}
	}
	return s.DB.Ingest(ctx, b)
}

// besideStore leaves the publication's record as it is: articles come in beside
// the sample, not over its name.
type besideStore struct{ *store.DB }

// Ingest stores a batch.
func (s besideStore) Ingest(ctx context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	held, err := s.Publication(ctx)
	if err != nil {
		return nil, nil, err
	}
	for i := range b.Records {
		if b.Records[i].Publication != nil && held.Origin == news.OriginSample {
			b.Records[i].Publication = &held
		}
	}
	return s.DB.Ingest(ctx, b)
}

// found gives the store to the search service in its words.
type found struct{ *store.DB }

// Texts gives what snippets are made from.
func (f found) Texts(ctx context.Context, rows []news.Row) ([]search.Text, error) {
	held, err := f.DB.Texts(ctx, rows)
	texts := make([]search.Text, len(held))
	for i, t := range held {
		texts[i] = search.Text{Row: t.Row, Language: t.Language, Title: t.Title, Lead: t.Lead, Body: t.Body}
	}
	return texts, err
}

// Passages gives stored texts by blocks.
func (f found) Passages(ctx context.Context, rows []news.Row) ([]search.Passage, error) {
	held, err := f.BlockTexts(ctx, rows)
	list := make([]search.Passage, len(held))
	for i, t := range held {
		list[i] = search.Passage{Row: t.Row, ID: t.ID, Title: t.Title, Language: t.Language, Text: t.Text}
	}
	return list, err
}

// RowOf gives the row of a public id.
func (f found) RowOf(ctx context.Context, id string) (news.Row, error) {
	rows, err := f.RowsOf(ctx, []string{id})
	if err != nil {
		return 0, err
	}
	if len(rows) == 0 || rows[0] == 0 {
		return 0, news.NotFound("article", id)
	}
	return rows[0], nil
}

// Lookup gives the ids that a name means in a field.
func (f found) Lookup(ctx context.Context, field query.Field, name string) ([]string, error) {
	of := store.Field(field)
	numbers, err := f.DB.Lookup(ctx, of, name)
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.FormatInt(n, 10)
	}
	return words, err
}

// Labels gives slug and name of ids.
func (f found) Labels(ctx context.Context, field query.Field, ids []string) (map[string]search.Name, error) {
	of := store.Field(field)
	numbers := make([]int64, 0, len(ids))
	for _, id := range ids {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			numbers = append(numbers, n)
		}
	}
	terms, err := f.Terms(ctx, of, numbers)
	names := make(map[string]search.Name, len(terms))
	for n, term := range terms {
		names[strconv.FormatInt(n, 10)] = search.Name{Slug: term.Slug, Name: term.Name}
	}
	return names, err
}

// Complete gives topics, tags and authors whose names begin so.
func (f found) Complete(ctx context.Context, beginning string, limit int) ([]search.Suggestion, error) {
	matches, err := f.DB.Complete(ctx, beginning, limit)
	list := make([]search.Suggestion, len(matches))
	for i, m := range matches {
		list[i] = search.Suggestion{Kind: string(m.Field), ID: m.Slug, Name: m.Name, Language: m.Language, Count: m.Count}
	}
	return list, err
}

// CompleteIn gives names of one field that begin so.
func (f found) CompleteIn(ctx context.Context, field query.Field, beginning string, limit int) ([]search.Counted, error) {
	names, err := f.DB.CompleteIn(ctx, store.Field(field), beginning, limit)
	list := make([]search.Counted, len(names))
	for i, n := range names {
		list[i] = search.Counted(n)
	}
	return list, err
}

// pieces gives captions and comments to the search service in its words.
type pieces struct{ db *store.DB }

// Captions gives captions by their rows.
func (p pieces) Captions(ctx context.Context, rows []news.Row) ([]search.Piece, error) {
	held, err := p.db.Captions(ctx, rows)
	list := make([]search.Piece, len(held))
	for i, c := range held {
		list[i] = search.Piece{Row: c.Row, Article: c.Article, ID: c.Block, Place: c.Place, Src: c.Src, Language: c.Language, Text: c.Text, Beside: c.Beside}
	}
	return list, err
}

// Comments gives approved comments by their rows.
func (p pieces) Comments(ctx context.Context, rows []news.Row) ([]search.Piece, error) {
	held, err := p.db.FoundComments(ctx, rows)
	list := make([]search.Piece, len(held))
	for i, c := range held {
		list[i] = search.Piece{Row: c.Row, Article: c.Article, ID: c.ID, By: c.Name, Language: c.Language, Text: c.Text}
	}
	return list, err
}

// Notes gives highlights by their rows: what was marked, with what was said of it.
func (p pieces) Notes(ctx context.Context, rows []news.Row) ([]search.Piece, error) {
	held, err := p.db.HighlightsByRow(ctx, rows)
	list := make([]search.Piece, len(held))
	for i := range held {
		h := &held[i]
		list[i] = search.Piece{Row: h.Number, Article: h.Row, ID: h.ID, Language: h.Language, Text: h.Selector().Quote,
			Beside: strings.TrimSpace(h.Note + "\n" + strings.Join(h.Tags, "\n"))}
	}
	return list, err
}

// NotesOn gives the rows of the highlights on articles.
func (p pieces) NotesOn(ctx context.Context, articles []news.Row) ([]news.Row, error) {
	return p.db.NoteRows(ctx, articles)
}

// CommentsOn gives the rows of the comments on articles.
func (p pieces) CommentsOn(ctx context.Context, articles []news.Row) ([]news.Row, error) {
	return p.db.CommentRows(ctx, articles)
}

// calendarsOf gives the calendars of a publication, by its languages: those that
// are dated by the Persian or the Islamic calendar put it first.
func calendarsOf(ctx context.Context, p *publication.Service) []calendar.Calendar {
	record, err := p.Get(ctx)
	if err != nil {
		return nil
	}
	for _, language := range record.Languages {
		switch lang.Base(language) {
		case "fa", "ps", "tg", "ckb", "prs":
			return []calendar.Calendar{calendar.Persian, calendar.Gregorian, calendar.Islamic}
		case "ar", "ur":
			return []calendar.Calendar{calendar.Gregorian, calendar.Islamic, calendar.Persian}
		}
	}
	return []calendar.Calendar{calendar.Gregorian, calendar.Persian, calendar.Islamic}
}

// worker gives the job runner to the bridge in its words.
type worker struct{ *job.Runner }

// Jobs lists jobs, newest first.
func (w worker) Jobs() []bridge.Job {
	var list []bridge.Job
	for _, j := range w.List() {
		list = append(list, bridgeJob(j))
	}
	return list
}

// Job gives one.
func (w worker) Job(id string) (bridge.Job, error) {
	j, err := w.Show(id)
	return bridgeJob(j), err
}

// Wait waits for news of one.
func (w worker) Wait(ctx context.Context, id string, seen int64) (bridge.Job, error) {
	j, err := w.Runner.Wait(ctx, id, seen)
	return bridgeJob(j), err
}

// sqliteVersion asks the library that was built in.
func sqliteVersion() string { return store.SQLiteVersion() }

// catalogue gives the store's totals to the bridge.
type catalogue struct{ *store.DB }

// Kinds lists the kinds that published articles have.
func (c catalogue) Kinds(ctx context.Context) ([]news.KindCount, error) {
	held, err := c.DB.Kinds(ctx)
	kinds := make([]news.KindCount, len(held))
	for i, k := range held {
		kinds[i] = news.KindCount{Kind: news.Kind(k.Name), Count: k.Count}
	}
	return kinds, err
}
