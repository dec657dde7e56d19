package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

type arrangement = map[string][]news.SlotItem

// copyOf gives the front page on the desk.
func copyOf(t *testing.T, db *store.DB) news.FrontCopy {
	t.Helper()
	c, err := db.FrontCopy(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func arrange(t *testing.T, db *store.DB, a arrangement) int64 {
	t.Helper()
	entry, err := db.ArrangeFront(t.Context(), a, copyOf(t, db).Mark)
	if err != nil {
		t.Fatal(err)
	}
	return entry
}

// seen is what readers have.
func seen(t *testing.T, db *store.DB) arrangement {
	t.Helper()
	front, err := db.Front(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return front.Slots
}

func TestAWorkingCopyIsPublishedAsOneActAndTakenBackAsOne(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"), article("c"))
	before := arrangement{news.SlotLead: {{ID: "a"}}}
	if _, err := db.SetSlot(t.Context(), news.SlotLead, before[news.SlotLead]); err != nil {
		t.Fatal(err)
	}
	wanted := arrangement{news.SlotLead: {{ID: "b", Title: "Own words", Picture: &news.Picture{Src: "p"}}}, news.SlotEditorsChoice: {{ID: "a"}, {ID: "c", Kicker: "Today"}}}
	if entry := arrange(t, db, wanted); entry == 0 {
		t.Error("no entry for an act")
	}
	held := copyOf(t, db)
	if diff := cmp.Diff(wanted, held.Slots); diff != "" || held.Since.IsZero() || held.Mark == "" || held.Base != held.Live {
		t.Errorf("the copy: %s %+v", diff, held)
	}
	if diff := cmp.Diff(before, seen(t, db)); diff != "" {
		t.Errorf("readers see the copy: %s", diff)
	}
	entry, err := db.PublishFront(t.Context(), held.Live)
	if err != nil || entry == 0 {
		t.Fatal(entry, err)
	}
	if diff := cmp.Diff(wanted, seen(t, db)); diff != "" || copyOf(t, db).Mark != "" {
		t.Errorf("published: %s", diff)
	}
	if history, err := db.FrontHistory(t.Context(), 0, 0); err != nil || len(history) != 2 || history[0].Slots[news.SlotLead][0].Title != "Own words" {
		t.Errorf("the history: %+v, %v", history, err)
	}
	if undone, err := db.Undo(t.Context(), entry); err != nil || len(undone.Kept) > 0 {
		t.Fatal(undone, err)
	}
	if diff := cmp.Diff(before, seen(t, db)); diff != "" {
		t.Errorf("taken back: %s", diff)
	}
	if diff := cmp.Diff(wanted, copyOf(t, db).Slots); diff != "" {
		t.Errorf("the copy after that: %s", diff)
	}
}

func TestAnArrangementGoesBackStepByStep(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"))
	first := arrange(t, db, arrangement{news.SlotLead: {{ID: "a"}}})
	second := arrange(t, db, arrangement{news.SlotLead: {{ID: "b"}}})
	if again := arrange(t, db, arrangement{news.SlotLead: {{ID: "b"}}}); again != 0 {
		t.Error("an entry for nothing")
	}
	if _, err := db.Undo(t.Context(), second); err != nil || copyOf(t, db).Slots[news.SlotLead][0].ID != "a" {
		t.Errorf("one step back: %+v, %v", copyOf(t, db), err)
	}
	if _, err := db.Undo(t.Context(), first); err != nil || copyOf(t, db).Mark != "" {
		t.Errorf("two steps back: %+v, %v", copyOf(t, db), err)
	}
	// What says no more than readers see is no copy.
	arrange(t, db, arrangement{news.SlotLead: {{ID: "a"}}})
	arrange(t, db, arrangement{})
	if held := copyOf(t, db); held.Mark != "" {
		t.Errorf("a copy of what is there: %+v", held)
	}
	arrange(t, db, arrangement{news.SlotLead: {{ID: "a"}}})
	gone, err := db.DiscardFront(t.Context())
	if err != nil || gone == 0 || copyOf(t, db).Mark != "" {
		t.Fatal(gone, err)
	}
	if _, err := db.Undo(t.Context(), gone); err != nil || copyOf(t, db).Mark == "" {
		t.Errorf("discarding was not taken back: %v", err)
	}
}

func TestNobodyWritesOverAnothersFrontPage(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"))
	arrange(t, db, arrangement{news.SlotLead: {{ID: "a"}}})
	old := copyOf(t, db)
	arrange(t, db, arrangement{news.SlotLead: {{ID: "b"}}})
	_, err := db.ArrangeFront(t.Context(), arrangement{}, old.Mark)
	wantCode(t, err, news.CodeConflict)
	_, err = db.ArrangeFront(t.Context(), arrangement{news.SlotLead: {{ID: "nobody"}}}, copyOf(t, db).Mark)
	wantCode(t, err, news.CodeNotFound)
	if _, err := db.SetSlot(t.Context(), news.SlotGallery, []news.SlotItem{{ID: "a"}}); err != nil {
		t.Fatal(err)
	}
	_, err = db.PublishFront(t.Context(), old.Live)
	wantCode(t, err, news.CodeConflict)
	if held := copyOf(t, db); held.Base == held.Live {
		t.Error("nothing says that readers' page moved")
	}
	if _, err := db.PublishFront(t.Context(), copyOf(t, db).Live); err != nil {
		t.Error(err)
	}
	_, err = db.PublishFront(t.Context(), copyOf(t, db).Live)
	wantCode(t, err, news.CodeInvalid)
}

func TestAFrontPageIsPublishedAtATime(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"))
	lead := func() string { t.Helper(); return copyOf(t, db).Seen[news.SlotLead][0].ID }
	set := must[int64](t)
	set(db.SetSlot(t.Context(), news.SlotLead, []news.SlotItem{{ID: "a"}}))
	at := time.Date(2999, 1, 1, 8, 0, 0, 0, time.UTC)
	schedule := func() int64 {
		t.Helper()
		return set(db.ScheduleFront(t.Context(), copyOf(t, db).Live, at))
	}
	_, err := db.ScheduleFront(t.Context(), copyOf(t, db).Live, at)
	wantCode(t, err, news.CodeInvalid) // there is no copy

	arrange(t, db, arrangement{news.SlotLead: {{ID: "b"}}})
	_, err = db.ScheduleFront(t.Context(), copyOf(t, db).Live-1, at)
	wantCode(t, err, news.CodeConflict)
	entry := schedule()
	if c := copyOf(t, db); !c.Due.Equal(at) || c.DueOnto != c.Live || lead() != "a" {
		t.Fatalf("scheduled: %+v", c)
	}
	undo(t, db, entry)
	if c := copyOf(t, db); !c.Due.IsZero() || c.Mark == "" {
		t.Fatalf("taken back: %+v", c)
	}

	// Published and taken back, it waits for no time that is past.
	schedule()
	published := set(db.PublishFront(t.Context(), copyOf(t, db).DueOnto))
	if lead() != "b" || copyOf(t, db).Mark != "" {
		t.Fatalf("published: %+v", copyOf(t, db))
	}
	undo(t, db, published)
	if c := copyOf(t, db); lead() != "a" || c.Mark == "" || !c.Due.IsZero() {
		t.Fatalf("publishing taken back: %+v", c)
	}

	// Readers saw another page meanwhile: it stays, with the reason, and can be called off.
	entry = schedule()
	set(db.SetSlot(t.Context(), news.SlotGallery, []news.SlotItem{{ID: "a"}}))
	due := copyOf(t, db)
	_, err = db.DueFront(t.Context(), due.Due, due.DueOnto)
	wantCode(t, err, news.CodeConflict)
	// What was put off since it was looked at neither goes out nor has failed.
	if number, err := db.DueFront(t.Context(), due.Due.Add(time.Hour), due.DueOnto); err != nil || number != 0 {
		t.Fatalf("put off: entry %d, %v", number, err)
	}
	if err := db.FailFront(t.Context(), due.Due.Add(time.Hour), "of another time"); err != nil || copyOf(t, db).Failed != "" {
		t.Fatalf("put off: %+v, %v", copyOf(t, db), err)
	}
	if err := db.FailFront(t.Context(), due.Due, "changed meanwhile"); err != nil {
		t.Fatal(err)
	}
	if c := copyOf(t, db); lead() != "a" || c.Failed == "" || c.Due.IsZero() {
		t.Fatalf("changed meanwhile: %+v", c)
	}
	undo(t, db, entry)
	if c := copyOf(t, db); c.Failed != "" || !c.Due.IsZero() || c.Mark == "" {
		t.Fatalf("called off: %+v", c)
	}
}
