package bridge

import (
	"context"
	"strings"

	"broadsheet/internal/news"
)

// Stored tells what is known of stored media files.
type Stored interface {
	// MediaOf gives what is known of the files with these hashes; unknown ones
	// are absent.
	MediaOf(ctx context.Context, hashes []string) (map[string]news.Media, error)
	// FetchedOf gives the files that were fetched for remote addresses; those for
	// which there is none are absent.
	FetchedOf(ctx context.Context, addresses []string) (map[string]news.Media, error)
}

// Addresses turn a media file's hash into an address for the page. Films differ
// from pictures in the window, where they come from a listener of their own.
type Addresses struct {
	Picture func(hash string) string
	Film    func(hash string) string
	// Thumb gives the data: address of a ThumbHash's picture.
	Thumb func(hash []byte) string
}

// album collects the pictures of an answer while it is put together, so that
// all are looked up before the answer leaves: stored ones in one query, remote
// ones in another.
type album struct {
	stored    Stored
	addresses Addresses
	wanted    []wantedPicture
	films     []wantedFilm
	remote    []*Picture
	later     []func() // what copies completed pictures into the answer
}

type wantedPicture struct {
	hash string
	into *Picture
}

type wantedFilm struct {
	hash string
	into *Film
}

// mediaPrefix begins the address of a stored file in articles.
const mediaPrefix = "/media/"

// picture gives the picture for the page, to be completed by fill.
func (a *album) picture(p *news.Picture) *Picture {
	if p == nil || p.Src == "" {
		return nil
	}
	out := &Picture{Alt: p.Alt, Caption: p.Caption, Credit: p.Credit, Focus: p.Focus}
	hash, stored := strings.CutPrefix(p.Src, mediaPrefix)
	if !stored {
		out.Remote = p.Src
		a.remote = append(a.remote, out)
		return out
	}
	a.wanted = append(a.wanted, wantedPicture{hash, out})
	return out
}

// film gives the film or sound for the page, to be completed by fill.
func (a *album) film(m news.MediaItem) *Film {
	out := &Film{Type: m.Type, Alt: m.Alt, Caption: m.Caption, Credit: m.Credit, Poster: a.picture(&news.Picture{Src: m.Poster, Alt: m.Alt})}
	if hash, stored := strings.CutPrefix(m.Src, mediaPrefix); stored {
		a.films = append(a.films, wantedFilm{hash, out})
	}
	for _, track := range m.Tracks {
		if hash, stored := strings.CutPrefix(track.Src, mediaPrefix); stored {
			out.Tracks = append(out.Tracks, Track{Src: a.addresses.Film(hash), Language: track.Language, Kind: track.Kind})
		}
	}
	return out
}

// fill looks all collected files up and completes their pictures and films.
func (a *album) fill(ctx context.Context) error {
	var hashes []string
	for _, w := range a.wanted {
		hashes = append(hashes, w.hash)
	}
	for _, w := range a.films {
		hashes = append(hashes, w.hash)
	}
	var known map[string]news.Media
	if len(hashes) > 0 {
		var err error
		if known, err = a.stored.MediaOf(ctx, hashes); err != nil {
			return err
		}
	}
	if err := a.fillRemote(ctx); err != nil {
		return err
	}
	for _, w := range a.wanted {
		a.complete(w.into, w.hash, known[w.hash])
	}
	for _, w := range a.films {
		m := known[w.hash]
		w.into.Src, w.into.Media, w.into.Seconds = a.addresses.Film(w.hash), m.Type, m.Seconds
	}
	for _, copyIn := range a.later {
		copyIn()
	}
	return nil
}

// fillRemote completes the remote pictures that were fetched.
func (a *album) fillRemote(ctx context.Context) error {
	if len(a.remote) == 0 {
		return nil
	}
	addresses := make([]string, len(a.remote))
	for i, p := range a.remote {
		addresses[i] = p.Remote
	}
	fetched, err := a.stored.FetchedOf(ctx, addresses)
	for _, p := range a.remote {
		if m, here := fetched[p.Remote]; here {
			a.complete(p, m.SHA256, m)
		}
	}
	return err
}

// complete gives the page only what we encoded ourselves: the largest rendition,
// not the bytes that came from outside.
func (a *album) complete(p *Picture, hash string, m news.Media) {
	p.Src = a.addresses.Picture(hash)
	if n := len(m.Renditions); n > 0 {
		p.Src = a.addresses.Picture(m.Renditions[n-1].SHA256)
	}
	p.Width, p.Height, p.Colour = m.Width, m.Height, m.Colour
	if len(m.Thumb) > 0 {
		p.Thumb = a.addresses.Thumb(m.Thumb)
	}
	for _, r := range m.Renditions {
		p.Renditions = append(p.Renditions, Rendition{Src: a.addresses.Picture(r.SHA256), Width: r.Width})
	}
}
