package cite_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/calendar"
	"broadsheet/internal/cite"
	"broadsheet/internal/cite/refs"
)

var update = flag.Bool("update", false, "write the golden files")

// article is one of testdata/articles.json.
type article struct {
	ID, Language, Title, In, Section, Published, URL, Accessed string
	Authors                                                    []string
	Version                                                    int
}

func articles(t *testing.T) []cite.Item {
	t.Helper()
	text, err := os.ReadFile("testdata/articles.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []article
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	items := make([]cite.Item, len(list))
	for i, a := range list {
		items[i] = cite.Item{ID: a.ID, Type: "article-newspaper", Language: a.Language, Title: a.Title, Container: a.In, Section: a.Section, URL: a.URL, Issued: date(a.Published), Accessed: date(a.Accessed)}
		for _, name := range a.Authors {
			items[i].Authors = append(items[i].Authors, cite.ParseName(name, a.Language))
		}
		if a.Version > 1 {
			items[i].Version = string(rune('0' + a.Version))
		}
	}
	return items
}

func date(text string) cite.Date {
	var n [3]int
	at := 0
	for _, r := range text {
		if r == '-' {
			at++
			continue
		}
		n[at] = 10*n[at] + int(r-'0')
	}
	return cite.Date{Year: n[0], Month: n[1], Day: n[2]}
}

// TestItems holds the articles as CSL-JSON, which is what the oracle reads.
func TestItems(t *testing.T) {
	var got bytes.Buffer
	err := refs.WriteCSL(&got, func(yield func(cite.Item, error) bool) {
		for _, item := range articles(t) {
			if !yield(item, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/items.json", got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/items.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
}

// argued are the places in which ours differs from what citeproc-js makes of the
// styles, by article and style ("*": each), with the reason.
var argued = map[string]string{
	"fa-no-date/chicago":        "Chicago 18, 14.88: the newspaper stands in the author's place (other languages are held against the 17th edition)",
	"en-initials-tight/harvard": "initials have a space between them, as in the style's other names",
	"en-no-paper/*":             "a short text stands between quotation marks where it has them, in a newspaper or alone; an empty element leaves no full stop",
	"fa-quotes/*":               "quotations within guillemets have ‹ ›",
	"en-year/harvard":           "the year stands there already",
	"en-plain/mla":              "the style writes the section as a supplement; MLA 5.51 has none for it",
	"en-no-author/harvard":      "ISO 690 wants the whole date of a part of a newspaper, whoever wrote it",
	"en-ellipsis/*":             "no full stop behind an ellipsis",
	"en-version/harvard":        "ISO 690: the version of what is online is named",
	"ar-abd/*":                  "no full stop behind a question mark, Arabic ones too",
	"zh-plain/*":                "Chinese dates have one order",
	"fr-plain/*":                "1er mai",
}

// even evens out what differs everywhere, in both texts.
func even(text, language, style string) string {
	text = strings.NewReplacer("\u00A0", " ", "۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9").Replace(text)
	switch language {
	case "fa", "ar": // "n.d." as books have it; Arabic commas; guillemets, which the locales of CSL lack
		text = strings.NewReplacer("،", ",", "“", "«", "”", "»").Replace(text)
		text = regexp.MustCompile(`(^| )"`).ReplaceAllString(text, "$1«")
		text = strings.ReplaceAll(text, `"`, "»")
		text = regexp.MustCompile(`([.,؟])»`).ReplaceAllString(text, "»$1") // stops stand behind
		text = regexp.MustCompile(`(\d+ [^ ]+), (\d{4})`).ReplaceAllString(text, "$1 $2")
		text = strings.NewReplacer("می 2024", "مه 2024", "هٔ 202", "ه 202", "بدون تاریخ", "بی‌تا").Replace(text)
	case "he":
		text = strings.NewReplacer(`"`, "”", "במאי", "מאי").Replace(text)
	case "ru":
		text = strings.NewReplacer(" май ", " мая ", " г.,", ",", " г.", ".", "..", ".", "2024 h", "2024. h", "2024 [", "2024. [").Replace(text)
	case "tr":
		text = strings.ReplaceAll(text, "06 ", "6 ")
	}
	switch style {
	case "apa": // manuals in other languages have their own "and", day and month in their own order, and dates of access
		if language != "en" {
			names, rest, _ := strings.Cut(text, " (")
			if strings.Contains("fa ar he", language) {
				names = ""
			}
			names = regexp.MustCompile(`,? (&|und|et|y|e|en|и|ve|و) `).ReplaceAllString(names, " & ")
			_, rest, _ = strings.Cut(rest, ")")
			text = names + regexp.MustCompile(`\* *\.[^:]*https`).ReplaceAllString(rest, "*. https")
		}
	case "harvard": // the style speaks English alone, behind the newspaper's name
		if language != "en" {
			text, _, _ = strings.Cut(text, "*. ")
			text = regexp.MustCompile(`\[[^]]*\]`).ReplaceAllString(text, "[no date]")
		}
	case "ieee": // 6, not 06; June, July and Sept.: the guide's own list of months
		text = regexp.MustCompile(`\b0(\d),`).ReplaceAllString(text, "$1,")
		text = strings.NewReplacer("Jun. ", "June ", "Jul. ", "July ", "Sep. ", "Sept. ").Replace(text)
		if strings.Contains("fa ar he", language) { // no manual shortens names of scripts without capitals; and other words for "available"
			_, text, _ = strings.Cut(text, " «")
			text, _, _ = strings.Cut(text, " [")
		}
	case "chicago", "note": // the 18th edition leaves sections out and has capitals for long prepositions
		text = strings.NewReplacer(" Sea and Land. *", " *", " Sea and Land, *", " *", "After", "after", "About", "about", "Until", "until", "Behind", "behind", "Without", "without").Replace(text)
	case "mla":
		text = strings.ReplaceAll(text, "Version 3", "version 3")
	}
	return text
}

func TestStylesAgainstCiteproc(t *testing.T) {
	golden, err := os.ReadFile("testdata/citeproc.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]string
	if err := json.Unmarshal(golden, &want); err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, item := range articles(t) {
		for _, style := range cite.Styles() {
			expected, there := want[item.ID][string(style)]
			if !there {
				continue
			}
			c, err := cite.Cite(item, cite.Options{Style: style, Calendar: calendar.Gregorian})
			if err != nil {
				t.Fatal(err)
			}
			got := even(marked(c.Runs), item.Language, string(style))
			expected = even(expected, item.Language, string(style))
			reason := ""
			for _, key := range []string{item.ID + "/" + string(style), item.ID + "/*"} {
				if argued[key] != "" {
					reason = argued[key]
					used[key] = used[key] || got != expected
				}
			}
			if got != expected && reason == "" {
				t.Errorf("%s %s\n got %s\nwant %s", item.ID, style, got, expected)
			}
		}
	}
	for key := range argued {
		if !used[key] {
			t.Errorf("%s is argued for and does not differ", key)
		}
	}
}

// marked writes runs with stars around what is italic.
func marked(runs []cite.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Italic {
			b.WriteString("*" + r.Text + "*")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}
