package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// collection makes a collection that came with its articles, at the end of the top. It
// is taken back with the import, as long as nobody put something into it. One that is
// here with the same items is left alone; where another bears its name, it gets a
// number behind its own.
func (in *ingest) collection(ctx context.Context, c *news.CollectionRecord) (news.Outcome, error) {
	var met weight
	if err := checkRecord(c, 1, &met); err != nil {
		return "", err
	}
	if err := in.flushAdded(ctx); err != nil { // its articles' step goes first
		return "", err
	}
	if in.shelves == nil {
		var err error
		if in.shelves, err = readShelves(ctx, in); err != nil {
			return "", err
		}
	}
	all := in.shelves
	if s := named(all.top, c.Name); s != nil {
		if same, err := in.sameRecord(ctx, all, s, c); err != nil || same {
			return news.OutcomeUnchanged, err
		}
	}
	if len(all.all)+met.collections > news.MaxCollections {
		return "", refuse("the collection cannot be kept: %s", tooMany().(*news.Error).Message)
	}
	name := c.Name
	for n := 2; named(all.top, name) != nil; n++ {
		name = fmt.Sprintf("%s (%d)", c.Name, n)
	}
	var items []int64
	if err := in.shelve(ctx, &news.CollectionRecord{Name: name, Items: c.Items}, nil, "", &items); err != nil {
		return "", err
	}
	return news.OutcomeAdded, in.step(ctx, collectedOf(items, true))
}

// weight is how much a record holds.
type weight struct{ items, collections int }

// checkRecord refuses what is too much or cannot be kept, before anything is written.
func checkRecord(c *news.CollectionRecord, depth int, met *weight) error {
	name, err := cleanName(c.Name)
	if err != nil {
		return refuse("the collection cannot be kept: %s", err.(*news.Error).Message)
	}
	if depth > news.MaxCollectionDepth {
		return refuse("collections lie at most %d deep one inside another", news.MaxCollectionDepth)
	}
	c.Name = name
	met.collections++
	beside := map[string]bool{}
	for i := range c.Items {
		item := &c.Items[i]
		if met.items++; met.items > news.MaxCollectionItems {
			return refuse("a collection holds at most %d items", news.MaxCollectionItems)
		}
		if item.Note, err = cleanNote(item.Note); err != nil {
			return refuse("a note has at most %d letters", news.MaxCollectionNote)
		}
		if item.Collection == nil {
			continue
		}
		if err := checkRecord(item.Collection, depth+1, met); err != nil {
			return err
		}
		fold := foldOf(item.Collection.Name)
		if beside[fold] {
			return refuse("two collections beside each other are called %q", item.Collection.Name)
		}
		beside[fold] = true
	}
	return nil
}

// shelve writes a checked record into a new collection, in another or at the top.
func (in *ingest) shelve(ctx context.Context, c *news.CollectionRecord, parent *shelf, rank string, items *[]int64) error {
	s := &shelf{}
	if parent != nil {
		s.parent = parent.row
	}
	s.Name, s.fold = c.Name, lang.Fold(c.Name)
	var err error
	if s.row, s.item, err = in.putCollection(ctx, c.Name, s.parent, rank); err != nil {
		return err
	}
	in.shelves.put(s, parent)
	*items = append(*items, s.item)
	ranks := ranksBetween("", "", len(c.Items))
	var articles []int64
	held := map[int64]bool{}
	for i, entry := range c.Items {
		if err := in.canceled(); err != nil {
			return err
		}
		var made int64
		switch {
		case entry.Collection != nil:
			if err := in.shelve(ctx, entry.Collection, s, ranks[i], items); err != nil {
				return err
			}
			continue
		case entry.ID == "":
			if entry.Note == "" {
				continue
			}
			made, err = in.insertItem(ctx, s.row, ranks[i], nil, nil, entry.Note)
		default:
			article, found := in.entryRow(ctx, entry)
			if found != nil {
				return found
			}
			if article == 0 || held[article] {
				if article == 0 {
					in.problem(news.ProblemRefused, "%.200q of the collection is not here and was left out", entry.Title+" "+entry.ID)
				}
				continue
			}
			held[article] = true
			if made, err = in.insertItem(ctx, s.row, ranks[i], &article, nil, entry.Note); err == nil {
				articles = append(articles, made)
			}
		}
		if err != nil {
			return err
		}
		*items = append(*items, made)
	}
	return in.listItems(ctx, articles, 1)
}

// entryRow finds the article of an entry by its source and id; 0: it is not here.
func (in *ingest) entryRow(ctx context.Context, e news.CollectionEntry) (row int64, err error) {
	source := e.Source
	if source == "" {
		source = in.batch.Source
	}
	err = in.row(ctx, `SELECT a.row FROM sources s CROSS JOIN articles a INDEXED BY articles_own ON a.source = s.source AND a.id = ?2 AND a.deleted = 0
		WHERE s.name = ?1`, source, e.ID).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return row, err
}

// sameRecord tells whether a collection holds just what a record says.
func (in *ingest) sameRecord(ctx context.Context, all *shelves, s *shelf, c *news.CollectionRecord) (bool, error) {
	rows, err := in.query(ctx, pageQuery, s.row, "", len(c.Items)+1, 0)
	list, err := collect(rows, err, scanHeld)
	if err != nil || len(list) != len(c.Items) {
		return false, err
	}
	for i, h := range list {
		entry := c.Items[i]
		if h.note != entry.Note || (h.child != 0) != (entry.Collection != nil) || (h.article != 0) != (entry.ID != "") {
			return false, nil
		}
		switch {
		case h.child != 0:
			inside := all.rows[h.child]
			if inside == nil || inside.Name != entry.Collection.Name {
				return false, nil
			}
			if same, err := in.sameRecord(ctx, all, inside, entry.Collection); err != nil || !same {
				return false, err
			}
		case h.article != 0:
			if row, err := in.entryRow(ctx, entry); err != nil || row != h.article {
				return false, err
			}
		}
	}
	return true, nil
}
