package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// absolute gives a path as another process would find it.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

func (s *session) exports() *cobra.Command {
	request := bridge.ExportRequest{}
	c := &cobra.Command{
		Use:   "export FORMAT OUT",
		Short: "Give articles out (jsonl, csv, markdown, html, epub, collection, bibtex, ris, csl-json)",
		Long: `Give articles out:

  jsonl  everything, one JSON object a line, to be imported again
  markdown  a folder (or, where OUT ends with .zip, a zip) with a file for each
         article, its pictures, and index.md
  html   one page that needs nothing beside it, to be read or printed
  epub   an e-book (EPUB 3.3): a chapter each, pictures inside
  collection  a collection and its articles in one file, which another library imports
  csv    a list for spreadsheets (id, title, kind, section, published, language,
         authors, tags, url): RFC 4180, UTF-8 with a byte order mark; cells that a
         spreadsheet would run as a formula begin with an apostrophe
  bibtex, ris, csl-json
         references for other programs, an entry for each article

OUT is a file, or - for the standard output.

With a --query that looks in:captions, in:comments or in:notes those are given
out, each with the id, headline, date and address of its article.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			request.Format = args[0]
			return s.export(c.Context(), request, args[1])
		},
	}
	c.Flags().StringVar(&request.Query, "query", "", "only what this search finds")
	c.Flags().StringVar(&request.Topic, "topic", "", "only this topic's articles")
	c.Flags().StringVar(&request.Collection, "collection", "", "only this collection, in its order, with its notes and those inside it")
	c.Flags().StringSliceVar(&request.IDs, "ids", nil, "only these articles")
	return c
}

// export writes articles to a path and says how many; - is standard output, with
// nothing else there.
func (s *session) export(ctx context.Context, request bridge.ExportRequest, path string) error {
	if path == "-" {
		return s.exportHere(ctx, request)
	}
	return s.with(ctx, false, func(caller Caller) error {
		offered, err := caller.OfferPath(ctx, absolute(path), true)
		if err != nil {
			return err
		}
		request.Target = offered.Token
		report, err := job[bridge.ExportReport](ctx, s, caller, "Exports/Start", request)
		if err != nil {
			return err
		}
		if s.json {
			return s.print(report)
		}
		what := "articles"
		if report.Pieces {
			what = "captions, comments and notes"
		}
		_, err = fmt.Fprintf(s.Out, "%d %s written to %s\n", report.Exported, what, report.Path)
		return err
	})
}

// exportHere writes to standard output, by a file beside: exports come whole or not at all.
func (s *session) exportHere(ctx context.Context, request bridge.ExportRequest) error {
	folder, err := os.MkdirTemp("", "broadsheet-export-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "export.zip") // the ending packs what would be a folder
	aside := *s
	aside.Out = io.Discard
	if err := aside.export(ctx, request, path); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open export: %w", err)
	}
	defer file.Close()
	_, err = io.Copy(s.Out, file)
	return err
}

func (s *session) history() *cobra.Command {
	var request bridge.HistoryRequest
	c := &cobra.Command{
		Use:   "history",
		Short: "List what was done, newest first",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.HistoryResult](c.Context(), caller, "History/List", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(list)
				}
				for _, e := range list.History {
					fmt.Fprintf(s.Out, "%s  %s  %s  %s\n", e.Entry, e.At, e.Verb, isolate(e.Subject))
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&request.Limit, "limit", 50, "how many entries")
	return c
}

func (s *session) undo() *cobra.Command {
	return &cobra.Command{
		Use:   "undo [ENTRY]",
		Short: "Take back the newest act, or the named entry of the history",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var request bridge.UndoRequest
			if len(args) == 1 {
				request.Entry = args[0]
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				undone, err := ask[bridge.UndoneResult](c.Context(), caller, "History/Undo", request)
				if err != nil {
					return err
				}
				return s.printUndone(undone)
			})
		},
	}
}

func (s *session) printUndone(undone bridge.UndoneResult) error {
	if s.json {
		if err := s.print(undone); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(s.Out, "%d taken back.\n", undone.Undone)
		for _, kept := range undone.Kept {
			fmt.Fprintf(s.Out, "kept, since it was touched: %s\n", kept)
		}
	}
	if len(undone.Kept) > 0 {
		return errPartly
	}
	return nil
}
