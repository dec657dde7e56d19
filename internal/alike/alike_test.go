package alike_test

import (
	"context"
	"strings"
	"testing"

	"broadsheet/internal/alike"
	"broadsheet/internal/body"
	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
)

// shelf is an archive in memory: every search finds everything.
type shelf struct {
	*testing.T
	texts    []alike.Text
	searches int
}

func (s *shelf) put(id, html string) {
	s.Helper()
	s.texts = append(s.texts, alike.Text{Row: news.Row(len(s.texts) + 1), ID: id, Language: "en", Text: s.document(html).Text()})
}

func (s *shelf) document(html string) *body.Document {
	s.Helper()
	c, err := body.Canonical(s.Context(), html, body.Options{Language: "en"})
	if err != nil {
		s.Fatal(err)
	}
	return c.Document
}

func (s *shelf) Like(context.Context, neardup.Sketch) ([]news.Row, error) { return nil, nil }

func (s *shelf) About(_ context.Context, _ alike.Words, limit int) ([]news.Row, error) {
	s.searches++
	var out []news.Row
	for _, t := range s.texts {
		out = append(out, t.Row)
	}
	return out[:min(limit, len(out))], nil
}

func (s *shelf) Texts(_ context.Context, rows []news.Row) ([]alike.Text, error) {
	var out []alike.Text
	for _, r := range rows {
		out = append(out, s.texts[r-1])
	}
	return out, nil
}

func (s *shelf) Summaries(_ context.Context, rows []news.Row) ([]news.Summary, error) {
	var out []news.Summary
	for _, r := range rows {
		out = append(out, news.Summary{Row: r, ID: s.texts[r-1].ID, Title: "Title of " + s.texts[r-1].ID})
	}
	return out, nil
}

const passage = "The council said on Tuesday evening that no ferry would be late because of the works at the old pier"

func TestWordsInCommonAreFoundWhereTheyStand(t *testing.T) {
	s := &shelf{T: t}
	s.put("pier", `<p id="x">Before it. The Council said, on Tuesday evening, that no ferry would be late because of the works at the <em>old</em> pier. Behind it.</p>`)
	s.put("other", `<p>The council said nothing on Wednesday.</p>`)
	s.put("own", `<p>`+passage+`.</p>`)
	d := alike.Draft{Own: "own", Language: "en", Title: "Ferries", Document: s.document(`<p id="a">It rained.</p><p id="b">Again: “` + passage + `”, she read.</p>`)}
	got, err := alike.New(s, s).Find(t.Context(), d, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Overlaps) != 1 || len(got.Related) != 1 || got.Related[0].ID != "other" {
		t.Fatalf("%+v", got)
	}
	o := got.Overlaps[0]
	if o.Article.Title != "Title of pier" || o.Words != 20 || len(o.Passages) != 1 || o.Share < 0.7 {
		t.Fatalf("%+v", o)
	}
	p := o.Passages[0]
	text := d.Document.Text()
	block := []rune(text.Plain[text.Blocks[1].Start:text.Blocks[1].End])
	if p.Block != "b" || p.Other != "x" || string(block[p.Start:p.End]) != passage || p.Quote != passage {
		t.Errorf("%+v, there stands %q", p, string(block[p.Start:p.End]))
	}
}

func TestAnotherWordPartsAPassage(t *testing.T) {
	s := &shelf{T: t}
	s.put("pier", "<p>"+strings.Replace(passage, "ferry", "boat", 1)+"</p>")
	s.put("few", "<p>The council said on Tuesday evening that all is well.</p>")
	got, err := alike.New(s, s).Find(t.Context(), alike.Draft{Language: "en", Document: s.document("<p>" + passage + "</p>")}, 0)
	if err != nil {
		t.Fatal(err)
	}
	// Eight words before it are too few for a passage.
	if len(got.Overlaps) != 0 {
		t.Errorf("%+v", got.Overlaps)
	}
	s.put("pier, longer", "<p>"+strings.Replace(passage, "ferry", "boat", 1)+" which is closed to all but the crews.</p>")
	got, err = alike.New(s, s).Find(t.Context(), alike.Draft{Language: "en", Document: s.document("<p>" + passage + " which is closed to all but the crews</p>")}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Overlaps) != 1 || got.Overlaps[0].Words != 19 {
		t.Errorf("%+v", got.Overlaps)
	}
}

func TestTheWorkIsBounded(t *testing.T) {
	s := &shelf{T: t}
	for range 200 {
		s.put("one", "<p>"+passage+"</p>")
	}
	var html strings.Builder
	for range 300 {
		html.WriteString("<p>" + passage + " and " + passage + "</p>")
	}
	got, err := alike.New(s, s).Find(t.Context(), alike.Draft{Language: "en", Document: s.document(html.String())}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if s.searches > 7 || len(got.Overlaps) > 10 {
		t.Errorf("%d searches, %d overlaps", s.searches, len(got.Overlaps))
	}
}

func TestAnEmptyDraftHasNothing(t *testing.T) {
	s := &shelf{T: t}
	s.put("pier", "<p>"+passage+"</p>")
	for _, d := range []alike.Draft{{}, {Document: &body.Document{}}} {
		if got, err := alike.New(s, s).Find(t.Context(), d, 0); err != nil || len(got.Overlaps) != 0 {
			t.Errorf("%+v, %v", got, err)
		}
	}
}
