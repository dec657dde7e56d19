package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"broadsheet/internal/news"
)

// tally names a number that is kept by the writes.
type tally struct {
	what tallied
	id   int64
	name string
}

type tallied byte

const (
	tallyTotal    tallied = iota // name: a row of counts
	tallyKind                    // name
	tallyLanguage                // name
	tallyDay                     // name
	tallyMonth                   // id: topic, name: month
	tallySource                  // id …
	tallySection
	tallyAuthor
	tallyTag
	tallyTopic
	tallyCollection
)

// Names of totals.
const (
	totalArticles = "articles"
	totalRead     = "read"
	totalStarred  = "starred"
	totalLater    = "later"
	totalComments = "comments"
	totalMedia    = "media"
	totalTopics   = "topics"
	totalTags     = "tags"
	totalSections = "sections"
	totalAuthors  = "authors"
)

// count adds to a tally; it is written once, when the transaction ends.
func (t *tx) count(what tallied, id int64, name string, by int64) {
	t.deltas[tally{what, id, name}] += by
}

func (t *tx) total(name string, by int64) { t.count(tallyTotal, 0, name, by) }

// flushTallies writes what count gathered. Names first: one that comes to be
// listed, or ceases to, changes a total.
func (t *tx) flushTallies(ctx context.Context) error {
	for key, by := range t.deltas {
		if by == 0 || key.what == tallyTotal {
			continue
		}
		if err := t.flushName(ctx, key, by); err != nil {
			return err
		}
	}
	for key, by := range t.deltas {
		if by == 0 || key.what != tallyTotal {
			continue
		}
		if _, err := t.exec(ctx, `INSERT INTO counts (name, value) VALUES (?, ?)
			ON CONFLICT (name) DO UPDATE SET value = value + excluded.value`, key.name, by); err != nil {
			return err
		}
	}
	clear(t.deltas)
	return nil
}

func (t *tx) flushName(ctx context.Context, key tally, by int64) error {
	switch key.what {
	case tallyKind:
		return t.upsertCount(ctx, `INSERT INTO kinds (name, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`, key.name, by)
	case tallyLanguage:
		return t.upsertCount(ctx, `INSERT INTO languages (name, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`, key.name, by)
	case tallyDay:
		return t.upsertCount(ctx, `INSERT INTO days (day, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`, key.name, by)
	case tallyMonth:
		_, err := t.exec(ctx, `INSERT INTO topic_months (topic, month, count) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET count = count + excluded.count`, key.id, key.name, by)
		return err
	case tallySource:
		_, err := t.exec(ctx, `UPDATE sources SET count = count + ? WHERE source = ?`, by, key.id)
		return err
	case tallySection:
		return t.countListed(ctx, totalSections, `UPDATE sections SET count = count + ? WHERE section = ? RETURNING count, position IS NOT NULL`, key.id, by)
	case tallyCollection:
		_, err := t.exec(ctx, `UPDATE collections SET count = count + ? WHERE collection = ?`, by, key.id)
		return err
	case tallyAuthor:
		return t.countListed(ctx, totalAuthors, `UPDATE authors SET count = count + ? WHERE author = ? RETURNING count, 0`, key.id, by)
	case tallyTag:
		return t.countListed(ctx, totalTags, `UPDATE tags SET count = count + ? WHERE tag = ? RETURNING count, NOT bare`, key.id, by)
	case tallyTopic:
		return t.countListed(ctx, totalTopics, `UPDATE topics SET count = count + ? WHERE topic = ? RETURNING count, NOT bare`, key.id, by)
	}
	return nil
}

func (t *tx) upsertCount(ctx context.Context, query, name string, by int64) error {
	_, err := t.exec(ctx, query, name, by)
	return err
}

// countListed adds to a name's count; a name that has no record of its own is
// listed, and in the total, while its count is above 0.
func (t *tx) countListed(ctx context.Context, total, query string, id, by int64) error {
	var count int64
	var always bool
	if err := t.row(ctx, query, by, id).Scan(&count, &always); err != nil {
		return err
	}
	was, is := count-by > 0, count > 0
	switch {
	case always || was == is:
	case is:
		t.total(total, 1)
	default:
		t.total(total, -1)
	}
	return nil
}

// Counts gives the totals; each is one seek, whatever the library's size.
func (db *DB) Counts(ctx context.Context) (news.Counts, error) {
	rows, err := db.query(ctx, `SELECT name, value FROM counts`)
	type total struct {
		name  string
		value int64
	}
	totals, err := collect(rows, err, func(rows *sql.Rows) (v total, err error) {
		return v, rows.Scan(&v.name, &v.value)
	})
	if err != nil {
		return news.Counts{}, db.translate("read totals", err)
	}
	values := map[string]int64{}
	for _, v := range totals {
		values[v.name] = v.value
	}
	c := news.Counts{
		Articles: values[totalArticles], Topics: values[totalTopics], Tags: values[totalTags],
		Media: values[totalMedia], Comments: values[totalComments], Sections: values[totalSections],
		Authors: values[totalAuthors], Unread: values[totalArticles] - values[totalRead],
		Starred: values[totalStarred], Later: values[totalLater],
	}
	if c.Oldest, err = db.edge(ctx, `SELECT published, zone FROM articles INDEXED BY articles_all
		WHERE listed = 1 AND published > ? ORDER BY published LIMIT 1`, undatedBelow); err != nil {
		return news.Counts{}, db.translate("read oldest", err)
	}
	if c.Newest, err = db.edge(ctx, `SELECT published, zone FROM articles INDEXED BY articles_all
		WHERE listed = 1 AND published > ? ORDER BY published DESC LIMIT 1`, undatedBelow); err != nil {
		return news.Counts{}, db.translate("read newest", err)
	}
	return c, nil
}

func (db *DB) edge(ctx context.Context, query string, args ...any) (time.Time, error) {
	var published, zone int64
	err := db.row(ctx, query, args...).Scan(&published, &zone)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return publishedTime(published, zone), err
}

// KindCount is a kind, or a language or source, and how many published
// articles are of it.
type KindCount struct {
	Name  string
	Count int64
}

// Kinds lists the kinds that published articles are of, most first.
func (db *DB) Kinds(ctx context.Context) ([]KindCount, error) {
	return db.nameCounts(ctx, `SELECT name, count FROM kinds WHERE count > 0 ORDER BY count DESC, name`)
}

// Languages lists the languages of published articles, most first.
func (db *DB) Languages(ctx context.Context) ([]KindCount, error) {
	return db.nameCounts(ctx, `SELECT name, count FROM languages WHERE count > 0 ORDER BY count DESC, name`)
}

// Sources lists the sources of published articles, most first.
func (db *DB) Sources(ctx context.Context) ([]KindCount, error) {
	return db.nameCounts(ctx, `SELECT name, count FROM sources WHERE count > 0 ORDER BY count DESC, name`)
}

func (db *DB) nameCounts(ctx context.Context, query string) ([]KindCount, error) {
	rows, err := db.query(ctx, query)
	list, err := collect(rows, err, func(rows *sql.Rows) (k KindCount, err error) {
		return k, rows.Scan(&k.Name, &k.Count)
	})
	return list, db.translate("read counts of names", err)
}
