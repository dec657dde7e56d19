package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"broadsheet/internal/anchor"
	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// highlightJSON is the state of a highlight that undo sets. Where it is follows from
// that and from the text of its article.
type highlightJSON struct {
	Colour int             `json:"colour"`
	Note   string          `json:"note,omitempty"`
	Tags   []string        `json:"tags,omitempty"`
	Again  json.RawMessage `json:"again,omitempty"`
	Kept   bool            `json:"kept,omitempty"`
}

type highlightState struct{}

func (highlightState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (highlightState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	h, _, err := t.highlight(ctx, key)
	if err != nil {
		return nil, "", err
	}
	raw, err := encode(h)
	var id string
	if err == nil {
		err = t.row(ctx, `SELECT id FROM highlights WHERE highlight = ?`, key).Scan(&id)
	}
	return raw, id, err
}

// highlight reads the state of a highlight and its article's row.
func (t *tx) highlight(ctx context.Context, key int64) (h highlightJSON, article int64, err error) {
	var again string
	err = t.row(ctx, `SELECT article, colour, note, again, kept FROM highlights WHERE highlight = ?`, key).
		Scan(&article, &h.Colour, &h.Note, &again, &h.Kept)
	if err != nil {
		return h, 0, err
	}
	if again != "" {
		h.Again = json.RawMessage(again)
	}
	rows, err := t.query(ctx, `SELECT tag FROM highlight_tags INDEXED BY highlight_tags_highlight WHERE highlight = ? ORDER BY fold`, key)
	h.Tags, err = collect(rows, err, scanOne[string])
	return h, article, err
}

func (highlightState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var h highlightJSON
	if err := decode(string(state), &h); err != nil {
		return err
	}
	return t.writeHighlight(ctx, key, h)
}

// writeHighlight writes all that a highlight is. Its place is found before the commit
// where it came back or was put elsewhere.
func (t *tx) writeHighlight(ctx context.Context, key int64, h highlightJSON) error {
	was, article, err := t.highlight(ctx, key)
	if err != nil {
		return err
	}
	var made, created string
	if err := t.row(ctx, `SELECT made, created FROM highlights WHERE highlight = ?`, key).Scan(&made, &created); err != nil {
		return err
	}
	if !slices.Equal(was.Tags, h.Tags) {
		if _, err := t.exec(ctx, `DELETE FROM highlight_tags WHERE highlight = ?`, key); err != nil {
			return err
		}
		for _, tag := range h.Tags {
			if _, err := t.exec(ctx, `INSERT OR IGNORE INTO highlight_tags (fold, created, highlight, tag) VALUES (?, ?, ?, ?)`, foldOf(tag), created, key, tag); err != nil {
				return err
			}
		}
	}
	s, err := selectorOf(made, string(h.Again))
	if err != nil {
		return err
	}
	if _, err := t.exec(ctx, `UPDATE highlights SET colour = ?, note = ?, again = ?, kept = ?, updated = ?, words = ? WHERE highlight = ?`,
		h.Colour, h.Note, string(h.Again), h.Kept, stampOf(t.now), highlightWords(s, h), key); err != nil {
		return err
	}
	if h.Kept && !was.Kept {
		if article, err = t.heir(ctx, article); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `UPDATE highlights SET article = ? WHERE highlight = ?`, article, key); err != nil {
			return err
		}
	}
	t.note(news.ThingNote, news.Row(key))
	t.changed.Highlights = true
	if h.Kept && (!was.Kept || string(was.Again) != string(h.Again)) {
		t.placeLater(article)
	}
	return nil
}

// selectorOf reads what a highlight is found by.
func selectorOf(made, again string) (news.Selector, error) {
	text := made
	if again != "" {
		text = again
	}
	var s news.Selector
	return s, decode(text, &s)
}

// maxSought bounds how much of a quotation is looked through by lists.
const maxSought = 4 << 10

func highlightWords(s news.Selector, h highlightJSON) string {
	quote := s.Quote
	if len(quote) > maxSought {
		quote = strings.ToValidUTF8(quote[:maxSought], "")
	}
	return foldOf(quote + "\n" + h.Note + "\n" + strings.Join(h.Tags, "\n"))
}

// States of a highlight as they are stored.
func markState(n int) news.MarkState { return news.MarkStates[min(max(n, 0), len(news.MarkStates)-1)] }

func markNumber(s news.MarkState) int { return slices.Index(news.MarkStates, s) }

// placeLater has the places of an article's highlights found before the commit, once,
// however many of them and however often its text changes until then.
func (t *tx) placeLater(article int64) {
	if t.moved == nil {
		t.moved = map[int64]bool{}
	}
	t.moved[article] = true
}

func (t *tx) placeMoved(ctx context.Context) error {
	for _, article := range slices.Sorted(maps.Keys(t.moved)) {
		if err := t.canceled(); err != nil {
			return err
		}
		if err := t.placeAgain(ctx, article); err != nil {
			return err
		}
	}
	return nil
}

// placeAgain finds the places of an article's highlights in its present text; of one
// that was removed none has any.
func (t *tx) placeAgain(ctx context.Context, article int64) error {
	var one int
	err := t.row(ctx, `SELECT 1 FROM highlights INDEXED BY highlights_article WHERE kept = 1 AND article = ? LIMIT 1`, article).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	text, err := t.presentText(ctx, article)
	if err != nil {
		return err
	}
	return t.placeHighlights(ctx, article, text)
}

// presentText gives the canonical body of an article, empty where it was removed.
func (t *tx) presentText(ctx context.Context, article int64) (string, error) {
	rows, err := t.query(ctx, `SELECT `+storedColumns+` FROM articles a CROSS JOIN versions v ON v.version = a.version WHERE a.row = ? AND a.deleted = 0`, article)
	list, err := collect(rows, err, scanStored)
	if err != nil || len(list) == 0 {
		return "", err
	}
	_, text, err := list[0].content(t.db.packer)
	return text, err
}

// placed is where a highlight is, as its row holds it.
type placed struct {
	state      int
	block      string
	start      int
	endBlock   string
	end        int
	position   int
	now        string
	key        int64
	made, from string
}

// placeHighlights finds the places of an article's highlights in a text. They follow
// from what was marked and from the text alone, so that taking a version back gives
// exactly the places that were.
func (t *tx) placeHighlights(ctx context.Context, article int64, canonical string) error {
	rows, err := t.query(ctx, `SELECT highlight, made, again, state, block, start, end_block, end, position, now
		FROM highlights INDEXED BY highlights_article WHERE kept = 1 AND article = ?`, article)
	list, err := collect(rows, err, func(rows *sql.Rows) (p placed, err error) {
		return p, rows.Scan(&p.key, &p.made, &p.from, &p.state, &p.block, &p.start, &p.endBlock, &p.end, &p.position, &p.now)
	})
	if err != nil || len(list) == 0 {
		return err
	}
	text := body.Text{}
	if canonical != "" {
		text = body.ReadText(canonical)
	}
	finder := anchor.NewFinder(text)
	for _, was := range list {
		now, err := where(finder, was)
		if err != nil {
			return err
		}
		if now == was {
			continue
		}
		if _, err := t.exec(ctx, `UPDATE highlights SET state = ?, block = ?, start = ?, end_block = ?, end = ?, position = ?, now = ? WHERE highlight = ?`,
			now.state, now.block, now.start, now.endBlock, now.end, now.position, now.now, now.key); err != nil {
			return err
		}
		t.changed.Highlights = true
	}
	return nil
}

// where gives a highlight as it is in a text.
func where(finder *anchor.Finder, was placed) (placed, error) {
	s, err := selectorOf(was.made, was.from)
	if err != nil {
		return was, err
	}
	if s.Whole {
		// It stays where it was among the others, as one that is detached does.
		return placed{state: markNumber(news.MarkArticle), position: was.position, key: was.key, made: was.made, from: was.from}, nil
	}
	p, state := finder.Place(s)
	now := placed{state: markNumber(state), block: p.Block, start: p.Start, endBlock: p.EndBlock, end: p.End, position: p.From, key: was.key, made: was.made, from: was.from}
	if words := finder.Text().Plain[p.From:p.To]; words != s.Quote {
		now.now = words
	}
	if state == news.MarkDetached {
		now.position = was.position // it stays where it was among the others
	}
	return now, nil
}

// AddHighlights marks words of articles, as one entry of the history that can be
// undone. Each has Article (the public id), Made, Version, Colour, Note and Tags;
// Created and Updated where they are older than now; Again where it was put on other words. They
// come back with what they became.
func (db *DB) AddHighlights(ctx context.Context, list []news.Highlight) (added []news.Highlight, number int64, err error) {
	var keys []news.Row
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var steps []step
		for i := range list {
			if err := t.canceled(); err != nil {
				return err
			}
			s, err := t.addHighlight(ctx, &list[i])
			if err != nil {
				return err
			}
			keys = append(keys, news.Row(s.Key))
			steps = append(steps, *s)
		}
		subject := ""
		switch len(list) {
		case 0:
			return nil
		case 1:
			subject = quoteShort(cmp.Or(list[0].Made.Quote, list[0].Note))
		default:
			subject = fmt.Sprintf("%d highlights", len(list))
		}
		number, err = t.journal(ctx, entry{verb: "highlight.added", subject: subject, inverse: &inverse{Steps: steps}})
		return err
	})
	if err != nil {
		return nil, 0, db.translate("add highlights", err)
	}
	added, err = db.HighlightsByRow(ctx, keys)
	return added, number, err
}

// addHighlight writes the row of a highlight; its place is found later.
func (t *tx) addHighlight(ctx context.Context, h *news.Highlight) (*step, error) {
	article, err := t.db.rowOf(ctx, t, h.Article)
	if err != nil {
		return nil, err
	}
	made, err := encodeText(h.Made)
	if err != nil {
		return nil, err
	}
	created := h.Created
	if created.IsZero() {
		created = t.now
	}
	id := newDraftID("h-")
	if h.ID != "" {
		var one int
		if err := t.row(ctx, `SELECT 1 FROM highlights WHERE id = ?`, h.ID).Scan(&one); errors.Is(err, sql.ErrNoRows) {
			id = h.ID
		} else if err != nil {
			return nil, err
		}
	}
	key, err := t.insert(ctx, `INSERT INTO highlights (id, article, made, version, again, colour, note, created, updated, kept,
		state, block, start, end_block, end, position, now, words) VALUES (?, ?, ?, ?, '', 1, '', ?, ?, 0, 2, '', 0, '', 0, 0, '', '')`,
		id, article, made, h.Version, stampOf(created), stampOf(t.now))
	if err != nil {
		return nil, err
	}
	state := highlightJSON{Colour: h.Colour, Note: h.Note, Tags: h.Tags, Kept: true}
	if h.Again != nil {
		if state.Again, err = encode(h.Again); err != nil {
			return nil, err
		}
	}
	updated := h.Updated
	if updated.IsZero() {
		updated = t.now
	}
	return t.change(ctx, thingHighlight, key, highlightState{}, func() error {
		if err := t.writeHighlight(ctx, key, state); err != nil {
			return err
		}
		_, err := t.exec(ctx, `UPDATE highlights SET updated = ? WHERE highlight = ?`, stampOf(updated), key)
		return err
	})
}

// quoteShort is a quotation as the history names it.
func quoteShort(quote string) string {
	return body.Excerpt(strings.Join(strings.Fields(quote), " "), 80)
}

// ChangeHighlights changes highlights, or takes them away, as one entry of the history
// that can be undone; 0 where nothing changed. CodeNotFound: one is not here; then
// nothing was changed.
func (db *DB) ChangeHighlights(ctx context.Context, ids []string, c news.HighlightChange, remove bool) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var steps []step
		subject := fmt.Sprintf("%d highlights", len(ids))
		for _, id := range ids {
			if err := t.canceled(); err != nil {
				return err
			}
			var key int64
			var made string
			var state int
			if err := t.row(ctx, `SELECT highlight, made, state FROM highlights WHERE id = ? AND kept = 1`, id).Scan(&key, &made, &state); err != nil {
				return orNotFound(err, "highlight", id)
			}
			if c.Keep && markState(state) != news.MarkDetached && markState(state) != news.MarkArticle {
				return news.Errorf(news.CodeConflict, "ids", "The words of the highlight %s stand in its article; only one whose words are gone is kept as a note of the article. Nothing was changed.", id)
			}
			h, _, err := t.highlight(ctx, key)
			if err != nil {
				return err
			}
			if s, err := selectorOf(made, ""); err == nil && len(ids) == 1 {
				subject = quoteShort(cmp.Or(s.Quote, h.Note))
			}
			if h, err = altered(h, made, c); err != nil {
				return err
			}
			h.Kept = !remove
			s, err := t.change(ctx, thingHighlight, key, highlightState{}, func() error { return t.writeHighlight(ctx, key, h) })
			if err != nil {
				return err
			}
			if s != nil {
				steps = append(steps, *s)
			}
		}
		if len(steps) == 0 {
			return nil
		}
		verb := "highlight.changed"
		switch {
		case remove:
			verb = "highlight.removed"
		case c.Keep:
			verb = "highlight.kept"
		case c.Again != nil:
			verb = "highlight.placed"
		}
		number, err = t.journal(ctx, entry{verb: verb, subject: subject, inverse: &inverse{Steps: steps}})
		return err
	})
	return number, db.translate("change highlights", err)
}

func altered(h highlightJSON, made string, c news.HighlightChange) (highlightJSON, error) {
	if c.Colour != nil {
		h.Colour = *c.Colour
	}
	if c.Note != nil {
		h.Note = *c.Note
	}
	tags := h.Tags
	if c.Tags != nil {
		tags = *c.Tags
	}
	byFold := map[string]string{}
	for _, tag := range append(slices.Clone(tags), c.Add...) {
		if _, has := byFold[foldOf(tag)]; !has {
			byFold[foldOf(tag)] = tag
		}
	}
	for _, tag := range c.Drop {
		delete(byFold, foldOf(tag))
	}
	h.Tags = nil
	for _, fold := range slices.Sorted(maps.Keys(byFold)) {
		h.Tags = append(h.Tags, byFold[fold])
	}
	again := c.Again
	if c.Keep {
		s, err := selectorOf(made, string(h.Again))
		if err != nil {
			return h, err
		}
		if !s.Whole {
			s.Whole, again = true, &s
		}
	}
	if again != nil {
		raw, err := encode(again)
		if err != nil {
			return h, err
		}
		h.Again = raw
	}
	return h, nil
}
