package jsonl

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// fields reads the members of one object by name. It notes what it altered and
// remembers which members were read, so that the others can be kept.
type fields struct {
	members  line
	zone     *time.Location
	used     map[string]bool
	problems []news.Problem
	refused  string // why the whole object cannot be read; empty: it can
}

func (f *fields) note(format string, args ...any) {
	f.problems = append(f.problems, importer.Said(fmt.Sprintf(format, args...))...)
}

// undated notes a date that cannot be read.
func (f *fields) undated(format string, args ...any) {
	f.problems = append(f.problems, news.Problem{Kind: news.ProblemDate, Message: fmt.Sprintf(format, args...)})
}

// passOn notes what was noted inside of this object.
func (f *fields) passOn(problem news.Problem, inside string) {
	problem.Message = inside + problem.Message
	f.problems = append(f.problems, problem)
}

func (f *fields) refuse(why string) {
	if f.refused == "" {
		f.refused = why
	}
}

// has says whether a member is there and not null; asked for, it counts as read.
func (f *fields) has(name string) bool {
	raw, ok := f.members[name]
	if f.used == nil {
		f.used = make(map[string]bool, 32)
	}
	f.used[name] = true
	return ok && string(raw) != "null"
}

// keep puts a member among those that go to extra.
func (f *fields) keep(name string) { f.used[name] = false }

// take reads a member; the zero value where it is absent. A member of another
// shape makes the object unreadable.
func take[T any](f *fields, name string) T {
	var value T
	if !f.has(name) {
		return value
	}
	if err := json.Unmarshal(f.members[name], &value); err != nil {
		f.refuse(wrongShape(name, err))
	}
	return value
}

func wrongShape(name string, err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Sprintf("The field %q holds a JSON %s where it cannot stand.", name, wrong.Value)
	}
	return fmt.Sprintf("The field %q cannot be read: %v.", name, err)
}

// text reads a string.
func (f *fields) text(name string) string { return clean(take[string](f, name)) }

// time reads a date. One that cannot be read is noted, kept under extra, and
// leaves the zero time.
func (f *fields) time(name string) time.Time {
	given := take[string](f, name)
	t, err := f.parse(given)
	if err != nil {
		f.undated("The field %q is not a date: %.60q; it was kept under extra.", name, given)
		f.keep(name)
	}
	return t
}

// moment reads a date inside a list; what names its place in the note.
func (f *fields) moment(what, given string) time.Time {
	t, err := f.parse(given)
	if err != nil {
		f.undated("The date of %s cannot be read: %.60q.", what, given)
	}
	return t
}

// layouts are the ways in which dates come; those without an offset are local
// to the publication, a bare date is midnight there.
var layouts = []string{
	time.RFC3339Nano,
	time.DateOnly,
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00",
	time.DateTime,
}

func (f *fields) parse(given string) (time.Time, error) {
	given = strings.TrimSpace(given)
	if given == "" {
		return time.Time{}, nil
	}
	var first error
	for _, layout := range layouts {
		t, err := time.ParseInLocation(layout, given, f.zone)
		if err == nil && t.Year() < 1 {
			err = errors.New("before the year 1")
		}
		if err == nil {
			return fixed(t), nil
		}
		if first == nil {
			first = err
		}
	}
	return time.Time{}, first
}

// fixed gives the time with its offset in place of a named zone, so that it
// means the same on every machine.
func fixed(t time.Time) time.Time {
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

// body reads the first body field that is there, as it came: the canonical form
// is found elsewhere.
func (f *fields) body() (text string, format news.BodyFormat, found bool) {
	for _, field := range bodyFields {
		if f.has(field.name) && !found {
			text, format, found = take[string](f, field.name), field.format, true
		}
	}
	return text, format, found
}

// whole reads all members into a struct with JSON tags.
func (f *fields) whole(into any) {
	raw, err := json.Marshal(f.members)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err == nil {
		return
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		f.refuse(wrongShape(wrong.Field, err))
		return
	}
	f.refuse(fmt.Sprintf("The record cannot be read: %v.", err))
}

// extra gives the members that nobody read, with those of the member "extra"
// among them; nil where there are none.
func (f *fields) extra() map[string]json.RawMessage {
	extra := make(map[string]json.RawMessage)
	for name, raw := range f.members {
		if !f.used[name] && name != "extra" {
			extra[clean(name)] = compact(raw)
		}
	}
	if raw, ok := f.members["extra"]; ok && string(raw) != "null" {
		var inner map[string]json.RawMessage
		if json.Unmarshal(raw, &inner) != nil {
			inner = map[string]json.RawMessage{"extra": raw}
		}
		for name, raw := range inner {
			extra[clean(name)] = compact(raw)
		}
	}
	if len(extra) == 0 {
		return nil
	}
	return extra
}

// clean brings a text into normalization form C and takes out the control
// characters that are not white space, which no text has.
func clean(s string) string {
	if strings.ContainsFunc(s, isControl) {
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, s)
	}
	return norm.NFC.String(s)
}

func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' }

// cleanAll cleans the texts of a list and leaves out the empty ones.
func cleanAll(list []string) []string {
	var out []string
	for _, s := range list {
		if s = clean(s); strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return out
}

func str(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}
