package jsonl_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/importer"
	reader "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
)

func write(t *testing.T, records ...news.Record) string {
	t.Helper()
	var b bytes.Buffer
	out := exporter.Output{Writer: &b, Media: func(_ context.Context, src string) (string, error) { return strings.TrimPrefix(src, "/"), nil }}
	err := jsonl.Format{}.Write(t.Context(), out, func(yield func(news.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func full() news.Article {
	east := time.FixedZone("", 3*3600+1800)
	picture := news.Picture{Src: "https://e.example/a.png", Caption: "c", Credit: "r", Alt: "a"}
	a := news.Article{
		ID: "a/1", Source: "s", URL: "https://e.example/1", Kind: "column", Section: "World", Language: "fa",
		Kicker: "k", Title: "<T> & \u2028", FrontTitle: "f", Standfirst: "s", Dateline: "D", Slug: "slug", TranslationOf: "a/0",
		Authors:   []news.Author{{Name: "A", Plain: true}, {Name: "B", Role: "r", Email: "b@mail.example"}},
		Published: time.Date(2024, 5, 6, 7, 8, 9, 10_000_000, east), Updated: time.Date(2024, 5, 7, 0, 0, 0, 0, time.UTC),
		Body: `<p id="aaaaaaaa">x</p>`, BodyFormat: news.BodyHTML, Tags: []string{"t"}, Topics: []string{"u"},
		Places: []news.Place{{Name: "p", Lat: -1.5, Lon: 1e-7, Date: "1900"}},
		Lead:   &picture,
		Media: []news.MediaItem{{Type: "film", Src: "f.mp4", Caption: "c", Credit: "r", Alt: "a", Poster: "p.png",
			Tracks: []news.Track{{Src: "t.vtt", Language: "en", Kind: "captions"}}}},
		Related:  []string{"a/2", "https://e.example/3"},
		Comments: []news.Comment{{ID: "1", Name: "n", Text: "line\nline", Posted: time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC), Status: news.CommentApproved}, {ID: "2", Parent: "1", Text: "y", Status: news.CommentPending}},
		Map:      json.RawMessage(`{"type":"FeatureCollection","features":[{"b":1.50,"a":null}]}`),
		State:    news.StateRetracted,
		Views:    map[news.Day]int64{"2024-05-06": 7},
		Extra:    map[string]json.RawMessage{"z": json.RawMessage(`1e3`), "a": json.RawMessage(`null`)}, EditorsChoice: 2,
	}
	old := a
	old.Comments, old.Views, old.Versions, old.EditorsChoice = nil, nil, nil, 1
	old.Title, old.Updated = "before", time.Time{}
	a.Versions = []news.Version{
		{N: 1, Published: a.Published, SHA256: "given", Article: old},
		{N: 2, Published: a.Updated, Change: news.ChangeCorrection, Note: "why", SHA256: "second", Previous: "given"},
	}
	return a
}

func TestWhatIsWrittenIsReadTheSame(t *testing.T) {
	article := full()
	want := []news.Record{
		{Publication: &news.Publication{Name: "P", Tagline: "t", Languages: []string{"fa", "en"}, TimeZone: "Asia/Tehran", Sections: []news.Section{{Name: "World"}}, Origin: news.OriginOwn}},
		{Topic: &news.Topic{Slug: "u", Name: "U", Description: "d", Body: "<p>x</p>", BodyFormat: news.BodyHTML, Picture: article.Lead, Order: 3, Aliases: []string{"v"}, Neighbours: []string{"w"}, Language: "en"}},
		{Tag: &news.Tag{Name: "t", Aliases: []string{"s"}}},
		{Front: &news.Front{Slots: map[string][]news.SlotItem{"lead": {{ID: "a/1", Title: "x", Kicker: "k", Picture: article.Lead}}, "gallery": {}}}},
		{Article: &article},
	}
	text := write(t, want...)
	var got []news.Record
	err := reader.Format{}.Read(t.Context(), importer.Input{Content: strings.NewReader(text), Zone: time.UTC}, func(item importer.Item) error {
		if len(item.Problems) > 0 {
			t.Errorf("%s: %v", item.Where, item.Problems)
		}
		got = append(got, item.Record)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s\n%s", diff, text)
	}
	if again := write(t, got...); again != text {
		t.Errorf("written again:\n%s\nwas\n%s", again, text)
	}
}

func TestCommentsAddressesAreNeverWritten(t *testing.T) {
	a := full()
	a.Comments[0].Email = "secret@mail.example"
	if text := write(t, news.Record{Article: &a}); strings.Contains(text, "secret") {
		t.Error(text)
	}
	text, err := jsonl.Print(a)
	if err != nil || bytes.Contains(text, []byte("secret")) || bytes.Contains(text, []byte("\n")) || !json.Valid(text) {
		t.Errorf("%v: %s", err, text)
	}
}

func TestStoredPicturesGetRelativeAddresses(t *testing.T) {
	address := "/media/" + strings.Repeat("0a", 32)
	a := news.Article{ID: "1", Source: "s", Title: "T", Lead: &news.Picture{Src: address},
		Body: `<figure id="x"><img alt="&quot;" src="` + address + `"></figure>` + "\n" + `<p>src="` + address + `" &amp; <a href="/media/x">l</a></p>`}
	text := write(t, news.Record{Article: &a})
	var got struct {
		Body string               `json:"body_html"`
		Lead struct{ Src string } `json:"lead_image"`
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	want := `<figure id="x"><img alt="&quot;" src="` + address[1:] + `"></figure>` + "\n" + `<p>src="` + address + `" &amp; <a href="/media/x">l</a></p>`
	if got.Body != want || got.Lead.Src != address[1:] {
		t.Errorf("got %s\nlead %s", got.Body, got.Lead.Src)
	}
}

func TestAFirstVersionNeedsNoMark(t *testing.T) {
	a := news.Article{ID: "1", Source: "s", Title: "T", Published: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	own := a
	a.Versions = []news.Version{{N: 1, Published: a.Published, SHA256: "x", Article: own}}
	if text := write(t, news.Record{Article: &a}); strings.Contains(text, `"version`) {
		t.Error(text)
	}
}

func TestTopicsThatArticlesMakeAreLeftToThem(t *testing.T) {
	if text := write(t, news.Record{Topic: &news.Topic{Slug: "x", Name: "X", Bare: true}}); text != "" {
		t.Error(text)
	}
}
