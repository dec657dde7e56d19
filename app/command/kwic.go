package command

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// mostLines is how many lines an answer of the bridge holds at most.
const mostLines = 100_000

func (s *session) kwic() *cobra.Command {
	request := bridge.ConcordanceRequest{Record: true}
	table := ""
	c := &cobra.Command{
		Use:   "kwic QUERY",
		Short: "Show every occurrence of words in its context",
		Long:  "Show every occurrence of the words of a query in its context, in headlines and bodies.\nWith --json prints JSON lines.",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.Query = strings.Join(args, " ")
			if request.Limit < 1 || request.Width < 1 {
				return usage{fmt.Errorf("--limit and --width are 1 or more")}
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				if table != "" {
					if !c.Flags().Changed("limit") {
						request.Limit = mostLines
					}
					return s.tableTo(c, caller, "Search/ConcordanceFile", bridge.ConcordanceFileRequest{ConcordanceRequest: request, Hand: true}, table)
				}
				found, err := ask[bridge.ConcordanceResult](c.Context(), caller, "Search/Concordance", request)
				if err != nil {
					return err
				}
				if !found.Counted || found.Total > len(found.Lines) {
					s.tellFirst(len(found.Lines))
				}
				for _, l := range found.Lines {
					if s.json {
						if err := s.print(l); err != nil {
							return err
						}
						continue
					}
					before := max(0, request.Width-utf8.RuneCountInString(l.Left))
					fmt.Fprintf(s.Out, "%s%s[%s]%s  %s\n", strings.Repeat(" ", before), l.Left, l.Hit, l.Right, l.Article)
				}
				return nil
			})
		},
	}
	f := c.Flags()
	f.IntVar(&request.Width, "width", 60, "letters on either side")
	f.StringVar(&request.Sort, "sort", "position", "position, left, right or date")
	f.IntVar(&request.Limit, "limit", 1000, "how many lines; with --csv 100,000")
	f.StringVar(&table, "csv", "", "write a table for spreadsheets to this file")
	return c
}
