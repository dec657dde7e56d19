package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) collections() *cobra.Command {
	c := &cobra.Command{
		Use:   "collection",
		Short: "Keep your own ordered sets of articles: create, add, order, show …",
		Long: `Collections are your own sets of articles, in your order, with notes to them and
between, and with other collections inside. A collection is named by its name,
its path where several bear the name (Water/Wells), or its id. What stands in one
is named by the article's id, or by its own (i-…), which show --json gives.

They are searched with in:collection/NAME, with in:"collection/NAME/*" also what
is in those inside; listed with list --collection NAME; given out in their order
with export FORMAT --collection NAME. Every act can be undone.`,
	}
	c.AddCommand(s.collectionCreate(), s.collectionAdd(), s.collectionRemove(), s.collectionOrder(), s.collectionList(), s.collectionShow(),
		s.collectionRename(), s.collectionDelete(), s.collectionMove(), s.collectionNest(), s.collectionNote(), s.collectionExport())
	return c
}

func (s *session) collectionCreate() *cobra.Command {
	var in, note string
	c := &cobra.Command{
		Use: "create NAME [ID…]", Short: "Make a collection, of these articles", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				made, err := ask[bridge.CollectionMade](c.Context(), caller, "Collections/Create", bridge.CollectionName{Collection: in, Name: args[0]})
				if err != nil {
					return err
				}
				if len(args) > 1 {
					_, err := ask[bridge.CollectionAdded](c.Context(), caller, "Collections/Add", bridge.CollectionAdd{Collection: made.Collection.ID, IDs: args[1:], Note: note})
					if err != nil {
						return err
					}
				}
				if s.json {
					return s.print(map[string]any{"id": made.Collection.ID, "name": made.Collection.Name, "path": made.Collection.Path, "entry": made.Entry})
				}
				fmt.Fprintln(s.Out, isolate(made.Collection.Path))
				return nil
			})
		},
	}
	c.Flags().StringVar(&in, "in", "", "the collection that it is to stand in")
	c.Flags().StringVar(&note, "note", "", "what is to be said of each article")
	return c
}

func (s *session) collectionAdd() *cobra.Command {
	var request bridge.CollectionAdd
	c := &cobra.Command{
		Use: "add NAME [ID…]", Short: "Add articles to a collection: these, and what --query finds", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.Collection, request.IDs = args[0], args[1:]
			return s.with(c.Context(), false, func(caller Caller) error {
				added, err := ask[bridge.CollectionAdded](c.Context(), caller, "Collections/Add", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(map[string]any{"name": added.Collection.Name, "added": added.Added, "there": added.There, "entry": added.Entry})
				}
				fmt.Fprintf(s.Out, "%d added to %s", added.Added, isolate(added.Collection.Path))
				if added.There > 0 {
					fmt.Fprintf(s.Out, ", %d were in it", added.There)
				}
				fmt.Fprintln(s.Out, ".")
				return nil
			})
		},
	}
	c.Flags().StringVar(&request.Query, "query", "", "all that this search finds")
	c.Flags().StringVar(&request.Note, "note", "", "what is to be said of each article")
	c.Flags().StringVar(&request.Before, "before", "", "the article or item to put them before")
	c.Flags().BoolVar(&request.New, "create", false, "make the collection where there is none of that name")
	return c
}

// collectionAct is a command that changes a collection and says nothing of it.
func (s *session) collectionAct(use, short string, args cobra.PositionalArgs, method string, request func(args []string) any) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: args,
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, method, request(args))
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
}

func (s *session) collectionRemove() *cobra.Command {
	return s.collectionAct("remove NAME ID…", "Take articles or items out of a collection", cobra.MinimumNArgs(2), "Collections/Remove", func(args []string) any {
		return bridge.CollectionItems{Collection: args[0], IDs: args[1:]}
	})
}

func (s *session) collectionRename() *cobra.Command {
	return s.collectionAct("rename NAME NEW", "Give a collection another name", cobra.ExactArgs(2), "Collections/Rename", func(args []string) any {
		return bridge.CollectionName{Collection: args[0], Name: args[1]}
	})
}

func (s *session) collectionDelete() *cobra.Command {
	return s.collectionAct("delete NAME", "Take a collection away with what is in it; articles stay in the library", cobra.ExactArgs(1), "Collections/Delete", func(args []string) any {
		return bridge.IDRequest{ID: args[0]}
	})
}

func (s *session) collectionOrder() *cobra.Command {
	return &cobra.Command{
		Use: "order NAME ID…", Short: "Put these articles or items first, in this order; the others follow in theirs", Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.CollectionPage](c.Context(), caller, "Collections/Show", bridge.CollectionRequest{Collection: args[0], Limit: 1})
				if err != nil {
					return err
				}
				move := bridge.CollectionItems{Collection: args[0], IDs: args[1:], To: page.Collection.ID}
				if len(page.Items) > 0 {
					move.Before = page.Items[0].ID
				}
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Collections/Move", move)
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
}

func (s *session) collectionMove() *cobra.Command {
	var to, before string
	c := &cobra.Command{
		Use: "move NAME ID…", Short: "Move articles or items: before another, or into another collection", Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if to == "" {
				to = args[0]
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Collections/Move", bridge.CollectionItems{Collection: args[0], IDs: args[1:], To: to, Before: before})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&to, "to", "", "the collection to move them to")
	c.Flags().StringVar(&before, "before", "", "the article or item to put them before; at the end otherwise")
	return c
}

func (s *session) collectionNest() *cobra.Command {
	return &cobra.Command{
		Use: "nest NAME [INTO]", Short: "Put a collection into another; without one, back to the top", Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.CollectionPage](c.Context(), caller, "Collections/Show", bridge.CollectionRequest{Collection: args[0], Limit: 1})
				if err != nil {
					return err
				}
				move := bridge.CollectionItems{IDs: []string{page.Collection.ID}}
				if len(args) == 2 {
					move.To = args[1]
				}
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Collections/Move", move)
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
}

func (s *session) collectionNote() *cobra.Command {
	var before string
	c := &cobra.Command{
		Use:   "note NAME [ID] TEXT",
		Short: "Say something of an article in a collection; without an ID, put a note between",
		Args:  cobra.RangeArgs(2, 3),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				if len(args) == 2 {
					made, err := ask[bridge.CollectionNoted](c.Context(), caller, "Collections/Between", bridge.CollectionNote{Collection: args[0], Text: args[1], Before: before})
					if err != nil || s.json {
						return s.answer(made, err)
					}
					fmt.Fprintln(s.Out, made.ID)
					return nil
				}
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Collections/Note", bridge.CollectionItems{Collection: args[0], IDs: args[1:2], Text: args[2]})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&before, "before", "", "the article or item to put the note before; at the end otherwise")
	return c
}

func (s *session) collectionList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "All collections", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.CollectionsResult](c.Context(), caller, "Collections/List", bridge.Nothing{})
				if err != nil {
					return err
				}
				rows := make([]map[string]any, len(list.Collections))
				for i, one := range list.Collections {
					rows[i] = map[string]any{"id": one.ID, "name": one.Name, "path": one.Path, "articles": one.Count}
					if !s.json {
						fmt.Fprintf(s.Out, "%s%s (%d)\n", strings.Repeat("  ", one.Depth-1), isolate(one.Name), one.Count)
					}
				}
				if !s.json {
					return nil
				}
				return s.print(map[string]any{"collections": rows})
			})
		},
	}
}

// collectedItem is an item of a collection, as scripts see it.
type collectedItem struct {
	Item       string `json:"item"`
	Article    string `json:"article,omitempty"`
	Title      string `json:"title,omitempty"`
	Gone       bool   `json:"gone,omitempty"`       // the article is not to be read here any more
	Collection string `json:"collection,omitempty"` // path
	Note       string `json:"note"`
}

func (s *session) collectionShow() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "What stands in a collection, in its order", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error { return s.showCollection(c.Context(), caller, args[0]) })
		},
	}
}

func (s *session) showCollection(ctx context.Context, caller Caller, name string) error {
	request := bridge.CollectionRequest{Collection: name, Limit: 500}
	shown := []collectedItem{}
	for {
		page, err := ask[bridge.CollectionPage](ctx, caller, "Collections/Show", request)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			one := collectedItem{Item: item.ID, Note: item.Note}
			switch item.Kind {
			case "article":
				one.Article, one.Title = item.Article.ID, item.Article.Title
			case "gone":
				one.Article, one.Title, one.Gone = item.Was, item.Title, true
			case "collection":
				one.Collection = item.Collection.Path
			}
			if s.json {
				shown = append(shown, one)
			} else {
				s.printCollected(one)
			}
		}
		if request.After = page.Next; page.Next == "" {
			if s.json {
				return s.print(map[string]any{"name": page.Collection.Name, "path": page.Collection.Path, "items": shown})
			}
			return nil
		}
	}
}

func (s *session) printCollected(item collectedItem) {
	switch {
	case item.Collection != "":
		fmt.Fprintf(s.Out, "%s/\n", isolate(item.Collection))
		return
	case item.Article == "":
		fmt.Fprintf(s.Out, "%s  — %s\n", item.Item, isolate(oneLine(item.Note)))
		return
	}
	gone := ""
	if item.Gone {
		gone = "  (not in the library any more)"
	}
	fmt.Fprintf(s.Out, "%s  %s%s\n", item.Article, isolate(item.Title), gone)
	if item.Note != "" {
		fmt.Fprintf(s.Out, "    %s\n", isolate(oneLine(item.Note)))
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func (s *session) collectionExport() *cobra.Command {
	return &cobra.Command{
		Use: "export NAME OUT", Short: "Write a collection with its articles into one file, which another library imports", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.export(c.Context(), bridge.ExportRequest{Format: "collection", Collection: args[0]}, args[1])
		},
	}
}
