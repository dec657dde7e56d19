package store_test

import (
	"strings"
	"testing"

	"broadsheet/internal/news"
)

func TestWhatWasReadLatelyIsTheLatestFirst(t *testing.T) {
	db := openTicking(t)
	is := func(limit int, want string) {
		t.Helper()
		list, err := db.RecentlyRead(t.Context(), limit)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, s := range list {
			ids = append(ids, s.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	ingest(t, db, "one", article("a"), article("b"), article("c"), article("d"))
	is(5, "")
	for _, read := range []struct {
		id  string
		day news.Day
	}{{"b", "2026-05-06"}, {"c", "2026-05-06"}, {"a", "2026-05-06"}, {"c", "2026-05-07"}, {"b", "2026-05-07"}} {
		if err := db.CountRead(t.Context(), read.id, read.day); err != nil {
			t.Fatal(err)
		}
	}
	is(5, "b c a")
	is(2, "b c")
	// What is marked as read was not opened; what is unread again, and what is gone, is left out.
	if _, _, err := db.Mark(t.Context(), []string{"d"}, news.MarkRead, true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Mark(t.Context(), []string{"b"}, news.MarkRead, false); err != nil {
		t.Fatal(err)
	}
	is(5, "c a")
	if _, err := db.Remove(t.Context(), []string{"c"}); err != nil {
		t.Fatal(err)
	}
	is(1, "a")
}
