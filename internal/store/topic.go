package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

const topicColumns = `t.topic, t.slug, t.name, t.description, t.body, t.picture, t.position, t.visible, t.neighbours, t.language, t.bare, t.count`

type topicRow struct {
	id int64
	news.Topic
	slugs map[string]string // of the aliases whose slugs are not their own
}

func scanTopic(rows *sql.Rows) (t topicRow, err error) {
	var shown *string
	var neighbours string
	if err = rows.Scan(&t.id, &t.Slug, &t.Name, &t.Description, &t.Body, &shown, &t.Order, &t.Visible,
		&neighbours, &t.Language, &t.Bare, &t.Count); err != nil {
		return t, err
	}
	if shown != nil {
		var p picture
		if err := decode(*shown, &p); err != nil {
			return t, err
		}
		t.Picture = p.news()
	}
	return t, decode(neighbours, &t.Neighbours)
}

// Topics lists all topics that have a record or an article, in the curated
// order: those with a record by Order, then the others, most articles first.
// Bodies and aliases are left out.
func (db *DB) Topics(ctx context.Context) ([]news.Topic, error) {
	rows, err := db.query(ctx, `SELECT t.topic, t.slug, t.name, t.description, '', t.picture, t.position, t.visible,
			t.neighbours, t.language, t.bare, t.count
		FROM topics t WHERE t.count > 0 OR t.bare = 0
		ORDER BY t.bare, t.position, CASE t.bare WHEN 1 THEN -t.count ELSE 0 END, t.fold, t.topic`)
	list, err := collect(rows, err, scanTopic)
	out := make([]news.Topic, len(list))
	for i := range list {
		out[i] = list[i].Topic
	}
	return out, db.translate("read topics", err)
}

// Topic gives a topic by slug, or by that of an alias that it has or had, with
// everything in it.
func (db *DB) Topic(ctx context.Context, slug string) (news.Topic, error) {
	id, err := topicAt(ctx, db, slug)
	if err != nil {
		return news.Topic{}, db.translate("read topic", err)
	}
	t, err := readTopic(ctx, db, id)
	return t.Topic, db.translate("read topic", err)
}

// topicAt is topicBySlug for addresses, which lead on for ever.
func topicAt(ctx context.Context, r reader, slug string) (int64, error) {
	return addressed(ctx, r, borneOf(FieldTopic), slug, topicBySlug)
}

func topicBySlug(ctx context.Context, r reader, slug string) (int64, error) {
	var id int64
	err := r.row(ctx, `SELECT topic FROM topics WHERE slug = ?1 AND (count > 0 OR bare = 0)
		UNION ALL SELECT topic FROM topic_aliases WHERE slug = ?1 LIMIT 1`, slug).Scan(&id)
	return id, orNotFound(err, "topic", slug)
}

func readTopic(ctx context.Context, r reader, id int64) (topicRow, error) {
	rows, err := r.query(ctx, `SELECT `+topicColumns+` FROM topics t WHERE t.topic = ?`, id)
	list, err := collect(rows, err, scanTopic)
	if err == nil && len(list) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return topicRow{}, err
	}
	list[0].Aliases, list[0].slugs, err = topicAliases.names(ctx, r, id)
	return list[0], err
}

// TopicTimeline counts a topic's articles by month, oldest first.
func (db *DB) TopicTimeline(ctx context.Context, slug string) ([]news.MonthCount, error) {
	id, err := topicAt(ctx, db, slug)
	if err != nil {
		return nil, db.translate("read topic", err)
	}
	rows, err := db.query(ctx, `SELECT month, count FROM topic_months WHERE topic = ? AND count > 0 ORDER BY month`, id)
	list, err := collect(rows, err, func(rows *sql.Rows) (m news.MonthCount, err error) { return m, rows.Scan(&m.Month, &m.Count) })
	return list, db.translate("read timeline", err)
}

// TopicPlaces lists the places of a topic's articles, those of the newest
// articles first; limit 0 means 1,000, at most 10,000.
func (db *DB) TopicPlaces(ctx context.Context, slug string, limit int) ([]news.ArticlePlace, error) {
	id, err := topicAt(ctx, db, slug)
	if err != nil {
		return nil, db.translate("read topic", err)
	}
	rows, err := db.query(ctx, `SELECT p.name, p.lat, p.lon, p.date, a.public, a.title
		FROM topic_places j CROSS JOIN articles a ON a.row = j.article CROSS JOIN places p ON p.article = j.article
		WHERE j.topic = ? ORDER BY j.published DESC, j.article DESC LIMIT ?`, id, clamp(limit, 1000, 10_000))
	list, err := collect(rows, err, func(rows *sql.Rows) (p news.ArticlePlace, err error) {
		return p, rows.Scan(&p.Place.Name, &p.Place.Lat, &p.Place.Lon, &p.Place.Date, &p.Article, &p.Title)
	})
	return list, db.translate("read places", err)
}

// SetTopic replaces a topic's record, known by its slug, or makes it. Can be undone.
func (db *DB) SetTopic(ctx context.Context, topic news.Topic) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		s, _, err := t.setTopic(ctx, topic)
		if err != nil || s == nil {
			return err
		}
		_, err = t.journal(ctx, entry{verb: "topic.changed", subject: topic.Name, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	var no refusal
	if errors.As(err, &no) {
		return news.Errorf(news.CodeInvalid, "topic", "This topic was not kept: %s.", no.why)
	}
	return db.translate("set topic", err)
}

func (in *ingest) topic(ctx context.Context, topic news.Topic) (news.Outcome, error) {
	had, merged, err := in.topicHeld(ctx, topic)
	if err != nil {
		return "", err
	}
	if merged {
		in.problem(news.ProblemAltered, "the topic %q was merged into another here, and stays so", topic.Name)
		return news.OutcomeUnchanged, nil
	}
	topic.Aliases = joinNames(topic.Aliases, had)
	s, dropped, err := in.setTopic(ctx, topic)
	for _, alias := range dropped {
		in.problem(news.ProblemAltered, "the topic %q cannot have the alias %q: it names another topic", topic.Name, alias)
	}
	return in.stepped(ctx, s, err)
}

// topicHeld gives the aliases that a topic has that a record is about: what
// arrives adds to them and takes none away, since articles may have been led on by
// them. merged: it was merged into another.
func (t *tx) topicHeld(ctx context.Context, topic news.Topic) (aliases []string, merged bool, err error) {
	slug := topic.Slug
	if slug == "" {
		slug = lang.Slug(topic.Name)
	}
	var id int64
	err = t.row(ctx, `SELECT topic FROM topics WHERE slug = ?`, slug).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	held, err := readTopic(ctx, t, id)
	if err != nil {
		return nil, false, err
	}
	merged, err = t.mergedAway(ctx, borneOf(FieldTopic), id)
	return held.Aliases, merged, err
}

// joinNames gives the names of both lists, each once.
func joinNames(list, more []string) []string {
	for _, name := range more {
		if !slices.ContainsFunc(list, func(have string) bool { return foldOf(have) == foldOf(name) }) {
			list = append(slices.Clip(list), name)
		}
	}
	return list
}

// setTopic writes a topic's record; aliases that name another topic already
// are left out and given back.
func (t *tx) setTopic(ctx context.Context, topic news.Topic) (s *step, dropped []string, err error) {
	if strings.TrimSpace(topic.Name) == "" || topic.BodyFormat != news.BodyCanonical {
		return nil, nil, refuse("a topic needs a name, and a body in canonical form")
	}
	if topic.Slug == "" {
		topic.Slug = lang.Slug(topic.Name)
	}
	id, err := t.topicOf(ctx, topic)
	if err != nil {
		return nil, nil, err
	}
	was, err := readTopic(ctx, t, id)
	if err != nil {
		return nil, nil, err
	}
	topic.Bare = false
	s, err = t.change(ctx, thingTopic, id, topicState{}, func() (err error) {
		dropped, err = t.writeTopic(ctx, id, topicRow{Topic: topic, slugs: was.slugs}, topicAliases)
		return err
	})
	return s, dropped, err
}

// topicOf finds the topic that a record is about: by slug, else one without a
// record that bears its name; else it is made.
func (t *tx) topicOf(ctx context.Context, topic news.Topic) (int64, error) {
	var id int64
	err := t.row(ctx, `SELECT topic FROM topics WHERE slug = ?1 UNION ALL SELECT topic FROM topics WHERE fold = ?2 AND bare = 1 LIMIT 1`,
		topic.Slug, foldOf(topic.Name)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = t.insert(ctx, insertTopic, topic.Slug, topic.Name, foldOf(topic.Name))
	}
	return id, err
}

// writeTopic writes all of a topic; aliases that are taken are given back.
func (t *tx) writeTopic(ctx context.Context, id int64, topic topicRow, table aliasTable) (dropped []string, err error) {
	var shown *string
	if topic.Picture != nil {
		text, err := encodeText(pictureOf(topic.Picture))
		if err != nil {
			return nil, err
		}
		shown = &text
	}
	if topic.Neighbours == nil {
		topic.Neighbours = []string{}
	}
	neighbours, err := encodeText(topic.Neighbours)
	if err != nil {
		return nil, err
	}
	if err := t.flushTallies(ctx); err != nil { // which names are listed decides on aliases and slugs
		return nil, err
	}
	var wasBare bool
	var count int64
	if err := t.row(ctx, `SELECT bare, count FROM topics WHERE topic = ?`, id).Scan(&wasBare, &count); err != nil {
		return nil, err
	}
	if err := t.yieldSlug(ctx, topicSlugs, id, topic.Slug); err != nil {
		return nil, err
	}
	t.countRecord(totalTopics, count, wasBare, topic.Bare)
	if _, err := t.exec(ctx, `UPDATE topics SET slug = ?, name = ?, fold = ?, description = ?, body = ?, picture = ?,
		position = ?, visible = ?, neighbours = ?, language = ?, bare = ? WHERE topic = ?`,
		topic.Slug, topic.Name, foldOf(topic.Name), topic.Description, topic.Body, shown,
		topic.Order, topic.Visible, neighbours, topic.Language, topic.Bare, id); err != nil {
		return nil, err
	}
	t.changed.Names = true
	clear(t.db.names.topics) // names and aliases may lead elsewhere now
	return t.writeAliases(ctx, table, id, aliasesOf(topic.Aliases, topic.slugs))
}

// slugTable is the SQL of the slugs of topics or tags.
type slugTable struct{ held, taken, set string }

var topicSlugs = slugTable{
	held:  `SELECT topic, count > 0 OR bare = 0 FROM topics WHERE slug = ? AND topic <> ?`,
	taken: `SELECT 1 FROM topics WHERE slug = ?1 UNION ALL SELECT 1 FROM topic_aliases WHERE slug = ?1`,
	set:   `UPDATE topics SET slug = ? WHERE topic = ?`,
}

// yieldSlug frees a slug from a name that is not listed any more; errPlaceTaken
// where one that is listed has it.
func (t *tx) yieldSlug(ctx context.Context, table slugTable, id int64, slug string) error {
	var other int64
	var listed bool
	err := t.row(ctx, table.held, slug, id).Scan(&other, &listed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return err
	case listed:
		return errPlaceTaken
	}
	free, err := t.freeSlug(ctx, slug, table.taken)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, table.set, free, other)
	return err
}

// countRecord follows a total when a name gets a record or loses it.
func (t *tx) countRecord(total string, count int64, wasBare, isBare bool) {
	switch {
	case count > 0 || wasBare == isBare:
	case isBare:
		t.total(total, -1)
	default:
		t.total(total, 1)
	}
}

// topicJSON is a topic as undo keeps it.
type topicJSON struct {
	Slug        string   `json:"slug"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Body        string   `json:"body,omitempty"`
	Picture     *picture `json:"picture,omitempty"`
	Order       int      `json:"order,omitempty"`
	Visible     bool     `json:"visible,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`
	// Slugs are those of aliases that have not their own.
	Slugs      map[string]string `json:"slugs,omitempty"`
	Neighbours []string          `json:"neighbours,omitempty"`
	Language   string            `json:"language,omitempty"`
	Bare       bool              `json:"bare,omitempty"`
}

type topicState struct{}

// same: a topic without a record may have had to give its slug to another, and
// is still the same.
func (topicState) same(a, b json.RawMessage) bool {
	var x, y topicJSON
	if sameBytes(a, b) {
		return true
	}
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && x.Bare && y.Bare && x.Name == y.Name
}

func (topicState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	topic, err := readTopic(ctx, t, key)
	if err != nil {
		return nil, "", err
	}
	b, err := encode(topicJSON{topic.Slug, topic.Name, topic.Description, topic.Body, pictureOf(topic.Picture), topic.Order,
		topic.Visible, topic.Aliases, topic.slugs, topic.Neighbours, topic.Language, topic.Bare})
	return b, topic.Slug, err
}

func (topicState) write(ctx context.Context, t *tx, key int64, raw json.RawMessage) error {
	var s topicJSON
	if err := decode(string(raw), &s); err != nil {
		return err
	}
	_, err := t.writeTopic(ctx, key, topicRow{slugs: s.Slugs, Topic: news.Topic{Slug: s.Slug, Name: s.Name, Description: s.Description, Body: s.Body,
		Picture: s.Picture.news(), Order: s.Order, Visible: s.Visible, Aliases: s.Aliases, Neighbours: s.Neighbours,
		Language: s.Language, Bare: s.Bare}}, topicAliases.restoring())
	return err
}
