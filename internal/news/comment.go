package news

import "time"

// CommentStatus is where a comment stands in moderation.
type CommentStatus string

// The states of a comment. Outbox: written here, about another's publication,
// waiting to be sent.
const (
	CommentPending  CommentStatus = "pending"
	CommentApproved CommentStatus = "approved"
	CommentRejected CommentStatus = "rejected"
	CommentOutbox   CommentStatus = "outbox"
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
