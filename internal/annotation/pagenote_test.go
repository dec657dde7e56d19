package annotation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"broadsheet/internal/annotation"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// pageNotes is a file as Hypothesis writes it, and annotations of the model whose target
// is no more than an address.
const pageNotes = `{"total":9,"rows":[
	{"id":"p1","created":"2025-01-02T03:04:05.678901+00:00","updated":"2025-02-02T03:04:05+00:00","uri":"https://example.org/harbour","text":"A page note.","tags":["quay"],
	 "target":[{"source":"https://example.org/harbour"}]},
	{"uri":"https://example.org/harbour","text":"Undated.","tags":[],"target":[{"source":"https://example.org/harbour","selector":[]}]},
	{"type":"Annotation","bodyValue":"Of the address.","target":"https://example.org/harbour"},
	{"type":"Annotation","body":{"type":"TextualBody","value":"tagged","purpose":"tagging"},"target":{"id":"https://example.org/harbour","type":"Text"}},
	{"uri":"https://example.org/harbour","text":"I agree.","references":["p1"],"target":[{"source":"https://example.org/harbour"}]},
	{"uri":"https://example.org/harbour","text":"","target":[{"source":"https://example.org/harbour"}]},
	{"uri":"https://example.org/harbour","text":"By place.","target":[{"source":"https://example.org/harbour","selector":[{"type":"TextPositionSelector","start":3,"end":9}]}]},
	{"uri":"https://example.org/elsewhere","text":"Not here.","target":[{"source":"https://example.org/elsewhere"}]},
	{"text":"Of nothing."},
	7]}`

func TestPageNotesOfOthersAreNotesOfTheArticle(t *testing.T) {
	s, db := library(t)
	done, err := s.Import(t.Context(), []byte(pageNotes))
	if err != nil || done.Added != 4 || done.Failed != 6 {
		t.Fatalf("%+v %v", done, err)
	}
	want := []string{"5: It answers", "6: It says neither", "7: It names its words by a place", "8: The article \"https://example.org/elsewhere\"", "9: It is no annotation", "10: It is no annotation"}
	for i, problem := range done.Problems {
		if i >= len(want) || !strings.HasPrefix(problem, "Highlight "+want[i]) {
			t.Errorf("%d: %s", i, problem)
		}
	}
	notes := map[string][]string{}
	for _, h := range all(t, s) {
		if h.State != news.MarkArticle || h.Article != "harbour/1" || h.Selector().Quote != "" || h.Place.Block != "" {
			t.Errorf("%+v", h)
		}
		notes[h.Note] = h.Tags
	}
	if diff := cmp.Diff(map[string][]string{"A page note.": {"quay"}, "Undated.": nil, "Of the address.": nil, "": {"tagged"}}, notes, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if again, err := s.Import(t.Context(), []byte(pageNotes)); err != nil || again.Added != 0 || again.Unchanged != 4 {
		t.Errorf("read twice: %+v %v", again, err)
	}
	if err := db.Verify(t.Context(), func(d store.Damage) bool {
		t.Errorf("a check says: %+v", d)
		return true
	}); err != nil {
		t.Error(err)
	}
}

// TestANoteWithoutWordsIsGivenOutAndReadBack puts one of two on words.
func TestANoteWithoutWordsIsGivenOutAndReadBack(t *testing.T) {
	s, _ := library(t)
	if _, err := s.Import(t.Context(), []byte(pageNotes)); err != nil {
		t.Fatal(err)
	}
	list := all(t, s)
	if entry, err := s.Change(t.Context(), []string{list[0].ID}, annotation.Change{Keep: true}); err != nil || entry != 0 {
		t.Errorf("kept as what it is, it is entry %d: %v", entry, err)
	}
	if _, err := s.Change(t.Context(), []string{list[1].ID}, annotation.Change{Again: &annotation.Selection{Quote: "harbour wall"}}); err != nil {
		t.Fatal(err)
	}
	want := all(t, s)
	for _, format := range []string{"json", "csv"} {
		file, err := s.Export(t.Context(), format, news.HighlightFilter{})
		if err != nil || strings.Contains(string(file.Text), `"exact": ""`) {
			t.Errorf("%v\n%s", err, file.Text)
		}
		other, _ := library(t)
		if done, err := other.Import(t.Context(), file.Text); err != nil || done.Added != 4 || done.Failed != 0 {
			t.Fatalf("%s: %+v %v\n%s", format, done, err, file.Text)
		}
		if diff := cmp.Diff(want, all(t, other), cmpopts.IgnoreFields(news.Highlight{}, "Number")); diff != "" {
			t.Errorf("%s: %s", format, diff)
		}
	}
	for format, empty := range map[string]string{"markdown": "\n>\n", "html": `"></blockquote>`} {
		file, err := s.Export(t.Context(), format, news.HighlightFilter{})
		if err != nil || strings.Contains(string(file.Text), empty) || !strings.Contains(string(file.Text), "A page note.") {
			t.Errorf("%v\n%s", err, file.Text)
		}
	}
}
