package trail_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/trail"
)

var update = flag.Bool("update", false, "write golden files anew")

var monday = time.Date(2026, 11, 2, 22, 30, 0, 0, time.UTC)

// shelf keeps one session in memory.
type shelf struct {
	mu      sync.Mutex
	running bool
	steps   []news.SessionStep
	content string
	full    error
}

func (s *shelf) session() news.Session {
	one := news.Session{ID: "t-1", Name: "Sea “ice” & <floes>", Running: s.running, Steps: int64(len(s.steps)), Fingerprint: "start"}
	for _, step := range s.steps {
		if step.Fingerprint != "" {
			one.Fingerprint = step.Fingerprint
		}
	}
	return one
}

func (s *shelf) Sessions(context.Context, string, int) (news.SessionPage, error) {
	return news.SessionPage{Sessions: []news.Session{s.session()}, Total: 1}, nil
}

func (s *shelf) Session(context.Context, string) (news.Session, error) { return s.session(), nil }

func (s *shelf) RunningSession(context.Context) (news.Session, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.session(), s.running, nil
}

func (s *shelf) SessionSteps(_ context.Context, _ string, after, limit int) (news.StepPage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := news.StepPage{Session: s.session()}
	for _, step := range s.steps {
		if step.Number > after && len(page.Steps) == limit {
			page.Next = page.Steps[limit-1].Number
			break
		}
		if step.Number > after {
			page.Steps = append(page.Steps, step)
		}
	}
	return page, nil
}

func (s *shelf) StartSession(context.Context, string, string) (news.Session, bool, error) {
	s.running = true
	return s.session(), false, nil
}

func (s *shelf) StopSession(context.Context) (news.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = false
	return s.session(), nil
}

func (s *shelf) AddStep(_ context.Context, _ string, step news.SessionStep) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full != nil {
		return false, s.full
	}
	step.Number = len(s.steps) + 1
	s.steps = append(s.steps, step)
	return true, nil
}

func (s *shelf) RenameSession(context.Context, string, string) (int64, error) { return 1, nil }
func (s *shelf) RemoveSession(context.Context, string) (int64, error)         { return 1, nil }
func (s *shelf) RemoveStep(context.Context, string, int) (int64, error)       { return 1, nil }
func (s *shelf) Fingerprint(context.Context) (string, error)                  { return s.content, nil }
func (s *shelf) Publication(context.Context) (news.Publication, error) {
	return news.Publication{Name: "The *Tide*", TimeZone: "Asia/Tehran"}, nil
}

// answers are what steps give now, by their numbers; else what they gave.
type answers map[int]any

func (a answers) Run(_ context.Context, step news.SessionStep) (trail.Now, error) {
	switch now := a[step.Number].(type) {
	case trail.Now:
		return now, nil
	case error:
		return trail.Now{}, now
	}
	return trail.Now{Gave: step.Gave, Version: step.Asked.Version}, nil
}

func (a answers) Cite(_ context.Context, article string) (string, error) {
	if article == "gone" {
		return "", news.NotFound("article", article)
	}
	return "Author. “Title of " + article + ".” 2024.", nil
}

func service(t *testing.T, s *shelf, a answers) *trail.Service {
	t.Helper()
	service := trail.New(trail.Needs{
		Shelf: s, Editor: s, Library: s, Runner: a, CatchUp: func(context.Context) error { return nil },
		Reads: "2", Version: "1.0", Clock: func() time.Time { return monday }, Log: slog.New(slog.DiscardHandler),
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { service.Attend(ctx); close(done) }()
	t.Cleanup(func() { stop(); <-done })
	return service
}

// every is a step of each kind.
func every() []news.SessionStep {
	return []news.SessionStep{
		{Kind: news.StepSearch, Asked: news.StepAsked{Query: "`ice`  OR floe", Typed: true, Sort: "newest", Limit: 2, Within: "2011..2012", Filters: map[string][]string{"kind": {"news", "report"}}},
			Gave: news.StepGave{Total: 3, IDs: []string{"a", "b"}, Understood: "ice OR floe", Plain: "ice or floe"}},
		{Kind: news.StepTimeline, Asked: news.StepAsked{Within: "2011", Strict: true}, Gave: news.StepGave{Total: 1, IDs: []string{"a"}}},
		{Kind: news.StepConcordance, Asked: news.StepAsked{Query: "ice", Sort: "left"}, Gave: news.StepGave{Total: 2, IDs: []string{"a", "a"}}},
		{Kind: news.StepTrend, Asked: news.StepAsked{Queries: []string{"ice", "floe"}, By: "year"}, Gave: news.StepGave{Total: 3, Counts: []int64{2, 1}}},
		{Kind: news.StepSave, Asked: news.StepAsked{Query: "ice", Name: "Ice_", Thing: "s-1"}, Gave: news.StepGave{Total: 2}},
		{Kind: news.StepRead, Asked: news.StepAsked{Article: "a", Title: "A", Version: 2}},
		{Kind: news.StepRead, Asked: news.StepAsked{Article: "gone", Title: "رفته", Version: 1}},
		{Kind: news.StepMark, Asked: news.StepAsked{Article: "a", Mark: "h-1", Quote: "the ice\nwas <thin>"}},
		{Kind: news.StepNote, Asked: news.StepAsked{Article: "a", Mark: "h-1", Quote: "the ice", Note: "See *b*."}},
		{Kind: news.StepCollect, Asked: news.StepAsked{Name: "Ice/Old", Thing: "c-1", Query: "ice"}, Gave: news.StepGave{Total: 2}},
		{Kind: news.StepCite, Asked: news.StepAsked{Article: "a", Style: "apa", Quote: "thin"}, Gave: news.StepGave{Text: "Author. (2024)."}},
		{Kind: news.StepSearch, Asked: news.StepAsked{Query: "is:starred"}, Gave: news.StepGave{Total: 0, Own: true, Partial: true}},
		{Kind: "dream"},
	}
}

func record(t *testing.T, s *shelf, service *trail.Service) {
	t.Helper()
	s.content, s.running = "content", true
	for i, step := range every() {
		service.Record(t.Context(), step, i == 1)
	}
}

func TestStepsAreTakenDownWhileASessionRuns(t *testing.T) {
	s := &shelf{content: "content"}
	service := service(t, s, nil)
	service.Record(t.Context(), news.SessionStep{Kind: news.StepRead}, false)
	record(t, s, service)
	stopped, err := service.Stop(t.Context())
	if err != nil || stopped.Steps != int64(len(every())) {
		t.Fatalf("%+v, %v", stopped, err)
	}
	service.Record(t.Context(), news.SessionStep{Kind: news.StepRead}, false)
	page, err := service.Steps(t.Context(), "", 0, 100)
	if err != nil || len(page.Steps) != len(every()) {
		t.Fatalf("%d steps, %v", len(page.Steps), err)
	}
	print, err := service.Fingerprint(t.Context())
	if err != nil || len(print) != 32 {
		t.Fatal(print, err)
	}
	for i, step := range page.Steps {
		if !step.At.Equal(monday) || (step.Fingerprint == print) == (i == 1) || i == 1 && step.Fingerprint != "" {
			t.Errorf("%+v", step)
		}
	}
	s.content = "other"
	if other, _ := service.Fingerprint(t.Context()); other == print {
		t.Error("other content has the same fingerprint")
	}
}

func TestAStepIsBoundedAndItsActNeverFails(t *testing.T) {
	s := &shelf{running: true}
	service := service(t, s, nil)
	long := strings.Repeat("é", news.MaxSessionWords+5)
	service.Record(t.Context(), news.SessionStep{Kind: news.StepNote, Asked: news.StepAsked{Note: long, Queries: make([]string, 50)}, Gave: news.StepGave{IDs: make([]string, 5000)}}, false)
	page, err := service.Steps(t.Context(), "", 0, 10)
	if err != nil || len(page.Steps) != 1 {
		t.Fatal(page, err)
	}
	if got := page.Steps[0]; got.Asked.Note != strings.Repeat("é", news.MaxSessionWords)+"…" || len(got.Gave.IDs) != news.MaxSessionIDs || len(got.Asked.Queries) != news.MaxSessionQueries {
		t.Errorf("%d letters, %d ids, %d queries", len([]rune(got.Asked.Note)), len(got.Gave.IDs), len(got.Asked.Queries))
	}
	s.full = news.Errorf(news.CodeLimit, "session", "It is full.")
	service.Record(t.Context(), news.SessionStep{Kind: news.StepRead}, false)
	if page, err = service.Steps(t.Context(), "", 0, 10); err != nil || len(page.Steps) != 1 {
		t.Error(page, err)
	}
}

func TestWhatIsLeftIsWrittenAtTheEnd(t *testing.T) {
	s := &shelf{running: true}
	service := trail.New(trail.Needs{Shelf: s, Editor: s, Library: s, Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
	for range 3 {
		service.Record(t.Context(), news.SessionStep{Kind: news.StepRead}, false)
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	service.Attend(ended)
	if len(s.steps) != 3 {
		t.Errorf("%d steps are written", len(s.steps))
	}
}

func TestReplayTellsWhatDiffers(t *testing.T) {
	s := &shelf{}
	gave := func(total int64, ids ...string) trail.Now {
		return trail.Now{Gave: news.StepGave{Total: total, IDs: ids}}
	}
	service := service(t, s, answers{
		1: gave(3, "b", "a"), 2: gave(1, "z"), 3: gave(5, "a", "c", "c"), 4: trail.Now{Gave: news.StepGave{Total: 3, Counts: []int64{1, 2}}},
		5: errFound{}, 6: trail.Now{Version: 3}, 7: trail.Now{Gone: true}, 8: trail.Now{Other: true}, 11: trail.Now{Gave: news.StepGave{Text: "Author. (2025)."}},
		12: trail.Now{Gave: news.StepGave{Partial: true}},
	})
	record(t, s, service)
	var got []string
	for after, rounds := 0, 0; ; rounds++ {
		part, err := service.Replay(t.Context(), "", after, 5)
		if err != nil || rounds > 3 {
			t.Fatal(part, err)
		}
		for _, r := range part.Steps {
			got = append(got, string(r.State)+" "+strings.Join(r.Missing, ",")+" "+strings.Join(r.New, ","))
			if r.SameLibrary != (r.Step.Number != 2) {
				t.Errorf("step %d: the same library: %v", r.Step.Number, r.SameLibrary)
			}
			if (r.State == trail.Refused) != (r.Problem != "") {
				t.Errorf("%+v", r)
			}
		}
		if after = part.Next; after == 0 {
			break
		}
	}
	want := []string{"order  ", "articles a z", "count  c", "count  ", "refused  ", "changed  ", "gone  ", "changed  ", "same  ", "same  ", "changed  ", "refused  ", "same  "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(s.steps) != len(every()) {
		t.Errorf("a replay wrote something: %d steps", len(s.steps))
	}
}

// errFound is an error that is told to people.
type errFound struct{}

func (errFound) Error() string { return "This cannot be asked." }
func (errFound) Unwrap() error {
	return news.Errorf(news.CodeInvalid, "query", "This cannot be asked.")
}

func TestAFaultStopsAReplay(t *testing.T) {
	s := &shelf{}
	service := service(t, s, answers{1: os.ErrClosed})
	record(t, s, service)
	if _, err := service.Replay(t.Context(), "", 0, 5); err == nil {
		t.Error("a fault of the program is told as if it were an answer")
	}
}

func TestAppendix(t *testing.T) {
	for name, wish := range map[string]trail.Wish{
		"appendix.md": {Format: "markdown"}, "appendix.html": {Format: "html"}, "replay.md": {Replay: true}, "replay.html": {Format: "html", Replay: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := &shelf{}
			service := service(t, s, answers{1: trail.Now{Gave: news.StepGave{Total: 4, IDs: []string{"b", "c`"}}}, 4: trail.Now{Gave: news.StepGave{Total: 4, Counts: []int64{2, 2}}}, 6: trail.Now{Version: 3}, 7: trail.Now{Gone: true}})
			record(t, s, service)
			file, err := service.Export(t.Context(), wish)
			if err != nil || file.Steps != len(every()) {
				t.Fatal(file.Steps, err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, file.Text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(file.Text)); diff != "" {
				t.Error(diff)
			}
			if bytes.Contains(file.Text, []byte("<thin>")) || bytes.Contains(file.Text, []byte("<floes>")) {
				t.Error("words of others are markup here")
			}
		})
	}
	if _, err := service(t, &shelf{}, nil).Export(t.Context(), trail.Wish{Format: "pdf"}); news.CodeOf(err) != news.CodeInvalid {
		t.Errorf("there is no such form, and this says %v", err)
	}
}

// FuzzAppendix reads what a step holds as it is stored: any JSON of it can be run again
// and given out, and what is somebody else's is never markup.
func FuzzAppendix(f *testing.F) {
	for _, step := range every() {
		asked, _ := json.Marshal(step.Asked)
		gave, _ := json.Marshal(step.Gave)
		f.Add(string(step.Kind), string(asked), string(gave))
	}
	f.Fuzz(func(t *testing.T, kind, asked, gave string) {
		step := news.SessionStep{Number: 1, Kind: news.StepKind(kind)}
		if json.Unmarshal([]byte(asked), &step.Asked) != nil || json.Unmarshal([]byte(gave), &step.Gave) != nil {
			t.Skip()
		}
		again, err := json.Marshal(step.Asked)
		var back news.StepAsked
		if err != nil || json.Unmarshal(again, &back) != nil {
			t.Fatal(err)
		}
		if third, _ := json.Marshal(back); !reflect.DeepEqual(third, again) {
			t.Errorf("%s is written as %s", again, third)
		}
		service := service(t, &shelf{steps: []news.SessionStep{step}}, nil)
		for _, wish := range []trail.Wish{{Format: "markdown", Replay: true}, {Format: "html", Replay: true}} {
			file, err := service.Export(t.Context(), wish)
			if err != nil {
				t.Fatal(err)
			}
			if wish.Format == "html" && strings.Count(string(file.Text), "<script")+strings.Count(string(file.Text), "<img") > 0 {
				t.Errorf("%s", file.Text)
			}
			if wish.Format == "markdown" && strings.Count(string(file.Text), "\n## ") > 2 {
				t.Errorf("a heading came out of a step:\n%s", file.Text)
			}
		}
	})
}

// Whoever waits for an appendix is told how far it is, and can end it.
func TestAnAppendixTellsHowFarItIs(t *testing.T) {
	s := &shelf{}
	service := service(t, s, nil)
	for range 4 {
		record(t, s, service)
	}
	count := int64(4 * len(every()))
	for _, replay := range []bool{true, false} {
		var told []int64
		_, err := service.Export(t.Context(), trail.Wish{Replay: replay, Told: func(done, total int64) error {
			if total != count {
				t.Errorf("%d of %d, want %d", done, total, count)
			}
			told = append(told, done)
			return nil
		}})
		if err != nil || told[len(told)-1] != count || replay && len(told) < 2 {
			t.Errorf("%v of %d: %v", told, count, err)
		}
	}
	calls := 0
	_, err := service.Export(t.Context(), trail.Wish{Replay: true, Told: func(int64, int64) error { calls++; return context.Canceled }})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}
