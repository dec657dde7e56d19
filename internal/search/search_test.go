package search_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/calendar"
	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2024, 5, 15, 12, 0, 0, 0, time.UTC)

// library is a few articles in memory behind a real index.
type library struct {
	settings map[string]string
	articles map[news.Row]index.Document
	marks    map[news.Mark][]news.Row
	names    map[query.Field]map[string]search.Name
}

func (l library) Summaries(_ context.Context, rows []news.Row) ([]news.Summary, error) {
	var out []news.Summary
	for _, r := range rows {
		a := l.articles[r]
		out = append(out, news.Summary{Row: r, ID: "a" + strconv.Itoa(int(r)), Title: a.Title, Language: a.Language})
	}
	return out, nil
}

func (l library) Texts(_ context.Context, rows []news.Row) ([]search.Text, error) {
	var out []search.Text
	for _, r := range rows {
		a := l.articles[r]
		out = append(out, search.Text{Row: r, Language: a.Language, Title: a.Title, Lead: a.Lead, Body: a.Body})
	}
	return out, nil
}

func (l library) Marked(_ context.Context, m news.Mark) ([]news.Row, error) { return l.marks[m], nil }

func (l library) Collected(_ context.Context, name string) ([]news.Row, error) {
	if name != "tides" && name != "Tides and/Wells" {
		return nil, news.NotFound("collection", name)
	}
	return []news.Row{2}, nil
}

func (l library) RowOf(_ context.Context, id string) (news.Row, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(id, "a"))
	if err != nil || l.articles[news.Row(n)].Row == 0 {
		return 0, news.NotFound("article", id)
	}
	return news.Row(n), nil
}

func (l library) Lookup(_ context.Context, f query.Field, name string) ([]string, error) {
	for id, n := range l.names[f] {
		if strings.EqualFold(n.Name, name) || n.Slug == name {
			return []string{id}, nil
		}
	}
	return nil, nil
}

func (l library) Labels(_ context.Context, f query.Field, ids []string) (map[string]search.Name, error) {
	out := map[string]search.Name{}
	for _, id := range ids {
		if n, ok := l.names[f][id]; ok {
			out[id] = n
		}
	}
	return out, nil
}

func (l library) Complete(_ context.Context, beginning string, _ int) ([]search.Suggestion, error) {
	var out []search.Suggestion
	for _, n := range l.names[query.FieldTopic] {
		if strings.HasPrefix(strings.ToLower(n.Name), strings.ToLower(beginning)) {
			out = append(out, search.Suggestion{Kind: "topic", ID: n.Slug, Name: n.Name})
		}
	}
	return out, nil
}

func (l library) CompleteIn(_ context.Context, f query.Field, beginning string, _ int) ([]search.Counted, error) {
	var out []search.Counted
	for _, n := range l.names[f] {
		if strings.HasPrefix(strings.ToLower(n.Name), strings.ToLower(beginning)) {
			out = append(out, search.Counted{Name: n.Name, Count: 2})
		}
	}
	return out, nil
}

func (l library) Captions(_ context.Context, rows []news.Row) ([]search.Piece, error) {
	var out []search.Piece
	for _, r := range rows {
		article, _ := news.CaptionOf(r)
		out = append(out, search.Piece{Row: r, Article: article, ID: "block", Language: "en", Text: caption})
	}
	return out, nil
}

func (l library) Comments(_ context.Context, rows []news.Row) ([]search.Piece, error) {
	var out []search.Piece
	for _, r := range rows {
		out = append(out, search.Piece{Row: r, Article: 4, ID: "c1", By: "Nadia", Language: "en", Text: comment})
	}
	return out, nil
}

func (l library) Notes(_ context.Context, rows []news.Row) ([]search.Piece, error) {
	return nil, nil
}

func (l library) NotesOn(_ context.Context, articles []news.Row) ([]news.Row, error) {
	return nil, nil
}

func (l library) CommentsOn(_ context.Context, articles []news.Row) ([]news.Row, error) {
	if slices.Contains(articles, 4) {
		return []news.Row{4}, nil
	}
	return nil, nil
}

const (
	caption = "A crane over the quay"
	comment = "The crane was there in May as well."
)

func (l library) Setting(_ context.Context, key string) (string, error) { return l.settings[key], nil }

func (l library) SetSetting(_ context.Context, key, value string) error {
	l.settings[key] = value
	return nil
}

func service(t *testing.T) *search.Service {
	t.Helper()
	l := library{
		settings: map[string]string{},
		articles: map[news.Row]index.Document{},
		marks:    map[news.Mark][]news.Row{news.MarkStar: {2}, news.MarkRead: {1}},
		names: map[query.Field]map[string]search.Name{
			query.FieldTopic: {"1": {Slug: "lake-region", Name: "Lake Region"}, "2": {Slug: "trade", Name: "Trade"}},
			query.FieldTag:   {"7": {Slug: "water", Name: "Water"}},
		},
	}
	for _, d := range []index.Document{
		{Row: 1, Language: "en", Kind: "news", Title: "Central bank raises its rate", Topics: []string{"2"}, Tags: []string{"7", "8"},
			Has: []string{"film", "correction"}, Places: []string{"Port Said"}, Words: 30,
			Body: "The lake was calm. On Tuesday the central bank of the region raised its rate for the third time.\nOther banks will follow, said the governor of the central bank.", Published: now},
		{Row: 2, Language: "en", Kind: "report", Title: "Water levels", Topics: []string{"1", "2"},
			Body: strings.Repeat("Nothing here of note. ", 40) + "The water of the lake rose. Parliament met. " + strings.Repeat("More follows below. ", 40), Published: now.AddDate(-1, 0, 0)},
		{Row: 3, Language: "en", Kind: "news", Title: "Parliament and parliament", Lead: "A lead about parliament", Body: "Of owls\nA parliament of owls.", Published: now},
		{Row: 4, Language: "en", Kind: "news", Title: "Parliament again", Body: "Parliament.", Published: now},
	} {
		d.Thing = news.ThingArticle
		l.articles[d.Row] = d
	}
	pieces := []index.Document{
		{Thing: news.ThingCaption, Row: news.CaptionRow(2, 1), Language: "en", Kind: "report", Body: caption, Topics: []string{"1"}},
		{Thing: news.ThingComment, Row: 4, Language: "en", Kind: "news", Title: "Nadia", Body: comment, Published: now},
	}
	x, err := index.Open(t.Context(), index.Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	b := index.Batch{Watermark: index.Watermark{Seq: 1}, Documents: pieces}
	for _, d := range l.articles {
		b.Documents = append(b.Documents, d)
	}
	if err := x.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return search.New(search.Options{Index: x, Beside: x, Articles: l, Passages: l, Names: l, Pieces: l, Settings: l, Clock: func() time.Time { return now },
		Zone: func() *time.Location { return time.UTC }, Calendars: func() []calendar.Calendar { return []calendar.Calendar{calendar.Persian} }, Behind: func(context.Context) (int64, error) { return 3, nil }})
}

func ids(a search.Answer) string {
	var out []string
	for _, h := range a.Hits {
		out = append(out, h.Article.ID)
	}
	return strings.Join(out, " ")
}

func TestNamesAndMarksInQueries(t *testing.T) {
	s := service(t)
	for text, want := range map[string]string{
		`topic:"lake region"`:                 "a2",
		"topic:trade,lake-region":             "a1 a2",
		"topic:trade -is:read":                "a2",
		"is:starred":                          "a2",
		"topic:trade is:unread":               "a2",
		"id:a3":                               "a3",
		"kind:Report":                         "a2",
		"kind:report,news lake":               "a1 a2",
		"topic:nowhere":                       "",
		"in:articles water":                   "a2",
		"has:film":                            "a1",
		"has:film lake":                       "a1",
		"has:nothing water":                   "a2",
		"is:corrected":                        "a1",
		"place:\"port said\"":                 "a1",
		"place:port":                          "",
		"words>20 from:2024":                  "a1",
		"words<20 kind:news":                  "a3 a4",
		"atleast2:parliament":                 "a3 a4",
		"atleast3:parliament":                 "a3",
		"in:captions lake kind:news":          "",
		"از:۱۴۰۳ وضعیت:خوانده":                "a1",
		"in:articles crane":                   "",
		"in:captions":                         "a2",
		"in:captions,comments cranes":         "a2 a4",
		"in:comments نوع:خبر":                 "a4",
		"in:comments nadia":                   "a4",
		"in:comments is:read crane":           "",
		"in:comments is:unread crane":         "a4",
		"in:comments id:a4":                   "a4",
		"in:comments id:a2":                   "",
		"in:captions id:a2":                   "a2",
		"in:captions id:a4":                   "",
		"in:captions is:starred":              "a2",
		"in:collection/tides":                 "a2",
		`in:collection/"Tides and/Wells"`:     "a2",
		"in:collection/nobody":                "",
		"in:captions,collection/tides":        "a2",
		"is:read OR in:Collection/tides":      "a1 a2",
		"in:captions -is:starred":             "",
		"in:captions,comments id:a2,a4 crane": "a2 a4",
		"in:notes water":                      "",
		"tag:water from:2024":                 "a1",
		"source:nobody OR id:a4,a1":           "a1 a4",
	} {
		a, err := s.Query(t.Context(), search.Request{Text: text, Sort: query.SortOldest})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got, wanted := strings.Fields(ids(a)), strings.Fields(want)
		if len(got) != len(wanted) || int(a.Total) != len(wanted) {
			t.Errorf("%q finds %v, want %v", text, got, wanted)
		}
		for _, id := range wanted {
			if !strings.Contains(ids(a), id) {
				t.Errorf("%q finds %v, want %v", text, got, wanted)
			}
		}
	}
}

func TestWhatCannotBeSearchedIsSaid(t *testing.T) {
	s := service(t)
	a, err := s.Query(t.Context(), search.Request{Text: "water topic:nowhere"})
	want := []query.Note{{Code: "unknown_name", Start: 6, End: 19, Message: "Column 7: there is no topic “nowhere”."}}
	if diff := cmp.Diff(want, a.Notes); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	_, err = s.Query(t.Context(), search.Request{Text: "water has:wings", Strict: true})
	var strict *query.Error
	if !errors.As(err, &strict) || strict.Code != "unsupported" || strict.Start != 6 {
		t.Errorf("strictly: %v", err)
	}
	if _, err = s.Query(t.Context(), search.Request{Text: `"water`, Strict: true}); !errors.As(err, &strict) || strict.Code != "unclosed_quote" {
		t.Errorf("strictly: %v", err)
	}
	if _, err = s.Query(t.Context(), search.Request{Offset: 20_000}); news.CodeOf(err) != news.CodeLimit {
		t.Errorf("too deep: %v", err)
	}
	a, err = s.Query(t.Context(), search.Request{Text: "water parliament rate"})
	if err != nil || len(a.Notes) != 1 || a.Notes[0].Code != "relaxed" || a.Total != 4 || a.Behind != 3 {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = s.Query(t.Context(), search.Request{Text: "parlaiment"})
	if err != nil || a.Suggestion != "parliament" || !a.Corrected || a.Total != 3 || a.Notes[0].Code != "corrected" {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = s.Query(t.Context(), search.Request{Text: "parlaiment", Strict: true})
	if err != nil || a.Suggestion != "parliament" || a.Corrected || a.Total != 0 {
		t.Errorf("strictly: %+v, %v", a, err)
	}
	for text, code := range map[string]string{
		"in:nowhere": "unsupported", "oil OR in:captions": "unsupported",
		"is:lost": "unsupported", "in:captions atleast2:crane": "unsupported",
	} {
		if _, err := s.Query(t.Context(), search.Request{Text: text, Strict: true}); !errors.As(err, &strict) || strict.Code != code {
			t.Errorf("%q strictly: %v", text, err)
		}
	}
}

func TestFacetsBearNames(t *testing.T) {
	s := service(t)
	a, err := s.Query(t.Context(), search.Request{Facets: true, Filters: map[string][]string{"topic": {"lake-region"}, "year": {"2023"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := []search.Facet{
		{Field: "kind", Values: []search.Value{{Value: "report", Label: "report", Count: 1}}},
		{Field: "section", Values: []search.Value{}},
		{Field: "topic", Values: []search.Value{{Value: "lake-region", Label: "Lake Region", Count: 1, Chosen: true}, {Value: "trade", Label: "Trade", Count: 1}}},
		{Field: "tag", Values: []search.Value{}},
		{Field: "author", Values: []search.Value{}},
		{Field: "language", Values: []search.Value{{Value: "en", Label: "en", Count: 1}}},
		{Field: "year", Values: []search.Value{{Value: "2023", Label: "2023", Count: 1, Chosen: true}}},
	}
	if diff := cmp.Diff(want, a.Facets); diff != "" {
		t.Error(diff)
	}
}

func text(spans []search.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Mark {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestSnippetsMarkWhatWasFound(t *testing.T) {
	s := service(t)
	for _, test := range []struct{ query, id, title, snippet string }{
		{"bank rate", "a1", "Central [bank] raises its [rate]", "… On Tuesday the central [bank] of the region raised its [rate] for the third time. Other [banks] will follow, said the governor of the central [bank]."},
		{`"central bank"`, "a1", "[Central bank] raises its rate", "… On Tuesday the [central bank] of the region raised its rate for the third time. Other banks will follow, said the governor of the [central bank]."},
		{"lake parl*", "a2", "Water levels", "… The water of the [lake] rose. [Parliament] met. More follows below. More follows below. More follows below. More follows below. More follows below. More follows below. More follows below. More follows …"},
		{"owls", "a3", "Parliament and parliament", "Of [owls] · A parliament of [owls]."},
		{"title:again", "a4", "Parliament [again]", "Parliament."},
		{"kind:report", "a2", "Water levels", "Nothing here of note. Nothing here of note. Nothing here of note. Nothing here of note. Nothing here of note. Nothing here of note. Nothing here of note. Nothing here of note. Nothing here of note. …"},
	} {
		a, err := s.Query(t.Context(), search.Request{Text: test.query, Snippets: true})
		if err != nil || len(a.Hits) != 1 || a.Hits[0].Article.ID != test.id {
			t.Errorf("%q finds %s, %v", test.query, ids(a), err)
			continue
		}
		if got := text(a.Hits[0].Title); got != test.title {
			t.Errorf("%q: title %q", test.query, got)
		}
		if got := text(a.Hits[0].Snippet); got != test.snippet {
			t.Errorf("%q: snippet\n got %q\nwant %q", test.query, got, test.snippet)
		}
	}
}

func TestRowsAreAllThatIsFound(t *testing.T) {
	taken, err := service(t).Take(t.Context(), search.Request{Text: "parliament topic:trade OR kind:news", Filters: map[string][]string{"year": {"2024"}}})
	if diff := cmp.Diff([]news.Row{1, 3, 4}, taken.Articles()); err != nil || taken.Pieces || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

func TestSuggest(t *testing.T) {
	s := service(t)
	for text, want := range map[string][]search.Suggestion{
		"p":        nil,
		"la":       {{Kind: "topic", ID: "lake-region", Name: "Lake Region"}},
		"water le": {{Kind: "article", ID: "a2", Name: "Water levels", Language: "en"}},
		"xyz":      nil,
	} {
		got, err := s.Suggest(t.Context(), search.SuggestRequest{Text: text})
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v %s", text, err, diff)
		}
	}
	if got, err := s.Suggest(t.Context(), search.SuggestRequest{Text: "la", Only: "tag"}); err != nil || len(got) != 0 {
		t.Errorf("only tags: %+v %v", got, err)
	}
	if got, err := s.Suggest(t.Context(), search.SuggestRequest{Text: "pört", Only: "place"}); err != nil || len(got) != 1 || got[0].Kind != "place" {
		t.Errorf("only places: %+v %v", got, err)
	}
	if _, err := s.Suggest(t.Context(), search.SuggestRequest{Text: "la", Only: "author"}); news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
}
