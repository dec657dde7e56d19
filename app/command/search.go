package command

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// searchAnswer is what `search --json` prints.
type searchAnswer struct {
	Query      string                  `json:"query,omitempty"` // with --batch
	Total      int64                   `json:"total"`
	TookMS     json.Number             `json:"took_ms"`
	Hits       []searchHit             `json:"hits"`
	Facets     map[string][]facetValue `json:"facets,omitempty"`
	Suggestion string                  `json:"suggestion"`
	Corrected  bool                    `json:"corrected,omitempty"` // nothing was found, and this is what the suggestion finds
	Reasons    []bridge.Reason         `json:"reasons,omitempty"`   // why nothing was found
	Understood string                  `json:"understood"`
	Plain      string                  `json:"plain"`
	Notes      []bridge.Note           `json:"notes,omitempty"`
	Partial    bool                    `json:"partial,omitempty"`
}

type searchHit struct {
	Thing     string  `json:"thing,omitempty"` // caption, comment, note; else it is the article
	ID        string  `json:"id"`              // of the article
	Piece     string  `json:"piece,omitempty"`
	By        string  `json:"by,omitempty"`
	Title     string  `json:"title"`
	Kind      string  `json:"kind"`
	Published string  `json:"published"`
	Score     float64 `json:"score"`
	Snippet   string  `json:"snippet"`
}

type facetValue struct {
	Value string `json:"value"`
	Slug  string `json:"slug"`
	Count int64  `json:"count"`
}

func (s *session) search() *cobra.Command {
	request := bridge.SearchRequest{Record: "search"}
	var batch string
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles",
		Long: `Find articles with the query language of the window:

  words "a phrase" pref* -word OR ( )
  "a phrase"~3  word~1  near words: a NEAR/8 b  atleast3:word  words>500
  title: lead: body: exact:    in a part of the text, or never by stem
  kind: section: topic: tag: author: lang: source: place:   several values with a comma
  has: (picture, gallery, film, sound, map, table, chart, quote, note, place,
       comments, correction)   is: (unread, read, starred, later, corrected)
  in: (articles, captions, comments, notes)   in:collection/NAME   id:
  from: (after:), to: (before:), date: with a year, month or day, 2011-03..2011-06,
       P30D, 7d, today; 1402-07 in the publication's own calendar

Names of fields, operators and values work in English, Persian and Arabic.`,
		RunE: func(c *cobra.Command, args []string) error {
			if (batch == "") != (len(args) > 0) {
				return usage{fmt.Errorf("`%s` or `search --batch FILE` is the way to write it", c.UseLine())}
			}
			request.Query = strings.Join(args, " ")
			return s.with(c.Context(), false, func(caller Caller) error {
				if batch != "" {
					return s.searchBatch(c.Context(), caller, request, batch)
				}
				found, err := ask[bridge.SearchResult](c.Context(), caller, "Search/Query", request)
				if err != nil {
					return err
				}
				return s.printSearch(found)
			})
		},
	}
	f := c.Flags()
	f.IntVar(&request.Limit, "limit", 10, "how many")
	f.IntVar(&request.Offset, "offset", 0, "how many to pass over")
	f.StringVar(&request.Sort, "sort", "relevance", "relevance, newest or oldest")
	f.BoolVar(&request.Facets, "facets", false, "count by kind, section, topic, tag, author, language, year")
	f.BoolVar(&request.Snippets, "snippets", false, "give the place in the text")
	f.BoolVar(&request.Strict, "strict", false, "what would be mended is an error, and every word is wanted")
	f.StringVar(&batch, "batch", "", "a file with a query a line (- for standard input); prints JSON lines")
	return c
}

func (s *session) searchBatch(ctx context.Context, caller Caller, request bridge.SearchRequest, path string) error {
	in := s.In
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("open queries: %w", err)
		}
		defer file.Close()
		in = file
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		request.Query = lines.Text()
		found, err := ask[bridge.SearchResult](ctx, caller, "Search/Query", request)
		if err != nil {
			return err
		}
		answer := searchAnswerOf(found)
		answer.Query = request.Query
		if err := s.print(answer); err != nil {
			return err
		}
	}
	return lines.Err()
}

func searchAnswerOf(r bridge.SearchResult) searchAnswer {
	out := searchAnswer{
		Total: r.Total, TookMS: json.Number(fmt.Sprintf("%.3f", r.TookMS)), Hits: []searchHit{},
		Suggestion: r.Suggestion, Corrected: r.Corrected, Reasons: r.Reasons, Understood: r.Understood, Plain: r.Plain, Notes: r.Notes, Partial: r.Partial,
	}
	for _, h := range r.Hits {
		thing := h.Thing
		if thing == "article" {
			thing = ""
		}
		out.Hits = append(out.Hits, searchHit{
			Thing: thing, Piece: h.Piece, By: h.By, ID: h.Article.ID, Title: h.Article.Title, Kind: h.Article.Kind, Published: h.Article.Published,
			Score: h.Score, Snippet: plain(h.Snippet),
		})
	}
	if len(r.Facets) > 0 {
		out.Facets = map[string][]facetValue{}
	}
	for _, facet := range r.Facets {
		values := []facetValue{}
		for _, v := range facet.Values {
			values = append(values, facetValue{Value: v.Label, Slug: v.Value, Count: v.Count})
		}
		out.Facets[facet.Field] = values
	}
	return out
}

func plain(spans []bridge.Span) string {
	var b strings.Builder
	for _, span := range spans {
		b.WriteString(span.Text)
	}
	return b.String()
}

func (s *session) printSearch(r bridge.SearchResult) error {
	if s.json {
		return s.print(searchAnswerOf(r))
	}
	fmt.Fprintf(s.Out, "%d found\n", r.Total)
	for _, h := range r.Hits {
		fmt.Fprintf(s.Out, "%s  %s  %s\n", h.Article.ID, h.Article.Day, isolate(h.Article.Title))
		if text := plain(h.Snippet); text != "" {
			fmt.Fprintf(s.Out, "    %s\n", isolate(text))
		}
	}
	for _, facet := range r.Facets {
		for _, v := range facet.Values {
			fmt.Fprintf(s.Out, "%s: %s (%d)\n", facet.Field, isolate(v.Label), v.Count)
		}
	}
	for _, reason := range r.Reasons {
		fmt.Fprintf(s.Out, "without %s: %d\n", isolate(reason.Text), reason.Count)
	}
	switch {
	case r.Corrected:
		fmt.Fprintf(s.Out, "Nothing was found for this; these are found by: %s\n", isolate(r.Suggestion))
	case r.Suggestion != "":
		fmt.Fprintf(s.Out, "Did you mean: %s\n", isolate(r.Suggestion))
	}
	return nil
}
