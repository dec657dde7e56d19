// Package trail keeps the sessions of a researcher: what was searched, opened, marked,
// collected and cited, in order, so that it can be looked at, run again and given out
// as the appendix on method of a piece of work.
//
// At most one session runs in a library. While it does, whoever carries out a person's
// act hands a step to Record, which never fails and waits for nobody: what is to be
// known of the moment (the fingerprint of the library) is read, the step is written
// down behind the act. What was handed over before is written when a session is shown,
// stopped or run again, and when the program ends.
//
// A fingerprint stands for all that an answer may depend on but a reader's own marks,
// notes and collections: the content of the library (store.DB.Fingerprint says what
// that is) and how the index reads words. On the same fingerprint a step that is run
// again, as of the day on which it was taken, gives the same articles in the same
// order and the same counts; where a step depends on what is the reader's own, it says
// so (StepGave.Own). One thing of an index is not in a fingerprint: the average length
// of texts over all that was ever indexed, which ranking weighs by to about one in a
// hundred; where a long history or a rebuilt index shifts it by that much, neighbours
// in order of relevance may change places, and the replay says so.
//
// The package asks nothing by itself and knows neither store nor index: each is an
// interface below.
package trail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"time"

	"broadsheet/internal/news"
)

// Shelf is where sessions are kept. A session is named by its id or its name in any
// spelling.
type Shelf interface {
	Sessions(ctx context.Context, after string, limit int) (news.SessionPage, error)
	Session(ctx context.Context, name string) (news.Session, error)
	// RunningSession gives the one that runs, false where none does.
	RunningSession(ctx context.Context) (news.Session, bool, error)
	SessionSteps(ctx context.Context, session string, after, limit int) (news.StepPage, error)
}

// Editor changes them. What an entry is given for can be undone by it.
type Editor interface {
	StartSession(ctx context.Context, name, fingerprint string) (s news.Session, resumed bool, err error)
	StopSession(ctx context.Context) (news.Session, error)
	// AddStep writes a step down; false where it is the last one once more.
	AddStep(ctx context.Context, session string, step news.SessionStep) (added bool, err error)
	RenameSession(ctx context.Context, session, name string) (entry int64, err error)
	RemoveSession(ctx context.Context, session string) (entry int64, err error)
	RemoveStep(ctx context.Context, session string, number int) (entry int64, err error)
}

// Library tells what state it is in.
type Library interface {
	Fingerprint(ctx context.Context) (string, error)
	Publication(ctx context.Context) (news.Publication, error)
}

// Runner asks once more what a step asked.
type Runner interface {
	Run(ctx context.Context, step news.SessionStep) (Now, error)
	// Cite gives the citation of an article. CodeNotFound: it is gone.
	Cite(ctx context.Context, article string) (string, error)
}

// Now is how things stand with what a step was about.
type Now struct {
	Gave    news.StepGave
	Version int  // of the article that was read
	Other   bool // it says something else: a mark has lost its words, a note was written anew
	Gone    bool // the article, the mark, the collection or the saved search is gone
}

// Needs joins the service with what it needs.
type Needs struct {
	Shelf   Shelf
	Editor  Editor
	Library Library
	Runner  Runner
	// CatchUp waits until the index holds what is committed.
	CatchUp func(context.Context) error
	// Reads names how the index reads words; another name, another fingerprint.
	Reads   string
	Version string // the program's
	Clock   news.Clock
	Log     *slog.Logger
}

// Service keeps sessions. Its methods may be called at the same time.
type Service struct {
	Needs
	queue chan handed
}

// handed is a step on its way, or somebody who waits for those before.
type handed struct {
	session string
	step    news.SessionStep
	done    chan struct{}
}

// waiting is how many steps wait to be written at most: a long import holds the writer
// for a second, in which nobody takes so many.
const waiting = 4096

// New makes the service; Attend writes what it is handed.
func New(n Needs) *Service { return &Service{Needs: n, queue: make(chan handed, waiting)} }

// Attend writes down the steps that are handed over, until ctx ends, and then those
// that are left.
func (s *Service) Attend(ctx context.Context) {
	for {
		select {
		case h := <-s.queue:
			s.keep(ctx, h)
		case <-ctx.Done():
			for {
				select {
				case h := <-s.queue:
					s.keep(ctx, h)
				default:
					return
				}
			}
		}
	}
}

func (s *Service) keep(ctx context.Context, h handed) {
	if h.done != nil {
		close(h.done)
		return
	}
	if _, err := s.Editor.AddStep(context.WithoutCancel(ctx), h.session, h.step); err != nil {
		s.Log.Warn("a step of the session was not written down", "kind", h.step.Kind, "err", err)
	}
}

// settle waits until what was handed over is written.
func (s *Service) settle(ctx context.Context) error {
	done := make(chan struct{})
	select {
	case s.queue <- handed{done: done}:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Records tells whether a session runs, for acts whose steps cost something to put
// together.
func (s *Service) Records(ctx context.Context) bool {
	_, runs, err := s.Shelf.RunningSession(ctx)
	return err == nil && runs
}

// Record takes a step down, where a session runs. lagging: the answer came from an
// index that had not taken in all that is written, so that it belongs to no
// fingerprint.
func (s *Service) Record(ctx context.Context, step news.SessionStep, lagging bool) {
	running, runs, err := s.Shelf.RunningSession(ctx)
	if err != nil || !runs {
		return // what does not go well here shows where the session is looked at
	}
	step.At, step.Fingerprint = s.Clock(), ""
	if !lagging {
		if step.Fingerprint, err = s.Fingerprint(ctx); err != nil {
			step.Fingerprint = ""
		}
	}
	bound(&step)
	select {
	case s.queue <- handed{session: running.ID, step: step}:
	default:
		s.Log.Warn("a step of the session was not written down: too many wait", "kind", step.Kind)
	}
}

// bound keeps a step small, whatever was asked for.
func bound(step *news.SessionStep) {
	a, g := &step.Asked, &step.Gave
	for _, text := range []*string{&a.Query, &a.Quote, &a.Note, &a.Title, &g.Text, &g.Understood, &g.Plain} {
		*text = cut(*text, news.MaxSessionWords)
	}
	if len(g.IDs) > news.MaxSessionIDs {
		g.IDs = g.IDs[:news.MaxSessionIDs]
	}
	if len(a.Queries) > news.MaxSessionQueries {
		a.Queries = a.Queries[:news.MaxSessionQueries]
	}
}

func cut(text string, letters int) string {
	n := 0
	for i := range text {
		if n == letters {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

// Fingerprint gives that of the library as answers depend on it now: 32 letters.
func (s *Service) Fingerprint(ctx context.Context) (string, error) {
	content, err := s.Library.Fingerprint(ctx)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(content + "\n" + s.Reads))
	return hex.EncodeToString(sum[:16]), nil
}

// Start begins a session, or goes on with the one of that name, which resumed tells.
// CodeConflict: another one runs.
func (s *Service) Start(ctx context.Context, name string) (one news.Session, resumed bool, err error) {
	print, err := s.Fingerprint(ctx)
	if err != nil {
		return news.Session{}, false, err
	}
	return s.Editor.StartSession(ctx, name, print)
}

// Stop ends the session that runs. CodeConflict: none does.
func (s *Service) Stop(ctx context.Context) (news.Session, error) {
	if err := s.settle(ctx); err != nil {
		return news.Session{}, err
	}
	return s.Editor.StopSession(ctx)
}

// Running gives the session that runs, false where none does.
func (s *Service) Running(ctx context.Context) (news.Session, bool, error) {
	return s.Shelf.RunningSession(ctx)
}

// List gives a part of the sessions, the newest first.
func (s *Service) List(ctx context.Context, after string, limit int) (news.SessionPage, error) {
	if err := s.settle(ctx); err != nil {
		return news.SessionPage{}, err
	}
	return s.Shelf.Sessions(ctx, after, limit)
}

// Steps gives a part of a session: the steps behind a number, in order. No name means
// the session that runs, or else the newest.
func (s *Service) Steps(ctx context.Context, session string, after, limit int) (news.StepPage, error) {
	if err := s.settle(ctx); err != nil {
		return news.StepPage{}, err
	}
	if session == "" {
		one, err := s.current(ctx)
		if err != nil {
			return news.StepPage{}, err
		}
		session = one.ID
	}
	return s.Shelf.SessionSteps(ctx, session, after, limit)
}

// current gives the session that runs, or else the newest.
func (s *Service) current(ctx context.Context) (news.Session, error) {
	one, runs, err := s.Shelf.RunningSession(ctx)
	if err != nil || runs {
		return one, err
	}
	page, err := s.Shelf.Sessions(ctx, "", 1)
	if err == nil && len(page.Sessions) == 0 {
		err = news.Errorf(news.CodeNotFound, "session", "There is no session in this library yet.")
	}
	if err != nil {
		return one, err
	}
	return page.Sessions[0], nil
}

// Rename gives a session another name. Can be undone by the entry.
func (s *Service) Rename(ctx context.Context, session, name string) (int64, error) {
	return s.Editor.RenameSession(ctx, session, name)
}

// Remove takes a session away; one that runs is stopped. Can be undone by the entry.
func (s *Service) Remove(ctx context.Context, session string) (int64, error) {
	if err := s.settle(ctx); err != nil {
		return 0, err
	}
	return s.Editor.RemoveSession(ctx, session)
}

// RemoveStep takes a step out of a session. Can be undone by the entry.
func (s *Service) RemoveStep(ctx context.Context, session string, number int) (int64, error) {
	if err := s.settle(ctx); err != nil {
		return 0, err
	}
	return s.Editor.RemoveStep(ctx, session, number)
}

// zone is the publication's.
func (s *Service) zone(ctx context.Context) (news.Publication, *time.Location, error) {
	record, err := s.Library.Publication(ctx)
	if err != nil {
		return record, time.UTC, err
	}
	return record, record.Zone(), nil
}
