package jsonl

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// bodyFields are the fields that a body may stand in, the first one present wins.
var bodyFields = []struct {
	name   string
	format news.BodyFormat
}{
	{"body_html", news.BodyHTML},
	{"body_markdown", news.BodyMarkdown},
	{"body_text", news.BodyText},
}

func readArticle(f *fields) *news.Article {
	a := readState(f)
	a.Views = readViews(f)
	a.Comments = readComments(f)
	a.Versions = readVersions(f, a)
	if present, marked := readPresent(f); marked {
		a.Versions = append(a.Versions, present)
	}
	a.Extra = f.extra()
	return a
}

// readState reads the fields that a version keeps: all but comments, reads and
// the versions themselves.
func readState(f *fields) *news.Article {
	a := &news.Article{
		ID:            string(clean(string(take[scalar](f, "id")))),
		Source:        f.text("source"),
		URL:           f.text("url"),
		Kind:          news.Kind(strings.ToLower(strings.TrimSpace(f.text("kind")))),
		Section:       f.text("section"),
		Language:      f.text("language"),
		Kicker:        f.text("kicker"),
		Title:         f.text("title"),
		FrontTitle:    f.text("front_title"),
		Standfirst:    f.text("standfirst"),
		Authors:       readAuthors(f),
		Dateline:      f.text("dateline"),
		Slug:          f.text("slug"),
		TranslationOf: string(clean(string(take[scalar](f, "translation_of")))),
		Published:     f.time("published"),
		Updated:       f.time("updated"),
		Tags:          cleanAll(take[[]string](f, "tags")),
		Topics:        cleanAll(take[[]string](f, "topics")),
		Places:        readPlaces(f),
		Lead:          adaptPicture(take[*picture](f, "lead_image")),
		Media:         readMedia(f),
		Related:       readRelated(f),
		Map:           readMap(f),
		State:         readPublicState(f),
		EditorsChoice: readPlaceInChoice(f),
	}
	if strings.TrimSpace(a.Title) == "" {
		f.refuse("The article has no title.")
	}
	var found bool
	if a.Body, a.BodyFormat, found = f.body(); !found {
		f.refuse("The article has no body: none of body_html, body_markdown, body_text is there.")
	}
	return a
}

func readAuthors(f *fields) []news.Author {
	var authors []news.Author
	for _, raw := range take[[]json.RawMessage](f, "authors") {
		if len(raw) > 0 && raw[0] == '"' {
			if name := clean(str(raw)); name != "" {
				authors = append(authors, news.Author{Name: name, Plain: true})
			}
			continue
		}
		var wire author
		if err := json.Unmarshal(raw, &wire); err != nil {
			f.refuse("The field \"authors\" holds something that is neither a name nor an author.")
			return nil
		}
		if wire != (author{}) {
			authors = append(authors, news.Author{Name: clean(wire.Name), Role: clean(wire.Role), Email: clean(wire.Email)})
		}
	}
	return authors
}

func readRelated(f *fields) []string {
	var related []string
	for _, id := range take[[]scalar](f, "related") {
		if id := clean(string(id)); id != "" {
			related = append(related, id)
		}
	}
	return related
}

func readPlaces(f *fields) []news.Place {
	var places []news.Place
	for _, wire := range take[[]place](f, "places") {
		name := clean(wire.Name)
		if wire.Lat == nil || wire.Lon == nil || outside(*wire.Lat, 90) || outside(*wire.Lon, 180) {
			f.note("The place %q has no position on the globe and was left out.", name)
			continue
		}
		places = append(places, news.Place{Name: name, Lat: *wire.Lat, Lon: *wire.Lon, Date: clean(wire.Date)})
	}
	return places
}

func outside(degrees, most float64) bool { return degrees < -most || degrees > most }

func readMedia(f *fields) []news.MediaItem {
	var items []news.MediaItem
	for _, wire := range take[[]mediaItem](f, "media") {
		item := news.MediaItem{
			Type: clean(wire.Type), Src: clean(wire.Src), Caption: clean(wire.Caption),
			Credit: clean(wire.Credit), Alt: clean(wire.Alt), Poster: clean(wire.Poster), Focus: news.Focus(wire.Focus),
		}
		for _, t := range wire.Tracks {
			item.Tracks = append(item.Tracks, news.Track{Src: clean(t.Src), Language: clean(t.Language), Kind: clean(t.Kind)})
		}
		items = append(items, item)
	}
	return items
}

// readMap takes a GeoJSON FeatureCollection as it came; anything else is no map.
func readMap(f *fields) json.RawMessage {
	if !f.has("map") {
		return nil
	}
	var shape struct {
		Type     string            `json:"type"`
		Features []json.RawMessage `json:"features"`
	}
	raw := f.members["map"]
	if err := json.Unmarshal(raw, &shape); err != nil || shape.Type != "FeatureCollection" {
		f.note("The map is not a GeoJSON FeatureCollection; it was kept under extra.")
		f.keep("map")
		return nil
	}
	f.used["map"] = true
	return compact(raw)
}

func readPublicState(f *fields) news.State {
	switch state := news.State(f.text("state")); state {
	case "":
		return news.StatePublished
	case news.StatePublished, news.StateWithdrawn, news.StateRetracted, news.StateUnpublished:
		return state
	default:
		f.refuse(fmt.Sprintf("The state %q is none of published, withdrawn, retracted and unpublished.", state))
		return ""
	}
}

func readViews(f *fields) map[news.Day]int64 {
	wire := take[map[string]float64](f, "views")
	if len(wire) == 0 {
		return nil
	}
	views := make(map[news.Day]int64, len(wire))
	for day, count := range wire {
		if _, err := time.Parse(time.DateOnly, day); err != nil || count < 0 || count >= 1<<53 {
			f.note("The reads of the day %q were left out.", day)
			continue
		}
		views[news.Day(day)] = int64(count)
	}
	return views
}

func readPlaceInChoice(f *fields) int {
	place := take[float64](f, "editors_choice")
	if place == 0 {
		return 0
	}
	if place < 1 || place > 1<<20 || place != float64(int(place)) {
		f.note("The place %v in the editor's choice was left out: places are whole numbers from 1.", place)
		return 0
	}
	return int(place)
}

func readComments(f *fields) []news.Comment {
	var comments []news.Comment
	for i, wire := range take[[]comment](f, "comments") {
		status := news.CommentStatus(wire.Status)
		switch status {
		case news.CommentPending, news.CommentApproved, news.CommentRejected, news.CommentOutbox, news.CommentSent:
		case "":
			status = news.CommentPending
		default:
			f.note("Comment %d has the unknown status %q; it waits for moderation.", i+1, wire.Status)
			status = news.CommentPending
		}
		comments = append(comments, news.Comment{
			ID: clean(string(wire.ID)), Parent: clean(string(wire.Parent)),
			Name: clean(wire.Name), Email: clean(wire.Email), Text: clean(wire.Text),
			Posted: f.moment(fmt.Sprintf("comment %d", i+1), wire.Posted), Status: status,
		})
	}
	return comments
}

func compact(raw json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}
