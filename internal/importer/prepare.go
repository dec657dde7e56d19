package importer

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Limits of what an article may bring; what is longer is cut, and the original
// is kept under extra.
const (
	maxTitle   = 1000    // runes
	maxAddress = 4 << 10 // bytes
)

// preparer turns what a format read into what a library stores. It is safe for
// use by several goroutines.
type preparer struct {
	files   *files
	source  string // of articles that name none
	earlier Earlier
	judge   Judge
}

func (r *run) preparer(o *opened, file File) *preparer {
	p := &preparer{files: &files{dir: o.dir, put: r.Media.Put}, source: cmp.Or(file.Source, r.Source), judge: r.judge}
	if o.folder != nil {
		p.files.root = o.folder.root
	}
	if r.DryRun {
		p.files.put = hashOnly
	}
	if p.source == "" && o.format.About().Single {
		p.source = file.origin
	}
	if p.source == "" {
		p.source = path.Base(file.Name)
	}
	if p.source == "" {
		p.source = news.SourceOwn
	}
	p.earlier, _ = r.Store.(Earlier)
	return p
}

// prepare makes an item ready for the store. What cannot be made ready becomes
// an empty record with a problem.
func (p *preparer) prepare(ctx context.Context, t *task) {
	defer func() {
		if cause := recover(); cause != nil {
			t.item.Record = news.Record{}
			t.problems = append(t.problems, Said(fmt.Sprintf("It could not be read: a fault of the program (%v).", cause))...)
		}
	}()
	w := &work{preparer: p, task: t}
	var err error
	switch record := t.item.Record; {
	case record.Article != nil:
		if err = w.article(ctx, record.Article); err == nil {
			w.rule()
		}
	case record.Topic != nil:
		err = w.topic(ctx, record.Topic)
	case record.Front != nil:
		w.front(ctx, record.Front)
	}
	t.item.Files = nil // stored by now: the batch may wait long
	if err != nil && ctx.Err() == nil {
		t.item.Record = news.Record{}
		w.note(news.ProblemRefused, "%s", sentence(err))
	}
}

// work is the preparing of one item.
type work struct {
	*preparer
	*task
}

func (w *work) note(kind news.ProblemKind, format string, args ...any) {
	w.problems = append(w.problems, news.Problem{Kind: kind, Message: fmt.Sprintf(format, args...)})
}

func (w *work) article(ctx context.Context, a *news.Article) error {
	if a.Source == "" {
		a.Source = w.source
	}
	present := w.presentMark(a)
	previous := ""
	for i := range a.Versions {
		v := &a.Versions[i]
		v.Article.ID, v.Article.Source = a.ID, a.Source
		if err := w.state(ctx, &v.Article, previous, v.SHA256 == ""); err != nil {
			return fmt.Errorf("version %d: %w", v.N, err)
		}
		previous = v.Article.Body
	}
	if previous == "" && w.earlier != nil && a.ID != "" {
		// Without it the blocks get new ids; a store that fails says so itself.
		previous, _ = w.earlier.Body(ctx, a.Source, a.ID)
	}
	if err := w.state(ctx, a, previous, true); err != nil {
		return err
	}
	if present != nil {
		present.Article = *a
		present.Article.Versions, present.Article.Comments, present.Article.Views = nil, nil, nil
		a.Versions = append(a.Versions, *present)
	}
	return nil
}

// rule lets the person's rules act on an article that is ready. What it arrived
// as goes along, so that it is known when it comes again.
func (w *work) rule() {
	if w.judge == nil {
		return
	}
	came := w.item.Record.Article
	if w.judge.Leaves(came) {
		w.item.Record, w.leftOut = news.Record{}, true
		return
	}
	if kept, changed := w.judge.Act(came); changed {
		w.item.Record.Article, w.item.Record.Came = kept, came
	}
}

// presentMark takes the last version off where it stands for the article's
// present state, which a format says by leaving its article empty.
func (w *work) presentMark(a *news.Article) *news.Version {
	n := len(a.Versions)
	if n == 0 || a.Versions[n-1].Article.Title != "" || a.Versions[n-1].Article.Body != "" {
		return nil
	}
	present := a.Versions[n-1]
	a.Versions = a.Versions[: n-1 : n-1]
	return &present
}

// state makes the fields of a version ready.
func (w *work) state(ctx context.Context, a *news.Article, previous string, free bool) error {
	if a.Kind == "" {
		a.Kind = news.KindNews
	}
	if a.State == "" {
		a.State = news.StatePublished
	}
	w.limits(a)
	if err := w.text(ctx, a, previous, free); err != nil {
		return err
	}
	w.pictures(ctx, a)
	return nil
}

// limits cuts what is too long.
func (w *work) limits(a *news.Article) {
	if title := []rune(a.Title); len(title) > maxTitle {
		w.keep(a, "original_title", a.Title)
		a.Title = string(title[:maxTitle])
		w.note(news.ProblemCut, "The title has more than %d letters and was cut; the original is kept.", maxTitle)
	}
	if len(a.URL) > maxAddress {
		w.keep(a, "original_url", a.URL)
		a.URL = ""
		w.note(news.ProblemCut, "The address has more than %d bytes and was left out; the original is kept.", maxAddress)
	}
}

func (w *work) keep(a *news.Article, name, text string) {
	if a.Extra == nil {
		a.Extra = make(map[string]json.RawMessage)
	}
	raw, err := json.Marshal(text)
	if err == nil {
		a.Extra[name] = raw
	}
}

func (w *work) topic(ctx context.Context, t *news.Topic) error {
	w.picture(ctx, t.Picture)
	if t.Body == "" {
		t.BodyFormat = news.BodyCanonical
		return nil
	}
	source, err := asHTML(t.Body, t.BodyFormat)
	if err != nil {
		return err
	}
	canonical, err := w.canonical(ctx, source, body.Options{Language: t.Language})
	if err != nil {
		return err
	}
	t.Body, t.BodyFormat = canonical.HTML, news.BodyCanonical
	return nil
}

func (w *work) front(ctx context.Context, f *news.Front) {
	for _, items := range f.Slots {
		for i := range items {
			w.picture(ctx, items[i].Picture)
		}
	}
}

func (w *work) pictures(ctx context.Context, a *news.Article) {
	w.picture(ctx, a.Lead)
	for i := range a.Media {
		item := &a.Media[i]
		item.Src = w.file(ctx, item.Src)
		item.Poster = w.file(ctx, item.Poster)
		for j := range item.Tracks {
			item.Tracks[j].Src = w.file(ctx, item.Tracks[j].Src)
		}
	}
}

func (w *work) picture(ctx context.Context, p *news.Picture) {
	if p != nil {
		p.Src = w.file(ctx, p.Src)
	}
}

// file gives the address of a file once it is stored, or what it was.
func (w *work) file(ctx context.Context, src string) string {
	r, inside := w.inside(ctx, src)
	if !inside {
		r = w.files.resolve(ctx, src)
	}
	if r.problem != "" {
		w.note(cmp.Or(r.kind, news.ProblemPictureTaken), "%s", r.problem)
	}
	if r.media != nil {
		w.media = append(w.media, *r.media)
	}
	return r.src
}

// inside stores a file that came with the item.
func (w *work) inside(ctx context.Context, src string) (resolved, bool) {
	content, inside := w.item.Files[src]
	if !inside {
		return resolved{}, false
	}
	r := w.files.store(ctx, bytes.NewReader(content), path.Base(src), fmt.Sprintf("%.200q", src))
	if r.media == nil {
		r.src = src
	}
	return r, true
}

// sizeOf is about how much memory an item takes.
func sizeOf(item Item) int {
	const fields = 1 << 10
	r, size := item.Record, fields
	for _, content := range item.Files {
		size += len(content)
	}
	if a := r.Article; a != nil {
		size += len(a.Body) + len(a.Map)
		for i := range a.Versions {
			size += fields + len(a.Versions[i].Article.Body)
		}
		for i := range a.Media {
			size += len(a.Media[i].Src)
		}
		for _, raw := range a.Extra {
			size += len(raw)
		}
	}
	return size
}
