package store

import (
	"cmp"
	"context"
	"database/sql"
	"time"

	"broadsheet/internal/news"
)

// What lists show, of articles a with the names that they bear.
const (
	summaryColumns = `a.row, a.public, a.kind, coalesce(sec.slug, ''), coalesce(sec.name, ''), a.language, a.kicker, a.title, a.front_title,
		a.standfirst, a.excerpt, a.byline, a.published, a.zone, a.updated, a.words, a.minutes, a.lead, a.media, a.comments,
		a.change, a.read, ` + changedSinceRead + `, a.starred, a.later, a.url, src.name, coalesce(sub.title, '')`
	// What has one version, and what nobody has read, is not looked up.
	changedSinceRead = `a.read = 1 AND a.n > 1 AND EXISTS (SELECT 1 FROM marks m CROSS JOIN versions v ON v.article = a.row AND v.trashed = 0
		WHERE m.mark = 'read' AND m.article = a.row AND v.stored > m.at AND v.change <> 'minor')`
	summaryJoins = `LEFT JOIN sections sec ON sec.section = a.section LEFT JOIN sources src ON src.source = a.source
		LEFT JOIN subscriptions sub ON sub.source = src.name`
)

// listedRow is a summary with its key.
type listedRow struct {
	news.Summary
	published int64
}

func scanListed(rows *sql.Rows) (listedRow, error) {
	var s listedRow
	var byline string
	var zone int64
	var updated *int64
	var lead *string
	err := rows.Scan(&s.Row, &s.ID, &s.Kind, &s.Section.Slug, &s.Section.Name, &s.Language, &s.Kicker, &s.Title, &s.FrontTitle,
		&s.Standfirst, &s.Excerpt, &byline, &s.published, &zone, &updated, &s.Words, &s.Minutes, &lead, &s.MediaCount, &s.Comments,
		&s.Change, &s.Read, &s.ChangedSinceRead, &s.Starred, &s.Later, &s.URL, &s.Source, &s.Feed)
	if err != nil {
		return s, err
	}
	s.Published = publishedTime(s.published, zone)
	if updated != nil {
		s.Updated = time.UnixMilli(*updated).UTC()
	}
	if lead != nil {
		var p picture
		if err := decode(*lead, &p); err != nil {
			return s, err
		}
		s.Lead = p.news()
	}
	if byline == "[]" {
		return s, nil
	}
	return s, decode(byline, &s.Authors)
}

// summaries runs a query of summaryColumns.
func (db *DB) summaries(ctx context.Context, r reader, query string, args ...any) ([]news.Summary, error) {
	rows, err := r.query(ctx, query, args...)
	list, err := collect(rows, err, scanListed)
	out := make([]news.Summary, len(list))
	for i := range list {
		out[i] = list[i].Summary
	}
	return out, err
}

// Summaries gives what lists show of published articles, in the order of rows;
// those that are gone or not published are left out.
func (db *DB) Summaries(ctx context.Context, rows []news.Row) ([]news.Summary, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	list, err := db.summaries(ctx, db, `SELECT `+summaryColumns+` FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value
		`+summaryJoins+` WHERE a.listed = 1 ORDER BY e.key`, rowList(rows))
	return list, db.translate("read summaries", err)
}

// Summary gives what lists show of one article, also where it was withdrawn or
// retracted and stands in no list.
func (db *DB) Summary(ctx context.Context, id string) (s news.Summary, err error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return s, db.translate("read summary", err)
	}
	list, err := db.summaries(ctx, db, `SELECT `+summaryColumns+` FROM articles a `+summaryJoins+` WHERE a.row = ? AND a.deleted = 0`, row)
	if err != nil || len(list) == 0 {
		return s, db.translate("read summary", cmp.Or(err, error(news.NotFound("article", id))))
	}
	return list[0], nil
}

// Find is Summaries for public ids, or ids that lead to one.
func (db *DB) Find(ctx context.Context, ids []string) ([]news.Summary, error) {
	var rows []news.Row
	for _, id := range ids {
		row, err := db.rowOf(ctx, db, id)
		if news.CodeOf(err) == news.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, db.translate("read summaries", err)
		}
		rows = append(rows, news.Row(row))
	}
	return db.Summaries(ctx, rows)
}

// maxYears bounds how far back OnThisDay looks.
const maxYears = 400

// OnThisDay lists at most limit (0: 5) published articles of the same month
// and day in earlier years, the latest year first.
func (db *DB) OnThisDay(ctx context.Context, day news.Day, limit int) ([]news.Summary, error) {
	limit = clamp(limit, 5, 100)
	zone := db.Zone()
	date, err := time.ParseInLocation(time.DateOnly, string(day), zone)
	if err != nil {
		return nil, news.Errorf(news.CodeInvalid, "day", "%q is not a day.", day)
	}
	oldest, err := db.edge(ctx, `SELECT published, zone FROM articles INDEXED BY articles_all
		WHERE listed = 1 AND published > ? ORDER BY published LIMIT 1`, undatedBelow)
	if err != nil || oldest.IsZero() {
		return nil, db.translate("read oldest", err)
	}
	var out []news.Summary
	for back := 1; back <= maxYears && len(out) < limit; back++ {
		then := time.Date(date.Year()-back, date.Month(), date.Day(), 0, 0, 0, 0, zone)
		if then.Year() < oldest.In(zone).Year() {
			break
		}
		if then.Day() != date.Day() {
			continue // no 29 February in that year
		}
		next := then.AddDate(0, 0, 1)
		list, err := db.summaries(ctx, db, `SELECT `+summaryColumns+` FROM articles a INDEXED BY articles_all `+summaryJoins+`
			WHERE a.listed = 1 AND a.published >= ? AND a.published < ? ORDER BY a.published DESC, a.row DESC LIMIT ?`,
			then.UnixMilli(), next.UnixMilli(), limit-len(out))
		if err != nil {
			return nil, db.translate("read on this day", err)
		}
		out = append(out, list...)
	}
	return out, nil
}
