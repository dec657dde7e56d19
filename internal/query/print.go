package query

import (
	"fmt"
	"strconv"
	"strings"
)

// Print gives the canonical text of a tree. Parsing it gives the same tree.
func Print(n Node) string {
	var b strings.Builder
	printNode(&b, n, 0)
	return b.String()
}

// The strength with which an operator binds; what binds less stands in
// parentheses inside what binds more.
const (
	bindOr = iota
	bindAnd
	bindNot
)

func printNode(b *strings.Builder, n Node, bind int) {
	switch n := n.(type) {
	case Or:
		printList(b, n.Nodes, " OR ", bind > bindOr, bindAnd)
	case And:
		printList(b, n.Nodes, " ", bind > bindAnd, bindNot)
	case Near:
		printList(b, n.Nodes, fmt.Sprintf(" NEAR/%d ", n.Distance), false, bindNot)
	case Not:
		b.WriteByte('-')
		if _, ok := n.Node.(Near); ok {
			printList(b, []Node{n.Node}, "", true, bindOr)
			return
		}
		printNode(b, n.Node, bindNot)
	case Word:
		if n.AtLeast > 0 {
			b.WriteString("atleast" + strconv.Itoa(n.AtLeast) + ":")
		} else {
			b.WriteString(prefix(n.Field))
		}
		b.WriteString(n.Text)
		if translatedOperator(n.Text) && !n.Prefix && n.Fuzzy == 0 && n.Boost == 0 {
			b.WriteString("^1") // so that it stays a word
		}
		if n.Prefix {
			b.WriteByte('*')
		}
		if n.Fuzzy > 0 {
			b.WriteString("~" + strconv.Itoa(n.Fuzzy))
		}
		if n.Boost > 0 {
			b.WriteString("^" + strconv.FormatFloat(n.Boost, 'g', -1, 64))
		}
	case Phrase:
		b.WriteString(prefix(n.Field) + `"` + n.Text + `"`)
		if n.Slop > 0 {
			b.WriteString("~" + strconv.Itoa(n.Slop))
		}
	case Values:
		quoted := make([]string, len(n.Values))
		for i, v := range n.Values {
			quoted[i] = quote(v)
		}
		b.WriteString(string(n.Field) + ":" + strings.Join(quoted, ","))
	case Range:
		b.WriteString(n.Text)
	case Length:
		sign := "<"
		if n.Over {
			sign = ">"
		}
		b.WriteString("words" + sign + strconv.Itoa(n.Words))
	}
}

func printList(b *strings.Builder, nodes []Node, between string, group bool, bind int) {
	if group {
		b.WriteByte('(')
	}
	for i, n := range nodes {
		if i > 0 {
			b.WriteString(between)
		}
		printNode(b, n, bind)
	}
	if group {
		b.WriteByte(')')
	}
}

func prefix(f Field) string {
	if f == FieldAny {
		return ""
	}
	return string(f) + ":"
}

// quote puts a value between quotation marks unless it is a plain word.
func quote(v string) string {
	plain := v != ""
	for i, r := range v {
		if !isText(r) && (i == 0 || r != '-' && r != '_' && r != '.') {
			plain = false
		}
	}
	if plain && !strings.Contains(v, "..") && operator(token{kind: tokWord, text: v}).kind == tokWord {
		return v
	}
	return `"` + v + `"`
}
