package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// How many feeds are asked, how many items each holds, and what a refresh that
// brings nothing new may take.
const (
	feedCount     = 500
	feedItems     = 20
	refreshReach  = 2   // seconds of processor time
	refreshMemory = 150 // MB resident at most
)

// feeds measures a refresh of feeds on loopback that have nothing new: once where
// their host says so (304), and once where it sends all of it again.
func feeds(ctx context.Context, s settings) ([]figure, error) {
	forgets := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text := feedText(r.URL.Path)
		etag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(text)))
		if !forgets {
			w.Header().Set("ETag", etag)
			if r.Header.Get("If-None-Match") == etag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		w.Write([]byte(text))
	}))
	defer server.Close()
	folder := filepath.Join(s.folder, "feeds")
	progress("feeds: subscribe to %d", feedCount)
	for i := range feedCount {
		if _, err := command(ctx, s, folder, "feeds", "add", "--private", fmt.Sprintf("%s/%d.xml", server.URL, i)); err != nil {
			return nil, err
		}
	}
	var out []figure
	for _, c := range []struct {
		name    string
		forgets bool
	}{{"500 feeds, nothing new, by 304", false}, {"500 feeds, nothing new, sent again", true}} {
		forgets = c.forgets
		ended, err := command(ctx, s, folder, "feeds", "refresh")
		if err != nil {
			return nil, err
		}
		out = append(out, atMost(c.name+", CPU", (ended.UserTime()+ended.SystemTime()).Seconds(), "s", refreshReach))
		if peak := peakOf(ended); peak > 0 {
			out = append(out, atMost(c.name+", memory", float64(peak)/(1<<20), "MB", refreshMemory))
		}
	}
	return out, nil
}

// command runs the program to its end.
func command(ctx context.Context, s settings, folder string, args ...string) (*os.ProcessState, error) {
	c := exec.CommandContext(ctx, s.program, append([]string{"--library", folder, "--quiet"}, args...)...)
	if said, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w: %.500s", strings.Join(args, " "), err, said)
	}
	return c.ProcessState, nil
}

func feedText(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed %s</title><link>https://feeds.example%s</link>`, name, name)
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for i := range feedItems {
		fmt.Fprintf(&b, `<item><guid>%s-%d</guid><title>Item %d of %s</title><link>https://feeds.example%s/%d</link><pubDate>%s</pubDate><description>&lt;p&gt;%s&lt;/p&gt;</description></item>`,
			name, i, i, name, name, i, at.Add(-time.Duration(i)*time.Hour).Format(time.RFC1123Z), strings.Repeat(fmt.Sprintf("The text of item %d of %s. ", i, name), 20))
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}
