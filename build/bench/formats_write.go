package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"broadsheet/internal/newstest"
)

// pictureEvery: each fifth article shows a picture of the web, which stays a
// placeholder.
const pictureEvery = 5

// formatWriter writes the same articles in several formats.
type formatWriter struct {
	folder                string
	export, html, markers *bufio.Writer
	files                 []*os.File
}

func newFormatWriter(folder string) (*formatWriter, error) {
	w := &formatWriter{folder: folder}
	if err := os.RemoveAll(w.path("posts")); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.path("posts"), 0o700); err != nil {
		return nil, err
	}
	for _, f := range []struct {
		name string
		out  **bufio.Writer
	}{{"export.xml", &w.export}, {"html.jsonl", &w.html}, {"markdown.jsonl", &w.markers}} {
		file, err := os.Create(w.path(f.name))
		if err != nil {
			return nil, err
		}
		w.files = append(w.files, file)
		*f.out = bufio.NewWriterSize(file, 1<<20)
	}
	return w, nil
}

func (w *formatWriter) path(name string) string { return filepath.Join(w.folder, name) }

// all writes the articles of the generator.
func (w *formatWriter) all(articles int, seed uint64) error {
	in, out := io.Pipe()
	go func() {
		out.CloseWithError(newstest.Generate(out, newstest.GeneratorOptions{Articles: articles, Words: 600, Seed: seed}))
	}()
	defer in.Close()
	w.export.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Gazette</title><link>https://gazette.example</link><wp:wxr_version>1.2</wp:wxr_version>` + "\n")
	n := 0
	for lines := json.NewDecoder(in); lines.More(); {
		var a written
		if err := lines.Decode(&a); err != nil {
			return err
		}
		if a.Type != "" {
			continue
		}
		if n++; n%pictureEvery == 0 {
			a.picture = fmt.Sprintf("https://gazette.example/wp-content/uploads/%d.jpg", n)
		}
		if err := w.article(n, a); err != nil {
			return err
		}
	}
	w.export.WriteString("</channel></rss>\n")
	return errors.Join(w.export.Flush(), w.html.Flush(), w.markers.Flush(), w.close())
}

func (w *formatWriter) close() (err error) {
	for _, file := range w.files {
		err = errors.Join(err, file.Close())
	}
	return err
}

// written is what an article of the generator says in every format.
type written struct {
	Type, Title, Standfirst, Section, ID, URL string
	Authors, Tags                             []string
	Published                                 time.Time
	HTML                                      string `json:"body_html"`
	Text                                      string `json:"body_text"`

	picture string
}

func (w *formatWriter) article(n int, a written) error {
	w.wordpress(n, a)
	a.jsonLine(w.html, a.ID, object{"body_html": a.asHTML(), "url": a.URL})
	name := a.Published.Format(time.DateOnly) + "-" + a.ID
	a.jsonLine(w.markers, name, object{"body_markdown": a.asMarkdown()})
	var b bytes.Buffer
	front, _ := json.Marshal(object{"title": a.Title, "description": a.Standfirst, "authors": a.Authors, "tags": a.Tags, "date": a.Published, "section": a.Section})
	fmt.Fprintf(&b, "---\n%s---\n\n%s\n", yamlOf(front), a.asMarkdown())
	return os.WriteFile(filepath.Join(w.path("posts"), name+".md"), b.Bytes(), 0o600)
}

func (a written) jsonLine(w io.Writer, id string, more object) {
	more["id"], more["title"], more["standfirst"], more["section"] = id, a.Title, a.Standfirst, a.Section
	more["authors"], more["tags"], more["published"] = a.Authors, a.Tags, a.Published
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.Encode(more) // the writer keeps its error to the end
}

// yamlOf writes one field a line; the values are JSON, which YAML holds.
func yamlOf(front []byte) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(front, &fields) != nil {
		return ""
	}
	var b strings.Builder
	for _, name := range []string{"title", "description", "authors", "tags", "date", "section"} {
		fmt.Fprintf(&b, "%s: %s\n", name, fields[name])
	}
	return b.String()
}

// wordpress writes an item: what is HTML in blocks, what is text as the old
// editor keeps it, paragraphs parted by empty lines.
func (w *formatWriter) wordpress(n int, a written) {
	body := a.Text
	if a.HTML != "" {
		body = blockStart.ReplaceAllString(strings.TrimSpace(a.HTML), "<!-- wp:block -->\n$1") + "\n<!-- /wp:block -->"
	}
	if a.picture != "" {
		body += "\n\n" + a.figure()
	}
	text := func(s string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(s))
		return b.String()
	}
	at := a.Published.UTC()
	fmt.Fprintf(w.export, "<item><title>%s</title><link>%s</link><pubDate>%s</pubDate><dc:creator>%s</dc:creator><content:encoded><![CDATA[%s]]></content:encoded><excerpt:encoded><![CDATA[%s]]></excerpt:encoded><wp:post_id>%s</wp:post_id><wp:post_date_gmt>%s</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain=\"category\" nicename=\"s\"><![CDATA[%s]]></category>",
		text(a.Title), text(a.URL), at.Format(time.RFC1123Z), text(a.Authors[0]), body, a.Standfirst, a.ID, at.Format(time.DateTime), a.Section)
	for _, tag := range a.Tags {
		fmt.Fprintf(w.export, "<category domain=\"post_tag\" nicename=\"t\"><![CDATA[%s]]></category>", tag)
	}
	fmt.Fprintf(w.export, "</item>\n")
}

var blockStart = regexp.MustCompile(`(?m)^(<(?:p|h2|blockquote|ul|ol|figure)\b)`)

func (a written) figure() string {
	return `<figure class="wp-block-image"><img src="` + a.picture + `" alt="A bridge"/><figcaption>The bridge of the town</figcaption></figure>`
}

func (a written) asHTML() string {
	body := a.HTML
	if body == "" {
		body = "<p>" + strings.ReplaceAll(a.Text, "\n\n", "</p>\n<p>") + "</p>\n"
	}
	if a.picture != "" {
		body += a.figure()
	}
	return body
}

var (
	marked = strings.NewReplacer("<h2>", "## ", "<blockquote><p>", "> ", "<li>", "- ", "<em>", "*", "</em>", "*", "<strong>", "**", "</strong>", "**",
		"</p>", "\n", "</h2>", "\n", "</ul>", "\n", "&amp;", "&")
)

func (a written) asMarkdown() string {
	body := a.Text
	if a.HTML != "" {
		body = strings.TrimSpace(tags.ReplaceAllString(marked.Replace(a.HTML), ""))
	}
	if a.picture != "" {
		body += "\n\n![A bridge](" + a.picture + ")\n"
	}
	return body
}
