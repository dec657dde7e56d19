package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"
	"strings"

	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
)

// sameKey is how many articles with a key in common are compared: those with
// more are made from one template, and the first of them stand for all.
const sameKey = 200

// Like lists at most limit (0: 10) published articles whose text is nearly that
// of one, the most alike first. Articles that came in a moment ago are found
// once KeySketches has seen them.
func (db *DB) Like(ctx context.Context, id string, limit int) ([]news.Likeness, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, db.translate("read near-duplicates", err)
	}
	shares, err := db.like(ctx, row)
	if err != nil {
		return nil, db.translate("read near-duplicates", err)
	}
	order := slices.SortedFunc(maps.Keys(shares), func(a, b news.Row) int {
		return cmp.Or(cmp.Compare(shares[b], shares[a]), cmp.Compare(a, b))
	})
	found, err := db.Summaries(ctx, order[:min(clamp(limit, 10, 1000), len(order))])
	out := make([]news.Likeness, len(found))
	for i, a := range found {
		out[i] = news.Likeness{Article: a, Share: shares[a.Row], Copy: shares[a.Row] >= neardup.Copy}
	}
	return out, err
}

// like gives the articles, published or not, that are nearly one, with the
// share in common.
func (db *DB) like(ctx context.Context, row int64) (map[news.Row]float64, error) {
	own, err := db.Sketches(ctx, []news.Row{news.Row(row)})
	if err != nil {
		return nil, err
	}
	out, err := db.likeSketch(ctx, own[news.Row(row)])
	delete(out, news.Row(row))
	return out, err
}

// LikeSketch gives the articles, published or not, whose text is nearly that of a
// sketch, with the share in common: of a text that is not in the library.
func (db *DB) LikeSketch(ctx context.Context, s neardup.Sketch) (map[news.Row]float64, error) {
	out, err := db.likeSketch(ctx, s)
	return out, db.translate("read near-duplicates", err)
}

func (db *DB) likeSketch(ctx context.Context, sketch neardup.Sketch) (map[news.Row]float64, error) {
	met := map[news.Row]bool{}
	for _, key := range sketch.Keys() {
		found, err := db.query(ctx, `SELECT article FROM sketch_keys WHERE key = ? ORDER BY article LIMIT ?`, key, sameKey)
		rows, err := collect(found, err, scanOne[news.Row])
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			met[r] = true
		}
	}
	others, err := db.Sketches(ctx, slices.Sorted(maps.Keys(met)))
	out := map[news.Row]float64{}
	for r, other := range others {
		if share := neardup.Similarity(sketch, other); share >= neardup.Similar {
			out[r] = share
		}
	}
	return out, err
}

// Groups lists the published articles whose texts are nearly the same, group by
// group, the most alike first; with an id, the group of that article alone, or
// none. It reads all keys (about a second for 100,000 articles).
func (db *DB) Groups(ctx context.Context, id string) ([]news.Group, error) {
	var ties []tie
	var err error
	if id != "" {
		ties, err = db.tiesOf(ctx, id)
	} else {
		ties, err = db.ties(ctx)
	}
	if err != nil {
		return nil, db.translate("read near-duplicates", err)
	}
	ids, err := db.published(ctx, ties)
	if err != nil {
		return nil, db.translate("read near-duplicates", err)
	}
	return grouped(ties, ids), nil
}

// tie is two articles that are nearly the same, the older row first.
type tie struct {
	a, b  news.Row
	share float64
}

// tiesOf follows one article to those like it, and from them on.
func (db *DB) tiesOf(ctx context.Context, id string) ([]tie, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	const most = 500
	var out []tie
	seen, next := map[news.Row]bool{news.Row(row): true}, []news.Row{news.Row(row)}
	for len(next) > 0 && len(seen) < most {
		at := next[0]
		next = next[1:]
		shares, err := db.like(ctx, int64(at))
		if err != nil {
			return nil, err
		}
		for _, other := range slices.Sorted(maps.Keys(shares)) {
			if !seen[other] {
				seen[other] = true
				next = append(next, other)
			}
			out = append(out, tie{min(at, other), max(at, other), shares[other]})
		}
	}
	slices.SortFunc(out, func(a, b tie) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return slices.Compact(out), nil // each was met from both sides
}

// ties compares all articles that have a key in common.
func (db *DB) ties(ctx context.Context) ([]tie, error) {
	found, err := db.query(ctx, `SELECT group_concat(article) FROM sketch_keys GROUP BY key HAVING count(*) > 1`)
	lists, err := collect(found, err, scanOne[string])
	if err != nil {
		return nil, err
	}
	pairs := map[[2]news.Row]bool{}
	var met []news.Row
	for _, list := range lists {
		rows := rowsIn(list)
		for i, b := range rows {
			for _, a := range rows[:min(i, leaders)] {
				pairs[[2]news.Row{min(a, b), max(a, b)}] = true
			}
		}
		met = append(met, rows...)
	}
	slices.Sort(met)
	sketches := map[news.Row]neardup.Sketch{}
	for part := range slices.Chunk(slices.Compact(met), 10_000) {
		more, err := db.Sketches(ctx, part)
		if err != nil {
			return nil, err
		}
		maps.Copy(sketches, more)
	}
	var out []tie
	for pair := range pairs {
		if share := neardup.Similarity(sketches[pair[0]], sketches[pair[1]]); share >= neardup.Similar {
			out = append(out, tie{pair[0], pair[1], share})
		}
	}
	slices.SortFunc(out, func(a, b tie) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return out, nil
}

// leaders is how many of the articles with a key in common each of the others
// is compared with.
const leaders = 8

func rowsIn(list string) []news.Row {
	var out []news.Row
	for number := range strings.SplitSeq(list, ",") {
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			out = append(out, news.Row(n))
		}
	}
	slices.Sort(out)
	return out
}

// published gives the public ids of those of the tied articles that are published.
func (db *DB) published(ctx context.Context, ties []tie) (map[news.Row]string, error) {
	var rows []news.Row
	for _, t := range ties {
		rows = append(rows, t.a, t.b)
	}
	slices.Sort(rows)
	type named struct {
		row news.Row
		id  string
	}
	out := map[news.Row]string{}
	for part := range slices.Chunk(slices.Compact(rows), 10_000) {
		found, err := db.query(ctx, `SELECT a.row, a.public FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value WHERE a.listed = 1`, rowList(part))
		list, err := collect(found, err, func(rows *sql.Rows) (n named, err error) { return n, rows.Scan(&n.row, &n.id) })
		if err != nil {
			return nil, err
		}
		for _, n := range list {
			out[n.row] = n.id
		}
	}
	return out, nil
}

// grouped joins what is tied, directly or through others.
func grouped(ties []tie, ids map[news.Row]string) []news.Group {
	up := map[news.Row]news.Row{}
	var root func(news.Row) news.Row
	root = func(r news.Row) news.Row {
		if over, ok := up[r]; ok && over != r {
			up[r] = root(over)
			return up[r]
		}
		return r
	}
	shown := ties[:0:0]
	for _, t := range ties {
		if ids[t.a] != "" && ids[t.b] != "" {
			a, b := root(t.a), root(t.b)
			up[max(a, b)] = min(a, b) // the oldest row stands for the group
			shown = append(shown, t)
		}
	}
	members, groups := map[news.Row]map[news.Row]bool{}, map[news.Row]*news.Group{}
	for _, t := range shown {
		r := root(t.a)
		if groups[r] == nil {
			groups[r], members[r] = &news.Group{Share: 1}, map[news.Row]bool{}
		}
		g := groups[r]
		g.Share = min(g.Share, t.share)
		g.Links = append(g.Links, news.Link{A: ids[t.a], B: ids[t.b], Share: t.share})
		members[r][t.a], members[r][t.b] = true, true
	}
	order := slices.SortedFunc(maps.Keys(groups), func(a, b news.Row) int {
		return cmp.Or(cmp.Compare(groups[b].Share, groups[a].Share), cmp.Compare(a, b))
	})
	out := make([]news.Group, 0, len(order))
	for _, r := range order {
		for _, m := range slices.Sorted(maps.Keys(members[r])) {
			groups[r].Articles = append(groups[r].Articles, ids[m])
		}
		out = append(out, *groups[r])
	}
	return out
}
