package bridge

import (
	"context"
	"maps"
	"slices"

	"broadsheet/internal/news"
	"broadsheet/internal/trail"
)

// Session is a trail: what was searched, opened and marked, in order.
type Session struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Made        string `json:"made"`
	Started     string `json:"started"` // the last time
	Stopped     string `json:"stopped"` // the last time; empty: it runs
	Running     bool   `json:"running"`
	Steps       int64  `json:"steps"`
	Fingerprint string `json:"fingerprint"` // of the library at the newest step
}

// SessionStep is a thing that was done. Each kind has the fields that are its own.
type SessionStep struct {
	Number int    `json:"number"` // in its session, from 1; never given again
	At     string `json:"at"`
	Kind   string `json:"kind"` // search, timeline, concordance, trend, save, read, mark, note, collect, cite

	Query   string        `json:"query"`
	Strict  bool          `json:"strict"`
	Typed   bool          `json:"typed"`
	Filters []FieldValues `json:"filters"`
	Within  string        `json:"within"`
	Sort    string        `json:"sort"`
	Offset  int           `json:"offset"`
	Limit   int           `json:"limit"`
	Width   int           `json:"width"`
	Queries []string      `json:"queries"`
	By      string        `json:"by"`
	Article string        `json:"article"`
	Title   string        `json:"title"`
	Version int           `json:"version"`
	Mark    string        `json:"mark"` // id of a highlight
	Quote   string        `json:"quote"`
	Note    string        `json:"note"`
	Block   string        `json:"block"`
	Style   string        `json:"style"`
	Name    string        `json:"name"`  // of a collection or saved search
	Thing   string        `json:"thing"` // its id

	SessionGave
	Understood  string `json:"understood"`
	Plain       string `json:"plain"`
	Own         bool   `json:"own"`         // it depends on the reader's own marks, notes or collections
	Partial     bool   `json:"partial"`     // cut short
	Fingerprint string `json:"fingerprint"` // of the library then; empty: it was changing
}

// SessionGave is what a step was answered.
type SessionGave struct {
	Total  int64    `json:"total"`
	IDs    []string `json:"ids"`    // of articles, in the order shown
	Counts []int64  `json:"counts"` // of a trend: articles of each query
	Text   string   `json:"text"`   // of a citation
}

// SessionList asks for a part of the sessions.
type SessionList struct {
	Call
	After string `json:"after,omitempty"`
	Limit int    `json:"limit,omitempty"` // 1 to 500; 0: 50
}

// SessionsResult lists sessions, the newest first.
type SessionsResult struct {
	Sessions []Session `json:"sessions"`
	Total    int64     `json:"total"`
	Next     string    `json:"next"` // empty: the end
}

// SessionRunning is the session that runs; nil: none does.
type SessionRunning struct {
	Session *Session `json:"session"`
}

// SessionName names a session by its id or its name in any spelling.
type SessionName struct {
	Session string `json:"session"`
}

// SessionStarted is a session that was begun or gone on with.
type SessionStarted struct {
	Session Session `json:"session"`
	Resumed bool    `json:"resumed"` // it was here before
}

// SessionShow asks for a part of a session.
type SessionShow struct {
	Call
	Session string `json:"session,omitempty"` // empty: the one that runs, or the newest
	After   int    `json:"after,omitempty"`   // number of a step: those behind it
	Limit   int    `json:"limit,omitempty"`   // 1 to 1,000; 0: 100, to run again 20
}

// SessionPage is a part of a session, in order.
type SessionPage struct {
	Session Session       `json:"session"`
	Steps   []SessionStep `json:"steps"`
	Next    int           `json:"next"` // number of the last step; 0: the end
}

// SessionAgain is a step that was run again.
type SessionAgain struct {
	Step        SessionStep `json:"step"`
	State       string      `json:"state"` // same, order, count, articles, changed, gone, refused
	Now         SessionGave `json:"now"`
	Missing     []string    `json:"missing"` // were shown and are not now
	New         []string    `json:"new"`     // are shown and were not
	Version     int         `json:"version"` // that the article has now, where another was read
	Problem     string      `json:"problem"` // of what is refused
	SameLibrary bool        `json:"sameLibrary"`
}

// SessionReplay is a part of a session that was run again.
type SessionReplay struct {
	Session     Session        `json:"session"`
	Fingerprint string         `json:"fingerprint"` // of the library now
	Steps       []SessionAgain `json:"steps"`
	Next        int            `json:"next"` // number of the last step; 0: the end
}

// SessionRename gives a session another name.
type SessionRename struct {
	Session string `json:"session"`
	Name    string `json:"name"`
}

// SessionNumber names a step of a session.
type SessionNumber struct {
	Session string `json:"session"`
	Number  int    `json:"number"`
}

// SessionExport gives a session out as an appendix on method.
type SessionExport struct {
	Call
	Session string `json:"session,omitempty"` // empty: the one that runs, or the newest
	Format  string `json:"format"`            // markdown, html
	Replay  bool   `json:"replay,omitempty"`  // run every step again, and say what differs
}

// SessionFile is a session that was given out.
type SessionFile struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Text  string `json:"text"`
	Steps int    `json:"steps"`
}

// Sessions are the calls about trails of what was searched, opened and marked.
type Sessions struct {
	*shared
	appendix Appendix
}

// Appendix gives sessions out, as jobs.
type Appendix interface {
	// Give's job gives a SavedResult.
	Give(ctx context.Context, w trail.Wish) (job string, err error)
}

func asSession(s news.Session) Session {
	return Session{ID: s.ID, Name: s.Name, Made: stamp(s.Made), Started: stamp(s.Started), Stopped: stamp(s.Stopped), Running: s.Running, Steps: s.Steps, Fingerprint: s.Fingerprint}
}

func asGave(g news.StepGave) SessionGave {
	return SessionGave{Total: g.Total, IDs: g.IDs, Counts: g.Counts, Text: g.Text}
}

func asStep(s news.SessionStep) SessionStep {
	a := s.Asked
	out := SessionStep{
		Number: s.Number, At: stamp(s.At), Kind: string(s.Kind), Fingerprint: s.Fingerprint,
		Query: a.Query, Strict: a.Strict, Typed: a.Typed, Within: a.Within, Sort: a.Sort, Offset: a.Offset, Limit: a.Limit, Width: a.Width, Queries: a.Queries, By: a.By,
		Article: a.Article, Title: a.Title, Version: a.Version, Mark: a.Mark, Quote: a.Quote, Note: a.Note, Block: a.Block, Style: a.Style, Name: a.Name, Thing: a.Thing,
		SessionGave: asGave(s.Gave), Understood: s.Gave.Understood, Plain: s.Gave.Plain, Own: s.Gave.Own, Partial: s.Gave.Partial,
	}
	for _, field := range slices.Sorted(maps.Keys(a.Filters)) {
		out.Filters = append(out.Filters, FieldValues{field, a.Filters[field]})
	}
	return out
}

// List gives a part of the sessions, the newest first.
func (s *Sessions) List(req SessionList) (SessionsResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SessionsResult, error) {
		page, err := s.trail.List(ctx, req.After, req.Limit)
		out := SessionsResult{Total: page.Total, Next: page.Next}
		for _, one := range page.Sessions {
			out.Sessions = append(out.Sessions, asSession(one))
		}
		return out, err
	})
}

// Running gives the session that runs.
func (s *Sessions) Running(Nothing) (SessionRunning, error) {
	return call(s.core, Call{}, func(ctx context.Context) (SessionRunning, error) {
		one, runs, err := s.trail.Running(ctx)
		if err != nil || !runs {
			return SessionRunning{}, err
		}
		shown := asSession(one)
		return SessionRunning{&shown}, nil
	})
}

// Start begins a session, or goes on with the one of that name.
func (s *Sessions) Start(req SessionName) (SessionStarted, error) {
	return call(s.core, Call{}, func(ctx context.Context) (SessionStarted, error) {
		one, resumed, err := s.trail.Start(ctx, req.Session)
		return SessionStarted{asSession(one), resumed}, err
	})
}

// Stop ends the session that runs.
func (s *Sessions) Stop(Nothing) (Session, error) {
	return call(s.core, Call{}, func(ctx context.Context) (Session, error) {
		one, err := s.trail.Stop(ctx)
		return asSession(one), err
	})
}

// Show gives a part of a session.
func (s *Sessions) Show(req SessionShow) (SessionPage, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SessionPage, error) {
		page, err := s.trail.Steps(ctx, req.Session, req.After, req.Limit)
		out := SessionPage{Session: asSession(page.Session), Next: page.Next}
		for _, step := range page.Steps {
			out.Steps = append(out.Steps, asStep(step))
		}
		return out, err
	})
}

// Replay runs a part of a session again. It writes nothing.
func (s *Sessions) Replay(req SessionShow) (SessionReplay, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SessionReplay, error) {
		part, err := s.trail.Replay(ctx, req.Session, req.After, req.Limit)
		out := SessionReplay{Session: asSession(part.Session), Fingerprint: part.Fingerprint, Next: part.Next}
		for _, r := range part.Steps {
			out.Steps = append(out.Steps, SessionAgain{
				Step: asStep(r.Step), State: string(r.State), Now: asGave(r.Now), Missing: r.Missing, New: r.New, Version: r.Version, Problem: r.Problem, SameLibrary: r.SameLibrary,
			})
		}
		return out, err
	})
}

// Rename gives a session another name. Can be undone.
func (s *Sessions) Rename(req SessionRename) (EntryResult, error) {
	return s.act(func(ctx context.Context) (int64, error) { return s.trail.Rename(ctx, req.Session, req.Name) })
}

// Remove takes a session away; what it led to stays. Can be undone.
func (s *Sessions) Remove(req SessionName) (EntryResult, error) {
	return s.act(func(ctx context.Context) (int64, error) { return s.trail.Remove(ctx, req.Session) })
}

// RemoveStep takes a step out of a session. Can be undone.
func (s *Sessions) RemoveStep(req SessionNumber) (EntryResult, error) {
	return s.act(func(ctx context.Context) (int64, error) { return s.trail.RemoveStep(ctx, req.Session, req.Number) })
}

func (s *Sessions) act(do func(context.Context) (int64, error)) (EntryResult, error) {
	return call(s.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := do(ctx)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Export gives a session out as an appendix on method.
func (s *Sessions) Export(req SessionExport) (SessionFile, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SessionFile, error) {
		file, err := s.trail.Export(ctx, trail.Wish{Session: req.Session, Format: req.Format, Replay: req.Replay})
		return SessionFile{Name: file.Name, Type: file.Type, Text: string(file.Text), Steps: file.Steps}, err
	})
}

// Save begins to write an appendix into the person's folder of downloads: for a window,
// which has no downloads of its own, and for what takes long; the job's result is a
// SavedResult.
func (s *Sessions) Save(req SessionExport) (JobStarted, error) {
	return call(s.core, req.Call, func(ctx context.Context) (JobStarted, error) {
		id, err := s.appendix.Give(ctx, trail.Wish{Session: req.Session, Format: req.Format, Replay: req.Replay})
		return JobStarted{Job: id}, err
	})
}
