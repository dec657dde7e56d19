package app

import (
	"context"
	"strconv"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/job"
	"broadsheet/internal/mediadesk"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// pictureDesk changes media everywhere, in jobs.
type pictureDesk struct {
	program *Program
	desk    *mediadesk.Service
}

func newPictureDesk(p *Program) *pictureDesk {
	return &pictureDesk{program: p, desk: mediadesk.New(mediadesk.Needs{
		Shelf: p.library.Store, Archive: wholeArchive{p.library.Store}, Clock: time.Now, NewID: importID,
	})}
}

// ChangeMedia begins a change of a file everywhere. What cannot be done is said at once.
func (d *pictureDesk) ChangeMedia(ctx context.Context, c mediadesk.Change) (string, error) {
	if err := d.program.writable(); err != nil {
		return "", err
	}
	if err := d.desk.Check(ctx, c); err != nil {
		return "", err
	}
	return d.program.jobs.Start("media", "", "articles", func(ctx context.Context, p *job.Progress) (any, error) {
		done, err := d.desk.Act(ctx, c, func(done, total int) { p.Set(ctx, int64(done), int64(total)) })
		if err == nil {
			err = d.program.caughtUp(ctx)
		}
		out := bridge.MediaChanged{Articles: done.Articles, Topics: done.Topics, Slots: done.Slots}
		if done.Entry != 0 {
			out.Entry = strconv.FormatInt(done.Entry, 10)
		}
		return out, err
	})
}

// wholeArchive is the store in the words of the media desk.
type wholeArchive struct{ *store.DB }

// Whole gives articles as they were given.
func (a wholeArchive) Whole(ctx context.Context, rows []news.Row) ([]news.Article, error) {
	var list []news.Article
	for record, err := range a.ExportRecords(ctx, store.ExportFilter{Rows: rows}) {
		if err != nil {
			return nil, err
		}
		if record.Article != nil {
			list = append(list, *record.Article)
		}
	}
	return list, nil
}
