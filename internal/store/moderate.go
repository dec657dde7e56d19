package store

import (
	"context"
	"database/sql"

	"broadsheet/internal/news"
)

// Moderate approves or rejects comments on one's own publication, all or none,
// as one act, and gives them as they stand then with the history's entry; 0
// where nothing changed. Can be undone. A ref without an article means the one
// comment of that id. CodeNotFound: one is not here. CodeInvalid: several bear
// the id, or it belongs to the outbox.
func (db *DB) Moderate(ctx context.Context, refs []news.CommentRef, to news.Verdict) (list []news.PostedComment, number int64, err error) {
	var found []moderated
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		found = found[:0] // a busy database may run this again
		var steps []step
		subject := ""
		for _, ref := range refs {
			m, err := t.moderated(ctx, ref)
			if err != nil {
				return err
			}
			found = append(found, m)
			if m.state.Status == string(to.Status) && m.state.Reason == to.Reason {
				continue
			}
			s, err := t.setStatus(ctx, m, to)
			if err != nil {
				return err
			}
			steps = append(steps, s)
			subject = m.article
		}
		if len(steps) == 0 {
			return nil
		}
		var err error
		number, err = t.journal(ctx, entry{verb: "comment." + string(to.Status), subject: subject, inverse: &inverse{Steps: steps}})
		return err
	})
	if err != nil {
		return nil, 0, db.translate("moderate comments", err)
	}
	for _, m := range found {
		c, err := db.PostedComment(ctx, m.article, m.id)
		if err != nil {
			return nil, number, err
		}
		list = append(list, c)
	}
	return list, number, nil
}

// moderated is a comment that is to be approved or rejected.
type moderated struct {
	key, row    int64
	article, id string
	state       commentState
}

// moderated finds a comment of one's own publication.
func (t *tx) moderated(ctx context.Context, ref news.CommentRef) (moderated, error) {
	list, err := t.findModerated(ctx, ref)
	switch {
	case err != nil:
		return moderated{}, err
	case len(list) == 0:
		return moderated{}, news.NotFound("comment", ref.ID)
	case len(list) > 1:
		return moderated{}, news.Errorf(news.CodeInvalid, "comment", "Several comments bear the id %s; name the article too.", ref.ID)
	}
	switch status := news.CommentStatus(list[0].state.Status); status {
	case news.CommentOutbox, news.CommentSent:
		return moderated{}, news.Errorf(news.CodeInvalid, "comment", "The comment %s belongs to the outbox; only comments on one's own publication are moderated.", ref.ID)
	}
	return list[0], nil
}

// findModerated reads at most two comments that a ref may mean. Without an
// article it looks through all comments: an id is unique on its article alone.
func (t *tx) findModerated(ctx context.Context, ref news.CommentRef) ([]moderated, error) {
	from, where, args := `comments c`, `c.id = ?`, []any{ref.ID}
	if ref.Article != "" {
		row, err := t.db.rowOf(ctx, t, ref.Article)
		if err != nil {
			return nil, err
		}
		from, where, args = from+` INDEXED BY comments_article`, where+` AND c.article = ?`, []any{ref.ID, row}
	}
	rows, err := t.query(ctx, `SELECT c.comment, c.article, a.public, c.id, c.parent, c.name, c.text, c.posted, c.status, coalesce(r.reason, '')
		FROM `+from+` CROSS JOIN articles a ON a.row = c.article LEFT JOIN comment_reasons r ON r.comment = c.comment WHERE `+where+` AND c.deleted = 0 AND a.deleted = 0 LIMIT 2`, args...)
	return collect(rows, err, func(rows *sql.Rows) (m moderated, err error) {
		s := &m.state
		return m, rows.Scan(&m.key, &m.row, &m.article, &m.id, &s.Parent, &s.Name, &s.Text, &s.Posted, &s.Status, &s.Reason)
	})
}

// setStatus moves a comment to another state and gives the step for it.
func (t *tx) setStatus(ctx context.Context, m moderated, to news.Verdict) (step, error) {
	was, err := t.loadRow(ctx, m.row)
	if err != nil {
		return step{}, err
	}
	before, now := m.state, *was
	c := commentStep{Comment: m.key, Before: &before, After: before}
	c.After.Status, c.After.Reason = string(to.Status), to.Reason
	if err := t.takeComment(ctx, &now, c, false); err != nil {
		return step{}, err
	}
	now.rev = t.note(news.ThingArticle, news.Row(m.row))
	s := step{Thing: thingArticle, Article: &articleStep{Row: m.row, Before: pinOf(was), After: pinOf(&now), Comments: []commentStep{c}}}
	return s, t.replace(ctx, was, &now, false, nil, "")
}
