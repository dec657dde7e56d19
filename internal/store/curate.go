package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// CreateTopic gives a topic a record of its own, behind the others, and gives its
// slug and the journal's entry. Where articles name it already it is theirs.
// CodeExists: its name or slug leads to a topic that has one.
func (db *DB) CreateTopic(ctx context.Context, topic news.Topic) (slug string, number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		name := topic.Slug
		if name == "" {
			name = topic.Name
		}
		id, err := findTopic(ctx, t, name)
		if errors.Is(err, sql.ErrNoRows) {
			id, err = t.freshTopic(ctx, &topic)
		}
		if err != nil {
			return err
		}
		was, err := readTopic(ctx, t, id)
		if err != nil {
			return err
		}
		if !was.Bare {
			return news.Errorf(news.CodeExists, "name", "There is a topic %q already; nothing was changed.", was.Name)
		}
		if topic.Slug == "" {
			topic.Slug = was.Slug
		}
		if topic.Order, err = t.lastPlace(ctx); err != nil {
			return err
		}
		slug = topic.Slug
		number, err = t.editTopic(ctx, "topic.created", id, topicRow{Topic: topic})
		return err
	})
	return slug, number, db.translate("create topic", err)
}

// freshTopic makes the row of a topic under a slug of its own.
func (t *tx) freshTopic(ctx context.Context, topic *news.Topic) (int64, error) {
	if topic.Slug == "" {
		free, err := t.freeSlug(ctx, topic.Name, topicSlugs.taken)
		if err != nil {
			return 0, err
		}
		topic.Slug = free
	}
	return t.insert(ctx, insertTopic, topic.Slug, topic.Name, foldOf(topic.Name))
}

// EditTopic replaces a topic's record, known by the slug that it has, and gives
// the journal's entry (0: nothing changed). A name or slug that it loses stays
// as an alias, so that what named it leads on. Its place among the others stays.
// CodeExists: a name, slug or alias is another topic's.
func (db *DB) EditTopic(ctx context.Context, slug string, topic news.Topic) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		id, err := topicCalled(ctx, t, slug)
		if err != nil {
			return err
		}
		was, err := readTopic(ctx, t, id)
		if err != nil {
			return err
		}
		if topic.Slug == "" {
			topic.Slug = was.Slug
		}
		topic.Order = was.Order
		if was.Bare {
			if topic.Order, err = t.lastPlace(ctx); err != nil {
				return err
			}
		}
		kept := aliasesOf(topic.Aliases, was.slugs)
		kept = slices.DeleteFunc(kept, func(a alias) bool {
			return foldOf(a.name) == foldOf(topic.Name) || a.slug == topic.Slug || a.slug == "" && lang.Slug(a.name) == topic.Slug
		})
		if foldOf(was.Name) != foldOf(topic.Name) || was.Slug != topic.Slug {
			old := alias{was.Name, was.Slug}
			if was.Slug == topic.Slug {
				old.slug = ""
			}
			kept = ledAliases(alias{topic.Name, topic.Slug}, kept, old, nil)
		}
		now := topicRow{Topic: topic}
		now.Aliases, now.slugs = splitAliases(kept)
		number, err = t.editTopic(ctx, "topic.changed", id, now)
		return err
	})
	return number, db.translate("edit topic", err)
}

// topicCalled finds a topic by slug or by name, its own or an alias's.
func topicCalled(ctx context.Context, r reader, word string) (int64, error) {
	id, err := topicBySlug(ctx, r, word)
	if news.CodeOf(err) != news.CodeNotFound {
		return id, err
	}
	err = r.row(ctx, `SELECT topic FROM topics WHERE fold = ?1 AND (count > 0 OR bare = 0)
		UNION ALL SELECT topic FROM topic_aliases WHERE fold = ?1 LIMIT 1`, foldOf(word)).Scan(&id)
	return id, orNotFound(err, "topic", word)
}

// editTopic writes a topic's record for a person, who is told what cannot be.
func (t *tx) editTopic(ctx context.Context, verb string, id int64, topic topicRow) (int64, error) {
	topic.Bare = false
	s, err := t.change(ctx, thingTopic, id, topicState{}, func() error {
		dropped, err := t.writeTopic(ctx, id, topic, topicAliases)
		if errors.Is(err, errPlaceTaken) {
			return news.Errorf(news.CodeExists, "slug", "Another topic has the address %q; nothing was changed.", topic.Slug)
		}
		if err == nil && len(dropped) > 0 {
			return news.Errorf(news.CodeExists, "aliases", "%q names another topic already; nothing was changed.", dropped[0])
		}
		return err
	})
	if err != nil || s == nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: topic.Name, inverse: &inverse{Steps: []step{*s}}})
}

// DeleteTopic takes a topic's record away. CodeConflict: published articles bear
// it; hiding it or merging it into another is what can be done.
func (db *DB) DeleteTopic(ctx context.Context, slug string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		id, err := topicCalled(ctx, t, slug)
		if err != nil {
			return err
		}
		was, err := readTopic(ctx, t, id)
		if err != nil {
			return err
		}
		if was.Count > 0 {
			return news.Errorf(news.CodeConflict, "topic", "Articles bear the topic %q; hide it, or merge it into another. Nothing was changed.", was.Name)
		}
		s, err := t.change(ctx, thingTopic, id, topicState{}, func() error {
			_, err := t.writeTopic(ctx, id, topicRow{Topic: news.Topic{Slug: was.Slug, Name: was.Name, Visible: true, Bare: true}}, topicAliases)
			return err
		})
		if err != nil || s == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "topic.deleted", subject: was.Name, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return number, db.translate("delete topic", err)
}

// OrderTopics puts topics first, in this order; the others follow in theirs.
// Those among the named that have no record get one. It gives the journal's
// entry, 0 where nothing changed.
func (db *DB) OrderTopics(ctx context.Context, slugs []string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var order []int64
		for _, slug := range slugs {
			id, err := topicCalled(ctx, t, slug)
			if err != nil {
				return err
			}
			if slices.Contains(order, id) {
				return news.Errorf(news.CodeInvalid, "slugs", "%q is named twice; nothing was changed.", slug)
			}
			order = append(order, id)
		}
		rows, err := t.query(ctx, `SELECT topic FROM topics WHERE bare = 0 ORDER BY position, fold, topic`)
		rest, err := collect(rows, err, scanOne[int64])
		if err != nil {
			return err
		}
		named := make(map[int64]bool, len(order))
		for _, id := range order {
			named[id] = true
		}
		for _, id := range rest {
			if !named[id] {
				order = append(order, id)
			}
		}
		number, err = t.placeTopics(ctx, order)
		return err
	})
	return number, db.translate("order topics", err)
}

func (t *tx) placeTopics(ctx context.Context, order []int64) (int64, error) {
	var steps []step
	for i, id := range order {
		place, err := encode(placeJSON{Order: i + 1})
		if err != nil {
			return 0, err
		}
		s, err := t.change(ctx, thingPlace, id, placeState{}, func() error { return placeState{}.write(ctx, t, id, place) })
		if err != nil {
			return 0, err
		}
		if s != nil {
			steps = append(steps, *s)
		}
	}
	if len(steps) == 0 {
		return 0, nil
	}
	return t.journal(ctx, entry{verb: "topics.ordered", subject: "", inverse: &inverse{Steps: steps}})
}

// placeJSON is a topic's place as undo keeps it.
type placeJSON struct {
	Order int  `json:"order"`
	Bare  bool `json:"bare,omitempty"`
}

type placeState struct{}

func (placeState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (placeState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var p placeJSON
	var slug string
	if err := t.row(ctx, `SELECT position, bare, slug FROM topics WHERE topic = ?`, key).Scan(&p.Order, &p.Bare, &slug); err != nil {
		return nil, "", err
	}
	state, err := encode(p)
	return state, slug, err
}

func (placeState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var p placeJSON
	if err := decode(string(state), &p); err != nil {
		return err
	}
	if err := t.flushTallies(ctx); err != nil {
		return err
	}
	var wasBare bool
	var count int64
	if err := t.row(ctx, `SELECT bare, count FROM topics WHERE topic = ?`, key).Scan(&wasBare, &count); err != nil {
		return err
	}
	t.countRecord(totalTopics, count, wasBare, p.Bare)
	t.changed.Names = true
	_, err := t.exec(ctx, `UPDATE topics SET position = ?, bare = ? WHERE topic = ?`, p.Order, p.Bare, key)
	return err
}

// MergeTopics leads topics, by slug or name, to another: their articles, names, slugs
// and aliases. It gives the journal's entry, by which all of it is taken back.
func (db *DB) MergeTopics(ctx context.Context, from []string, into string) (number int64, err error) {
	err = db.writeSettled(ctx, func(ctx context.Context, t *tx) error {
		number, err = t.mergeAll(ctx, borneOf(FieldTopic), "topics.merged", from, into, func(slug string) (int64, string, error) {
			id, err := topicCalled(ctx, t, slug)
			if err != nil {
				return 0, "", err
			}
			topic, err := readTopic(ctx, t, id)
			return id, topic.Name, err
		})
		return err
	})
	return number, db.translate("merge topics", err)
}

// mergeAll merges several names into one as one act.
func (t *tx) mergeAll(ctx context.Context, f *borne, verb string, from []string, into string, find func(slug string) (int64, string, error)) (int64, error) {
	target, name, err := find(into)
	if err != nil {
		return 0, err
	}
	var steps []step
	var done []int64
	for _, slug := range from {
		gone, _, err := find(slug)
		if err != nil {
			return 0, err
		}
		if slices.Contains(done, gone) {
			continue
		}
		if gone == target {
			return 0, news.Errorf(news.CodeInvalid, "from", "%q leads to %q already; nothing was changed.", slug, name)
		}
		done = append(done, gone)
	}
	for _, gone := range done {
		s, err := t.merge(ctx, f, gone, target)
		if err != nil {
			return 0, err
		}
		if s != nil {
			steps = append(steps, *s)
		}
	}
	if len(steps) == 0 {
		return 0, nil
	}
	return t.journal(ctx, entry{verb: verb, subject: name, inverse: &inverse{Steps: steps}})
}
