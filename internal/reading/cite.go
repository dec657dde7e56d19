package reading

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/calendar"
	"broadsheet/internal/cite"
	"broadsheet/internal/cite/refs"
	"broadsheet/internal/news"
)

// CiteAsk asks for a citation.
type CiteAsk struct {
	ID       string
	Style    string // one of cite.Styles, or bibtex, ris, csl-json; empty: chicago
	Block    string // id of a block of the body; empty: the article
	Calendar calendar.Calendar
	Quote    string // words of the text that are quoted; empty: none
}

// Cited is a citation and the addresses that lead back to what is cited.
type Cited struct {
	Public    string
	Language  string
	Text      string
	Runs      []cite.Run // none for files of references
	Paragraph int        // number of the cited paragraph, from 1; 0: none
	Path      string     // of the screen
	Link      string     // the same for other programs: broadsheet://…
}

// files write an article as a file of references.
var files = map[string]func(io.Writer, refs.Items) error{"bibtex": refs.WriteBib, "ris": refs.WriteRIS, "csl-json": refs.WriteCSL}

// maxQuote is how many letters of a quotation a citation takes, maxLinked how many
// an address.
const (
	maxQuote  = 10_000
	maxLinked = 300
)

// Cite writes a citation of an article or of a paragraph of it. A block that the
// article does not have is CodeNotFound.
func (s *Service) Cite(ctx context.Context, ask CiteAsk) (Cited, error) {
	if utf8.RuneCountInString(ask.Quote) > maxQuote {
		return Cited{}, news.Errorf(news.CodeLimit, "quote", "A quotation has at most %d letters.", maxQuote)
	}
	article, err := s.Archive.Article(ctx, ask.ID)
	if err != nil {
		return Cited{}, err
	}
	out := Cited{Public: article.Public, Language: article.Language}
	if ask.Block != "" {
		if out.Paragraph, err = paragraphOf(article, ask.Block); err != nil {
			return out, err
		}
	}
	out.Path = placePath(article.Public, ask.Block, ask.Quote)
	out.Link = "broadsheet:/" + out.Path
	item, err := s.item(ctx, article)
	if err != nil {
		return out, err
	}
	if write, file := files[ask.Style]; file {
		var b strings.Builder
		err := write(&b, func(yield func(cite.Item, error) bool) { yield(item, nil) })
		out.Text = strings.TrimSpace(b.String()) + "\n"
		return out, err
	}
	c, err := cite.Cite(item, cite.Options{Style: cite.Style(ask.Style), Calendar: ask.Calendar, Paragraph: out.Paragraph, Quote: ask.Quote})
	out.Text, out.Runs = c.Text, c.Runs
	return out, err
}

// item gathers what a citation says of an article.
func (s *Service) item(ctx context.Context, article news.Article) (cite.Item, error) {
	publication, err := s.Curation.Publication(ctx)
	if err != nil {
		return cite.Item{}, err
	}
	from, err := s.Archive.Provenance(ctx, article.Public)
	if err != nil {
		return cite.Item{}, err
	}
	versions, err := s.Archive.Versions(ctx, article.Public)
	if err != nil {
		return cite.Item{}, err
	}
	held := cite.Held{Container: from.Source, Own: from.Own, Imported: from.Imported, Zone: publication.Zone()}
	if from.Own {
		held.Container = publication.Name
	}
	if len(versions) > 0 {
		held.Version = versions[0].N
	}
	return cite.Of(article, held), nil
}

// paragraphOf gives the number of a paragraph among those of its article: what is
// text of its own counts, headings and pictures do not and have no number.
func paragraphOf(article news.Article, block string) (int, error) {
	document, err := body.Parse(article.Body)
	if err != nil {
		return 0, fmt.Errorf("parse stored body: %w", err)
	}
	n := 0
	for _, b := range document.Blocks {
		counts := slices.Contains([]string{"p", "blockquote", "ul", "ol", "pre", "dl"}, b.Tag)
		if counts {
			n++
		}
		if b.Attr("id") == block {
			if !counts {
				return 0, nil
			}
			return n, nil
		}
	}
	return 0, news.NotFound("block", block)
}

// placePath is the address of an article's screen, at a block and a quotation,
// whose words are found again where the block has changed.
func placePath(id, block, quote string) string {
	query := url.Values{}
	if block != "" {
		query.Set("at", "b-"+block)
	}
	if quote = strings.Join(strings.Fields(quote), " "); utf8.RuneCountInString(quote) > maxLinked {
		cut := string([]rune(quote)[:maxLinked])
		quote = cut[:max(strings.LastIndex(cut, " "), 0)]
	}
	if quote != "" {
		query.Set("quote", quote)
	}
	path := "/article/" + url.PathEscape(id)
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}
