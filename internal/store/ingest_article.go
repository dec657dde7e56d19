package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base32"
	"errors"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// prepared is what can be worked out of an article before the transaction.
type prepared struct {
	fields  fields
	content content
	check   [32]byte
	came    [32]byte // check of what arrived, before rules
	reading *reading
	refused error
}

func prepare(a *news.Article) prepared {
	var p prepared
	switch {
	case a.BodyFormat != news.BodyCanonical:
		p.refused = refuse("its body is not in canonical form")
	case strings.TrimSpace(a.Title) == "":
		p.refused = refuse("it has no title")
	}
	if p.refused != nil {
		return p
	}
	var err error
	if p.reading, err = read(a.Body); err != nil {
		p.refused = refuse("its body is not in canonical form")
		return p
	}
	if p.fields, err = fieldsOf(a); err != nil {
		p.refused = refuse("it cannot be kept: %v", err)
		return p
	}
	if p.content, err = contentOf(p.fields, a.Body); err != nil {
		p.refused = refuse("it cannot be kept: %v", err)
		return p
	}
	p.check = p.content.check()
	return p
}

// present is an article that is here already.
type present struct {
	row   int64
	rev   int64
	check []byte
	came  []byte // check of what its version was made of
}

func (in *ingest) article(ctx context.Context, a *news.Article, p *prepared) (news.Outcome, error) {
	name := a.Source
	if name == "" {
		name = in.batch.Source
	}
	if name == "" {
		name = news.SourceOwn
	}
	source, err := in.sourceID(ctx, name)
	if err != nil {
		return "", err
	}
	who := identity{source: source, name: name, id: a.ID}
	if a.ID == "" {
		row, err := in.identify(ctx, &who, a)
		if err != nil {
			return "", err
		}
		if row != 0 {
			_, err := in.exec(ctx, `INSERT OR IGNORE INTO article_aliases (source, id, article) VALUES (?, ?, ?)`, source, who.id, row)
			return news.OutcomeDuplicate, err
		}
	}
	old, err := in.find(ctx, who)
	if errors.Is(err, sql.ErrNoRows) {
		return news.OutcomeAdded, in.add(ctx, who, a, p)
	}
	if err != nil {
		return "", err
	}
	return in.update(ctx, who, old, a, p)
}

// identity is what an article is known by.
type identity struct {
	source int64
	name   string // of the source
	id     string
}

func (in *ingest) find(ctx context.Context, who identity) (present, error) {
	var p present
	err := in.row(ctx, `SELECT a.row, a.rev, v.check256, coalesce(c.check256, v.check256) FROM articles a INDEXED BY articles_own
		CROSS JOIN versions v ON v.version = a.version LEFT JOIN versions_came c ON c.version = v.version
		WHERE a.deleted = 0 AND a.source = ? AND a.id = ?`, who.source, who.id).Scan(&p.row, &p.rev, &p.check, &p.came)
	return p, err
}

// identify gives an article without an id one that follows from its address,
// or else its text, and looks whether another article is the same item: then
// that article's row, else 0.
func (in *ingest) identify(ctx context.Context, who *identity, a *news.Article) (int64, error) {
	if a.URL != "" {
		who.id = derivedID("u", a.URL)
		row, err := in.sameItem(ctx, *who, `SELECT row, source, id FROM articles INDEXED BY articles_url
			WHERE url_key = ? AND url = ? AND deleted = 0 AND url_key IS NOT NULL ORDER BY row`, keyOf(a.URL), a.URL)
		if err != nil || row != 0 {
			return row, err
		}
	} else {
		who.id = derivedID("t", a.Title+"\n"+a.Body)
	}
	if a.Body == "" {
		return 0, nil
	}
	return in.sameItem(ctx, *who, `SELECT row, source, id FROM articles INDEXED BY articles_text
		WHERE text_key = ? AND deleted = 0 AND ? IS NOT NULL ORDER BY row`, keyOf(a.Body), "")
}

// sameItem gives the oldest article that a query finds, unless it is who itself
// come again.
func (in *ingest) sameItem(ctx context.Context, who identity, query string, args ...any) (int64, error) {
	type found struct {
		row, source int64
		id          string
	}
	rows, err := in.query(ctx, query, args...)
	list, err := collect(rows, err, func(rows *sql.Rows) (f found, err error) {
		return f, rows.Scan(&f.row, &f.source, &f.id)
	})
	if err != nil || len(list) == 0 {
		return 0, err
	}
	for _, f := range list {
		if f.source == who.source && f.id == who.id {
			return 0, nil
		}
	}
	return list[0].row, nil
}

func derivedID(prefix, text string) string {
	sum := sha256.Sum256([]byte(text))
	return prefix + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// add stores an article that is not here.
func (in *ingest) add(ctx context.Context, who identity, a *news.Article, p *prepared) error {
	public, err := in.freePublic(ctx, who)
	if err != nil {
		return err
	}
	r := &articleRow{row: in.db.next.row, source: who.source, id: who.id, public: public}
	in.db.next.row++
	chain := in.chainOf(who, a, p, nil)
	r.version = in.db.next.version + int64(len(chain)) - 1
	if err := r.derive(&p.fields, p.reading, chain[len(chain)-1]); err != nil {
		return err
	}
	if err := in.name(ctx, r, &p.fields); err != nil {
		return err
	}
	r.rev = in.note(news.ThingArticle, news.Row(r.row))
	if err := in.insertRow(ctx, r); err != nil {
		return err
	}
	for i := range chain {
		if err := in.insertVersion(ctx, r.row, &in.record.number, &chain[i]); err != nil {
			return err
		}
	}
	if err := in.noteCame(ctx, r.version, p, p.came[:]); err != nil {
		return err
	}
	if err := in.attach(ctx, r, &p.fields, a.Body); err != nil {
		return err
	}
	if err := in.linkTranslation(ctx, r, true); err != nil {
		return err
	}
	if _, _, err := in.belongings(ctx, r, a); err != nil {
		return err
	}
	if err := in.enlist(ctx, r); err != nil {
		return err
	}
	if some, err := in.inherit(ctx, r); err != nil {
		return err
	} else if some {
		if err := in.tellCollections(ctx, &articleRow{}, r); err != nil {
			return err
		}
	}
	if err := in.draftOf(ctx, r, a); err != nil {
		return err
	}
	in.remember(r.row, r.rev)
	in.wish(r, a)
	return nil
}

// update brings an article that is here to what came.
func (in *ingest) update(ctx context.Context, who identity, old present, a *news.Article, p *prepared) (news.Outcome, error) {
	same := [32]byte(pad32(old.check)) == p.check || !in.batch.Revises && [32]byte(pad32(old.came)) == p.came
	if !same && len(a.Versions) == 0 {
		var err error
		if same, err = in.sameButUpdated(ctx, old, p); err != nil {
			return "", err
		}
	}
	if same && len(a.Comments) == 0 && len(a.Views) == 0 {
		return news.OutcomeUnchanged, nil
	}
	if err := in.flushAdded(ctx); err != nil { // it may be one of this very batch
		return "", err
	}
	was, err := in.loadRow(ctx, old.row)
	if err != nil {
		return "", err
	}
	now := *was
	if !same {
		last, err := in.lastHash(ctx, was)
		if err != nil {
			return "", err
		}
		chain := in.chainOf(who, a, p, &last)
		for i := range chain {
			if err := in.insertVersion(ctx, now.row, &in.record.number, &chain[i]); err != nil {
				return "", err
			}
		}
		now.version = in.db.next.version - 1
		came := p.came[:]
		if in.batch.Revises {
			came = old.came
		}
		if err := in.noteCame(ctx, now.version, p, came); err != nil {
			return "", err
		}
		if err := now.derive(&p.fields, p.reading, chain[len(chain)-1]); err != nil {
			return "", err
		}
		if err := in.name(ctx, &now, &p.fields); err != nil {
			return "", err
		}
	}
	views, comments, err := in.belongings(ctx, &now, a)
	if err != nil {
		return "", err
	}
	if same && len(views) == 0 && len(comments) == 0 {
		return news.OutcomeUnchanged, nil
	}
	now.rev = in.note(news.ThingArticle, news.Row(now.row))
	if err := in.replace(ctx, was, &now, !same, &p.fields, a.Body); err != nil {
		return "", err
	}
	if !same {
		in.wish(&now, a)
	}
	return news.OutcomeUpdated, in.step(ctx, step{Thing: thingArticle, Article: &articleStep{
		Row: now.row, Before: pinOf(was), After: pinOf(&now), Views: views, Comments: comments}})
}

// noteCame writes down what a version was made of, where that is not what it holds.
func (t *tx) noteCame(ctx context.Context, version int64, p *prepared, came []byte) error {
	if string(came) == string(p.check[:]) {
		return nil
	}
	_, err := t.exec(ctx, `INSERT INTO versions_came (version, check256) VALUES (?, ?)`, version, came)
	return err
}

// sameButUpdated reports whether nothing of an article differs from what is here
// but its time of update: many feeds state the time of asking as that.
func (in *ingest) sameButUpdated(ctx context.Context, old present, p *prepared) (bool, error) {
	rows, err := in.query(ctx, `SELECT `+storedColumns+` FROM articles a CROSS JOIN versions v ON v.version = a.version WHERE a.row = ?`, old.row)
	list, err := collect(rows, err, scanStored)
	if err != nil || len(list) == 0 {
		return false, err
	}
	held, _, err := list[0].content(in.db.packer)
	if err != nil || held.Updated == p.fields.Updated {
		return false, err
	}
	as := p.fields
	as.Updated = held.Updated
	c, err := contentOf(as, p.content.body)
	return err == nil && c.check() == [32]byte(pad32(old.check)), err
}

// replace writes an article's row in place of what it was, and what hangs on
// its content where that changed.
func (t *tx) replace(ctx context.Context, was, now *articleRow, content bool, f *fields, text string) error {
	if err := t.delist(ctx, was); err != nil {
		return err
	}
	if content {
		if err := t.detach(ctx, now.row); err != nil {
			return err
		}
		if err := t.attach(ctx, now, f, text); err != nil {
			return err
		}
		t.placeLater(now.row)
		if differ(was.translationOf, now.translationOf) {
			now.group = nil
		}
	}
	if err := t.saveRow(ctx, now); err != nil {
		return err
	}
	if content && differ(was.translationOf, now.translationOf) {
		if err := t.linkTranslation(ctx, now, false); err != nil {
			return err
		}
	}
	if was.listed != now.listed || was.published != now.published {
		if err := t.tellCollections(ctx, was, now); err != nil {
			return err
		}
	}
	return t.enlist(ctx, now)
}

func differ(a, b *string) bool {
	if a == nil || b == nil {
		return a != b
	}
	return *a != *b
}

// freePublic gives the id that the world sees: the article's own, or with its
// source before it where another has that already.
func (t *tx) freePublic(ctx context.Context, who identity) (string, error) {
	candidate := who.id
	for try := 0; ; try++ {
		var one int
		err := t.row(ctx, `SELECT 1 FROM articles INDEXED BY articles_public WHERE deleted = 0 AND public = ?`, candidate).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return candidate, nil
		}
		if err != nil {
			return "", err
		}
		if try == 0 {
			candidate = who.name + ":" + who.id
		} else {
			candidate += "~"
		}
	}
}

func (t *tx) lastHash(ctx context.Context, r *articleRow) (link, error) {
	l := link{n: r.n}
	err := t.row(ctx, `SELECT sha256 FROM versions WHERE version = ?`, r.version).Scan(hashColumn{&l.sha256})
	return l, err
}

func (in *ingest) wish(r *articleRow, a *news.Article) {
	if a.EditorsChoice > 0 {
		in.choices = append(in.choices, choice{a.EditorsChoice, r.public, r.id})
	}
}

// shown is the time of an article's newest version as lists show it: nil
// where there never was a later one.
func shown(f *fields, v versionRow) *int64 {
	at := momentOf(f.Updated)
	if at.IsZero() && v.n > 1 {
		at = momentOf(v.published)
	}
	if at.IsZero() {
		return nil
	}
	ms := at.UnixMilli()
	return &ms
}

func zoneOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	_, offset := t.Zone()
	return int64(offset)
}
