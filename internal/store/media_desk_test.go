package store_test

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

var deskFiles = flag.Int("files", 1000, "files of the library whose media desk is measured")

func hashOf(n int) string { return fmt.Sprintf("%064x", n) }

// shelve makes files known; even ones are pictures, every tenth a film.
func shelve(t testing.TB, db *store.DB, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		m := news.Media{SHA256: hashOf(n), Type: "image/jpeg", Name: fmt.Sprintf("Picture %d.jpg", n), Bytes: 10, Width: 4, Height: 3}
		if n%10 == 9 {
			m.Type, m.Name = "video/mp4", fmt.Sprintf("Film %d.mp4", n)
		}
		if err := db.PutMedia(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
}

func shows(n int, alt string, of ...int) news.Article {
	a := named(n, nil, nil)
	for _, file := range of {
		a.Media = append(a.Media, news.MediaItem{Type: "photo", Src: "/media/" + hashOf(file), Alt: alt, Caption: "Café of " + fmt.Sprint(file)})
	}
	return a
}

func filesOf(t testing.TB, db *store.DB, q news.MediaQuery) (names []string, page news.MediaPage) {
	t.Helper()
	page = must[news.MediaPage](t)(db.DeskMedia(t.Context(), q))
	for _, f := range page.Files {
		names = append(names, fmt.Sprintf("%s %d/%d", strings.TrimPrefix(strings.TrimSuffix(f.Name, ".jpg"), "Picture "), f.Uses, f.Bare))
	}
	return names, page
}

func TestTheMediaDeskCounts(t *testing.T) {
	db := open(t)
	shelve(t, db, 1, 4)
	body := shows(3, "", 0)
	body.Media = nil
	body.Body = `<figure data-type="image" id="aaaaaaaa"><img alt="" src="/media/` + hashOf(1) + `"><figcaption>The quay</figcaption></figure>` + "\n"
	arrive(t, db, "one", articlesOf(shows(1, "Said", 1), shows(2, "", 1, 2), body, shows(4, "", 7))...)
	shelve(t, db, 4, 10) // some come after the articles that show them
	list := func(q news.MediaQuery, want ...string) {
		t.Helper()
		got, _ := filesOf(t, db, q)
		if !slices.Equal(got, want) {
			t.Errorf("%+v: %q, want %q", q, got, want)
		}
		sound(t, db)
	}
	list(news.MediaQuery{Bare: true}, "7 1/1", "2 1/1", "1 3/2")
	list(news.MediaQuery{Unused: true, Kind: "picture"}, "8 0/0", "6 0/0", "5 0/0", "4 0/0", "3 0/0")
	list(news.MediaQuery{Kind: "film"}, "Film 9.mp4 0/0")
	list(news.MediaQuery{Words: "QUAY"}, "1 3/2")
	list(news.MediaQuery{Words: "cafe of 2"}, "2 1/1")
	list(news.MediaQuery{Words: "picture 8"}, "8 0/0")
	list(news.MediaQuery{Limit: 2, Skip: 3}, "6 0/0", "5 0/0")
	if _, page := filesOf(t, db, news.MediaQuery{Limit: 2, Skip: 3}); page.Total != 9 {
		t.Errorf("total %d", page.Total)
	}
	_, first := filesOf(t, db, news.MediaQuery{Words: "picture", Limit: 3})
	list(news.MediaQuery{Words: "picture", Limit: 3, After: first.Next}, "5 0/0", "4 0/0", "3 0/0")

	// Removed articles show nothing, and come back.
	entry := must[int64](t)(db.Remove(t.Context(), []string{"a000002"}))
	list(news.MediaQuery{Bare: true}, "7 1/1", "1 2/1")
	undo(t, db, entry)
	changed := shows(2, "Said now", 2)
	arrive(t, db, "two", articlesOf(changed)...)
	list(news.MediaQuery{Bare: true}, "7 1/1", "1 2/1")
	undo(t, db, 0)
	list(news.MediaQuery{Bare: true}, "7 1/1", "2 1/1", "1 3/2")

	// What topics and the front page show is not unused.
	must[int64](t)(db.EditTopic(t.Context(), made(t, db, "Sea"), news.Topic{Name: "Sea", BodyFormat: news.BodyCanonical, Picture: &news.Picture{Src: "/media/" + hashOf(3)}}))
	must[int64](t)(db.SetSlot(t.Context(), news.SlotLead, []news.SlotItem{{ID: "a000001", Picture: &news.Picture{Src: "/media/" + hashOf(4)}}}))
	list(news.MediaQuery{Unused: true, Kind: "picture"}, "8 0/0", "6 0/0", "5 0/0")
	topics, front, err := db.CuratedBy(t.Context(), hashOf(3))
	if err != nil || len(topics) != 1 || len(front.Slots) != 0 {
		t.Error(topics, front, err)
	}
	if _, front, err = db.CuratedBy(t.Context(), hashOf(4)); err != nil || len(front.Slots[news.SlotLead]) != 1 {
		t.Error(front, err)
	}
	if _, err := db.DeskMedia(t.Context(), news.MediaQuery{Kind: "painting"}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
	if _, err := db.DeskFile(t.Context(), hashOf(99)); news.CodeOf(err) != news.CodeNotFound {
		t.Error(err)
	}
}

func made(t *testing.T, db *store.DB, name string) string {
	t.Helper()
	slug, _, err := db.CreateTopic(t.Context(), news.Topic{Name: name, BodyFormat: news.BodyCanonical})
	if err != nil {
		t.Fatal(err)
	}
	return slug
}

// TestMediaOfOlderArticlesAreFound puts a library back to what a migration
// leaves: articles whose media were not written down.
func TestMediaOfOlderArticlesAreFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	shelve(t, db, 0, 5)
	var list []news.Article
	for n := range 450 {
		list = append(list, shows(n, "", n%5))
	}
	arrive(t, db, "one", articlesOf(list...)...)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file := raw(t, path)
	for _, query := range []string{`DELETE FROM media_shown`, `UPDATE media_desk SET uses = 0, bare = 0`,
		`INSERT INTO settings (key, value) SELECT 'media.unread', max(row) FROM articles`} {
		if _, err := file.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	file.Close()
	db = openAt(t, path)
	changed := shows(449, "Said", 0)
	arrive(t, db, "two", articlesOf(changed)...) // before it was looked through
	if n, err := db.ReadMedia(t.Context()); err != nil || n != 450 {
		t.Errorf("%d looked through, %v", n, err)
	}
	if n, err := db.ReadMedia(t.Context()); n != 0 || err != nil {
		t.Errorf("again: %d %v", n, err)
	}
	sound(t, db)
	if got, _ := filesOf(t, db, news.MediaQuery{Bare: true}); !slices.Equal(got, []string{"4 89/89", "3 90/90", "2 90/90", "1 90/90", "0 91/90"}) {
		t.Errorf("found: %q", got)
	}
}

// TestTheMediaDeskIsQuick; `-files 300000` measures it.
func TestTheMediaDeskIsQuick(t *testing.T) {
	db := open(t)
	var list []news.Article
	for n := range *deskFiles / 2 {
		list = append(list, shows(n, "", n))
	}
	shelve(t, db, 0, *deskFiles)
	arrive(t, db, "one", articlesOf(list...)...)
	for name, q := range map[string]news.MediaQuery{
		"first page": {}, "the middle": {Skip: *deskFiles / 2}, "films": {Kind: "film"}, "unused": {Unused: true},
		"missing alt, far in": {Bare: true, Skip: *deskFiles / 3}, "words": {Words: "nowhere"},
	} {
		start := time.Now()
		if _, err := db.DeskMedia(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d files, %s: %v", *deskFiles, name, time.Since(start))
	}
}
