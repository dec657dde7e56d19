package preflight_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/preflight"
)

var update = flag.Bool("update", false, "renew the golden files")

// sound is an article that nothing is to be said of.
func sound(language, html string) preflight.Piece {
	return preflight.Piece{Article: news.Article{Kind: news.KindReport, Language: language, Title: "The harbour opens in spring", Authors: []news.Author{{Name: "M. Reed"}},
		Tags: []string{"harbour"}, Body: html}}
}

// canonical brings HTML into the profile; blocks without id are named b1, b2 …
func canonical(t testing.TB, html, language string) *body.Document {
	t.Helper()
	c, err := body.Canonical(t.Context(), html, body.Options{Language: language, Writing: true, Media: func(r body.Resource) (string, bool) {
		return "/media/" + strings.Repeat("0", 64), !strings.Contains(r.Src, "://")
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c.Document
}

// line is a finding in one line.
func line(f preflight.Finding) string {
	s := f.Message
	if f.Field != "body_html" {
		s += " " + f.Field
	}
	if f.Block != "" {
		s += " #" + f.Block
	}
	if f.End > f.Start {
		s += fmt.Sprintf(" %d-%d", f.Start, f.End)
	}
	if f.Quote != "" {
		s += " " + f.Quote
	}
	return s
}

func lines(r preflight.Report) []string {
	out := []string{}
	for _, f := range r.Findings {
		out = append(out, line(f))
	}
	return out
}

func TestTexts(t *testing.T) {
	for _, test := range []struct {
		name, language, html string
		want                 []string
	}{
		{"quotations in pairs", "en", `<p id="a">“He said ‘no’,” she wrote. ‘It’s the boys’ turn,’ and ’tis done.</p>`, nil},
		{"one that is not closed", "en", `<p id="a">He said “no, and went.</p><p id="b">It rained.</p>`, []string{"quotes.unclosed #a 8-22 “no, and went."}},
		{"one that was not opened", "en", `<p id="a">He said no” and went.</p>`, []string{"quotes.unopened #a 0-11 He said no”"}},
		{"English opens each paragraph anew", "en", `<p id="a">“First.</p><p id="b">“Second.</p><p id="c">“Third.”</p>`, nil},
		{"typewriters too", "en", `<p id="a">"First.</p><p id="b">"Second."</p><p id="c">A 12" record of 6'2" Tom.</p>`, nil},
		{"a quotation over paragraphs opened once", "fr", `<p id="a">« Premier.</p><p id="b">Deuxième. »</p>`, nil},
		{"French repeats the closing sign", "fr", `<p id="a">« Premier.</p><p id="b">» Deuxième. »</p>`, nil},
		{"German", "de", `<p id="a">Er sagte: „Sie rief ‚Halt‘ und ging.“ Und »so ›auch‹ das«.</p>`, nil},
		{"Polish", "pl", `<p id="a">Powiedział: „Nie”. I «to» też.</p>`, nil},
		{"Swedish", "sv", `<p id="a">Han sade ”nej” och gick.</p>`, nil},
		{"Danish", "da", `<p id="a">Han sagde »nej« og gik.</p>`, nil},
		{"Russian, one in another", "ru", `<p id="a">Он сказал: «Газета „Труд“ пишет».</p>`, nil},
		{"Persian", "fa", `<p id="a">او گفت: «نه» و رفت.</p>`, nil},
		{"Arabic that is not closed", "ar", `<p id="a">قال: «لا وذهب.</p>`, []string{"quotes.unclosed #a 5-14 «لا وذهب."}},
		{"Hebrew abbreviations", "he", `<p id="a">צה"ל ומנכ"ל אמרו.</p>`, nil},
		{"two kinds", "en", `<p id="a">He said “no" and went.</p>`, []string{`quotes.mixed #a 11-12 "`}},
		{"Japanese", "ja", `<p id="a">彼は「『はい』と言った」と書いた。</p>`, nil},
		{"programs are left alone", "en", `<p id="a">Write <code>echo "x</code> there.</p><pre id="b">if (x { "</pre>`, nil},
		{"sayings with typewriter marks", "en", `<p id="a">'Tis the '90s, rock 'n' roll and 'em all.</p>`, nil},

		{"brackets in pairs", "en", `<p id="a">One (two [three]) four: 1) five, b) six ;-) and :)</p>`, nil},
		{"a bracket that is not closed", "en", `<p id="a">One (two three.</p>`, []string{"brackets.unclosed #a 4-15 (two three."}},
		{"a bracket that was not opened", "en", `<p id="a">One two three) four.</p>`, []string{"brackets.unopened #a 8-14 three)"}},

		{"a word twice", "en", `<p id="a">In the the harbour.</p>`, []string{"doubled-word.twice #a 3-10 the the"}},
		{"over a mark", "en", `<p id="a">In <em>the</em> the harbour.</p>`, []string{"doubled-word.twice #a 3-10 the the"}},
		{"meant twice", "en", `<p id="a">He had had enough of Duran Duran, and that that is is.</p>`, nil},
		{"French", "fr", `<p id="a">Nous nous levons, vous vous asseyez de de là.</p>`, []string{"doubled-word.twice #a 36-41 de de"}},
		{"Persian twice", "fa", `<p id="a">او گفت که که می‌آید و کم کم رفت.</p>`, []string{"doubled-word.twice #a 7-12 که که"}},
		{"Turkish says words twice", "tr", `<p id="a">Yavaş yavaş ve zaman zaman geldi.</p>`, nil},

		{"a paragraph twice", "en", `<p id="a">The harbour will open again in the spring.</p><p id="b">Rain.</p><p id="c">The harbour will open again in the spring.</p>`,
			[]string{"duplicate-text.again #c 0-42 The harbour will open again in the spring."}},
		{"a pull quote repeats on purpose", "en", `<p id="a">The harbour will open again in the spring.</p><figure data-type="pullquote" id="b"><blockquote><p>The harbour will open again in the spring.</p></blockquote></figure>`, nil},
		{"the headline again", "en", `<p id="a">The harbour opens in spring</p><p id="b">It does.</p>`, []string{"duplicate-text.title #a 0-27 The harbour opens in spring"}},

		{"Arabic letters in Persian", "fa", `<p id="a">اين كتاب علي است.</p>`, []string{"letters.letter #a 0-3 اين", "letters.letter #a 4-8 كتاب"}},
		{"Persian letters in Arabic", "ar", `<p id="a">هذا کتاب علی في ۱۲ صفحة.</p>`, []string{"letters.letter #a 4-8 کتاب", "letters.letter #a 9-12 علی", "letters.digits #a 16-18 ۱۲"}},
		{"Arabic said to be Arabic", "fa", `<p id="a">او گفت <span lang="ar" dir="rtl">في كل بيت</span> و رفت.</p>`, nil},
		{"Arabic digits in Persian", "fa", `<p id="a">در سال ١٩٤٥ آمد.</p>`, []string{"letters.digits #a 7-11 ١٩٤٥"}},
		{"two spellings of one Arabic word", "ar", `<p id="a">قالت الحكومه إن الحكومة ستجتمع مع الله.</p>`, []string{"letters.marbuta #a 5-12 الحكومه"}},

		{"signs of Latin words in Persian", "fa", `<p id="a">زبان C++ و زبان C# خوب است.</p>`, []string{"mixed-direction.sign #a 5-8 C++", "mixed-direction.sign #a 16-18 C#"}},
		{"isolated", "fa", `<p id="a">زبان <bdi dir="ltr">C++</bdi> خوب است.</p>`, nil},
		{"a minus", "ar", `<p id="a">بلغت الحرارة -5 درجات.</p>`, []string{"mixed-direction.minus #a 13-15 -5"}},
		{"a date in groups", "ar", `<p id="a">في 2024-05-12 جاء.</p>`, []string{"mixed-direction.groups #a 3-13 2024-05-12"}},
		{"a span of years", "ar", `<p id="a">بين 2010-2015 و 12/05/2024 جاء.</p>`, nil},
		{"a number behind Arabic in English", "en", `<p id="a">The word قلم 5 times on the page.</p>`, []string{"mixed-direction.number #a 9-14 قلم 5"}},
		{"isolated there", "en", `<p id="a">The word <span lang="ar" dir="rtl">قلم</span> 5 times on the page.</p>`, nil},
		{"two Arabic words in English", "en", `<p id="a">The words قلم, كتاب stand there.</p>`, []string{"mixed-direction.order #a 10-19 قلم, كتاب"}},
		{"an Arabic paragraph that is not said to be one", "en", `<p id="a">قالت الحكومة إنها ستجتمع غدا في المساء</p>`, []string{"mixed-direction.direction #a 0-38 قالت الحكومة إنها ستجتمع غدا في المساء"}},
		{"English words said to be Arabic", "en", `<p id="a">The <span lang="ar" dir="ltr">harbour works</span> begin.</p>`, []string{"mixed-direction.language #a 4-17 harbour works"}},
		{"an isolate without end", "ar", "<p id=\"a\">قال \u2066Reuters ذلك.</p>", []string{"mixed-direction.isolate #a 4-5 \u2066"}},
	} {
		t.Run(test.language+" "+test.name, func(t *testing.T) {
			p := sound(test.language, "")
			p.Document = canonical(t, test.html, test.language)
			if test.language != "en" {
				p.Article.Title = map[string]string{"fa": "بندر در بهار باز می‌شود", "ar": "يفتح المرفأ في الربيع", "ur": "بندرگاہ بہار میں", "he": "הנמל ייפתח באביב"}[test.language]
				if p.Article.Title == "" {
					p.Article.Title = "2026, 2027, 2028"
				}
			}
			r, err := preflight.Check(t.Context(), p, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, lines(r)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	picture := &news.Picture{Src: "/media/x", Alt: "A boat", Credit: "M. Reed"}
	for _, test := range []struct {
		name   string
		change func(*preflight.Piece)
		want   []string
	}{
		{"nothing", func(p *preflight.Piece) {}, nil},
		{"no headline", func(p *preflight.Piece) { p.Article.Title = " " }, []string{"headline.none title"}},
		{"the front headline says the same", func(p *preflight.Piece) { p.Article.FrontTitle = "the harbour opens in spring" }, []string{"headline.same front_title"}},
		{"the kicker says the same", func(p *preflight.Piece) { p.Article.Kicker = "The Harbour opens in spring" }, []string{"headline.same kicker"}},
		{"long lines", func(p *preflight.Piece) {
			p.Article.Title, p.Article.FrontTitle = strings.Repeat("many words ", 11), strings.Repeat("many words ", 8)
		}, []string{"headline-length.long title", "headline-length.long front_title"}},
		{"ideographs are wide", func(p *preflight.Piece) { p.Article.Title = strings.Repeat("港", 56) }, []string{"headline-length.long title"}},
		{"a headline of one word", func(p *preflight.Piece) { p.Article.Title = "Rain" }, []string{"headline-length.short title"}},
		{"a lead picture with nothing", func(p *preflight.Piece) { p.Article.Lead = &news.Picture{Src: "https://x.example/IMG_1.jpg"} },
			[]string{"alt-text.none lead_image", "credit.none lead_image", "remote-picture.address lead_image"}},
		{"a lead picture with all", func(p *preflight.Piece) { p.Article.Lead = picture }, nil},
		{"a file name is no text", func(p *preflight.Piece) {
			p.Article.Lead = &news.Picture{Src: "/media/x", Alt: "IMG_2041.JPG", Caption: "Photo: M. Reed"}
		},
			[]string{"alt-text.file lead_image IMG_2041.JPG"}},
		{"a gallery", func(p *preflight.Piece) {
			p.Article.Media = []news.MediaItem{{Type: "photo", Src: "/media/x"}, {Type: "film", Src: "/media/y", Credit: "M. Reed"}, {Type: "audio", Src: "/media/z"}}
		}, []string{"alt-text.none media", "credit.none media", "alt-text.film media"}},
		{"no byline", func(p *preflight.Piece) { p.Article.Authors = nil }, []string{"byline.none authors"}},
		{"news goes without", func(p *preflight.Piece) { p.Article.Authors, p.Article.Kind = nil, news.KindNews }, nil},
		{"no section", func(p *preflight.Piece) { p.Sections = []string{"Coast"} }, []string{"section.none section"}},
		{"another's section", func(p *preflight.Piece) { p.Sections, p.Article.Section = []string{"Coast"}, "Land" }, []string{"section.unknown section"}},
		{"filed nowhere", func(p *preflight.Piece) { p.Article.Tags = nil }, []string{"filing.none tags"}},
		{"a map of nowhere", func(p *preflight.Piece) { p.Article.Kind = news.KindMap }, []string{"place.none places"}},
		{"no language", func(p *preflight.Piece) { p.Article.Language = "" }, []string{"language.none language"}},
		{"a direction that is forced", func(p *preflight.Piece) { p.Article.Title = "The \u202eharbour opens" }, []string{"mixed-direction.forced title 4-5 \u202e"}},
		{"an empty body", func(p *preflight.Piece) { p.Article.Body = "" }, []string{"body.empty"}},
		{"a body too large", func(p *preflight.Piece) {
			p.Article.Body = "<p id=\"a\">" + strings.Repeat("x", body.MaxBytes) + "</p>\n"
		}, []string{"body.large"}},
		{"hardly anything left", func(p *preflight.Piece) {
			p.Base = &news.Article{Language: "en", Body: `<p id="a">` + strings.TrimSpace(strings.Repeat("many words ", 80)) + "</p>\n"}
		}, []string{"body.shrunk"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := sound("en", "<p id=\"a\">It rained on the harbour.</p>\n")
			test.change(&p)
			r, err := preflight.Check(t.Context(), p, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, lines(r)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestStructure(t *testing.T) {
	for _, test := range []struct {
		name, html string
		want       []string
	}{
		{"a picture without words", `<figure id="a"><img src="x.png"><figcaption>Photo: M. Reed</figcaption></figure>`, []string{"alt-text.none #a"}},
		{"a picture without a credit", `<figure id="a"><img src="x.png" alt="A boat"><figcaption>A boat.</figcaption></figure>`, []string{"credit.none #a"}},
		{"the gallery's caption says whose they are", `<figure data-type="gallery" id="a"><figure><img src="x.png" alt="A boat"></figure><figure><img src="y.png" alt="A pier"></figure><figcaption>Photos: M. Reed</figcaption></figure>`, nil},
		{"cited", `<figure id="a"><img src="x.png" alt="A boat"><figcaption>A boat. <cite>M. Reed</cite></figcaption></figure>`, nil},
		{"remote", `<figure id="a"><img src="https://x.example/a.png" alt="A boat"><figcaption>© M. Reed</figcaption></figure>`, []string{"remote-picture.address #a"}},
		{"a table without head", `<table id="a"><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>`, []string{"table-head.none #a"}},
		{"a table without words", `<table id="a"><caption>x</caption><tr><th></th><th></th></tr><tr><td></td><td></td></tr></table>`, []string{"table-head.wordless #a"}},
		{"a head column will do", `<table id="a"><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>`, nil},
		{"levels", `<h2 id="a">One</h2><h4 id="b">Three</h4>`, []string{"headings.skips #b Three"}},
		{"level 3 throughout", `<h3 id="a">Who are you?</h3><p>I.</p><h3 id="b">Where?</h3>`, nil},
		{"a heading of signs", `<h2 id="a">…</h2><h2 id="b">* * *</h2>`, []string{"headings.empty #a"}},
		{"a note that nobody refers to", `<p>A<a href="#fn-1">1</a></p><ol role="doc-endnotes" id="n"><li id="fn-1">One.</li><li id="fn-2">Two.</li></ol>`, []string{"notes.unused #n Two."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := sound("en", "")
			p.Document = canonical(t, test.html, "en")
			r, err := preflight.Check(t.Context(), p, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, lines(r)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// shelf is an archive of a few articles.
type shelf struct {
	articles map[string]preflight.Linked
	overlaps []news.Overlap
	err      error
}

func (s shelf) Linked(_ context.Context, ids []string) (map[string]preflight.Linked, error) {
	out := map[string]preflight.Linked{}
	for _, id := range ids {
		if a, ok := s.articles[id]; ok {
			out[id] = a
		}
	}
	return out, s.err
}

func (s shelf) Overlaps(context.Context, preflight.Piece) ([]news.Overlap, error) {
	return s.overlaps, nil
}

func TestTheArchiveIsAsked(t *testing.T) {
	p := sound("en", "")
	p.Article.Related, p.Article.TranslationOf = []string{"a-1", "gone", "https://x.example/"}, "lost"
	p.Document = canonical(t, `<p id="a"><a href="/article/a-1">one</a> <a href="/article/none">two</a> <a href="/article/a-2">three</a>
		<a href="/article/a-1#x">four</a> <a href="/article/a-1#y">five</a> <a href="/article/d%C3%A9">six</a></p>`, "en")
	// A body that was edited by hand may point at a block that is gone.
	p.Document.Blocks = append(p.Document.Blocks, body.Node{Tag: "p", Attrs: map[string]string{"id": "b"}, Children: []body.Node{
		{Tag: "a", Attrs: map[string]string{"href": "#nowhere"}, Children: []body.Node{{Text: "seven"}}}}})
	archive := shelf{articles: map[string]preflight.Linked{"a-1": {State: news.StatePublished, Blocks: map[string]bool{"x": true}}, "a-2": {State: news.StateWithdrawn}, "dé": {State: news.StatePublished}},
		overlaps: []news.Overlap{{Article: news.Summary{ID: "a-9", Title: "The pier"}, Words: 40, Passages: []news.Passage{{Block: "b", Start: 0, End: 5, Quote: "seven"}}},
			{Article: news.Summary{ID: "a-1"}, Words: 90}, {Article: news.Summary{ID: "a-8"}, Words: 20}}} // quoted; a caption
	r, err := preflight.Check(t.Context(), p, archive)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"inside-link.article #a two", "inside-link.withdrawn #a three", "inside-link.part #a five", "inside-link.block #b seven",
		"duplicate-text.archive #b 0-5 seven", "inside-link.translation translation_of", "inside-link.related related"}
	if diff := cmp.Diff(want, lines(r)); diff != "" {
		t.Error(diff)
	}
	if r.Errors() != 3 {
		t.Errorf("%d errors, want 3", r.Errors())
	}
	archive.err = errors.New("the disk is gone")
	if _, err := preflight.Check(t.Context(), p, archive); !errors.Is(err, archive.err) {
		t.Errorf("the archive's error is %v", err)
	}
}

func TestOfManyAlikeSomeAreListed(t *testing.T) {
	p := sound("en", "")
	p.Document = canonical(t, strings.Repeat("<p>In the the harbour.</p>", 50), "en")
	r, err := preflight.Check(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Findings); n != preflight.Most || r.Findings[n-1].More != 30 {
		t.Errorf("%d findings, the last with %d more", n, r.Findings[n-1].More)
	}
}

func TestEveryMessageHasASentence(t *testing.T) {
	for _, m := range preflight.Messages() {
		name, _, _ := strings.Cut(m, ".")
		if !slices.Contains(preflight.Checks(), preflight.Name(name)) {
			t.Errorf("%s is of no check", m)
		}
	}
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			language := strings.Split(filepath.Base(file), ".")[1]
			title, html, _ := strings.Cut(string(raw), "\n")
			p := sound(language, "")
			p.Article.Title, p.Document = title, canonical(t, html, language)
			r, err := preflight.Check(t.Context(), p, shelf{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, f := range r.Findings {
				fmt.Fprintf(&b, "%-7s %s\n        %s\n", f.Severity, line(f), f.Sentence())
				if strings.ContainsAny(f.Sentence(), "{}") {
					t.Errorf("an argument is missing: %s", f.Sentence())
				}
			}
			fmt.Fprintf(&b, "fine: %v\n", r.Fine)
			golden := strings.TrimSuffix(file, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTextsThatAreMadeToHurt(t *testing.T) {
	for _, part := range []string{`"a `, "(", ")", "“", "” ", "'a ", "«x ", "1-", "C+ م ", "قلم, ", "the the ", "الحكومه ", "ي", "<b>a</b> ", `<span lang="ar" dir="rtl">ا</span>1 `, "<p>“", "<li>(", "=) ", "<br>"} {
		for _, language := range []string{"en", "fa", "ar"} {
			p := sound(language, "")
			p.Document = canonical(t, "<p>"+strings.Repeat(part, 500_000/len(part)), language)
			began := time.Now()
			r, err := preflight.Check(t.Context(), p, nil)
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("%q in %s took %v", part, language, took)
			}
			placesHold(t, p.Document, r)
		}
	}
}

// placesHold sees to it that every place lies in the text that it names.
func placesHold(t *testing.T, d *body.Document, r preflight.Report) {
	t.Helper()
	text := d.Text()
	blocks := map[string][]rune{}
	for _, b := range text.Blocks {
		blocks[b.ID] = []rune(text.Plain[b.Start:b.End])
	}
	for _, f := range r.Findings {
		if f.Block == "" || f.End == f.Start {
			continue
		}
		if f.Start < 0 || f.End < f.Start || f.End > len(blocks[f.Block]) {
			t.Fatalf("%s lies outside its block of %d runes", line(f), len(blocks[f.Block]))
		}
		if want := strings.TrimSuffix(f.Quote, "…"); !strings.HasPrefix(string(blocks[f.Block][f.Start:f.End]), want) {
			t.Fatalf("%s: there stands %q", line(f), string(blocks[f.Block][f.Start:f.End]))
		}
	}
}

func unitsHold(t *testing.T, d *body.Document, language string) {
	t.Helper()
	text := d.Text()
	blocks := map[string][]rune{}
	for _, b := range text.Blocks {
		blocks[b.ID] = []rune(text.Plain[b.Start:b.End])
	}
	for _, u := range preflight.UnitsOf(d, language) {
		own := blocks[u.Block]
		if n := len([]rune(u.Text)); u.Start+n > len(own) || string(own[u.Start:u.Start+n]) != u.Text {
			t.Fatalf("unit %q at %d is not in the text of its block %q", u.Text, u.Start, string(own))
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		`<p>“One</p><ul><li>two<ul><li>(three</li></ul>four</li></ul><table><tr><td></td><td>a</td></tr></table>`,
		`<p>زبان C++ و <span lang="ar">كل</span> <bdi>x</bdi> -5 2024-05-12</p>`, "<h2>a</h2><h4>b</h4><pre>x\n\"</pre>", `<p>قلم, كتاب 5 the the "a 'b</p>`,
		`<figure><img src=a.png><figcaption>“x</figcaption></figure><ol role=doc-endnotes><li id=fn-1>a<p>b</ol>`, "<blockquote><p>a<br>“b<br></blockquote>",
	} {
		f.Add(s, "en")
		f.Add(s, "fa")
	}
	f.Fuzz(func(t *testing.T, html, language string) {
		p := sound(language, "")
		p.Article.Title, p.Article.Standfirst = language, html
		p.Document = canonical(t, html, language)
		r, err := preflight.Check(t.Context(), p, shelf{})
		if err != nil {
			t.Fatal(err)
		}
		placesHold(t, p.Document, r)
		unitsHold(t, p.Document, language)
	})
}

// The window says findings from its catalogue; a message that it does not know would
// be said in English there.
func TestTheCatalogueHasEveryMessage(t *testing.T) {
	for _, language := range []string{"en", "fa", "ar"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "frontend", "src", "i18n", language, "preflight.ts"))
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		for _, m := range preflight.Messages() {
			if !strings.Contains(text, `"preflight.said.`+m+`": "`) {
				t.Errorf("%s does not say %s", language, m)
			}
		}
		for _, c := range preflight.Checks() {
			if !strings.Contains(text, `"preflight.check.`+string(c)+`": "`) {
				t.Errorf("%s does not name %s", language, c)
			}
		}
	}
}
