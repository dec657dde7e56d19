package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func search(query string, ids ...string) news.SessionStep {
	return news.SessionStep{Kind: news.StepSearch, Asked: news.StepAsked{Query: query}, Gave: news.StepGave{Total: int64(len(ids)), IDs: ids}, Fingerprint: "one"}
}

func steps(t *testing.T, db *store.DB, session string) []string {
	t.Helper()
	page, err := db.SessionSteps(t.Context(), session, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range page.Steps {
		out = append(out, fmt.Sprintf("%d %s %s %d %v", s.Number, s.Kind, s.Asked.Query+s.Asked.Article, s.Gave.Total, s.Gave.IDs))
	}
	if int64(len(out)) != page.Session.Steps {
		t.Errorf("%d steps are counted as %d", len(out), page.Session.Steps)
	}
	return out
}

func TestASessionIsStartedStoppedAndGoneOnWith(t *testing.T) {
	db := open(t)
	if _, runs, err := db.RunningSession(t.Context()); err != nil || runs {
		t.Fatal(runs, err)
	}
	if _, err := db.StopSession(t.Context()); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("none runs, and this says %v", err)
	}
	one, resumed, err := db.StartSession(t.Context(), "  Sea   Ice ", "print")
	if err != nil || resumed || one.Name != "Sea Ice" || !one.Running || one.Fingerprint != "print" || !one.Stopped.IsZero() {
		t.Fatalf("%+v, %v, %v", one, resumed, err)
	}
	if again, _, err := db.StartSession(t.Context(), "sea ice", "other"); err != nil || again.ID != one.ID || again.Fingerprint != "print" {
		t.Errorf("it runs already: %+v, %v", again, err)
	}
	if _, _, err := db.StartSession(t.Context(), "Other", "print"); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("one runs, and this says %v", err)
	}
	if stopped, err := db.StopSession(t.Context()); err != nil || stopped.Running || stopped.Stopped.IsZero() {
		t.Errorf("%+v, %v", stopped, err)
	}
	if again, resumed, err := db.StartSession(t.Context(), "SEA ICE", "print"); err != nil || !resumed || again.ID != one.ID {
		t.Errorf("%+v, %v, %v", again, resumed, err)
	}
	if _, _, err := db.StartSession(t.Context(), " ", "print"); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("a name is needed, and this says %v", err)
	}
}

func TestStepsStandInOrderEachOnceInARow(t *testing.T) {
	db := open(t)
	if _, _, err := db.StartSession(t.Context(), "Ice", "zero"); err != nil {
		t.Fatal(err)
	}
	read := news.SessionStep{Kind: news.StepRead, Asked: news.StepAsked{Article: "a", Version: 1}, Fingerprint: "one"}
	other := search("ice", "a", "b")
	other.Fingerprint = "two"
	unknown := search("floe")
	unknown.Fingerprint = ""
	for _, s := range []struct {
		step  news.SessionStep
		added bool
	}{{search("ice", "a", "b"), true}, {search("ice", "a", "b"), false}, {search("ice", "b", "a"), true}, {read, true}, {read, false}, {search("ice", "a", "b"), true}, {other, true}, {unknown, true}} {
		if added, err := db.AddStep(t.Context(), "Ice", s.step); err != nil || added != s.added {
			t.Errorf("%+v: %v, %v", s.step, added, err)
		}
	}
	want := []string{"1 search ice 2 [a b]", "2 search ice 2 [b a]", "3 read a 0 []", "4 search ice 2 [a b]", "5 search ice 2 [a b]", "6 search floe 0 []"}
	if diff := cmp.Diff(want, steps(t, db, "ice")); diff != "" {
		t.Error(diff)
	}
	if s, err := db.Session(t.Context(), "ice"); err != nil || s.Fingerprint != "two" {
		t.Errorf("%+v, %v", s, err)
	}

	// A step that was taken out is no step before the next, and its number is not given again.
	if _, err := db.RemoveStep(t.Context(), "Ice", 6); err != nil {
		t.Fatal(err)
	}
	if added, err := db.AddStep(t.Context(), "Ice", other); err != nil || added {
		t.Errorf("%v, %v", added, err)
	}
	if added, err := db.AddStep(t.Context(), "Ice", read); err != nil || !added {
		t.Errorf("%v, %v", added, err)
	}
	undoLast(t, db)
	if diff := cmp.Diff(append(want, "7 read a 0 []"), steps(t, db, "ice")); diff != "" {
		t.Error(diff)
	}
	if _, err := db.RemoveStep(t.Context(), "Ice", 70); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("there is none of that number, and this says %v", err)
	}
	page, err := db.SessionSteps(t.Context(), "Ice", 2, 3)
	if err != nil || len(page.Steps) != 3 || page.Steps[0].Number != 3 || page.Next != 5 {
		t.Errorf("%+v, %v", page, err)
	}
	if page, err = db.SessionSteps(t.Context(), "Ice", 5, 3); err != nil || len(page.Steps) != 2 || page.Next != 0 {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestSessionsAreRenamedRemovedAndTakenBack(t *testing.T) {
	db := open(t)
	one, _, err := db.StartSession(t.Context(), "Ice", "print")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.AddStep(t.Context(), one.ID, search("ice", "a")); err != nil {
		t.Fatal(err)
	}
	if _, err := db.RemoveSession(t.Context(), "ice"); err != nil {
		t.Fatal(err)
	}
	if _, runs, err := db.RunningSession(t.Context()); err != nil || runs {
		t.Errorf("what was removed runs: %v", err)
	}
	two, _, err := db.StartSession(t.Context(), "ICE", "print")
	if err != nil || two.ID == one.ID {
		t.Fatalf("%+v, %v", two, err)
	}
	if undone := undoLast(t, db); len(undone.Kept) != 1 {
		t.Errorf("two have one name: %+v", undone)
	}
	if _, err := db.RenameSession(t.Context(), two.ID, "Floes"); err != nil {
		t.Fatal(err)
	}
	history, err := db.History(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Undo(t.Context(), history[1].Entry); err != nil {
		t.Fatal(err)
	}
	back, err := db.Session(t.Context(), "Ice")
	if err != nil || back.ID != one.ID || back.Running || back.Stopped.IsZero() || len(steps(t, db, "Ice")) != 1 {
		t.Errorf("%+v, %v", back, err)
	}
	if _, err := db.RenameSession(t.Context(), "Ice", "floes"); news.CodeOf(err) != news.CodeExists {
		t.Errorf("the name is taken, and this says %v", err)
	}
	page, err := db.Sessions(t.Context(), "", 1)
	if err != nil || page.Total != 2 || len(page.Sessions) != 1 || page.Sessions[0].Name != "Floes" {
		t.Fatalf("%+v, %v", page, err)
	}
	if page, err = db.Sessions(t.Context(), page.Next, 1); err != nil || len(page.Sessions) != 1 || page.Sessions[0].Name != "Ice" || page.Next != "" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestTheFingerprintIsThatOfTheContent(t *testing.T) {
	db := open(t)
	print := func() string {
		t.Helper()
		text, err := db.Fingerprint(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	empty := print()
	a, b := news.Article{ID: "a", Title: "A", Language: "en", Tags: []string{"ice"}}, news.Article{ID: "b", Title: "B", Language: "en"}
	arrive(t, db, "one", articlesOf(a, b)...)
	both := print()
	if both == empty || len(both) != 32 {
		t.Errorf("%q, and %q when it was empty", both, empty)
	}

	// What is a reader's own is not in it.
	if _, _, err := db.Mark(t.Context(), []string{"a"}, news.MarkStar, true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.CreateCollection(t.Context(), "C", ""); err != nil {
		t.Fatal(err)
	}
	if print() != both {
		t.Error("a star and a collection made another library of it")
	}

	// Each of these is another library, and none when it is taken back.
	for name, act := range map[string]func() error{
		"an article": func() error {
			arrive(t, db, "two", articlesOf(news.Article{ID: "c", Title: "C", Language: "en"})...)
			return nil
		},
		"a version":               func() error { a.Title = "Other"; arrive(t, db, "three", articlesOf(a)...); return nil },
		"an article that is gone": func() error { _, err := db.Remove(t.Context(), []string{"b"}); return err },
		"a name":                  func() error { _, _, err := db.RenameTag(t.Context(), "ice", "Frost"); return err },
		"a time zone": func() error {
			_, err := db.SetPublication(t.Context(), news.Publication{Name: "P", TimeZone: "Asia/Tehran"})
			return err
		},
	} {
		if err := act(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if print() == both {
			t.Errorf("%s made no other library of it", name)
		}
		undoLast(t, db)
		if print() != both {
			t.Errorf("%s is in it still, though it was taken back", name)
		}
	}

	// The same came in another order elsewhere, and in one that keeps no sum yet.
	a.Title = "A"
	other := open(t)
	arrive(t, other, "x", articlesOf(b, news.Article{ID: "c", Title: "C", Language: "en"})...)
	arrive(t, other, "y", articlesOf(a)...)
	if _, err := other.Remove(t.Context(), []string{"c"}); err != nil {
		t.Fatal(err)
	}
	if text, err := other.Fingerprint(t.Context()); err != nil || text != both {
		t.Errorf("%q, not %q: %v", text, both, err)
	}
}
