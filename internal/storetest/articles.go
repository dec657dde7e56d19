package storetest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func testVersions(s *suite) {
	_, outcomes, _ := s.take(record(story(1)))
	s.same("first", outcomes, []news.Outcome{news.OutcomeAdded})
	_, outcomes, _ = s.take(record(story(1)))
	s.same("again", outcomes, []news.Outcome{news.OutcomeUnchanged})
	changed := story(1)
	changed.Title = "Story 1, corrected"
	_, outcomes, _ = s.take(record(changed))
	s.same("changed", outcomes, []news.Outcome{news.OutcomeUpdated})

	versions, err := s.Versions(s.ctx(), "s1")
	s.must(err)
	if len(versions) != 2 || versions[0].N != 2 || versions[0].Change != news.ChangeUpdate || versions[1].Change != "" {
		s.Fatalf("versions: %+v", versions)
	}
	for _, v := range versions {
		whole, err := s.Version(s.ctx(), "s1", v.N)
		s.must(err)
		if news.Hash(whole) != v.SHA256 || whole.SHA256 != v.SHA256 {
			s.Errorf("version %d does not give its hash", v.N)
		}
	}
	if versions[0].Previous != versions[1].SHA256 {
		s.Error("the second version does not name the first")
	}
	a, err := s.Article(s.ctx(), "s1")
	s.must(err)
	if a.Title != changed.Title || a.Source != "wire" || a.Public != "s1" {
		s.Errorf("article: %+v", a)
	}
	list, err := s.Find(s.ctx(), []string{"s1"})
	s.must(err)
	if len(list) != 1 || list[0].Change != news.ChangeUpdate || list[0].Updated.IsZero() || list[0].Words == 0 || list[0].Minutes == 0 {
		s.Errorf("summary: %+v", list)
	}
	_, err = s.Version(s.ctx(), "s1", 3)
	s.code(err, news.CodeNotFound)
}

// full is an article with everything that the interchange format knows.
func full() news.Article {
	tehran := time.FixedZone("", 12600)
	return news.Article{
		ID: "full", Source: "wire", URL: "https://example.org/full?a=1&b=2", Kind: "dossier", Section: "Economy & trade", Language: "fa",
		Kicker: "پرونده", Title: "عنوان <strong>", FrontTitle: "کوتاه", Standfirst: "خلاصه",
		Authors:  []news.Author{{Name: "ن. صایغ", Plain: true}, {Name: "A. B.", Role: "map", Email: "a@example.org"}},
		Dateline: "Tehran", Slug: "full-story", TranslationOf: "other",
		Published: time.Date(2025, 5, 6, 7, 8, 9, 123456789, tehran), Updated: time.Date(2025, 5, 7, 0, 0, 0, 0, time.UTC),
		Body: "<p id=\"aaaaaaaa\">متن &amp; <strong>bold</strong></p>\n<h2 id=\"bbbbbbbb\">دو</h2>\n",
		Tags: []string{"آب", "Water", "آب"}, Topics: []string{"Lake Region", "rail"},
		Places: []news.Place{{Name: "Tabriz", Lat: 38.0833, Lon: 46.2833, Date: "2024-05"}, {Name: "Nowhere"}},
		Lead:   &news.Picture{Src: "/media/" + strings.Repeat("ab", 32), Caption: "c", Credit: "d", Alt: "e", Focus: "20 80"},
		Media: []news.MediaItem{{Type: "film", Src: "/media/" + strings.Repeat("cd", 32), Poster: "p.jpg",
			Tracks: []news.Track{{Src: "t.vtt", Language: "en", Kind: "captions"}}}, {Type: "photo", Src: "x.jpg", Alt: "x", Focus: "0 100"}},
		Related: []string{"s2", "https://example.org/s1", "s1"},
		Comments: []news.Comment{
			{ID: "c1", Name: "R", Email: "secret@example.org", Text: "first", Posted: time.Date(2025, 5, 8, 1, 0, 0, 0, tehran), Status: news.CommentApproved},
			{ID: "c2", Parent: "c1", Text: "second", Status: news.CommentPending}, {Text: "without an id", Status: news.CommentRejected}},
		Map:   json.RawMessage(`{"type":"FeatureCollection","features":[{"properties":{"label":"<&>"}}]}`),
		State: news.StatePublished,
		Views: map[news.Day]int64{"2025-05-06": 12, "2025-05-07": 3},
		Extra: map[string]json.RawMessage{"a": json.RawMessage(`{"z":1,"a":[1.50,null]}`), "b": json.RawMessage(`null`)},
	}
}

func testLossless(s *suite) {
	want := full()
	s.takeWell(append(stories(3), record(want))...)
	for i := range want.Comments {
		want.Comments[i].Email = ""
	}
	got, err := s.Record(s.ctx(), "full")
	s.must(err)
	want.Row, want.Public = got.Row, "full"
	s.same("record", got, want)
	if _, offset := got.Published.Zone(); offset != 12600 {
		s.Errorf("published with offset %d", offset)
	}
	for rec, err := range s.ExportRecords(s.ctx(), store.ExportFilter{IDs: []string{"full"}}) {
		s.must(err)
		s.same("exported", *rec.Article, want)
	}
	if strings.Contains(s.export(), "secret@example.org") {
		s.Error("an address went out")
	}
}

func testGivenVersions(s *suite) {
	a := story(1)
	first := news.Version{N: 1, Published: Now.Add(-48 * time.Hour), Article: story(1)}
	first.Article.Title, first.Article.Source = "Story 1, at first", "wire"
	first.SHA256 = news.Hash(first)
	second := news.Version{N: 3, Published: Now.Add(-24 * time.Hour), Change: news.ChangeCorrection, Note: "The name was wrong.",
		SHA256: "not a hash of it", Previous: "nor this", Article: story(1)}
	second.Article.Title, second.Article.Source = "Story 1, corrected", "wire"
	present := news.Version{N: 4, Published: Now, Change: news.ChangeMinor, Note: "Spelling."}
	a.Versions = []news.Version{first, second, present}
	_, _, problems := s.take(record(a))
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "checksum") {
		s.Fatalf("problems: %+v", problems)
	}
	got, err := s.Record(s.ctx(), "s1")
	s.must(err)
	if len(got.Versions) != 3 {
		s.Fatalf("versions: %+v", got.Versions)
	}
	s.same("first", got.Versions[0], first)
	s.same("second", got.Versions[1], second)
	last := got.Versions[2]
	if last.N != 4 || last.Note != "Spelling." || last.Previous != second.SHA256 || last.Article.Title != "" {
		s.Errorf("present: %+v", last)
	}
	// The same again, as it went out, changes nothing.
	_, outcomes, problems := s.take(record(got))
	s.same("again", outcomes, []news.Outcome{news.OutcomeUnchanged})
	s.same("problems", problems, []news.Problem(nil))
}

func testIDs(s *suite) {
	ours, theirs := story(1), story(1)
	theirs.Source, theirs.Title = "other", "Another story"
	third := theirs
	third.ID, third.Source = "other:s1", "third"
	s.takeWell(records(ours, theirs, third)...)
	s.same("list", len(s.ids(news.Filter{})), 3)
	a, err := s.Article(s.ctx(), "other:s1")
	s.must(err)
	if a.ID != "s1" || a.Source != "other" || a.Title != "Another story" {
		s.Errorf("article: %+v", a)
	}
	if b, err := s.Article(s.ctx(), "third:other:s1"); err != nil || b.ID != "other:s1" {
		s.Errorf("third: %v %v", b.ID, err)
	}
	_, err = s.Article(s.ctx(), "nobody")
	s.code(err, news.CodeNotFound)
	s.same("source", s.ids(news.Filter{Source: "other"}), []string{"other:s1"})
}

func testDerivedIDs(s *suite) {
	page := news.Article{Title: "A page", Language: "en", URL: "https://example.org/page", Body: "<p id=\"aaaaaaaa\">Words.</p>\n"}
	text := news.Article{Title: "A text", Language: "en", Body: "<p id=\"aaaaaaaa\">Other words.</p>\n"}
	_, outcomes, _ := s.take(records(page, text)...)
	s.same("first", outcomes, []news.Outcome{news.OutcomeAdded, news.OutcomeAdded})
	_, outcomes, _ = s.take(records(page, text)...)
	s.same("again", outcomes, []news.Outcome{news.OutcomeUnchanged, news.OutcomeUnchanged})

	changed := page
	changed.Body = "<p id=\"aaaaaaaa\">New words.</p>\n"
	elsewhere := page
	elsewhere.Source, elsewhere.Title, elsewhere.Body = "mirror", "The page, mirrored", "<p id=\"aaaaaaaa\">Mirrored.</p>\n"
	copied := text
	copied.Source, copied.Title = "mirror", "The text, copied"
	own := page
	own.ID = "own-id"
	_, outcomes, _ = s.take(records(changed, elsewhere, copied, own)...)
	s.same("merged", outcomes, []news.Outcome{news.OutcomeUpdated, news.OutcomeDuplicate, news.OutcomeDuplicate, news.OutcomeAdded})
	s.same("articles", len(s.ids(news.Filter{})), 3)

	// Photo sets without a text are not each other's copies.
	one := news.Article{Title: "Photos one", Language: "en"}
	two := news.Article{Title: "Photos two", Language: "en"}
	_, outcomes, _ = s.take(records(one, two)...)
	s.same("without text", outcomes, []news.Outcome{news.OutcomeAdded, news.OutcomeAdded})
}

func testRefusals(s *suite) {
	nameless, raw := story(1), story(2)
	nameless.Title = " "
	raw.BodyFormat = news.BodyHTML
	far := story(3)
	far.Published = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)
	_, outcomes, problems := s.take(record(nameless), record(raw), record(story(4)), record(far), news.Record{}, news.Record{Topic: &news.Topic{}})
	skip := news.OutcomeSkipped
	s.same("outcomes", outcomes, []news.Outcome{skip, skip, news.OutcomeAdded, skip, skip, skip})
	if len(problems) != 5 || problems[0].Where != "record 1" || !strings.HasSuffix(problems[0].Message, ".") {
		s.Errorf("problems: %+v", problems)
	}
	_, _, err := s.Ingest(s.ctx(), news.Batch{Import: "no such", Records: records(story(9))})
	s.code(err, news.CodeNotFound)
}

func testPreview(s *suite) {
	s.takeWell(stories(2)...)
	before := s.export()
	changed := story(0)
	changed.Title = "Changed"
	outcomes, _, err := s.Preview(s.ctx(), news.Batch{Source: "wire", Records: records(changed, story(1), story(2))})
	s.must(err)
	s.same("outcomes", outcomes, []news.Outcome{news.OutcomeUpdated, news.OutcomeUnchanged, news.OutcomeAdded})
	s.same("after", s.export(), before)
	imports, err := s.Imports(s.ctx())
	s.must(err)
	s.same("imports", len(imports), 1)
	s.takeWell(record(story(2))) // rows go on as if nothing had been
}

func testTwice(s *suite) {
	again := story(1)
	again.Title = "Story 1, later"
	id, outcomes, _ := s.take(records(story(1), story(2), again, story(3))...)
	s.same("outcomes", outcomes, []news.Outcome{news.OutcomeAdded, news.OutcomeAdded, news.OutcomeUpdated, news.OutcomeAdded})
	versions, err := s.Versions(s.ctx(), "s1")
	s.must(err)
	s.same("versions", len(versions), 2)
	undone, err := s.UndoImport(s.ctx(), id)
	s.must(err)
	s.same("kept", undone.Kept, []string(nil))
	s.same("left", s.ids(news.Filter{}), []string(nil))
}

func testTranslations(s *suite) {
	original, persian, arabic := story(1), story(2), story(3)
	persian.TranslationOf, persian.Language = "s1", "fa"
	arabic.TranslationOf, arabic.Language = "s2", "ar"
	s.takeWell(records(arabic, persian, original)...) // each comes before what it translates
	for id, want := range map[string][]string{"s1": {"s3", "s2"}, "s2": {"s3", "s1"}, "s3": {"s1", "s2"}} {
		list, err := s.Translations(s.ctx(), id)
		s.must(err)
		s.same(id, idsOf(list), want)
	}
	persian.TranslationOf = ""
	s.takeWell(record(persian))
	list, err := s.Translations(s.ctx(), "s2")
	s.must(err)
	s.same("alone", idsOf(list), []string(nil))
}

func testRelated(s *suite) {
	var list []news.Article
	for n := range 6 {
		a := story(n)
		a.Topics, a.Tags = nil, []string{fmt.Sprintf("only %d", n)}
		list = append(list, a)
	}
	list[0].Related = []string{"https://example.org/five", "s4", "not here", "s0"}
	list[5].URL = "https://example.org/five"
	list[0].Tags, list[1].Tags, list[2].Tags = []string{"x", "y"}, []string{"x"}, []string{"x", "Y"}
	list[3].Topics, list[0].Topics = []string{"t"}, []string{"t"}
	s.takeWell(records(list...)...)
	related, err := s.Related(s.ctx(), "s0", 10)
	s.must(err)
	s.same("related", idsOf(related), []string{"s5", "s4", "s3", "s2", "s1"})
	related, err = s.Related(s.ctx(), "s0", 1)
	s.must(err)
	s.same("first", idsOf(related), []string{"s5"})
}

func testChanges(s *suite) {
	id := s.takeWell(stories(3)...)
	snap, err := s.Changes(s.ctx(), 0, 0)
	s.must(err)
	s.same("changes", len(snap.Changes), 3)
	s.same("articles", len(snap.Articles), 3)
	if snap.Newest != snap.Changes[2] || snap.Newest.Nonce == [8]byte{} || snap.Changes[0].Seq != 1 {
		s.Errorf("changes: %+v", snap.Changes)
	}
	a := snap.Articles[0]
	if a.Title != "Story 0" || a.Lead != "What it is about." || a.Body != "The text of story 0, in a few words." ||
		len(a.Tags) != 2 || len(a.Topics) != 1 || len(a.Authors) != 1 || a.Section == 0 || a.Source == 0 || a.Kind != "news" {
		s.Errorf("article: %+v", a)
	}
	_, err = s.UndoImport(s.ctx(), id)
	s.must(err)
	snap, err = s.Changes(s.ctx(), 3, 0)
	s.must(err)
	s.same("after undo", len(snap.Changes), 3)
	s.same("gone", len(snap.Articles), 0)
}
