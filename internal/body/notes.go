package body

import (
	"slices"
	"strconv"
	"strings"
)

// notePrefix begins the ids of endnotes.
const notePrefix = "fn-"

// nameNotes gives every endnote its id and tells which fragments mean it. The
// index in the answer is that of the note.
func (b *builder) nameNotes() map[string]int {
	targets, taken, next := map[string]int{}, map[string]bool{}, map[string]int{}
	for _, n := range b.notes {
		for _, raw := range n.ids {
			if validID(raw) && strings.HasPrefix(raw, notePrefix) && len(raw) > len(notePrefix) && !taken[raw] {
				n.own = raw
				taken[raw] = true
				break
			}
		}
	}
	for i, n := range b.notes {
		if !strings.HasPrefix(n.own, notePrefix) {
			n.own = freeNoteID(n.ids, i, taken, next)
			taken[n.own] = true
		}
		for _, raw := range append([]string{n.own}, n.ids...) {
			if _, ok := targets[raw]; !ok {
				targets[raw] = i
			}
		}
	}
	return targets
}

// freeNoteID makes an id of the first one that the note came with, else of its
// number. next remembers how often a name was asked for.
func freeNoteID(ids []string, index int, taken map[string]bool, next map[string]int) string {
	name := ""
	if len(ids) > 0 {
		name = strings.Map(func(r rune) rune {
			if r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' {
				return r
			}
			return '-'
		}, ids[0])
		name = strings.TrimLeft(strings.TrimPrefix(name, "fn"), "-_")
	}
	if name == "" {
		name = strconv.Itoa(index + 1)
	}
	name = notePrefix + fitting(name, 50)
	id := name
	for taken[id] {
		next[name]++
		id = name + "-" + strconv.Itoa(next[name]+1)
	}
	return id
}

// withoutArrows takes the links that lead back from a note out of its blocks,
// and blocks that held nothing else.
func (b *builder) withoutArrows(kids []*block) []*block {
	return slices.DeleteFunc(kids, func(k *block) bool {
		n := len(k.runs)
		k.runs = slices.DeleteFunc(k.runs, func(r run) bool {
			return isArrow(r.text) && slices.ContainsFunc(r.marks, func(m int) bool {
				return b.marks[m].tag == "a" && b.marks[m].attrs[0].value[0] == '#'
			})
		})
		return len(k.runs) < n && !hasInk(k.runs)
	})
}

// isArrow reports whether a text is nothing but a sign that points back.
func isArrow(s string) bool {
	found := false
	for _, r := range s {
		switch r {
		case '↩', '↑', '⏎', '^', '⤴', '↵':
			found = true
		case ' ', '\u00a0', '\ufe0e', '\ufe0f':
		default:
			return false
		}
	}
	return found
}

func sortedKeys(set map[string]bool) []string {
	var out []string
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
