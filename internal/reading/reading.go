// Package reading is what a reader does: open the front page, follow a stream,
// read an article with all that stands around it, mark it, and see what is read
// most. It decides what goes on these pages; it neither stores nor draws
// anything. What it needs of a store it says in the interfaces below.
package reading

import (
	"context"
	"sync"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Lists are the streams of published articles.
type Lists interface {
	// List gives a page of the articles that pass the filter, by date.
	List(context.Context, news.Filter) (news.Page, error)
	// Count gives how many articles a filter of at most one field passes; −1
	// where that is not kept.
	Count(context.Context, news.Filter) (int64, error)
	// Days gives the days from first to last that hold articles, oldest first.
	Days(ctx context.Context, first, last news.Day) ([]news.DayCount, error)
	// OnThisDay gives articles of the same month and day in earlier years,
	// newest first.
	OnThisDay(ctx context.Context, day news.Day, limit int) ([]news.Summary, error)
	// Corrections gives a page of corrections and other notices, newest first.
	Corrections(ctx context.Context, f news.CorrectionFilter) (news.CorrectionPage, error)
}

// Names lead from slugs to names; aliases lead to what they stand for.
type Names interface {
	Section(ctx context.Context, slug string) (news.Section, error)
	Author(ctx context.Context, slug string) (news.Byline, error)
	Topic(ctx context.Context, slug string) (news.Topic, error)
	Tag(ctx context.Context, slug string) (news.Tag, error)
	// Collection gives the one that an id, a name or a path means.
	Collection(ctx context.Context, name string) (news.Collection, error)
}

// Archive gives single articles and what is around them.
type Archive interface {
	// Article gives the present version, without comments, reads and versions.
	Article(ctx context.Context, id string) (news.Article, error)
	// Summary gives what lists show of it, also where it stands in none.
	Summary(ctx context.Context, id string) (news.Summary, error)
	// IsWatched tells whether the reader is told when it changes.
	IsWatched(ctx context.Context, id string) (bool, error)
	// Record gives all that belongs to an article, as it is exported.
	Record(ctx context.Context, id string) (news.Article, error)
	// Versions gives the published versions, newest first.
	Versions(ctx context.Context, id string) ([]news.Version, error)
	// Version gives one version with what it holds.
	Version(ctx context.Context, id string, n int) (news.Version, error)
	// ReadVersion gives the version that a reader last had open; 0: none.
	ReadVersion(ctx context.Context, id string) (int, error)
	Comments(ctx context.Context, id string) ([]news.Comment, error)
	Labels(ctx context.Context, id string) (news.Labels, error)
	Translations(ctx context.Context, id string) ([]news.Summary, error)
	Related(ctx context.Context, id string, limit int) ([]news.Summary, error)
	Provenance(ctx context.Context, id string) (news.Provenance, error)
	// MediaUse gives the public ids of the articles that refer to a stored file.
	MediaUse(ctx context.Context, sha string, limit int) ([]string, error)
}

// Curation is what editors chose and what the library holds.
type Curation interface {
	// Front gives the curated slots as they stood at an instant; zero: now.
	Front(ctx context.Context, at time.Time) (news.Front, error)
	Topics(context.Context) ([]news.Topic, error)
	Publication(context.Context) (news.Publication, error)
	Counts(context.Context) (news.Counts, error)
	// Find gives the summaries of the articles that bear these public ids, in
	// that order; ids that nothing bears are left out.
	Find(ctx context.Context, ids []string) ([]news.Summary, error)
}

// Marks are a reader's marks and reads.
type Marks interface {
	Mark(ctx context.Context, ids []string, mark news.Mark, on bool) (entry int64, changed int, err error)
	// MarkList marks every article of a list, as one act.
	MarkList(ctx context.Context, f news.Filter, mark news.Mark, on bool) (entry int64, changed int, err error)
	CountRead(ctx context.Context, id string, day news.Day) error
	// RecentlyRead gives the published articles that were opened last, the latest first.
	RecentlyRead(ctx context.Context, limit int) ([]news.Summary, error)
	// Watching gives the watched articles, the changed ones first.
	Watching(ctx context.Context) ([]news.Watching, error)
	// WatchingChanged counts those that changed since they were seen.
	WatchingChanged(ctx context.Context) (int, error)
	// SawWatching notes that watched articles were seen as they are now.
	SawWatching(ctx context.Context, ids []string) error
	// MostViewed ranks by the reads of the days that end at the newest one with
	// counts, not after until (empty: any).
	MostViewed(ctx context.Context, days, limit int, whose news.ViewSource, until news.Day) (news.Ranking, error)
}

// Printer writes an article as an object of the interchange format.
type Printer func(news.Article) ([]byte, error)

// Service answers a reader. All fields of Needs are required.
type Service struct {
	Needs
	placing sync.Mutex // one place is kept at a time
}

// Needs is what the service stands on.
type Needs struct {
	Lists    Lists
	Names    Names
	Archive  Archive
	Curation Curation
	Marks    Marks
	Settings Settings
	Files    Files
	Likeness Likeness
	Relater  Relater
	Print    Printer
	Clock    news.Clock
}

// New makes the service.
func New(n Needs) *Service { return &Service{Needs: n} }

// listLimit is the page size where none was asked for, maxList the largest.
const (
	listLimit = 50
	maxList   = 500
)

// List is a page of a stream under the name of what it is a stream of.
type List struct {
	Heading string // the section's, author's, topic's or tag's name
	Slug    string // its slug, where an alias was asked for
	Page    news.Page
	Total   int64 // −1: not counted
}

// List gives a page of a stream. A slug that is an alias leads to what it
// stands for; one that is nothing is CodeNotFound.
func (s *Service) List(ctx context.Context, f news.Filter) (List, error) {
	var list List
	if f.Limit < 0 || f.Limit > maxList {
		return list, news.Errorf(news.CodeLimit, "limit", "A page of a list holds 1 to %d articles.", maxList)
	}
	if f.Limit == 0 {
		f.Limit = listLimit
	}
	if err := s.name(ctx, &f, &list); err != nil {
		return list, err
	}
	var err error
	if list.Page, err = s.Lists.List(ctx, f); err != nil {
		return list, err
	}
	list.Total, err = s.Lists.Count(ctx, f)
	return list, err
}

// name resolves the slugs of a filter; the heading is that of the most special.
func (s *Service) name(ctx context.Context, f *news.Filter, list *List) error {
	if f.Section != "" {
		section, err := s.Names.Section(ctx, f.Section)
		if err != nil {
			return err
		}
		f.Section, list.Heading, list.Slug = section.Slug, section.Name, section.Slug
	}
	if f.Author != "" {
		author, err := s.Names.Author(ctx, f.Author)
		if err != nil {
			return err
		}
		f.Author, list.Heading, list.Slug = author.Slug, author.Name, author.Slug
	}
	if f.Topic != "" {
		topic, err := s.Names.Topic(ctx, f.Topic)
		if err != nil {
			return err
		}
		f.Topic, list.Heading, list.Slug = topic.Slug, topic.Name, topic.Slug
	}
	if f.Tag != "" {
		tag, err := s.Names.Tag(ctx, f.Tag)
		if err != nil {
			return err
		}
		f.Tag, list.Heading, list.Slug = tag.Slug, tag.Name, tag.Slug
	}
	if f.Collection != "" {
		collection, err := s.Names.Collection(ctx, f.Collection)
		if err != nil {
			return err
		}
		f.Collection, list.Heading, list.Slug = collection.ID, collection.Name, collection.ID
	}
	return nil
}

// Span reads the two dates of a list, each a year, month or day as in the query
// language: from the first instant of the one to the first after the other. An
// empty date leaves its side open; what is no date is CodeInvalid.
func Span(from, to string, zone *time.Location, today time.Time) (first, after time.Time, err error) {
	var ok bool
	if from != "" {
		if first, _, ok = query.Instants(from, zone, today); !ok {
			return first, after, news.Errorf(news.CodeInvalid, "from", "A date is written as 2024, 2024-05 or 2024-05-06.")
		}
	}
	if to != "" {
		if _, after, ok = query.Instants(to, zone, today); !ok {
			return first, after, news.Errorf(news.CodeInvalid, "to", "A date is written as 2024, 2024-05 or 2024-05-06.")
		}
	}
	return first, after, nil
}

// maxDays is the longest range Days answers, in days.
const maxDays = 400

// Days gives the days of a range that hold articles, and the archive's ends.
func (s *Service) Days(ctx context.Context, first, last news.Day) ([]news.DayCount, error) {
	from, err1 := time.Parse(time.DateOnly, string(first))
	to, err2 := time.Parse(time.DateOnly, string(last))
	if err1 != nil || err2 != nil || to.Before(from) {
		return nil, news.Errorf(news.CodeInvalid, "from", "A range of days goes from one day to a later one, written YYYY-MM-DD.")
	}
	if to.Sub(from) > maxDays*24*time.Hour {
		return nil, news.Errorf(news.CodeLimit, "to", "A range of days holds at most %d of them.", maxDays)
	}
	return s.Lists.Days(ctx, first, last)
}

// Windows of the most viewed, in days.
var windows = map[string]int{"day": 1, "week": 7, "month": 30}

// MostViewed ranks the most read articles of a window (day, week, month). An
// empty whose means the reads that came with the articles where there are any,
// else this machine's own.
func (s *Service) MostViewed(ctx context.Context, window string, whose news.ViewSource, limit int) (news.Ranking, error) {
	return s.mostViewed(ctx, window, whose, limit, "")
}

func (s *Service) mostViewed(ctx context.Context, window string, whose news.ViewSource, limit int, until news.Day) (news.Ranking, error) {
	days, known := windows[window]
	if !known {
		return news.Ranking{}, news.Errorf(news.CodeInvalid, "window", "The most viewed are ranked by day, week or month.")
	}
	if limit == 0 {
		limit = 10
	}
	if limit < 1 || limit > 100 {
		return news.Ranking{}, news.Errorf(news.CodeLimit, "limit", "A ranking holds 1 to 100 articles.")
	}
	switch whose {
	case news.ViewsOwn, news.ViewsCame:
		return s.Marks.MostViewed(ctx, days, limit, whose, until)
	case "":
	default:
		return news.Ranking{}, news.Errorf(news.CodeInvalid, "whose", "Reads are either this machine's own or those that came with the articles.")
	}
	came, err := s.Marks.MostViewed(ctx, days, limit, news.ViewsCame, until)
	if err != nil || len(came.Items) > 0 {
		return came, err
	}
	return s.Marks.MostViewed(ctx, days, limit, news.ViewsOwn, until)
}

// Mark sets or takes off a mark on articles, as one act that can be undone.
func (s *Service) Mark(ctx context.Context, ids []string, mark news.Mark, on bool) (entry int64, changed int, err error) {
	if err := known(mark); err != nil {
		return 0, 0, err
	}
	if len(ids) == 0 || len(ids) > 10_000 {
		return 0, 0, news.Errorf(news.CodeLimit, "ids", "One act marks 1 to 10,000 articles.")
	}
	return s.Marks.Mark(ctx, ids, mark, on)
}

// MarkList sets or takes off a mark on every article of a list, as one act that
// can be undone.
func (s *Service) MarkList(ctx context.Context, f news.Filter, mark news.Mark, on bool) (entry int64, changed int, err error) {
	if err := known(mark); err != nil {
		return 0, 0, err
	}
	if err := s.name(ctx, &f, &List{}); err != nil {
		return 0, 0, err
	}
	return s.Marks.MarkList(ctx, f, mark, on)
}

func known(mark news.Mark) error {
	switch mark {
	case news.MarkRead, news.MarkStar, news.MarkLater, news.MarkWatch:
		return nil
	}
	return news.Errorf(news.CodeInvalid, "mark", "An article can be marked read, star, later or watch.")
}

// Watching gives the articles that the reader watches, those that changed since they
// were seen first.
func (s *Service) Watching(ctx context.Context) ([]news.Watching, error) {
	return s.Marks.Watching(ctx)
}

// WatchingChanged counts the watched articles that changed since they were seen.
func (s *Service) WatchingChanged(ctx context.Context) (int, error) {
	return s.Marks.WatchingChanged(ctx)
}

// SawWatching notes that watched articles were seen as they are now. Reading one
// (CountRead) notes it too.
func (s *Service) SawWatching(ctx context.Context, ids []string) error {
	if len(ids) > news.MaxWatching {
		return news.Errorf(news.CodeLimit, "ids", "At most %d articles are watched.", news.MaxWatching)
	}
	return s.Marks.SawWatching(ctx, ids)
}

// CountRead counts that a person stayed with an article today, and marks it read.
func (s *Service) CountRead(ctx context.Context, id string) error {
	publication, err := s.Curation.Publication(ctx)
	if err != nil {
		return err
	}
	return s.Marks.CountRead(ctx, id, news.DayOf(s.Clock(), publication.Zone()))
}
