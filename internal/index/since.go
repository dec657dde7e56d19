package index

import (
	"context"
	"errors"
	"slices"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// amongLimit is how long standing searches may take, all of one call together. They
// are asked beside other work; who opens their list meanwhile waits for them.
const amongLimit = 20 * time.Second

// Among gives for each of many requests those of the rows that hold all of its
// words and pass its filters, in order. It is for standing searches: what
// changed is looked at and nothing else, so that a thousand of them cost little
// after a handful of changes. Sort, page and facets of the requests do not count. An
// answer that takes longer than amongLimit is an error of code limit.
func (x *Index) Among(ctx context.Context, requests []query.Request, rows []news.Row) ([][]news.Row, error) {
	out := make([][]news.Row, len(requests))
	err := x.readFor(ctx, amongLimit, func(ctx context.Context, v *view) error {
		narrow, err := v.narrowed(rows)
		if err != nil {
			return err
		}
		a, err := newAsker(ctx, v)
		if err != nil {
			return err
		}
		for i, r := range requests {
			q, err := a.prepare(r)
			if err != nil {
				return err
			}
			for at, p := range narrow.segments {
				if p.live.IsEmpty() {
					continue
				}
				col, err := p.rows()
				if err != nil {
					return err
				}
				docs, err := a.documents(q, narrow, at)
				if err != nil {
					return err
				}
				each(docs, func(doc uint32) { out[i] = append(out[i], col.rows[doc]) })
			}
			slices.Sort(out[i])
		}
		return ctx.Err()
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, news.Errorf(news.CodeLimit, "query", "The saved searches take too long.")
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Newest gives the newest articles of each set, at most limit, undated ones last. It
// goes through the articles once, however many sets there are.
func (x *Index) Newest(ctx context.Context, sets []query.Rows, limit int) ([][]news.Row, error) {
	best := make([]*top, len(sets))
	for i := range best {
		best[i] = newTop(limit, byDate(true))
	}
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		for at, p := range v.segments {
			things, err := p.things(nil)
			if err != nil {
				return err
			}
			if things == nil {
				things = p.all()
			}
			col, err := p.rows()
			if err != nil {
				return err
			}
			dates, err := p.dates()
			if err != nil {
				return err
			}
			each(things, func(doc uint32) {
				for i, set := range sets {
					if set.Has(col.rows[doc]) {
						best[i].add(candidate{segment: at, doc: doc, id: col.id(doc), at: dates.seconds[doc]})
					}
				}
			})
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	out := make([][]news.Row, len(sets))
	for i, found := range best {
		for _, c := range found.sorted() {
			out[i] = append(out[i], c.id.Row)
		}
	}
	return out, err
}

// narrowed gives the view of some articles alone: whatever is matched in it is
// matched among these.
func (v *view) narrowed(rows []news.Row) (*view, error) {
	out := *v
	out.segments = make([]*part, len(v.segments))
	for at, whole := range v.segments {
		p := *whole
		p.live = roaring.New()
		for _, row := range rows {
			docs, err := whole.docs(nameID, ID{news.ThingArticle, row}.key())
			if err != nil {
				return nil, err
			}
			p.live.Or(docs)
		}
		p.except = roaring.Flip(p.live, 0, uint64(p.size))
		p.terms = map[fieldTerm]*roaring.Bitmap{}
		out.segments[at] = &p
	}
	return &out, nil
}
