package preflight

import (
	"strconv"
	"strings"
	"unicode"

	"broadsheet/internal/body"
)

// structure looks at headings, tables and endnotes.
func (l *looking) structure() {
	// A piece that begins with level 3 throughout has no level missing between.
	level := 4
	for _, h := range body.Headings(l.Document) {
		level = min(level, h.Level-1)
	}
	referred := map[string]bool{}
	for _, n := range l.Document.Blocks {
		references(n, referred)
	}
	for _, n := range l.Document.Blocks {
		id := n.Attr("id")
		switch n.Tag {
		case "h2", "h3", "h4":
			own := int(n.Tag[1] - '0')
			text := words(n)
			if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
				// Three stars part sections; a person means them.
				if strings.Trim(text, "*•· \u00a0⁂") != "" || text == "" {
					l.block(Look, Headings, "empty", id)
				}
			}
			if own > level+1 {
				l.add(Finding{Severity: Look, Check: Headings, Message: "headings.skips", Field: fieldBody, Item: whole, Block: id,
					Quote: short(text), Args: map[string]string{"level": strconv.Itoa(own), "wanted": strconv.Itoa(level + 1)}})
			}
			level = own
		case "ol":
			if n.Attr("role") == "doc-endnotes" {
				l.endnotes(n, referred)
			}
		}
		l.tables(n, id)
	}
}

// tables looks for tables without words or without a head, in quotations too.
func (l *looking) tables(n body.Node, block string) {
	if n.Tag == "table" {
		if wordless(n) {
			l.block(Look, TableHead, "wordless", block)
		} else if !headed(n) {
			l.block(Look, TableHead, "none", block)
		}
		return
	}
	for _, c := range n.Children {
		if c.Tag != "" {
			l.tables(c, block)
		}
	}
}

// wordless reports whether nothing stands in the cells of a table: such a one is not
// published, whatever its caption says.
func wordless(n body.Node) bool {
	for _, part := range n.Children {
		if part.Tag != "caption" && strings.TrimSpace(words(part)) != "" {
			return false
		}
	}
	return true
}

// headed reports whether a table says what its columns or its rows are. A table of
// one row or one column has nothing to tell apart.
func headed(n body.Node) bool {
	rows, columns := 0, 0
	for _, part := range n.Children {
		if part.Tag == "thead" {
			return true
		}
		for _, row := range part.Children {
			if part.Tag != "tbody" {
				continue
			}
			rows++
			columns = max(columns, len(row.Children))
			if len(row.Children) > 0 && row.Children[0].Tag == "th" {
				return true
			}
		}
	}
	return rows < 2 || columns < 2
}

// endnotes looks for notes that nothing refers to.
func (l *looking) endnotes(list body.Node, referred map[string]bool) {
	for i, note := range list.Children {
		if !referred[note.Attr("id")] {
			l.add(Finding{Severity: Look, Check: Notes, Message: "notes.unused", Field: fieldBody, Item: whole, Block: list.Attr("id"),
				Quote: short(words(note)), Args: map[string]string{"number": strconv.Itoa(i + 1)}})
		}
	}
}

// references gathers the ids that links inside the body name.
func references(n body.Node, into map[string]bool) {
	if id, ok := strings.CutPrefix(n.Attr("href"), "#"); ok && n.Tag == "a" {
		into[id] = true
	}
	for _, c := range n.Children {
		references(c, into)
	}
}
