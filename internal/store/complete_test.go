package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func TestPlacesAreFoundByTheirBeginning(t *testing.T) {
	db := open(t)
	at := func(id string, names ...string) news.Record {
		r := article(id)
		for _, name := range names {
			r.Article.Places = append(r.Article.Places, news.Place{Name: name, Lat: 1, Lon: 2})
		}
		return r
	}
	ingest(t, db, "one", at("a", "Harbour Town", "Hallam", "Hallam"), at("b", "hallam", "Port Hallam"), at("c", "بندر"))
	for beginning, want := range map[string][]store.NamedPlace{
		"ha":  {{Name: "Hallam", Count: 2, Article: "b"}, {Name: "Harbour Town", Count: 1, Article: "a"}},
		"بن":  {{Name: "بندر", Count: 1, Article: "c"}},
		"xyz": nil,
		" ":   nil,
	} {
		got, err := db.PlacesNamed(t.Context(), beginning, 5)
		if diff := cmp.Diff(want, got); err != nil || diff != "" && len(want)+len(got) > 0 {
			t.Errorf("%q: %v %s", beginning, err, diff)
		}
	}
	if got, err := db.PlacesNamed(t.Context(), "ha", 1); err != nil || len(got) != 1 {
		t.Errorf("at most one: %+v %v", got, err)
	}
}
