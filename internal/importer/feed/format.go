package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
	"broadsheet/internal/tagsoup"
)

// Format reads a feed that was saved as a file. The zero value is ready.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "feed",
		Title:      "Feed (RSS, Atom, JSON Feed)",
		Extensions: []string{".rss", ".atom", ".rdf", ".cdf"},
		Carries:    importer.Carries{IDs: true},
	}
}

// Sniff knows a feed by its root, or by the version that JSON Feed states. RSS
// that WordPress wrote to move a site is more than a feed, and is left to who
// knows it.
func (Format) Sniff(head []byte) importer.Likelihood {
	text, _ := decode(head, "")
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{") {
		return sniffJSON(text)
	}
	for s := tagsoup.NewScanner(text); s.Next(); {
		t := s.Token()
		if t.Kind != tagsoup.Start {
			continue
		}
		switch name := strings.ToLower(t.Local()); {
		case name == "rss" && strings.Contains(text, "wordpress.org/export/"):
			return importer.Possible
		case name == "rss":
			return importer.Certain
		case name == "feed":
			return sniffAtom(t)
		case name == "rdf" && (strings.Contains(text, "purl.org/rss/") || strings.Contains(text, "netscape.com/rdf/")):
			return importer.Certain
		case name == "channel":
			return importer.Likely
		}
		return importer.Unlikely
	}
	return importer.Unlikely
}

func sniffAtom(t tagsoup.Token) importer.Likelihood {
	for _, value := range t.Attrs() {
		if value == atomNamespace || strings.Contains(value, "purl.org/atom") {
			return importer.Certain
		}
	}
	return importer.Likely
}

func sniffJSON(text string) importer.Likelihood {
	dec := json.NewDecoder(strings.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return importer.Unlikely
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			break
		}
		var value json.RawMessage
		if name == "items" || dec.Decode(&value) != nil {
			break
		}
		if name == "version" && bytes.Contains(value, []byte("jsonfeed.org")) {
			return importer.Certain
		}
	}
	if strings.Contains(text, "jsonfeed.org/version/") && strings.Contains(text, `"items"`) {
		return importer.Likely
	}
	return importer.Unlikely
}

// Read gives the items in the order of the feed. What was mended in the feed as
// a whole is told with the first one, or alone where there is none.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	content, err := io.ReadAll(io.LimitReader(in.Content, MaxBytes+1))
	if err != nil {
		return fmt.Errorf("read the feed: %w", err)
	}
	f, err := Parse(content, Hints{Base: in.Base, ContentType: in.ContentType, Zone: in.Zone})
	if err != nil {
		return err
	}
	problems := importer.Said(f.Problems...)
	for i := range f.Items {
		if err := ctx.Err(); err != nil {
			return err
		}
		item := importer.Item{Where: fmt.Sprintf("item %d", i+1), Record: news.Record{Article: &f.Items[i]}, Problems: problems}
		if err := yield(item); err != nil {
			return err
		}
		problems = nil
	}
	if len(problems) > 0 {
		return yield(importer.Item{Where: "the feed", Problems: problems})
	}
	return nil
}
