package body_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"

	"broadsheet/internal/body"

	"github.com/google/go-cmp/cmp"
)

const (
	hashA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	hashB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
	fileA = "/media/" + hashA
	fileB = "/media/" + hashB
)

var newIDs = regexp.MustCompile(` id="[a-z][a-z2-7]{7}"`)

// TestRules leaves new ids out of what it compares: they are hashes.
func TestRules(t *testing.T) {
	for _, group := range [][]rule{blockRules, inlineRules, listRules, tableRules, figureRules, noteRules, languageRules, characterRules, linkRules} {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) {
				got := newIDs.ReplaceAllString(holds(t, c.in, body.Options{Language: "en"}).HTML, "")
				want := c.want
				if want != "" {
					want += "\n"
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

type rule struct{ name, in, want string }

var blockRules = []rule{
	{"nothing", "", ""},
	{"white space", " \n&nbsp;<p> </p><div><br></div>", ""},
	{"loose text", "a<div>b</div>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"},
	{"headings", "<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6>", "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h4>d</h4>\n<h4>e</h4>\n<h4>f</h4>"},
	{"containers are unwrapped", "<html><head><title>t</title></head><body><main><article><section><p>a</section></article></main>", "<p>a</p>"},
	{"a block in a paragraph", "<p>a<div>b</div>c</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>"},
	{"two line breaks part paragraphs", "<p>a<br> <br/>b<br>c</p>", "<p>a</p>\n<p>b<br>c</p>"},
	{"line breaks at the edges go", "<p><br>a<br></p>", "<p>a</p>"},
	{"a line break in a heading is a space", "<h2>a<br>b</h2>", "<h2>a b</h2>"},
	{"white space collapses across elements", "<p> a <b> b </b> c\n\td </p>", "<p>a <strong>b </strong>c d</p>"},
	{"pre", "<pre>\n\n a\r\n\tb &lt;<b>c</b><br>d\n</pre>", "<pre> a&#10;\tb &lt;c&#10;d</pre>"},
	{"blocks in pre are lines", "<pre><div>a</div><div>b</div></pre>", "<pre>a&#10;b</pre>"},
	{"quotation", "<blockquote>a<p>b<blockquote>c</blockquote></blockquote>", "<blockquote><p>a</p><p>b</p><blockquote><p>c</p></blockquote></blockquote>"},
	{"aside in aside", "<aside>a<aside>b</aside></aside>", "<aside><p>a</p><p>b</p></aside>"},
	{"rule", "<p>a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>"},
	{"definition list", "<dl><dt>a<dd>b</dl>", "<p><strong>a</strong></p>\n<p>b</p>"},
	{"details", "<details><summary>a</summary>b</details>", "<p><strong>a</strong></p>\n<p>b</p>"},
	{"dropped with their content", "<script>1</script><style>2</style><template><p>3</template><noscript>4</noscript><svg><text>5</text></svg><math><mi>6</math><object>7</object><select><option>8</select><textarea>9</textarea><button>0</button>a", "<p>a</p>"},
	{"unclosed svg ends where HTML begins", "<svg><g>x<p>a", "<p>a</p>"},
	{"unknown elements keep their content", "<o:p>a</o:p><my-card b=c>d</my-card>", "<p>ad</p>"},
	{"comments and instructions", "a<!-- b --><?php c ?><!DOCTYPE d>e", "<p>ae</p>"},
	{"attributes go", `<p class=a style="color:red" onclick=x() data-y=z align=center>a`, "<p>a</p>"},
}

var inlineRules = []rule{
	{"renamed", "<b>a</b><i>b</i><strike>c</strike><del>d</del><ins>e</ins><tt>f</tt><kbd>g</kbd>", "<p><strong>a</strong><em>b</em><s>cd</s><u>e</u><code>fg</code></p>"},
	{"kept", "<sub>a</sub><sup>b</sup><code>c</code><q>d</q><cite>e</cite><mark>f</mark><bdi>g</bdi><u>h</u>", "<p><sub>a</sub><sup>b</sup><code>c</code><q>d</q><cite>e</cite><mark>f</mark><bdi>g</bdi><u>h</u></p>"},
	{"fonts go", `<font color=red>a</font><span style="x">b</span><big>c</big><small>d</small>`, "<p>abcd</p>"},
	{"doubled and empty", "<b><b>a</b></b><i></i><b>b</b>", "<p><strong>ab</strong></p>"},
	{"misnested", "<b>a<i>b</b>c</i>", "<p><strong>a<em>b</em></strong><em>c</em></p>"},
	{"the longer one is outside", "<b><i>a</i></b><i>b</i>", "<p><em><strong>a</strong>b</em></p>"},
	{"of equal length, by rank", "<i><b>a</b></i>", "<p><strong><em>a</em></strong></p>"},
	{"across blocks", "<b><p>a</p><p>b</p></b>c", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>\n<p>c</p>"},
	{"left open", "<p><b>a<p>b</b>c", "<p><strong>a</strong></p>\n<p><strong>b</strong>c</p>"},
	{"a lone space has no mark", "a<b> </b>b", "<p>a b</p>"},
	{"abbreviation", `<abbr title=" World  Health ">WHO</abbr><abbr>x</abbr>`, `<p><abbr title="World Health">WHO</abbr>x</p>`},
	{"time", `<time datetime="2024-05-01">May</time><time datetime="<x>">x</time>`, `<p><time datetime="2024-05-01">May</time>x</p>`},
	{"a quotation in a quotation", "<q>a <q>b</q></q>", "<p><q>a ‘b’</q></p>"},
	{"superscript in subscript", "<sub>a<sup>b</sup></sub>", "<p><sub>a<sup>b</sup></sub></p>"},
}

var listRules = []rule{
	{"items", "<ul><li>a<li><p>b</p></ul>", "<ul><li>a</li><li>b</li></ul>"},
	{"nested", "<ul><li>a<ol start=3><li>b</ol></ul>", `<ul><li>a<ol start="3"><li>b</li></ol></li></ul>`},
	{"a list directly in a list belongs to the item before", "<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"},
	{"several paragraphs", "<ul><li><p>a<p>b</ul>", "<ul><li><p>a</p><p>b</p></li></ul>"},
	{"text without item", "<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
	{"items without list", "<li>a<li>b", "<p>a</p>\n<p>b</p>"},
	{"headings in items", "<ul><li><h2>a</h2>b</ul>", "<ul><li><p>a</p><p>b</p></li></ul>"},
	{"tables and pictures are lifted out", `<ul><li>a<table><tr><td>b<td>c</table><li><img src="https://x.org/p.jpg" alt=p>d</ul>`, `<ul><li>a</li><li>d</li></ul>` + "\n" + `<table><tbody><tr><td>b</td><td>c</td></tr></tbody></table>` + "\n" + `<figure data-alt="p" data-src="https://x.org/p.jpg" data-type="image"></figure>`},
	{"empty ones go", "<ul><li></li></ul><ol></ol>", ""},
	{"menu", "<menu><li>a</menu>", "<ul><li>a</li></ul>"},
}

var tableRules = []rule{
	{"head by section", "<table><caption>t</caption><thead><tr><td>a<tbody><tr><td>b</table>", "<table><caption>t</caption><thead><tr><td>a</td></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"},
	{"head by cells", "<table><tr><th>a<th>b<tr><td>c<td>d</table>", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"},
	{"spans are bounded", "<table><tr><td colspan=2 rowspan=70000>a<td colspan=0>b</table>", `<table><tbody><tr><td colspan="2" rowspan="100">a</td><td>b</td></tr></tbody></table>`},
	{"one cell is no table", "<table><tr><td><h2>a</h2><p>b</table>", "<h2>a</h2>\n<p>b</p>"},
	{"a table in a table arranges", "<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>", "<p>a</p>\n<table><tbody><tr><td>b</td><td>c</td></tr></tbody></table>\n<p>d</p>"},
	{"presentation", "<table role=presentation><tr><td>a<td><img src=https://x.org/a.png alt=b></table>", `<p>a</p>` + "\n" + `<figure data-alt="b" data-src="https://x.org/a.png" data-type="image"></figure>`},
	{"text outside of cells", "<table>a<tr>b<td>c</table>", "<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>"},
	{"cells without table", "<tr><td>a<td>b", "<p>a</p>\n<p>b</p>"},
	{"lists in cells", "<table><tr><td><ul><li>a</ul><td>b", "<table><tbody><tr><td><ul><li>a</li></ul></td><td>b</td></tr></tbody></table>"},
	{"formatting ends with its cell", "<table><tr><td><b>a<td>b</table>c", "<table><tbody><tr><td><strong>a</strong></td><td>b</td></tr></tbody></table>\n<p>c</p>"},
	{"empty", "<table><tr><td></td><td> </td></table>", ""},
}

var figureRules = []rule{
	{"a picture in a paragraph is lifted out", `<p>a<img src="` + fileA + `" alt="A" width=10 height="20px"> b</p>`, "<p>a b</p>\n" + `<figure data-type="image"><img alt="A" height="20" src="` + fileA + `" width="10"></figure>`},
	{"a focal point", `<img data-focus="50 30" src="` + fileA + `"><img data-focus="50% 30%" src="` + fileB + `"><img data-focus="1 1" src="https://x.org/a.jpg" alt=a>`, `<figure data-type="image"><img alt="" data-focus="50 30" src="` + fileA + `"></figure>` + "\n" + `<figure data-type="image"><img alt="" src="` + fileB + `"></figure>` + "\n" + `<figure data-alt="a" data-src="https://x.org/a.jpg" data-type="image"></figure>`},
	{"caption", `<figure><img src="` + fileA + `"><figcaption>a <i>b</i></figcaption></figure>`, `<figure data-type="image"><img alt="" src="` + fileA + `"><figcaption>a <em>b</em></figcaption></figure>`},
	{"text beside a picture is its caption", `<figure><a href="https://x.org"><img src="` + fileA + `"></a><p>a</p><p>b</p></figure>`, `<figure data-type="image"><img alt="" src="` + fileA + `"><figcaption>a<br>b</figcaption></figure>`},
	{"gallery", `<figure class=gallery><figure><img src="` + fileA + `"><figcaption>a</figcaption></figure><figure><img src="` + fileB + `"></figure><figcaption>b</figcaption></figure>`, `<figure data-type="gallery"><figure data-type="image"><img alt="" src="` + fileA + `"><figcaption>a</figcaption></figure><figure data-type="image"><img alt="" src="` + fileB + `"></figure><figcaption>b</figcaption></figure>`},
	{"remote", `<img src="//x.org/a%20b.jpg?w=1">`, `<figure data-alt="a b.jpg" data-src="https://x.org/a%20b.jpg?w=1" data-type="image"></figure>`},
	{"neither here nor on the web", `<img src="cid:1" alt="A"><img src="data:image/png;base64,AAAA">`, `<figure data-alt="A" data-type="image"></figure>`},
	{"loaded late", `<img src="data:image/gif;base64,R0" data-src="https://x.org/a.jpg" alt=a><img srcset="https://x.org/b.jpg 1x, c 2x" alt=b>`, `<figure data-alt="a" data-src="https://x.org/a.jpg" data-type="image"></figure>` + "\n" + `<figure data-alt="b" data-src="https://x.org/b.jpg" data-type="image"></figure>`},
	{"counting pixels go", `a<img src="https://x.org/p.gif" width=1 height=1>`, "<p>a</p>"},
	{"drawn emoji are text", `a<img class=emoji alt="😀" src="https://x.org/e.png">`, "<p>a😀</p>"},
	{"film", `<video src="` + fileA + `" poster="` + fileB + `" controls autoplay><track kind=captions src="` + fileB + `" srclang=EN label=English>no film</video>`, `<figure data-type="film"><video poster="` + fileB + `" src="` + fileA + `"><track kind="captions" label="English" src="` + fileB + `" srclang="en"></video></figure>`},
	{"film elsewhere", `<figure><video><source src="https://x.org/f.mp4"></video><figcaption>a</figcaption></figure>`, `<figure data-alt="f.mp4" data-src="https://x.org/f.mp4" data-type="film"><figcaption>a</figcaption></figure>`},
	{"sound", `<audio src="` + fileA + `"></audio>`, `<figure data-type="audio"><audio src="` + fileA + `"></audio></figure>`},
	{"a frame becomes an embed", `<iframe src="https://x.org/e" title="A film" width=560>no</iframe>`, `<figure data-src="https://x.org/e" data-title="A film" data-type="embed"></figure>`},
	{"a frame of nothing", `<iframe src="javascript:x"></iframe><iframe src="https://x.org/t" height=0></iframe>`, ""},
	{"embed", `<figure data-type=embed data-src="https://x.org" data-title=T data-value='{ "a": [1, 2] }'><img src="` + fileA + `" alt=p></figure>`, `<figure data-src="https://x.org" data-title="T" data-type="embed" data-value="{&quot;a&quot;:[1,2]}"><img alt="p" src="` + fileA + `"></figure>`},
	{"map", `<figure data-type=map data-value='{"type":"FeatureCollection"}'><figcaption>m</figcaption></figure>`, `<figure data-type="map" data-value="{&quot;type&quot;:&quot;FeatureCollection&quot;}"><figcaption>m</figcaption></figure>`},
	{"chart", `<figure data-type=chart><table><tr><th>a<th>b<tr><td>1<td>2</table><figcaption>c</figcaption></figure>`, `<figure data-type="chart"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><figcaption>c</figcaption></figure>`},
	{"pull quote", `<figure class="wp-block-pullquote"><blockquote>a</blockquote><figcaption>b</figcaption></figure>`, `<figure data-type="pullquote"><blockquote><p>a</p></blockquote><figcaption>b</figcaption></figure>`},
	{"a table in a figure", `<figure><table><tr><td>a<td>b</table><figcaption>c</figcaption></figure>`, `<table><caption>c</caption><tbody><tr><td>a</td><td>b</td></tr></tbody></table>`},
	{"text in a figure", `<figure><p>a</p><figcaption>b</figcaption></figure>`, "<p>a</p>\n<p>b</p>"},
}

var noteRules = []rule{
	{"canonical", `<p>a<a href="#fn-x" role="doc-noteref">9</a></p><ol role="doc-endnotes"><li id="fn-x">b</li></ol>`, `<p>a<a href="#fn-x" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-x">b</li></ol>`},
	{"of Markdown", `<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup></p><div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>b <a href="#fnref:1" role="doc-backlink">↩︎</a></p></li></ol></div>`, `<p>a<a href="#fn-1" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-1">b</li></ol>`},
	{"of WordPress", `<p>a<sup class="fn"><a href="#9f-2" id="9f-2-link">1</a></sup></p><ol class="wp-block-footnotes"><li id="9f-2">b <a href="#9f-2-link">↩︎</a></li></ol>`, `<p>a<a href="#fn-9f-2" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-9f-2">b</li></ol>`},
	{"a class like theirs", `<div class="has-footnotes"><ol><li>a <a class="toc-backref" href="https://x.org">b</a></ol></div>`, `<ol><li>a <a href="https://x.org">b</a></li></ol>`},
	{"they stand last", `<ol role="doc-endnotes"><li id="fn-1">b</ol><p>a<a href="#fn-1">*</a>`, `<p>a<a href="#fn-1" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-1">b</li></ol>`},
	{"a reference to nothing is text", `<p>a<sup><a href="#fn-1" role="doc-noteref">1</a></sup></p>`, `<p>a<sup>1</sup></p>`},
	{"equal ids", `<p><a href="#fn-1">1</a><ol role="doc-endnotes"><li id="fn-1">a<li id="fn-1">b<li>c</ol>`, `<p><a href="#fn-1" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-1">a</li><li id="fn-1-2">b</li><li id="fn-3">c</li></ol>`},
	{"several references side by side", `<p>a<a href="#fn-1">1</a><a href="#fn-2">2</a><ol role="doc-endnotes"><li id="fn-1">a<li id="fn-2">b</ol>`, `<p>a<a href="#fn-1" role="doc-noteref">1</a><a href="#fn-2" role="doc-noteref">2</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-1">a</li><li id="fn-2">b</li></ol>`},
}

var languageRules = []rule{
	{"the article's own goes", `<div lang="en" dir="ltr"><p lang=EN>a`, "<p>a</p>"},
	{"another stays, with its direction", `<p lang="ar">مرحبا</p>`, `<p dir="rtl" lang="ar">مرحبا</p>`},
	{"from a wrapper to each block", `<div lang="fr"><p>a<p>b</div>c`, `<p lang="fr">a</p>` + "\n" + `<p lang="fr">b</p>` + "\n<p>c</p>"},
	{"inline", `<p>a <i lang=fr>b</i> <bdo dir=rtl>c</bdo>`, `<p>a <span lang="fr"><em>b</em></span> <span dir="rtl">c</span></p>`},
	{"back to the article's", `<div lang=ar><p>مرحبا <span lang=en>hello</span></div>`, `<p dir="rtl" lang="ar">مرحبا <span dir="ltr" lang="en">hello</span></p>`},
	{"a direction against the language", `<p lang=ar dir=ltr>x</p>`, `<p dir="ltr" lang="ar">x</p>`},
	{"letter case, and what is none", `<p lang="ZH-hant-tw">字</p><p lang="x y">a</p><p dir=auto>b</p>`, `<p lang="zh-Hant-TW">字</p>` + "\n<p>a</p>\n<p>b</p>"},
	{"bdi", `<p>a <bdi dir=rtl>b</bdi>`, `<p>a <bdi dir="rtl">b</bdi></p>`},
	{"in lists and tables", `<ul lang=fr><li>a<li lang=de>b</ul>`, `<ul lang="fr"><li>a</li><li lang="de">b</li></ul>`},
}

var characterRules = []rule{
	{"NFC", "e\u0301 \u212b", "<p>é Å</p>"},
	{"NFC across elements that go", "<p>e<wbr>\u0301", "<p>é</p>"},
	{"a stroke behind a tag", "<p><b>\u0338a</b>", "<p><strong>&#824;a</strong></p>"},
	{"entities", "&lt;b&gt; &amp;amp; &quot; &nbsp;x&notit;", "<p>&lt;b&gt; &amp;amp; \" \u00a0x¬it;</p>"},
	{"controls", "a\x00b\x01c\u0085d\ufeffe\u2028f\ufdd0", "<p>abc de f</p>"},
	{"overrides", "a\u202eb\u202cc\u202ad", "<p>abcd</p>"},
	{"marks and joiners stay", "a\u200eb\u200fc\u200cd\u200de\u2067f\u2069", "<p>a\u200eb\u200fc\u200cd\u200de\u2067f\u2069</p>"},
	{"not UTF-8", "a\xffb", "<p>a\ufffdb</p>"},
	{"no-break spaces at the edges", "<p>&nbsp;a&nbsp;b&nbsp;</p>", "<p>a\u00a0b</p>"},
	{"invisible paragraphs", "<p>\u200b\u200e&zwj;</p>a", "<p>a</p>"},
}

var linkRules = []rule{
	{"web", `<a href=" HTTPS://x.org/a b?c=d&amp;e#f " target=_blank rel=x>l</a>`, `<p><a href="https://x.org/a%20b?c=d&amp;e#f">l</a></p>`},
	{"mail", `<a href="mailto:a@x.org">l</a>`, `<p><a href="mailto:a@x.org">l</a></p>`},
	{"of this library", `<a href="/article/a%3Ab#k1">l</a><a href="/article/../x">m</a><a href="/topic/x">n</a>`, `<p><a href="/article/a%3Ab#k1">l</a>mn</p>`},
	{"scripts", `<a href="javascript:x">a</a><a href=" java&#10;script:x">b</a><a href="data:text/html,x">c</a><a href="vbscript:x">d</a><a href="file:///x">e</a>`, "<p>abcde</p>"},
	{"no host, someone's name", `<a href="http:///x">a</a><a href="https://user@x.org">b</a><a href="https:\\x.org\p">c</a>`, `<p>ab<a href="https://x.org/p">c</a></p>`},
	{"relative", `<a href="page.html">a</a><a href="?x">b</a><a name=x>c</a>`, "<p>abc</p>"},
	{"inside the body", `<p id="one">a <a href="#two">b</a> <a href="#three">c</a></p><p><a name="two"></a>d</p>`, `<p id="one">a <a href="#ufqfnncn">b</a> c</p>` + "\n<p>d</p>"},
	{"links do not nest", `<a href="https://x.org/1">a<a href="https://x.org/2">b</a></a>`, `<p><a href="https://x.org/1">a</a><a href="https://x.org/2">b</a></p>`},
	{"around blocks", `<a href="https://x.org"><h2>a</h2><p>b</p></a>`, `<h2><a href="https://x.org">a</a></h2>` + "\n" + `<p><a href="https://x.org">b</a></p>`},
}

func TestIDs(t *testing.T) {
	t.Run("valid ones stay, others are new", func(t *testing.T) {
		r := holds(t, `<p id="k1">a<p id="k1">b<p id="1x">c<p id="fn-2">d<h2 id="A_b-9">e`, body.Options{})
		d, err := body.Parse(r.HTML)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]string{}
		for _, b := range d.Text().Blocks {
			ids[d.Text().Plain[b.Start:b.End]] = b.ID
		}
		if ids["a"] != "k1" || ids["e"] != "A_b-9" {
			t.Error(ids)
		}
		for _, text := range []string{"b", "c", "d"} {
			if !regexp.MustCompile(`^[a-z][a-z2-7]{7}$`).MatchString(ids[text]) {
				t.Errorf("%s has %q", text, ids[text])
			}
		}
	})
	t.Run("equal texts have different ids", func(t *testing.T) {
		r := holds(t, "<p>a<p>a<p>a", body.Options{})
		if r.HTML == "" || strings.Count(r.HTML, "id=") != 3 {
			t.Error(r.HTML)
		}
	})
	t.Run("carried over from the previous version", func(t *testing.T) {
		previous := canonical(t, `<p id="first">The ship left at dawn.</p><p id="second">The captain, a careful man, had waited for the wind.</p><h2 id="third">Winter</h2><p id="fourth">It was cold.</p>`)
		now := `<p>A new beginning.</p><p>The ship left at dawn.</p><p>The captain, a very careful man, had waited for the wind.</p><p>Quite another matter.</p><h2>Winter</h2>`
		r := holds(t, now, body.Options{Language: "en", Previous: previous})
		for _, want := range []string{`<p id="first">The ship`, `<p id="second">The captain, a very`, `<h2 id="third">`} {
			if !strings.Contains(r.HTML, want) {
				t.Errorf("%s is not in\n%s", want, r.HTML)
			}
		}
		if strings.Contains(r.HTML, "fourth") {
			t.Errorf("a block that went left its id\n%s", r.HTML)
		}
	})
	t.Run("moved blocks keep order", func(t *testing.T) {
		previous := canonical(t, `<p id="a">one two three</p><p id="b">four five six</p>`)
		r := holds(t, "<p>four five six</p><p>one two three</p>", body.Options{Previous: previous})
		if strings.Count(r.HTML, `id="a"`)+strings.Count(r.HTML, `id="b"`) != 1 {
			t.Error(r.HTML)
		}
	})
}

func TestMedia(t *testing.T) {
	var asked []body.Resource
	media := func(r body.Resource) (string, bool) {
		asked = append(asked, r)
		switch r.Src {
		case "https://x.org/a.jpg", "a.jpg":
			return fileA, true
		case "https://x.org/f.mp4":
			return fileB, true
		case "https://x.org/evil.jpg":
			return "https://x.org/evil.jpg", true
		}
		return "", false
	}
	r := holds(t, `<p><img src="https://x.org/a.jpg" alt="A">t<img src="a.jpg"><img src="https://x.org/evil.jpg"><video src="https://x.org/f.mp4" poster="https://x.org/p.jpg"></video><img src="`+fileB+`">`,
		body.Options{Language: "en", Media: media})
	if diff := cmp.Diff([]string{hashA, hashB}, r.Media); diff != "" {
		t.Error(diff)
	}
	if asked[0] != (body.Resource{Src: "https://x.org/a.jpg", Kind: body.KindImage, Alt: "A"}) {
		t.Errorf("%+v", asked[0])
	}
	for _, a := range asked {
		if a.Src == fileB {
			t.Error("asked for what is stored")
		}
	}
	t.Run("a placeholder is stored when it can be", func(t *testing.T) {
		before := canonical(t, `<figure><img src="https://x.org/a.jpg" alt="A"><figcaption>c</figcaption></figure>`)
		after := with(t, before, body.Options{Language: "en", Media: media}).HTML
		if !strings.Contains(after, `<img alt="A" src="`+fileA+`"><figcaption>c</figcaption>`) || strings.Contains(after, "data-src") {
			t.Error(after)
		}
	})
}

func TestDateline(t *testing.T) {
	for _, c := range []struct{ in, dateline, rest string }{
		{"<p>Tehran– The council met.</p>", "Tehran", "The council met."},
		{"<p><strong>New York</strong>— It rained.</p>", "New York", "It rained."},
		{"<p>PARIS (AFP) - It rained.</p>", "PARIS (AFP)", "It rained."},
		{"<p>LONDON, May 3 – It rained.</p>", "", "LONDON, May 3 – It rained."},
		{"<p>GENEVA — It rained.</p>", "GENEVA", "It rained."},
		{"<p>Paris – the city of light – is old.</p>", "", "Paris – the city of light – is old."},
		{"<p>It rained– and how.</p>", "", "It rained– and how."},
		{"<p>تهران– شورا تشکیل شد.</p>", "تهران", "شورا تشکیل شد."},
		{"<p>Rome–</p><p>x</p>", "", "Rome–"},
		{"<h2>Rome– a</h2>", "", "Rome– a"},
	} {
		r := holds(t, c.in, body.Options{Dateline: true})
		d, err := body.Parse(r.HTML)
		if err != nil {
			t.Fatal(err)
		}
		first := d.Text().Blocks[0]
		if rest := d.Text().Plain[first.Start:first.End]; r.Dateline != c.dateline || rest != c.rest {
			t.Errorf("%s: %q, %q", c.in, r.Dateline, rest)
		}
	}
	if r := with(t, "<p>Tehran– x</p>", body.Options{}); r.Dateline != "" {
		t.Error("taken off unasked")
	}
}

func TestLimits(t *testing.T) {
	t.Run("bytes", func(t *testing.T) {
		r := with(t, strings.Repeat("<p>abcdefghij</p>", 300_000), body.Options{})
		if !r.Cut || !strings.Contains(strings.Join(r.Flags, " "), body.FlagBytes) || len(r.HTML) > body.MaxBytes {
			t.Errorf("%v %d", r.Flags, len(r.HTML))
		}
	})
	t.Run("depth keeps the text", func(t *testing.T) {
		r := holds(t, strings.Repeat("<div>", 600)+"a<p>b<script>c</script>", body.Options{})
		if got := newIDs.ReplaceAllString(r.HTML, ""); got != "<p>a</p>\n<p>b</p>\n" || r.Flags[0] != body.FlagDepth {
			t.Errorf("%v %q", r.Flags, got)
		}
	})
	t.Run("a cancelled context is an error", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := body.Canonical(ctx, strings.Repeat("<p>a", 10_000), body.Options{}); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}
