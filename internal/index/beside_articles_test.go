package index_test

import (
	"path/filepath"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/news"

	"github.com/google/go-cmp/cmp"
)

// What stands beside the articles, and what is gone, changes neither which of them are
// found nor their scores: not how common a word is, nor the languages that a query is
// read in, nor which is the newest.
func TestWhatStandsBesideMovesNoArticle(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1,
		article(1, "Rates rise", "The central bank raised its rates, and the banks followed."),
		article(2, "Banks", "A bank is central to trade, trade to the banks and rates to both."),
		article(3, "Oil", "Oil fell. The harbour froze while the bank looked on."),
		article(40, "Old rates", "Rates of the bank in the old harbour."),
	)
	queries := []string{"bank", "central bank rates", "rates OR harbour", "bank* -oil", `"central bank"`, "the bank raised its rates while the old harbour froze", "harb~1"}
	ask := func() (out []any) {
		for _, q := range queries {
			out = append(out, q, find(t, x, q, nil).Hits)
		}
		return out
	}
	before := ask()
	var beside []index.Document
	for i := range 30 {
		note := article(100+i, "", "Bank bank rates harbour. Die Raten der Banken im Hafen.")
		note.Thing, note.Language, note.Published = []news.Thing{news.ThingNote, news.ThingComment}[i%2], "de", now.AddDate(1, 0, i)
		beside = append(beside, note)
	}
	put(t, x, 2, beside...)
	if diff := cmp.Diff(before, ask()); diff != "" {
		t.Errorf("notes and comments move articles:\n%s", diff)
	}
	// An article that is gone leaves the average length a little behind, and nothing else.
	var order []any
	for _, q := range queries {
		order = append(order, q, rows(find(t, x, q, nil)))
	}
	newer := article(7, "Raten", "Die Raten der Banken im Hafen steigen, und die Bank hebt an.")
	newer.Language, newer.Published = "de", now.AddDate(2, 0, 0)
	put(t, x, 3, newer)
	if err := x.Apply(t.Context(), index.Batch{Deletes: []index.ID{{Thing: news.ThingArticle, Row: 7}}, Watermark: index.Watermark{Seq: 4, Seen: 4}}); err != nil {
		t.Fatal(err)
	}
	for i, q := range queries {
		if diff := cmp.Diff(order[2*i+1], any(rows(find(t, x, q, nil)))); diff != "" {
			t.Errorf("%s: an article that is gone moves others:\n%s", q, diff)
		}
	}
}
