package app

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/fetch"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
	"broadsheet/internal/pictures"
	"broadsheet/internal/store"
	"broadsheet/internal/subscription"
)

// darkroom fetches the remote pictures of articles in jobs.
type darkroom struct {
	program  *Program
	pictures *pictures.Service
}

func newDarkroom(p *Program) *darkroom {
	return &darkroom{program: p, pictures: pictures.New(pictures.Needs{
		Shelf: p.library.Store, Files: p.library.Media, Web: pictureWeb{p.web}, Clock: time.Now, Private: ownNetwork,
	})}
}

// picturesKind is the kind of the jobs that fetch pictures.
const picturesKind = "pictures"

// Missing counts what is not here.
func (d *darkroom) Missing(ctx context.Context) (news.MissingPictures, error) {
	return d.pictures.Missing(ctx)
}

// Fetch begins to fetch missing pictures. One job for all articles runs at a time.
func (d *darkroom) Fetch(r bridge.PicturesRequest) (string, error) {
	if err := d.program.writable(); err != nil {
		return "", err
	}
	wish, err := d.wish(r)
	if err != nil {
		return "", err
	}
	for _, j := range d.program.jobs.List() {
		if j.Kind == picturesKind && !j.State.Over() && j.Title == wish.Label {
			return "", news.Errorf(news.CodeBusy, "", "These pictures are being fetched already; the progress is under Imports and jobs.")
		}
	}
	return d.program.jobs.Start(picturesKind, wish.Label, "pictures", func(ctx context.Context, p *job.Progress) (any, error) {
		defer frugal()()
		report, err := d.pictures.Fetch(ctx, wish, func(done, total int64) error { return p.Set(ctx, done, total) })
		return pictureReport(report), err
	})
}

// wish reads a request, and names what it is about as the history does.
func (d *darkroom) wish(r bridge.PicturesRequest) (pictures.Wish, error) {
	w := pictures.Wish{Scope: news.PictureScope{Import: r.Import, IDs: r.IDs}, Again: r.Again, Private: r.Private}
	ctx := context.Background()
	switch db := d.program.library.Store; {
	case r.Import != "" && len(r.IDs) > 0:
		return w, news.Errorf(news.CodeInvalid, "import", "Pictures are fetched of an import or of articles, not of both at once.")
	case len(r.IDs) > 1000:
		return w, news.Errorf(news.CodeLimit, "ids", "Pictures of at most 1,000 articles are fetched at once.")
	case r.Import != "":
		held, err := db.Import(ctx, r.Import)
		w.Label = held.Label
		return w, err
	case len(r.IDs) > 0:
		found, err := db.Find(ctx, r.IDs)
		if err == nil && len(found) > 0 {
			w.Label = found[0].Title
		}
		return w, err
	}
	return w, nil
}

func pictureReport(r pictures.Report) bridge.PicturesReport {
	out := bridge.PicturesReport{Fetched: r.Fetched, Failed: r.Failed, Left: r.Left, Private: r.Private, Problems: []bridge.PictureProblem{}}
	if r.Entry != 0 {
		out.Entry = strconv.FormatInt(r.Entry, 10)
	}
	for _, problem := range r.Problems {
		out.Problems = append(out.Problems, bridge.PictureProblem(problem))
	}
	return out
}

// ownNetwork says whether an address was not asked since it is on the person's
// own machine or network.
func ownNetwork(err error) bool {
	var known *news.Error
	return errors.As(err, &known) && known.Field == fetch.FieldPrivate
}

// pictureWeb is the way to the network in the words of the service.
type pictureWeb struct{ client *fetch.Client }

// Get asks for what stands at an address.
func (w pictureWeb) Get(ctx context.Context, q pictures.Question) (pictures.Answer, error) {
	a, err := w.client.Get(ctx, fetch.Request{URL: q.Address, Why: "picture", Accept: q.Accept, Max: q.Max, Private: q.Private})
	return pictures.Answer{Status: a.Status, ContentType: a.ContentType, RetryAfter: a.RetryAfter, Body: a.Body}, err
}

// feedPictures fetches the pictures of what a feed brought, for the subscription
// service.
type feedPictures struct{ *darkroom }

// Fetch fetches what is missing of a source.
func (f feedPictures) Fetch(ctx context.Context, s news.Subscription) (subscription.Pictures, error) {
	report, err := f.pictures.Fetch(ctx, pictures.Wish{Scope: news.PictureScope{Source: s.Source}, Label: s.Title, Private: s.Private}, nil)
	out := subscription.Pictures{Fetched: report.Fetched, Failed: report.Failed + report.Left}
	for _, problem := range report.Problems {
		out.Problems = append(out.Problems, problem.Message)
	}
	return out, err
}

// sheetFiles gives stored and fetched pictures to whoever writes an article as
// one file.
type sheetFiles struct {
	served
	db *store.DB
}

// Shown gives the files that a page shows: the largest that was made here.
func (s sheetFiles) Shown(ctx context.Context, addresses []string) (map[string]string, error) {
	var hashes, remote []string
	for _, address := range addresses {
		if hash, stored := strings.CutPrefix(address, "/media/"); stored {
			hashes = append(hashes, hash)
		} else {
			remote = append(remote, address)
		}
	}
	known, err := s.db.MediaOf(ctx, hashes)
	if err != nil {
		return nil, err
	}
	fetched, err := s.db.FetchedOf(ctx, remote)
	if err != nil {
		return nil, err
	}
	shown := map[string]string{}
	for hash, m := range known {
		shown["/media/"+hash] = largest(m)
	}
	for address, m := range fetched {
		shown[address] = largest(m)
	}
	return shown, nil
}

func largest(m news.Media) string {
	if n := len(m.Renditions); n > 0 {
		return m.Renditions[n-1].SHA256
	}
	return m.SHA256
}
