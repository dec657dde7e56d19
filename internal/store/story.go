package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/news"
)

const (
	// storySpan is how far apart two sources publish the same story at most, storyAgain
	// one source. What is alike from day to day is a series: tables, prayer times.
	storySpan  = 7 * 24 * time.Hour
	storyAgain = 20 * time.Hour
	// storyMost is how many articles a story has at most; more are made from one
	// template, and are never folded.
	storyMost = 20
	// storiesUnmade names the setting that stands where the library holds articles
	// that were compared before there were stories.
	storiesUnmade = "stories.unmade"
	storyTable    = "stories"
)

// tell finds out which stories the articles of a round tell that others tell too.
// Few are compared one by one; for many, reading all keys once is less work.
func (db *DB) tell(ctx context.Context, list []waiting) error {
	if len(list) > oneByOne {
		return db.tellAll(ctx)
	}
	var ties []tie
	for _, w := range list {
		row := news.Row(w.article)
		shares, err := db.like(ctx, w.article)
		if err != nil {
			return err
		}
		for other, share := range shares {
			ties = append(ties, tie{min(row, other), max(row, other), share})
		}
	}
	ties, err := db.near(ctx, ties)
	if err != nil {
		return err
	}
	return db.write(ctx, func(ctx context.Context, t *tx) error {
		for _, w := range list { // their texts may have changed
			if _, err := t.exec(ctx, `DELETE FROM stories WHERE article = ?`, w.article); err != nil {
				return err
			}
		}
		return t.unite(ctx, ties)
	})
}

// tellAll makes the stories of all articles anew.
func (db *DB) tellAll(ctx context.Context) error {
	ties, err := db.ties(ctx)
	if err == nil {
		ties, err = db.near(ctx, ties)
	}
	if err != nil {
		return err
	}
	return db.write(ctx, func(ctx context.Context, t *tx) error {
		if _, err := t.exec(ctx, `DELETE FROM stories`); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM settings WHERE key = ?`, storiesUnmade); err != nil {
			return err
		}
		return t.unite(ctx, ties)
	})
}

// tellUnmade makes the stories of a library that was compared before there were any.
func (db *DB) tellUnmade(ctx context.Context) error {
	unmade, err := db.Setting(ctx, storiesUnmade)
	if err != nil || unmade == "" {
		return err
	}
	return db.tellAll(ctx)
}

// near leaves out the ties of what was published too far apart.
func (db *DB) near(ctx context.Context, ties []tie) ([]tie, error) {
	var rows []news.Row
	for _, t := range ties {
		rows = append(rows, t.a, t.b)
	}
	slices.Sort(rows)
	type place struct {
		row       news.Row
		published int64
		source    int64
	}
	places := map[news.Row]place{}
	for part := range slices.Chunk(slices.Compact(rows), 10_000) {
		found, err := db.query(ctx, `SELECT a.row, a.published, a.source FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value`, rowList(part))
		list, err := collect(found, err, func(rows *sql.Rows) (p place, err error) { return p, rows.Scan(&p.row, &p.published, &p.source) })
		if err != nil {
			return nil, err
		}
		for _, p := range list {
			places[p.row] = p
		}
	}
	return slices.DeleteFunc(ties, func(t tie) bool {
		a, b := places[t.a], places[t.b]
		first, second := publishedTime(a.published, 0), publishedTime(b.published, 0)
		most := storySpan
		if a.source == b.source {
			most = storyAgain
		}
		return first.IsZero() != second.IsZero() || first.Sub(second).Abs() > most
	}), nil
}

// unite puts what is tied into one story, with all that its sides told already.
func (t *tx) unite(ctx context.Context, ties []tie) error {
	slices.SortFunc(ties, func(x, y tie) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	for _, tie := range ties {
		a, err := t.storyOf(ctx, tie.a)
		if err != nil {
			return err
		}
		b, err := t.storyOf(ctx, tie.b)
		if err != nil {
			return err
		}
		if a == b {
			continue
		}
		if _, err := t.exec(ctx, `UPDATE stories SET story = ? WHERE story = ?`, min(a, b), max(a, b)); err != nil {
			return err
		}
	}
	return nil
}

// storyOf gives the story that an article tells: one of its own where none was known.
func (t *tx) storyOf(ctx context.Context, row news.Row) (story int64, err error) {
	err = t.row(ctx, `SELECT story FROM stories WHERE article = ?`, row).Scan(&story)
	if errors.Is(err, sql.ErrNoRows) {
		story = int64(row)
		_, err = t.exec(ctx, `INSERT INTO stories (article, story) VALUES (?, ?)`, row, story)
	}
	return story, err
}

// teller is one article of a story, with its place in the order of lists.
type teller struct {
	story          int64
	published, row int64
}

// fold says of each article of a page how many tell its story in the whole list, and
// which of them is not the first to do so there.
func (db *DB) fold(ctx context.Context, f news.Filter, tests []test, list []news.Summary) error {
	rows := make([]news.Row, len(list))
	for i := range list {
		rows[i] = list[i].Row
	}
	query, args := foldQuery(f, tests, rows)
	found, err := db.query(ctx, query, args...)
	tellers, err := collect(found, err, func(rows *sql.Rows) (t teller, err error) {
		return t, rows.Scan(&t.story, &t.published, &t.row)
	})
	if err != nil {
		return err
	}
	stories, storyOf := map[int64][]teller{}, map[news.Row]int64{}
	for _, t := range tellers {
		stories[t.story] = append(stories[t.story], t)
		storyOf[news.Row(t.row)] = t.story
	}
	first := map[int64]news.Row{}
	for story, told := range stories {
		earliest := slices.MinFunc(told, func(a, b teller) int {
			order := cmp.Or(cmp.Compare(a.published, b.published), cmp.Compare(a.row, b.row))
			if !f.Oldest {
				order = -order
			}
			return order
		})
		first[story] = news.Row(earliest.row)
	}
	for i := range list {
		if story := storyOf[list[i].Row]; len(stories[story]) > 1 {
			list[i].Tellings = len(stories[story])
			list[i].Folded = first[story] != list[i].Row
		}
	}
	return nil
}

// foldQuery asks for all that tells a story of a page and passes the list's filter.
func foldQuery(f news.Filter, tests []test, rows []news.Row) (string, []any) {
	w := listWalk{key: "a.published", where: []string{"a.listed = 1"}, args: []any{rowList(rows), storyMost + 1, storyMost}}
	for _, t := range tests {
		w.where = append(w.where, t.where)
		w.args = append(w.args, t.value)
	}
	w.between(f)
	return `SELECT m.story, a.published, a.row
		FROM (SELECT DISTINCT s.story FROM json_each(?) e CROSS JOIN stories s ON s.article = e.value
			WHERE (SELECT count(*) FROM (SELECT 1 FROM stories x WHERE x.story = s.story LIMIT ?)) BETWEEN 2 AND ?) p
		CROSS JOIN stories m ON m.story = p.story CROSS JOIN articles a ON a.row = m.article
		WHERE ` + strings.Join(w.where, " AND "), w.args
}

// storyTest is the condition of telling the story of an article, itself too: nothing
// passes where nothing else tells it.
func (db *DB) storyTest(ctx context.Context, id string, tests []test) ([]test, error) {
	if id == "" {
		return tests, nil
	}
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	var story int64
	t := test{table: storyTable, where: "EXISTS (SELECT 1 FROM stories x WHERE x.article = a.row AND x.story = ?)"}
	err = db.row(ctx, `SELECT s.story, (SELECT count(*) FROM stories m CROSS JOIN articles a ON a.row = m.article WHERE m.story = s.story AND a.listed = 1)
		FROM stories s WHERE s.article = ?`, row).Scan(&story, &t.count)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil // it tells the story numbered 0, which nothing does
	}
	t.value = story
	return append(tests, t), err
}
