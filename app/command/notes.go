package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) draftNotes() *cobra.Command {
	return &cobra.Command{
		Use:   "notes ID",
		Short: "List what was said of a draft, oldest first",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.NotesResult](c.Context(), caller, "Drafts/Notes", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(list)
				}
				for _, n := range list.Notes {
					state := "open"
					if n.Resolved != "" {
						state = "resolved"
					}
					fmt.Fprintf(s.Out, "%s  %s  %s  %s  %s\n", n.ID, state, isolate(n.Actor), isolate(n.Quote), isolate(n.Text))
				}
				return nil
			})
		},
	}
}

func (s *session) draftNote() *cobra.Command {
	var request bridge.AddNoteRequest
	c := &cobra.Command{
		Use:   "note ID TEXT",
		Short: "Say something of a draft, or of words in it",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			request.Draft, request.Text = args[0], args[1]
			return s.with(c.Context(), false, func(caller Caller) error {
				added, err := ask[bridge.AddedNote](c.Context(), caller, "Drafts/AddNote", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(added)
				}
				fmt.Fprintln(s.Out, added.Note.ID)
				return nil
			})
		},
	}
	c.Flags().StringVar(&request.Quote, "quote", "", "the words that it is about")
	c.Flags().StringVar(&request.Block, "block", "", "the id of the block that they stand in")
	c.Flags().StringVar(&request.Parent, "answer", "", "the note that it answers")
	return c
}

func (s *session) draftResolve() *cobra.Command {
	request := bridge.ResolveNoteRequest{Resolved: true}
	reopen := false
	c := &cobra.Command{
		Use:   "resolve NOTE",
		Short: "Close a thread of notes, or open it again",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID, request.Resolved = args[0], !reopen
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Drafts/ResolveNote", request)
				if err != nil || !s.json {
					return err
				}
				return s.print(done)
			})
		},
	}
	c.Flags().BoolVar(&reopen, "reopen", false, "open it again")
	return c
}
