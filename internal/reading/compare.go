package reading

import (
	"context"
	"slices"

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
	c.Blocks, err = redline.Articles(older.Article, newer.Article)
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
		return 0, 0, NoVersion("b", b)
	}
	if a == 0 {
		a = c.Versions[min(at+1, len(c.Versions)-1)].N
	}
	if !slices.ContainsFunc(c.Versions, func(v news.Version) bool { return v.N == a }) {
		return 0, 0, NoVersion("a", a)
	}
	return a, b, nil
}

// NoVersion is the error where an article has no version of a number.
func NoVersion(field string, n int) error {
	return news.Errorf(news.CodeInvalid, field, "This article has no version %d.", n)
}
