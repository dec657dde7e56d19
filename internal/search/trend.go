package search

import (
	"context"
	"fmt"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Beside is the part of an index that answers more than a page of results. All
// of it demands every word of a query: nothing is relaxed.
type Beside interface {
	// Matches gives the rows of all that is found, newest or oldest first or by
	// row, and the words that stand for beginnings and patterns.
	Matches(ctx context.Context, r query.Request) ([]news.Row, map[string][]string, error)
	// Timeline counts by day in a zone what each request finds.
	Timeline(ctx context.Context, requests []query.Request, zone *time.Location) (news.Timeline, error)
}

// The lengths of a period.
const (
	ByDay   = "day"
	ByWeek  = "week"
	ByMonth = "month"
	ByYear  = "year"
)

// maxTrends is how many queries stand in one chart.
const maxTrends = 20

// Trend is a query over time.
type Trend struct {
	Query  string
	Points []Point
}

// Point counts a period: a day (2024-05-06), an ISO week (2024-W18), a month or
// a year in the publication's time zone.
type Point struct {
	Period string
	Hits   int64   // articles
	Of     int64   // all articles of the period
	Share  float64 // of 1,000 articles of the period
}

// Trends counts in how many articles each query is found, period by period. All
// have the same periods: from the first to the last in which any of them is
// found. by empty: by month.
func (s *Service) Trends(ctx context.Context, texts []string, by string) ([]Trend, error) {
	name, err := namer(by)
	if err != nil {
		return nil, err
	}
	if len(texts) == 0 || len(texts) > maxTrends {
		return nil, news.Errorf(news.CodeLimit, "queries", "1 to %d queries are counted at a time.", maxTrends)
	}
	requests := make([]query.Request, len(texts))
	for i, text := range texts {
		q, err := query.Parse(text, s.options(false))
		if err != nil {
			return nil, err
		}
		run := &run{Service: s, ctx: ctx, query: q}
		if requests[i], err = run.want(); err != nil {
			return nil, err
		}
	}
	line, err := s.Beside.Timeline(ctx, requests, s.Zone())
	if err != nil {
		return nil, fmt.Errorf("count over time: %w", err)
	}
	return trends(texts, line, name), nil
}

// trends sums the days of each period.
func trends(texts []string, line news.Timeline, name func(time.Time) string) []Trend {
	out := make([]Trend, len(texts))
	for i, text := range texts {
		out[i].Query = text
	}
	first, last := ends(line)
	if first < 0 {
		return out
	}
	from, to := name(line.Day(first)), name(line.Day(last))
	var all []int64 // by period
	period := ""
	for day := range line.All {
		this := name(line.Day(day))
		if this != period {
			period = this
			all = append(all, 0)
			for i := range out {
				out[i].Points = append(out[i].Points, Point{Period: period})
			}
		}
		n := len(all) - 1
		all[n] += line.All[day]
		for i := range out {
			out[i].Points[n].Hits += line.Counts[i][day]
		}
	}
	for i := range out {
		kept := out[i].Points[:0]
		for n, p := range out[i].Points {
			p.Of = all[n]
			if all[n] > 0 {
				p.Share = 1000 * float64(p.Hits) / float64(all[n])
			}
			if p.Period >= from && p.Period <= to {
				kept = append(kept, p)
			}
		}
		out[i].Points = kept
	}
	return out
}

// ends gives the first and the last day on which anything was found; −1: none.
func ends(line news.Timeline) (first, last int) {
	first, last = -1, -1
	for day := range line.All {
		for _, counts := range line.Counts {
			if counts[day] > 0 {
				if first < 0 {
					first = day
				}
				last = day
			}
		}
	}
	return first, last
}

// namer gives what a day's period is called; periods sort as text.
func namer(by string) (func(time.Time) string, error) {
	switch by {
	case ByDay:
		return func(t time.Time) string { return t.Format(time.DateOnly) }, nil
	case ByWeek:
		return func(t time.Time) string {
			year, week := t.ISOWeek()
			return fmt.Sprintf("%04d-W%02d", year, week)
		}, nil
	case ByMonth, "":
		return func(t time.Time) string { return t.Format("2006-01") }, nil
	case ByYear:
		return func(t time.Time) string { return t.Format("2006") }, nil
	}
	return nil, news.Errorf(news.CodeInvalid, "by", "Time is counted by day, week, month or year.")
}
