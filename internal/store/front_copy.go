package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"time"

	"broadsheet/internal/news"
)

// frontCopy is the working copy of the front page as it is stored.
type frontCopy struct {
	Since string `json:"since"`
	Base  int64  `json:"base"`
	Slots slots  `json:"slots"`
	// When it is published, onto which revision, and why it could not be.
	Due    string `json:"due,omitempty"`
	Onto   int64  `json:"onto,omitempty"`
	Failed string `json:"failed,omitempty"`
}

// FrontCopy gives what readers see of the front page and its working copy, with items
// that are not here or not published any more under the ids that they had.
func (db *DB) FrontCopy(ctx context.Context) (c news.FrontCopy, err error) {
	err = db.read(ctx, func(r reader) error {
		seen, err := readSlots(ctx, r)
		if err != nil {
			return err
		}
		if c.Live, err = frontRevision(ctx, r); err != nil {
			return err
		}
		c.Seen, c.Slots = seen.news(), seen.news()
		text, err := readCopy(ctx, r)
		if err != nil || text == "" {
			return err
		}
		var held frontCopy
		err = decode(text, &held)
		c.Slots, c.Since, c.Base, c.Mark = held.Slots.news(), momentOf(held.Since), held.Base, markOfCopy(text)
		c.Due, c.DueOnto, c.Failed = momentOf(held.Due), held.Onto, held.Failed
		return err
	})
	if err == nil {
		err = db.renamed(ctx, c.Seen, c.Slots)
	}
	return c, db.translate("read the front page's copy", err)
}

// renamed puts the present ids of what is here into slots.
func (db *DB) renamed(ctx context.Context, all ...map[string][]news.SlotItem) error {
	for _, held := range all {
		for name, items := range held {
			for i := range items {
				id, err := db.slotTarget(ctx, name, items[i].ID)
				if err == nil {
					items[i].ID = id
				} else if news.CodeOf(err) != news.CodeNotFound {
					return err
				}
			}
		}
	}
	return nil
}

func readCopy(ctx context.Context, r reader) (text string, err error) {
	err = r.row(ctx, `SELECT state FROM front_copy WHERE one = 1`).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text, err
}

func markOfCopy(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// ArrangeFront writes the working copy of the front page, whose mark the caller must
// know; a copy that says what readers see goes away. Can be undone by the entry, 0 where
// nothing changed. CodeConflict: the copy was changed by somebody else meanwhile.
// CodeNotFound: an item is neither here nor was it on the page before.
func (db *DB) ArrangeFront(ctx context.Context, arranged map[string][]news.SlotItem, mark string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		text, err := readCopy(ctx, t)
		if err != nil {
			return err
		}
		if markOfCopy(text) != mark {
			return news.Errorf(news.CodeConflict, "mark", "The front page was arranged elsewhere meanwhile; it is shown as it stands now.")
		}
		live, err := readSlots(ctx, t)
		if err != nil {
			return err
		}
		held := frontCopy{Since: stampOf(t.now), Slots: live}
		if held.Base, err = frontRevision(ctx, t); err != nil {
			return err
		}
		if text != "" {
			held = frontCopy{}
		}
		if err := decode(text, &held); err != nil {
			return err
		}
		next, err := t.arranged(ctx, held.Slots, live, arranged)
		if err != nil {
			return err
		}
		held.Slots = next
		number, err = t.keepCopy(ctx, held, reflect.DeepEqual(next.news(), live.news()), "front.arranged")
		return err
	})
	return number, db.translate("arrange the front page", err)
}

// arranged turns slots into stored ones: a slot that is as it was before, or as readers
// see it, stays what it is, with all that is remembered of it.
func (t *tx) arranged(ctx context.Context, before, live slots, wanted map[string][]news.SlotItem) (slots, error) {
	next := slots{}
	for name, items := range wanted {
		if len(items) == 0 {
			continue
		}
		if same(live[name], items) {
			next[name] = live[name]
			continue
		}
		kept := map[string]bool{}
		for _, held := range [][]slotItem{before[name], live[name]} {
			for _, item := range held {
				kept[item.ID] = true
			}
		}
		for i, item := range items {
			stored, err := t.slotItems(ctx, name, items[i:i+1])
			if news.CodeOf(err) == news.CodeNotFound && kept[item.ID] { // it may come back: an undone import does
				stored, err = []slotItem{{ID: item.ID, Title: item.Title, Kicker: item.Kicker, Picture: pictureOf(item.Picture)}}, nil
			}
			if err != nil {
				return nil, err
			}
			if name == news.SlotEditorsChoice {
				stored[0].Rank = i + 1
			}
			next[name] = append(next[name], stored[0])
		}
	}
	return next, nil
}

// same tells whether a stored slot holds just these items.
func same(held []slotItem, items []news.SlotItem) bool {
	return reflect.DeepEqual(slots{"": held}.news()[""], items)
}

// keepCopy writes the working copy, or takes it away, as an act.
func (t *tx) keepCopy(ctx context.Context, held frontCopy, gone bool, verb string) (int64, error) {
	s, err := t.change(ctx, thingFrontCopy, 0, copyState{}, func() error {
		if gone {
			return t.writeCopy(ctx, "")
		}
		text, err := encodeText(held)
		if err != nil {
			return err
		}
		return t.writeCopy(ctx, text)
	})
	if err != nil || s == nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: "", inverse: &inverse{Steps: []step{*s}}})
}

var (
	errNoCopy     = news.Errorf(news.CodeInvalid, "copy", "The front page has no working copy; readers see what is arranged.")
	errFrontMoved = news.Errorf(news.CodeConflict, "live", "The front page that readers see was changed meanwhile; look at it and publish again.")
)

// PublishFront shows readers the working copy, as one state of the page, and ends the
// copy. live is the revision that the caller saw readers having. Can be undone by the
// entry: then the page is as before, and the copy is there again. CodeInvalid: there
// is no copy. CodeConflict: readers have another revision by now.
func (db *DB) PublishFront(ctx context.Context, live int64) (number int64, err error) {
	return db.publishFront(ctx, live, time.Time{})
}

// DueFront is PublishFront for a copy that was due then; entry 0: it was put off, called
// off or published meanwhile, and nothing was done.
func (db *DB) DueFront(ctx context.Context, due time.Time, live int64) (number int64, err error) {
	return db.publishFront(ctx, live, due)
}

// publishFront publishes the copy where it is due then; zero: whenever.
func (db *DB) publishFront(ctx context.Context, live int64, due time.Time) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		text, err := readCopy(ctx, t)
		if err != nil {
			return err
		}
		if text == "" {
			if !due.IsZero() {
				return nil
			}
			return errNoCopy
		}
		var held frontCopy
		if err := decode(text, &held); err != nil {
			return err
		}
		if !due.IsZero() && held.Due != stampOf(due) {
			return nil
		}
		now, err := frontRevision(ctx, t)
		if err != nil {
			return err
		}
		if now != live {
			return errFrontMoved
		}
		if held.Due != "" { // taken back, it is there again, and waits for no time that is past
			held.Due, held.Onto, held.Failed = "", 0, ""
			text, err := encodeText(held)
			if err != nil {
				return err
			}
			if err := t.writeCopy(ctx, text); err != nil {
				return err
			}
		}
		page, err := t.change(ctx, thingFront, 0, frontState{}, func() error { return t.writeSlots(ctx, held.Slots) })
		if err != nil {
			return err
		}
		copied, err := t.change(ctx, thingFrontCopy, 0, copyState{}, func() error { return t.writeCopy(ctx, "") })
		if err != nil {
			return err
		}
		var steps []step
		for _, s := range []*step{page, copied} {
			if s != nil {
				steps = append(steps, *s)
			}
		}
		number, err = t.journal(ctx, entry{verb: "front.changed", subject: "", inverse: &inverse{Steps: steps}})
		return err
	})
	return number, db.translate("publish the front page", err)
}

// ScheduleFront says when the working copy of the front page is published, as it stands
// then; zero: by hand alone. live is as PublishFront has it. Can be undone by the entry,
// 0 where nothing changed. CodeInvalid and CodeConflict as PublishFront.
func (db *DB) ScheduleFront(ctx context.Context, live int64, at time.Time) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		text, err := readCopy(ctx, t)
		if err != nil {
			return err
		}
		if text == "" {
			if at.IsZero() {
				return nil
			}
			return errNoCopy
		}
		var held frontCopy
		if err := decode(text, &held); err != nil {
			return err
		}
		verb := "front.unscheduled"
		held.Due, held.Onto, held.Failed = "", 0, ""
		if !at.IsZero() {
			now, err := frontRevision(ctx, t)
			if err != nil {
				return err
			}
			if now != live {
				return errFrontMoved
			}
			verb, held.Due, held.Onto = "front.scheduled", stampOf(at), live
		}
		number, err = t.keepCopy(ctx, held, false, verb)
		return err
	})
	return number, db.translate("schedule the front page", err)
}

// FailFront keeps why a copy that was due then could not be published; it is not tried
// again. One that was put off or called off meanwhile stays as it is.
func (db *DB) FailFront(ctx context.Context, due time.Time, why string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		text, err := readCopy(ctx, t)
		if err != nil || text == "" {
			return err
		}
		var held frontCopy
		if err := decode(text, &held); err != nil {
			return err
		}
		if held.Due != stampOf(due) {
			return nil
		}
		held.Failed = why
		if text, err = encodeText(held); err != nil {
			return err
		}
		return t.writeCopy(ctx, text)
	})
	return db.translate("keep why the front page was not published", err)
}

// DiscardFront takes the working copy of the front page away. Can be undone by the
// entry, 0 where there was none.
func (db *DB) DiscardFront(ctx context.Context) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		number, err = t.keepCopy(ctx, frontCopy{}, true, "front.discarded")
		return err
	})
	return number, db.translate("discard the front page's copy", err)
}

func (t *tx) writeCopy(ctx context.Context, text string) (err error) {
	t.changed.Front = true
	if text == "" {
		_, err = t.exec(ctx, `DELETE FROM front_copy`)
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO front_copy (one, state) VALUES (1, ?) ON CONFLICT DO UPDATE SET state = excluded.state`, text)
	return err
}

// copyState is the working copy of the front page for undo; null where there is none.
type copyState struct{}

// same: why it could not be published was no act.
func (copyState) same(a, b json.RawMessage) bool {
	if sameBytes(a, b) {
		return true
	}
	var x, y *frontCopy
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil || x == nil || y == nil {
		return false
	}
	x.Failed, y.Failed = "", ""
	return reflect.DeepEqual(x, y)
}

func (copyState) read(ctx context.Context, t *tx, _ int64) (json.RawMessage, string, error) {
	text, err := readCopy(ctx, t)
	if text == "" {
		text = "null"
	}
	return json.RawMessage(text), "front page", err
}

func (copyState) write(ctx context.Context, t *tx, _ int64, raw json.RawMessage) error {
	if string(raw) == "null" {
		return t.writeCopy(ctx, "")
	}
	return t.writeCopy(ctx, string(raw))
}
