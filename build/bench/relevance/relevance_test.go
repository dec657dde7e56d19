package relevance

import (
	"math"
	"strings"
	"testing"

	"broadsheet/internal/newstest"
)

func TestScores(t *testing.T) {
	grades := map[string]int{"a": 1, "b": 2}
	for _, test := range []struct {
		ranking   []string
		ndcg, mrr float64
	}{
		{ranking: []string{"b", "a"}, ndcg: 1, mrr: 1},
		{ranking: []string{"x", "a"}, ndcg: (1 / math.Log2(3)) / (3 + 1/math.Log2(3)), mrr: 0.5},
		{ranking: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"}},
		{ranking: nil},
	} {
		if got := ndcg(test.ranking, grades); math.Abs(got-test.ndcg) > 1e-9 {
			t.Errorf("nDCG of %v is %v, not %v", test.ranking, got, test.ndcg)
		}
		if got := reciprocal(test.ranking, grades); got != test.mrr {
			t.Errorf("the reciprocal of %v is %v, not %v", test.ranking, got, test.mrr)
		}
	}
	queries := []judged{{grades: grades}, {grades: grades}, {grades: grades}}
	s := scoresOf(queries, [][]string{{"b", "a"}, nil, {"b", "a"}})
	if s.Odd.NDCG != 1 || s.Even.NDCG != 0 || math.Abs(s.All.NDCG-2.0/3) > 1e-9 {
		t.Errorf("odd %v, even %v, all %v", s.Odd.NDCG, s.Even.NDCG, s.All.NDCG)
	}
}

func TestTheRuleForAChange(t *testing.T) {
	rows := func(even ...float64) (list []row) {
		for i, v := range even {
			list = append(list, row{Set: string(rune('a' + i)), Scores: map[string]scores{columnOurs: {Even: score{NDCG: v}}}})
		}
		return list
	}
	before := rows(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)
	for _, test := range []struct {
		name  string
		after []row
		want  int // sentences that say NOT REACHED
	}{
		{"gains on five and loses little", rows(0.6, 0.6, 0.6, 0.6, 0.6, 0.5, 0.496), 0},
		{"gains on four", rows(0.6, 0.6, 0.6, 0.6, 0.5, 0.5, 0.5), 1},
		{"loses much on one", rows(0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.49), 1},
	} {
		var out strings.Builder
		printRule(&out, before, test.after)
		if got := strings.Count(out.String(), "NOT REACHED"); got != test.want {
			t.Errorf("%s:\n%s", test.name, out.String())
		}
	}
}

func TestEveryQueryOfTheSetsIsJudged(t *testing.T) {
	data := newstest.Data(t, ".")
	all, err := sets(data)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"xquad ar": 1190, "xquad en": 1190, "xquad es": 1190, "headline en": 300, "headline es": 111, "headline fa": 300, "headline fr": 150}
	for _, s := range all {
		ids := map[string]bool{}
		for _, text := range s.texts {
			ids[text.ID] = true
		}
		if len(s.queries) != want[s.name] {
			t.Errorf("%s has %d queries, not %d", s.name, len(s.queries), want[s.name])
		}
		for _, q := range s.queries {
			if len(q.grades) == 0 {
				t.Errorf("%s: %q has no judgement", s.name, q.text)
			}
			for id := range q.grades {
				if !ids[id] {
					t.Errorf("%s: %q is answered by %s, which is not there", s.name, q.text, id)
				}
			}
		}
	}
}
