package reading

import (
	"context"
	"fmt"
	"time"

	"broadsheet/internal/news"
)

// DayPage is what stands around a day of the archive.
type DayPage struct {
	Earlier   news.Day       // the nearest day before that holds articles; empty: none
	Later     news.Day       // the nearest one after
	OnThisDay []news.Summary // of the same month and day in earlier years, newest first
}

// Day gives what stands around a day. CodeInvalid: it is not written YYYY-MM-DD.
func (s *Service) Day(ctx context.Context, day news.Day) (DayPage, error) {
	publication, err := s.Curation.Publication(ctx)
	if err != nil {
		return DayPage{}, err
	}
	zone := publication.Zone()
	begin, err := time.ParseInLocation(time.DateOnly, string(day), zone)
	if err != nil {
		return DayPage{}, news.Errorf(news.CodeInvalid, "day", "A day is written YYYY-MM-DD.")
	}
	var page DayPage
	for _, side := range []struct {
		filter news.Filter
		day    *news.Day
	}{
		{news.Filter{To: begin, Limit: 1}, &page.Earlier},
		{news.Filter{From: begin.AddDate(0, 0, 1), Oldest: true, Limit: 1}, &page.Later},
	} {
		near, err := s.Lists.List(ctx, side.filter)
		if err != nil {
			return DayPage{}, fmt.Errorf("read days beside: %w", err)
		}
		if len(near.Articles) > 0 && !near.Articles[0].Published.IsZero() { // undated ones come last in a list
			*side.day = news.DayOf(near.Articles[0].Published, zone)
		}
	}
	page.OnThisDay, err = s.Lists.OnThisDay(ctx, day, onThisDay)
	return page, err
}
