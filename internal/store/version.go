package store

import (
	"context"
	"database/sql"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// versionRow is a version to be written.
type versionRow struct {
	n         int
	published string // RFC 3339
	change    string
	note      string
	sha256    string
	previous  string
	derived   bool // previous is the hash of the version before
	given     bool
	odd       bool
	check     [32]byte
	content   content
}

// link is the end of a chain of versions.
type link struct {
	n      int
	sha256 string
}

// chainOf gives the versions that an incoming article brings, oldest first,
// the last being its present state. Where the article is here already, after
// is its newest version, and earlier ones that came are not taken again. The
// last that came may be the present state itself, told by an empty article.
func (in *ingest) chainOf(who identity, a *news.Article, p *prepared, after *link) []versionRow {
	var chain []versionRow
	end := link{}
	if after != nil {
		end = *after
	}
	for i := range a.Versions {
		v := a.Versions[i]
		past := p
		if present := i == len(a.Versions)-1 && v.Article.Title == "" && v.Article.Body == ""; present {
			v.Article = *a
			if v.N <= end.n {
				v.N, v.SHA256, v.Previous = end.n+1, "", ""
			}
		} else if v.N <= end.n {
			if after == nil {
				in.problem(news.ProblemAltered, "its version %d does not come after version %d, and was left out", v.N, end.n)
			}
			continue
		} else {
			own := prepare(&v.Article)
			past = &own
		}
		if past.refused != nil {
			in.problem(news.ProblemAltered, "its version %d was left out: %s", v.N, past.refused.Error())
			continue
		}
		row := in.given(who, &v, past, end)
		chain = append(chain, row)
		end = link{row.n, row.sha256}
	}
	if n := len(chain); n > 0 && chain[n-1].check == p.check {
		return chain // the present state was among them, with its note
	}
	return append(chain, current(who, a, p, end))
}

// given is a version as it came, its hash kept and checked.
func (in *ingest) given(who identity, v *news.Version, p *prepared, before link) versionRow {
	row := versionRow{n: v.N, published: givenTime(v.Published), change: v.Change, note: v.Note, given: true,
		sha256: v.SHA256, previous: v.Previous, check: p.check, content: p.content}
	if row.previous == "" {
		row.previous = before.sha256
	}
	row.derived = row.previous == before.sha256
	whole := *v
	whole.Article.ID, whole.Article.Source, whole.Previous = who.id, who.name, row.previous
	sum := news.Hash(whole)
	switch {
	case row.sha256 == "":
		row.sha256 = sum
	case row.sha256 != sum:
		row.odd = true
		in.problem(news.ProblemAltered, "version %d of %s does not give its checksum; it was kept as it came", v.N, who.id)
	}
	return row
}

// current makes a version of an article's present state. Its time is the
// article's own, never this machine's, so that its hash is the same everywhere.
func current(who identity, a *news.Article, p *prepared, before link) versionRow {
	v := news.Version{N: before.n + 1, Published: a.Updated, Previous: before.sha256, Article: *a}
	if v.Published.IsZero() {
		v.Published = a.Published
	}
	if v.N > 1 {
		v.Change = news.ChangeUpdate
	}
	v.Article.ID, v.Article.Source = who.id, who.name
	return versionRow{n: v.N, published: givenTime(v.Published), change: v.Change, sha256: news.Hash(v),
		previous: before.sha256, derived: true, check: p.check, content: p.content}
}

// insertVersion writes a version; imported is the import that brought it, nil where it
// was made here.
func (t *tx) insertVersion(ctx context.Context, article int64, imported *int64, v *versionRow) error {
	codec, packed := t.db.packer.pack(v.content)
	var previous any
	if !v.derived {
		previous = hashValue(v.previous)
	}
	_, err := t.exec(ctx, `INSERT INTO versions (version, article, n, import, stored, published, change, note, sha256, previous, given, odd,
		check256, profile, codec, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		t.db.next.version, article, v.n, imported, stampOf(t.now), v.published, v.change, v.note, hashValue(v.sha256), previous,
		v.given, v.odd, v.check[:], body.Version, codec, packed)
	t.db.next.version++
	return err
}

// Versions lists an article's published versions, newest first, without what
// they hold: Version gives that.
func (db *DB) Versions(ctx context.Context, id string) ([]news.Version, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, `SELECT n, published, change, note, sha256, previous FROM versions
		WHERE article = ? AND trashed = 0 ORDER BY n DESC`, row)
	list, err := collect(rows, err, func(rows *sql.Rows) (v news.Version, err error) {
		var published string
		var previous *string
		err = rows.Scan(&v.N, &published, &v.Change, &v.Note, hashColumn{&v.SHA256}, previousColumn{&previous})
		v.Published = momentOf(published)
		if previous != nil {
			v.Previous = *previous
		}
		return v, err
	})
	for i := range list {
		if list[i].Previous == "" && i+1 < len(list) {
			list[i].Previous = list[i+1].SHA256
		}
	}
	return list, db.translate("read versions", err)
}

// Version gives one version of an article with what it holds.
func (db *DB) Version(ctx context.Context, id string, n int) (news.Version, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return news.Version{}, err
	}
	rows, err := db.query(ctx, `SELECT `+storedColumns+` FROM versions v WHERE v.article = ? AND v.n = ? AND v.trashed = 0`, row, n)
	list, err := collect(rows, err, scanStored)
	if err != nil {
		return news.Version{}, db.translate("read version", err)
	}
	if len(list) == 0 {
		return news.Version{}, news.NotFound("version", id)
	}
	v, err := db.version(&list[0])
	if err != nil {
		return v, err
	}
	err = db.row(ctx, `SELECT a.row, a.id, a.public, s.name FROM articles a JOIN sources s ON s.source = a.source WHERE a.row = ?`, row).
		Scan(&v.Article.Row, &v.Article.ID, &v.Article.Public, &v.Article.Source)
	if err == nil && v.Previous == "" && n > 1 {
		err = db.row(ctx, `SELECT coalesce((SELECT sha256 FROM versions WHERE article = ? AND n < ? AND trashed = 0 ORDER BY n DESC LIMIT 1), '')`, row, n).
			Scan(hashColumn{&v.Previous})
	}
	return v, db.translate("read version", err)
}

// ReadVersion gives the newest version of an article that was here when a reader
// last had it open; 0: none, or it counts as unread.
func (db *DB) ReadVersion(ctx context.Context, id string) (n int, err error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return 0, err
	}
	err = db.row(ctx, `SELECT coalesce((SELECT max(v.n) FROM marks m CROSS JOIN versions v ON v.article = m.article AND v.trashed = 0
		AND v.stored <= m.at WHERE m.mark = 'read' AND m.article = ?), 0)`, row).Scan(&n)
	return n, db.translate("read version that was read", err)
}

func scanStored(rows *sql.Rows) (stored, error) {
	var s stored
	return s, rows.Scan(s.targets()...)
}

// version unpacks a version; the article in it has no ids yet.
func (db *DB) version(s *stored) (news.Version, error) {
	f, text, err := s.content(db.packer)
	if err != nil {
		return news.Version{}, err
	}
	v := news.Version{N: s.n, Published: momentOf(s.published), Change: s.change, Note: s.note, SHA256: s.sha256, Article: f.article()}
	if s.previous != nil {
		v.Previous = *s.previous
	}
	v.Article.Body = text
	return v, nil
}
