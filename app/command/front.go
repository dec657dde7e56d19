package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
	"broadsheet/internal/calendar"
	"broadsheet/internal/news"
)

func (s *session) front() *cobra.Command {
	c := &cobra.Command{
		Use:   "front",
		Short: "The front page: show its slots, set them and their words, its history, restore",
		Long: `The front page has four slots: lead, editors-choice and gallery hold articles by
their ids, in-focus holds topics by their slugs. Every state that it was in is
kept; restoring one is a change like any other, and can be undone. What set, word and
restore do readers see at once; arrange works on the working copy of the desk's
screen, which publish shows readers.`,
	}
	c.AddCommand(s.frontShow(), s.frontSet(), s.frontWord(), s.frontArrange(), s.frontPublish(), s.frontUnschedule(), s.frontHistory(), s.frontRestore())
	return c
}

func (s *session) frontSet() *cobra.Command {
	return &cobra.Command{
		Use:   "set SLOT [ID…]",
		Short: "Fill a slot, in this order; without ids it is cleared",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.changeFront(c.Context(), "Desk/SetSlot", bridge.SlotRequest{Slot: args[0], IDs: args[1:]})
		},
	}
}

func (s *session) frontArrange() *cobra.Command {
	return &cobra.Command{
		Use:   "arrange SLOT [ID…]",
		Short: "Fill a slot of the working copy, which readers see once it is published",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.onCopy(c.Context(), func(caller Caller, held bridge.FrontDesk) error {
				items := make([]bridge.SlotItem, 0, len(args)-1)
				for _, id := range args[1:] {
					item := bridge.SlotItem{ID: id}
					for _, slot := range held.Slots {
						for _, was := range slot.Items {
							if slot.Name == args[0] && was.ID == id {
								item = was.SlotItem // it keeps its own words
							}
						}
					}
					items = append(items, item)
				}
				_, err := ask[bridge.ArrangeResult](c.Context(), caller, "Desk/Arrange",
					bridge.ArrangeRequest{Slots: []bridge.Slot{{Name: args[0], Items: items}}, Mark: held.Mark})
				return err
			})
		},
	}
}

func (s *session) frontPublish() *cobra.Command {
	var at string
	c := &cobra.Command{
		Use:   "publish",
		Short: "Show readers the working copy, now or at a time",
		Long: `Show readers the working copy of the front page. With --at and a time ahead it waits
for it, and is published as it stands then; front unschedule calls that off. If what
readers see was changed meanwhile, it stays with the reason.`,
		Args: cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.onCopy(c.Context(), func(caller Caller, held bridge.FrontDesk) error {
				_, err := ask[bridge.EntryResult](c.Context(), caller, "Desk/PublishFront", bridge.PublishFrontRequest{Live: held.Live, At: at})
				return err
			})
		},
	}
	c.Flags().StringVar(&at, "at", "", "when, as 2026-05-06T14:30; in the publication's time zone where nothing else is said")
	return c
}

func (s *session) frontUnschedule() *cobra.Command {
	return &cobra.Command{
		Use:   "unschedule",
		Short: "Take the working copy's time away",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.onCopy(c.Context(), func(caller Caller, _ bridge.FrontDesk) error {
				_, err := ask[bridge.EntryResult](c.Context(), caller, "Desk/UnscheduleFront", bridge.Nothing{})
				return err
			})
		},
	}
}

// onCopy does something with the working copy and prints how it stands then.
func (s *session) onCopy(ctx context.Context, act func(Caller, bridge.FrontDesk) error) error {
	return s.with(ctx, false, func(caller Caller) error {
		held, err := ask[bridge.FrontDesk](ctx, caller, "Desk/Front", bridge.Nothing{})
		if err != nil {
			return err
		}
		if err := act(caller, held); err != nil {
			return err
		}
		if held, err = ask[bridge.FrontDesk](ctx, caller, "Desk/Front", bridge.Nothing{}); err != nil {
			return err
		}
		row := copyRow{Copy: held.Mark != "", Changes: held.Changes, Due: held.Due, Failed: held.Failed}
		switch {
		case s.json:
			return s.print(row)
		case !row.Copy:
			fmt.Fprintln(s.Out, "readers see what is arranged")
		case row.Due == "":
			fmt.Fprintf(s.Out, "working copy, changes: %d\n", row.Changes)
		default:
			fmt.Fprintf(s.Out, "working copy, changes: %d, published at %s\n", row.Changes, row.Due)
		}
		return nil
	})
}

// copyRow is the working copy as scripts see it.
type copyRow struct {
	Copy    bool   `json:"copy"`    // false: readers see what is arranged
	Changes int    `json:"changes"` // from what readers see
	Due     string `json:"due"`     // when it is published; empty: by hand
	Failed  string `json:"failed"`  // why it could not be
}

func (s *session) frontWord() *cobra.Command {
	var title, kicker, picture string
	var reset bool
	c := &cobra.Command{
		Use:   "word SLOT ID",
		Short: "Give an item of a slot a headline, a kicker or a picture of its own",
		Long: `Give an item of a slot a headline, a kicker or a picture of its own; the article
keeps its own. An empty word is the article's own again, as all are with --reset.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			request := bridge.WordRequest{Slot: args[0], ID: args[1]}
			for name, word := range map[string]struct {
				given *string
				into  **string
			}{"title": {&title, &request.Title}, "kicker": {&kicker, &request.Kicker}, "picture": {&picture, &request.Picture}} {
				if reset || c.Flags().Changed(name) {
					*word.into = word.given
				}
			}
			if request.Title == nil && request.Kicker == nil && request.Picture == nil {
				return usage{fmt.Errorf("say --title, --kicker, --picture or --reset")}
			}
			return s.changeFront(c.Context(), "Desk/WordSlot", request)
		},
	}
	c.Flags().StringVar(&title, "title", "", "the headline there")
	c.Flags().StringVar(&kicker, "kicker", "", "the line above it there")
	c.Flags().StringVar(&picture, "picture", "", "the picture there: an article's id, for its lead picture, or /media/SHA256")
	c.Flags().BoolVar(&reset, "reset", false, "what is not said is the article's own again")
	return c
}

func (s *session) frontRestore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore REVISION",
		Short: "Bring the whole front page back as it was",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			revision, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil || revision < 1 {
				return usage{fmt.Errorf("a revision is a number of `broadsheet front history`")}
			}
			return s.changeFront(c.Context(), "Desk/RestoreFront", bridge.RestoreRequest{Revision: revision})
		},
	}
}

// changeFront changes the front page and prints its slots as they are then.
func (s *session) changeFront(ctx context.Context, method string, request any) error {
	return s.with(ctx, false, func(caller Caller) error {
		if _, err := ask[bridge.EntryResult](ctx, caller, method, request); err != nil {
			return err
		}
		return s.printSlots(ctx, caller, bridge.SlotsRequest{})
	})
}

func (s *session) frontHistory() *cobra.Command {
	var request bridge.FrontHistoryRequest
	c := &cobra.Command{
		Use:   "history",
		Short: "List the states that the front page was in, newest first",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.FrontHistoryResult](c.Context(), caller, "Desk/FrontHistory", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(list)
				}
				for _, r := range list.History {
					fmt.Fprintf(s.Out, "%d  %s  %s\n", r.Revision, r.At, isolate(r.Actor))
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&request.Limit, "limit", 50, "how many")
	c.Flags().Int64Var(&request.Before, "before", 0, "those below this revision")
	return c
}

func (s *session) frontShow() *cobra.Command {
	var request bridge.SlotsRequest
	reckoning := string(calendar.Gregorian)
	c := &cobra.Command{
		Use:   "show",
		Short: "List the slots of the front page, now or as they stood at a date",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if request.AsOf, err = lastDay(request.AsOf, reckoning); err != nil {
				return err
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				return s.printSlots(c.Context(), caller, request)
			})
		},
	}
	c.Flags().StringVar(&request.AsOf, "as-of", "", "a year, month or day: as it stood at its end")
	c.Flags().StringVar(&reckoning, "calendar", reckoning, "the calendar of that date: gregorian, persian or islamic")
	return c
}

func (s *session) printSlots(ctx context.Context, caller Caller, request bridge.SlotsRequest) error {
	slots, err := ask[bridge.Slots](ctx, caller, "Articles/Slots", request)
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
