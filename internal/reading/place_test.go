package reading_test

import (
	"context"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/reading"
)

// settings are a library's settings in memory.
type settings map[string]string

func (s settings) Setting(_ context.Context, key string) (string, error) { return s[key], nil }
func (s settings) SetSetting(_ context.Context, key, value string) error {
	s[key] = value
	return nil
}

func TestPlacesAreKeptWhileAnArticleIsBegun(t *testing.T) {
	kept := settings{}
	s := reading.New(reading.Needs{Settings: kept})
	for _, c := range []struct {
		id    string
		share float64
		want  string
	}{
		{"a", 0.01, `[]`}, // a glance
		{"a", 0.5, `[{"id":"a","share":0.5}]`},
		{"b", 0.25, `[{"id":"b","share":0.25},{"id":"a","share":0.5}]`},
		{"a", 0.75, `[{"id":"a","share":0.75},{"id":"b","share":0.25}]`},
		{"b", 0.99, `[{"id":"a","share":0.75}]`}, // read to its end
	} {
		if err := s.KeepPlace(t.Context(), c.id, c.share); err != nil {
			t.Fatal(err)
		}
		if got := kept["reading.places"]; got != c.want {
			t.Errorf("%s at %v: %s, want %s", c.id, c.share, got, c.want)
		}
	}
	for _, share := range []float64{-0.1, 1.1} {
		if err := s.KeepPlace(t.Context(), "a", share); news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%v: %v", share, err)
		}
	}
	kept["reading.places"] = "damaged"
	if err := s.KeepPlace(t.Context(), "a", 0.5); err != nil || kept["reading.places"] != `[{"id":"a","share":0.5}]` {
		t.Error("a damaged setting is not mended:", err, kept["reading.places"])
	}
}
