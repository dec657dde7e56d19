package annotation

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"

	"broadsheet/internal/news"
)

// addressPrefix begins the addresses of articles inside of the program.
const addressPrefix = "broadsheet://article/"

func escapeID(id string) string { return url.PathEscape(id) }

// idPrefix begins the names of highlights outside of the program.
const idPrefix = "urn:broadsheet:highlight:"

// What is written of a highlight in the W3C Web Annotation Data Model (2017). What that
// does not know has names of our own, under a prefix that the context declares.
type (
	annotation struct {
		ID         string         `json:"id"`
		Type       string         `json:"type"`
		Motivation string         `json:"motivation"`
		Created    string         `json:"created,omitempty"`
		Modified   string         `json:"modified,omitempty"`
		Stylesheet *cssText       `json:"stylesheet,omitempty"`
		Body       []textualBody  `json:"body,omitempty"`
		Target     target         `json:"target"`
		Version    int            `json:"broadsheet:version,omitempty"`
		State      news.MarkState `json:"broadsheet:state"`
		Colour     int            `json:"broadsheet:colour"`
		Made       *target        `json:"broadsheet:made,omitempty"`   // the words that a note of the whole article was made on
		Again      *target        `json:"broadsheet:placed,omitempty"` // where a reader put it again
	}
	cssText struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	textualBody struct {
		Type    string `json:"type"`
		Value   string `json:"value"`
		Format  string `json:"format,omitempty"`
		Purpose string `json:"purpose"`
	}
	target struct {
		Type       string     `json:"type"`
		Source     source     `json:"source"`
		Scope      string     `json:"scope,omitempty"` // the article's address on the web
		StyleClass string     `json:"styleClass,omitempty"`
		Selector   []selector `json:"selector,omitempty"` // none: the article as a whole
	}
	source struct {
		ID       string `json:"id"`
		Type     string `json:"type"`
		Format   string `json:"format"`
		Language string `json:"language,omitempty"`
		Title    string `json:"dc:title,omitempty"`
	}
	selector struct {
		Type       string    `json:"type"`
		Exact      string    `json:"exact,omitempty"`
		Prefix     string    `json:"prefix,omitempty"`
		Suffix     string    `json:"suffix,omitempty"`
		Value      string    `json:"value,omitempty"`
		ConformsTo string    `json:"conformsTo,omitempty"`
		Start      *int      `json:"start,omitempty"`
		End        *int      `json:"end,omitempty"`
		RefinedBy  *selector `json:"refinedBy,omitempty"`
	}
)

// annotationsOf writes a page of annotations.
func annotationsOf(list []news.Highlight) ([]byte, error) {
	page := struct {
		Context []any        `json:"@context"`
		ID      string       `json:"id"`
		Type    string       `json:"type"`
		Items   []annotation `json:"items"`
	}{
		Context: []any{"http://www.w3.org/ns/anno.jsonld", map[string]string{"broadsheet": "urn:broadsheet:terms:", "dc": "http://purl.org/dc/terms/"}},
		ID:      "urn:broadsheet:highlights", Type: "AnnotationPage", Items: make([]annotation, len(list)),
	}
	for i := range list {
		page.Items[i] = annotationOf(&list[i])
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(page)
	return b.Bytes(), err
}

func annotationOf(h *news.Highlight) annotation {
	a := annotation{
		ID: idPrefix + h.ID, Type: "Annotation", Motivation: "highlighting", Created: moment(h.Created), Modified: moment(h.Updated),
		Stylesheet: &cssText{"CssStylesheet", "." + class(h.Colour) + " { background: " + colours[h.Colour-1] + " }"},
		Target:     targetOf(h, h.Made), Version: h.Version, State: h.State, Colour: h.Colour,
	}
	if h.Note != "" {
		a.Motivation = "commenting"
		a.Body = append(a.Body, textualBody{"TextualBody", h.Note, "text/markdown", "commenting"})
	}
	for _, tag := range h.Tags {
		a.Body = append(a.Body, textualBody{"TextualBody", tag, "text/plain", "tagging"})
	}
	if h.Again != nil {
		again := targetOf(h, *h.Again)
		a.Again = &again
		if h.Again.Whole {
			made := a.Target
			a.Made, a.Target.Selector = &made, nil
		}
	}
	return a
}

func targetOf(h *news.Highlight, s news.Selector) target {
	t := target{Type: "SpecificResource", StyleClass: class(h.Colour),
		Source: source{ID: Address(h.Article), Type: "Text", Format: "text/html", Language: h.Language, Title: h.Title},
	}
	if s.Quote != "" {
		t.Selector = []selector{{Type: "TextQuoteSelector", Exact: s.Quote, Prefix: s.Prefix, Suffix: s.Suffix}}
	}
	if safeAddress(h.URL) {
		t.Scope = h.URL
	}
	if s.Block != "" {
		start, end := s.Start, s.Start+len([]rune(s.Quote))
		t.Selector = append(t.Selector, selector{Type: "FragmentSelector", Value: s.Block, ConformsTo: "http://tools.ietf.org/rfc/rfc3236",
			RefinedBy: &selector{Type: "TextPositionSelector", Start: &start, End: &end}})
	}
	return t
}

// articleOf gives the article that an address of ours leads to.
func articleOf(address string) (string, bool) {
	rest, ours := strings.CutPrefix(address, addressPrefix)
	if !ours {
		return "", false
	}
	rest, _, _ = strings.Cut(rest, "?")
	rest, _, _ = strings.Cut(rest, "#")
	id, err := url.PathUnescape(rest)
	return id, err == nil && id != ""
}
