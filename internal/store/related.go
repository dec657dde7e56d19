package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"broadsheet/internal/news"
)

// Related lists at most limit published articles (0: 5) related to one: those
// picked for it first, then those that share most topics and tags with it, the
// newest first.
func (db *DB) Related(ctx context.Context, id string, limit int) ([]news.Summary, error) {
	limit = clamp(limit, 5, 100)
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, db.translate("read related", err)
	}
	rows, err := db.picked(ctx, row)
	if err != nil {
		return nil, db.translate("read picked", err)
	}
	if len(rows) < limit {
		found, err := db.alike(ctx, row, limit+len(rows)+1)
		if err != nil {
			return nil, db.translate("read related", err)
		}
		rows = append(rows, found...)
	}
	seen := map[news.Row]bool{news.Row(row): true}
	var unique []news.Row
	for _, r := range rows {
		if !seen[r] && len(unique) < limit {
			seen[r] = true
			unique = append(unique, r)
		}
	}
	return db.Summaries(ctx, unique)
}

// picked resolves an article's related picks to published articles: ids in its
// own source, public ids, aliases, or addresses.
func (db *DB) picked(ctx context.Context, row int64) ([]news.Row, error) {
	type pick struct {
		target string
		source int64
	}
	found, err := db.query(ctx, `SELECT r.target, a.source FROM related r CROSS JOIN articles a ON a.row = r.article WHERE r.article = ? ORDER BY r.position`, row)
	picks, err := collect(found, err, func(rows *sql.Rows) (p pick, err error) { return p, rows.Scan(&p.target, &p.source) })
	if err != nil {
		return nil, err
	}
	var out []news.Row
	for _, p := range picks {
		var target int64
		err := db.row(ctx, `SELECT row FROM articles INDEXED BY articles_own WHERE deleted = 0 AND source = ?1 AND id = ?2
			UNION ALL SELECT row FROM articles INDEXED BY articles_public WHERE deleted = 0 AND public = ?2
			UNION ALL SELECT row FROM articles INDEXED BY articles_url WHERE deleted = 0 AND url_key IS NOT NULL AND url_key = ?3 AND url = ?2
			UNION ALL SELECT article FROM article_aliases WHERE id = ?2 LIMIT 1`, p.source, p.target, keyOf(p.target)).Scan(&target)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, news.Row(target))
	}
	return out, nil
}

// alikeSample is how many of the newest articles of each topic and tag are compared.
const alikeSample = 40

// alike finds the articles that share most with one: a topic counts two, a tag
// one; of equals the newest come first.
func (db *DB) alike(ctx context.Context, row int64, limit int) ([]news.Row, error) {
	var topics, tags string
	if err := db.row(ctx, `SELECT topics, tags FROM articles WHERE row = ?`, row).Scan(&topics, &tags); err != nil {
		return nil, err
	}
	found := map[int64]*likeness{}
	for _, list := range []struct {
		ids    []int64
		weight int
		query  string
	}{
		{numbersOf(topics), 2, `SELECT article, published FROM article_topics WHERE topic = ? ORDER BY published DESC, article DESC LIMIT ?`},
		{numbersOf(tags), 1, `SELECT article, published FROM article_tags WHERE tag = ? ORDER BY published DESC, article DESC LIMIT ?`},
	} {
		for _, id := range list.ids {
			rows, err := db.query(ctx, list.query, id, alikeSample)
			newest, err := collect(rows, err, func(rows *sql.Rows) (l likeness, err error) { return l, rows.Scan(&l.row, &l.published) })
			if err != nil {
				return nil, err
			}
			for _, l := range newest {
				if found[l.row] == nil {
					found[l.row] = &l
				}
				found[l.row].weight += list.weight
			}
		}
	}
	delete(found, row)
	order := slices.SortedFunc(maps.Values(found), func(a, b *likeness) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(b.published, a.published), cmp.Compare(b.row, a.row))
	})
	var out []news.Row
	for _, l := range order[:min(limit, len(order))] {
		out = append(out, news.Row(l.row))
	}
	return out, nil
}

// likeness is how much an article shares with another.
type likeness struct {
	row, published int64
	weight         int
}
