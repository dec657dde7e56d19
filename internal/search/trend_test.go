package search_test

import (
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/search"

	"github.com/google/go-cmp/cmp"
)

func TestTrends(t *testing.T) {
	zone := time.FixedZone("", 3*3600)
	on := func(row int, title, at string) index.Document {
		d := index.Document{Row: news.Row(row), Language: "en", Title: title}
		if at != "" {
			var err error
			if d.Published, err = time.Parse(time.RFC3339, at); err != nil {
				t.Fatal(err)
			}
		}
		return d
	}
	s := serviceOf(t, zone,
		on(1, "Oil", "2024-12-30T10:00:00Z"), // in the first ISO week of 2025
		on(2, "Oil", "2025-01-31T22:30:00Z"), // in February where the publication is
		on(3, "Gas", "2025-02-03T10:00:00Z"), on(4, "Oil and gas", "2025-02-03T11:00:00Z"),
		on(5, "Oil", ""), on(6, "Water", "2020-01-01T10:00:00Z"), on(7, "Water", "2025-03-01T10:00:00Z"),
	)
	third := 1000.0 / 3
	for _, c := range []struct {
		queries []string
		by      string
		want    []search.Trend
	}{
		{[]string{"oil", "gas"}, "", []search.Trend{
			{Query: "oil", Points: []search.Point{{"2024-12", 1, 1, 1000}, {"2025-01", 0, 0, 0}, {"2025-02", 2, 3, 2 * third}}},
			{Query: "gas", Points: []search.Point{{"2024-12", 0, 1, 0}, {"2025-01", 0, 0, 0}, {"2025-02", 2, 3, 2 * third}}},
		}},
		{[]string{"oil -gas"}, "year", []search.Trend{{Query: "oil -gas", Points: []search.Point{{"2024", 1, 1, 1000}, {"2025", 1, 4, 250}}}}},
		{[]string{"gas"}, "day", []search.Trend{{Query: "gas", Points: []search.Point{{"2025-02-03", 2, 2, 1000}}}}},
		{[]string{"oil"}, "week", []search.Trend{{Query: "oil", Points: []search.Point{
			{"2025-W01", 1, 1, 1000}, {"2025-W02", 0, 0, 0}, {"2025-W03", 0, 0, 0}, {"2025-W04", 0, 0, 0}, {"2025-W05", 1, 1, 1000}, {"2025-W06", 1, 2, 500}}}}},
		{[]string{"oil parliament"}, "month", []search.Trend{{Query: "oil parliament"}}}, // nothing is relaxed
	} {
		got, err := s.Trends(t.Context(), c.queries, c.by)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q by %q: %s", c.queries, c.by, diff)
		}
	}
	for _, wrong := range []struct {
		queries []string
		by      string
	}{{nil, ""}, {make([]string, 21), ""}, {[]string{"oil"}, "hour"}} {
		if _, err := s.Trends(t.Context(), wrong.queries, wrong.by); err == nil {
			t.Errorf("%d queries by %q are counted", len(wrong.queries), wrong.by)
		}
	}
}
