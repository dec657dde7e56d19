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
			p := openAlone(t, t.TempDir())
			drafts := draftsOf(p)
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

func draftsOf(p *Program) *bridge.Drafts {
	at := slices.IndexFunc(p.Areas(), func(area any) bool { _, ok := area.(*bridge.Drafts); return ok })
	return p.Areas()[at].(*bridge.Drafts)
}

// What is wrong with an address keeps no words from the disk, and goes out nowhere.
func TestAnAddressThatIsNoneStaysOutOfADraftAndItsWordsDoNot(t *testing.T) {
	p := openAlone(t, t.TempDir())
	drafts := draftsOf(p)
	made, err := drafts.New(bridge.NewDraftRequest{Title: "The pier"})
	if err != nil {
		t.Fatal(err)
	}
	fields := bridge.DraftFields{Title: "The pier", Language: "en", Slug: "the-pier"}
	for i, step := range []struct {
		slug, kept string
		told       bool
	}{
		{"the-pier", "the-pier", false},
		{"the pier", "the-pier", true},
		{"the pier/", "the-pier", true},
		{"pier", "pier", false},
		{"", "", false},
	} {
		text, err := body.Canonical(t.Context(), "<p>"+strings.Repeat("Words. ", i+1)+"</p>", body.Options{})
		if err != nil {
			t.Fatal(err)
		}
		fields.Slug = step.slug
		saved, err := drafts.Save(bridge.SaveDraftRequest{ID: made.Draft, Stamp: int64(i + 1), Fields: fields, Body: text.Document.Blocks})
		if err != nil || saved.Uncopied != "" || (saved.Slug != "") != step.told {
			t.Errorf("%q: %q %q %v", step.slug, saved.Slug, saved.Uncopied, err)
		}
		held, err := p.newsroom.Get(t.Context(), made.Draft)
		if err != nil || held.Article.Slug != step.kept || held.Words != i+1 || held.Stamp != saved.Stamp {
			t.Errorf("%q: it holds %q and %d words, %v", step.slug, held.Article.Slug, held.Words, err)
		}
	}

	// One that a draft holds already, as an earlier version of the program let it.
	held, _, err := p.library.Store.CreateDraft(t.Context(), news.Article{Title: "Old", Language: "en", Slug: "a/b", Body: "<p id=\"aaaaaaaa\">Words.</p>\n"}, news.DraftWriting, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range []string{"submit", "approve"} {
		if _, err := drafts.Act(bridge.DraftActRequest{ID: held.ID, Act: act}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := drafts.Publish(bridge.PublishRequest{IDs: []string{held.ID}}); err == nil || !strings.Contains(err.Error(), "“Old” was not published: The last part of an address") {
		t.Error(err)
	}
	if _, err := drafts.Set(bridge.SetDraftRequest{ID: held.ID, Field: "title", Value: "New"}); err != nil {
		t.Error("its other fields cannot be set:", err)
	}
}

// Whoever opens the library first brings drafts back; whoever looks next is told of it,
// until it was said to be known.
func TestADraftThatWasBroughtBackIsListedUntilSomebodyKnows(t *testing.T) {
	home := t.TempDir()
	p := openAlone(t, home)
	ids := map[string]string{}
	for _, title := range []string{"Dismissed", "Opened", "Discarded"} {
		made, err := draftsOf(p).New(bridge.NewDraftRequest{Title: title})
		if err != nil {
			t.Fatal(err)
		}
		ids[title] = made.Draft
		path := filepath.Join(p.library.Recovery(), made.Draft+".draft.json")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ahead := strings.NewReplacer(`"stamp":1,`, `"stamp":9,`, title, title+", and more").Replace(string(content))
		if err := os.WriteFile(path, []byte(ahead), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again := func() {
		t.Helper()
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		p = openAlone(t, home)
	}
	told := func(want ...string) {
		t.Helper()
		page, err := draftsOf(p).List(bridge.DraftsRequest{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range page.Recovered {
			got = append(got, one.Title)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("told of %q, want %q", got, want)
		}
	}
	again()
	told("Discarded, and more", "Dismissed, and more", "Opened, and more")
	again()
	told("Discarded, and more", "Dismissed, and more", "Opened, and more")
	if _, err := draftsOf(p).Discard(bridge.IDRequest{ID: ids["Discarded"]}); err != nil {
		t.Fatal(err)
	}
	told("Dismissed, and more", "Opened, and more")
	shown, err := draftsOf(p).Show(bridge.IDRequest{ID: ids["Opened"]})
	if err != nil || !shown.Recovered {
		t.Error("its page does not know:", shown.Recovered, err)
	}
	if _, err := draftsOf(p).Dismiss(bridge.DismissRequest{ID: ids["Opened"]}); err != nil {
		t.Fatal(err)
	}
	again()
	told("Dismissed, and more")
	if shown, err := draftsOf(p).Show(bridge.IDRequest{ID: ids["Opened"]}); err != nil || shown.Recovered {
		t.Error(shown.Recovered, err)
	}
	if _, err := draftsOf(p).Dismiss(bridge.DismissRequest{}); err != nil {
		t.Fatal(err)
	}
	told()
	again()
	told()
}
