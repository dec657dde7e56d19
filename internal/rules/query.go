package rules

import (
	"strings"
	"unicode"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// fields are those of the query language.
var fields = map[news.RuleField]query.Field{
	news.RuleSource: query.FieldSource, news.RuleSection: query.FieldSection, news.RuleAuthor: query.FieldAuthor,
	news.RuleKind: query.FieldKind, news.RuleTag: query.FieldTag, news.RuleTopic: query.FieldTopic, news.RuleLanguage: query.FieldLang,
	news.RuleTitle: query.FieldTitle, news.RuleWords: query.FieldAny,
}

// Query gives a rule's conditions in the query language: what finds the articles
// that are here and meet them.
func Query(r news.Rule) string { return query.Print(conditions(r)) }

// changing finds those among them that the rule would change.
func changing(r news.Rule) string {
	given := map[news.RuleAct]query.Field{
		news.ActTag: query.FieldTag, news.ActTopic: query.FieldTopic, news.ActKind: query.FieldKind, news.ActSection: query.FieldSection,
	}
	var done []query.Node
	for _, act := range r.Then {
		if field, ok := given[act.Do]; ok {
			done = append(done, query.Values{Field: field, Values: []string{plain(act.Value)}})
		}
	}
	tree := conditions(r)
	if len(done) == 0 {
		return query.Print(tree)
	}
	return query.Print(query.And{Nodes: append(ands(tree), query.Not{Node: all(done)})})
}

func conditions(r news.Rule) query.Node {
	var nodes []query.Node
	for _, c := range r.If {
		n := condition(c)
		if c.Not {
			n = query.Not{Node: n}
		}
		nodes = append(nodes, n)
	}
	return all(nodes)
}

func condition(c news.Condition) query.Node {
	field := fields[c.Field]
	var values []string
	var nodes []query.Node
	for _, value := range c.Values {
		value = plain(value)
		values = append(values, value)
		if word(value) {
			nodes = append(nodes, query.Word{Field: field, Text: value})
		} else {
			nodes = append(nodes, query.Phrase{Field: field, Text: value})
		}
	}
	switch {
	case c.Field != news.RuleTitle && c.Field != news.RuleWords:
		return query.Values{Field: field, Values: values}
	case len(nodes) == 1:
		return nodes[0]
	}
	return query.Or{Nodes: nodes}
}

// word tells whether a value is one word, and none that the query language takes
// for an operator.
func word(value string) bool {
	switch strings.ToUpper(value) {
	case "AND", "OR", "NOT", "NEAR":
		return false
	}
	return !strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}

// quotes are what the query language takes for a quotation mark.
const quotes = "\"＂«»“”„‟‹›「」『』〝〞❝❞"

// plain takes out what ends a quotation in the query language.
func plain(value string) string {
	return strings.Join(strings.FieldsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(quotes, r) }), " ")
}

func all(nodes []query.Node) query.Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return query.And{Nodes: nodes}
}

func ands(n query.Node) []query.Node {
	if and, ok := n.(query.And); ok {
		return and.Nodes
	}
	return []query.Node{n}
}
