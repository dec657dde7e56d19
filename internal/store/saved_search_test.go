package store_test

import (
	"bytes"
	"testing"

	"broadsheet/internal/news"
)

func TestSavedSearchesAreKeptAndTakenBack(t *testing.T) {
	db := open(t)
	one, entry, err := db.SaveSearch(t.Context(), "  Sea   Ice ", "ice")
	if err != nil || entry == 0 || one.Name != "Sea Ice" || one.Query != "ice" || !one.Looked.IsZero() {
		t.Fatalf("%+v, %d, %v", one, entry, err)
	}
	if _, _, err := db.SaveSearch(t.Context(), "SEA ICE", "other"); news.CodeOf(err) != news.CodeExists {
		t.Errorf("the name is taken, and this says %v", err)
	}
	if _, _, err := db.SaveSearch(t.Context(), " ", "other"); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("a name is needed, and this says %v", err)
	}
	if _, err := db.RemoveSavedSearch(t.Context(), one.ID); err != nil {
		t.Fatal(err)
	}
	if list, err := db.SavedSearches(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}

	// Another has the name: what was removed stays so, until the name is free.
	two, _, err := db.SaveSearch(t.Context(), "Sea ice", "floe")
	if err != nil {
		t.Fatal(err)
	}
	history, err := db.History(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if undone, err := db.Undo(t.Context(), history[1].Entry); err == nil && len(undone.Kept) == 0 {
		t.Errorf("two have one name: %+v", undone)
	}
	if _, err := db.RenameSavedSearch(t.Context(), two.ID, "Floes"); err != nil {
		t.Fatal(err)
	}
	undoLast(t, db)
	if list, err := db.SavedSearches(t.Context()); err != nil || len(list) != 1 || list[0].Name != "Sea ice" {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestALookIsTakenBackOnce(t *testing.T) {
	db := open(t)
	one, _, err := db.SaveSearch(t.Context(), "Ice", "ice")
	if err != nil {
		t.Fatal(err)
	}
	if err := db.NoteSavedSeen(t.Context(), one.ID, []byte("first")); err != nil {
		t.Fatal(err)
	}
	if seen, before, err := db.SavedSeen(t.Context(), one.ID); err != nil || string(seen) != "first" || before != nil {
		t.Errorf("%q, %q, %v", seen, before, err)
	}
	if err := db.TakeSavedSeen(t.Context(), one.ID); err != nil {
		t.Fatal(err)
	}
	if seen, _, err := db.SavedSeen(t.Context(), one.ID); err != nil || !bytes.Equal(seen, nil) {
		t.Errorf("%q, %v", seen, err)
	}
	if err := db.TakeSavedSeen(t.Context(), one.ID); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("a look is taken back once, and this says %v", err)
	}
	if err := db.NoteSavedSeen(t.Context(), "s-nobody", []byte("x")); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("nobody was seen: %v", err)
	}
}
