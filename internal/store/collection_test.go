package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

type shelfTest struct {
	*testing.T
	db *store.DB
}

func newShelfTest(t *testing.T, articles int) *shelfTest {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: func() time.Time { return time.Unix(1_700_000_000, 0) }, Actor: news.Actor{Name: "T"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s := &shelfTest{t, db}
	s.must(db.BeginImport(t.Context(), news.Import{ID: "i"}))
	var records []news.Record
	for n := range articles {
		records = append(records, news.Record{Article: &news.Article{ID: fmt.Sprintf("a%d", n+1), Title: fmt.Sprintf("Title %d", n+1), Language: "en",
			Body: fmt.Sprintf("<p id=\"aaaaaaaa\">Words of %d.</p>\n", n+1), Published: time.Unix(1_600_000_000+int64(n)*3600, 0)}})
	}
	_, _, err = db.Ingest(t.Context(), news.Batch{Import: "i", Source: "src", Records: records})
	s.must(err)
	return s
}

func (s *shelfTest) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *shelfTest) add(name string, ids ...string) news.CollectionAdded {
	s.Helper()
	rows, err := s.db.RowsOf(s.Context(), ids)
	s.must(err)
	added, err := s.db.Collect(s.Context(), name, rows, "", "")
	s.must(err)
	return added
}

// shown writes a collection as "a1 (note) [Inside: …] “between” †Gone".
func (s *shelfTest) shown(name string) string {
	s.Helper()
	page, err := s.db.CollectionPage(s.Context(), name, "", 0, 0)
	s.must(err)
	var out []string
	for _, item := range page.Items {
		note := ""
		if item.Note != "" {
			note = "(" + item.Note + ")"
		}
		switch {
		case item.Article != nil:
			out = append(out, item.Article.ID+note)
		case item.Gone != nil:
			out = append(out, "†"+item.Gone.Title+note)
		case item.Collection != nil:
			out = append(out, "["+item.Collection.Name+"]")
		default:
			out = append(out, "“"+item.Note+"”")
		}
	}
	return strings.Join(out, " ")
}

func (s *shelfTest) is(name, want string) {
	s.Helper()
	if got := s.shown(name); got != want {
		s.Errorf("%s holds %s, want %s", name, got, want)
	}
	// What lists and searches see is what stands in it, newest first.
	page, err := s.db.List(s.Context(), news.Filter{Collection: name, Oldest: true})
	s.must(err)
	listed := 0
	for _, a := range page.Articles {
		if !strings.Contains(" "+want, " "+a.ID) {
			s.Errorf("the list of %s holds %s, the collection %s", name, a.ID, want)
		}
		listed++
	}
	if want := strings.Count(" "+want, " a"); want != listed {
		s.Errorf("the list of %s holds %d articles, the collection %d", name, listed, want)
	}
	c, err := s.db.Collection(s.Context(), name)
	s.must(err)
	if int(c.Count) != listed {
		s.Errorf("%s counts %d articles and holds %d", name, c.Count, listed)
	}
}

func (s *shelfTest) tree() string {
	s.Helper()
	list, err := s.db.Collections(s.Context())
	s.must(err)
	var paths []string
	for _, c := range list {
		paths = append(paths, c.Path)
	}
	return strings.Join(paths, " ")
}

func (s *shelfTest) make(name, parent string) news.Collection {
	s.Helper()
	c, _, err := s.db.CreateCollection(s.Context(), name, parent)
	s.must(err)
	return c
}

func (s *shelfTest) undo() {
	s.Helper()
	undone, err := s.db.Undo(s.Context(), 0)
	s.must(err)
	if len(undone.Kept) > 0 {
		s.Errorf("kept %v", undone.Kept)
	}
}

func in(name string, ids ...string) news.CollectionItems {
	return news.CollectionItems{In: name, IDs: ids}
}

func TestCollectionsKeepTheirOrder(t *testing.T) {
	s := newShelfTest(t, 6)
	ctx := t.Context()
	s.make("Water", "")
	if added := s.add("water", "a3", "a1", "a3", "a2"); added.Added != 3 || added.There != 1 || added.Collection.Name != "Water" {
		t.Errorf("%+v", added)
	}
	s.is("Water", "a3 a1 a2")
	if added := s.add("Water", "a1", "a4"); added.Added != 1 || added.There != 1 {
		t.Errorf("%+v", added)
	}
	note, _, err := s.db.AddCollectionNote(ctx, "Water", "Between", "a1")
	s.must(err)
	_, err = s.db.NoteCollected(ctx, in("Water", "a2", "a4"), "why")
	s.must(err)
	s.is("Water", "a3 “Between” a1 a2(why) a4(why)")
	_, err = s.db.MoveCollected(ctx, in("Water", "a4", "a3"), "Water", note)
	s.must(err)
	s.is("Water", "a4(why) a3 “Between” a1 a2(why)")
	_, err = s.db.MoveCollected(ctx, in("Water", "a4"), "Water", "")
	s.must(err)
	s.is("Water", "a3 “Between” a1 a2(why) a4(why)")
	_, err = s.db.MoveCollected(ctx, in("Water", "a3", note), "Water", "a3") // onto itself
	s.must(err)
	s.is("Water", "a3 “Between” a1 a2(why) a4(why)")
	_, err = s.db.RemoveCollected(ctx, in("Water", "a1", note))
	s.must(err)
	s.is("Water", "a3 a2(why) a4(why)")
	for _, want := range []string{
		"a3 “Between” a1 a2(why) a4(why)", // the removal
		"a3 “Between” a1 a2(why) a4(why)", // the move onto itself
		"a4(why) a3 “Between” a1 a2(why)",
		"a3 “Between” a1 a2(why) a4(why)",
		"a3 “Between” a1 a2 a4",
		"a3 a1 a2 a4",
		"a3 a1 a2",
		"",
	} {
		s.undo()
		s.is("Water", want)
	}
	s.undo()
	if tree := s.tree(); tree != "" {
		t.Error(tree)
	}
}

func TestCollectionsLieOneInsideAnother(t *testing.T) {
	s := newShelfTest(t, 3)
	ctx := t.Context()
	s.make("A", "")
	s.make("B", "")
	c := s.make("C", "A")
	s.make("D", "A/C")
	if c.Path != "A/C" || c.Depth != 2 {
		t.Errorf("%+v", c)
	}
	if tree := s.tree(); tree != "A A/C A/C/D B" {
		t.Error(tree)
	}
	for _, to := range []string{"A", "A/C", "A/C/D"} {
		if _, err := s.db.MoveCollected(ctx, in("", "A"), to, ""); news.CodeOf(err) != news.CodeNotFound {
			t.Errorf("an article named A: %v", err)
		}
		a, err := s.db.Collection(ctx, "A")
		s.must(err)
		if _, err := s.db.MoveCollected(ctx, in("", a.ID), to, ""); news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("A into %s: %v", to, err)
		}
	}
	if _, _, err := s.db.CreateCollection(ctx, "ａ", ""); news.CodeOf(err) != news.CodeExists {
		t.Errorf("a second A: %v", err)
	}
	if _, _, err := s.db.CreateCollection(ctx, "x/y", ""); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("a slash: %v", err)
	}
	_, err := s.db.MoveCollected(ctx, in("", c.ID), "B", "")
	s.must(err)
	if tree := s.tree(); tree != "A B B/C B/C/D" {
		t.Error(tree)
	}
	s.undo()
	if tree := s.tree(); tree != "A A/C A/C/D B" {
		t.Error(tree)
	}
	s.add("D", "a1")
	s.make("D", "B")
	if _, err := s.db.Collection(ctx, "D"); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("which D: %v", err)
	}
	rows, err := s.db.Collected(ctx, "A/*")
	s.must(err)
	none, err := s.db.Collected(ctx, "A")
	s.must(err)
	if len(rows) != 1 || len(none) != 0 {
		t.Errorf("%v %v", rows, none)
	}
	_, err = s.db.DeleteCollection(ctx, "A")
	s.must(err)
	if tree := s.tree(); tree != "B B/D" {
		t.Error(tree)
	}
	if held, err := s.db.HeldBy(ctx, "a1"); err != nil || len(held) != 0 {
		t.Errorf("%v %v", held, err)
	}
	s.undo()
	s.is("A/C/D", "a1")
	if held, err := s.db.HeldBy(ctx, "a1"); err != nil || len(held) != 1 || held[0].Path != "A/C/D" {
		t.Errorf("%v %v", held, err)
	}
	deep := "A"
	for n := 2; n <= news.MaxCollectionDepth; n++ {
		s.make("x", deep)
		deep += "/x"
	}
	if _, _, err := s.db.CreateCollection(ctx, "x", deep); news.CodeOf(err) != news.CodeLimit {
		t.Errorf("too deep: %v", err)
	}
	if _, err := s.db.MoveCollected(ctx, in("", s.mustFind("A/x")), "B", ""); err != nil {
		t.Errorf("as deep as may be: %v", err)
	}
	if _, err := s.db.MoveCollected(ctx, in("", s.mustFind("B/x")), "A/C", ""); news.CodeOf(err) != news.CodeLimit {
		t.Errorf("moved too deep: %v", err)
	}
}

func (s *shelfTest) mustFind(name string) string {
	s.Helper()
	c, err := s.db.Collection(s.Context(), name)
	s.must(err)
	return c.ID
}

func TestAnArticleThatGoesStaysAsAnItem(t *testing.T) {
	s := newShelfTest(t, 3)
	s.make("Kept", "")
	s.add("Kept", "a1", "a2")
	_, err := s.db.Remove(t.Context(), []string{"a1"})
	s.must(err)
	s.is("Kept", "†Title 1 a2")
	s.undo()
	s.is("Kept", "a1 a2")
}

func TestWhatIsMovedToWhereItIsAlreadyLeaves(t *testing.T) {
	s := newShelfTest(t, 3)
	s.make("A", "")
	s.make("B", "")
	s.add("A", "a1", "a2")
	s.add("B", "a2")
	_, err := s.db.MoveCollected(t.Context(), in("A", "a1", "a2"), "B", "a2")
	s.must(err)
	s.is("A", "")
	s.is("B", "a1 a2")
	s.undo()
	s.is("A", "a1 a2")
	s.is("B", "a2")
}

func TestUndoLeavesWhatSomebodyAddedSince(t *testing.T) {
	s := newShelfTest(t, 3)
	_, made, err := s.db.CreateCollection(t.Context(), "A", "")
	s.must(err)
	first := s.add("A", "a1")
	_, err = s.db.RemoveCollected(t.Context(), in("A", "a1"))
	s.must(err)
	s.add("A", "a1")
	if undone, err := s.db.Undo(t.Context(), made); err != nil || len(undone.Kept) != 1 {
		t.Errorf("making it: %+v %v", undone, err)
	}
	if _, err := s.db.Undo(t.Context(), first.Entry); err != nil {
		t.Error(err)
	}
	s.is("A", "a1")
}

func TestACollectionComesInWithItsArticles(t *testing.T) {
	s := newShelfTest(t, 3)
	ctx := t.Context()
	s.must(s.db.BeginImport(ctx, news.Import{ID: "j"}))
	record := news.CollectionRecord{Name: "Came", Items: []news.CollectionEntry{
		{Source: "other", ID: "n1", Note: "first"}, {Note: "between"}, {Source: "src", ID: "a2"}, {Source: "src", ID: "none", Title: "Not here"},
		{Collection: &news.CollectionRecord{Name: "In", Items: []news.CollectionEntry{{Source: "other", ID: "n1"}}}},
	}}
	a := news.Article{ID: "n1", Title: "New", Language: "en", Body: "<p id=\"aaaaaaaa\">New.</p>\n"}
	_, problems, err := s.db.Ingest(ctx, news.Batch{Import: "j", Source: "other", Records: []news.Record{{Article: &a}, {Collection: &record}}})
	s.must(err)
	if len(problems) != 1 {
		t.Errorf("%v", problems)
	}
	if got := s.shown("Came"); got != "n1(first) “between” a2 [In]" {
		t.Error(got)
	}
	record.Items = append(record.Items[:3], record.Items[4])
	_, _, err = s.db.Ingest(ctx, news.Batch{Import: "j", Source: "other", Records: []news.Record{{Collection: &record}}})
	s.must(err)
	if tree := s.tree(); tree != "Came Came/In" {
		t.Errorf("the same again: %s", tree)
	}
	undone, err := s.db.UndoImport(ctx, "j")
	s.must(err)
	if tree := s.tree(); tree != "" || len(undone.Kept) > 0 {
		t.Errorf("%s %+v", tree, undone)
	}
	s.undoLast()
	if got := s.shown("Came"); got != "n1(first) “between” a2 [In]" {
		t.Error(got)
	}
}

// undoLast takes back the newest entry, a taking back too.
func (s *shelfTest) undoLast() {
	s.Helper()
	history, err := s.db.History(s.Context(), 1)
	s.must(err)
	_, err = s.db.Undo(s.Context(), history[0].Entry)
	s.must(err)
}

func TestACollectionIsExportedInItsOrder(t *testing.T) {
	s := newShelfTest(t, 4)
	s.make("Out", "")
	s.add("Out", "a3", "a1")
	s.make("Inside", "Out")
	s.add("Out/Inside", "a4")
	_, _, err := s.db.AddCollectionNote(t.Context(), "Out", "Words", "a1")
	s.must(err)
	s.add("Out", "a2")
	var got []string
	for r, err := range s.db.ExportRecords(context.Background(), store.ExportFilter{Collection: "Out"}) {
		s.must(err)
		switch {
		case r.Article != nil:
			got = append(got, r.Article.ID)
		case r.Part != nil:
			got = append(got, fmt.Sprint(r.Part.Level, " ", r.Part.Title, r.Part.Note))
		}
	}
	if diff := cmp.Diff([]string{"0 Out", "a3", "0 Words", "a1", "1 Inside", "a4", "0 ", "a2"}, got); diff != "" {
		t.Error(diff)
	}
	for d := range damages(s) {
		t.Errorf("a check says: %+v", d)
	}
}

func damages(s *shelfTest) map[store.Damage]bool {
	found := map[store.Damage]bool{}
	s.must(s.db.Verify(s.Context(), func(d store.Damage) bool { found[d] = true; return true }))
	return found
}

// BenchmarkCollection measures a library of 100,000 articles: adding 10,000 of them to
// a collection, and opening one that holds them all, at its beginning and at its end.
func BenchmarkCollection(b *testing.B) {
	const all = 100_000
	db, err := store.Open(b.Context(), store.Options{Path: filepath.Join(b.TempDir(), "library.db"), Clock: func() time.Time { return time.Unix(1_700_000_000, 0) }})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	must(db.BeginImport(b.Context(), news.Import{ID: "i"}))
	for from := 0; from < all; from += 500 {
		var records []news.Record
		for n := from; n < from+500; n++ {
			records = append(records, news.Record{Article: &news.Article{ID: fmt.Sprint(n), Title: fmt.Sprintf("Title %d", n), Language: "en",
				Body: "<p id=\"aaaaaaaa\">Words.</p>\n", Published: time.Unix(1_600_000_000+int64(n)*60, 0)}})
		}
		_, _, err := db.Ingest(b.Context(), news.Batch{Import: "i", Source: "src", Records: records})
		must(err)
	}
	rows, err := db.RowsIn(b.Context(), news.Filter{})
	must(err)
	made := 0
	b.Run("add10000", func(b *testing.B) {
		for range b.N {
			made++
			name := fmt.Sprintf("Some %d", made)
			_, _, err := db.CreateCollection(b.Context(), name, "")
			must(err)
			_, err = db.Collect(b.Context(), name, rows[:10_000], "", "")
			must(err)
		}
	})
	_, _, err = db.CreateCollection(b.Context(), "All", "")
	must(err)
	_, err = db.Collect(b.Context(), "All", rows, "", "")
	must(err)
	for name, skip := range map[string]int64{"open": 0, "end": all - 100} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				page, err := db.CollectionPage(b.Context(), "All", "", skip, 100)
				if err != nil || len(page.Items) != 100 || page.Total != all {
					b.Fatal(len(page.Items), page.Total, err)
				}
			}
		})
	}
	b.Run("list", func(b *testing.B) {
		for range b.N {
			page, err := db.List(b.Context(), news.Filter{Collection: "All", Skip: all / 2, Limit: 100})
			if err != nil || len(page.Articles) != 100 {
				b.Fatal(err)
			}
		}
	})
	b.Run("moveLastToFirst", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			first, err := db.CollectionPage(b.Context(), "All", "", 0, 1)
			must(err)
			last, err := db.CollectionPage(b.Context(), "All", "", all-1, 1)
			must(err)
			b.StartTimer()
			_, err = db.MoveCollected(b.Context(), in("", last.Items[0].ID), "All", first.Items[0].ID)
			must(err)
		}
	})
}
