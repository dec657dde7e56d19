package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// alias is another name of a topic or tag, with the last part of its address.
// That is the name's own slug where it could be had; a name that was merged or
// renamed keeps the one that it had.
type alias struct{ name, slug string }

// aliasesOf joins aliases with the slugs that are not their own.
func aliasesOf(names []string, slugs map[string]string) []alias {
	list := make([]alias, len(names))
	for i, name := range names {
		list[i] = alias{name, slugs[name]}
	}
	return list
}

// splitAliases is the way back; slugs that are the names' own are left out.
func splitAliases(list []alias) (names []string, slugs map[string]string) {
	for _, a := range list {
		names = append(names, a.name)
		if a.slug == "" || a.slug == lang.Slug(a.name) {
			continue
		}
		if slugs == nil {
			slugs = map[string]string{}
		}
		slugs[a.name] = a.slug
	}
	return names, slugs
}

func foldsOf(list []alias) []string {
	folds := make([]string, len(list))
	for i, a := range list {
		folds[i] = foldOf(a.name)
	}
	return folds
}

// ledAliases gives a name's aliases with those of another that it takes over:
// the other's own name and address, then its aliases. What the name is called
// itself, or had as alias, is left out; an address then leads on under its own
// word.
func ledAliases(own alias, had []alias, other alias, others []alias) []alias {
	out := slices.Clone(had)
	for _, a := range append([]alias{other}, others...) {
		taken := func(fold string) bool {
			return fold == foldOf(own.name) || slices.ContainsFunc(out, func(b alias) bool { return foldOf(b.name) == fold })
		}
		if taken(foldOf(a.name)) {
			address := a.slug
			if address == "" {
				address = lang.Slug(a.name)
			}
			if address == "" || address == own.slug || taken(foldOf(address)) {
				continue
			}
			a = alias{address, address}
		}
		out = append(out, a)
	}
	return out
}

// aliasTable is the SQL of a table of aliases. held says that another name has
// an alias already; taken also that it is another's own name. left keeps the address
// of an alias that is taken away; empty: it was never given out.
type aliasTable struct{ read, erase, taken, held, add, address, left string }

var topicAliases = aliasTable{
	read:  `SELECT name, slug FROM topic_aliases WHERE topic = ? ORDER BY position`,
	erase: `DELETE FROM topic_aliases WHERE topic = ?`,
	taken: `SELECT 1 FROM topics WHERE topic <> ?1 AND (count > 0 OR bare = 0) AND (fold = ?2 OR slug = ?3)
		UNION ALL SELECT 1 FROM topic_aliases WHERE fold = ?2 OR slug = ?3`,
	held: `SELECT 1 FROM topic_aliases WHERE (fold = ?2 OR slug = ?3) AND ?1 > 0`,
	add:  `INSERT INTO topic_aliases (fold, topic, slug, name, position) VALUES (?, ?, ?, ?, ?)`,

	address: `SELECT slug FROM topic_aliases WHERE topic = ?`,
	left:    `INSERT INTO addresses_left (field, slug, name) VALUES ('topic', ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name`,
}

var tagAliases = aliasTable{
	read:  `SELECT name, slug FROM tag_aliases WHERE tag = ? ORDER BY position`,
	erase: `DELETE FROM tag_aliases WHERE tag = ?`,
	taken: `SELECT 1 FROM tags WHERE tag <> ?1 AND (count > 0 OR bare = 0) AND (fold = ?2 OR slug = ?3)
		UNION ALL SELECT 1 FROM tag_aliases WHERE fold = ?2 OR slug = ?3`,
	held: `SELECT 1 FROM tag_aliases WHERE (fold = ?2 OR slug = ?3) AND ?1 > 0`,
	add:  `INSERT INTO tag_aliases (fold, tag, slug, name, position) VALUES (?, ?, ?, ?, ?)`,

	address: `SELECT slug FROM tag_aliases WHERE tag = ?`,
	left:    `INSERT INTO addresses_left (field, slug, name) VALUES ('tag', ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name`,
}

// restoring is the table for putting back aliases that once stood: a name that
// was made since, and is being taken back itself, is not in their way, and an alias
// whose making is taken back leaves no address.
func (a aliasTable) restoring() aliasTable {
	a.taken, a.left = a.held, ""
	return a
}

// names reads the aliases of a topic or tag.
func (a aliasTable) names(ctx context.Context, r reader, id int64) (names []string, slugs map[string]string, err error) {
	rows, err := r.query(ctx, a.read, id)
	list, err := collect(rows, err, func(rows *sql.Rows) (a alias, err error) { return a, rows.Scan(&a.name, &a.slug) })
	names, slugs = splitAliases(list)
	return names, slugs, err
}

// writeAliases replaces the aliases of a topic or tag; those that name another
// already are left out and given back. One with an address of its own keeps its
// name where only the address of that name is taken.
func (t *tx) writeAliases(ctx context.Context, table aliasTable, id int64, aliases []alias) (dropped []string, err error) {
	rows, err := t.query(ctx, table.address, id)
	had, err := collect(rows, err, scanOne[string])
	if err != nil {
		return nil, err
	}
	if _, err := t.exec(ctx, table.erase, id); err != nil {
		return nil, err
	}
	var has []string
	for i, a := range aliases {
		fold, slug := foldOf(a.name), a.slug
		if slug == "" {
			slug = lang.Slug(a.name)
		}
		var one int
		err := t.row(ctx, table.taken, id, fold, slug).Scan(&one)
		if err == nil {
			dropped = append(dropped, a.name)
			continue
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		if _, err := t.exec(ctx, table.add, fold, id, slug, a.name, i); err != nil {
			return nil, err
		}
		has = append(has, slug)
	}
	for _, slug := range had {
		if table.left == "" || slices.Contains(has, slug) {
			continue
		}
		if _, err := t.exec(ctx, table.left, slug, id); err != nil {
			return nil, err
		}
	}
	return dropped, nil
}

// addressed finds a topic or tag by an address: find's, that of a name or an alias as
// they are; else one that led there once and that nothing else has taken since. Where
// the name was merged meanwhile, it leads on. What is no address is a name in any spelling.
func addressed(ctx context.Context, r reader, f *borne, slug string, find func(context.Context, reader, string) (int64, error)) (int64, error) {
	id, err := find(ctx, r, slug)
	if news.CodeOf(err) != news.CodeNotFound {
		return id, err
	}
	if left := r.row(ctx, `SELECT name FROM addresses_left WHERE field = ? AND slug = ?`, f.field, slug).Scan(&id); left != nil {
		if errors.Is(left, sql.ErrNoRows) {
			left = orNotFound(r.row(ctx, f.named, foldOf(slug)).Scan(&id), string(f.field), slug)
		}
		return id, left
	}
	_, id, led := f.leads(ctx, r, id)
	if led != nil {
		return 0, led
	}
	var dormant bool
	if gone := r.row(ctx, f.dormant, id).Scan(&dormant); gone != nil {
		return 0, gone
	}
	if dormant {
		return 0, err
	}
	return id, nil
}
