package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
)

func TestTheCountsOfProblemsAreKeptWithTheFirstOfEachKind(t *testing.T) {
	db := open(t)
	run := news.Import{ID: "i", State: "done"}
	for n := range 1500 {
		run.Problem(news.Problem{Kind: news.ProblemPicture, Where: fmt.Sprintf("line %d", n+1), Message: "It is gone."})
	}
	run.Problem(news.Problem{Kind: news.ProblemDate, Where: "line 1501", Message: "It is no date."})
	if err := db.BeginImport(t.Context(), news.Import{ID: "i"}); err != nil {
		t.Fatal(err)
	}
	if err := db.FinishImport(t.Context(), run); err != nil {
		t.Fatal(err)
	}
	kept, err := db.Import(t.Context(), "i")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(run.Kinds, kept.Kinds); diff != "" || run.Kinds[0].Count != 1500 {
		t.Error(diff)
	}
	if diff := cmp.Diff(run.Problems, kept.Problems); diff != "" || len(kept.Problems) >= 1000 {
		t.Error(diff)
	}
}
