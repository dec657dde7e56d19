package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"broadsheet/app/bridge"
)

// paper is a feed of one item that changes.
type paper struct{ address, updated, published, text, more string }

func (p paper) String() string {
	return fmt.Sprintf(`<?xml version="1.0"?><rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>The Changing Paper</title><link>https://changing.example/</link><lastBuildDate>%[2]s</lastBuildDate><item><guid isPermaLink="false">tide</guid>
<title>The tide</title><link>%[1]s</link><atom:updated>%[2]s</atom:updated><pubDate>%[3]s</pubDate>%[5]s<description>%[4]s</description></item></channel></rss>`,
		strings.ReplaceAll(p.address, "&", "&amp;"), p.updated, p.published, p.text, p.more)
}

// TestAChangedItemOfAFeedSaysSo follows an item from its first reading: what is
// no change brings no version, and a change is told until it has been read.
func TestAChangedItemOfAFeedSaysSo(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	now := paper{"https://changing.example/tide?id=4", "2026-11-20T08:00:00Z", "Fri, 20 Nov 2026 08:00:00 GMT", "The tide comes at six.", "<slash:comments>3</slash:comments>"}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, now) }))
	defer site.Close()
	var started bridge.JobStarted
	call(t, calls, "Feeds/Add", bridge.FeedWish{Address: site.URL, Private: true}, &started)
	ended(t, calls, started.Job)

	state := func(when string, changed bool, versions int) string {
		t.Helper()
		var list bridge.ListResult
		call(t, calls, "Articles/List", bridge.ListRequest{Source: "The Changing Paper"}, &list)
		if len(list.Articles) != 1 || list.Articles[0].ChangedSinceRead != changed {
			t.Fatalf("%s: the list holds %+v", when, list.Articles)
		}
		var article bridge.Article
		call(t, calls, "Articles/Show", bridge.IDRequest{ID: list.Articles[0].ID}, &article)
		if article.ChangedSinceRead != changed || len(article.Versions) != versions {
			t.Fatalf("%s: changed is %v, and there are %d versions", when, article.ChangedSinceRead, len(article.Versions))
		}
		if known := article.ReadVersion > 0; known != changed {
			t.Fatalf("%s: changed is %v, and it was read in version %d", when, changed, article.ReadVersion)
		}
		return article.ID
	}
	refresh := func() {
		t.Helper()
		call(t, calls, "Feeds/Refresh", bridge.FeedsRequest{}, &started)
		ended(t, calls, started.Job)
	}
	id := state("at first", false, 1)
	read := func() { call(t, calls, "Articles/CountRead", bridge.IDRequest{ID: id}, &bridge.Nothing{}) }
	read()

	for _, noise := range []struct {
		name   string
		change func()
	}{
		{"how one came", func() { now.address = "https://changing.example/tide?id=4&utm_source=rss&utm_medium=feed" }},
		{"the number of comments", func() { now.more = "<slash:comments>14</slash:comments>" }},
		{"the time of asking as that of the update", func() { now.updated = "2026-11-21T09:30:00Z" }},
		{"the time of asking as the date", func() { now.published = "Sat, 21 Nov 2026 09:30:00 GMT" }},
		{"all of it", func() {
			now = paper{"https://changing.example/tide?id=4#xtor=RSS-1", "2026-11-22T10:00:00Z", "Sun, 22 Nov 2026 10:00:00 GMT", now.text, ""}
		}},
	} {
		noise.change()
		refresh()
		state(noise.name, false, 1)
	}

	now.text = "The tide comes at seven."
	refresh()
	state("changed", true, 2)
	var since bridge.CompareResult
	call(t, calls, "Articles/Compare", bridge.CompareRequest{ID: id}, &since)
	if since.A != 1 || since.B != 2 || since.Read != 1 {
		t.Errorf("what changed since it was read is asked as %+v", since)
	}
	read()
	state("read again", false, 2)
	now.text = "The tide comes at eight."
	refresh()
	state("changed again", true, 3)
	for b, before := range map[int]int{2: 1, 3: 2} {
		call(t, calls, "Articles/Compare", bridge.CompareRequest{ID: id, B: b}, &since)
		if since.A != before || since.B != b {
			t.Errorf("version %d is compared with %d", since.B, since.A)
		}
	}
}

func ended(t *testing.T, calls *bridge.Dispatcher, id string) {
	t.Helper()
	var job bridge.Job
	for job.State == "" || job.State == "running" {
		call(t, calls, "Jobs/Wait", bridge.WaitRequest{ID: id, Seen: job.Revision}, &job)
	}
	if job.State != "done" {
		failure, _ := json.Marshal(job)
		t.Fatalf("the job ended as %s", failure)
	}
}
