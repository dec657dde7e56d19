package app_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"broadsheet/internal/store"
)

// storedEnough waits until an import under way has stored a part of what it reads.
func storedEnough(ctx context.Context, library string) error {
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		db, err := store.Open(ctx, store.Options{Path: filepath.Join(library, "library.db"), Clock: time.Now, ReadOnly: true})
		if err == nil {
			imports, listed := db.Imports(ctx)
			if err = listed; err == nil && len(imports) > 0 && imports[0].Place.Items > 0 {
				return db.Close()
			}
			db.Close()
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return fmt.Errorf("nothing was stored: %w", err)
		}
	}
}

// manyArticles writes articles as JSON lines, every seventh twice and every
// hundredth line no article.
func manyArticles(path string, count int) error {
	var b bytes.Buffer
	b.WriteString(`{"type":"publication","name":"The Long Road","languages":["en"],"time_zone":"Europe/Lisbon"}` + "\n")
	for i := range count {
		if i%100 == 99 {
			b.WriteString("no article\n")
			continue
		}
		id := i
		if i%7 == 6 {
			id = i - 3 // told already, under another headline
		}
		fmt.Fprintf(&b, `{"id":"a%d","title":"Mile %d of %d","language":"en","published":"2024-03-04T%02d:%02d:00","tags":["road %d"],"body_text":"`,
			id, i, count, i%24, i%60, i%50)
		for word := range 40 {
			fmt.Fprintf(&b, "stone%d ", (id+1)*(word+3)%9973)
		}
		b.WriteString(`"}` + "\n")
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}

// many is manyArticles: "many FILE COUNT".
func many(ts *testscript.TestScript, _ bool, args []string) {
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(manyArticles(ts.MkAbs(args[0]), count))
}

// cutGzip compresses a file and cuts the end off: "cutgzip FILE OUT".
func cutGzip(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(errors.Join(err, w.Close()))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes()[:b.Len()-6], 0o600))
}

// waitStored is storedEnough for the script's library.
func waitStored(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	ts.Check(storedEnough(ctx, ts.Getenv("BROADSHEET_LIBRARY")))
}

func TestAKilledImportGoesOnAsIfNothingHadBeen(t *testing.T) {
	unraced(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "road.jsonl")
	if err := manyArticles(file, 4_000); err != nil {
		t.Fatal(err)
	}
	whole, killed := filepath.Join(dir, "whole"), filepath.Join(dir, "killed")
	want := broadsheet(t, dir, 3, "--library", whole, "--json", "import", file)

	cmd := broadsheetCommand(t, dir, "--library", killed, "--json", "import", file)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	if err := storedEnough(ctx, killed); err != nil {
		t.Error(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() // it was killed, and says so

	if list := broadsheet(t, dir, 0, "--library", killed, "--json", "history"); strings.Count(list, "articles.imported") != 1 {
		t.Errorf("history after the kill: %s", list)
	}
	half := broadsheet(t, dir, 0, "--library", killed, "--json", "library", "info")
	got := broadsheet(t, dir, 3, "--library", killed, "--json", "import", "resume")
	if figuresOf(t, want) != figuresOf(t, got) {
		t.Errorf("figures: %s, want %s", figuresOf(t, got), figuresOf(t, want))
	}
	if full := broadsheet(t, dir, 0, "--library", whole, "--json", "library", "info"); articlesOf(t, half) == 0 || articlesOf(t, half) >= articlesOf(t, full) {
		t.Fatalf("the kill came too late: %d articles of %d", articlesOf(t, half), articlesOf(t, full))
	}
	export := func(library string) string {
		t.Helper()
		out := library + ".jsonl"
		broadsheet(t, dir, 0, "--library", library, "export", "jsonl", out)
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if a, b := export(whole), export(killed); a != b {
		t.Errorf("the exports differ: %d and %d bytes", len(a), len(b))
	}
	var printed struct{ Import string }
	if err := json.Unmarshal([]byte(got), &printed); err != nil {
		t.Fatal(err)
	}
	broadsheet(t, dir, 0, "--library", killed, "import", "undo", printed.Import)
	empty := filepath.Join(dir, "empty")
	broadsheet(t, dir, 0, "--library", empty, "library", "create", "--empty")
	if a, b := export(empty), export(killed); a != b {
		t.Errorf("undo left %d bytes, an empty library has %d", len(b), len(a))
	}
}

// broadsheet runs the program, which has to end with a status, and gives what it
// printed.
func broadsheet(t *testing.T, home string, status int, args ...string) string {
	t.Helper()
	cmd := broadsheetCommand(t, home, args...)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if got := cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("%v ended with %d (%v): %.2000s", args, got, err, problems.String())
	}
	return string(out)
}

func broadsheetCommand(t *testing.T, home string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("broadsheet", args...)
	cmd.Env = os.Environ()
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		cmd.Env = append(cmd.Env, name+"="+filepath.Join(home, name))
	}
	return cmd
}

// figuresOf are the figures that an import printed, without what is its own.
func figuresOf(t *testing.T, printed string) string {
	t.Helper()
	var answer map[string]any
	if err := json.Unmarshal([]byte(printed), &answer); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	delete(answer, "import")
	delete(answer, "seconds")
	return fmt.Sprint(answer)
}

func articlesOf(t *testing.T, printed string) int {
	t.Helper()
	var info struct{ Articles int }
	if err := json.Unmarshal([]byte(printed), &info); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	return info.Articles
}
