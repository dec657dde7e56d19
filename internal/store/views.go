package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
	"time"

	"broadsheet/internal/news"
)

// rankingCache keeps worked-out rankings until reads or articles change: a
// month of a large library sums tens of thousands of counts.
type rankingCache struct {
	mu    sync.Mutex
	known map[rankingKey][]ranked
	ends  map[rankingKey]news.Day
	round int // rises with each forgetting, so that a slow reading is not kept
}

type rankingKey struct {
	source news.ViewSource
	days   int
	until  news.Day // the latest day that may count; empty: any
}

type ranked struct {
	row   news.Row
	reads int64
}

func (c *rankingCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known, c.ends = nil, nil
	c.round++
}

// forgetCame forgets the rankings of reads that came with articles.
func (c *rankingCache) forgetCame() { c.forgetOf(news.ViewsCame) }

func (c *rankingCache) forgetOf(source news.ViewSource) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key := range c.known {
		if key.source == source {
			delete(c.known, key)
			delete(c.ends, key)
		}
	}
	c.round++
}

// maxRankings is how many rankings are kept: front pages of other days have their own.
const maxRankings = 64

// maxRanked is how many articles of a ranking are kept.
const maxRanked = 100

// MostViewed ranks articles by their reads in the days (1, 7 or 30, or any
// number up to 366) that end at the newest day with counts of that kind of
// articles that are listed, not after until (empty: whichever that is). To is empty where there are none.
// limit: 0 means 10, at most 100.
func (db *DB) MostViewed(ctx context.Context, days, limit int, source news.ViewSource, until news.Day) (news.Ranking, error) {
	out := news.Ranking{Source: source}
	days = clamp(days, 1, 366)
	to, list, err := db.ranking(ctx, rankingKey{source, days, until})
	if err != nil || to == "" {
		return out, db.translate("rank articles", err)
	}
	last, err := time.Parse(time.DateOnly, string(to))
	if err != nil {
		return out, db.translate("rank articles", err)
	}
	out.To, out.From = to, news.Day(last.AddDate(0, 0, 1-days).Format(time.DateOnly))
	rows := make([]news.Row, len(list))
	reads := make(map[news.Row]int64, len(list))
	for i, r := range list {
		rows[i], reads[r.row] = r.row, r.reads
	}
	if most := clamp(limit, 10, maxRanked); len(rows) > most {
		rows = rows[:most]
	}
	articles, err := db.Summaries(ctx, rows)
	for _, a := range articles {
		out.Items = append(out.Items, news.Ranked{Article: a, Reads: reads[a.Row]})
	}
	return out, err
}

func (db *DB) ranking(ctx context.Context, key rankingKey) (news.Day, []ranked, error) {
	c := &db.rankings
	c.mu.Lock()
	end, haveEnd := c.ends[key]
	list, have := c.known[key]
	round := c.round
	c.mu.Unlock()
	if have && haveEnd {
		return end, list, nil
	}
	end, list, err := db.rank(ctx, key)
	if err != nil {
		return "", nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.round == round {
		if c.known == nil || len(c.known) >= maxRankings {
			c.known, c.ends = map[rankingKey][]ranked{}, map[rankingKey]news.Day{}
		}
		c.known[key], c.ends[key] = list, end
	}
	return end, list, nil
}

func (db *DB) rank(ctx context.Context, key rankingKey) (news.Day, []ranked, error) {
	own := key.source == news.ViewsOwn
	var end news.Day
	until := string(key.until)
	if until == "" {
		until = topOfText
	}
	// A day whose counts are all of articles that are gone would make an empty ranking.
	err := db.row(ctx, `SELECT r.day FROM reads r CROSS JOIN articles a ON a.row = r.article
		WHERE r.own = ? AND r.day <= ? AND r.count > 0 AND a.listed = 1 ORDER BY r.day DESC LIMIT 1`, own, until).Scan(&end)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	last, err := time.Parse(time.DateOnly, string(end))
	if err != nil {
		return "", nil, err
	}
	rows, err := db.query(ctx, `WITH sums AS (
			SELECT article, sum(count) AS reads FROM reads WHERE own = ?1 AND day >= ?2 AND day <= ?3 AND count > 0 GROUP BY article)
		SELECT s.article, s.reads FROM sums s CROSS JOIN articles a ON a.row = s.article
		WHERE a.listed = 1 ORDER BY s.reads DESC, a.published DESC, a.row DESC LIMIT ?4`,
		own, last.AddDate(0, 0, 1-key.days).Format(time.DateOnly), string(end), maxRanked)
	list, err := collect(rows, err, func(rows *sql.Rows) (r ranked, err error) { return r, rows.Scan(&r.row, &r.reads) })
	return end, list, err
}

// CountRead counts one reading of an article on a day on this machine, and
// marks it read. It is not an entry of the history.
func (db *DB) CountRead(ctx context.Context, id string, day news.Day) error {
	if _, err := time.Parse(time.DateOnly, string(day)); err != nil {
		return news.Errorf(news.CodeInvalid, "day", "%q is not a day.", day)
	}
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		row, err := db.rowOf(ctx, t, id)
		if err != nil {
			return err
		}
		t.changed.Marks = true
		t.after = append(t.after, func() { db.rankings.forgetOf(news.ViewsOwn) })
		if _, err := t.mark(ctx, news.MarkRead, true, []int64{row}); err != nil {
			return err
		}
		// What had been read already is now read in its newest version.
		if _, err := t.exec(ctx, `UPDATE marks SET at = ? WHERE mark = ? AND article = ?`, stampOf(t.now), string(news.MarkRead), row); err != nil {
			return err
		}
		if err := t.sawWatching(ctx, row); err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO reads (own, day, article, count) VALUES (1, ?, ?, 1)
			ON CONFLICT DO UPDATE SET count = count + 1`, string(day), row)
		return err
	})
	return db.translate("count read", err)
}

// recentReads is how many of a person's reads are looked through for the latest.
const recentReads = 1000

// recentlyReadQuery gives what a person read here, day before day, with the moment of its
// last reading; what counts as unread again is left out.
const recentlyReadQuery = `SELECT r.article, m.at FROM (SELECT article FROM reads WHERE own = 1 ORDER BY day DESC, article DESC LIMIT ?) r
	CROSS JOIN marks m ON m.mark = 'read' AND m.article = r.article`

// RecentlyRead gives the published articles that a person read here last, the latest
// first; of more than a thousand on a day some are passed over. What was marked as read
// and not opened is none of them.
func (db *DB) RecentlyRead(ctx context.Context, limit int) ([]news.Summary, error) {
	type read struct {
		row news.Row
		at  string
	}
	rows, err := db.query(ctx, recentlyReadQuery, recentReads)
	list, err := collect(rows, err, func(rows *sql.Rows) (r read, err error) { return r, rows.Scan(&r.row, &r.at) })
	if err != nil {
		return nil, db.translate("read what was read", err)
	}
	slices.SortStableFunc(list, func(a, b read) int { return cmp.Compare(b.at, a.at) })
	var latest []news.Row
	for _, r := range list {
		if !slices.Contains(latest, r.row) { // read on several days
			latest = append(latest, r.row)
		}
		// Some of them may be gone.
		if len(latest) >= 2*limit {
			break
		}
	}
	found, err := db.Summaries(ctx, latest)
	return found[:min(limit, len(found))], err
}

// viewsOf reads the reads that came with an article.
func viewsOf(ctx context.Context, r reader, row int64) (map[news.Day]int64, error) {
	type view struct {
		day   news.Day
		count int64
	}
	rows, err := r.query(ctx, `SELECT day, count FROM reads INDEXED BY reads_article WHERE article = ? AND own = 0`, row)
	list, err := collect(rows, err, func(rows *sql.Rows) (v view, err error) { return v, rows.Scan(&v.day, &v.count) })
	if err != nil || len(list) == 0 {
		return nil, err
	}
	out := make(map[news.Day]int64, len(list))
	for _, v := range list {
		out[v.day] = v.count
	}
	return out, nil
}
