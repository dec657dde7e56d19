package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// What a step was done to.
const (
	thingAdded       = "added"   // articles that were added
	thingArticle     = "article" // one article
	thingPublication = "publication"
	thingTopic       = "topic"
	thingTag         = "tag"
	thingFront       = "front"
	thingFrontCopy   = "front-copy" // the working copy of the front page
	thingMarks       = "marks"
	thingRemoved     = "removed" // articles that were removed
	thingBrought     = "brought" // removed articles that were brought back
	thingComment     = "comment" // one comment of the outbox
	thingFeed        = "subscription"
	thingRule        = "rule"
	thingWatched     = "watched" // a watched folder
	thingDraft       = "draft"   // where a draft stands
	thingMerge       = "merge"   // of two names
	thingPlace       = "place"   // of a topic among the others
	thingNote        = "note"    // a reviewer's
	thingCollection  = "collection"
	thingItem        = "item"      // of a collection
	thingCollected   = "collected" // items of collections that were kept, or taken away
	thingSaved       = "saved"     // a saved search
	thingHighlight   = "highlight"
	thingSession     = "session"
	thingStep        = "session-step"
)

// step is one thing that was done, with what is needed to take it back and to
// do it again. For small things Before and After are the whole of their state:
// a step is only taken where the thing still is as the step left it.
type step struct {
	Thing   string          `json:"thing"`
	Key     int64           `json:"key,omitempty"` // topic or tag
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
	Runs    []run           `json:"runs,omitempty"`
	Front   int64           `json:"front,omitempty"` // revision of the front page when they were added
	Article *articleStep    `json:"article,omitempty"`
	Marks   *markStep       `json:"marks,omitempty"`
	// Collected is for thingCollected.
	Collected *collectedStep `json:"collected,omitempty"`
}

// articleStep is what was done to one article that was there before.
type articleStep struct {
	Row      int64         `json:"row"`
	Undone   bool          `json:"undone,omitempty"` // it is a taking back: before and after change places
	Before   pin           `json:"before"`
	After    pin           `json:"after"`
	Views    []viewStep    `json:"views,omitempty"`
	Comments []commentStep `json:"comments,omitempty"`
}

// pin is a state of an article: its version, and the names that this meant
// when it was stored. Aliases may have changed since, and taking back must give
// what was.
type pin struct {
	Version int64           `json:"version"`
	Rev     int64           `json:"rev"`
	Section *int64          `json:"section,omitempty"`
	Topics  json.RawMessage `json:"topics,omitempty"`
	Tags    json.RawMessage `json:"tags,omitempty"`
	Authors json.RawMessage `json:"authors,omitempty"`
}

func pinOf(r *articleRow) pin {
	return pin{r.version, r.rev, r.section, json.RawMessage(r.topics), json.RawMessage(r.tags), json.RawMessage(r.authors)}
}

// is tells whether an article stands as it was pinned.
func (p pin) is(r *articleRow) bool { return p.Version == r.version && p.Rev == r.rev }

// name gives an article the names of the pinned state.
func (p pin) name(r *articleRow) {
	r.section, r.topics, r.tags, r.authors = p.Section, string(p.Topics), string(p.Tags), string(p.Authors)
}

// viewStep is what was done to the reads of a day. nil: there were none.
type viewStep struct {
	Day    string `json:"day"`
	Before *int64 `json:"before,omitempty"`
	After  *int64 `json:"after,omitempty"`
}

// outcome of taking steps: how many things changed and which stayed.
type taken struct {
	done int
	kept []string
}

func (o *taken) keep(what string) { o.kept = append(o.kept, what) }

func (o *taken) add(other taken) {
	o.done += other.done
	o.kept = append(o.kept, other.kept...)
}

// direction says which way a step goes.
type direction struct {
	back  bool // to what was before; else again to what was after
	force bool // also where somebody touched it since; what stays is then not told
}

// take goes one step.
func (t *tx) take(ctx context.Context, s step, d direction) (taken, error) {
	switch s.Thing {
	case thingAdded:
		return t.takeAdded(ctx, s, d)
	case thingRemoved:
		return t.takeAdded(ctx, s, direction{back: !d.back, force: d.force})
	case thingBrought:
		return t.takeAdded(ctx, s, d)
	case thingArticle:
		return t.takeArticle(ctx, s.Article, d)
	case thingMarks:
		return t.takeMarks(ctx, s.Marks, d)
	case thingCollected:
		return t.takeCollected(ctx, s.Collected, d)
	}
	from, to := s.Before, s.After
	if d.back {
		from, to = to, from
	}
	return t.takeState(ctx, s, from, to, d.force)
}

// takeState sets a small thing from one state to another.
func (t *tx) takeState(ctx context.Context, s step, from, to json.RawMessage, force bool) (taken, error) {
	var o taken
	handler, ok := map[string]stateHandler{
		thingPublication: publicationState{}, thingTopic: topicState{}, thingTag: tagState{}, thingFront: frontState{}, thingFrontCopy: copyState{},
		thingComment: outboxState{}, thingFeed: feedState{}, thingRule: ruleState{}, thingWatched: watchedState{},
		thingDraft: draftState{}, thingNote: noteState{}, thingMerge: mergeState{}, thingPlace: placeState{},
		thingCollection: collectionState{}, thingItem: itemState{}, thingSaved: savedState{},
		thingHighlight: highlightState{}, thingSession: sessionState{}, thingStep: stepState{},
	}[s.Thing]
	if !ok {
		return o, fmt.Errorf("journal names %q, which this program does not know", s.Thing)
	}
	now, name, err := handler.read(ctx, t, s.Key)
	if err != nil {
		return o, err
	}
	if !force && !handler.same(now, from) {
		o.keep(name)
		return o, nil
	}
	err = handler.write(ctx, t, s.Key, to)
	if errors.Is(err, errPlaceTaken) {
		o.keep(name)
		return o, nil
	}
	o.done++
	return o, err
}

// errPlaceTaken: a state cannot come back, since another thing has its slug by
// now. Nothing was written.
var errPlaceTaken = errors.New("another thing is in its place")

func sameBytes(a, b json.RawMessage) bool { return string(a) == string(b) }

// stateHandler reads and writes the whole state of a small thing as JSON, the
// same bytes for the same state.
type stateHandler interface {
	read(ctx context.Context, t *tx, key int64) (state json.RawMessage, name string, err error)
	// write may give errPlaceTaken before anything was written.
	write(ctx context.Context, t *tx, key int64, state json.RawMessage) error
	same(a, b json.RawMessage) bool
}

// change writes a small thing's new state and gives the step for it; nil where
// nothing changed.
func (t *tx) change(ctx context.Context, thing string, key int64, h stateHandler, write func() error) (*step, error) {
	before, _, err := h.read(ctx, t, key)
	if err != nil {
		return nil, err
	}
	if err := write(); err != nil {
		return nil, err
	}
	after, _, err := h.read(ctx, t, key)
	if err != nil || string(before) == string(after) {
		return nil, err
	}
	return &step{Thing: thing, Key: key, Before: before, After: after}, nil
}

// takeAdded takes added articles away (back) or brings them again.
func (t *tx) takeAdded(ctx context.Context, s step, d direction) (taken, error) {
	var o taken
	runs := s.Runs
	inFront, err := t.frontedSince(ctx, s.Front)
	if err != nil {
		return o, err
	}
	for i := len(runs) - 1; i >= 0; i-- {
		for n := runs[i].Count - 1; n >= 0; n-- {
			if err := t.canceled(); err != nil {
				return o, err
			}
			r, err := t.loadRow(ctx, runs[i].Row+n)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return o, err
			}
			if r.deleted == d.back {
				continue
			}
			touched := !d.force && r.rev != runs[i].Rev+n
			if d.back {
				touched = touched || !d.force && s.Thing == thingAdded && (inFront[r.public] || r.starred || r.later)
			} else if !touched {
				if touched, err = t.placeTaken(ctx, r); err != nil {
					return o, err
				}
			}
			if touched {
				o.keep(r.public)
				continue
			}
			if err := t.hide(ctx, r, d.back); err != nil {
				return o, err
			}
			o.done++
		}
	}
	return o, nil
}

// placeTaken tells whether another article has a removed one's ids by now.
func (t *tx) placeTaken(ctx context.Context, r *articleRow) (bool, error) {
	var one int
	err := t.row(ctx, `SELECT 1 FROM articles INDEXED BY articles_own WHERE deleted = 0 AND source = ?1 AND id = ?2
		UNION ALL SELECT 1 FROM articles INDEXED BY articles_public WHERE deleted = 0 AND public = ?3 LIMIT 1`,
		r.source, r.id, r.public).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// hide removes an article from everything that is shown, or brings it back.
// Its rows stay, so that this can be undone.
func (t *tx) hide(ctx context.Context, was *articleRow, hidden bool) error {
	now := *was
	now.deleted = hidden
	now.listed = !hidden && now.state == string(news.StatePublished)
	if hidden {
		if err := t.leave(ctx, was); err != nil {
			return err
		}
	} else {
		if err := t.led(ctx, &now); err != nil {
			return err
		}
		if _, err := t.inherit(ctx, &now); err != nil {
			return err
		}
	}
	t.note(news.ThingArticle, news.Row(now.row))
	if err := t.noteComments(ctx, now.row); err != nil {
		return err
	}
	t.after = append(t.after, t.db.rankings.forget)
	t.placeLater(now.row)
	return t.replace(ctx, was, &now, false, nil, "")
}

func (t *tx) noteComments(ctx context.Context, row int64) error {
	rows, err := t.query(ctx, `SELECT comment FROM comments INDEXED BY comments_article WHERE article = ? AND deleted = 0`, row)
	ids, err := collect(rows, err, scanOne[int64])
	for _, id := range ids {
		t.note(news.ThingComment, news.Row(id))
	}
	return err
}

// takeArticle sets one article to what it was before (back) or after.
func (t *tx) takeArticle(ctx context.Context, s *articleStep, d direction) (taken, error) {
	var o taken
	back := d.back != s.Undone
	from, to := s.Before, s.After
	if back {
		from, to = to, from
	}
	was, err := t.loadRow(ctx, s.Row)
	if errors.Is(err, sql.ErrNoRows) {
		return o, nil
	}
	if err != nil {
		return o, err
	}
	if was.deleted || !from.is(was) {
		if !d.force {
			o.keep(was.public)
		}
		return o, nil
	}
	now := *was
	now.rev, now.version = to.Rev, to.Version
	var f fields
	var text string
	content := to.Version != was.version
	if content {
		if f, text, err = t.restoreVersion(ctx, &now, s, back); err != nil {
			return o, err
		}
		to.name(&now)
		if err := t.led(ctx, &now); err != nil {
			return o, err
		}
	}
	for _, v := range s.Views {
		reads := v.After
		if back {
			reads = v.Before
		}
		if err := t.setReads(ctx, s.Row, v.Day, reads); err != nil {
			return o, err
		}
		t.after = append(t.after, t.db.rankings.forgetCame)
	}
	for _, c := range s.Comments {
		if err := t.takeComment(ctx, &now, c, back); err != nil {
			return o, err
		}
	}
	t.note(news.ThingArticle, news.Row(s.Row))
	o.done++
	return o, t.replace(ctx, was, &now, content, &f, text)
}

// restoreVersion makes another version the current one; those that came
// between are put away, or taken out again.
func (t *tx) restoreVersion(ctx context.Context, now *articleRow, s *articleStep, back bool) (fields, string, error) {
	move := `UPDATE versions INDEXED BY versions_trashed SET trashed = 0 WHERE trashed = 1 AND article = ? AND version > ? AND version <= ?`
	if back {
		move = `UPDATE versions INDEXED BY versions_article SET trashed = 1 WHERE trashed = 0 AND article = ? AND version > ? AND version <= ?`
	}
	if _, err := t.exec(ctx, move, s.Row, s.Before.Version, s.After.Version); err != nil {
		return fields{}, "", err
	}
	rows, err := t.query(ctx, `SELECT `+storedColumns+` FROM versions v WHERE v.version = ?`, now.version)
	list, err := collect(rows, err, scanStored)
	if err != nil {
		return fields{}, "", err
	}
	if len(list) == 0 {
		return fields{}, "", fmt.Errorf("version row %d is missing", now.version)
	}
	f, text, err := list[0].content(t.db.packer)
	if err != nil {
		return f, text, err
	}
	c := &reading{text, body.ReadText(text)}
	return f, text, now.derive(&f, c, versionRow{n: list[0].n, published: list[0].published, change: list[0].change})
}

func (t *tx) takeComment(ctx context.Context, r *articleRow, c commentStep, back bool) error {
	t.note(news.ThingComment, news.Row(c.Comment))
	t.changed.Comments = true
	if c.Before == nil {
		if back {
			r.comments -= approved(&c.After)
		} else {
			r.comments += approved(&c.After)
		}
		_, err := t.exec(ctx, `UPDATE comments SET deleted = ? WHERE comment = ?`, back, c.Comment)
		return err
	}
	if back {
		r.comments += approved(c.Before) - approved(&c.After)
		return t.writeComment(ctx, c.Comment, *c.Before)
	}
	r.comments += approved(&c.After) - approved(c.Before)
	return t.writeComment(ctx, c.Comment, c.After)
}
