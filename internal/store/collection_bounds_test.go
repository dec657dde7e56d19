package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func TestTwoOfOneNameAreNotMovedBesideEachOther(t *testing.T) {
	s := newShelfTest(t, 0)
	s.make("A", "")
	s.make("In", "A")
	s.make("B", "")
	s.make("in", "B")
	s.make("C", "")
	before := s.tree()
	ids := []string{s.mustFind("A/In"), s.mustFind("B/in")}
	if _, err := s.db.MoveCollected(t.Context(), in("", ids...), "C", ""); news.CodeOf(err) != news.CodeExists || s.tree() != before {
		t.Errorf("%v: %s", err, s.tree())
	}
	// The same one twice is one.
	if _, err := s.db.MoveCollected(t.Context(), in("", ids[0], ids[0]), "C", ""); err != nil {
		t.Error(err)
	}
}

func TestACollectionHoldsNoMoreThanItMay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	s := &shelfTest{t, db}
	s.make("Full", "")
	s.make("Other", "")
	exec1(t, raw(t, path), fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		INSERT INTO collection_items (collection, rank, note, kept) SELECT 1, printf('a%%07d5', i), 'x', 1 FROM n`, news.MaxCollectionItems))
	note, _, err := db.AddCollectionNote(t.Context(), "Other", "Words", "")
	s.must(err)
	if _, err := db.MoveCollected(t.Context(), in("", note), "Full", ""); news.CodeOf(err) != news.CodeLimit {
		t.Errorf("moved: %v", err)
	}
	if _, _, err := db.AddCollectionNote(t.Context(), "Full", "Words", ""); news.CodeOf(err) != news.CodeLimit {
		t.Errorf("noted: %v", err)
	}
	// Within it everything goes on.
	page, err := db.CollectionPage(t.Context(), "Full", "", 0, 2)
	s.must(err)
	if _, err := db.MoveCollected(t.Context(), in("", page.Items[1].ID), "Full", page.Items[0].ID); err != nil {
		t.Error(err)
	}
}

func TestNothingIsPutBackWhereNobodySeesIt(t *testing.T) {
	s := newShelfTest(t, 2)
	s.make("From", "")
	s.make("To", "")
	s.add("From", "a1", "a2")
	moved, err := s.db.MoveCollected(t.Context(), in("From", "a1"), "To", "")
	s.must(err)
	deleted, err := s.db.DeleteCollection(t.Context(), "From")
	s.must(err)
	undone, err := s.db.Undo(t.Context(), moved)
	if err != nil || len(undone.Kept) != 1 {
		t.Errorf("%+v %v", undone, err)
	}
	s.is("To", "a1")
	_, err = s.db.Undo(t.Context(), deleted)
	s.must(err)
	s.is("From", "a2")
	s.is("To", "a1")
}

func TestListsOfCollectionsFollowTheirArticles(t *testing.T) {
	s := newShelfTest(t, 2)
	s.make("A", "")
	s.add("A", "a1", "a2")
	order := func() string {
		page, err := s.db.List(t.Context(), news.Filter{Collection: "A"})
		s.must(err)
		var ids []string
		for _, a := range page.Articles {
			ids = append(ids, a.ID)
		}
		return strings.Join(ids, " ")
	}
	update := func(published time.Time, title string, state news.State) {
		_, _, err := s.db.Ingest(t.Context(), news.Batch{Import: "i", Source: "src", Records: []news.Record{{Article: &news.Article{ID: "a1", Title: title, Language: "en",
			Body: "<p id=\"aaaaaaaa\">Words.</p>\n", Published: published, State: state}}}})
		s.must(err)
	}
	if got := order(); got != "a2 a1" {
		t.Fatal(got)
	}
	update(time.Unix(1_600_000_000, 0), "Other", news.StatePublished)
	if got := order(); got != "a2 a1" {
		t.Error(got)
	}
	update(time.Unix(1_650_000_000, 0), "Other", news.StatePublished)
	if got := order(); got != "a1 a2" {
		t.Error(got)
	}
	s.is("A", "a1 a2")
	update(time.Unix(1_650_000_000, 0), "Other", news.StateWithdrawn)
	s.is("A", "†Other a2")
	update(time.Unix(1_650_000_000, 0), "Other", news.StatePublished)
	s.is("A", "a1 a2")
	for d := range damages(s) {
		t.Errorf("a check says: %+v", d)
	}
}

func TestManyCollectionsComeInAtOnce(t *testing.T) {
	s := newShelfTest(t, 1)
	s.must(s.db.BeginImport(t.Context(), news.Import{ID: "j"}))
	inside := &news.CollectionRecord{Name: "Out"}
	for n := range 300 {
		inside.Items = append(inside.Items, news.CollectionEntry{Collection: &news.CollectionRecord{Name: fmt.Sprint("In ", n), Items: []news.CollectionEntry{{Source: "src", ID: "a1"}}}})
	}
	// The same again, in the same batch, is what has just come.
	records := []news.Record{{Collection: inside}, {Collection: inside}, {Collection: &news.CollectionRecord{Name: "Out", Items: []news.CollectionEntry{{Note: "another"}}}}}
	_, _, err := s.db.Ingest(t.Context(), news.Batch{Import: "j", Source: "src", Records: records})
	s.must(err)
	list, err := s.db.Collections(t.Context())
	s.must(err)
	if len(list) != 302 || list[1].Count != 1 || list[301].Name != "Out (2)" {
		t.Errorf("%d, %+v, %+v", len(list), list[1], list[len(list)-1])
	}
	if _, err := s.db.UndoImport(t.Context(), "j"); err != nil || s.tree() != "" {
		t.Error(s.tree(), err)
	}
	// What is more than there may be is refused whole.
	for n := range news.MaxCollections {
		inside.Items = append(inside.Items, news.CollectionEntry{Collection: &news.CollectionRecord{Name: fmt.Sprint("More ", n)}})
	}
	s.must(s.db.BeginImport(t.Context(), news.Import{ID: "k"}))
	outcomes, problems, err := s.db.Ingest(t.Context(), news.Batch{Import: "k", Source: "src", Records: []news.Record{{Collection: inside}}})
	if err != nil || s.tree() != "" || len(problems) != 1 {
		t.Errorf("%v %v %v", outcomes, problems, err)
	}
}

// BenchmarkCollectionsComeIn takes in a thousand collections, one inside another's top.
func BenchmarkCollectionsComeIn(b *testing.B) {
	record := &news.CollectionRecord{Name: "Out"}
	for n := range 1000 {
		record.Items = append(record.Items, news.CollectionEntry{Collection: &news.CollectionRecord{Name: fmt.Sprint("In ", n)}})
	}
	for b.Loop() {
		db, err := store.Open(b.Context(), store.Options{Path: filepath.Join(b.TempDir(), "library.db"), Clock: func() time.Time { return time.Unix(1_700_000_000, 0) }})
		if err != nil {
			b.Fatal(err)
		}
		ingest(b, db, "i", news.Record{Collection: record})
		db.Close()
	}
}
