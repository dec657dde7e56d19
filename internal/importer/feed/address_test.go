package feed_test

import (
	"strings"
	"testing"

	"broadsheet/internal/importer/feed"
)

func TestWhatTellsHowOneCameIsNoPartOfAnAddress(t *testing.T) {
	for given, want := range map[string]string{
		"https://a.example/x?utm_source=rss&utm_medium=feed": "https://a.example/x",
		"https://a.example/x?id=4&utm_source=rss#part":       "https://a.example/x?id=4#part",
		"https://a.example/x#xtor=RSS-1":                     "https://a.example/x",
		"https://a.example/x?UTM_Campaign=a&b=%20c":          "https://a.example/x?b=%20c",
		"https://a.example/x?source=rss&utmost=1":            "https://a.example/x?source=rss&utmost=1",
		"https://a.example/x?":                               "https://a.example/x?",
	} {
		f := parse(t, `<rss version="2.0"><channel><title>T</title><item><guid>1</guid><title>I</title><link>`+strings.ReplaceAll(given, "&", "&amp;")+`</link></item></channel></rss>`, feed.Hints{})
		if got := f.Items[0].URL; got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}
