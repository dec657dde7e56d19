package command

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/atomicfile"
)

// highlightRow is a highlight as scripts see it.
type highlightRow struct {
	ID      string   `json:"id"`
	Article string   `json:"article"`
	Block   string   `json:"block"`
	Start   int      `json:"start"`
	Quote   string   `json:"quote"`
	Words   string   `json:"words,omitempty"` // that it covers now, where they are others
	Colour  int      `json:"colour"`
	Note    string   `json:"note"`
	Tags    []string `json:"tags"`
	State   string   `json:"state"`
	Created string   `json:"created"`
	Entry   string   `json:"entry,omitempty"`
}

func rowOfHighlight(h bridge.Highlight) highlightRow {
	return highlightRow{ID: h.ID, Article: h.Article, Block: h.Block, Start: h.Start, Quote: h.Quote, Words: h.Words, Colour: h.Colour, Note: h.Note,
		Tags: h.Tags, State: h.State, Created: h.Created}
}

func (s *session) highlights() *cobra.Command {
	c := &cobra.Command{
		Use:   "highlight",
		Short: "Mark words of articles, list marks, give them out and read them back",
	}
	c.AddCommand(s.highlightAdd(), s.highlightList(), s.highlightShow(), s.highlightSet(), s.highlightKeep(), s.highlightRemove(), s.highlightExport(), s.highlightImport())
	return c
}

func (s *session) printHighlights(list []bridge.Highlight, entry, next string) error {
	if !s.json {
		for _, h := range list {
			fmt.Fprintf(s.Out, "%s  %s  %d  %s  %s", h.ID, h.Article, h.Colour, h.State, isolate(strings.Join(strings.Fields(h.Quote), " ")))
			if h.Note != "" {
				fmt.Fprintf(s.Out, "  %s", isolate(firstLine(h.Note)))
			}
			fmt.Fprintln(s.Out)
		}
		return nil
	}
	rows := make([]highlightRow, len(list))
	for i, h := range list {
		rows[i] = rowOfHighlight(h)
		rows[i].Entry = entry
	}
	answer := map[string]any{"highlights": rows}
	if next != "" {
		answer["next"] = next
	}
	return s.print(answer)
}

func (s *session) highlightAdd() *cobra.Command {
	var request bridge.AddHighlight
	c := &cobra.Command{
		Use:   "add ID",
		Short: "Mark words of an article: the first place where they stand",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(request.At.Quote) == "" {
				return usage{fmt.Errorf("name the words with --quote")}
			}
			request.Article = args[0]
			return s.with(c.Context(), false, func(caller Caller) error {
				added, err := ask[bridge.AddedHighlight](c.Context(), caller, "Highlights/Add", request)
				if err != nil {
					return err
				}
				return s.printHighlights([]bridge.Highlight{added.Highlight}, added.Entry, "")
			})
		},
	}
	c.Flags().StringVar(&request.At.Quote, "quote", "", "the words, as they stand in the text")
	c.Flags().StringVar(&request.At.Prefix, "prefix", "", "what stands before them, where they stand more than once")
	c.Flags().StringVar(&request.At.Suffix, "suffix", "", "what stands behind them")
	c.Flags().IntVar(&request.Colour, "colour", 1, "1 to 8")
	c.Flags().StringVar(&request.Note, "note", "", "what is to be said of them")
	c.Flags().StringSliceVar(&request.Tags, "tag", nil, "tags of the highlight")
	return c
}

// chosen adds the flags that choose highlights.
func chosen(c *cobra.Command, r *bridge.HighlightsRequest) {
	c.Flags().StringVar(&r.Article, "article", "", "only on this article")
	c.Flags().StringVar(&r.Query, "query", "", "only with these words in what was marked, said or tagged")
	c.Flags().IntVar(&r.Colour, "colour", 0, "only of this colour, 1 to 8")
	c.Flags().StringVar(&r.Tag, "tag", "", "only with this tag")
	c.Flags().StringVar(&r.State, "state", "", "only anchored, moved, detached or article (notes of a whole article)")
	c.Flags().StringVar(&r.From, "from", "", "only made on this day or later")
	c.Flags().StringVar(&r.To, "to", "", "only made before this day")
}

func (s *session) highlightList() *cobra.Command {
	var request bridge.HighlightsRequest
	c := &cobra.Command{
		Use:   "list",
		Short: "List highlights, the newest first; those of an article as they stand in it",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.HighlightsResult](c.Context(), caller, "Highlights/List", request)
				if err != nil {
					return err
				}
				return s.printHighlights(page.Highlights, "", page.Next)
			})
		},
	}
	chosen(c, &request)
	c.Flags().IntVar(&request.Limit, "limit", 500, "how many")
	c.Flags().StringVar(&request.After, "after", "", "the cursor of the page before")
	return c
}

func (s *session) highlightShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "Show a highlight",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				h, err := ask[bridge.Highlight](c.Context(), caller, "Highlights/Show", bridge.HighlightID{ID: args[0]})
				if err != nil {
					return err
				}
				return s.printHighlights([]bridge.Highlight{h}, "", "")
			})
		},
	}
}

func (s *session) highlightSet() *cobra.Command {
	var colour int
	var note, quote, prefix, suffix string
	var request bridge.ChangeHighlights
	c := &cobra.Command{
		Use:   "set ID…",
		Short: "Change the colour, note or tags of highlights, or put one on other words",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, ids []string) error {
			request.IDs = ids
			if c.Flags().Changed("colour") {
				request.Colour = &colour
			}
			if c.Flags().Changed("note") {
				request.Note = &note
			}
			if quote != "" {
				request.At = &bridge.HighlightSelection{Quote: quote, Prefix: prefix, Suffix: suffix}
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Highlights/Change", request)
				if err != nil || !s.json {
					return err
				}
				return s.print(done)
			})
		},
	}
	c.Flags().IntVar(&colour, "colour", 1, "1 to 8")
	c.Flags().StringVar(&note, "note", "", "what is to be said; empty takes it away")
	c.Flags().StringSliceVar(&request.Add, "tag", nil, "tags to add")
	c.Flags().StringSliceVar(&request.Drop, "untag", nil, "tags to take away")
	c.Flags().StringVar(&quote, "quote", "", "other words to put it on")
	c.Flags().StringVar(&prefix, "prefix", "", "what stands before them")
	c.Flags().StringVar(&suffix, "suffix", "", "what stands behind them")
	return c
}

func (s *session) highlightKeep() *cobra.Command {
	return &cobra.Command{
		Use:   "keep ID…",
		Short: "Keep detached highlights as notes of the whole article; undo takes that back",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, ids []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Highlights/Change", bridge.ChangeHighlights{IDs: ids, Keep: true})
				if err != nil || !s.json {
					return err
				}
				return s.print(done)
			})
		},
	}
}

func (s *session) highlightRemove() *cobra.Command {
	return &cobra.Command{
		Use:   "remove ID…",
		Short: "Take highlights away; undo brings them back",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, ids []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.EntryResult](c.Context(), caller, "Highlights/Remove", bridge.HighlightIDs{IDs: ids})
				if err != nil || !s.json {
					return err
				}
				return s.print(done)
			})
		},
	}
}

func (s *session) highlightExport() *cobra.Command {
	var request bridge.ExportHighlights
	c := &cobra.Command{
		Use:   "export FORMAT OUT",
		Short: "Give highlights out (markdown, html, json, csv)",
		Long: `Give highlights out:

  markdown  by article, to be read and edited
  html      the same as a page
  json      W3C Web Annotations, to be imported again
  csv       a table, to be imported again

OUT is a file, or - for the standard output.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			request.Format = args[0]
			return s.with(c.Context(), false, func(caller Caller) error {
				file, err := ask[bridge.HighlightsFile](c.Context(), caller, "Highlights/Export", request)
				if err != nil {
					return err
				}
				if args[1] == "-" {
					_, err := io.WriteString(s.Out, file.Text)
					return err
				}
				path := absolute(args[1])
				if err := atomicfile.WriteBytes(path, []byte(file.Text)); err != nil {
					return fmt.Errorf("write %s: %w", path, err)
				}
				if s.json {
					return s.print(map[string]any{"exported": file.Highlights, "path": path})
				}
				_, err = fmt.Fprintf(s.Out, "%d highlights written to %s\n", file.Highlights, path)
				return err
			})
		},
	}
	chosen(c, &request.Only)
	return c
}

func (s *session) highlightImport() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Read highlights: our json or csv, Web Annotations, Hypothesis's json",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			file, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer file.Close()
			text, err := io.ReadAll(io.LimitReader(file, bridge.MaxHighlightFile+1))
			if err != nil {
				return fmt.Errorf("read %s: %w", args[0], err)
			}
			if len(text) > bridge.MaxHighlightFile {
				return fmt.Errorf("%s has more than %d MB; give the highlights out in parts, by article, colour or date", args[0], bridge.MaxHighlightFile>>20)
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				done, err := ask[bridge.ImportedHighlights](c.Context(), caller, "Highlights/Import", bridge.ImportHighlights{Text: string(text)})
				if err != nil {
					return err
				}
				if s.json {
					err = s.print(done)
				} else {
					fmt.Fprintf(s.Out, "%d added, %d here already, %d left out\n", done.Added, done.Unchanged, done.Failed)
					for _, problem := range done.Problems {
						fmt.Fprintln(s.Out, isolate(problem))
					}
				}
				if err == nil && done.Failed > 0 {
					err = errPartly
				}
				return err
			})
		},
	}
}
