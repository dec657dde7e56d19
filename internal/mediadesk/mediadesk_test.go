package mediadesk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/mediadesk"
	"broadsheet/internal/news"
)

var (
	old  = strings.Repeat("ab", 32)
	next = strings.Repeat("cd", 32)
)

// shelf holds one article that shows a file everywhere it can, a topic and a slot.
type shelf struct {
	article news.Article
	topic   news.Topic
	front   news.Front
	revised []news.Article
	records []news.Record
	dropped bool
	state   string
}

func (s *shelf) DeskMedia(context.Context, news.MediaQuery) (news.MediaPage, error) {
	return news.MediaPage{}, nil
}

func (s *shelf) DeskFile(_ context.Context, hash string) (news.DeskMedia, error) {
	switch hash {
	case old:
		return news.DeskMedia{Media: news.Media{SHA256: old, Type: "image/png", Name: "old.png", Width: 4, Height: 3}, Uses: 1}, nil
	case next:
		return news.DeskMedia{Media: news.Media{SHA256: next, Type: "image/jpeg", Width: 40, Height: 20}}, nil
	case "film":
		return news.DeskMedia{Media: news.Media{SHA256: "film", Type: "video/mp4"}}, nil
	}
	return news.DeskMedia{}, news.NotFound("media file", hash)
}

func (s *shelf) ShowsOf(_ context.Context, _ string, after news.Row, _ int) ([]news.Row, error) {
	if after > 0 {
		return nil, nil
	}
	return []news.Row{1}, nil
}

func (s *shelf) CuratedBy(context.Context, string) ([]news.Topic, news.Front, error) {
	return []news.Topic{s.topic}, s.front, nil
}

func (s *shelf) RemoteMedia(context.Context, int64, int) ([]news.RemoteMedia, int64, error) {
	return nil, 0, nil
}

func (s *shelf) Whole(context.Context, []news.Row) ([]news.Article, error) {
	return []news.Article{s.article}, nil
}

func (s *shelf) BeginImport(context.Context, news.Import) error { return nil }

func (s *shelf) FinishImport(_ context.Context, i news.Import) error {
	s.state = i.State
	return nil
}

func (s *shelf) Ingest(_ context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	s.records = b.Records
	return make([]news.Outcome, len(b.Records)), nil, nil
}

func (s *shelf) Revise(_ context.Context, _ string, list []news.Article) (news.Revised, error) {
	s.revised = append(s.revised, list...)
	return news.Revised{Changed: len(list)}, nil
}

func (s *shelf) ImportEntry(context.Context, string) (int64, error) { return 7, nil }

func (s *shelf) DropImport(context.Context, string) error {
	s.dropped = true
	return nil
}

func held() *shelf {
	src := "/media/" + old
	text := `<figure data-type="image" id="aaaaaaaa"><img alt="" height="3" src="` + src + `" width="4"></figure>` + "\n" +
		`<figure data-type="image" id="bbbbbbbb"><img alt="Said" src="` + src + `"></figure>` + "\n" +
		`<p id="cccccccc">Words of ` + src + `.</p>` + "\n"
	return &shelf{
		article: news.Article{Public: "a", Lead: &news.Picture{Src: src, Caption: "C"}, Body: text,
			Media: []news.MediaItem{{Type: "photo", Src: src, Alt: "Said"}, {Type: "film", Src: "/media/film", Poster: src}}},
		topic: news.Topic{Slug: "t", Name: "T", Picture: &news.Picture{Src: src}},
		front: news.Front{Slots: map[string][]news.SlotItem{"lead": {{ID: "a", Picture: &news.Picture{Src: src}}, {ID: "b"}}}},
	}
}

func service(s *shelf) *mediadesk.Service {
	return mediadesk.New(mediadesk.Needs{Shelf: s, Archive: s, Clock: time.Now, NewID: func() string { return "i" }})
}

func TestAFileTakesAnothersPlace(t *testing.T) {
	s := held()
	before := held().article
	done, err := service(s).Act(t.Context(), mediadesk.Change{Of: old, By: next}, nil)
	if err != nil || done != (mediadesk.Changed{Articles: 1, Topics: 1, Slots: 1, Entry: 7}) || s.state != "done" {
		t.Fatal(done, err, s.state)
	}
	a := s.revised[0]
	want := strings.ReplaceAll(before.Body[:strings.Index(before.Body, "<p")], old, next)
	want = strings.Replace(strings.Replace(want, `height="3"`, `height="20"`, 1), `width="4"`, `width="40"`, 1)
	if got := a.Body[:strings.Index(a.Body, "<p")]; got != want {
		t.Errorf("text:\n%s", cmp.Diff(want, got))
	}
	if !strings.Contains(a.Body, "Words of /media/"+old) {
		t.Error("words of the text were changed")
	}
	if a.Lead.Src != "/media/"+next || a.Lead.Alt != "" || a.Media[0].Alt != "Said" || a.Media[1].Poster != "/media/"+next {
		t.Errorf("%+v %+v", a.Lead, a.Media)
	}
	if diff := cmp.Diff(before, s.article); diff != "" {
		t.Errorf("what was given was altered:\n%s", diff)
	}
	if len(s.records) != 2 || s.records[0].Topic.Picture.Src != "/media/"+next || s.records[1].Front.Slots["lead"][0].Picture.Src != "/media/"+next {
		t.Errorf("%+v", s.records)
	}
}

func TestATextComesWhereThereIsNone(t *testing.T) {
	s := held()
	done, err := service(s).Act(t.Context(), mediadesk.Change{Of: old, Alt: "  A lamp\non a rock "}, nil)
	if err != nil || done.Articles != 1 {
		t.Fatal(done, err)
	}
	a := s.revised[0]
	if a.Lead.Alt != "A lamp on a rock" || a.Media[0].Alt != "Said" || strings.Count(a.Body, `alt="A lamp on a rock"`) != 1 || strings.Count(a.Body, `alt="Said"`) != 1 {
		t.Errorf("%+v %+v %s", a.Lead, a.Media, a.Body)
	}
	s = held()
	s.article, s.topic.Picture, s.front = a, nil, news.Front{}
	if done, err := service(s).Act(t.Context(), mediadesk.Change{Of: old, Alt: "Again"}, nil); err != nil || done.Entry != 0 || !s.dropped {
		t.Errorf("nothing to do: %+v %v %t", done, err, s.dropped)
	}
}

func TestWhatCannotBeDoneIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		change mediadesk.Change
		code   news.Code
	}{
		"nothing is said":       {mediadesk.Change{Of: old}, news.CodeInvalid},
		"the same file":         {mediadesk.Change{Of: old, By: old}, news.CodeInvalid},
		"a film for a picture":  {mediadesk.Change{Of: old, By: "film"}, news.CodeInvalid},
		"a file that is gone":   {mediadesk.Change{Of: "gone", Alt: "A"}, news.CodeNotFound},
		"a text without an end": {mediadesk.Change{Of: old, Alt: strings.Repeat("a", mediadesk.MaxAlt+1)}, news.CodeLimit},
	} {
		if err := service(held()).Check(t.Context(), c.change); news.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
