package search

import (
	"fmt"
	"math"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// writeCursor names a hit so that a later answer can begin behind it.
func writeCursor(h query.Hit) string {
	return fmt.Sprintf("%d.%d.%x.%d", h.Thing, h.Row, math.Float64bits(h.Score), h.Date)
}

func readCursor(text string) (query.Hit, error) {
	var h query.Hit
	if text == "" {
		return h, nil
	}
	var score uint64
	if n, err := fmt.Sscanf(text, "%d.%d.%x.%d", &h.Thing, &h.Row, &score, &h.Date); n != 4 || err != nil || h.Row <= 0 {
		return h, news.Errorf(news.CodeInvalid, "after", "“%s” is not the end of a page of results.", text)
	}
	h.Score = math.Float64frombits(score)
	return h, nil
}
