package storetest

import (
	"fmt"
	"time"

	"broadsheet/internal/news"
)

func testFilters(s *suite) {
	var list []news.Article
	for n := range 40 {
		a := story(n)
		if n%4 == 0 {
			a.Kind = news.KindReport
		}
		if n%5 == 0 {
			a.Section = "Culture"
		}
		if n%3 == 0 {
			a.Language = "fa"
		}
		if n%7 == 0 {
			a.Topics, a.Authors = append(a.Topics, "Rail"), []news.Author{{Name: "K. L."}}
		}
		if n == 39 {
			a.State = news.StateWithdrawn
		}
		list = append(list, a)
	}
	s.takeWell(records(list...)...)
	_, _, err := s.Mark(s.ctx(), []string{"s3", "s4", "s39"}, news.MarkStar, true)
	s.must(err)
	_, _, err = s.Mark(s.ctx(), []string{"s5"}, news.MarkRead, true)
	s.must(err)
	published := func(n int) time.Time { return story(n).Published }
	for name, c := range map[string]struct {
		filter news.Filter
		holds  func(n int) bool
	}{
		"all":      {news.Filter{}, func(int) bool { return true }},
		"kind":     {news.Filter{Kind: news.KindReport}, func(n int) bool { return n%4 == 0 }},
		"section":  {news.Filter{Section: "culture"}, func(n int) bool { return n%5 == 0 }},
		"language": {news.Filter{Language: "fa"}, func(n int) bool { return n%3 == 0 }},
		"topic":    {news.Filter{Topic: "rail"}, func(n int) bool { return n%7 == 0 }},
		"tag":      {news.Filter{Tag: "tag-1"}, func(n int) bool { return n%3 == 1 }},
		"author":   {news.Filter{Author: "k-l"}, func(n int) bool { return n%7 == 0 }},
		"source":   {news.Filter{Source: "wire"}, func(int) bool { return true }},
		"dates": {news.Filter{From: published(10), To: published(20)},
			func(n int) bool { return n >= 10 && n < 20 }},
		"starred": {news.Filter{Is: "starred"}, func(n int) bool { return n == 3 || n == 4 }},
		"unread":  {news.Filter{Is: "unread"}, func(n int) bool { return n != 5 }},
		"several": {news.Filter{Kind: news.KindReport, Language: "fa", Topic: "lake-region", Tag: "water", To: published(30)},
			func(n int) bool { return n%12 == 0 && n < 30 }},
		"none": {news.Filter{Kind: "nothing"}, func(int) bool { return false }},
	} {
		for _, oldest := range []bool{false, true} {
			f := c.filter
			f.Oldest, f.Limit = oldest, 7
			var want []string
			for n := range 39 {
				if c.holds(n) {
					want = append(want, fmt.Sprintf("s%d", n))
				}
			}
			if !oldest {
				for i, j := 0, len(want)-1; i < j; i, j = i+1, j-1 {
					want[i], want[j] = want[j], want[i]
				}
			}
			s.same(fmt.Sprint(name, " oldest ", oldest), s.pages(f), want)
			for skip := range len(want) + 2 {
				f.Skip = int64(skip)
				page, err := s.List(s.ctx(), f)
				s.must(err)
				rest := want[min(skip, len(want)):]
				s.same(fmt.Sprint(name, " oldest ", oldest, " from ", skip), idsOf(page.Articles), rest[:min(f.Limit, len(rest))])
				if more := len(rest) > f.Limit; more != (page.Next != "") {
					s.Errorf("%s from %d: the end is said wrongly", name, skip)
				}
			}
		}
		total, err := s.Count(s.ctx(), c.filter)
		s.must(err)
		if total >= 0 && int(total) != len(s.pages(c.filter)) {
			s.Errorf("%s: counted %d", name, total)
		}
	}
	for _, f := range []news.Filter{{Section: "x"}, {Topic: "x"}, {Tag: "x"}, {Author: "x"}} {
		_, err := s.List(s.ctx(), f)
		s.code(err, news.CodeNotFound)
	}
	for _, f := range []news.Filter{{Is: "x"}, {After: "x"}} {
		_, err := s.List(s.ctx(), f)
		s.code(err, news.CodeInvalid)
	}
}

// pages reads a list to its end.
func (s *suite) pages(f news.Filter) []string {
	s.Helper()
	var ids []string
	for {
		page, err := s.List(s.ctx(), f)
		s.must(err)
		ids = append(ids, idsOf(page.Articles)...)
		if f.After = page.Next; f.After == "" {
			return ids
		}
	}
}

func testUndated(s *suite) {
	var list []news.Article
	for n := range 6 {
		a := story(n)
		if n < 4 {
			a.Published = time.Time{}
		}
		list = append(list, a)
	}
	list[5].Published = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) // as early as a date can be
	s.takeWell(records(list...)...)
	s.same("newest first", s.pages(news.Filter{Limit: 2}), []string{"s4", "s5", "s3", "s2", "s1", "s0"})
	s.same("oldest first", s.pages(news.Filter{Limit: 2, Oldest: true}), []string{"s0", "s1", "s2", "s3", "s5", "s4"})
	for skip := range 7 {
		for _, oldest := range []bool{false, true} {
			all := s.pages(news.Filter{Oldest: oldest})
			s.same(fmt.Sprint("from ", skip, " oldest ", oldest), s.ids(news.Filter{Oldest: oldest, Skip: int64(skip)}), all[min(skip, 6):])
		}
	}
	s.same("of a time", s.ids(news.Filter{To: Now.AddDate(1, 0, 0)}), []string{"s4", "s5"})
	counts, err := s.Counts(s.ctx())
	s.must(err)
	if !counts.Newest.Equal(list[4].Published) || counts.Oldest.Year() != 0 {
		s.Errorf("from %v to %v", counts.Oldest, counts.Newest)
	}
	page, err := s.List(s.ctx(), news.Filter{})
	s.must(err)
	if !page.Articles[5].Published.IsZero() {
		s.Error("an undated article has a date")
	}
}

func testTotals(s *suite) {
	counts := func() news.Counts {
		c, err := s.Counts(s.ctx())
		s.must(err)
		c.Oldest, c.Newest = time.Time{}, time.Time{}
		return c
	}
	s.same("empty", counts(), news.Counts{})
	id := s.takeWell(stories(4)...)
	s.same("four", counts(), news.Counts{Articles: 4, Topics: 1, Tags: 4, Sections: 1, Authors: 1, Unread: 4})
	withdrawn := story(0)
	withdrawn.State = news.StateWithdrawn
	s.takeWell(record(withdrawn))
	s.same("withdrawn", counts(), news.Counts{Articles: 3, Topics: 1, Tags: 4, Sections: 1, Authors: 1, Unread: 3})
	must2 := func(_ int64, _ int, err error) { s.Helper(); s.must(err) }
	must2(s.Mark(s.ctx(), []string{"s0", "s1", "s2"}, news.MarkRead, true))
	must2(s.Mark(s.ctx(), []string{"s2"}, news.MarkLater, true))
	s.same("read", counts(), news.Counts{Articles: 3, Topics: 1, Tags: 4, Sections: 1, Authors: 1, Unread: 1, Later: 1})
	s.must(s.SetTopic(s.ctx(), news.Topic{Slug: "empty", Name: "Empty", Visible: true}))
	s.same("topic", counts().Topics, int64(2))
	_, err := s.SetPublication(s.ctx(), news.Publication{Name: "P", Sections: []news.Section{{Name: "politics"}, {Name: "Arts"}}})
	s.must(err)
	s.same("sections", counts().Sections, int64(2))
	undone, err := s.UndoImport(s.ctx(), id)
	s.must(err)
	s.same("kept", undone.Kept, []string{"s2", "s0"}) // for later; a version since
	s.same("left", counts(), news.Counts{Articles: 1, Topics: 2, Tags: 2, Sections: 2, Authors: 1, Later: 1})
}

func testDays(s *suite) {
	late := story(0)
	late.Published = time.Date(2026, 3, 4, 22, 30, 0, 0, time.UTC)
	early := story(1)
	early.Published = time.Date(2026, 3, 4, 1, 0, 0, 0, time.UTC)
	s.takeWell(records(late, early)...)
	days := func() []news.DayCount {
		list, err := s.Days(s.ctx(), "2026-01-01", "2026-12-31")
		s.must(err)
		return list
	}
	s.same("in UTC", days(), []news.DayCount{{Day: "2026-03-04", Count: 2}})
	entry, err := s.SetPublication(s.ctx(), news.Publication{Name: "P", TimeZone: "Asia/Tehran"})
	s.must(err)
	s.same("in Tehran", days(), []news.DayCount{{Day: "2026-03-04", Count: 1}, {Day: "2026-03-05", Count: 1}})
	timeline, err := s.TopicTimeline(s.ctx(), "lake-region")
	s.must(err)
	s.same("timeline", timeline, []news.MonthCount{{Month: "2026-03", Count: 2}})
	_, err = s.Undo(s.ctx(), entry)
	s.must(err)
	s.same("in UTC again", days(), []news.DayCount{{Day: "2026-03-04", Count: 2}})
	_, err = s.SetPublication(s.ctx(), news.Publication{Name: "P", TimeZone: "Nowhere/Land"})
	s.code(err, news.CodeInvalid)
}

func testOnThisDay(s *suite) {
	var list []news.Article
	for n, at := range []string{"2026-03-04", "2025-03-04", "2025-03-05", "2019-03-04", "2020-02-29", "2016-02-29"} {
		a := story(n)
		a.Published, _ = time.Parse(time.DateOnly, at)
		list = append(list, a)
	}
	s.takeWell(records(list...)...)
	for day, want := range map[news.Day][]string{"2026-03-04": {"s1", "s3"}, "2024-02-29": {"s4", "s5"}, "2026-07-01": nil} {
		found, err := s.OnThisDay(s.ctx(), day, 5)
		s.must(err)
		s.same(string(day), idsOf(found), want)
	}
	_, err := s.OnThisDay(s.ctx(), "someday", 5)
	s.code(err, news.CodeInvalid)
}

func testMarks(s *suite) {
	s.takeWell(stories(5)...)
	entry, changed, err := s.Mark(s.ctx(), []string{"s1", "s2", "s4"}, news.MarkStar, true)
	s.must(err)
	if entry == 0 || changed != 3 {
		s.Fatalf("entry %d, changed %d", entry, changed)
	}
	s.same("starred", s.ids(news.Filter{Is: "starred"}), []string{"s4", "s2", "s1"})
	again, changed, err := s.Mark(s.ctx(), []string{"s1"}, news.MarkStar, true)
	s.must(err)
	if again != 0 || changed != 0 {
		s.Errorf("again: entry %d, changed %d", again, changed)
	}
	rows, err := s.Marked(s.ctx(), news.MarkStar)
	s.must(err)
	s.same("rows", len(rows), 3)
	_, _, err = s.Mark(s.ctx(), []string{"s2"}, news.MarkStar, false)
	s.must(err)
	undone, err := s.Undo(s.ctx(), entry)
	s.must(err)
	s.same("undone", undone.Undone, 2) // s2 has none any more
	s.same("none", s.ids(news.Filter{Is: "starred"}), []string(nil))
	_, _, err = s.Mark(s.ctx(), []string{"s1", "nobody"}, news.MarkLater, true)
	s.code(err, news.CodeNotFound)
	s.same("later", s.ids(news.Filter{Is: "later"}), []string(nil))
	_, _, err = s.Mark(s.ctx(), []string{"s1"}, "dog-ear", true)
	s.code(err, news.CodeInvalid)
}

func testMostViewed(s *suite) {
	a, b, c := story(1), story(2), story(3)
	a.Views = map[news.Day]int64{"2026-03-01": 5, "2026-02-01": 100}
	b.Views = map[news.Day]int64{"2026-03-01": 3, "2026-02-25": 4, "2026-03-03": 0}
	c.Views = map[news.Day]int64{"2026-03-01": 50, "2026-03-02": 9}
	c.State = news.StateRetracted
	id := s.takeWell(records(a, b, c)...)
	ranking := func(days int, source news.ViewSource) news.Ranking {
		r, err := s.MostViewed(s.ctx(), days, 10, source, "")
		s.must(err)
		return r
	}
	day := ranking(1, news.ViewsCame)
	if day.From != "2026-03-01" || day.To != "2026-03-01" || len(day.Items) != 2 || day.Items[0].Article.ID != "s1" || day.Items[0].Reads != 5 {
		s.Errorf("day: %+v", day) // the 2nd has counts of a retracted article alone, the 3rd none
	}
	week := ranking(7, news.ViewsCame)
	if week.From != "2026-02-23" || len(week.Items) != 2 || week.Items[0].Article.ID != "s2" || week.Items[0].Reads != 7 {
		s.Errorf("week: %+v", week)
	}
	if own := ranking(7, news.ViewsOwn); own.To != "" || len(own.Items) != 0 {
		s.Errorf("own: %+v", own)
	}
	s.must(s.CountRead(s.ctx(), "s1", "2026-03-03"))
	s.must(s.CountRead(s.ctx(), "s2", "2026-03-04"))
	s.must(s.CountRead(s.ctx(), "s2", "2026-03-04"))
	if own := ranking(1, news.ViewsOwn); own.To != "2026-03-04" || len(own.Items) != 1 || own.Items[0].Reads != 2 {
		s.Errorf("own: %+v", own)
	}
	if came := ranking(1, news.ViewsCame); came.To != "2026-03-01" || came.Items[0].Reads != 5 {
		s.Errorf("own reads moved the window of those that came: %+v", came)
	}
	if before, err := s.MostViewed(s.ctx(), 7, 10, news.ViewsOwn, "2026-03-03"); err != nil || before.To != "2026-03-03" || len(before.Items) != 1 {
		s.Errorf("own, as it stood a day before: %+v %v", before, err)
	}
	s.same("unread", len(s.ids(news.Filter{Is: "unread"})), 0)
	_, err := s.UndoImport(s.ctx(), id)
	s.must(err)
	if week := ranking(7, news.ViewsCame); len(week.Items) != 0 {
		s.Errorf("after undo: %+v", week)
	}
}

func testMarkList(s *suite) {
	s.takeWell(stories(6)...)
	_, _, err := s.Mark(s.ctx(), []string{"s5"}, news.MarkRead, true)
	s.must(err)
	entry, changed, err := s.MarkList(s.ctx(), news.Filter{Is: "unread", Limit: 1}, news.MarkRead, true)
	s.must(err)
	if changed != 5 || len(s.ids(news.Filter{Is: "unread"})) != 0 {
		s.Errorf("%d were marked", changed)
	}
	_, err = s.Undo(s.ctx(), entry)
	s.must(err)
	s.same("unread again", len(s.ids(news.Filter{Is: "unread"})), 5)
	_, _, err = s.MarkList(s.ctx(), news.Filter{Tag: "nothing"}, news.MarkStar, true)
	s.code(err, news.CodeNotFound)
}
