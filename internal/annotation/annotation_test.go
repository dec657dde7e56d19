package annotation_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"broadsheet/internal/annotation"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

const (
	harbour = "<p id=\"aaaaaaaa\">It is said that the council voted against the harbour wall in a session until midnight.</p>\n" +
		"<p id=\"bbbbbbbb\">=Nobody was surprised, &lt;script&gt; or not, and the boats went out.</p>\n"
	persian = "<p id=\"cccccccc\">مجلس گفت که می‌خواهد دیوار بندر را بسازد.</p>\n"
)

func library(t *testing.T) (*annotation.Service, *store.DB) {
	t.Helper()
	now := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: func() time.Time { return now }, Actor: news.Actor{Name: "Tester"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.BeginImport(t.Context(), news.Import{ID: "i"}); err != nil {
		t.Fatal(err)
	}
	en := news.Article{ID: "harbour/1", Title: "The *harbour*", Language: "en", URL: "https://example.org/harbour", Body: harbour}
	fa := news.Article{ID: "bandar", Title: "بندر", Language: "fa", Body: persian}
	if _, _, err := db.Ingest(t.Context(), news.Batch{Import: "i", Records: []news.Record{{Article: &en}, {Article: &fa}}}); err != nil {
		t.Fatal(err)
	}
	return annotation.New(db), db
}

func filled(t *testing.T) *annotation.Service {
	t.Helper()
	s, _ := library(t)
	for _, m := range []annotation.Mark{
		{Article: "harbour/1", Selection: annotation.Selection{Quote: "harbour wall"}, Colour: 3, Note: "=SUM(A1)\n- a *list*", Tags: []string{"quay", "'walls"}},
		{Article: "harbour/1", Selection: annotation.Selection{Block: "aaaaaaaa", Start: 70, EndBlock: "bbbbbbbb", End: 6}},
		{Article: "bandar", Selection: annotation.Selection{Quote: "می‌خواهد دیوار"}, Colour: 8, Note: "یادداشت"},
	} {
		if _, _, err := s.Add(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	page, err := s.List(t.Context(), news.HighlightFilter{Query: "walls"})
	if err != nil || page.Total != 1 {
		t.Fatal(page, err)
	}
	if _, err := s.Change(t.Context(), []string{page.Highlights[0].ID}, annotation.Change{Again: &annotation.Selection{Quote: "the boats went out"}}); err != nil {
		t.Fatal(err)
	}
	return s
}

func all(t *testing.T, s *annotation.Service) []news.Highlight {
	t.Helper()
	page, err := s.List(t.Context(), news.HighlightFilter{ByArticle: true})
	if err != nil {
		t.Fatal(err)
	}
	return page.Highlights
}

func TestWhatWasGivenOutIsReadBack(t *testing.T) {
	for _, format := range []string{"json", "csv"} {
		t.Run(format, func(t *testing.T) {
			s := filled(t)
			file, err := s.Export(t.Context(), format, news.HighlightFilter{})
			if err != nil || file.Highlights != 3 {
				t.Fatal(file.Highlights, err)
			}
			again, err := s.Import(t.Context(), file.Text)
			if err != nil || again.Unchanged != 3 || again.Added != 0 || again.Entry != 0 {
				t.Fatalf("%+v %v", again, err)
			}
			other, _ := library(t)
			done, err := other.Import(t.Context(), file.Text)
			if err != nil || done.Added != 3 || done.Failed != 0 {
				t.Fatalf("%+v %v\n%s", done, err, file.Text)
			}
			if diff := cmp.Diff(all(t, s), all(t, other), cmpopts.IgnoreFields(news.Highlight{}, "Number")); diff != "" {
				t.Error(diff)
			}
			back, err := other.Export(t.Context(), format, news.HighlightFilter{})
			if err != nil || string(back.Text) != string(file.Text) {
				t.Errorf("%v\n%s", err, cmp.Diff(string(file.Text), string(back.Text)))
			}
		})
	}
}

// TestNotesOfAnArticleAreReadBack gives out notes of the whole article, one of which
// had been put on other words before it lost them.
func TestNotesOfAnArticleAreReadBack(t *testing.T) {
	s, db := library(t)
	for _, quote := range []string{"harbour wall", "the boats went out"} {
		if _, _, err := s.Add(t.Context(), annotation.Mark{Article: "harbour/1", Selection: annotation.Selection{Quote: quote}, Note: "Ask.", Colour: 4}); err != nil {
			t.Fatal(err)
		}
	}
	ids := []string{all(t, s)[0].ID, all(t, s)[1].ID}
	if _, err := s.Change(t.Context(), ids[1:], annotation.Change{Again: &annotation.Selection{Quote: "council voted"}}); err != nil {
		t.Fatal(err)
	}
	other := news.Article{ID: "harbour/1", Title: "The *harbour*", Language: "en", URL: "https://example.org/harbour", Body: "<p id=\"dddddddd\">Trains were late.</p>\n"}
	if _, _, err := db.Ingest(t.Context(), news.Batch{Import: "i", Records: []news.Record{{Article: &other}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Change(t.Context(), ids, annotation.Change{Keep: true, Again: &annotation.Selection{Quote: "Trains"}}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
	if _, err := s.Change(t.Context(), ids, annotation.Change{Keep: true}); err != nil {
		t.Fatal(err)
	}
	want := all(t, s)
	for i := range want {
		if want[i].State != news.MarkArticle {
			t.Fatalf("%+v", want[i])
		}
	}
	for _, format := range []string{"json", "csv"} {
		file, err := s.Export(t.Context(), format, news.HighlightFilter{State: news.MarkArticle})
		if err != nil || file.Highlights != 2 {
			t.Fatal(file.Highlights, err)
		}
		if format == "json" {
			checkNoteOfArticle(t, file.Text)
		}
		if again, err := s.Import(t.Context(), file.Text); err != nil || again.Unchanged != 2 || again.Added != 0 {
			t.Errorf("%s: %+v %v", format, again, err)
		}
		elsewhere, _ := library(t) // where their words still are
		if done, err := elsewhere.Import(t.Context(), file.Text); err != nil || done.Added != 2 {
			t.Fatalf("%s: %+v %v\n%s", format, done, err, file.Text)
		}
		if diff := cmp.Diff(want, all(t, elsewhere), cmpopts.IgnoreFields(news.Highlight{}, "Number", "Place")); diff != "" {
			t.Errorf("%s: %s", format, diff)
		}
		back, err := elsewhere.Export(t.Context(), format, news.HighlightFilter{})
		if err != nil || string(back.Text) != string(file.Text) {
			t.Errorf("%s: %v\n%s", format, err, cmp.Diff(string(file.Text), string(back.Text)))
		}
	}
	for format, want := range map[string]string{"markdown": "> council voted\n\nAsk.\n\nColour 4 · 2026-05-04 · note of the whole article", "html": "· note of the whole article</small>"} {
		if file, err := s.Export(t.Context(), format, news.HighlightFilter{}); err != nil || !strings.Contains(string(file.Text), want) {
			t.Errorf("%s: %v: no %q in\n%s", format, err, want, file.Text)
		}
	}
}

// checkNoteOfArticle checks that the target of an annotation is the article itself.
func checkNoteOfArticle(t *testing.T, text []byte) {
	t.Helper()
	var page struct {
		Items []struct {
			Target map[string]any
			Made   struct{ Selector []map[string]any } `json:"broadsheet:made"`
			State  string                              `json:"broadsheet:state"`
		}
	}
	if err := json.Unmarshal(text, &page); err != nil {
		t.Fatal(err)
	}
	for _, a := range page.Items {
		source, _ := a.Target["source"].(map[string]any)
		if _, selects := a.Target["selector"]; selects || source["id"] != "broadsheet://article/harbour%2F1" || a.State != "article" ||
			len(a.Made.Selector) == 0 || a.Made.Selector[0]["exact"] == "" {
			t.Errorf("%+v in\n%s", a, text)
		}
	}
}

func TestMarkdownAndPage(t *testing.T) {
	s := filled(t)
	md, err := s.Export(t.Context(), "markdown", news.HighlightFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`## The \*harbour\*`, "<https://example.org/harbour>", "> the boats went out\n\n=SUM(A1)\n- a *list*\n", "#quay", "Colour 8", "2026-05-04"} {
		if !strings.Contains(string(md.Text), want) {
			t.Errorf("no %q in\n%s", want, md.Text)
		}
	}
	page, err := s.Export(t.Context(), "html", news.HighlightFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<a href="https://example.org/harbour">The *harbour*</a>`, `<blockquote class="highlight-8" lang="fa" dir="rtl">`, "=SUM(A1)"} {
		if !strings.Contains(string(page.Text), want) {
			t.Errorf("no %q in\n%s", want, page.Text)
		}
	}
	if _, err := s.Export(t.Context(), "pdf", news.HighlightFilter{}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
}

func TestAbsentWordsAreRefused(t *testing.T) {
	s, _ := library(t)
	for name, m := range map[string]annotation.Mark{
		"absent":  {Article: "harbour/1", Selection: annotation.Selection{Quote: "the ships"}},
		"block":   {Article: "harbour/1", Selection: annotation.Selection{Block: "zzzzzzzz", End: 4, EndBlock: "zzzzzzzz"}},
		"inside":  {Article: "harbour/1", Selection: annotation.Selection{Block: "aaaaaaaa", Start: 9, End: 4, EndBlock: "aaaaaaaa"}},
		"colour":  {Article: "harbour/1", Selection: annotation.Selection{Quote: "harbour"}, Colour: 9},
		"nothing": {Article: "harbour/1"},
	} {
		if _, _, err := s.Add(t.Context(), m); news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := s.Add(t.Context(), annotation.Mark{Article: "nobody", Selection: annotation.Selection{Quote: "x"}}); news.CodeOf(err) != news.CodeNotFound {
		t.Error(err)
	}
	if len(all(t, s)) != 0 {
		t.Error("something was marked")
	}
}

func TestAnnotationsOfOthers(t *testing.T) {
	hypothesis := `{"total":3,"rows":[
		{"id":"x1","created":"2025-01-02T03:04:05.678901+00:00","updated":"2025-02-02T03:04:05+00:00","uri":"https://example.org/harbour","text":"Look.","tags":["quay"],
		 "target":[{"source":"https://example.org/harbour","selector":[{"type":"RangeSelector","startContainer":"/p[1]"},{"type":"TextPositionSelector","start":900,"end":912},
		 {"type":"TextQuoteSelector","exact":"harbour wall","prefix":"against the ","suffix":" in a"}]}]},
		{"id":"x2","uri":"https://example.org/elsewhere","text":"","target":[{"source":"https://example.org/elsewhere","selector":[{"type":"TextQuoteSelector","exact":"x"}]}]},
		{"id":"x3","uri":"https://example.org/harbour","text":"a page note","target":[{"source":"https://example.org/harbour"}]}]}`
	s, _ := library(t)
	done, err := s.Import(t.Context(), []byte(hypothesis))
	if err != nil || done.Added != 2 || done.Failed != 1 || len(done.Problems) != 1 || !strings.Contains(done.Problems[0], "elsewhere") {
		t.Fatalf("%+v %v", done, err)
	}
	h := all(t, s)[1]
	if h.State != news.MarkAnchored || h.Made.Block != "aaaaaaaa" || h.Note != "Look." || len(h.Tags) != 1 || h.Created.Year() != 2025 {
		t.Errorf("%+v", h)
	}
	model := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/anno1","type":"Annotation","bodyValue":"Short",
		"target":{"source":"broadsheet://article/bandar","styleClass":"highlight-5","selector":{"type":"TextQuoteSelector","exact":"دیوار بندر"}}}`
	if done, err = s.Import(t.Context(), []byte(model)); err != nil || done.Added != 1 {
		t.Fatalf("%+v %v", done, err)
	}
	if page, err := s.List(t.Context(), news.HighlightFilter{Colour: 5}); err != nil || page.Total != 1 || page.Highlights[0].Note != "Short" {
		t.Errorf("%+v %v", page, err)
	}
}

func FuzzImport(f *testing.F) {
	f.Add(`{"items":[{"id":"urn:broadsheet:highlight:h-1","target":{"source":"broadsheet://article/a","selector":[{"type":"TextQuoteSelector","exact":"b"}]}}]}`)
	f.Add("id,article,quote,colour,tags\nh-1,a,words,3,x\n")
	f.Add(`[[[[{"target":[null,3,{"selector":{"type":5}}]}]]]]`)
	f.Add("\ufeffquote\r\n'=x\r\n\"")
	s := annotation.New(nothing{})
	f.Fuzz(func(t *testing.T, text string) {
		done, err := s.Import(t.Context(), []byte(text))
		if e := news.CodeOf(err); err != nil && e != news.CodeInvalid && e != news.CodeLimit {
			t.Fatal(err)
		}
		if done.Added != 0 {
			t.Fatalf("%+v of an empty library", done)
		}
	})
}

const foreign = `[{"id":"x1","created":"2025-01-02T03:04:05.678901+00:00","uri":"https://example.org/harbour","text":"Look.",
	"target":[{"selector":[{"type":"TextQuoteSelector","exact":"harbour wall","prefix":"against the ","suffix":" in a"}]}]},
	{"uri":"https://example.org/harbour","target":[{"selector":[{"type":"TextQuoteSelector","exact":"the boats"}]}]}]`

func TestAFileThatIsReadTwiceAddsNothing(t *testing.T) {
	for name, text := range map[string]string{"of another's": foreign, "a table": "article,quote,note\nharbour/1,harbour wall,Look\nbandar,بندر,\n"} {
		t.Run(name, func(t *testing.T) {
			s, db := library(t)
			first, err := s.Import(t.Context(), []byte(text))
			if err != nil || first.Added != 2 || first.Entry == 0 {
				t.Fatalf("%+v %v", first, err)
			}
			if again, err := s.Import(t.Context(), []byte(text)); err != nil || again.Unchanged != 2 || again.Added != 0 || again.Entry != 0 {
				t.Errorf("%+v %v", again, err)
			}
			// It is undone as one, read once more, and even then is what is here.
			if _, err := db.Undo(t.Context(), first.Entry); err != nil || len(all(t, s)) != 0 {
				t.Fatalf("%v: %+v", err, all(t, s))
			}
			for i, want := range []annotation.Imported{{Added: 2}, {Unchanged: 2}} {
				if got, err := s.Import(t.Context(), []byte(text)); err != nil || got.Added != want.Added || got.Unchanged != want.Unchanged {
					t.Errorf("%d: %+v %v", i, got, err)
				}
			}
		})
	}
}

func TestOwnMarksThatWereTakenAwayAreReadOnce(t *testing.T) {
	s := filled(t)
	file, err := s.Export(t.Context(), "json", news.HighlightFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Remove(t.Context(), []string{all(t, s)[0].ID}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{1, 0} {
		if got, err := s.Import(t.Context(), file.Text); err != nil || got.Added != want {
			t.Errorf("%d: %+v %v", i, got, err)
		}
	}
}

// asked counts the addresses that are looked up.
type asked struct {
	annotation.Store
	addresses int
}

func (a *asked) ByAddress(ctx context.Context, address string) (string, error) {
	a.addresses++
	return a.Store.ByAddress(ctx, address)
}

func TestAddressesAreLookedUpWhereNothingElseTells(t *testing.T) {
	own := filled(t)
	file, err := own.Export(t.Context(), "json", news.HighlightFilter{})
	if err != nil {
		t.Fatal(err)
	}
	_, db := library(t)
	store := &asked{Store: db}
	if done, err := annotation.New(store).Import(t.Context(), file.Text); err != nil || done.Added != 3 || store.addresses != 0 {
		t.Errorf("%+v %v, %d addresses", done, err, store.addresses)
	}
	if done, err := annotation.New(store).Import(t.Context(), []byte(foreign)); err != nil || done.Added != 2 || store.addresses != 1 {
		t.Errorf("%+v %v, %d addresses", done, err, store.addresses)
	}
}

// far is a store whose publication is ahead of UTC.
type far struct{ annotation.Store }

func (far) Publication(context.Context) (news.Publication, error) {
	return news.Publication{TimeZone: "Pacific/Kiritimati"}, nil
}

func TestDaysAreThoseOfThePublication(t *testing.T) {
	_, db := library(t) // its clock stands at 10:00 UTC of the 4th, where that is the 5th
	s := annotation.New(far{db})
	if _, _, err := s.Add(t.Context(), annotation.Mark{Article: "bandar", Selection: annotation.Selection{Quote: "دیوار"}}); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"markdown", "html"} {
		if file, err := s.Export(t.Context(), format, news.HighlightFilter{}); err != nil || !strings.Contains(string(file.Text), "2026-05-05") {
			t.Errorf("%v:\n%s", err, file.Text)
		}
	}
}
