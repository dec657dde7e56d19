package topics_test

import (
	"context"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/topics"
)

// curated are topics in the order an editor gave.
type curated []news.Topic

func (c curated) Topics(context.Context) ([]news.Topic, error) { return c, nil }

func (c curated) Topic(_ context.Context, slug string) (news.Topic, error) {
	for _, topic := range c {
		if topic.Slug == slug {
			return topic, nil
		}
	}
	return news.Topic{}, news.Errorf(news.CodeNotFound, "slug", "There is no topic %s.", slug)
}

func (curated) TopicTimeline(context.Context, string) ([]news.MonthCount, error) { return nil, nil }

func (curated) TopicPlaces(context.Context, string, int) ([]news.ArticlePlace, error) {
	return nil, nil
}

func TestHiddenTopicsShowNowhere(t *testing.T) {
	s := topics.New(curated{
		{Slug: "tides", Name: "Tides", Visible: true, Neighbours: []string{"drafts", "gone", "canals"}},
		{Slug: "drafts", Name: "Drafts"},
		{Slug: "canals", Name: "Canals", Visible: true},
	}, nil)
	list, err := s.List(t.Context())
	if err != nil || slugs(list) != "tides canals " {
		t.Errorf("list: %q, %v", slugs(list), err)
	}
	page, err := s.Topic(t.Context(), "tides")
	if err != nil || slugs(page.Neighbours) != "canals " {
		t.Errorf("neighbours: %q, %v", slugs(page.Neighbours), err)
	}
}

func slugs(list []news.Topic) (all string) {
	for _, topic := range list {
		all += topic.Slug + " "
	}
	return all
}
