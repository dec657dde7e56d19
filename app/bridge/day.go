package bridge

import (
	"context"

	"broadsheet/internal/news"
)

// DayRequest asks what stands around a day of the archive.
type DayRequest struct {
	Call
	Day string `json:"day"` // YYYY-MM-DD
}

// DayResult is what stands around a day of the archive; its articles are read
// as a list.
type DayResult struct {
	Earlier   string `json:"earlier"`   // the nearest day before that holds articles; empty: none
	Later     string `json:"later"`     // the nearest one after
	OnThisDay []Row  `json:"onThisDay"` // of the same day in earlier years, newest first
}

// Day gives what stands around a day of the archive.
func (a *Articles) Day(req DayRequest) (DayResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (DayResult, error) {
		page, err := a.reading.Day(ctx, news.Day(req.Day))
		if err != nil {
			return DayResult{}, err
		}
		al := a.album()
		out := DayResult{Earlier: string(page.Earlier), Later: string(page.Later), OnThisDay: al.rows(page.OnThisDay, a.zone(ctx))}
		return out, al.fill(ctx)
	})
}
