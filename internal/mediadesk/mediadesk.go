// Package mediadesk is the editor's hand on the pictures, films and sounds of a
// library: what there is, what shows it, which pictures lack an alternative text,
// and one put in place of another everywhere.
//
// What was published is never rewritten: what is done here makes new versions,
// marked as minor, of all published articles that show the file, whatever source
// they came from, and changes topics and the front page, as one import that is
// taken back as one. Earlier versions and drafts keep what they have.
package mediadesk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"
)

// Shelf knows the files and what shows them.
type Shelf interface {
	DeskMedia(context.Context, news.MediaQuery) (news.MediaPage, error)
	DeskFile(ctx context.Context, hash string) (news.DeskMedia, error)
	// ShowsOf lists the published articles that show a file now, after a row.
	ShowsOf(ctx context.Context, hash string, after news.Row, limit int) ([]news.Row, error)
	// CuratedBy gives the topics that show a file, and the slots of the front
	// page that do, with all their items.
	CuratedBy(ctx context.Context, hash string) ([]news.Topic, news.Front, error)
	// RemoteMedia lists the pictures that are not here, after a number.
	RemoteMedia(ctx context.Context, after int64, limit int) (list []news.RemoteMedia, next int64, err error)
}

// Archive is read and changed where articles are.
type Archive interface {
	// Whole gives articles as they were given, in the order of rows.
	Whole(ctx context.Context, rows []news.Row) ([]news.Article, error)
	BeginImport(context.Context, news.Import) error
	FinishImport(context.Context, news.Import) error
	Ingest(context.Context, news.Batch) ([]news.Outcome, []news.Problem, error)
	// Revise stores articles that are here with what was made of them.
	Revise(ctx context.Context, imported string, articles []news.Article) (news.Revised, error)
	ImportEntry(ctx context.Context, id string) (int64, error)
	DropImport(ctx context.Context, id string) error
}

// Needs are what the service is made of. All are required.
type Needs struct {
	Shelf   Shelf
	Archive Archive
	Clock   news.Clock
	NewID   func() string // of an import
}

// Service is the media desk of one library.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

// Limits of what a person asks.
const (
	maxWords = 200  // letters
	MaxAlt   = 2000 // letters of an alternative text
	usesPage = 20   // articles
)

// List gives a page of the files, the newest first.
func (s *Service) List(ctx context.Context, q news.MediaQuery) (news.MediaPage, error) {
	switch {
	case utf8.RuneCountInString(q.Words) > maxWords:
		return news.MediaPage{}, news.Errorf(news.CodeLimit, "words", "Words to look for have at most %d letters.", maxWords)
	case q.Limit < 0 || q.Limit > 500:
		return news.MediaPage{}, news.Errorf(news.CodeLimit, "limit", "A page of media holds 1 to 500.")
	case q.Skip < 0:
		return news.MediaPage{}, news.Errorf(news.CodeInvalid, "skip", "A list is entered at 0 or behind.")
	}
	return s.Shelf.DeskMedia(ctx, q)
}

// Remote lists the pictures that articles name by an address of the web and that
// are not stored, after a number; next is 0 at the end.
func (s *Service) Remote(ctx context.Context, after int64, limit int) (list []news.RemoteMedia, next int64, err error) {
	return s.Shelf.RemoteMedia(ctx, after, limit)
}

// Use is an article that shows a file, and what it says of it.
type Use struct {
	Article news.Article
	Picture news.Picture // of the first place where it stands
}

// Uses is what shows a file.
type Uses struct {
	File   news.DeskMedia
	Uses   []Use
	Next   news.Row // from which to read on; 0: that was all
	Topics []news.Topic
	Slots  []string
}

// Uses tells what shows a file: the first articles after a row, and all else.
func (s *Service) Uses(ctx context.Context, hash string, after news.Row) (out Uses, err error) {
	if out.File, err = s.Shelf.DeskFile(ctx, hash); err != nil {
		return out, err
	}
	rows, err := s.Shelf.ShowsOf(ctx, hash, after, usesPage)
	if err != nil {
		return out, err
	}
	if len(rows) == usesPage {
		out.Next = rows[usesPage-1]
	}
	articles, err := s.Archive.Whole(ctx, rows)
	if err != nil {
		return out, err
	}
	for _, a := range articles {
		out.Uses = append(out.Uses, Use{a, saidOf(&a, mediaPrefix+hash)})
	}
	topics, front, err := s.Shelf.CuratedBy(ctx, hash)
	out.Topics = topics
	for _, name := range news.Slots() {
		if len(front.Slots[name]) > 0 {
			out.Slots = append(out.Slots, name)
		}
	}
	return out, err
}

// Change is what is done to a file everywhere.
type Change struct {
	Of  string // its hash
	By  string // the hash of the file that takes its place; empty: it stays
	Alt string // alternative text: of the other file, else where there is none
}

// Changed is what came of it.
type Changed struct {
	Articles int
	Topics   int
	Slots    int
	Entry    int64 // of the journal, undoes it; 0: nothing changed
}

// Check tells whether a change can be made. CodeNotFound: a file is not here;
// CodeInvalid: the two are not of one kind, or there is nothing to do.
func (s *Service) Check(ctx context.Context, c Change) error {
	of, err := s.Shelf.DeskFile(ctx, c.Of)
	if err != nil {
		return err
	}
	switch {
	case utf8.RuneCountInString(c.Alt) > MaxAlt:
		return news.Errorf(news.CodeLimit, "alt", "An alternative text has at most %d letters.", MaxAlt)
	case c.By == "" && strings.TrimSpace(c.Alt) == "":
		return news.Errorf(news.CodeInvalid, "alt", "An alternative text is wanted.")
	case c.By == "":
		return nil
	case c.By == c.Of:
		return news.Errorf(news.CodeInvalid, "by", "That is the same file; nothing was changed.")
	}
	by, err := s.Shelf.DeskFile(ctx, c.By)
	if err == nil && kindOf(by.Type) != kindOf(of.Type) {
		err = news.Errorf(news.CodeInvalid, "by", "A picture takes the place of a picture, a film of a film, a sound of a sound; nothing was changed.")
	}
	return err
}

func kindOf(mediaType string) string {
	kind, _, _ := strings.Cut(mediaType, "/")
	return kind
}

// step is how many articles are changed in one transaction.
const step = 200

// Act makes a change everywhere, as one act that can be undone. A run that is
// cancelled keeps what it had changed by then, still as one act.
func (s *Service) Act(ctx context.Context, c Change, progress func(done, total int)) (out Changed, err error) {
	if err := s.Check(ctx, c); err != nil {
		return out, err
	}
	of, err := s.Shelf.DeskFile(ctx, c.Of)
	if err != nil {
		return out, err
	}
	w := &work{Service: s, ctx: ctx, progress: progress, total: of.Uses, change: newEdit(c)}
	if c.By != "" {
		by, err := s.Shelf.DeskFile(ctx, c.By)
		if err != nil {
			return out, err
		}
		w.change.width, w.change.height = by.Width, by.Height
	}
	label := of.Name
	if label == "" {
		label = of.Type
	}
	w.record = news.Import{ID: s.NewID(), Label: label, Format: "media", Started: s.Clock(), State: "done"}
	if err := s.Archive.BeginImport(ctx, w.record); err != nil {
		return out, fmt.Errorf("begin to change media: %w", err)
	}
	err = errors.Join(w.articles(), w.curated())
	ending := context.WithoutCancel(ctx)
	if w.out == (Changed{}) {
		return out, errors.Join(err, s.Archive.DropImport(ending, w.record.ID))
	}
	if err != nil {
		w.record.State = "canceled"
	}
	w.record.Updated, w.record.Ended = w.out.Articles, s.Clock()
	err = errors.Join(err, s.Archive.FinishImport(ending, w.record))
	entry, read := s.Archive.ImportEntry(ending, w.record.ID)
	w.out.Entry = entry
	return w.out, errors.Join(err, read)
}

// work is one run of Act.
type work struct {
	*Service
	ctx      context.Context
	progress func(done, total int)
	change   edit
	record   news.Import
	out      Changed

	done, total int
}

func (w *work) articles() error {
	for last := news.Row(0); ; {
		rows, err := w.Shelf.ShowsOf(w.ctx, w.change.Of, last, step)
		if err != nil || len(rows) == 0 {
			return err
		}
		last = rows[len(rows)-1]
		list, err := w.Archive.Whole(w.ctx, rows)
		if err != nil {
			return err
		}
		var batch []news.Article
		for i := range list {
			changed, err := w.change.article(&list[i])
			if err != nil {
				return fmt.Errorf("change %s: %w", list[i].Public, err)
			}
			if changed {
				batch = append(batch, list[i])
			}
		}
		if len(batch) > 0 {
			revised, err := w.Archive.Revise(w.ctx, w.record.ID, batch)
			w.out.Articles += revised.Changed
			for _, problem := range revised.Problems {
				w.record.Problem(problem)
			}
			if err != nil {
				return err
			}
		}
		if w.done += len(rows); w.progress != nil {
			w.progress(w.done, max(w.done, w.total))
		}
	}
}

// curated changes topics and the front page.
func (w *work) curated() error {
	topics, front, err := w.Shelf.CuratedBy(w.ctx, w.change.Of)
	if err != nil {
		return err
	}
	batch := news.Batch{Import: w.record.ID}
	for i := range topics {
		changed, err := w.change.topic(&topics[i])
		if err != nil {
			return fmt.Errorf("change topic %s: %w", topics[i].Slug, err)
		}
		if changed {
			batch.Records = append(batch.Records, news.Record{Topic: &topics[i]})
		}
	}
	slots := map[string][]news.SlotItem{}
	for name, items := range front.Slots {
		if w.change.slot(items) {
			slots[name] = items
		}
	}
	if len(slots) > 0 {
		batch.Records = append(batch.Records, news.Record{Front: &news.Front{Slots: slots}})
	}
	if len(batch.Records) == 0 {
		return nil
	}
	outcomes, _, err := w.Archive.Ingest(w.ctx, batch)
	for i, outcome := range outcomes {
		switch {
		case outcome == news.OutcomeUnchanged || outcome == news.OutcomeSkipped:
		case batch.Records[i].Topic != nil:
			w.out.Topics++
		default:
			w.out.Slots = len(slots)
		}
	}
	return err
}
