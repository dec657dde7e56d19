// Package storetest is what a store of news must do, as tests: the real one and
// any that stands in for it must pass them. Each scenario ends with the store's
// own check of itself, so that kept counts and lists are proven with every
// behaviour.
//
// It is imported by tests only.
package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// Archive is the reading of articles and lists.
type Archive interface {
	List(context.Context, news.Filter) (news.Page, error)
	Count(context.Context, news.Filter) (int64, error)
	Counts(context.Context) (news.Counts, error)
	Article(ctx context.Context, id string) (news.Article, error)
	Record(ctx context.Context, id string) (news.Article, error)
	Labels(ctx context.Context, id string) (news.Labels, error)
	Resolve(ctx context.Context, id string) (string, error)
	Versions(ctx context.Context, id string) ([]news.Version, error)
	Version(ctx context.Context, id string, n int) (news.Version, error)
	Translations(ctx context.Context, id string) ([]news.Summary, error)
	Related(ctx context.Context, id string, limit int) ([]news.Summary, error)
	Provenance(ctx context.Context, id string) (news.Provenance, error)
	Find(ctx context.Context, ids []string) ([]news.Summary, error)
	Days(ctx context.Context, from, to news.Day) ([]news.DayCount, error)
	OnThisDay(ctx context.Context, day news.Day, limit int) ([]news.Summary, error)
	ExportRecords(ctx context.Context, f store.ExportFilter) iter.Seq2[news.Record, error]
}

// Names is the reading and curating of names.
type Names interface {
	Publication(context.Context) (news.Publication, error)
	SetPublication(context.Context, news.Publication) (int64, error)
	Sections(context.Context) ([]news.Section, error)
	Section(ctx context.Context, slug string) (news.Section, error)
	Authors(ctx context.Context, after string, limit int) ([]news.Byline, string, error)
	Author(ctx context.Context, slug string) (news.Byline, error)
	Topics(context.Context) ([]news.Topic, error)
	Topic(ctx context.Context, slug string) (news.Topic, error)
	TopicTimeline(ctx context.Context, slug string) ([]news.MonthCount, error)
	TopicPlaces(ctx context.Context, slug string, limit int) ([]news.ArticlePlace, error)
	SetTopic(context.Context, news.Topic) error
	Tags(context.Context, news.TagQuery) ([]news.Tag, string, error)
	Tag(ctx context.Context, slug string) (news.Tag, error)
	TagsBeside(ctx context.Context, slug string, limit int) ([]news.Tag, error)
	SetTag(context.Context, news.Tag) error
	Front(context.Context, time.Time) (news.Front, error)
	SetSlot(ctx context.Context, slot string, items []news.SlotItem) (int64, error)
	FrontHistory(ctx context.Context, before int64, limit int) ([]news.FrontRevision, error)
	RestoreFront(ctx context.Context, revision int64) (int64, error)
}

// Writing is what changes articles and takes changes back.
type Writing interface {
	BeginImport(context.Context, news.Import) error
	Ingest(context.Context, news.Batch) ([]news.Outcome, []news.Problem, error)
	Preview(context.Context, news.Batch) ([]news.Outcome, []news.Problem, error)
	FinishImport(context.Context, news.Import) error
	Imports(context.Context) ([]news.Import, error)
	UndoImport(ctx context.Context, id string) (news.Undone, error)
	LeaveImport(ctx context.Context, id string) (news.Undone, error)
	Remove(ctx context.Context, ids []string) (int64, error)
	Mark(ctx context.Context, ids []string, m news.Mark, on bool) (int64, int, error)
	MarkList(ctx context.Context, f news.Filter, m news.Mark, on bool) (int64, int, error)
	Marked(ctx context.Context, m news.Mark) ([]news.Row, error)
	CountRead(ctx context.Context, id string, day news.Day) error
	MostViewed(ctx context.Context, days, limit int, source news.ViewSource, until news.Day) (news.Ranking, error)
	AddComment(ctx context.Context, id string, c news.Comment) (news.Comment, error)
	Comments(ctx context.Context, id string) ([]news.Comment, error)
	History(ctx context.Context, limit int) ([]news.Entry, error)
	Undo(ctx context.Context, entry int64) (news.Undone, error)
}

// Store is a store under test. Verify tells of everything wrong with it.
type Store interface {
	Archive
	Names
	Writing
	Changes(ctx context.Context, after int64, limit int) (store.Snapshot, error)
	Verify(ctx context.Context, yield func(store.Damage) bool) error
}

// Now is the moment at which a store under test must think to be.
var Now = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// Run runs the suite; open gives a new, empty store, to be closed by t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) Store) {
	for name, scenario := range scenarios() {
		t.Run(name, func(t *testing.T) {
			s := &suite{T: t, Store: open(t), open: open}
			scenario(s)
			s.sound()
		})
	}
}

func scenarios() map[string]func(*suite) {
	return map[string]func(*suite){
		"an article comes in once and changes by versions":             testVersions,
		"everything an article carries comes back":                     testLossless,
		"versions that came keep their words and hashes":               testGivenVersions,
		"ids are unique in their source and public once":               testIDs,
		"items without an id merge by address and text":                testDerivedIDs,
		"a record that cannot be kept is told and skipped":             testRefusals,
		"a preview stores nothing":                                     testPreview,
		"lists hold what passes their filter, by key":                  testFilters,
		"undated articles come last and page well":                     testUndated,
		"a whole list is marked as one act":                            testMarkList,
		"totals follow every write":                                    testTotals,
		"days follow the time zone":                                    testDays,
		"on this day looks through earlier years":                      testOnThisDay,
		"names are one however they are spelt":                         testNames,
		"topics are found by slug, name and alias":                     testTopics,
		"tags page by name and by use":                                 testTags,
		"the front page is curated and remembers":                      testFront,
		"editor's choice follows the articles' own places":             testChoice,
		"translations find each other in either order":                 testTranslations,
		"related are the picked, then the alike":                       testRelated,
		"marks are one entry each and go back":                         testMarks,
		"comments come without their addresses":                        testComments,
		"the most viewed end at the newest day with counts":            testMostViewed,
		"an import goes back as if it had never been":                  testUndoImport,
		"what somebody touched since an import stays":                  testTouched,
		"leaving an import takes what was touched too":                 testLeave,
		"thirty steps go back one by one":                              testManyUndos,
		"an undo can be undone":                                        testRedo,
		"removed articles come back whole":                             testRemove,
		"every change is in the log with the state that it led to":     testChanges,
		"what goes out comes in the same":                              testRoundTrip,
		"an article twice in one batch is one article with two states": testTwice,
	}
}

// suite is a scenario under way.
type suite struct {
	*testing.T
	Store
	open    func(t *testing.T) Store
	imports int
}

func (s *suite) ctx() context.Context { return s.T.Context() }

// must stops the scenario on an error.
// only gives the error of a call that gives more.
func only[T any](_ T, err error) error { return err }

func (s *suite) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// same compares, nil and empty being equal.
func (s *suite) same(what string, got, want any) {
	s.T.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		s.T.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// code wants an error of a code.
func (s *suite) code(err error, want news.Code) {
	s.T.Helper()
	if got := news.CodeOf(err); got != want {
		s.T.Fatalf("error %v has code %q, want %q", err, got, want)
	}
}

// sound wants nothing wrong.
func (s *suite) sound() {
	s.T.Helper()
	s.must(s.Verify(s.ctx(), func(d store.Damage) bool {
		s.T.Errorf("damage in %s: %s", d.Where, d.What)
		return true
	}))
}

// take imports records as one import and gives its id.
func (s *suite) take(records ...news.Record) (string, []news.Outcome, []news.Problem) {
	s.T.Helper()
	s.imports++
	id := fmt.Sprintf("import-%d", s.imports)
	s.must(s.BeginImport(s.ctx(), news.Import{ID: id, Label: id, Format: "test"}))
	outcomes, problems, err := s.Ingest(s.ctx(), news.Batch{Import: id, Source: "wire", Records: records})
	s.must(err)
	s.must(s.FinishImport(s.ctx(), news.Import{ID: id, State: "done"}))
	return id, outcomes, problems
}

// takeWell is take without problems.
func (s *suite) takeWell(records ...news.Record) string {
	s.T.Helper()
	id, _, problems := s.take(records...)
	if len(problems) > 0 {
		s.T.Fatalf("problems: %+v", problems)
	}
	return id
}

// export gives everything that goes out, as text.
func (s *suite) export() string {
	s.T.Helper()
	var out []byte
	for rec, err := range s.ExportRecords(s.ctx(), store.ExportFilter{}) {
		s.must(err)
		if rec.Article != nil {
			rec.Article.Row, rec.Article.Public = 0, ""
		}
		line, err := json.Marshal(rec)
		s.must(err)
		out = append(append(out, line...), '\n')
	}
	return string(out)
}

// ids gives the ids of a list.
func (s *suite) ids(f news.Filter) []string {
	s.T.Helper()
	page, err := s.List(s.ctx(), f)
	s.must(err)
	return idsOf(page.Articles)
}

func idsOf(list []news.Summary) []string {
	var ids []string
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	return ids
}

func record(a news.Article) news.Record { return news.Record{Article: &a} }

func records(list ...news.Article) []news.Record {
	var out []news.Record
	for _, a := range list {
		out = append(out, record(a))
	}
	return out
}

// story is an ordinary article, published n hours after Now's day began; n
// makes it another one.
func story(n int) news.Article {
	return news.Article{
		ID: fmt.Sprintf("s%d", n), Kind: news.KindNews, Section: "Politics", Language: "en",
		Title: fmt.Sprintf("Story %d", n), Standfirst: "What it is about.",
		Authors:   []news.Author{{Name: "N. Sayegh", Plain: true}},
		Published: Now.Truncate(24 * time.Hour).Add(time.Duration(n) * time.Hour),
		Body:      fmt.Sprintf("<p id=\"aaaaaaaa\">The text of story %d, in a few words.</p>\n", n),
		Tags:      []string{"water", fmt.Sprintf("tag %d", n%3)},
		Topics:    []string{"Lake Region"},
	}
}

func stories(n int) []news.Record {
	var out []news.Record
	for i := range n {
		out = append(out, record(story(i)))
	}
	return out
}

// exportAll asks for the whole publication.
var exportAll = store.ExportFilter{}
