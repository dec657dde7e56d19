package paste

import (
	"bytes"
	"context"
	"errors"
	"path"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/body"
	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// File is a file that is opened as a draft.
type File struct {
	Name    string // with its ending
	Content []byte
	Zone    *time.Location // of dates without one; nil: UTC
	// Language is the publication's; the file may say another.
	Language string
}

// Opened is what a file holds.
type Opened struct {
	// Article has the fields that the file states. Its body is HTML for body.Canonical.
	Article news.Article
	// Result tells of the body's pictures.
	Result Result
	// Problems are sentences for the person.
	Problems []news.Problem
}

// errEnough ends the reading of a file behind its first article.
var errEnough = errors.New("one article is enough")

// Open reads a file as one article: a document that a word processor saved as HTML as
// what was pasted from it, everything else by the format that knows it best by its
// content and its ending, and text as text. A file that is none of these is an error
// (news.CodeUnsupported), one that is too large news.CodeLimit.
func Open(ctx context.Context, f File, formats ...importer.Format) (Opened, error) {
	if len(f.Content) > MaxBytes {
		return Opened{}, news.Errorf(news.CodeLimit, "file", "The file has more than %d MB; it was not opened.", MaxBytes>>20)
	}
	if f.Zone == nil {
		f.Zone = time.UTC
	}
	text := string(f.Content)
	if origin := originOf(text); isHTML(text) && origin != FromWeb && origin != FromMail {
		return document(ctx, f, text)
	}
	format, sure := best(f, formats)
	switch {
	case format != nil && (sure > importer.Possible || endingOf(f.Name, format)):
		out, err := read(ctx, f, format)
		if isHTML(text) && news.CodeOf(err) == news.CodeUnsupported { // too short to be found in a page
			return document(ctx, f, text)
		}
		return out, err
	case isHTML(text):
		return document(ctx, f, text)
	case isText(f.Content) && !isOffice(text):
		return lines(ctx, f, text)
	}
	return Opened{}, news.Errorf(news.CodeUnsupported, "file", "The file %s holds no text that can be opened here; Markdown, HTML and plain text can.", path.Base(f.Name))
}

// best finds the format that knows a file best; of equals the one with its ending.
func best(f File, formats []importer.Format) (importer.Format, importer.Likelihood) {
	head := f.Content[:min(len(f.Content), importer.SniffLength)]
	var found importer.Format
	sure := importer.Unlikely
	for _, format := range formats {
		judged := format.Sniff(head)
		if found == nil && (judged > sure || endingOf(f.Name, format)) || judged > sure || judged == sure && endingOf(f.Name, format) && !endingOf(f.Name, found) {
			found, sure = format, judged
		}
	}
	return found, sure
}

func endingOf(name string, format importer.Format) bool {
	for _, ending := range format.About().Extensions {
		if strings.HasSuffix(strings.ToLower(name), ending) {
			return true
		}
	}
	return false
}

// read takes the first article that a format finds.
func read(ctx context.Context, f File, format importer.Format) (Opened, error) {
	var out Opened
	found := false
	err := format.Read(ctx, importer.Input{Content: bytes.NewReader(f.Content), Name: f.Name, Zone: f.Zone}, func(item importer.Item) error {
		out.Problems = append(out.Problems, item.Problems...)
		if item.Record.Article == nil {
			return nil
		}
		if found {
			out.Problems = append(out.Problems, importer.Said("The file holds more articles; the first was opened.")...)
			return errEnough
		}
		found = true
		out.Article = *item.Record.Article
		out.Result.Pictures = item.Files
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return Opened{}, ctx.Err()
	case !found && err == nil && len(out.Problems) > 0:
		return Opened{}, news.Errorf(news.CodeUnsupported, "file", "%s", out.Problems[0].Message)
	case !found && err == nil:
		return Opened{}, news.Errorf(news.CodeUnsupported, "file", "The file %s holds no article.", path.Base(f.Name))
	case err != nil && !errors.Is(err, errEnough):
		return Opened{}, err
	}
	a := &out.Article
	// A draft is the person's own: what the file was called elsewhere does not matter.
	a.ID, a.Source, a.Public = "", "", ""
	if a.BodyFormat == news.BodyMarkdown {
		if a.Body, err = body.FromMarkdown(a.Body); err != nil {
			return Opened{}, news.Errorf(news.CodeInvalid, "file", "The file cannot be read as Markdown: %w", err)
		}
	} else if a.BodyFormat == news.BodyText {
		a.Body = body.FromText(a.Body)
	}
	a.BodyFormat = news.BodyHTML
	files := out.Result.Pictures
	if out.Result, err = known(ctx, a.Body); err != nil {
		return Opened{}, err
	}
	for name, content := range files {
		out.Result.Pictures[name] = content
	}
	a.Body, out.Result.Origin = out.Result.HTML, FromWeb
	if format.About().Name == "markdown" {
		out.Result.Origin = FromMarkdown
	}
	return out, nil
}

// document reads HTML as what was pasted from it. Its title, or its first heading, is
// the headline.
func document(ctx context.Context, f File, text string) (Opened, error) {
	doc, err := parse(ctx, text)
	if err != nil {
		return Opened{}, news.Errorf(news.CodeUnsupported, "file", "The file %s is nested too deeply to be read: %w", path.Base(f.Name), err)
	}
	language := f.Language
	if own := elements(doc, atom.Html, atom.Body); len(own) > 0 {
		for _, n := range own {
			if said := attr(n, "lang"); said != "" && originOf(text) != FromWord { // Word states that of the program
				language = said
			}
		}
	}
	r, err := Clean(ctx, Clip{HTML: text, Language: language, Beside: true})
	if err != nil {
		return Opened{}, err
	}
	out := Opened{Result: r, Article: news.Article{Language: language, BodyFormat: news.BodyHTML, Kind: news.KindNews}}
	if found := elements(doc, atom.Title); len(found) > 0 {
		out.Article.Title = strings.Join(strings.Fields(textOf(found[0])), " ")
	}
	out.Article.Title, out.Article.Body = headline(out.Article.Title, r.HTML)
	if out.Article.Title == "" {
		out.Article.Title = nameOf(f.Name)
	}
	out.Result.HTML = out.Article.Body
	if r.Missing > 0 {
		out.Problems = importer.Said("Pictures lie in files of their own and did not come along.")
	}
	return out, nil
}

// headline takes a first heading off that is the title, or stands for one.
func headline(title, source string) (string, string) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return title, source
	}
	root := bodyOf(doc)
	var first *html.Node
	walk(root, func(n *html.Node) bool {
		if first == nil && (isHeading(n) || n.Type == html.TextNode && !isBlank(n.Data) || is(n, atom.Img, atom.Table)) {
			first = n
		}
		return first == nil
	})
	if !isHeading(first) {
		return title, source
	}
	said := strings.Join(strings.Fields(textOf(first)), " ")
	if said == "" || title != "" && !strings.EqualFold(title, said) && !is(first, atom.H1) {
		return title, source
	}
	remove(first)
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			return title, source
		}
	}
	return said, b.String()
}

// lines reads plain text: a short first line of its own is the headline.
func lines(ctx context.Context, f File, text string) (Opened, error) {
	text = strings.TrimLeft(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff")), " \n")
	title, rest, found := strings.Cut(text, "\n")
	if !found || len([]rune(title)) > 200 || strings.TrimSpace(rest) == "" {
		title, rest = nameOf(f.Name), text
	}
	r, err := Clean(ctx, Clip{Text: rest, Language: f.Language})
	if err != nil {
		return Opened{}, err
	}
	a := news.Article{Title: strings.TrimSpace(strings.TrimLeft(title, "# ")), Language: f.Language, Body: r.HTML, BodyFormat: news.BodyHTML, Kind: news.KindNews}
	return Opened{Article: a, Result: r}, nil
}

// nameOf makes words of a file's name.
func nameOf(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	return strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
}

func isHTML(text string) bool {
	head := strings.ToLower(text[:min(len(text), 4_000)])
	for _, sign := range []string{"<html", "<!doctype html", "<body", "<meta", "<p>", "<p ", "<div", "<h1"} {
		if strings.Contains(head, sign) {
			return true
		}
	}
	return false
}

// isOffice reports whether a file is one of a word processor's own.
func isOffice(text string) bool {
	for _, sign := range []string{"PK", "{\\rtf", "%PDF", "\xD0\xCF\x11\xE0"} {
		if strings.HasPrefix(text, sign) {
			return true
		}
	}
	return false
}

// isText reports whether content is text in UTF-8.
func isText(content []byte) bool {
	head := content[:min(len(content), 64<<10)]
	for i := 0; i < 3 && len(head) > 0 && head[len(head)-1] >= 0x80; i++ {
		head = head[:len(head)-1]
	}
	return bytes.IndexByte(head, 0) < 0 && strings.ToValidUTF8(string(head), "") == string(head) && len(bytes.TrimSpace(head)) > 0
}
