package query_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/internal/calendar"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

var today = time.Date(2024, 5, 15, 13, 30, 0, 0, time.UTC)

func parse(t *testing.T, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text, query.Options{Today: today})
	if err != nil {
		t.Fatalf("parse %q: %v", text, err)
	}
	return q
}

func TestCanonicalText(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"*":                      "",
		"oil":                    "oil",
		"sanctions  oil -gas":    "sanctions oil -gas",
		"oil NOT gas":            "oil -gas",
		"oil AND gas":            "oil gas",
		"oil OR gas coal":        "oil OR gas coal",
		"(oil OR gas) coal":      "(oil OR gas) coal",
		"oil|gas":                "oil OR gas",
		`"central  bank"`:        `"central bank"`,
		`"central bank"~3`:       `"central bank"~3`,
		`«central bank»`:         `"central bank"`,
		`„central bank“`:         `"central bank"`,
		"elect*":                 "elect*",
		"title:elect*":           "title:elect*",
		"TITLE:Elect":            "title:Elect",
		"title:(oil gas)":        "title:oil title:gas",
		"col*r":                  "col*r",
		"colour~":                "colour~2",
		"color~":                 "color~1",
		"colour~1":               "colour~1",
		"oil^2 gas":              "oil^2 gas",
		"kind:report,analysis":   "kind:report,analysis",
		`topic:"Lake Region",x`:  `topic:"Lake Region",x`,
		"topic:آب،خاک":           "topic:آب,خاک",
		"tag：water":              "tag:water",
		"(oil）":                  "oil",
		"economy, oil prices":    "economy oil prices",
		"topic:economy, oil":     "topic:economy oil",
		"exact:Labour":           "exact:Labour",
		"from:2019 to:2020-06":   "from:2019 to:2020-06",
		"after:2019 before:2020": "from:2019 to:2020",
		"from:۲۰۱۹":              "from:2019",
		"2011-03..2011-06":       "date:2011-03..2011-06",
		"2011-06..2011-03":       "date:2011-03..2011-06",
		"date:2011-03/2011-06":   "date:2011-03..2011-06",
		"date:2011..":            "date:2011..",
		"..2011":                 "date:..2011",
		"date:p30d":              "date:P30D",
		"from:7d":                "from:7d",
		"2011":                   "2011",
		"central NEAR/8 rate":    "central NEAR/8 rate",
		"central NEAR rate":      "central NEAR/10 rate",
		"-(oil gas)":             "-(oil gas)",
		"--oil":                  "oil",
		"and or not":             "and or not",
		"U.S.A.":                 "U.S.A",
		"(it's)":                 "it's",
		"covid-19 -test":         "covid-19 -test",
		"日本語 新聞":                 "日本語 新聞",
		"http://example.org/a":   "http://example.org/a",
		"is:unread has:film":     "is:unread has:film",
		"((((oil))))":            "oil",
		"oil (gas (coal))":       "oil gas coal",
		"kind:(report OR film)":  "kind:report OR kind:film",
		"1,000,000 3,5 oil,gas":  "1,000,000 3,5 oil gas",
		"tag:1,2":                "tag:1,2",
		"tag:1 2,3":              "tag:1 2,3",
		"title:1,2":              "title:1,2",
		"2,-oil":                 "2 -oil",
		`צה"ל "רמטכ"ל חדש"`:      `צה"ל "רמטכ"ל חדש"`,
		`"שלום" עולם`:            `"שלום" עולם`,

		"atleast3:oil":                     "atleast3:oil",
		"atleast1:oil gas":                 "oil gas",
		"title:(atleast3:oil)":             "atleast3:oil",
		"-atleast2:oil^2":                  "-atleast2:oil^2",
		"words>500 oil":                    "words>500 oil",
		"(words<80)":                       "words<80",
		"ＷＯＲＤＳ＞５００":                        "words>500",
		"words>":                           "words",
		"P30D oil":                         "date:P30D oil",
		"title:P30D":                       "title:P30D",
		"p30d":                             "p30d",
		"2011-03/2011-06":                  "date:2011-03..2011-06",
		"and/or":                           "and/or",
		"has:Picture,عکس":                  "has:picture,picture",
		"in:captions,comments oil":         "in:captions,comments oil",
		"in:collection/tides":              `in:"collection/tides"`,
		`in:collection/"A b/c",captions x`: `in:"collection/A b/c",captions x`,
		`-in:collection/tides/*`:           `-in:"collection/tides/*"`,
		"place:\"Port Said\"":              `place:"Port Said"`,

		"موضوع:آب":         "topic:آب",
		"نوع:گزارش،تحلیل":  "kind:report,analysis",
		"نوع:تقرير":        "kind:report",
		"وضعیت:نخوانده":    "is:unread",
		"از:۱۴۰۲ تا:دیروز": "from:1402 to:yesterday",
		"من:اليوم":         "from:today",
		"إلى:٢٠٢٤":         "to:2024",
		"كلمات>٥٠٠":        "words>500",
		"حداقل۳:نفت":       "atleast3:نفت",
		"نفت یا گاز":       "نفت OR گاز",
		"نفط أو غاز":       "نفط OR غاز",
		"نفت بدون گاز":     "نفت -گاز",
		"نفت نزدیک/۵ گاز":  "نفت NEAR/5 گاز",
		"نزدیک":            "نزدیک",
		"چای یا":           "چای یا^1",
		"یک دو سه چهار پنج شش هفت یا هشت": "یک دو سه چهار پنج شش هفت یا^1 هشت",
		"نویسنده:«ن. صایغ»":               `author:"ن. صایغ"`,
	} {
		q := parse(t, in)
		if got := q.String(); got != want {
			t.Errorf("%q prints as %q, want %q (%+v)", in, got, want, q.Tree)
		}
		if again := parse(t, q.String()); !cmp.Equal(again.Tree, q.Tree) {
			t.Errorf("%q: %s", in, cmp.Diff(q.Tree, again.Tree))
		}
	}
}

func TestMendsAreNotedWithTheirPlace(t *testing.T) {
	for _, test := range []struct {
		in, tree   string
		code       string
		start, end int
	}{
		{`oil "central bank`, `oil "central bank"`, "unclosed_quote", 4, 5},
		{`نفت "بانک`, `نفت "بانک"`, "unclosed_quote", 4, 5},
		{"re: the vote", "re the vote", "unknown_field", 0, 2},
		{"oil - gas", "oil gas", "stray_operator", 4, 5},
		{"oil OR", "oil or", "stray_operator", 4, 6},
		{"OR oil", "or oil", "stray_operator", 0, 2},
		{"oil OR OR gas", "oil or OR gas", "stray_operator", 4, 6},
		{"oil) gas", "oil gas", "stray_paren", 3, 4},
		{"(oil gas", "oil gas", "unclosed_paren", 0, 1},
		{"o* oil", "o oil", "short_prefix", 0, 2},
		{"from:the minister", "from the minister", "bad_date", 5, 8},
		{"from:2023-13", "from 2023-13", "bad_date", 5, 12},
		{"tag:", "tag", "empty_field", 0, 4},
		{`""`, "", "empty_phrase", 0, 2},
		{"oil NOT", "oil not", "stray_operator", 4, 7},
		{"a NEAR (b c)", "a b c", "stray_operator", 2, 6},
		{`atleast3:"a b"`, `atleast3 "a b"`, "bad_count", 0, 9},
		{"atleast3:oi*", "oi*", "bad_count", 0, 9},
		{"oil atleast3:", "oil atleast3", "bad_count", 4, 13},
		{"oil in:", "oil in", "empty_field", 4, 7},
		{"چای یا", "چای یا^1", "stray_operator", 4, 6},
		{strings.Repeat("(", 9) + "a OR b" + strings.Repeat(")", 9) + " c", "(a OR b) c", "limit_depth", 8, 9},
	} {
		q := parse(t, test.in)
		want := query.Note{Code: test.code, Start: test.start, End: test.end}
		if len(q.Notes) == 0 {
			t.Errorf("%q: no note", test.in)
			continue
		}
		got := q.Notes[0]
		got.Message = ""
		if diff := cmp.Diff(want, got); diff != "" || q.String() != test.tree {
			t.Errorf("%q gives %q: %s", test.in, q.String(), diff)
		}
		_, err := query.Parse(test.in, query.Options{Strict: true, Today: today})
		var strict *query.Error
		if !errors.As(err, &strict) || strict.Note != q.Notes[0] || news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%q strictly: %v", test.in, err)
		}
	}
}

func TestMessageNamesTheColumn(t *testing.T) {
	_, err := query.Parse(`sanctions oil "bank`, query.Options{Strict: true})
	if want := "Column 15: a quotation mark is opened and never closed."; err == nil || err.Error() != want {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestDatesCoverFirstToLastInstantInTheZone(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Skip(err)
	}
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, zone) }
	for text, want := range map[string]query.Range{
		"from:2011":            {From: day(2011, 1, 1), Text: "from:2011"},
		"to:2011":              {Until: day(2012, 1, 1), Text: "to:2011"},
		"date:2011-03":         {From: day(2011, 3, 1), Until: day(2011, 4, 1), Text: "date:2011-03"},
		"date:2011-03-05":      {From: day(2011, 3, 5), Until: day(2011, 3, 6), Text: "date:2011-03-05"},
		"date:today":           {From: day(2024, 5, 15), Until: day(2024, 5, 16), Text: "date:today"},
		"date:1w":              {From: day(2024, 5, 8), Until: day(2024, 5, 9), Text: "date:1w"},
		"date:2010..2011-02":   {From: day(2010, 1, 1), Until: day(2011, 3, 1), Text: "date:2010..2011-02"},
		"date:P1M":             {From: day(2024, 4, 16), Until: day(2024, 5, 16), Text: "date:P1M"},
		"2011-02-28..2011-03":  {From: day(2011, 2, 28), Until: day(2011, 4, 1), Text: "date:2011-02-28..2011-03"},
		"date:yesterday..2024": {From: day(2024, 1, 1), Until: day(2024, 5, 15), Text: "date:2024..yesterday"},
	} {
		q, err := query.Parse(text, query.Options{Today: today, Zone: zone, Strict: true})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff(query.Node(want), q.Tree); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestLongTextsKeepTheirWords(t *testing.T) {
	q := parse(t, strings.Repeat("words of a pasted article ", 40))
	and, ok := q.Tree.(query.And)
	if !ok || len(and.Nodes) != 200 || len(q.Notes) != 2 {
		t.Errorf("got %d leaves and notes %v", query.Leaves(q.Tree), q.Notes)
	}
	q = parse(t, strings.Repeat("a OR ", 60)+"b")
	if got := query.Leaves(q.Tree); got != query.MaxLeaves {
		t.Errorf("an OR of 61 words keeps %d", got)
	}
	if _, err := query.Parse(strings.Repeat("word ", 33), query.Options{Strict: true}); err == nil {
		t.Error("33 words pass strictly")
	}
}

func TestOtherCalendars(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	persian, islamic := []calendar.Calendar{calendar.Persian, calendar.Gregorian, calendar.Islamic}, []calendar.Calendar{calendar.Gregorian, calendar.Islamic}
	for _, test := range []struct {
		text  string
		order []calendar.Calendar
		want  query.Range
		told  string
	}{
		{"date:1402-07", persian, query.Range{From: day(2023, 9, 23), Until: day(2023, 10, 23), Text: "date:1402-07"},
			"Column 6: “1402-07” is read in the persian calendar: from 23 September 2023 to 22 October 2023."},
		{"date:1403-12-30", persian, query.Range{From: day(2025, 3, 20), Until: day(2025, 3, 21), Text: "date:1403-12-30"},
			"Column 6: “1403-12-30” is read in the persian calendar: on 20 March 2025."},
		{"date:1445-09", islamic, query.Range{From: day(2024, 3, 11), Until: day(2024, 4, 10), Text: "date:1445-09"},
			"Column 6: “1445-09” is read in the islamic calendar: from 11 March 2024 to 9 April 2024."},
		{"1402-02-31..1402-03", persian, query.Range{From: day(2023, 5, 21), Until: day(2023, 6, 22), Text: "date:1402-02-31..1402-03"},
			"Column 1: “1402-02-31..1402-03” is read in the persian calendar: from 21 May 2023 to 21 June 2023."},
		{"date:1402-07", nil, query.Range{From: day(1402, 7, 1), Until: day(1402, 8, 1), Text: "date:1402-07"}, ""},
		{"date:2023-07", persian, query.Range{From: day(2023, 7, 1), Until: day(2023, 8, 1), Text: "date:2023-07"}, ""},
	} {
		q, err := query.Parse(test.text, query.Options{Calendars: test.order, Strict: true})
		if diff := cmp.Diff(query.Node(test.want), q.Tree); err != nil || diff != "" {
			t.Errorf("%q: %v %s", test.text, err, diff)
		}
		told := ""
		for _, n := range q.Notes {
			told += n.Message
		}
		if told != test.told {
			t.Errorf("%q tells %q", test.text, told)
		}
	}
	if _, err := query.Parse("date:1402-12-30", query.Options{Calendars: persian, Strict: true}); err == nil {
		t.Error("1402 had no 30 Esfand")
	}
}

func TestPartsStandForThemselves(t *testing.T) {
	for text, want := range map[string][][2]string{ // each with the query without it
		"":                               nil,
		"oil":                            {{"oil", ""}},
		"oil  -gas kind:report,film":     {{"oil", "-gas kind:report,film"}, {"-gas", "oil kind:report,film"}, {"kind:report,film", "oil  -gas"}},
		"oil AND gas":                    {{"oil", "gas"}, {"gas", "oil"}},
		"a OR b c":                       {{"a OR b c", ""}},
		"(oil OR gas) موضوع:آب 2011..":   {{"(oil OR gas)", "موضوع:آب 2011.."}, {"موضوع:آب", "(oil OR gas) 2011.."}, {"2011..", "(oil OR gas) موضوع:آب"}},
		`"central bank" NEAR/8 rate (b)`: {{`"central bank" NEAR/8 rate`, "(b)"}, {"(b)", `"central bank" NEAR/8 rate`}},
		`oil "central bank`:              {{"oil", `"central bank`}, {`"central bank`, "oil"}},
		"atleast2:oil words>5":           {{"atleast2:oil", "words>5"}, {"words>5", "atleast2:oil"}},
		"tag:a, b":                       {{"tag:a", "b"}, {"b", "tag:a"}},
	} {
		q := parse(t, text)
		var got [][2]string
		for i, p := range q.Parts {
			got = append(got, [2]string{string([]rune(text)[p.Start:p.End]), q.Without(i)})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestNamesOfAllLanguagesMeanOneThing(t *testing.T) {
	seen := map[string]string{}
	for _, language := range []string{"en", "fa", "ar"} {
		for _, n := range query.Fields(language) {
			fold := lang.Fold(n.Name)
			if other, ok := seen[fold]; ok && other != n.English {
				t.Errorf("%q is %s and %s", n.Name, other, n.English)
			}
			seen[fold] = n.English
			if q := parse(t, n.Name+":2024"); query.Print(q.Tree) != query.Print(parse(t, n.English+":2024").Tree) {
				t.Errorf("%q is not %s: %s", n.Name, n.English, q)
			}
		}
		for _, field := range []query.Field{query.FieldHas, query.FieldIs, query.FieldIn, query.FieldKind} {
			for _, n := range query.KnownValues(field, language) {
				if got := query.Value(field, n.Name); got != n.English || !query.Known(field, got) {
					t.Errorf("%s:%s means %q, want %q", field, n.Name, got, n.English)
				}
			}
		}
	}
}

func TestPlainWords(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "everything",
		"oil elect* -gas kind:news": "“oil” and words that begin with “elect”, not “gas”, kind news",
		`title:"a b" OR exact:c`:    "(“a b” in the title or “c” exactly as written)",
		"water from:2011":           "“water”, from 1 January 2011",
		"atleast3:oil words<200":    "“oil” at least 3 times, fewer than 200 words long",
		"has:film is:unread in:captions place:Basra": "with a film, unread, in captions, at Basra",
	} {
		if got := query.Plain(parse(t, in).Tree); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`sanctions oil -gas`, `"central bank" NEAR/8 rate`, `topic:"Lake Region" kind:report,analysis 2011-03..2011-06`,
		`title:elect* author:"N. Sayegh"`, `exact:Labour OR (colour~1 ^2)`, `tag:water from:2019 to:2020-06`, `((a|b) NOT -"c`, `«آب» NEAR خاک،باد`,
		`title:(a OR kind:(b,c) -d*) "x"~5`, `a*b*c **~1^3 .OR. NEAR/9.`, "col＊ （ｔitle：x）", "..2011 P3D date:P3D",
		"atleast3:oil^2 -words>500", "موضوع:آب یا نوع:گزارش، از:۱۴۰۲ تا:1445-09-30", "كلمات<٥ نفط بدون غاز قرب/٣ x", `צה"ל "רמטכ"ל", 1,000.5,2 id:1,2`, "یا^1 words>5^1 atleast2:", "1402-02-31..1402-12-30 2011-03/2011-06"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o := query.Options{Today: today, Calendars: []calendar.Calendar{calendar.Persian, calendar.Islamic}}
		q, err := query.Parse(text, o)
		if err != nil {
			t.Fatal(err)
		}
		length := utf8.RuneCountInString(text)
		for _, n := range q.Notes {
			if n.Start < 0 || n.End < n.Start || n.End > length {
				t.Fatalf("note %+v outside of %d letters", n, length)
			}
		}
		for i, p := range q.Parts {
			if p.Start < 0 || p.End < p.Start || p.End > length {
				t.Fatalf("part %+v outside of %d letters", p, length)
			}
			rest, _ := query.Parse(q.Without(i), o)
			if diff := cmp.Diff(q.Rest(i), rest.Tree); diff != "" {
				t.Fatalf("%q without part %d is %q: %s", text, i, q.Without(i), diff)
			}
		}
		again, _ := query.Parse(q.String(), o)
		if diff := cmp.Diff(q.Tree, again.Tree); diff != "" {
			t.Fatalf("%q prints as %q: %s", text, q.String(), diff)
		}
		query.Plain(q.Tree)
		_, _ = query.Parse(text, query.Options{Strict: true, Today: today})
	})
}
