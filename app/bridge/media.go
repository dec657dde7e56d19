package bridge

import (
	"context"
	"strings"

	"broadsheet/internal/mediadesk"
	"broadsheet/internal/news"
)

// Shelf takes files in as media.
type Shelf interface {
	// TakeMedia stores the files that were offered under a token.
	TakeMedia(ctx context.Context, token string) ([]news.Media, error)
}

// TakeMediaRequest names an offer (a file that a face handed over).
type TakeMediaRequest struct {
	Token string `json:"token"`
}

// StoredMedia is a stored file as an editor chooses it.
type StoredMedia struct {
	Src     string  `json:"src"`  // the address by which an article names it
	Kind    string  `json:"kind"` // image, film, audio, track
	Name    string  `json:"name"` // of the file that it came as; may be empty
	Bytes   int64   `json:"bytes"`
	Picture Picture `json:"picture"` // of an image, else with the file's address alone
}

// MediaResult lists files.
type MediaResult struct {
	Media []StoredMedia `json:"media"`
}

// Media are the calls about pictures, films and sounds that are stored here.
type Media struct {
	*shared
	shelf  Shelf
	desk   *mediadesk.Service
	change MediaDesk
}

// Take stores offered files as media.
func (m *Media) Take(req TakeMediaRequest) (MediaResult, error) {
	return call(m.core, Call{}, func(ctx context.Context) (MediaResult, error) {
		list, err := m.shelf.TakeMedia(ctx, req.Token)
		if err != nil {
			return MediaResult{}, err
		}
		return m.result(ctx, list)
	})
}

func (m *Media) result(ctx context.Context, list []news.Media) (MediaResult, error) {
	al := m.album()
	out := MediaResult{Media: make([]StoredMedia, len(list))}
	pictures := make([]*Picture, len(list))
	for i, one := range list {
		out.Media[i] = StoredMedia{Src: mediaPrefix + one.SHA256, Kind: mediaKind(one.Type), Name: one.Name, Bytes: one.Bytes}
		if out.Media[i].Kind == "image" {
			pictures[i] = al.picture(&news.Picture{Src: mediaPrefix + one.SHA256})
		} else {
			out.Media[i].Picture.Src = m.addresses.Film(one.SHA256)
		}
	}
	err := al.fill(ctx)
	for i, p := range pictures {
		if p != nil {
			out.Media[i].Picture = *p
		}
	}
	return out, err
}

// mediaKind names what a media type is to an editor.
func mediaKind(mediaType string) string {
	switch kind, _, _ := strings.Cut(mediaType, "/"); kind {
	case "video":
		return "film"
	case "audio":
		return "audio"
	case "text":
		return "track"
	}
	return "image"
}
