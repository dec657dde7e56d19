package paste

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// entry is an item of a list as word processors write them: a paragraph with a
// level.
type entry struct {
	n       *html.Node // whose content the item has
	level   int
	list    string // which list it is of
	ordered bool
	start   int
}

var msoList = regexp.MustCompile(`^(l\d+)\s+level(\d+)\s+(lfo\d+)`)

// lists makes lists of paragraphs that are items by their style.
func (p *pasted) lists() {
	parents := map[*html.Node]bool{}
	var order []*html.Node
	walk(p.root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (strings.Contains(attr(n, "style"), "mso-list") || hasClass(n, "ListContainerWrapper") || is(n, atom.P) && listClass(n) != "") {
			if !parents[n.Parent] {
				parents[n.Parent] = true
				order = append(order, n.Parent)
			}
		}
		return true
	})
	for _, parent := range order {
		listsIn(parent)
	}
	for _, n := range elements(p.root, headings...) {
		takeSign(n) // the program counts headings by itself
	}
}

// listClass tells what Word's paragraph styles for lists say.
func listClass(n *html.Node) string {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		switch {
		case strings.HasPrefix(c, "MsoListBullet"):
			return "ul"
		case strings.HasPrefix(c, "MsoListNumber"):
			return "ol"
		}
	}
	return ""
}

func listsIn(parent *html.Node) {
	var run []entry
	var first *html.Node
	end := func(before *html.Node) {
		if len(run) > 0 {
			parent.InsertBefore(build(run), before)
		}
		run, first = nil, nil
	}
	for c := parent.FirstChild; c != nil; {
		next := c.NextSibling
		switch found := entriesOf(c); {
		case len(found) > 0:
			if first == nil {
				first = c
			}
			run = append(run, found...)
			parent.RemoveChild(c)
		case nothing(c):
		default:
			end(c)
		}
		c = next
	}
	end(nil)
}

// entriesOf gives the items that a node is; none for what is no item. A heading with
// a number loses the number and stays a heading.
func entriesOf(n *html.Node) []entry {
	if n.Type != html.ElementNode {
		return nil
	}
	if hasClass(n, "ListContainerWrapper") {
		return wrapped(n)
	}
	e := entry{n: n, level: 1}
	found := msoList.FindStringSubmatch(styleOf(n)["mso-list"])
	class := ""
	if is(n, atom.P) {
		class = listClass(n)
	}
	if found == nil && class == "" {
		return nil
	}
	if found != nil {
		e.level, _ = strconv.Atoi(found[2])
		e.level = min(max(e.level, 1), 9)
		e.list = found[1] + found[3]
	} else if i := strings.IndexAny(attr(n, "class"), "23456789"); i > 0 {
		e.level = int(attr(n, "class")[i] - '0')
	}
	sign, signed := takeSign(n)
	if isHeading(n) || !is(n, atom.P, atom.Div) {
		return nil
	}
	e.ordered, e.start = isNumber(sign)
	if !signed {
		e.ordered = class == "ol"
	}
	return []entry{e}
}

// takeSign takes the bullet or number off an item.
func takeSign(n *html.Node) (sign string, found bool) {
	var signs []*html.Node
	walk(n, func(c *html.Node) bool {
		if c.Type == html.ElementNode && strings.EqualFold(styleOf(c)["mso-list"], "ignore") {
			signs = append(signs, c)
			return false
		}
		return true
	})
	for _, s := range signs {
		sign += textOf(s)
		remove(s)
	}
	return strings.Trim(sign, " \u00a0\t\r\n"), len(signs) > 0
}

var numbered = regexp.MustCompile(`^\(?(?:([0-9]+)|[a-zA-Z]{1,2}|[ivxlcdmIVXLCDM]{1,6}|[٠-٩۰-۹]+|[\x{0621}-\x{064A}]{1,2})[.)،:/\-]`)

// isNumber tells a number from a bullet, and with which number a list begins.
func isNumber(sign string) (bool, int) {
	found := numbered.FindStringSubmatch(sign)
	if found == nil {
		return false, 0
	}
	n, err := strconv.Atoi(found[1])
	if err != nil || n > 100_000 {
		n = 0
	}
	return true, n
}

// wrapped gives the items of Word in a browser, which writes a list around each of
// them.
func wrapped(n *html.Node) []entry {
	var out []entry
	for _, li := range elements(n, atom.Li) {
		e := entry{n: li, level: 1, ordered: is(li.Parent, atom.Ol)}
		level := attr(li, "data-aria-level")
		if level == "" {
			level = attr(li, "aria-level")
		}
		if v, err := strconv.Atoi(level); err == nil {
			e.level = min(max(v, 1), 9)
		}
		e.list = attr(li, "data-listid")
		e.start, _ = strconv.Atoi(attr(li.Parent, "start"))
		out = append(out, e)
	}
	return out
}

// build nests items by their levels.
func build(run []entry) *html.Node {
	group := element(atom.Div)
	type open struct {
		list  *html.Node
		level int
		entry entry
	}
	var stack []open
	for _, e := range run {
		for len(stack) > 0 && stack[len(stack)-1].level > e.level {
			stack = stack[:len(stack)-1]
		}
		if n := len(stack); n > 0 && stack[n-1].level == e.level {
			if last := stack[n-1].entry; last.ordered != e.ordered || last.list != e.list {
				stack = stack[:n-1]
			}
		}
		if n := len(stack); n == 0 || stack[n-1].level < e.level {
			list := element(atom.Ul)
			if e.ordered {
				list = element(atom.Ol)
				if e.start > 1 {
					setAttr(list, "start", strconv.Itoa(e.start))
				}
			}
			if n == 0 {
				group.AppendChild(list)
			} else {
				stack[n-1].list.LastChild.AppendChild(list)
			}
			stack = append(stack, open{list, e.level, e})
		}
		li := element(atom.Li)
		for _, name := range []string{"lang", "dir"} {
			if v := attr(e.n, name); v != "" {
				setAttr(li, name, v)
			}
		}
		moveInto(li, e.n)
		stack[len(stack)-1].list.AppendChild(li)
	}
	if group.FirstChild == group.LastChild && group.FirstChild != nil {
		only := group.FirstChild
		group.RemoveChild(only)
		return only
	}
	return group
}
