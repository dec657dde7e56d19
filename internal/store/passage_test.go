package store_test

import (
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// TestBlockTextsKeepTheirOrder asks for texts of all sizes, which are unpacked one
// behind another.
func TestBlockTextsKeepTheirOrder(t *testing.T) {
	db := open(t)
	long, short, none := prose(1, 200), "<p id=\"ssssssss\">Short.</p>\n", ""
	bring(t, db, news.Article{ID: "long", Body: long}, news.Article{ID: "short", Body: short},
		news.Article{ID: "other", Body: strings.ReplaceAll(long, "harbour", "port")}, news.Article{ID: "none", Body: none})
	got, err := db.BlockTexts(t.Context(), []news.Row{4, 3, 99, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{none, strings.ReplaceAll(long, "harbour", "port"), long, short}
	if len(got) != len(want) {
		t.Fatalf("%d texts", len(got))
	}
	for i, row := range []news.Row{4, 3, 1, 2} {
		if got[i].Row != row || got[i].Text.Plain != body.ReadText(want[i]).Plain {
			t.Errorf("text %d is of row %d: %.60q", i, got[i].Row, got[i].Text.Plain)
		}
	}
}
