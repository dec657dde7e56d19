package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"broadsheet/internal/news"
)

// fields is an article's content as a version keeps it, all but the body: as
// it was given, so that it goes out again the same. What lists show of it is
// worked out into the articles table.
type fields struct {
	URL           string                     `json:"url,omitempty"`
	Kind          string                     `json:"kind,omitempty"`
	Section       string                     `json:"section,omitempty"`
	Language      string                     `json:"language,omitempty"`
	Kicker        string                     `json:"kicker,omitempty"`
	Title         string                     `json:"title,omitempty"`
	FrontTitle    string                     `json:"front_title,omitempty"`
	Standfirst    string                     `json:"standfirst,omitempty"`
	Authors       []author                   `json:"authors,omitempty"`
	Dateline      string                     `json:"dateline,omitempty"`
	Slug          string                     `json:"slug,omitempty"`
	TranslationOf string                     `json:"translation_of,omitempty"`
	Published     string                     `json:"published,omitempty"`
	Updated       string                     `json:"updated,omitempty"`
	Tags          []string                   `json:"tags,omitempty"`
	Topics        []string                   `json:"topics,omitempty"`
	Places        []place                    `json:"places,omitempty"`
	Lead          *picture                   `json:"lead,omitempty"`
	Media         []mediaItem                `json:"media,omitempty"`
	Related       []string                   `json:"related,omitempty"`
	Map           json.RawMessage            `json:"map,omitempty"`
	State         string                     `json:"state,omitempty"`
	Extra         map[string]json.RawMessage `json:"extra,omitempty"`
}

type author struct {
	Name  string `json:"name"`
	Role  string `json:"role,omitempty"`
	Email string `json:"email,omitempty"`
	Plain bool   `json:"plain,omitempty"`
}

type place struct {
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	Date string  `json:"date,omitempty"`
}

type picture struct {
	Src     string `json:"src,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Alt     string `json:"alt,omitempty"`
	Focus   string `json:"focus,omitempty"`
}

type mediaItem struct {
	Type    string  `json:"type,omitempty"`
	Src     string  `json:"src,omitempty"`
	Caption string  `json:"caption,omitempty"`
	Credit  string  `json:"credit,omitempty"`
	Alt     string  `json:"alt,omitempty"`
	Poster  string  `json:"poster,omitempty"`
	Tracks  []track `json:"tracks,omitempty"`
	Focus   string  `json:"focus,omitempty"`
}

type track struct {
	Src      string `json:"src,omitempty"`
	Language string `json:"language,omitempty"`
	Kind     string `json:"kind,omitempty"`
}

// fieldsOf takes an article's fields. Lists that are empty become nil, GeoJSON
// and extra are compacted.
func fieldsOf(a *news.Article) (fields, error) {
	f := fields{
		URL: a.URL, Kind: string(a.Kind), Section: a.Section, Language: a.Language,
		Kicker: a.Kicker, Title: a.Title, FrontTitle: a.FrontTitle, Standfirst: a.Standfirst, Dateline: a.Dateline, Slug: a.Slug,
		TranslationOf: a.TranslationOf, Published: givenTime(a.Published), Updated: givenTime(a.Updated),
		Tags: a.Tags, Topics: a.Topics, Related: a.Related, State: string(a.State),
		Lead: pictureOf(a.Lead),
	}
	for _, by := range a.Authors {
		f.Authors = append(f.Authors, author(by))
	}
	for _, p := range a.Places {
		f.Places = append(f.Places, place(p))
	}
	for _, m := range a.Media {
		item := mediaItem{Type: m.Type, Src: m.Src, Caption: m.Caption, Credit: m.Credit, Alt: m.Alt, Poster: m.Poster, Focus: m.Focus}
		for _, t := range m.Tracks {
			item.Tracks = append(item.Tracks, track(t))
		}
		f.Media = append(f.Media, item)
	}
	var err error
	if f.Map, err = compactJSON(a.Map); err != nil {
		return f, fmt.Errorf("map: %w", err)
	}
	if len(a.Extra) > 0 {
		f.Extra = make(map[string]json.RawMessage, len(a.Extra))
	}
	for name, raw := range a.Extra {
		if f.Extra[name], err = compactJSON(raw); err != nil {
			return f, fmt.Errorf("extra %s: %w", name, err)
		}
		if f.Extra[name] == nil {
			f.Extra[name] = json.RawMessage("null")
		}
	}
	return f, f.check(a)
}

// check refuses what could be stored but not given back.
func (f *fields) check(a *news.Article) error {
	for _, t := range []time.Time{a.Published, a.Updated} {
		if !t.IsZero() && (t.Year() < 0 || t.Year() > 9999) {
			return fmt.Errorf("its date is in the year %d", t.Year())
		}
	}
	for _, p := range f.Places {
		for _, v := range []float64{p.Lat, p.Lon} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("place %q has no position", p.Name)
			}
		}
	}
	return nil
}

// article gives the fields back.
func (f *fields) article() news.Article {
	a := news.Article{
		URL: f.URL, Kind: news.Kind(f.Kind), Section: f.Section, Language: f.Language,
		Kicker: f.Kicker, Title: f.Title, FrontTitle: f.FrontTitle, Standfirst: f.Standfirst, Dateline: f.Dateline, Slug: f.Slug,
		TranslationOf: f.TranslationOf, Published: momentOf(f.Published), Updated: momentOf(f.Updated),
		Tags: f.Tags, Topics: f.Topics, Related: f.Related, State: news.State(f.State),
		Map: f.Map, Extra: f.Extra, Lead: f.Lead.news(),
	}
	for _, by := range f.Authors {
		a.Authors = append(a.Authors, news.Author(by))
	}
	for _, p := range f.Places {
		a.Places = append(a.Places, news.Place(p))
	}
	for _, m := range f.Media {
		item := news.MediaItem{Type: m.Type, Src: m.Src, Caption: m.Caption, Credit: m.Credit, Alt: m.Alt, Poster: m.Poster, Focus: m.Focus}
		for _, t := range m.Tracks {
			item.Tracks = append(item.Tracks, news.Track(t))
		}
		a.Media = append(a.Media, item)
	}
	return a
}

func pictureOf(p *news.Picture) *picture {
	if p == nil {
		return nil
	}
	own := picture(*p)
	return &own
}

func (p *picture) news() *news.Picture {
	if p == nil {
		return nil
	}
	out := news.Picture(*p)
	return &out
}

// compactJSON gives raw without white space, nil where it is empty or null.
func compactJSON(raw json.RawMessage) (json.RawMessage, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	if err := json.Compact(&b, raw); err != nil {
		return nil, err
	}
	if b.String() == "null" {
		return nil, nil
	}
	return b.Bytes(), nil
}

// encode writes JSON as it is stored: without white space and without the
// escapes that only matter inside HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// encodeText is encode for a text column.
func encodeText(v any) (string, error) {
	b, err := encode(v)
	return string(b), err
}

// decode reads JSON that the store wrote.
func decode(text string, into any) error {
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return &news.Error{Code: news.CodeDamaged, Field: "library",
			Message: "A record in the library's database is damaged; run a check.", Cause: err}
	}
	return nil
}
