package bridge

import "broadsheet/internal/body"

// TopicCard is a topic as lists show it.
type TopicCard struct {
	Slug        string   `json:"slug"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Picture     *Picture `json:"picture"`
	Count       int64    `json:"count"`
	Language    string   `json:"language"`
	Dir         string   `json:"dir"`
}

// TopicsResult lists the visible topics in the curated order.
type TopicsResult struct {
	Topics []TopicCard `json:"topics"`
}

// SlugRequest names a topic, tag or author by slug; aliases lead there too.
type SlugRequest struct {
	Call
	Slug string `json:"slug"`
}

// Period is a month and how many articles it holds.
type Period struct {
	Period string `json:"period"` // YYYY-MM
	Count  int64  `json:"count"`
}

// TopicPlace is a place of a topic's articles.
type TopicPlace struct {
	Place
	Article string `json:"article"`
	Title   string `json:"title"`
}

// TopicResult is everything on a topic's page; its articles are read as a list.
type TopicResult struct {
	Topic      TopicCard    `json:"topic"`
	Aliases    []string     `json:"aliases"`
	Body       []body.Node  `json:"body"`
	Neighbours []TopicCard  `json:"neighbours"`
	Timeline   []Period     `json:"timeline"`
	Places     []TopicPlace `json:"places"`
	Articles   ListResult   `json:"articles"`
}

// TagsRequest asks for a page of the tags.
type TagsRequest struct {
	Call
	Prefix  string `json:"prefix,omitempty"`
	ByCount bool   `json:"byCount,omitempty"` // most used first instead of by name
	After   string `json:"after,omitempty"`
	Skip    int    `json:"skip,omitempty"`  // tags left out before the page
	Limit   int    `json:"limit,omitempty"` // 1 to 1,000; 0: 200
}

// TagsResult is a page of the tags.
type TagsResult struct {
	Tags  []Named `json:"tags"`
	Total int64   `json:"total"`
	Next  string  `json:"next"`
}

// TagResult is everything on a tag's page.
type TagResult struct {
	Tag      Named      `json:"tag"`
	Aliases  []string   `json:"aliases"`
	Beside   []Named    `json:"beside"` // tags that stand on the same articles most often
	Articles ListResult `json:"articles"`
}
