package desk

import (
	"context"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"
)

// Bounds of a note, in bytes: what it says, the words that it is anchored to, and what
// stands on either side of them.
const (
	maxNote   = 16 << 10
	maxQuote  = 8 << 10
	maxAround = 1 << 10
)

// Said lists what reviewers said of a draft, oldest first.
func (s *Service) Said(ctx context.Context, id string) ([]news.DraftNote, error) {
	if _, err := s.Drafts.Draft(ctx, id); err != nil {
		return nil, err
	}
	return s.Notes.DraftNotes(ctx, id)
}

// Say adds a note to a draft, or an answer to one. CodeInvalid: it says nothing;
// CodeLimit: it says too much.
func (s *Service) Say(ctx context.Context, draft string, n news.DraftNote) (news.DraftNote, int64, error) {
	n.Text = strings.TrimSpace(n.Text)
	switch {
	case n.Text == "":
		return n, 0, news.Errorf(news.CodeInvalid, "text", "A note says something; this one is empty.")
	case len(n.Text) > maxNote || len(n.Quote) > maxQuote || len(n.Prefix) > maxAround || len(n.Suffix) > maxAround:
		return n, 0, news.Errorf(news.CodeLimit, "text", "A note has at most 16 KB, and is about at most 8 KB of text.")
	case !utf8.ValidString(n.Text + n.Quote + n.Prefix + n.Suffix):
		return n, 0, news.Errorf(news.CodeInvalid, "text", "A note is text in UTF-8.")
	}
	return s.Notes.AddNote(ctx, draft, n)
}
