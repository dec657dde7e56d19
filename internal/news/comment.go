package news

import "time"

// CommentStatus is where a comment stands in moderation.
type CommentStatus string

// The states of a comment. Outbox: written here, about another's publication,
// waiting to be sent. Sent: it was handed over to the mail program or as a file.
const (
	CommentPending  CommentStatus = "pending"
	CommentApproved CommentStatus = "approved"
	CommentRejected CommentStatus = "rejected"
	CommentOutbox   CommentStatus = "outbox"
	CommentSent     CommentStatus = "sent"
)

// The ways in which a comment leaves the outbox.
const (
	WayMail = "mail"
	WayFile = "file"
)

// Comment is a reader's comment on an article.
type Comment struct {
	ID     string
	Parent string // id of the comment it answers; may be empty
	Name   string
	Email  string // read and kept apart; never shown, indexed or exported
	Text   string // plain text
	Posted time.Time
	Status CommentStatus
}

// PostedComment is a comment in a list over all articles.
type PostedComment struct {
	Comment
	Article  string // public id
	Title    string // of the article
	Language string // of the article
	URL      string // of the article; may be empty
	Sent     time.Time
	Way      string // mail or file, once sent
	Reason   string // why it was rejected, for editors; may be empty
}

// CommentFilter says which comments are listed.
type CommentFilter struct {
	Status CommentStatus // empty: all
	Limit  int           // 0: 500; at most 10,000
	After  string        // the cursor that the page before gave; empty: from the last one
}

// CommentPage is a page of comments over all articles.
type CommentPage struct {
	Comments []PostedComment
	Next     string // the cursor of the next page; empty: there is none
}

// Verdict is what becomes of comments on one's own publication.
type Verdict struct {
	Status CommentStatus // approved or rejected
	Reason string        // of a rejection, for editors; may be empty
}

// CommentRef names a comment. Article may be empty where one comment alone bears
// the id.
type CommentRef struct {
	Article string // public id
	ID      string
}

// CommentChange is what is to become of a comment of the outbox; nil fields
// stay as they are.
type CommentChange struct {
	Name    *string
	Text    *string
	Sent    *time.Time // it was handed over then
	Way     string     // with Sent
	Removed bool
}
