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
// picked for it first, then those that were found to be most like it (see
// KeepRelated), then those that share most topics and tags with it, the newest
// first.
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
	kept, err := db.keptRelated(ctx, row)
	if err != nil {
		return nil, db.translate("read related", err)
	}
	rows = append(rows, kept.rows...)
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

// kept is the list that was found for an article.
type kept struct {
	version, among int64
	rows           []news.Row
}

// keptRelated gives the list of an article; empty where there is none, or one
// for a text that the article has no more.
func (db *DB) keptRelated(ctx context.Context, row int64) (kept, error) {
	var k kept
	var found string
	err := db.row(ctx, `SELECT r.version, r.among, r.found FROM articles a CROSS JOIN related_found r ON r.article = a.row
		WHERE a.row = ? AND r.version = a.version`, row).Scan(&k.version, &k.among, &found)
	if errors.Is(err, sql.ErrNoRows) {
		return k, nil
	}
	for _, n := range numbersOf(found) {
		k.rows = append(k.rows, news.Row(n))
	}
	return k, err
}

// A list stays good until the library has grown or shrunk by a twentieth, in a
// small one by twenty articles or by half. One that was found among none, in an
// index that was still to be filled, is never good.
const (
	relatedSlack = 20
	relatedShare = 20
)

// RelatedStale says whether what is kept as related to an article is missing, of
// an earlier version of it, or of a library of another size.
func (db *DB) RelatedStale(ctx context.Context, id string) (bool, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return false, db.translate("read related", err)
	}
	k, err := db.keptRelated(ctx, row)
	if err != nil || k.version == 0 {
		return true, db.translate("read related", err)
	}
	now, err := db.Counts(ctx)
	return max(now.Articles-k.among, k.among-now.Articles) > min(relatedSlack, k.among/2)+k.among/relatedShare, err
}

// KeepRelated keeps what was found to be most like an article, best first, among
// so many articles. It says nothing to the screens and stands in no history.
func (db *DB) KeepRelated(ctx context.Context, article news.Row, among int64, found []news.Row) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `INSERT INTO related_found (article, version, among, found) SELECT row, version, ?2, ?3 FROM articles WHERE row = ?1
			ON CONFLICT (article) DO UPDATE SET version = excluded.version, among = ?2, found = ?3`, int64(article), among, rowList(found))
		return err
	})
	return db.translate("keep related", err)
}

// Published gives a published article as an index takes it in; CodeNotFound
// where there is none that is published.
func (db *DB) Published(ctx context.Context, id string) (IndexArticle, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return IndexArticle{}, db.translate("read article", err)
	}
	packed, err := indexRows(ctx, db, []news.Row{news.Row(row)})
	if err != nil {
		return IndexArticle{}, db.translate("read article", err)
	}
	list, err := db.indexArticles(packed)
	if err == nil && len(list) == 0 {
		err = news.NotFound("article", id)
	}
	if err != nil {
		return IndexArticle{}, err
	}
	return list[0], nil
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
