package store

import (
	"context"
	"database/sql"
	"iter"
	"slices"

	"broadsheet/internal/news"
)

// ExportFilter says which articles ExportRecords gives. The zero value means
// the whole publication; else only articles are given, without the other
// records, so that a part of one publication does not replace another's.
type ExportFilter struct {
	Rows  []news.Row // in the order in which they are given
	IDs   []string   // public ids
	Topic string     // slug
	// Collection: what stands in it and in those inside it, in its order, with its
	// notes; instead of all else.
	Collection string
}

func (f ExportFilter) whole() bool {
	return f.Rows == nil && f.IDs == nil && f.Topic == "" && f.Collection == ""
}

// exportStep is how many articles are read at a time; no transaction is held
// while they are handed over.
const exportStep = 100

// ExportRecords gives the publication as an interchange stream: its record,
// topics and tags that have one, the front page, then the articles, oldest row
// first, each whole: with earlier versions, comments (never their addresses)
// and the reads that came with it. Where the present state came as a version,
// or bears a note, it stands last among the versions, with an empty article. The same library gives the same records in
// the same order. Articles that were taken back are left out; withdrawn ones
// are not.
func (db *DB) ExportRecords(ctx context.Context, f ExportFilter) iter.Seq2[news.Record, error] {
	return func(yield func(news.Record, error) bool) {
		if f.Collection != "" {
			db.exportCollection(ctx, f.Collection, yield)
			return
		}
		if f.whole() && !db.exportHead(ctx, yield) {
			return
		}
		next, err := db.exportRows(ctx, f)
		if err != nil {
			yield(news.Record{}, db.translate("export", err))
			return
		}
		ranks, err := db.exportRanks(ctx)
		if err != nil {
			yield(news.Record{}, db.translate("export", err))
			return
		}
		for {
			rows, err := next(ctx)
			if err == nil && len(rows) == 0 {
				return
			}
			var articles []news.Article
			if err == nil {
				articles, err = db.exportArticles(ctx, rows, ranks)
			}
			if err != nil {
				yield(news.Record{}, db.translate("export", err))
				return
			}
			for i := range articles {
				if !yield(news.Record{Article: &articles[i]}, nil) {
					return
				}
			}
		}
	}
}

// exportHead gives the records before the articles.
func (db *DB) exportHead(ctx context.Context, yield func(news.Record, error) bool) bool {
	records, err := db.headRecords(ctx)
	if err != nil {
		yield(news.Record{}, db.translate("export", err))
		return false
	}
	for _, r := range records {
		if !yield(r, nil) {
			return false
		}
	}
	return true
}

func (db *DB) headRecords(ctx context.Context) ([]news.Record, error) {
	p, err := db.Publication(ctx)
	if err != nil {
		return nil, err
	}
	for i := range p.Sections {
		p.Sections[i].Count = 0
	}
	out := []news.Record{{Publication: &p}}
	rows, err := db.query(ctx, `SELECT topic FROM topics WHERE bare = 0 ORDER BY position, topic`)
	ids, err := collect(rows, err, scanOne[int64])
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		t, err := readTopic(ctx, db, id)
		if err != nil {
			return nil, err
		}
		t.Count = 0
		out = append(out, news.Record{Topic: &t.Topic})
	}
	rows, err = db.query(ctx, `SELECT tag FROM tags WHERE bare = 0 ORDER BY tag`)
	if ids, err = collect(rows, err, scanOne[int64]); err != nil {
		return nil, err
	}
	for _, id := range ids {
		t, err := readTag(ctx, db, id)
		if err != nil {
			return nil, err
		}
		t.Count = 0
		out = append(out, news.Record{Tag: &t.Tag})
	}
	s, err := readSlots(ctx, db)
	if err != nil || len(s) == 0 {
		return out, err
	}
	front := news.Front{Slots: map[string][]news.SlotItem{}}
	for name, items := range s {
		for _, item := range items {
			front.Slots[name] = append(front.Slots[name], item.news())
		}
	}
	return append(out, news.Record{Front: &front}), nil
}

// exportRows gives a function that gives the next rows, none at the end.
func (db *DB) exportRows(ctx context.Context, f ExportFilter) (func(context.Context) ([]int64, error), error) {
	if f.whole() {
		last := int64(0)
		return func(ctx context.Context) ([]int64, error) {
			rows, err := db.query(ctx, `SELECT row FROM articles WHERE row > ? AND deleted = 0 ORDER BY row LIMIT ?`, last, exportStep)
			list, err := collect(rows, err, scanOne[int64])
			if len(list) > 0 {
				last = list[len(list)-1]
			}
			return list, err
		}, nil
	}
	var rows []int64
	for _, row := range f.Rows {
		rows = append(rows, int64(row))
	}
	for _, id := range f.IDs {
		row, err := db.rowOf(ctx, db, id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	if f.Topic != "" {
		topic, err := topicAt(ctx, db, f.Topic)
		if err != nil {
			return nil, err
		}
		found, err := db.query(ctx, `SELECT article FROM article_topics WHERE topic = ? ORDER BY published, article`, topic)
		list, err := collect(found, err, scanOne[int64])
		if err != nil {
			return nil, err
		}
		rows = append(rows, list...)
	}
	return func(context.Context) ([]int64, error) {
		n := min(exportStep, len(rows))
		step := rows[:n]
		rows = rows[n:]
		return step, nil
	}, nil
}

// exportRanks gives the places in Editor's Choice by public id.
func (db *DB) exportRanks(ctx context.Context) (map[string]int, error) {
	s, err := readSlots(ctx, db)
	ranks := map[string]int{}
	for i, item := range s[news.SlotEditorsChoice] {
		switch {
		case item.Rank > 0:
			ranks[item.ID] = item.Rank
		case item.Given > 0:
			ranks[item.ID] = item.Given
		default:
			ranks[item.ID] = i + 1
		}
	}
	return ranks, err
}

func (db *DB) exportArticles(ctx context.Context, rows []int64, ranks map[string]int) ([]news.Article, error) {
	var out []news.Article
	err := db.read(ctx, func(r reader) error {
		for _, row := range rows {
			a, err := db.whole(ctx, r, row)
			if news.CodeOf(err) == news.CodeNotFound {
				continue
			}
			if err != nil {
				return err
			}
			a.EditorsChoice = ranks[a.Public]
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

// Record gives an article as ExportRecords does: as it was given, with earlier
// versions, comments without addresses, and the reads that came with it.
func (db *DB) Record(ctx context.Context, id string) (news.Article, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return news.Article{}, db.translate("read article", err)
	}
	ranks, err := db.exportRanks(ctx)
	if err != nil {
		return news.Article{}, db.translate("read article", err)
	}
	list, err := db.exportArticles(ctx, []int64{row}, ranks)
	if err == nil && len(list) == 0 {
		err = news.NotFound("article", id)
	}
	if err != nil {
		return news.Article{}, db.translate("read article", err)
	}
	return list[0], nil
}

func (db *DB) whole(ctx context.Context, r reader, row int64) (news.Article, error) {
	rows, err := r.query(ctx, `SELECT `+storedColumns+` FROM versions v WHERE v.article = ? AND v.trashed = 0 ORDER BY v.n`, row)
	list, err := collect(rows, err, scanStored)
	if err != nil {
		return news.Article{}, err
	}
	var a news.Article
	var version int64
	err = r.row(ctx, `SELECT a.id, a.public, s.name, a.version FROM articles a JOIN sources s ON s.source = a.source WHERE a.row = ? AND a.deleted = 0`, row).
		Scan(&a.ID, &a.Public, &a.Source, &version)
	if err != nil {
		return a, orNotFound(err, "article", a.ID)
	}
	who := a
	versions, err := db.chain(list)
	if err != nil {
		return a, err
	}
	at := slices.IndexFunc(list, func(s stored) bool { return s.version == version })
	if at < 0 {
		return a, sql.ErrNoRows
	}
	a = versions[at].Article
	a.ID, a.Public, a.Source, a.Row = who.ID, who.Public, who.Source, news.Row(row)
	for i := range versions[:at] {
		versions[i].Article.ID, versions[i].Article.Source = who.ID, who.Source
	}
	a.Versions = versions[:at:at]
	if list[at].given || tellsMore(versions[at], at) {
		present := versions[at]
		present.Article = news.Article{}
		a.Versions = append(a.Versions, present)
	}
	if len(a.Versions) == 0 {
		a.Versions = nil
	}
	if a.Comments, err = commentsOf(ctx, r, row, true); err != nil {
		return a, err
	}
	a.Views, err = viewsOf(ctx, r, row)
	return a, err
}

// chain unpacks versions and fills in what each one stands on.
func (db *DB) chain(list []stored) ([]news.Version, error) {
	out := make([]news.Version, 0, len(list)+1)
	for i := range list {
		v, err := db.version(&list[i])
		if err != nil {
			return nil, err
		}
		if list[i].previous == nil && i > 0 {
			v.Previous = out[i-1].SHA256
		}
		out = append(out, v)
	}
	return out, nil
}

// tellsMore tells whether the current version, which earlier ones precede,
// says what an importer would not make of the article's own fields: then it is
// given too, as the last of the versions and with an empty article.
func tellsMore(v news.Version, earlier int) bool {
	usual := ""
	if v.N > 1 {
		usual = news.ChangeUpdate
	}
	published := v.Article.Updated
	if published.IsZero() {
		published = v.Article.Published
	}
	return v.N != earlier+1 || v.Change != usual || v.Note != "" || !v.Published.Equal(published)
}
