package query

import (
	"fmt"
	"strings"
)

// settle goes over the tokens once and leaves only such as make sense where
// they stand: parentheses are matched and at most MaxDepth deep, and operators
// have something to work on. An operator that has not is the word that it is.
func settle(tokens []token, found *notes) []token {
	tokens = matchParentheses(tokens, found)
	var out []token
	for i, t := range tokens {
		previous := tokEnd
		if len(out) > 0 {
			previous = out[len(out)-1].kind
		}
		if fits(t, previous, tokens[min(i+1, len(tokens)-1)].kind) {
			out = append(out, t)
			continue
		}
		found.add("stray_operator", t.start, t.end, "“"+t.text+"” has nothing to work on, so it is searched as a word")
		if isName(t.text) {
			t.kind, t.text = tokWord, strings.ToLower(t.text)
			out = append(out, t)
		}
	}
	return out
}

// fits says whether an operator may stand between these; other tokens may.
func fits(t token, previous, next tokenKind) bool {
	switch t.kind {
	case tokOr, tokAnd, tokNear:
		return (previous == tokWord || previous == tokPhrase || previous == tokClose || previous == tokCount) && (startsTerm(next) || next == tokNot && t.kind != tokNear)
	case tokNot:
		return startsTerm(next) || next == tokNot
	}
	return true
}

func startsTerm(k tokenKind) bool {
	switch k {
	case tokWord, tokPhrase, tokField, tokOpen, tokAtLeast, tokCount:
		return true
	}
	return false
}

// matchParentheses leaves out those that close nothing and those that stand
// too deep, and closes at the end what was left open.
func matchParentheses(tokens []token, found *notes) []token {
	var out, open []token
	skipped := 0 // open parentheses that were left out for their depth
	for _, t := range tokens {
		switch {
		case t.kind == tokOpen && len(open) >= MaxDepth:
			found.add("limit_depth", t.start, t.end, fmt.Sprintf("parentheses stand more than %d deep; the innermost are left out", MaxDepth))
			skipped++
			continue
		case t.kind == tokOpen:
			open = append(open, t)
		case t.kind == tokClose && skipped > 0:
			skipped--
			continue
		case t.kind == tokClose && len(open) == 0:
			found.add("stray_paren", t.start, t.end, "a parenthesis is closed that was never opened")
			continue
		case t.kind == tokClose:
			open = open[:len(open)-1]
		case t.kind == tokEnd:
			for _, o := range open {
				found.add("unclosed_paren", o.start, o.end, "a parenthesis is opened and never closed")
				out = append(out, token{kind: tokClose, text: ")", start: t.start, end: t.end})
			}
		}
		out = append(out, t)
	}
	return out
}
