package reading

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"html/template"
	"io"
	"regexp"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Files open stored media.
type Files interface {
	// Shown gives the SHA-256 of the files that a page shows for pictures by their
	// addresses as articles give them, stored or remote: those that were made
	// here, which hold nothing beside the pixels. What is not here is left out.
	Shown(ctx context.Context, addresses []string) (map[string]string, error)
	// OpenMedia opens a file by its SHA-256 and says its media type.
	OpenMedia(sha256 string) (io.ReadSeekCloser, string, error)
}

// How large pictures may be to go into a sheet, in bytes: one, and all together.
const (
	sheetOne   = 8 << 20
	sheetWhole = 40 << 20
)

//go:embed sheet.html
var sheetText string

var sheetTemplate = template.Must(template.New("sheet").Parse(sheetText))

// storedPicture is the address of a picture in a canonical body.
var storedPicture = regexp.MustCompile(`(<img\b[^>]*?\ssrc=")(/media/[0-9a-f]{64})"`)

// remotePicture is a figure of one whose picture was not stored with it.
var remotePicture = regexp.MustCompile(`<figure(?: data-alt="([^"]*)")? data-src="([^"]*)"(?: data-title="[^"]*")? data-type="image"[^>]*>`)

// sheetPage is what the template shows.
type sheetPage struct {
	Language, Dir, Kicker, Title, Standfirst, Meta, Dateline string
	Publication, Address, Sha                                string
	Lead                                                     *sheetPicture
	Body                                                     template.HTML
	Set                                                      []sheetPicture // the article's own pictures and films
}

type sheetPicture struct {
	Data         template.URL // empty: not stored, or too large
	Alt, Caption string
}

// sheet writes an article as one HTML file that needs nothing beside it: its
// pictures inside, paged for printing, with where it came from at its foot. A
// film is named by its caption alone.
func (s *Service) sheet(ctx context.Context, id string) (string, error) {
	page, err := s.Page(ctx, id)
	if err != nil {
		return "", err
	}
	publication, err := s.Curation.Publication(ctx)
	if err != nil {
		return "", err
	}
	article := page.Article
	out := sheetPage{
		Language: article.Language, Dir: lang.Direction(article.Language), Kicker: article.Kicker, Title: article.Title,
		Standfirst: article.Standfirst, Meta: sheetMeta(article, publication.Zone()), Dateline: article.Dateline,
		Publication: publication.Name, Address: article.URL,
	}
	if len(page.Versions) > 0 {
		out.Sha = page.Versions[0].SHA256
	}
	in := &sheetPictures{files: s.Files, left: sheetWhole}
	if in.shown, err = s.Files.Shown(ctx, sheetAddresses(article)); err != nil {
		return "", err
	}
	if lead := article.Lead; lead != nil {
		picture := in.picture(*lead)
		out.Lead = &picture
	}
	// A stored body is canonical; Parse refuses what is not in the profile.
	if _, err := body.Parse(article.Body); err != nil {
		return "", fmt.Errorf("parse stored body: %w", err)
	}
	out.Body = template.HTML(in.body(article.Body))
	for _, m := range article.Media {
		out.Set = append(out.Set, in.picture(news.Picture{Src: m.Src, Alt: m.Alt, Caption: m.Caption, Credit: m.Credit}))
	}
	var b bytes.Buffer
	if err := sheetTemplate.Execute(&b, out); err != nil {
		return "", fmt.Errorf("write article as a page: %w", err)
	}
	return b.String(), nil
}

func sheetMeta(article news.Article, zone *time.Location) string {
	var parts []string
	for _, author := range article.Authors {
		parts = append(parts, author.Name)
	}
	if !article.Published.IsZero() {
		parts = append(parts, article.Published.In(zone).Format("2006-01-02 15:04"))
	}
	return strings.Join(parts, " · ")
}

// sheetAddresses gives the addresses of an article's pictures.
func sheetAddresses(article news.Article) []string {
	var list []string
	if article.Lead != nil {
		list = append(list, article.Lead.Src)
	}
	for _, m := range article.Media {
		list = append(list, m.Src)
	}
	for _, found := range storedPicture.FindAllStringSubmatch(article.Body, -1) {
		list = append(list, found[2])
	}
	for _, found := range remotePicture.FindAllStringSubmatch(article.Body, -1) {
		list = append(list, html.UnescapeString(found[2]))
	}
	return list
}

// sheetPictures are the pictures of a sheet while it is written.
type sheetPictures struct {
	files Files
	shown map[string]string
	left  int64 // bytes
}

// body puts the pictures into a canonical body.
func (in *sheetPictures) body(text string) string {
	text = storedPicture.ReplaceAllStringFunc(text, func(tag string) string {
		parts := storedPicture.FindStringSubmatch(tag)
		return parts[1] + in.dataURL(parts[2]) + `"`
	})
	return remotePicture.ReplaceAllStringFunc(text, func(tag string) string {
		parts := remotePicture.FindStringSubmatch(tag)
		data := in.dataURL(html.UnescapeString(parts[2]))
		if data == "" {
			return tag
		}
		return tag + `<img src="` + data + `" alt="` + parts[1] + `">`
	})
}

// picture gives what the template shows of a picture; a film has no data.
func (in *sheetPictures) picture(p news.Picture) sheetPicture {
	return sheetPicture{Data: template.URL(in.dataURL(p.Src)), Alt: p.Alt, Caption: strings.TrimSpace(p.Caption + " " + p.Credit)}
}

// dataURL gives a picture as an address that holds it; empty where it is not
// here, is none, or is too large.
func (in *sheetPictures) dataURL(address string) string {
	hash, here := in.shown[address]
	if !here {
		return ""
	}
	file, mediaType, err := in.files.OpenMedia(hash)
	if err != nil {
		return ""
	}
	defer file.Close()
	if !strings.HasPrefix(mediaType, "image/") {
		return ""
	}
	content, err := io.ReadAll(io.LimitReader(file, sheetOne+1))
	if size := int64(len(content)); err != nil || size > sheetOne || size > in.left {
		return ""
	}
	in.left -= int64(len(content))
	return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(content)
}
