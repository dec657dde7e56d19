package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// nameCache remembers which number a name has, for the writer only. It is
// forgotten when a transaction is rolled back and when it grows large.
type nameCache struct {
	sources  map[string]int64
	sections map[string]int64
	authors  map[string]int64
	tags     map[string]int64
	topics   map[string]int64
}

const maxNames = 100_000

func (c *nameCache) clear() {
	*c = nameCache{map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}}
}

// remembered looks a name up in a cache, else finds it, and remembers it.
func remembered(cache map[string]int64, name string, find func() (int64, error)) (int64, error) {
	if id, ok := cache[name]; ok {
		return id, nil
	}
	id, err := find()
	if err != nil {
		return 0, err
	}
	if len(cache) >= maxNames {
		clear(cache)
	}
	cache[name] = id
	return id, nil
}

func (t *tx) sourceID(ctx context.Context, name string) (int64, error) {
	return remembered(t.db.names.sources, name, func() (id int64, err error) {
		err = t.row(ctx, `SELECT source FROM sources WHERE name = ?`, name).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			id, err = t.insert(ctx, `INSERT INTO sources (name) VALUES (?)`, name)
		}
		return id, err
	})
}

func (t *tx) sectionID(ctx context.Context, name string) (int64, error) {
	return remembered(t.db.names.sections, name, func() (int64, error) {
		return t.named(ctx, name,
			`SELECT section FROM sections WHERE fold = ?`,
			`SELECT 1 FROM sections WHERE slug = ?`,
			`INSERT INTO sections (slug, name, fold) VALUES (?, ?, ?)`)
	})
}

func (t *tx) authorID(ctx context.Context, name string) (int64, error) {
	return remembered(t.db.names.authors, name, func() (int64, error) {
		return t.named(ctx, name,
			`SELECT author FROM authors WHERE fold = ?`,
			`SELECT 1 FROM authors WHERE slug = ?`,
			`INSERT INTO authors (slug, name, fold) VALUES (?, ?, ?)`)
	})
}

func (t *tx) tagID(ctx context.Context, name string) (int64, error) {
	return remembered(t.db.names.tags, name, func() (int64, error) {
		return t.named(ctx, name,
			`SELECT tag FROM tags WHERE fold = ?1 AND (count > 0 OR bare = 0) UNION ALL SELECT tag FROM tag_aliases WHERE fold = ?1
				UNION ALL SELECT tag FROM tags WHERE fold = ?1 LIMIT 1`,
			tagSlugs.taken,
			`INSERT INTO tags (slug, name, fold, bare) VALUES (?, ?, ?, 1)`)
	})
}

// topicID finds a topic by slug, by name, or by either of an alias. Text in a
// name is matched folded; slugs win over names, and a topic that is not listed
// any more comes after all aliases, as if it had never been.
func (t *tx) topicID(ctx context.Context, name string) (int64, error) {
	return remembered(t.db.names.topics, name, func() (id int64, err error) {
		if id, err = findTopic(ctx, t, name); !errors.Is(err, sql.ErrNoRows) {
			return id, err
		}
		slug, err := t.freeSlug(ctx, name, topicSlugs.taken)
		if err != nil {
			return 0, err
		}
		return t.insert(ctx, insertTopic, slug, name, foldOf(name))
	})
}

func findTopic(ctx context.Context, r reader, name string) (id int64, err error) {
	err = r.row(ctx, `SELECT topic FROM topics WHERE slug = ?1 AND (count > 0 OR bare = 0)
		UNION ALL SELECT topic FROM topic_aliases WHERE slug = ?1
		UNION ALL SELECT topic FROM topics WHERE fold = ?2 AND (count > 0 OR bare = 0)
		UNION ALL SELECT topic FROM topic_aliases WHERE fold = ?2
		UNION ALL SELECT topic FROM topics WHERE slug = ?3 AND (count > 0 OR bare = 0)
		UNION ALL SELECT topic FROM topic_aliases WHERE slug = ?3
		UNION ALL SELECT topic FROM topics WHERE slug = ?1 OR fold = ?2 OR slug = ?3 LIMIT 1`, name, foldOf(name), lang.Slug(name)).Scan(&id)
	return id, err
}

// named finds a name by its folded form, or makes it under a slug of its own.
func (t *tx) named(ctx context.Context, name, find, taken, insert string) (id int64, err error) {
	fold := foldOf(name)
	if err = t.row(ctx, find, fold).Scan(&id); !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	slug, err := t.freeSlug(ctx, name, taken)
	if err != nil {
		return 0, err
	}
	return t.insert(ctx, insert, slug, name, fold)
}

const insertTopic = `INSERT INTO topics (slug, name, fold, bare) VALUES (?, ?, ?, 1)`

// insert runs an INSERT and gives the new row's number. Not with RETURNING: that
// makes SQLite look through every table that refers to this one.
func (t *tx) insert(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := t.exec(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// freeSlug gives the name's slug, with a number behind it where it is taken.
func (t *tx) freeSlug(ctx context.Context, name, taken string) (string, error) {
	base := lang.Slug(name)
	if base == "" {
		base = fmt.Sprintf("x%x", uint64(keyOf(name)))[:9]
	}
	for n := 1; ; n++ {
		slug := base
		if n > 1 {
			slug = fmt.Sprintf("%s-%d", base, n)
		}
		var one int
		err := t.row(ctx, taken, slug).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return slug, nil
		}
		if err != nil {
			return "", err
		}
	}
}

// foldOf is what makes two spellings one name. A name that folds away (only
// marks) is its own.
func foldOf(name string) string {
	if fold := strings.Join(strings.Fields(lang.Fold(name)), " "); fold != "" {
		return fold
	}
	return name
}

// Term is a name with its number and slug.
type Term struct {
	ID   int64
	Slug string
	Name string
}

// Field names a kind of name that articles bear and that the index knows by number.
type Field string

// The fields.
const (
	FieldSection Field = "section"
	FieldTopic   Field = "topic"
	FieldTag     Field = "tag"
	FieldAuthor  Field = "author"
	FieldSource  Field = "source"
	FieldKind    Field = "kind" // has no numbers; for CompleteIn
	FieldLang    Field = "lang" // likewise
)

// bySlugOrName finds the one that is addressed by a slug, else by its name, folded: ?1 and ?2.
const bySlugOrName = ` WHERE slug = ?1 OR fold = ?2 ORDER BY slug <> ?1 LIMIT 1`

// Lookup gives the numbers that a word of the query language means in a field:
// a slug, a name in any spelling, or an alias. None where nothing bears it.
func (db *DB) Lookup(ctx context.Context, field Field, name string) ([]int64, error) {
	query, ok := map[Field]string{
		FieldSection: `SELECT section FROM sections WHERE slug = ?1 OR fold = ?2`,
		FieldAuthor:  `SELECT author FROM authors WHERE slug = ?1 OR fold = ?2`,
		FieldSource:  `SELECT source FROM sources WHERE name = ?1 AND ?2 IS NOT NULL`,
		FieldTag: `SELECT tag FROM tags WHERE slug = ?1 OR fold = ?2
			UNION SELECT tag FROM tag_aliases WHERE slug = ?1 OR fold = ?2`,
		FieldTopic: `SELECT topic FROM topics WHERE slug = ?1 OR fold = ?2
			UNION SELECT topic FROM topic_aliases WHERE slug = ?1 OR fold = ?2`,
	}[field]
	if !ok {
		return nil, news.Errorf(news.CodeInvalid, "field", "%q is not a field with names.", field)
	}
	rows, err := db.query(ctx, query, name, foldOf(name))
	ids, err := collect(rows, err, scanOne[int64])
	return ids, db.translate("look up name", err)
}

// Terms gives slugs and names of numbers of a field; numbers that nothing has
// are left out. A source's slug is its name.
func (db *DB) Terms(ctx context.Context, field Field, ids []int64) (map[int64]Term, error) {
	query, ok := map[Field]string{
		FieldSection: `SELECT t.section, t.slug, t.name FROM json_each(?) e CROSS JOIN sections t ON t.section = e.value`,
		FieldTopic:   `SELECT t.topic, t.slug, t.name FROM json_each(?) e CROSS JOIN topics t ON t.topic = e.value`,
		FieldTag:     `SELECT t.tag, t.slug, t.name FROM json_each(?) e CROSS JOIN tags t ON t.tag = e.value`,
		FieldAuthor:  `SELECT t.author, t.slug, t.name FROM json_each(?) e CROSS JOIN authors t ON t.author = e.value`,
		FieldSource:  `SELECT t.source, t.name, t.name FROM json_each(?) e CROSS JOIN sources t ON t.source = e.value`,
	}[field]
	if !ok {
		return nil, news.Errorf(news.CodeInvalid, "field", "%q is not a field with names.", field)
	}
	list, err := encodeText(ids)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, query, list)
	terms, err := collect(rows, err, func(rows *sql.Rows) (l Term, err error) {
		return l, rows.Scan(&l.ID, &l.Slug, &l.Name)
	})
	out := make(map[int64]Term, len(terms))
	for _, l := range terms {
		out[l.ID] = l
	}
	return out, db.translate("read names", err)
}
