package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// excerptLetters is how much of a body lists show where there is no standfirst.
const excerptLetters = 300

// derive works out from a version what lists show and filter by, all but names.
func (r *articleRow) derive(f *fields, c *reading, v versionRow) error {
	published := momentOf(f.Published)
	r.published, r.zone, r.updated = publishedKey(published, r.row), zoneOf(published), shown(f, v)
	r.kind, r.language, r.state = f.Kind, f.Language, f.State
	if r.kind == "" {
		r.kind = string(news.KindNews)
	}
	if r.state == "" {
		r.state = string(news.StatePublished)
	}
	r.listed = r.state == string(news.StatePublished) && !r.deleted
	r.n, r.change = v.n, v.change
	r.kicker, r.title, r.frontTitle, r.standfirst, r.url, r.media = f.Kicker, f.Title, f.FrontTitle, f.Standfirst, f.URL, len(f.Media)
	r.places = len(f.Places)
	r.textKey, r.urlKey, r.translationOf = keyOf(c.body), nil, nil
	if f.URL != "" {
		key := keyOf(f.URL)
		r.urlKey = &key
	}
	if f.TranslationOf != "" {
		r.translationOf = &f.TranslationOf
	}
	return r.measure(f, c)
}

// measure works out words, sketch, reading time, excerpt, byline and lead picture.
func (r *articleRow) measure(f *fields, c *reading) error {
	r.words = c.text.Words(f.Language)
	r.sketch = sketchOf(c.text.Plain, f.Language)
	r.minutes = lang.ReadingMinutes(r.words, f.Language)
	r.excerpt = ""
	if f.Standfirst == "" {
		r.excerpt = body.Excerpt(c.text.Plain, excerptLetters)
	}
	var err error
	names := make([]string, 0, len(f.Authors))
	for _, by := range f.Authors {
		names = append(names, by.Name)
	}
	if r.byline, err = encodeText(names); err != nil {
		return err
	}
	r.lead = nil
	if f.Lead != nil {
		lead, err := encodeText(f.Lead)
		if err != nil {
			return err
		}
		r.lead = &lead
	}
	return nil
}

// reading is a canonical body and its text.
type reading struct {
	body string
	text body.Text
}

// read reads a body that is given to be stored: it has to be canonical.
func read(canonical string) (*reading, error) {
	doc, err := body.Parse(canonical)
	if err != nil {
		return nil, &news.Error{Code: news.CodeDamaged, Field: "body", Message: "A stored text is not in canonical form; run a check.", Cause: err}
	}
	return &reading{canonical, doc.Text()}, nil
}

// name finds the numbers of the names that an article bears, making those that
// are missing.
func (t *tx) name(ctx context.Context, r *articleRow, f *fields) error {
	r.section = nil
	if strings.TrimSpace(f.Section) != "" {
		id, err := t.sectionID(ctx, f.Section)
		if err != nil {
			return err
		}
		r.section = &id
	}
	names := make([]string, 0, len(f.Authors))
	for _, by := range f.Authors {
		names = append(names, by.Name)
	}
	var err error
	if r.authors, err = t.numbered(ctx, names, t.authorID); err != nil {
		return err
	}
	if r.tags, err = t.numbered(ctx, f.Tags, t.tagID); err != nil {
		return err
	}
	r.topics, err = t.numbered(ctx, f.Topics, t.topicID)
	return err
}

// numbered turns names into their numbers, each once, as a JSON array.
func (t *tx) numbered(ctx context.Context, names []string, find func(context.Context, string) (int64, error)) (string, error) {
	ids := make([]int64, 0, len(names))
next:
	for _, name := range names {
		if strings.TrimSpace(name) == "" {
			continue
		}
		id, err := find(ctx, name)
		if err != nil {
			return "", err
		}
		for _, have := range ids {
			if have == id {
				continue next
			}
		}
		ids = append(ids, id)
	}
	return encodeText(ids)
}

// attach writes the rows that hang on an article's present content.
func (t *tx) attach(ctx context.Context, r *articleRow, f *fields, text string) error {
	if err := t.sketch(ctx, r); err != nil {
		return err
	}
	for i, p := range f.Places {
		if _, err := t.exec(ctx, `INSERT INTO places (article, position, name, lat, lon, date) VALUES (?, ?, ?, ?, ?, ?)`,
			r.row, i, p.Name, p.Lat, p.Lon, p.Date); err != nil {
			return err
		}
	}
	for i, target := range f.Related {
		if _, err := t.exec(ctx, `INSERT INTO related (article, position, target) VALUES (?, ?, ?)`, r.row, i, target); err != nil {
			return err
		}
	}
	for _, sum := range mediaOf(f, text) {
		if _, err := t.exec(ctx, `INSERT OR IGNORE INTO media_use (sha256, article) VALUES (?, ?)`, sum, r.row); err != nil {
			return err
		}
	}
	if err := t.showMedia(ctx, r.row, mediaShown(f, text)); err != nil {
		return err
	}
	return t.usePictures(ctx, r.row, remotePictures(f, text))
}

// detach takes them away again; the use of media stays, since an earlier
// version still refers to it.
func (t *tx) detach(ctx context.Context, row int64) error {
	if _, err := t.exec(ctx, `DELETE FROM places WHERE article = ?`, row); err != nil {
		return err
	}
	for _, erase := range []string{`DELETE FROM picture_use WHERE article = ?`, `DELETE FROM media_shown WHERE article = ?`} {
		if _, err := t.exec(ctx, erase, row); err != nil {
			return err
		}
	}
	_, err := t.exec(ctx, `DELETE FROM related WHERE article = ?`, row)
	return err
}

// mediaOf finds the stored media that content refers to.
func mediaOf(f *fields, text string) [][]byte {
	var refs []string
	if f.Lead != nil {
		refs = append(refs, f.Lead.Src)
	}
	for _, m := range f.Media {
		refs = append(refs, m.Src, m.Poster)
		for _, t := range m.Tracks {
			refs = append(refs, t.Src)
		}
	}
	const mark = "/media/"
	for rest := text; ; {
		at := strings.Index(rest, mark)
		if at < 0 {
			break
		}
		refs = append(refs, rest[at:min(len(rest), at+len(mark)+64)])
		rest = rest[at+len(mark):]
	}
	var sums [][]byte
	for _, ref := range refs {
		name, ok := strings.CutPrefix(ref, mark)
		if !ok || len(name) != 64 {
			continue
		}
		if sum, err := hex.DecodeString(name); err == nil {
			sums = append(sums, sum)
		}
	}
	return sums
}

// linkTranslation puts an article into the group of the text that it
// translates, and those that said they translate it into its own. fresh: it
// was just added, so that others may have been waiting for it.
func (t *tx) linkTranslation(ctx context.Context, r *articleRow, fresh bool) error {
	var others []int64
	if r.translationOf != nil {
		rows, err := t.query(ctx, `SELECT row FROM articles INDEXED BY articles_own WHERE deleted = 0 AND source = ?1 AND id = ?2
			UNION SELECT row FROM articles INDEXED BY articles_public WHERE deleted = 0 AND public = ?2`, r.source, *r.translationOf)
		found, err := collect(rows, err, scanOne[int64])
		if err != nil {
			return err
		}
		others = found
	}
	if fresh {
		rows, err := t.query(ctx, `SELECT row FROM articles INDEXED BY articles_translation
			WHERE translation_of IS NOT NULL AND source = ? AND translation_of = ? AND deleted = 0`, r.source, r.id)
		waiting, err := collect(rows, err, scanOne[int64])
		if err != nil {
			return err
		}
		others = append(others, waiting...)
	}
	for _, other := range others {
		if other == r.row {
			continue
		}
		if err := t.join(ctx, r, other); err != nil {
			return err
		}
	}
	return nil
}

// join puts two articles, and all that were grouped with either, into one group.
func (t *tx) join(ctx context.Context, r *articleRow, other int64) error {
	var theirs *int64
	if err := t.row(ctx, `SELECT translation_group FROM articles WHERE row = ?`, other).Scan(&theirs); err != nil {
		return err
	}
	switch {
	case r.group != nil && theirs != nil && *r.group == *theirs:
		return nil
	case theirs == nil && r.group == nil:
		var id int64
		if err := t.row(ctx, `INSERT INTO translation_groups DEFAULT VALUES RETURNING translation_group`).Scan(&id); err != nil {
			return err
		}
		r.group, theirs = &id, nil
	case r.group == nil:
		r.group = theirs
	case theirs != nil:
		if _, err := t.exec(ctx, `UPDATE articles INDEXED BY articles_group SET translation_group = ?1
			WHERE translation_group IS NOT NULL AND translation_group = ?2`, *r.group, *theirs); err != nil {
			return err
		}
	}
	_, err := t.exec(ctx, `UPDATE articles SET translation_group = ? WHERE row IN (?, ?)`, *r.group, r.row, other)
	return err
}

// belongings stores the reads and comments that came with an article and says
// what changed. r's comment count follows; its row is the caller's to write
// when it was there before, and is written here when it was just added.
func (in *ingest) belongings(ctx context.Context, r *articleRow, a *news.Article) ([]viewStep, []commentStep, error) {
	var views []viewStep
	for day, reads := range a.Views {
		v, err := in.cameReads(ctx, r.row, string(day), reads)
		if err != nil {
			return nil, nil, err
		}
		if v != nil {
			views = append(views, *v)
		}
	}
	if len(views) > 0 {
		in.after = append(in.after, in.db.rankings.forgetCame)
	}
	var comments []commentStep
	before := r.comments
	for i := range a.Comments {
		c, err := in.cameComment(ctx, r, &a.Comments[i])
		if err != nil {
			return nil, nil, err
		}
		if c != nil {
			comments = append(comments, *c)
		}
	}
	if r.comments != before {
		if _, err := in.exec(ctx, `UPDATE articles SET comments = ? WHERE row = ?`, r.comments, r.row); err != nil {
			return nil, nil, err
		}
	}
	return views, comments, nil
}

// cameReads sets the reads of a day that came with an article. nil: they were
// here already.
func (t *tx) cameReads(ctx context.Context, row int64, day string, reads int64) (*viewStep, error) {
	s := &viewStep{Day: day, After: &reads}
	var was int64
	err := t.row(ctx, `SELECT count FROM reads WHERE own = 0 AND day = ? AND article = ?`, day, row).Scan(&was)
	switch {
	case err == nil && was == reads:
		return nil, nil
	case err == nil:
		s.Before = &was
	case err != sql.ErrNoRows:
		return nil, err
	}
	return s, t.setReads(ctx, row, day, s.After)
}

// setReads writes the reads of a day that came; nil takes them away.
func (t *tx) setReads(ctx context.Context, row int64, day string, reads *int64) error {
	if reads == nil {
		_, err := t.exec(ctx, `DELETE FROM reads WHERE own = 0 AND day = ? AND article = ?`, day, row)
		return err
	}
	_, err := t.exec(ctx, `INSERT INTO reads (own, day, article, count) VALUES (0, ?, ?, ?)
		ON CONFLICT DO UPDATE SET count = excluded.count`, day, row, *reads)
	return err
}
