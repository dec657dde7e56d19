package store_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"
)

// illustrated is an article that names remote pictures in every place that has
// one, beside things that are none.
func illustrated(id string) news.Record {
	return news.Record{Article: &news.Article{ID: id, Title: "Title of " + id, Language: "en", BodyFormat: news.BodyCanonical,
		Lead: &news.Picture{Src: "https://p.example/" + id + "/lead.jpg", Alt: "A lead"},
		Media: []news.MediaItem{
			{Type: "photo", Src: "https://p.example/shared.png"}, {Type: "photo", Src: "/media/" + strings.Repeat("ab", 32)},
			{Type: "film", Src: "https://p.example/film.mp4", Poster: "https://p.example/" + id + "/poster.jpg"},
			{Type: "photo", Src: "ftp://p.example/old.gif"},
		},
		Body: `<figure data-alt="A &lt;map&gt;" data-src="https://p.example/map?a=1&amp;b=2" data-type="image" id="aaaaaaaa"><figcaption>Words</figcaption></figure>` + "\n" +
			`<figure data-src="https://p.example/page" data-type="embed" id="bbbbbbbb"></figure>` + "\n",
	}}
}

func brings(t *testing.T, db *store.DB, id string, records ...news.Record) []news.Outcome {
	t.Helper()
	if err := db.BeginImport(t.Context(), news.Import{ID: id, Label: id}); err != nil {
		t.Fatal(err)
	}
	outcomes, problems, err := db.Ingest(t.Context(), news.Batch{Import: id, Source: "wire", Records: records})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return outcomes
}

// missing gives what is missing in a scope.
func missing(t *testing.T, db *store.DB, s news.PictureScope, again bool) []news.RemotePicture {
	t.Helper()
	var all []news.RemotePicture
	for list, err := range db.MissingPictures(t.Context(), s, storetest.Now.Add(time.Second), again) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	return all
}

func addresses(list []news.RemotePicture) []string {
	out := []string{}
	for _, p := range list {
		out = append(out, strings.TrimPrefix(p.Address, "https://p.example/"))
	}
	slices.Sort(out)
	return out
}

func givenOut(t *testing.T, db *store.DB) string {
	t.Helper()
	var out strings.Builder
	for record, err := range db.ExportRecords(t.Context(), store.ExportFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if record.Article != nil {
			line, err := jsonl.Print(*record.Article)
			if err != nil {
				t.Fatal(err)
			}
			out.Write(line)
		}
	}
	return out.String()
}

func shaOf(n int) string { return fmt.Sprintf("%064x", n) }

func TestRemotePicturesAreFoundFetchedAndTakenBack(t *testing.T) {
	db := open(t)
	brings(t, db, "one", illustrated("a"))
	brings(t, db, "two", illustrated("b"), illustrated("c"))
	whole := news.PictureScope{}
	want := []string{"a/lead.jpg", "a/poster.jpg", "b/lead.jpg", "b/poster.jpg", "c/lead.jpg", "c/poster.jpg", "map?a=1&b=2", "shared.png"}
	if diff := cmp.Diff(want, addresses(missing(t, db, whole, false))); diff != "" {
		t.Fatal(diff)
	}
	for name, scope := range map[string]news.PictureScope{
		"a/lead.jpg a/poster.jpg map?a=1&b=2 shared.png":                         {Import: "one"},
		"b/lead.jpg b/poster.jpg c/lead.jpg c/poster.jpg map?a=1&b=2 shared.png": {Import: "two"},
		"c/lead.jpg c/poster.jpg map?a=1&b=2 shared.png":                         {IDs: []string{"c"}},
		strings.Join(want, " "):                                                  {Source: "wire"},
	} {
		if got := strings.Join(addresses(missing(t, db, scope, false)), " "); got != name {
			t.Errorf("%+v: %s", scope, got)
		}
	}
	before := givenOut(t, db)

	// One comes, one waits, one is not to be had.
	run := news.PictureRun{Label: "all"}
	var answers []news.PictureAnswer
	for _, p := range missing(t, db, whole, false) {
		switch a := (news.PictureAnswer{RemotePicture: p}); strings.TrimPrefix(p.Address, "https://p.example/") {
		case "shared.png":
			a.Media = &news.Media{SHA256: shaOf(1), Type: "image/png", Width: 3, Height: 2, Renditions: []news.Rendition{{SHA256: shaOf(2), Type: "image/png", Width: 3, Height: 2}}}
			answers = append(answers, a)
		case "map?a=1&b=2":
			a.Problem, a.Next = "Busy.", storetest.Now.Add(time.Hour)
			answers = append(answers, a)
		case "a/lead.jpg":
			a.Problem = "Gone."
			answers = append(answers, a)
		}
	}
	run, err := db.KeepPictures(t.Context(), run, answers)
	if err != nil || run.Number != 1 || run.Entry == 0 {
		t.Fatalf("%+v, %v", run, err)
	}
	found, err := db.FetchedOf(t.Context(), []string{"https://p.example/shared.png", "https://p.example/map?a=1&b=2", "https://other.example/"})
	if err != nil || len(found) != 1 || found["https://p.example/shared.png"].Renditions[0].SHA256 != shaOf(2) {
		t.Fatalf("%+v, %v", found, err)
	}
	counted, err := db.CountMissing(t.Context())
	if diff := cmp.Diff(news.MissingPictures{Missing: 7, Failed: 2}, counted); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got := addresses(missing(t, db, whole, false)); slices.Contains(got, "map?a=1&b=2") || slices.Contains(got, "a/lead.jpg") || len(got) != 5 {
		t.Errorf("what waits is asked for: %v", got)
	}
	if got := missing(t, db, whole, true); len(got) != 7 || got[len(got)-2].Failures+got[len(got)-1].Failures == 0 {
		t.Errorf("asked for again: %+v", got)
	}

	// What articles say is as it was.
	if givenOut(t, db) != before {
		t.Error("the export changed")
	}
	if got := brings(t, db, "three", illustrated("a")); got[0] != news.OutcomeUnchanged {
		t.Errorf("come again it is %s", got[0])
	}

	// Back and forth.
	if undone := undoLast(t, db); undone.Undone != 1 {
		t.Errorf("%+v", undone)
	}
	if found, _ := db.FetchedOf(t.Context(), []string{"https://p.example/shared.png"}); len(found) != 0 {
		t.Error("it stands after the undo")
	}
	if !slices.Contains(addresses(missing(t, db, whole, false)), "shared.png") {
		t.Error("it is not missing after the undo")
	}
	if undone := undoLast(t, db); undone.Undone != 1 {
		t.Errorf("%+v", undone)
	}
	if found, _ := db.FetchedOf(t.Context(), []string{"https://p.example/shared.png"}); len(found) != 1 {
		t.Error("it does not stand after the undo of the undo")
	}

	// An article that no longer names them, and one that is gone.
	brings(t, db, "four", news.Record{Article: &news.Article{ID: "b", Title: "Bare", Language: "en", BodyFormat: news.BodyCanonical}})
	if _, err := db.Remove(t.Context(), []string{"c"}); err != nil {
		t.Fatal(err)
	}
	if got := addresses(missing(t, db, whole, true)); strings.Join(got, " ") != "a/lead.jpg a/poster.jpg map?a=1&b=2" {
		t.Errorf("%v", got)
	}
	sound(t, db)
	if err := db.MiscountPictures(t.Context()); err != nil {
		t.Fatal(err)
	}
	wrong := 0
	if err := db.Verify(t.Context(), func(d store.Damage) bool { wrong++; return d.Repairable }); err != nil || wrong != 1 {
		t.Errorf("%d things wrong, %v", wrong, err)
	}
	if err := db.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	sound(t, db)
}

func sound(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Verify(t.Context(), func(d store.Damage) bool { t.Error(d.What); return true }); err != nil {
		t.Fatal(err)
	}
}

// TestPicturesOfOlderArticlesAreFound puts a library back to what a migration
// leaves: articles whose pictures were not written down.
func TestPicturesOfOlderArticlesAreFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	records := []news.Record{}
	for n := range 450 {
		records = append(records, illustrated(fmt.Sprint("a", n)))
	}
	brings(t, db, "one", records...)
	want := missing(t, db, news.PictureScope{}, false)
	if err := db.ForgetPictures(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := missing(t, db, news.PictureScope{}, false); len(got) != 0 {
		t.Fatalf("%d before", len(got))
	}
	n, err := db.ReadPictures(t.Context())
	if n != 450 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if diff := cmp.Diff(addresses(want), addresses(missing(t, db, news.PictureScope{}, false))); diff != "" {
		t.Error(diff)
	}
	sound(t, db)
	if n, err := db.ReadPictures(t.Context()); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
}

// BenchmarkMissingPictures counts and lists a library in which every article
// names pictures that are not here, and one in which most of them are gone.
func BenchmarkMissingPictures(b *testing.B) {
	db := open(b)
	if err := db.BeginImport(b.Context(), news.Import{ID: "i"}); err != nil {
		b.Fatal(err)
	}
	for at := 0; at < *benchArticles; at += 500 {
		var records []news.Record
		for n := range 500 {
			records = append(records, illustrated(fmt.Sprint("a", at+n)))
		}
		if _, _, err := db.Ingest(b.Context(), news.Batch{Import: "i", Source: "wire", Records: records}); err != nil {
			b.Fatal(err)
		}
	}
	count := func(b *testing.B) {
		for b.Loop() {
			if _, err := db.CountMissing(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	list := func(s news.PictureScope) func(b *testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				for _, err := range db.MissingPictures(b.Context(), s, storetest.Now, false) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	}
	b.Run("count", count)
	b.Run("list all", list(news.PictureScope{}))
	b.Run("list an import", list(news.PictureScope{Import: "i"}))
	b.Run("list an article", list(news.PictureScope{IDs: []string{"a7"}}))
	if _, err := db.UndoImport(b.Context(), "i"); err != nil {
		b.Fatal(err)
	}
	b.Run("count where all are gone", count)
}
