package paste

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNotes bounds how many endnotes are brought together.
const maxNotes = 2_000

// anchor is a link into the document that can itself be linked to.
type anchor struct {
	n     *html.Node
	names []string
	to    string
}

// note is a reference and the place that it leads to.
type note struct{ ref, back *html.Node }

// endnotes finds the notes of word processors: two links that lead to each other,
// the later of which stands in the note (_ftnref1 and _ftn1, sdfootnote1anc and
// sdfootnote1sym, ftnt_ref1 and ftnt1), or did before the browser took their addresses
// away. They become endnotes as the profile has them.
func (p *pasted) endnotes() {
	taken := map[string]bool{}
	p.listed(taken)
	notes := pairsOf(p.root)
	if len(notes) == 0 {
		return
	}
	held := map[*html.Node]int{} // how many references and notes a node holds
	for _, n := range notes {
		for _, a := range []*html.Node{n.ref, n.back} {
			for at := a; at != nil; at = at.Parent {
				held[at]++
			}
		}
	}
	list := element(atom.Ol, "role", "doc-endnotes")
	done := map[*html.Node]bool{}
	for _, n := range notes {
		item := noteBlock(n.back, held, p.root)
		if item == nil || done[item] || contains(item, n.ref) {
			continue
		}
		done[item] = true
		withoutLink(n.back)
		id := noteID(textOf(item), taken)
		li := element(atom.Li, "id", id)
		before := previous(item)
		remove(item)
		if is(item, atom.Div, atom.Section, atom.Li, atom.Td, atom.Dd) {
			moveInto(li, item)
			for _, name := range []string{"lang", "dir"} {
				if v := attr(item, name); v != "" {
					setAttr(li, name, v)
				}
			}
		} else {
			li.AppendChild(item)
		}
		trimStart(li)
		list.AppendChild(li)
		if is(before, atom.Hr) {
			remove(before)
		}
		for c := n.ref.FirstChild; c != nil; c = n.ref.FirstChild {
			n.ref.RemoveChild(c)
		}
		n.ref.Attr = []html.Attribute{{Key: "href", Val: "#" + id}, {Key: "role", Val: "doc-noteref"}}
		number := 0
		for c := list.FirstChild; c != nil; c = c.NextSibling {
			number++
		}
		n.ref.AppendChild(&html.Node{Type: html.TextNode, Data: strconv.Itoa(number)})
	}
	p.emptyAreas()
	if list.FirstChild != nil {
		p.root.AppendChild(list)
	}
}

// listed marks the lists of notes that pages and Markdown have: raised links lead to
// their items. Their items get ids of their own, which those of the draft that they
// are pasted into do not have.
func (p *pasted) listed(taken map[string]bool) {
	items := map[string]*html.Node{}
	for _, li := range elements(p.root, atom.Li) {
		if id := attr(li, "id"); id != "" && is(li.Parent, atom.Ol, atom.Ul) {
			items[id] = li
		}
	}
	if len(items) == 0 {
		return
	}
	ids := map[*html.Node]string{}
	for _, a := range elements(p.root, atom.A) {
		href := attr(a, "href")
		if href == "" || href[0] != '#' {
			continue
		}
		li := items[fragmentOf(href[1:])]
		if li == nil || contains(li, a) || !isReference(a) || within(li.Parent.Parent, atom.Li, atom.Td) != nil {
			continue
		}
		if ids[li] == "" {
			for _, n := range append(elements(li, atom.A), elements(li, atom.Span)...) {
				if hasClass(n, "mw-cite-backlink", "footnote-backref", "footnote-back") || attr(n, "role") == "doc-backlink" {
					withoutLink(n)
				}
			}
			ids[li] = noteID(textOf(li), taken)
			rename(li.Parent, atom.Ol)
			setAttr(li.Parent, "role", "doc-endnotes")
		}
		a.Attr = []html.Attribute{{Key: "href", Val: "#" + ids[li]}, {Key: "role", Val: "doc-noteref"}}
	}
	for li, id := range ids {
		setAttr(li, "id", id)
	}
}

// isReference reports whether a link is a number or sign that leads to a note.
func isReference(a *html.Node) bool {
	return attr(a, "role") == "doc-noteref" || hasClass(a, "footnote-ref", "footnote") || within(a, atom.Sup) != nil || len(elements(a, atom.Sup)) > 0
}

// pairsOf finds links that lead to each other, in the order of the references.
func pairsOf(root *html.Node) []note {
	var all []anchor
	byName := map[string]int{}
	for _, n := range elements(root, atom.A) {
		if len(all) > 4*maxNotes {
			break
		}
		a := anchor{n: n}
		if _, fragment, ok := strings.Cut(attr(n, "href"), "#"); ok {
			a.to = fragmentOf(fragment)
		}
		for _, name := range []string{attr(n, "id"), attr(n, "name")} {
			if name != "" {
				a.names = append(a.names, name)
				a.to = cmp.Or(a.to, partner(name))
			}
		}
		if len(a.names) == 0 || a.to == "" {
			continue
		}
		for _, name := range a.names {
			if _, ok := byName[name]; !ok {
				byName[name] = len(all)
			}
		}
		all = append(all, a)
	}
	var out []note
	for i, a := range all {
		if j, ok := byName[a.to]; ok && j > i && slices.Contains(a.names, all[j].to) && len(out) < maxNotes {
			out = append(out, note{a.n, all[j].n})
		}
	}
	return out
}

// partners are the names that programs give to a note's two links, but for its number.
var partners = [][2]string{{"_ftnref#", "_ftn#"}, {"_ednref#", "_edn#"}, {"sdfootnote#anc", "sdfootnote#sym"}, {"sdendnote#anc", "sdendnote#sym"}, {"ftnt_ref#", "ftnt#"}}

var digits = regexp.MustCompile(`[0-9]+`)

// partner gives the name of the link that one of that name leads to: WebKit takes links
// into a document off what is pasted, and leaves their names.
func partner(name string) string {
	number := digits.FindString(name)
	plain := strings.Replace(name, number, "#", 1)
	for _, p := range partners {
		for i := range p {
			if number != "" && plain == p[i] {
				return strings.Replace(p[1-i], "#", number, 1)
			}
		}
	}
	return ""
}

func fragmentOf(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// noteBlock gives the block that holds a note: the paragraph of the link back, or
// what is around it where that holds nothing but this note.
func noteBlock(back *html.Node, held map[*html.Node]int, root *html.Node) *html.Node {
	n := back
	for n != nil && n != root && !isBlock(n) {
		n = n.Parent
	}
	if n == nil || n == root || held[n] != 1 {
		return nil
	}
	for up := n.Parent; up != nil && up != root && held[up] == 1; up = up.Parent {
		if !isNote(up) && (!is(up, atom.Div, atom.Li) || firstElement(up) != n) {
			break
		}
		if isNoteArea(up) && !isNote(up) {
			break
		}
		n = up
	}
	return n
}

// isNote reports whether an element says that it is one note.
func isNote(n *html.Node) bool {
	id := attr(n, "id")
	e := styleOf(n)["mso-element"]
	return e == "footnote" || e == "endnote" || strings.HasPrefix(id, "sdfootnote") || strings.HasPrefix(id, "sdendnote")
}

// isNoteArea reports whether an element holds a program's notes.
func isNoteArea(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	e := styleOf(n)["mso-element"]
	return e == "footnote-list" || e == "endnote-list" || isNote(n)
}

func firstElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !nothing(c) {
			return c
		}
	}
	return nil
}

// previous gives the element before a node, or before what holds nothing else so far.
func previous(n *html.Node) *html.Node {
	for n != nil {
		for c := n.PrevSibling; c != nil; c = c.PrevSibling {
			if !nothing(c) {
				return c
			}
		}
		n = n.Parent
		if n == nil || !is(n, atom.Div, atom.Section) {
			return nil
		}
	}
	return nil
}

func contains(n, other *html.Node) bool {
	for ; other != nil; other = other.Parent {
		if other == n {
			return true
		}
	}
	return false
}

// withoutLink takes the link back out of its note, and a raised element that held
// nothing else.
func withoutLink(back *html.Node) {
	parent := back.Parent
	remove(back)
	for parent != nil && parent.FirstChild == nil && is(parent, atom.Sup, atom.Span, atom.Font, atom.B) {
		up := parent.Parent
		remove(parent)
		parent = up
	}
}

// trimStart takes white space and the full stop of a number off the beginning of a note.
func trimStart(li *html.Node) {
	walk(li, func(n *html.Node) bool {
		if n.Type != html.TextNode {
			return true
		}
		n.Data = strings.TrimLeft(n.Data, " \t\r\n\u00a0")
		return n.Data == ""
	})
}

// noteID makes an id of what the note says: pasted beside others it is not taken.
func noteID(text string, taken map[string]bool) string {
	sum := sha256.Sum256([]byte(text))
	id := "fn-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5]))
	for n := 2; taken[id]; n++ {
		id = "fn-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5])) + "-" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// emptyAreas takes away what is left of a program's list of notes: the line above it.
func (p *pasted) emptyAreas() {
	var areas []*html.Node
	walk(p.root, func(n *html.Node) bool {
		if isNoteArea(n) {
			areas = append(areas, n)
			return false
		}
		return true
	})
	for _, n := range areas {
		if isBlank(textOf(n)) {
			remove(n)
		}
	}
}
