package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// commentState is a comment as undo keeps it: never its address.
type commentState struct {
	Parent string `json:"parent,omitempty"`
	Name   string `json:"name,omitempty"`
	Text   string `json:"text"`
	Posted string `json:"posted,omitempty"`
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
}

// commentStep is what was done to a comment. Before nil: it was added.
type commentStep struct {
	Comment int64         `json:"comment"`
	Before  *commentState `json:"before,omitempty"`
	After   commentState  `json:"after"`
}

func stateOf(c *news.Comment) commentState {
	s := commentState{Parent: c.Parent, Name: c.Name, Text: c.Text, Posted: givenTime(c.Posted), Status: string(c.Status)}
	if s.Status == "" {
		s.Status = string(news.CommentApproved)
	}
	return s
}

// cameComment stores a comment that came with an article. nil: it is here
// already and the same.
func (in *ingest) cameComment(ctx context.Context, r *articleRow, c *news.Comment) (*commentStep, error) {
	after := stateOf(c)
	id, made := c.ID, false
	if id == "" {
		id, made = derivedID("c", strings.Join([]string{after.Parent, after.Name, after.Posted, after.Text}, "\x00")), true
	}
	s := &commentStep{After: after}
	var before commentState
	err := in.row(ctx, `SELECT c.comment, c.parent, c.name, c.text, c.posted, c.status, coalesce(r.reason, '')
		FROM comments c INDEXED BY comments_article LEFT JOIN comment_reasons r ON r.comment = c.comment
		WHERE c.article = ? AND c.id = ? AND c.deleted = 0`, r.row, id).
		Scan(&s.Comment, &before.Parent, &before.Name, &before.Text, &before.Posted, &before.Status, &before.Reason)
	if before.Status == after.Status {
		after.Reason = before.Reason // what comes knows nothing of it
		s.After = after
	}
	if before.Status == string(news.CommentSent) && after.Status == string(news.CommentOutbox) {
		after.Status = before.Status // it was handed over since that copy was made
		s.After = after
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		imported := in.record.number
		if s.Comment, err = in.insertComment(ctx, r.row, id, made, after, &imported); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case before == after:
		return nil, nil
	default:
		s.Before = &before
		if err := in.writeComment(ctx, s.Comment, after); err != nil {
			return nil, err
		}
	}
	if c.Email != "" {
		if err := in.keepAddress(ctx, s.Comment, c.Email); err != nil {
			return nil, err
		}
	}
	r.comments += approved(&after) - approved(s.Before)
	in.note(news.ThingComment, news.Row(s.Comment))
	in.changed.Comments = true
	return s, nil
}

func approved(c *commentState) int {
	if c != nil && c.Status == string(news.CommentApproved) {
		return 1
	}
	return 0
}

func (t *tx) insertComment(ctx context.Context, article int64, id string, made bool, c commentState, imported *int64) (int64, error) {
	return t.insert(ctx, `INSERT INTO comments (article, id, made, parent, name, text, posted, status, import)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, article, id, made, c.Parent, c.Name, c.Text, c.Posted, c.Status, imported)
}

func (t *tx) writeComment(ctx context.Context, comment int64, c commentState) error {
	_, err := t.exec(ctx, `UPDATE comments SET parent = ?, name = ?, text = ?, posted = ?, status = ? WHERE comment = ?`,
		c.Parent, c.Name, c.Text, c.Posted, c.Status, comment)
	if err != nil {
		return err
	}
	if c.Reason == "" {
		_, err = t.exec(ctx, `DELETE FROM comment_reasons WHERE comment = ?`, comment)
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO comment_reasons (comment, reason) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET reason = excluded.reason`, comment, c.Reason)
	return err
}

func (t *tx) keepAddress(ctx context.Context, comment int64, email string) error {
	_, err := t.exec(ctx, `INSERT INTO comment_addresses (comment, email) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET email = excluded.email`, comment, email)
	return err
}

// Comments lists the comments on an article, oldest first, without addresses.
func (db *DB) Comments(ctx context.Context, id string) ([]news.Comment, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	list, err := commentsOf(ctx, db, row, false)
	return list, db.translate("read comments", err)
}

// commentsOf reads an article's comments; for an export in the order in which
// they came and without the ids that we made.
func commentsOf(ctx context.Context, r reader, row int64, export bool) ([]news.Comment, error) {
	rows, err := r.query(ctx, `SELECT id, made, parent, name, text, posted, status FROM comments INDEXED BY comments_article
		WHERE article = ? AND deleted = 0 ORDER BY comment`, row)
	list, err := collect(rows, err, func(rows *sql.Rows) (c news.Comment, err error) {
		var made bool
		var posted string
		err = rows.Scan(&c.ID, &made, &c.Parent, &c.Name, &c.Text, &posted, &c.Status)
		c.Posted = momentOf(posted)
		if made && export {
			c.ID = ""
		}
		return c, err
	})
	if !export {
		sortByTime(list)
	}
	return list, err
}

func sortByTime(list []news.Comment) {
	for i := 1; i < len(list); i++ { // nearly in order: insertion sort
		for j := i; j > 0 && list[j].Posted.Before(list[j-1].Posted); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// AddComment stores a comment that was written here, under an id of its own.
// Its Status must be set; Posted is this machine's time where it is zero. The
// address is kept apart, and the comment comes back without it. Can be undone.
func (db *DB) AddComment(ctx context.Context, id string, c news.Comment) (news.Comment, error) {
	c.ID = "c-" + randomID()[:12]
	if c.Posted.IsZero() {
		c.Posted = db.clock().UTC().Truncate(time.Second)
	}
	email := c.Email
	c.Email = ""
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		row, err := db.rowOf(ctx, t, id)
		if err != nil {
			return err
		}
		if c.Parent != "" {
			var one int
			err := t.row(ctx, `SELECT 1 FROM comments INDEXED BY comments_article WHERE article = ? AND id = ? AND deleted = 0`, row, c.Parent).Scan(&one)
			if err != nil {
				return orNotFound(err, "comment", c.Parent)
			}
		}
		was, err := t.loadRow(ctx, row)
		if err != nil {
			return err
		}
		state := stateOf(&c)
		comment, err := t.insertComment(ctx, row, c.ID, false, state, nil)
		if err != nil {
			return err
		}
		if email != "" {
			if err := t.keepAddress(ctx, comment, email); err != nil {
				return err
			}
		}
		s := step{Thing: thingArticle, Article: &articleStep{Row: row, Before: pinOf(was), Comments: []commentStep{{Comment: comment, After: state}}}}
		now := *was
		now.comments += approved(&state)
		t.note(news.ThingComment, news.Row(comment))
		now.rev = t.note(news.ThingArticle, news.Row(row))
		s.Article.After = pinOf(&now)
		if err := t.replace(ctx, was, &now, false, nil, ""); err != nil {
			return err
		}
		t.changed.Comments = true
		_, err = t.journal(ctx, entry{verb: "comment.added", subject: was.public, inverse: &inverse{Steps: []step{s}}})
		return err
	})
	return c, db.translate("add comment", err)
}
