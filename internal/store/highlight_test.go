package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/anchor"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

const (
	harbour = "<p id=\"aaaaaaaa\">It is said that the council voted against the harbour wall in a session until midnight.</p>\n" +
		"<p id=\"bbbbbbbb\">Nobody was surprised by that, and the boats went out.</p>\n"
	harbourAgain = "<p id=\"aaaaaaaa\">It is said that the council decided against the harbour wall in a session until midnight.</p>\n" +
		"<p id=\"bbbbbbbb\">Trains were late again, for the third time.</p>\n"
)

// add imports articles, or what they are now.
func add(t *testing.T, db *store.DB, articles ...news.Article) {
	t.Helper()
	var records []news.Record
	for i := range articles {
		articles[i].Language = "en"
		records = append(records, news.Record{Article: &articles[i]})
	}
	imported++
	ingest(t, db, fmt.Sprintf("marks-%d", imported), records...)
}

var imported int

func mark(t *testing.T, db *store.DB, id, quote string, change ...func(*news.Highlight)) news.Highlight {
	t.Helper()
	text, n, err := db.MarkedText(t.Context(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	s, err := anchor.Find(text, quote, "", "")
	if err != nil {
		t.Fatal(err)
	}
	h := news.Highlight{Article: id, Made: s, Version: n, Colour: 1}
	for _, c := range change {
		c(&h)
	}
	list, _, err := db.AddHighlights(t.Context(), []news.Highlight{h})
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

func one(t *testing.T, db *store.DB, id string) news.Highlight {
	t.Helper()
	h, err := db.Highlight(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestHighlightsFollowTheirWords(t *testing.T) {
	db := open(t)
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbour, Published: time.Unix(1_600_000_000, 0)})
	wall := mark(t, db, "a", "the council voted against the harbour wall")
	boats := mark(t, db, "a", "the boats went out")
	if wall.State != news.MarkAnchored || wall.Place.Block != "aaaaaaaa" || wall.Place.Start != len("It is said that ") || boats.Place.From <= wall.Place.From {
		t.Fatalf("%+v, %+v", wall, boats)
	}
	// An update moves one and takes the other's words away.
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbourAgain, Published: time.Unix(1_600_000_000, 0)})
	if h := one(t, db, wall.ID); h.State != news.MarkMoved || h.Words != "the council decided against the harbour wall" {
		t.Errorf("%+v", h)
	}
	if h := one(t, db, boats.ID); h.State != news.MarkDetached || h.Place.Block != "" || h.Made != boats.Made {
		t.Errorf("%+v", h)
	}
	// Removed with its article, it is listed still.
	if _, err := db.Remove(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	if h := one(t, db, wall.ID); h.State != news.MarkDetached || !h.Gone || h.Title != "Harbour" {
		t.Errorf("%+v", h)
	}
	if page, err := db.Highlights(t.Context(), news.HighlightFilter{Article: "a"}); err != nil || page.Total != 2 {
		t.Errorf("%+v %v", page, err)
	}
	for range 2 { // the removal, the update
		if _, err := db.Undo(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]news.Highlight{wall, boats}, []news.Highlight{one(t, db, wall.ID), one(t, db, boats.ID)}); diff != "" {
		t.Errorf("after all was taken back: %s", diff)
	}
}

func TestHighlightsAreChangedAndTakenBack(t *testing.T) {
	db := open(t)
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbour})
	h := mark(t, db, "a", "harbour wall", func(h *news.Highlight) { h.Note, h.Tags = "Look at this.", []string{"Quay", "walls"} })
	three, note := 3, "Another."
	change := func(c news.HighlightChange) int64 {
		t.Helper()
		n, err := db.ChangeHighlights(t.Context(), []string{h.ID}, c, false)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	change(news.HighlightChange{Colour: &three, Note: &note, Add: []string{"quay", "new"}, Drop: []string{"WALLS"}})
	if got := one(t, db, h.ID); got.Colour != 3 || got.Note != note || strings.Join(got.Tags, " ") != "new Quay" {
		t.Errorf("%+v", got)
	}
	if n := change(news.HighlightChange{Colour: &three}); n != 0 {
		t.Errorf("nothing changed, and it is entry %d", n)
	}
	text, _, _ := db.MarkedText(t.Context(), "a", 0)
	again, _ := anchor.Find(text, "the boats went out", "", "")
	change(news.HighlightChange{Again: &again})
	if got := one(t, db, h.ID); got.Place.Block != "bbbbbbbb" || got.Made != h.Made || got.State != news.MarkAnchored {
		t.Errorf("%+v", got)
	}
	if _, err := db.ChangeHighlights(t.Context(), []string{h.ID}, news.HighlightChange{}, true); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Highlight(t.Context(), h.ID); news.CodeOf(err) != news.CodeNotFound {
		t.Error(err)
	}
	for range 3 {
		if _, err := db.Undo(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	got := one(t, db, h.ID)
	got.Updated = h.Updated
	if diff := cmp.Diff(h, got); diff != "" {
		t.Error(diff)
	}
	if _, err := db.Undo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if page, err := db.Highlights(t.Context(), news.HighlightFilter{}); err != nil || page.Total != 0 {
		t.Errorf("%+v %v", page, err)
	}
}

func TestHighlightsAreListed(t *testing.T) {
	db := open(t)
	for i := range 3 {
		add(t, db, news.Article{ID: fmt.Sprintf("a%d", i), Title: "Harbour", Body: harbour})
	}
	for i := range 30 {
		mark(t, db, fmt.Sprintf("a%d", i%3), []string{"the boats went out", "harbour wall"}[i%2], func(h *news.Highlight) {
			h.Colour, h.Note = 1+i%4, fmt.Sprintf("note %d", i)
			h.Created = time.Unix(1_600_000_000+int64(i)*60, 0).UTC()
			if i%5 == 0 {
				h.Tags = []string{"Fifth"}
			}
		})
	}
	for name, c := range map[string]struct {
		filter news.HighlightFilter
		total  int
	}{
		"all":         {news.HighlightFilter{}, 30},
		"by article":  {news.HighlightFilter{ByArticle: true}, 30},
		"article":     {news.HighlightFilter{Article: "a1"}, 10},
		"colour":      {news.HighlightFilter{Colour: 2}, 8},
		"tag":         {news.HighlightFilter{Tag: "fifth"}, 6},
		"tag, colour": {news.HighlightFilter{Tag: "fifth", Colour: 1}, 2},
		"tag within":  {news.HighlightFilter{Tag: "fifth", Article: "a0"}, 2},
		"state":       {news.HighlightFilter{State: news.MarkDetached}, 0},
		"words":       {news.HighlightFilter{Query: "NOTE 29"}, 1},
		"quoted":      {news.HighlightFilter{Query: "boats"}, 15},
		"dates":       {news.HighlightFilter{From: time.Unix(1_600_000_600, 0), To: time.Unix(1_600_001_200, 0)}, 10},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := db.Highlights(t.Context(), c.filter)
			if err != nil || int(all.Total) != c.total || len(all.Highlights) != c.total {
				t.Fatalf("%d of %d, want %d (%v)", len(all.Highlights), all.Total, c.total, err)
			}
			var paged []news.Highlight
			f := c.filter
			f.Limit = 3
			for {
				page, err := db.Highlights(t.Context(), f)
				if err != nil {
					t.Fatal(err)
				}
				paged = append(paged, page.Highlights...)
				if f.After = page.Next; f.After == "" {
					break
				}
			}
			if diff := cmp.Diff(all.Highlights, paged); diff != "" {
				t.Error(diff)
			}
			if c.total > 4 {
				f = c.filter
				f.Skip, f.Limit = 4, 1
				if page, err := db.Highlights(t.Context(), f); err != nil || page.Highlights[0].ID != all.Highlights[4].ID {
					t.Error(page, err)
				}
			}
		})
	}
	counts, err := db.HighlightCounts(t.Context(), "")
	if err != nil || counts.Total != 30 || counts.Colours[1] != 8 || counts.Articles != 3 || len(counts.Tags) != 1 || counts.Tags[0] != (news.HighlightTag{Tag: "Fifth", Count: 6}) {
		t.Errorf("%+v %v", counts, err)
	}
	if _, err := db.Highlights(t.Context(), news.HighlightFilter{After: "x|y|z"}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
}
