package bridge

import (
	"context"
	"encoding/base64"

	"broadsheet/internal/discussion"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Comments are the calls about readers' comments.
type Comments struct {
	*shared
	discussion *discussion.Service
	desktop    Desktop
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

// List gives comments over all articles, the one that came last first.
func (c *Comments) List(req CommentsRequest) (CommentsResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (CommentsResult, error) {
		page, err := c.discussion.List(ctx, news.CommentFilter{Status: news.CommentStatus(req.Status), Limit: req.Limit, After: req.After})
		return CommentsResult{Comments: posted(page.Comments), Next: page.Next}, err
	})
}

func posted(list []news.PostedComment) (out []PostedComment) {
	for _, held := range list {
		out = append(out, PostedComment{
			Comment: comment(held.Comment, held.Article), Title: held.Title, Language: held.Language, Dir: lang.Direction(held.Language),
			Sent: stamp(held.Sent), Way: held.Way, Reason: held.Reason,
		})
	}
	return out
}

// Moderate approves or rejects comments on one's own publication.
func (c *Comments) Moderate(req ModerateRequest) (ModerateResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (ModerateResult, error) {
		refs := make([]news.CommentRef, len(req.Comments))
		for i, ref := range req.Comments {
			refs[i] = news.CommentRef(ref)
		}
		list, entry, err := c.discussion.Moderate(ctx, refs, news.Verdict{Status: news.CommentStatus(req.Status), Reason: req.Reason})
		return ModerateResult{Comments: posted(list), Entry: entryID(entry)}, err
	})
}

// Change writes a waiting comment of the outbox anew.
func (c *Comments) Change(req CommentChange) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) {
		return c.discussion.Change(ctx, req.Article, req.ID, req.Name, req.Text)
	})
}

// Remove takes a comment out of the outbox.
func (c *Comments) Remove(req CommentRef) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) { return c.discussion.Remove(ctx, req.Article, req.ID) })
}

// Handed marks a comment as handed over, now.
func (c *Comments) Handed(req HandedRequest) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) {
		return c.discussion.Handed(ctx, req.Article, req.ID, req.Way)
	})
}

func (c *Comments) act(do func(context.Context) (int64, error)) (EntryResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := do(ctx)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Letter gives a comment of the outbox as a letter; it changes nothing.
func (c *Comments) Letter(req LetterRequest) (Letter, error) {
	return call(c.core, Call{}, func(ctx context.Context) (Letter, error) {
		l, err := c.discussion.Letter(ctx, req.Article, req.ID, req.To)
		return Letter{Subject: l.Subject, Address: l.Address, Name: l.Name, File: base64.StdEncoding.EncodeToString(l.File)}, err
	})
}

// Save writes a comment of the outbox as a file into the person's folder of
// downloads, for a window, which has no downloads of its own.
func (c *Comments) Save(req LetterRequest) (SavedResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (SavedResult, error) {
		l, err := c.discussion.Letter(ctx, req.Article, req.ID, req.To)
		if err != nil {
			return SavedResult{}, err
		}
		path, err := c.desktop.SaveDownload(l.Name, l.File)
		return SavedResult{Path: path}, err
	})
}
