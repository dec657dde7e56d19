package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) trend() *cobra.Command {
	request := bridge.TrendRequest{Record: true}
	table := ""
	c := &cobra.Command{
		Use:   "trend QUERY…",
		Short: "Count in how many articles words stand, over time",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.Queries = args
			return s.with(c.Context(), false, func(caller Caller) error {
				if table != "" {
					return s.tableTo(c, caller, "Search/TrendFile", bridge.TrendFileRequest{TrendRequest: request, Hand: true}, table)
				}
				found, err := ask[bridge.TrendResult](c.Context(), caller, "Search/Trend", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(found)
				}
				for _, series := range found.Series {
					fmt.Fprintln(s.Out, isolate(series.Query))
					for _, p := range series.Points {
						fmt.Fprintf(s.Out, "%-10s  %7d  %8.2f ‰\n", p.Period, p.Hits, p.Share)
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&request.By, "by", "month", "day, week, month or year")
	c.Flags().StringVar(&table, "csv", "", "write a table for spreadsheets to this file")
	return c
}
