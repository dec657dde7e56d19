package markdown

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// fields reads the values of front matter by name. It notes what it could not
// use and remembers what was read, so that the rest can be kept.
type fields struct {
	zone     *time.Location
	language string // of the front matter; empty: there is none
	raw      string // front matter that could not be read
	values   map[string]any
	used     map[string]bool
	problems []news.Problem
}

func (f *fields) note(format string, args ...any) {
	f.problems = append(f.problems, importer.Said(fmt.Sprintf(format, args...))...)
}

// undated notes a date that cannot be read.
func (f *fields) undated(format string, args ...any) {
	f.problems = append(f.problems, news.Problem{Kind: news.ProblemDate, Message: fmt.Sprintf(format, args...)})
}

// find gives the first of the names that has a value. Names count in any case.
func (f *fields) find(names ...string) (name string, value any) {
	for _, wanted := range names {
		value, ok := f.values[wanted]
		if !ok {
			for _, have := range f.sorted() {
				if strings.EqualFold(have, wanted) {
					wanted, value, ok = have, f.values[have], true
					break
				}
			}
		}
		if !ok {
			continue
		}
		if empty(value) {
			f.used[wanted] = true
			continue
		}
		return wanted, value
	}
	return "", nil
}

func (f *fields) sorted() []string {
	names := make([]string, 0, len(f.values))
	for name := range f.values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// text reads a line of text; a list gives its first.
func (f *fields) text(names ...string) string {
	name, value := f.find(names...)
	s, ok := scalar(value)
	if ok {
		f.used[name] = true
	}
	return s
}

// scalar gives a value as text.
func scalar(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return line(v), true
	case bool:
		return strconv.FormatBool(v), true
	case int, int64, uint64:
		return fmt.Sprint(v), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case time.Time:
		return v.Format(time.RFC3339Nano), true
	case toml.LocalDate, toml.LocalDateTime, toml.LocalTime:
		return fmt.Sprint(v), true
	}
	return "", false
}

// list reads a list of texts; a text alone is parted at its commas.
func (f *fields) list(names ...string) []string {
	name, value := f.find(names...)
	var out []string
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		for _, item := range v {
			if s, ok := scalar(item); ok && s != "" {
				out = append(out, s)
			}
		}
	default:
		s, ok := scalar(value)
		if !ok {
			return nil
		}
		for part := range strings.SplitSeq(s, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	f.used[name] = true
	return out
}

func (f *fields) flag(names ...string) (value, there bool) {
	s := strings.ToLower(f.text(names...))
	return s == "true" || s == "yes" || s == "on" || s == "1", s != ""
}

// layouts are the ways in which dates come; those without an offset are local
// to the publication.
var layouts = []string{
	time.RFC3339Nano,
	time.DateOnly,
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 Z07:00",
	time.DateTime,
	"2006-01-02T15:04:05",
	"2006-01-02T15:04:05-0700",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02 15:04 -0700",
	"2006-01-02 15:04Z07:00",
	"2006-01-02 15:04",
	"2006-1-2 15:04:05",
	"2006-1-2",
	"2006/01/02 15:04:05",
	"2006/01/02",
	"20060102",
	"2006-01-02 15:04:05 MST",
	time.RFC1123Z,
	time.RFC1123,
	"January 2, 2006",
	"Jan 2, 2006",
	"2 January 2006",
	"2 Jan 2006",
	"Monday, January 2, 2006",
}

// date reads the first of the names that is a date. One that cannot be read is
// noted and kept under extra.
func (f *fields) date(names ...string) time.Time {
	name, value := f.find(names...)
	given, ok := scalar(value)
	if !ok {
		return time.Time{}
	}
	t, ok := parseDate(given, f.zone)
	if !ok {
		f.undated("The field %q is not a date: %.60q; it was kept under extra.", name, given)
		return time.Time{}
	}
	f.used[name] = true
	return t
}

// longestDate is how many bytes a date may have.
const longestDate = 100

func parseDate(given string, zone *time.Location) (time.Time, bool) {
	if given = strings.TrimSpace(given); len(given) > longestDate {
		return time.Time{}, false
	}
	for _, layout := range layouts {
		t, err := time.ParseInLocation(layout, given, zone)
		if err != nil || t.Year() < 1 {
			continue
		}
		if _, offset := t.Zone(); offset != 0 {
			return t.In(time.FixedZone("", offset)), true
		}
		return t.UTC(), true
	}
	return time.Time{}, false
}

// extra gives the values that no field took, nil where there are none.
func (f *fields) extra() map[string]json.RawMessage {
	extra := map[string]json.RawMessage{}
	for name, value := range f.values {
		if f.used[name] {
			continue
		}
		if raw, err := json.Marshal(plain(value, 0)); err == nil {
			extra[clean(name)] = raw
		}
	}
	if f.raw != "" {
		if raw, err := json.Marshal(clean(f.raw)); err == nil {
			extra["front_matter"] = raw
		}
	}
	if len(extra) == 0 {
		return nil
	}
	return extra
}

// plain gives a value in the shapes that JSON knows.
func plain(value any, depth int) any {
	if depth > 2*maxNesting {
		return nil
	}
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, inner := range v {
			out[name] = plain(inner, depth+1)
		}
		return out
	case map[any]any:
		out := make(map[string]any, len(v))
		for name, inner := range v {
			out[fmt.Sprint(name)] = plain(inner, depth+1)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = plain(inner, depth+1)
		}
		return out
	case string:
		return clean(v)
	case bool, int, int64, nil, json.Number:
		return v
	}
	s, ok := scalar(value)
	if n, err := strconv.ParseFloat(s, 64); err == nil && !strings.ContainsAny(s, "INin") {
		return n
	}
	if !ok {
		return fmt.Sprint(value)
	}
	return s
}

var (
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
	inlineTag = regexp.MustCompile(`(?i)</?(?:a|abbr|b|br|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>`)
)

// line is plain text on one line, without references and tags of HTML.
func line(s string) string {
	if strings.Contains(s, "<") {
		s = inlineTag.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "&") {
		s = reference.ReplaceAllStringFunc(s, html.UnescapeString)
	}
	return clean(strings.TrimSpace(strings.ReplaceAll(s, "\n", " ")))
}

// clean brings a text into normalization form C, without control characters.
func clean(s string) string {
	if s = strings.ToValidUTF8(s, ""); strings.ContainsFunc(s, isControl) {
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, s)
	}
	return norm.NFC.String(s)
}

func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7F }
