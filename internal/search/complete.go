package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/lang"
	"broadsheet/internal/query"
)

// Completion is something that may stand in the place of what is being typed
// into a query.
type Completion struct {
	Kind  string // field, value
	Field string // whose value it is; of a field its own English name
	Label string
	Count int64  // articles; 0 where that is not known
	Query string // the whole new query
	Caret int    // in it, in runes
}

const (
	completeMost = 10
	// completeTime is how long completing may take: less than anybody notices.
	completeTime = 30 * time.Millisecond
	yearsBack    = 12
)

// Completing is a query that is being typed.
type Completing struct {
	Text     string
	Caret    int    // in runes
	Language string // of the interface; English names always work
}

// Complete gives names of fields, or values of the field at the caret. What is
// not found in time is left out.
func (s *Service) Complete(ctx context.Context, c Completing) ([]Completion, error) {
	timed, cancel := context.WithTimeout(ctx, completeTime)
	defer cancel()
	t := query.TypingAt(c.Text, c.Caret)
	if t.Field == query.FieldAny {
		return completed(c.Text, t, matching(query.Fields(c.Language), t.Text, 1), ":", "field"), nil
	}
	found, err := s.values(timed, t, c.Language)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("complete value: %w", err)
	}
	end := " "
	if t.End < len([]rune(c.Text)) {
		end = ""
	}
	return completed(c.Text, t, found, end, "value"), nil
}

// choice is a completion before it is put in: what is put in, and its name.
type choice struct {
	query.Named
	count int64
}

// matching gives those of some names that begin as typed, in English or in the
// language of the interface.
func matching(names []query.Named, typed string, from int) []choice {
	fold := lang.Fold(typed)
	if len([]rune(fold)) < from {
		return nil
	}
	var out []choice
	for _, n := range names {
		if strings.HasPrefix(lang.Fold(n.Name), fold) || strings.HasPrefix(n.English, fold) {
			out = append(out, choice{Named: n})
		}
	}
	return out
}

func (s *Service) values(ctx context.Context, t query.Typing, language string) ([]choice, error) {
	switch t.Field {
	case query.FieldHas, query.FieldIs, query.FieldIn:
		return matching(query.KnownValues(t.Field, language), t.Text, 0), nil
	case query.FieldFrom, query.FieldTo, query.FieldDate:
		return s.dates(t, language), nil
	case query.FieldPlace:
		places, err := s.Index.Places(ctx, t.Text, completeMost)
		var out []choice
		for _, p := range places {
			out = append(out, choice{query.Named{English: p.Value, Name: p.Value}, p.Count})
		}
		return out, err
	case query.FieldKind, query.FieldLang, query.FieldSection, query.FieldTopic, query.FieldTag, query.FieldAuthor, query.FieldSource:
		found, err := s.Names.CompleteIn(ctx, t.Field, t.Text, completeMost)
		var out []choice
		if t.Field == query.FieldKind {
			out = matching(query.KnownValues(t.Field, language), t.Text, 0)
		}
		for _, n := range found {
			out = counted(out, n)
		}
		return out, err
	}
	return nil, nil
}

// counted adds a name of the library, or its count to one that is there.
func counted(list []choice, n Counted) []choice {
	for i := range list {
		if list[i].English == n.Name {
			list[i].count = n.Count
			return list
		}
	}
	return append(list, choice{query.Named{English: n.Name, Name: n.Name}, n.Count})
}

// dates offers the usual days, then the last years.
func (s *Service) dates(t query.Typing, language string) []choice {
	names := query.Days(language)
	for _, ago := range []string{"7d", "30d", "1y"} {
		names = append(names, query.Named{English: ago, Name: ago})
	}
	now := s.Clock().In(s.Zone())
	for back := range yearsBack {
		year := now.AddDate(-back, 0, 0).Format("2006")
		names = append(names, query.Named{English: year, Name: year})
	}
	month := now.Format("2006-01")
	return matching(append(names, query.Named{English: month, Name: month}), t.Text, 0)
}

func completed(text string, t query.Typing, found []choice, end, kind string) []Completion {
	var out []Completion
	for _, c := range found[:min(len(found), completeMost)] {
		insert := c.Name
		if kind == "value" {
			insert = query.Quote(c.Name)
		}
		done := Completion{Kind: kind, Field: string(t.Field), Label: c.Name, Count: c.count}
		if kind == "field" {
			done.Field = c.English
		}
		done.Query, done.Caret = t.Put(text, insert+end)
		out = append(out, done)
	}
	return out
}
