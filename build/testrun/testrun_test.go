package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const goStream = `{"Action":"start","Package":"broadsheet/a"}
{"Action":"run","Package":"broadsheet/a","Test":"TestFine"}
{"Action":"output","Package":"broadsheet/a","Test":"TestFine","Output":"=== RUN   TestFine\n"}
{"Action":"pass","Package":"broadsheet/a","Test":"TestFine","Elapsed":0}
{"Action":"output","Package":"broadsheet/a","Test":"TestAbsent","Output":"=== RUN   TestAbsent\n"}
{"Action":"output","Package":"broadsheet/a","Test":"TestAbsent","Output":"    a_test.go:12: skipped: no material\n"}
{"Action":"output","Package":"broadsheet/a","Test":"TestAbsent","Output":"--- SKIP: TestAbsent (0.00s)\n"}
{"Action":"skip","Package":"broadsheet/a","Test":"TestAbsent","Elapsed":0}
{"Action":"output","Package":"broadsheet/a","Test":"TestBad","Output":"    a_test.go:20: 1, want 2\n"}
{"Action":"fail","Package":"broadsheet/a","Test":"TestBad","Elapsed":0}
{"Action":"fail","Package":"broadsheet/a","Elapsed":0}
go: some words that are no event
{"ImportPath":"broadsheet/b [broadsheet/b.test]","Action":"build-output","Output":"b/b.go:3: undefined: x\n"}
{"ImportPath":"broadsheet/b [broadsheet/b.test]","Action":"build-fail"}
{"Action":"fail","Package":"broadsheet/b","Elapsed":0,"FailedBuild":"broadsheet/b [broadsheet/b.test]"}
{"Action":"output","Package":"broadsheet/c","Output":"panic: in TestMain\n"}
{"Action":"fail","Package":"broadsheet/c","Elapsed":0}`

func TestReadEvents(t *testing.T) {
	got, err := readEvents(strings.NewReader(goStream))
	if err != nil {
		t.Fatal(err)
	}
	want := tally{
		passed: 1,
		skips:  map[string]int{"skipped: no material": 1},
		failures: []failure{
			{"broadsheet/a TestBad", "    a_test.go:20: 1, want 2\n"},
			{"broadsheet/b", "b/b.go:3: undefined: x\n"},
			{"broadsheet/c", "panic: in TestMain\n"},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(tally{}, failure{})); diff != "" {
		t.Error(diff)
	}
	if got, want := got.sum(), "1 passed, 3 failed, 1 skipped"; got != want {
		t.Errorf("closing line %q, want %q", got, want)
	}
}

func TestReadVitest(t *testing.T) {
	got, err := readVitest([]byte(`{"testResults":[
		{"name":"/x/src/lib/a.test.ts","status":"failed","message":"","assertionResults":[
			{"fullName":"a is fine","status":"passed"},
			{"fullName":"a is bad","status":"failed","failureMessages":["expected 1 to be 2"]},
			{"fullName":"a waits","status":"todo"}]},
		{"name":"/x/src/lib/b.test.ts","status":"failed","message":"no such module","assertionResults":[]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := tally{
		passed: 1,
		skips:  map[string]int{"frontend unit: a waits": 1},
		failures: []failure{
			{"a.test.ts: a is bad", "expected 1 to be 2"},
			{"/x/src/lib/b.test.ts", "no such module"},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(tally{}, failure{})); diff != "" {
		t.Error(diff)
	}
}

func TestReadPlaywright(t *testing.T) {
	got, err := readPlaywright([]byte(`{"errors":[{"message":"the server did not start"}],"suites":[{"title":"front","suites":[
		{"title":"inner","specs":[
			{"title":"shows","file":"front.spec.ts","tests":[{"projectName":"light","status":"expected","results":[{}]}]},
			{"title":"moves","file":"front.spec.ts","tests":[{"projectName":"dark","status":"flaky","results":[{"errors":[{"message":"late"}]},{}]}]},
			{"title":"falls","file":"front.spec.ts","tests":[{"projectName":"dark","status":"unexpected","results":[{"errors":[{"message":"gone"}]}]}]},
			{"title":"sings","file":"front.spec.ts","tests":[{"projectName":"dark","status":"skipped","annotations":[{"type":"skip","description":"no sound here"}],"results":[]}]}]}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := tally{
		passed: 2,
		shaky:  []string{"dark front.spec.ts: moves: late"},
		skips:  map[string]int{"screen: no sound here": 1},
		failures: []failure{
			{"dark front.spec.ts: falls", "gone\n"},
			{"Playwright", "the server did not start"},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(tally{}, failure{})); diff != "" {
		t.Error(diff)
	}
}

func TestConcurrent(t *testing.T) {
	files, err := goFiles("testdata/source")
	if err == nil {
		t.Fatalf("a folder that is not there gave %d files", len(files))
	}
	files, err = goFiles(".")
	if err != nil {
		t.Fatal(err)
	}
	// gotest.go starts one to read while the command runs.
	if diff := cmp.Diff([]string{"."}, concurrent(files)); diff != "" {
		t.Error(diff)
	}
}

func TestFuzzEndedByClock(t *testing.T) {
	const clock = "fuzz: elapsed: 2s, execs: 22352\n--- FAIL: FuzzDecode (2.03s)\n    context deadline exceeded\nFAIL\n"
	for output, want := range map[string]bool{
		clock: true,
		clock + "    Failing input written to testdata/fuzz/FuzzDecode/1\n":      false,
		clock + "failure while testing seed corpus entry: FuzzDecode/seed#0\n":   false,
		"--- FAIL: FuzzDecode (0.03s)\n    --- FAIL: FuzzDecode (0.00s)\nFAIL\n": false,
	} {
		if got := endedByClock(output); got != want {
			t.Errorf("endedByClock(%q) = %v", output, got)
		}
	}
}

func TestWhatFailsIsTriedASecondTime(t *testing.T) {
	var asked []string
	runs := []tally{
		{passed: 3, failures: []failure{{"p TestA/one", "=== RUN x\n    a.go:3: too late\n"}, {"p TestA", ""}, {"p TestB", "    b.go:4: broken\n"}}},
		{passed: 2, failures: []failure{{"p TestB", "    b.go:4: broken\n"}}},
	}
	suite := func(pattern string) func(context.Context, string) tally {
		return func(context.Context, string) tally {
			asked = append(asked, pattern)
			return runs[len(asked)-1]
		}
	}
	got := secondTry("Window", suite)(t.Context(), "window")
	if want := []string{"Window", "^(TestA|TestB)$"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
	want := tally{passed: 5, failures: []failure{{"p TestB", "    b.go:4: broken\n"}}, shaky: []string{"p TestA/one: a.go:3: too late", "p TestA: it said nothing"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(tally{}, failure{})); diff != "" {
		t.Error(diff)
	}

	asked, runs = nil, []tally{{failures: []failure{{"p", "does not compile"}}}}
	if got := secondTry("Window", suite)(t.Context(), "window"); len(asked) != 1 || got.failed() != 1 {
		t.Errorf("a build that failed was tried %d times: %+v", len(asked), got)
	}
}
