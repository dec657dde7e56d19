package annotation

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/sheet"
)

// Formats are what highlights are given out as.
var Formats = []string{"markdown", "html", "json", "csv"}

// Export is a file of highlights.
type Export struct {
	Name string // as which it is saved
	Type string // its media type
	Text []byte
	// Highlights is how many it holds.
	Highlights int
}

// exportStep is how many highlights are read at a time.
const exportStep = 1000

// Export gives highlights out, as they stand in their articles.
func (s *Service) Export(ctx context.Context, format string, f news.HighlightFilter) (Export, error) {
	f.ByArticle, f.Limit, f.Skip, f.After = true, exportStep, 0, ""
	var list []news.Highlight
	for {
		page, err := s.List(ctx, f)
		if err != nil {
			return Export{}, err
		}
		list = append(list, page.Highlights...)
		if f.After = page.Next; f.After == "" {
			break
		}
	}
	e := Export{Highlights: len(list)}
	of, err := s.store.Publication(ctx)
	if err != nil {
		return Export{}, err
	}
	zone := of.Zone()
	switch format {
	case "markdown":
		e.Name, e.Type, e.Text = "highlights.md", "text/markdown", markdownOf(list, zone)
	case "html":
		e.Name, e.Type, e.Text = "highlights.html", "text/html", htmlOf(list, zone)
	case "json":
		e.Name, e.Type = "highlights.json", "application/ld+json"
		e.Text, err = annotationsOf(list)
	case "csv":
		e.Name, e.Type = "highlights.csv", "text/csv"
		e.Text, err = csvOf(list)
	default:
		err = news.Errorf(news.CodeInvalid, "format", "Highlights are given out as markdown, html, json or csv.")
	}
	return e, err
}

// Address is the program's own address of an article.
func Address(article string) string { return addressPrefix + escapeID(article) }

var inMarkdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`)

func markdownOf(list []news.Highlight, zone *time.Location) []byte {
	var b bytes.Buffer
	b.WriteString("# Highlights\n")
	for i := range list {
		h := &list[i]
		if i == 0 || list[i-1].Row != h.Row {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", inMarkdown.Replace(h.Title), articleLine(h))
		}
		if quote := h.Selector().Quote; quote != "" {
			b.WriteString("\n")
			for _, line := range strings.Split(quote, "\n") {
				b.WriteString(strings.TrimRight("> "+inMarkdown.Replace(line), " ") + "\n")
			}
		}
		if h.Note != "" {
			b.WriteString("\n" + h.Note + "\n")
		}
		line := fmt.Sprintf("Colour %d", h.Colour)
		for _, tag := range h.Tags {
			line += " · #" + inMarkdown.Replace(tag)
		}
		line += " · " + h.Created.In(zone).Format(time.DateOnly)
		if h.State != news.MarkAnchored {
			line += " · " + stateWords(h.State)
		}
		b.WriteString("\n" + line + "\n")
	}
	return b.Bytes()
}

// stateWords says of a mark that is not where it was what it is, in files to be read.
func stateWords(s news.MarkState) string {
	if s == news.MarkArticle {
		return "note of the whole article"
	}
	return string(s)
}

func articleLine(h *news.Highlight) string {
	if h.URL != "" {
		return "<" + h.URL + ">"
	}
	return "`" + h.Article + "`"
}

func htmlOf(list []news.Highlight, zone *time.Location) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Highlights</title>\n<style>\n" +
		"body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif }\nblockquote { margin: 1.5rem 0 .25rem; padding-inline-start: .75rem; border-inline-start: .3rem solid }\n" +
		".note { white-space: pre-wrap }\nsmall { color: #555 }\n" + stylesheet("blockquote.", "border-color") + "</style>\n<h1>Highlights</h1>\n")
	for i := range list {
		h := &list[i]
		attrs := ""
		if h.Language != "" {
			attrs = fmt.Sprintf(" lang=\"%s\" dir=\"%s\"", html.EscapeString(h.Language), lang.Direction(h.Language))
		}
		if i == 0 || list[i-1].Row != h.Row {
			title := html.EscapeString(h.Title)
			if safeAddress(h.URL) {
				title = fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(h.URL), title)
			}
			fmt.Fprintf(&b, "<h2%s>%s</h2>\n", attrs, title)
		}
		if quote := h.Selector().Quote; quote != "" {
			fmt.Fprintf(&b, "<blockquote class=\"%s\"%s>", class(h.Colour), attrs)
			for _, line := range strings.Split(quote, "\n") {
				if line != "" {
					fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(line))
				}
			}
			b.WriteString("</blockquote>\n")
		}
		if h.Note != "" {
			fmt.Fprintf(&b, "<p class=\"note\" dir=\"auto\">%s</p>\n", html.EscapeString(h.Note))
		}
		fmt.Fprintf(&b, "<p><small>Colour %d", h.Colour)
		for _, tag := range h.Tags {
			fmt.Fprintf(&b, " · <bdi>#%s</bdi>", html.EscapeString(tag))
		}
		fmt.Fprintf(&b, " · <time datetime=\"%s\">%[1]s</time>", h.Created.In(zone).Format(time.DateOnly))
		if h.State != news.MarkAnchored {
			fmt.Fprintf(&b, " · %s", stateWords(h.State))
		}
		b.WriteString("</small></p>\n")
	}
	b.WriteString("</html>\n")
	return b.Bytes()
}

func safeAddress(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// colours are those of the light theme, for files.
var colours = [news.Colours]string{"#fbe9a0", "#cfe8c0", "#c6dff2", "#f6cfdb", "#fbd6b0", "#dfd3f0", "#bfe6df", "#dedad0"}

func class(colour int) string { return "highlight-" + strconv.Itoa(colour) }

func stylesheet(before, property string) string {
	var b strings.Builder
	for i, colour := range colours {
		fmt.Fprintf(&b, "%s%s { %s: %s }\n", before, class(i+1), property, colour)
	}
	return b.String()
}

// columns of a table of highlights.
var columns = []string{"id", "article", "title", "quote", "note", "tags", "colour", "state", "created", "updated", "url", "version", "block", "start", "prefix", "suffix", "again"}

func csvOf(list []news.Highlight) ([]byte, error) {
	var b bytes.Buffer
	w, err := sheet.New(&b, columns...)
	if err != nil {
		return nil, err
	}
	for i := range list {
		h := &list[i]
		again := ""
		if h.Again != nil {
			raw, err := json.Marshal(h.Again)
			if err != nil {
				return nil, err
			}
			again = string(raw)
		}
		if err := w.Row(h.ID, h.Article, h.Title, h.Made.Quote, h.Note, strings.Join(h.Tags, "\n"), strconv.Itoa(h.Colour), string(h.State),
			moment(h.Created), moment(h.Updated), h.URL, strconv.Itoa(h.Version), h.Made.Block, strconv.Itoa(h.Made.Start), h.Made.Prefix, h.Made.Suffix, again); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return b.Bytes(), err
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}
