package sample_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"image"
	_ "image/png"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/sample"
)

type picture struct {
	Type, Src, Caption, Credit, Alt, Poster string
	Tracks                                  []struct{ Src, Language, Kind string }
}

type record struct {
	Type, ID, Slug, Name, Tagline, Kind, Section, Language string
	Title, Standfirst, Published, Description              string
	BodyHTML                                               string `json:"body_html"`
	TranslationOf                                          string `json:"translation_of"`
	TimeZone                                               string `json:"time_zone"`
	Authors, Tags, Topics, Related, Languages, Sections    []string
	Neighbours                                             []string
	Picture                                                *picture
	Lead                                                   *picture `json:"lead_image"`
	Media                                                  []picture
	Map                                                    json.RawMessage
	Slots                                                  map[string][]struct{ ID string }
	Comments                                               []struct{ ID, Parent, Name, Email, Text, Posted, Status string }
	Versions                                               []record
	Change, Note                                           string
	Views                                                  map[string]int
	EditorsChoice                                          int `json:"editors_choice"`
}

type gazette struct {
	publication, front record
	topics, articles   []record
	tags               int
}

func read(t *testing.T) gazette {
	t.Helper()
	raw, err := fs.ReadFile(sample.FS(), "publication.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var g gazette
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		switch r.Type {
		case "publication":
			g.publication = r
		case "topic":
			g.topics = append(g.topics, r)
		case "tag":
			g.tags++
		case "front":
			g.front = r
		case "article":
			g.articles = append(g.articles, r)
		default:
			t.Errorf("line %d has the type %q", n, r.Type)
		}
	}
	return g
}

func TestThePublicationSaysWhatItIs(t *testing.T) {
	g := read(t)
	p := g.publication
	if p.Name != "The Sample Gazette" || p.Tagline == "" {
		t.Errorf("name %q, tagline %q", p.Name, p.Tagline)
	}
	if _, err := time.LoadLocation(p.TimeZone); err != nil || p.TimeZone == "" {
		t.Errorf("time zone %q: %v", p.TimeZone, err)
	}
	if len(p.Sections) < 4 || g.tags < 3 || len(g.topics) != 12 || len(g.articles) < 61 {
		t.Errorf("%d sections, %d tags, %d topics, %d articles", len(p.Sections), g.tags, len(g.topics), len(g.articles))
	}
}

func TestAllKindsAndAllLanguagesOccur(t *testing.T) {
	g := read(t)
	kinds, languages := map[string]int{}, map[string]int{}
	for _, a := range g.articles {
		kinds[a.Kind]++
		languages[a.Language]++
	}
	for _, k := range []string{"news", "report", "analysis", "interview", "opinion", "note", "factsheet", "photo", "film", "map"} {
		if kinds[k] == 0 {
			t.Errorf("no article of the kind %s", k)
		}
	}
	want := map[string]int{"en": 48, "fa": 3, "ar": 2, "de": 1, "es": 1, "fr": 1, "he": 1, "ru": 1, "zh": 1}
	for l, n := range want {
		if languages[l] < n {
			t.Errorf("%d articles in %s, want %d or more", languages[l], l, n)
		}
		if !slices.Contains(g.publication.Languages, l) {
			t.Errorf("the publication does not name %s", l)
		}
	}
}

func TestArticlesAreComplete(t *testing.T) {
	g := read(t)
	topics := map[string]bool{}
	for _, topic := range g.topics {
		topics[topic.Slug] = true
	}
	for _, a := range g.articles {
		if a.Title == "" || a.Standfirst == "" || a.BodyHTML == "" || len(a.Authors) == 0 {
			t.Errorf("%s lacks title, standfirst, text or byline", a.ID)
		}
		if _, err := time.Parse(time.RFC3339, a.Published); err != nil || a.Published > "2026-11-24" {
			t.Errorf("%s is published %q: %v", a.ID, a.Published, err)
		}
		if !slices.Contains(g.publication.Sections, a.Section) {
			t.Errorf("%s is in the section %q", a.ID, a.Section)
		}
		if len(a.Tags) < 3 || len(a.Tags) > 6 || len(a.Topics) == 0 {
			t.Errorf("%s has %d tags and %d topics", a.ID, len(a.Tags), len(a.Topics))
		}
		for _, slug := range a.Topics {
			if !topics[slug] {
				t.Errorf("%s names the topic %q", a.ID, slug)
			}
		}
		if n := words(a); n < 350 && a.Language == "en" || n < 250 {
			t.Errorf("%s has %d words", a.ID, n)
		}
		if a.Kind == "map" && !json.Valid(a.Map) || a.Kind != "map" && a.Map != nil {
			t.Errorf("%s is of the kind %s and its map is %.40s", a.ID, a.Kind, a.Map)
		}
		if a.Kind == "photo" && len(a.Media) < 6 {
			t.Errorf("%s has %d pictures", a.ID, len(a.Media))
		}
	}
}

// words counts by spaces, and two characters as a word where there are none.
func words(a record) int {
	text := regexp.MustCompile(`<[^>]+>`).ReplaceAllString(a.BodyHTML, " ")
	if a.Language == "zh" {
		return len([]rune(text)) / 2
	}
	return len(strings.Fields(text))
}

func TestReferencesLeadSomewhere(t *testing.T) {
	g := read(t)
	ids, slugs, choice := map[string]bool{}, map[string]bool{}, map[int]bool{}
	for _, a := range g.articles {
		if ids[a.ID] || slugs[a.Slug] {
			t.Errorf("%s or its slug %s is there twice", a.ID, a.Slug)
		}
		ids[a.ID], slugs[a.Slug] = true, true
		choice[a.EditorsChoice] = true
	}
	topics := map[string]bool{}
	for _, topic := range g.topics {
		topics[topic.Slug] = true
	}
	translations := 0
	for _, a := range g.articles {
		for _, r := range append(a.Related, a.TranslationOf) {
			if r != "" && !ids[r] {
				t.Errorf("%s refers to %q", a.ID, r)
			}
		}
		if a.TranslationOf != "" {
			translations++
		}
		checkComments(t, a)
	}
	for slot, items := range g.front.Slots {
		for _, item := range items {
			if !ids[item.ID] && !topics[item.ID] {
				t.Errorf("the slot %s refers to %q", slot, item.ID)
			}
		}
	}
	for _, slot := range []string{"lead", "editors-choice", "in-focus", "gallery"} {
		if len(g.front.Slots[slot]) == 0 {
			t.Errorf("the slot %s is empty", slot)
		}
	}
	for n := 1; n <= 6; n++ {
		if !choice[n] {
			t.Errorf("no article has the number %d of the editor's choice", n)
		}
	}
	if translations == 0 {
		t.Error("no article is a translation of another")
	}
	for _, topic := range g.topics {
		for _, n := range topic.Neighbours {
			if !topics[n] {
				t.Errorf("the topic %s has the neighbour %q", topic.Slug, n)
			}
		}
	}
}

// letters gives a text's words alone, in small letters, so that a quotation that
// begins in mid-sentence is found in it.
func letters(html string) string {
	text := regexp.MustCompile(`<[^>]+>`).ReplaceAllString(html, "")
	return strings.ToLower(strings.Trim(text, " .,;:。！!"))
}

func TestPullQuotesStandInTheText(t *testing.T) {
	quote := regexp.MustCompile(`<figure data-type="pullquote"><blockquote><p>(.*?)</p></blockquote></figure>`)
	for _, a := range read(t).articles {
		text := letters(quote.ReplaceAllString(a.BodyHTML, ""))
		if a.ID == "movable-type-zh" {
			continue // there the quotation is Wang Zhen's, and the text goes on from it
		}
		for _, q := range quote.FindAllStringSubmatch(a.BodyHTML, -1) {
			if !strings.Contains(text, letters(q[1])) {
				t.Errorf("%s: no sentence of the text is %q", a.ID, q[1])
			}
		}
	}
}

func TestFootnotesAreNumberedInOrder(t *testing.T) {
	ref := regexp.MustCompile(`<a role="doc-noteref" href="#fn-(\d+)">(\d+)</a>`)
	note := regexp.MustCompile(`<li id="fn-(\d+)">`)
	for _, a := range read(t).articles {
		refs, notes := ref.FindAllStringSubmatch(a.BodyHTML, -1), note.FindAllStringSubmatch(a.BodyHTML, -1)
		if len(refs) != len(notes) {
			t.Errorf("%s has %d references and %d notes", a.ID, len(refs), len(notes))
			continue
		}
		for i := range refs {
			want := strconv.Itoa(i + 1)
			if refs[i][1] != want || refs[i][2] != want || notes[i][1] != want {
				t.Errorf("%s: reference %s with the number %s, note %s, in place %s", a.ID, refs[i][1], refs[i][2], notes[i][1], want)
			}
		}
	}
}

func TestPicturesSpeakTheLanguageOfTheirPage(t *testing.T) {
	g := read(t)
	latin, other := regexp.MustCompile(`\p{Latin}`), regexp.MustCompile(`[\p{Arabic}\p{Hebrew}\p{Cyrillic}\p{Han}]`)
	scripts := map[string]*regexp.Regexp{"ar": latin, "fa": latin, "he": latin, "ru": latin, "zh": latin}
	check := func(where, language string, p *picture) {
		foreign := scripts[language]
		if foreign == nil {
			foreign = other
		}
		if text := p.Caption + p.Alt + p.Credit; foreign.MatchString(text) || language != "en" && strings.Contains(p.Credit, "graphics desk") {
			t.Errorf("%s (%s): %s is captioned %q", where, language, p.Src, text)
		}
	}
	for _, topic := range g.topics {
		check(topic.Slug, topic.Language, topic.Picture)
	}
	for _, a := range g.articles {
		check(a.ID, a.Language, a.Lead)
		for _, m := range a.Media {
			check(a.ID, a.Language, &m)
		}
	}
}

func checkComments(t *testing.T, a record) {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range a.Comments {
		if c.Name == "" || c.Text == "" || c.Status != "approved" && c.Status != "pending" {
			t.Errorf("%s: the comment %s is incomplete", a.ID, c.ID)
		}
		if c.Parent != "" && !seen[c.Parent] {
			t.Errorf("%s: the comment %s answers %q", a.ID, c.ID, c.Parent)
		}
		if c.Email != "" && !strings.HasSuffix(c.Email, "@example.org") {
			t.Errorf("%s: the comment %s has the address %q", a.ID, c.ID, c.Email)
		}
		seen[c.ID] = true
	}
}

func TestOneArticleWasCorrected(t *testing.T) {
	for _, a := range read(t).articles {
		for _, v := range a.Versions {
			if v.Change == "correction" && v.Note != "" && v.BodyHTML != "" && v.BodyHTML != a.BodyHTML {
				return
			}
		}
	}
	t.Error("no article has a version with a correction")
}

func TestMostViewedDiffersByPeriod(t *testing.T) {
	sums := map[string][3]int{}
	for _, a := range read(t).articles {
		var s [3]int
		for day, n := range a.Views {
			if day < a.Published[:10] || day > "2026-11-23" {
				t.Errorf("%s was read on %s", a.ID, day)
			}
			s[2] += n
			if day > "2026-11-16" {
				s[1] += n
			}
			if day == "2026-11-23" {
				s[0] += n
			}
		}
		sums[a.ID] = s
	}
	var first [3]string
	for period := range first {
		best := -1
		for id, s := range sums {
			if s[period] > best || s[period] == best && id < first[period] {
				first[period], best = id, s[period]
			}
		}
	}
	if first[0] == first[1] || first[1] == first[2] || first[0] == first[2] {
		t.Errorf("most viewed by day, week and month: %v", first)
	}
}

func TestPicturesAreWhole(t *testing.T) {
	g := read(t)
	used := map[string]bool{}
	check := func(where string, p *picture) {
		if p == nil {
			t.Errorf("%s has no picture", where)
			return
		}
		if p.Alt == "" || p.Caption == "" || p.Credit == "" {
			t.Errorf("%s: %s lacks caption, credit or alternative text", where, p.Src)
		}
		used[p.Src] = true
	}
	for _, topic := range g.topics {
		check(topic.Slug, topic.Picture)
		if topic.Description == "" || topic.Name == "" {
			t.Errorf("the topic %s lacks name or description", topic.Slug)
		}
	}
	for _, a := range g.articles {
		check(a.ID, a.Lead)
		for _, m := range a.Media {
			check(a.ID, &m)
			if m.Type == "film" {
				used[m.Poster] = true
				if len(m.Tracks) == 0 {
					t.Errorf("the film %s has no captions", m.Src)
				}
			}
			for _, track := range m.Tracks {
				used[track.Src] = true
			}
		}
		for _, m := range regexp.MustCompile(`<img src="([^"]+)" alt="[^"]+">`).FindAllStringSubmatch(a.BodyHTML, -1) {
			used[m[1]] = true
		}
	}
	files, err := fs.Glob(sample.FS(), "pictures/*")
	if err != nil {
		t.Fatal(err)
	}
	moving, err := fs.Glob(sample.FS(), "films/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range moving {
		if !used[name] {
			t.Errorf("%s is shown nowhere", name)
		}
		delete(used, name)
	}
	var total int64
	for _, name := range files {
		total += size(t, name)
		if !used[name] {
			t.Errorf("%s is shown nowhere", name)
		}
		delete(used, name)
	}
	for name := range used {
		t.Errorf("%s does not exist", name)
	}
	if total > 7<<20 {
		t.Errorf("the pictures take %d bytes", total)
	}
}

func size(t *testing.T, name string) int64 {
	t.Helper()
	file, err := sample.FS().Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	config, _, err := image.Decode(file)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return 0
	}
	if w := config.Bounds().Dx(); w > 2400 {
		t.Errorf("%s is %d pixels wide", name, w)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
