package search_test

import (
	"strings"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"

	"github.com/google/go-cmp/cmp"
)

func TestChipsOfWhatWasUnderstood(t *testing.T) {
	a, err := service(t).Query(t.Context(), search.Request{Text: `lake -موضوع:trade "central bank" from:1402-07`})
	want := []search.Chip{
		{Text: "lake", Label: "“lake”", Kind: "word", End: 4, Without: `-موضوع:trade "central bank" from:1402-07`, Part: search.Part{Kind: "word", Text: "lake"}},
		{Text: "-موضوع:trade", Field: "topic", Label: "not topic Trade", Kind: "value", Not: true, Start: 5, End: 17, Without: `lake "central bank" from:1402-07`,
			Part: search.Part{Kind: "not", Parts: []search.Part{{Kind: "value", Field: "topic", Values: []string{"Trade"}}}}},
		{Text: `"central bank"`, Label: "“central bank”", Kind: "phrase", Start: 18, End: 32, Without: "lake -موضوع:trade from:1402-07", Part: search.Part{Kind: "phrase", Text: "central bank"}},
		{Text: "from:1402-07", Field: "from", Label: "from 23 September 2023", Kind: "date", Start: 33, End: 45, Without: `lake -موضوع:trade "central bank"`, Part: search.Part{Kind: "date", From: "2023-09-23"}},
	}
	if diff := cmp.Diff(want, a.Chips); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	if len(a.Notes) == 0 || a.Notes[0].Code != "calendar" || a.Plain != "“lake” and “central bank”, not topic trade, from 23 September 2023" {
		t.Errorf("%+v, %q", a.Notes, a.Plain)
	}
}

func TestEveryPartSaysWhatItAsksFor(t *testing.T) {
	a, err := service(t).Query(t.Context(), search.Request{Text: `tid* co*e colour~1 atleast3:oil title:"a b"~2 x NEAR/8 y (sail OR steam) words>500 words<900 date:2011 is:read`})
	want := []search.Part{
		{Kind: "prefix", Text: "tid"}, {Kind: "like", Text: "co*e"}, {Kind: "close", Text: "colour"}, {Kind: "often", Text: "oil", Number: 3},
		{Kind: "phrase", Field: "title", Text: "a b", Number: 2}, {Kind: "near", Number: 8, Parts: []search.Part{{Kind: "word", Text: "x"}, {Kind: "word", Text: "y"}}},
		{Kind: "any", Parts: []search.Part{{Kind: "word", Text: "sail"}, {Kind: "word", Text: "steam"}}}, {Kind: "longer", Number: 500}, {Kind: "shorter", Number: 900},
		{Kind: "date", From: "2011-01-01", To: "2011-12-31"}, {Kind: "value", Field: "is", Values: []string{"read"}},
	}
	var got []search.Part
	for _, c := range a.Chips {
		got = append(got, c.Part)
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

func TestWhyNothingWasFound(t *testing.T) {
	s := service(t)
	a, err := s.Query(t.Context(), search.Request{Text: "water kind:news", Filters: map[string][]string{"topic": {"lake-region"}, "year": {"2024"}}})
	want := []search.Reason{
		{Text: "water", Without: "kind:news"},
		{Text: "kind:news", Without: "water"},
		{Text: "lake-region", Field: "topic"},
		{Text: "2024", Field: "year"},
	}
	if diff := cmp.Diff(want, a.Reasons); err != nil || a.Total != 0 || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	a, err = s.Query(t.Context(), search.Request{Text: `"central bank" kind:report`, Filters: map[string][]string{"topic": {"trade"}}})
	want = []search.Reason{
		{Text: `"central bank"`, Without: "kind:report", Count: 1},
		{Text: "kind:report", Without: `"central bank"`, Count: 1},
		{Text: "trade", Field: "topic"},
	}
	if diff := cmp.Diff(want, a.Reasons); err != nil || a.Total != 0 || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	// What holds all three words is counted, though it alone would relax them.
	a, err = s.Query(t.Context(), search.Request{Text: "governor tuesday third kind:report", Typed: true})
	want = []search.Reason{
		{Text: "governor", Without: "tuesday third kind:report"},
		{Text: "tuesday", Without: "governor third kind:report"},
		{Text: "third", Without: "governor tuesday kind:report"},
		{Text: "kind:report", Without: "governor tuesday third", Count: 1},
	}
	if diff := cmp.Diff(want, a.Reasons); err != nil || a.Total != 0 || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

func TestCaptionsAndCommentsAreThingsOfTheirOwn(t *testing.T) {
	s := service(t)
	a, err := s.Query(t.Context(), search.Request{Text: "crane", Others: true})
	if diff := cmp.Diff([]search.Other{{news.ThingCaption, 1}, {news.ThingComment, 1}, {news.ThingNote, 0}}, a.Others); err != nil || a.Total != 0 || diff != "" {
		t.Errorf("%v, %d: %s", err, a.Total, diff)
	}
	a, err = s.Query(t.Context(), search.Request{Text: "in:captions,comments crane", Facets: true})
	if err != nil || a.Total != 2 || len(a.Hits) != 2 {
		t.Fatalf("%+v, %v", a, err)
	}
	for _, h := range a.Hits {
		switch h.Thing {
		case news.ThingCaption:
			if h.Article.ID != "a2" || text(h.Snippet) != "A [crane] over the quay" || h.Piece.ID != "block" {
				t.Errorf("%+v", h)
			}
		case news.ThingComment:
			if h.Article.ID != "a4" || text(h.Snippet) != "The [crane] was there in May as well." || h.Piece.By != "Nadia" {
				t.Errorf("%+v", h)
			}
		default:
			t.Errorf("%+v", h)
		}
	}
	taken, err := s.Take(t.Context(), search.Request{Text: "in:comments,captions crane"})
	if err != nil || !taken.Pieces || len(taken.Articles()) != 0 {
		t.Errorf("%+v, %v", taken, err)
	}
	var got []news.Piece
	for record, err := range s.Records(t.Context(), taken) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, *record.Piece)
	}
	want := []news.Piece{
		{Thing: news.ThingCaption, ID: "block", Article: "a2", Title: "Water levels", Language: "en", Text: "A crane over the quay"},
		{Thing: news.ThingComment, ID: "c1", Article: "a4", Title: "Parliament again", By: "Nadia", Language: "en", Text: "The crane was there in May as well."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCompletionsOfFieldsAndValues(t *testing.T) {
	s := service(t)
	for marked, want := range map[string]string{ // | is the caret; the new queries
		"oil to|":           "oil topic:| oil to:|",
		"oil to| gas":       "oil topic:| gas oil to:| gas",
		"topic:la|":         `topic:"Lake Region" |`,
		"topic:tr| oil":     `topic:Trade| oil`,
		"tag:water,wa|":     `tag:water,Water |`,
		"is:s|":             "is:starred |",
		"has:g|":            "has:gallery |",
		"kind:inter|":       "kind:interview |",
		"from:2019 to:tod|": "from:2019 to:today |",
		"date:2020|":        "date:2020 |",
		"place:PO|":         `place:"Port Said" |`,
		"title:la|":         "",
		"|":                 "",
	} {
		head, tail, _ := strings.Cut(marked, "|")
		found, err := s.Complete(t.Context(), search.Completing{Text: head + tail, Caret: len([]rune(head)), Language: "en"})
		var got []string
		for _, c := range found {
			r := []rune(c.Query)
			got = append(got, string(r[:c.Caret])+"|"+string(r[c.Caret:]))
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %v, %v", marked, got, err)
		}
	}
	found, err := s.Complete(t.Context(), search.Completing{Text: "موض", Caret: 3, Language: "fa"})
	if err != nil || len(found) != 1 || found[0].Query != "موضوع:" || found[0].Field != "topic" {
		t.Errorf("%+v, %v", found, err)
	}
	found, err = s.Complete(t.Context(), search.Completing{Text: "وضعیت:نخ", Caret: 8, Language: "fa"})
	if err != nil || len(found) != 1 || found[0].Query != "وضعیت:نخوانده " {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestRecentSearchesAreKeptUntilTheyAreForgotten(t *testing.T) {
	s := service(t)
	for range 2 {
		for i := range 60 {
			if _, err := s.Query(t.Context(), search.Request{Text: "water " + strings.Repeat("x", i), Remember: true}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := s.Query(t.Context(), search.Request{Text: "not kept"}); err != nil {
		t.Fatal(err)
	}
	kept, err := s.Recent(t.Context())
	if err != nil || len(kept.Queries) != 50 || kept.Queries[0] != "water "+strings.Repeat("x", 59) || !kept.Keep {
		t.Fatalf("%d, %v, %v", len(kept.Queries), kept.Keep, err)
	}
	suggested, err := s.Suggest(t.Context(), search.SuggestRequest{Text: "wat", Recent: true})
	if err != nil || len(suggested) < 4 || suggested[0].Kind != "search" || suggested[3].Kind == "search" {
		t.Errorf("%+v, %v", suggested, err)
	}
	kept, err = s.ChangeRecent(t.Context(), search.RecentChange{Remove: kept.Queries[0]})
	if err != nil || len(kept.Queries) != 49 {
		t.Errorf("%d, %v", len(kept.Queries), err)
	}
	no := false
	if kept, err = s.ChangeRecent(t.Context(), search.RecentChange{Keep: &no}); err != nil || len(kept.Queries) != 0 || kept.Keep {
		t.Errorf("%+v, %v", kept, err)
	}
	if _, err := s.Query(t.Context(), search.Request{Text: "water", Remember: true}); err != nil {
		t.Fatal(err)
	}
	if kept, err = s.Recent(t.Context()); err != nil || len(kept.Queries) != 0 {
		t.Errorf("kept though it is off: %+v, %v", kept, err)
	}
}

func TestPagesGoOnBehindTheLastHit(t *testing.T) {
	s := service(t)
	for _, sort := range []search.Sort{query.SortRelevance, query.SortNewest, query.SortOldest} {
		whole, err := s.Query(t.Context(), search.Request{Sort: sort, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		if whole.Next != "" {
			t.Errorf("%s: a whole answer goes on at %q", sort, whole.Next)
		}
		var got []string
		request := search.Request{Sort: sort, Limit: 1}
		for range len(whole.Hits) + 1 {
			page, err := s.Query(t.Context(), request)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, ids(page))
			if request.After = page.Next; page.Next == "" {
				break
			}
		}
		if want := ids(whole); strings.TrimSpace(strings.Join(got, " ")) != want {
			t.Errorf("%s: one by one %q, at once %q", sort, got, want)
		}
	}
	if _, err := s.Query(t.Context(), search.Request{After: "nonsense"}); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("a cursor that is none gives %v", err)
	}
}

func TestMonthsLeaveTheChoiceOfDatesOut(t *testing.T) {
	s := service(t)
	whole, err := s.Query(t.Context(), search.Request{Facets: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(whole.Months) < 2 {
		t.Fatalf("months %v", whole.Months)
	}
	first := whole.Months[0]
	chosen, err := s.Query(t.Context(), search.Request{Facets: true, Within: first.Value})
	if err != nil {
		t.Fatal(err)
	}
	if chosen.Total != first.Count {
		t.Errorf("%s has %d articles, its choice gives %d", first.Value, first.Count, chosen.Total)
	}
	if diff := cmp.Diff(whole.Months, chosen.Months); diff != "" {
		t.Errorf("the choice changes the months: %s", diff)
	}
	if _, err := s.Query(t.Context(), search.Request{Within: "someday"}); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("a range that is none gives %v", err)
	}
}
