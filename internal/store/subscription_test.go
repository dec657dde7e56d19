package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// feeds gives the addresses of the subscriptions in their order.
func feeds(t *testing.T, db *store.DB) []string {
	t.Helper()
	list, err := db.Subscriptions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, s := range list {
		out = append(out, s.Address)
	}
	return out
}

func undoLast(t *testing.T, db *store.DB) news.Undone {
	t.Helper()
	list, err := db.History(t.Context(), 1)
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	undone, err := db.Undo(t.Context(), list[0].Entry)
	if err != nil {
		t.Fatal(err)
	}
	return undone
}

func TestSubscriptionsAreKeptAndTakenBack(t *testing.T) {
	db := open(t)
	const a, b = "https://a.example/feed", "https://b.example/feed"
	first, added, err := db.AddSubscription(t.Context(), news.Subscription{Address: a, Title: "Paper", Folder: "World"})
	if err != nil || !added || first.ID == "" || first.Source != "Paper" {
		t.Fatalf("%+v, %v, %v", first, added, err)
	}
	again, added, err := db.AddSubscription(t.Context(), news.Subscription{Address: a, Title: "Other"})
	if err != nil || added || again.ID != first.ID || again.Title != "Paper" {
		t.Errorf("%+v, %v, %v", again, added, err)
	}
	second, _, err := db.AddSubscription(t.Context(), news.Subscription{Address: b, Title: "Paper"})
	if err != nil || second.Source != "Paper (2)" {
		t.Errorf("%+v, %v", second, err)
	}
	nameless, _, err := db.AddSubscription(t.Context(), news.Subscription{Address: "https://www.c.example/feed"})
	if err != nil || nameless.Title != "c.example" {
		t.Errorf("%+v, %v", nameless, err)
	}
	for _, wrong := range []string{"", "javascript:alert(1)", "/feed", "ftp://a.example/"} {
		_, _, err := db.AddSubscription(t.Context(), news.Subscription{Address: wrong})
		wantCode(t, err, news.CodeInvalid)
	}

	changed := first
	changed.Title, changed.Folder, changed.Complete = "The Paper", "", true
	if _, err := db.SetSubscription(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Subscription(t.Context(), first.ID); err != nil || got.Title != "The Paper" || !got.Complete || got.Source != "Paper" {
		t.Errorf("%+v, %v", got, err)
	}
	undoLast(t, db)
	if got, err := db.Subscription(t.Context(), first.ID); err != nil || got.Title != "Paper" || got.Complete {
		t.Errorf("taken back: %+v, %v", got, err)
	}
	changed.Address = b
	_, err = db.SetSubscription(t.Context(), changed)
	wantCode(t, err, news.CodeExists)

	if _, err := db.RemoveSubscription(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	_, err = db.RemoveSubscription(t.Context(), first.ID)
	wantCode(t, err, news.CodeNotFound)
	if diff := cmp.Diff([]string{b, "https://www.c.example/feed"}, feeds(t, db)); diff != "" {
		t.Error(diff)
	}
	undoLast(t, db)
	if diff := cmp.Diff([]string{b, "https://www.c.example/feed", a}, feeds(t, db)); diff != "" {
		t.Error(diff)
	}
	// A removed one comes back as itself, and its source with it.
	if _, err := db.RemoveSubscription(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	back, added, err := db.AddSubscription(t.Context(), news.Subscription{Address: a, Title: "New"})
	if err != nil || !added || back.ID != first.ID || back.Source != "Paper" || back.Title != "New" {
		t.Errorf("%+v, %v, %v", back, added, err)
	}
}

func TestWhatAFeedAnsweredIsNoted(t *testing.T) {
	db := open(t)
	s, _, err := db.AddSubscription(t.Context(), news.Subscription{Address: "https://a.example/feed"})
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := db.AddSubscription(t.Context(), news.Subscription{Address: "https://b.example/feed"})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	want := news.Asked{ETag: `"7"`, LastModified: "Tue", Sum: "ab", Checked: at, Changed: at, Next: at.Add(time.Hour), Failures: 2, Problem: "It failed.", Gone: true}
	if err := db.NoteAsked(t.Context(), s.ID, want, "https://a.example/moved"); err != nil {
		t.Fatal(err)
	}
	got, err := db.Subscription(t.Context(), s.ID)
	if diff := cmp.Diff(want, got.Asked); err != nil || diff != "" || got.Address != "https://a.example/moved" {
		t.Errorf("%s, %v: %s", got.Address, err, diff)
	}
	// Two feeds that move to one place stay two.
	if err := db.NoteAsked(t.Context(), other.ID, want, "https://a.example/moved"); err != nil {
		t.Fatal(err)
	}
	if got, _ := db.Subscription(t.Context(), other.ID); got.Address != "https://b.example/feed" {
		t.Error(got.Address)
	}
	// A new address forgets it all.
	got.Address = "https://a.example/third"
	if _, err := db.SetSubscription(t.Context(), got); err != nil {
		t.Fatal(err)
	}
	got, err = db.Subscription(t.Context(), s.ID)
	if diff := cmp.Diff(news.Asked{Checked: at, Changed: at}, got.Asked); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestAnImportOfSubscriptionsIsTakenBack(t *testing.T) {
	db := open(t)
	if _, _, err := db.AddSubscription(t.Context(), news.Subscription{Address: "https://a.example/feed"}); err != nil {
		t.Fatal(err)
	}
	if err := db.BeginImport(t.Context(), news.Import{ID: "i", State: "running"}); err != nil {
		t.Fatal(err)
	}
	outcomes, problems, err := db.Ingest(t.Context(), news.Batch{Import: "i", Records: []news.Record{
		{Subscription: &news.Subscription{Address: "https://a.example/feed"}},
		{Subscription: &news.Subscription{Address: "https://b.example/feed", Title: "B"}},
		{Subscription: &news.Subscription{Address: "no address"}},
	}})
	if diff := cmp.Diff([]news.Outcome{news.OutcomeUnchanged, news.OutcomeAdded, news.OutcomeSkipped}, outcomes); err != nil || diff != "" || len(problems) != 1 {
		t.Fatal(diff, problems, err)
	}
	undone, err := db.UndoImport(t.Context(), "i")
	if err != nil || undone.Undone != 1 {
		t.Errorf("%+v, %v", undone, err)
	}
	if diff := cmp.Diff([]string{"https://a.example/feed"}, feeds(t, db)); diff != "" {
		t.Error(diff)
	}
}

func TestHeldTellsWhatIsHere(t *testing.T) {
	db := open(t)
	here, gone := article("a"), article("b")
	ingest(t, db, "one", here, gone)
	if _, err := db.Remove(t.Context(), []string{"b"}); err != nil {
		t.Fatal(err)
	}
	held, err := db.Held(t.Context(), news.SourceOwn, []news.Article{{ID: "a"}, {ID: "b"}, {ID: "c"}, {URL: "https://x.example/"}})
	if err != nil || !held[0].Known || held[0].Removed || held[1].Known || !held[1].Removed || held[2].Known || held[3].Known {
		t.Errorf("%+v, %v", held, err)
	}
}
