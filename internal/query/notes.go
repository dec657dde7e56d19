package query

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// notes collects what was mended, a thing at a place once.
type notes struct {
	limit int // runes of the text
	list  []Note
}

func (n *notes) add(code string, start, end int, what string) {
	start, end = min(max(start, 0), n.limit), min(max(end, 0), n.limit)
	for _, have := range n.list {
		if have.Code == code && have.Start == start {
			return
		}
	}
	if len(n.list) >= 50 {
		return
	}
	if r, size := utf8.DecodeRuneInString(what); r < utf8.RuneSelf {
		what = strings.ToLower(what[:size]) + what[size:]
	}
	n.list = append(n.list, Note{Code: code, Start: start, End: end, Message: fmt.Sprintf("Column %d: %s.", start+1, what)})
}

func (n *notes) sorted() []Note {
	sort.SliceStable(n.list, func(i, j int) bool { return n.list[i].Start < n.list[j].Start })
	return n.list
}
