package main

import (
	"fmt"

	"broadsheet/internal/pagetest"
)

// peers are the figures of other extractors for the text of the same sets, as
// they were measured when ours was chosen: go-readability 2.1.3, go-trafilatura
// 1.12.2 with its fallback, go-domdistiller, and all the text of a page.
var peers = map[string][4]string{
	"readability": {"0.997", "0.951", "0.895", "0.806"},
	"newspaper4k": {"0.938", "0.906", "0.914", "0.502"},
	"trafilatura": {"0.875", "0.901", "0.856", "–"},
}

// webPages counts what is found of the texts, titles and dates of web pages.
func webPages(folder string) (part, error) {
	p := part{name: "pages", good: true}
	lines, err := pagetest.Count(folder)
	if err != nil {
		return p, err
	}
	rows := [][]any{{"set", "pages", "no article", "text", "precision", "recall", "titles", "or heading", "dates", "go-readability", "go-trafilatura", "go-domdistiller", "all text"}}
	for _, l := range lines {
		precision, recall := "–", "–"
		if l.Precision > 0 {
			precision, recall = fmt.Sprintf("%.3f", l.Precision), fmt.Sprintf("%.3f", l.Recall)
		}
		others, known := peers[l.Set]
		if !known {
			others = [4]string{"–", "–", "–", "–"}
		}
		rows = append(rows, []any{l.Set, l.Pages, l.Refused, fmt.Sprintf("**%.3f**", l.Text), precision, recall, of(l.Titles), of(l.Headings), of(l.Dates), others[0], others[1], others[2], others[3]})
		short := l.Short()
		p.good = p.good && len(short) == 0
		p.wrong = append(p.wrong, short...)
		for _, wrong := range l.Wrong {
			p.wrong = append(p.wrong, l.Set+": "+wrong)
		}
	}
	p.table = table(rows...)
	return p, nil
}

func of(s pagetest.Share) string { return fmt.Sprintf("%d of %d", s.Right, s.Of) }
