package watch_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/watch"
)

// kinds takes .html and .jsonl; the parts of a page lie beside it.
type kinds struct{}

func (kinds) Takes(name string) bool {
	return strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".jsonl") || strings.HasSuffix(name, "~")
}

func (kinds) Beside(_ fs.FS, folder string) bool { return strings.HasSuffix(folder, "_files") }

// room is a watched folder, a library's store, and what came in.
type room struct {
	testing.TB
	*watch.Service
	db     *store.DB
	dir    string
	now    time.Time
	waited int
	came   [][]string
	fail   error
	during func() // while a look waits
}

func newRoom(t testing.TB) *room {
	t.Helper()
	base := t.TempDir()
	r := &room{TB: t, dir: filepath.Join(base, "in"), now: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)}
	if err := os.MkdirAll(filepath.Join(r.dir, "library"), 0o755); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(base, "library.db"), Clock: r.clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	r.db = db
	r.start()
	return r
}

// most is how many files a folder may hold here, but in the benchmark.
const most = 200

// start begins anew, as a program that was started again.
func (r *room) start() {
	limit := most
	if _, large := r.TB.(*testing.B); large {
		limit = 0
	}
	r.Service = watch.New(watch.Needs{
		Most:    limit,
		Folders: r.db, Memory: r.db, Kinds: kinds{}, Own: filepath.Join(r.dir, "library"), Clock: r.clock,
		Wait: func(ctx context.Context, d time.Duration) error {
			r.waited++
			r.now = r.now.Add(d)
			if r.during != nil {
				r.during()
			}
			return ctx.Err()
		},
	})
}

func (r *room) clock() time.Time { return r.now }

func (r *room) write(name, content string) {
	r.Helper()
	path := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		r.Fatal(err)
	}
}

func (r *room) add(onlyNew bool) news.Watched {
	r.Helper()
	w, entry, err := r.Add(r.Context(), news.Watched{Path: r.dir}, onlyNew)
	if err != nil || entry == 0 {
		r.Fatalf("%+v, %d, %v", w, entry, err)
	}
	return w
}

func (r *room) bring(_ context.Context, _ news.Watched, files []string) (watch.Came, error) {
	if r.fail != nil {
		return watch.Came{}, r.fail
	}
	r.came = append(r.came, files)
	return watch.Came{Import: fmt.Sprintf("i%d", len(r.came)), Added: len(files)}, nil
}

// round is one look of the schedule; it gives what came in.
func (r *room) round() []string {
	r.Helper()
	r.came = nil
	r.now = r.now.Add(30 * time.Second)
	ready, err := r.Look(r.Context())
	if err != nil {
		r.Fatal(err)
	}
	for _, one := range ready {
		if _, err := r.Take(r.Context(), one, r.bring); err != nil && !errors.Is(err, r.fail) {
			r.Fatal(err)
		}
	}
	return slices.Concat(r.came...)
}

func (r *room) want(want ...string) {
	r.Helper()
	if got := r.round(); !slices.Equal(got, want) {
		r.Errorf("came: %q, want %q", got, want)
	}
}

func (r *room) state() news.Watched {
	r.Helper()
	list, err := r.List(r.Context())
	if err != nil || len(list) != 1 {
		r.Fatalf("%v, %v", list, err)
	}
	return list[0]
}

func TestAFileComesWhenTwoLooksFindItTheSame(t *testing.T) {
	r := newRoom(t)
	r.add(false)
	r.write("half.jsonl", "{")
	r.write("deep/whole.html", "<p>")
	r.want()
	r.write("half.jsonl", `{"id"`)
	r.want("deep/whole.html")
	r.want("half.jsonl")
	r.want()
	if l := r.state().Look; l.Added != 1 || l.Import != "i1" || l.Files != 2 || !l.At.Equal(r.now) || l.Problem != "" {
		t.Errorf("%+v", l)
	}
	r.start() // what was taken is remembered
	r.want()
	r.want()
}

func TestAChangedFileComesAgainAndADeletedOneStays(t *testing.T) {
	r := newRoom(t)
	r.add(false)
	r.write("a.html", "one")
	r.write("b.html", "one")
	r.want()
	r.want("a.html", "b.html")
	r.write("a.html", "three")
	if err := os.Remove(filepath.Join(r.dir, "b.html")); err != nil {
		t.Fatal(err)
	}
	r.want()
	r.want("a.html")
	// Of the same size, and another time.
	if err := os.Chtimes(filepath.Join(r.dir, "a.html"), time.Time{}, r.now); err != nil {
		t.Fatal(err)
	}
	r.want()
	r.want("a.html")
}

func TestWhatIsThereCanBeLeftOut(t *testing.T) {
	r := newRoom(t)
	r.write("old.html", "one")
	r.add(true)
	r.write("new.html", "one")
	r.want()
	r.want("new.html")
}

func TestHiddenPartialForeignAndOwnFilesStayOut(t *testing.T) {
	r := newRoom(t)
	r.add(false)
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "out.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"out.html", ""} {
		if err := os.Symlink(filepath.Join(outside, name), filepath.Join(r.dir, "link"+name)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	for _, name := range []string{".hidden.html", ".git/a.html", "a.html.part", "b.html.crdownload", "c.html~", "library/d.html", "page_files/e.html", "f.pdf", "page.html"} {
		r.write(name, "x")
	}
	r.want()
	r.want("page.html")
}

func TestAWatchedLinkIsTheFolder(t *testing.T) {
	r := newRoom(t)
	r.write("a.html", "x")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(r.dir, link); err != nil {
		t.Skip("no links here: ", err)
	}
	r.dir = link
	r.add(false)
	r.want()
	r.want("a.html")
}

func TestAFolderThatIsGoneSaysSoAndIsLookedForAgain(t *testing.T) {
	r := newRoom(t)
	w := r.add(false)
	r.write("a.html", "one")
	r.want()
	r.want("a.html")
	away := r.dir + ".away"
	if err := os.Rename(r.dir, away); err != nil {
		t.Fatal(err)
	}
	r.want()
	if l := r.state().Look; !strings.Contains(l.Problem, "is not there") || !strings.Contains(l.Problem, "stays") || l.Added != 1 {
		t.Errorf("%+v", l)
	}
	if _, err := r.LookNow(t.Context(), w.ID); news.CodeOf(err) != news.CodeConflict {
		t.Errorf("looked: %v", err)
	}
	if err := os.Rename(away, r.dir); err != nil {
		t.Fatal(err)
	}
	r.write("b.html", "one")
	r.want()
	if l := r.state().Look; l.Problem != "" {
		t.Errorf("%+v", l)
	}
	r.want("b.html")
}

func TestALookThatSomebodyAskedForWaitsForWhatIsBeingWritten(t *testing.T) {
	r := newRoom(t)
	w := r.add(false)
	r.write("a.html", "one")
	r.write("b.html", "one")
	r.during = func() { r.write("b.html", "one and more") }
	ready, err := r.LookNow(t.Context(), w.ID)
	if err != nil || r.waited != 1 || !maps.Equal(names(ready), map[string]bool{"a.html": true}) {
		t.Errorf("%v, %v, waited %d times", ready, err, r.waited)
	}
	if _, err := r.Take(t.Context(), ready, r.bring); err != nil {
		t.Fatal(err)
	}
	r.during = nil
	if ready, err = r.LookNow(t.Context(), w.ID); err != nil || !maps.Equal(names(ready), map[string]bool{"b.html": true}) {
		t.Errorf("%v, %v", ready, err)
	}
	if _, err := r.LookNow(t.Context(), "nobody"); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}
}

func names(r watch.Ready) map[string]bool {
	list := map[string]bool{}
	for name := range r.Files {
		list[name] = true
	}
	return list
}

func TestWhatCouldNotBeBroughtInIsTriedAgain(t *testing.T) {
	r := newRoom(t)
	r.add(false)
	r.write("a.html", "one")
	r.want()
	r.fail = news.Errorf(news.CodeFull, "", "The disk is full.")
	r.want()
	r.fail = nil
	r.want("a.html")
}

func TestWhatWentWhileItCameInComesOnceItIsBack(t *testing.T) {
	r := newRoom(t)
	w := r.add(false)
	r.write("a.html", "one")
	ready, err := r.LookNow(t.Context(), w.ID)
	if err != nil || len(ready.Files) != 1 {
		t.Fatal(ready, err)
	}
	away := r.dir + ".away"
	_, err = r.Take(t.Context(), ready, func(context.Context, news.Watched, []string) (watch.Came, error) {
		return watch.Came{Refused: "a.html: it cannot be opened"}, os.Rename(r.dir, away)
	})
	if err != nil {
		t.Fatal(err)
	}
	if l := r.state().Look; l.Refused == "" {
		t.Errorf("%+v", l)
	}
	if err := os.Rename(away, r.dir); err != nil {
		t.Fatal(err)
	}
	r.want("a.html")
	if l := r.state().Look; l.Refused != "" {
		t.Errorf("%+v", l)
	}
}

func TestAPausedFolderIsLeftAloneAndARemovedOneComesBackByUndo(t *testing.T) {
	r := newRoom(t)
	ctx := t.Context()
	w := r.add(false)
	r.write("a.html", "one")
	if entry, err := r.Pause(ctx, w.ID, true); err != nil || entry == 0 {
		t.Fatal(entry, err)
	}
	if entry, err := r.Pause(ctx, w.ID, true); err != nil || entry != 0 {
		t.Errorf("paused twice: %d, %v", entry, err)
	}
	r.want()
	r.want()
	if _, err := r.Pause(ctx, w.ID, false); err != nil {
		t.Fatal(err)
	}
	r.want()
	r.want("a.html")
	entry, err := r.Remove(ctx, w.ID)
	if err != nil {
		t.Fatal(err)
	}
	again := r.add(true)
	if undone, err := r.db.Undo(ctx, entry); err != nil || undone.Undone != 0 {
		t.Errorf("two of one folder: %+v, %v", undone, err)
	}
	if _, err := r.Remove(ctx, again.ID); err != nil {
		t.Fatal(err)
	}
	if undone, err := r.db.Undo(ctx, entry); err != nil || undone.Undone != 1 {
		t.Errorf("%+v, %v", undone, err)
	}
	if got := r.state(); got.ID != w.ID || got.Look.Added != 1 {
		t.Errorf("%+v", got)
	}
	r.want() // it remembers
	r.want()
}

func TestWhatCannotBeWatchedSaysWhy(t *testing.T) {
	r := newRoom(t)
	r.add(false)
	r.write("deep/a.html", "x")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]news.Code{
		r.dir: news.CodeExists, filepath.Join(r.dir, "deep"): news.CodeExists, filepath.Dir(r.dir): news.CodeExists,
		filepath.Join(r.dir, "library"): news.CodeInvalid, file: news.CodeInvalid, "relative": news.CodeInvalid, filepath.Join(r.dir, "none"): news.CodeInvalid,
	} {
		if _, _, err := r.Add(t.Context(), news.Watched{Path: path}, false); news.CodeOf(err) != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func TestAFolderWithTooMuchInItIsRefused(t *testing.T) {
	r := newRoom(t)
	w := r.add(false)
	for i := range most + 1 {
		r.write(fmt.Sprintf("%d/%d.html", i%10, i), "")
	}
	if _, err := r.LookNow(t.Context(), w.ID); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("more than %d files", most)) {
		t.Errorf("%v", err)
	}
	r.want()
	if err := os.RemoveAll(filepath.Join(r.dir, "0")); err != nil {
		t.Fatal(err)
	}
	r.want()
	if got := r.round(); len(got) != most+1-(most/10+1) {
		t.Errorf("%d came", len(got))
	}
}

func TestTheFoldersSurviveAsTheyWere(t *testing.T) {
	r := newRoom(t)
	want := news.Watched{Path: r.dir, As: "html", Source: "Letters", Pictures: true, Private: true}
	kept, _, err := r.Add(t.Context(), want, false)
	if err != nil {
		t.Fatal(err)
	}
	want.ID = kept.ID
	if diff := cmp.Diff(want, r.state()); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkLookAtTwentyThousandUnchangedFiles(b *testing.B) {
	r := newRoom(b)
	r.add(false)
	for i := range 20_000 {
		r.write(fmt.Sprintf("%d/%d.html", i%200, i), "x")
	}
	r.round()
	if got := r.round(); len(got) != 20_000 {
		b.Fatalf("%d came", len(got))
	}
	for b.Loop() {
		if ready, err := r.Look(b.Context()); err != nil || len(ready) > 0 {
			b.Fatal(ready, err)
		}
	}
}
