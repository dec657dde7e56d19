package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"broadsheet/internal/news"
)

// Damage is something that Verify found wrong.
type Damage struct {
	What       string // one sentence
	Where      string // an article's public id, a table …
	Repairable bool   // Repair mends it from what is intact
}

// Verify reads everything and tells what is wrong, changing nothing: SQLite's
// own structure, references, the hash of every version, the journal's chain,
// the kept totals. yield returns false to stop. No transaction is held while
// yield runs.
func (db *DB) Verify(ctx context.Context, yield func(Damage) bool) error {
	for _, check := range []func(context.Context) ([]Damage, error){
		db.verifyStructure, db.verifyReferences, db.verifyJournal, db.verifyTotals, db.verifySum,
	} {
		found, err := check(ctx)
		if err != nil {
			return db.translate("verify", err)
		}
		for _, d := range found {
			if !yield(d) {
				return nil
			}
		}
	}
	stopped := false
	tell := func(d Damage) bool {
		stopped = !yield(d)
		return !stopped
	}
	for _, check := range []func(context.Context, func(Damage) bool) error{db.verifyVersions, db.verifyDrafts, db.verifyHighlights} {
		if err := check(ctx, tell); err != nil || stopped {
			return db.translate("verify versions, drafts and highlights", err)
		}
	}
	return nil
}

// verifyDrafts unpacks and hashes what every draft holds and held.
func (db *DB) verifyDrafts(ctx context.Context, yield func(Damage) bool) error {
	type held struct {
		draft         int64
		id            string
		revision      int
		codec         int
		check, packed []byte
	}
	last, revision := int64(0), 0
	for {
		rows, err := db.query(ctx, `SELECT d.draft, d.id, r.revision, r.codec, r.check256, r.content FROM revisions r CROSS JOIN drafts d ON d.draft = r.draft
			WHERE (r.draft, r.revision) > (?, ?) UNION ALL SELECT draft, id, 0, codec, check256, content FROM drafts WHERE draft > ?1
			ORDER BY 1, 3 LIMIT 200`, last, revision)
		list, err := collect(rows, err, func(rows *sql.Rows) (h held, err error) {
			return h, rows.Scan(&h.draft, &h.id, &h.revision, &h.codec, &h.check, &h.packed)
		})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, h := range list {
			last, revision = h.draft, h.revision
			what := "This draft is damaged; its revisions and the folder \"recovery\" may hold it."
			if h.revision > 0 {
				what = fmt.Sprintf("Revision %d of this draft is damaged.", h.revision)
			}
			if _, err := db.unhold(h.codec, h.packed, h.check); err != nil && !yield(Damage{What: what, Where: h.id}) {
				return nil
			}
		}
	}
}

func (db *DB) verifyStructure(ctx context.Context) ([]Damage, error) {
	rows, err := db.query(ctx, `PRAGMA integrity_check(100)`)
	list, err := collect(rows, err, scanOne[string])
	if primary(err) == codeCorrupt || primary(err) == codeNotADB {
		return []Damage{{What: "The database file is damaged: " + err.Error() + ".", Where: "library.db"}}, nil
	}
	var out []Damage
	for _, line := range list {
		if line != "ok" {
			// What an index is missing can be built from its table again.
			out = append(out, Damage{What: "The database file is damaged: " + line + ".", Where: "library.db", Repairable: isIndexDamage(line)})
		}
	}
	return out, err
}

func isIndexDamage(line string) bool {
	for _, mark := range []string{"missing from index", "wrong # of entries in index", "non-unique entry in index"} {
		if bytes.Contains([]byte(line), []byte(mark)) {
			return true
		}
	}
	return false
}

func (db *DB) verifyReferences(ctx context.Context) ([]Damage, error) {
	rows, err := db.query(ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check LIMIT 100`)
	list, err := collect(rows, err, func(rows *sql.Rows) (d Damage, err error) {
		var table, parent string
		var row int64
		err = rows.Scan(&table, &row, &parent)
		d.What, d.Where = fmt.Sprintf("Row %d refers to something that is missing from %s.", row, parent), table
		return d, err
	})
	return list, err
}

// verifyVersions unpacks and hashes every version, a step at a time.
func (db *DB) verifyVersions(ctx context.Context, yield func(Damage) bool) error {
	type row struct {
		stored
		id, source, public string
		before             string
	}
	for last := int64(0); ; {
		rows, err := db.query(ctx, `SELECT a.id, s.name, a.public, coalesce((SELECT p.sha256 FROM versions p
				WHERE p.article = v.article AND p.n < v.n AND p.trashed = 0 ORDER BY p.n DESC LIMIT 1), ''), `+storedColumns+`
			FROM versions v CROSS JOIN articles a ON a.row = v.article CROSS JOIN sources s ON s.source = a.source
			WHERE v.version > ? AND v.trashed = 0 ORDER BY v.version LIMIT 200`, last)
		list, err := collect(rows, err, func(rows *sql.Rows) (r row, err error) {
			return r, rows.Scan(append([]any{&r.id, &r.source, &r.public, hashColumn{&r.before}}, r.stored.targets()...)...)
		})
		if err != nil || len(list) == 0 {
			return err
		}
		for i := range list {
			r := &list[i]
			last = r.version
			what := db.verifyVersion(&r.stored, r.id, r.source, r.before)
			if what != "" && !yield(Damage{What: what, Where: r.public}) {
				return nil
			}
		}
	}
}

func (db *DB) verifyVersion(s *stored, id, source, before string) string {
	v, err := db.version(s)
	if err != nil {
		return fmt.Sprintf("Version %d of this article is damaged.", s.n)
	}
	if s.odd {
		return "" // said when it came; its content is checked
	}
	v.Article.ID, v.Article.Source = id, source
	if v.Previous == "" {
		v.Previous = before
	}
	if news.Hash(v) != s.sha256 {
		return fmt.Sprintf("Version %d of this article does not give its checksum.", s.n)
	}
	return ""
}

func (db *DB) verifyJournal(ctx context.Context) ([]Damage, error) {
	rows, err := db.query(ctx, `SELECT entry, at, actor, verb, subject, import, undoes, inverse, hash FROM journal ORDER BY entry`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var previous []byte
	for rows.Next() {
		r := journalRow{previous: previous}
		if err := rows.Scan(&r.entry, &r.at, &r.actor, &r.verb, &r.subject, &r.imports, &r.undoes, &r.inverse, &r.stored); err != nil {
			return nil, err
		}
		if !bytes.Equal(r.hash(), r.stored) {
			return []Damage{{What: fmt.Sprintf("The history was altered at entry %d or before.", r.entry), Where: "history"}}, rows.Err()
		}
		previous = r.stored
	}
	return nil, rows.Err()
}

// totalQueries count anew what the writes keep.
var totalQueries = map[string]string{
	totalArticles: `SELECT count(*) FROM articles WHERE listed = 1`,
	totalRead:     `SELECT count(*) FROM articles WHERE listed = 1 AND read = 1`,
	totalStarred:  `SELECT count(*) FROM articles WHERE listed = 1 AND starred = 1`,
	totalLater:    `SELECT count(*) FROM articles WHERE listed = 1 AND later = 1`,
	totalComments: `SELECT coalesce(sum(comments), 0) FROM articles WHERE listed = 1`,
	totalMedia:    `SELECT count(*) FROM media`,
	totalTopics:   `SELECT count(*) FROM topics WHERE count > 0 OR bare = 0`,
	totalTags:     `SELECT count(*) FROM tags WHERE count > 0 OR bare = 0`,
	totalSections: `SELECT count(*) FROM sections WHERE count > 0 OR position IS NOT NULL`,
	totalAuthors:  `SELECT count(*) FROM authors WHERE count > 0`,
}

// nameRecounts set the counts of names from the articles that bear them.
var nameRecounts = []struct{ table, differ, mend string }{
	{"topics", `SELECT count(*) FROM topics t WHERE count <> (SELECT count(*) FROM article_topics j WHERE j.topic = t.topic)`,
		`UPDATE topics SET count = (SELECT count(*) FROM article_topics j WHERE j.topic = topics.topic)`},
	{"tags", `SELECT count(*) FROM tags t WHERE count <> (SELECT count(*) FROM article_tags j WHERE j.tag = t.tag)`,
		`UPDATE tags SET count = (SELECT count(*) FROM article_tags j WHERE j.tag = tags.tag)`},
	{"collections", `SELECT count(*) FROM collections t WHERE count <> (SELECT count(*) FROM collection_articles j WHERE j.collection = t.collection)`,
		`UPDATE collections SET count = (SELECT count(*) FROM collection_articles j WHERE j.collection = collections.collection)`},
	{"authors", `SELECT count(*) FROM authors t WHERE count <> (SELECT count(*) FROM article_authors j WHERE j.author = t.author)`,
		`UPDATE authors SET count = (SELECT count(*) FROM article_authors j WHERE j.author = authors.author)`},
	{"sections", `SELECT count(*) FROM sections t WHERE count <> (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.section IS NOT NULL AND a.section = t.section)`,
		`UPDATE sections SET count = (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.section IS NOT NULL AND a.section = sections.section)`},
	{"sources", `SELECT count(*) FROM sources t WHERE count <> (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.source = t.source)`,
		`UPDATE sources SET count = (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.source = sources.source)`},
	{"kinds", `SELECT count(*) FROM kinds t WHERE count <> (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.kind = t.name)`,
		`UPDATE kinds SET count = (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.kind = kinds.name)`},
	{"languages", `SELECT count(*) FROM languages t WHERE count <> (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.language = t.name)`,
		`UPDATE languages SET count = (SELECT count(*) FROM articles a WHERE a.listed = 1 AND a.language = languages.name)`},
	{"media_desk", `SELECT count(*) FROM ` + mediaUses + ` WHERE uses <> n OR bare <> b`,
		`UPDATE media_desk SET uses = c.n, bare = c.b FROM ` + mediaUses + ` c WHERE c.number = media_desk.number AND (c.uses <> c.n OR c.bare <> c.b)`},
	{"pictures", `SELECT count(*) FROM ` + pictureUses + ` WHERE uses <> n`,
		`UPDATE pictures SET uses = c.n FROM ` + pictureUses + ` c WHERE c.picture = pictures.picture AND c.uses <> c.n`},
}

// mediaUses counts anew how many listed articles show each file.
const mediaUses = `(SELECT d.number, d.uses, d.bare, coalesce(u.n, 0) AS n, coalesce(u.b, 0) AS b FROM media_desk d LEFT JOIN
	(SELECT s.sha256, count(*) AS n, sum(s.bare) AS b FROM media_shown s CROSS JOIN articles a ON a.row = s.article WHERE a.listed = 1 GROUP BY s.sha256) u
	ON u.sha256 = d.sha256)`

// pictureUses counts anew how many listed articles name each remote picture.
const pictureUses = `(SELECT p.picture, p.uses, coalesce(u.n, 0) AS n FROM pictures p LEFT JOIN
	(SELECT u.picture, count(*) AS n FROM picture_use u CROSS JOIN articles a ON a.row = u.article WHERE a.listed = 1 GROUP BY u.picture) u
	ON u.picture = p.picture)`

func (db *DB) verifyTotals(ctx context.Context) ([]Damage, error) {
	var out []Damage
	err := db.read(ctx, func(r reader) error {
		for _, n := range nameRecounts {
			var wrong int64
			if err := r.row(ctx, n.differ).Scan(&wrong); err != nil {
				return err
			}
			if wrong > 0 {
				out = append(out, Damage{fmt.Sprintf("%d counts of articles are wrong.", wrong), n.table, true})
			}
		}
		for name, query := range totalQueries {
			var is, kept int64
			if err := r.row(ctx, query).Scan(&is); err != nil {
				return err
			}
			if err := r.row(ctx, `SELECT coalesce((SELECT value FROM counts WHERE name = ?), 0)`, name).Scan(&kept); err != nil {
				return err
			}
			if is != kept {
				out = append(out, Damage{fmt.Sprintf("The total of %s is kept as %d and is %d.", name, kept, is), "totals", true})
			}
		}
		var days, dated int64
		if err := r.row(ctx, `SELECT (SELECT coalesce(sum(count), 0) FROM days),
			(SELECT count(*) FROM articles INDEXED BY articles_all WHERE listed = 1 AND published > ?)`, undatedBelow).Scan(&days, &dated); err != nil {
			return err
		}
		if days != dated {
			out = append(out, Damage{fmt.Sprintf("The days are counted with %d articles and hold %d.", days, dated), "days", true})
		}
		return nil
	})
	return out, err
}

// Repair mends what can be mended from what is intact: it builds SQLite's
// indexes, the lists of names and all kept counts anew. What remains wrong is
// for Verify to tell again.
func (db *DB) Repair(ctx context.Context) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		if _, err := t.exec(ctx, `REINDEX`); err != nil {
			return err
		}
		if err := t.rebuildLists(ctx); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM content_sum`); err != nil { // it is added up when it is asked for
			return err
		}
		return t.placeAll(ctx)
	})
	return db.translate("repair", err)
}

func (t *tx) rebuildLists(ctx context.Context) error {
	for _, list := range []struct{ table, column, from string }{
		{"article_topics", "topic", "topics"}, {"article_tags", "tag", "tags"}, {"article_authors", "author", "authors"},
	} {
		if _, err := t.exec(ctx, `DELETE FROM `+list.table); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `INSERT OR IGNORE INTO `+list.table+` (`+list.column+`, published, article)
			SELECT e.value, a.published, a.row FROM articles a CROSS JOIN json_each(a.`+list.from+`) e WHERE a.listed = 1`); err != nil {
			return err
		}
	}
	if _, err := t.exec(ctx, `DELETE FROM topic_places`); err != nil {
		return err
	}
	if _, err := t.exec(ctx, `INSERT OR IGNORE INTO topic_places (topic, published, article)
		SELECT e.value, a.published, a.row FROM articles a CROSS JOIN json_each(a.topics) e WHERE a.listed = 1 AND a.places > 0`); err != nil {
		return err
	}
	for _, again := range []string{
		`DELETE FROM collection_articles`,
		`INSERT INTO collection_articles (collection, published, article) SELECT i.collection, a.published, a.row
			FROM collection_items i CROSS JOIN articles a ON a.row = i.article WHERE i.kept = 1 AND a.listed = 1`,
	} {
		if _, err := t.exec(ctx, again); err != nil {
			return err
		}
	}
	for _, add := range []string{
		`INSERT OR IGNORE INTO kinds (name) SELECT DISTINCT kind FROM articles WHERE listed = 1`,
		`INSERT OR IGNORE INTO languages (name) SELECT DISTINCT language FROM articles WHERE listed = 1`,
	} {
		if _, err := t.exec(ctx, add); err != nil {
			return err
		}
	}
	for _, n := range nameRecounts {
		if _, err := t.exec(ctx, n.mend); err != nil {
			return err
		}
	}
	for name, query := range totalQueries {
		if _, err := t.exec(ctx, `INSERT INTO counts (name, value) VALUES (?, (`+query+`))
			ON CONFLICT DO UPDATE SET value = excluded.value`, name); err != nil {
			return err
		}
	}
	return t.recountDays(ctx)
}

// BackupTo writes a complete, compacted copy to a path that does not exist.
func (db *DB) BackupTo(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return news.Errorf(news.CodeExists, "path", "There is a file at this place already.")
	}
	copier, err := sql.Open("sqlite", copierDSN(db.path)) // a connection of its own: nobody waits for it
	if err != nil {
		return db.translate("back up", err)
	}
	defer copier.Close()
	copier.SetMaxOpenConns(1)
	if _, err := copier.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		os.Remove(path) // half a copy is worse than none
		return db.translate("back up", err)
	}
	return nil
}

// Compact rewrites the database without the room that nothing uses. It needs
// as much free space as the database takes, and nothing is written meanwhile.
func (db *DB) Compact(ctx context.Context) error {
	if db.refusal != nil {
		return db.refusal
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	for _, step := range []string{`VACUUM`, `PRAGMA wal_checkpoint(TRUNCATE)`} {
		if _, err := db.conn.ExecContext(ctx, step); err != nil {
			return db.translate("compact", err)
		}
	}
	return nil
}

// Bytes is the room that the database takes on disk.
func (db *DB) Bytes(ctx context.Context) (int64, error) {
	var total int64
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(db.path + suffix) // never opened: see reliability.md on locks
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, db.translate("measure library", err)
		}
		total += info.Size()
	}
	return total, nil
}
