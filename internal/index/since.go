package index

import (
	"context"
	"slices"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// amongLimit is how long standing searches may take, all of one call together.
// Nobody waits for them.
const amongLimit = time.Minute

// Among gives for each of many requests those of the rows that hold all of its
// words and pass its filters, in order. It is for standing searches: what
// changed is looked at and nothing else, so that a thousand of them cost little
// after a handful of changes. Sort, page and facets of the requests do not count.
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
	if err != nil {
		return nil, err
	}
	return out, nil
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
