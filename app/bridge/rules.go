package bridge

import (
	"context"
	"slices"

	"broadsheet/internal/news"
	"broadsheet/internal/rules"
)

// Rulebook applies rules, as jobs.
type Rulebook interface {
	// ApplyRule's job gives a RuleApplied.
	ApplyRule(id string) (job string, err error)
}

// Rule says what is done with articles as they arrive.
type Rule struct {
	ID   string          `json:"id,omitempty"` // empty: a new one
	If   []RuleCondition `json:"if"`           // all of them
	Then []RuleAction    `json:"then"`
	Off  bool            `json:"off,omitempty"`
}

// RuleCondition is met where the field is any of the values; with Not, where it
// is none.
type RuleCondition struct {
	Field  string   `json:"field"`
	Values []string `json:"values"`
	Not    bool     `json:"not,omitempty"`
}

// RuleAction is one thing that a rule does.
type RuleAction struct {
	Do    string `json:"do"`
	Value string `json:"value,omitempty"`
}

// RulesResult lists the rules in the order in which they act, and what rules may
// say.
type RulesResult struct {
	Rules  []Rule   `json:"rules"`
	Fields []string `json:"fields"`
	Acts   []string `json:"acts"`
}

// RulePut is a rule as it is kept.
type RulePut struct {
	Rule  Rule   `json:"rule"`
	Entry string `json:"entry"` // of the history; empty: nothing changed
}

// RulePreview is what a rule would do to what is here.
type RulePreview struct {
	Total    int64  `json:"total"`    // articles that meet its conditions
	Changing int64  `json:"changing"` // those of them that it would change
	Query    string `json:"query"`    // what finds the former
	First    []Row  `json:"first"`    // the newest of the latter
}

// RuleApplied is what a rule did to what is here.
type RuleApplied struct {
	Changed int    `json:"changed"`
	Removed int    `json:"removed"`
	Import  string `json:"import"` // undoes what was changed; empty: nothing was
	Entry   string `json:"entry"`  // undoes what was removed; empty: nothing was
}

// Rules are the calls about rules on arrival.
type Rules struct {
	*shared
	rules *rules.Service
	book  Rulebook
}

// List gives the rules.
func (r *Rules) List(Nothing) (RulesResult, error) {
	return call(r.core, Call{}, func(ctx context.Context) (RulesResult, error) {
		list, err := r.rules.List(ctx)
		out := RulesResult{Rules: []Rule{}, Fields: texts(news.RuleFields()), Acts: texts(news.RuleActs())}
		for _, rule := range list {
			out.Rules = append(out.Rules, asRule(rule))
		}
		return out, err
	})
}

// Put keeps a rule. Can be undone.
func (r *Rules) Put(req Rule) (RulePut, error) {
	return call(r.core, Call{}, func(ctx context.Context) (RulePut, error) {
		kept, entry, err := r.rules.Put(ctx, req.news())
		return RulePut{Rule: asRule(kept), Entry: entryID(entry)}, err
	})
}

// Remove forgets a rule; what it did stays. Can be undone.
func (r *Rules) Remove(req IDRequest) (EntryResult, error) {
	return call(r.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := r.rules.Remove(ctx, req.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Preview tells what a rule would do to what is here.
func (r *Rules) Preview(req Rule) (RulePreview, error) {
	return call(r.core, Call{}, func(ctx context.Context) (RulePreview, error) {
		p, err := r.rules.Preview(ctx, req.news())
		if err != nil {
			return RulePreview{}, err
		}
		album := r.album()
		out := RulePreview{Total: p.Total, Changing: p.Changing, Query: rules.Query(req.news()), First: album.rows(p.First, r.zone(ctx))}
		return out, album.fill(ctx)
	})
}

// Apply lets a rule act on what is here; the job's result is a RuleApplied.
func (r *Rules) Apply(req IDRequest) (JobStarted, error) {
	return call(r.core, req.Call, func(context.Context) (JobStarted, error) {
		id, err := r.book.ApplyRule(req.ID)
		return JobStarted{Job: id}, err
	})
}

func (r Rule) news() news.Rule {
	out := news.Rule{ID: r.ID, Off: r.Off}
	for _, c := range r.If {
		out.If = append(out.If, news.Condition{Field: news.RuleField(c.Field), Values: slices.Clone(c.Values), Not: c.Not})
	}
	for _, a := range r.Then {
		out.Then = append(out.Then, news.Action{Do: news.RuleAct(a.Do), Value: a.Value})
	}
	return out
}

func asRule(r news.Rule) Rule {
	out := Rule{ID: r.ID, Off: r.Off, If: []RuleCondition{}, Then: []RuleAction{}}
	for _, c := range r.If {
		out.If = append(out.If, RuleCondition{Field: string(c.Field), Values: append([]string{}, c.Values...), Not: c.Not})
	}
	for _, a := range r.Then {
		out.Then = append(out.Then, RuleAction{Do: string(a.Do), Value: a.Value})
	}
	return out
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
