package search

import (
	"strings"
	"testing"
	"time"

	"broadsheet/build/bench/corpus"
	"broadsheet/internal/query"
)

func TestEnginesAgreeOnASmallCorpus(t *testing.T) {
	const docs = 400
	file, err := corpus.Make(t.TempDir(), 7, "sample", docs)
	if err != nil {
		t.Fatal(err)
	}
	var engines []named
	for _, name := range []string{engineOwn, engineBleve, engineFTS5} {
		p := plan{engine: name, corpus: file.Path, docs: docs}
		switch name {
		case engineOwn:
			_, err = buildOwn(t.Context(), p)
		case engineFTS5:
			_, err = buildFTS5(t.Context(), p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{engineOwn, engineBleve, engineFTS5} {
		e, err := open(t.Context(), plan{engine: name, corpus: file.Path, docs: docs})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = e.close() })
		engines = append(engines, named{name, e})
	}
	d, err := newDrawer(file, docs, 7)
	if err != nil {
		t.Fatal(err)
	}
	questions, err := d.questions(5)
	if err != nil {
		t.Fatal(err)
	}
	c, err := compare(t.Context(), engines, questions)
	if err != nil {
		t.Fatal(err)
	}
	if !c.TotalsEqual || c.Compared < 2*len(questions) {
		t.Errorf("%d comparisons of %d queries, unequal: %s", c.Compared, len(questions), strings.Join(c.Unequal, "\n"))
	}
	best, err := ask(t.Context(), engines, questions, 2)
	if err != nil {
		t.Fatal(err)
	}
	r := newReport(docs, "sample", time.Time{})
	r.timed(questions, best)
	for _, f := range r.Queries {
		if f.P50 <= 0 || f.P95 < f.P50 || f.P99 < f.P95 {
			t.Errorf("%s, %s: %v, %v and %v ms", f.Class, f.Engine, f.P50, f.P95, f.P99)
		}
	}
}

func TestDifferencesAreNoticed(t *testing.T) {
	facets := map[string][]int64{"kind": {2, 1}}
	whole := answer{total: 3, rows: []int64{3, 1, 2}, facets: facets}
	for _, test := range []struct {
		name   string
		q      question
		theirs answer
		same   bool
	}{
		{"the same", question{}, whole, true},
		{"another total", question{}, answer{total: 4, rows: whole.rows, facets: facets}, false},
		{"another order by relevance", question{}, answer{total: 3, rows: []int64{1, 2, 3}, facets: facets}, true},
		{"another order by date", question{Newest: true}, answer{total: 3, rows: []int64{1, 2, 3}}, false},
		{"other counts", question{Facets: true}, answer{total: 3, facets: map[string][]int64{"kind": {3}}}, false},
	} {
		if got := differ(test.q, whole, test.theirs); (got == "") != test.same {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

func TestQuestionsAreQueries(t *testing.T) {
	for _, test := range []struct {
		q             question
		want, exactly string
	}{
		{question{Form: formAll}, "", ""},
		{question{Form: formAnd, Words: []string{"red", "sea"}}, "red sea", "exact:red exact:sea"},
		{question{Form: formOr, Words: []string{"red", "sea"}}, "red OR sea", "exact:red OR exact:sea"},
		{question{Form: formPhrase, Words: []string{"red", "sea"}}, `"red sea"`, `"red sea"`},
		{question{Form: formPrefix, Words: []string{"red", "se"}}, "red se*", "exact:red se*"},
		{question{Form: formAndNot, Words: []string{"red", "sea"}, Section: "s1", From: 2014, To: 2017},
			"red -sea section:s1 from:2014 to:2017", "exact:red -exact:sea section:s1 from:2014 to:2017"},
	} {
		for exactly, want := range map[bool]string{false: test.want, true: test.exactly} {
			if got := test.q.text(exactly); got != want {
				t.Errorf("%q instead of %q", got, want)
			}
			if _, err := query.Parse(want, query.Options{Strict: true}); err != nil {
				t.Errorf("%q: %v", want, err)
			}
		}
	}
}

func TestPercentiles(t *testing.T) {
	var list []time.Duration
	for i := range 30 {
		list = append(list, time.Duration(i+1)*time.Millisecond)
	}
	for percent, want := range map[int]float64{50: 15, 95: 29, 99: 30} {
		if got := at(list, percent); got != want {
			t.Errorf("of 1 to 30 the %dth is %v, not %v", percent, got, want)
		}
	}
}
