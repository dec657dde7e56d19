package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"sort"
	"strconv"

	"broadsheet/internal/news"
)

// Limits of a list of comments over all articles.
const (
	commentsUsual = 500
	commentsMost  = 10_000
)

// commentStatuses are all states of a comment.
var commentStatuses = []news.CommentStatus{
	news.CommentPending, news.CommentApproved, news.CommentRejected, news.CommentOutbox, news.CommentSent,
}

// CommentList lists comments over all articles, the one that came last first,
// without addresses, page by page. Comments of articles that are gone are left out.
// CodeInvalid: the cursor is none of ours.
func (db *DB) CommentList(ctx context.Context, f news.CommentFilter) (page news.CommentPage, err error) {
	limit, below := clamp(f.Limit, commentsUsual, commentsMost), int64(math.MaxInt64)
	if f.After != "" {
		if below, err = strconv.ParseInt(f.After, 10, 64); err != nil {
			return page, news.Errorf(news.CodeInvalid, "after", "%q is no cursor of a list of comments.", f.After)
		}
	}
	statuses := commentStatuses
	if f.Status != "" {
		statuses = []news.CommentStatus{f.Status}
	}
	type numbered struct {
		news.PostedComment
		row int64
	}
	var all []numbered
	for _, status := range statuses { // the index holds each state in order
		rows, err := db.query(ctx, `SELECT c.comment, `+postedColumns+`
			FROM comments c INDEXED BY comments_status CROSS JOIN articles a ON a.row = c.article `+postedJoins+`
			WHERE c.status = ? AND c.comment < ? AND c.deleted = 0 AND a.deleted = 0 ORDER BY c.comment DESC LIMIT ?`, string(status), below, limit+1)
		list, err := collect(rows, err, func(rows *sql.Rows) (c numbered, err error) {
			c.PostedComment, err = scanPosted(rows, &c.row)
			return c, err
		})
		if err != nil {
			return page, db.translate("list comments", err)
		}
		all = append(all, list...)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].row > all[j].row })
	if len(all) > limit {
		all = all[:limit]
		page.Next = strconv.FormatInt(all[limit-1].row, 10)
	}
	page.Comments = make([]news.PostedComment, len(all))
	for i := range all {
		page.Comments[i] = all[i].PostedComment
	}
	return page, nil
}

const (
	postedColumns = `c.id, c.parent, c.name, c.text, c.posted, c.status, a.public, a.title, a.language, a.url,
		coalesce(s.at, ''), coalesce(s.way, ''), coalesce(r.reason, '')`
	postedJoins = `LEFT JOIN comments_sent s ON s.comment = c.comment LEFT JOIN comment_reasons r ON r.comment = c.comment`
)

// scanPosted reads what postedColumns select, behind the columns of before.
func scanPosted(row interface{ Scan(...any) error }, before ...any) (c news.PostedComment, err error) {
	var posted, sent string
	err = row.Scan(append(before, &c.ID, &c.Parent, &c.Name, &c.Text, &posted, &c.Status, &c.Article, &c.Title, &c.Language, &c.URL, &sent, &c.Way, &c.Reason)...)
	c.Posted, c.Sent = momentOf(posted), momentOf(sent)
	return c, err
}

// PendingComments counts the comments that wait for a moderator, at most to most: a
// library may hold a million.
func (db *DB) PendingComments(ctx context.Context, most int) (n int64, err error) {
	err = db.row(ctx, pendingComments, string(news.CommentPending), most).Scan(&n)
	return n, db.translate("count pending comments", err)
}

const pendingComments = `SELECT count(*) FROM (SELECT 1 FROM comments c INDEXED BY comments_status CROSS JOIN articles a ON a.row = c.article
	WHERE c.status = ? AND c.deleted = 0 AND a.deleted = 0 LIMIT ?)`

// PostedComment gives one comment with what a letter about it needs.
// CodeNotFound: the article or the comment is not here.
func (db *DB) PostedComment(ctx context.Context, article, id string) (c news.PostedComment, err error) {
	row, err := db.rowOf(ctx, db, article)
	if err != nil {
		return c, err
	}
	c, err = scanPosted(db.row(ctx, `SELECT `+postedColumns+`
		FROM comments c INDEXED BY comments_article CROSS JOIN articles a ON a.row = c.article `+postedJoins+`
		WHERE c.article = ? AND c.id = ? AND c.deleted = 0`, row, id))
	return c, db.translate("read comment", orNotFound(err, "comment", id))
}

// ChangeComment changes, hands over or removes a comment of the outbox, and
// gives the history's entry; 0 where nothing changed. Can be undone.
// CodeNotFound: it is not here. CodeInvalid: it is not in the outbox.
func (db *DB) ChangeComment(ctx context.Context, article, id string, c news.CommentChange) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		row, err := db.rowOf(ctx, t, article)
		if err != nil {
			return err
		}
		var key int64
		var public string
		var status news.CommentStatus
		err = t.row(ctx, `SELECT c.comment, c.status, a.public FROM comments c INDEXED BY comments_article CROSS JOIN articles a ON a.row = c.article
			WHERE c.article = ? AND c.id = ? AND c.deleted = 0`, row, id).Scan(&key, &status, &public)
		if err != nil {
			return orNotFound(err, "comment", id)
		}
		verb, err := verbOf(c, status)
		if err != nil {
			return err
		}
		s, err := t.change(ctx, thingComment, key, outboxState{}, func() error { return t.applyComment(ctx, key, c) })
		if err != nil || s == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: verb, subject: public, inverse: &inverse{Steps: []step{*s}}})
		return err
	})
	return number, db.translate("change comment", err)
}

// verbOf names a change, and refuses those that a comment's state does not allow.
func verbOf(c news.CommentChange, status news.CommentStatus) (string, error) {
	switch {
	case status != news.CommentOutbox && status != news.CommentSent:
		return "", news.Errorf(news.CodeInvalid, "comment", "This comment is not in the outbox.")
	case c.Removed:
		return "comment.removed", nil
	case c.Sent != nil:
		return "comment.sent", nil
	case status == news.CommentSent:
		return "", news.Errorf(news.CodeInvalid, "comment", "This comment was handed over already, and is kept as it left.")
	}
	return "comment.changed", nil
}

func (t *tx) applyComment(ctx context.Context, key int64, c news.CommentChange) error {
	s, err := t.outboxed(ctx, key)
	if err != nil {
		return err
	}
	if c.Name != nil {
		s.Name = *c.Name
	}
	if c.Text != nil {
		s.Text = *c.Text
	}
	if c.Sent != nil {
		s.Status, s.Sent, s.Way = string(news.CommentSent), stampOf(*c.Sent), c.Way
	}
	s.Gone = s.Gone || c.Removed
	return t.writeOutboxed(ctx, key, s)
}

// outboxed is a comment of the outbox as undo keeps it: never its address.
type outboxed struct {
	Name   string `json:"name,omitempty"`
	Text   string `json:"text"`
	Status string `json:"status"`
	Sent   string `json:"sent,omitempty"`
	Way    string `json:"way,omitempty"`
	Gone   bool   `json:"gone,omitempty"`
}

func (t *tx) outboxed(ctx context.Context, key int64) (s outboxed, err error) {
	err = t.row(ctx, `SELECT c.name, c.text, c.status, coalesce(s.at, ''), coalesce(s.way, ''), c.deleted
		FROM comments c LEFT JOIN comments_sent s ON s.comment = c.comment WHERE c.comment = ?`, key).
		Scan(&s.Name, &s.Text, &s.Status, &s.Sent, &s.Way, &s.Gone)
	return s, err
}

func (t *tx) writeOutboxed(ctx context.Context, key int64, s outboxed) error {
	if _, err := t.exec(ctx, `UPDATE comments SET name = ?, text = ?, status = ?, deleted = ? WHERE comment = ?`, s.Name, s.Text, s.Status, s.Gone, key); err != nil {
		return err
	}
	if _, err := t.exec(ctx, `DELETE FROM comments_sent WHERE comment = ?`, key); err != nil {
		return err
	}
	if s.Sent != "" {
		if _, err := t.exec(ctx, `INSERT INTO comments_sent (comment, at, way) VALUES (?, ?, ?)`, key, s.Sent, s.Way); err != nil {
			return err
		}
	}
	t.note(news.ThingComment, news.Row(key))
	t.changed.Comments = true
	return nil
}

// outboxState is a comment of the outbox for undo. It stands apart from its
// article: a letter may be taken back whatever became of the text it is about.
type outboxState struct{}

func (outboxState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (outboxState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	s, err := t.outboxed(ctx, key)
	if err != nil {
		return nil, "", err
	}
	text, err := encodeText(s)
	return json.RawMessage(text), "comment", err
}

func (outboxState) write(ctx context.Context, t *tx, key int64, raw json.RawMessage) error {
	var s outboxed
	if err := decode(string(raw), &s); err != nil {
		return err
	}
	return t.writeOutboxed(ctx, key, s)
}

// Requests lists the requests to the network, newest first; limit 0 means 500,
// at most 10,000. It also counts all that were ever made.
func (db *DB) Requests(ctx context.Context, limit int) (list []news.NetworkRequest, total int64, err error) {
	rows, err := db.query(ctx, `SELECT at, host, address, why, bytes, result FROM requests ORDER BY request DESC LIMIT ?`, clamp(limit, commentsUsual, commentsMost))
	list, err = collect(rows, err, func(rows *sql.Rows) (r news.NetworkRequest, err error) {
		var at string
		err = rows.Scan(&at, &r.Host, &r.Address, &r.Why, &r.Bytes, &r.Result)
		r.At = momentOf(at)
		return r, err
	})
	if err == nil {
		// Rows are never deleted: the last number is how many there are.
		err = db.row(ctx, `SELECT coalesce(max(request), 0) FROM requests`).Scan(&total)
	}
	return list, total, db.translate("read ledger", err)
}

// BeginRequest writes a request down before it is made, and gives its number.
func (db *DB) BeginRequest(ctx context.Context, r news.NetworkRequest) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		number, err = t.insert(ctx, `INSERT INTO requests (at, host, address, why, result) VALUES (?, ?, ?, ?, '')`, stampOf(r.At), r.Host, r.Address, r.Why)
		return err
	})
	return number, db.translate("write ledger", err)
}

// EndRequest writes down what came of a request.
func (db *DB) EndRequest(ctx context.Context, number, bytes int64, result string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `UPDATE requests SET bytes = ?, result = ? WHERE request = ?`, bytes, result, number)
		return err
	})
	return db.translate("write ledger", err)
}
