package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/calendar"
	"broadsheet/internal/news"
)

func (s *session) front() *cobra.Command {
	c := &cobra.Command{Use: "front", Short: "What editors put on the front page"}
	c.AddCommand(s.frontShow())
	return c
}

func (s *session) frontShow() *cobra.Command {
	var request bridge.SlotsRequest
	reckoning := string(calendar.Gregorian)
	c := &cobra.Command{
		Use:   "show",
		Short: "List the slots of the front page, now or as they stood at a date",
		Args:  exactly(0),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if request.AsOf, err = lastDay(request.AsOf, reckoning); err != nil {
				return err
			}
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
	c.Flags().StringVar(&reckoning, "calendar", reckoning, "the calendar of that date: gregorian, persian or islamic")
	return c
}

// lastDay writes a date of another calendar as the Gregorian day on which it
// ends; the bridge reads Gregorian ones itself.
func lastDay(text, reckoning string) (string, error) {
	c := calendar.Calendar(reckoning)
	switch {
	case c != calendar.Gregorian && c != calendar.Persian && c != calendar.Islamic:
		return "", usage{fmt.Errorf("the calendars are gregorian, persian and islamic")}
	case text == "" || c == calendar.Gregorian:
		return text, nil
	}
	_, last, ok := calendar.Span(text, c)
	if !ok {
		return "", news.Errorf(news.CodeInvalid, "asOf", "A date is written as 1405, 1405-09 or 1405-09-02.")
	}
	return fmt.Sprintf("%04d-%02d-%02d", last.Year, last.Month, last.Day), nil
}
