package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"math"
	"sort"
	"strconv"
	"time"

	"broadsheet/internal/news"
)

// slotItem is an item of a slot as it is stored. Rank is its place where the
// list was made from articles' own words or by an editor; a list that a front
// record made has its own order, and only remembers the articles' words in Given.
type slotItem struct {
	ID      string   `json:"id"`
	Title   string   `json:"title,omitempty"`
	Kicker  string   `json:"kicker,omitempty"`
	Picture *picture `json:"picture,omitempty"`
	Rank    int      `json:"rank,omitempty"`
	Given   int      `json:"given,omitempty"`
}

type slots map[string][]slotItem

func (r slotItem) news() news.SlotItem {
	return news.SlotItem{ID: r.ID, Title: r.Title, Kicker: r.Kicker, Picture: r.Picture.news()}
}

func readSlots(ctx context.Context, r reader) (slots, error) {
	return readSlotsAt(ctx, r, time.Time{})
}

// readSlotsAt reads the slots as they stood at an instant; zero: now.
func readSlotsAt(ctx context.Context, r reader, at time.Time) (slots, error) {
	s := slots{}
	var text string
	query, args := `SELECT slots FROM front ORDER BY revision DESC LIMIT 1`, []any(nil)
	if !at.IsZero() {
		query, args = `SELECT slots FROM front WHERE at <= ? ORDER BY revision DESC LIMIT 1`, []any{stampOf(at)}
	}
	err := r.row(ctx, query, args...).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	return s, decode(text, &s)
}

// Front gives the curated state of the front page. Items are named by public
// id, topics by slug; what is not here or not published is left out. at is the
// instant whose state is wanted; zero: the one in force.
func (db *DB) Front(ctx context.Context, at time.Time) (news.Front, error) {
	s, err := readSlotsAt(ctx, db, at)
	if err != nil {
		return news.Front{}, db.translate("read front page", err)
	}
	return db.front(ctx, s)
}

func (db *DB) front(ctx context.Context, s slots) (news.Front, error) {
	out := news.Front{Slots: map[string][]news.SlotItem{}}
	for name, items := range s {
		for _, item := range items {
			id, err := db.slotTarget(ctx, name, item.ID)
			if news.CodeOf(err) == news.CodeNotFound {
				continue
			}
			if err != nil {
				return out, db.translate("read front page", err)
			}
			shown := item.news()
			shown.ID = id
			out.Slots[name] = append(out.Slots[name], shown)
		}
	}
	return out, nil
}

func (db *DB) slotTarget(ctx context.Context, slot, id string) (string, error) {
	if slot == news.SlotInFocus {
		topic, err := topicBySlug(ctx, db, id)
		if err != nil {
			return "", err
		}
		var slug string
		return slug, db.row(ctx, `SELECT slug FROM topics WHERE topic = ?`, topic).Scan(&slug)
	}
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return "", err
	}
	var public string
	err = db.row(ctx, `SELECT public FROM articles WHERE row = ? AND listed = 1`, row).Scan(&public)
	return public, orNotFound(err, "article", id)
}

// SetSlot replaces the items of a slot; the state before stays in the front
// page's history. Can be undone by the entry, 0 where nothing changed. CodeNotFound:
// an item is not in the library.
func (db *DB) SetSlot(ctx context.Context, slot string, items []news.SlotItem) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		stored, err := t.slotItems(ctx, slot, items)
		if err != nil {
			return err
		}
		s, err := t.change(ctx, thingFront, 0, frontState{}, func() error {
			now, err := readSlots(ctx, t)
			if err != nil {
				return err
			}
			now.set(slot, stored)
			return t.writeSlots(ctx, now)
		})
		if err != nil || s == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "front.changed", subject: slot, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return number, db.translate("set slot", err)
}

// slotItems gives the items of a slot as they are stored. CodeNotFound: one is not here.
func (t *tx) slotItems(ctx context.Context, slot string, items []news.SlotItem) ([]slotItem, error) {
	stored := make([]slotItem, len(items))
	for i, item := range items {
		stored[i] = slotItem{ID: item.ID, Title: item.Title, Kicker: item.Kicker, Picture: pictureOf(item.Picture)}
		if slot == news.SlotEditorsChoice {
			stored[i].Rank = i + 1
		}
		if slot != news.SlotInFocus {
			if _, err := t.db.rowOf(ctx, t, item.ID); err != nil {
				return nil, err
			}
		} else if _, err := topicBySlug(ctx, t, item.ID); err != nil {
			return nil, err
		}
	}
	return stored, nil
}

// FrontHistory lists the states that the front page was in, the newest and present one
// first, at most limit (1 to 1,000; 0: 50), below a revision where before is not 0.
func (db *DB) FrontHistory(ctx context.Context, before int64, limit int) ([]news.FrontRevision, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	rows, err := db.query(ctx, `SELECT f.revision, f.at, a.name, f.slots FROM front f CROSS JOIN actors a ON a.actor = f.actor
		WHERE f.revision < ? ORDER BY f.revision DESC LIMIT ?`, before, clamp(limit, 50, 1000))
	list, err := collect(rows, err, func(rows *sql.Rows) (r news.FrontRevision, err error) {
		var at, text string
		if err = rows.Scan(&r.Revision, &at, &r.Actor, &text); err != nil {
			return r, err
		}
		s := slots{}
		err = decode(text, &s)
		r.At, r.Slots = momentOf(at), s.news()
		return r, err
	})
	return list, db.translate("read the front page's history", err)
}

// RestoreFront brings the whole front page back as it was at a revision, as a state
// of its own. Can be undone by the entry, 0 where it is like that already.
// CodeNotFound: there is no such revision.
func (db *DB) RestoreFront(ctx context.Context, revision int64) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var text string
		err := t.row(ctx, `SELECT slots FROM front WHERE revision = ?`, revision).Scan(&text)
		if err = orNotFound(err, "revision of the front page", strconv.FormatInt(revision, 10)); err != nil {
			return err
		}
		s, err := t.change(ctx, thingFront, 0, frontState{}, func() error {
			return frontState{}.write(ctx, t, 0, json.RawMessage(text))
		})
		if err != nil || s == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "front.changed", subject: "", inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return number, db.translate("restore the front page", err)
}

// FrontOf gives the slots as they were at a revision, of what is still here and
// published. CodeNotFound: there is no such revision.
func (db *DB) FrontOf(ctx context.Context, revision int64) (news.Front, error) {
	s := slots{}
	var text string
	err := db.row(ctx, `SELECT slots FROM front WHERE revision = ?`, revision).Scan(&text)
	if err = orNotFound(err, "revision of the front page", strconv.FormatInt(revision, 10)); err == nil {
		err = decode(text, &s)
	}
	if err != nil {
		return news.Front{}, db.translate("read a state of the front page", err)
	}
	return db.front(ctx, s)
}

func (s slots) news() map[string][]news.SlotItem {
	out := map[string][]news.SlotItem{}
	for name, items := range s {
		for _, item := range items {
			out[name] = append(out[name], item.news())
		}
	}
	return out
}

func (s slots) set(name string, items []slotItem) {
	if len(items) == 0 {
		delete(s, name)
		return
	}
	s[name] = items
}

// front takes the front record of an interchange stream; it replaces the slots
// that it names. Its items may come later in the stream.
func (in *ingest) front(ctx context.Context, f news.Front) (news.Outcome, error) {
	s, err := in.change(ctx, thingFront, 0, frontState{}, func() error {
		now, err := readSlots(ctx, in.tx)
		if err != nil {
			return err
		}
		for name, items := range f.Slots {
			given := map[string]int{}
			for _, item := range now[name] {
				given[item.ID] = max(item.Rank, item.Given)
			}
			var stored []slotItem
			for _, item := range items {
				stored = append(stored, slotItem{ID: item.ID, Title: item.Title, Kicker: item.Kicker,
					Picture: pictureOf(item.Picture), Given: given[item.ID]})
			}
			now.set(name, stored)
		}
		return in.writeSlots(ctx, now)
	})
	return in.stepped(ctx, s, err)
}

// choose puts articles that gave themselves a place into Editor's Choice. In
// a list that a front record made, the record's order stands and the place is
// only remembered.
func (in *ingest) choose(ctx context.Context) error {
	if len(in.choices) == 0 {
		return nil
	}
	s, err := in.change(ctx, thingFront, 0, frontState{}, func() error {
		now, err := readSlots(ctx, in.tx)
		if err != nil {
			return err
		}
		list := now[news.SlotEditorsChoice]
		curated := false
		for _, item := range list {
			curated = curated || item.Rank == 0
		}
		for _, c := range in.choices {
			list = c.into(list, curated)
		}
		if !curated {
			sort.SliceStable(list, func(i, j int) bool { return list[i].Rank < list[j].Rank })
		}
		now.set(news.SlotEditorsChoice, list)
		return in.writeSlots(ctx, now)
	})
	if err != nil || s == nil {
		return err
	}
	return in.step(ctx, *s)
}

func (c choice) into(list []slotItem, curated bool) []slotItem {
	for i := range list {
		if list[i].ID == c.public || list[i].ID == c.own {
			if curated {
				list[i].Given = c.rank
			} else {
				list[i].Rank = c.rank
			}
			return list
		}
	}
	if curated {
		return list
	}
	return append(list, slotItem{ID: c.public, Rank: c.rank})
}

func (t *tx) writeSlots(ctx context.Context, s slots) error {
	text, err := encodeText(s)
	if err != nil {
		return err
	}
	t.changed.Front = true
	_, err = t.exec(ctx, `INSERT INTO front (at, actor, slots) VALUES (?, ?, ?)`, stampOf(t.now), t.db.self, text)
	return err
}

// frontRevision gives the revision of the front page that is in force, 0: none.
func frontRevision(ctx context.Context, r reader) (int64, error) {
	var revision int64
	err := r.row(ctx, `SELECT revision FROM front ORDER BY revision DESC LIMIT 1`).Scan(&revision)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return revision, err
}

// frontedSince gives the ids that the front page names now and did not at a
// revision.
func (t *tx) frontedSince(ctx context.Context, revision int64) (map[string]bool, error) {
	now, err := readSlots(ctx, t)
	if err != nil {
		return nil, err
	}
	then := slots{}
	var text string
	err = t.row(ctx, `SELECT slots FROM front WHERE revision = ?`, revision).Scan(&text)
	if err == nil {
		err = decode(text, &then)
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	ids := map[string]bool{}
	now.articles(func(id string) { ids[id] = true })
	then.articles(func(id string) { delete(ids, id) })
	return ids, nil
}

func (s slots) articles(each func(id string)) {
	for name, items := range s {
		for _, item := range items {
			if name != news.SlotInFocus {
				each(item.ID)
			}
		}
	}
}

type frontState struct{}

func (frontState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (frontState) read(ctx context.Context, t *tx, _ int64) (json.RawMessage, string, error) {
	s, err := readSlots(ctx, t)
	if err != nil {
		return nil, "", err
	}
	b, err := encode(s) // maps are written in the order of their keys
	return b, "front page", err
}

func (frontState) write(ctx context.Context, t *tx, _ int64, raw json.RawMessage) error {
	s := slots{}
	if err := decode(string(raw), &s); err != nil {
		return err
	}
	return t.writeSlots(ctx, s)
}
