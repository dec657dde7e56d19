// Package discussion takes readers' comments. A comment on an article of one's
// own publication goes to moderation; on another's it waits in an outbox until
// it is sent as a mail or a file. E-mail addresses go in and never come out.
package discussion

import (
	"context"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/news"
)

// Store keeps comments.
type Store interface {
	// AddComment stores a comment on the article of that public id and gives it
	// back with its id, without its address.
	AddComment(ctx context.Context, article string, c news.Comment) (news.Comment, error)
	Provenance(ctx context.Context, article string) (news.Provenance, error)
	// CommentList gives a page of the comments over all articles, the last one first.
	CommentList(ctx context.Context, f news.CommentFilter) (news.CommentPage, error)
	PendingComments(ctx context.Context, most int) (int64, error)
	PostedComment(ctx context.Context, article, id string) (news.PostedComment, error)
	// ChangeComment changes a comment of the outbox and gives the history's entry.
	ChangeComment(ctx context.Context, article, id string, c news.CommentChange) (entry int64, err error)
	// Moderate approves or rejects comments, all or none, and gives them as they
	// stand then.
	Moderate(ctx context.Context, refs []news.CommentRef, to news.Verdict) (list []news.PostedComment, entry int64, err error)
}

// Limits of a comment, in letters.
const (
	maxName   = 100
	maxEmail  = 254 // RFC 5321, section 4.5.3.1.3
	maxText   = 10_000
	maxReason = 1000
)

// Service takes comments.
type Service struct {
	store Store
	clock news.Clock
}

// New makes the service.
func New(store Store, clock news.Clock) *Service { return &Service{store: store, clock: clock} }

// Add takes a comment as it was typed. Errors are CodeInvalid or CodeLimit with
// the field's name (text, name, email), CodeNotFound for the article.
func (s *Service) Add(ctx context.Context, article string, c news.Comment) (news.Comment, error) {
	c.Name, c.Email, c.Text = clean(c.Name), strings.TrimSpace(c.Email), clean(c.Text)
	if err := check(c); err != nil {
		return news.Comment{}, err
	}
	from, err := s.store.Provenance(ctx, article)
	if err != nil {
		return news.Comment{}, err
	}
	c.Status = news.CommentOutbox
	if from.Own {
		c.Status = news.CommentPending
	}
	c.Posted = s.clock()
	return s.store.AddComment(ctx, article, c)
}

// Moderate approves or rejects comments on one's own publication, all or none,
// and gives them as they stand then with the history's entry. Errors are
// CodeInvalid for another state, for a reason to approve, for no comment at all, for
// an id that several bear, and for comments of the outbox; CodeLimit for a reason that
// is too long; CodeNotFound for a comment that is not here.
func (s *Service) Moderate(ctx context.Context, refs []news.CommentRef, to news.Verdict) ([]news.PostedComment, int64, error) {
	to.Reason = clean(to.Reason)
	switch {
	case to.Status == news.CommentApproved && to.Reason != "":
		return nil, 0, news.Errorf(news.CodeInvalid, "reason", "Only a rejection has a reason.")
	case utf8.RuneCountInString(to.Reason) > maxReason:
		return nil, 0, news.Errorf(news.CodeLimit, "reason", "A reason holds at most 1,000 letters.")
	}
	if to.Status != news.CommentApproved && to.Status != news.CommentRejected {
		return nil, 0, news.Errorf(news.CodeInvalid, "status", "A comment is approved or rejected.")
	}
	if len(refs) == 0 {
		return nil, 0, news.Errorf(news.CodeInvalid, "comments", "Name at least one comment.")
	}
	return s.store.Moderate(ctx, refs, to)
}

// MostPending is how far pending comments are counted.
const MostPending = 1000

// Pending counts the comments that wait for a moderator, at most to MostPending.
func (s *Service) Pending(ctx context.Context) (int64, error) {
	return s.store.PendingComments(ctx, MostPending)
}

func check(c news.Comment) error {
	switch {
	case c.Text == "":
		return news.Errorf(news.CodeInvalid, "text", "A comment needs a text.")
	case utf8.RuneCountInString(c.Text) > maxText:
		return news.Errorf(news.CodeLimit, "text", "A comment holds at most 10,000 letters.")
	case utf8.RuneCountInString(c.Name) > maxName:
		return news.Errorf(news.CodeLimit, "name", "A name holds at most 100 letters.")
	case len(c.Email) > maxEmail:
		return news.Errorf(news.CodeLimit, "email", "An e-mail address holds at most 254 letters.")
	}
	if c.Email == "" {
		return nil
	}
	if parsed, err := mail.ParseAddress(c.Email); err != nil || parsed.Address != c.Email {
		return news.Errorf(news.CodeInvalid, "email", "An e-mail address looks like name@example.org, or the field stays empty.")
	}
	return nil
}

// clean gives plain text: NFC, without control characters other than line ends.
func clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r == 0x7f || r == utf8.RuneError) {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(text))
}
