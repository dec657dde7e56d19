package main

import "broadsheet/internal/fieldtest"

// fields counts the fields of exports, notes and web archives: all have to hold.
func fields(folder string) (part, error) {
	p := part{name: "fields", good: true}
	lines, err := fieldtest.Count(folder)
	if err != nil {
		return p, err
	}
	rows := [][]any{{"set", "articles", "read", "altered", "fields", "right", "share"}}
	for _, l := range lines {
		rows = append(rows, []any{l.Set, l.Items, l.Read, l.Altered, l.Of, l.Right, percent(float64(l.Right) / float64(max(1, l.Of)))})
		p.good = p.good && l.Good()
		for _, wrong := range l.Wrong {
			p.wrong = append(p.wrong, l.Set+": "+wrong)
		}
	}
	p.table = table(rows...)
	return p, nil
}
