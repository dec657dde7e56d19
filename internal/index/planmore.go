package index

import (
	"context"
	"slices"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// nothing is the plan that no document fits.
func nothing() plan { return &planOr{} }

// lengthPlan plans words>n and words<n over the bits of the numbers (O'Neil and
// Quass, Improved Query Performance with Variant Indexes, 1997).
func lengthPlan(n query.Length) plan {
	out := nothing()
	limit := min(n.Words, 1<<wordBits-1)
	for bit := range wordBits {
		var own plan = &planKeyword{nameWords, []string{wordTerm(bit)}}
		set := limit>>bit&1 == 1
		if !n.Over {
			own, set = &planNot{own}, !set
		}
		if set {
			out = &planAnd{parts: []plan{own, out}}
		} else {
			out = &planOr{[]plan{own, out}}
		}
	}
	return out
}

// places plans place:, which takes a name in any spelling.
func (p *planner) places(names []string) (plan, error) {
	k := &planKeyword{field: namePlace}
	for _, name := range names {
		begin := lang.Fold(name) + placeMark
		for _, s := range p.view.segments {
			found, err := s.termsWith(p.ctx, namePlace, begin, dictMost)
			if err != nil {
				return nil, err
			}
			for _, t := range found {
				k.terms = appendNew(k.terms, t)
			}
		}
	}
	return k, nil
}

// termsWith lists the terms that begin so, at most so many.
func (p *part) termsWith(ctx context.Context, field, begin string, most int) ([]string, error) {
	d, err := p.dict(field)
	if err != nil {
		return nil, err
	}
	var out []string
	for it := termsOf(d, nil, []byte(begin), after(begin)); len(out) < most; {
		entry, err := it.Next()
		if err != nil || entry == nil {
			return out, err
		}
		if out = append(out, entry.Term); len(out)%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return out, nil
}

// Places gives places whose names begin so in any spelling, those of most
// articles first, at most limit.
func (x *Index) Places(ctx context.Context, beginning string, limit int) ([]query.Count, error) {
	counts := map[string]int64{}
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		for _, p := range v.segments {
			found, err := p.termsWith(ctx, namePlace, lang.Fold(beginning), dictMost)
			if err != nil {
				return err
			}
			for _, t := range found {
				list, err := p.postings(namePlace, t)
				if err != nil {
					return err
				}
				_, name, _ := strings.Cut(t, placeMark)
				counts[name] += int64(list.Count())
			}
		}
		return nil
	})
	var out []query.Count
	for name, n := range counts {
		if n > 0 {
			out = append(out, query.Count{Value: name, Count: n})
		}
	}
	slices.SortFunc(out, compareCounts)
	return out[:min(len(out), limit)], err
}

// atLeast plans atleast3:word: the articles are found when the plan is made,
// and the word itself ranks them.
func (p *planner) atLeast(w query.Word) (plan, error) {
	least := w.AtLeast
	w.AtLeast = 0
	part, err := p.word(w)
	terms, ok := part.(*planTerms)
	if err != nil || !ok {
		return part, err // several words to the index: once is all that can be asked
	}
	var rows []news.Row
	for _, s := range p.view.segments {
		own, err := s.often(p.ctx, terms, least)
		if err != nil {
			return nil, err
		}
		rows = append(rows, own...)
	}
	return &planAnd{parts: []plan{&planSet{articles: query.RowsOf(rows)}, part}}, nil
}

// often gives the articles of a segment in which a word stands so often, by
// its form or by its stem.
func (p *part) often(ctx context.Context, t *planTerms, least int) ([]news.Row, error) {
	col, err := p.rows()
	if err != nil {
		return nil, err
	}
	groups := [][]string{t.stems}
	for _, s := range t.surfaces {
		groups = append(groups, []string{s})
	}
	found := map[uint32]bool{}
	for _, group := range groups {
		counts := map[uint32]int{}
		for _, field := range t.fields {
			for _, term := range group {
				if err := p.countTerm(ctx, textNames[field], term, counts); err != nil {
					return nil, err
				}
			}
		}
		for doc, n := range counts {
			if n >= least {
				found[doc] = true
			}
		}
	}
	var rows []news.Row
	for doc := range found {
		if col.things == nil && col.only == news.ThingArticle || col.things != nil && col.things[doc] == news.ThingArticle {
			rows = append(rows, col.rows[doc])
		}
	}
	return rows, nil
}

func (p *part) countTerm(ctx context.Context, field, term string, counts map[uint32]int) error {
	list, err := p.postings(field, term)
	if err != nil {
		return err
	}
	it := list.Iterator(true, false, false, nil)
	for n := 1; ; n++ {
		posting, err := it.Next()
		if err != nil || posting == nil {
			return err
		}
		counts[uint32(posting.Number())] += int(posting.Frequency())
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// narrow has words read only in the languages that the query itself asks for.
func (p *planner) narrow(n query.Node) {
	nodes := []query.Node{n}
	if and, ok := n.(query.And); ok {
		nodes = and.Nodes
	}
	for _, n := range nodes {
		v, ok := n.(query.Values)
		if !ok || v.Field != query.FieldLang {
			continue
		}
		wanted, err := p.tags(v.Values)
		if err != nil || len(wanted) == 0 {
			continue
		}
		var own []language
		for _, l := range p.languages {
			if slices.Contains(wanted, l.tag) {
				own = append(own, l)
			}
		}
		p.languages = own
	}
}

// germanForms gives a word with its umlauts written the other way: ä as ae and
// ae as ä, where it is a German query (search.md b).
func germanForms(word string) []string {
	lower := strings.ToLower(word)
	var out []string
	for _, way := range []*strings.Replacer{
		strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "a\u0308", "ae", "o\u0308", "oe", "u\u0308", "ue"),
		strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü"),
	} {
		if other := way.Replace(lower); other != lower {
			out = append(out, other)
		}
	}
	return out
}
