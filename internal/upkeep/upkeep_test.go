package upkeep_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"broadsheet/internal/library"
	"broadsheet/internal/news"
	"broadsheet/internal/upkeep"
)

func quiet(ctx context.Context, _, _ int64) error { return ctx.Err() }

// filled makes a library with an article and a picture.
func filled(t *testing.T) (l *library.Library, picture news.Media) {
	t.Helper()
	ctx := context.Background()
	l, err := library.Open(ctx, library.Options{Dir: filepath.Join(t.TempDir(), "library"), Version: "test", Clock: time.Now, Actor: "Tester"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	m := image.NewNRGBA(image.Rect(0, 0, 500, 400))
	for i := range m.Pix {
		m.Pix[i] = uint8(i) | 0x0f
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	if picture, err = l.Media.Put(ctx, &b, "quay.png"); err != nil {
		t.Fatal(err)
	}
	if err := l.Store.PutMedia(ctx, picture); err != nil {
		t.Fatal(err)
	}
	if err := l.Store.BeginImport(ctx, news.Import{ID: "i1", Label: "test", Format: "jsonl", Started: time.Now(), State: "running"}); err != nil {
		t.Fatal(err)
	}
	article := &news.Article{ID: "a1", Title: "The tide", Language: "en", Kind: news.KindNews, Body: "<p id=\"aaaa\">Water came in.</p>\n", Lead: &news.Picture{Src: "/media/" + picture.SHA256}}
	if _, problems, err := l.Store.Ingest(ctx, news.Batch{Import: "i1", Source: "test", Records: []news.Record{{Article: article}}}); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return l, picture
}

func TestASoundLibraryHasNoProblems(t *testing.T) {
	l, _ := filled(t)
	report, err := upkeep.Check(context.Background(), l, quiet)
	if err != nil || !report.OK {
		t.Fatalf("%+v, %v", report, err)
	}
}

func TestALostRenditionIsMadeAgain(t *testing.T) {
	l, picture := filled(t)
	ctx := context.Background()
	if err := l.Media.Remove(picture.Renditions[0].SHA256); err != nil {
		t.Fatal(err)
	}
	report, err := upkeep.Check(ctx, l, quiet)
	if err != nil || report.OK || !report.Problems[0].Repairable {
		t.Fatalf("check: %+v, %v", report, err)
	}
	if report, err = upkeep.Repair(ctx, l, quiet); err != nil || !report.OK {
		t.Errorf("repair: %+v, %v", report, err)
	}
}

func TestALostOriginalIsSaidAndNotInvented(t *testing.T) {
	l, picture := filled(t)
	ctx := context.Background()
	if err := l.Media.Remove(picture.SHA256); err != nil {
		t.Fatal(err)
	}
	report, err := upkeep.Repair(ctx, l, quiet)
	if err != nil || report.OK || report.Problems[0].Repairable {
		t.Errorf("repair: %+v, %v", report, err)
	}
}

func TestABackupGivesTheLibraryBack(t *testing.T) {
	l, picture := filled(t)
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kept.backup")
	if _, err := upkeep.Backup(ctx, l, path, time.Now(), quiet); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "restored")
	if err := upkeep.Restore(ctx, path, dir); err != nil {
		t.Fatal(err)
	}
	again, err := library.Open(ctx, library.Options{Dir: dir, Version: "test", Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if a, err := again.Store.Article(ctx, "a1"); err != nil || a.Title != "The tide" {
		t.Errorf("article: %+v, %v", a, err)
	}
	if err := again.Media.Verify(ctx, picture.SHA256); err != nil {
		t.Error(err)
	}
	if err := upkeep.Restore(ctx, path, dir); news.CodeOf(err) != news.CodeExists {
		t.Errorf("restored over a library: %v", err)
	}
}

// A backup with any damage is refused whole, and leaves nothing behind.
func TestADamagedBackupIsRefused(t *testing.T) {
	l, _ := filled(t)
	ctx := context.Background()
	folder := t.TempDir()
	path := filepath.Join(folder, "kept.backup")
	if _, err := upkeep.Backup(ctx, l, path, time.Now(), quiet); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := map[string][]byte{"empty": nil, "half": whole[:len(whole)/2], "cut off": whole[:len(whole)-20], "something else": []byte("a letter")}
	for at := 50; at < len(whole); at += max(1, len(whole)/12) {
		flipped := append([]byte(nil), whole...)
		flipped[at] ^= 0x10
		damaged["flipped"+string(rune('a'+at%26))] = flipped
	}
	for name, content := range damaged {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(folder, "restored")
		if err := upkeep.Restore(ctx, path, dir); err == nil {
			t.Errorf("%s: restored", name)
		}
		if library.Exists(dir) {
			t.Errorf("%s: a library was left behind", name)
		}
		os.RemoveAll(dir)
	}
}

func TestAWeeklyBackupIsMadeAndFourAreKept(t *testing.T) {
	l, _ := filled(t)
	now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	made := 0
	for day := range 60 {
		did, err := upkeep.BackupIfDue(context.Background(), l, now.AddDate(0, 0, day))
		if err != nil {
			t.Fatal(err)
		}
		if did {
			made++
		}
	}
	held, err := filepath.Glob(filepath.Join(l.Backups(), "weekly-*.db"))
	if err != nil || made != 9 || len(held) != 4 {
		t.Errorf("made %d, kept %d, %v", made, len(held), err)
	}
}

func TestCompactDropsOnlyWhatNobodyNames(t *testing.T) {
	l, picture := filled(t)
	ctx := context.Background()
	stray, err := l.Media.Put(ctx, bytes.NewReader([]byte("WEBVTT\n\n00:00.000 --> 00:01.000\nStray")), "stray.vtt")
	if err != nil {
		t.Fatal(err)
	}
	if err := upkeep.Compact(ctx, l, quiet); err != nil {
		t.Fatal(err)
	}
	if err := l.Media.Verify(ctx, stray.SHA256); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("the stray file: %v", err)
	}
	if err := l.Media.Verify(ctx, picture.SHA256); err != nil {
		t.Errorf("the picture: %v", err)
	}
}
