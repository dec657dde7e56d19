// Package opml brings in lists of subscriptions, as readers of feeds give them out
// (OPML 1.0 and 2.0). It fetches nothing: each feed becomes a subscription that is
// asked when somebody wants it. Folders inside folders become one name.
package opml

import (
	"bytes"
	"context"
	"io"
	"strings"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
	"broadsheet/internal/opml"
)

// Between stands between the names of folders that lie one inside another.
const Between = " / "

// Format is OPML.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{Name: "opml", Title: "List of subscriptions (OPML)", Extensions: []string{".opml"}}
}

// Sniff knows the format by its outermost element.
func (Format) Sniff(head []byte) importer.Likelihood {
	if bytes.Contains(bytes.ToLower(head[:min(len(head), 4<<10)]), []byte("<opml")) {
		return importer.Certain
	}
	return importer.Unlikely
}

// Read gives a subscription for each feed of the list.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	content, err := io.ReadAll(io.LimitReader(in.Content, opml.MaxBytes+1))
	if err != nil {
		return err
	}
	list, err := opml.Read(content)
	if err != nil {
		return news.Errorf(news.CodeInvalid, "file", "The list of subscriptions cannot be read: %w.", err)
	}
	for _, feed := range list.Feeds {
		if err := ctx.Err(); err != nil {
			return err
		}
		item := importer.Item{Where: feed.Address, Record: news.Record{Subscription: &news.Subscription{
			Address: feed.Address, Title: feed.Title, Site: feed.Site, Folder: strings.Join(feed.Folders, Between),
		}}}
		if err := yield(item); err != nil {
			return err
		}
	}
	return nil
}
