package index

import "broadsheet/internal/query"

// units counts the words and phrases, as they were typed, of which fewer could
// be asked for. Stop words are none, unless there is nothing else.
func (p *planner) units(nodes []query.Node) int {
	units, stops := 0, 0
	for _, n := range nodes {
		switch w, isWord := free(n); {
		case isWord && p.stops(w):
			stops++
		case isWord:
			units++
		default:
			if phrase, ok := n.(query.Phrase); ok && phrase.Field == query.FieldAny {
				units++
			}
		}
	}
	if stops == len(nodes) {
		return stops
	}
	return units
}

// free gives a word that may stand in any field, any number of times.
func free(n query.Node) (query.Word, bool) {
	w, ok := n.(query.Word)
	return w, ok && w.Field == query.FieldAny && w.AtLeast == 0
}

// stops says whether a word is a stop word, or is cut into nothing else.
func (p *planner) stops(w query.Word) bool {
	if w.Prefix || w.Wild || w.Fuzzy > 0 {
		return false
	}
	forms := p.forms(w.Text)
	for _, f := range forms {
		if f.stop {
			return true
		}
	}
	pieces := query.Split(w.Text)
	if len(forms) > 0 || len(pieces) < 2 {
		return false
	}
	for _, piece := range pieces {
		if !p.stops(query.Word{Text: piece}) {
			return false
		}
	}
	return true
}

// apart gives each word that is several to the index as those, so that they
// weigh and rank as what they are. Where all words are wanted, what must stand in
// a row stays so; where fewer will do, its words count one by one, and those of a
// phrase count beside it.
func (p *planner) apart(nodes []query.Node, want wanted) []query.Node {
	var out []query.Node
	for _, n := range nodes {
		if phrase, ok := n.(query.Phrase); ok && phrase.Field == query.FieldAny {
			out = append(out, n)
			if want != wantAll {
				out = append(out, p.wordsOf(query.Word{Text: phrase.Text})...)
			}
			continue
		}
		w, ok := free(n)
		if !ok || w.Prefix || w.Wild || len(p.forms(w.Text)) > 0 {
			out = append(out, n)
			continue
		}
		pieces := query.Split(w.Text)
		switch {
		case len(pieces) > 1:
			for _, piece := range pieces {
				own := w
				own.Text = piece
				out = append(out, p.apart([]query.Node{own}, want)...)
			}
		case want != wantAll:
			out = append(out, p.wordsOf(w)...)
		default:
			out = append(out, n)
		}
	}
	return out
}

// wordsOf gives each word of a text that the tokeniser cuts.
func (p *planner) wordsOf(w query.Word) []query.Node {
	var out []query.Node
	for _, token := range query.Tokens(w.Text, p.first(w.Text)) {
		own := w
		own.Text = token.Word
		out = append(out, own)
	}
	return out
}
