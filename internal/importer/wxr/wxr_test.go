package wxr_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/wxr"
	"broadsheet/internal/news"
)

func read(t testing.TB, content io.Reader) []importer.Item {
	t.Helper()
	return formattest.Read(t, wxr.Format{}, importer.Input{Content: content, Name: "test.xml", Zone: formattest.Tehran(t)})
}

// export wraps items into an export file.
func export(items string) string {
	return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog</title><link>https://blog.example</link>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_email>ann@blog.example</wp:author_email><wp:author_display_name><![CDATA[Ann &amp; Co]]></wp:author_display_name></wp:author>
` + items + "</channel></rss>"
}

// post is an item with some fields more.
func post(id int, title, content, more string) string {
	return fmt.Sprintf("<item><title><![CDATA[%s]]></title><content:encoded><![CDATA[%s]]></content:encoded><wp:post_id>%d</wp:post_id><wp:post_type>post</wp:post_type>%s</item>\n", title, content, id, more)
}

func articles(items []importer.Item) []*news.Article {
	var list []*news.Article
	for _, item := range items {
		if item.Record.Article != nil {
			list = append(list, item.Record.Article)
		}
	}
	return list
}

func one(t testing.TB, text string) (*news.Article, []string) {
	t.Helper()
	for _, item := range read(t, strings.NewReader(text)) {
		if item.Record.Article != nil {
			return item.Record.Article, formattest.Sentences(item.Problems)
		}
	}
	t.Fatal("no article")
	return nil, nil
}

func bodyOf(t testing.TB, content string) string {
	t.Helper()
	a, _ := one(t, export(post(1, "T", content, "")))
	return a.Body
}

func TestABlogReadsAsInItsGoldenFile(t *testing.T) {
	file, err := os.Open(filepath.Join("testdata", "blog.xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	formattest.Golden(t, filepath.Join("testdata", "blog.golden.json"), formattest.Shown(t, read(t, file)...))
}

func TestClassicTextBecomesParagraphs(t *testing.T) {
	tests := []struct{ name, given, want string }{
		{"blank lines and line ends", "One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>"},
		{"carriage returns", "One\r\n\r\n\r\nthree", "<p>One</p><p>three</p>"},
		{"a block between", "One\n<h2>Head</h2>\nTwo", "<p>One</p><h2>Head</h2><p>Two</p>"},
		{"a list keeps its items", "One\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nTwo", "<p>One</p><ul><li>a</li><li>b</li></ul><p>Two</p>"},
		{"a quotation has paragraphs", "<blockquote>One\n\nTwo</blockquote>", "<blockquote><p>One</p><p>Two</p></blockquote>"},
		{"inline elements stay in", "One <em>two\nthree</em>", "<p>One <em>two<br>three</em></p>"},
		{"preformatted text is left", "One\n<pre>a\n\n b</pre>\nTwo", "<p>One</p><pre>a\n\n b</pre><p>Two</p>"},
		{"a break is not doubled", "One<br />\ntwo", "<p>One<br />two</p>"},
		{"HTML is left", "<p>One\ntwo</p>\n\n<p>three</p>", "<p>One\ntwo</p><p>three</p>"},
		{"less than is text", "a < b\n\nc <3", "<p>a < b</p><p>c <3</p>"},
		{"loose text among paragraphs", "<p>One\ntwo</p>\n\nthree", "<p>One<br>two</p><p>three</p>"},
		{"a comment is no line", "One\n\n<!--more-->\n\nTwo", "<p>One<!--more--></p><p>Two</p>"},
		{"a tag that does not end", "One <a href=\"x", "<p>One <a href=\"x</p>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(flat(test.want), flat(bodyOf(t, test.given))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// flat takes the line ends between and after tags out, which mean nothing; those
// in preformatted text are none of these.
func flat(html string) string {
	for _, tag := range []string{">"} {
		html = strings.ReplaceAll(html, tag+"\n", tag)
	}
	return strings.TrimSpace(strings.ReplaceAll(html, "\n<", "<"))
}

func TestShortcodes(t *testing.T) {
	tests := []struct{ name, given, want string }{
		{"a caption", `[caption id="a" width="3"]<a href="/p"><img src="https://x.example/1.jpg" alt="A" /></a> Words <em>here</em>[/caption]`,
			`<figure><a href="https://blog.example/p"><img src="https://x.example/1.jpg" alt="A" /></a><figcaption>Words <em>here</em></figcaption></figure>`},
		{"a caption of old exports", `[caption caption="Old &amp; words"]<img src="https://x.example/1.jpg">[/caption]`,
			`<figure><img src="https://x.example/1.jpg"><figcaption>Old & words</figcaption></figure>`},
		{"an embed", `[embed width="5"]https://video.example/?a=1&amp;b=2[/embed]`, `<figure data-type="embed" data-src="https://video.example/?a=1&amp;b=2"></figure>`},
		{"an embed with an equals sign", `[youtube=https://youtube.com/watch?v=1&w=2]`, `<figure data-type="embed" data-src="https://youtube.com/watch?v=1&amp;w=2"></figure>`},
		{"a sound", `[audio mp3="https://x.example/a.mp3"][/audio]`, `<figure data-type="audio" data-src="https://x.example/a.mp3"></figure>`},
		{"a film", `[video src="https://x.example/a.mp4" poster="p.jpg"]`, `<figure data-type="film" data-src="https://x.example/a.mp4"></figure>`},
		{"an address alone on a line", "One\n\nhttps://www.youtube.com/watch?v=1\n\nTwo", `<p>One</p><figure data-type="embed" data-src="https://www.youtube.com/watch?v=1"></figure><p>Two</p>`},
		{"another address stays words", "https://site.example/", `<p>https://site.example/</p>`},
		{"others keep their inner text", `[vc_row][vc_column width="1/2"]Words [b]bold[/b].[/vc_column][/vc_row]`, `<p>Words bold.</p>`},
		{"others go", `One [contact-form-7 id="5" title="x"] two [my_form].`, `<p>One  two .</p>`},
		{"a remark stays", `He said [sic] that [the minister] went [ibid. 5], a[i] = b[x=1].`, `<p>He said [sic] that [the minister] went [ibid. 5], a[i] = b[x=1].</p>`},
		{"one that is written about", `Write [[gallery ids="1"]] there.`, `<p>Write [gallery ids="1"] there.</p>`},
		{"an empty gallery", `[gallery ids="99"]`, ``},
		{"a caption that does not end", `[caption]<img src="https://x.example/1.jpg"> words`, `<figure></figure><p><img src="https://x.example/1.jpg"> words</p>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(flat(test.want), flat(bodyOf(t, test.given))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBlocksKeepTheirContent(t *testing.T) {
	given := `<!-- wp:heading {"level":3} -->
<h3>Head</h3>
<!-- /wp:heading -->

<!-- wp:embed {"url":"https://video.example/1"} -->
<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">
https://video.example/1?a=1&amp;b=2
</div><figcaption>C</figcaption></figure>
<!-- /wp:embed --><!-- wp:latest-posts /--><!-- kept -->`
	want := `<h3>Head</h3><figure data-type="embed" data-src="https://video.example/1?a=1&amp;b=2"><figcaption>C</figcaption></figure><!-- kept -->`
	if diff := cmp.Diff(want, strings.ReplaceAll(bodyOf(t, given), "\n", "")); diff != "" {
		t.Error(diff)
	}
}

func attachment(id, parent int) string {
	return fmt.Sprintf(`<item><title>File %d</title><excerpt:encoded>Words %d</excerpt:encoded><wp:post_id>%d</wp:post_id><wp:post_parent>%d</wp:post_parent><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
<wp:attachment_url>https://blog.example/%d.jpg</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Alt %d</wp:meta_value></wp:postmeta></item>`, id, id, id, parent, id, id)
}

func TestPicturesAreFoundByTheirNumber(t *testing.T) {
	thumbnail := `<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>`
	want := &news.Picture{Src: "https://blog.example/7.jpg", Caption: "Words 7", Alt: "Alt 7"}
	for name, text := range map[string]string{
		"before": attachment(7, 1) + attachment(8, 1) + post(1, "One", "[gallery]", thumbnail) + post(2, "Two", "x", ""),
		"after":  post(1, "One", "[gallery]", thumbnail) + post(2, "Two", "x", "") + attachment(7, 1) + attachment(8, 1),
	} {
		t.Run(name, func(t *testing.T) {
			list := articles(read(t, strings.NewReader(export(text))))
			if len(list) != 2 || list[0].Title != "One" || list[1].Title != "Two" {
				t.Fatalf("%+v", list)
			}
			if diff := cmp.Diff(want, list[0].Lead); diff != "" {
				t.Error(diff)
			}
			if body := list[0].Body; strings.Count(body, "<img") != 2 || !strings.Contains(body, `data-type="gallery"`) || !strings.Contains(body, "<figcaption>Words 8</figcaption>") {
				t.Error(body)
			}
		})
	}
	a, problems := one(t, export(post(1, "One", "x", thumbnail)))
	if a.Lead != nil || len(problems) != 1 || !strings.Contains(problems[0], "number 7") {
		t.Errorf("%+v %v", a.Lead, problems)
	}
}

func TestStatesAndKinds(t *testing.T) {
	text := export(post(1, "Out", "x", "<wp:status>publish</wp:status><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>") +
		post(2, "Draft", "x", "<wp:status>draft</wp:status><wp:post_date>2020-01-02 03:04:05</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>") +
		post(3, "Pending", "x", "<wp:status>pending</wp:status>") + post(4, "Private", "x", "<wp:status>private</wp:status><wp:post_date>2020-01-02 03:04:05</wp:post_date>") +
		post(5, "Secret", "x", "<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>") +
		post(6, "Gone", "x", "<wp:status>trash</wp:status>") + post(7, "Gone too", "x", "<wp:status>trash</wp:status>") + post(8, "", "", "<wp:status>auto-draft</wp:status>") +
		"<item><title>Page</title><wp:post_id>9</wp:post_id><wp:post_type>page</wp:post_type></item><item><title>P</title><wp:post_type>product</wp:post_type></item><item><wp:post_type>revision</wp:post_type></item>")
	items := read(t, strings.NewReader(text))
	var got []string
	for _, item := range items {
		if a := item.Record.Article; a != nil {
			got = append(got, fmt.Sprintf("%s %s %s %s", a.Title, a.State, a.Kind, a.Published.Format(time.RFC3339)))
		} else {
			got = append(got, fmt.Sprintf("%s %v %s", item.Where, item.Note, item.Problems[0].Message))
		}
	}
	want := []string{
		"Out published news 2020-01-02T03:04:05Z", "Draft unpublished news 0001-01-01T00:00:00Z", "Pending unpublished news 0001-01-01T00:00:00Z",
		"Private unpublished news 2020-01-02T03:04:05+03:30", "Secret unpublished news 0001-01-01T00:00:00Z", "Page published page 0001-01-01T00:00:00Z",
		"trash true Left out, since they lie in the trash: 2.", `file true Left out, since items of the type "product" are no articles: 1.`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestComments(t *testing.T) {
	comment := func(id int, approved, more string) string {
		return fmt.Sprintf(`<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author>N</wp:comment_author><wp:comment_author_email>n@x.example</wp:comment_author_email><wp:comment_author_IP>192.0.2.9</wp:comment_author_IP><wp:comment_date_gmt>2020-01-02 03:04:05</wp:comment_date_gmt><wp:comment_content><![CDATA[<p>a &lt; b</p><a href="x">l</a>]]></wp:comment_content><wp:comment_approved>%s</wp:comment_approved>%s</wp:comment>`, id, approved, more)
	}
	a, _ := one(t, export(post(1, "T", "x", comment(1, "1", "")+comment(2, "0", "<wp:comment_parent>1</wp:comment_parent>")+comment(3, "spam", "")+comment(4, "trash", "")+comment(5, "1", "<wp:comment_type>pingback</wp:comment_type>"))))
	posted := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	want := []news.Comment{
		{ID: "1", Name: "N", Email: "n@x.example", Text: "a < b\nl", Posted: posted, Status: news.CommentApproved},
		{ID: "2", Parent: "1", Name: "N", Email: "n@x.example", Text: "a < b\nl", Posted: posted, Status: news.CommentPending},
	}
	if diff := cmp.Diff(want, a.Comments); diff != "" {
		t.Error(diff)
	}
	if text := fmt.Sprintf("%+v", a); strings.Contains(text, "192.0.2.9") {
		t.Error("an address of a reader's machine came in")
	}
}

func TestBrokenFilesAreMended(t *testing.T) {
	tests := []struct{ name, given, title, body string }{
		{"control characters", post(1, "a\x00b\x0bc", "x\x1fy", ""), "abc", "<p>xy</p>"},
		{"bytes that are no UTF-8", post(1, "caf\xe9 \x93q\x94", "x", ""), "café “q”", "<p>x</p>"},
		{"references to nothing", "<item><title>a&#0;b&#x1F;c&#65;</title></item>", "abcA", ""},
		{"a bare ampersand", "<item><title>AT&T & Co &copy; &unknown;</title></item>", "AT&T & Co © &unknown;", ""},
		{"a bare less than", "<item><title>1 < 2 <3</title></item>", "1 < 2 <3", ""},
		{"a section inside a section", post(1, "t", "a <![CDATA[ b ]]> c", ""), "t", "<p>a <![CDATA[ b ]]> c</p>"},
		{"a section that was divided", post(1, "t", "a ]]]]><![CDATA[> b", ""), "t", "<p>a ]]> b</p>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list := articles(read(t, strings.NewReader(export(test.given+post(9, "Next", "x", "")))))
			if len(list) != 2 || list[0].Title != test.title || strings.TrimSpace(list[0].Body) != test.body {
				for _, a := range list {
					t.Errorf("%q %q", a.Title, a.Body)
				}
			}
		})
	}
}

func TestWhatCannotBeMendedIsReported(t *testing.T) {
	long := strings.Repeat("x", wxr.MaxItem)
	tests := []struct{ name, given, problem string }{
		{"a tag that breaks off", "<item><title>x</title><wp:post_id <p></item>", "broken"},
		{"an item that is too long", post(2, "x", long, ""), "longer than 32 MB"},
		{"an attribute that is too long", `<item a="` + long + `"></item>`, ""},
		{"deep nesting", "<item><title>x</title><content:encoded>" + strings.Repeat("<a>", 1000) + "</content:encoded></item>", "too deeply"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			items := read(t, strings.NewReader(export(post(1, "Before", "x", "")+test.given+post(3, "After", "x", "<wp:status>draft</wp:status>"))))
			list := articles(items)
			if len(list) != 2 || list[0].Title != "Before" || list[1].Title != "After" || list[1].State != news.StateUnpublished {
				t.Fatalf("%+v", items)
			}
			if test.problem != "" && (len(items) != 3 || items[1].Where != "item 2" || !strings.Contains(items[1].Problems[0].Message, test.problem)) {
				t.Errorf("%+v", items[1])
			}
		})
	}
	t.Run("a file that breaks off", func(t *testing.T) {
		text := export(post(1, "Before", "x", "") + post(2, "Half", "x", ""))
		items := read(t, strings.NewReader(text[:strings.Index(text, "Half")+20]))
		if len(items) != 2 || items[0].Record.Article == nil || !strings.Contains(items[1].Problems[0].Message, "breaks off") {
			t.Errorf("%+v", items)
		}
	})
}

func TestOtherEncodings(t *testing.T) {
	text := strings.Replace(export("<item><title>caf\xe9</title></item>"), "UTF-8", "ISO-8859-1", 1)
	if a, _ := one(t, text); a.Title != "café" {
		t.Errorf("%q", a.Title)
	}
	wide := []byte{0xFF, 0xFE}
	for _, r := range strings.Replace(export("<item><title>café</title></item>"), "UTF-8", "UTF-16", 1) {
		wide = append(wide, byte(r), byte(r>>8))
	}
	if a, _ := one(t, string(wide)); a.Title != "café" {
		t.Errorf("%q", a.Title)
	}
}

func TestSniff(t *testing.T) {
	formattest.Sniffs(t, wxr.Format{}, []formattest.Sight{
		{"an export", export(""), importer.Certain},
		{"a feed", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>`, importer.Unlikely},
		{"HTML", "<!doctype html>", importer.Unlikely},
		{"nothing", "", importer.Unlikely},
	})
}

func TestReadStopsWhereItIsTold(t *testing.T) {
	formattest.Stops(t, wxr.Format{}, "x.xml", export(post(1, "a", "x", "")+post(2, "b", "x", "")))
	formattest.Stops(t, wxr.Format{}, "x.xml", export("<item><wp:post_id <</item>"+post(2, "b", "x", "")))
}

func FuzzRead(f *testing.F) {
	blog, err := os.ReadFile(filepath.Join("testdata", "blog.xml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(blog))
	f.Add(export(post(1, "a", "[caption]<img>[/caption][gallery ids=1]", "") + "<item><title>]]> & < &#0;"))
	f.Add("\xff\xfe<\x00r\x00")
	f.Fuzz(func(t *testing.T, text string) {
		for _, item := range read(t, strings.NewReader(text)) {
			if a := item.Record.Article; a != nil && (a.Title == "" || a.State == "") {
				t.Errorf("incomplete article: %+v", a)
			}
			if item.Record == (news.Record{}) && len(item.Problems) == 0 {
				t.Error("left out without a word")
			}
		}
	})
}
