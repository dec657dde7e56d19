package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) cite() *cobra.Command {
	request := bridge.CiteRequest{Record: true}
	c := &cobra.Command{
		Use:   "cite ID",
		Short: "Cite an article or a paragraph of it",
		Long: `Cite an article or a paragraph of it, in the language of the article:

  chicago   Chicago Manual of Style, 18th edition: bibliography
  note      the same: full note
  apa       American Psychological Association, 7th edition
  mla       Modern Language Association, 9th edition
  harvard   ISO 690:2021, name and date
  ieee      IEEE Reference Guide, 2023
  bibtex, ris, csl-json
            an entry of a file of references`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID = args[0]
			return s.with(c.Context(), false, func(caller Caller) error {
				cited, err := ask[bridge.CiteResult](c.Context(), caller, "Articles/Cite", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(map[string]any{"text": cited.Text, "runs": cited.Runs, "paragraph": cited.Paragraph, "link": cited.Link})
				}
				_, err = fmt.Fprintln(s.Out, strings.TrimSuffix(cited.Text, "\n"))
				return err
			})
		},
	}
	f := c.Flags()
	f.StringVar(&request.Style, "style", "chicago", "the style")
	f.StringVar(&request.Block, "block", "", "id of a block: the paragraph that is cited")
	f.StringVar(&request.Calendar, "calendar", "", "gregorian, persian or islamic; else by the article's language")
	f.StringVar(&request.Quote, "quote", "", "words of it to be quoted before the citation")
	return c
}
