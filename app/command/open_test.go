package command_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/app/command"
)

func TestTheWindowOpensWithAddressesAndFiles(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"a.jsonl", "b c.NDJSON", "d.jsonl.zst", "notes.txt"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	here := func(name string) string { return filepath.Join(folder, name) }
	for _, c := range []struct {
		name string
		args []string
		want []string // nil: wrong use
	}{
		{"an address of ours", []string{"broadsheet://article/7"}, []string{"broadsheet://article/7"}},
		{"a file, by its whole path", []string{"a.jsonl"}, []string{here("a.jsonl")}},
		{"several, in any letter case and packed", []string{"b c.NDJSON", "d.jsonl.zst"}, []string{here("b c.NDJSON"), here("d.jsonl.zst")}},
		{"a file as desktops name it", []string{"file://" + filepath.ToSlash(here("b%20c.NDJSON"))}, []string{here("b c.NDJSON")}},
		{"a file of another machine", []string{"file://elsewhere" + filepath.ToSlash(here("a.jsonl"))}, nil},
		{"a file that is not there", []string{"none.jsonl"}, nil},
		{"a file of another kind", []string{"notes.txt"}, nil},
		{"a folder", []string{"."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			program := command.Program{Window: func(_ context.Context, _ string, open []string) error { got = open; return nil }}
			want := command.ExitDone
			if c.want == nil {
				want = command.ExitWrongUse
			}
			if status := command.Run(t.Context(), program, command.Streams{Out: io.Discard, Err: io.Discard}, c.args); status != want {
				t.Errorf("exit status %d, want %d", status, want)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
