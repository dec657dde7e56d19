package page_test

import (
	"strings"
	"testing"

	"broadsheet/internal/importer/page"
)

// TestTitles has a page for each way in which what machines are told and what
// people see differ.
func TestTitles(t *testing.T) {
	for _, c := range []struct{ name, head, text, want string }{
		{"site behind the title", `<title>A bridge for the town | The Gazette</title>`, `<h1>A bridge for the town</h1>`, "A bridge for the town"},
		{"site without a heading", `<title>A bridge for the town - The Gazette</title><meta property="og:site_name" content="The Gazette">`, ``, "A bridge for the town"},
		{"site by its address", `<title>A bridge for the town – g.example</title>`, ``, "A bridge for the town"},
		{"entities twice", `<title>Salt &amp;amp; pepper for the town</title>`, `<h1>Salt &amp; pepper for the town</h1>`, "Salt & pepper for the town"},
		{"heading says more", `<title>The town builds its bridge</title><meta property="og:title" content="The town builds its bridge">`,
			`<h1>The town builds its bridge over the Salt</h1><div class="more"><h2 class="entry-title">The town builds its bridge</h2></div>`, "The town builds its bridge over the Salt"},
		{"cut in the title", `<title>The town builds its bridge over…</title>`, `<h1>The town builds its bridge over the Salt</h1>`, "The town builds its bridge over the Salt"},
		{"heading in other words", `<title>Bridge plans</title><meta property="og:title" content="See what they build">`, `<h1>A crossing at last</h1>`, "A crossing at last"},
		{"one of several headings", `<title>Town bridge: all about it</title>`, `<h1>Our best offers</h1><h1>All about the bridge of our town</h1>`, "All about the bridge of our town"},
		{"second heading alone", `<title>Town bridge: all about it</title>`, `<h2>Our best offers</h2><h2>All about the town bridge</h2>`, "All about the town bridge"},
		{"a piece of a heading", `<title>The long bridge of the town - The Gazette</title>`, `<h1>The long bridge of the town<br><small>Editor: Ann Lee</small></h1>`, "The long bridge of the town"},
		{"an empty template", `<title>The Gazette -</title>`, `<h2>A bridge for the town</h2>`, "A bridge for the town"},
		{"a heading that leads home", `<title>A bridge for the town</title>`, `<h1><a href="/">The Gazette daily</a></h1>`, "A bridge for the town"},
		{"linked data first", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A bridge for the town"}</script><title>Bridge</title>`, ``, "A bridge for the town"},
		{"Dublin Core", `<meta property="dc:title" content="A bridge for the town">`, ``, "A bridge for the town"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := extract(t, `<html><head>`+c.head+`</head><body><article>`+c.text+prose+`</article></body></html>`, page.Hints{Base: "https://www.g.example/town/bridge"})
			if a.Title != c.want {
				t.Errorf("got %q, want %q", a.Title, c.want)
			}
		})
	}
}

func TestArticleInAnAside(t *testing.T) {
	text := strings.Repeat("The council of the town has decided to build a bridge over the Salt, and the work begins in spring. ", 6)
	a := extract(t, `<html><head><title>A bridge for the town</title></head><body><main><aside><article><div itemprop="articleBody"><p>`+text+`</p></div></article></aside></main></body></html>`, page.Hints{})
	if !strings.Contains(a.Body, "over the Salt") {
		t.Errorf("got %q", a.Body)
	}
}
