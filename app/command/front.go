package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) front() *cobra.Command {
	c := &cobra.Command{Use: "front", Short: "What editors put on the front page"}
	c.AddCommand(s.frontShow())
	return c
}

func (s *session) frontShow() *cobra.Command {
	var request bridge.SlotsRequest
	c := &cobra.Command{
		Use:   "show",
		Short: "List the slots of the front page, now or as they stood at a date",
		Args:  exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				slots, err := ask[bridge.Slots](c.Context(), caller, "Articles/Slots", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(slots)
				}
				for _, slot := range slots.Slots {
					ids := make([]string, len(slot.Items))
					for i, item := range slot.Items {
						ids[i] = item.ID
					}
					fmt.Fprintf(s.Out, "%s: %s\n", slot.Name, strings.Join(ids, " "))
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&request.AsOf, "as-of", "", "a year, month or day: as it stood at its end")
	return c
}
