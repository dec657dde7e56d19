//go:build windowtest

package windowtest_test

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"testing"

	"broadsheet/build/windowtest"
	"broadsheet/internal/newstest"
)

// article is what these tests want to know of one.
type article struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Films []film `json:"films"`
}

type film struct {
	Src   string `json:"src"`
	Media string `json:"media"`
}

// library makes a library that holds the frozen publication.
func library(t *testing.T, d *windowtest.Display) string {
	t.Helper()
	file, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(d.Home(), "library")
	d.Run(t, windowtest.Binary(t, windowtest.BinaryVariable), "--library", folder, "--quiet", "import", "--source", "newstest", file)
	return folder
}

// ask makes a call of the bridge in the window.
func ask(t *testing.T, w *windowtest.Window, area, method, request string, into any) {
	t.Helper()
	answer := w.Call(area, method, []byte(request))
	if err := json.Unmarshal(answer, into); err != nil {
		t.Fatalf("%s.%s: %v: %s", area, method, err, answer)
	}
}

const searchbox = `[role="searchbox"], input[type="search"]`

// TestTheWindow goes through the program once, as a person would.
func TestTheWindow(t *testing.T) {
	d := windowtest.NewDisplay(t)
	w := windowtest.Open(t, d, "--library", library(t, d))
	var list struct {
		Articles []article `json:"articles"`
	}
	ask(t, w, "Articles", "List", `{"limit":50}`, &list)
	if len(list.Articles) == 0 {
		t.Fatal("the library holds nothing")
	}

	t.Run("it opens on the front page", func(t *testing.T) {
		w.Wait("the front page's blocks", `
			const names = [...document.querySelectorAll("main h2")].map((h) => h.textContent.trim());
			return document.querySelectorAll("main h1").length === 1 && names.includes("News") && names.includes("In Focus");`)
		w.Wait("a headline", `return [...document.querySelectorAll("main a")].some((a) => a.textContent.trim() === args[0])`, list.Articles[0].Title)
		w.Picture("front")
	})

	t.Run("it finds what is typed into the search field", func(t *testing.T) {
		w.Write(searchbox, "tide"+windowtest.Enter)
		w.Wait("marked hits", `return location.pathname.endsWith("/search") && document.querySelectorAll("main mark").length > 0`)
		w.Picture("search")
	})

	t.Run("a hit opens the article", func(t *testing.T) {
		title := w.Text(`return document.querySelector('main a[href*="/article/"]').textContent.trim()`)
		w.Click(`main a[href*="/article/"]`)
		w.Wait("the article "+title, `return document.querySelector("main article h1, main h1")?.textContent.trim() === args[0] &&
			location.pathname.includes("/article/") && document.querySelectorAll("main p").length > 0`, title)
		w.Picture("article")
	})

	t.Run("pictures are drawn", func(t *testing.T) {
		w.Do(`history.pushState(null, "", "/"); dispatchEvent(new PopStateEvent("popstate"))`)
		w.Wait("a picture", `return [...document.querySelectorAll("main img")].some((i) => i.complete && i.naturalWidth > 1)`)
	})

	// Whether it plays is the system's: a machine without a sound card has no way.
	t.Run("sound comes from the window's own listener, by range", func(t *testing.T) {
		found := false
		for _, a := range list.Articles {
			var whole article
			ask(t, w, "Articles", "Show", `{"id":`+quoted(t, a.ID)+`}`, &whole)
			for _, f := range whole.Films {
				if f.Media != "audio/mpeg" {
					continue // films need decoders that not every machine has
				}
				found = true
				request, err := http.NewRequest(http.MethodGet, f.Src, nil)
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Range", "bytes=0-99")
				response, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				response.Body.Close()
				if response.StatusCode != http.StatusPartialContent || response.Header.Get("Content-Type") != f.Media {
					t.Errorf("%s: %s, %s", f.Src, response.Status, response.Header.Get("Content-Type"))
				}
			}
		}
		if !found {
			t.Error("no article of the frozen publication has a sound")
		}
	})

	t.Run("the policy forbids what is not ours", func(t *testing.T) {
		verdict := w.Text(`
			return await new Promise((done) => {
				addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective), { once: true });
				const image = new Image();
				image.src = "http://127.0.0.1:9/pixel.png";
				setTimeout(() => done("nothing"), 5000);
			});`)
		if verdict != "img-src" {
			t.Errorf("a picture from elsewhere was stopped by %q", verdict)
		}
	})

	t.Run("closed by its button it ends well", func(t *testing.T) {
		if status := w.Close(); status != 0 {
			t.Errorf("exit status %d", status)
		}
	})
}

func quoted(t *testing.T, text string) string {
	t.Helper()
	out, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
