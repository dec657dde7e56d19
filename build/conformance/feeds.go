package main

import (
	"fmt"
	"strings"

	"broadsheet/internal/feedtest"
)

// enough is the share of other projects' statements that has to hold.
const enough = 0.98

// feeds counts how much of what other projects' suites state about feeds holds.
func feeds(folder string) (part, error) {
	p := part{name: "feeds", good: true}
	lines, err := feedtest.Count(folder)
	if err != nil {
		return p, err
	}
	var short []string
	rows := [][]any{{"set", "files", "read", "checkable", "right", "share", "without a place"}}
	for _, l := range lines {
		rows = append(rows, []any{l.Set, l.Files, l.Read, l.Checkable, l.Right, percent(l.Share()), l.NoPlace})
		if l.Share() < enough {
			p.good = false
			short = append(short, l.Set)
		}
		for _, wrong := range l.Wrong {
			p.wrong = append(p.wrong, l.Set+": "+wrong)
		}
	}
	p.table = table(rows...)
	if len(short) > 0 {
		p.table += fmt.Sprintf("\nBelow the %s that have to hold: %s.\n", percent(enough), strings.Join(short, "; "))
	}
	return p, nil
}
