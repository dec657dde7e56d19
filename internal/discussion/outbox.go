package discussion

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"mime"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// statuses are the states that a list may be asked for.
var statuses = map[news.CommentStatus]bool{
	"": true, news.CommentPending: true, news.CommentApproved: true, news.CommentRejected: true,
	news.CommentOutbox: true, news.CommentSent: true,
}

// List gives a page of the comments over all articles, the last one first, never with
// an address. CodeInvalid: there is no such state or no such cursor.
func (s *Service) List(ctx context.Context, f news.CommentFilter) (news.CommentPage, error) {
	if !statuses[f.Status] {
		return news.CommentPage{}, news.Errorf(news.CodeInvalid, "status", "A comment is pending, approved, rejected, outbox or sent.")
	}
	if f.Limit < 0 {
		return news.CommentPage{}, news.Errorf(news.CodeLimit, "limit", "A list of comments holds 1 to 10,000.")
	}
	return s.store.CommentList(ctx, f)
}

// Change writes a waiting comment anew and gives the history's entry. Errors
// are as those of Add, and CodeInvalid for a comment that does not wait.
func (s *Service) Change(ctx context.Context, article, id, name, text string) (entry int64, err error) {
	c := news.Comment{Name: clean(name), Text: clean(text)}
	if err := check(c); err != nil {
		return 0, err
	}
	return s.store.ChangeComment(ctx, article, id, news.CommentChange{Name: &c.Name, Text: &c.Text})
}

// Remove takes a comment out of the outbox and gives the history's entry.
func (s *Service) Remove(ctx context.Context, article, id string) (entry int64, err error) {
	return s.store.ChangeComment(ctx, article, id, news.CommentChange{Removed: true})
}

// Handed marks a comment as handed over now, as a mail or a file.
func (s *Service) Handed(ctx context.Context, article, id, way string) (entry int64, err error) {
	if way != news.WayMail && way != news.WayFile {
		return 0, news.Errorf(news.CodeInvalid, "way", "A comment is handed over as mail or as file.")
	}
	now := s.clock().UTC().Truncate(time.Second)
	return s.store.ChangeComment(ctx, article, id, news.CommentChange{Sent: &now, Way: way})
}

// Letter is a comment as it leaves.
type Letter struct {
	Subject string
	Address string // a mailto address; empty where the text is too long for one
	Name    string // of the file
	File    []byte // a message of RFC 5322
}

// maxMailto is how long an address may be that systems hand to a mail program.
const maxMailto = 4 << 10

// Letter writes a comment of the outbox as a letter: its subject is the
// headline, its recipient what was typed, or empty. It changes nothing.
func (s *Service) Letter(ctx context.Context, article, id, to string) (Letter, error) {
	to = strings.TrimSpace(to)
	if to != "" {
		if parsed, err := mail.ParseAddress(to); err != nil || parsed.Address != to || len(to) > maxEmail {
			return Letter{}, news.Errorf(news.CodeInvalid, "to", "An e-mail address looks like name@example.org, or the field stays empty.")
		}
	}
	c, err := s.store.PostedComment(ctx, article, id)
	if err != nil {
		return Letter{}, err
	}
	if c.Status != news.CommentOutbox && c.Status != news.CommentSent {
		return Letter{}, news.Errorf(news.CodeInvalid, "comment", "This comment is not in the outbox.")
	}
	subject := strings.Join(strings.Fields(c.Title), " ")
	text := letterText(c)
	l := Letter{Subject: subject, Name: "comment-" + c.ID + ".eml", File: message(subject, to, text, s.clock())}
	// RFC 6068: line ends are %0D%0A, a space is %20, in the recipient too.
	address := "mailto:" + strings.ReplaceAll(url.PathEscape(to), "%40", "@") + "?subject=" + escape(subject) + "&body=" + escape(strings.ReplaceAll(text, "\n", "\r\n"))
	if len(address) <= maxMailto {
		l.Address = address
	}
	return l, nil
}

func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// letterText is the comment, who wrote it, and what it is about.
func letterText(c news.PostedComment) string {
	var b strings.Builder
	b.WriteString(c.Text + "\n")
	if c.Name != "" {
		b.WriteString("\n" + c.Name + "\n")
	}
	if c.URL != "" {
		b.WriteString("\n" + c.URL + "\n")
	}
	return b.String()
}

// message writes a mail that is not sent yet: it has no sender, and programs
// that know X-Unsent open it for writing.
func message(subject, to, text string, now time.Time) []byte {
	var b bytes.Buffer
	if to != "" {
		fmt.Fprintf(&b, "To: %s\r\n", to)
	}
	fmt.Fprintf(&b, "Subject: %s\r\n", mime.BEncoding.Encode("utf-8", subject))
	fmt.Fprintf(&b, "Date: %s\r\n", now.Format(time.RFC1123Z))
	b.WriteString("X-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	encoded := base64.StdEncoding.EncodeToString([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
	for len(encoded) > 0 {
		n := min(76, len(encoded))
		b.WriteString(encoded[:n] + "\r\n")
		encoded = encoded[n:]
	}
	return b.Bytes()
}
