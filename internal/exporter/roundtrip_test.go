package exporter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/exporter"
	writer "broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/importer"
	reader "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/media"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/store"
)

// library is a real store with real media files and the two hosts on it.
type library struct {
	db    *store.DB
	files *media.Store
	runs  int
}

func clock() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }

func newLibrary(t testing.TB) *library {
	t.Helper()
	dir := t.TempDir()
	db, err := store.Open(context.Background(), store.Options{Path: filepath.Join(dir, "library.db"), Clock: clock, Actor: news.Actor{Name: "Tester"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	files, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	return &library{db: db, files: files}
}

func (l *library) request(path string) importer.Request {
	l.runs++
	return importer.Request{ID: fmt.Sprintf("i%d", l.runs), Files: []importer.File{{Path: path}}, Source: "file"}
}

func (l *library) host() *importer.Host {
	return importer.New(importer.Parts{Formats: []importer.Format{reader.Format{}}, Store: l.db, Runs: l.db, Media: l.files, Clock: clock})
}

func (l *library) bring(t testing.TB, path string) news.Import {
	t.Helper()
	report, err := l.host().Run(context.Background(), l.request(path), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (l *library) export(t testing.TB, path string) string {
	t.Helper()
	host := exporter.New(exporter.Parts{
		Formats:   []exporter.Format{writer.Format{}},
		OpenMedia: func(sha string) (io.ReadCloser, error) { file, _, err := l.files.Open(sha); return file, err },
	})
	_, err := host.Run(context.Background(), exporter.Request{Format: "jsonl", Path: path, Records: l.db.ExportRecords(context.Background(), store.ExportFilter{})}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t testing.TB, lines ...any) string {
	t.Helper()
	var b bytes.Buffer
	for _, line := range lines {
		if err := json.NewEncoder(&b).Encode(line); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestThePublicationSurvivesTheRoundTrip(t *testing.T) {
	source, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	first, second := newLibrary(t), newLibrary(t)
	if report := first.bring(t, source); report.Added != 39 || report.Skipped != 0 {
		t.Fatalf("%+v", report)
	}
	out := filepath.Join(t.TempDir(), "out.jsonl")
	text := first.export(t, out)
	report := second.bring(t, out)
	if report.Added != 39 {
		t.Fatalf("%+v", report)
	}
	for _, p := range report.Problems {
		if !strings.Contains(p.Message, "pictures/missing.png") && !strings.Contains(p.Message, `"x"`) {
			t.Errorf("%s: %s", p.Where, p.Message)
		}
	}
	again := second.export(t, filepath.Join(t.TempDir(), "other.jsonl"))
	if diff := cmp.Diff(strings.Split(text, "\n"), strings.Split(again, "\n")); diff != "" {
		t.Errorf("export of the second library:\n%s", diff)
	}
	if report := second.bring(t, out); report.Unchanged != 39 || report.Added+report.Updated+report.Duplicates > 0 {
		t.Errorf("the same file again: %+v", report)
	}
	if report := first.bring(t, source); report.Unchanged != 39 {
		t.Errorf("the source again: %+v", report)
	}
	if third := second.export(t, out); third != text {
		t.Error("an import that changed nothing changed the export")
	}
	if strings.Contains(text, "@mail.example") {
		t.Error("a comment's address was written")
	}
}

func TestAnUndoneImportLeavesNoTrace(t *testing.T) {
	l := newLibrary(t)
	source, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	l.bring(t, write(t, map[string]any{"id": "own", "title": "Own", "body_text": "Own.", "language": "en", "topics": []string{"canals"}}))
	before := l.export(t, filepath.Join(t.TempDir(), "before.jsonl"))
	report := l.bring(t, source)
	if undone, err := l.db.UndoImport(t.Context(), report.ID); err != nil || len(undone.Kept) > 0 {
		t.Fatalf("%+v %v", undone, err)
	}
	if after := l.export(t, filepath.Join(t.TempDir(), "after.jsonl")); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

func TestADryRunForetellsTheRun(t *testing.T) {
	l := newLibrary(t)
	source, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	foretell := func() news.Import {
		req := l.request(source)
		req.DryRun = true
		report, err := l.host().Run(t.Context(), req, nil)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	empty := l.export(t, filepath.Join(t.TempDir(), "a.jsonl"))
	if report := foretell(); report.Added != 39 {
		t.Errorf("%+v", report)
	}
	if now := l.export(t, filepath.Join(t.TempDir(), "a.jsonl")); now != empty {
		t.Error("a dry run wrote")
	}
	l.bring(t, source)
	if report := foretell(); report.Unchanged != 39 {
		t.Errorf("%+v", report)
	}
}

func TestHostileTitlesSurvive(t *testing.T) {
	archive, err := zip.OpenReader(newstest.Data(t, "hostile/hostile-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	file, err := archive.Open("titles.a.json")
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	if err := json.NewDecoder(file).Decode(&titles); err != nil {
		t.Fatal(err)
	}
	var lines []any
	for i, title := range titles {
		lines = append(lines, map[string]any{"id": fmt.Sprint(i), "title": title, "tags": []string{title}, "authors": []string{title}, "body_text": title, "language": "en"})
	}
	first, second := newLibrary(t), newLibrary(t)
	if report := first.bring(t, write(t, lines...)); report.Added != len(titles) {
		t.Fatalf("%+v", report)
	}
	out := filepath.Join(t.TempDir(), "out.jsonl")
	text := first.export(t, out)
	second.bring(t, out)
	if again := second.export(t, filepath.Join(t.TempDir(), "out.jsonl")); again != text {
		t.Error(cmp.Diff(strings.Split(text, "\n"), strings.Split(again, "\n")))
	}
	read := 0
	for line := range strings.Lines(text) {
		var a struct {
			ID, Title     string
			Tags, Authors []string
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.ID == "" {
			continue
		}
		want := strings.ReplaceAll(titles[read], "\x00", "")
		read++
		if a.Title != want || len(a.Tags) != 1 || a.Tags[0] != want || a.Authors[0] != want {
			t.Errorf("%q came back as %q, tags %q, authors %q", want, a.Title, a.Tags, a.Authors)
		}
	}
	if read != len(titles) {
		t.Errorf("%d of %d came back", read, len(titles))
	}
}
