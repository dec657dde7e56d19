package bridge

import (
	"context"
	"time"

	"broadsheet/internal/news"
)

// Likeness is an article whose text is nearly that of another.
type Likeness struct {
	Article Row     `json:"article"`
	Share   float64 `json:"share"` // of the text that both have, estimated, 0.5 to 1
	Copy    bool    `json:"copy"`  // a copy; else a version
}

// RelatedRequest asks for articles related to one.
type RelatedRequest struct {
	Call
	ID    string `json:"id"`
	Limit int    `json:"limit,omitempty"` // 1 to 50; 0: as many as its page names
}

// RelatedResult lists them, an editor's picks first.
type RelatedResult struct {
	Articles []Row `json:"articles"`
}

// DuplicatesRequest asks for articles whose texts are nearly the same.
type DuplicatesRequest struct {
	Call
	Article string `json:"article,omitempty"` // an id: its group alone
}

// Link ties two articles of a group.
type Link struct {
	A     string  `json:"a"`
	B     string  `json:"b"`
	Share float64 `json:"share"`
}

// DuplicateGroup is articles that are nearly the same, each like at least one
// other of them.
type DuplicateGroup struct {
	Articles []string `json:"articles"` // ids, the one that came first before the others
	Share    float64  `json:"share"`    // the least of the links
	Links    []Link   `json:"links"`
}

// DuplicatesResult lists the groups, the most alike first.
type DuplicatesResult struct {
	Groups []DuplicateGroup `json:"groups"`
}

func (a *album) likenesses(list []news.Likeness, zone *time.Location) []Likeness {
	out := make([]Likeness, len(list))
	for i, l := range list {
		out[i] = Likeness{Article: a.row(l.Article, zone), Share: l.Share, Copy: l.Copy}
	}
	return out
}

// Related gives articles related to one, worked out now where they are not yet.
func (a *Articles) Related(req RelatedRequest) (RelatedResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (RelatedResult, error) {
		found, err := a.reading.Related(ctx, req.ID, req.Limit)
		if err != nil {
			return RelatedResult{}, err
		}
		al := a.album()
		out := RelatedResult{Articles: al.rows(found, a.zone(ctx))}
		return out, al.fill(ctx)
	})
}

// Duplicates gives the articles whose texts are nearly the same.
func (a *Articles) Duplicates(req DuplicatesRequest) (DuplicatesResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (DuplicatesResult, error) {
		groups, err := a.reading.Duplicates(ctx, req.Article)
		var out DuplicatesResult
		for _, g := range groups {
			group := DuplicateGroup{Articles: g.Articles, Share: g.Share}
			for _, l := range g.Links {
				group.Links = append(group.Links, Link(l))
			}
			out.Groups = append(out.Groups, group)
		}
		return out, err
	})
}
