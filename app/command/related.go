package command

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

func (s *session) related() *cobra.Command {
	request := bridge.RelatedRequest{}
	c := &cobra.Command{
		Use:   "related ID",
		Short: "List articles related to one",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request.ID = args[0]
			if request.Limit < 1 {
				return usage{fmt.Errorf("--limit is 1 or more")}
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.RelatedResult](c.Context(), caller, "Articles/Related", request)
				if err != nil {
					return err
				}
				if !s.json {
					for _, a := range found.Articles {
						fmt.Fprintf(s.Out, "%s  %s\n", a.ID, isolate(a.Title))
					}
					return nil
				}
				rows := make([]articleRow, len(found.Articles))
				for i, a := range found.Articles {
					rows[i] = rowOf(a)
				}
				return s.print(map[string]any{"hits": rows})
			})
		},
	}
	c.Flags().IntVar(&request.Limit, "limit", 5, "how many, at most 50")
	return c
}

// duplicateGroup is a group as `duplicates --json` prints it.
type duplicateGroup struct {
	Articles   []string        `json:"articles"`
	Similarity float64         `json:"similarity"`
	Links      []duplicateLink `json:"links"`
}

type duplicateLink struct {
	A          string  `json:"a"`
	B          string  `json:"b"`
	Similarity float64 `json:"similarity"`
}

// share writes an estimate of whole sixty-fourths with no more digits than it is good for.
func share(x float64) float64 { return math.Round(x*1000) / 1000 }

func (s *session) duplicates() *cobra.Command {
	request := bridge.DuplicatesRequest{}
	c := &cobra.Command{
		Use:   "duplicates",
		Short: "List articles whose texts are nearly the same",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.DuplicatesResult](c.Context(), caller, "Articles/Duplicates", request)
				if err != nil {
					return err
				}
				groups := make([]duplicateGroup, len(found.Groups))
				for i, g := range found.Groups {
					groups[i] = duplicateGroup{Articles: g.Articles, Similarity: share(g.Share)}
					for _, l := range g.Links {
						groups[i].Links = append(groups[i].Links, duplicateLink{l.A, l.B, share(l.Share)})
					}
					if !s.json {
						fmt.Fprintf(s.Out, "%3.0f %%  %s\n", 100*g.Share, strings.Join(g.Articles, "  "))
					}
				}
				if !s.json {
					return nil
				}
				return s.print(map[string]any{"groups": groups})
			})
		},
	}
	c.Flags().StringVar(&request.Article, "article", "", "only the group of this article")
	return c
}
