package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"
)

const sessionColumns = `id, name, made, started, stopped, running, steps, fingerprint`

func scanSession(row interface{ Scan(...any) error }) (s news.Session, err error) {
	var made, started, stopped string
	err = row.Scan(&s.ID, &s.Name, &made, &started, &stopped, &s.Running, &s.Steps, &s.Fingerprint)
	s.Made, s.Started, s.Stopped = momentOf(made), momentOf(started), momentOf(stopped)
	return s, err
}

const sessionsQuery = `SELECT session, ` + sessionColumns + ` FROM sessions INDEXED BY sessions_kept WHERE kept = 1 AND session < ? ORDER BY session DESC LIMIT ?`

// Sessions gives a part of the sessions, the newest first; limit 0 means 50, at most 500.
func (db *DB) Sessions(ctx context.Context, after string, limit int) (page news.SessionPage, err error) {
	before := int64(1) << 62
	if after != "" {
		if before, err = strconv.ParseInt(after, 36, 64); err != nil {
			return page, badCursor(after)
		}
	}
	limit = clamp(limit, 50, 500)
	var keys []int64
	err = db.read(ctx, func(r reader) error {
		if err := r.row(ctx, `SELECT count(*) FROM sessions INDEXED BY sessions_kept WHERE kept = 1`).Scan(&page.Total); err != nil {
			return err
		}
		rows, err := r.query(ctx, sessionsQuery, before, limit+1)
		page.Sessions, err = collect(rows, err, func(rows *sql.Rows) (news.Session, error) {
			keys = append(keys, 0)
			return scanSession(keyed{rows, &keys[len(keys)-1]})
		})
		return err
	})
	if len(page.Sessions) > limit {
		page.Sessions = page.Sessions[:limit]
		page.Next = strconv.FormatInt(keys[limit-1], 36)
	}
	return page, db.translate("list sessions", err)
}

const (
	sessionByName  = `SELECT session, ` + sessionColumns + ` FROM sessions INDEXED BY sessions_fold WHERE fold = ? AND kept = 1`
	sessionByID    = `SELECT session, ` + sessionColumns + ` FROM sessions WHERE id = ? AND kept = 1`
	sessionRunning = `SELECT session, ` + sessionColumns + ` FROM sessions INDEXED BY sessions_running WHERE running = 1`
)

// keyed puts the row's number before what is scanned.
type keyed struct {
	row interface{ Scan(...any) error }
	key *int64
}

// Scan implements what sql.Row and sql.Rows do.
func (k keyed) Scan(into ...any) error { return k.row.Scan(append([]any{k.key}, into...)...) }

// sessionOf finds the session that an id or a name in any spelling means.
func sessionOf(ctx context.Context, r reader, name string) (key int64, s news.Session, err error) {
	for _, query := range []struct{ text, by string }{{sessionByID, name}, {sessionByName, foldOf(name)}} {
		s, err = scanSession(keyed{r.row(ctx, query.text, query.by), &key})
		if !errors.Is(err, sql.ErrNoRows) {
			return key, s, err
		}
	}
	return 0, s, news.NotFound("session", name)
}

// Session gives the one that an id or a name in any spelling means.
func (db *DB) Session(ctx context.Context, name string) (news.Session, error) {
	_, s, err := sessionOf(ctx, db, name)
	return s, db.translate("read session", err)
}

// RunningSession gives the session that runs, false where none does.
func (db *DB) RunningSession(ctx context.Context) (news.Session, bool, error) {
	var key int64
	s, err := scanSession(keyed{db.row(ctx, sessionRunning), &key})
	if errors.Is(err, sql.ErrNoRows) {
		return news.Session{}, false, nil
	}
	return s, err == nil, db.translate("read session", err)
}

func cleanSessionName(name string) (string, error) {
	name = strings.Join(strings.Fields(strings.ToValidUTF8(name, "�")), " ")
	switch {
	case name == "":
		return "", news.Errorf(news.CodeInvalid, "name", "A session needs a name.")
	case utf8.RuneCountInString(name) > news.MaxSessionName:
		return "", news.Errorf(news.CodeLimit, "name", "The name of a session has at most %d letters.", news.MaxSessionName)
	}
	return name, nil
}

// StartSession begins a session, or goes on with the one of that name or id: then
// resumed is true. CodeConflict: another one runs. As with reading, the journal says
// nothing of it.
func (db *DB) StartSession(ctx context.Context, name, fingerprint string) (s news.Session, resumed bool, err error) {
	if name, err = cleanSessionName(name); err != nil {
		return s, false, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, held, err := sessionOf(ctx, t, name)
		switch {
		case err == nil:
			resumed = true
		case news.CodeOf(err) != news.CodeNotFound:
			return err
		}
		var other news.Session
		var runs int64
		other, err = scanSession(keyed{t.row(ctx, sessionRunning), &runs})
		switch {
		case err == nil && runs == key:
			s = held
			return nil
		case err == nil:
			return news.Errorf(news.CodeConflict, "session", "The session “%s” is running; stop it first.", other.Name)
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		if !resumed {
			if key, err = t.addSession(ctx, name); err != nil {
				return err
			}
		}
		t.changed.Sessions = true
		row := t.row(ctx, `UPDATE sessions SET running = 1, started = ?2, stopped = '', fingerprint = CASE WHEN steps = 0 THEN ?3 ELSE fingerprint END
			WHERE session = ?1 RETURNING `+sessionColumns, key, stampOf(t.now), fingerprint)
		s, err = scanSession(row)
		return err
	})
	return s, resumed, db.translate("start session", err)
}

func (t *tx) addSession(ctx context.Context, name string) (int64, error) {
	var held int
	if err := t.row(ctx, `SELECT count(*) FROM sessions INDEXED BY sessions_kept WHERE kept = 1`).Scan(&held); err != nil {
		return 0, err
	}
	if held >= news.MaxSessions {
		return 0, news.Errorf(news.CodeLimit, "session", "There are at most %d sessions; nothing was started.", news.MaxSessions)
	}
	now := stampOf(t.now)
	res, err := t.exec(ctx, `INSERT INTO sessions (id, name, fold, made, started, stopped, running, steps, last, fingerprint, kept)
		VALUES (?, ?, ?, ?, ?, '', 0, 0, 0, '', 1)`, newDraftID("t-"), name, foldOf(name), now, now)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// StopSession ends the session that runs. CodeConflict: none does.
func (db *DB) StopSession(ctx context.Context) (s news.Session, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		t.changed.Sessions = true
		s, err = scanSession(t.row(ctx, `UPDATE sessions INDEXED BY sessions_running SET running = 0, stopped = ? WHERE running = 1 RETURNING `+sessionColumns, stampOf(t.now)))
		if errors.Is(err, sql.ErrNoRows) {
			return news.Errorf(news.CodeConflict, "session", "No session is running.")
		}
		return err
	})
	return s, db.translate("stop session", err)
}

const lastStepQuery = `SELECT kind, asked, gave, fingerprint FROM session_steps INDEXED BY session_steps_kept WHERE session = ? AND kept = 1 ORDER BY number DESC LIMIT 1`

// AddStep writes a step down behind the others of a session; false where it is the
// last one once more: the same was asked and answered, in the same state of the
// library. CodeLimit: the session is full.
func (db *DB) AddStep(ctx context.Context, session string, step news.SessionStep) (added bool, err error) {
	asked, err := encodeText(step.Asked)
	if err != nil {
		return false, err
	}
	gave, err := encodeText(step.Gave)
	if err != nil {
		return false, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, s, err := sessionOf(ctx, t, session)
		if err != nil {
			return err
		}
		var kind, lastAsked, lastGave, print string
		err = t.row(ctx, lastStepQuery, key).Scan(&kind, &lastAsked, &lastGave, &print)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if kind == string(step.Kind) && lastAsked == asked && lastGave == gave && print == step.Fingerprint {
			return nil
		}
		if s.Steps >= news.MaxSessionSteps {
			return news.Errorf(news.CodeLimit, "session", "A session has at most %d steps; start another one.", news.MaxSessionSteps)
		}
		var number int
		err = t.row(ctx, `UPDATE sessions SET steps = steps + 1, last = last + 1, fingerprint = CASE WHEN ?2 = '' THEN fingerprint ELSE ?2 END
			WHERE session = ?1 RETURNING last`, key, step.Fingerprint).Scan(&number)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO session_steps (session, number, at, kind, asked, gave, fingerprint, kept) VALUES (?, ?, ?, ?, ?, ?, ?, 1)`,
			key, number, stampOf(step.At), string(step.Kind), asked, gave, step.Fingerprint)
		added, t.changed.Sessions = true, true
		return err
	})
	return added, db.translate("write down step", err)
}

const stepsQuery = `SELECT number, at, kind, asked, gave, fingerprint FROM session_steps INDEXED BY session_steps_kept
	WHERE session = ? AND kept = 1 AND number > ? ORDER BY number LIMIT ?`

// SessionSteps gives a part of a session: the steps behind a number, in order; limit 0
// means 100, at most 1,000.
func (db *DB) SessionSteps(ctx context.Context, session string, after, limit int) (page news.StepPage, err error) {
	limit = clamp(limit, 100, 1000)
	err = db.read(ctx, func(r reader) error {
		key, s, err := sessionOf(ctx, r, session)
		if err != nil {
			return err
		}
		page.Session = s
		rows, err := r.query(ctx, stepsQuery, key, after, limit+1)
		page.Steps, err = collect(rows, err, scanStep)
		return err
	})
	if len(page.Steps) > limit {
		page.Steps = page.Steps[:limit]
		page.Next = page.Steps[limit-1].Number
	}
	return page, db.translate("read session", err)
}

func scanStep(rows *sql.Rows) (s news.SessionStep, err error) {
	var at, asked, gave string
	if err := rows.Scan(&s.Number, &at, &s.Kind, &asked, &gave, &s.Fingerprint); err != nil {
		return s, err
	}
	s.At = momentOf(at)
	return s, errors.Join(decode(asked, &s.Asked), decode(gave, &s.Gave))
}

// RenameSession gives a session another name. CodeExists: another one has it. Can be
// undone by the entry, 0 where nothing changed.
func (db *DB) RenameSession(ctx context.Context, session, name string) (number int64, err error) {
	if name, err = cleanSessionName(name); err != nil {
		return 0, err
	}
	return db.alterSession(ctx, session, "session.renamed", func(s *sessionJSON) { s.Name = name })
}

// RemoveSession takes a session away; one that runs is stopped. Can be undone by the
// entry.
func (db *DB) RemoveSession(ctx context.Context, session string) (number int64, err error) {
	return db.alterSession(ctx, session, "session.removed", func(s *sessionJSON) { s.Kept = false })
}

func (db *DB) alterSession(ctx context.Context, session, verb string, alter func(*sessionJSON)) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, held, err := sessionOf(ctx, t, session)
		if err != nil {
			return err
		}
		to := sessionJSON{Name: held.Name, Kept: true}
		alter(&to)
		s, err := t.change(ctx, thingSession, key, sessionState{}, func() error { return t.writeSession(ctx, key, to) })
		if errors.Is(err, errPlaceTaken) {
			return news.Errorf(news.CodeExists, "name", "There is a session %q already.", to.Name)
		}
		if err != nil || s == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: verb, subject: to.Name, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return number, db.translate("change session", err)
}

// RemoveStep takes a step out of a session. Can be undone by the entry.
func (db *DB) RemoveStep(ctx context.Context, session string, number int) (entryNumber int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		of, held, err := sessionOf(ctx, t, session)
		if err != nil {
			return err
		}
		var key int64
		if err := t.row(ctx, `SELECT step FROM session_steps INDEXED BY session_steps_number WHERE session = ? AND number = ? AND kept = 1`, of, number).Scan(&key); err != nil {
			return orNotFound(err, "step", strconv.Itoa(number))
		}
		s, err := t.change(ctx, thingStep, key, stepState{}, func() error { return t.keepStep(ctx, key, false) })
		if err != nil || s == nil {
			return err
		}
		entryNumber, err = t.journal(ctx, entry{verb: "session.step_removed", subject: held.Name, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return entryNumber, db.translate("remove step", err)
}

// sessionJSON is the state of a session that undo sets.
type sessionJSON struct {
	Name string `json:"name"`
	Kept bool   `json:"kept,omitempty"`
}

type sessionState struct{}

func (sessionState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (sessionState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var s sessionJSON
	if err := t.row(ctx, `SELECT name, kept FROM sessions WHERE session = ?`, key).Scan(&s.Name, &s.Kept); err != nil {
		return nil, "", err
	}
	raw, err := encode(s)
	return raw, s.Name, err
}

func (sessionState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var s sessionJSON
	if err := decode(string(state), &s); err != nil {
		return err
	}
	return t.writeSession(ctx, key, s)
}

// writeSession gives errPlaceTaken where another session has the name. What is taken
// away does not run, and comes back stopped.
func (t *tx) writeSession(ctx context.Context, key int64, s sessionJSON) error {
	var other int
	err := t.row(ctx, `SELECT count(*) FROM sessions INDEXED BY sessions_fold WHERE fold = ? AND kept = 1 AND session <> ?`, foldOf(s.Name), key).Scan(&other)
	if err != nil {
		return err
	}
	if s.Kept && other > 0 {
		return errPlaceTaken
	}
	t.changed.Sessions = true
	_, err = t.exec(ctx, `UPDATE sessions SET name = ?2, fold = ?3, kept = ?4, running = running AND ?4,
		stopped = CASE WHEN running = 1 AND NOT ?4 THEN ?5 ELSE stopped END WHERE session = ?1`, key, s.Name, foldOf(s.Name), s.Kept, stampOf(t.now))
	return err
}

type stepState struct{}

func (stepState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (stepState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var kept bool
	var name string
	err := t.row(ctx, `SELECT p.kept, s.name FROM session_steps p CROSS JOIN sessions s ON s.session = p.session WHERE p.step = ?`, key).Scan(&kept, &name)
	if err != nil {
		return nil, "", err
	}
	raw, err := encode(kept)
	return raw, name, err
}

func (stepState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var kept bool
	if err := decode(string(state), &kept); err != nil {
		return err
	}
	return t.keepStep(ctx, key, kept)
}

func (t *tx) keepStep(ctx context.Context, key int64, kept bool) error {
	by := 1
	if !kept {
		by = -1
	}
	var of int64
	err := t.row(ctx, `UPDATE session_steps SET kept = ?2 WHERE step = ?1 AND kept <> ?2 RETURNING session`, key, kept).Scan(&of)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	t.changed.Sessions = true
	_, err = t.exec(ctx, `UPDATE sessions SET steps = steps + ? WHERE session = ?`, by, of)
	return err
}
