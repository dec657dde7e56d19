package bridge

import (
	"context"

	"broadsheet/internal/news"
)

// Darkroom fetches the pictures that articles name by an address of the web.
type Darkroom interface {
	// Fetch's job gives a PicturesReport.
	Fetch(PicturesRequest) (job string, err error)
	Missing(context.Context) (news.MissingPictures, error)
}

// PicturesRequest says of what articles the missing pictures are wanted; neither
// an import nor ids: of all.
type PicturesRequest struct {
	Import  string   `json:"import,omitempty"`
	IDs     []string `json:"ids,omitempty"`
	Again   bool     `json:"again,omitempty"`   // also those that were asked for in vain
	Private bool     `json:"private,omitempty"` // they may be on the person's own network
}

// PicturesReport is what came of asking for pictures.
type PicturesReport struct {
	Fetched  int              `json:"fetched"`
	Failed   int              `json:"failed"`
	Left     int              `json:"left"`    // not asked for: their host wants no more for now, or does not answer
	Private  int              `json:"private"` // of the failed: on the person's own network
	Entry    string           `json:"entry"`   // of the history; empty where none came
	Problems []PictureProblem `json:"problems"`
}

// PictureProblem is a picture that did not come.
type PictureProblem struct {
	Address string `json:"address"`
	Message string `json:"message"`
}

// MissingPictures counts the pictures that published articles name by an address
// of the web and that are not here.
type MissingPictures struct {
	Missing int `json:"missing"`
	Failed  int `json:"failed"` // of those, that were asked for in vain and wait
}

// Pictures are the calls about pictures that are not here.
type Pictures struct {
	*shared
	darkroom Darkroom
}

// Missing counts them.
func (p *Pictures) Missing(Nothing) (MissingPictures, error) {
	return call(p.core, Call{}, func(ctx context.Context) (MissingPictures, error) {
		m, err := p.darkroom.Missing(ctx)
		return MissingPictures(m), err
	})
}

// Fetch asks for them; the job's result is a PicturesReport. What it brought can
// be undone.
func (p *Pictures) Fetch(req PicturesRequest) (JobStarted, error) {
	return call(p.core, Call{}, func(context.Context) (JobStarted, error) {
		id, err := p.darkroom.Fetch(req)
		return JobStarted{Job: id}, err
	})
}
