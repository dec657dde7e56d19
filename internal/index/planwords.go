package index

import (
	"fmt"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/query"
)

func textFieldsOf(f query.Field) []int {
	switch f {
	case query.FieldTitle:
		return []int{fieldTitle}
	case query.FieldLead:
		return []int{fieldLead}
	case query.FieldBody:
		return []int{fieldBody}
	}
	return []int{fieldTitle, fieldLead, fieldBody}
}

func names(fields []int) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = textNames[f]
	}
	return out
}

func boostOf(b float64) float32 {
	if b == 0 {
		return 1
	}
	return float32(b)
}

func (p *planner) word(w query.Word) (plan, error) {
	switch {
	case w.Prefix:
		return p.prefix(w), nil
	case w.Wild:
		return p.wild(w)
	case w.AtLeast > 0:
		return p.atLeast(w)
	}
	forms := p.forms(w.Text)
	switch {
	case len(forms) == 0:
		return p.split(w)
	case w.Fuzzy > 0:
		return p.fuzzy(w, forms[0].term)
	}
	t := &planTerms{fields: textFieldsOf(w.Field), boost: boostOf(w.Boost)}
	if w.Field == query.FieldAny {
		t.tags = p.tagged[w.Text]
	}
	for _, f := range forms {
		t.surfaces = appendNew(t.surfaces, f.term)
		if f.stop && w.Field == query.FieldAny {
			t.stop = true
		}
		if w.Field == query.FieldExact {
			continue
		}
		for _, stem := range f.stems {
			t.stems = appendNew(appendNew(t.stems, stemMarker+stem), stem)
		}
	}
	return t, nil
}

// split plans what is typed as one word and is several to the index: those of
// a compound with an apostrophe or a zero-width non-joiner are words of their
// own, all others must stand in a row, as the characters of a script without
// spaces do.
func (p *planner) split(w query.Word) (plan, error) {
	if pieces := query.Split(w.Text); len(pieces) > 1 {
		nodes := make([]query.Node, len(pieces))
		for i, piece := range pieces {
			nodes[i] = query.Word{Field: w.Field, Text: piece, Boost: w.Boost}
		}
		return p.and(nodes)
	}
	return p.phrase(w.Field, w.Text, 0), nil
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func (p *planner) prefix(w query.Word) plan {
	tokens := query.Tokens(w.Text, p.first(w.Text))
	if len(tokens) == 0 {
		return planAll{}
	}
	last := tokens[len(tokens)-1].Term
	spread := &planSpread{fields: textFieldsOf(w.Field), prefix: last, boost: boostOf(w.Boost)}
	if len(tokens) == 1 {
		return spread
	}
	head := tokens[0].Start
	return &planAnd{parts: []plan{p.phrase(w.Field, w.Text[head:tokens[len(tokens)-1].Start], 0), spread}}
}

func (p *planner) wild(w query.Word) (plan, error) {
	pieces := strings.Split(w.Text, "*")
	for i, piece := range pieces {
		pieces[i] = lang.Fold(piece)
	}
	fields := textFieldsOf(w.Field)
	words, more, err := p.view.matching(p.ctx, names(fields), strings.Join(pieces, "*"))
	if more {
		p.note("limit_expand", fmt.Sprintf("More than %d words fit “%s”; the most frequent of them are searched.", expandMost, w.Text))
	}
	p.words[query.Print(w)] = words
	return &planSpread{fields: fields, terms: words, boost: boostOf(w.Boost)}, err
}

func (p *planner) fuzzy(w query.Word, term string) (plan, error) {
	fields := textFieldsOf(w.Field)
	words, _, err := p.view.similar(p.ctx, names(fields), term, w.Fuzzy)
	p.words[query.Print(w)] = words
	return &planTerms{fields: fields, surfaces: words, boost: boostOf(w.Boost)}, err
}

func (p *planner) note(code, message string) {
	p.notes = append(p.notes, query.Note{Code: code, Message: message})
}

// phrase plans a row of words in the folding of each language that could have
// it; where foldings cut the text alike they are alternatives of one row.
func (p *planner) phrase(field query.Field, text string, slop int) plan {
	steps := p.steps(text)
	switch {
	case len(steps) == 0:
		return planAll{} // nothing in it that is indexed
	case len(steps) == 1:
		return &planTerms{fields: textFieldsOf(field), surfaces: steps[0].terms, boost: 1}
	}
	return &planPhrase{fields: textFieldsOf(field), steps: steps, slop: slop, words: ranked(textFieldsOf(field), steps)}
}

func (p *planner) steps(text string) []step {
	var steps []step
	for _, language := range p.languagesFor(text) {
		tokens := query.Tokens(text, language)
		if steps == nil {
			steps = make([]step, len(tokens))
		}
		if len(tokens) != len(steps) {
			continue
		}
		for i, t := range tokens {
			steps[i].terms = appendNew(steps[i].terms, t.Term)
			steps[i].offset = t.Position - tokens[0].Position
		}
	}
	return steps
}

func ranked(fields []int, steps []step) []*planTerms {
	out := make([]*planTerms, len(steps))
	for i, s := range steps {
		out[i] = &planTerms{fields: fields, surfaces: s.terms, boost: 1}
	}
	return out
}

func (p *planner) near(n query.Near) plan {
	out := &planNear{distance: n.Distance}
	for _, part := range n.Nodes {
		var text string
		switch part := part.(type) {
		case query.Word:
			text, out.fields = part.Text, textFieldsOf(part.Field)
		case query.Phrase:
			text, out.fields = part.Text, textFieldsOf(part.Field)
		}
		steps := p.steps(text)
		if len(steps) == 0 {
			continue
		}
		out.rows = append(out.rows, steps)
		out.words = append(out.words, ranked(out.fields, steps)...)
	}
	if len(out.rows) == 0 {
		return planAll{}
	}
	return out
}
