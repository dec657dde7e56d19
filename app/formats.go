package app

import (
	"context"
	"strings"
	"time"

	"broadsheet/internal/importer"
	importbookmarks "broadsheet/internal/importer/bookmarks"
	importcsv "broadsheet/internal/importer/csv"
	importfeed "broadsheet/internal/importer/feed"
	importjsonl "broadsheet/internal/importer/jsonl"
	importmarkdown "broadsheet/internal/importer/markdown"
	importmhtml "broadsheet/internal/importer/mhtml"
	importopml "broadsheet/internal/importer/opml"
	importpage "broadsheet/internal/importer/page"
	importreferences "broadsheet/internal/importer/references"
	importwxr "broadsheet/internal/importer/wxr"
	"broadsheet/internal/news"
	"broadsheet/internal/opml"
	"broadsheet/internal/subscription"
)

// formats are all that can be imported, in the order in which equals are asked:
// an export of WordPress is a feed too, and stands before it.
func formats() []importer.Format {
	return []importer.Format{
		importjsonl.Format{}, importwxr.Format{}, importopml.Format{}, importfeed.Format{},
		importreferences.RIS(), importreferences.BibTeX(), importreferences.CSLJSON(),
		importbookmarks.Format{}, importmhtml.Format{}, importpage.Format{}, importmarkdown.Format{}, importcsv.Format{},
	}
}

// feedReader reads what feeds and their pages are.
type feedReader struct {
	zone func() *time.Location
}

// Feed reads a feed.
func (r feedReader) Feed(_ context.Context, content []byte, contentType, address string) (subscription.Feed, error) {
	f, err := importfeed.Parse(content, importfeed.Hints{Base: address, ContentType: contentType, Zone: r.zone()})
	return subscription.Feed{Title: f.Title, Site: f.Link, Every: max(f.Refresh.TTL, f.Refresh.Every), Items: f.Items, Problems: f.Problems}, err
}

// Links finds the feeds that a page names, then where sites often have theirs.
func (feedReader) Links(content []byte, contentType, address string) []subscription.Link {
	var links []subscription.Link
	for _, c := range importfeed.Discover(content, contentType, address) {
		links = append(links, subscription.Link{Address: c.Address, Title: c.Title, Guess: c.Guess})
	}
	return links
}

// Page reads the article of a page.
func (r feedReader) Page(ctx context.Context, content []byte, contentType, address string) (news.Article, error) {
	article, _, err := importpage.Extract(ctx, content, importpage.Hints{Base: address, ContentType: contentType, Zone: r.zone()})
	return article, err
}

// OPML gives the subscriptions as a list for other readers of feeds.
func (n *newsstand) OPML(ctx context.Context) (string, error) {
	held, err := n.feeds.List(ctx)
	if err != nil {
		return "", err
	}
	record, err := n.program.library.Store.Publication(ctx)
	if err != nil {
		return "", err
	}
	list := opml.List{Title: record.Name}
	for _, s := range held {
		feed := opml.Feed{Title: s.Title, Address: s.Address, Site: s.Site}
		if s.Folder != "" {
			feed.Folders = strings.Split(s.Folder, importopml.Between)
		}
		list.Feeds = append(list.Feeds, feed)
	}
	var text strings.Builder
	err = opml.Write(&text, list)
	return text.String(), err
}
