package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// draftRow is a row of drafts.
type draftRow struct {
	draft    int64
	id       string
	public   string
	article  *int64
	base     int
	state    string
	closed   string
	reason   string
	release  string
	due      *int64
	failed   string
	revision int
	stamp    int64
	title    string
	words    int
	created  string
	changed  string
	actor    int64
	check    []byte
	codec    int
	packed   []byte
}

const (
	draftHead    = `d.draft, d.id, d.public, d.article, d.base, d.state, d.closed, d.reason, d.release, d.due, d.failed, d.revision, d.stamp, d.title, d.words, d.created, d.changed, d.actor, d.check256`
	draftColumns = draftHead + `, d.codec, d.content`
)

func (r *draftRow) head() []any {
	return []any{&r.draft, &r.id, &r.public, &r.article, &r.base, &r.state, &r.closed, &r.reason, &r.release, &r.due, &r.failed,
		&r.revision, &r.stamp, &r.title, &r.words, &r.created, &r.changed, &r.actor, &r.check}
}

func (r *draftRow) targets() []any { return append(r.head(), &r.codec, &r.packed) }

// hold takes what a draft is to hold, packed and measured.
func (t *tx) hold(r *draftRow, a *news.Article) error {
	f, c, text, err := draftContent(a)
	if err != nil {
		return err
	}
	check := c.check()
	r.check, r.title = check[:], f.Title
	r.words = text.text.Words(f.Language)
	r.codec, r.packed = t.db.packer.pack(c)
	return nil
}

// draftContent is a draft's fields and body as they are stored. It needs no headline.
func draftContent(a *news.Article) (fields, content, *reading, error) {
	if a.BodyFormat != news.BodyCanonical {
		return fields{}, content{}, nil, fmt.Errorf("body of draft is not in canonical form")
	}
	text, err := read(a.Body)
	if err != nil {
		return fields{}, content{}, nil, fmt.Errorf("read body of draft: %w", err)
	}
	f, err := fieldsOf(a)
	if err != nil {
		return f, content{}, nil, news.Errorf(news.CodeInvalid, "draft", "This cannot be kept: %w; nothing was changed.", err)
	}
	c, err := contentOf(f, a.Body)
	return f, c, text, err
}

// unhold unpacks what a draft or a revision holds.
func (db *DB) unhold(codec int, packed, check []byte) (news.Article, error) {
	s := stored{codec: codec, packed: packed, check: check}
	f, text, err := s.content(db.packer)
	if err != nil {
		return news.Article{}, &news.Error{Code: news.CodeDamaged, Field: "draft",
			Message: "The stored text of this draft is damaged; its revisions and the folder \"recovery\" may hold it.", Cause: err}
	}
	a := f.article()
	a.Body = text
	return a, nil
}

// newDraftID gives a short random id, as a person can type it.
func newDraftID(prefix string) string {
	var b [5]byte
	rand.Read(b[:]) // never fails: see crypto/rand
	return prefix + strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}

// CreateDraft makes a draft that holds an article's fields and canonical body. from
// names the article that it is a working copy of, with the version n that it was made
// from; empty: it will be a new article. Can be undone by the entry.
func (db *DB) CreateDraft(ctx context.Context, a news.Article, state news.DraftState, from string, n int) (news.Draft, int64, error) {
	r := draftRow{id: newDraftID("d-"), public: newDraftID("a-"), state: string(state), base: n, revision: 1, stamp: 1}
	var number int64
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		if from != "" {
			row, err := db.rowOf(ctx, t, from)
			if err != nil {
				return err
			}
			r.article = &row
			if err := t.row(ctx, `SELECT public FROM articles WHERE row = ?`, row).Scan(&r.public); err != nil {
				return err
			}
		}
		if err := t.insertDraft(ctx, &r, &a); err != nil {
			return err
		}
		gone := r
		gone.closed = discarded
		s, err := stepOf(thingDraft, r.draft, gone.standing(), r.standing())
		if err != nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "draft.made", subject: r.subject(), inverse: &inverse{Steps: []step{s}}})
		return err
	})
	if err != nil {
		return news.Draft{}, 0, db.translate("make draft", err)
	}
	d, err := db.Draft(ctx, r.id)
	return d, number, err
}

// discarded and released are how a draft leaves the desk.
const (
	discarded = "discarded"
	released  = "published"
)

// insertDraft writes a new draft with its first revision.
func (t *tx) insertDraft(ctx context.Context, r *draftRow, a *news.Article) error {
	if err := t.hold(r, a); err != nil {
		return err
	}
	now := stampOf(t.now)
	r.created, r.changed, r.actor = now, now, t.db.self
	res, err := t.exec(ctx, `INSERT INTO drafts (id, public, article, base, state, closed, reason, release, due, failed, revision, stamp, title, words,
		created, changed, actor, check256, codec, content) VALUES (?, ?, ?, ?, ?, '', '', '', NULL, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.id, r.public, r.article, r.base, r.state, r.revision, r.stamp, r.title, r.words, now, now, r.actor, r.check, r.codec, r.packed)
	if err != nil {
		return err
	}
	if r.draft, err = res.LastInsertId(); err != nil {
		return err
	}
	t.changed.Drafts = true
	return t.insertRevision(ctx, r, "")
}

func (t *tx) insertRevision(ctx context.Context, r *draftRow, name string) error {
	_, err := t.exec(ctx, `INSERT INTO revisions (draft, revision, saved, actor, name, words, check256, codec, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.draft, r.revision, stampOf(t.now), t.db.self, name, r.words, r.check, r.codec, r.packed)
	return err
}

// subject is how the history names a draft.
func (r *draftRow) subject() string {
	if r.title == "" {
		return r.id
	}
	return r.title
}

// onDesk leaves out what was taken away with the import that brought it. A draft whose
// base is 0 is where its article came from, and stays when that is taken back.
const onDesk = `d.closed = '' AND (d.article IS NULL OR d.base = 0 OR EXISTS (SELECT 1 FROM articles g WHERE g.row = d.article AND g.deleted = 0))`

func (t *tx) loadDraft(ctx context.Context, id string) (*draftRow, error) {
	r := &draftRow{}
	err := t.row(ctx, `SELECT `+draftColumns+` FROM drafts d WHERE d.id = ? AND `+onDesk, id).Scan(r.targets()...)
	return r, orNotFound(err, "draft", id)
}

// saveDraft writes all that may change of a draft.
func (t *tx) saveDraft(ctx context.Context, r *draftRow) error {
	t.changed.Drafts = true
	_, err := t.exec(ctx, `UPDATE drafts SET public = ?, article = ?, base = ?, state = ?, closed = ?, reason = ?, release = ?, due = ?, failed = ?,
		revision = ?, stamp = ?, title = ?, words = ?, changed = ?, actor = ?, check256 = ?, codec = ?, content = ? WHERE draft = ?`,
		r.public, r.article, r.base, r.state, r.closed, r.reason, r.release, r.due, r.failed, r.revision, r.stamp, r.title, r.words,
		r.changed, r.actor, r.check, r.codec, r.packed, r.draft)
	return err
}

// SaveDraft writes a draft's next state; what is there already is not written again.
// What it changes is never an entry of the history: revisions are a draft's own.
// CodeConflict: somebody saved it since the stamp; nothing was overwritten.
func (db *DB) SaveDraft(ctx context.Context, s news.DraftSave) (saved news.Draft, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, s.ID)
		if err != nil {
			return err
		}
		if s.Stamp != 0 && s.Stamp != r.stamp {
			return news.Errorf(news.CodeConflict, "stamp", "This draft was changed in another window; nothing was overwritten. Take over its text, or keep yours as a copy.")
		}
		if s.Base != 0 {
			r.base = s.Base
		}
		held := r.check
		if err := t.hold(r, &s.Article); err != nil {
			return err
		}
		changed := string(held) != string(r.check)
		if changed {
			to, ok := news.DraftState(r.state).After(news.ActEdit)
			if !ok {
				return news.Errorf(news.CodeInvalid, "state", "A draft that is %s is not edited; nothing was changed.", r.state)
			}
			if string(to) != r.state { // the approval was for other words, and so was its time
				r.state, r.release, r.due, r.failed = string(to), "", nil, ""
			}
			r.changed, r.actor = stampOf(t.now), db.self
			r.stamp++
			if !s.Recovered.IsZero() {
				if err := t.markRecovered(ctx, r.draft, s.Recovered, false); err != nil {
					return err
				}
			}
		}
		keep := s.Keep
		if !keep && s.Every > 0 && changed {
			if keep, err = t.revisionOlder(ctx, r, s.Every); err != nil {
				return err
			}
		}
		if keep {
			if err := t.keepRevision(ctx, r, s.Name); err != nil {
				return err
			}
		}
		if err := t.saveTrail(ctx, r.draft, s); err != nil {
			return err
		}
		if err := t.saveDraft(ctx, r); err != nil {
			return err
		}
		// Read here: between the commit and a later look another window may save.
		saved, err = db.readDraft(ctx, t, s.ID)
		return err
	})
	if err != nil {
		return news.Draft{}, db.translate("save draft", err)
	}
	return saved, nil
}

// keepRevision makes what a draft holds a revision. Where the newest holds the same,
// that one takes the name.
func (t *tx) keepRevision(ctx context.Context, r *draftRow, name string) error {
	var newest []byte
	err := t.row(ctx, `SELECT check256 FROM revisions WHERE draft = ? AND revision = ?`, r.draft, r.revision).Scan(&newest)
	if err != nil && err != sql.ErrNoRows {
		return err
	}
	if string(newest) == string(r.check) {
		if name == "" {
			return nil
		}
		_, err := t.exec(ctx, `UPDATE revisions SET name = ? WHERE draft = ? AND revision = ?`, name, r.draft, r.revision)
		return err
	}
	r.revision++
	return t.insertRevision(ctx, r, name)
}

// revisionOlder says whether a draft's newest revision was saved longer ago.
func (t *tx) revisionOlder(ctx context.Context, r *draftRow, than time.Duration) (bool, error) {
	var saved string
	err := t.row(ctx, `SELECT saved FROM revisions WHERE draft = ? AND revision = ?`, r.draft, r.revision).Scan(&saved)
	return t.now.Sub(momentOf(saved)) >= than, err
}

// Draft gives a draft with what it holds, also one that left the desk.
func (db *DB) Draft(ctx context.Context, id string) (news.Draft, error) {
	d, err := db.readDraft(ctx, db, id)
	return d, db.translate("read draft", err)
}

func (db *DB) readDraft(ctx context.Context, from reader, id string) (news.Draft, error) {
	var r draftRow
	f := draftFacts{}
	var recovered bool
	err := from.row(ctx, `SELECT `+draftColumns+`, `+factColumns+`, EXISTS (SELECT 1 FROM recovered_drafts b WHERE b.draft = d.draft)
		FROM drafts d `+factJoins+` WHERE d.id = ?`, id).Scan(append(append(r.targets(), f.targets()...), &recovered)...)
	if err != nil {
		return news.Draft{}, orNotFound(err, "draft", id)
	}
	d, err := r.news(f)
	if err != nil {
		return d, err
	}
	a, err := db.unhold(r.codec, r.packed, r.check)
	if err != nil {
		return d, err
	}
	a.Row, a.ID, a.Source, a.Public = d.Article.Row, d.Article.ID, d.Article.Source, d.Article.Public
	d.Article, d.Recovered = a, recovered
	return d, nil
}

// draftFacts is what is known of a draft's article and of who changed it.
type draftFacts struct {
	row       int64
	own       string
	source    string
	state     string
	newest    int
	corrected bool
	actor     string
}

const (
	factColumns = `coalesce(a.row, 0), coalesce(a.id, ''), coalesce(s.name, ''), coalesce(a.state, ''), coalesce(a.n, 0), ` + correctedSince + `, w.name`
	factJoins   = `CROSS JOIN actors w ON w.actor = d.actor LEFT JOIN articles a ON a.row = d.article AND a.deleted = 0 LEFT JOIN sources s ON s.source = a.source`
	// A correction counts until the article was withdrawn.
	correctedSince = `EXISTS (SELECT 1 FROM versions v WHERE v.article = a.row AND v.trashed = 0 AND v.change IN ('correction', 'clarification')
		AND v.n > coalesce((SELECT max(g.n) FROM versions g WHERE g.article = a.row AND g.trashed = 0 AND g.change = 'withdrawal'), 0))`
)

func (f *draftFacts) targets() []any {
	return []any{&f.row, &f.own, &f.source, &f.state, &f.newest, &f.corrected, &f.actor}
}

// news gives the draft without what it holds but its headline.
func (r *draftRow) news(f draftFacts) (news.Draft, error) {
	d := news.Draft{
		ID: r.id, State: news.DraftState(r.state), Base: r.base, Newest: f.newest, Revision: r.revision, Stamp: r.stamp,
		Hash: hex.EncodeToString(r.check), Words: r.words, Created: momentOf(r.created), Changed: momentOf(r.changed), Actor: f.actor,
		Failed: r.failed, Reason: r.reason, Closed: r.closed, Public: publicState(f.state, f.corrected, r.due != nil && r.failed == ""),
		Article: news.Article{Row: news.Row(f.row), ID: f.own, Source: f.source, Public: r.public, Title: r.title},
	}
	var err error
	d.Release, err = releaseOf(r.release)
	return d, err
}

// publicState is the state that people see of a row's.
func publicState(state string, corrected, scheduled bool) news.State {
	switch {
	case (state == "" || state == string(news.StateUnpublished)) && scheduled:
		return news.StateScheduled
	case state == "":
		return news.StateUnpublished
	case state == string(news.StatePublished) && corrected:
		return news.StateCorrected
	}
	return news.State(state)
}

// draftList gives the query of a page of drafts. Both indexes hold what is on the desk
// in the order of the last change; a page reads their end.
func draftList(f news.DraftFilter) (query string, args []any, err error) {
	index, where := "drafts_changed", []string{onDesk}
	switch {
	case f.Article != "":
		index = "drafts_public"
		where, args = append(where, `d.public = ?`), append(args, f.Article)
	case f.State != "":
		index = "drafts_state"
	}
	if f.State != "" {
		where, args = append(where, `d.state = ?`), append(args, string(f.State))
	} else {
		where = append(where, `d.state <> 'spiked'`)
	}
	if f.After != "" {
		changed, number, ok := strings.Cut(f.After, "|")
		n, err := strconv.ParseInt(number, 10, 64)
		if !ok || err != nil {
			return "", nil, badCursor(f.After)
		}
		where, args = append(where, `(d.changed, d.draft) < (?, ?)`), append(args, changed, n)
	}
	args = append(args, clamp(f.Limit, 50, 1000)+1)
	return `SELECT ` + draftHead + `, ` + factColumns + ` FROM drafts d INDEXED BY ` + index + ` ` + factJoins +
		` WHERE ` + strings.Join(where, " AND ") + ` ORDER BY d.changed DESC, d.draft DESC LIMIT ?`, args, nil
}

// Drafts lists drafts, those changed last first, without their bodies.
func (db *DB) Drafts(ctx context.Context, f news.DraftFilter) (news.DraftPage, error) {
	query, args, err := draftList(f)
	if err != nil {
		return news.DraftPage{}, err
	}
	limit := clamp(f.Limit, 50, 1000)
	rows, err := db.query(ctx, query, args...)
	type listed struct {
		news.Draft
		key string
	}
	list, err := collect(rows, err, func(rows *sql.Rows) (l listed, err error) {
		var r draftRow
		var facts draftFacts
		if err = rows.Scan(append(r.head(), facts.targets()...)...); err != nil {
			return l, err
		}
		l.Draft, err = r.news(facts)
		l.key = fmt.Sprintf("%s|%d", r.changed, r.draft)
		return l, err
	})
	if err != nil {
		return news.DraftPage{}, db.translate("list drafts", err)
	}
	var page news.DraftPage
	for i, l := range list {
		if i == limit {
			page.Next = list[i-1].key
			break
		}
		page.Drafts = append(page.Drafts, l.Draft)
	}
	if !f.Whole() {
		return page, nil
	}
	page.Counts, err = db.draftCounts(ctx)
	return page, db.translate("count drafts", err)
}

func (db *DB) draftCounts(ctx context.Context) (map[news.DraftState]int, error) {
	rows, err := db.query(ctx, `SELECT d.state, count(*) FROM drafts d INDEXED BY drafts_state WHERE `+onDesk+` GROUP BY d.state`)
	counts := map[news.DraftState]int{}
	_, err = collect(rows, err, func(rows *sql.Rows) (none struct{}, err error) {
		var state string
		var n int
		err = rows.Scan(&state, &n)
		counts[news.DraftState(state)] = n
		return none, err
	})
	return counts, err
}
