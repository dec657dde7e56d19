package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// IndexArticle is what the search index holds of a published article. Names
// are numbers that keep their meaning for ever, so that renaming one changes
// nothing here; 0 is none.
type IndexArticle struct {
	Row       news.Row
	Title     string
	Lead      string // kicker, front headline and standfirst
	Body      string // plain text
	Language  string
	Kind      string
	Section   int64
	Topics    []int64
	Tags      []int64
	Authors   []int64
	Source    int64
	Published time.Time // zero: undated
	Words     int
	Has       []string // what it holds, as has: names it
	Places    []string
	Runs      []IndexRun // of Body, in other languages than Language
	Captions  []Caption
}

// Snapshot is what one read transaction saw.
type Snapshot struct {
	Changes []news.Change // those after the asked seq, in order
	// Articles is the present state of the articles that Changes name, each
	// once; one that is missing is gone or not published.
	Articles []IndexArticle
	// Comments are those on Articles and those that Changes name; Gone are
	// such as are not to be found any more.
	Comments []IndexComment
	Gone     []news.Row
	// Notes and GoneNotes likewise.
	Notes     []IndexNote
	GoneNotes []news.Row
	Newest    news.Change // the newest change there is; Seq 0: none
}

// Changes gives at most limit (0: 500) changes after a seq with the present
// state of their articles and the newest change, all of one moment.
func (db *DB) Changes(ctx context.Context, after int64, limit int) (Snapshot, error) {
	var s Snapshot
	var packed []indexRow
	err := db.read(ctx, func(r reader) error {
		rows, err := r.query(ctx, `SELECT seq, nonce, thing, row FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`, after, clamp(limit, 500, 100_000))
		if s.Changes, err = collect(rows, err, scanChange); err != nil {
			return err
		}
		if s.Newest, err = oneChange(ctx, r, newestChange); err != nil {
			return err
		}
		articles := changed(s.Changes, news.ThingArticle)
		if packed, err = indexRows(ctx, r, articles); err != nil {
			return err
		}
		s.Comments, s.Gone, err = commentsToIndex(ctx, r, articles, changed(s.Changes, news.ThingComment))
		if err == nil {
			s.Notes, s.GoneNotes, err = notesToIndex(ctx, r, articles, changed(s.Changes, news.ThingNote))
		}
		return err
	})
	if err == nil {
		s.Articles, err = db.indexArticles(packed) // unpacked and parsed after the transaction
	}
	return s, db.translate("read changes", err)
}

func scanChange(rows *sql.Rows) (c news.Change, err error) {
	var nonce []byte
	var thing int64
	err = rows.Scan(&c.Seq, &nonce, &thing, &c.Row)
	copy(c.Nonce[:], nonce)
	c.Thing = news.Thing(thing)
	return c, err
}

// changed gives the rows of the things of a kind that changed, each once.
func changed(changes []news.Change, thing news.Thing) []news.Row {
	seen := make(map[news.Row]bool, len(changes))
	var rows []news.Row
	for _, c := range changes {
		if c.Thing == thing && !seen[c.Row] {
			seen[c.Row] = true
			rows = append(rows, c.Row)
		}
	}
	return rows
}

// indexRow is an IndexArticle before its text is unpacked.
type indexRow struct {
	IndexArticle
	stored stored
}

const indexColumns = `a.row, a.kicker, a.title, a.front_title, a.standfirst, a.language, a.kind, coalesce(a.section, 0), a.topics, a.tags, a.authors,
	a.source, a.published, a.words, a.comments > 0, EXISTS (SELECT 1 FROM versions w INDEXED BY versions_article
		WHERE w.article = a.row AND w.trashed = 0 AND w.change IN ('correction', 'clarification')), ` + storedColumns

func scanIndexRow(rows *sql.Rows) (i indexRow, err error) {
	var kicker, frontTitle, standfirst, topics, tags, authors string
	var published int64
	var comments, corrected bool
	err = rows.Scan(append([]any{&i.Row, &kicker, &i.Title, &frontTitle, &standfirst, &i.Language, &i.Kind, &i.Section, &topics, &tags, &authors,
		&i.Source, &published, &i.Words, &comments, &corrected}, i.stored.targets()...)...)
	i.Lead, i.Published = leadOf(kicker, frontTitle, standfirst), publishedTime(published, 0)
	i.Topics, i.Tags, i.Authors = numbersOf(topics), numbersOf(tags), numbersOf(authors)
	if comments {
		i.Has = append(i.Has, "comments")
	}
	if corrected {
		i.Has = append(i.Has, "correction")
	}
	return i, err
}

func indexRows(ctx context.Context, r reader, rows []news.Row) ([]indexRow, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	found, err := r.query(ctx, `SELECT `+indexColumns+` FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value
		CROSS JOIN versions v ON v.version = a.version WHERE a.listed = 1`, rowList(rows))
	return collect(found, err, scanIndexRow)
}

// indexArticles unpacks texts. A damaged one is indexed without its text, so
// that one bad sector does not stop all indexing; Verify tells of it.
func (db *DB) indexArticles(rows []indexRow) ([]IndexArticle, error) {
	out := make([]IndexArticle, 0, len(rows))
	for i := range rows {
		f, text, err := rows[i].stored.content(db.packer)
		var doc *body.Document
		if err == nil {
			doc, err = body.Parse(text)
		}
		if err == nil {
			rows[i].tell(&f, doc, doc.Text())
		}
		if err != nil {
			db.log.Error("text of article cannot be indexed", "row", rows[i].Row, "error", err)
		}
		out = append(out, rows[i].IndexArticle)
	}
	return out, nil
}

// Rows gives the published articles of at most limit (0: 500) rows after a
// row, in their order, and the newest change, all of one moment: for a rebuild
// of an index. No Articles: there are no more.
func (db *DB) Rows(ctx context.Context, after news.Row, limit int) (Snapshot, error) {
	var s Snapshot
	var packed []indexRow
	err := db.read(ctx, func(r reader) error {
		found, err := r.query(ctx, `SELECT `+indexColumns+` FROM articles a CROSS JOIN versions v ON v.version = a.version
			WHERE a.row > ? AND a.listed = 1 ORDER BY a.row LIMIT ?`, int64(after), clamp(limit, 500, 10_000))
		if packed, err = collect(found, err, scanIndexRow); err != nil {
			return err
		}
		rows := make([]news.Row, len(packed))
		for i := range packed {
			rows[i] = packed[i].Row
		}
		if s.Comments, s.Gone, err = commentsToIndex(ctx, r, rows, nil); err != nil {
			return err
		}
		if s.Notes, s.GoneNotes, err = notesToIndex(ctx, r, rows, nil); err != nil {
			return err
		}
		s.Newest, err = oneChange(ctx, r, newestChange)
		return err
	})
	if err == nil {
		s.Articles, err = db.indexArticles(packed)
	}
	return s, db.translate("read articles", err)
}

const (
	newestChange = `SELECT seq, nonce, thing, row FROM changes ORDER BY seq DESC LIMIT 1`
	oldestChange = `SELECT seq, nonce, thing, row FROM changes ORDER BY seq LIMIT 1`
)

// Log gives the seq of the oldest change that is kept, and the newest change;
// zero where there is none.
func (db *DB) Log(ctx context.Context) (oldest int64, newest news.Change, err error) {
	err = db.read(ctx, func(r reader) error {
		first, err := oneChange(ctx, r, oldestChange)
		if err != nil {
			return err
		}
		oldest = first.Seq
		newest, err = oneChange(ctx, r, newestChange)
		return err
	})
	return oldest, newest, db.translate("read change log", err)
}

// oneChange runs a query for one change; the zero Change where there is none.
func oneChange(ctx context.Context, r reader, query string) (news.Change, error) {
	rows, err := r.query(ctx, query)
	list, err := collect(rows, err, scanChange)
	if err != nil || len(list) == 0 {
		return news.Change{}, err
	}
	return list[0], nil
}

// Nonce gives the nonce of a change, false where it is not kept (any more).
func (db *DB) Nonce(ctx context.Context, seq int64) (out [8]byte, ok bool, err error) {
	var nonce []byte
	err = db.row(ctx, `SELECT nonce FROM changes WHERE seq = ?`, seq).Scan(&nonce)
	if errors.Is(err, sql.ErrNoRows) {
		return out, false, nil
	}
	copy(out[:], nonce)
	return out, err == nil, db.translate("read nonce", err)
}

// Trim forgets the changes below a seq, a bounded number in each of its
// transactions. The newest change is always kept, whatever is asked.
func (db *DB) Trim(ctx context.Context, below int64) error {
	const step = 20_000
	for {
		var n int64
		err := db.write(ctx, func(ctx context.Context, t *tx) error {
			res, err := t.exec(ctx, `DELETE FROM changes WHERE seq IN (SELECT seq FROM changes
				WHERE seq < ?1 AND seq < (SELECT seq FROM changes ORDER BY seq DESC LIMIT 1) ORDER BY seq LIMIT ?2)`, below, step)
			if err == nil {
				n, err = res.RowsAffected()
			}
			return err
		})
		if err != nil {
			return db.translate("trim changes", err)
		}
		if n < step {
			return nil
		}
	}
}
