package markdown_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/news"
)

func item(t testing.TB, name, text string) importer.Item {
	t.Helper()
	items := formattest.Read(t, markdown.Format{}, formattest.Text(t, name, text))
	if len(items) != 1 {
		t.Fatal(len(items))
	}
	return items[0]
}

func article(t testing.TB, name, text string) (*news.Article, []string) {
	t.Helper()
	i := item(t, name, text)
	if i.Record.Article == nil {
		t.Fatalf("refused: %v", i.Problems)
	}
	return i.Record.Article, formattest.Sentences(i.Problems)
}

func TestFilesReadAsInTheirGoldenFile(t *testing.T) {
	var got strings.Builder
	err := filepath.WalkDir(filepath.Join("testdata", "tree"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(filepath.Join("testdata", "tree"), path)
		if err != nil {
			return err
		}
		got.WriteString(formattest.Shown(t, item(t, filepath.ToSlash(name), string(text))))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	formattest.Golden(t, filepath.Join("testdata", "tree.golden.json"), got.String())
}

func TestFrontMatterInEveryLanguage(t *testing.T) {
	for name, text := range map[string]string{
		"yaml": "---\ntitle: T\ndate: 2020-01-02\ntags: [a, b]\ndraft: true\nn: 5\n---\nBody",
		"toml": "+++\ntitle = \"T\"\ndate = 2020-01-02\ntags = [\"a\", \"b\"]\ndraft = true\nn = 5\n+++\nBody",
		"json": "{\n\"title\": \"T\", \"date\": \"2020-01-02\", \"tags\": [\"a\", \"b\"], \"draft\": true, \"n\": 5\n}\n\nBody",
	} {
		t.Run(name, func(t *testing.T) {
			a, problems := article(t, "x.md", text)
			if len(problems) > 0 || a.Title != "T" || a.Body != "Body" || a.State != news.StateUnpublished || a.BodyFormat != news.BodyMarkdown {
				t.Errorf("%+v %v", a, problems)
			}
			if got := a.Published.Format(time.RFC3339); got != "2020-01-02T00:00:00+03:30" {
				t.Error(got)
			}
			if diff := cmp.Diff([]string{"a", "b"}, a.Tags); diff != "" {
				t.Error(diff)
			}
			if string(a.Extra["n"]) != "5" || len(a.Extra) != 1 {
				t.Errorf("%s", a.Extra)
			}
		})
	}
}

func TestTitlesAndNames(t *testing.T) {
	tests := []struct{ name, file, text, title, body, id string }{
		{"of the front matter", "a/b.md", "---\ntitle: \"A &amp; B&#8217;s\"\n---\n# Other\n\nx", "A & B’s", "# Other\n\nx", "a/b"},
		{"said twice", "b.md", "---\ntitle: Same\n---\n\n# Same\n\nx", "Same", "x", "b"},
		{"of the first heading", "b.md", "# The *first* [one](https://x.example)\n\nx", "The first one", "x", "b"},
		{"underlined", "b.md", "The first\n====\nx", "The first", "x", "b"},
		{"of the file", "notes/my-first_note.md", "x\n\n# later", "My first note", "x\n\n# later", "notes/my-first_note"},
		{"of a bundle", "post/some-thing/index.md", "x", "Some thing", "x", "post/some-thing"},
		{"a rule is no front matter", "a.md", "---\n\nx", "A", "---\n\nx", "a"},
		{"front matter that does not end", "a.md", "---\ntitle: x\n", "A", "---\ntitle: x\n", "a"},
		{"Windows", `c\d.md`, "x\r\ny", "D", "x\ny", "c/d"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, _ := article(t, test.file, test.text)
			if a.Title != test.title || a.Body != test.body || a.ID != test.id {
				t.Errorf("%q %q %q", a.Title, a.Body, a.ID)
			}
		})
	}
}

func TestWhatThePathSays(t *testing.T) {
	a, _ := article(t, "_posts/2020-01-02-some-slug.md", "---\ntitle: T\ncategories: jekyll\n---\nx")
	if a.Slug != "some-slug" || a.Section != "jekyll" || a.Published.Format(time.DateOnly) != "2020-01-02" {
		t.Errorf("%+v", a)
	}
	a, _ = article(t, "site/content/news/2020/x.fa.md", "---\ntitle: T\ncategories: [c, news]\n---\nx")
	if a.Section != "news" || a.Language != "fa" || !cmp.Equal(a.Tags, []string{"c"}) || a.ID != "site/content/news/2020/x.fa" {
		t.Errorf("%+v", a)
	}
	if a, _ = article(t, "_drafts/x.md", "x"); a.State != news.StateUnpublished {
		t.Error(a.State)
	}
	if i := item(t, "news/_index.md", "---\ntitle: News\n---\n"); i.Record.Article != nil || !i.Note || len(i.Problems) != 1 {
		t.Errorf("%+v", i)
	}
}

func TestFields(t *testing.T) {
	a, problems := article(t, "x.md", `---
title: T
authors:
  - Ann Day
  - {name: Bo Fry, role: editor, email: bo@x.example}
summary: "S &amp; s"
deck: D
kicker: K
section: Sec
lastmod: 2020-01-03T10:00:00Z
publishDate: 2020-01-02 10:00:00 -0500
permalink: https://x.example/a
topics: [one, two]
cover:
  image: img/a.jpg
  alt: Alt
  caption: Cap
lang: fa
odd: {b: [1, 2.5, true, null], "c": 2020-01-01}
title: T2
---
x`)
	want := &news.Article{
		ID: "x", Kind: "news", Title: "T2", Kicker: "K", Standfirst: "S & s", Section: "Sec", Language: "fa", URL: "https://x.example/a",
		Authors:   []news.Author{{Name: "Ann Day", Plain: true}, {Name: "Bo Fry", Role: "editor", Email: "bo@x.example"}},
		Published: time.Date(2020, 1, 2, 10, 0, 0, 0, time.FixedZone("", -5*3600)), Updated: time.Date(2020, 1, 3, 10, 0, 0, 0, time.UTC),
		Topics: []string{"one", "two"}, Lead: &news.Picture{Src: "img/a.jpg", Alt: "Alt", Caption: "Cap"},
		State: news.StatePublished, Body: "x", BodyFormat: news.BodyMarkdown,
		Extra: map[string]json.RawMessage{"deck": json.RawMessage(`"D"`), "odd": json.RawMessage(`{"b":[1,2.5,true,null],"c":"2020-01-01"}`)},
	}
	if diff := cmp.Diff(want, a); diff != "" || len(problems) > 0 {
		t.Error(diff, problems)
	}
}

func TestAuthors(t *testing.T) {
	tests := []struct {
		given string
		want  []string
	}{
		{`authors: ""`, nil}, {"authors:", nil}, {"authors: []", nil}, {"author: Ann Day", []string{"Ann Day"}},
		{"author: Ann Day, Bo Fry", []string{"Ann Day", "Bo Fry"}}, {`author: "Day, Ann"`, []string{"Day, Ann"}},
		{"authors:\n  - ann-day\n  -\n  - bo", []string{"ann-day", "bo"}},
	}
	for _, test := range tests {
		a, _ := article(t, "x.md", "---\ntitle: T\n"+test.given+"\n---\nx")
		var got []string
		for _, who := range a.Authors {
			got = append(got, who.Name)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.given, diff)
		}
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ given, want string }{
		{"2024-05-06T07:08:09+03:00", "2024-05-06T07:08:09+03:00"}, {"2014-03-24 10:00:42 -0400", "2014-03-24T10:00:42-04:00"},
		{"2024-05-06", "2024-05-06T00:00:00+03:30"}, {"2024-05-06 07:08", "2024-05-06T07:08:00+03:30"}, {`"2024-05-06 07:08:09"`, "2024-05-06T07:08:09+03:30"},
		{"May 6, 2024", "2024-05-06T00:00:00+03:30"}, {"2024/05/06", "2024-05-06T00:00:00+03:30"}, {"2024-05-06T07:08:09.5Z", "2024-05-06T07:08:09Z"},
	}
	for _, test := range tests {
		a, problems := article(t, "x.md", "---\ntitle: T\ndate: "+test.given+"\n---\nx")
		if got := a.Published.Format(time.RFC3339); got != test.want || len(problems) > 0 {
			t.Errorf("%s: got %s, want %s; %v", test.given, got, test.want, problems)
		}
	}
	a, problems := article(t, "x.md", "---\ntitle: T\ndate: yesterday\n---\nx")
	if !a.Published.IsZero() || len(problems) != 1 || string(a.Extra["date"]) != `"yesterday"` {
		t.Errorf("%v %v %s", a.Published, problems, a.Extra)
	}
}

func TestFrontMatterThatIsBroken(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	bomb := "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
	tests := []struct{ name, front string }{
		{"a colon in a title", "title: One: two\nauthors:\n  - ann\nbad: [x\n"},
		{"deep nesting", "title: \"One: two\"\nauthors: [ann]\nx: " + deep + "\n"},
		{"nested dashes", "title: \"One: two\"\nauthors: [ann]\nx:\n " + strings.Repeat("- ", 100_000) + "\n"},
		{"aliases inside aliases", "title: \"One: two\"\nauthors: [ann]\n" + bomb},
		{"a tab", "title: \"One: two\"\nauthors: [ann]\n\tx: y\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, problems := article(t, "x.md", "---\n"+test.front+"---\nBody")
			if a.Title != "One: two" || len(a.Authors) != 1 || a.Authors[0].Name != "ann" || a.Body != "Body" {
				t.Errorf("%+v", a)
			}
			if len(problems) != 1 || !strings.Contains(problems[0], "line by line") || a.Extra["front_matter"] == nil || len(problems[0]) > 400 {
				t.Errorf("%v %s", problems, a.Extra)
			}
		})
	}
	a, problems := article(t, "x.md", "---\ntitle: T\nbase: &b [x]\nsame: *b\n---\nBody")
	if len(problems) > 0 || string(a.Extra["same"]) != `["x"]` {
		t.Errorf("%v %s", problems, a.Extra)
	}
}

func TestShortcodes(t *testing.T) {
	tests := []struct{ name, given, want string }{
		{"a figure", `{{< figure src="a.jpg" alt="Alt" caption="By **me**" attr="Ann" >}}`, "<figure>\n\n![Alt](<a.jpg>)\n\n<figcaption>\n\nBy **me** Ann\n\n</figcaption>\n</figure>"},
		{"a picture of a catalogue", `{{< img src="steve-k" alt="A \"b\"" caption="C" >}}`, "<figure>\n\n<figure data-type=\"image\" data-alt=\"A &#34;b&#34;\"></figure>\n\n<figcaption>\n\nC\n\n</figcaption>\n</figure>"},
		{"a picture in a line", `One {{< img src="a.jpg" alt="A [x]" >}} two`, `One ![A \[x\]](<a.jpg>) two`},
		{"a linked picture", `[{{< legacy-img src="a.jpg" alt="A" caption="" >}}](https://x.example/a)`, "<figure>\n\n[![A](<a.jpg>)](https://x.example/a)\n\n</figure>"},
		{"a reference to a file", `[x]({{< ref "/news/2020/a.md#h" >}})`, "[x](/article/news%2F2020%2Fa#h)"},
		{"a reference to a page", `[x]({{< ref "/communities" >}}) [y]({{% relref "only-name.md" %}})`, "[x](/communities) [y](only-name)"},
		{"a film", `{{< youtube id="abc" title="T" >}}`, `<figure data-type="embed" data-src="https://www.youtube.com/watch?v=abc" data-title="T"></figure>`},
		{"by position", `{{< vimeo 123 >}}`, `<figure data-type="embed" data-src="https://vimeo.com/123"></figure>`},
		{"text inside", "{{< note >}}\n**Words** {{% box %}}more{{% /box %}}\n{{< /note >}}", "**Words** more"},
		{"a button", `{{< button href="https://x.example" text="Go on" >}}`, "[Go on](https://x.example)"},
		{"a file", `{{< asset-static file="a.pdf" label="View (PDF)" >}}`, "[View (PDF)](a.pdf)"},
		{"a title", `{{< accordion title="Head" >}}x{{< /accordion >}}`, "**Head**\n\nx"},
		{"a quotation", `{{< quote-block text="Words" cite="Ann" >}}`, "> Words\n>\n> Ann"},
		{"a quote inside", `x {{< img src="a.jpg" alt="a \"b\"" >}}`, `x ![a "b"](<a.jpg>)`},
		{"over several lines", "{{< img\n  src=\"a.jpg\"\n  alt=\"A\" >}}", "<figure>\n\n![A](<a.jpg>)\n\n</figure>"},
		{"one that is written about", "{{</* ref x */>}}{{/* remark */}}", ""},
		{"code", "{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\n\nx\n\n```"},
		{"Liquid", "{% if x %}One {{ page.title }}two{% endif %}{{ \"/a\" | relative_url }}{% comment %}no{% endcomment %}", "One two/a"},
		{"a picture of Liquid", `{% include figure.html src="a.jpg" alt="A" caption="C" %}`, "<figure>\n\n![A](<a.jpg>)\n\n<figcaption>\n\nC\n\n</figcaption>\n</figure>"},
		{"a link of Liquid", `[x]({% link _posts/2020-01-01-a.md %}) [y]({{ site.baseurl }}/b)`, "[x](/article/_posts%2F2020-01-01-a) [y](/b)"},
		{"code stays", "```\n{{ x }} [[y]]\n```\n\n`{{ x }}` and {{ x }}", "```\n{{ x }} [[y]]\n```\n\n`{{ x }}` and"},
		{"Kramdown", "## Head {#id}\n\nx {: .c}\n{:.d}", "## Head\n\nx"},
		{"one that does not end", "{{< x", "{{< x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, _ := article(t, "x.md", "---\ntitle: T\n---\n"+test.given)
			if diff := cmp.Diff(test.want, strings.TrimSpace(a.Body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNotesOfObsidian(t *testing.T) {
	given := "See [[Target]] and [[deep/Other#Head|the other]], [[#Here]].\n\n![[pic one.png|Alt]]\n\n![[pic.png|300]]\n\n> [!warning] Mind\n> text\n\n> [!note]\n> text\n\n#tag/sub and #two, not #12 nor a#b. ==marked== %%gone%% [a](<sub/x.md>) [b](../y.md#z)\n\n`#no [[no]]`"
	want := "See [Target](/article/notes%2FTarget) and [the other](/article/deep%2FOther), Here.\n\n![Alt](<pic one.png>)\n\n![pic](<pic.png>)\n\n> **Mind**\n>\n> text\n\n> **Note**\n>\n> text\n\n#tag/sub and #two, not #12 nor a#b. <mark>marked</mark>  [a](/article/notes%2Fsub%2Fx) [b](/article/y#z)\n\n`#no [[no]]`"
	a, _ := article(t, "notes/My note.md", given)
	if diff := cmp.Diff(want, a.Body); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"tag/sub", "two"}, a.Tags); diff != "" || a.Title != "My note" {
		t.Error(diff, a.Title)
	}
	if a, _ = article(t, "x.md", "---\ntitle: T\n---\n#hash ==x=="); len(a.Tags) != 0 || a.Body != "#hash ==x==" {
		t.Errorf("a blog is no note book: %v %q", a.Tags, a.Body)
	}
}

func TestEncodings(t *testing.T) {
	for _, text := range []string{"\ufeff---\ntitle: café\n---\nx", "---\ntitle: caf\xe9\n---\nx", "\xff\xfe#\x00 \x00c\x00a\x00f\x00\xe9\x00"} {
		if a, _ := article(t, "x.md", text); a.Title != "café" {
			t.Errorf("%q", a.Title)
		}
	}
}

func TestSniff(t *testing.T) {
	formattest.Sniffs(t, markdown.Format{}, []formattest.Sight{
		{"YAML", "---\n# remark\n\ntitle: x\n", importer.Likely},
		{"TOML", "+++\ntitle = \"x\"\n", importer.Likely},
		{"a heading", "# Head\n", importer.Possible},
		{"mail", "From: x\n", importer.Unlikely},
		{"HTML", "<!doctype html>", importer.Unlikely},
		{"nothing", "", importer.Unlikely},
	})
}

func TestReadStopsWhereItIsTold(t *testing.T) {
	formattest.Stops(t, markdown.Format{}, "a.md", "x")
	if i := item(t, "a.md", strings.Repeat("x", markdown.MaxFile+1)); i.Record.Article != nil || len(i.Problems) != 1 {
		t.Errorf("%+v", i.Problems)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a/2020-01-02-b.fa.md", "---\ntitle: x\na: &a [1]\nb: *a\n---\n# x\n{{< figure src=\"a\" >}}\n")
	f.Add("x.md", "+++\na = 1979-05-27\n+++\n{% include x.html src=\"a.png\" %}{{ \"x\" | y }}")
	f.Add("x.md", "{\"title\":\"x\"}\n[[a|b]] ![[c.png]] > [!note]\n`x` ```")
	f.Fuzz(func(t *testing.T, name, text string) {
		i := item(t, name, text)
		if a := i.Record.Article; a != nil && (a.Title == "" || a.State == "") {
			t.Errorf("incomplete article: %+v", a)
		}
		if i.Record == (news.Record{}) && len(i.Problems) == 0 {
			t.Error("left out without a word")
		}
	})
}
