package command

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) versions() *cobra.Command {
	return &cobra.Command{
		Use:   "versions ID",
		Short: "List the published versions of an article, newest first",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.Article](c.Context(), caller, "Articles/Show", bridge.IDRequest{ID: args[0]})
				if err != nil {
					return err
				}
				if s.json {
					return s.print(map[string]any{"versions": found.Versions})
				}
				for _, v := range found.Versions {
					fmt.Fprintln(s.Out, strings.TrimRight(fmt.Sprintf("%d  %-20s  %-13s  %s", v.N, v.Published, v.Change, isolate(v.Note)), " "))
				}
				return nil
			})
		},
	}
}

func (s *session) diff() *cobra.Command {
	return &cobra.Command{
		Use:   "diff ID A B",
		Short: "Show what changed between two versions, word by word",
		Long:  "Show what changed from version A of an article to version B, word by word:\n[-what went-]{+what came+}. `broadsheet versions ID` lists the numbers.",
		Args:  cobra.ExactArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			request, err := compareRequest(args)
			if err != nil {
				return err
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.CompareResult](c.Context(), caller, "Articles/Compare", request)
				if err != nil {
					return err
				}
				if s.json {
					return s.print(map[string]any{"blocks": found.Blocks})
				}
				s.printChanges(found.Blocks)
				return nil
			})
		},
	}
}

// compareRequest reads an id and the numbers of its two sides.
func compareRequest(args []string) (bridge.CompareRequest, error) {
	request := bridge.CompareRequest{ID: args[0]}
	for i, n := range []*int{&request.A, &request.B} {
		var err error
		if *n, err = strconv.Atoi(args[i+1]); err != nil || *n < 1 {
			return request, usage{fmt.Errorf("%q is no number of a version", args[i+1])}
		}
	}
	return request, nil
}

// printChanges writes the blocks that changed, and how many stand between them.
func (s *session) printChanges(blocks []bridge.ChangedBlock) {
	signs := map[string]string{"insert": "+", "delete": "-", "change": "~"}
	equal := 0
	passed := func() {
		if equal > 0 {
			fmt.Fprintf(s.Out, "  … %d unchanged\n", equal)
		}
		equal = 0
	}
	for _, b := range blocks {
		if b.Op == "equal" {
			equal++
			continue
		}
		passed()
		fmt.Fprintf(s.Out, "%s %s: %s%s\n", signs[b.Op], b.ID, marked(b.Words), formAlone(b))
	}
	passed()
}

// formAlone says of a block whose words are the same what else changed.
func formAlone(b bridge.ChangedBlock) string {
	for _, w := range b.Words {
		if w.Op != "equal" {
			return ""
		}
	}
	if b.Op != "change" {
		return ""
	}
	return " (the same words; a picture, a link or the form changed)"
}

// marked writes words as git's word diff does.
func marked(words []bridge.ChangedWord) string {
	var b strings.Builder
	for _, w := range words {
		switch w.Op {
		case "insert":
			b.WriteString("{+" + w.Text + "+}")
		case "delete":
			b.WriteString("[-" + w.Text + "-]")
		default:
			b.WriteString(w.Text)
		}
	}
	return b.String()
}
