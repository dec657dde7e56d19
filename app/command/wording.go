package command

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"broadsheet/app/bridge"
)

// checkedAtOnce is how many quotations one call looks for.
const checkedAtOnce = 50

// quoteReply is a quotation as scripts see it.
type quoteReply struct {
	Quote     string               `json:"quote"`
	State     string               `json:"state"`
	Article   string               `json:"article"`
	Block     string               `json:"block"`
	Words     []bridge.ChangedWord `json:"words"`
	Start     int                  `json:"start"`
	Source    string               `json:"source"`
	Title     string               `json:"title"`
	Published string               `json:"published"`
	Gaps      int                  `json:"gaps"`
	Inside    bool                 `json:"inside"`
}

func (s *session) quoteCheck() *cobra.Command {
	language := ""
	c := &cobra.Command{
		Use:   "quote-check FILE",
		Short: "Look whether the quotations of a text stand in the archive as they are quoted",
		Long: `Look whether the quotations of a text stand in the archive as they are quoted. The
text is Markdown, HTML, plain text or what else drafts are opened from; - is standard
input. A quotation is what stands between quotation marks, and a block quotation; it
has four words at least, three of them in a row. Signs, case and accents do not
matter, and […], … and [words in brackets] stand for what was left out or put in.

exact    all words stand so in that article, the first published that has them
altered  most of them do: [-the article's-]{+the quotation's+}
absent   nothing is near

In --json, words lead from the article's (delete) to the quotation's (insert).`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			request := bridge.QuotationsRequest{Language: language}
			return s.with(c.Context(), false, func(caller Caller) error {
				if args[0] == "-" {
					text, err := io.ReadAll(s.In)
					if err != nil {
						return fmt.Errorf("read standard input: %w", err)
					}
					request.Text = string(text)
				} else {
					offered, err := caller.OfferPath(c.Context(), absolute(args[0]), false)
					if err != nil {
						return err
					}
					request.Token = offered.Token
				}
				return s.checkQuotes(c.Context(), caller, request)
			})
		},
	}
	c.Flags().StringVar(&language, "language", "", "of the text, where it does not say it itself")
	return c
}

func (s *session) checkQuotes(ctx context.Context, caller Caller, request bridge.QuotationsRequest) error {
	found, err := ask[bridge.QuotationsResult](ctx, caller, "Wording/Quotations", request)
	if err != nil {
		return err
	}
	replies := []quoteReply{}
	var behind int64
	for part := range slices.Chunk(found.Quotations, checkedAtOnce) {
		check := bridge.QuotationCheckRequest{}
		for _, q := range part {
			check.Quotes = append(check.Quotes, q.Quote)
		}
		checked, err := ask[bridge.QuotationCheckResult](ctx, caller, "Wording/Check", check)
		if err != nil {
			return err
		}
		behind = max(behind, checked.Behind)
		for i, v := range checked.Verdicts {
			r := quoteReply{Quote: part[i].Quote, State: v.State, Article: v.Article, Block: v.Block, Words: v.Words, Start: v.Start, Source: v.Source, Title: v.Title, Published: v.Published, Gaps: v.Gaps, Inside: part[i].Inside}
			replies = append(replies, r)
			if !s.json {
				s.printQuote(r)
			}
		}
	}
	if s.json {
		return s.print(struct {
			Quotes []quoteReply `json:"quotes"`
			Short  int          `json:"short"`  // too short to be looked for
			More   bool         `json:"more"`   // the text has more than are looked for
			Behind int64        `json:"behind"` // changes that the index had not taken in
		}{replies, found.Short, found.More, behind})
	}
	if behind > 0 {
		fmt.Fprintf(s.Err, "%d changes were not in the index yet; what they brought may be missed.\n", behind)
	}
	if found.Short > 0 {
		fmt.Fprintf(s.Err, "%d quotations are too short to be looked for.\n", found.Short)
	}
	if found.More {
		fmt.Fprintf(s.Err, "There are more quotations; the first %d were looked for.\n", len(replies))
	}
	return nil
}

func (s *session) printQuote(r quoteReply) {
	switch r.State {
	case "exact":
		fmt.Fprintf(s.Out, "exact    %s #%s  “%s”\n", r.Article, r.Block, isolate(r.Quote))
	case "altered":
		fmt.Fprintf(s.Out, "altered  %s #%s  “%s”\n", r.Article, r.Block, isolate(marked(r.Words)))
	default:
		fmt.Fprintf(s.Out, "absent   “%s”\n", isolate(r.Quote))
	}
}

// sentenceReply is a sentence as scripts see it.
type sentenceReply struct {
	Block string `json:"block"`
	Start int    `json:"start"`
	Text  string `json:"text"`
}

// sharedReply is a sentence that two articles have.
type sharedReply struct {
	State      string               `json:"state"` // exact, altered
	Similarity float64              `json:"similarity"`
	Moved      bool                 `json:"moved"`
	A          sentenceReply        `json:"a"`
	B          sentenceReply        `json:"b"`
	Words      []bridge.ChangedWord `json:"words"`
}

func (s *session) compare() *cobra.Command {
	return &cobra.Command{
		Use:   "compare A B",
		Short: "Show which sentences two articles have in common",
		Long: `Show which sentences two articles have in common and which one alone has. A side
may be a version: the-wall@2 is the second of the-wall (broadsheet versions lists them).

=  both have it, in the same words
~  both have it, in other words: [-the first's-]{+the second's+}
<  only the first has it
>  only the second has it

A sentence of other words has at least 60 in 100 of them in common. In --json, moved
says that a sentence stands at another place among those that both have.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return s.with(c.Context(), false, func(caller Caller) error {
				found, err := ask[bridge.SentencesResult](c.Context(), caller, "Wording/Sentences", bridge.SentencesRequest{A: args[0], B: args[1]})
				if err != nil {
					return err
				}
				if found.Cut {
					fmt.Fprintln(s.Err, "One of the articles is longer than what is compared; the rest of it was left out.")
				}
				if s.json {
					return s.print(comparison(found))
				}
				s.printComparison(found)
				return nil
			})
		},
	}
}

// comparison gives two articles as scripts see them.
func comparison(found bridge.SentencesResult) any {
	type side struct {
		ID        string `json:"id"`
		Version   int    `json:"version"`
		Title     string `json:"title"`
		Published string `json:"published"`
		Sentences int    `json:"sentences"`
	}
	sentence := func(a bridge.ComparedArticle, n int) sentenceReply {
		return sentenceReply{a.Sentences[n].Block, a.Sentences[n].Start, a.Sentences[n].Text}
	}
	only := func(a bridge.ComparedArticle) []sentenceReply {
		out := []sentenceReply{}
		for i := range a.Sentences {
			if a.Sentences[i].Twin < 0 {
				out = append(out, sentence(a, i))
			}
		}
		return out
	}
	shared := []sharedReply{}
	for _, p := range found.Shared {
		r := sharedReply{State: "altered", Similarity: share(p.Similarity), Moved: p.Moved, A: sentence(found.A, p.A), B: sentence(found.B, p.B), Words: p.Words}
		if p.Exact {
			r.State = "exact"
		}
		shared = append(shared, r)
	}
	about := func(a bridge.ComparedArticle) side {
		return side{a.ID, a.Version, a.Title, a.Published, len(a.Sentences)}
	}
	return struct {
		A      side            `json:"a"`
		B      side            `json:"b"`
		Shared []sharedReply   `json:"shared"`
		OnlyA  []sentenceReply `json:"only_a"`
		OnlyB  []sentenceReply `json:"only_b"`
		Cut    bool            `json:"cut"` // one of them is longer than what is compared
	}{about(found.A), about(found.B), shared, only(found.A), only(found.B), found.Cut}
}

// sideName is how a side is named on the command line; of an earlier version with its number.
func sideName(a bridge.ComparedArticle) string {
	if len(a.Versions) == 0 || a.Version == a.Versions[0].N {
		return a.ID
	}
	return fmt.Sprintf("%s@%d", a.ID, a.Version)
}

func (s *session) printComparison(found bridge.SentencesResult) {
	fmt.Fprintf(s.Out, "<  %s  %s\n>  %s  %s\n", sideName(found.A), isolate(found.A.Title), sideName(found.B), isolate(found.B.Title))
	fmt.Fprintf(s.Out, "%d of %d and of %d sentences are in both.\n\n", len(found.Shared), len(found.A.Sentences), len(found.B.Sentences))
	at := 0
	upTo := func(n int) { // what only the second has, before a sentence of it
		for ; at < n; at++ {
			if found.B.Sentences[at].Twin < 0 {
				fmt.Fprintf(s.Out, ">  %s\n", isolate(found.B.Sentences[at].Text))
			}
		}
	}
	for _, a := range found.A.Sentences {
		if a.Twin < 0 {
			fmt.Fprintf(s.Out, "<  %s\n", isolate(a.Text))
			continue
		}
		p := found.Shared[a.Twin]
		if !p.Moved {
			upTo(p.B)
		}
		sign := "~"
		if p.Exact {
			sign = "="
		}
		fmt.Fprintf(s.Out, "%s  %s\n", sign, isolate(marked(p.Words)))
	}
	upTo(len(found.B.Sentences))
}
