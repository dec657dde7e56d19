package storetest

import (
	"fmt"
	"time"

	"broadsheet/internal/news"
)

func testNames(s *suite) {
	a, b, c := story(1), story(2), story(3)
	a.Tags, a.Section, a.Authors = []string{"Café"}, "Économie", []news.Author{{Name: "José"}}
	b.Tags, b.Section, b.Authors = []string{"cafe", "CAFÉ"}, "economie", []news.Author{{Name: "JOSE", Plain: true}}
	c.Tags, c.Section, c.Authors = []string{"كتاب", "کتاب"}, "", nil
	s.takeWell(records(a, b, c)...)
	s.same("tag", s.ids(news.Filter{Tag: "café"}), []string{"s2", "s1"})
	tag, err := s.Tag(s.ctx(), "café")
	s.must(err)
	s.same("its name", tag, news.Tag{Slug: "café", Name: "Café", Count: 2})
	sections, err := s.Sections(s.ctx())
	s.must(err)
	s.same("sections", sections, []news.Section{{Slug: "économie", Name: "Économie", Count: 2}})
	authors, next, err := s.Authors(s.ctx(), "", 0)
	s.must(err)
	s.same("authors", authors, []news.Byline{{Slug: "josé", Name: "José", Count: 2}})
	s.same("next", next, "")
	counts, err := s.Counts(s.ctx())
	s.must(err)
	s.same("tags", counts.Tags, int64(2))
	labels, err := s.Labels(s.ctx(), "s2")
	s.must(err)
	s.same("labels", labels.Tags, []news.Tag{{Slug: "café", Name: "Café", Count: 2}})
	got, err := s.Record(s.ctx(), "s2")
	s.must(err)
	s.same("as given", got.Tags, b.Tags)
	s.same("as given", got.Section, b.Section)
}

func testTopics(s *suite) {
	a := story(1)
	a.Topics = []string{"lake-region", "Rail ways"}
	a.Places = []news.Place{{Name: "Tabriz", Lat: 38, Lon: 46}}
	s.takeWell(records(a, story(2))...)
	topic := news.Topic{Slug: "lake-region", Name: "The Lake Region", Description: "d", Body: "<p id=\"aaaaaaaa\">b</p>\n",
		Picture: &news.Picture{Src: "p", Alt: "q"}, Order: 2, Visible: true, Aliases: []string{"Lakes", "Lake Region"},
		Neighbours: []string{"rail-ways"}, Language: "en"}
	s.must(s.SetTopic(s.ctx(), topic))
	b := story(3)
	b.Topics = []string{"lakes"}
	s.takeWell(record(b))
	got, err := s.Topic(s.ctx(), "lakes") // the alias' slug
	s.must(err)
	topic.Count = 3
	s.same("topic", got, topic)
	s.same("its articles", s.ids(news.Filter{Topic: "lake-region"}), []string{"s3", "s2", "s1"})
	article, err := s.Article(s.ctx(), "s3")
	s.must(err)
	s.same("slugs", article.Topics, []string{"lake-region"})
	places, err := s.TopicPlaces(s.ctx(), "lake-region", 0)
	s.must(err)
	s.same("places", places, []news.ArticlePlace{{Place: a.Places[0], Article: "s1", Title: "Story 1"}})
	all, err := s.Topics(s.ctx())
	s.must(err)
	if len(all) != 2 || all[0].Slug != "lake-region" || all[0].Bare || !all[1].Bare || all[1].Slug != "rail-ways" {
		s.Errorf("topics: %+v", all)
	}
	s.must(s.SetTopic(s.ctx(), news.Topic{Slug: "rails", Name: "Rail Ways", Visible: true}))
	if got, err := s.Topic(s.ctx(), "rails"); err != nil || got.Count != 1 {
		s.Errorf("a record takes the bare topic of its name: %+v %v", got, err)
	}
	_, err = s.Undo(s.ctx(), 0)
	s.must(err)
	_, err = s.Undo(s.ctx(), 0) // the import of b
	s.must(err)
	_, err = s.Undo(s.ctx(), 0)
	s.must(err)
	got, err = s.Topic(s.ctx(), "lake-region")
	s.must(err)
	if !got.Bare || got.Body != "" || len(got.Aliases) > 0 || got.Count != 2 {
		s.Errorf("undone: %+v", got)
	}
	_, err = s.Topic(s.ctx(), "lakes")
	s.code(err, news.CodeNotFound)
	s.code(s.SetTopic(s.ctx(), news.Topic{}), news.CodeInvalid)
}

func testTags(s *suite) {
	var list []news.Article
	for n := range 30 {
		a := story(n)
		a.Tags = nil
		for k := range 10 {
			if n%(k+1) == 0 {
				a.Tags = append(a.Tags, fmt.Sprintf("tag %c", 'a'+k))
			}
		}
		list = append(list, a)
	}
	s.takeWell(records(list...)...)
	read := func(q news.TagQuery) (names []string) {
		for {
			tags, next, err := s.Tags(s.ctx(), q)
			s.must(err)
			for _, tag := range tags {
				names = append(names, tag.Name[4:])
			}
			if q.After = next; next == "" {
				return names
			}
		}
	}
	s.same("by name", read(news.TagQuery{Limit: 3}), []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"})
	s.same("by use", read(news.TagQuery{Limit: 3, ByCount: true})[:4], []string{"a", "b", "c", "d"})
	s.same("by use, all", len(read(news.TagQuery{Limit: 3, ByCount: true})), 10)
	s.same("by name, entered in the middle", read(news.TagQuery{Limit: 3, Skip: 7}), []string{"h", "i", "j"})
	whole := read(news.TagQuery{ByCount: true})
	s.same("by use, entered in the middle", read(news.TagQuery{Limit: 3, Skip: 7, ByCount: true}), whole[7:])
	s.same("prefix", read(news.TagQuery{Prefix: "TAG C"}), []string{"c"})
	beside, err := s.TagsBeside(s.ctx(), "tag-j", 3)
	s.must(err)
	s.same("beside", beside, []news.Tag{{Slug: "tag-a", Name: "tag a", Count: 3}, {Slug: "tag-b", Name: "tag b", Count: 3}, {Slug: "tag-e", Name: "tag e", Count: 3}})

	s.must(s.SetTag(s.ctx(), news.Tag{Name: "Tag A", Aliases: []string{"Alpha", "tag b"}}))
	tag, err := s.Tag(s.ctx(), "alpha")
	s.must(err)
	s.same("alias", tag, news.Tag{Slug: "tag-a", Name: "Tag A", Aliases: []string{"Alpha"}, Count: 30})
	aliased := story(31)
	aliased.Tags = []string{"ALPHA"}
	s.takeWell(record(aliased))
	s.same("under the alias", s.ids(news.Filter{Tag: "alpha"})[0], "s31")
	_, _, problems := s.take(news.Record{Tag: &news.Tag{Name: "new", Aliases: []string{"tag c"}}})
	s.same("problems", len(problems), 1)
}

func testFront(s *suite) {
	s.takeWell(stories(4)...)
	front := func() map[string][]string {
		f, err := s.Front(s.ctx(), time.Time{})
		s.must(err)
		out := map[string][]string{}
		for name, items := range f.Slots {
			for _, item := range items {
				out[name] = append(out[name], item.ID)
			}
		}
		return out
	}
	s.must(only(s.SetSlot(s.ctx(), news.SlotLead, []news.SlotItem{{ID: "s1", Title: "Own words", Picture: &news.Picture{Src: "p"}}})))
	s.must(only(s.SetSlot(s.ctx(), news.SlotInFocus, []news.SlotItem{{ID: "lake-region"}})))
	s.must(only(s.SetSlot(s.ctx(), news.SlotLead, []news.SlotItem{{ID: "s2"}, {ID: "s3"}})))
	s.same("front", front(), map[string][]string{news.SlotLead: {"s2", "s3"}, news.SlotInFocus: {"lake-region"}})
	_, err := s.Remove(s.ctx(), []string{"s2"})
	s.must(err)
	s.same("without the removed", front()[news.SlotLead], []string{"s3"})
	for range 2 {
		_, err = s.Undo(s.ctx(), 0)
		s.must(err)
	}
	s.same("as before", front()[news.SlotLead], []string{"s1"})
	f, err := s.Front(s.ctx(), time.Time{})
	s.must(err)
	s.same("words", f.Slots[news.SlotLead][0], news.SlotItem{ID: "s1", Title: "Own words", Picture: &news.Picture{Src: "p"}})
	s.code(only(s.SetSlot(s.ctx(), news.SlotLead, []news.SlotItem{{ID: "nobody"}})), news.CodeNotFound)
	history, err := s.FrontHistory(s.ctx(), 0, 0)
	s.must(err)
	s.same("states, the newest first", len(history) >= 3 && history[0].Revision > history[1].Revision && history[0].Actor != "" && !history[0].At.IsZero(), true)
	older, err := s.FrontHistory(s.ctx(), history[0].Revision, 1)
	s.must(err)
	s.same("the next state", older, history[1:2])
	before := front()
	s.must(only(s.SetSlot(s.ctx(), news.SlotLead, nil)))
	s.must(only(s.SetSlot(s.ctx(), news.SlotInFocus, nil)))
	s.same("cleared", front(), map[string][]string{})
	s.must(only(s.RestoreFront(s.ctx(), history[0].Revision)))
	s.same("restored", front(), before)
	after, err := s.FrontHistory(s.ctx(), 0, 1)
	s.must(err)
	s.same("a state of its own", after[0].Revision > history[0].Revision+2, true)
	entry, err := s.RestoreFront(s.ctx(), history[0].Revision)
	s.must(err)
	s.same("nothing to change", entry, int64(0))
	s.must(only(s.Undo(s.ctx(), 0)))
	s.same("undone", front(), map[string][]string{})
	s.code(only(s.RestoreFront(s.ctx(), 1<<40)), news.CodeNotFound)
	s.code(only(s.SetSlot(s.ctx(), news.SlotInFocus, []news.SlotItem{{ID: "nothing"}})), news.CodeNotFound)
}

func testChoice(s *suite) {
	choice := func() (ids []string) {
		f, err := s.Front(s.ctx(), time.Time{})
		s.must(err)
		for _, item := range f.Slots[news.SlotEditorsChoice] {
			ids = append(ids, item.ID)
		}
		return ids
	}
	a, b, c := story(1), story(2), story(3)
	a.EditorsChoice, b.EditorsChoice, c.EditorsChoice = 5, 1, 3
	s.takeWell(record(a))
	id := s.takeWell(records(b, c)...)
	s.same("in order", choice(), []string{"s2", "s3", "s1"})
	got, err := s.Record(s.ctx(), "s1")
	s.must(err)
	s.same("its place", got.EditorsChoice, 5)
	s.takeWell(news.Record{Front: &news.Front{Slots: map[string][]news.SlotItem{news.SlotEditorsChoice: {{ID: "s1", Title: "own"}, {ID: "s3"}}}}})
	s.same("the record wins", choice(), []string{"s1", "s3"})
	got, err = s.Record(s.ctx(), "s1")
	s.must(err)
	s.same("its place as given", got.EditorsChoice, 5)
	_, err = s.Undo(s.ctx(), 0)
	s.must(err)
	undone, err := s.UndoImport(s.ctx(), id)
	s.must(err)
	s.same("kept", undone.Kept, []string(nil))
	s.same("undone", choice(), []string{"s1"})
}
