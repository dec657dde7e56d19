// Package rules acts on articles as they arrive, as the person said once: if an
// article is from this source, in that section, by them or about this, it gets a
// tag, a topic, a kind or a section, or does not come in at all.
//
// A rule acts on what arrives after it was made; on what is here it acts when it
// is told to, as one act that can be undone. What is here is found by a search
// of the rule's own words and then judged by the same judgement as arrivals. The
// package knows neither the store nor the index: each is an interface below.
package rules

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"broadsheet/internal/news"
)

// Store keeps the rules.
type Store interface {
	// Rules gives the rules in the order in which they were made.
	Rules(context.Context) ([]news.Rule, error)
	// PutRule adds a rule without an ID and replaces the one with it, and gives
	// it as it is kept. The entry of the journal is 0 where nothing changed.
	PutRule(context.Context, news.Rule) (kept news.Rule, entry int64, err error)
	RemoveRule(ctx context.Context, id string) (entry int64, err error)
}

// Names knows how names may be written.
type Names interface {
	// Spellings gives the names, slugs and aliases of the tag or topic that a
	// name means; none where there is no such thing.
	Spellings(ctx context.Context, field news.RuleField, name string) ([]string, error)
}

// Finder finds articles by the query language.
type Finder interface {
	// Count gives how many articles a query finds, and the first of them.
	Count(ctx context.Context, query string, limit int) (total int64, first []news.Summary, err error)
	// Take gives all that a query finds, whole, and how many these are.
	Take(ctx context.Context, query string) (iter.Seq2[news.Article, error], int, error)
}

// Archive is changed where rules act on what is here.
type Archive interface {
	BeginImport(context.Context, news.Import) error
	FinishImport(context.Context, news.Import) error
	// Revise stores articles that are here with what a rule made of them.
	Revise(ctx context.Context, imported string, articles []news.Article) (news.Revised, error)
	// ImportEntry gives the journal's entry of an import.
	ImportEntry(ctx context.Context, id string) (int64, error)
	// DropImport forgets an import that changed nothing.
	DropImport(ctx context.Context, id string) error
	// Remove takes articles away as one act.
	Remove(ctx context.Context, ids []string) (entry int64, err error)
}

// Needs are what the service is made of. All are required.
type Needs struct {
	Store   Store
	Names   Names
	Finder  Finder
	Archive Archive
	Clock   news.Clock
	NewID   func() string // of an import
}

// Service is the rules of one library. It is safe for many goroutines.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

// List gives the rules in the order in which they act.
func (s *Service) List(ctx context.Context) ([]news.Rule, error) { return s.Store.Rules(ctx) }

// Put keeps a rule: a new one where it has no ID.
func (s *Service) Put(ctx context.Context, r news.Rule) (kept news.Rule, entry int64, err error) {
	if r, err = r.Clean(); err != nil {
		return news.Rule{}, 0, err
	}
	return s.Store.PutRule(ctx, r)
}

// Remove forgets a rule. What it did stays.
func (s *Service) Remove(ctx context.Context, id string) (entry int64, err error) {
	return s.Store.RemoveRule(ctx, id)
}

// Judge gives what judges arrivals; nil where no rule is on.
func (s *Service) Judge(ctx context.Context) (*Judge, error) {
	list, err := s.Store.Rules(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the rules: %w", err)
	}
	return s.judge(ctx, list)
}

// judge takes in how the names may be written that rules look for.
func (s *Service) judge(ctx context.Context, list []news.Rule) (*Judge, error) {
	for i := range list {
		conditions := slices.Clone(list[i].If)
		for j, c := range conditions {
			if c.Field != news.RuleTag && c.Field != news.RuleTopic {
				continue
			}
			values := slices.Clone(c.Values)
			for _, value := range c.Values {
				more, err := s.Names.Spellings(ctx, c.Field, value)
				if err != nil {
					return nil, fmt.Errorf("read the spellings of %q: %w", value, err)
				}
				values = append(values, more...)
			}
			conditions[j].Values = values
		}
		list[i].If = conditions
	}
	return NewJudge(list), nil
}

// Preview is what a rule would do to what is here.
type Preview struct {
	Total    int64 // articles that meet its conditions
	Changing int64 // those of them that it would change
	First    []news.Summary
}

// previewed is how many articles a preview shows.
const previewed = 5

// Preview tells what a rule would do to what is here, and changes nothing.
func (s *Service) Preview(ctx context.Context, r news.Rule) (Preview, error) {
	r, err := r.Clean()
	if err != nil {
		return Preview{}, err
	}
	var p Preview
	if p.Total, _, err = s.Finder.Count(ctx, Query(r), 1); err != nil {
		return Preview{}, fmt.Errorf("find what a rule means: %w", err)
	}
	if p.Changing, p.First, err = s.Finder.Count(ctx, changing(r), previewed); err != nil {
		return Preview{}, fmt.Errorf("find what a rule changes: %w", err)
	}
	return p, nil
}

// Applied is what a rule did to what is here.
type Applied struct {
	Changed int
	Removed int
	Entry   int64 // of the journal, undoes it; 0: nothing changed
}

// Articles that are changed in one transaction.
const applyStep = 200

// Apply lets a rule act on what is here: one act, which can be undone. Articles
// that a rule keeps out are removed. A run that is cancelled keeps what it had
// changed by then; what would be removed is removed in the end, all or none.
func (s *Service) Apply(ctx context.Context, id string, progress func(done, total int)) (Applied, error) {
	rule, err := s.find(ctx, id)
	if err != nil {
		return Applied{}, err
	}
	rule.Off = false // one that does nothing by itself may still be used by hand
	judge, err := s.judge(ctx, []news.Rule{rule})
	if err != nil {
		return Applied{}, err
	}
	articles, total, err := s.Finder.Take(ctx, changing(rule))
	if err != nil {
		return Applied{}, fmt.Errorf("find what a rule changes: %w", err)
	}
	a := &applying{Service: s, ctx: ctx, judge: judge, progress: progress, total: total}
	if rule.Skips() {
		return a.remove(articles)
	}
	return a.revise(articles, strings.Join(rule.If[0].Values, ", "))
}

func (s *Service) find(ctx context.Context, id string) (news.Rule, error) {
	list, err := s.Store.Rules(ctx)
	if err != nil {
		return news.Rule{}, fmt.Errorf("read the rules: %w", err)
	}
	for _, r := range list {
		if r.ID == id {
			return r, nil
		}
	}
	return news.Rule{}, news.NotFound("rule", id)
}

// applying is one run of Apply.
type applying struct {
	*Service
	ctx      context.Context
	judge    *Judge
	progress func(done, total int)

	done, total int
}

// step counts an article that was looked at.
func (a *applying) step() {
	a.done++
	if a.progress != nil && (a.done%applyStep == 0 || a.done == a.total) {
		a.progress(a.done, a.total)
	}
}

func (a *applying) remove(articles iter.Seq2[news.Article, error]) (Applied, error) {
	var ids []string
	for article, err := range articles {
		if err != nil {
			return Applied{}, err
		}
		if a.judge.Leaves(&article) {
			ids = append(ids, article.Public)
		}
		a.step()
	}
	if len(ids) == 0 {
		return Applied{}, nil
	}
	entry, err := a.Archive.Remove(a.ctx, ids)
	return Applied{Removed: len(ids), Entry: entry}, err
}

func (a *applying) revise(articles iter.Seq2[news.Article, error], label string) (out Applied, err error) {
	record := news.Import{ID: a.NewID(), Label: label, Format: "rule", Started: a.Clock(), State: "done"}
	if err := a.Archive.BeginImport(a.ctx, record); err != nil {
		return out, fmt.Errorf("begin to apply a rule: %w", err)
	}
	err = a.batches(articles, &record)
	ending := context.WithoutCancel(a.ctx)
	if record.Updated == 0 {
		return out, errors.Join(err, a.Archive.DropImport(ending, record.ID))
	}
	if err != nil {
		record.State = "canceled"
	}
	record.Ended = a.Clock()
	err = errors.Join(err, a.Archive.FinishImport(ending, record))
	entry, read := a.Archive.ImportEntry(ending, record.ID)
	return Applied{Changed: record.Updated, Entry: entry}, errors.Join(err, read)
}

func (a *applying) batches(articles iter.Seq2[news.Article, error], record *news.Import) error {
	var batch []news.Article
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		revised, err := a.Archive.Revise(a.ctx, record.ID, batch)
		record.Updated += revised.Changed
		for _, problem := range revised.Problems {
			record.Problem(problem)
		}
		batch = batch[:0]
		return err
	}
	for article, err := range articles {
		if err != nil {
			return err
		}
		if ruled, changed := a.judge.Act(&article); changed {
			batch = append(batch, *ruled)
		}
		a.step()
		if len(batch) == applyStep {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
