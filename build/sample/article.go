package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// header is what stands above the line "---" of an article's source.
type header struct {
	Kind          string      `json:"kind"`
	Section       string      `json:"section"`
	Language      string      `json:"language"`
	Kicker        string      `json:"kicker"`
	Title         string      `json:"title"`
	Standfirst    string      `json:"standfirst"`
	Authors       []string    `json:"authors"`
	Dateline      string      `json:"dateline"`
	TranslationOf string      `json:"translation_of"`
	Published     string      `json:"published"`
	Updated       string      `json:"updated"`
	Tags          []string    `json:"tags"`
	Topics        []string    `json:"topics"`
	Places        []placeData `json:"places"`
	Lead          string      `json:"lead"`    // a picture's name
	Caption       string      `json:"caption"` // of the lead, where the picture's own does not fit
	Alt           string      `json:"alt"`
	Credit        string      `json:"credit"`
	Media         []string    `json:"media"` // pictures' names
	Film          string      `json:"film"`  // a film's name
	Related       []string    `json:"related"`
	Comments      []comment   `json:"comments"`
	MapSource     string      `json:"map_source"` // said with every feature of the map
	Earlier       []earlier   `json:"earlier"`
	Change        *mark       `json:"change"` // what the present version says of itself
	Reads         [3]int      `json:"reads"`  // on the newest day, on each of the six before, on each of the month before those
	EditorsChoice int         `json:"editors_choice"`
}

// earlier is a former state of an article: its body is made from the present
// one by putting back what stood there.
type earlier struct {
	mark
	Updated string      `json:"updated"`
	Was     [][2]string `json:"was"` // what stands there now, and what stood there then
}

type mark struct {
	N         int    `json:"n"`
	Published string `json:"published,omitempty"`
	Change    string `json:"change,omitempty"`
	Note      string `json:"note,omitempty"`
}

type placeData struct {
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	Date string  `json:"date,omitempty"`
}

type imageData struct {
	Src     string `json:"src"`
	Caption string `json:"caption"`
	Credit  string `json:"credit"`
	Alt     string `json:"alt"`
}

type mediaData struct {
	Type string `json:"type"`
	imageData
	Poster string      `json:"poster,omitempty"`
	Tracks []trackData `json:"tracks,omitempty"`
}

type trackData struct {
	Src      string `json:"src"`
	Language string `json:"language"`
	Kind     string `json:"kind"`
}

type comment struct {
	ID     string `json:"id"`
	Parent string `json:"parent,omitempty"`
	Name   string `json:"name"`
	Email  string `json:"email,omitempty"`
	Text   string `json:"text"`
	Posted string `json:"posted"`
	Status string `json:"status"`
}

// state is what an article and each of its versions carry.
type state struct {
	Kind          string          `json:"kind"`
	Section       string          `json:"section"`
	Language      string          `json:"language"`
	Kicker        string          `json:"kicker,omitempty"`
	Title         string          `json:"title"`
	Standfirst    string          `json:"standfirst,omitempty"`
	Authors       []string        `json:"authors"`
	Dateline      string          `json:"dateline,omitempty"`
	Slug          string          `json:"slug"`
	TranslationOf string          `json:"translation_of,omitempty"`
	Updated       string          `json:"updated,omitempty"`
	BodyHTML      string          `json:"body_html"`
	Tags          []string        `json:"tags"`
	Topics        []string        `json:"topics"`
	Places        []placeData     `json:"places,omitempty"`
	Lead          *imageData      `json:"lead_image"`
	Media         []mediaData     `json:"media,omitempty"`
	Related       []string        `json:"related,omitempty"`
	Map           json.RawMessage `json:"map,omitempty"`
}

type version struct {
	mark
	state
}

// article is one record of the outcome.
type article struct {
	Type string `json:"type"`
	ID   string `json:"id"`
	state
	Published     string         `json:"published"`
	Comments      []comment      `json:"comments,omitempty"`
	Versions      []version      `json:"versions,omitempty"`
	Version       *mark          `json:"version,omitempty"`
	Views         map[string]int `json:"views,omitempty"`
	EditorsChoice int            `json:"editors_choice,omitempty"`
}

// readArticle reads articles/ID.html and what lies beside it.
func readArticle(sources fs.FS, name string, known pictureList) (*article, error) {
	text, err := fs.ReadFile(sources, name)
	if err != nil {
		return nil, err
	}
	top, body, ok := strings.Cut(string(text), "\n---\n")
	if !ok {
		return nil, fmt.Errorf("%s: no line --- between header and text", name)
	}
	var h header
	d := json.NewDecoder(bytes.NewReader([]byte(top)))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil {
		return nil, fmt.Errorf("%s: read header: %w", name, err)
	}
	id := strings.TrimSuffix(path.Base(name), ".html")
	a := &article{Type: "article", ID: id, Published: h.Published, Comments: h.Comments, Version: h.Change, EditorsChoice: h.EditorsChoice}
	if a.state, err = h.state(id, known); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if a.BodyHTML, err = known.expand(strings.TrimSpace(body)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if h.Film != "" {
		film, err := filmMedia(sources, h.Film, known)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		a.Media = append(a.Media, film)
	}
	if h.MapSource != "" {
		features, err := readMap(sources, "articles/"+id+".map")
		if err != nil {
			return nil, err
		}
		if a.Map, err = geoJSON(features, h.MapSource); err != nil {
			return nil, err
		}
	}
	if a.Versions, err = formerStates(h.Earlier, a.state); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if a.Views, err = reads(id, h.Published, h.Reads); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

func (h header) state(id string, known pictureList) (state, error) {
	lead, err := known.image(h.Lead)
	if err != nil {
		return state{}, err
	}
	if h.Caption != "" {
		lead.Caption = h.Caption
	}
	if h.Alt != "" {
		lead.Alt = h.Alt
	}
	if h.Credit != "" {
		lead.Credit = h.Credit
	}
	s := state{
		Kind: h.Kind, Section: h.Section, Language: h.Language, Kicker: h.Kicker, Title: h.Title,
		Standfirst: h.Standfirst, Authors: h.Authors, Dateline: h.Dateline, Slug: id,
		TranslationOf: h.TranslationOf, Updated: h.Updated, Tags: h.Tags, Topics: h.Topics,
		Places: h.Places, Lead: &lead, Related: h.Related,
	}
	for _, name := range h.Media {
		image, err := known.image(name)
		if err != nil {
			return state{}, err
		}
		s.Media = append(s.Media, mediaData{Type: "photo", imageData: image})
	}
	return s, nil
}

// filmMedia gives a film with its poster and the captions that there are.
func filmMedia(sources fs.FS, name string, known pictureList) (mediaData, error) {
	poster, err := known.image(name)
	if err != nil {
		return mediaData{}, err
	}
	m := mediaData{Type: "film", imageData: poster, Poster: poster.Src}
	m.Src = "films/" + name + ".webm"
	captions, err := fs.Glob(sources, "films/"+name+".*.vtt")
	if err != nil {
		return m, err
	}
	for _, path := range captions {
		language := strings.TrimSuffix(strings.TrimPrefix(path, "films/"+name+"."), ".vtt")
		m.Tracks = append(m.Tracks, trackData{path, language, "captions"})
	}
	return m, nil
}

// formerStates makes the earlier versions from the present state. They are
// given oldest first, each with the differences from the present text.
func formerStates(list []earlier, now state) ([]version, error) {
	var out []version
	for _, e := range list {
		v := version{mark: e.mark, state: now}
		v.Updated = e.Updated
		for _, pair := range e.Was {
			if strings.Count(v.BodyHTML, pair[0]) != 1 {
				return nil, fmt.Errorf("version %d: %q does not stand exactly once in the text", e.N, pair[0])
			}
			v.BodyHTML = strings.Replace(v.BodyHTML, pair[0], pair[1], 1)
		}
		out = append(out, v)
	}
	return out, nil
}
