package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
)

func TestFilesThatAreHandedOverTogetherAreOneOffer(t *testing.T) {
	var described []string
	o := newOffers(t.TempDir(), func(paths ...string) importer.Description {
		described = paths
		return importer.Description{Format: importer.Files, Files: len(paths)}
	})
	put := func(name, with string) bridge.OfferedResult {
		t.Helper()
		offered, err := o.OfferContent(name, with, strings.NewReader("text of "+name))
		if err != nil {
			t.Fatal(err)
		}
		return offered
	}
	first := put("notes/a.md", "")
	put("notes/deep/b.md", first.Token)
	put("../../c.md", first.Token)
	put("d.md", first.Token)
	got, err := o.look(first.Token)
	if err != nil || got.Label != "notes, file, d.md" || got.Files != 3 || got.Token != first.Token {
		t.Errorf("%+v %v", got, err)
	}
	folder := filepath.Dir(described[0])
	for _, name := range []string{"notes/a.md", "notes/deep/b.md", "file/file/c.md", "d.md"} {
		if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	if _, err := o.OfferContent("d.md", first.Token, strings.NewReader("once more")); err == nil {
		t.Error("one of the two would be lost")
	}
	if _, err := o.OfferContent("e.md", "no such token", strings.NewReader("")); err == nil {
		t.Error("there is nothing to put it beside")
	}
	o.done(first.Token)
	if _, err := os.Stat(folder); err == nil {
		t.Error("what was spooled goes with its offer")
	}
}
