// Package formattest is the frame of the tests of formats: reading all that a file
// holds, golden files, what a format has to know by sight, that reading stops where
// it is told to.
//
// It is for tests alone, and knows no format: the tests hand theirs over.
package formattest

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/fieldtest"
	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

var update = flag.Bool("update", false, "write the golden files")

// Tehran is a zone with half an hour in it.
func Tehran(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// Text is an input of a text; its dates without a zone are Tehran's.
func Text(t testing.TB, name, text string) importer.Input {
	t.Helper()
	return importer.Input{Content: strings.NewReader(text), Name: name, Zone: Tehran(t)}
}

// Read gives all items of an input, which has to be readable to its end.
func Read(t testing.TB, f importer.Format, in importer.Input) []importer.Item {
	t.Helper()
	var items []importer.Item
	err := f.Read(context.Background(), in, func(item importer.Item) error {
		items = append(items, item)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// Sentences are those of problems.
func Sentences(problems []news.Problem) []string {
	var sentences []string
	for _, problem := range problems {
		sentences = append(sentences, problem.Message)
	}
	return sentences
}

// Shown writes items as a golden file has them: the article, and what was said of it.
func Shown(t testing.TB, items ...importer.Item) string {
	t.Helper()
	var b strings.Builder
	for _, item := range items {
		line, err := json.MarshalIndent(struct {
			Where    string
			Article  *news.Article
			Problems []string
			Note     bool
		}{item.Where, item.Record.Article, Sentences(item.Problems), item.Note}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

// Golden compares a text with a golden file, which -update writes anew.
func Golden(t testing.TB, path, got string) {
	t.Helper()
	if *update {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Sight is the beginning of a file, and how surely a format has to know it. It is
// a type without a name of its own, so that tables need not name its fields.
type Sight = struct {
	Name, Head string
	Want       importer.Likelihood
}

// Sniffs holds a format against beginnings of files.
func Sniffs(t *testing.T, f importer.Format, sights []Sight) {
	t.Helper()
	for _, s := range sights {
		if got := f.Sniff([]byte(s.Head)); got != s.Want {
			t.Errorf("%s: %d, want %d", s.Name, got, s.Want)
		}
	}
}

// Stops holds a format to stopping at the first item that is not wanted, and
// before it where nobody waits any more. The text holds an item or more.
func Stops(t *testing.T, f importer.Format, name, text string) {
	t.Helper()
	stop, calls := errors.New("stop"), 0
	err := f.Read(t.Context(), Text(t, name, text), func(importer.Item) error { calls++; return stop })
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Read(ctx, Text(t, name, text), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Holds tells what was counted of a set, and fails where a field does not hold.
func Holds(t *testing.T, l fieldtest.Line) {
	t.Helper()
	t.Logf("%d of %d fields of %d articles, %d problems, %d notes", l.Right, l.Of, l.Read, l.Altered, len(l.Notes))
	for _, wrong := range l.Wrong {
		t.Error(wrong)
	}
	if !l.Good() {
		t.Errorf("%d of %d articles were read", l.Read, l.Items)
	}
}
