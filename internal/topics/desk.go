package topics

import (
	"context"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// TopicDesk is what editors do to topics. Each act gives the entry of the
// history that takes it back, 0 where nothing changed.
type TopicDesk interface {
	Topics(context.Context) ([]news.Topic, error)
	Topic(ctx context.Context, slug string) (news.Topic, error)
	CreateTopic(ctx context.Context, topic news.Topic) (slug string, entry int64, err error)
	EditTopic(ctx context.Context, slug string, topic news.Topic) (entry int64, err error)
	DeleteTopic(ctx context.Context, slug string) (entry int64, err error)
	OrderTopics(ctx context.Context, slugs []string) (entry int64, err error)
	MergeTopics(ctx context.Context, from []string, into string) (entry int64, err error)
}

// TagDesk is what editors do to tags.
type TagDesk interface {
	RenameTag(ctx context.Context, slug, name string) (now string, entry int64, err error)
	MergeTags(ctx context.Context, from []string, into string) (entry int64, err error)
	SetTagAliases(ctx context.Context, slug string, aliases []string) (entry int64, err error)
	TagTwins(ctx context.Context, after string) (pairs []news.TagPair, next string, err error)
}

// Desk is the editor's hand on topics and tags.
type Desk struct {
	topics TopicDesk
	tags   TagDesk
}

// NewDesk makes the desk.
func NewDesk(topics TopicDesk, tags TagDesk) *Desk { return &Desk{topics, tags} }

// Limits of what a person writes, in letters.
const (
	MaxName        = 200
	MaxDescription = 2000
	MaxBody        = 200_000
	MaxAliases     = 500
	MaxNeighbours  = 50
	MaxMerged      = 1000 // names that one act merges
)

// All gives the topics in the curated order, the hidden ones too.
func (d *Desk) All(ctx context.Context) ([]news.Topic, error) { return d.topics.Topics(ctx) }

// Record gives a topic's record and its long text as Markdown, for editing.
func (d *Desk) Record(ctx context.Context, slug string) (news.Topic, string, error) {
	topic, err := d.topics.Topic(ctx, slug)
	if err != nil {
		return topic, "", err
	}
	text, err := body.Parse(topic.Body)
	if err != nil {
		return topic, "", err
	}
	markdown, err := body.Markdown(text)
	return topic, markdown, err
}

// Create makes a topic; its long text is Markdown. CodeExists: there is one of
// that name or slug.
func (d *Desk) Create(ctx context.Context, topic news.Topic) (slug string, entry int64, err error) {
	if topic, err = written(ctx, topic, ""); err != nil {
		return "", 0, err
	}
	return d.topics.CreateTopic(ctx, topic)
}

// Save replaces a topic's record, its long text given as Markdown, and gives its
// slug. Names and slugs that it loses lead on.
func (d *Desk) Save(ctx context.Context, slug string, topic news.Topic) (now string, entry int64, err error) {
	was, err := d.topics.Topic(ctx, slug)
	if err != nil {
		return "", 0, err
	}
	if topic, err = written(ctx, topic, was.Body); err != nil {
		return "", 0, err
	}
	if topic.Slug == "" {
		topic.Slug = was.Slug
	}
	entry, err = d.topics.EditTopic(ctx, slug, topic)
	return topic.Slug, entry, err
}

// written reads what a person wrote into a topic's record.
func written(ctx context.Context, topic news.Topic, previous string) (news.Topic, error) {
	var err error
	if topic.Name, err = name("name", topic.Name); err != nil {
		return topic, err
	}
	topic.Description = strings.TrimSpace(topic.Description)
	topic.Slug = strings.TrimSpace(topic.Slug)
	switch {
	case utf8.RuneCountInString(topic.Description) > MaxDescription:
		return topic, news.Errorf(news.CodeLimit, "description", "A description has at most %d letters.", MaxDescription)
	case utf8.RuneCountInString(topic.Body) > MaxBody:
		return topic, news.Errorf(news.CodeLimit, "body", "A topic's text has at most %d letters.", MaxBody)
	case len(topic.Neighbours) > MaxNeighbours:
		return topic, news.Errorf(news.CodeLimit, "neighbours", "A topic has at most %d neighbours.", MaxNeighbours)
	case topic.Slug != "" && lang.Slug(topic.Slug) != topic.Slug:
		return topic, news.Errorf(news.CodeInvalid, "slug", "An address is made of letters, digits and hyphens, such as %q.", lang.Slug(topic.Slug))
	case topic.Language != "" && !lang.Valid(topic.Language):
		return topic, news.Errorf(news.CodeInvalid, "language", "%q is not a language; one is written as en, ar or zh-Hant.", topic.Language)
	}
	if topic.Language != "" {
		topic.Language = lang.Normal(topic.Language)
	}
	if topic.Aliases, err = names("aliases", topic.Aliases); err != nil {
		return topic, err
	}
	html, err := body.FromMarkdown(topic.Body)
	if err != nil {
		return topic, news.Errorf(news.CodeInvalid, "body", "The text could not be read: %w.", err)
	}
	canonical, err := body.Canonical(ctx, html, body.Options{Language: topic.Language, Previous: previous})
	topic.Body, topic.BodyFormat = canonical.HTML, news.BodyCanonical
	return topic, err
}

// name reads a name: one line, composed.
func name(field, text string) (string, error) {
	text = norm.NFC.String(strings.Join(strings.Fields(text), " "))
	if text == "" {
		return "", news.Errorf(news.CodeInvalid, field, "A name is wanted.")
	}
	if utf8.RuneCountInString(text) > MaxName {
		return "", news.Errorf(news.CodeLimit, field, "A name has at most %d letters.", MaxName)
	}
	return text, nil
}

// names reads a list of names; empty ones and repetitions are left out.
func names(field string, list []string) ([]string, error) {
	if len(list) > MaxAliases {
		return nil, news.Errorf(news.CodeLimit, field, "There are at most %d aliases.", MaxAliases)
	}
	var out []string
	seen := map[string]bool{}
	for _, text := range list {
		if strings.TrimSpace(text) == "" {
			continue
		}
		text, err := name(field, text)
		if err != nil {
			return nil, err
		}
		if fold := lang.Fold(text); !seen[fold] {
			seen[fold] = true
			out = append(out, text)
		}
	}
	return out, nil
}

// Delete takes the record of a topic away that no article bears.
func (d *Desk) Delete(ctx context.Context, slug string) (entry int64, err error) {
	return d.topics.DeleteTopic(ctx, slug)
}

// Order puts topics first, in this order.
func (d *Desk) Order(ctx context.Context, slugs []string) (entry int64, err error) {
	return d.topics.OrderTopics(ctx, slugs)
}

// Merge leads topics to another.
func (d *Desk) Merge(ctx context.Context, from []string, into string) (entry int64, err error) {
	if err := mergeable(from); err != nil {
		return 0, err
	}
	return d.topics.MergeTopics(ctx, from, into)
}

func mergeable(from []string) error {
	switch {
	case len(from) == 0:
		return news.Errorf(news.CodeInvalid, "from", "Nothing was named that should be merged.")
	case len(from) > MaxMerged:
		return news.Errorf(news.CodeLimit, "from", "At most %d are merged at once.", MaxMerged)
	}
	return nil
}

// RenameTag gives a tag another name, and gives its slug. CodeExists: another tag
// has that name; merging the two is what can be done.
func (d *Desk) RenameTag(ctx context.Context, slug, to string) (now string, entry int64, err error) {
	if to, err = name("name", to); err != nil {
		return "", 0, err
	}
	return d.tags.RenameTag(ctx, slug, to)
}

// MergeTags leads tags to another.
func (d *Desk) MergeTags(ctx context.Context, from []string, into string) (entry int64, err error) {
	if err := mergeable(from); err != nil {
		return 0, err
	}
	return d.tags.MergeTags(ctx, from, into)
}

// SetTagAliases replaces a tag's aliases.
func (d *Desk) SetTagAliases(ctx context.Context, slug string, aliases []string) (entry int64, err error) {
	if aliases, err = names("aliases", aliases); err != nil {
		return 0, err
	}
	return d.tags.SetTagAliases(ctx, slug, aliases)
}

// twinsWanted is how many pairs Twins looks for, and twinRounds how far it goes
// for them in one call.
const (
	twinsWanted = 50
	twinRounds  = 20
)

// Twins finds tags that may be one, and gives the cursor from which to look on.
func (d *Desk) Twins(ctx context.Context, after string) (pairs []news.TagPair, next string, err error) {
	next = after
	for range twinRounds {
		var more []news.TagPair
		if more, next, err = d.tags.TagTwins(ctx, next); err != nil {
			return nil, "", err
		}
		if pairs = append(pairs, more...); next == "" || len(pairs) >= twinsWanted {
			break
		}
	}
	return pairs, next, nil
}
