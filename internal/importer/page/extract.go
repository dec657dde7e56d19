package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"broadsheet/internal/news"
)

// Extract takes the article out of a page. The body is HTML of the page's own,
// not yet cleaned, with absolute addresses where the base is known; the id is
// empty. The sentences say what was cut or left out. A page that holds no
// article is an error with news.CodeUnsupported and a sentence that says why;
// other errors are those of ctx.
func Extract(ctx context.Context, content []byte, hints Hints) (news.Article, []string, error) {
	limited, stop := context.WithTimeout(ctx, allowed)
	defer stop()
	if hints.Zone == nil {
		hints.Zone = time.UTC
	}
	var problems []string
	if len(content) > MaxBytes {
		content = content[:MaxBytes]
		problems = append(problems, fmt.Sprintf("The page is longer than %d MB; what stands behind that was left out.", MaxBytes>>20))
	}
	content = decode(content, hints.ContentType)
	doc, err := html.Parse(&stoppable{limited, bytes.NewReader(content)})
	var e *extraction
	if err == nil {
		e = &extraction{doc: doc, hints: hints}
		err = e.run(limited)
	}
	if ctx.Err() != nil {
		return news.Article{}, nil, ctx.Err()
	}
	var told *news.Error
	switch {
	case errors.As(err, &told):
		return news.Article{}, problems, told
	case err != nil:
		problems = append(problems, "The page is too large or too deeply nested to be read as it is laid out; its text alone was taken.")
		a, err := textAlone(content, hints)
		return a, problems, err
	}
	return e.article, problems, nil
}

// stoppable is a reader that ends with its context.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

// Read reads a piece at a time, so that the parser asks often.
func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p[:min(len(p), 32<<10)])
}

// errTooMuch is that a page goes beyond what can be searched.
var errTooMuch = errors.New("more than can be searched")

// extraction is the work on one page.
type extraction struct {
	doc     *html.Node
	hints   Hints
	facts   *facts
	content *html.Node
	title   string
	authors []news.Author
	article news.Article
	// leadsElsewhere says that what was found is a list of other pages.
	leadsElsewhere bool
}

func (e *extraction) run(ctx context.Context) error {
	if !affordable(e.doc) {
		return errTooMuch
	}
	g := gather(e.doc)
	base := webAddress(e.hints.Base)
	e.facts = g.facts(base, e.hints.Zone)
	e.title, e.authors = e.facts.head, e.facts.authors()
	if err := e.leadsOn(); err != nil {
		return err
	}
	if e.unscript() && !affordable(e.doc) {
		return errTooMuch
	}
	settlePictures(e.doc)
	var err error
	if e.content, err = search(ctx, e.doc); err != nil {
		return err
	}
	e.widen()
	if e.content == nil {
		return e.nothing()
	}
	e.leadsElsewhere = e.isFrontPage()
	e.precise()
	e.opening()
	e.notes()
	e.formulas()
	if err := e.judge(); err != nil {
		return err
	}
	e.where(base).resolve(e.content)
	e.fill(base)
	return ctx.Err()
}

// where says how addresses become absolute.
func (e *extraction) where(base *url.URL) addresses {
	a := addresses{base: base, beside: base == nil}
	if a.base == nil {
		a.base = e.facts.address
	}
	if own := e.facts.base; own != "" && len(own) < maxAddress {
		stated := webAddress(own)
		if relative, err := url.Parse(strings.TrimSpace(own)); stated == nil && err == nil && base != nil {
			stated = webAddress(base.ResolveReference(relative).String())
		}
		if stated != nil {
			return addresses{base: stated}
		}
	}
	return a
}

// fill makes the article.
func (e *extraction) fill(base *url.URL) {
	f := e.facts
	text := textOf(e.content)
	a := news.Article{
		Kind:       f.kind(),
		Title:      e.title,
		Section:    f.section(),
		Authors:    e.authors,
		Published:  f.published(),
		Updated:    f.updated(),
		Tags:       f.keywords(),
		Lead:       e.lead(e.where(base)),
		Language:   f.languageOf(e.title + "\n" + text),
		BodyFormat: news.BodyHTML,
		Extra:      f.extra(),
	}
	if f.address != nil {
		a.URL = f.address.String()
	}
	if a.Updated.Before(a.Published) {
		a.Updated = time.Time{}
	}
	if d := f.description(); isStandfirst(d, text) {
		a.Standfirst = d
	}
	if a.Title == "" {
		a.Title = beginning(text)
	}
	var b strings.Builder
	for n := e.content.FirstChild; n != nil; n = n.NextSibling {
		if html.Render(&b, n) != nil {
			break // what cannot be written is no HTML
		}
	}
	a.Body = b.String()
	e.article = a
}

// isStandfirst reports whether a description says something that the text does
// not begin with, and is whole.
func isStandfirst(description, text string) bool {
	d := folded(description)
	if len(d) < 20 || len(description) > 1_000 || strings.HasSuffix(description, "…") || strings.HasSuffix(description, "...") || strings.HasSuffix(description, "]") {
		return false
	}
	return !strings.Contains(folded(text), d)
}

// beginning gives the first words of a text, for a page without a title.
func beginning(text string) string {
	const most = 100
	words, n := strings.Fields(text), 0
	for i, word := range words {
		if n += len([]rune(word)) + 1; n > most {
			return strings.Join(words[:i], " ") + "…"
		}
	}
	return strings.Join(words, " ")
}
