package app

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"

	"broadsheet/internal/alike"
	"broadsheet/internal/body"
	"broadsheet/internal/media"
	"broadsheet/internal/news"
	"broadsheet/internal/paste"
	"broadsheet/internal/preflight"
	"broadsheet/internal/store"
)

// copydesk joins the preflight, the archive and what reads clips and files.
type copydesk struct {
	program *Program
	alike   *alike.Service
}

func newCopydesk(p *Program) copydesk {
	a := archivist{p.library.Store, p.library.Index}
	return copydesk{p, alike.New(a, a)}
}

// Check looks a piece over.
func (c copydesk) Check(ctx context.Context, p preflight.Piece, quick bool) (preflight.Report, error) {
	return preflight.Check(ctx, p, checked{db: c.program.library.Store, alike: c.alike, quick: quick})
}

// Alike tells what the archive has of a draft.
func (c copydesk) Alike(ctx context.Context, d alike.Draft, limit int) (alike.Answer, error) {
	return c.alike.Find(ctx, d, limit)
}

// Clean makes a body of a clip.
func (c copydesk) Clean(ctx context.Context, clip paste.Clip, token string) (paste.Result, body.Result, error) {
	if token != "" {
		content, _, err := c.offered(token)
		if err != nil {
			return paste.Result{}, body.Result{}, err
		}
		clip.HTML = string(content)
	}
	r, err := paste.Clean(ctx, clip)
	if err != nil {
		return r, body.Result{}, err
	}
	text, err := c.canonical(ctx, r, clip.Language)
	return r, text, err
}

// canonical stores the pictures of a clip and brings its text into the profile. What
// a body cannot hold is an error: nothing is cut.
func (c copydesk) canonical(ctx context.Context, r paste.Result, language string) (body.Result, error) {
	if len(r.Pictures) > 0 {
		if err := c.program.writable(); err != nil {
			return body.Result{}, err
		}
	}
	keeper := kept{c.program.library.Store, c.program.library.Media}
	text, err := body.Canonical(ctx, r.HTML, body.Options{Language: language, Media: r.Media(func(content []byte) (string, bool) { return keeper.put(ctx, bytes.NewReader(content)) })})
	if err == nil && text.Cut {
		err = news.Errorf(news.CodeLimit, "html", "This text is longer or deeper than an article may be; nothing was taken over.")
	}
	return text, err
}

// kept stores pictures that came inside a text.
type kept struct {
	db    *store.DB
	files *media.Store
}

func (k kept) put(ctx context.Context, content io.Reader) (string, bool) {
	held, err := k.files.Put(ctx, content, "")
	if err == nil {
		err = k.db.PutMedia(ctx, held)
	}
	if err != nil {
		return "", false // it is no picture, or too large: it stays a named place
	}
	return "/media/" + held.SHA256, true
}

// Open reads an offered file as an article.
func (c copydesk) Open(ctx context.Context, token string) (paste.Opened, error) {
	content, name, err := c.offered(token)
	if err != nil {
		return paste.Opened{}, err
	}
	db := c.program.library.Store
	record, err := db.Publication(ctx)
	if err != nil {
		return paste.Opened{}, err
	}
	file := paste.File{Name: name, Content: content, Zone: db.Zone()}
	if len(record.Languages) > 0 {
		file.Language = record.Languages[0]
	}
	opened, err := paste.Open(ctx, file, formats()...)
	if err != nil {
		return opened, err
	}
	text, err := c.canonical(ctx, opened.Result, opened.Article.Language)
	if err != nil {
		return opened, err
	}
	if lead := opened.Article.Lead; lead != nil {
		if content, ok := opened.Result.Pictures[lead.Src]; ok {
			if lead.Src, ok = (kept{db, c.program.library.Media}).put(ctx, bytes.NewReader(content)); !ok {
				opened.Article.Lead = nil
			}
		}
	}
	opened.Article.Body, opened.Article.BodyFormat = text.HTML, news.BodyCanonical
	return opened, nil
}

// offered gives the content of an offered file.
func (c copydesk) offered(token string) (content []byte, name string, err error) {
	file, err := c.program.offers.find(token, false)
	if err != nil {
		return nil, "", err
	}
	defer c.program.offers.done(token)
	if len(file.paths) != 1 {
		return nil, "", news.Errorf(news.CodeInvalid, "token", "One file is opened at a time.")
	}
	path := file.paths[0]
	f, err := os.Open(path)
	if err != nil {
		return nil, "", news.Errorf(news.CodeInvalid, "file", "%s cannot be read.", filepath.Base(path))
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, "", news.Errorf(news.CodeInvalid, "file", "%s is no file.", filepath.Base(path))
	}
	content, err = io.ReadAll(io.LimitReader(f, paste.MaxBytes+1))
	if err != nil {
		return nil, "", news.Errorf(news.CodeInvalid, "file", "%s cannot be read: %w", filepath.Base(path), err)
	}
	return content, filepath.Base(path), nil
}
