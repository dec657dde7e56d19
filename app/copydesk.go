package app

import (
	"bytes"
	"context"
	"io"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"broadsheet/internal/alike"
	"broadsheet/internal/body"
	"broadsheet/internal/importer"
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
		file, err := c.offered(token)
		if err != nil {
			return paste.Result{}, body.Result{}, err
		}
		defer c.program.offers.done(token)
		clip.HTML = string(file.content)
	}
	r, err := paste.Clean(ctx, clip)
	if err != nil {
		return r, body.Result{}, err
	}
	text, err := c.canonical(ctx, r, clip.Language, nil)
	return r, text, err
}

// canonical stores the pictures of a clip, and those beside a file, and brings its text
// into the profile. What a body cannot hold is an error: nothing is cut.
func (c copydesk) canonical(ctx context.Context, r paste.Result, language string, beside *importer.Beside) (body.Result, error) {
	if len(r.Pictures) > 0 {
		if err := c.program.writable(); err != nil {
			return body.Result{}, err
		}
	}
	keeper := kept{c.program.library.Store, c.program.library.Media}
	inside := r.Media(func(content []byte) (string, bool) { return keeper.put(ctx, bytes.NewReader(content)) })
	text, err := body.Canonical(ctx, r.HTML, body.Options{Language: language, Media: func(wanted body.Resource) (string, bool) {
		if at, ok := inside(wanted); ok || beside == nil {
			return at, ok
		}
		return beside.Take(ctx, wanted.Src)
	}})
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

func (k kept) keep(ctx context.Context, content io.Reader, name string) (news.Media, error) {
	held, err := k.files.Put(ctx, content, name)
	if err == nil {
		err = k.db.PutMedia(ctx, held)
	}
	return held, err
}

func (k kept) put(ctx context.Context, content io.Reader) (string, bool) {
	held, err := k.keep(ctx, content, "")
	if err != nil {
		return "", false // it is no picture, or too large: it stays a named place
	}
	return "/media/" + held.SHA256, true
}

// Open reads an offered file as an article, with the pictures that lie beside it.
func (c copydesk) Open(ctx context.Context, token string) (paste.Opened, error) {
	offer, err := c.offered(token)
	if err != nil {
		return paste.Opened{}, err
	}
	defer c.program.offers.done(token)
	db := c.program.library.Store
	record, err := db.Publication(ctx)
	if err != nil {
		return paste.Opened{}, err
	}
	file := paste.File{Name: filepath.Base(offer.path), Content: offer.content, Zone: db.Zone()}
	if len(record.Languages) > 0 {
		file.Language = record.Languages[0]
	}
	opened, err := paste.Open(ctx, file, formats()...)
	if err != nil {
		return opened, err
	}
	keeper := kept{db, c.program.library.Media}
	put := keeper.keep
	if err := c.program.writable(); err != nil {
		put = func(context.Context, io.Reader, string) (news.Media, error) { return news.Media{}, err }
	}
	beside, err := importer.BesideFile(offer.path, offer.flat, put)
	if err != nil {
		return opened, err
	}
	defer beside.Close()
	text, err := c.canonical(ctx, opened.Result, opened.Article.Language, beside)
	if err != nil {
		return opened, err
	}
	if lead := opened.Article.Lead; lead != nil {
		at, ok := "", false
		if content, inside := opened.Result.Pictures[lead.Src]; inside {
			at, ok = keeper.put(ctx, bytes.NewReader(content))
		} else {
			at, ok = beside.Take(ctx, lead.Src)
		}
		switch {
		case ok:
			lead.Src = at
		case !importer.IsRemote(lead.Src):
			opened.Article.Lead = nil
		}
	}
	opened.Problems = append(opened.Problems, beside.Problems()...)
	opened.Article.Body, opened.Article.BodyFormat = text.HTML, news.BodyCanonical
	return opened, nil
}

// handed is the file of an offer that is to be opened.
type handed struct {
	path    string
	content []byte
	flat    bool // it and its pictures came without their folders
}

// offered gives the text that was offered: a file, alone or with pictures that were
// chosen together with it.
func (c copydesk) offered(token string) (handed, error) {
	file, err := c.program.offers.find(token, false)
	if err != nil {
		return handed{}, err
	}
	paths := file.paths
	if len(paths) > 1 {
		paths = slices.DeleteFunc(slices.Clone(paths), isPicture)
	}
	if len(paths) != 1 {
		return handed{}, news.Errorf(news.CodeInvalid, "token", "One file is opened at a time, with the pictures that belong to it.")
	}
	path := paths[0]
	f, err := os.Open(path)
	if err != nil {
		return handed{}, news.Errorf(news.CodeInvalid, "file", "%s cannot be read.", filepath.Base(path))
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return handed{}, news.Errorf(news.CodeInvalid, "file", "%s is no file.", filepath.Base(path))
	}
	content, err := io.ReadAll(io.LimitReader(f, paste.MaxBytes+1))
	if err != nil {
		return handed{}, news.Errorf(news.CodeInvalid, "file", "%s cannot be read: %w", filepath.Base(path), err)
	}
	return handed{path, content, file.spooled}, nil
}

// isPicture reports whether a file is a picture, film or sound by its name: of several
// that were chosen together, the text is the other one. What it really is, its content
// says when it is taken in.
func isPicture(path string) bool {
	kind, _, _ := strings.Cut(mime.TypeByExtension(strings.ToLower(filepath.Ext(path))), "/")
	return kind == "image" || kind == "video" || kind == "audio" || strings.EqualFold(filepath.Ext(path), ".vtt")
}
