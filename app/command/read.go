package command

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// isolate keeps a name of the other direction from turning the line around
// (Unicode Bidirectional Algorithm, first strong isolate).
func isolate(name string) string {
	for _, r := range name {
		if r >= 0x0590 && r <= 0x08FF || r >= 0xFB1D && r <= 0xFEFC {
			return "\u2068" + name + "\u2069"
		}
	}
	return name
}

// articleRow is an article in a list, as scripts see it.
type articleRow struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Kind      string   `json:"kind"`
	Section   string   `json:"section"`
	Language  string   `json:"language"`
	Published string   `json:"published"`
	Authors   []string `json:"authors"`
	Source    string   `json:"source"`
	Tellings  int      `json:"tellings,omitempty"` // of a folded list: articles that tell this story
}

func rowOf(r bridge.Row) articleRow {
	return articleRow{ID: r.ID, Title: r.Title, Kind: r.Kind, Section: r.Section.Name, Language: r.Language, Published: r.Published, Authors: r.Authors, Source: r.Source, Tellings: r.Tellings}
}

// tellings says of what stands for several articles how many they are.
func tellings(a bridge.Row) string {
	if a.Tellings == 0 {
		return ""
	}
	return fmt.Sprintf("  (%d versions of this story)", a.Tellings)
}

func (s *session) list() *cobra.Command {
	var request bridge.ListRequest
	c := &cobra.Command{
		Use:   "list",
		Short: "List articles, newest first",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.ListResult](c.Context(), caller, "Articles/List", request)
				if err != nil {
					return err
				}
				page.Articles = slices.DeleteFunc(page.Articles, func(a bridge.Row) bool { return a.Folded })
				if !s.json {
					for _, a := range page.Articles {
						fmt.Fprintf(s.Out, "%s  %s  %s%s\n", a.ID, a.Day, isolate(a.Title), tellings(a))
					}
					return nil
				}
				rows := make([]articleRow, len(page.Articles))
				for i, a := range page.Articles {
					rows[i] = rowOf(a)
				}
				return s.print(map[string]any{"articles": rows, "next": page.Next})
			})
		},
	}
	f := c.Flags()
	f.StringVar(&request.Kind, "kind", "", "only this kind")
	f.StringVar(&request.Topic, "topic", "", "only this topic")
	f.StringVar(&request.Tag, "tag", "", "only this tag")
	f.StringVar(&request.Section, "section", "", "only this section")
	f.StringVar(&request.Author, "author", "", "only by this author")
	f.StringVar(&request.Language, "language", "", "only in this language")
	f.StringVar(&request.Is, "is", "", "only starred, later or unread")
	f.StringVar(&request.From, "from", "", "from this year, month or day")
	f.StringVar(&request.To, "to", "", "up to and with this year, month or day")
	f.StringVar(&request.Collection, "collection", "", "only what stands in this collection")
	f.StringVar(&request.Source, "source", "", "only from this source")
	f.StringVar(&request.Story, "story", "", "only what tells this article's story in nearly its words")
	f.BoolVar(&request.Fold, "fold", false, "of several that tell one story list the first alone, and say how many they are")
	f.BoolVar(&request.Oldest, "oldest", false, "oldest first")
	f.Int64Var(&request.Skip, "skip", 0, "how many to leave out before")
	f.IntVar(&request.Limit, "limit", 50, "how many")
	f.StringVar(&request.After, "after", "", "the cursor of the page before")
	return c
}

func (s *session) show() *cobra.Command {
	var as string
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Print one article",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			form := as
			if form == "" {
				form = "text"
				if s.json {
					form = "record"
				}
			}
			return s.with(c.Context(), false, func(caller Caller) error {
				article, err := ask[bridge.TextResult](c.Context(), caller, "Articles/Text", bridge.TextRequest{ID: args[0], As: form, Record: true})
				if err != nil {
					return err
				}
				if s.json && form != "record" {
					return s.print(article)
				}
				_, err = fmt.Fprintln(s.Out, trimEnd(article.Text))
				return err
			})
		},
	}
	c.Flags().StringVar(&as, "as", "", "html, markdown or text")
	return c
}

func trimEnd(text string) string {
	for len(text) > 0 && text[len(text)-1] == '\n' {
		text = text[:len(text)-1]
	}
	return text
}

func (s *session) mostViewed() *cobra.Command {
	request := bridge.MostViewedRequest{}
	c := &cobra.Command{
		Use:   "most-viewed",
		Short: "Rank the most read articles of a day, week or month",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				ranking, err := ask[bridge.Ranking](c.Context(), caller, "Articles/MostViewed", request)
				if err != nil {
					return err
				}
				if !s.json {
					for i, item := range ranking.Items {
						fmt.Fprintf(s.Out, "%d. %s (%d)\n", i+1, isolate(item.Article.Title), item.Reads)
					}
					return nil
				}
				items := make([]map[string]any, len(ranking.Items))
				for i, item := range ranking.Items {
					items[i] = map[string]any{"id": item.Article.ID, "title": item.Article.Title, "reads": item.Reads}
				}
				return s.print(map[string]any{"window": ranking.Window, "whose": ranking.Whose, "from": ranking.From, "to": ranking.To, "articles": items})
			})
		},
	}
	c.Flags().StringVar(&request.Window, "window", "day", "day, week or month")
	c.Flags().StringVar(&request.Whose, "whose", "", "own (this machine's reads) or came (those that came with the articles)")
	c.Flags().IntVar(&request.Limit, "limit", 10, "how many")
	return c
}

func (s *session) topics() *cobra.Command {
	return &cobra.Command{
		Use:   "topics",
		Short: "List the topics in focus",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				list, err := ask[bridge.TopicsResult](c.Context(), caller, "Topics/List", bridge.Nothing{})
				if err != nil {
					return err
				}
				if !s.json {
					for _, t := range list.Topics {
						fmt.Fprintf(s.Out, "%s  %s (%d)\n", t.Slug, isolate(t.Name), t.Count)
					}
					return nil
				}
				rows := make([]map[string]any, len(list.Topics))
				for i, t := range list.Topics {
					rows[i] = map[string]any{"slug": t.Slug, "name": t.Name, "description": t.Description, "articles": t.Count, "language": t.Language}
				}
				return s.print(map[string]any{"topics": rows})
			})
		},
	}
}

func (s *session) tags() *cobra.Command {
	request := bridge.TagsRequest{}
	c := &cobra.Command{
		Use:   "tags",
		Short: "List the tags",
		Args:  cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				page, err := ask[bridge.TagsResult](c.Context(), caller, "Tags/List", request)
				if err != nil {
					return err
				}
				if !s.json {
					for _, t := range page.Tags {
						fmt.Fprintf(s.Out, "%s  %s (%d)\n", t.Slug, isolate(t.Name), t.Count)
					}
					return nil
				}
				rows := make([]map[string]any, len(page.Tags))
				for i, t := range page.Tags {
					rows[i] = map[string]any{"slug": t.Slug, "name": t.Name, "articles": t.Count}
				}
				return s.print(map[string]any{"tags": rows, "total": page.Total, "next": page.Next})
			})
		},
	}
	f := c.Flags()
	f.StringVar(&request.Prefix, "prefix", "", "only tags that begin with this")
	f.BoolVar(&request.ByCount, "by-count", false, "most used first")
	f.IntVar(&request.Limit, "limit", 200, "how many")
	f.StringVar(&request.After, "after", "", "the cursor of the page before")
	return c
}
