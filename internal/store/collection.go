package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// shelf is a collection with its rows.
type shelf struct {
	news.Collection
	row    int64
	parent int64
	item   int64 // that it stands at
	fold   string
	inside []*shelf
}

// shelves are all collections that can be reached from the top.
type shelves struct {
	top  []*shelf // in order
	all  []*shelf // each before those inside it
	rows map[int64]*shelf
	ids  map[string]*shelf
}

const shelfQuery = `SELECT c.collection, c.id, c.name, c.count, c.used, i.collection, i.item
	FROM collections c CROSS JOIN collection_items i INDEXED BY collection_items_child ON i.child = c.collection WHERE i.kept = 1 ORDER BY i.rank`

// readShelves reads all collections: there are some thousands at most.
func readShelves(ctx context.Context, r reader) (*shelves, error) {
	rows, err := r.query(ctx, shelfQuery)
	list, err := collect(rows, err, func(rows *sql.Rows) (*shelf, error) {
		s := &shelf{}
		var used string
		err := rows.Scan(&s.row, &s.ID, &s.Name, &s.Count, &used, &s.parent, &s.item)
		s.Used, s.fold = momentOf(used), lang.Fold(s.Name)
		return s, err
	})
	if err != nil {
		return nil, err
	}
	under := map[int64][]*shelf{}
	for _, s := range list {
		under[s.parent] = append(under[s.parent], s)
	}
	all := &shelves{top: under[0], rows: map[int64]*shelf{}, ids: map[string]*shelf{}}
	all.reach(under[0], under, nil)
	return all, nil
}

// reach takes in what can be reached; what only leads to itself cannot.
func (all *shelves) reach(list []*shelf, under map[int64][]*shelf, parent *shelf) {
	for _, s := range list {
		s.Depth, s.Path = 1, s.Name
		if parent != nil {
			s.Depth, s.Path, s.Parent = parent.Depth+1, parent.Path+"/"+s.Name, parent.ID
		}
		s.inside = under[s.row]
		all.all = append(all.all, s)
		all.rows[s.row], all.ids[s.ID] = s, s
		all.reach(s.inside, under, s)
	}
}

// put takes in one that was made since they were read.
func (all *shelves) put(s, parent *shelf) {
	if parent == nil {
		all.top = append(all.top, s)
	} else {
		parent.inside = append(parent.inside, s)
	}
	all.all = append(all.all, s)
	all.rows[s.row] = s
}

// find gives the collection that an id, a path or a name means. A name that several
// bear, none of them at the top, is no answer.
func (all *shelves) find(name string) (*shelf, error) {
	if s := all.ids[name]; s != nil {
		return s, nil
	}
	list, found := all.top, (*shelf)(nil)
	for part := range strings.SplitSeq(strings.Trim(name, "/"), "/") {
		if found = named(list, part); found == nil {
			break
		}
		list = found.inside
	}
	if found != nil {
		return found, nil
	}
	var several []string
	for _, s := range all.all {
		if s.fold == lang.Fold(strings.TrimSpace(name)) {
			found, several = s, append(several, s.Path)
		}
	}
	switch len(several) {
	case 0:
		return nil, news.NotFound("collection", name)
	case 1:
		return found, nil
	}
	return nil, news.Errorf(news.CodeInvalid, "collection", "Several collections are called %q: %s. Say which.", name, strings.Join(several, ", "))
}

func named(list []*shelf, name string) *shelf {
	fold := lang.Fold(strings.TrimSpace(name))
	for _, s := range list {
		if s.fold == fold {
			return s
		}
	}
	return nil
}

// under gives a collection and all inside it, as they are read.
func (s *shelf) under() []*shelf {
	out := []*shelf{s}
	for _, inside := range s.inside {
		out = append(out, inside.under()...)
	}
	return out
}

// deep is how many levels it takes, itself counted.
func (s *shelf) deep() int {
	most := 0
	for _, inside := range s.inside {
		most = max(most, inside.deep())
	}
	return most + 1
}

// Collections lists all collections, each before those inside it, in their order.
func (db *DB) Collections(ctx context.Context) ([]news.Collection, error) {
	all, err := readShelves(ctx, db)
	if err != nil {
		return nil, db.translate("read collections", err)
	}
	out := make([]news.Collection, len(all.all))
	for i, s := range all.all {
		out[i] = s.Collection
	}
	return out, nil
}

// Collection gives the collection that an id, a name or a path (A/B) means.
// CodeNotFound: none; CodeInvalid: several.
func (db *DB) Collection(ctx context.Context, name string) (news.Collection, error) {
	s, err := db.shelf(ctx, db, name)
	if err != nil {
		return news.Collection{}, db.translate("find collection", err)
	}
	return s.Collection, nil
}

func (db *DB) shelf(ctx context.Context, r reader, name string) (*shelf, error) {
	all, err := readShelves(ctx, r)
	if err != nil {
		return nil, err
	}
	return all.find(name)
}

// Collected gives the rows of the published articles in a collection, in their order;
// of a name that ends with /* also of those inside it.
func (db *DB) Collected(ctx context.Context, name string) ([]news.Row, error) {
	name, deep := strings.CutSuffix(name, "/*")
	s, err := db.shelf(ctx, db, name)
	if err != nil {
		return nil, db.translate("find collection", err)
	}
	list := []*shelf{s}
	if deep {
		list = s.under()
	}
	var out []news.Row
	for _, s := range list {
		rows, err := db.query(ctx, `SELECT article FROM collection_articles WHERE collection = ?`, s.row)
		found, err := collect(rows, err, scanOne[news.Row])
		if err != nil {
			return nil, db.translate("read collection", err)
		}
		out = append(out, found...)
	}
	return out, nil
}

// HeldBy lists the collections that hold an article, in the order of Collections.
func (db *DB) HeldBy(ctx context.Context, id string) ([]news.Collection, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, db.translate("read collections", err)
	}
	rows, err := db.query(ctx, heldQuery, row)
	held, err := collect(rows, err, scanOne[int64])
	if err != nil || len(held) == 0 {
		return nil, db.translate("read collections", err)
	}
	all, err := readShelves(ctx, db)
	if err != nil {
		return nil, db.translate("read collections", err)
	}
	in := map[int64]bool{}
	for _, row := range held {
		in[row] = true
	}
	var out []news.Collection
	for _, s := range all.all {
		if in[s.row] {
			out = append(out, s.Collection)
		}
	}
	return out, nil
}

const heldQuery = `SELECT collection FROM collection_items INDEXED BY collection_items_article WHERE article = ? AND kept = 1 AND article IS NOT NULL`

// itemID names an item to the world, and itemKey reads such a name.
func itemID(key int64) string { return "i-" + strconv.FormatInt(key, 36) }

func itemKey(id string) (int64, bool) {
	text, ok := strings.CutPrefix(id, "i-")
	key, err := strconv.ParseInt(text, 36, 64)
	return key, ok && err == nil && key > 0
}

// held is an item as it is stored.
type held struct {
	item           int64
	rank           string
	article, child int64
	note           string
}

const (
	heldColumns = `item, rank, coalesce(article, 0), coalesce(child, 0), note`
	pageQuery   = `SELECT ` + heldColumns + ` FROM collection_items INDEXED BY collection_items_page
		WHERE collection = ? AND kept = 1 AND rank > ? ORDER BY rank LIMIT ? OFFSET ?`
)

func scanHeld(rows *sql.Rows) (h held, err error) {
	return h, rows.Scan(&h.item, &h.rank, &h.article, &h.child, &h.note)
}

// CollectionPage gives a page of the items of the collection that a name means, from
// Skip on behind After; limit 0 means 100, at most 500.
func (db *DB) CollectionPage(ctx context.Context, name, after string, skip int64, limit int) (news.CollectionPage, error) {
	var page news.CollectionPage
	err := db.read(ctx, func(r reader) error {
		all, err := readShelves(ctx, r)
		if err != nil {
			return err
		}
		s, err := all.find(name)
		if err != nil {
			return err
		}
		page.Collection = s.Collection
		if err := r.row(ctx, `SELECT count(*) FROM collection_items INDEXED BY collection_items_page WHERE collection = ? AND kept = 1`, s.row).Scan(&page.Total); err != nil {
			return err
		}
		limit = clamp(limit, 100, 500)
		rows, err := r.query(ctx, pageQuery, s.row, after, limit+1, max(skip, 0))
		list, err := collect(rows, err, scanHeld)
		if err != nil {
			return err
		}
		if len(list) > limit {
			list = list[:limit]
			page.Next = list[limit-1].rank
		}
		page.Items, err = db.items(ctx, r, all, list)
		return err
	})
	return page, db.translate("read collection", err)
}

// items dresses what is stored.
func (db *DB) items(ctx context.Context, r reader, all *shelves, list []held) ([]news.CollectionItem, error) {
	var rows []news.Row
	for _, h := range list {
		if h.article != 0 {
			rows = append(rows, news.Row(h.article))
		}
	}
	summaries, err := db.summaries(ctx, r, `SELECT `+summaryColumns+` FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value
		`+summaryJoins+` WHERE a.listed = 1`, rowList(rows))
	if err != nil {
		return nil, err
	}
	here := map[int64]*news.Summary{}
	for i := range summaries {
		here[int64(summaries[i].Row)] = &summaries[i]
	}
	out := make([]news.CollectionItem, 0, len(list))
	for _, h := range list {
		item := news.CollectionItem{ID: itemID(h.item), Note: h.note, Article: here[h.article]}
		switch {
		case h.child != 0:
			inside := all.rows[h.child]
			if inside == nil {
				continue
			}
			item.Collection = &inside.Collection
		case h.article != 0 && item.Article == nil:
			item.Gone = &news.GoneArticle{}
			if err := r.row(ctx, `SELECT public, title FROM articles WHERE row = ?`, h.article).Scan(&item.Gone.ID, &item.Gone.Title); err != nil {
				return nil, err
			}
		}
		out = append(out, item)
	}
	return out, nil
}

// collectionTest is the condition that an article stands in a collection.
func (db *DB) collectionTest(ctx context.Context, name string, tests []test) ([]test, error) {
	if name == "" {
		return tests, nil
	}
	s, err := db.shelf(ctx, db, name)
	if err != nil {
		return nil, err
	}
	t := junction("collection_articles", "collection")
	t.value, t.count = s.row, s.Count
	return append(tests, t), nil
}

// exportCollection gives the parts and articles of a collection and of those inside
// it, in their order. What is read at a time is a page.
func (db *DB) exportCollection(ctx context.Context, name string, yield func(news.Record, error) bool) {
	all, err := readShelves(ctx, db)
	if err == nil {
		var s *shelf
		if s, err = all.find(name); err == nil {
			var ranks map[string]int
			if ranks, err = db.exportRanks(ctx); err == nil {
				out := &collectionExport{db: db, all: all, ranks: ranks, yield: yield}
				if err = out.shelf(ctx, s, 0); errors.Is(err, errEnough) {
					return
				}
			}
		}
	}
	if err != nil {
		yield(news.Record{}, db.translate("export collection", err))
	}
}

// errEnough: whoever takes the records wants no more.
var errEnough = errors.New("enough")

type collectionExport struct {
	db    *DB
	all   *shelves
	ranks map[string]int
	yield func(news.Record, error) bool
}

func (e *collectionExport) give(r news.Record) error {
	if !e.yield(r, nil) {
		return errEnough
	}
	return nil
}

func (e *collectionExport) shelf(ctx context.Context, s *shelf, level int) error {
	if err := e.give(news.Record{Part: &news.Part{Level: level, Title: s.Name}}); err != nil {
		return err
	}
	after := ""
	for {
		rows, err := e.db.query(ctx, pageQuery, s.row, after, exportStep, 0)
		list, err := collect(rows, err, scanHeld)
		if err != nil || len(list) == 0 {
			return err
		}
		after = list[len(list)-1].rank
		for _, h := range list {
			if err := e.item(ctx, h, level); err != nil {
				return err
			}
		}
	}
}

func (e *collectionExport) item(ctx context.Context, h held, level int) error {
	switch {
	case h.child != 0:
		if inside := e.all.rows[h.child]; inside != nil {
			if err := e.shelf(ctx, inside, level+1); err != nil {
				return err
			}
			return e.give(news.Record{Part: &news.Part{Level: level}}) // back in the outer one
		}
		return nil
	case h.article == 0:
		return e.give(news.Record{Part: &news.Part{Level: level, Note: h.note}})
	}
	articles, err := e.db.exportArticles(ctx, []int64{h.article}, e.ranks)
	if err != nil {
		return err
	}
	if len(articles) == 0 {
		var title string
		if err := e.db.row(ctx, `SELECT title FROM articles WHERE row = ?`, h.article).Scan(&title); err != nil {
			return err
		}
		return e.give(news.Record{Part: &news.Part{Level: level, Gone: title, Note: h.note}})
	}
	return e.give(news.Record{Article: &articles[0], Note: h.note})
}
