package fetch_test

import (
	"strings"
	"testing"
	"time"

	"broadsheet/internal/fetch"
	"broadsheet/internal/news"
)

func TestWhatAnAnswerMeansThatBringsNothing(t *testing.T) {
	const address = "https://paper.example/a/feed.xml"
	later := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		answer fetch.Answer
		says   string // empty: it is welcome
	}{
		{fetch.Answer{Status: 200}, ""},
		{fetch.Answer{Status: 304}, "the number 304"},
		{fetch.Answer{Status: 204}, "paper.example answers with the number 204"},
		{fetch.Answer{Status: 401}, "paper.example wants a name and a password"},
		{fetch.Answer{Status: 407}, "a name and a password"},
		{fetch.Answer{Status: 403}, "does not give this out"},
		{fetch.Answer{Status: 451}, "does not give this out"},
		{fetch.Answer{Status: 404}, "There is nothing at " + address},
		{fetch.Answer{Status: 410}, "gone for good"},
		{fetch.Answer{Status: 418}, "the number 418"},
		{fetch.Answer{Status: 429}, "no more requests"},
		{fetch.Answer{Status: 503}, "a fault of its own (503)"},
		{fetch.Answer{Status: 503, RetryAfter: later}, "no more requests"},
		{fetch.Answer{Status: 500, RetryAfter: later}, "a fault of its own (500)"},
	} {
		err := c.answer.Unwelcome(address)
		if c.says == "" {
			if err != nil {
				t.Errorf("%d: %v", c.answer.Status, err)
			}
			continue
		}
		if news.CodeOf(err) != news.CodeNetwork || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%d: %v", c.answer.Status, err)
		}
	}
}
