package bridge

import (
	"context"

	"broadsheet/internal/news"
)

// DeskTopic is a topic as the desk lists it.
type DeskTopic struct {
	TopicCard
	Visible bool `json:"visible"`
	Bare    bool `json:"bare"` // it has no record: articles name it, and nobody described it
}

// DeskTopicsResult lists all topics in the curated order.
type DeskTopicsResult struct {
	Topics []DeskTopic `json:"topics"`
}

// MediaRef is a picture as an editor chose it: an address of the library, or of
// the web, and the words that go with it.
type MediaRef struct {
	Src     string `json:"src"`
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
}

// TopicRecord is what an editor writes about a topic.
type TopicRecord struct {
	Slug        string    `json:"slug,omitempty"` // empty: as it is, or made from the name
	Name        string    `json:"name"`
	Description string    `json:"description,omitempty"`
	Body        string    `json:"body,omitempty"` // Markdown
	Language    string    `json:"language,omitempty"`
	Aliases     []string  `json:"aliases,omitempty"`
	Neighbours  []string  `json:"neighbours,omitempty"` // slugs
	Picture     *MediaRef `json:"picture,omitempty"`
	Visible     bool      `json:"visible"`
}

// TopicRecordResult is a topic's record with what surrounds it.
type TopicRecordResult struct {
	Record TopicRecord `json:"record"`
	Shown  *Picture    `json:"shown"` // its picture
	Count  int64       `json:"count"` // published articles
	Bare   bool        `json:"bare"`
}

// TopicSave replaces the record of the topic with a slug.
type TopicSave struct {
	Slug   string      `json:"slug"`
	Record TopicRecord `json:"record"`
}

// NameResult is where a topic or tag is found after an act.
type NameResult struct {
	Slug  string `json:"slug"`
	Entry string `json:"entry"` // of the history; empty: nothing changed
}

// OrderRequest puts topics first, in this order; the others follow in theirs.
type OrderRequest struct {
	Slugs []string `json:"slugs"`
}

// MergeRequest leads topics or tags, by slug, to another.
type MergeRequest struct {
	From []string `json:"from"`
	Into string   `json:"into"`
}

// TagRename gives a tag another name.
type TagRename struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

// TagAliases replaces the aliases of a tag.
type TagAliases struct {
	Slug    string   `json:"slug"`
	Aliases []string `json:"aliases"`
}

// TwinsRequest asks for tags that may be one.
type TwinsRequest struct {
	After string `json:"after,omitempty"`
}

// TagPair are two tags that may be one; the first has more articles.
type TagPair struct {
	Into Named `json:"into"`
	From Named `json:"from"`
}

// TwinsResult lists some of them; Next is where to look on, empty at the end.
type TwinsResult struct {
	Pairs []TagPair `json:"pairs"`
	Next  string    `json:"next"`
}

func (r TopicRecord) news() news.Topic {
	t := news.Topic{Slug: r.Slug, Name: r.Name, Description: r.Description, Body: r.Body, Language: r.Language,
		Aliases: r.Aliases, Neighbours: r.Neighbours, Visible: r.Visible}
	if r.Picture != nil && r.Picture.Src != "" {
		t.Picture = &news.Picture{Src: r.Picture.Src, Alt: r.Picture.Alt, Caption: r.Picture.Caption, Credit: r.Picture.Credit}
	}
	return t
}

// Desk lists all topics, the hidden ones too, in the curated order.
func (t *Topics) Desk(Nothing) (DeskTopicsResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (DeskTopicsResult, error) {
		list, err := t.desk.All(ctx)
		if err != nil {
			return DeskTopicsResult{}, err
		}
		al := t.album()
		cards := al.topics(list)
		if err := al.fill(ctx); err != nil {
			return DeskTopicsResult{}, err
		}
		out := DeskTopicsResult{Topics: make([]DeskTopic, len(list))}
		for i, topic := range list {
			out.Topics[i] = DeskTopic{cards[i], topic.Visible, topic.Bare}
		}
		return out, nil
	})
}

// Record gives a topic's record for editing.
func (t *Topics) Record(req SlugRequest) (TopicRecordResult, error) {
	return call(t.core, req.Call, func(ctx context.Context) (TopicRecordResult, error) {
		topic, text, err := t.desk.Record(ctx, req.Slug)
		if err != nil {
			return TopicRecordResult{}, err
		}
		out := TopicRecordResult{Count: topic.Count, Bare: topic.Bare, Record: TopicRecord{
			Slug: topic.Slug, Name: topic.Name, Description: topic.Description, Body: text, Language: topic.Language,
			Aliases: topic.Aliases, Neighbours: topic.Neighbours, Visible: topic.Visible}}
		if p := topic.Picture; p != nil {
			out.Record.Picture = &MediaRef{Src: p.Src, Alt: p.Alt, Caption: p.Caption, Credit: p.Credit}
		}
		al := t.album()
		out.Shown = al.picture(topic.Picture)
		return out, al.fill(ctx)
	})
}

// Create makes a topic. Can be undone.
func (t *Topics) Create(req TopicRecord) (NameResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (NameResult, error) {
		slug, entry, err := t.desk.Create(ctx, req.news())
		return NameResult{slug, entryID(entry)}, err
	})
}

// Save replaces a topic's record; its former name and slug lead on. Can be undone.
func (t *Topics) Save(req TopicSave) (NameResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (NameResult, error) {
		slug, entry, err := t.desk.Save(ctx, req.Slug, req.Record.news())
		return NameResult{slug, entryID(entry)}, err
	})
}

// Delete takes the record of a topic away that no article bears. Can be undone.
func (t *Topics) Delete(req SlugRequest) (EntryResult, error) {
	return call(t.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := t.desk.Delete(ctx, req.Slug)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Order puts topics into an order. Can be undone.
func (t *Topics) Order(req OrderRequest) (EntryResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := t.desk.Order(ctx, req.Slugs)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Merge leads topics to another: their articles, names and addresses. Can be
// undone.
func (t *Topics) Merge(req MergeRequest) (EntryResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := t.desk.Merge(ctx, req.From, req.Into)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Rename gives a tag another name; the old one leads on. Can be undone.
func (t *Tags) Rename(req TagRename) (NameResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (NameResult, error) {
		slug, entry, err := t.desk.RenameTag(ctx, req.Slug, req.Name)
		return NameResult{slug, entryID(entry)}, err
	})
}

// Merge leads tags to another: their articles, names and addresses. Can be undone.
func (t *Tags) Merge(req MergeRequest) (EntryResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := t.desk.MergeTags(ctx, req.From, req.Into)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// SetAliases replaces the other names of a tag. Can be undone.
func (t *Tags) SetAliases(req TagAliases) (EntryResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := t.desk.SetTagAliases(ctx, req.Slug, req.Aliases)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Twins finds tags that may be one.
func (t *Tags) Twins(req TwinsRequest) (TwinsResult, error) {
	return call(t.core, Call{}, func(ctx context.Context) (TwinsResult, error) {
		pairs, next, err := t.desk.Twins(ctx, req.After)
		out := TwinsResult{Pairs: make([]TagPair, len(pairs)), Next: next}
		for i, p := range pairs {
			out.Pairs[i] = TagPair{Named{p.Into.Slug, p.Into.Name, p.Into.Count}, Named{p.From.Slug, p.From.Name, p.From.Count}}
		}
		return out, err
	})
}
