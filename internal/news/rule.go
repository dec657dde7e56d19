package news

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Rule says what is done with articles as they arrive. It acts on those that
// meet all of its conditions.
type Rule struct {
	ID   string
	If   []Condition
	Then []Action
	Off  bool // it is kept, and does nothing
}

// Condition is met by articles of which the field is any of the values; with
// Not, by those of which it is none.
type Condition struct {
	Field  RuleField
	Values []string
	Not    bool
}

// RuleField is what a condition looks at. Names are compared as searches do:
// without regard to case and spelling marks.
type RuleField string

// The fields of a condition, in the order of the screen. Words of a text are
// found by their stem, several as a phrase.
const (
	RuleSource   RuleField = "source"
	RuleSection  RuleField = "section"
	RuleAuthor   RuleField = "author"
	RuleKind     RuleField = "kind"
	RuleTag      RuleField = "tag"
	RuleTopic    RuleField = "topic"
	RuleLanguage RuleField = "language"
	RuleTitle    RuleField = "title" // words in the headline
	RuleWords    RuleField = "words" // words in the headline, the standfirst or the text
)

// RuleFields lists the fields of a condition.
func RuleFields() []RuleField {
	return []RuleField{RuleSource, RuleSection, RuleAuthor, RuleKind, RuleTag, RuleTopic, RuleLanguage, RuleTitle, RuleWords}
}

// Action is one thing that a rule does.
type Action struct {
	Do    RuleAct
	Value string // a name; empty for ActSkip
}

// RuleAct is what a rule can do.
type RuleAct string

// The acts, in the order of the screen. Tags and topics are added to those that
// an article has; kind and section are set in place of its own. What is skipped
// does not come in.
const (
	ActTag     RuleAct = "tag"
	ActTopic   RuleAct = "topic"
	ActKind    RuleAct = "kind"
	ActSection RuleAct = "section"
	ActSkip    RuleAct = "skip"
)

// RuleActs lists what a rule can do.
func RuleActs() []RuleAct { return []RuleAct{ActTag, ActTopic, ActKind, ActSection, ActSkip} }

// Limits of rules.
const (
	MaxRules     = 500  // in a library
	maxRuleParts = 20   // conditions, values of one, or actions
	maxRuleText  = 1000 // letters of a value
)

// Skips tells whether the rule keeps articles out.
func (r Rule) Skips() bool {
	return slices.ContainsFunc(r.Then, func(a Action) bool { return a.Do == ActSkip })
}

// Clean gives the rule with its texts trimmed and empty parts left out. An error
// has CodeInvalid and says what is wrong.
func (r Rule) Clean() (Rule, error) {
	out := Rule{ID: r.ID, Off: r.Off}
	if len(r.If) > maxRuleParts || len(r.Then) > maxRuleParts {
		return Rule{}, Errorf(CodeInvalid, "rule", "A rule has at most %d conditions and %d actions.", maxRuleParts, maxRuleParts)
	}
	for _, c := range r.If {
		c, err := c.clean()
		if err != nil {
			return Rule{}, err
		}
		out.If = append(out.If, c)
	}
	for _, a := range r.Then {
		a.Value = strings.TrimSpace(a.Value)
		switch {
		case !slices.Contains(RuleActs(), a.Do):
			return Rule{}, Errorf(CodeInvalid, "then", "A rule cannot do %q.", a.Do)
		case a.Do == ActSkip:
			a.Value = ""
		case a.Value == "" || utf8.RuneCountInString(a.Value) > maxRuleText:
			return Rule{}, Errorf(CodeInvalid, "then", "Say which %s the rule gives.", a.Do)
		}
		if a.Do == ActKind {
			a.Value = strings.ToLower(a.Value)
		}
		out.Then = append(out.Then, a)
	}
	switch {
	case len(out.If) == 0:
		return Rule{}, Errorf(CodeInvalid, "if", "A rule needs a condition; without one it would act on every article.")
	case len(out.Then) == 0:
		return Rule{}, Errorf(CodeInvalid, "then", "A rule needs something to do.")
	case out.Skips() && len(out.Then) > 1:
		return Rule{}, Errorf(CodeInvalid, "then", "A rule that leaves articles out can do nothing else with them.")
	}
	return out, nil
}

func (c Condition) clean() (Condition, error) {
	if !slices.Contains(RuleFields(), c.Field) {
		return c, Errorf(CodeInvalid, "if", "A rule cannot look at %q.", c.Field)
	}
	var values []string
	for _, value := range c.Values {
		if value = strings.TrimSpace(value); value != "" && !slices.Contains(values, value) {
			values = append(values, value)
		}
		if utf8.RuneCountInString(value) > maxRuleText {
			return c, Errorf(CodeInvalid, "if", "A value of a condition has at most %d letters.", maxRuleText)
		}
	}
	if len(values) == 0 || len(values) > maxRuleParts {
		return c, Errorf(CodeInvalid, "if", "Say which %s is meant, with 1 to %d values.", c.Field, maxRuleParts)
	}
	c.Values = values
	return c, nil
}
