// Package desk is the editors' desk: drafts as working copies with their revisions,
// the way of a draft through review, and what it becomes for readers: published, at a
// time, corrected, withdrawn, retracted. Which states there are and what leads from
// one to another are tables in package news; keeping them is the store's.
//
// A draft of an article that is out is a working copy of one of its versions; the live
// one stays as it is until release. Where it moved meanwhile, the two are merged block
// by block, and what both changed is shown to a person (merge.go).
//
// What a person types is kept twice before it is called saved: in the library's
// database and in a file of its own (recover.go).
package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/redline"
)

// MaxBody bounds the text of a draft in bytes. A text that is longer than
// body.MaxBytes is kept and cannot be published.
const MaxBody = 4 << 20

// every is how long a draft is worked on before its state becomes a revision by itself.
const every = 2 * time.Minute

// Drafts keeps drafts and their revisions.
type Drafts interface {
	CreateDraft(ctx context.Context, a news.Article, state news.DraftState, from string, n int) (news.Draft, int64, error)
	Draft(ctx context.Context, id string) (news.Draft, error)
	Drafts(ctx context.Context, f news.DraftFilter) (news.DraftPage, error)
	DraftTrail(ctx context.Context, id string) ([]string, error)
	SaveDraft(ctx context.Context, s news.DraftSave) (news.Draft, error)
	MoveDraft(ctx context.Context, id string, act news.DraftAct, reason, hash string) (news.Draft, int64, error)
	DiscardDraft(ctx context.Context, id string) (int64, error)
	Revisions(ctx context.Context, id string) ([]news.Revision, error)
	Revision(ctx context.Context, id string, n int) (news.Article, error)
	MarkLost(ctx context.Context, id string, typed time.Time) error
	RecoveredDrafts(ctx context.Context) ([]news.RecoveredDraft, error)
	DismissRecovered(ctx context.Context, id string) error
}

// Notes keeps what reviewers say.
type Notes interface {
	DraftNotes(ctx context.Context, draft string) ([]news.DraftNote, error)
	AddNote(ctx context.Context, draft string, n news.DraftNote) (news.DraftNote, int64, error)
	ResolveNote(ctx context.Context, id string, resolved bool) (int64, error)
	RemoveNote(ctx context.Context, id string) (int64, error)
}

// Releases makes versions.
type Releases interface {
	Publish(ctx context.Context, list []news.Publishing) ([]news.Released, int64, error)
	Restate(ctx context.Context, onto int, v news.Version) (n int, entry int64, err error)
	Unschedule(ctx context.Context, id string) (int64, error)
	Due(ctx context.Context, now time.Time) ([]news.Release, error)
	FailRelease(ctx context.Context, id, why string) error
	PublicState(ctx context.Context, id string) (news.State, error)
}

// Archive gives what was published.
type Archive interface {
	Article(ctx context.Context, id string) (news.Article, error)
	Versions(ctx context.Context, id string) ([]news.Version, error)
	Version(ctx context.Context, id string, n int) (news.Version, error)
	Publication(ctx context.Context) (news.Publication, error)
}

// Interchange reads and prints an article as an object of the interchange format.
type Interchange interface {
	Read(ctx context.Context, object []byte) (news.Article, error)
	Print(a news.Article) ([]byte, error)
}

// Pictures stores a picture that comes with a text, and gives its address; false: it
// is not one that can be stored, and stays a named placeholder.
type Pictures interface {
	Keep(ctx context.Context, r body.Resource) (string, bool)
}

// Needs are what the service works with. All are required.
type Needs struct {
	Drafts      Drafts
	Notes       Notes
	Releases    Releases
	Archive     Archive
	Interchange Interchange
	Pictures    Pictures
	Safe        Safe
	Clock       news.Clock
	NewID       func() string // of a release of several drafts
}

// Service is the desk.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

// Start is what a draft begins with.
type Start struct {
	From    string // id of the article that it is to be a working copy of; may be empty
	Kind    string
	Title   string
	Idea    bool         // it is an idea yet
	Article news.Article // fields and body of a text that was opened; may be empty
}

// New makes a draft. CodeNotFound: there is no such article.
func (s *Service) New(ctx context.Context, start Start) (news.Draft, int64, error) {
	a, n := start.Article, 0
	if start.From != "" {
		held, err := s.Archive.Article(ctx, start.From)
		if err != nil {
			return news.Draft{}, 0, err
		}
		if held.State == news.StateRetracted {
			return news.Draft{}, 0, news.Errorf(news.CodeInvalid, "article", "A retracted article is not edited any more; nothing was changed.")
		}
		if a, n, err = s.working(ctx, held.Public); err != nil {
			return news.Draft{}, 0, err
		}
	} else {
		if !isSlug(a.Slug) { // nobody typed it
			a.Slug = ""
		}
		if err := s.settle(ctx, &a, ""); err != nil {
			return news.Draft{}, 0, err
		}
	}
	if start.Kind != "" {
		a.Kind = news.Kind(strings.ToLower(strings.TrimSpace(start.Kind)))
	}
	if start.Title != "" {
		a.Title = oneLine(start.Title)
	}
	state := news.DraftWriting
	if start.Idea {
		state = news.DraftIdea
	}
	d, entry, err := s.Drafts.CreateDraft(ctx, a, state, start.From, n)
	if err != nil {
		return d, 0, err
	}
	return d, entry, s.keep(d)
}

// working gives the newest version of an article as a working copy of it begins.
func (s *Service) working(ctx context.Context, id string) (news.Article, int, error) {
	versions, err := s.Archive.Versions(ctx, id)
	if err != nil {
		return news.Article{}, 0, err
	}
	if len(versions) == 0 {
		return news.Article{}, 0, news.NotFound("article", id)
	}
	v, err := s.Archive.Version(ctx, id, versions[0].N)
	if err != nil {
		return news.Article{}, 0, err
	}
	a := v.Article
	if a.State == news.StateWithdrawn { // it comes back with the words that it had
		for _, earlier := range versions[1:] {
			if earlier.Change != news.ChangeWithdrawal {
				w, err := s.Archive.Version(ctx, id, earlier.N)
				if err != nil {
					return a, 0, err
				}
				a = w.Article
				break
			}
		}
	}
	a.ID, a.Source, a.Public, a.State = "", "", "", ""
	return a, v.N, nil
}

// settle makes the body of a draft canonical, with the ids of what it was before.
func (s *Service) settle(ctx context.Context, a *news.Article, previous string) error {
	if len(a.Body) > MaxBody {
		return news.Errorf(news.CodeLimit, "body", "A draft holds at most 4 MB of text; this is longer, and nothing was changed. Divide it into several.")
	}
	source := a.Body
	switch a.BodyFormat {
	case news.BodyMarkdown:
		html, err := body.FromMarkdown(source)
		if err != nil {
			return news.Errorf(news.CodeInvalid, "body", "The text cannot be read as Markdown: %w", err)
		}
		source = html
	case news.BodyText:
		source = body.FromText(source)
	}
	if a.Language == "" {
		if err := s.guessLanguage(ctx, a, source); err != nil {
			return err
		}
	}
	result, err := body.Canonical(ctx, source, body.Options{Language: a.Language, Previous: previous, Writing: true,
		Media: func(r body.Resource) (string, bool) { return s.Pictures.Keep(ctx, r) }})
	if err != nil {
		return err
	}
	if result.Cut {
		return news.Errorf(news.CodeLimit, "body", "This text is longer or deeper than an article may be (%s); nothing was cut and nothing was changed. Divide it into several.", strings.Join(result.Flags, ", "))
	}
	a.Body, a.BodyFormat = result.HTML, news.BodyCanonical
	return nil
}

// guessLanguage takes the text's own language where it is told clearly, else the
// publication's.
func (s *Service) guessLanguage(ctx context.Context, a *news.Article, source string) error {
	p, err := s.Archive.Publication(ctx)
	if err != nil {
		return err
	}
	if len(p.Languages) > 0 {
		a.Language = p.Languages[0]
	}
	const enough, sure = 120, 0.8
	if len(source) >= enough {
		if tag, confidence := lang.Detect(a.Title+"\n"+source[:min(len(source), 8<<10)], nil); confidence >= sure {
			a.Language = tag
		}
	}
	return nil
}

// Get gives a draft with what it holds.
func (s *Service) Get(ctx context.Context, id string) (news.Draft, error) {
	return s.Drafts.Draft(ctx, id)
}

// Text gives a draft's text as html, markdown or text, or the whole draft as a record:
// an object of the interchange format.
func (s *Service) Text(ctx context.Context, id, as string) (string, error) {
	d, err := s.Drafts.Draft(ctx, id)
	if err != nil {
		return "", err
	}
	if as == "record" {
		d.Article.ID, d.Article.Source = "", ""
		object, err := s.Interchange.Print(d.Article)
		return string(object), err
	}
	doc, err := body.Parse(d.Article.Body)
	if err != nil {
		return "", fmt.Errorf("parse body of draft: %w", err)
	}
	switch as {
	case "html":
		return d.Article.Body, nil
	case "markdown":
		text, err := body.Markdown(doc)
		if err != nil {
			return "", fmt.Errorf("print draft as Markdown: %w", err)
		}
		return text, nil
	case "text":
		return doc.Text().Plain, nil
	}
	return "", news.Errorf(news.CodeInvalid, "as", "A draft is given as html, markdown, text or record, not as %q.", as)
}

// Trail gives the editor's last steps in a draft.
func (s *Service) Trail(ctx context.Context, id string) ([]string, error) {
	return s.Drafts.DraftTrail(ctx, id)
}

// List lists drafts.
func (s *Service) List(ctx context.Context, f news.DraftFilter) (news.DraftPage, error) {
	if f.State != "" && !slices.Contains(news.DraftStates(), f.State) {
		return news.DraftPage{}, news.Errorf(news.CodeInvalid, "state", "%q is no state of a draft; there are idea, draft, in review, changes requested, approved, on hold and spiked.", f.State)
	}
	return s.Drafts.Drafts(ctx, f)
}

// Words puts a text into a draft in place of what it holds, as a revision.
func (s *Service) Words(ctx context.Context, id, text string, as news.BodyFormat) (news.Draft, error) {
	d, err := s.open(ctx, id)
	if err != nil {
		return d, err
	}
	previous := d.Article.Body
	d.Article.Body, d.Article.BodyFormat = text, as
	if as == news.BodyCanonical {
		d.Article.BodyFormat = news.BodyHTML
	}
	if err := s.settle(ctx, &d.Article, previous); err != nil {
		return d, err
	}
	return s.write(ctx, news.DraftSave{ID: id, Stamp: d.Stamp, Article: d.Article, Keep: true})
}

// Save writes what a window holds: all fields, and the text as the tree of its editor.
// CodeConflict: somebody saved the draft since the stamp; CodeLimit: the text is longer
// than an article may be, and nothing of it was cut. A draft that comes with an error is
// in the library: CodeInvalid of the field "slug" means that this cannot be the last part
// of an address and the one before stays, any other that its file could not be written.
// The document is the text as it was kept.
func (s *Service) Save(ctx context.Context, save news.DraftSave, tree []body.Node) (news.Draft, *body.Document, error) {
	text, err := body.FromTree(ctx, tree, body.Options{Language: save.Article.Language,
		Media: func(r body.Resource) (string, bool) { return s.Pictures.Keep(ctx, r) }})
	switch {
	case errors.Is(err, body.ErrTooLarge):
		return news.Draft{}, nil, news.Errorf(news.CodeLimit, "body", "This text is longer than the 2 MB that an article may have; what was saved before is kept. Divide it into several.")
	case errors.Is(err, body.ErrProfile):
		return news.Draft{}, nil, news.Errorf(news.CodeInvalid, "body", "The editor sent what no article can hold; what was saved before is kept: %w", err)
	case err != nil:
		return news.Draft{}, nil, err
	}
	save.Every = every
	save.Article.Body, save.Article.BodyFormat = text.HTML, news.BodyCanonical
	// An address that is no good keeps no words from the disk.
	var slug error
	if !isSlug(save.Article.Slug) {
		held, err := s.Drafts.Draft(ctx, save.ID)
		if err != nil {
			return news.Draft{}, nil, err
		}
		if slug = s.checkSlug(ctx, held, save.Article.Slug); slug != nil {
			save.Article.Slug = held.Article.Slug
		}
	}
	d, err := s.write(ctx, save)
	return d, text.Document, cmp.Or(err, slug)
}

// write keeps a draft in its file and in the library, both at once; it is saved when
// both say so. Where only the file fails, the draft is given with the error: its stamp
// has moved on.
func (s *Service) write(ctx context.Context, save news.DraftSave) (news.Draft, error) {
	filed := make(chan error, 1)
	go func() {
		filed <- s.file(save.ID, save.Stamp+1, save.Article)
	}()
	d, err := s.Drafts.SaveDraft(ctx, save)
	ferr := <-filed
	switch {
	case refused(err): // the file is that of what stands
		return d, errors.Join(err, s.refile(ctx, save.ID))
	case err == nil && ferr == nil && d.Stamp != save.Stamp+1:
		return d, s.keep(d)
	}
	return d, cmp.Or(err, ferr)
}

// refused says whether the library looked at a save and did not want it, so that what
// was sent is nothing to be brought back later.
func refused(err error) bool {
	switch news.CodeOf(err) {
	case news.CodeConflict, news.CodeInvalid, news.CodeLimit, news.CodeNotFound:
		return true
	}
	return false
}

// refile makes a draft's file say what the library holds.
func (s *Service) refile(ctx context.Context, id string) error {
	d, err := s.Drafts.Draft(ctx, id)
	switch {
	case news.CodeOf(err) == news.CodeNotFound || err == nil && d.Closed != "":
		return s.Safe.Drop(id)
	case err != nil:
		return err
	}
	return s.keep(d)
}

// open gives a draft that is on the desk.
func (s *Service) open(ctx context.Context, id string) (news.Draft, error) {
	d, err := s.Drafts.Draft(ctx, id)
	if err == nil && d.Closed != "" {
		return d, news.Errorf(news.CodeInvalid, "draft", "This draft has left the desk; nothing was changed.")
	}
	return d, err
}

// Move does an act on the editorial axis; hash, where it is not empty, is that of the
// words that it is meant for.
func (s *Service) Move(ctx context.Context, id string, act news.DraftAct, reason, hash string) (news.Draft, int64, error) {
	return s.Drafts.MoveDraft(ctx, id, act, strings.TrimSpace(reason), hash)
}

// Discard takes a draft off the desk. Can be undone.
func (s *Service) Discard(ctx context.Context, id string) (int64, error) {
	entry, err := s.Drafts.DiscardDraft(ctx, id)
	if err != nil {
		return 0, err
	}
	return entry, s.Safe.Drop(id)
}

// Revisions lists a draft's saved states, newest first.
func (s *Service) Revisions(ctx context.Context, id string) ([]news.Revision, error) {
	return s.Drafts.Revisions(ctx, id)
}

// Compare tells two revisions of a draft apart; 0 stands for what it holds now.
func (s *Service) Compare(ctx context.Context, id string, a, b int) ([]redline.Block, error) {
	older, err := s.at(ctx, id, a)
	if err != nil {
		return nil, err
	}
	newer, err := s.at(ctx, id, b)
	if err != nil {
		return nil, err
	}
	return redline.Articles(older, newer)
}

func (s *Service) at(ctx context.Context, id string, n int) (news.Article, error) {
	if n != 0 {
		return s.Drafts.Revision(ctx, id, n)
	}
	d, err := s.Drafts.Draft(ctx, id)
	return d.Article, err
}

// Restore brings a revision back as the draft's newest; what it held is one too.
func (s *Service) Restore(ctx context.Context, id string, n int) (news.Draft, error) {
	d, err := s.open(ctx, id)
	if err != nil {
		return d, err
	}
	a, err := s.Drafts.Revision(ctx, id, n)
	if err != nil {
		return d, err
	}
	if d, err = s.write(ctx, news.DraftSave{ID: id, Stamp: d.Stamp, Article: d.Article, Keep: true}); err != nil {
		return d, err
	}
	return s.write(ctx, news.DraftSave{ID: id, Stamp: d.Stamp, Article: a, Keep: true, Restart: true})
}

// Name makes what a draft holds a revision with a name.
func (s *Service) Name(ctx context.Context, id, name string) (news.Draft, error) {
	d, err := s.open(ctx, id)
	if err != nil {
		return d, err
	}
	return s.write(ctx, news.DraftSave{ID: id, Stamp: d.Stamp, Article: d.Article, Keep: true, Name: oneLine(name)})
}

// oneLine gives text on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
