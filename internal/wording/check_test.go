package wording_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/redline"
	"broadsheet/internal/wording"
)

// shelf is an archive in memory: every search finds everything.
type shelf struct {
	texts  []wording.Article
	limits []int
}

func (s *shelf) put(id, language, text string, year int) {
	a := wording.Article{Row: news.Row(len(s.texts) + 1), ID: id, Title: "Title of " + id, Language: language, Text: textOf(text)}
	if year > 0 {
		a.Published = time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	s.texts = append(s.texts, a)
}

func (s *shelf) Saying(ctx context.Context, _ string, limit int) ([]news.Row, error) {
	return s.Holding(ctx, "", limit)
}

func (s *shelf) Holding(_ context.Context, _ string, limit int) (rows []news.Row, err error) {
	s.limits = append(s.limits, limit)
	for _, a := range s.texts {
		rows = append(rows, a.Row)
	}
	return rows[:min(limit, len(rows))], nil
}

func (s *shelf) Texts(_ context.Context, rows []news.Row) (out []wording.Article, err error) {
	for _, r := range rows {
		out = append(out, s.texts[r-1])
	}
	return out, nil
}

func (s *shelf) Body(_ context.Context, id string, version int) (wording.Article, error) {
	for _, a := range s.texts {
		if a.ID == id && (version == 0 || version == a.Version) {
			return a, nil
		}
	}
	return wording.Article{}, news.NotFound("article", id)
}

// told writes words as git's word diff does.
func told(words []redline.Word) string {
	var b strings.Builder
	for _, w := range words {
		switch w.Op {
		case redline.OpInsert:
			b.WriteString("{+" + w.Text + "+}")
		case redline.OpDelete:
			b.WriteString("[-" + w.Text + "-]")
		default:
			b.WriteString(w.Text)
		}
	}
	return b.String()
}

func TestCheck(t *testing.T) {
	s := &shelf{}
	s.put("later", "en", "Before it.\n\nThe minister said on Monday that we shall not close the harbour, whatever the others say, before the end of the year.", 2021)
	s.put("first", "en", "It rained. The minister said on Monday that we shall not close the harbour, whatever the others say, before the end of the year. Nobody believed it.", 2020)
	s.put("undated", "en", "The minister said on Monday that we shall not close the harbour, whatever the others say.", 0)
	s.put("fa", "fa", "وزیر گفت که ما بندر را امسال نمی‌بندیم و کارگران می‌توانند کار خود را ادامه دهند.", 2020)
	s.put("ar", "ar", "قال الوزير إنّ الحكومة لن تغلق الميناء هذا العام وإن العمال باقون في أعمالهم.", 2020)
	s.put("zh", "zh", "部长说，我们今年不会关闭这个港口，工人们可以继续工作到年底。", 2020)
	s.put("can", "en", "We can’t open the well-known gate tomorrow morning, said the porter.", 2020)
	service := wording.New(s, s)
	for _, c := range []struct {
		name, quote, state, article, words string
		gaps                               int
	}{
		{"the words, first published", "we shall not close the harbour", "exact", "first", "we shall not close the harbour", 0},
		{"other signs and letters", "We shall not — close the Harbour whatever the others say", "exact", "first", "We shall not — close the Harbour whatever the others say", 0},
		{"left out", "The minister said […] that we shall not close the harbour ... before the end of the year", "exact", "first",
			"The minister said […] that we shall not close the harbour ... before the end of the year", 2},
		{"put in", "[T]hat we shall not close [it], whatever the others say", "exact", "first", "That we shall not close [it], whatever the others say", 1},
		{"another word", "we shall not shut the harbour, whatever the others say", "altered", "first", "we shall not [-close-]{+shut+} the harbour, whatever the others say", 0},
		{"another first word", "They shall not close the harbour, whatever the others say", "altered", "first", "[-we-]{+They+} shall not close the harbour, whatever the others say", 0},
		{"a word less", "we shall close the harbour, whatever the others say", "altered", "first", "we shall [-not -]close the harbour, whatever the others say", 0},
		{"a word more, and a gap", "The minister said […] that we shall surely not close the harbour", "altered", "first", "The minister said […] that we shall{+ surely+} not close the harbour", 1},
		{"an apostrophe", "We can open the well known gate tomorrow morning", "altered", "can", "We [-can’t-]{+can+} open the well known gate tomorrow morning", 0},
		{"none", "the boats came home in the evening without their crews", "absent", "", "", 0},
		{"none, of the same common words", "the minister of the others said that on the end", "absent", "", "", 0},
		{"Persian, spelt otherwise", "ما بندر را امسال نمي بنديم و كارگران مي‌توانند", "exact", "fa", "ما بندر را امسال نمي بنديم و كارگران مي‌توانند", 0},
		{"Persian, altered", "ما بندر را امسال نمی‌بندیم و کارگران نمی‌توانند کار خود را ادامه دهند", "altered", "fa",
			"ما بندر را امسال نمی‌بندیم و کارگران [-می‌توانند-]{+نمی‌توانند+} کار خود را ادامه دهند", 0},
		{"Arabic, without vowel signs", "ان الحكومة لن تغلق الميناء هذا العام", "exact", "ar", "ان الحكومة لن تغلق الميناء هذا العام", 0},
		{"Arabic, altered", "إن الحكومة سوف تغلق الميناء هذا العام", "altered", "ar", "إن الحكومة [-لن-]{+سوف+} تغلق الميناء هذا العام", 0},
		{"Chinese", "我们今年不会关闭这个港口", "exact", "zh", "我们今年不会关闭这个港口", 0},
		{"Chinese, altered", "我们明年不会关闭这个港口", "altered", "zh", "我们[-今-]{+明+}年不会关闭这个港口", 0},
		{"too short", "the harbour", "absent", "", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := service.Check(t.Context(), []string{c.quote}, "")
			if err != nil {
				t.Fatal(err)
			}
			v := got[0]
			if string(v.State) != c.state || v.Article.ID != c.article || told(v.Words) != c.words || v.Gaps != c.gaps {
				t.Fatalf("%s in %q, %d gaps, %q (%.2f)\nwant %s in %q, %d gaps, %q", v.State, v.Article.ID, v.Gaps, told(v.Words), v.Similarity, c.state, c.article, c.gaps, c.words)
			}
			if v.State == wording.Absent {
				return
			}
			for _, b := range s.texts[v.Article.Row-1].Text.Blocks {
				if b.ID == v.Block && !strings.HasPrefix(string([]rune(s.texts[v.Article.Row-1].Text.Plain[b.Start:])[v.Start:]), v.Source) {
					t.Errorf("%q does not stand at %s %d", v.Source, v.Block, v.Start)
				}
			}
		})
	}
	for _, n := range s.limits {
		if n > 16 {
			t.Errorf("%d articles were asked for", n)
		}
	}
}

func TestTheOwnArticleDoesNotCount(t *testing.T) {
	s := &shelf{}
	s.put("own", "en", "He said we shall not close the harbour.", 2020)
	got, err := wording.New(s, s).Check(t.Context(), []string{"we shall not close the harbour"}, "own")
	if err != nil || got[0].State != wording.Absent {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestHostileTextsEnd(t *testing.T) {
	s := &shelf{}
	same := strings.Repeat("a ", 60_000)
	s.put("same", "en", same+"b c", 2020)
	s.put("alternating", "en", strings.Repeat("a b a c ", 20_000), 2020)
	quotes := []string{same[:9_000] + "[…] b", strings.Repeat("a b ", 2_000) + "d", strings.Repeat("a a a […] ", 1_000) + "z", strings.Repeat("[a] b c d ", 900)}
	got, err := wording.New(s, s).Check(t.Context(), quotes, "")
	if err != nil || got[0].State != wording.Exact {
		t.Errorf("%v, %v", got[0].State, err)
	}
	if _, err := wording.New(s, s).Check(t.Context(), make([]string, wording.MaxChecked+1), ""); news.CodeOf(err) != news.CodeLimit {
		t.Errorf("%v", err)
	}
}

// FuzzCheck holds what is promised of every quotation and text.
func FuzzCheck(f *testing.F) {
	f.Add("we shall not close the harbour", "The minister said that we shall close the harbour.", "en")
	f.Add("… shall not […] close [the] harbour—now", "shall not ever close harbour", "en")
	f.Add("我们明年不会关闭这个港口", "部长说，我们今年不会关闭这个港口。", "zh")
	f.Fuzz(func(t *testing.T, quote, text, language string) {
		if len(quote)+len(text) > 4000 {
			t.Skip()
		}
		s := &shelf{}
		s.put("one", language, strings.ToValidUTF8(text, "?"), 2020)
		got, err := wording.New(s, s).Check(t.Context(), []string{strings.ToValidUTF8(quote, "?")}, "")
		if err != nil {
			t.Fatal(err)
		}
		v := got[0]
		changed := slices.ContainsFunc(v.Words, func(w redline.Word) bool { return w.Op != redline.OpEqual })
		switch {
		case v.State == wording.Absent && (v.Article.ID != "" || v.Words != nil), v.State != wording.Absent && (v.Article.ID != "one" || v.Source == ""),
			v.State == wording.Exact && changed, v.State == wording.Altered && v.Similarity < 0.6:
			t.Fatalf("%+v", v)
		}
	})
}
