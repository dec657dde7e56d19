package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// draftReply is a draft as scripts see it.
type draftReply struct {
	Draft    string `json:"draft"`
	Article  string `json:"article"`
	State    string `json:"state"`
	Revision int    `json:"revision"`
	Title    string `json:"title"`
	Public   string `json:"public"`
	At       string `json:"at,omitempty"`
	Changed  string `json:"changed"`
	Words    int    `json:"words"`
	Failed   string `json:"failed,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

func replyOf(r bridge.DraftRow) draftReply {
	return draftReply{r.Draft, r.Article, r.State, r.Revision, r.Title, r.Public, r.At, r.Changed, r.Words, r.Failed, r.Reason}
}

func (s *session) drafts() *cobra.Command {
	c := &cobra.Command{
		Use:   "draft",
		Short: "Write, review and keep drafts: working copies with their revisions",
		Long: `A draft is a working copy: of an article that is out, or of one that is not yet.
It goes from "draft" to "in review" and "approved", and is then published with
` + "`broadsheet publish`" + `. Every save is a revision; any change voids an approval.`,
	}
	c.AddCommand(
		s.draftNew(), s.draftList(), s.draftShow(), s.draftSave(), s.draftSet(), s.draftRevisions(), s.draftDiff(), s.draftRestore(), s.draftDiscard(), s.draftDismiss(),
		s.draftAct("submit", "Hand a draft in for review", false), s.draftAct("return", "Return a draft from review, with what is to be changed", true),
		s.draftAct("approve", "Approve a draft that is in review", false), s.draftAct("hold", "Put a draft on hold", false),
		s.draftAct("spike", "Put a draft away for good; it can be taken up again", false), s.draftAct("resume", "Take up a draft again", false),
		s.draftRebase(), s.draftUnschedule(), s.draftNotes(), s.draftNote(), s.draftResolve(), s.draftCheck(), s.draftAlike(),
	)
	return c
}

// changeDraft makes a call that answers with a draft, and prints it.
func (s *session) changeDraft(ctx context.Context, method string, request any) error {
	return s.with(ctx, false, func(caller Caller) error {
		row, err := ask[bridge.DraftRow](ctx, caller, method, request)
		if err != nil {
			return err
		}
		return s.printDraft(row)
	})
}

func (s *session) printDraft(row bridge.DraftRow) error {
	if s.json {
		return s.print(replyOf(row))
	}
	_, err := fmt.Fprintf(s.Out, "%s  %s, revision %d  %s\n", row.Draft, row.State, row.Revision, isolate(row.Title))
	return err
}

func (s *session) draftNew() *cobra.Command {
	var request bridge.NewDraftRequest
	var file string
	c := &cobra.Command{
		Use:   "new",
		Short: "Begin a draft, empty or as a working copy of an article",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if file != "" {
				return s.openDraft(c.Context(), file, request)
			}
			return s.changeDraft(c.Context(), "Drafts/New", request)
		},
	}
	c.Flags().StringVar(&file, "from-file", "", "a file that it is to begin with: Markdown, HTML, text; pictures come from beside it")
	c.Flags().StringVar(&request.From, "from", "", "id of the article that it is to be a working copy of")
	c.Flags().StringVar(&request.Kind, "kind", "", "news, report, analysis …")
	c.Flags().StringVar(&request.Title, "title", "", "its headline")
	c.Flags().BoolVar(&request.Idea, "idea", false, "it is an idea yet")
	return c
}

func (s *session) draftList() *cobra.Command {
	var request bridge.DraftsRequest
	c := &cobra.Command{
		Use:   "list",
		Short: "List the drafts on the desk, changed last first",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.DraftsResult](c.Context(), caller, "Drafts/List", request)
				if err != nil {
					return err
				}
				for _, r := range page.Recovered {
					fmt.Fprintf(s.Err, "recovered: %s, as it was typed at %s\n", r.Draft, r.Saved)
				}
				if s.json {
					list := make([]draftReply, len(page.Drafts))
					for i, row := range page.Drafts {
						list[i] = replyOf(row)
					}
					return s.print(map[string]any{"drafts": list, "next": page.Next})
				}
				w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
				for _, row := range page.Drafts {
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", row.Draft, row.State, row.Changed, isolate(row.Title))
				}
				return w.Flush()
			})
		},
	}
	c.Flags().StringVar(&request.State, "state", "", `only: idea, draft, "in review", "changes requested", approved, "on hold", spiked`)
	c.Flags().StringVar(&request.Article, "article", "", "only working copies of this article")
	c.Flags().IntVar(&request.Limit, "limit", 50, "how many")
	c.Flags().StringVar(&request.After, "after", "", "the cursor of the page before")
	return c
}

func (s *session) draftShow() *cobra.Command {
	as := "text"
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Print one draft",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				ctx := c.Context()
				if !s.json {
					text, err := ask[bridge.TextResult](ctx, caller, "Drafts/Text", bridge.TextRequest{ID: args[0], As: as})
					if err != nil {
						return err
					}
					_, err = fmt.Fprintln(s.Out, trimEnd(text.Text))
					return err
				}
				draft, err := ask[bridge.Draft](ctx, caller, "Drafts/Show", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				record, err := ask[bridge.TextResult](ctx, caller, "Drafts/Text", bridge.TextRequest{ID: args[0], As: "record"})
				if err != nil {
					return err
				}
				return s.printWithRecord(replyOf(draft.DraftRow), record.Text)
			})
		},
	}
	c.Flags().StringVar(&as, "as", as, "html, markdown or text")
	return c
}

// printWithRecord prints a draft's reply and the fields of its record as one object.
func (s *session) printWithRecord(reply draftReply, record string) error {
	out, own := map[string]any{}, map[string]any{}
	if err := json.Unmarshal([]byte(record), &out); err != nil {
		return fmt.Errorf("read record of draft: %w", err)
	}
	text, err := json.Marshal(reply)
	if err != nil {
		return fmt.Errorf("write draft: %w", err)
	}
	if err := json.Unmarshal(text, &own); err != nil {
		return fmt.Errorf("read draft: %w", err)
	}
	maps.Copy(out, own)
	if out["body_html"] == nil {
		out["body_html"] = ""
	}
	return s.print(out)
}

func (s *session) draftSave() *cobra.Command {
	var file, as string
	c := &cobra.Command{
		Use:   "save ID --body FILE",
		Short: "Put a text into a draft, as a revision",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if file == "" {
				return usage{fmt.Errorf("--body names the file with the text, - standard input")}
			}
			form, err := formOf(as, file)
			if err != nil {
				return err
			}
			text, err := s.readText(file)
			if err != nil {
				return err
			}
			return s.changeDraft(c.Context(), "Drafts/Words", bridge.DraftWordsRequest{ID: args[0], Text: text, As: form})
		},
	}
	c.Flags().StringVar(&file, "body", "", "the file with the text; - is standard input")
	c.Flags().StringVar(&as, "as", "", "html, markdown or text; else by the file's name")
	return c
}

// formOf gives how a text is written.
func formOf(as, file string) (string, error) {
	switch as {
	case "html", "markdown", "text":
		return as, nil
	case "docx":
		return "", news.Errorf(news.CodeUnsupported, "as", "This version does not read .docx yet; save it as HTML there. Nothing was changed.")
	case "":
	default:
		return "", usage{fmt.Errorf("a text is html, markdown or text, not %q", as)}
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".md", ".markdown":
		return "markdown", nil
	case ".txt":
		return "text", nil
	case ".docx":
		return formOf("docx", file)
	}
	return "html", nil
}

// maxText bounds what is read of a file with a text, in bytes: one more than a draft
// may hold, so that it is refused and not cut.
const maxText = 4<<20 + 1

func (s *session) readText(file string) (string, error) {
	in := io.Reader(s.In)
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", news.Errorf(news.CodeNotFound, "body", "%s cannot be read; nothing was changed.", file)
		}
		defer f.Close()
		in = f
	}
	content, err := io.ReadAll(io.LimitReader(in, maxText))
	if err != nil {
		return "", fmt.Errorf("read text: %w", err)
	}
	return string(content), nil
}

func (s *session) draftSet() *cobra.Command {
	return &cobra.Command{
		Use:   "set ID FIELD VALUE",
		Short: "Set a field of a draft by its name in the interchange format",
		Long: `Set a field: title, front_title, kicker, standfirst, kind, section, language,
authors, tags, topics, slug, lead_image and so on, as in the interchange format.
Lists of names may stand between commas; what holds more is JSON. An empty VALUE clears it.`,
		Args: cobra.ExactArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			return s.changeDraft(c.Context(), "Drafts/Set", bridge.SetDraftRequest{ID: args[0], Field: args[1], Value: args[2]})
		},
	}
}

func (s *session) draftRevisions() *cobra.Command {
	return &cobra.Command{
		Use:   "revisions ID",
		Short: "List the saved states of a draft, newest first",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.RevisionsResult](c.Context(), caller, "Drafts/Revisions", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(list)
				}
				for _, r := range list.Revisions {
					fmt.Fprintln(s.Out, strings.TrimRight(fmt.Sprintf("%d  %s  %d words  %s", r.Revision, r.Saved, r.Words, isolate(r.Name)), " "))
				}
				return nil
			})
		},
	}
}

func (s *session) draftDiff() *cobra.Command {
	return &cobra.Command{
		Use:   "diff ID A B",
		Short: "Show what changed between two revisions, word by word",
		Args:  cobra.ExactArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			request, err := compareRequest(args)
			if err != nil {
				return err
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.DraftCompareResult](c.Context(), caller, "Drafts/Compare", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(found)
				}
				s.printChanges(found.Blocks)
				return nil
			})
		},
	}
}

func (s *session) draftRestore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore ID REVISION",
		Short: "Bring a revision back as the newest one",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[1])
			if err != nil || n < 1 {
				return usage{fmt.Errorf("%q is no number of a revision", args[1])}
			}
			return s.changeDraft(c.Context(), "Drafts/Restore", bridge.RevisionRequest{ID: args[0], Revision: n})
		},
	}
}

func (s *session) draftDiscard() *cobra.Command {
	return &cobra.Command{
		Use:   "discard ID",
		Short: "Take a draft off the desk; `broadsheet undo` brings it back",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Drafts/Discard", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(map[string]any{"discarded": args[0], "entry": done.Entry})
				}
				return nil
			})
		},
	}
}

func (s *session) draftDismiss() *cobra.Command {
	return &cobra.Command{
		Use:   "dismiss [ID]",
		Short: "Take a draft off the list of those that were brought back, or all of them",
		Long: `After Broadsheet ended unexpectedly, the drafts that were brought back are listed until
somebody opens them in a window or dismisses them. The drafts themselves stay.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var request bridge.DismissRequest
			if len(args) > 0 {
				request.ID = args[0]
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				_, err := ask[bridge.Nothing](c.Context(), caller, "Drafts/Dismiss", request)
				return err
			})
		},
	}
}

func (s *session) draftAct(act, short string, reason bool) *cobra.Command {
	request := bridge.DraftActRequest{Act: act}
	c := &cobra.Command{
		Use:   act + " ID",
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID = args[0]
			return s.changeDraft(c.Context(), "Drafts/Act", request)
		},
	}
	if reason {
		c.Flags().StringVar(&request.Note, "note", "", "what is to be changed")
	}
	return c
}

func (s *session) draftRebase() *cobra.Command {
	var request bridge.RebaseRequest
	c := &cobra.Command{
		Use:   "rebase ID",
		Short: "Bring a draft up to its article's newest version",
		Long: `Bring a draft up to its article's newest version. Where both changed the same
place the draft's side stands, or the article's where --theirs names it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID = args[0]
			return s.changeDraft(c.Context(), "Drafts/Rebase", request)
		},
	}
	c.Flags().StringSliceVar(&request.Theirs, "theirs", nil, "fields and ids of blocks in which the article's side stands")
	return c
}

func (s *session) draftUnschedule() *cobra.Command {
	return &cobra.Command{
		Use:   "unschedule ID",
		Short: "Take away the time at which a draft is to be published",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				if _, err := ask[bridge.EntryResult](c.Context(), caller, "Drafts/Unschedule", bridge.IDRequest{ID: args[0]}); err != nil {
					return err
				}
				draft, err := ask[bridge.Draft](c.Context(), caller, "Drafts/Show", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				return s.printDraft(draft.DraftRow)
			})
		},
	}
}
