package app_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"broadsheet/app"
	"broadsheet/app/bridge"
	"broadsheet/internal/newstest"
)

// What a preview counts by a search is what the judgement of arrivals keeps out,
// over all articles of a publication in several languages.
func TestRulesMeanTheSameToSearchAndToArrivals(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	file := published(t)
	conditions := conditionsOf(t, calls)
	if len(conditions) < 40 {
		t.Fatalf("only %d conditions could be made of the publication", len(conditions))
	}
	for _, c := range conditions {
		rule := bridge.Rule{If: []bridge.RuleCondition{c}, Then: []bridge.RuleAction{{Do: "skip"}}}
		var seen bridge.RulePreview
		call(t, calls, "Rules/Preview", rule, &seen)
		var put bridge.RulePut
		call(t, calls, "Rules/Put", rule, &put)
		report := result[bridge.ImportReport](t, program, calls, file)
		if int64(report.LeftOut) != seen.Total {
			t.Errorf("%v: a search finds %d by %s, arrivals are kept out %d times", c, seen.Total, seen.Query, report.LeftOut)
		}
		var removed bridge.EntryResult
		call(t, calls, "Rules/Remove", bridge.IDRequest{ID: put.Rule.ID}, &removed)
	}
}

// published gives the publication without what lists and searches do not hold.
func published(t *testing.T) string {
	t.Helper()
	file, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(string(text)) {
		if !strings.Contains(line, `"state":"`) || strings.Contains(line, `"state":"published"`) {
			kept = append(kept, line)
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(kept, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// conditionsOf makes conditions of what a publication holds.
func conditionsOf(t *testing.T, calls *bridge.Dispatcher) []bridge.RuleCondition {
	var found bridge.SearchResult
	call(t, calls, "Search/Query", bridge.SearchRequest{Facets: true, Limit: 200}, &found)
	var out []bridge.RuleCondition
	for _, facet := range found.Facets {
		if facet.Field == "year" {
			continue
		}
		for i, value := range facet.Values {
			if i < 5 {
				out = append(out, bridge.RuleCondition{Field: facet.Field, Values: []string{value.Label}, Not: i%2 == 1})
			}
		}
	}
	for i, hit := range found.Hits {
		words := strings.Fields(strings.TrimFunc(hit.Article.Title, func(r rune) bool { return strings.ContainsRune("“”«»\"'?!.", r) }))
		if i%3 > 0 || len(words) < 3 {
			continue
		}
		field := []string{"title", "words"}[i%2]
		out = append(out, bridge.RuleCondition{Field: field, Values: []string{words[len(words)-1]}},
			bridge.RuleCondition{Field: field, Values: []string{strings.Join(words[:2], " "), words[2]}})
	}
	return out
}

// result runs a dry import and gives its report.
func result[T any](t *testing.T, program *app.Program, calls *bridge.Dispatcher, file string) (out T) {
	t.Helper()
	offered, err := program.OfferPath(context.Background(), file, false)
	if err != nil {
		t.Fatal(err)
	}
	var started bridge.JobStarted
	call(t, calls, "Imports/Start", bridge.ImportRequest{Token: offered.Token, Source: "newstest", DryRun: true}, &started)
	var job bridge.Job
	for job.State == "" || job.State == "running" {
		call(t, calls, "Jobs/Wait", bridge.WaitRequest{ID: started.Job, Seen: job.Revision}, &job)
	}
	if err := json.Unmarshal([]byte(job.Result), &out); err != nil {
		t.Fatalf("%s: %v", job.Error, err)
	}
	return out
}
