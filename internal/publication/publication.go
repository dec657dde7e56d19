// Package publication is who publishes: the name, languages, time zone and
// sections of a library's one publication, and what happens on its first day:
// reading the sample, bringing in one's own, or starting empty.
package publication

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Store keeps the publication's record and settings.
type Store interface {
	Publication(context.Context) (news.Publication, error)
	// SetPublication is an act that can be undone; it gives the history's entry.
	SetPublication(context.Context, news.Publication) (entry int64, err error)
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Imports lists imports and takes one back whole, also what was marked since.
type Imports interface {
	Imports(context.Context) ([]news.Import, error)
	LeaveImport(ctx context.Context, id string) (news.Undone, error)
}

// Service answers for the publication.
type Service struct {
	store   Store
	imports Imports
}

// New makes the service.
func New(store Store, imports Imports) *Service { return &Service{store: store, imports: imports} }

// SampleLabel is the label of the import that brings the sample publication.
const SampleLabel = "sample"

// firstRunKey is the setting that holds how the first-run card was answered.
const firstRunKey = "first_run"

// Answers to the first-run card.
const (
	AnswerRead  = "read"
	AnswerBring = "bring"
	AnswerEmpty = "empty"
)

// Get gives the publication.
func (s *Service) Get(ctx context.Context) (news.Publication, error) { return s.store.Publication(ctx) }

// FirstRun says whether the first-run card is still to be shown: on the sample,
// until it is answered.
func (s *Service) FirstRun(ctx context.Context) (bool, error) {
	p, err := s.store.Publication(ctx)
	if err != nil || p.Origin != news.OriginSample {
		return false, err
	}
	answer, err := s.store.Setting(ctx, firstRunKey)
	return answer == "", err
}

// Answer takes the answer to the first-run card. Reading keeps the sample;
// starting empty, and bringing in one's own, leave it behind, which can be undone.
func (s *Service) Answer(ctx context.Context, choice string) error {
	switch choice {
	case AnswerRead, AnswerBring, AnswerEmpty:
	default:
		return news.Errorf(news.CodeInvalid, "choice", "The answers are read, bring and empty.")
	}
	if choice == AnswerEmpty {
		if err := s.LeaveSample(ctx); err != nil {
			return err
		}
	}
	return s.store.SetSetting(ctx, firstRunKey, choice)
}

// LeaveSample takes the sample publication back as one act. Where it is gone
// already nothing happens.
func (s *Service) LeaveSample(ctx context.Context) error {
	imports, err := s.imports.Imports(ctx)
	if err != nil {
		return err
	}
	for _, run := range imports {
		if run.Label != SampleLabel || run.State != "done" {
			continue
		}
		if _, err := s.imports.LeaveImport(ctx, run.ID); err != nil {
			return err
		}
	}
	return nil
}

// maxField bounds each text of the publication's record, in letters.
const maxField = 200

// Set changes one field: name, tagline, languages, time zone or sections, the
// lists parted by commas. It gives the history's entry.
func (s *Service) Set(ctx context.Context, field, value string) (entry int64, err error) {
	value = strings.TrimSpace(value)
	p, err := s.store.Publication(ctx)
	if err != nil {
		return 0, err
	}
	if utf8.RuneCountInString(value) > maxField && field != "sections" {
		return 0, news.Errorf(news.CodeLimit, field, "This field holds at most %d letters.", maxField)
	}
	switch strings.ReplaceAll(field, "_", " ") {
	case "name":
		if value == "" {
			return 0, news.Errorf(news.CodeInvalid, field, "A publication needs a name.")
		}
		p.Name = value
	case "tagline":
		p.Tagline = value
	case "languages":
		if p.Languages, err = languages(value); err != nil {
			return 0, err
		}
	case "time zone", "timezone":
		if _, err := time.LoadLocation(value); err != nil || value == "" || value == "Local" {
			return 0, news.Errorf(news.CodeInvalid, field, "A time zone is named like Europe/London or UTC.")
		}
		p.TimeZone = value
	case "sections":
		p.Sections = sections(value)
	default:
		return 0, news.Errorf(news.CodeInvalid, "field", "The fields are name, tagline, languages, time zone and sections.")
	}
	p.Origin = news.OriginOwn
	return s.store.SetPublication(ctx, p)
}

func languages(value string) ([]string, error) {
	var tags []string
	for _, word := range split(value) {
		tag, err := language.Parse(word)
		if err != nil {
			return nil, news.Errorf(news.CodeInvalid, "languages", "%q is not a language tag; they are written like en, fa or zh-Hant.", word)
		}
		tags = append(tags, tag.String())
	}
	if len(tags) == 0 {
		return nil, news.Errorf(news.CodeInvalid, "languages", "A publication needs at least one language.")
	}
	return tags, nil
}

func sections(value string) []news.Section {
	var list []news.Section
	for _, name := range split(value) {
		list = append(list, news.Section{Slug: lang.Slug(name), Name: name})
	}
	return list
}

// split parts a list at Latin and Arabic commas.
func split(value string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '،' || r == '、' }) {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}
