package bookmarks

import (
	"html"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/news"
)

// longestStandfirst is how many letters a description may have to stand above
// the text; a longer one is the text.
const longestStandfirst = 300

// adapt makes a note of a bookmark. The outermost folder is its section; the
// others, and the tags, are its tags.
func adapt(b bookmark) *news.Article {
	a := &news.Article{
		URL:        strings.TrimSpace(clean(b.address)),
		Kind:       news.KindNote,
		Title:      line(b.title),
		Published:  moment(b.added),
		BodyFormat: news.BodyHTML,
		State:      news.StatePublished,
	}
	if changed := moment(b.modified); changed.After(a.Published) && !a.Published.IsZero() {
		a.Updated = changed
	}
	if a.Title == "" {
		a.Title = host(a.URL)
	}
	text := strings.TrimSpace(clean(b.description))
	if !strings.Contains(text, "\n") && utf8.RuneCountInString(text) <= longestStandfirst {
		a.Standfirst, text = text, ""
	}
	for paragraph := range strings.SplitSeq(text, "\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			a.Body += "<p>" + html.EscapeString(paragraph) + "</p>\n"
		}
	}
	address := html.EscapeString(a.URL)
	a.Body += `<p><a href="` + address + `">` + address + "</a></p>\n"
	for _, folder := range b.folders {
		switch folder = line(folder); {
		case folder == "":
		case a.Section == "":
			a.Section = folder
		default:
			a.Tags = appendNew(a.Tags, folder)
		}
	}
	for _, tag := range b.tags {
		if tag = line(tag); tag != "" {
			a.Tags = appendNew(a.Tags, tag)
		}
	}
	return a
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return list
		}
	}
	return append(list, s)
}

func isWeb(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Hostname()
}

// moment reads the time of a browser: seconds since 1970, or thousandths or
// millionths of them, by their size.
func moment(n int64) time.Time {
	const firstMilli, firstMicro, last = 100_000_000_000, 100_000_000_000_000, 253_402_300_800_000_000
	switch {
	case n <= 0 || n >= last:
		return time.Time{}
	case n >= firstMicro:
		return time.UnixMicro(n).UTC()
	case n >= firstMilli:
		return time.UnixMilli(n).UTC()
	}
	return time.Unix(n, 0).UTC()
}

// sinceWindows turns the millionths of seconds since 1601, in which Chrome
// counts, into those since 1970.
func sinceWindows(n int64) int64 {
	const between = 11_644_473_600_000_000
	return max(0, n-between)
}

// line is plain text on one line.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// clean brings a text into normalization form C, without control characters.
func clean(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}
