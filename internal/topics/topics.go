// Package topics is how a reader finds a way in by subject: the In Focus topics
// with their timelines and places, and the exact pages of tags; and how an editor
// keeps both in order. It neither stores nor draws anything.
package topics

import (
	"context"
	"fmt"
	"slices"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Topics are the curated In Focus entries.
type Topics interface {
	Topics(context.Context) ([]news.Topic, error)
	// Topic finds by slug or alias; CodeNotFound where there is none.
	Topic(ctx context.Context, slug string) (news.Topic, error)
	TopicTimeline(ctx context.Context, slug string) ([]news.MonthCount, error)
	TopicPlaces(ctx context.Context, slug string, limit int) ([]news.ArticlePlace, error)
}

// Tags are the free words on articles.
type Tags interface {
	Tags(context.Context, news.TagQuery) (tags []news.Tag, next string, err error)
	// Tag finds by slug or alias; CodeNotFound where there is none.
	Tag(ctx context.Context, slug string) (news.Tag, error)
	// TagsBeside gives the tags that stand most often on the newest articles of a tag.
	TagsBeside(ctx context.Context, slug string, limit int) ([]news.Tag, error)
	Counts(context.Context) (news.Counts, error)
}

// Service answers for topics and tags.
type Service struct {
	topics Topics
	tags   Tags
}

// New makes the service.
func New(topics Topics, tags Tags) *Service { return &Service{topics: topics, tags: tags} }

// List gives the visible topics in the curated order.
func (s *Service) List(ctx context.Context) ([]news.Topic, error) {
	all, err := s.topics.Topics(ctx)
	var visible []news.Topic
	for _, topic := range all {
		if topic.Visible {
			visible = append(visible, topic)
		}
	}
	return visible, err
}

// Topic is a topic with everything on its page but its articles.
type Topic struct {
	Topic      news.Topic
	Body       *body.Document
	Neighbours []news.Topic
	Timeline   []news.MonthCount
	Places     []news.ArticlePlace
}

// maxPlaces is how many places a topic's page holds at most.
const maxPlaces = 500

// Topic gives a topic by slug or alias.
func (s *Service) Topic(ctx context.Context, slug string) (Topic, error) {
	var page Topic
	var err error
	if page.Topic, err = s.topics.Topic(ctx, slug); err != nil {
		return page, err
	}
	if page.Body, err = body.Parse(page.Topic.Body); err != nil {
		return page, fmt.Errorf("parse topic's text: %w", err)
	}
	for _, other := range page.Topic.Neighbours {
		neighbour, err := s.topics.Topic(ctx, other)
		if news.CodeOf(err) == news.CodeNotFound {
			continue // named by the record, not in this library
		}
		if err != nil {
			return page, err
		}
		known := neighbour.Slug == page.Topic.Slug || slices.ContainsFunc(page.Neighbours, func(t news.Topic) bool { return t.Slug == neighbour.Slug })
		if neighbour.Visible && !known { // merged ones may be one by now, or this one
			page.Neighbours = append(page.Neighbours, neighbour)
		}
	}
	if page.Timeline, err = s.topics.TopicTimeline(ctx, page.Topic.Slug); err != nil {
		return page, err
	}
	page.Places, err = s.topics.TopicPlaces(ctx, page.Topic.Slug, maxPlaces)
	return page, err
}

// Sizes of pages of tags.
const (
	tagLimit    = 200
	maxTags     = 1000
	tagsBeside  = 12
	maxAsPrefix = 100 // letters
)

// Tags gives a page of the tags and how many there are in all.
func (s *Service) Tags(ctx context.Context, q news.TagQuery) (tags []news.Tag, next string, total int64, err error) {
	if q.Limit == 0 {
		q.Limit = tagLimit
	}
	if q.Limit < 0 || q.Limit > maxTags {
		return nil, "", 0, news.Errorf(news.CodeLimit, "limit", "A page of tags holds 1 to %d.", maxTags)
	}
	if len([]rune(q.Prefix)) > maxAsPrefix {
		return nil, "", 0, news.Errorf(news.CodeLimit, "prefix", "The beginning of a tag has at most %d letters.", maxAsPrefix)
	}
	if q.Skip < 0 {
		return nil, "", 0, news.Errorf(news.CodeInvalid, "skip", "What is skipped is counted from 0.")
	}
	counts, err := s.tags.Counts(ctx)
	if err != nil {
		return nil, "", 0, err
	}
	tags, next, err = s.tags.Tags(ctx, q)
	return tags, next, counts.Tags, err
}

// Tag gives a tag by slug or alias, and the tags that stand beside it most.
func (s *Service) Tag(ctx context.Context, slug string) (tag news.Tag, beside []news.Tag, err error) {
	if tag, err = s.tags.Tag(ctx, slug); err != nil {
		return tag, nil, err
	}
	beside, err = s.tags.TagsBeside(ctx, tag.Slug, tagsBeside)
	return tag, beside, err
}
