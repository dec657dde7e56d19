package app

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"broadsheet/app/bridge"
	"broadsheet/internal/body"
	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/paste"
	"broadsheet/internal/query"
	"broadsheet/internal/reading"
	"broadsheet/internal/store"
	"broadsheet/internal/wording"
)

// quotable is the archive as quotations are looked for in it.
type quotable struct {
	db    *store.DB
	index *index.Index
}

// Saying gives articles that hold words in their order, the oldest first.
func (q quotable) Saying(ctx context.Context, words string, limit int) ([]news.Row, error) {
	return q.rows(ctx, query.Request{Tree: query.Phrase{Text: words}, Sort: query.SortOldest, Limit: limit})
}

// heldWords is how many words of a quotation are asked for; the longest say most.
const heldWords = 24

// Holding gives articles that hold most of the words of a text, best first.
func (q quotable) Holding(ctx context.Context, text string, limit int) ([]news.Row, error) {
	var words []query.Node
	seen := map[string]bool{}
	for t := range lang.Tokens(text, "") {
		// Of a script without spaces the pairs are asked for.
		if t.Kind == lang.TokenSingle || seen[t.Term] {
			continue
		}
		seen[t.Term] = true
		words = append(words, query.Word{Text: text[t.Start:t.End]})
	}
	slices.SortStableFunc(words, func(a, b query.Node) int { return cmp.Compare(letters(b), letters(a)) })
	words = words[:min(len(words), heldWords)]
	if len(words) < 2 {
		return nil, nil
	}
	return q.rows(ctx, query.Request{Tree: query.And{Nodes: words}, Limit: limit})
}

func letters(n query.Node) int { return utf8.RuneCountInString(n.(query.Word).Text) }

func (q quotable) rows(ctx context.Context, r query.Request) ([]news.Row, error) {
	found, err := q.index.Search(ctx, r)
	rows := make([]news.Row, len(found.Hits))
	for i, h := range found.Hits {
		rows[i] = h.Row
	}
	return rows, err
}

// Texts gives what articles say: headline and standfirst as blocks of their own before
// the body.
func (q quotable) Texts(ctx context.Context, rows []news.Row) ([]wording.Article, error) {
	list, err := q.db.BlockTexts(ctx, rows)
	out := make([]wording.Article, len(list))
	for i, t := range list {
		out[i] = wording.Article{Row: t.Row, ID: t.ID, Title: t.Title, Language: t.Language, Published: t.Published, Text: headed(t)}
	}
	return out, err
}

// Body gives what the body of a published article says, or of one of its versions.
func (q quotable) Body(ctx context.Context, id string, version int) (wording.Article, error) {
	rows, err := q.db.RowsOf(ctx, []string{id})
	if err != nil {
		return wording.Article{}, err
	}
	if version > 0 {
		return q.version(ctx, id, version)
	}
	list, err := q.db.BlockTexts(ctx, rows)
	if err == nil && len(list) == 0 {
		err = news.NotFound("article", id)
	}
	if err != nil {
		return wording.Article{}, err
	}
	t := list[0]
	return wording.Article{Row: t.Row, ID: t.ID, Title: t.Title, Language: t.Language, Published: t.Published, Text: t.Text}, nil
}

func (q quotable) version(ctx context.Context, id string, n int) (wording.Article, error) {
	v, err := q.db.Version(ctx, id, n)
	if news.CodeOf(err) == news.CodeNotFound {
		err = reading.NoVersion("version", n)
	}
	if err != nil {
		return wording.Article{}, err
	}
	a := v.Article
	out := wording.Article{Row: a.Row, ID: a.Public, Title: a.Title, Language: a.Language, Published: a.Published, Version: n, Text: body.ReadText(a.Body)}
	if out.Language == "" {
		out.Language, _ = lang.Detect(out.Text.Plain, nil)
	}
	return out, nil
}

// headed puts headline and standfirst before a text.
func headed(t store.BlockText) body.Text {
	var out body.Text
	for _, field := range []struct{ id, text string }{{"title", t.Title}, {"standfirst", t.Standfirst}} {
		if field.text == "" {
			continue
		}
		start := len(out.Plain)
		out.Plain += field.text
		out.Blocks = append(out.Blocks, body.BlockText{ID: field.id, Tag: field.id, Start: start, End: len(out.Plain)})
		out.Plain += "\n\n"
	}
	start := len(out.Plain)
	out.Plain += t.Text.Plain
	for _, b := range t.Text.Blocks {
		b.Start, b.End = b.Start+start, b.End+start
		out.Blocks = append(out.Blocks, b)
	}
	return out
}

// Read reads a clip, or with a token an offered file, and keeps nothing of it.
func (c copydesk) Read(ctx context.Context, clip paste.Clip, token string) (bridge.ReadText, error) {
	out := bridge.ReadText{Language: clip.Language}
	var came paste.Result
	if token == "" {
		var err error
		if came, err = paste.Clean(ctx, clip); err != nil {
			return out, err
		}
	} else {
		file, err := c.offered(token)
		if err != nil {
			return out, err
		}
		defer c.program.offers.done(token)
		opened, err := paste.Open(ctx, paste.File{Name: filepath.Base(file.path), Content: file.content, Zone: c.program.library.Store.Zone()}, formats()...)
		if err != nil {
			return out, err
		}
		came, out.Title = opened.Result, opened.Article.Title
		out.Language = cmp.Or(opened.Article.Language, out.Language)
	}
	text, err := body.Canonical(ctx, came.HTML, body.Options{Language: out.Language})
	if err != nil {
		return out, err
	}
	if text.Cut {
		return out, news.Errorf(news.CodeLimit, "text", "This text is longer or deeper than an article may be; nothing of it was looked at.")
	}
	out.Text = text.Document.Text()
	if out.Language == "" {
		out.Language, _ = lang.Detect(out.Text.Plain, nil)
	}
	return out, nil
}
