package reading_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/reading"
)

// archive holds one article and nothing around it.
type archive struct {
	reading.Archive
	article news.Article
}

func (a archive) Summary(context.Context, string) (news.Summary, error) {
	return news.Summary{ID: a.article.Public, Title: a.article.Title}, nil
}
func (archive) IsWatched(context.Context, string) (bool, error)         { return false, nil }
func (a archive) Article(context.Context, string) (news.Article, error) { return a.article, nil }
func (a archive) Related(context.Context, string, int) ([]news.Summary, error) {
	return nil, nil
}
func (a archive) Translations(context.Context, string) ([]news.Summary, error) { return nil, nil }
func (a archive) Comments(context.Context, string) ([]news.Comment, error)     { return nil, nil }
func (a archive) Versions(context.Context, string) ([]news.Version, error)     { return nil, nil }
func (a archive) Labels(context.Context, string) (news.Labels, error)          { return news.Labels{}, nil }
func (a archive) Provenance(context.Context, string) (news.Provenance, error) {
	return news.Provenance{}, nil
}

// curation is a publication with a name.
type curation struct{ reading.Curation }

func (curation) Publication(context.Context) (news.Publication, error) {
	return news.Publication{Name: "The Review"}, nil
}

// unlike is a library in which no text is like another.
type unlike struct{ reading.Likeness }

func (unlike) RelatedStale(context.Context, string) (bool, error)         { return false, nil }
func (unlike) Like(context.Context, string, int) ([]news.Likeness, error) { return nil, nil }

// files are stored media by their hash: media type, a bar, content.
type files map[string]string

type opened struct{ *bytes.Reader }

func (opened) Close() error { return nil }

func (f files) OpenMedia(hash string) (io.ReadSeekCloser, string, error) {
	mediaType, content, found := strings.Cut(f[hash], "|")
	if !found {
		return nil, "", news.NotFound("media", hash)
	}
	return opened{bytes.NewReader([]byte(content))}, mediaType, nil
}

// Shown knows remote pictures by the address itself.
func (f files) Shown(_ context.Context, addresses []string) (map[string]string, error) {
	shown := map[string]string{}
	for _, address := range addresses {
		if name := strings.TrimPrefix(address, "/media/"); f[name] != "" {
			shown[address] = name
		}
	}
	return shown, nil
}

func TestASheetHoldsEveryPictureOfTheArticle(t *testing.T) {
	hash := func(letter string) string { return strings.Repeat(letter, 64) }
	article := news.Article{
		Public: "set", Language: "en", Title: "A set", Body: `<p id="aaaaaaaa">Text with <a href="https://example.org/x">a link</a>.</p>` + "\n" +
			`<figure data-alt="A &quot;map&quot;" data-src="https://p.example/m?a=1&amp;b=2" data-type="image" id="bbbbbbbb"><figcaption>Fetched.</figcaption></figure>` + "\n" +
			`<figure data-src="https://p.example/none" data-type="image" id="cccccccc"><figcaption>Not fetched.</figcaption></figure>` + "\n",
		Lead: &news.Picture{Src: "/media/" + hash("a"), Alt: "lead"},
		Media: []news.MediaItem{
			{Type: "photo", Src: "/media/" + hash("b"), Alt: "second", Caption: "The mole.", Credit: "Drawn"},
			{Type: "film", Src: "/media/" + hash("c"), Caption: "A film."},
			{Type: "photo", Src: "/media/" + hash("d"), Caption: "Not stored."},
		},
	}
	s := reading.New(reading.Needs{
		Archive: archive{article: article}, Curation: curation{}, Settings: settings{}, Likeness: unlike{},
		Files: files{hash("a"): "image/png|one", hash("b"): "image/jpeg|two", hash("c"): "video/webm|film", "https://p.example/m?a=1&b=2": "image/png|map"},
	})
	page, err := s.Text(t.Context(), "set", "page")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<img src="data:image/png;base64,b25l" alt="lead">`,
		`<img src="data:image/jpeg;base64,dHdv" alt="second"><figcaption>The mole. Drawn</figcaption>`,
		`id="bbbbbbbb"><img src="data:image/png;base64,bWFw" alt="A &quot;map&quot;"><figcaption>Fetched.`,
		`id="cccccccc"><figcaption>Not fetched.`,
		`<figure><figcaption>A film.</figcaption></figure>`,
		`<figure><figcaption>Not stored.</figcaption></figure>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the sheet lacks %s\n%s", want, page)
		}
	}
	if strings.Contains(page, "/media/") || strings.Contains(page, "ZmlsbQ") {
		t.Error("the sheet leads to a file beside it, or holds a film")
	}
}
