// Package jsonl reads the article interchange format: one JSON object a line,
// for articles and for the publication, topics, tags and front page around
// them.
//
// It takes a line of up to 32 MB, reports a line that it cannot read with its
// number and goes on, keeps unknown fields of an article under extra, and
// alters nothing in a text but for the Unicode normalization form C and bytes
// that are not text. Bodies and pictures are given on as they came.
package jsonl

import (
	"encoding/json"

	"broadsheet/internal/importer"
)

// Format is the interchange format.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "jsonl",
		Title:      "Article interchange (JSON lines)",
		Extensions: []string{".jsonl", ".ndjson"},
		Carries:    importer.Carries{IDs: true, Versions: true, Comments: true, Media: true, Publication: true},
	}
}

// The types of records; an absent type is an article.
const (
	typeArticle     = "article"
	typePublication = "publication"
	typeTopic       = "topic"
	typeTag         = "tag"
	typeFront       = "front"
	typeCollection  = "collection"
)

// line is an object as it stands on a line: its members still unread.
type line map[string]json.RawMessage

type author struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	Email string `json:"email"`
}

type picture struct {
	Src     string `json:"src"`
	Caption string `json:"caption"`
	Credit  string `json:"credit"`
	Alt     string `json:"alt"`
	Focus   string `json:"focus"`
}

type mediaItem struct {
	Type    string  `json:"type"`
	Src     string  `json:"src"`
	Caption string  `json:"caption"`
	Credit  string  `json:"credit"`
	Alt     string  `json:"alt"`
	Poster  string  `json:"poster"`
	Tracks  []track `json:"tracks"`
	Focus   string  `json:"focus"`
}

type track struct {
	Src      string `json:"src"`
	Language string `json:"language"`
	Kind     string `json:"kind"`
}

type place struct {
	Name string   `json:"name"`
	Lat  *float64 `json:"lat"`
	Lon  *float64 `json:"lon"`
	Date string   `json:"date"`
}

type comment struct {
	ID     scalar `json:"id"`
	Parent scalar `json:"parent"`
	Name   string `json:"name"`
	Email  string `json:"email"`
	Text   string `json:"text"`
	Posted string `json:"posted"`
	Status string `json:"status"`
}

type slotItem struct {
	ID      scalar   `json:"id"`
	Title   string   `json:"title"`
	Kicker  string   `json:"kicker"`
	Picture *picture `json:"picture"`
}

type publication struct {
	Name      string   `json:"name"`
	Tagline   string   `json:"tagline"`
	Languages []string `json:"languages"`
	TimeZone  string   `json:"time_zone"`
	Sections  []string `json:"sections"`
}

// collection is a researcher's set on its way from one library to another.
type collection struct {
	Name  string           `json:"name"`
	Items []collectionItem `json:"items"`
}

type collectionItem struct {
	Source     string      `json:"source"`
	ID         scalar      `json:"id"`
	Title      string      `json:"title"`
	Note       string      `json:"note"`
	Collection *collection `json:"collection"`
}

type tag struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
}

type front struct {
	Slots map[string][]slotItem `json:"slots"`
}

// scalar is an identifier: a string, or a number as archives write them.
type scalar string

// UnmarshalJSON takes a string, or a number by its digits.
func (s *scalar) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') {
		*s = scalar(raw)
		return nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return err
	}
	*s = scalar(text)
	return nil
}
