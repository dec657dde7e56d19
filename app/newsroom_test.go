package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/app/bridge"
	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Whatever a person may have typed so far, the file of a draft brings it back: what is
// half written is no reason to refuse it.
func TestADraftComesBackFromItsFileHoweverFarItIs(t *testing.T) {
	for name, fields := range map[string]bridge.DraftFields{
		"nothing yet":       {},
		"no headline":       {Standfirst: "Only this.", Language: "en"},
		"a long headline":   {Title: strings.Repeat("long ", 400), Language: "en"},
		"right to left":     {Title: "السفينة", Language: "ar", Kicker: "ميناء"},
		"unusual fields":    {Title: "T", Language: "en", Kind: "no such kind", Slug: "An odd / slug?", Section: "no such section", Dateline: "x", TranslationOf: "no-such"},
		"names and places":  {Title: "T", Language: "en", Authors: []bridge.DraftAuthor{{Name: "A. Writer", Role: "x"}}, Places: []bridge.Place{{Name: "Here", Date: "some day"}}, Tags: []string{"a", "b, c"}, Topics: []string{"no such topic"}, Related: []string{"nowhere"}},
		"pictures and film": {Title: "T", Language: "en", Lead: &bridge.DraftPicture{Src: "/media/" + strings.Repeat("a", 64)}, Media: []bridge.DraftMedia{{Type: "film"}, {Type: "image", Src: "x", Caption: "c"}}},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			p := openAlone(t, home)
			at := slices.IndexFunc(p.Areas(), func(area any) bool { _, ok := area.(*bridge.Drafts); return ok })
			drafts := p.Areas()[at].(*bridge.Drafts)
			made, err := drafts.New(bridge.NewDraftRequest{Title: "First"})
			if err != nil {
				t.Fatal(err)
			}
			text, err := body.Canonical(t.Context(), "<p>Half a sen</p>", body.Options{})
			if err != nil {
				t.Fatal(err)
			}
			saved, err := drafts.Save(bridge.SaveDraftRequest{ID: made.Draft, Stamp: made.Stamp, Fields: fields, Body: text.Document.Blocks})
			if err != nil {
				t.Fatal("it cannot be saved:", err)
			}
			want, err := p.newsroom.Get(t.Context(), made.Draft)
			if err != nil {
				t.Fatal(err)
			}
			// The file is there, the row is as it was before.
			path := filepath.Join(p.library.Recovery(), made.Draft+".draft.json")
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := p.newsroom.Words(t.Context(), made.Draft, "Another text.", news.BodyText); err != nil {
				t.Fatal(err)
			}
			ahead := strings.Replace(string(content), `"stamp":2,`, `"stamp":9,`, 1)
			if err := os.WriteFile(path, []byte(ahead), 0o600); err != nil || ahead == string(content) {
				t.Fatal(saved.Stamp, err, ahead)
			}
			if err := p.newsroom.Recover(t.Context()); err != nil {
				t.Fatal(err)
			}
			got, err := p.newsroom.Get(t.Context(), made.Draft)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Article, got.Article); diff != "" {
				t.Error(diff)
			}
		})
	}
}
