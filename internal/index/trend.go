package index

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Timeline counts by day, in a zone, what each request finds, and all articles.
// Nothing is relaxed. It costs some nanoseconds an article that is found: the
// day of each is kept in a column for each segment, since months, weeks and
// years are sums of days.
func (x *Index) Timeline(ctx context.Context, requests []query.Request, zone *time.Location) (news.Timeline, error) {
	var out news.Timeline
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		days, err := x.days.of(v, zone)
		if err != nil {
			return err
		}
		first, last := int32(math.MaxInt32), int32(math.MinInt32)
		for _, d := range days {
			first, last = min(first, d.first), max(last, d.last)
		}
		out.Counts = make([][]int64, len(requests))
		if first > last {
			return nil
		}
		out.First, out.All = int(first), make([]int64, last-first+1)
		for at, p := range v.segments {
			all, err := p.things(nil)
			if err != nil {
				return err
			}
			if all == nil {
				all = p.all()
			}
			each(all, days[at].count(first, out.All))
		}
		a, err := newAsker(ctx, v)
		if err != nil {
			return err
		}
		for i, r := range requests {
			out.Counts[i] = make([]int64, len(out.All))
			q, err := a.prepare(r)
			if err != nil {
				return err
			}
			for at := range v.segments {
				docs, err := a.documents(q, v, at)
				if err != nil {
					return err
				}
				each(docs, days[at].count(first, out.Counts[i]))
			}
		}
		return ctx.Err()
	})
	return out, err
}

// dayColumns keeps the days of documents, by segment, in the zone that was asked
// for last.
type dayColumns struct {
	mu   sync.Mutex
	zone string
	by   map[*segmentCache]*dayColumn
}

// dayColumn gives the days of documents since 1970; noDay for undated ones.
type dayColumn struct {
	days        []int32
	first, last int32
}

const noDay = math.MinInt32

// count gives what adds a document to the counts that begin with a day.
func (d *dayColumn) count(first int32, counts []int64) func(doc uint32) {
	return func(doc uint32) {
		if day := d.days[doc]; day != noDay {
			counts[day-first]++
		}
	}
}

func (c *dayColumns) of(v *view, zone *time.Location) ([]*dayColumn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.zone != zone.String() {
		c.zone, c.by = zone.String(), nil
	}
	kept := make(map[*segmentCache]*dayColumn, len(v.segments))
	out := make([]*dayColumn, len(v.segments))
	for i, p := range v.segments {
		d := c.by[p.cached]
		if d == nil {
			dates, err := p.dates()
			if err != nil {
				return nil, err
			}
			d = daysOf(dates.seconds, zone)
		}
		kept[p.cached], out[i] = d, d
	}
	c.by = kept
	return out, nil
}

func daysOf(seconds []int64, zone *time.Location) *dayColumn {
	d := &dayColumn{days: make([]int32, len(seconds)), first: math.MaxInt32, last: math.MinInt32}
	offsets := offsetsOf(seconds, zone)
	for doc, at := range seconds {
		if at == undated {
			d.days[doc] = noDay
			continue
		}
		const day = 24 * 60 * 60
		local := at + offsets.at(at)
		number := local / day
		if local%day < 0 {
			number--
		}
		d.days[doc] = int32(number)
		d.first, d.last = min(d.first, d.days[doc]), max(d.last, d.days[doc])
	}
	return d
}

// offsets are a zone's seconds east of UTC from instants on: looking them up
// here is ten times cheaper than in package time.
type offsets []struct{ from, east int64 }

func offsetsOf(seconds []int64, zone *time.Location) offsets {
	first, last := int64(math.MaxInt64), int64(math.MinInt64)
	for _, at := range seconds {
		if at != undated {
			first, last = min(first, at), max(last, at)
		}
	}
	var out offsets
	for at := first; at <= last; {
		t := time.Unix(at, 0).In(zone)
		_, east := t.Zone()
		out = append(out, struct{ from, east int64 }{at, int64(east)})
		_, end := t.ZoneBounds()
		if end.IsZero() {
			break
		}
		at = end.Unix()
	}
	return out
}

func (o offsets) at(second int64) int64 {
	i, exact := slices.BinarySearchFunc(o, second, func(step struct{ from, east int64 }, at int64) int {
		switch {
		case step.from < at:
			return -1
		case step.from > at:
			return 1
		}
		return 0
	})
	if !exact {
		i--
	}
	return o[i].east
}
