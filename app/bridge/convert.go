package bridge

import (
	"strconv"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// stamp writes a time for the page, the zero time as nothing.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func dayOf(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return string(news.DayOf(t, zone))
}

func entryID(entry int64) string {
	if entry == 0 {
		return ""
	}
	return strconv.FormatInt(entry, 10)
}

// row converts what a list shows of an article.
func (a *album) row(s news.Summary, zone *time.Location) Row {
	text := s.Standfirst
	if text == "" {
		text = s.Excerpt
	}
	return Row{
		ID: s.ID, Kind: string(s.Kind), Section: Named{Slug: s.Section.Slug, Name: s.Section.Name},
		Language: s.Language, Dir: lang.Direction(s.Language), Kicker: s.Kicker, Title: s.Title, FrontTitle: s.FrontTitle, Standfirst: text,
		Authors: s.Authors, Published: stamp(s.Published), Updated: stamp(s.Updated), Day: dayOf(s.Published, zone),
		Minutes: s.Minutes, Words: s.Words, Picture: a.picture(s.Lead), MediaCount: s.MediaCount,
		Comments: s.Comments, Change: s.Change, Read: s.Read, ChangedSinceRead: s.ChangedSinceRead, Starred: s.Starred, Later: s.Later, Source: s.Source, Feed: s.Feed,
		Tellings: s.Tellings, Folded: s.Folded,
	}
}

func (a *album) rows(list []news.Summary, zone *time.Location) []Row {
	rows := make([]Row, len(list))
	for i, s := range list {
		rows[i] = a.row(s, zone)
	}
	return rows
}

func (a *album) topic(t news.Topic) TopicCard {
	return TopicCard{
		Slug: t.Slug, Name: t.Name, Description: t.Description, Picture: a.picture(t.Picture),
		Count: t.Count, Language: t.Language, Dir: lang.Direction(t.Language),
	}
}

func (a *album) topics(list []news.Topic) []TopicCard {
	cards := make([]TopicCard, len(list))
	for i, t := range list {
		cards[i] = a.topic(t)
	}
	return cards
}

func tagNames(list []news.Tag) []Named {
	names := make([]Named, len(list))
	for i, t := range list {
		names[i] = Named{Slug: t.Slug, Name: t.Name, Count: t.Count}
	}
	return names
}

func place(p news.Place) Place {
	return Place{Name: p.Name, Lat: p.Lat, Lon: p.Lon, Date: p.Date}
}

func comment(c news.Comment, article string) Comment {
	return Comment{ID: c.ID, Parent: c.Parent, Article: article, Name: c.Name, Text: c.Text, Posted: stamp(c.Posted), Status: string(c.Status)}
}

func counts(c news.Counts) Counts {
	return Counts{
		Articles: c.Articles, Topics: c.Topics, Tags: c.Tags, Media: c.Media, Comments: c.Comments,
		Unread: c.Unread, Starred: c.Starred, Later: c.Later,
	}
}

func (a *album) ranking(window string, r news.Ranking, zone *time.Location) Ranking {
	out := Ranking{Window: window, Whose: string(r.Source), From: string(r.From), To: string(r.To)}
	for _, item := range r.Items {
		out.Items = append(out.Items, RankedRow{Article: a.row(item.Article, zone), Reads: item.Reads})
	}
	return out
}

// groups parts a stream, newest first, into its days.
func groups(rows []Row) []DayGroup {
	var days []DayGroup
	for _, row := range rows {
		if n := len(days); n == 0 || days[n-1].Day != row.Day {
			days = append(days, DayGroup{Day: row.Day})
		}
		last := &days[len(days)-1]
		last.Articles = append(last.Articles, row)
	}
	return days
}

func headings(d *body.Document) []Heading {
	var list []Heading
	for _, h := range body.Headings(d) {
		list = append(list, Heading{ID: h.ID, Level: h.Level, Text: h.Text})
	}
	return list
}
