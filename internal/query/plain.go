package query

import (
	"fmt"
	"strings"
)

// Plain says in plain English what a tree asks for, for screen readers, help
// and logs of a researcher's trail.
func Plain(n Node) string {
	switch n := n.(type) {
	case And:
		return plainAnd(n.Nodes)
	case Or:
		return "(" + plainList(n.Nodes, " or ") + ")"
	case Not:
		return "not " + Plain(n.Node)
	case Near:
		return fmt.Sprintf("%s within %d words of each other", plainList(n.Nodes, " and "), n.Distance)
	case Word:
		return plainWord(n)
	case Phrase:
		if n.Slop > 0 {
			return fmt.Sprintf("“%s” with at most %d words between%s", n.Text, n.Slop, plainField(n.Field))
		}
		return "“" + n.Text + "”" + plainField(n.Field)
	case Values:
		return plainValues(n)
	case Range:
		return plainRange(n)
	case Length:
		if n.Over {
			return fmt.Sprintf("more than %d words long", n.Words)
		}
		return fmt.Sprintf("fewer than %d words long", n.Words)
	}
	return "everything"
}

func plainAnd(nodes []Node) string {
	var words, rest []string
	for _, n := range nodes {
		switch n.(type) {
		case Values, Range, Not, Length:
			rest = append(rest, Plain(n))
		default:
			words = append(words, Plain(n))
		}
	}
	all := strings.Join(words, " and ")
	if len(rest) == 0 {
		return all
	}
	if all != "" {
		all += ", "
	}
	return all + strings.Join(rest, ", ")
}

func plainList(nodes []Node, between string) string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = Plain(n)
	}
	return strings.Join(out, between)
}

func plainWord(w Word) string {
	text := "“" + w.Text + "”"
	switch {
	case w.Prefix:
		text = "words that begin with " + text
	case w.Wild:
		text = "words like " + text
	case w.Fuzzy > 0:
		text = "words close to " + text
	case w.AtLeast > 0:
		text = fmt.Sprintf("%s at least %d times", text, w.AtLeast)
	}
	return text + plainField(w.Field)
}

func plainValues(v Values) string {
	values := strings.Join(v.Values, " or ")
	switch v.Field {
	case FieldHas:
		return "with a " + values
	case FieldIs:
		return values
	case FieldID:
		return "the article " + values
	case FieldIn:
		return "in " + values
	case FieldPlace:
		return "at " + values
	case FieldLang:
		return "language " + values
	}
	return string(v.Field) + " " + values
}

func plainField(f Field) string {
	switch f {
	case FieldAny:
		return ""
	case FieldExact:
		return " exactly as written"
	}
	return " in the " + string(f)
}

func plainRange(r Range) string {
	last := r.Until.AddDate(0, 0, -1)
	switch {
	case r.From.IsZero():
		return "up to " + last.Format("2 January 2006")
	case r.Until.IsZero():
		return "from " + r.From.Format("2 January 2006")
	case last.Equal(r.From):
		return "on " + last.Format("2 January 2006")
	}
	return "from " + r.From.Format("2 January 2006") + " to " + last.Format("2 January 2006")
}
