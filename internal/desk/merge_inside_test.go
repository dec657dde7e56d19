package desk

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
)

func TestFieldsAreMergedEachForItself(t *testing.T) {
	base := news.Article{Title: "The wall", Kicker: "Harbours", Section: "Sea", Tags: []string{"stone", "sea"}, Authors: []news.Author{{Name: "A"}}, Published: time.Unix(1, 0)}
	ours, theirs := base, base
	ours.Title, ours.Tags = "The old wall", []string{"sea", "stone", "tide"}
	ours.Lead = &news.Picture{Src: "/media/x"}
	theirs.FrontTitle = "A wall"
	theirs.Section, theirs.Tags = "Land", []string{"stone", "moon"}
	theirs.Updated = time.Unix(5, 0)
	merged, clashes, err := merge(base, ours, theirs, oursOnly)
	if err != nil || len(clashes) > 0 {
		t.Fatal(clashes, err)
	}
	want := ours
	want.Section, want.FrontTitle, want.Tags, want.Updated = "Land", "A wall", []string{"stone", "tide", "moon"}, time.Unix(5, 0)
	if diff := cmp.Diff(want, merged); diff != "" {
		t.Error(diff)
	}
}

func TestFieldsThatBothChangedClash(t *testing.T) {
	base := news.Article{Title: "The wall", Kind: "report", Authors: []news.Author{{Name: "A"}}}
	ours, theirs := base, base
	ours.Title, theirs.Title = "Our wall", "Their wall"
	ours.FrontTitle, theirs.FrontTitle = "Ours", "Theirs"
	ours.Authors, theirs.Authors = []news.Author{{Name: "B"}}, []news.Author{{Name: "C"}}
	merged, clashes, err := merge(base, ours, theirs, oursOnly)
	if err != nil {
		t.Fatal(err)
	}
	names := namesOf(clashes)
	slices.Sort(names)
	if diff := cmp.Diff([]string{"authors", "front_title", "title"}, names); diff != "" || merged.Title != "Our wall" {
		t.Error(diff, merged.Title)
	}
	merged, _, err = merge(base, ours, theirs, func(place string) bool { return place == "title" || place == "authors" })
	if err != nil || merged.Title != "Their wall" || merged.Authors[0].Name != "C" {
		t.Error(merged, err)
	}
}

func TestWhatCannotBeAnAddressIsRefused(t *testing.T) {
	for slug, ok := range map[string]bool{"": true, "the-wall": true, "دیوار-بندر": true, "a/b": false, "..": false, "a b": false, "a?b": false, "x:y": false, "a\u00a0b": false, "a\x00b": false} {
		if isSlug(slug) != ok {
			t.Errorf("%q: %v", slug, !ok)
		}
	}
}
