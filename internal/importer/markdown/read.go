package markdown

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// where names the place in a file that holds one article.
const where = "line 1"

// Read gives the article that the file is.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if name := strings.ToLower(path.Base(in.Name)); strings.HasPrefix(name, "_index.") {
		return yield(importer.Item{Where: where, Note: true, Problems: importer.Said("It describes its folder and is no article; it was left out.")})
	}
	raw, err := io.ReadAll(io.LimitReader(in.Content, MaxFile+1))
	if err != nil {
		return fmt.Errorf("read the text: %w", err)
	}
	if len(raw) > MaxFile {
		return yield(refused(fmt.Sprintf("The file is longer than %d MB and was left out.", MaxFile>>20)))
	}
	return yield(article(decoded(raw), in))
}

func refused(problem string) importer.Item {
	return importer.Item{Where: where, Problems: importer.Said(problem)}
}

// decoded gives the text with line ends of one kind: UTF-8, UTF-16 with its
// mark, else windows-1252.
func decoded(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}), bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		if text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(raw); err == nil {
			raw = text
		}
	case !utf8.Valid(raw):
		if text, err := charmap.Windows1252.NewDecoder().Bytes(raw); err == nil {
			raw = text
		}
	}
	text := strings.TrimPrefix(string(raw), "\ufeff")
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return text
}

// article makes the item of a file.
func article(text string, in importer.Input) importer.Item {
	f := &fields{zone: in.Zone, used: map[string]bool{}}
	text = f.readFront(text)
	place := placeOf(in.Name)
	a := f.article(place)
	writing := dialect{place: place, obsidian: f.language == "" || isObsidian(text)}
	text = writing.plain(text)
	a.Title, text = titled(a.Title, text)
	if a.Title == "" {
		a.Title = place.title()
	}
	if a.Title == "" {
		return refused("The file has no title: neither front matter, nor a heading, nor a name.")
	}
	for _, tag := range writing.tags {
		a.Tags = appendNew(a.Tags, tag)
	}
	a.Body, a.BodyFormat = clean(strings.TrimLeft(text, "\n")), news.BodyMarkdown
	return importer.Item{Where: where, Record: news.Record{Article: a}, Problems: f.problems}
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return list
		}
	}
	return append(list, s)
}
