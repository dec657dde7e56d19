package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// Sniff knows a page by its first tags. It is never certain: other formats are
// written in HTML too, and bear marks of their own.
func (Format) Sniff(head []byte) importer.Likelihood {
	head = bytes.ToLower(decode(head, ""))
	for {
		head = bytes.TrimLeft(head, " \t\r\n\ufeff")
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			_, rest, closed := bytes.Cut(head, []byte("-->"))
			if !closed {
				return importer.Possible
			}
			head = rest
		case bytes.HasPrefix(head, []byte("<?xml")):
			_, rest, closed := bytes.Cut(head, []byte("?>"))
			if !closed {
				return importer.Unlikely
			}
			head = rest
		default:
			return ofFirstTag(head)
		}
	}
}

func ofFirstTag(head []byte) importer.Likelihood {
	for _, mark := range []string{"<!doctype html", "<html"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return importer.Likely
		}
	}
	for _, mark := range []string{"<head", "<body", "<title", "<meta", "<article", "<div", "<p>", "<h1"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return importer.Possible
		}
	}
	return importer.Unlikely
}

// Read gives the one article of a page, or why it holds none.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	content, err := io.ReadAll(io.LimitReader(in.Content, MaxBytes+1))
	if err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	a, problems, err := Extract(ctx, content, Hints{Base: in.Base, ContentType: in.ContentType, Zone: in.Zone})
	item := importer.Item{Where: "page", Problems: importer.Said(problems...)}
	var told *news.Error
	switch {
	case errors.As(err, &told):
		item.Problems = append(item.Problems, importer.Said(told.Message)...)
	case err != nil:
		return err
	default:
		item.Record.Article = &a
	}
	return yield(item)
}
