package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) publish() *cobra.Command {
	var request bridge.PublishRequest
	c := &cobra.Command{
		Use:   "publish DRAFT…",
		Short: "Publish approved drafts, now or at a time; several are one release",
		Long: `Publish approved drafts together: all or none. With --at and a time ahead they wait
for it. A correction or clarification of what readers have seen needs a --note,
which stands on the article.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.IDs = args
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.PublishResult](c.Context(), caller, "Drafts/Publish", request)
				if err != nil {
					return err
				}
				return s.printPublished(done, len(args) > 1)
			})
		},
	}
	c.Flags().StringVar(&request.At, "at", "", "when, as 2026-05-06T14:30; in the publication's time zone where nothing else is said")
	c.Flags().StringVar(&request.Change, "change", "", "minor, update, correction or clarification")
	c.Flags().StringVar(&request.Note, "note", "", "what readers are told")
	return c
}

func (s *session) printPublished(done bridge.PublishResult, several bool) error {
	switch {
	case s.json && several:
		return s.print(map[string]any{"published": done.Published})
	case s.json:
		return s.print(done.Published[0])
	}
	for _, p := range done.Published {
		if p.Version == 0 {
			fmt.Fprintf(s.Out, "%s  scheduled\n", p.Article)
		} else {
			fmt.Fprintf(s.Out, "%s  version %d\n", p.Article, p.Version)
		}
	}
	return nil
}

func (s *session) withdraw() *cobra.Command {
	return s.restate("withdraw ID", "Take an article from its readers, with a note; it may come back", "Drafts/Withdraw")
}

func (s *session) retract() *cobra.Command {
	return s.restate("retract ID", "Put a notice in place of an article's text, for good", "Drafts/Retract")
}

func (s *session) restate(use, short, method string) *cobra.Command {
	var request bridge.RestateRequest
	c := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID = args[0]
			return s.restated(c.Context(), method, request)
		},
	}
	c.Flags().StringVar(&request.Note, "note", "", "what readers are told")
	return c
}

func (s *session) restated(ctx context.Context, method string, request bridge.RestateRequest) error {
	return s.with(ctx, false, func(caller Caller) error {
		done, err := ask[bridge.PublishResult](ctx, caller, method, request)
		if err != nil {
			return err
		}
		return s.printPublished(done, false)
	})
}
