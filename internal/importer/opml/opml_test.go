package opml_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/opml"
	"broadsheet/internal/news"
)

const list = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="North &amp; South"><outline type="rss" text="A & B" xmlUrl="https://a.example/feed?x=1&y=2" htmlUrl="https://a.example/"/></outline></outline>
<outline type="rss" text="C" xmlUrl="https://c.example/feed"/></body></opml>`

func read(t *testing.T, content string) ([]news.Subscription, error) {
	t.Helper()
	var got []news.Subscription
	err := opml.Format{}.Read(t.Context(), importer.Input{Content: strings.NewReader(content)}, func(item importer.Item) error {
		got = append(got, *item.Record.Subscription)
		return nil
	})
	return got, err
}

func TestAListBecomesSubscriptions(t *testing.T) {
	got, err := read(t, list)
	want := []news.Subscription{
		{Address: "https://a.example/feed?x=1&y=2", Title: "A & B", Site: "https://a.example/", Folder: "World / North & South"},
		{Address: "https://c.example/feed", Title: "C"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for content, likely := range map[string]importer.Likelihood{list: importer.Certain, "<OPML version='1.0'>": importer.Certain, "<rss>": importer.Unlikely, "": importer.Unlikely} {
		if got := (opml.Format{}).Sniff([]byte(content)); got != likely {
			t.Errorf("%.20q is %v", content, got)
		}
	}
}

func TestAListThatIsTooMuchIsRefused(t *testing.T) {
	_, err := read(t, "<opml><body>"+strings.Repeat(`<outline xmlUrl="https://a.example/"/>`, 200_000))
	var told *news.Error
	if !errors.As(err, &told) {
		t.Error(err)
	}
}
