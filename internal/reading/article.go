package reading

import (
	"context"
	"fmt"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// relatedSize is how many related articles a page names.
const relatedSize = 6

// alsoInSize is how many articles with nearly the same text a page names.
const alsoInSize = 5

// Page is an article with everything on its page.
type Page struct {
	Article      news.Article
	Summary      news.Summary
	Labels       news.Labels
	Body         *body.Document
	Related      []news.Summary
	RelatedStale bool            // Related can be worked out better, which takes a moment
	AlsoIn       []news.Likeness // nearly the same text, the most alike first
	Translations []news.Summary
	Comments     []news.Comment
	Versions     []news.Version // newest first
	ReadVersion  int            // where it changed since it was read: the version that was; else 0
	Provenance   news.Provenance
	Watched      bool    // the reader is told when it changes
	Place        float64 // how far the reader came, 0 to 1
}

// Page gives an article with everything on its page. The id may be one that the
// article bore before.
func (s *Service) Page(ctx context.Context, id string) (Page, error) {
	article, err := s.Archive.Article(ctx, id)
	if err != nil {
		return Page{}, err
	}
	page := Page{Article: article}
	if page.Body, err = body.Parse(article.Body); err != nil {
		return page, fmt.Errorf("parse stored body: %w", err)
	}
	if page.Summary, err = s.Archive.Summary(ctx, article.Public); err != nil {
		return page, err
	}
	if err := s.surroundings(ctx, &page); err != nil {
		return page, err
	}
	return page, nil
}

func (s *Service) surroundings(ctx context.Context, page *Page) (err error) {
	id := page.Article.Public
	if page.Related, err = s.Archive.Related(ctx, id, relatedSize); err != nil {
		return err
	}
	if page.RelatedStale, err = s.Likeness.RelatedStale(ctx, id); err != nil {
		return err
	}
	if page.AlsoIn, err = s.Likeness.Like(ctx, id, alsoInSize); err != nil {
		return err
	}
	if page.Translations, err = s.Archive.Translations(ctx, id); err != nil {
		return err
	}
	if page.Comments, err = s.Archive.Comments(ctx, id); err != nil {
		return err
	}
	if page.Versions, err = s.Archive.Versions(ctx, id); err != nil {
		return err
	}
	if page.Summary.ChangedSinceRead {
		if page.ReadVersion, err = s.Archive.ReadVersion(ctx, id); err != nil {
			return err
		}
	}
	if page.Watched, err = s.Archive.IsWatched(ctx, id); err != nil {
		return err
	}
	if page.Provenance, err = s.Archive.Provenance(ctx, id); err != nil {
		return err
	}
	if page.Place, err = s.placeIn(ctx, id); err != nil {
		return err
	}
	page.Labels, err = s.Archive.Labels(ctx, id)
	return err
}

// usedSize is how many articles are named as users of a set's pictures.
const usedSize = 24

// UsedIn gives the article itself and the published articles that use one of
// the pictures, films or sounds of its set.
func (s *Service) UsedIn(ctx context.Context, id string) ([]news.Summary, error) {
	article, err := s.Archive.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	ids := []string{article.Public}
	seen := map[string]bool{article.Public: true}
	for _, m := range article.Media {
		sha, stored := strings.CutPrefix(m.Src, "/media/")
		if !stored || len(ids) >= usedSize {
			continue
		}
		users, err := s.Archive.MediaUse(ctx, sha, usedSize)
		if err != nil {
			return nil, err
		}
		for _, user := range users {
			if !seen[user] && len(ids) < usedSize {
				seen[user] = true
				ids = append(ids, user)
			}
		}
	}
	return s.Curation.Find(ctx, ids)
}

// Text gives an article in another form: html, markdown, text, record (an object
// of the interchange format) or page (one HTML file with its pictures inside).
func (s *Service) Text(ctx context.Context, id, as string) (string, error) {
	if as == "page" {
		return s.sheet(ctx, id)
	}
	if as == "record" {
		article, err := s.Archive.Record(ctx, id)
		if err != nil {
			return "", err
		}
		text, err := s.Print(article)
		return string(text), err
	}
	article, err := s.Archive.Article(ctx, id)
	if err != nil {
		return "", err
	}
	document, err := body.Parse(article.Body)
	if err != nil {
		return "", fmt.Errorf("parse stored body: %w", err)
	}
	switch as {
	case "html":
		return article.Body, nil
	case "markdown":
		text, err := body.Markdown(document)
		if err != nil {
			return "", fmt.Errorf("print as Markdown: %w", err)
		}
		return headed("# "+article.Title, article.Standfirst, text), nil
	case "text":
		return headed(article.Title, article.Standfirst, document.Text().Plain), nil
	}
	return "", news.Errorf(news.CodeInvalid, "as", "An article can be had as html, markdown, text, record or page.")
}

func headed(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "\n\n") + "\n"
}

// Corrections gives a page of what readers were told of articles after they were
// published, newest first.
func (s *Service) Corrections(ctx context.Context, f news.CorrectionFilter) (news.CorrectionPage, error) {
	return s.Lists.Corrections(ctx, f)
}
