package bridge

import (
	"context"
	"strconv"
)

// TrendRequest asks in how many articles queries are found over time.
type TrendRequest struct {
	Call
	Queries []string `json:"queries"`          // 1 to 20
	By      string   `json:"by,omitempty"`     // day, week, month, year; empty: month
	Record  bool     `json:"record,omitempty"` // a person asked: a step of the session that runs
}

// TrendPoint counts a period.
type TrendPoint struct {
	Period string  `json:"period"` // 2024, 2024-05, 2024-W18, 2024-05-06, in the publication's time zone
	Hits   int64   `json:"hits"`   // articles
	Of     int64   `json:"of"`     // all articles of the period
	Share  float64 `json:"share"`  // of 1,000 articles of the period
}

// TrendSeries is a query over time.
type TrendSeries struct {
	Query  string       `json:"query"`
	Points []TrendPoint `json:"points"`
}

// TrendResult holds a series for each query, all with the same periods.
type TrendResult struct {
	Series []TrendSeries `json:"series"`
}

// Trend counts in how many articles queries are found over time.
func (s *Search) Trend(req TrendRequest) (TrendResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (TrendResult, error) {
		found, err := s.search.Trends(ctx, req.Queries, req.By)
		if err == nil && req.Record {
			s.recordTrend(ctx, req.Queries, req.By, found)
		}
		var out TrendResult
		for _, t := range found {
			series := TrendSeries{Query: t.Query, Points: make([]TrendPoint, len(t.Points))}
			for i, p := range t.Points {
				series.Points[i] = TrendPoint(p)
			}
			out.Series = append(out.Series, series)
		}
		return out, err
	})
}

// TrendFileRequest asks for the counts as a table.
type TrendFileRequest struct {
	TrendRequest
	Name string `json:"name"` // of the file
	Hand bool   `json:"hand"` // handed over, not put among the downloads
}

// TrendFile writes the counts as a table for spreadsheets (CSV), a row for each
// period and query.
func (s *Search) TrendFile(req TrendFileRequest) (FileResult, error) {
	found, err := s.Trend(req.TrendRequest)
	if err != nil {
		return FileResult{}, err
	}
	return s.table(req.Name, req.Hand, []string{"query", "period", "articles", "of", "per_1000"}, func(row func(cells ...string) error) error {
		for _, series := range found.Series {
			for _, p := range series.Points {
				if err := row(series.Query, p.Period, strconv.FormatInt(p.Hits, 10), strconv.FormatInt(p.Of, 10), strconv.FormatFloat(p.Share, 'g', 6, 64)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
