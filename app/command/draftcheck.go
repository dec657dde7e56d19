package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// findingReply is a finding of the preflight as scripts see it.
type findingReply struct {
	Check   string            `json:"check"`
	Message string            `json:"message"`
	Name    string            `json:"name"` // of the message: CHECK.REASON
	Args    map[string]string `json:"args,omitempty"`
	Field   string            `json:"field"`
	Item    *int              `json:"item,omitempty"`
	Block   string            `json:"block,omitempty"`
	Start   int               `json:"start"`
	End     int               `json:"end"`
	Quote   string            `json:"quote,omitempty"`
	More    int               `json:"more,omitempty"`
}

// draftCheck is the preflight: status 1 where something has to be mended.
func (s *session) draftCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check ID",
		Short: "Look a draft over before it is published",
		Long: `Look a draft over before it is published: headlines, alternative texts, credits,
inside links, quotation marks, text that is said twice or stands in another article,
text of two directions, letters of another language. Errors are no headline, a
picture without alternative text, an inside link that leads nowhere and a text
larger than 2 MB; all else is worth a look. The status is 1 where an error stands.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				report, err := ask[bridge.CheckResult](c.Context(), caller, "Drafts/Check", bridge.CheckRequest{ID: args[0]})
				if err != nil {
					return err
				}
				if err := s.printCheck(report); err != nil {
					return err
				}
				if report.Errors > 0 {
					return errFound
				}
				return nil
			})
		},
	}
}

func (s *session) printCheck(report bridge.CheckResult) error {
	if s.json {
		lists := map[string][]findingReply{"error": {}, "warning": {}}
		for _, f := range report.Findings {
			r := findingReply{Check: f.Check, Message: f.Sentence, Name: f.Message, Args: f.Args, Field: f.Field, Block: f.Block, Start: f.Start, End: f.End, Quote: f.Quote, More: f.More}
			if f.Item >= 0 {
				r.Item = &f.Item
			}
			lists[f.Severity] = append(lists[f.Severity], r)
		}
		return s.print(map[string]any{"errors": lists["error"], "warnings": lists["warning"]})
	}
	for _, f := range report.Findings {
		place := f.Field
		if f.Block != "" {
			place = "#" + f.Block
		}
		if f.Item >= 0 {
			place = fmt.Sprintf("%s %d", f.Field, f.Item+1)
		}
		if _, err := fmt.Fprintf(s.Out, "%-7s  %s  %s\n", f.Severity, place, isolate(f.Sentence)); err != nil {
			return err
		}
		if f.More > 0 {
			fmt.Fprintf(s.Out, "         and %d more like it\n", f.More)
		}
	}
	if len(report.Findings) == 0 {
		_, err := fmt.Fprintln(s.Out, "Nothing was found.")
		return err
	}
	return nil
}

// draftAlike tells what the archive has of a draft.
func (s *session) draftAlike() *cobra.Command {
	var request bridge.AlikeRequest
	c := &cobra.Command{
		Use:   "alike ID",
		Short: "List what was published with the same words as a draft, and about the same",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID = args[0]
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.AlikeResult](c.Context(), caller, "Drafts/Alike", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.printAlike(found)
				}
				for _, o := range found.Overlaps {
					fmt.Fprintf(s.Out, "%d words  %s  %s\n", o.Words, o.Article.ID, isolate(o.Article.Title))
					for _, p := range o.Passages {
						fmt.Fprintf(s.Out, "    #%s  “%s”\n", p.Block, isolate(p.Quote))
					}
				}
				for _, a := range found.Related {
					fmt.Fprintf(s.Out, "related  %s  %s\n", a.ID, isolate(a.Title))
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&request.Limit, "limit", 6, "how many related articles")
	return c
}

func (s *session) printAlike(found bridge.AlikeResult) error {
	type overlap struct {
		ID       string           `json:"id"`
		Title    string           `json:"title"`
		Share    float64          `json:"share"`
		Words    int              `json:"words"`
		Passages []bridge.Passage `json:"passages"`
	}
	type related struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	overlaps, hits := []overlap{}, []related{}
	for _, o := range found.Overlaps {
		overlaps = append(overlaps, overlap{o.Article.ID, o.Article.Title, o.Share, o.Words, o.Passages})
	}
	for _, a := range found.Related {
		hits = append(hits, related{a.ID, a.Title})
	}
	return s.print(map[string]any{"overlaps": overlaps, "related": hits})
}

// openDraft begins a draft with what a file holds.
func (s *session) openDraft(ctx context.Context, file string, request bridge.NewDraftRequest) error {
	if request.From != "" || request.Idea {
		return usage{fmt.Errorf("--from-file goes with --kind and --title alone")}
	}
	return s.with(ctx, false, func(caller Caller) error {
		offered, err := caller.OfferPath(ctx, absolute(file), false)
		if err != nil {
			return err
		}
		made, err := ask[bridge.OpenedDraft](ctx, caller, "Drafts/Open", bridge.OpenDraftRequest{Token: offered.Token, Kind: request.Kind, Title: request.Title})
		if err != nil {
			return err
		}
		for _, problem := range made.Problems {
			fmt.Fprintln(s.Err, problem)
		}
		return s.printDraft(made.DraftRow)
	})
}
