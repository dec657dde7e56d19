package command

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) libraries() *cobra.Command {
	c := &cobra.Command{
		Use:   "library",
		Short: "Make, describe, check and back up a library",
	}
	c.AddCommand(s.create(), s.recent(), s.set(), s.info(), s.check(),
		s.work("repair", "Mend what can be mended from what is intact", "Library/Repair"),
		s.work("reindex", "Build the search index anew", "Library/Reindex"),
		s.work("compact", "Give room on disk back", "Library/Compact"),
		s.backup(), s.restore())
	return c
}

func (s *session) create() *cobra.Command {
	var with NewLibrary
	c := &cobra.Command{
		Use:   "create",
		Short: "Make a library, with the sample publication or empty",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := s.Create(c.Context(), s.folder(), with); err != nil {
				return err
			}
			return s.with(c.Context(), true, func(caller Caller) error { return s.describe(c.Context(), caller) })
		},
	}
	c.Flags().BoolVar(&with.Empty, "empty", false, "without the sample publication")
	c.Flags().StringVar(&with.Name, "name", "", "the publication's name")
	c.Flags().StringVar(&with.Language, "language", "", "its language (BCP 47)")
	return c
}

func (s *session) recent() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the libraries that were opened before",
		Args:  cobra.ExactArgs(0),
		RunE: func(*cobra.Command, []string) error {
			list, err := s.Recent()
			if err != nil {
				return err
			}
			if s.json {
				if list == nil {
					list = []bridge.RecentLibrary{}
				}
				return s.print(bridge.RecentResult{Libraries: list})
			}
			w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
			for _, l := range list {
				fmt.Fprintf(w, "%s\t%s\t%s\n", isolate(l.Name), l.Folder, l.Opened)
			}
			return w.Flush()
		},
	}
}

func (s *session) set() *cobra.Command {
	return &cobra.Command{
		Use:   "set FIELD VALUE",
		Short: "Set the publication's name, tagline, languages, time zone or sections",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Library/Set", bridge.SetRequest{Field: args[0], Value: args[1]})
				if err != nil || !s.json {
					return err
				}
				return s.print(done)
			})
		},
	}
}

func (s *session) info() *cobra.Command {
	return &cobra.Command{
		Use:   "info",
		Short: "Describe the library",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error { return s.describe(c.Context(), caller) })
		},
	}
}

func (s *session) describe(ctx context.Context, caller Caller) error {
	info, err := ask[bridge.InfoResult](ctx, caller, "Library/Info", bridge.Nothing{})
	if err != nil {
		return err
	}
	if s.json {
		return s.print(info)
	}
	w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "publication\t%s\nfolder\t%s\n", isolate(info.Name), info.Folder)
	fmt.Fprintf(w, "articles\t%d\ntopics\t%d\ntags\t%d\nmedia\t%d\ncomments\t%d\n", info.Articles, info.Topics, info.Tags, info.Media, info.Comments)
	if info.Oldest != "" {
		fmt.Fprintf(w, "days\t%s to %s\n", info.Oldest, info.Newest)
	}
	fmt.Fprintf(w, "bytes\tstore %d, index %d, media %d, backups %d\n", info.Bytes.Store, info.Bytes.Index, info.Bytes.Media, info.Bytes.Backups)
	fmt.Fprintf(w, "index\t%d of %d changes taken in\n", info.Index.Applied, info.Index.Latest)
	return w.Flush()
}

// checkReport is what a check found.
type checkReport struct {
	OK       bool `json:"ok"`
	Problems []struct {
		What       string `json:"what"`
		Where      string `json:"where"`
		Repairable bool   `json:"repairable"`
	} `json:"problems"`
}

func (s *session) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Read everything and find damage; changes nothing",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				report, err := job[checkReport](c.Context(), s, caller, "Library/Check", bridge.JobRequest{})
				if err != nil {
					return err
				}
				if s.json {
					if err := s.print(report); err != nil {
						return err
					}
				} else {
					s.listProblems(report)
				}
				if !report.OK {
					return errFound
				}
				return nil
			})
		},
	}
}

func (s *session) listProblems(report checkReport) {
	if report.OK {
		fmt.Fprintln(s.Out, "Everything was read and nothing is damaged.")
	}
	for _, p := range report.Problems {
		mend := "cannot be repaired"
		if p.Repairable {
			mend = "`broadsheet library repair` can mend it"
		}
		fmt.Fprintf(s.Out, "%s: %s (%s)\n", p.Where, p.What, mend)
	}
}

// job starts long work and waits for its result.
func job[Res any](ctx context.Context, s *session, c Caller, name string, request any) (res Res, err error) {
	started, err := ask[bridge.JobStarted](ctx, c, name, request)
	if err != nil {
		return res, err
	}
	return finish[Res](ctx, s, c, started)
}

// work is a command that runs one job and prints its result.
func (s *session) work(name, short, method string) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: short,
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				return s.runJob(c.Context(), caller, method, bridge.JobRequest{})
			})
		},
	}
}

func (s *session) runJob(ctx context.Context, caller Caller, method string, request bridge.JobRequest) error {
	result, err := job[map[string]any](ctx, s, caller, method, request)
	if err != nil || !s.json {
		return err
	}
	if result == nil {
		result = map[string]any{}
	}
	if err := s.print(result); err != nil {
		return err
	}
	if ok, said := result["ok"].(bool); said && !ok {
		return errFound
	}
	return nil
}

func (s *session) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write the whole library into one file",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				target, err := caller.OfferPath(c.Context(), absolute(args[0]), true)
				if err != nil {
					return err
				}
				return s.runJob(c.Context(), caller, "Library/Backup", bridge.JobRequest{Target: target.Token})
			})
		},
	}
}

func (s *session) restore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Make a library out of a backup, in a folder that holds none",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := s.Restore(c.Context(), absolute(args[0]), s.folder()); err != nil {
				return err
			}
			return s.with(c.Context(), true, func(caller Caller) error { return s.describe(c.Context(), caller) })
		},
	}
}
