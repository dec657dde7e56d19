package reading

import (
	"context"

	"broadsheet/internal/news"
)

// Likeness tells of articles that are like others.
type Likeness interface {
	// RelatedStale says whether the list of related articles is to be worked out.
	RelatedStale(ctx context.Context, id string) (bool, error)
	// Like lists published articles whose text is nearly the same.
	Like(ctx context.Context, id string, limit int) ([]news.Likeness, error)
	// Groups lists them for all articles, or for one.
	Groups(ctx context.Context, id string) ([]news.Group, error)
	// KeySketches brings what Like and Groups stand on up to date.
	KeySketches(ctx context.Context) (int, error)
}

// Relater works out the list of related articles.
type Relater interface {
	Relate(ctx context.Context, id string) error
}

// maxRelated is how many related articles can be asked for.
const maxRelated = 50

// Related lists published articles related to one: an editor's picks first, then
// those most like it, which are worked out now where that was not done yet.
func (s *Service) Related(ctx context.Context, id string, limit int) ([]news.Summary, error) {
	if limit < 0 || limit > maxRelated {
		return nil, news.Errorf(news.CodeLimit, "limit", "At most %d related articles are listed.", maxRelated)
	}
	if limit == 0 {
		limit = relatedSize
	}
	if err := s.Relater.Relate(ctx, id); err != nil {
		return nil, err
	}
	return s.Archive.Related(ctx, id, limit)
}

// Duplicates lists the articles whose texts are nearly the same, group by group;
// with an id the group of that article. What came in a moment ago is looked at
// first.
func (s *Service) Duplicates(ctx context.Context, id string) ([]news.Group, error) {
	if _, err := s.Likeness.KeySketches(ctx); err != nil {
		return nil, err
	}
	return s.Likeness.Groups(ctx, id)
}
