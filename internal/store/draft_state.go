package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"time"

	"broadsheet/internal/news"
)

// standing is where a draft stands, all but its words; it is what undo sets. Its hash
// is that of the words that it stood with: an approval does not come back for others.
type standing struct {
	State   string `json:"state"`
	Closed  string `json:"closed,omitempty"`
	Reason  string `json:"reason,omitempty"`
	Release string `json:"release,omitempty"`
	Due     *int64 `json:"due,omitempty"`
	Article *int64 `json:"article,omitempty"`
	Public  string `json:"public"`
	Base    int    `json:"base,omitempty"`
	Hash    string `json:"hash"`
}

func (r *draftRow) standing() standing {
	return standing{r.state, r.closed, r.reason, r.release, r.due, r.article, r.public, r.base, hex.EncodeToString(r.check)}
}

func stepOf(thing string, key int64, before, after any) (step, error) {
	s := step{Thing: thing, Key: key}
	var err error
	if s.Before, err = encode(before); err != nil {
		return s, err
	}
	s.After, err = encode(after)
	return s, err
}

type draftState struct{}

func (draftState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (draftState) load(ctx context.Context, t *tx, key int64) (*draftRow, error) {
	r := &draftRow{}
	return r, t.row(ctx, `SELECT `+draftColumns+` FROM drafts d WHERE d.draft = ?`, key).Scan(r.targets()...)
}

func (h draftState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	r, err := h.load(ctx, t, key)
	if err != nil {
		return nil, "", err
	}
	b, err := encode(r.standing())
	return b, r.subject(), err
}

func (h draftState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	r, err := h.load(ctx, t, key)
	if err != nil {
		return err
	}
	var s standing
	if err := decode(string(state), &s); err != nil {
		return err
	}
	r.state, r.closed, r.reason, r.release, r.due, r.article, r.public, r.base = s.State, s.Closed, s.Reason, s.Release, s.Due, s.Article, s.Public, s.Base
	r.failed = ""
	r.stamp++ // a window that has it open must look again
	return t.saveDraft(ctx, r)
}

// draftVerbs name the acts in the history.
var draftVerbs = map[news.DraftAct]string{
	news.ActSubmit: "draft.submitted", news.ActReturn: "draft.returned", news.ActApprove: "draft.approved",
	news.ActHold: "draft.held", news.ActSpike: "draft.spiked", news.ActResume: "draft.resumed",
}

// MoveDraft does an act on the editorial axis. hash, where it is not empty, is that of
// the words that are meant: an approval is for what was read. It gives the draft as the
// act left it. Can be undone by the entry while nobody changed the draft. CodeInvalid: the state does not allow it, or
// a reason is missing; CodeConflict: the words are others by now.
func (db *DB) MoveDraft(ctx context.Context, id string, act news.DraftAct, reason, hash string) (moved news.Draft, number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, id)
		if err != nil {
			return err
		}
		if hash != "" && hash != hex.EncodeToString(r.check) {
			return news.Errorf(news.CodeConflict, "hash", "The draft was changed since you read it; nothing was changed. Look at it again.")
		}
		to, ok := news.DraftState(r.state).After(act)
		if !ok || draftVerbs[act] == "" {
			return news.Errorf(news.CodeInvalid, "state", "%s", refusalOf(act, news.DraftState(r.state)))
		}
		if act.NeedsReason() && reason == "" {
			return news.Errorf(news.CodeInvalid, "note", "Say why it is returned; nothing was changed.")
		}
		before := r.standing()
		r.state, r.reason = string(to), reason
		r.release, r.due, r.failed = "", nil, ""
		if err := t.keepRevision(ctx, r, ""); err != nil {
			return err
		}
		r.stamp++
		if err := t.saveDraft(ctx, r); err != nil {
			return err
		}
		if number, err = t.journalDraft(ctx, draftVerbs[act], r, before); err != nil {
			return err
		}
		moved, err = db.readDraft(ctx, t, id)
		return err
	})
	return moved, number, db.translate("move draft", err)
}

// refusalOf says why an act is not done in a state.
func refusalOf(act news.DraftAct, state news.DraftState) string {
	switch act {
	case news.ActApprove, news.ActReturn:
		return "Only what is in review can be approved or returned; this draft is “" + string(state) + "”, and nothing was changed."
	case news.ActPublish:
		return "Only an approved draft is published; this one is “" + string(state) + "”, and nothing was changed."
	}
	return "This cannot be done with a draft that is “" + string(state) + "”; nothing was changed."
}

func (t *tx) journalDraft(ctx context.Context, verb string, r *draftRow, before standing) (int64, error) {
	s, err := stepOf(thingDraft, r.draft, before, r.standing())
	if err != nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: r.subject(), inverse: &inverse{Steps: []step{s}}})
}

// DiscardDraft takes a draft off the desk; its revisions stay, and undo by the entry
// brings it back.
func (db *DB) DiscardDraft(ctx context.Context, id string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, id)
		if err != nil {
			return err
		}
		before := r.standing()
		r.closed, r.release, r.due = discarded, "", nil
		if err := t.keepRevision(ctx, r, ""); err != nil {
			return err
		}
		if err := t.saveDraft(ctx, r); err != nil {
			return err
		}
		number, err = t.journalDraft(ctx, "draft.discarded", r, before)
		return err
	})
	return number, db.translate("discard draft", err)
}

// releaseJSON is a scheduled release as it is stored.
type releaseJSON struct {
	At     string `json:"at"`
	Change string `json:"change,omitempty"`
	Note   string `json:"note,omitempty"`
	Group  string `json:"group,omitempty"`
}

func releaseOf(text string) (*news.Release, error) {
	if text == "" {
		return nil, nil
	}
	var held releaseJSON
	if err := decode(text, &held); err != nil {
		return nil, err
	}
	return &news.Release{At: momentOf(held.At), Change: held.Change, Note: held.Note, Group: held.Group}, nil
}

// schedule writes down when and how a draft is to be published; nil: it is not, any
// more.
func (t *tx) schedule(ctx context.Context, r *draftRow, rel *news.Release) error {
	r.release, r.due, r.failed = "", nil, ""
	if rel != nil {
		text, err := encodeText(releaseJSON{givenTime(rel.At), rel.Change, rel.Note, rel.Group})
		if err != nil {
			return err
		}
		due := rel.At.UnixMilli()
		r.release, r.due = text, &due
	}
	r.stamp++
	return t.saveDraft(ctx, r)
}

// Unschedule takes a draft's time away; it stays approved. Can be undone.
// CodeInvalid: it has none.
func (db *DB) Unschedule(ctx context.Context, id string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, id)
		if err != nil {
			return err
		}
		if r.due == nil {
			return news.Errorf(news.CodeInvalid, "draft", "This draft is not scheduled; nothing was changed.")
		}
		before := r.standing()
		if err := t.schedule(ctx, r, nil); err != nil {
			return err
		}
		number, err = t.journalDraft(ctx, "draft.unscheduled", r, before)
		return err
	})
	return number, db.translate("unschedule draft", err)
}

// Due gives how the drafts whose time has come are to be published, the earliest
// first.
func (db *DB) Due(ctx context.Context, now time.Time) ([]news.Release, error) {
	rows, err := db.query(ctx, `SELECT d.id, d.release FROM drafts d INDEXED BY drafts_due
		WHERE d.due IS NOT NULL AND d.due <= ? AND d.failed = '' AND `+onDesk+` ORDER BY d.due, d.draft`, now.UnixMilli())
	list, err := collect(rows, err, func(rows *sql.Rows) (news.Release, error) {
		var id, text string
		if err := rows.Scan(&id, &text); err != nil {
			return news.Release{}, err
		}
		rel, err := releaseOf(text)
		if err != nil || rel == nil {
			return news.Release{}, err
		}
		rel.Draft = id
		return *rel, nil
	})
	return list, db.translate("read what is due", err)
}

// FailRelease writes down why a draft could not be published at its time; it stays
// as it is until somebody looks at it.
func (db *DB) FailRelease(ctx context.Context, id, why string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, id)
		if err != nil {
			return err
		}
		r.failed = why
		return t.saveDraft(ctx, r)
	})
	return db.translate("note a failed release", err)
}
