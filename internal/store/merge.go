package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"broadsheet/internal/news"
)

// merge leads one name to another: its articles, its name, slug and aliases.
// Names in versions stay as they were written, and are led on by the aliases.
// Where many articles bear it, they are moved by SettleMerges.
func (t *tx) merge(ctx context.Context, f *borne, gone, target int64) (*step, error) {
	number, err := t.insert(ctx, `INSERT INTO merges (field, gone, target, stands, undo) VALUES (?, ?, ?, 0, '{}')`, f.field, gone, target)
	if err != nil {
		return nil, err
	}
	return t.change(ctx, thingMerge, number, mergeState{}, func() error { return t.applyMerge(ctx, number) })
}

// mergeRow is a row of merges.
type mergeRow struct {
	number int64
	borne  *borne
	gone   int64
	target int64
	stands bool
	undo   mergeUndo
}

// mergeUndo is both names as they were. Where the target is still as the merge
// left it, it returns to what it was; else it only loses the aliases that it got.
type mergeUndo struct {
	Gone   json.RawMessage `json:"gone,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Folds  []string        `json:"folds,omitempty"` // of the aliases that the target got
}

func (t *tx) readMerge(ctx context.Context, number int64) (mergeRow, error) {
	m := mergeRow{number: number}
	var field Field
	var undo string
	if err := t.row(ctx, `SELECT field, gone, target, stands, undo FROM merges WHERE merge = ?`, number).
		Scan(&field, &m.gone, &m.target, &m.stands, &undo); err != nil {
		return m, err
	}
	m.borne = borneOf(field)
	return m, decode(undo, &m.undo)
}

type mergeState struct{}

func (mergeState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (mergeState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	m, err := t.readMerge(ctx, key)
	if err != nil {
		return nil, "", err
	}
	_, name, err := m.borne.state.read(ctx, t, m.gone)
	if err != nil {
		return nil, "", err
	}
	state, err := encode(m.stands)
	return state, name, err
}

func (mergeState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var stands bool
	if err := decode(string(state), &stands); err != nil {
		return err
	}
	if stands {
		return t.applyMerge(ctx, key)
	}
	return t.revokeMerge(ctx, key)
}

func (t *tx) applyMerge(ctx context.Context, number int64) error {
	if _, err := t.exec(ctx, `UPDATE merges SET stands = 1 WHERE merge = ?`, number); err != nil {
		return err
	}
	return t.beginSettling(ctx, number)
}

// finishMerge leads the merged name on, when no article bears it any more.
func (t *tx) finishMerge(ctx context.Context, m *mergeRow) (err error) {
	if m.undo.Gone, _, err = m.borne.state.read(ctx, t, m.gone); err != nil {
		return err
	}
	if m.undo.Before, _, err = m.borne.state.read(ctx, t, m.target); err != nil {
		return err
	}
	if m.undo.Folds, err = t.leadOn(ctx, m); err != nil {
		return err
	}
	if m.undo.After, _, err = m.borne.state.read(ctx, t, m.target); err != nil {
		return err
	}
	undo, err := encodeText(m.undo)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, `UPDATE merges SET undo = ? WHERE merge = ?`, undo, m.number)
	return err
}

// leadOn takes the merged name's record away and gives the other its names as
// aliases; it gives the folds of those that are new there.
func (t *tx) leadOn(ctx context.Context, m *mergeRow) ([]string, error) {
	if m.borne.field == FieldTopic {
		return t.leadOnTopic(ctx, m)
	}
	gone, err := readTag(ctx, t, m.gone)
	if err != nil {
		return nil, err
	}
	target, err := readTag(ctx, t, m.target)
	if err != nil {
		return nil, err
	}
	if _, err := t.writeTag(ctx, m.gone, tagJSON{Name: gone.Name, Slug: gone.Slug, Bare: true}, tagAliases); err != nil {
		return nil, err
	}
	led := ledAliases(alias{target.Name, target.Slug}, aliasesOf(target.Aliases, target.slugs), alias{gone.Name, gone.Slug}, aliasesOf(gone.Aliases, gone.slugs))
	now := tagJSON{Name: target.Name, Slug: target.Slug}
	now.Aliases, now.Slugs = splitAliases(led)
	_, err = t.writeTag(ctx, m.target, now, tagAliases)
	return foldsOf(led[len(target.Aliases):]), err
}

func (t *tx) leadOnTopic(ctx context.Context, m *mergeRow) ([]string, error) {
	gone, err := readTopic(ctx, t, m.gone)
	if err != nil {
		return nil, err
	}
	target, err := readTopic(ctx, t, m.target)
	if err != nil {
		return nil, err
	}
	bare := topicRow{Topic: news.Topic{Slug: gone.Slug, Name: gone.Name, Visible: true, Bare: true}}
	if _, err := t.writeTopic(ctx, m.gone, bare, topicAliases); err != nil {
		return nil, err
	}
	had := len(target.Aliases)
	led := ledAliases(alias{target.Name, target.Slug}, aliasesOf(target.Aliases, target.slugs), alias{gone.Name, gone.Slug}, aliasesOf(gone.Aliases, gone.slugs))
	target.Aliases, target.slugs = splitAliases(led)
	if target.Bare {
		if target.Order, err = t.lastPlace(ctx); err != nil {
			return nil, err
		}
		target.Bare = false
	}
	_, err = t.writeTopic(ctx, m.target, target, topicAliases)
	return foldsOf(led[had:]), err
}

// mergedAway tells whether a name that is not listed was merged into another.
func (t *tx) mergedAway(ctx context.Context, f *borne, id int64) (bool, error) {
	var one int
	err := t.row(ctx, `SELECT 1 FROM merges INDEXED BY merges_gone WHERE field = ? AND gone = ? AND stands = 1 LIMIT 1`, f.field, id).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	err = t.row(ctx, f.dormant, id).Scan(&one)
	return one == 1 && err == nil, err
}

// lastPlace is the place behind all topics with a record.
func (t *tx) lastPlace(ctx context.Context) (place int, err error) {
	err = t.row(ctx, `SELECT coalesce(max(position), 0) + 1 FROM topics WHERE bare = 0`).Scan(&place)
	return place, err
}

func (t *tx) revokeMerge(ctx context.Context, number int64) error {
	m, err := t.readMerge(ctx, number)
	if err != nil {
		return err
	}
	waiting, err := t.unsettled(ctx)
	if err != nil {
		return err
	}
	if !slices.Contains(waiting, number) { // else its name was not led on yet
		if err := t.leadBack(ctx, &m); err != nil {
			return err
		}
	}
	if _, err := t.exec(ctx, `UPDATE merges SET stands = 0 WHERE merge = ?`, number); err != nil {
		return err
	}
	return t.beginSettling(ctx, number)
}

// leadBack gives both names of a merge what they had before it.
func (t *tx) leadBack(ctx context.Context, m *mergeRow) error {
	now, _, err := m.borne.state.read(ctx, t, m.target)
	if err != nil {
		return err
	}
	if string(now) == string(m.undo.After) {
		err = m.borne.state.write(ctx, t, m.target, m.undo.Before)
	} else {
		err = t.dropAliases(ctx, m)
	}
	if err != nil {
		return err
	}
	return m.borne.state.write(ctx, t, m.gone, m.undo.Gone)
}

// dropAliases takes from the target of a merge the aliases that it got by it.
func (t *tx) dropAliases(ctx context.Context, m *mergeRow) error {
	folds, err := encodeText(m.undo.Folds)
	if err != nil {
		return err
	}
	erase := `DELETE FROM tag_aliases WHERE tag = ? AND fold IN (SELECT value FROM json_each(?))`
	if m.borne.field == FieldTopic {
		erase = `DELETE FROM topic_aliases WHERE topic = ? AND fold IN (SELECT value FROM json_each(?))`
	}
	t.changed.Names = true
	_, err = t.exec(ctx, erase, m.target, folds)
	return err
}
