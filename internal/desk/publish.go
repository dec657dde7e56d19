package desk

import (
	"cmp"
	"context"
	"html"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// MaxTogether is how many drafts are one release at most.
const MaxTogether = 500

// Order says how drafts are published.
type Order struct {
	Drafts []string
	At     time.Time // zero or past: now
	Change string    // a change kind; empty: an update, or the first version
	Note   string    // for readers
}

// Publish publishes drafts together, all or none, or schedules them. A draft whose
// article moved is merged with what it became. CodeInvalid: one is not approved, or a
// note is missing; CodeConflict: both sides changed the same block (see Clashes).
func (s *Service) Publish(ctx context.Context, o Order) ([]news.Released, int64, error) {
	if len(o.Drafts) == 0 || len(o.Drafts) > MaxTogether {
		return nil, 0, news.Errorf(news.CodeLimit, "ids", "Between 1 and %d drafts are published together.", MaxTogether)
	}
	act, ok := news.PublicActOf(o.Change)
	if !ok {
		return nil, 0, news.Errorf(news.CodeInvalid, "change", "%q is no kind of change; there are minor, update, correction and clarification.", o.Change)
	}
	o.Note = strings.TrimSpace(o.Note)
	if act.NeedsNote() && o.Note == "" {
		return nil, 0, news.Errorf(news.CodeInvalid, "note", "A %s tells readers what was wrong: give it a note. Nothing was published.", o.Change)
	}
	group := ""
	if len(o.Drafts) > 1 {
		group = s.NewID()
	}
	list := make([]news.Publishing, len(o.Drafts))
	for i, id := range o.Drafts {
		p, err := s.publishing(ctx, id, act, o)
		if err != nil {
			return nil, 0, err
		}
		p.Group = group
		list[i] = p
	}
	out, entry, err := s.Releases.Publish(ctx, list)
	for _, r := range out {
		if r.N > 0 {
			if err := s.Safe.Drop(r.Draft); err != nil {
				return out, entry, err
			}
		}
	}
	return out, entry, err
}

// publishing makes one draft ready to go out.
func (s *Service) publishing(ctx context.Context, id string, act news.PublicAct, o Order) (news.Publishing, error) {
	d, err := s.open(ctx, id)
	if err != nil {
		return news.Publishing{}, err
	}
	ahead := o.At.After(s.Clock())
	if _, may := d.Public.After(act); !may {
		if act == news.PublicCorrect {
			return news.Publishing{}, news.Errorf(news.CodeInvalid, "change", "Only what readers have seen is corrected; “%s” is %s. Nothing was published.", d.Article.Title, d.Public)
		}
		return news.Publishing{}, news.Errorf(news.CodeInvalid, "state", "An article that is %s is not published again; nothing was published.", d.Public)
	}
	a, onto, err := s.merged(ctx, d)
	if err != nil {
		return news.Publishing{}, err
	}
	if err := s.checkSlug(ctx, d, a.Slug); err != nil {
		return news.Publishing{}, news.Errorf(news.CodeInvalid, "slug", "“%s” was not published: %w", d.Article.Title, err)
	}
	if len(a.Body) > body.MaxBytes {
		return news.Publishing{}, news.Errorf(news.CodeLimit, "body", "This text is longer than 2 MB and cannot be published; divide it into several. Nothing was published.")
	}
	if err := finish(ctx, &a); err != nil {
		return news.Publishing{}, err
	}
	p, err := s.Archive.Publication(ctx)
	if err != nil {
		return news.Publishing{}, err
	}
	at := o.At
	if !ahead && at.IsZero() {
		at = s.Clock()
	}
	at = at.In(p.Zone()).Truncate(time.Second)
	first := d.Public == news.StateUnpublished || d.Public == news.StateScheduled
	// A date that an editor gave stands; one that came with an import was no release.
	if a.Published.IsZero() || first && (!o.At.IsZero() || d.Base > 0) {
		a.Published = at
	}
	change := o.Change
	if !first {
		change = cmp.Or(change, news.ChangeUpdate)
		if change != news.ChangeMinor {
			a.Updated = at
		}
	}
	return news.Publishing{
		Release: news.Release{Draft: d.ID, At: at, Change: change, Note: o.Note}, Hash: d.Hash, Onto: onto, Article: a,
	}, nil
}

// finish leaves out of a draft's body what was begun and has no words: readers get none
// of it. Every other body stays as it is, byte for byte.
func finish(ctx context.Context, a *news.Article) error {
	text, err := body.Canonical(ctx, a.Body, body.Options{Language: a.Language})
	if err == nil && text.Cut {
		err = news.Errorf(news.CodeLimit, "body", "“%s” is longer or deeper than an article may be (%s). Nothing was published.", a.Title, strings.Join(text.Flags, ", "))
	}
	if err != nil {
		return err
	}
	a.Body = text.HTML
	return nil
}

// merged gives what a draft is to become, and the newest version that it takes
// account of.
func (s *Service) merged(ctx context.Context, d news.Draft) (news.Article, int, error) {
	ours := d.Article
	ours.Row, ours.ID, ours.Source, ours.Public = 0, "", "", ""
	if d.Newest == 0 || d.Newest == d.Base {
		return ours, d.Newest, nil
	}
	base, theirs, err := s.sides(ctx, d)
	if err != nil {
		return ours, 0, err
	}
	m, clashes, err := merge(base, ours, theirs, oursOnly)
	if err != nil {
		return ours, 0, err
	}
	if len(clashes) > 0 {
		return ours, 0, news.Errorf(news.CodeConflict, "draft", "“%s” was changed here and in its version %d in the same place (%s); nothing was published. Look at both and choose.",
			d.Article.Title, d.Newest, strings.Join(namesOf(clashes), ", "))
	}
	return m, d.Newest, s.settleMerged(ctx, &m, theirs.Body)
}

func (s *Service) settleMerged(ctx context.Context, a *news.Article, previous string) error {
	a.BodyFormat = news.BodyHTML
	return s.settle(ctx, a, previous)
}

// sides gives the version that a draft was made from and the newest.
func (s *Service) sides(ctx context.Context, d news.Draft) (base, theirs news.Article, err error) {
	older, err := s.Archive.Version(ctx, d.Article.Public, max(d.Base, 1))
	if err != nil {
		return base, theirs, err
	}
	newer, err := s.Archive.Version(ctx, d.Article.Public, d.Newest)
	return older.Article, newer.Article, err
}

// Clashes tells what a draft and its article's newest version changed in the same
// place; none: they can be merged.
func (s *Service) Clashes(ctx context.Context, id string) ([]Clash, error) {
	d, err := s.open(ctx, id)
	if err != nil || d.Newest == 0 || d.Newest == d.Base {
		return nil, err
	}
	base, theirs, err := s.sides(ctx, d)
	if err != nil {
		return nil, err
	}
	_, clashes, err := merge(base, d.Article, theirs, oursOnly)
	return clashes, err
}

// Rebase brings a draft up to its article's newest version. In a clash the draft's side
// stands, or the live one where theirs names its field or block.
func (s *Service) Rebase(ctx context.Context, id string, stamp int64, theirs []string) (news.Draft, error) {
	d, err := s.open(ctx, id)
	if err != nil {
		return d, err
	}
	if d.Newest == 0 || d.Newest == d.Base {
		return d, nil
	}
	older, newest, err := s.sides(ctx, d)
	if err != nil {
		return d, err
	}
	a, _, err := merge(older, d.Article, newest, func(place string) bool { return slices.Contains(theirs, place) })
	if err != nil {
		return d, err
	}
	if err := s.settleMerged(ctx, &a, newest.Body); err != nil {
		return d, err
	}
	return s.write(ctx, news.DraftSave{ID: id, Stamp: cmp.Or(stamp, d.Stamp), Article: a, Base: d.Newest, Keep: true, Restart: true})
}

// Unschedule takes a draft's time away. Can be undone.
func (s *Service) Unschedule(ctx context.Context, id string) (int64, error) {
	return s.Releases.Unschedule(ctx, id)
}

// ReleaseDue publishes what is due by now. What cannot go out stays, with the reason.
func (s *Service) ReleaseDue(ctx context.Context) (published int, err error) {
	due, err := s.Releases.Due(ctx, s.Clock())
	if err != nil {
		return 0, err
	}
	for len(due) > 0 {
		n := 1
		for n < len(due) && due[0].Group != "" && due[n].Group == due[0].Group {
			n++
		}
		o := Order{At: due[0].At, Change: due[0].Change, Note: due[0].Note}
		for _, r := range due[:n] {
			o.Drafts = append(o.Drafts, r.Draft)
		}
		if o.Change == news.ChangeUpdate {
			o.Change = ""
		}
		_, _, err := s.Publish(ctx, o)
		if ctx.Err() != nil {
			return published, ctx.Err()
		}
		if err == nil {
			published += n
		} else {
			for _, id := range o.Drafts {
				if err := s.Releases.FailRelease(ctx, id, err.Error()); err != nil {
					return published, err
				}
			}
		}
		due = due[n:]
	}
	return published, nil
}

// Withdraw takes an article from its readers; its page says so with the note, and it
// may be published again. Can be undone.
func (s *Service) Withdraw(ctx context.Context, id, note string) (news.Released, int64, error) {
	return s.restate(ctx, id, news.PublicWithdraw, news.StateWithdrawn, news.ChangeWithdrawal, note)
}

// Retract takes an article back as wrong: a notice stands in place of its text for
// ever, and its versions stay to be read. Can be undone.
func (s *Service) Retract(ctx context.Context, id, note string) (news.Released, int64, error) {
	return s.restate(ctx, id, news.PublicRetract, news.StateRetracted, news.ChangeRetraction, note)
}

func (s *Service) restate(ctx context.Context, id string, act news.PublicAct, to news.State, change, note string) (news.Released, int64, error) {
	note = strings.TrimSpace(note)
	if note == "" {
		return news.Released{}, 0, news.Errorf(news.CodeInvalid, "note", "Readers are told why: give a note. Nothing was changed.")
	}
	held, err := s.Archive.Article(ctx, id)
	if err != nil {
		return news.Released{}, 0, err
	}
	state, err := s.Releases.PublicState(ctx, held.Public)
	if err != nil {
		return news.Released{}, 0, err
	}
	if _, ok := state.After(act); !ok {
		return news.Released{}, 0, news.Errorf(news.CodeInvalid, "state", "This cannot be done with an article that is %s; nothing was changed.", state)
	}
	versions, err := s.Archive.Versions(ctx, held.Public)
	if err != nil {
		return news.Released{}, 0, err
	}
	newest, err := s.Archive.Version(ctx, held.Public, versions[0].N)
	if err != nil {
		return news.Released{}, 0, err
	}
	a := newest.Article
	a.State = to
	if to == news.StateRetracted {
		a.Body, a.BodyFormat = "<p>"+html.EscapeString(note)+"</p>", news.BodyHTML
		a.Lead, a.Media, a.Map, a.Places, a.Standfirst = nil, nil, nil, nil, ""
		if err := s.settle(ctx, &a, ""); err != nil {
			return news.Released{}, 0, err
		}
	}
	n, entry, err := s.Releases.Restate(ctx, newest.N, news.Version{Change: change, Note: note, Article: a})
	return news.Released{Article: held.Public, N: n}, entry, err
}
