package jsonl

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"broadsheet/internal/exporter"
	"broadsheet/internal/news"
)

// Write writes a line for each record.
func (Format) Write(ctx context.Context, out exporter.Output, records exporter.Records) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for record, err := range records {
		if err != nil {
			return err
		}
		line := adapt(record, links{func(src string) string {
			rel, failed := out.Media(ctx, src)
			if failed != nil && err == nil {
				err = failed
			}
			return rel
		}})
		if err != nil {
			return err
		}
		if line == nil {
			continue
		}
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("write a record: %w", err)
		}
		if out.Written != nil {
			out.Written(record)
		}
	}
	return nil
}

// Print gives an article as one object of the interchange format, on one line
// and without an end of line. Pictures keep their addresses in the library.
func Print(a news.Article) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(adaptArticle(&a, links{})); err != nil {
		return nil, fmt.Errorf("print article: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// links turns the address of a stored file into that of the file laid beside
// the export. The zero links leave addresses as they are.
type links struct {
	lay func(src string) string
}

const mediaPrefix = "/media/"

func (l links) src(src string) string {
	if l.lay == nil || !strings.HasPrefix(src, mediaPrefix) {
		return src
	}
	return l.lay(src)
}

var storedAttribute = regexp.MustCompile(`="(/media/[0-9a-f]{64})"`)

// body rewrites the addresses in a canonical body's tags and leaves every other
// byte as it is.
func (l links) body(text string) string {
	if l.lay == nil || !strings.Contains(text, mediaPrefix) {
		return text
	}
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		raw := string(tokens.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			raw = storedAttribute.ReplaceAllStringFunc(raw, func(attribute string) string {
				return `="` + l.src(attribute[2:len(attribute)-1]) + `"`
			})
		}
		out.WriteString(raw)
		if kind == html.ErrorToken {
			return out.String()
		}
	}
}
