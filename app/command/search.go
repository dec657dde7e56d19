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
	Understood string                  `json:"understood"`
	Notes      []bridge.Note           `json:"notes,omitempty"`
	Partial    bool                    `json:"partial,omitempty"`
}

type searchHit struct {
	ID        string  `json:"id"`
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
	request := bridge.SearchRequest{}
	var batch string
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles",
		Long: `Find articles with the query language of the window:

  words "a phrase" pref* -word OR ( )
  kind: section: topic: tag: author: lang: source: title:   several values with a comma
  from: (after:) and to: (before:) with a year, month or day`,
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
	f.BoolVar(&request.Strict, "strict", false, "what would be mended is an error")
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
		Suggestion: r.Suggestion, Understood: r.Understood, Notes: r.Notes, Partial: r.Partial,
	}
	for _, h := range r.Hits {
		out.Hits = append(out.Hits, searchHit{
			ID: h.Article.ID, Title: h.Article.Title, Kind: h.Article.Kind, Published: h.Article.Published,
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
	if r.Suggestion != "" {
		fmt.Fprintf(s.Out, "Did you mean: %s\n", isolate(r.Suggestion))
	}
	return nil
}
