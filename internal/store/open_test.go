package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"modernc.org/sqlite"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"
)

// raw opens the file past the store, as another program would.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func exec1(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.Exec(query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func article(id string) news.Record {
	return news.Record{Article: &news.Article{ID: id, Title: "Title of " + id, Language: "en",
		Body: "<p id=\"aaaaaaaa\">The text of " + id + strings.Repeat(", which goes on for a while", 40) + ".</p>\n"}}
}

func ingest(t testing.TB, db *store.DB, imported string, records ...news.Record) {
	t.Helper()
	if err := db.BeginImport(context.Background(), news.Import{ID: imported, Label: imported}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Ingest(context.Background(), news.Batch{Import: imported, Records: records}); err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want news.Code) {
	t.Helper()
	if got := news.CodeOf(err); got != want {
		t.Fatalf("error %v has code %q, want %q", err, got, want)
	}
}

func TestWhatWasWrittenIsThereAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	ingest(t, db, "one", article("a"), article("b"))
	if _, _, err := db.Mark(t.Context(), []string{"a"}, news.MarkStar, true); err != nil {
		t.Fatal(err)
	}
	id := db.ID()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		t.Error("a log stands beside a closed database")
	}
	db = openAt(t, path)
	if db.ID() != id || len(id) != 32 {
		t.Errorf("id was %q and is %q", id, db.ID())
	}
	for range 2 { // the mark, then the import: the history outlives the process
		if undone, err := db.Undo(t.Context(), 0); err != nil || undone.Undone == 0 || len(undone.Kept) > 0 {
			t.Fatal(undone, err)
		}
	}
	ingest(t, db, "two", article("c"))
	rows, err := db.RowsOf(t.Context(), []string{"c"})
	if err != nil || rows[0] != 3 {
		t.Errorf("row %v: a row number was used again (%v)", rows, err)
	}
}

func TestConnectionsHaveTheProvenSettings(t *testing.T) {
	db := open(t)
	got, err := db.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "trusted_schema": "0",
		"cell_size_check": "1", "mmap_size": "0", "journal_size_limit": "67108864", "temp_store": "2", "fullfsync": "1", "checkpoint_fullfsync": "1",
	}
	for who, settings := range got {
		for name, value := range want {
			if settings[name] != value {
				t.Errorf("%s: %s is %q, want %q", who, name, settings[name], value)
			}
		}
	}
	if got["writer"]["cache_size"] != "-16384" || got["reader"]["cache_size"] != "-8192" || got["reader"]["query_only"] != "1" {
		t.Errorf("settings: %v", got)
	}
	if runtime.GOOS == "linux" && !sqlite.OFDLockingEnabled() {
		t.Error("locks belong to the process and not to the open file")
	}
}

func TestForeignAndNewerFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	options := func(name string) store.Options {
		return store.Options{Path: filepath.Join(dir, name), Clock: func() time.Time { return storetest.Now }}
	}
	exec1(t, raw(t, filepath.Join(dir, "foreign.db")), `CREATE TABLE t (x)`)
	_, err := store.Open(t.Context(), options("foreign.db"))
	wantCode(t, err, news.CodeForeign)

	text := bytes.Repeat([]byte("not a database at all. "), 500)
	if err := os.WriteFile(filepath.Join(dir, "text.db"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), options("text.db"))
	wantCode(t, err, news.CodeForeign)
	if after, err := os.ReadFile(filepath.Join(dir, "text.db")); err != nil || !bytes.Equal(after, text) {
		t.Error("a foreign file was changed")
	}

	path := filepath.Join(dir, "newer.db")
	db := openAt(t, path)
	ingest(t, db, "one", article("a"))
	db.Close()
	exec1(t, raw(t, path), `PRAGMA user_version = 99`)
	newer, err := store.Open(t.Context(), options("newer.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	wantCode(t, newer.ReadOnly(), news.CodeNewer)
	if _, err := newer.Article(t.Context(), "a"); err != nil {
		t.Errorf("a newer library cannot be read: %v", err)
	}
	wantCode(t, newer.SetSetting(t.Context(), "x", "y"), news.CodeNewer)

	_, err = store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "missing.db"), Clock: time.Now, ReadOnly: true})
	wantCode(t, err, news.CodeNotFound)
	o := options("newer.db")
	exec1(t, raw(t, path), fmt.Sprintf(`PRAGMA user_version = %d`, store.SchemaVersion()))
	o.ReadOnly = true
	reading, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	wantCode(t, reading.SetSetting(t.Context(), "x", "y"), news.CodeReadOnly)
}

func TestReadersSeeWholeStatesWhileAWriterWrites(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("first"))
	var wg sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				counts, err := db.Counts(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				if (counts.Articles-1)%5 != 0 {
					t.Errorf("%d articles: half a batch is seen", counts.Articles)
					return
				}
				if _, err := db.List(t.Context(), news.Filter{Limit: 3}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := range 20 {
		var list []news.Record
		for k := range 5 {
			list = append(list, article(strings.Repeat("y", n+1)+string(rune('a'+k))))
		}
		ingest(t, db, strings.Repeat("i", n+2), list...)
	}
	close(done)
	wg.Wait()
}

func TestACanceledBatchLeavesNothing(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := db.Ingest(ctx, news.Batch{Import: "one", Records: []news.Record{article("b")}})
	wantCode(t, err, news.CodeCanceled)
	if _, err := db.Article(t.Context(), "b"); news.CodeOf(err) != news.CodeNotFound {
		t.Error("half a batch stayed")
	}
}

func TestBackupIsAWholeLibrary(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"))
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := db.BackupTo(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	wantCode(t, db.BackupTo(t.Context(), to), news.CodeExists)
	copied := openAt(t, to)
	if copied.ID() != db.ID() || exported(t, copied) != exported(t, db) {
		t.Error("the copy differs")
	}
	if n := damaged(t, copied); n > 0 {
		t.Errorf("the copy has %d damages", n)
	}
	if err := db.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if bytes, err := db.Bytes(t.Context()); err != nil || bytes == 0 {
		t.Error(bytes, err)
	}
}

func TestChangesAreToldAfterCommit(t *testing.T) {
	var told []store.Changed
	var db *store.DB
	var err error
	db, err = store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"),
		Clock: func() time.Time { return storetest.Now }, OnChange: func(c store.Changed) {
			told = append(told, c)
			if len(c.Articles) > 0 { // the change can be read by now
				if list, err := db.Summaries(context.Background(), c.Articles); err != nil || len(list) != len(c.Articles) {
					t.Error(list, err)
				}
			}
		}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ingest(t, db, "one", article("a"))
	if last := told[len(told)-1]; len(last.Articles) != 1 || !last.Imports || last.Marks {
		t.Errorf("told: %+v", last)
	}
	if _, _, err := db.Mark(t.Context(), []string{"a"}, news.MarkLater, true); err != nil {
		t.Fatal(err)
	}
	if last := told[len(told)-1]; !last.Marks || last.Front || last.Publication {
		t.Errorf("told: %+v", last)
	}
}

func TestTrimKeepsTheNewestChange(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"), article("c"))
	_, newest, err := db.Log(t.Context())
	if err != nil || newest.Seq != 3 {
		t.Fatal(newest, err)
	}
	if nonce, ok, err := db.Nonce(t.Context(), 3); err != nil || !ok || nonce != newest.Nonce {
		t.Fatal(nonce, ok, err)
	}
	if err := db.Trim(t.Context(), 100); err != nil {
		t.Fatal(err)
	}
	oldest, newest, err := db.Log(t.Context())
	if err != nil || oldest != 3 || newest.Seq != 3 {
		t.Error(oldest, newest, err)
	}
	if _, ok, err := db.Nonce(t.Context(), 2); err != nil || ok {
		t.Error("a trimmed change is still there", err)
	}
	snap, err := db.Rows(t.Context(), 1, 1)
	if err != nil || len(snap.Articles) != 1 || snap.Articles[0].Row != 2 || snap.Newest.Seq != 3 {
		t.Error(snap, err)
	}
}

func TestSmallThingsAreKept(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	m := news.Media{SHA256: strings.Repeat("ab", 32), Type: "image/png", Name: "x.png", Bytes: 10, Width: 3, Height: 2, Colour: "#aabbcc",
		Thumb: []byte{1, 2}, Renditions: []news.Rendition{{SHA256: strings.Repeat("cd", 32), Type: "image/jpeg", Width: 1, Height: 1, Bytes: 4}}}
	for range 2 {
		if err := db.PutMedia(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	got, err := db.Media(ctx, m.SHA256)
	if err != nil || got.Colour != m.Colour || len(got.Renditions) != 1 || got.Renditions[0] != m.Renditions[0] {
		t.Error(got, err)
	}
	_, err = db.Media(ctx, strings.Repeat("00", 32))
	wantCode(t, err, news.CodeNotFound)
	wantCode(t, db.PutMedia(ctx, news.Media{SHA256: "x"}), news.CodeInvalid)
	user := article("u")
	user.Article.Lead = &news.Picture{Src: "/media/" + m.SHA256}
	ingest(t, db, "one", user)
	if use, err := db.MediaUse(ctx, m.SHA256, 0); err != nil || len(use) != 1 || use[0] != "u" {
		t.Error(use, err)
	}
	n := 0
	for _, err := range db.AllMedia(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if counts, err := db.Counts(ctx); err != nil || counts.Media != 1 || n != 1 {
		t.Error(counts, n, err)
	}
	if v, err := db.Setting(ctx, "k"); err != nil || v != "" {
		t.Error(v, err)
	}
	for _, v := range []string{"one", "two", ""} {
		if err := db.SetSetting(ctx, "k", v); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Setting(ctx, "k"); err != nil || got != v {
			t.Error(got, err)
		}
	}
	for _, job := range []string{`{"id":"a"}`, `{"id":"b"}`} {
		if err := db.SaveJob(ctx, job, []byte(job)); err != nil {
			t.Fatal(err)
		}
	}
	if jobs, err := db.LoadJobs(ctx, 1); err != nil || len(jobs) != 1 {
		t.Error(jobs, err)
	}
}

// TestTheProvenLibcIsBuiltIn: modernc.org/libc must be the very version that
// modernc.org/sqlite names; another module may raise it without a word.
func TestTheProvenLibcIsBuiltIn(t *testing.T) {
	list := func(args ...string) string {
		out, err := exec.CommandContext(t.Context(), "go", args...).Output()
		if err != nil {
			t.Skipf("go %s: %v", strings.Join(args, " "), err)
		}
		return strings.TrimSpace(string(out))
	}
	mod, err := os.ReadFile(list("list", "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	if libc := list("list", "-m", "-f", "{{.Version}}", "modernc.org/libc"); !strings.Contains(string(mod), "modernc.org/libc "+libc+"\n") {
		t.Errorf("libc is %s, which is not the version in sqlite's go.mod", libc)
	}
}
