package command

import (
	"encoding/csv"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) rules() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "Rules on arrival: list, add, preview, apply, remove",
		Long: `Rules act on articles as they arrive from imports and subscriptions.

  --if FIELD=VALUE[,VALUE]   the field is any of the values; several --if must all hold
  --unless FIELD=VALUE       it is none of them
  --tag --topic --kind --section NAME   what the article gets
  --skip                     it does not come in

Fields are source, section, author, kind, tag, topic, language, title (words of
the headline) and words (of headline, standfirst or text). A rule acts on what
arrives from then on; apply lets it act on what is here, as one act that can be
undone. A value with a comma stands between quotation marks.`,
	}
	c.AddCommand(s.rulesList(), s.rulesAdd(), s.rulesPreview(), s.rulesApply(), s.rulesRemove(), s.rulesSwitch("on", false), s.rulesSwitch("off", true))
	return c
}

func (s *session) rulesList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "The rules, in the order in which they act", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.RulesResult](c.Context(), caller, "Rules/List", bridge.Nothing{})
				if err != nil || s.json {
					return s.answer(list, err)
				}
				table := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
				for _, r := range list.Rules {
					state := ""
					if r.Off {
						state = "off"
					}
					fmt.Fprintf(table, "%s\t%s\t%s\n", r.ID, ruleWords(r), state)
				}
				return table.Flush()
			})
		},
	}
}

// ruleWords says a rule as the flags do.
func ruleWords(r bridge.Rule) string {
	var words []string
	for _, c := range r.If {
		flag := "if"
		if c.Not {
			flag = "unless"
		}
		words = append(words, fmt.Sprintf("%s %s=%s", flag, c.Field, isolate(strings.Join(c.Values, ","))))
	}
	for _, a := range r.Then {
		words = append(words, strings.TrimSpace(a.Do+" "+isolate(a.Value)))
	}
	return strings.Join(words, ", ")
}

// ruleFlags are a rule on the command line.
type ruleFlags struct {
	ifs, unless                   []string
	tags, topics, kinds, sections []string
	skip                          bool
}

func (f *ruleFlags) bind(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.ifs, "if", nil, "FIELD=VALUE[,VALUE]")
	c.Flags().StringArrayVar(&f.unless, "unless", nil, "FIELD=VALUE[,VALUE]")
	c.Flags().StringArrayVar(&f.tags, "tag", nil, "a tag that the article gets")
	c.Flags().StringArrayVar(&f.topics, "topic", nil, "a topic that it belongs to")
	c.Flags().StringArrayVar(&f.kinds, "kind", nil, "the kind that it becomes")
	c.Flags().StringArrayVar(&f.sections, "section", nil, "the section that it goes to")
	c.Flags().BoolVar(&f.skip, "skip", false, "it does not come in")
}

func (f *ruleFlags) rule() (bridge.Rule, error) {
	rule := bridge.Rule{If: []bridge.RuleCondition{}, Then: []bridge.RuleAction{}}
	for _, list := range []struct {
		texts []string
		not   bool
	}{{f.ifs, false}, {f.unless, true}} {
		for _, text := range list.texts {
			field, value, found := strings.Cut(text, "=")
			if !found {
				return rule, usage{fmt.Errorf("%q is no condition; say FIELD=VALUE", text)}
			}
			values, err := csv.NewReader(strings.NewReader(value)).Read()
			if err != nil {
				return rule, usage{fmt.Errorf("the values of %q cannot be read: %w", text, err)}
			}
			rule.If = append(rule.If, bridge.RuleCondition{Field: strings.TrimSpace(field), Values: values, Not: list.not})
		}
	}
	for _, list := range []struct {
		do     string
		values []string
	}{{"tag", f.tags}, {"topic", f.topics}, {"kind", f.kinds}, {"section", f.sections}} {
		for _, value := range list.values {
			rule.Then = append(rule.Then, bridge.RuleAction{Do: list.do, Value: value})
		}
	}
	if f.skip {
		rule.Then = append(rule.Then, bridge.RuleAction{Do: "skip"})
	}
	return rule, nil
}

func (s *session) rulesAdd() *cobra.Command {
	var flags ruleFlags
	c := &cobra.Command{
		Use: "add --if FIELD=VALUE --tag NAME …", Short: "Make a rule", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			rule, err := flags.rule()
			if err != nil {
				return err
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				put, err := ask[bridge.RulePut](c.Context(), caller, "Rules/Put", rule)
				if err != nil || s.json {
					return s.answer(put, err)
				}
				fmt.Fprintf(s.Out, "%s: %s\n", put.Rule.ID, ruleWords(put.Rule))
				return nil
			})
		},
	}
	flags.bind(c)
	return c
}

func (s *session) rulesPreview() *cobra.Command {
	var flags ruleFlags
	c := &cobra.Command{
		Use: "preview [ID]", Short: "What a rule would do to what is here; nothing is changed", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				rule, err := flags.rule()
				if err == nil && len(args) == 1 {
					rule, err = s.ruleOf(c, caller, args[0])
				}
				if err != nil {
					return err
				}
				seen, err := ask[bridge.RulePreview](c.Context(), caller, "Rules/Preview", rule)
				if err != nil || s.json {
					return s.answer(seen, err)
				}
				fmt.Fprintf(s.Out, "%d articles here meet it; %d of them would change.\n", seen.Total, seen.Changing)
				for _, row := range seen.First {
					fmt.Fprintf(s.Out, "%s  %s\n", row.ID, isolate(row.Title))
				}
				return nil
			})
		},
	}
	flags.bind(c)
	return c
}

// ruleOf gives the rule of an ID.
func (s *session) ruleOf(c *cobra.Command, caller Caller, id string) (bridge.Rule, error) {
	list, err := ask[bridge.RulesResult](c.Context(), caller, "Rules/List", bridge.Nothing{})
	if err != nil {
		return bridge.Rule{}, err
	}
	for _, r := range list.Rules {
		if r.ID == id {
			return r, nil
		}
	}
	return bridge.Rule{}, usage{fmt.Errorf("there is no rule %q; `broadsheet rules list` lists them", id)}
}

func (s *session) rulesApply() *cobra.Command {
	return &cobra.Command{
		Use: "apply ID", Short: "Let a rule act on what is here", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := job[bridge.RuleApplied](c.Context(), s, caller, "Rules/Apply", bridge.IDRequest{ID: args[0]})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				fmt.Fprintf(s.Out, "%d articles were changed, %d removed.\n", done.Changed, done.Removed)
				if done.Entry != "" {
					fmt.Fprintf(s.Out, "`broadsheet undo %s` takes it back.\n", done.Entry)
				}
				return nil
			})
		},
	}
}

func (s *session) rulesRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove ID", Short: "Forget a rule; what it did stays", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Rules/Remove", bridge.IDRequest{ID: args[0]})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				fmt.Fprintln(s.Out, "Removed; what it did stays.")
				return nil
			})
		},
	}
}

func (s *session) rulesSwitch(word string, off bool) *cobra.Command {
	return &cobra.Command{
		Use: word + " ID", Short: "Switch a rule " + word, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				rule, err := s.ruleOf(c, caller, args[0])
				if err != nil {
					return err
				}
				rule.Off = off
				put, err := ask[bridge.RulePut](c.Context(), caller, "Rules/Put", rule)
				if err != nil || s.json {
					return s.answer(put, err)
				}
				fmt.Fprintf(s.Out, "%s is %s.\n", put.Rule.ID, word)
				return nil
			})
		},
	}
}
