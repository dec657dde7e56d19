package bridge

import (
	"context"

	"broadsheet/internal/news"
	"broadsheet/internal/topics"
)

// Topics are the calls about In Focus topics.
type Topics struct {
	*shared
	topics   *topics.Service
	desk     *topics.Desk
	articles *Articles
}

// Tags are the calls about tags.
type Tags struct {
	*shared
	topics   *topics.Service
	desk     *topics.Desk
	articles *Articles
}

// firstPage is how many articles the page of a topic or tag brings along.
const firstPage = 30

// List gives the visible topics in the curated order.
func (t *Topics) List(Nothing) (TopicsResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (TopicsResult, error) {
		list, err := t.topics.List(ctx)
		if err != nil {
			return TopicsResult{}, err
		}
		al := t.album()
		out := TopicsResult{Topics: al.topics(list)}
		return out, al.fill(ctx)
	})
}

// Show gives everything on a topic's page.
func (t *Topics) Show(req SlugRequest) (TopicResult, error) {
	return call(t.core, req.Call, func(ctx context.Context) (TopicResult, error) {
		page, err := t.topics.Topic(ctx, req.Slug)
		if err != nil {
			return TopicResult{}, err
		}
		al := t.album()
		card, neighbours := al.topic(page.Topic), al.topics(page.Neighbours)
		if err := al.fill(ctx); err != nil {
			return TopicResult{}, err
		}
		out := TopicResult{Topic: card, Aliases: page.Topic.Aliases, Body: page.Body.Blocks, Neighbours: neighbours}
		for _, m := range page.Timeline {
			out.Timeline = append(out.Timeline, Period{Period: m.Month, Count: m.Count})
		}
		for _, p := range page.Places {
			out.Places = append(out.Places, TopicPlace{Place: place(p.Place), Article: p.Article, Title: p.Title})
		}
		out.Articles, err = t.articles.list(ctx, news.Filter{Topic: page.Topic.Slug, Limit: firstPage})
		return out, err
	})
}

// List gives a page of the tags.
func (t *Tags) List(req TagsRequest) (TagsResult, error) {
	return call(t.core, req.Call, func(ctx context.Context) (TagsResult, error) {
		tags, next, total, err := t.topics.Tags(ctx, news.TagQuery{Prefix: req.Prefix, ByCount: req.ByCount, After: req.After, Skip: req.Skip, Limit: req.Limit})
		return TagsResult{Tags: tagNames(tags), Total: total, Next: next}, err
	})
}

// Show gives everything on a tag's page.
func (t *Tags) Show(req SlugRequest) (TagResult, error) {
	return call(t.core, req.Call, func(ctx context.Context) (TagResult, error) {
		tag, beside, err := t.topics.Tag(ctx, req.Slug)
		if err != nil {
			return TagResult{}, err
		}
		out := TagResult{Tag: Named{Slug: tag.Slug, Name: tag.Name, Count: tag.Count}, Aliases: tag.Aliases, Beside: tagNames(beside)}
		out.Articles, err = t.articles.list(ctx, news.Filter{Tag: tag.Slug, Limit: firstPage})
		return out, err
	})
}
