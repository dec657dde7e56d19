package reading

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/redline"
)

// Comparison is two versions of an article and what lies between them.
type Comparison struct {
	Public      string
	Title       string         // the present headline
	Language    string         // of side B
	Versions    []news.Version // all, newest first, without what they hold
	A, B        int
	ReadVersion int // the one that a reader last had open; 0: none
	Blocks      []redline.Block
}

// Compare tells version a of an article from version b. a = 0 is the one before b;
// b = 0 is the newest, and then a = 0 is the one that was read last, where there is
// a newer one. Of an article with a single version both are that one.
func (s *Service) Compare(ctx context.Context, id string, a, b int) (Comparison, error) {
	article, err := s.Archive.Article(ctx, id)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Public: article.Public, Title: article.Title}
	if c.Versions, err = s.Archive.Versions(ctx, article.Public); err != nil {
		return c, err
	}
	if c.ReadVersion, err = s.Archive.ReadVersion(ctx, article.Public); err != nil {
		return c, err
	}
	if c.A, c.B, err = c.choose(a, b); err != nil {
		return c, err
	}
	older, err := s.Archive.Version(ctx, article.Public, c.A)
	if err != nil {
		return c, err
	}
	newer, err := s.Archive.Version(ctx, article.Public, c.B)
	if err != nil {
		return c, err
	}
	c.Language = newer.Article.Language
	c.Blocks, err = between(older.Article, newer.Article)
	return c, err
}

// choose says which two versions are meant.
func (c *Comparison) choose(a, b int) (int, int, error) {
	if len(c.Versions) == 0 {
		return 0, 0, news.NotFound("version", c.Public)
	}
	if b == 0 {
		if b = c.Versions[0].N; a == 0 && c.ReadVersion < b {
			a = c.ReadVersion // where none was read this is 0 still
		}
	}
	at := slices.IndexFunc(c.Versions, func(v news.Version) bool { return v.N == b })
	if at < 0 {
		return 0, 0, noVersion("b", b)
	}
	if a == 0 {
		a = c.Versions[min(at+1, len(c.Versions)-1)].N
	}
	if !slices.ContainsFunc(c.Versions, func(v news.Version) bool { return v.N == a }) {
		return 0, 0, noVersion("a", a)
	}
	return a, b, nil
}

func noVersion(field string, n int) error {
	return news.Errorf(news.CodeInvalid, field, "This article has no version %d.", n)
}

// between compares head, body and pictures each for itself: a block of the body
// may bear any name.
func between(older, newer news.Article) ([]redline.Block, error) {
	before, err := body.Parse(older.Body)
	if err != nil {
		return nil, fmt.Errorf("parse body of older version: %w", err)
	}
	after, err := body.Parse(newer.Body)
	if err != nil {
		return nil, fmt.Errorf("parse body of newer version: %w", err)
	}
	return slices.Concat(
		redline.Compare(head(older), head(newer)),
		redline.Compare(redline.Parts(before), redline.Parts(after)),
		redline.Compare(set(older), set(newer)),
	), nil
}

// head is what stands above the text, by the names of its fields.
func head(a news.Article) []redline.Part {
	authors := make([]string, len(a.Authors))
	for i, author := range a.Authors {
		authors[i] = author.Name
		if author.Role != "" {
			authors[i] += " (" + author.Role + ")"
		}
	}
	var parts []redline.Part
	for _, p := range []redline.Part{
		{ID: "kicker", Text: a.Kicker}, {ID: "title", Text: a.Title}, {ID: "standfirst", Text: a.Standfirst},
		{ID: "byline", Text: strings.Join(authors, "\n")}, {ID: "dateline", Text: a.Dateline},
	} {
		if p.Tag = p.ID; p.Text != "" {
			parts = append(parts, p)
		}
	}
	if lead := a.Lead; lead != nil {
		parts = append(parts, redline.Part{ID: "lead", Tag: "figure", Text: redline.Lines(lead.Caption, lead.Alt, lead.Credit), Form: lead.Src})
	}
	return parts
}

// set is the pictures, films and sounds of an article that is a set of them, each
// by its address.
func set(a news.Article) []redline.Part {
	parts := make([]redline.Part, len(a.Media))
	for i, m := range a.Media {
		parts[i] = redline.Part{ID: m.Src, Tag: "figure", Text: redline.Lines(m.Caption, m.Alt, m.Credit), Form: m.Src}
	}
	return parts
}
