package app_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/app/bridge"
	"broadsheet/internal/newstest"
)

// wanted makes a search out of words of the publication, at random.
func wanted(r *rand.Rand, words []string, facets []bridge.Facet) bridge.SearchRequest {
	word := func() string { return words[r.IntN(len(words))] }
	req := bridge.SearchRequest{Record: "search", Sort: []string{"", "relevance", "newest", "oldest"}[r.IntN(4)], Limit: 1 + r.IntN(40), Strict: r.IntN(2) == 0, Typed: r.IntN(2) == 0}
	switch r.IntN(6) {
	case 0:
		req.Query = word()
	case 1:
		req.Query = word() + " OR " + word()
	case 2:
		req.Query = word() + " " + word() + " " + word()
	case 3:
		req.Query = "lead:" + word() + "*"
	case 4:
		req.Query = word() + " date:400d" // from today: the day of the step
	}
	if r.IntN(3) == 0 && len(facets) > 0 {
		facet := facets[r.IntN(len(facets))]
		if len(facet.Values) > 0 {
			req.Filters = []bridge.FieldValues{{Field: facet.Field, Values: []string{facet.Values[r.IntN(len(facet.Values))].Value}}}
		}
	}
	if r.IntN(5) == 0 {
		req.Offset = r.IntN(3)
	}
	return req
}

// What was asked once gives the same on a library of the same fingerprint, whatever
// was asked and whatever came and went meanwhile; on another the steps that differ say
// so, and none that is said to be the same differs.
func TestTheSameLibraryGivesTheSame(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	var found bridge.SearchResult
	call(t, calls, "Search/Query", bridge.SearchRequest{Facets: true, Limit: 200}, &found)
	var words []string
	for _, h := range found.Hits {
		words = append(words, strings.Fields(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`"():*~/-`, r) {
				return ' '
			}
			return r
		}, h.Article.Title))...)
	}
	more, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const marked = "a-001"
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 1))
		name := fmt.Sprint("Session ", seed)
		var started bridge.SessionStarted
		call(t, calls, "Sessions/Start", bridge.SessionName{Session: name}, &started)
		asked := 0
		for range 60 {
			request := wanted(r, words, found.Facets)
			text, err := json.Marshal(request)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := calls.Call("Search/Query", text); err == nil { // else it is not right, read strictly
				asked++
			}
		}
		if asked < 30 {
			t.Fatalf("only %d of 60 searches could be asked", asked)
		}
		// What a reader says of an article moves none of those that are found.
		for range 20 {
			note := strings.Join([]string{words[r.IntN(len(words))], words[r.IntN(len(words))], words[r.IntN(len(words))]}, " ")
			call(t, calls, "Highlights/Add", bridge.AddHighlight{Article: marked, At: bridge.HighlightSelection{Quote: "the"}, Note: note}, &bridge.AddedHighlight{})
		}
		var stopped bridge.Session
		call(t, calls, "Sessions/Stop", bridge.Nothing{}, &stopped)

		replay := func() (states map[string]int, fingerprint string) {
			t.Helper()
			states = map[string]int{}
			for request := (bridge.SessionShow{Session: name, Limit: 25}); ; {
				var part bridge.SessionReplay
				call(t, calls, "Sessions/Replay", request, &part)
				for _, again := range part.Steps {
					states[again.State]++
					if again.State == "same" && !cmp.Equal(again.Now, again.Step.SessionGave) {
						t.Errorf("%s is said to be the same:\n%s", again.Step.Query, cmp.Diff(again.Step.SessionGave, again.Now))
					}
					if again.SameLibrary && again.State != "same" {
						t.Errorf("seed %d: the library is the same, and %+v is not (%s):\n%s", seed, again.Step.Query, again.State, cmp.Diff(again.Step.SessionGave, again.Now))
					}
				}
				if request.After = part.Next; part.Next == 0 {
					return states, part.Fingerprint
				}
			}
		}
		same, fingerprint := replay()
		if len(same) != 1 || fingerprint != stopped.Fingerprint {
			t.Errorf("%v, on %s and not %s", same, fingerprint, stopped.Fingerprint)
		}
		changed := rewritten(t, more, seed)
		runImport(t, program, changed)
		if differ, now := replay(); now == fingerprint || differ["count"] == 0 {
			t.Errorf("after an import: %v, on %s", differ, now)
		}
		var undone bridge.UndoneResult
		call(t, calls, "History/Undo", bridge.UndoRequest{}, &undone)
		if back, now := replay(); len(back) != 1 || now != fingerprint {
			t.Errorf("taken back: %v, on %s and not %s", back, now, fingerprint)
		}
	}
}

// rewritten gives the publication with other ids: every word of it stands in one article
// more.
func rewritten(t *testing.T, path string, seed uint64) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, `{"id":"`) {
			out.WriteString(strings.Replace(line, `"id":"`, fmt.Sprintf(`"id":"more-%d-`, seed), 1))
		}
	}
	file := filepath.Join(t.TempDir(), "more.jsonl")
	if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Typing and paging are no steps, what one means is one, and what is done meanwhile in
// the library's own service goes into the same session.
func TestOnlyWhatIsMeantIsTakenDown(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	var started bridge.SessionStarted
	call(t, calls, "Sessions/Start", bridge.SessionName{Session: "One"}, &started)
	var found bridge.SearchResult
	for _, typed := range []string{"t", "th", "the", "strait"} {
		call(t, calls, "Search/Query", bridge.SearchRequest{Query: typed, Typed: true, Limit: 2}, &found)
	}
	call(t, calls, "Search/Query", bridge.SearchRequest{Query: "the", Typed: true, Limit: 2, Remember: true}, &found)
	call(t, calls, "Search/Query", bridge.SearchRequest{Query: "the", Typed: true, Limit: 2, Remember: true, After: found.Next}, &bridge.SearchResult{})
	call(t, calls, "Search/Query", bridge.SearchRequest{Query: "the", Typed: true, Limit: 2, Remember: true}, &found)
	var article bridge.Article
	call(t, calls, "Articles/Show", bridge.ShowRequest{ID: found.Hits[0].Article.ID}, &article)
	call(t, calls, "Articles/Show", bridge.ShowRequest{ID: found.Hits[0].Article.ID, Record: true}, &article)
	var page bridge.SessionPage
	call(t, calls, "Sessions/Show", bridge.SessionShow{}, &page)
	if len(page.Steps) != 2 || page.Steps[0].Kind != "search" || len(page.Steps[0].IDs) != 2 || page.Steps[1].Article != found.Hits[0].Article.ID {
		t.Errorf("%+v", page.Steps)
	}
}
