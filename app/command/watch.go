package command

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

func (s *session) watch() *cobra.Command {
	c := &cobra.Command{
		Use:   "watch",
		Short: "Watched folders: list, add, remove, look, pause, resume",
		Long: `Folders on this machine whose files come in by themselves.

While Broadsheet is open (its window, or serve) each watched folder is looked into
about every half minute. A file comes in when two looks find it the same, so that
one that is still being copied waits; one that changes comes in again, as a new
version where its articles bear ids; what is deleted from the folder stays in the
library. Each look that brings something is one import, which can be undone; what
was taken back comes again when its file changes.

Links inside a folder are not followed. Hidden files, files that are not whole yet
(.part, .crdownload) and the library's own folder are left out. A folder may hold
100,000 files. Nothing is watched that was not added here or in the window.`,
	}
	c.AddCommand(s.watchList(), s.watchAdd(), s.watchRemove(), s.watchLook(), s.watchPause(true), s.watchPause(false))
	return c
}

func (s *session) watchList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "The watched folders, and what came of the last looks", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.WatchedResult](c.Context(), caller, "Watch/List", bridge.Nothing{})
				if err != nil || s.json {
					return s.answer(list, err)
				}
				table := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
				for _, f := range list.Folders {
					state := f.Problem
					switch {
					case f.Paused:
						state = "paused"
					case state == "" && f.Refused != "":
						state = f.Refused
					}
					fmt.Fprintf(table, "%s\t%s\t%s\t%d new, %d changed\t%s\n", f.ID, isolate(f.Path), f.Came, f.Added, f.Updated, state)
				}
				return table.Flush()
			})
		},
	}
}

func (s *session) watchAdd() *cobra.Command {
	var wish bridge.WatchWish
	c := &cobra.Command{
		Use: "add DIR", Short: "Watch a folder, and bring in what is in it", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			wish.Private = s.private
			return s.with(c.Context(), true, func(caller Caller) error { return s.addWatched(c.Context(), caller, wish, args[0]) })
		},
	}
	c.Flags().StringVar(&wish.As, "as", "", "the format of its files; found from the content where not said")
	c.Flags().StringVar(&wish.Source, "source", "", "name of the source of its articles")
	c.Flags().BoolVar(&wish.OnlyNew, "only-new", false, "leave out what is in it now")
	c.Flags().BoolVar(&wish.Pictures, "fetch", false, "also fetch the pictures that are named by an address of the web, each time")
	c.Flags().BoolVar(&s.private, "private", false, "addresses may be on this machine or its own network")
	return c
}

func (s *session) addWatched(ctx context.Context, caller Caller, wish bridge.WatchWish, dir string) error {
	offered, err := caller.OfferPath(ctx, absolute(dir), false)
	if err != nil {
		return err
	}
	wish.Token = offered.Token
	added, err := ask[bridge.WatchAdded](ctx, caller, "Watch/Add", wish)
	if err != nil {
		return err
	}
	if !s.json {
		fmt.Fprintf(s.Out, "%s: %s is watched while Broadsheet is open.\n", added.Folder.ID, isolate(added.Folder.Path))
	}
	if added.Job == "" {
		if s.json {
			return s.print(added)
		}
		return nil
	}
	report, err := finish[bridge.WatchReport](ctx, s, caller, bridge.JobStarted{Job: added.Job})
	if err != nil {
		return err
	}
	if s.json {
		return s.watchedStatus(report, s.print(struct {
			bridge.WatchAdded
			bridge.WatchReport
		}{added, report}))
	}
	return s.tellLooked(report)
}

// tellLooked prints what came of looking.
func (s *session) tellLooked(r bridge.WatchReport) error {
	if s.json {
		return s.watchedStatus(r, s.print(r))
	}
	fmt.Fprintf(s.Out, "%d new articles came in, %d got a new version.\n", r.Added, r.Updated)
	for _, id := range r.Imports {
		fmt.Fprintf(s.Out, "`broadsheet import undo %s` takes it back.\n", id)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(s.Err, p.Message)
	}
	return s.watchedStatus(r, nil)
}

func (s *session) watchedStatus(r bridge.WatchReport, err error) error {
	if err == nil && len(r.Problems) > 0 {
		return errPartly
	}
	return err
}

// watchedID gives the id of a folder that is named by that or by its path.
func watchedID(ctx context.Context, caller Caller, name string) (string, error) {
	list, err := ask[bridge.WatchedResult](ctx, caller, "Watch/List", bridge.Nothing{})
	if err != nil {
		return "", err
	}
	for _, f := range list.Folders {
		if f.ID == name || f.Path == absolute(name) {
			return f.ID, nil
		}
	}
	return "", news.NotFound("watched folder", name)
}

func (s *session) watchRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove DIR|ID", Short: "Watch a folder no longer; what came from it stays", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				id, err := watchedID(c.Context(), caller, args[0])
				if err != nil {
					return err
				}
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Watch/Remove", bridge.IDRequest{ID: id})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				fmt.Fprintln(s.Out, "Removed; what came from it stays.")
				return nil
			})
		},
	}
}

func (s *session) watchLook() *cobra.Command {
	return &cobra.Command{
		Use: "look [DIR|ID…]", Short: "Look into watched folders now; without a name into all that are not paused",
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				request := bridge.WatchRequest{}
				for _, name := range args {
					id, err := watchedID(c.Context(), caller, name)
					if err != nil {
						return err
					}
					request.IDs = append(request.IDs, id)
				}
				report, err := job[bridge.WatchReport](c.Context(), s, caller, "Watch/Look", request)
				if err != nil {
					return err
				}
				return s.tellLooked(report)
			})
		},
	}
}

func (s *session) watchPause(pause bool) *cobra.Command {
	use, short := "resume DIR|ID", "Look into a paused folder again"
	if pause {
		use, short = "pause DIR|ID", "Leave a watched folder alone until it is resumed"
	}
	return &cobra.Command{
		Use: use, Short: short, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				id, err := watchedID(c.Context(), caller, args[0])
				if err != nil {
					return err
				}
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Watch/Pause", bridge.WatchPause{ID: id, Paused: pause})
				if s.json {
					return s.answer(done, err)
				}
				return err
			})
		},
	}
}
