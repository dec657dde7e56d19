package news_test

import (
	"testing"
	"time"

	"broadsheet/internal/news"
)

// TestHashesStandForEver holds that what came into articles later changes no hash of
// an article that has none of it.
func TestHashesStandForEver(t *testing.T) {
	v := news.Version{N: 2, Published: time.Unix(1_700_000_000, 0), Change: news.ChangeUpdate, Previous: "00", Article: news.Article{
		ID: "a", Source: "s", Kind: news.KindNews, Kicker: "k", Title: "t", Standfirst: "s", Body: "<p id=\"aaaaaaaa\">b</p>\n",
		Lead: &news.Picture{Src: "/media/x", Caption: "c"}, Media: []news.MediaItem{{Type: "photo", Src: "/media/y"}},
	}}
	const known = "2315bb1215d5580cc611e2cb5e79c2b6bb9bffc5e324701a3b9728d871aca0f3"
	if got := news.Hash(v); got != known {
		t.Errorf("hash %s, want %s", got, known)
	}
	v.Article.FrontTitle = "f"
	if news.Hash(v) == known {
		t.Error("a front headline is not in the hash")
	}
}
