package news_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/news"
)

// The tables are written out here a second time, in the way in which people read
// them: a row of states by acts. A change of the machine is a change of both.
func TestEditorialStates(t *testing.T) {
	const table = `
state             edit              submit    return            approve  hold    spike  resume publish
idea              idea              in_review -                 -        on_hold spiked draft  -
draft             draft             in_review -                 -        on_hold spiked -      -
in_review         in_review         -         changes_requested approved on_hold spiked draft  -
changes_requested changes_requested in_review -                 -        on_hold spiked -      -
approved          draft             -         -                 -        on_hold spiked draft  gone
on_hold           on_hold           -         -                 -        -       spiked draft  -
spiked            spiked            -         -                 -        -       -      draft  -`
	told := func(s news.DraftState, act news.DraftAct) string {
		to, ok := s.After(act)
		switch {
		case !ok:
			return "-"
		case to == "":
			return "gone"
		}
		return string(to)
	}
	compareTables(t, table, news.DraftStates(), news.DraftActs(), told)
}

func TestPublicStates(t *testing.T) {
	const table = `
state       schedule  unschedule  publish   correct   withdraw  retract
unpublished scheduled -           published -         -         -
scheduled   scheduled unpublished published -         -         -
published   published published   published corrected withdrawn retracted
corrected   corrected corrected   corrected corrected withdrawn retracted
withdrawn   withdrawn withdrawn   published corrected -         retracted
retracted   -         -           -         -         -         -`
	told := func(s news.State, act news.PublicAct) string {
		to, ok := s.After(act)
		if !ok {
			return "-"
		}
		return string(to)
	}
	compareTables(t, table, news.States(), news.PublicActs(), told)
}

func compareTables[S, A ~string](t *testing.T, want string, states []S, acts []A, told func(S, A) string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(want), "\n")
	heads := strings.Fields(lines[0])[1:]
	if got := fmt.Sprint(acts); got != fmt.Sprint(heads) {
		t.Fatalf("acts are %s, the table has %s", got, heads)
	}
	var named []string
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		state := S(strings.ReplaceAll(cells[0], "_", " "))
		named = append(named, string(state))
		for i, act := range acts {
			if got := told(state, act); got != strings.ReplaceAll(cells[i+1], "_", " ") {
				t.Errorf("%s of %q gives %q, want %q", act, state, got, cells[i+1])
			}
		}
	}
	if !slices.EqualFunc(states, named, func(s S, n string) bool { return string(s) == n }) {
		t.Errorf("states are %q, the table has %q", states, named)
	}
}

// TestStatesHoldTogether: every state is reached and has a way on, and what is not in
// the table is refused.
func TestStatesHoldTogether(t *testing.T) {
	reached := map[news.DraftState]bool{news.DraftWriting: true, news.DraftIdea: true}
	for _, s := range news.DraftStates() {
		for _, act := range news.DraftActs() {
			if to, ok := s.After(act); ok {
				reached[to] = true
				if to != "" && !slices.Contains(news.DraftStates(), to) {
					t.Errorf("%s of %s leads to %q, which is no state", act, s, to)
				}
			}
		}
	}
	for _, s := range news.DraftStates() {
		if !reached[s] {
			t.Errorf("nothing leads to %q", s)
		}
	}
	if _, ok := news.DraftState("nonsense").After(news.ActEdit); ok {
		t.Error("an unknown state has a way on")
	}
	for _, act := range news.DraftActs() {
		if act.NeedsReason() != (act == news.ActReturn) {
			t.Errorf("%s needs a reason: %v", act, act.NeedsReason())
		}
	}
	for change, want := range map[string]news.PublicAct{"": news.PublicPublish, "minor": news.PublicPublish, "update": news.PublicPublish,
		"correction": news.PublicCorrect, "clarification": news.PublicCorrect, "withdrawal": "", "typo": ""} {
		act, ok := news.PublicActOf(change)
		if act != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", change, act, ok)
		}
		if ok && act.NeedsNote() != (act == news.PublicCorrect) {
			t.Errorf("%q needs a note: %v", change, act.NeedsNote())
		}
	}
}
