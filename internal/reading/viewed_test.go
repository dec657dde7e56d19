package reading_test

import (
	"context"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/reading"
)

// counted are rankings of reads, one for each kind of which there are counts.
type counted struct {
	reading.Marks
	ends map[news.ViewSource]news.Day
	days *int
}

func (c counted) MostViewed(_ context.Context, days, _ int, whose news.ViewSource, _ news.Day) (news.Ranking, error) {
	*c.days = days
	ranking := news.Ranking{Source: whose, To: c.ends[whose]}
	if ranking.To != "" {
		ranking.Items = []news.Ranked{{Reads: 1}}
	}
	return ranking, nil
}

func TestTheMostViewedSayWhoseReadsTheyAre(t *testing.T) {
	came := map[news.ViewSource]news.Day{news.ViewsCame: "2026-03-01"}
	own := map[news.ViewSource]news.Day{news.ViewsOwn: "2026-03-04"}
	both := map[news.ViewSource]news.Day{news.ViewsCame: "2026-03-01", news.ViewsOwn: "2026-03-04"}
	for _, c := range []struct {
		name   string
		ends   map[news.ViewSource]news.Day
		whose  news.ViewSource
		source news.ViewSource
		to     news.Day
		window string
		days   int
	}{
		{"those that came go first", both, "", news.ViewsCame, "2026-03-01", "day", 1},
		{"else this machine's own", own, "", news.ViewsOwn, "2026-03-04", "week", 7},
		{"own where they are asked for", both, news.ViewsOwn, news.ViewsOwn, "2026-03-04", "month", 30},
		{"none of a kind is not answered with another", came, news.ViewsOwn, news.ViewsOwn, "", "day", 1},
		{"none at all", nil, "", news.ViewsOwn, "", "day", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			days := 0
			s := reading.New(reading.Needs{Marks: counted{ends: c.ends, days: &days}})
			got, err := s.MostViewed(t.Context(), c.window, c.whose, 0)
			if err != nil || got.Source != c.source || got.To != c.to || days != c.days {
				t.Errorf("%s reads to %q of %d days, %v", got.Source, got.To, days, err)
			}
		})
	}
	s := reading.New(reading.Needs{})
	for _, ask := range [][2]string{{"year", ""}, {"day", "theirs"}} {
		if _, err := s.MostViewed(t.Context(), ask[0], news.ViewSource(ask[1]), 0); news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%q: %v", ask, err)
		}
	}
}
