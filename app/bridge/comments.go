package bridge

import (
	"context"

	"broadsheet/internal/discussion"
	"broadsheet/internal/news"
)

// Comments are the calls about readers' comments.
type Comments struct {
	*shared
	discussion *discussion.Service
}

// Add takes a comment; it says whether that went to moderation or to the outbox.
func (c *Comments) Add(req CommentRequest) (CommentResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (CommentResult, error) {
		added, err := c.discussion.Add(ctx, req.Article, news.Comment{Parent: req.Parent, Name: req.Name, Email: req.Email, Text: req.Text})
		if err != nil {
			return CommentResult{}, err
		}
		went := "moderation"
		if added.Status == news.CommentOutbox {
			went = "outbox"
		}
		return CommentResult{Comment: comment(added, req.Article), Went: went}, nil
	})
}
