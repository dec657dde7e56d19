package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"broadsheet/internal/news"
)

// Publish makes versions of drafts, all or none, as one entry of the history that can
// be undone; what is published leaves the desk. Those whose At lies ahead are scheduled
// instead. CodeInvalid: one is not approved, lacks a headline or a note; CodeConflict:
// a draft or its article was changed since it was read; CodeExists: an address is
// another article's.
func (db *DB) Publish(ctx context.Context, list []news.Publishing) (out []news.Released, number int64, err error) {
	ready := make([]prepared, len(list))
	for i := range list {
		list[i].Article.State = news.StatePublished
		ready[i] = prepare(&list[i].Article)
		var no refusal
		if errors.As(ready[i].refused, &no) {
			return nil, 0, news.Errorf(news.CodeInvalid, "draft", "The draft %s cannot be published: %s; nothing was changed.", list[i].Draft, no.why)
		}
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		out = out[:0] // a busy database may run this again
		var steps []step
		verb, subject := "articles.scheduled", ""
		for i := range list {
			r, err := t.releasing(ctx, &list[i])
			if err != nil {
				return err
			}
			if list[i].At.After(t.now) {
				s, err := t.scheduled(ctx, r, &list[i].Release)
				if err != nil {
					return err
				}
				steps = append(steps, s)
				out = append(out, news.Released{Draft: r.id, Article: r.public})
			} else {
				verb = "articles.published"
				done, made, err := t.release(ctx, r, &list[i], &ready[i])
				if err != nil {
					return err
				}
				steps, out = append(steps, made...), append(out, done)
			}
			subject = r.subject()
		}
		if len(list) > 1 {
			subject = fmt.Sprintf("%d articles", len(list))
		}
		var err error
		number, err = t.journal(ctx, entry{verb: verb, subject: subject, inverse: &inverse{Steps: steps}})
		return err
	})
	if err != nil {
		return nil, 0, db.translate("publish", err)
	}
	return out, number, nil
}

// releasing gives the draft of a release that may go out.
func (t *tx) releasing(ctx context.Context, p *news.Publishing) (*draftRow, error) {
	r, err := t.loadDraft(ctx, p.Draft)
	if err != nil {
		return nil, err
	}
	if _, ok := news.DraftState(r.state).After(news.ActPublish); !ok {
		return nil, news.Errorf(news.CodeInvalid, "state", "%s", refusalOf(news.ActPublish, news.DraftState(r.state)))
	}
	if p.Hash != hex.EncodeToString(r.check) {
		return nil, news.Errorf(news.CodeConflict, "hash", "The draft %s was changed since it was approved; nothing was published.", r.id)
	}
	return r, nil
}

func (t *tx) scheduled(ctx context.Context, r *draftRow, rel *news.Release) (step, error) {
	before := r.standing()
	if err := t.keepRevision(ctx, r, ""); err != nil {
		return step{}, err
	}
	if err := t.schedule(ctx, r, rel); err != nil {
		return step{}, err
	}
	return stepOf(thingDraft, r.draft, before, r.standing())
}

// release makes the version of a draft, and gives the steps that take it back.
func (t *tx) release(ctx context.Context, r *draftRow, p *news.Publishing, made *prepared) (news.Released, []step, error) {
	before := r.standing()
	at := p.At
	if at.IsZero() {
		at = t.now
	}
	row, s, err := t.outcome(ctx, r, p, made, at)
	if err != nil {
		return news.Released{}, nil, err
	}
	steps := []step{s}
	if err := t.leadHere(ctx, row, p.Article.Slug); err != nil {
		return news.Released{}, nil, err
	}
	if err := t.keepRevision(ctx, r, ""); err != nil {
		return news.Released{}, nil, err
	}
	r.closed, r.article, r.public = released, &row.row, row.public
	r.release, r.due, r.failed = "", nil, ""
	if err := t.saveDraft(ctx, r); err != nil {
		return news.Released{}, nil, err
	}
	// Taken back, it is the draft of the article that it made, and finds it again.
	before.Article = r.article
	s, err = stepOf(thingDraft, r.draft, before, r.standing())
	return news.Released{Draft: r.id, Article: row.public, N: row.n}, append(steps, s), err
}

// outcome writes what a draft becomes: a new article, or a version of the one that it
// is a working copy of.
func (t *tx) outcome(ctx context.Context, r *draftRow, p *news.Publishing, made *prepared, at time.Time) (*articleRow, step, error) {
	var was *articleRow
	if r.article != nil {
		var err error
		if was, err = t.loadRow(ctx, *r.article); err != nil {
			return nil, step{}, err
		}
	}
	if was == nil || was.deleted && r.base == 0 {
		front, err := frontRevision(ctx, t)
		if err != nil {
			return nil, step{}, err
		}
		row, err := t.publishNew(ctx, r.public, p, made, at)
		if err != nil {
			return nil, step{}, err
		}
		return row, step{Thing: thingAdded, Runs: []run{{row.row, row.rev, 1}}, Front: front}, nil
	}
	if was.deleted || was.n != p.Onto {
		return nil, step{}, news.Errorf(news.CodeConflict, "article", "The article %s was changed meanwhile; nothing was published. Try again.", r.public)
	}
	now, err := t.publishVersion(ctx, was, &news.Version{Published: at, Change: p.Change, Note: p.Note, Article: p.Article}, made)
	if err != nil {
		return nil, step{}, err
	}
	return now, step{Thing: thingArticle, Article: &articleStep{Row: was.row, Before: pinOf(was), After: pinOf(now)}}, nil
}

// publishNew adds an article of the publication's own.
func (t *tx) publishNew(ctx context.Context, public string, p *news.Publishing, made *prepared, at time.Time) (*articleRow, error) {
	source, err := t.sourceID(ctx, news.SourceOwn)
	if err != nil {
		return nil, err
	}
	who := identity{source: source, name: news.SourceOwn, id: public}
	r := &articleRow{row: t.db.next.row, source: source, id: who.id, version: t.db.next.version}
	if r.public, err = t.freePublic(ctx, who); err != nil {
		return nil, err
	}
	t.db.next.row++
	v := versionOf(who, news.Version{N: 1, Published: at, Article: p.Article}, made)
	if err := r.derive(&made.fields, made.reading, v); err != nil {
		return nil, err
	}
	if err := t.name(ctx, r, &made.fields); err != nil {
		return nil, err
	}
	r.rev = t.note(news.ThingArticle, news.Row(r.row))
	if err := t.insertRow(ctx, r); err != nil {
		return nil, err
	}
	if err := t.insertVersion(ctx, r.row, nil, &v); err != nil {
		return nil, err
	}
	if err := t.attach(ctx, r, &made.fields, p.Article.Body); err != nil {
		return nil, err
	}
	if err := t.linkTranslation(ctx, r, true); err != nil {
		return nil, err
	}
	return r, t.enlist(ctx, r)
}

// publishVersion makes another version of an article. What an import once brought
// stays what it is compared with when it comes again, so that the same does not undo
// what an editor did.
func (t *tx) publishVersion(ctx context.Context, was *articleRow, v *news.Version, made *prepared) (*articleRow, error) {
	last, err := t.lastHash(ctx, was)
	if err != nil {
		return nil, err
	}
	who := identity{source: was.source, id: was.id}
	var came []byte
	err = t.row(ctx, `SELECT s.name, coalesce(c.check256, v.check256) FROM versions v CROSS JOIN sources s ON s.source = ?
		LEFT JOIN versions_came c ON c.version = v.version WHERE v.version = ?`, was.source, was.version).Scan(&who.name, &came)
	if err != nil {
		return nil, err
	}
	v.N, v.Previous = last.n+1, last.sha256
	row := versionOf(who, *v, made)
	now := *was
	now.version = t.db.next.version
	if err := t.insertVersion(ctx, now.row, nil, &row); err != nil {
		return nil, err
	}
	if err := t.noteCame(ctx, now.version, made, came); err != nil {
		return nil, err
	}
	if err := now.derive(&made.fields, made.reading, row); err != nil {
		return nil, err
	}
	if err := t.name(ctx, &now, &made.fields); err != nil {
		return nil, err
	}
	now.rev = t.note(news.ThingArticle, news.Row(now.row))
	return &now, t.replace(ctx, was, &now, true, &made.fields, v.Article.Body)
}

// versionOf makes the row of a version that is published here.
func versionOf(who identity, v news.Version, made *prepared) versionRow {
	v.Article.ID, v.Article.Source = who.id, who.name
	return versionRow{n: v.N, published: givenTime(v.Published), change: v.Change, note: v.Note, sha256: news.Hash(v),
		previous: v.Previous, derived: true, check: made.check, content: made.content}
}

// leadHere lets the last part of an article's address lead to it for ever, also
// when it gets another.
func (t *tx) leadHere(ctx context.Context, r *articleRow, slug string) error {
	if slug == "" || slug == r.public {
		return nil
	}
	taken, err := t.db.rowOf(ctx, t, slug)
	switch {
	case err == nil && taken != r.row:
		return news.Errorf(news.CodeExists, "slug", "The address “%s” leads to another article; choose another. Nothing was published.", slug)
	case err == nil:
		return nil
	case news.CodeOf(err) != news.CodeNotFound:
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO article_aliases (source, id, article) VALUES (?1, ?2, ?3)
		ON CONFLICT (source, id) DO UPDATE SET article = excluded.article`, r.source, slug, r.row)
	return err
}

// Restate makes a version of an article without a draft: it is withdrawn or retracted.
// Can be undone by the entry. CodeConflict: it has a newer version than onto by now.
func (db *DB) Restate(ctx context.Context, onto int, v news.Version) (n int, number int64, err error) {
	made := prepare(&v.Article)
	if made.refused != nil {
		return 0, 0, made.refused
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		row, err := db.rowOf(ctx, t, v.Article.Public)
		if err != nil {
			return err
		}
		was, err := t.loadRow(ctx, row)
		if err != nil {
			return err
		}
		if was.n != onto {
			return news.Errorf(news.CodeConflict, "article", "The article %s was changed meanwhile; nothing was changed. Try again.", was.public)
		}
		version := v
		version.Published = t.now
		now, err := t.publishVersion(ctx, was, &version, &made)
		if err != nil {
			return err
		}
		n = now.n
		verb := map[string]string{news.ChangeWithdrawal: "article.withdrawn", news.ChangeRetraction: "article.retracted"}[v.Change]
		number, err = t.journal(ctx, entry{verb: verb, subject: was.title, inverse: &inverse{Steps: []step{
			{Thing: thingArticle, Article: &articleStep{Row: row, Before: pinOf(was), After: pinOf(now)}}}}})
		return err
	})
	return n, number, db.translate("restate article", err)
}

// PublicState gives the state of an article that readers see.
func (db *DB) PublicState(ctx context.Context, id string) (news.State, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return "", err
	}
	var state string
	var corrected bool
	err = db.row(ctx, `SELECT a.state, `+correctedSince+` FROM articles a WHERE a.row = ?`, row).Scan(&state, &corrected)
	return publicState(state, corrected, false), db.translate("read state of article", err)
}

// draftOf puts an article that an import brought unpublished on the desk.
func (in *ingest) draftOf(ctx context.Context, r *articleRow, a *news.Article) error {
	if r.state != string(news.StateUnpublished) {
		return nil
	}
	d := draftRow{id: newDraftID("d-"), public: r.public, article: &r.row, base: r.n, state: string(news.DraftWriting), revision: 1, stamp: 1}
	held := *a
	held.ID, held.Source = "", ""
	return in.insertDraft(ctx, &d, &held)
}
