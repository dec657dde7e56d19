package query_test

import (
	"strings"
	"testing"

	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsBeingTyped(t *testing.T) {
	for marked, want := range map[string]query.Typing{ // | is the caret
		"|":                        {},
		"oil to|":                  {Text: "to", Start: 4, End: 6},
		"oil -to|":                 {Text: "to", Start: 5, End: 7},
		"topic:la|ke oil":          {Field: "topic", Text: "la", Start: 6, End: 10},
		"topic:a,la|":              {Field: "topic", Text: "la", Start: 8, End: 10},
		`topic:"lake re|gion" oil`: {Field: "topic", Text: "lake re", Start: 6, End: 19},
		`topic:"lake re|`:          {Field: "topic", Text: "lake re", Start: 6, End: 14},
		"موضوع:آ|":                 {Field: "topic", Text: "آ", Start: 6, End: 7},
		"title:a,b|":               {Text: "b", Start: 8, End: 9},
		"(kind:|)":                 {Field: "kind", Start: 6, End: 6},
		"from:20|":                 {Field: "from", Text: "20", Start: 5, End: 7},
		"re:20|":                   {Text: "re:20", Start: 0, End: 5},
	} {
		head, tail, _ := strings.Cut(marked, "|")
		if diff := cmp.Diff(want, query.TypingAt(head+tail, len([]rune(head)))); diff != "" {
			t.Errorf("%q: %s", marked, diff)
		}
	}
	text, caret := query.TypingAt("topic:la oil", 8).Put("topic:la oil", query.Quote("Lake Region"))
	if text != `topic:"Lake Region" oil` || caret != 19 {
		t.Error(text, caret)
	}
}
