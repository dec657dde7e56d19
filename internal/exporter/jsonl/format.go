// Package jsonl writes the article interchange format: one JSON object a line,
// the publication's record, topics, tags and front page first.
//
// Fields stand in a fixed order and empty ones are left out; bodies are written
// as body_html, the source and its own id always. An article that has been
// published more than once carries its earlier versions, and under "version"
// what its present one says of itself.
package jsonl

import (
	"encoding/json"

	"broadsheet/internal/exporter"
	"broadsheet/internal/news"
)

// Format is the interchange format.
type Format struct{}

// About describes the format.
func (Format) About() exporter.About {
	return exporter.About{
		Name:       "jsonl",
		Title:      "Article interchange (JSON lines)",
		Extensions: []string{".jsonl"},
		Media:      true,
	}
}

type article struct {
	ID     string `json:"id,omitempty"`
	Source string `json:"source,omitempty"`
	state
	Published string                     `json:"published,omitempty"`
	Comments  []comment                  `json:"comments,omitempty"`
	Versions  []version                  `json:"versions,omitempty"`
	Version   *mark                      `json:"version,omitempty"`
	Views     map[news.Day]int64         `json:"views,omitempty"`
	Extra     map[string]json.RawMessage `json:"extra,omitempty"`
}

// state is what a version keeps.
type state struct {
	URL           string          `json:"url,omitempty"`
	Kind          string          `json:"kind,omitempty"`
	Section       string          `json:"section,omitempty"`
	Language      string          `json:"language,omitempty"`
	Kicker        string          `json:"kicker,omitempty"`
	Title         string          `json:"title"`
	FrontTitle    string          `json:"front_title,omitempty"`
	Standfirst    string          `json:"standfirst,omitempty"`
	Authors       []any           `json:"authors,omitempty"` // string or author
	Dateline      string          `json:"dateline,omitempty"`
	Slug          string          `json:"slug,omitempty"`
	TranslationOf string          `json:"translation_of,omitempty"`
	Updated       string          `json:"updated,omitempty"`
	BodyHTML      string          `json:"body_html"`
	Tags          []string        `json:"tags,omitempty"`
	Topics        []string        `json:"topics,omitempty"`
	Places        []place         `json:"places,omitempty"`
	LeadImage     *picture        `json:"lead_image,omitempty"`
	Media         []mediaItem     `json:"media,omitempty"`
	Related       []string        `json:"related,omitempty"`
	Map           json.RawMessage `json:"map,omitempty"`
	State         string          `json:"state,omitempty"`
	EditorsChoice int             `json:"editors_choice,omitempty"`
}

// mark is what a version says of itself.
type mark struct {
	N         int    `json:"n"`
	Published string `json:"published,omitempty"`
	Change    string `json:"change,omitempty"`
	Note      string `json:"note,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
	Previous  string `json:"previous,omitempty"`
}

type version struct {
	mark
	state
	ArticlePublished *string                    `json:"article_published,omitempty"` // where it differs from the article's
	Extra            map[string]json.RawMessage `json:"extra,omitempty"`
}

type author struct {
	Name  string `json:"name"`
	Role  string `json:"role,omitempty"`
	Email string `json:"email,omitempty"`
}

type picture struct {
	Src     string `json:"src"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Alt     string `json:"alt,omitempty"`
	Focus   string `json:"focus,omitempty"`
}

type mediaItem struct {
	Type    string  `json:"type,omitempty"`
	Src     string  `json:"src"`
	Caption string  `json:"caption,omitempty"`
	Credit  string  `json:"credit,omitempty"`
	Alt     string  `json:"alt,omitempty"`
	Poster  string  `json:"poster,omitempty"`
	Tracks  []track `json:"tracks,omitempty"`
	Focus   string  `json:"focus,omitempty"`
}

type track struct {
	Src      string `json:"src"`
	Language string `json:"language,omitempty"`
	Kind     string `json:"kind,omitempty"`
}

type place struct {
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	Date string  `json:"date,omitempty"`
}

type comment struct {
	ID     string `json:"id,omitempty"`
	Parent string `json:"parent,omitempty"`
	Name   string `json:"name,omitempty"`
	Text   string `json:"text"`
	Posted string `json:"posted,omitempty"`
	Status string `json:"status"`
}

type publication struct {
	Type      string   `json:"type"`
	Name      string   `json:"name"`
	Tagline   string   `json:"tagline,omitempty"`
	Languages []string `json:"languages,omitempty"`
	TimeZone  string   `json:"time_zone,omitempty"`
	Sections  []string `json:"sections,omitempty"`
}

type topic struct {
	Type        string   `json:"type"`
	Slug        string   `json:"slug"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	BodyHTML    string   `json:"body_html,omitempty"`
	Picture     *picture `json:"picture,omitempty"`
	Order       int      `json:"order"`
	Visible     bool     `json:"visible"`
	Aliases     []string `json:"aliases,omitempty"`
	Neighbours  []string `json:"neighbours,omitempty"`
	Language    string   `json:"language,omitempty"`
}

type tag struct {
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
}

type front struct {
	Type  string                `json:"type"`
	Slots map[string][]slotItem `json:"slots"`
}

type slotItem struct {
	ID      string   `json:"id"`
	Title   string   `json:"title,omitempty"`
	Kicker  string   `json:"kicker,omitempty"`
	Picture *picture `json:"picture,omitempty"`
}

// piece is a line of an export of captions and comments, which no import takes.
type piece struct {
	Type      string `json:"type"` // caption, comment; article where those were searched too
	Article   string `json:"article"`
	Title     string `json:"title"`
	Published string `json:"published,omitempty"`
	ID        string `json:"id,omitempty"`    // of the comment, or of the block where the caption stands
	Place     string `json:"place,omitempty"` // where else the caption stands
	By        string `json:"by,omitempty"`
	Language  string `json:"language,omitempty"`
	Text      string `json:"text"`
	Beside    string `json:"beside,omitempty"` // credit and alternative text
	URL       string `json:"url,omitempty"`
}
