package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/rules"
)

var arrival = news.Article{
	Source: "The Paper", Section: "World", Kind: news.KindNews, Language: "en-GB", Kicker: "Floods",
	Title: "The rivers rose overnight", Standfirst: "Nobody was hurt", Tags: []string{"Weather"}, Topics: []string{"high-water"},
	Authors: []news.Author{{Name: "Zoë Ferreira"}},
	Body:    "<p id=\"aaaaaaaa\">The mayor of the Old Town spoke.</p>\n<p id=\"bbbbbbbb\">Boats were used.</p>\n", BodyFormat: news.BodyCanonical,
}

func TestConditions(t *testing.T) {
	persian := arrival
	persian.Language, persian.Title = "fa", "رودخانه‌های كشور بالا آمدند"
	chinese := arrival
	chinese.Language, chinese.Title = "zh", "全国图书馆的河流"
	for name, c := range map[string]struct {
		article news.Article
		field   news.RuleField
		value   string
		want    bool
	}{
		"source":                         {arrival, news.RuleSource, "The Paper", true},
		"another source":                 {arrival, news.RuleSource, "The Papers", false},
		"section in other letters":       {arrival, news.RuleSection, "WORLD", true},
		"author without the mark":        {arrival, news.RuleAuthor, "zoe ferreira", true},
		"part of an author's name":       {arrival, news.RuleAuthor, "Ferreira", false},
		"kind":                           {arrival, news.RuleKind, "news", true},
		"tag":                            {arrival, news.RuleTag, "weather", true},
		"topic by its name":              {arrival, news.RuleTopic, "High water", true},
		"language of a country":          {arrival, news.RuleLanguage, "en", true},
		"language of another country":    {arrival, news.RuleLanguage, "en-US", false},
		"word by its stem":               {arrival, news.RuleTitle, "river", true},
		"word that the text has alone":   {arrival, news.RuleTitle, "boat", false},
		"word of the text":               {arrival, news.RuleWords, "boat", true},
		"word of the standfirst":         {arrival, news.RuleWords, "hurt", true},
		"word of the kicker":             {arrival, news.RuleWords, "flood", true},
		"phrase":                         {arrival, news.RuleWords, "old town", true},
		"phrase in another order":        {arrival, news.RuleWords, "town old", false},
		"phrase from one text into next": {arrival, news.RuleWords, "overnight nobody", false},
		"nothing to look for":            {arrival, news.RuleWords, "!?", false},
		"Persian with Arabic letters":    {persian, news.RuleTitle, "کشور", true},
		"Chinese in the middle":          {chinese, news.RuleTitle, "图书馆", true},
		"Chinese that is not there":      {chinese, news.RuleTitle, "书图", false},
	} {
		t.Run(name, func(t *testing.T) {
			for _, not := range []bool{false, true} {
				judge := rules.NewJudge([]news.Rule{{
					If:   []news.Condition{{Field: c.field, Values: []string{"none of these", c.value}, Not: not}},
					Then: []news.Action{{Do: news.ActSkip}},
				}})
				if got := judge.Leaves(&c.article); got != (c.want != not) {
					t.Errorf("with Not %t it is kept out: %t", not, got)
				}
			}
		})
	}
}

func TestActs(t *testing.T) {
	came := arrival
	came.Tags = append(make([]string, 0, 4), arrival.Tags...) // room for another in the same array
	world := []news.Condition{{Field: news.RuleSection, Values: []string{"World"}}}
	judge := rules.NewJudge([]news.Rule{
		{If: world, Then: []news.Action{{Do: news.ActTag, Value: "Abroad"}, {Do: news.ActTag, Value: "weather"}, {Do: news.ActSection, Value: "Elsewhere"}}},
		{If: world, Then: []news.Action{{Do: news.ActKind, Value: "report"}, {Do: news.ActTopic, Value: "Rivers"}, {Do: news.ActTopic, Value: "High water"}}},
		{If: world, Then: []news.Action{{Do: news.ActTag, Value: "Off"}}, Off: true},
		{If: []news.Condition{{Field: news.RuleSection, Values: []string{"Elsewhere"}}}, Then: []news.Action{{Do: news.ActTag, Value: "Chained"}}},
	})
	ruled, changed := judge.Act(&came)
	want := arrival
	want.Section, want.Kind = "Elsewhere", "report"
	want.Tags, want.Topics = []string{"Weather", "Abroad"}, []string{"high-water", "Rivers"}
	if !changed {
		t.Error("it says that nothing changed")
	}
	if diff := cmp.Diff(want, *ruled); diff != "" {
		t.Errorf("what is kept (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(arrival, came); diff != "" || came.Tags[:2][1] != "" {
		t.Errorf("what arrived was altered:\n%s", diff)
	}
	again := rules.NewJudge([]news.Rule{{
		If:   []news.Condition{{Field: news.RuleSource, Values: []string{"The Paper"}}},
		Then: []news.Action{{Do: news.ActTag, Value: "abroad"}, {Do: news.ActTopic, Value: "rivers"}, {Do: news.ActKind, Value: "report"}, {Do: news.ActSection, Value: "elsewhere"}},
	}})
	if _, changed := again.Act(ruled); changed {
		t.Error("it says that what is so already was changed")
	}
}

func TestNoRuleIsNoJudge(t *testing.T) {
	if rules.NewJudge([]news.Rule{{Off: true}}) != nil {
		t.Error("rules that are off make a judge")
	}
}

func TestQueries(t *testing.T) {
	condition := func(field news.RuleField, not bool, values ...string) news.Condition {
		return news.Condition{Field: field, Values: values, Not: not}
	}
	for want, r := range map[string]news.Rule{
		`river`:                         {If: []news.Condition{condition(news.RuleWords, false, "river")}},
		`(river OR "old town")`:         {If: []news.Condition{condition(news.RuleWords, false, "river", "old town"), condition(news.RuleKind, true, "note")}},
		`"or"`:                          {If: []news.Condition{condition(news.RuleWords, false, "or")}},
		`title:"the daily race"`:        {If: []news.Condition{condition(news.RuleTitle, false, `the "daily" race`)}},
		`author:"O’Neill, B."`:          {If: []news.Condition{condition(news.RuleAuthor, false, "O’Neill, B.")}},
		`source:"The Paper","Le Monde"`: {If: []news.Condition{condition(news.RuleSource, false, "The Paper", "«Le Monde»")}},
	} {
		got := rules.Query(r)
		q, err := query.Parse(got, query.Options{Strict: true})
		if err != nil {
			t.Errorf("%s cannot be read: %v", got, err)
		}
		if q.String() != got {
			t.Errorf("%s is read as %s", got, q)
		}
		if len(r.If) > 1 {
			want += " -kind:note"
		}
		if got != want {
			t.Errorf("query is %s, want %s", got, want)
		}
	}
}
