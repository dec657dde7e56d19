package command

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// savedAnswer is what `saved list --json` prints.
type savedAnswer struct {
	Saved []savedRow `json:"saved"`
}

type savedRow struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Query   string `json:"query"`
	Total   int64  `json:"total"`
	New     int64  `json:"new"`
	Seen    string `json:"seen"` // when it was looked at last; empty: never
	Problem string `json:"problem,omitempty"`
}

func asSavedRow(s bridge.SavedSearch) savedRow {
	return savedRow{ID: s.ID, Name: s.Name, Query: s.Query, Total: s.Total, New: s.New, Seen: s.Looked, Problem: s.Problem}
}

func (s *session) saveSearch() *cobra.Command {
	return &cobra.Command{
		Use:   "save-search NAME QUERY",
		Short: "Keep a search that counts what is new since it was looked at last",
		Long: `Keep a search under a name. From then on it counts what is new in it since it was
looked at last, after every import; saved searches never expire. The query is read
strictly, as with search --strict. See saved --help.`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.SavedSaved](c.Context(), caller, "Saved/Save", bridge.SavedSave{Name: args[0], Query: strings.Join(args[1:], " ")})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(savedAnswer{Saved: []savedRow{asSavedRow(done.Saved)}})
				}
				fmt.Fprintf(s.Out, "%s: %d articles match.\n", isolate(done.Saved.Name), done.Saved.Total)
				return nil
			})
		},
	}
}

func (s *session) saved() *cobra.Command {
	c := &cobra.Command{
		Use:   "saved",
		Short: "Saved searches: list, show, seen, rename, remove; watch and watching for articles",
		Long: `Saved searches, which count what is new since they were looked at last, and watched
articles, which are told of when they change.

New are articles that match now and did not when the search was looked at last (all
where it never was): those that came in, and those that came to match through a
change. A match that was only changed is not new. A search is looked at by
saved seen, or by opening it in the window. What a saved search is called by is its
name in any spelling, or its id.`,
	}
	c.AddCommand(s.savedList(), s.savedShow(), s.savedSeen(), s.savedRename(), s.savedRemove(), s.savedWatch(), s.savedWatching())
	return c
}

func (s *session) savedWatch() *cobra.Command {
	var stop bool
	c := &cobra.Command{
		Use: "watch ID…", Short: "Be told when articles change; --stop ends it",
		Long: `Watch articles. saved watching lists them with what came since they were seen:
corrections and other new versions, withdrawals, retractions. A search is watched by
saving it (save-search).`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.MarkResult](c.Context(), caller, "Articles/Mark", bridge.MarkRequest{IDs: args, Mark: "watch", On: !stop})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(struct {
						Changed int    `json:"changed"`
						Entry   string `json:"entry"`
					}{done.Changed, done.Entry})
				}
				verb := "put under watch"
				if stop {
					verb = "watched no more"
				}
				fmt.Fprintf(s.Out, "%d %s.\n", done.Changed, verb)
				return nil
			})
		},
	}
	c.Flags().BoolVar(&stop, "stop", false, "watch them no more")
	return c
}

// watchingRow is an article of `saved watching --json`.
type watchingRow struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	State   string `json:"state"`
	Changes int    `json:"changes"`
	Seen    int    `json:"seen"`
	Version int    `json:"version"`
	Change  string `json:"change"`
	Note    string `json:"note"`
	Changed string `json:"changed"`
}

func (s *session) savedWatching() *cobra.Command {
	var unseen, seen bool
	c := &cobra.Command{
		Use: "watching", Short: "Watched articles, with what came since they were seen", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.WatchingResult](c.Context(), caller, "Articles/Watching", bridge.WatchingRequest{})
				if err != nil {
					return err
				}
				out := struct {
					Watching []watchingRow `json:"watching"`
				}{[]watchingRow{}}
				ids := []string{}
				for _, w := range list.Watching {
					if w.Changes == 0 && unseen {
						continue
					}
					out.Watching = append(out.Watching, watchingRow{ID: w.Article.ID, Title: w.Article.Title, State: w.State, Changes: w.Changes,
						Seen: w.Seen, Version: w.Newest, Change: w.Change, Note: w.Note, Changed: w.Changed})
					ids = append(ids, w.Article.ID)
				}
				if seen {
					if _, err := ask[bridge.Nothing](c.Context(), caller, "Articles/SawWatching", bridge.SawRequest{IDs: ids}); err != nil {
						return err
					}
				}
				if s.json {
					return s.print(out)
				}
				table := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
				for _, w := range out.Watching {
					fmt.Fprintf(table, "%s\t%s\t%d changes\t%s\t%s\t%s\n", w.ID, isolate(w.Title), w.Changes, w.State, w.Change, isolate(w.Note))
				}
				return table.Flush()
			})
		},
	}
	c.Flags().BoolVar(&unseen, "new", false, "only those that changed since they were seen")
	c.Flags().BoolVar(&seen, "seen", false, "count them as seen now")
	return c
}

func (s *session) savedList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "Saved searches by name, with how many articles match and how many are new", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.SavedSearches](c.Context(), caller, "Saved/List", bridge.SavedList{})
				if err != nil {
					return err
				}
				out := savedAnswer{Saved: []savedRow{}}
				for _, one := range list.Saved {
					out.Saved = append(out.Saved, asSavedRow(one))
				}
				if s.json {
					return s.print(out)
				}
				table := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
				for _, one := range out.Saved {
					fmt.Fprintf(table, "%s\t%d new\t%d in all\t%s\t%s\n", isolate(one.Name), one.New, one.Total, isolate(one.Query), one.Problem)
				}
				return table.Flush()
			})
		},
	}
}

func (s *session) savedShow() *cobra.Command {
	request := bridge.SavedShow{}
	var unseen bool
	c := &cobra.Command{
		Use: "show NAME", Short: "What a saved search finds, the newest first", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.Saved = args[0]
			if unseen {
				request.Part = "new"
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.SavedPage](c.Context(), caller, "Saved/Show", request)
				if err != nil {
					return err
				}
				out := struct {
					savedRow
					Hits []searchHit `json:"hits"`
					Next string      `json:"next"`
				}{asSavedRow(page.Saved), []searchHit{}, page.Next}
				for _, h := range page.Hits {
					out.Hits = append(out.Hits, searchHit{ID: h.Article.ID, Title: h.Article.Title, Kind: h.Article.Kind, Published: h.Article.Published, Snippet: plain(h.Snippet)})
				}
				if s.json {
					return s.print(out)
				}
				for _, h := range out.Hits {
					fmt.Fprintf(s.Out, "%s  %s\n", h.ID, isolate(h.Title))
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&unseen, "new", false, "only what is new since it was looked at last")
	c.Flags().IntVar(&request.Limit, "limit", 50, "how many, at most 500")
	c.Flags().StringVar(&request.After, "after", "", "the next of an earlier answer: what comes behind it")
	return c
}

func (s *session) savedSeen() *cobra.Command {
	return &cobra.Command{
		Use: "seen NAME", Short: "All that a saved search finds was seen: nothing of it is new", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				was, err := ask[bridge.SavedSearch](c.Context(), caller, "Saved/Seen", bridge.SavedName{Saved: args[0]})
				if err != nil {
					return err
				}
				if s.json {
					row := asSavedRow(was)
					return s.print(map[string]any{"name": row.Name, "seen": row.New})
				}
				fmt.Fprintf(s.Out, "%d articles were new.\n", was.New)
				return nil
			})
		},
	}
}

func (s *session) savedRename() *cobra.Command {
	return &cobra.Command{
		Use: "rename NAME NEW", Short: "Give a saved search another name", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.changeNamed(c, "Saved/Rename", bridge.SavedRename{Saved: args[0], Name: args[1]}, "Renamed.")
		},
	}
}

func (s *session) savedRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove a saved search; what it finds stays", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.changeNamed(c, "Saved/Remove", bridge.SavedName{Saved: args[0]}, "Removed; `broadsheet undo` brings it back.")
		},
	}
}

func (s *session) changeNamed(c *cobra.Command, name string, request any, said string) error {
	return s.with(c.Context(), false, func(caller Caller) error {
		done, err := ask[bridge.EntryResult](c.Context(), caller, name, request)
		if err != nil || s.json {
			return s.answer(done, err)
		}
		fmt.Fprintln(s.Out, said)
		return nil
	})
}
