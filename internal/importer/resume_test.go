package importer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// telling is a folder whose files tell of some articles twice, hold slots, and
// lines that cannot be read.
func telling(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"a.jsonl": `{"type":"publication","name":"P","languages":["de"],"time_zone":"Asia/Tehran"}` + "\n" +
			`{"type":"front","slots":{"lead":[{"id":"3"}]}}` + "\n" + numbered(300, "B") + "no article\n" + numbered(300, "C"),
		"b.jsonl":       "no article\n",
		"c.jsonl":       "{}",
		"deep/d.jsonl":  numbered(10, "D") + `{"id":"late","title":"L","body_text":"B","published":"2024-05-06T10:00:00"}` + "\nno article",
		"deep/e.jsonl":  numbered(600, "E"),
		"deep/z.ndjson": `{"type":"front","slots":{"lead":[{"id":"5"}]}}`,
	}
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// came lists what a store was given, in order.
func came(m *memory) []string {
	var list []string
	for _, b := range m.batches {
		for i, r := range b.Records {
			what := "other"
			if r.Article != nil {
				what = r.Article.ID + r.Article.Body + r.Article.Language + r.Article.Published.String()
			}
			list = append(list, b.Where[i]+": "+what)
		}
	}
	return list
}

var figures = cmp.Options{cmpopts.IgnoreFields(news.Import{}, "Origin"), cmpopts.EquateEmpty()}

func TestAnImportThatWasBrokenOffEndsAsIfItHadNotBeen(t *testing.T) {
	dir := telling(t)
	request := func() importer.Request {
		return importer.Request{ID: "i1", Files: []importer.File{{Path: dir}}, Origin: &news.ImportOrigin{Paths: []string{dir}}}
	}
	whole := &memory{}
	want, err := host(whole).Run(t.Context(), request(), nil)
	if err != nil || want.Skipped != 4 || want.Updated == 0 || len(whole.batches) < 5 {
		t.Fatalf("%+v, %v", want, err)
	}
	for broken := range len(whole.batches) - 1 {
		for _, how := range []string{"killed", "canceled"} {
			t.Run(fmt.Sprintf("%s after batch %d", how, broken+1), func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				m := &memory{}
				m.onIngest = func() {
					if len(m.batches) == broken+1 {
						cancel()
					}
				}
				before, err := host(m).Run(ctx, request(), nil)
				if news.CodeOf(err) != news.CodeCanceled || len(m.batches) != broken+1 {
					t.Fatalf("%d batches, %v", len(m.batches), err)
				}
				if how == "killed" {
					before = m.held
				}
				m.publication = news.Publication{TimeZone: "Asia/Tehran", Languages: []string{"de"}} // as the import made it
				m.onIngest = nil
				again := request()
				again.Resume = &before
				got, err := host(m).Run(t.Context(), again, nil)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got, figures); diff != "" {
					t.Error(diff)
				}
				if diff := cmp.Diff(unique(came(whole)), unique(came(m))); diff != "" {
					t.Error(diff)
				}
				if m.ended[len(m.ended)-1].State != "done" || len(m.began) != 1 {
					t.Errorf("began %d, ended %+v", len(m.began), m.ended)
				}
			})
		}
	}
}

// unique leaves out the slots that were told once more, since telling them again
// changes nothing.
func unique(list []string) (left []string) {
	seen := map[string]bool{}
	for _, what := range list {
		if !strings.HasSuffix(what, ": other") || !seen[what] {
			left = append(left, what)
		}
		seen[what] = true
	}
	return left
}

func TestWhatIsNoLongerAsItWasIsNotGoneOnWith(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	write := func(content string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, clock()); err != nil {
			t.Fatal(err)
		}
	}
	write(numbered(600, "B"))
	ctx, cancel := context.WithCancel(t.Context())
	m := &memory{onIngest: cancel}
	request := importer.Request{ID: "i1", Files: []importer.File{{Path: path}}, Origin: &news.ImportOrigin{Paths: []string{path}}}
	before, err := host(m).Run(ctx, request, nil)
	if news.CodeOf(err) != news.CodeCanceled {
		t.Fatal(err)
	}
	request.Resume = &before
	write(numbered(601, "B"))
	_, err = host(m).Run(t.Context(), request, nil)
	if news.CodeOf(err) != news.CodeConflict || !strings.Contains(err.Error(), `"a.jsonl" has changed`) {
		t.Errorf("changed: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = host(m).Run(t.Context(), request, nil)
	if news.CodeOf(err) != news.CodeConflict || !strings.Contains(err.Error(), "is kept") {
		t.Errorf("gone: %v", err)
	}
	if len(m.batches) != 1 || len(m.ended) != 1 {
		t.Errorf("%d batches, ended %+v", len(m.batches), m.ended)
	}
}

func TestALinkToAFolderIsTheFolder(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(telling(t), link); err != nil {
		t.Skip("no links here: ", err)
	}
	report := run(t, &memory{}, importer.Request{Files: []importer.File{{Path: link}}})
	if report.Added != 911 || report.Label != "link" {
		t.Errorf("%+v", report)
	}
}
