package discussion_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"net/mail"
	"net/url"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/discussion"
	"broadsheet/internal/news"
)

// shelf is a store of one comment.
type shelf struct {
	comment news.PostedComment
	change  news.CommentChange
}

func (s *shelf) AddComment(_ context.Context, _ string, c news.Comment) (news.Comment, error) {
	return c, nil
}
func (s *shelf) Provenance(context.Context, string) (news.Provenance, error) {
	return news.Provenance{}, nil
}
func (s *shelf) CommentList(context.Context, news.CommentFilter) (news.CommentPage, error) {
	return news.CommentPage{Comments: []news.PostedComment{s.comment}}, nil
}
func (s *shelf) PendingComments(context.Context, int) (int64, error) { return 0, nil }

func (s *shelf) PostedComment(context.Context, string, string) (news.PostedComment, error) {
	return s.comment, nil
}
func (s *shelf) ChangeComment(_ context.Context, _, _ string, c news.CommentChange) (int64, error) {
	s.change = c
	return 7, nil
}

func (s *shelf) Moderate(_ context.Context, refs []news.CommentRef, to news.Verdict) ([]news.PostedComment, int64, error) {
	c := s.comment
	c.ID, c.Status, c.Reason = refs[0].ID, to.Status, to.Reason
	return []news.PostedComment{c}, 7, nil
}

var now = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

func service(s *shelf) *discussion.Service {
	return discussion.New(s, func() time.Time { return now })
}

func held(text string) *shelf {
	return &shelf{comment: news.PostedComment{
		Comment: news.Comment{ID: "c-1", Name: "Mara & Co", Text: text, Status: news.CommentOutbox},
		Article: "a", Title: "Harbours:\r\nBcc: x@example.org تنگه", URL: "https://example.org/a",
	}}
}

func TestALetterIsAMailAddressAndAFile(t *testing.T) {
	s := held("First line\nSecond & last + 100 %")
	l, err := service(s).Letter(t.Context(), "a", "c-1", "desk@example.org")
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(l.Address)
	if err != nil || address.Scheme != "mailto" || address.Opaque != "desk@example.org" {
		t.Fatalf("%s: %v", l.Address, err)
	}
	want := "First line\r\nSecond & last + 100 %\r\n\r\nMara & Co\r\n\r\nhttps://example.org/a\r\n"
	if got := address.Query(); got.Get("body") != want || got.Get("subject") != l.Subject || len(got) != 2 {
		t.Errorf("query: %q", got)
	}
	if strings.Contains(l.Address, "+") {
		t.Error("a plus would stand in the mail")
	}
	m, err := mail.ReadMessage(bytes.NewReader(l.File))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Harbours: Bcc: x@example.org تنگه" || m.Header.Get("Bcc") != "" || m.Header.Get("To") != "desk@example.org" {
		t.Errorf("head: %q", m.Header)
	}
	text, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, m.Body))
	if err != nil || string(text) != want {
		t.Errorf("text: %q, %v", text, err)
	}
}

func TestALetterMayHaveNoRecipientAndMayBeTooLongForAnAddress(t *testing.T) {
	l, err := service(held("x")).Letter(t.Context(), "a", "c-1", " ")
	if err != nil || !strings.HasPrefix(l.Address, "mailto:?subject=") || bytes.Contains(l.File, []byte("To:")) {
		t.Errorf("%s: %v", l.Address, err)
	}
	l, err = service(held(strings.Repeat("تنگه ", 1000))).Letter(t.Context(), "a", "c-1", "")
	if err != nil || l.Address != "" || len(l.File) == 0 {
		t.Errorf("%d letters of address, %v", len(l.Address), err)
	}
}

func TestWhatCannotBeALetterIsRefused(t *testing.T) {
	for _, to := range []string{"nobody", "a@example.org, b@example.org", "a@example.org?cc=b@example.org", "A <a@example.org>"} {
		if l, err := service(held("x")).Letter(t.Context(), "a", "c-1", to); err == nil && strings.Contains(l.Address, "?cc") || err != nil && news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%s: %s, %v", to, l.Address, err)
		}
	}
	pending := held("x")
	pending.comment.Status = news.CommentPending
	if _, err := service(pending).Letter(t.Context(), "a", "c-1", ""); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
}

func TestTheOutboxIsChangedAndHandedOver(t *testing.T) {
	s := held("x")
	if _, err := service(s).Change(t.Context(), "a", "c-1", " N ", " \x00 "); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
	if entry, err := service(s).Change(t.Context(), "a", "c-1", " N ", " new\r\n"); err != nil || entry != 7 || *s.change.Text != "new" || *s.change.Name != "N" {
		t.Errorf("%+v, %v", s.change, err)
	}
	if _, err := service(s).Handed(t.Context(), "a", "c-1", "pigeon"); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
	if _, err := service(s).Handed(t.Context(), "a", "c-1", news.WayFile); err != nil || !s.change.Sent.Equal(now) || s.change.Way != news.WayFile {
		t.Errorf("%+v, %v", s.change, err)
	}
	if _, err := service(s).Remove(t.Context(), "a", "c-1"); err != nil || !s.change.Removed {
		t.Errorf("%+v, %v", s.change, err)
	}
	if _, err := service(s).List(t.Context(), news.CommentFilter{Status: "lost"}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
}

func TestACommentIsApprovedOrRejectedAndNothingElse(t *testing.T) {
	refs := []news.CommentRef{{ID: "c-1"}}
	for _, to := range []news.CommentStatus{news.CommentPending, news.CommentOutbox, news.CommentSent, ""} {
		if _, _, err := service(held("x")).Moderate(t.Context(), refs, news.Verdict{Status: to}); news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%q: %v", to, err)
		}
	}
	if _, _, err := service(held("x")).Moderate(t.Context(), nil, news.Verdict{Status: news.CommentApproved}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
	list, entry, err := service(held("x")).Moderate(t.Context(), refs, news.Verdict{Status: news.CommentRejected, Reason: " Off topic.\n"})
	if err != nil || entry != 7 || len(list) != 1 || list[0].Status != news.CommentRejected || list[0].Reason != "Off topic." {
		t.Errorf("%+v, %d, %v", list, entry, err)
	}
	for want, to := range map[news.Code]news.Verdict{
		news.CodeInvalid: {Status: news.CommentApproved, Reason: "why not"},
		news.CodeLimit:   {Status: news.CommentRejected, Reason: strings.Repeat("x", 1001)},
	} {
		if _, _, err := service(held("x")).Moderate(t.Context(), refs, to); news.CodeOf(err) != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}
