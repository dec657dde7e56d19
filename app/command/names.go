package command

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) topicDesk() *cobra.Command {
	c := &cobra.Command{
		Use:   "topic",
		Short: "Keep the topics: create, set, order, merge, delete",
		Long: `Topics are named by slug, those to merge or order also by name. What a topic was called leads on for ever:
a name or slug that it loses, by set or merge, stays as an alias. Every act can be
undone.

set knows the fields name, slug, description, text (Markdown; - reads standard
input), language, aliases and neighbours (with commas between), visible (yes, no),
picture (an address of the library such as /media/…, or nothing), alt,
caption and credit (of the picture).`,
	}
	c.AddCommand(s.topicList(), s.topicCreate(), s.topicSet(), s.topicOrder(), s.merge("topic", "Topics/Merge"), s.topicDelete())
	return c
}

func (s *session) topicList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "All topics in their order, the hidden ones too", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.DeskTopicsResult](c.Context(), caller, "Topics/Desk", bridge.Nothing{})
				if err != nil {
					return err
				}
				if !s.json {
					for _, t := range list.Topics {
						state := ""
						if !t.Visible {
							state = "  hidden"
						}
						fmt.Fprintf(s.Out, "%s  %s (%d)%s\n", t.Slug, isolate(t.Name), t.Count, state)
					}
					return nil
				}
				rows := make([]map[string]any, len(list.Topics))
				for i, t := range list.Topics {
					rows[i] = map[string]any{"slug": t.Slug, "name": t.Name, "articles": t.Count, "visible": t.Visible, "described": !t.Bare}
				}
				return s.print(map[string]any{"topics": rows})
			})
		},
	}
}

func (s *session) topicCreate() *cobra.Command {
	record := bridge.TopicRecord{}
	hidden := false
	c := &cobra.Command{
		Use: "create NAME", Short: "Make a topic", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			record.Name, record.Visible = args[0], !hidden
			return s.with(c.Context(), false, func(caller Caller) error {
				return s.printTopic(c.Context(), caller, "Topics/Create", record)
			})
		},
	}
	c.Flags().StringVar(&record.Slug, "slug", "", "the last part of its address; made from the name otherwise")
	c.Flags().StringVar(&record.Description, "description", "", "one paragraph")
	c.Flags().StringVar(&record.Language, "language", "", "the language of these words")
	c.Flags().StringArrayVar(&record.Aliases, "alias", nil, "another name that leads to it")
	c.Flags().BoolVar(&hidden, "hidden", false, "it does not show yet")
	return c
}

// printTopic makes a call that creates or changes a topic and says where it is.
func (s *session) printTopic(ctx context.Context, caller Caller, method string, request any) error {
	done, err := ask[bridge.NameResult](ctx, caller, method, request)
	if err != nil || s.json {
		return s.answer(done, err)
	}
	fmt.Fprintln(s.Out, done.Slug)
	return nil
}

func (s *session) topicSet() *cobra.Command {
	return &cobra.Command{
		Use: "set TOPIC FIELD VALUE", Short: "Change a field of a topic", Args: cobra.ExactArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				held, err := ask[bridge.TopicRecordResult](c.Context(), caller, "Topics/Record", bridge.SlugRequest{Slug: args[0]})
				if err != nil {
					return err
				}
				if err := s.setTopicField(&held.Record, args[1], args[2]); err != nil {
					return err
				}
				return s.printTopic(c.Context(), caller, "Topics/Save", bridge.TopicSave{Slug: args[0], Record: held.Record})
			})
		},
	}
}

func (s *session) setTopicField(r *bridge.TopicRecord, field, value string) (err error) {
	if r.Picture == nil {
		r.Picture = &bridge.MediaRef{}
	}
	texts := map[string]*string{"name": &r.Name, "slug": &r.Slug, "description": &r.Description, "language": &r.Language,
		"alt": &r.Picture.Alt, "caption": &r.Picture.Caption, "credit": &r.Picture.Credit}
	if text := texts[field]; text != nil {
		*text = value
		return nil
	}
	switch field {
	case "text":
		if value == "-" {
			text, err := io.ReadAll(s.In)
			r.Body = string(text)
			return err
		}
		r.Body = value
	case "aliases":
		r.Aliases, err = listOf(value)
	case "neighbours":
		r.Neighbours, err = listOf(value)
	case "visible":
		r.Visible, err = yesOrNo(value)
	case "picture":
		r.Picture.Src = value
	default:
		err = usage{fmt.Errorf("a topic has no field %q; `broadsheet topic --help` names them", field)}
	}
	return err
}

// listOf reads names with commas between; one with a comma stands between
// quotation marks.
func listOf(text string) ([]string, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	r := csv.NewReader(strings.NewReader(text))
	r.TrimLeadingSpace = true
	list, err := r.Read()
	if err != nil {
		return nil, usage{fmt.Errorf("the names in %q cannot be told apart: %w", text, err)}
	}
	return list, nil
}

func yesOrNo(text string) (bool, error) {
	switch strings.ToLower(text) {
	case "yes", "on":
		return true, nil
	case "no", "off":
		return false, nil
	}
	yes, err := strconv.ParseBool(text)
	if err != nil {
		return false, usage{fmt.Errorf("%q is neither yes nor no", text)}
	}
	return yes, nil
}

func (s *session) topicOrder() *cobra.Command {
	return &cobra.Command{
		Use: "order TOPIC…", Short: "Put these topics first, in this order; the others follow in theirs", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Topics/Order", bridge.OrderRequest{Slugs: args})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
}

// merge leads all but the last of its arguments to the last.
func (s *session) merge(what, method string) *cobra.Command {
	return &cobra.Command{
		Use:   fmt.Sprintf("merge %[1]s… INTO", strings.ToUpper(what)),
		Short: fmt.Sprintf("Lead one %s or several to the last that is named: articles, names and addresses", what),
		Args:  cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			into := args[len(args)-1]
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, method, bridge.MergeRequest{From: args[:len(args)-1], Into: into})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				fmt.Fprintf(s.Out, "Merged into %s; `broadsheet undo %s` takes it back.\n", isolate(into), done.Entry)
				return nil
			})
		},
	}
}

func (s *session) topicDelete() *cobra.Command {
	return &cobra.Command{
		Use: "delete TOPIC", Short: "Take away a topic that no article bears", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Topics/Delete", bridge.SlugRequest{Slug: args[0]})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
}

func (s *session) tagDesk() *cobra.Command {
	c := &cobra.Command{
		Use:   "tag",
		Short: "Keep the tags: rename, merge, aliases, twins",
		Long: `Tags are named by slug or name. What a tag was called leads on: a name that it
loses stays as an alias, and what arrives under it later lands on the tag. Every
act can be undone.`,
	}
	c.AddCommand(s.tagRename(), s.merge("tag", "Tags/Merge"), s.tagAliases(), s.tagTwins())
	return c
}

func (s *session) tagRename() *cobra.Command {
	return &cobra.Command{
		Use: "rename TAG NAME", Short: "Give a tag another name", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				return s.printTopic(c.Context(), caller, "Tags/Rename", bridge.TagRename{Slug: args[0], Name: args[1]})
			})
		},
	}
}

func (s *session) tagAliases() *cobra.Command {
	return &cobra.Command{
		Use: "aliases TAG [ALIAS…]", Short: "Replace the other names of a tag; without any they are taken away", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Tags/SetAliases", bridge.TagAliases{Slug: args[0], Aliases: args[1:]})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
}

func (s *session) tagTwins() *cobra.Command {
	var request bridge.TwinsRequest
	c := &cobra.Command{
		Use: "twins", Short: "List tags that may be one, such as a plural and its singular", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.TwinsResult](c.Context(), caller, "Tags/Twins", request)
				if err != nil || s.json {
					return s.answer(found, err)
				}
				for _, p := range found.Pairs {
					fmt.Fprintf(s.Out, "%s (%d) → %s (%d)\n", isolate(p.From.Name), p.From.Count, isolate(p.Into.Name), p.Into.Count)
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&request.After, "after", "", "the cursor of the answer before")
	return c
}
