// Package html writes articles as one page that needs nothing beside it: the contents
// first, then the articles in their order, with their pictures inside. It holds no
// script, forbids all but its own style and pictures by a content security policy, and
// prints an article a page.
package html

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/chapter"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Format is one page of HTML.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{Name: "html", Title: "One page of HTML, with its pictures", Extensions: []string{".html"}}
}

// How large pictures may be to go into the page, in bytes: one, and all together. What
// is beyond that is its alternative text.
const (
	largest = 8 << 20
	whole   = 200 << 20
)

const style = `@page { margin: 18mm 20mm; }
:root { color: #1b1a17; background: #fff; }
body { max-width: 40em; margin: 2em auto; padding: 0 1em; font-size: 12pt; }
a { color: inherit; }
nav ol { padding-inline-start: 1.5em; }
nav > ol { padding: 0; list-style: none; }
article, .part, .note { margin-top: 4em; }
@media print {
  body { margin: 0; max-width: none; padding: 0; }
  article, .part { break-before: page; margin-top: 0; }
  p, li { orphans: 3; widows: 3; }
}
`

// Write writes the page. It goes through the records twice.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	outline, err := chapter.Look(records, out.Title)
	if err != nil {
		return err
	}
	w := &writer{ctx: ctx, out: out, outline: outline, left: whole, seen: map[string]string{}}
	w.head()
	number := 0
	for r, err := range records {
		if err != nil {
			return err
		}
		switch {
		case r.Part != nil:
			number++
			w.part(number, r.Part)
		case r.Article != nil:
			number++
			w.article(number, r)
			if out.Written != nil {
				out.Written(r)
			}
		}
		if w.failed != nil {
			return w.failed
		}
	}
	w.print("</body>\n</html>\n")
	return w.failed
}

type writer struct {
	ctx     context.Context
	out     exporter.Output
	outline *chapter.Outline
	left    int64
	seen    map[string]string // small pictures that stand on the page already
	failed  error
}

func (w *writer) print(format string, args ...any) {
	if w.failed == nil {
		_, w.failed = fmt.Fprintf(w.out, format, args...)
	}
}

func (w *writer) head() {
	title := chapter.Text(w.outline.Title)
	w.print("<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n", chapter.Text(w.outline.Language), w.outline.Dir)
	w.print("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"/>\n")
	w.print("<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n", title, chapter.Style+style)
	w.print("<h1 dir=\"auto\">%s</h1>\n<nav>\n", title)
	chapter.Contents(w.out, w.outline, func(e chapter.Entry) string { return fmt.Sprintf("#n%d", e.Number) })
	w.print("</nav>\n")
}

func (w *writer) part(number int, p *news.Part) {
	switch {
	case p.Note != "" || p.Gone != "":
		w.print("<section class=\"note\">%s</section>\n", chapter.Note(p.Note, p.Gone))
	case p.Title != "" && p.Level > 0:
		w.print("<section class=\"part\" id=\"n%d\"><h2 dir=\"auto\">%s</h2></section>\n", number, chapter.Text(p.Title))
	}
}

func (w *writer) article(number int, r news.Record) {
	prefix := fmt.Sprintf("n%d-", number)
	text, err := chapter.Article(r.Article, r.Note, chapter.Setting{Heading: "h2", Zone: w.out.Zone, Page: body.Page{
		Prefix: prefix, Picture: w.picture,
		Link: func(href string) (string, bool) {
			to, ok := w.outline.Target(href)
			if _, fragment, found := strings.Cut(href, "#"); ok && found {
				return fmt.Sprintf("#n%d-%s", to, fragment), true
			}
			return fmt.Sprintf("#n%d", to), ok
		},
	}})
	if err != nil {
		w.failed = err
		return
	}
	e := r.Article
	w.print("<article id=\"n%d\" lang=\"%s\" dir=\"%s\">\n", number, chapter.Text(e.Language), lang.Direction(e.Language))
	w.print("%s", text)
	w.print("</article>\n")
}

// picture gives a stored picture as an address that holds it.
func (w *writer) picture(src string) (string, bool) {
	if data, known := w.seen[src]; known {
		return data, data != ""
	}
	data, err := w.read(src)
	if err != nil && news.CodeOf(err) != news.CodeNotFound && w.failed == nil {
		w.failed = err
	}
	if w.left -= int64(len(data)); len(data) < 64<<10 {
		w.seen[src] = data // what stands on every article, or is not there
	}
	return data, data != ""
}

func (w *writer) read(src string) (string, error) {
	file, _, err := w.out.Open(w.ctx, src)
	if err != nil {
		return "", err
	}
	content, err := io.ReadAll(io.LimitReader(file, largest+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return "", fmt.Errorf("read picture: %w", err)
	}
	kind := http.DetectContentType(content)
	if int64(len(content)) > min(largest, w.left) || !strings.HasPrefix(kind, "image/") {
		return "", nil
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(content), nil
}
