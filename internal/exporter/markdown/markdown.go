// Package markdown writes articles as a folder of Markdown: one file an article, with
// front matter that the Markdown importer and static site generators read, the pictures
// in "media" beside them, and index.md with the whole in its order.
//
// Bodies are CommonMark with tables and footnotes (body.Markdown). A collection's order
// stands in the names of the files, its notes in index.md and, of an article, under
// "note" in the front matter too.
package markdown

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/exporter"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Format is a folder of Markdown.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{Name: "markdown", Title: "Markdown, a file for each article", Extensions: []string{".zip"}, Media: true, Folder: true}
}

// longestName is how many bytes of a headline go into a file's name.
const longestName = 60

// Write writes a file for each article, then the index.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	var index strings.Builder
	title, number := out.Title, 0
	for r, err := range records {
		switch {
		case err != nil:
			return err
		case r.Part != nil:
			if r.Part.Level == 0 && r.Part.Title != "" {
				title = r.Part.Title
				continue
			}
			part(&index, r.Part)
		case r.Article != nil:
			number++
			name := fileName(number, r.Article)
			if err := write(ctx, out, name, r); err != nil {
				return err
			}
			fmt.Fprintf(&index, "- [%s](%s)%s\n", escape(r.Article.Title), name, dated(r.Article.Published, out.Zone))
			if r.Note != "" {
				fmt.Fprintf(&index, "\n  %s\n\n", strings.ReplaceAll(escapeLines(r.Note), "\n", "\n  "))
			}
			if out.Written != nil {
				out.Written(r)
			}
		}
	}
	w, err := out.Create("index.md")
	if err != nil {
		return fmt.Errorf("begin index.md: %w", err)
	}
	// Marked as a draft, so that who imports the folder does not take it for an article.
	_, err = io.WriteString(w, "---\ndraft: true\ntitle: "+quoted(title)+"\n---\n\n# "+escape(title)+"\n\n"+index.String())
	return err
}

func part(index *strings.Builder, p *news.Part) {
	switch {
	case p.Gone != "":
		fmt.Fprintf(index, "- ~~%s~~\n", escape(p.Gone))
		if p.Note != "" {
			fmt.Fprintf(index, "\n  %s\n\n", strings.ReplaceAll(escapeLines(p.Note), "\n", "\n  "))
		}
	case p.Note != "":
		fmt.Fprintf(index, "\n%s\n\n", escapeLines(p.Note))
	case p.Title != "":
		fmt.Fprintf(index, "\n%s %s\n\n", strings.Repeat("#", min(p.Level+1, 6)), escape(p.Title))
	}
}

func fileName(number int, a *news.Article) string {
	slug := a.Slug
	if slug == "" {
		slug = lang.Slug(a.Title)
	}
	slug = strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|%#.`, r) || r <= ' ':
			return '-'
		}
		return r
	}, slug), "-")
	for len(slug) > longestName {
		runes := []rune(slug)
		slug = string(runes[:len(runes)-1])
	}
	if slug == "" {
		return fmt.Sprintf("%04d.md", number)
	}
	return fmt.Sprintf("%04d-%s.md", number, strings.Trim(slug, "-"))
}

func dated(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return ", " + t.In(zone).Format(time.DateOnly)
}

func write(ctx context.Context, out exporter.Output, name string, r news.Record) error {
	a := r.Article
	doc, err := body.Parse(a.Body)
	if err != nil {
		return fmt.Errorf("parse the text of %s: %w", a.ID, err)
	}
	var failed error
	lay := func(src string) string {
		rel, err := out.Media(ctx, src)
		if err != nil && failed == nil {
			failed = err
		}
		return rel
	}
	for i := range doc.Blocks {
		readdress(&doc.Blocks[i], lay)
	}
	text, err := body.Markdown(doc)
	if err != nil {
		return fmt.Errorf("print %s as Markdown: %w", a.ID, err)
	}
	w, err := out.Create(name)
	if err != nil {
		return fmt.Errorf("begin %s: %w", name, err)
	}
	var b strings.Builder
	b.WriteString("---\n")
	front(&b, a, r.Note, lay)
	b.WriteString("---\n\n")
	b.WriteString(text)
	for _, m := range a.Media {
		if m.Type == "photo" || m.Type == "" {
			fmt.Fprintf(&b, "\n![%s](%s)\n", escape(m.Alt), lay(m.Src))
			if caption := strings.TrimSpace(m.Caption + " " + m.Credit); caption != "" {
				fmt.Fprintf(&b, "\n%s\n", escapeLines(caption))
			}
		}
	}
	if failed != nil {
		return failed
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// readdress gives stored files in a body the addresses that they have beside it.
func readdress(n *body.Node, lay func(string) string) {
	for _, name := range []string{"src", "poster"} {
		if src := n.Attrs[name]; strings.HasPrefix(src, "/media/") {
			n.Attrs[name] = lay(src)
		}
	}
	for i := range n.Children {
		readdress(&n.Children[i], lay)
	}
}

// front writes the fields that the importer knows, by its names.
func front(b *strings.Builder, a *news.Article, note string, lay func(string) string) {
	line := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + quoted(value) + "\n")
		}
	}
	list := func(name string, values []string) {
		if len(values) == 0 {
			return
		}
		b.WriteString(name + ":\n")
		for _, v := range values {
			b.WriteString("  - " + quoted(v) + "\n")
		}
	}
	line("title", a.Title)
	line("front_title", a.FrontTitle)
	line("kicker", a.Kicker)
	line("summary", a.Standfirst)
	var authors []string
	for _, by := range a.Authors {
		authors = append(authors, by.Name)
	}
	list("authors", authors)
	if !a.Published.IsZero() {
		line("date", a.Published.Format(time.RFC3339))
	}
	if !a.Updated.IsZero() {
		line("lastmod", a.Updated.Format(time.RFC3339))
	}
	line("kind", string(a.Kind))
	line("section", a.Section)
	line("lang", a.Language)
	line("slug", a.Slug)
	list("topics", a.Topics)
	list("tags", a.Tags)
	line("url", a.URL)
	if p := a.Lead; p != nil && p.Src != "" {
		b.WriteString("image:\n")
		for _, field := range [][2]string{{"src", lay(p.Src)}, {"alt", p.Alt}, {"caption", p.Caption}, {"credit", p.Credit}} {
			if field[1] != "" {
				b.WriteString("  " + field[0] + ": " + quoted(field[1]) + "\n")
			}
		}
	}
	line("dateline", a.Dateline)
	line("source", a.Source)
	line("source_id", a.ID)
	line("note", note)
}

// quoted writes a text as YAML: JSON's strings are such (YAML 1.2, section 1.3).
func quoted(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string, into memory
	return strings.TrimSuffix(b.String(), "\n")
}

var escaper = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "#", `\#`, "~", `\~`, "\n", " ")

func escape(s string) string { return escaper.Replace(s) }

// escapeLines keeps the lines of a note.
func escapeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if lines[i] = escape(line); i+1 < len(lines) && lines[i] != "" && lines[i+1] != "" {
			lines[i] += `\` // a line's end
		}
	}
	return strings.Join(lines, "\n")
}
