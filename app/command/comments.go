package command

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// commentRow is a comment as scripts see it.
type commentRow struct {
	ID      string `json:"id"`
	Article string `json:"article"`
	Name    string `json:"name"`
	Text    string `json:"text"`
	Status  string `json:"status"`
	Posted  string `json:"posted"`
	Sent    string `json:"sent,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

func (s *session) comments() *cobra.Command {
	c := &cobra.Command{
		Use:   "comments",
		Short: "List comments, moderate them, and see what waits in the outbox",
	}
	c.AddCommand(
		s.commentList("list", "List comments, the last one first", ""),
		s.moderate("approve", "Approve comments on one's own publication", "approved"),
		s.moderate("reject", "Reject comments on one's own publication", "rejected"),
		s.commentList("outbox", "List the comments that wait to be sent", "outbox"),
	)
	return c
}

func (s *session) commentList(name, short, status string) *cobra.Command {
	request := bridge.CommentsRequest{Status: status}
	c := &cobra.Command{
		Use:   name,
		Short: short,
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				held, err := ask[bridge.CommentsResult](c.Context(), caller, "Comments/List", request)
				if err != nil {
					return err
				}
				return s.printComments(held.Comments, held.Next)
			})
		},
	}
	if status == "" {
		c.Flags().StringVar(&request.Status, "status", "", "only pending, approved, rejected, outbox or sent")
	}
	c.Flags().IntVar(&request.Limit, "limit", 500, "how many")
	c.Flags().StringVar(&request.After, "after", "", "the cursor of the page before")
	return c
}

// moderate makes the commands that approve and reject.
func (s *session) moderate(verb, short, status string) *cobra.Command {
	var article, reason string
	c := &cobra.Command{
		Use:   verb + " ID…",
		Short: short,
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, ids []string) error {
			request := bridge.ModerateRequest{Status: status, Reason: reason}
			for _, id := range ids {
				request.Comments = append(request.Comments, bridge.CommentRef{Article: article, ID: id})
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.ModerateResult](c.Context(), caller, "Comments/Moderate", request)
				if err != nil {
					return err
				}
				return s.printComments(done.Comments, "")
			})
		},
	}
	c.Flags().StringVar(&article, "article", "", "the article, where several comments bear the id")
	if status == "rejected" {
		c.Flags().StringVar(&reason, "reason", "", "why, for editors alone")
	}
	return c
}

func (s *session) printComments(list []bridge.PostedComment, next string) error {
	if !s.json {
		for _, one := range list {
			fmt.Fprintf(s.Out, "%s  %s  %s  %s\n", one.ID, one.Article, one.Status, isolate(firstLine(one.Text)))
		}
		return nil
	}
	rows := make([]commentRow, len(list))
	for i, one := range list {
		rows[i] = commentRow{ID: one.ID, Article: one.Article, Name: one.Name, Text: one.Text, Status: one.Status, Posted: one.Posted, Sent: one.Sent, Reason: one.Reason}
	}
	answer := map[string]any{"comments": rows}
	if next != "" {
		answer["next"] = next
	}
	return s.print(answer)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// correctionRow is a correction as scripts see it.
type correctionRow struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Version   int    `json:"version"`
	Change    string `json:"change"`
	State     string `json:"state"` // of the article now
	Note      string `json:"note"`
	Published string `json:"published"`
}

func (s *session) corrections() *cobra.Command {
	var request bridge.CorrectionsRequest
	c := &cobra.Command{
		Use:   "corrections",
		Short: "List corrections, clarifications, withdrawals and retractions, newest first",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.CorrectionsResult](c.Context(), caller, "Articles/Corrections", request)
				if err != nil {
					return err
				}
				if !s.json {
					for _, one := range page.Corrections {
						fmt.Fprintf(s.Out, "%s  %s  %s  %s\n    %s\n", one.Article.ID, one.Published, one.Change, isolate(one.Article.Title), isolate(one.Note))
					}
					return nil
				}
				rows := make([]correctionRow, len(page.Corrections))
				for i, one := range page.Corrections {
					rows[i] = correctionRow{ID: one.Article.ID, Title: one.Article.Title, Version: one.Version, Change: one.Change, State: one.State, Note: one.Note, Published: one.Published}
				}
				return s.print(map[string]any{"corrections": rows, "next": page.Next})
			})
		},
	}
	c.Flags().StringVar(&request.Kind, "kind", "", "correction, clarification, withdrawal or retraction; not said: all")
	c.Flags().IntVar(&request.Limit, "limit", 50, "how many")
	c.Flags().StringVar(&request.After, "after", "", "the cursor of the page before")
	return c
}

func (s *session) network() *cobra.Command {
	var request bridge.NetworkRequest
	c := &cobra.Command{
		Use:   "network",
		Short: "List every request that was made to the network, newest first",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				ledger, err := ask[bridge.NetworkResult](c.Context(), caller, "System/Network", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(ledger)
				}
				fmt.Fprintf(s.Out, "%d requests this session, %d ever\n", ledger.Session, ledger.Total)
				w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
				for _, r := range ledger.Requests {
					fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\n", r.At, r.Why, r.Bytes, r.Result, r.Address)
				}
				return w.Flush()
			})
		},
	}
	c.Flags().IntVar(&request.Limit, "limit", 500, "how many")
	return c
}
