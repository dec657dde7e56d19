package storetest

import (
	"fmt"
	"strings"

	"broadsheet/internal/news"
)

func testComments(s *suite) {
	a := story(1)
	a.Comments = []news.Comment{{ID: "c1", Text: "came", Email: "came@example.org", Status: news.CommentApproved}}
	s.takeWell(record(a))
	c, err := s.AddComment(s.ctx(), "s1", news.Comment{Name: "R", Email: "own@example.org", Text: "written here", Parent: "c1", Status: news.CommentPending})
	s.must(err)
	if c.ID == "" || c.Email != "" || !c.Posted.Equal(Now) {
		s.Errorf("comment: %+v", c)
	}
	list, err := s.Comments(s.ctx(), "s1")
	s.must(err)
	if len(list) != 2 || list[1].Text != "written here" || list[0].Email+list[1].Email != "" {
		s.Errorf("comments: %+v", list)
	}
	counts, err := s.Counts(s.ctx())
	s.must(err)
	s.same("approved", counts.Comments, int64(1))
	if strings.Contains(s.export(), "example.org") {
		s.Error("an address went out")
	}
	_, err = s.Undo(s.ctx(), 0)
	s.must(err)
	list, err = s.Comments(s.ctx(), "s1")
	s.must(err)
	s.same("left", len(list), 1)

	a.Comments[0].Status = news.CommentRejected
	_, outcomes, _ := s.take(record(a))
	s.same("moderated elsewhere", outcomes, []news.Outcome{news.OutcomeUpdated})
	versions, err := s.Versions(s.ctx(), "s1")
	s.must(err)
	s.same("versions", len(versions), 1)
	_, err = s.AddComment(s.ctx(), "s1", news.Comment{Text: "x", Parent: "nobody"})
	s.code(err, news.CodeNotFound)
	_, err = s.AddComment(s.ctx(), "nobody", news.Comment{Text: "x"})
	s.code(err, news.CodeNotFound)
}

// publication is a stream with a record of each type.
func publication(n int) []news.Record {
	topic := news.Topic{Slug: "lake-region", Name: fmt.Sprintf("Lake Region %d", n), Order: n, Visible: true, Aliases: []string{fmt.Sprintf("alias %d", n)}}
	tag := news.Tag{Name: "water", Aliases: []string{fmt.Sprintf("eau %d", n)}}
	list := []news.Record{
		{Publication: &news.Publication{Name: fmt.Sprintf("Paper %d", n), TimeZone: "Asia/Tehran", Languages: []string{"fa"}, Sections: []news.Section{{Name: "Politics"}, {Name: fmt.Sprintf("Section %d", n)}}}},
		{Topic: &topic}, {Tag: &tag},
		{Front: &news.Front{Slots: map[string][]news.SlotItem{news.SlotLead: {{ID: fmt.Sprintf("s%d", n)}}}}},
	}
	for i := range 5 {
		a := story(i + n)
		a.Standfirst = fmt.Sprintf("In state %d.", n)
		a.Section = fmt.Sprintf("Section %d", n)
		a.Tags = append(a.Tags, fmt.Sprintf("state %d", n))
		a.Views = map[news.Day]int64{"2026-03-01": int64(n + 1)}
		a.Comments = []news.Comment{{ID: "c", Text: fmt.Sprintf("comment %d", n), Status: news.CommentApproved}}
		a.EditorsChoice = i
		list = append(list, record(a))
	}
	return list
}

func testUndoImport(s *suite) {
	empty := s.export()
	first := s.takeWell(publication(0)...)
	between := s.export()
	second := s.takeWell(publication(2)...) // updates three articles, adds two
	after := s.export()
	undone, err := s.UndoImport(s.ctx(), second)
	s.must(err)
	s.same("kept", undone.Kept, []string(nil))
	s.same("as before the second", s.export(), between)
	s.sound()
	history, err := s.History(s.ctx(), 1)
	s.must(err)
	if history[0].Verb != "entry.undone" || history[0].Import != second || history[0].Actor == "" {
		s.Errorf("history: %+v", history[0])
	}
	_, err = s.Undo(s.ctx(), history[0].Entry)
	s.must(err)
	s.same("as after the second", s.export(), after)
	s.sound()
	_, err = s.UndoImport(s.ctx(), second)
	s.must(err)
	_, err = s.UndoImport(s.ctx(), first)
	s.must(err)
	s.same("as at first", s.export(), empty)
	_, err = s.UndoImport(s.ctx(), first)
	s.code(err, news.CodeInvalid)
	_, err = s.UndoImport(s.ctx(), "no such")
	s.code(err, news.CodeNotFound)
	imports, err := s.Imports(s.ctx())
	s.must(err)
	s.same("states", []string{imports[0].State, imports[1].State}, []string{"undone", "undone"})
}

func testTouched(s *suite) {
	id := s.takeWell(stories(6)...)
	_, _, err := s.Mark(s.ctx(), []string{"s1"}, news.MarkStar, true)
	s.must(err)
	_, err = s.AddComment(s.ctx(), "s2", news.Comment{Text: "x", Status: news.CommentPending})
	s.must(err)
	changed := story(3)
	changed.Title = "Changed since"
	later := s.takeWell(record(changed))
	s.must(only(s.SetSlot(s.ctx(), news.SlotLead, []news.SlotItem{{ID: "s4"}})))
	_, _, err = s.Mark(s.ctx(), []string{"s5"}, news.MarkRead, true) // reading is not touching
	s.must(err)
	undone, err := s.UndoImport(s.ctx(), id)
	s.must(err)
	s.same("kept", undone.Kept, []string{"s4", "s3", "s2", "s1"})
	s.same("undone", undone.Undone, 2)
	s.same("left", s.ids(news.Filter{}), []string{"s4", "s3", "s2", "s1"})
	undone, err = s.UndoImport(s.ctx(), later)
	s.must(err)
	s.same("the later one", undone, news.Undone{Undone: 1})
	s.same("left", len(s.ids(news.Filter{})), 4)

	// The same articles again are new ones; the old cannot come back beside them.
	s.takeWell(record(story(0)))
	history, err := s.History(s.ctx(), 10)
	s.must(err)
	for _, e := range history {
		if e.Verb == "entry.undone" && e.Import == id {
			undone, err = s.Undo(s.ctx(), e.Entry)
			s.must(err)
		}
	}
	s.same("kept out", undone, news.Undone{Undone: 1, Kept: []string{"s0"}})
	s.same("left", len(s.ids(news.Filter{})), 6)
}

func testLeave(s *suite) {
	empty := s.export()
	id := s.takeWell(publication(0)...)
	_, _, err := s.Mark(s.ctx(), []string{"s1"}, news.MarkStar, true)
	s.must(err)
	_, err = s.AddComment(s.ctx(), "s2", news.Comment{Text: "x", Status: news.CommentPending})
	s.must(err)
	s.must(only(s.SetSlot(s.ctx(), news.SlotLead, []news.SlotItem{{ID: "s4"}})))
	full := s.export()
	_, err = s.LeaveImport(s.ctx(), id)
	s.must(err)
	s.same("left", s.export(), empty)
	history, err := s.History(s.ctx(), 1)
	s.must(err)
	_, err = s.Undo(s.ctx(), history[0].Entry)
	s.must(err)
	s.same("articles again", len(s.ids(news.Filter{})), strings.Count(full, `"Title":"Story`))
}

func testManyUndos(s *suite) {
	states := []string{s.export()}
	note := func() { states = append(states, s.export()) }
	s.takeWell(publication(0)...)
	note()
	for n := range 29 {
		switch n % 5 {
		case 0:
			s.must(s.SetTopic(s.ctx(), news.Topic{Slug: fmt.Sprintf("t%d", n), Name: "T", Visible: true}))
		case 1:
			_, err := s.SetPublication(s.ctx(), news.Publication{Name: fmt.Sprintf("Name %d", n), TimeZone: []string{"UTC", "Asia/Tehran"}[n%2]})
			s.must(err)
		case 2:
			s.must(only(s.SetSlot(s.ctx(), news.SlotLead, []news.SlotItem{{ID: fmt.Sprintf("s%d", n%5), Title: fmt.Sprint(n)}})))
		case 3:
			_, err := s.AddComment(s.ctx(), fmt.Sprintf("s%d", n%5), news.Comment{Text: fmt.Sprint(n), Status: news.CommentApproved})
			s.must(err)
		case 4:
			s.takeWell(publication(n)...)
		}
		note()
	}
	for i := len(states) - 2; i >= 0; i-- {
		undone, err := s.Undo(s.ctx(), 0)
		s.must(err)
		s.same("kept", undone.Kept, []string(nil))
		if s.export() != states[i] {
			s.same(fmt.Sprintf("state %d", i), s.export(), states[i])
		}
	}
	_, err := s.Undo(s.ctx(), 0)
	s.code(err, news.CodeNotFound)
}

func testRedo(s *suite) {
	s.takeWell(stories(2)...)
	s.must(s.SetTopic(s.ctx(), news.Topic{Slug: "one", Name: "One", Visible: true}))
	with := s.export()
	for range 3 {
		_, err := s.Undo(s.ctx(), 0)
		s.must(err)
		history, err := s.History(s.ctx(), 1)
		s.must(err)
		_, err = s.Undo(s.ctx(), history[0].Entry)
		s.must(err)
		s.same("again", s.export(), with)
	}
	history, err := s.History(s.ctx(), 0)
	s.must(err)
	first := history[len(history)-1]
	if first.Verb != "articles.imported" || !first.Undoable || first.Undone {
		s.Errorf("first: %+v", first)
	}
	_, err = s.Undo(s.ctx(), 999)
	s.code(err, news.CodeNotFound)
}

func testRemove(s *suite) {
	s.takeWell(publication(0)...)
	_, _, err := s.Mark(s.ctx(), []string{"s1"}, news.MarkStar, true)
	s.must(err)
	before := s.export()
	entry, err := s.Remove(s.ctx(), []string{"s1", "s3"})
	s.must(err)
	_, err = s.Article(s.ctx(), "s1")
	s.code(err, news.CodeNotFound)
	s.same("starred", s.ids(news.Filter{Is: "starred"}), []string(nil))
	s.sound()
	_, err = s.Undo(s.ctx(), entry)
	s.must(err)
	s.same("back", s.export(), before)
	s.same("starred", s.ids(news.Filter{Is: "starred"}), []string{"s1"})
	_, err = s.Remove(s.ctx(), []string{"s1", "nobody"})
	s.code(err, news.CodeNotFound)
	s.same("none went", s.export(), before)
}

func testRoundTrip(s *suite) {
	s.takeWell(publication(0)...)
	s.takeWell(publication(2)...)
	s.takeWell(records(full(), story(20))...)
	withdrawn := story(21)
	withdrawn.State = news.StateWithdrawn
	foreign := story(22)
	foreign.Source = "elsewhere"
	s.takeWell(records(withdrawn, foreign)...)
	other := &suite{T: s.T, Store: s.open(s.T), open: s.open}
	var all []news.Record
	for rec, err := range s.ExportRecords(s.ctx(), exportAll) {
		s.must(err)
		all = append(all, rec)
	}
	other.takeWell(all...)
	s.same("there", other.export(), s.export())
	other.sound()
	_, outcomes, _ := other.take(all...)
	for i, o := range outcomes {
		if o != news.OutcomeUnchanged {
			s.Errorf("record %d came again and was %s", i, o)
		}
	}
}
