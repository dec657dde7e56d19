package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"broadsheet/internal/lang"
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
// an alias already; taken also that it is another's own name.
type aliasTable struct{ read, erase, taken, held, add string }

var topicAliases = aliasTable{
	read:  `SELECT name, slug FROM topic_aliases WHERE topic = ? ORDER BY position`,
	erase: `DELETE FROM topic_aliases WHERE topic = ?`,
	taken: `SELECT 1 FROM topics WHERE topic <> ?1 AND (count > 0 OR bare = 0) AND (fold = ?2 OR slug = ?3)
		UNION ALL SELECT 1 FROM topic_aliases WHERE fold = ?2 OR slug = ?3`,
	held: `SELECT 1 FROM topic_aliases WHERE (fold = ?2 OR slug = ?3) AND ?1 > 0`,
	add:  `INSERT INTO topic_aliases (fold, topic, slug, name, position) VALUES (?, ?, ?, ?, ?)`,
}

var tagAliases = aliasTable{
	read:  `SELECT name, slug FROM tag_aliases WHERE tag = ? ORDER BY position`,
	erase: `DELETE FROM tag_aliases WHERE tag = ?`,
	taken: `SELECT 1 FROM tags WHERE tag <> ?1 AND (count > 0 OR bare = 0) AND (fold = ?2 OR slug = ?3)
		UNION ALL SELECT 1 FROM tag_aliases WHERE fold = ?2 OR slug = ?3`,
	held: `SELECT 1 FROM tag_aliases WHERE (fold = ?2 OR slug = ?3) AND ?1 > 0`,
	add:  `INSERT INTO tag_aliases (fold, tag, slug, name, position) VALUES (?, ?, ?, ?, ?)`,
}

// restoring is the table for putting back aliases that once stood: a name that
// was made since, and is being taken back itself, is not in their way.
func (a aliasTable) restoring() aliasTable {
	a.taken = a.held
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
	if _, err := t.exec(ctx, table.erase, id); err != nil {
		return nil, err
	}
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
	}
	return dropped, nil
}
