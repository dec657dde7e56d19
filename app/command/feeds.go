package command

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) feeds() *cobra.Command {
	c := &cobra.Command{
		Use:   "feeds",
		Short: "Subscriptions: list, add, remove, refresh, export",
		Long: `Subscriptions to feeds (RSS, Atom, JSON Feed).

Nothing is asked for unless you say so: add and refresh go to the network, list,
remove and export do not. An OPML file of another reader comes in by import.`,
	}
	c.AddCommand(s.feedsList(), s.feedsAdd(), s.feedsRemove(), s.feedsRefresh(), s.feedsExport(), s.feedsEvery())
	return c
}

func (s *session) feedsList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "The subscriptions, by folder and title", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.FeedsResult](c.Context(), caller, "Feeds/List", bridge.Nothing{})
				if err != nil || s.json {
					return s.answer(list, err)
				}
				table := tabwriter.NewWriter(s.Out, 0, 4, 2, ' ', 0)
				for _, f := range list.Subscriptions {
					fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", f.ID, isolate(f.Title), isolate(f.Folder), f.Address, f.Problem)
				}
				return table.Flush()
			})
		},
	}
}

// answer prints an answer as JSON, or gives the error.
func (s *session) answer(value any, err error) error {
	if err != nil {
		return err
	}
	return s.print(value)
}

func (s *session) feedsAdd() *cobra.Command {
	wish := bridge.FeedWish{First: true}
	c := &cobra.Command{
		Use: "add URL", Short: "Subscribe to the feed at an address, or to the one that the page there names", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			wish.Address = args[0]
			return s.with(c.Context(), false, func(caller Caller) error {
				added, err := job[bridge.FeedAdded](c.Context(), s, caller, "Feeds/Add", wish)
				if err != nil || s.json {
					return s.answer(added, err)
				}
				if f := added.Subscription; f != nil && added.Here {
					fmt.Fprintf(s.Out, "%s: %s was here already, %d new articles.\n", f.ID, isolate(f.Title), added.Added)
				} else if f != nil {
					fmt.Fprintf(s.Out, "%s: %s, %d new articles.\n", f.ID, isolate(f.Title), added.Added)
				}
				for _, other := range added.Choices {
					fmt.Fprintf(s.Out, "The page names another feed: %s\n", other.Address)
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&wish.Folder, "folder", "", "the folder to keep it in")
	c.Flags().BoolVar(&wish.Private, "private", false, "its host may be on this machine or its own network")
	c.Flags().BoolVar(&wish.Pictures, "pictures", false, "also fetch the pictures of its articles, now and with each refresh")
	return c
}

func (s *session) feedsRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove ID", Short: "End a subscription; its articles stay", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Feeds/Remove", bridge.IDRequest{ID: args[0]})
				if err != nil || s.json {
					return s.answer(done, err)
				}
				fmt.Fprintln(s.Out, "Removed; what came from it stays.")
				return nil
			})
		},
	}
}

func (s *session) feedsRefresh() *cobra.Command {
	return &cobra.Command{
		Use: "refresh [ID…]", Short: "Ask feeds for what is new; without an ID all of them",
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error { return s.refresh(c.Context(), caller, args) })
		},
	}
}

func (s *session) refresh(ctx context.Context, caller Caller, ids []string) error {
	report, err := job[bridge.FeedReport](ctx, s, caller, "Feeds/Refresh", bridge.FeedsRequest{IDs: ids})
	if err != nil {
		return err
	}
	if s.json {
		if err := s.print(report); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(s.Out, "%d feeds were asked: %d new articles came in, %d got a new version; %d feeds had nothing new, %d failed.\n",
			report.Asked, report.Added, report.Updated, report.Unchanged, report.Failed)
		for _, problem := range report.Problems {
			fmt.Fprintf(s.Err, "%s: %s\n", problem.Title, problem.Message)
		}
	}
	if report.Failed > 0 {
		return errPartly
	}
	return nil
}

func (s *session) feedsExport() *cobra.Command {
	return &cobra.Command{
		Use: "export", Short: "Print the subscriptions as OPML, for other readers of feeds", Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.OPMLResult](c.Context(), caller, "Feeds/Export", bridge.Nothing{})
				if err != nil || s.json {
					return s.answer(list, err)
				}
				fmt.Fprint(s.Out, list.OPML)
				return nil
			})
		},
	}
}

func (s *session) feedsEvery() *cobra.Command {
	return &cobra.Command{
		Use: "every MINUTES", Short: "Ask feeds by themselves while Broadsheet runs; 0: only by hand", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var minutes int
			if _, err := fmt.Sscanf(args[0], "%d", &minutes); err != nil || minutes < 0 {
				return usage{fmt.Errorf("%q is no number of minutes", args[0])}
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.Nothing](c.Context(), caller, "Feeds/Schedule", bridge.FeedSchedule{Every: minutes})
				if s.json {
					return s.answer(done, err)
				}
				return err
			})
		},
	}
}
