package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// MergeTags leads tags, by slug or name, to another: their articles, names, slugs and
// aliases. It gives the journal's entry, by which all of it is taken back.
func (db *DB) MergeTags(ctx context.Context, from []string, into string) (number int64, err error) {
	err = db.writeSettled(ctx, func(ctx context.Context, t *tx) error {
		number, err = t.mergeAll(ctx, borneOf(FieldTag), "tags.merged", from, into, func(slug string) (int64, string, error) {
			id, err := tagCalled(ctx, t, slug)
			if err != nil {
				return 0, "", err
			}
			tag, err := readTag(ctx, t, id)
			return id, tag.Name, err
		})
		return err
	})
	return number, db.translate("merge tags", err)
}

// RenameTag gives a tag another name, and gives its slug and the journal's
// entry (0: nothing changed). The old name stays as an alias and the old slug
// leads on; no article is touched. CodeExists, with the other's name in the
// sentence: another tag has the name, or it is an alias of another; merging is
// what can be done.
func (db *DB) RenameTag(ctx context.Context, slug, name string) (now string, number int64, err error) {
	err = db.writeSettled(ctx, func(ctx context.Context, t *tx) error {
		id, err := tagCalled(ctx, t, slug)
		if err != nil {
			return err
		}
		was, err := readTag(ctx, t, id)
		if err != nil {
			return err
		}
		steps, err := t.renameTag(ctx, id, was, name)
		if err != nil {
			return err
		}
		if now, err = t.tagSlug(ctx, name); err != nil || len(steps) == 0 {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "tag.renamed", subject: was.Name + " → " + name, inverse: &inverse{Steps: steps}})
		return err
	})
	return now, number, db.translate("rename tag", err)
}

// tagCalled finds a tag by slug or by name, its own or an alias's.
func tagCalled(ctx context.Context, r reader, word string) (int64, error) {
	id, err := tagBySlug(ctx, r, word)
	if news.CodeOf(err) != news.CodeNotFound {
		return id, err
	}
	err = r.row(ctx, `SELECT tag FROM tags WHERE fold = ?1 AND (count > 0 OR bare = 0)
		UNION ALL SELECT tag FROM tag_aliases WHERE fold = ?1 LIMIT 1`, foldOf(word)).Scan(&id)
	return id, orNotFound(err, "tag", word)
}

// tagSlug gives the slug of the tag that bears a name.
func (t *tx) tagSlug(ctx context.Context, name string) (slug string, err error) {
	err = t.row(ctx, `SELECT slug FROM tags WHERE fold = ?`, foldOf(name)).Scan(&slug)
	return slug, err
}

func (t *tx) renameTag(ctx context.Context, id int64, was tagRow, name string) ([]step, error) {
	aliases := aliasesOf(was.Aliases, was.slugs)
	if foldOf(name) == foldOf(was.Name) { // another spelling of what it is
		return t.editTag(ctx, id, tagOf(name, was.Slug, aliases))
	}
	other, listed, err := t.tagNamed(ctx, id, name)
	if err != nil {
		return nil, err
	}
	aliases = slices.DeleteFunc(aliases, func(a alias) bool { return foldOf(a.name) == foldOf(name) })
	if other == 0 {
		slug, err := t.slugFor(ctx, id, name)
		if err != nil {
			return nil, err
		}
		old := alias{was.Name, was.Slug}
		if old.slug == slug {
			old.slug = ""
		}
		return t.editTag(ctx, id, tagOf(name, slug, ledAliases(alias{name, slug}, aliases, old, nil)))
	}
	if listed {
		return nil, exists(name)
	}
	// A tag that no article bears any more has the name and keeps its number: it
	// comes back in this one's place.
	steps, err := t.editTag(ctx, id, tagOf(was.Name, was.Slug, aliases))
	if err != nil {
		return nil, err
	}
	row, err := readTag(ctx, t, other)
	if err != nil {
		return nil, err
	}
	more, err := t.editTag(ctx, other, tagOf(name, row.Slug, nil))
	if err != nil {
		return nil, err
	}
	s, err := t.merge(ctx, borneOf(FieldTag), id, other)
	if err != nil {
		return nil, err
	}
	return append(append(steps, more...), *s), nil
}

func exists(name string) error {
	return news.Errorf(news.CodeExists, "name", "There is a tag %q already; merge the two. Nothing was changed.", name)
}

func tagOf(name, slug string, aliases []alias) tagJSON {
	tag := tagJSON{Name: name, Slug: slug}
	tag.Aliases, tag.Slugs = splitAliases(aliases)
	return tag
}

// tagNamed finds another tag that has a name, and tells whether it is listed; 0:
// there is none. CodeExists: the name is another's alias.
func (t *tx) tagNamed(ctx context.Context, id int64, name string) (other int64, listed bool, err error) {
	var owner string
	err = t.row(ctx, `SELECT t.name FROM tag_aliases l CROSS JOIN tags t ON t.tag = l.tag WHERE l.fold = ? AND l.tag <> ?`, foldOf(name), id).Scan(&owner)
	if err == nil {
		return 0, false, exists(owner)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return 0, false, err
	}
	err = t.row(ctx, `SELECT tag, count > 0 OR bare = 0 FROM tags WHERE fold = ? AND tag <> ?`, foldOf(name), id).Scan(&other, &listed)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return other, listed, err
}

// slugFor gives the slug that a tag gets with a name: the name's own, where no
// other has it.
func (t *tx) slugFor(ctx context.Context, id int64, name string) (string, error) {
	var one int
	slug := lang.Slug(name)
	err := t.row(ctx, `SELECT 1 FROM tags WHERE slug = ?1 AND tag <> ?2 AND (count > 0 OR bare = 0)
		UNION ALL SELECT 1 FROM tag_aliases WHERE slug = ?1 AND tag <> ?2`, slug, id).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return slug, nil
	}
	if err != nil {
		return "", err
	}
	return t.freeSlug(ctx, name, tagSlugs.taken)
}

// editTag writes a tag's record for a person, who is told what cannot be.
func (t *tx) editTag(ctx context.Context, id int64, tag tagJSON) ([]step, error) {
	s, err := t.change(ctx, thingTag, id, tagState{}, func() error {
		dropped, err := t.writeTag(ctx, id, tag, tagAliases)
		if errors.Is(err, errPlaceTaken) {
			return exists(tag.Name)
		}
		if err == nil && len(dropped) > 0 {
			return news.Errorf(news.CodeExists, "aliases", "%q is a tag of its own, or another's alias; nothing was changed.", dropped[0])
		}
		return err
	})
	if err != nil || s == nil {
		return nil, err
	}
	return []step{*s}, nil
}

// SetTagAliases replaces a tag's aliases and gives the journal's entry (0: nothing
// changed). CodeExists: one is a tag of its own, or another's alias.
func (db *DB) SetTagAliases(ctx context.Context, slug string, aliases []string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		id, err := tagCalled(ctx, t, slug)
		if err != nil {
			return err
		}
		was, err := readTag(ctx, t, id)
		if err != nil {
			return err
		}
		own := slices.DeleteFunc(slices.Clone(aliases), func(name string) bool { return foldOf(name) == foldOf(was.Name) })
		steps, err := t.editTag(ctx, id, tagOf(was.Name, was.Slug, aliasesOf(own, was.slugs)))
		if err != nil || len(steps) == 0 {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "tag.changed", subject: was.Name, inverse: &inverse{Steps: steps}})
		return err
	})
	return number, db.translate("set aliases of tag", err)
}

// twinStep is how many tags one call of TagTwins looks through.
const twinStep = 5000

// TagTwins looks tags through in the order of their names for those that may be
// one: a plural and its singular, with and without hyphen or article. (What
// differs in case, marks or forms of a letter alone is one tag anyway.) It gives
// what it found among the next 5,000, and the cursor of the rest, empty at the
// end.
func (db *DB) TagTwins(ctx context.Context, after string) (pairs []news.TagPair, next string, err error) {
	type row struct {
		news.Tag
		fold string
	}
	scan := func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.Slug, &r.Name, &r.Count, &r.fold) }
	rows, err := db.query(ctx, `SELECT slug, name, count, fold FROM tags WHERE fold > ? AND count > 0 ORDER BY fold LIMIT ?`, after, twinStep)
	list, err := collect(rows, err, scan)
	if err != nil {
		return nil, "", db.translate("read tags", err)
	}
	if len(list) == twinStep {
		next = list[twinStep-1].fold
	}
	var wanted []string
	for _, r := range list {
		wanted = append(wanted, twinsOf(r.fold)...)
	}
	text, err := encodeText(wanted)
	if err != nil {
		return nil, "", err
	}
	rows, err = db.query(ctx, `SELECT t.slug, t.name, t.count, t.fold FROM json_each(?) e CROSS JOIN tags t ON t.fold = e.value WHERE t.count > 0`, text)
	found, err := collect(rows, err, scan)
	if err != nil {
		return nil, "", db.translate("read tags", err)
	}
	byFold := make(map[string]news.Tag, len(found))
	for _, r := range found {
		byFold[r.fold] = r.Tag
	}
	for _, r := range list {
		for _, fold := range twinsOf(r.fold) {
			twin, here := byFold[fold]
			if !here || twin.Slug == r.Slug {
				continue
			}
			pair := news.TagPair{Into: twin, From: r.Tag}
			if r.Count > twin.Count {
				pair.Into, pair.From = r.Tag, twin
			}
			pairs = append(pairs, pair)
			break
		}
	}
	return pairs, next, nil
}

// twinsOf gives shorter or plainer spellings of a folded name.
func twinsOf(fold string) []string {
	var out []string
	add := func(form string, found bool) {
		form = strings.Join(strings.Fields(form), " ")
		if found && len([]rune(form)) > 2 && form != fold && !slices.Contains(out, form) {
			out = append(out, form)
		}
	}
	stem, plural := strings.CutSuffix(fold, "s")
	add(stem, plural && !strings.HasSuffix(stem, "s"))
	stem, plural = strings.CutSuffix(fold, "es")
	add(stem, plural)
	stem, plural = strings.CutSuffix(fold, "ies")
	add(stem+"y", plural)
	stem, plural = strings.CutSuffix(fold, " ها") // Persian; the non-joiner before it is folded to a space
	add(stem, plural)
	stem, plural = strings.CutSuffix(fold, "ها")
	add(stem, plural)
	add(strings.CutPrefix(fold, "ال")) // the Arabic article
	add(strings.CutPrefix(fold, "the "))
	plain := strings.NewReplacer("-", " ", ".", " ", "'", "", "&", " and ").Replace(fold)
	add(plain, true)
	add(strings.ReplaceAll(plain, " ", ""), true)
	return out
}
