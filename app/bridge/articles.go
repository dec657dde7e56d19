package bridge

import (
	"cmp"
	"context"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/front"
	"broadsheet/internal/news"
	"broadsheet/internal/reading"
	"broadsheet/internal/trail"
)

// Articles are the calls of a reader.
type Articles struct {
	*shared
	reading *reading.Service
	front   *front.Service
}

// shared is what areas need to put answers together.
type shared struct {
	core      *Core
	zone      func(context.Context) *time.Location
	stored    Stored
	addresses Addresses
	trail     *trail.Service // takes down what a person does, while a session runs
}

func (s *shared) album() *album { return &album{stored: s.stored, addresses: s.addresses} }

// Front gives everything on the front page.
func (a *Articles) Front(req FrontRequest) (Front, error) {
	return call(a.core, req.Call, func(ctx context.Context) (Front, error) {
		ask := reading.FrontAsk{News: req.NewsLimit, AsOf: req.AsOf}
		var err error
		switch {
		case req.Revision != 0:
			if ask.Slots, err = a.front.At(ctx, req.Revision); err != nil {
				return Front{}, err
			}
		case len(req.Slots) > 0:
			ask.Slots = slotsOf(req.Slots)
		}
		front, err := a.reading.Front(ctx, ask)
		if err != nil {
			return Front{}, err
		}
		zone, al := front.Zone.Zone(), a.album()
		out := Front{
			Today: string(front.Today), IsToday: front.IsToday,
			Choice: al.rows(front.Choice, zone), News: groups(al.rows(front.News, zone)), OnThisDay: al.rows(front.OnThisDay, zone),
			Topics: al.topics(front.Topics), TopicCount: front.TopicCount,
			Maps: al.rows(front.Maps, zone), MapCount: front.MapCount, Photos: al.rows(front.Photos, zone), Films: al.rows(front.Films, zone),
			Articles: front.Counts.Articles, Tags: front.Counts.Tags,
			Oldest: dayOf(front.Counts.Oldest, zone), Newest: dayOf(front.Counts.Newest, zone),
		}
		if front.Lead != nil {
			lead := al.row(*front.Lead, zone)
			out.Lead = &lead
		}
		for _, c := range front.Continue {
			out.Continue = append(out.Continue, Continued{Article: al.row(c.Article, zone), Share: c.Share})
		}
		for _, window := range []string{"day", "week", "month"} {
			out.MostViewed = append(out.MostViewed, al.ranking(window, front.MostViewed[window], zone))
		}
		return out, al.fill(ctx)
	})
}

// Slots gives what editors put on the front page, as it stood at a date.
func (a *Articles) Slots(req SlotsRequest) (Slots, error) {
	return call(a.core, req.Call, func(ctx context.Context) (Slots, error) {
		front, err := a.reading.Slots(ctx, req.AsOf)
		if err != nil {
			return Slots{}, err
		}
		var out Slots
		for _, name := range news.Slots() {
			slot := Slot{Name: name, Items: []SlotItem{}}
			for _, item := range front.Slots[name] {
				slot.Items = append(slot.Items, slotItem(item))
			}
			out.Slots = append(out.Slots, slot)
		}
		return out, nil
	})
}

// List gives a page of a stream, by date.
func (a *Articles) List(req ListRequest) (ListResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (ListResult, error) {
		f, err := filter(req, a.zone(ctx), a.reading.Clock())
		if err != nil {
			return ListResult{}, err
		}
		return a.list(ctx, f)
	})
}

func (a *Articles) list(ctx context.Context, f news.Filter) (ListResult, error) {
	list, err := a.reading.List(ctx, f)
	if err != nil {
		return ListResult{}, err
	}
	al := a.album()
	out := ListResult{
		Heading: list.Heading, Slug: list.Slug, Total: list.Total, Next: list.Page.Next,
		Articles: al.rows(list.Page.Articles, a.zone(ctx)),
	}
	return out, al.fill(ctx)
}

// filter reads the dates of a list request as the query language does: from the
// first instant of a year, month or day to the last.
func filter(req ListRequest, zone *time.Location, today time.Time) (news.Filter, error) {
	f := news.Filter{
		Kind: news.Kind(req.Kind), Section: req.Section, Topic: req.Topic, Tag: req.Tag, Author: req.Author,
		Language: req.Language, Source: req.Source, Collection: req.Collection, Story: req.Story, Fold: req.Fold, Is: req.Is, Oldest: req.Oldest, After: req.After, Skip: req.Skip, Limit: req.Limit,
	}
	switch req.Is {
	case "", "starred", "later", "unread":
	default:
		return f, news.Errorf(news.CodeInvalid, "is", "A list can be of what is starred, later or unread.")
	}
	if req.Skip < 0 {
		return f, news.Errorf(news.CodeInvalid, "skip", "A list can be entered at 0 or further on.")
	}
	var err error
	f.From, f.To, err = reading.Span(req.From, req.To, zone, today)
	return f, err
}

// Show gives an article with everything on its page.
func (a *Articles) Show(req ShowRequest) (Article, error) {
	return call(a.core, req.Call, func(ctx context.Context) (Article, error) {
		page, err := a.reading.Page(ctx, req.ID)
		if err != nil {
			return Article{}, err
		}
		if req.Record {
			a.recordRead(ctx, page.Article.Public, page.Article.Title, page.Versions)
		}
		al := a.album()
		out := al.article(page, a.zone(ctx))
		if err := al.fill(ctx); err != nil {
			return Article{}, err
		}
		return *out, nil
	})
}

func (a *album) article(page reading.Page, zone *time.Location) *Article {
	article := page.Article
	out := &Article{
		Row: a.row(page.Summary, zone), Slug: article.Slug, URL: article.URL, Dateline: article.Dateline,
		Body: page.Body.Blocks, Headings: headings(page.Body), Map: string(article.Map),
		Tags: tagNames(page.Labels.Tags), Topics: a.topics(page.Labels.Topics),
		Related: a.rows(page.Related, zone), RelatedStale: page.RelatedStale, AlsoIn: a.likenesses(page.AlsoIn, zone), Translations: a.rows(page.Translations, zone),
		Origin: Origin{
			Source: page.Provenance.Source, Address: page.Provenance.Address, Label: page.Provenance.Label, Import: page.Provenance.Import,
			Imported: stamp(page.Provenance.Imported), Own: page.Provenance.Own,
		},
		State: string(article.State), Watched: page.Watched, CommentsGo: "outbox", Place: page.Place,
	}
	if page.Provenance.Own {
		out.CommentsGo = "moderation"
	}
	out.Standfirst = article.Standfirst // the page shows no excerpt of its own body
	before := len(a.remote)
	out.Picture = a.picture(article.Lead)
	a.gallery(article, out)
	a.facts(page.Body.Blocks, &out.Media)
	own := a.remote[before:]
	a.later = append(a.later, func() { out.Missing = missing(own) })
	for _, b := range page.Labels.Bylines {
		out.Bylines = append(out.Bylines, Named{Slug: b.Slug, Name: b.Name, Count: b.Count})
	}
	for _, p := range article.Places {
		out.Places = append(out.Places, place(p))
	}
	for _, c := range page.Comments {
		if c.Status != news.CommentRejected {
			out.Discussion = append(out.Discussion, comment(c, article.Public))
		}
	}
	out.Versions, out.ReadVersion = versionRows(page.Versions), page.ReadVersion
	return out
}

func versionRows(versions []news.Version) []VersionRow {
	out := make([]VersionRow, len(versions))
	for i, v := range versions {
		out[i] = VersionRow{N: v.N, Published: stamp(v.Published), Change: v.Change, Note: v.Note, SHA256: v.SHA256}
	}
	return out
}

// missing counts the addresses of the web for which there is no file.
func missing(pictures []*Picture) int {
	addresses := map[string]bool{}
	for _, p := range pictures {
		if p.Src == "" && (strings.HasPrefix(p.Remote, "https://") || strings.HasPrefix(p.Remote, "http://")) {
			addresses[p.Remote] = true
		}
	}
	return len(addresses)
}

func (a *album) gallery(article news.Article, out *Article) {
	var pictures []*Picture
	var films []*Film
	for _, m := range article.Media {
		switch m.Type {
		case "film", "audio":
			films = append(films, a.film(m))
		default:
			if p := a.picture(&news.Picture{Src: m.Src, Alt: m.Alt, Caption: m.Caption, Credit: m.Credit, Focus: m.Focus}); p != nil {
				pictures = append(pictures, p)
			}
		}
	}
	a.later = append(a.later, func() {
		for _, p := range pictures {
			out.Gallery = append(out.Gallery, *p)
		}
		for _, f := range films {
			out.Films = append(out.Films, *f)
		}
	})
}

// facts looks up the pictures that stand in a body, so that the page can draw
// their boxes before they are there.
func (a *album) facts(nodes []body.Node, out *[]MediaFact) {
	for _, n := range nodes {
		if src := n.Attrs["src"]; n.Tag == "img" && strings.HasPrefix(src, mediaPrefix) {
			a.fact(src, out)
		}
		if src := n.Attrs["data-src"]; n.Tag == "figure" && n.Attrs["data-type"] == "image" && src != "" {
			a.fact(src, out)
		}
		if n.Tag == "video" || n.Tag == "audio" || n.Tag == "track" {
			if hash, stored := strings.CutPrefix(n.Attrs["src"], mediaPrefix); stored {
				*out = append(*out, MediaFact{Src: n.Attrs["src"], Picture: Picture{Src: a.addresses.Film(hash)}})
			}
			if poster := n.Attrs["poster"]; strings.HasPrefix(poster, mediaPrefix) {
				a.fact(poster, out)
			}
		}
		a.facts(n.Children, out)
	}
}

// fact looks up one picture of a body; a remote one that is not here stays a
// placeholder.
func (a *album) fact(src string, out *[]MediaFact) {
	p := a.picture(&news.Picture{Src: src})
	a.later = append(a.later, func() {
		if p.Src != "" {
			*out = append(*out, MediaFact{Src: src, Picture: *p})
		}
	})
}

// UsedIn gives an article and those that use the pictures or films of its set.
func (a *Articles) UsedIn(req IDRequest) (UsedInResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (UsedInResult, error) {
		users, err := a.reading.UsedIn(ctx, req.ID)
		if err != nil {
			return UsedInResult{}, err
		}
		al := a.album()
		out := UsedInResult{Articles: al.rows(users, a.zone(ctx))}
		return out, al.fill(ctx)
	})
}

// latelySize is how many articles ReadLately gives where no number is said.
const latelySize = 10

// ReadLately gives the published articles that were opened last, the latest first.
func (a *Articles) ReadLately(req ReadLatelyRequest) (ReadLatelyResult, error) {
	return call(a.core, Call{}, func(ctx context.Context) (ReadLatelyResult, error) {
		if req.Limit < 0 || req.Limit > 100 {
			return ReadLatelyResult{}, news.Errorf(news.CodeInvalid, "limit", "Between 1 and 100 articles can be asked for.")
		}
		list, err := a.reading.Marks.RecentlyRead(ctx, cmp.Or(req.Limit, latelySize))
		if err != nil {
			return ReadLatelyResult{}, err
		}
		al := a.album()
		out := ReadLatelyResult{Articles: al.rows(list, a.zone(ctx))}
		return out, al.fill(ctx)
	})
}

// Text gives an article in another form.
func (a *Articles) Text(req TextRequest) (TextResult, error) {
	return call(a.core, Call{}, func(ctx context.Context) (TextResult, error) {
		text, err := a.reading.Text(ctx, req.ID, req.As)
		if err == nil && req.Record {
			a.recordText(ctx, req.ID)
		}
		return TextResult{Text: text}, err
	})
}

// Mark sets or takes off a mark on articles, as one act that can be undone.
func (a *Articles) Mark(req MarkRequest) (MarkResult, error) {
	return call(a.core, Call{}, func(ctx context.Context) (MarkResult, error) {
		if req.List == nil {
			entry, changed, err := a.reading.Mark(ctx, req.IDs, news.Mark(req.Mark), req.On)
			return MarkResult{Changed: changed, Entry: entryID(entry)}, err
		}
		f, err := filter(*req.List, a.zone(ctx), a.reading.Clock())
		if err != nil {
			return MarkResult{}, err
		}
		entry, changed, err := a.reading.MarkList(ctx, f, news.Mark(req.Mark), req.On)
		return MarkResult{Changed: changed, Entry: entryID(entry)}, err
	})
}

// SawWatching notes that watched articles were seen as they are now.
func (a *Articles) SawWatching(req SawRequest) (Nothing, error) {
	return call(a.core, Call{}, func(ctx context.Context) (Nothing, error) {
		return Nothing{}, a.reading.SawWatching(ctx, req.IDs)
	})
}

// Watching lists the articles that are watched. An article is put under watch by
// Mark; it counts as seen when it is read (CountRead), or by SawWatching.
func (a *Articles) Watching(req WatchingRequest) (WatchingResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (WatchingResult, error) {
		out := WatchingResult{Watching: []WatchedArticle{}}
		if req.Brief {
			changed, err := a.reading.WatchingChanged(ctx)
			out.Changed = changed
			return out, err
		}
		list, err := a.reading.Watching(ctx)
		zone, al := a.zone(ctx), a.album()
		for _, w := range list {
			if w.Changes > 0 {
				out.Changed++
			}
			out.Watching = append(out.Watching, WatchedArticle{Article: al.row(w.Summary, zone), State: string(w.State), Seen: w.Seen, Newest: w.Newest,
				Changes: w.Changes, Change: w.Change, Note: w.Note, Changed: stamp(w.Changed)})
		}
		if err != nil {
			return out, err
		}
		return out, al.fill(ctx)
	})
}

// KeepPlace remembers how far the reader came in an article.
func (a *Articles) KeepPlace(req PlaceRequest) (Nothing, error) {
	return call(a.core, Call{}, func(ctx context.Context) (Nothing, error) {
		return Nothing{}, a.reading.KeepPlace(ctx, req.ID, req.Share)
	})
}

// CountRead counts that a person stayed with an article, and marks it read.
func (a *Articles) CountRead(req IDRequest) (Nothing, error) {
	return call(a.core, Call{}, func(ctx context.Context) (Nothing, error) {
		return Nothing{}, a.reading.CountRead(ctx, req.ID)
	})
}

// Days gives the days of a range that hold articles.
func (a *Articles) Days(req DaysRequest) (DaysResult, error) {
	return call(a.core, Call{}, func(ctx context.Context) (DaysResult, error) {
		days, err := a.reading.Days(ctx, news.Day(req.From), news.Day(req.To))
		if err != nil {
			return DaysResult{}, err
		}
		held, err := a.reading.Curation.Counts(ctx)
		out := DaysResult{Oldest: dayOf(held.Oldest, a.zone(ctx)), Newest: dayOf(held.Newest, a.zone(ctx))}
		for _, d := range days {
			out.Days = append(out.Days, DayCount{Day: string(d.Day), Count: d.Count})
		}
		return out, err
	})
}

// MostViewed ranks the most read articles of a window.
func (a *Articles) MostViewed(req MostViewedRequest) (Ranking, error) {
	return call(a.core, Call{}, func(ctx context.Context) (Ranking, error) {
		ranking, err := a.reading.MostViewed(ctx, req.Window, news.ViewSource(req.Whose), req.Limit)
		if err != nil {
			return Ranking{}, err
		}
		al := a.album()
		out := al.ranking(req.Window, ranking, a.zone(ctx))
		return out, al.fill(ctx)
	})
}

// Corrections gives a page of the corrections, clarifications, withdrawals and
// retractions, newest first.
func (a *Articles) Corrections(req CorrectionsRequest) (CorrectionsResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (CorrectionsResult, error) {
		page, err := a.reading.Corrections(ctx, news.CorrectionFilter{Kind: req.Kind, After: req.After, Limit: req.Limit})
		if err != nil {
			return CorrectionsResult{}, err
		}
		al, zone := a.album(), a.zone(ctx)
		out := CorrectionsResult{Next: page.Next}
		for _, c := range page.Corrections {
			out.Corrections = append(out.Corrections, Correction{
				Article: al.row(c.Article, zone), State: string(c.State), Version: c.N, Change: c.Change, Note: c.Note, Published: stamp(c.Published),
			})
		}
		return out, al.fill(ctx)
	})
}
