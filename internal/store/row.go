package store

import (
	"context"
	"encoding/json"
	"time"

	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
)

// undatedBase is where undated articles stand in the order: before all dates,
// in the order in which they came. No date that can be stored reaches undatedBelow.
const (
	undatedBase  = -(int64(1) << 47)
	undatedBelow = -(int64(1) << 46)
)

// articleRow is a row of articles.
type articleRow struct {
	row       int64
	source    int64
	id        string
	public    string
	kind      string
	section   *int64
	language  string
	published int64
	zone      int64
	updated   *int64
	state     string
	listed    bool
	read      bool
	starred   bool
	later     bool
	deleted   bool
	version   int64
	n         int
	rev       int64
	words     int
	minutes   int
	media     int
	places    int
	comments  int
	change    string

	kicker     string
	title      string
	standfirst string
	excerpt    string
	byline     string
	lead       *string
	url        string
	topics     string
	tags       string
	authors    string
	urlKey     *int64
	textKey    int64

	translationOf *string
	group         *int64
	frontTitle    string

	sketch neardup.Sketch // of a text that was just derived; it has a table of its own
}

const rowColumns = `row, ` + rowRest

// rowRest is all but the key: naming the key in an UPDATE would make SQLite look
// through every table that refers to it.
const rowRest = `source, id, public, kind, section, language, published, zone, updated, state, listed,
	read, starred, later, deleted, version, n, rev, words, minutes, media, places, comments, change,
	kicker, title, standfirst, excerpt, byline, lead, url, topics, tags, authors, url_key, text_key,
	translation_of, translation_group, front_title`

func (r *articleRow) targets() []any {
	return []any{&r.row, &r.source, &r.id, &r.public, &r.kind, &r.section, &r.language, &r.published, &r.zone,
		&r.updated, &r.state, &r.listed, &r.read, &r.starred, &r.later, &r.deleted, &r.version, &r.n, &r.rev,
		&r.words, &r.minutes, &r.media, &r.places, &r.comments, &r.change, &r.kicker, &r.title, &r.standfirst, &r.excerpt,
		&r.byline, &r.lead, &r.url, &r.topics, &r.tags, &r.authors, &r.urlKey, &r.textKey, &r.translationOf, &r.group, &r.frontTitle}
}

func (r *articleRow) values() []any {
	return []any{r.row, r.source, r.id, r.public, r.kind, r.section, r.language, r.published, r.zone,
		r.updated, r.state, r.listed, r.read, r.starred, r.later, r.deleted, r.version, r.n, r.rev,
		r.words, r.minutes, r.media, r.places, r.comments, r.change, r.kicker, r.title, r.standfirst, r.excerpt,
		r.byline, r.lead, r.url, r.topics, r.tags, r.authors, r.urlKey, r.textKey, r.translationOf, r.group, r.frontTitle}
}

func (t *tx) loadRow(ctx context.Context, row int64) (*articleRow, error) {
	r := &articleRow{}
	err := t.row(ctx, `SELECT `+rowColumns+` FROM articles WHERE row = ?`, row).Scan(r.targets()...)
	return r, err
}

func (t *tx) insertRow(ctx context.Context, r *articleRow) error {
	_, err := t.exec(ctx, `INSERT INTO articles (`+rowColumns+`) VALUES
		(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`, r.values()...)
	return err
}

// saveRow writes all columns of an article that is there.
func (t *tx) saveRow(ctx context.Context, r *articleRow) error {
	_, err := t.exec(ctx, `UPDATE articles SET (`+rowRest+`) =
		(?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,
		?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40) WHERE row = ?1`, r.values()...)
	return err
}

// enlist puts a listed article into the lists of its names and the totals.
func (t *tx) enlist(ctx context.Context, r *articleRow) error { return t.tellLists(ctx, r, 1) }

// delist takes it out again; r is as it was when it was enlisted.
func (t *tx) delist(ctx context.Context, r *articleRow) error { return t.tellLists(ctx, r, -1) }

var listTables = []struct {
	what          tallied
	insert, erase string
	of            func(*articleRow) string
}{
	{tallyTopic, `INSERT OR IGNORE INTO article_topics (topic, published, article) VALUES (?, ?, ?)`,
		`DELETE FROM article_topics WHERE topic = ? AND published = ? AND article = ?`, func(r *articleRow) string { return r.topics }},
	{tallyTag, `INSERT OR IGNORE INTO article_tags (tag, published, article) VALUES (?, ?, ?)`,
		`DELETE FROM article_tags WHERE tag = ? AND published = ? AND article = ?`, func(r *articleRow) string { return r.tags }},
	{tallyAuthor, `INSERT OR IGNORE INTO article_authors (author, published, article) VALUES (?, ?, ?)`,
		`DELETE FROM article_authors WHERE author = ? AND published = ? AND article = ?`, func(r *articleRow) string { return r.authors }},
}

func (t *tx) tellLists(ctx context.Context, r *articleRow, by int64) error {
	if !r.listed {
		return nil
	}
	for _, list := range listTables {
		query := list.insert
		if by < 0 {
			query = list.erase
		}
		for _, id := range numbersOf(list.of(r)) {
			if _, err := t.exec(ctx, query, id, r.published, r.row); err != nil {
				return err
			}
			t.count(list.what, id, "", by)
		}
	}
	if err := t.sum(ctx, r, by); err != nil {
		return err
	}
	if err := t.countUses(ctx, r.row, by); err != nil {
		return err
	}
	if err := t.countShown(ctx, r.row, by); err != nil {
		return err
	}
	if r.places > 0 {
		query := `INSERT OR IGNORE INTO topic_places (topic, published, article) VALUES (?, ?, ?)`
		if by < 0 {
			query = `DELETE FROM topic_places WHERE topic = ? AND published = ? AND article = ?`
		}
		for _, id := range numbersOf(r.topics) {
			if _, err := t.exec(ctx, query, id, r.published, r.row); err != nil {
				return err
			}
		}
	}
	t.countRow(r, by)
	return nil
}

// countRow adds what a listed article adds to the totals.
func (t *tx) countRow(r *articleRow, by int64) {
	t.total(totalArticles, by)
	t.total(totalComments, by*int64(r.comments))
	for name, on := range map[string]bool{totalRead: r.read, totalStarred: r.starred, totalLater: r.later} {
		if on {
			t.total(name, by)
		}
	}
	t.count(tallySource, r.source, "", by)
	t.count(tallyKind, 0, r.kind, by)
	t.count(tallyLanguage, 0, r.language, by)
	if r.section != nil {
		t.count(tallySection, *r.section, "", by)
	}
	at := publishedTime(r.published, 0)
	if at.IsZero() {
		return
	}
	day := string(news.DayOf(at, t.zone))
	t.count(tallyDay, 0, day, by)
	for _, topic := range numbersOf(r.topics) {
		t.count(tallyMonth, topic, day[:len("2006-01")], by)
	}
}

// numbersOf reads a JSON array of numbers of ours.
func numbersOf(list string) []int64 {
	if list == "" || list == "[]" {
		return nil
	}
	var ids []int64
	if err := json.Unmarshal([]byte(list), &ids); err != nil {
		return nil // found and said by Verify
	}
	return ids
}

// publishedKey is a time's place in the order of lists.
func publishedKey(t time.Time, row int64) int64 {
	if t.IsZero() {
		return undatedBase + row
	}
	return t.UnixMilli()
}

// publishedTime is the moment that a key stands for, in the zone that it was
// given in (seconds east of UTC), zero for undated.
func publishedTime(key, zone int64) time.Time {
	if key < undatedBelow {
		return time.Time{}
	}
	t := time.UnixMilli(key).UTC()
	if zone != 0 {
		return t.In(time.FixedZone("", int(zone)))
	}
	return t
}
