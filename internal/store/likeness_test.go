package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"

	"github.com/google/go-cmp/cmp"
)

// prose is a text of n different sentences from a number on.
func prose(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "<p id=\"p%07d\">Sentence %d tells of harbour %d and of the %d boats that lay there.</p>\n", i, i, i*7, i*13)
	}
	return b.String()
}

func bring(t testing.TB, db *store.DB, articles ...news.Article) {
	t.Helper()
	id := fmt.Sprint("import of ", articles[0].ID, " ", len(articles[0].Body))
	if err := db.BeginImport(t.Context(), news.Import{ID: id}); err != nil {
		t.Fatal(err)
	}
	batch := news.Batch{Import: id, Source: "wire"}
	for i := range articles {
		a := &articles[i]
		a.Title, a.Language, a.Published = "Title of "+a.ID, "en", storetest.Now
		batch.Records = append(batch.Records, news.Record{Article: a})
	}
	_, problems, err := db.Ingest(t.Context(), batch)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
}

func key(t testing.TB, db *store.DB, want int) {
	t.Helper()
	if n, err := db.KeySketches(t.Context()); err != nil || n != want {
		t.Fatalf("%d sketches keyed, want %d: %v", n, want, err)
	}
}

func like(t *testing.T, db *store.DB, id string) map[string]bool {
	t.Helper()
	list, err := db.Like(t.Context(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, l := range list {
		out[l.Article.ID] = l.Copy
	}
	return out
}

func TestNearDuplicatesAreFound(t *testing.T) {
	db := open(t)
	bring(t, db,
		news.Article{ID: "first", Body: prose(0, 40)},
		news.Article{ID: "reprint", Body: prose(0, 40) + "<p id=\"pzzzzzzz\">Reprinted with thanks.</p>\n"},
		news.Article{ID: "version", Body: prose(5, 44)},
		news.Article{ID: "other", Body: prose(500, 40)},
		news.Article{ID: "caption", Body: "<p id=\"paaaaaaa\">Three boats.</p>\n"},
		news.Article{ID: "same caption", Body: "<p id=\"paaaaaaa\">Three boats.</p>\n"},
	)
	key(t, db, 4) // captions wait for nothing
	for id, want := range map[string]map[string]bool{
		"first": {"reprint": true, "version": false}, "other": {}, "caption": {}, "same caption": {},
	} {
		if diff := cmp.Diff(want, like(t, db, id)); diff != "" {
			t.Errorf("like %s (true: a copy): %s", id, diff)
		}
	}
	groups, err := db.Groups(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if len(groups) != 1 || !slices.Equal(groups[0].Articles, []string{"first", "reprint", "version"}) || groups[0].Share < 0.5 || groups[0].Share > 0.8 {
		t.Errorf("groups: %+v", groups)
	}
	own, err := db.Groups(t.Context(), "version")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(groups, own); diff != "" {
		t.Errorf("the group of one of them: %s", diff)
	}
	if none, err := db.Groups(t.Context(), "other"); err != nil || len(none) > 0 {
		t.Errorf("groups of an article like no other: %v, %v", none, err)
	}

	// Another text, and the text back; a removed article is in no group.
	bring(t, db, news.Article{ID: "reprint", Body: prose(900, 40)})
	key(t, db, 1)
	if diff := cmp.Diff(map[string]bool{"version": false}, like(t, db, "first")); diff != "" {
		t.Errorf("after one was rewritten: %s", diff)
	}
	if _, err := db.Undo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	key(t, db, 1)
	if _, err := db.Remove(t.Context(), []string{"version"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]bool{"reprint": true}, like(t, db, "first")); diff != "" {
		t.Errorf("after that was taken back and another removed: %s", diff)
	}
}

func TestRelatedIsKeptWithTheVersion(t *testing.T) {
	db := open(t)
	var articles []news.Article
	for i := range 6 {
		articles = append(articles, news.Article{ID: fmt.Sprint("a", i), Body: prose(i*100, 3)})
	}
	articles[0].Related = []string{"a5"}
	bring(t, db, articles...)
	stale := func(want bool, why string) {
		t.Helper()
		if got, err := db.RelatedStale(t.Context(), "a0"); err != nil || got != want {
			t.Errorf("%s: stale is %v: %v", why, got, err)
		}
	}
	related := func(want ...string) {
		t.Helper()
		list, err := db.Related(t.Context(), "a0", 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range list {
			got = append(got, a.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	stale(true, "nothing was found yet")
	rows, err := db.RowsOf(t.Context(), []string{"a0", "a3", "a1", "a5"})
	if err != nil {
		t.Fatal(err)
	}
	keep := func(among int64) {
		t.Helper()
		if err := db.KeepRelated(t.Context(), rows[0], among, rows[1:]); err != nil {
			t.Fatal(err)
		}
	}
	keep(6)
	stale(false, "just kept")
	related("a5", "a3", "a1") // the editor's pick first, and once
	keep(600)
	stale(true, "the library had another size")
	keep(6)
	bring(t, db, news.Article{ID: "a0", Body: prose(7, 5), Related: []string{"a5"}})
	stale(true, "the article has another version")
	related("a5")
	a, err := db.Published(t.Context(), "a0")
	if err != nil || a.Row != rows[0] || !strings.Contains(a.Body, "harbour 49") {
		t.Errorf("published: %+v, %v", a, err)
	}
	if _, err := db.Remove(t.Context(), []string{"a0"}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Published(t.Context(), "a0"); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("a removed article is published: %v", err)
	}
}

// BenchmarkKeySketches is what near-duplicates cost beside the sketch itself:
// storing the keys, and finding what is like one.
func BenchmarkKeySketches(b *testing.B) {
	db := open(b)
	const articles = 5_000
	for from := 0; from < articles; from += 250 {
		var batch []news.Article
		for i := range 250 {
			batch = append(batch, news.Article{ID: fmt.Sprint("a", from+i), Body: prose((from+i)*31, 30)})
		}
		bring(b, db, batch...)
	}
	began := time.Now()
	key(b, db, articles)
	b.Logf("%d µs an article to store the keys", time.Since(began).Microseconds()/articles)
	b.Run("like one", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := db.Like(b.Context(), fmt.Sprint("a", i%articles), 5); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestAnImportSaysWhatItTellsAnew(t *testing.T) {
	db := open(t)
	bring(t, db, news.Article{ID: "first", Body: prose(0, 40)}, news.Article{ID: "other", Body: prose(500, 40)})
	again := []news.Article{{ID: "version", Body: prose(2, 40)}, {ID: "reprint", Body: prose(500, 40)}, {ID: "new", Body: prose(900, 40)}, {ID: "new again", Body: prose(900, 39)}}
	bring(t, db, again...)
	key(t, db, 6)
	id := fmt.Sprint("import of version ", len(again[0].Body))
	if n, err := db.Retold(t.Context(), id); err != nil || n != 3 {
		t.Errorf("%d told anew, want version, reprint and new again: %v", n, err)
	}
	if n, err := db.Retold(t.Context(), "none"); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
}
