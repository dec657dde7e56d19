package index

import (
	"context"
	"fmt"
	"math"
	"strings"

	"broadsheet/internal/query"
)

// How many of the words are required: all of up to four, so that a short query
// finds what it says. From five on, as in a pasted sentence, so many that they
// make up a share of the weight of all, where a rare word weighs more: three in
// four by number would drop the article that was meant for want of a common word.
// Where hardly anything holds them, any of them will do: canRelax
// (docs/search.md).
const (
	requireAll   = 4
	requireShare = 0.4
	rarest       = 1000 // a word of one in so many articles or fewer weighs most
)

// planner makes plans.
type planner struct {
	ctx       context.Context
	view      *view
	languages []language
	sets      map[string]query.Rows
	comments  map[string]query.Rows
	marked    map[string]query.Rows
	tagged    map[string][]string // ids of tags by the words that name them
	words     map[string][]string
	notes     []query.Note
	relaxed   bool // any of the outermost words will do
	every     bool // of many words all are wanted
	narrowed  bool // languages are those that the query asks for
}

func (p *planner) plan(n query.Node) (plan, error) {
	if !p.narrowed {
		p.narrowed = true
		p.narrow(n)
	}
	switch n := n.(type) {
	case query.And:
		return p.and(n.Nodes)
	case query.Or:
		parts, err := p.all(n.Nodes)
		return &planOr{parts}, err
	case query.Not:
		part, err := p.plan(n.Node)
		return &planNot{part}, err
	case query.Near:
		return p.near(n), nil
	case query.Word:
		return p.word(n)
	case query.Phrase:
		return p.phrase(n.Field, n.Text, n.Slop), nil
	case query.Values:
		return p.values(n)
	case query.Range:
		return rangePlan(n), nil
	case query.Length:
		return lengthPlan(n), nil
	}
	return planAll{}, nil
}

func (p *planner) all(nodes []query.Node) ([]plan, error) {
	out := make([]plan, len(nodes))
	for i, n := range nodes {
		var err error
		if out[i], err = p.plan(n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p *planner) and(nodes []query.Node) (plan, error) {
	nodes, err := p.prune(nodes)
	if err != nil {
		return nil, err
	}
	out := &planAnd{units: p.units(nodes)}
	switch {
	case p.relaxed:
		out.want = wantAny
	case out.units > requireAll && !p.every:
		out.want = wantEnough
	}
	p.relaxed = false // of the outermost words only
	nodes = p.apart(nodes, out.want)
	var words, stops []query.Node
	for _, n := range nodes {
		part, err := p.plan(n)
		if err != nil {
			return nil, err
		}
		if phrase, ok := n.(query.Phrase); ok && phrase.Field == query.FieldAny && out.want != wantAll {
			out.words, words = append(out.words, part), append(words, n)
			continue
		}
		w, ok := n.(query.Word)
		terms, single := part.(*planTerms)
		if !ok || w.Field != query.FieldAny || w.AtLeast > 0 {
			out.parts = append(out.parts, part)
			continue
		}
		if single && terms.stop {
			out.stops, stops = append(out.stops, part), append(stops, n)
			continue
		}
		out.words, words = append(out.words, part), append(words, n)
		if single && w.Fuzzy == 0 {
			out.row = append(out.row, terms)
		}
	}
	if len(out.words)+len(out.parts) == 0 { // nothing but stop words: they count
		out.words, out.stops = out.stops, nil
		words = stops
	}
	if out.want != wantEnough {
		return out, nil
	}
	for _, n := range words {
		weight, err := p.rarity(n)
		if err != nil {
			return nil, err
		}
		out.weights = append(out.weights, weight)
		out.need += requireShare * weight
	}
	return out, nil
}

// prune keeps the rarest words of a pasted text.
func (p *planner) prune(nodes []query.Node) ([]query.Node, error) {
	if len(nodes) <= query.MaxLeaves {
		return nodes, nil
	}
	type counted struct {
		node query.Node
		n    int64
	}
	seen := map[string]bool{}
	var list []counted
	for _, n := range nodes {
		key := strings.ToLower(query.Print(n))
		if seen[key] {
			continue
		}
		seen[key] = true
		count, err := p.frequency(n)
		if err != nil {
			return nil, err
		}
		if _, word := n.(query.Word); word && count == 0 {
			continue // a word that stands nowhere tells nothing about a pasted text
		}
		list = append(list, counted{n, count})
	}
	for len(list) > query.MaxLeaves {
		most := 0
		for i := range list {
			if list[i].n > list[most].n {
				most = i
			}
		}
		list = append(list[:most], list[most+1:]...)
	}
	out := make([]query.Node, len(list))
	for i := range list {
		out[i] = list[i].node
	}
	return out, nil
}

// rarity is what a word weighs among others.
func (p *planner) rarity(n query.Node) (float32, error) {
	count, err := p.frequency(n)
	if err != nil {
		return 0, err
	}
	all, err := p.view.articles()
	return float32(math.Log1p(float64(all) / (float64(count) + 1 + float64(all)/rarest))), err
}

// frequency says in how many articles a word stands as written; 0 for what is
// not a word, which is kept before all words.
func (p *planner) frequency(n query.Node) (int64, error) {
	w, ok := n.(query.Word)
	if !ok {
		return 0, nil
	}
	total := int64(0)
	for _, form := range p.forms(w.Text) {
		for _, seg := range p.view.segments {
			n, err := seg.articlesWith("body", form.term)
			if err != nil {
				return 0, err
			}
			total += n
		}
	}
	return total, p.ctx.Err()
}

// values plans a field with values. Languages match their regional forms too.
func (p *planner) values(v query.Values) (plan, error) {
	switch v.Field {
	case query.FieldKind, query.FieldSection, query.FieldTopic, query.FieldTag, query.FieldAuthor, query.FieldSource, query.FieldHas:
		return &planKeyword{string(v.Field), v.Values}, nil
	case query.FieldLang:
		terms, err := p.tags(v.Values)
		return &planKeyword{string(v.Field), terms}, err
	case query.FieldYear:
		return yearsPlan(v.Values), nil
	case query.FieldPlace:
		return p.places(v.Values)
	}
	var parts []plan
	for _, value := range v.Values {
		key := string(v.Field) + ":" + value
		parts = append(parts, &planSet{p.sets[key], p.comments[key], p.marked[key]})
	}
	return &planOr{parts}, nil
}

// tags gives the language tags of the index that a query's tags cover.
func (p *planner) tags(wanted []string) ([]string, error) {
	var out []string
	for _, have := range p.languages {
		for _, w := range wanted {
			w = strings.ToLower(w)
			if have.tag == w || strings.HasPrefix(have.tag, w+"-") {
				out = appendNew(out, have.tag)
			}
		}
	}
	return out, nil
}

func rangePlan(r query.Range) plan {
	d := &planDate{from: undated + 1, until: math.MaxInt64}
	if !r.From.IsZero() {
		d.from = r.From.Unix()
	}
	if !r.Until.IsZero() {
		d.until = r.Until.Unix()
	}
	return d
}

func yearsPlan(values []string) plan {
	out := &planYears{}
	for _, v := range values {
		year := 0
		if _, err := fmt.Sscanf(v, "%d", &year); err == nil {
			out.years = append(out.years, year)
		}
	}
	return out
}
