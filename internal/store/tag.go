package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"broadsheet/internal/news"
)

// Tags are walked in the order of an index: what is skipped by use reads nothing else.
const (
	tagsByName = `SELECT slug, name, count, fold FROM tags WHERE fold > ? AND fold >= ? AND fold < ? AND (count > 0 OR bare = 0)
		ORDER BY fold LIMIT ? OFFSET ?`
	tagsByCount = `SELECT slug, name, count, fold FROM tags INDEXED BY tags_count WHERE (count, fold) < (?, ?)
		AND fold >= ? AND fold < ? AND (count > 0 OR bare = 0) ORDER BY count DESC, fold DESC LIMIT ? OFFSET ?`
)

// Tags gives a page of the tags that have an article or a record, without
// aliases, and the cursor of the next page, empty at the end. The prefix may be
// in any spelling; limit 0 means 200, at most 1,000.
func (db *DB) Tags(ctx context.Context, q news.TagQuery) ([]news.Tag, string, error) {
	limit := clamp(q.Limit, 200, 1000)
	after, err := parseNameCursor(q.After)
	if err != nil {
		return nil, "", err
	}
	low, high := prefixRange(foldOf(q.Prefix))
	if strings.TrimSpace(q.Prefix) == "" {
		low, high = "", topOfText
	}
	query := tagsByName
	args := []any{after.fold, low, high, limit + 1, q.Skip}
	if q.ByCount {
		query = tagsByCount
		if q.After == "" {
			after.count, after.fold = 1<<62, ""
		}
		args = []any{after.count, after.fold, low, high, limit + 1, q.Skip}
	}
	type row struct {
		news.Tag
		fold string
	}
	rows, err := db.query(ctx, query, args...)
	list, err := collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.Slug, &r.Name, &r.Count, &r.fold)
	})
	if err != nil {
		return nil, "", db.translate("read tags", err)
	}
	next := ""
	if len(list) > limit {
		list = list[:limit]
		last := list[limit-1]
		next = nameCursor{last.Count, last.fold}.String()
	}
	tags := make([]news.Tag, len(list))
	for i := range list {
		tags[i] = list[i].Tag
	}
	return tags, next, nil
}

// Tag gives a tag by slug, or by that of an alias that it has or had, with its aliases.
func (db *DB) Tag(ctx context.Context, slug string) (news.Tag, error) {
	id, err := tagAt(ctx, db, slug)
	if err != nil {
		return news.Tag{}, db.translate("read tag", err)
	}
	t, err := readTag(ctx, db, id)
	return t.Tag, db.translate("read tag", err)
}

// tagAt is tagBySlug for addresses, which lead on for ever.
func tagAt(ctx context.Context, r reader, slug string) (int64, error) {
	return addressed(ctx, r, borneOf(FieldTag), slug, tagBySlug)
}

func tagBySlug(ctx context.Context, r reader, slug string) (int64, error) {
	var id int64
	err := r.row(ctx, `SELECT tag FROM tags WHERE slug = ?1 AND (count > 0 OR bare = 0)
		UNION ALL SELECT tag FROM tag_aliases WHERE slug = ?1 LIMIT 1`, slug).Scan(&id)
	return id, orNotFound(err, "tag", slug)
}

// tagRow is a tag with what undo needs of it.
type tagRow struct {
	news.Tag
	slugs map[string]string // of the aliases whose slugs are not their own
	bare  bool
}

func readTag(ctx context.Context, r reader, id int64) (tag tagRow, err error) {
	if err = r.row(ctx, `SELECT slug, name, count, bare FROM tags WHERE tag = ?`, id).Scan(&tag.Slug, &tag.Name, &tag.Count, &tag.bare); err != nil {
		return tag, err
	}
	tag.Aliases, tag.slugs, err = tagAliases.names(ctx, r, id)
	return tag, err
}

// besideSample is how many of a tag's newest articles TagsBeside reads.
const besideSample = 200

// TagsBeside gives the tags that stand most often on the same articles as a
// tag, among its newest 200; Count is how often.
func (db *DB) TagsBeside(ctx context.Context, slug string, limit int) ([]news.Tag, error) {
	id, err := tagAt(ctx, db, slug)
	if err != nil {
		return nil, db.translate("read tag", err)
	}
	rows, err := db.query(ctx, `WITH newest AS (
			SELECT article FROM article_tags WHERE tag = ?1 ORDER BY published DESC, article DESC LIMIT ?2),
		beside AS (
			SELECT e.value AS tag, count(*) AS n FROM newest CROSS JOIN articles a ON a.row = newest.article
			CROSS JOIN json_each(a.tags) e WHERE e.value <> ?1 GROUP BY e.value)
		SELECT t.slug, t.name, b.n FROM beside b CROSS JOIN tags t ON t.tag = b.tag ORDER BY b.n DESC, t.count DESC, t.fold LIMIT ?3`,
		id, besideSample, clamp(limit, 20, 100))
	list, err := collect(rows, err, func(rows *sql.Rows) (t news.Tag, err error) {
		return t, rows.Scan(&t.Slug, &t.Name, &t.Count)
	})
	return list, db.translate("read tags beside", err)
}

// SetTag gives a tag a record with a name and aliases, known by its name in any
// spelling. Aliases that are tags of their own are left out. Can be undone.
func (db *DB) SetTag(ctx context.Context, tag news.Tag) error {
	if strings.TrimSpace(tag.Name) == "" {
		return news.Errorf(news.CodeInvalid, "name", "A tag needs a name.")
	}
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		s, _, err := t.setTag(ctx, tag)
		if err != nil || s == nil {
			return err
		}
		_, err = t.journal(ctx, entry{verb: "tag.changed", subject: tag.Name, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return db.translate("set tag", err)
}

func (in *ingest) tag(ctx context.Context, tag news.Tag) (news.Outcome, error) {
	if strings.TrimSpace(tag.Name) == "" {
		return "", refuse("a tag needs a name")
	}
	had, err := in.tagHeld(ctx, tag.Name)
	if err != nil {
		return "", err
	}
	tag.Aliases = joinNames(tag.Aliases, had.Aliases)
	s, dropped, err := in.setTag(ctx, tag)
	for _, alias := range dropped {
		in.problem(news.ProblemAltered, "the tag %q cannot have the alias %q: it is a tag of its own", tag.Name, alias)
	}
	return in.stepped(ctx, s, err)
}

// tagHeld gives the tag that a record is about, nothing where there is none: what
// arrives adds to its aliases and takes none away, since articles may have been
// led on by them.
func (t *tx) tagHeld(ctx context.Context, name string) (news.Tag, error) {
	var id int64
	err := t.row(ctx, `SELECT tag FROM tags WHERE fold = ?1 AND (count > 0 OR bare = 0) UNION ALL SELECT tag FROM tag_aliases WHERE fold = ?1 LIMIT 1`,
		foldOf(name)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return news.Tag{}, nil
	}
	if err != nil {
		return news.Tag{}, err
	}
	held, err := readTag(ctx, t, id)
	return held.Tag, err
}

func (t *tx) setTag(ctx context.Context, tag news.Tag) (s *step, dropped []string, err error) {
	id, err := t.tagID(ctx, tag.Name)
	if err != nil {
		return nil, nil, err
	}
	was, err := readTag(ctx, t, id)
	if err != nil {
		return nil, nil, err
	}
	if foldOf(was.Name) != foldOf(tag.Name) { // known by an alias
		tag.Name = was.Name
	}
	s, err = t.change(ctx, thingTag, id, tagState{}, func() (err error) {
		dropped, err = t.writeTag(ctx, id, tagJSON{Name: tag.Name, Slug: was.Slug, Aliases: tag.Aliases, Slugs: was.slugs}, tagAliases)
		return err
	})
	return s, dropped, err
}

func (t *tx) writeTag(ctx context.Context, id int64, tag tagJSON, table aliasTable) ([]string, error) {
	if err := t.flushTallies(ctx); err != nil { // which names are listed decides on aliases
		return nil, err
	}
	var wasBare bool
	var count int64
	if err := t.row(ctx, `SELECT bare, count FROM tags WHERE tag = ?`, id).Scan(&wasBare, &count); err != nil {
		return nil, err
	}
	if tag.Slug == "" { // written before slugs could change
		if err := t.row(ctx, `SELECT slug FROM tags WHERE tag = ?`, id).Scan(&tag.Slug); err != nil {
			return nil, err
		}
	}
	if err := t.yieldSlug(ctx, tagSlugs, id, tag.Slug); err != nil {
		return nil, err
	}
	var one int
	switch err := t.row(ctx, `SELECT 1 FROM tags WHERE fold = ? AND tag <> ?`, foldOf(tag.Name), id).Scan(&one); {
	case err == nil:
		return nil, errPlaceTaken
	case !errors.Is(err, sql.ErrNoRows):
		return nil, err
	}
	t.countRecord(totalTags, count, wasBare, tag.Bare)
	if _, err := t.exec(ctx, `UPDATE tags SET slug = ?, name = ?, fold = ?, bare = ? WHERE tag = ?`, tag.Slug, tag.Name, foldOf(tag.Name), tag.Bare, id); err != nil {
		return nil, err
	}
	t.changed.Names = true
	clear(t.db.names.tags) // aliases may lead elsewhere now
	return t.writeAliases(ctx, table, id, aliasesOf(tag.Aliases, tag.Slugs))
}

// tagJSON is a tag as undo keeps it.
type tagJSON struct {
	Name    string            `json:"name"`
	Slug    string            `json:"slug,omitempty"` // empty: written before slugs could change
	Aliases []string          `json:"aliases,omitempty"`
	Slugs   map[string]string `json:"slugs,omitempty"` // of aliases that have not their own
	Bare    bool              `json:"bare,omitempty"`
}

var tagSlugs = slugTable{
	held:  `SELECT tag, count > 0 OR bare = 0 FROM tags WHERE slug = ? AND tag <> ?`,
	taken: `SELECT 1 FROM tags WHERE slug = ?1 UNION ALL SELECT 1 FROM tag_aliases WHERE slug = ?1`,
	set:   `UPDATE tags SET slug = ? WHERE tag = ?`,
}

type tagState struct{}

// same: a state that was written before slugs could change has none, and a tag
// that is not listed may have had to give its slug to another.
func (tagState) same(a, b json.RawMessage) bool {
	if sameBytes(a, b) {
		return true
	}
	var x, y tagJSON
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	if x.Slug == "" || y.Slug == "" || x.Bare && y.Bare {
		x.Slug, y.Slug = "", ""
	}
	one, err := encode(x)
	other, wrong := encode(y)
	return err == nil && wrong == nil && sameBytes(one, other)
}

func (tagState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	tag, err := readTag(ctx, t, key)
	if err != nil {
		return nil, "", err
	}
	b, err := encode(tagJSON{tag.Name, tag.Slug, tag.Aliases, tag.slugs, tag.bare})
	return b, tag.Slug, err
}

func (tagState) write(ctx context.Context, t *tx, key int64, raw json.RawMessage) error {
	var s tagJSON
	if err := decode(string(raw), &s); err != nil {
		return err
	}
	_, err := t.writeTag(ctx, key, s, tagAliases.restoring())
	return err
}

// Authors gives a page of the names that articles are by, in the order of
// their folded spelling, and the cursor of the next, empty at the end.
func (db *DB) Authors(ctx context.Context, after string, limit int) ([]news.Byline, string, error) {
	cursor, err := parseNameCursor(after)
	if err != nil {
		return nil, "", err
	}
	limit = clamp(limit, 200, 1000)
	type row struct {
		news.Byline
		fold string
	}
	rows, err := db.query(ctx, `SELECT slug, name, count, fold FROM authors WHERE fold > ? AND count > 0 ORDER BY fold LIMIT ?`, cursor.fold, limit+1)
	list, err := collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.Slug, &r.Name, &r.Count, &r.fold)
	})
	if err != nil {
		return nil, "", db.translate("read authors", err)
	}
	next := ""
	if len(list) > limit {
		list = list[:limit]
		next = nameCursor{0, list[limit-1].fold}.String()
	}
	out := make([]news.Byline, len(list))
	for i := range list {
		out[i] = list[i].Byline
	}
	return out, next, nil
}

// Author gives a name that articles are by.
func (db *DB) Author(ctx context.Context, slug string) (news.Byline, error) {
	var b news.Byline
	err := db.row(ctx, `SELECT slug, name, count FROM authors`+bySlugOrName, slug, foldOf(slug)).Scan(&b.Slug, &b.Name, &b.Count)
	if errors.Is(err, sql.ErrNoRows) {
		return b, news.NotFound("author", slug)
	}
	return b, db.translate("read author", err)
}
