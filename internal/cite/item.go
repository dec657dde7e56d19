package cite

import (
	"strconv"
	"strings"
	"time"

	"broadsheet/internal/calendar"
	"broadsheet/internal/news"
)

// Item is what is cited. Empty fields are unknown. The fields from Publisher on
// are what files of references carry; the styles do not write them.
type Item struct {
	ID          string // of the article, or the key in a file of references
	Type        string // as CSL names it: article-newspaper where empty
	Title       string
	Authors     []Name
	Translators []Name
	Container   string // the newspaper or site
	Section     string
	Kind        string // of the article
	Language    string // BCP 47
	URL         string
	Issued      Date
	Accessed    Date
	Version     string // number of the article's version, where there was an earlier one

	Editors   []Name
	Publisher string
	Place     string // of the publisher
	Volume    string
	Number    string // of the issue
	Pages     string
	Edition   string
	Series    string
	DOI       string
	ISBN      string
	ISSN      string
	Abstract  string
	Note      string
	Keywords  []string
}

// Date is a Gregorian day; a zero Day or Month is not known, a zero Year no date.
type Date struct{ Year, Month, Day int }

// Known reports whether there is a date.
func (d Date) Known() bool { return d.Year != 0 }

// Whole gives the day, where the date is known to the day.
func (d Date) whole() (calendar.Date, bool) {
	return calendar.Date{Year: d.Year, Month: d.Month, Day: d.Day}, d.Month != 0 && d.Day != 0
}

// DateOf gives the day of an instant in a time zone; the zero instant is no date.
func DateOf(at time.Time, zone *time.Location) Date {
	if at.IsZero() {
		return Date{}
	}
	y, m, d := at.In(zone).Date()
	return Date{y, int(m), d}
}

// Held says what the library knows of an article beside the article.
type Held struct {
	Container string    // the publication's name, or the source's
	Own       bool      // it was written for this publication
	Imported  time.Time // when its text was stored
	Version   int       // the present version
	Zone      *time.Location
}

// Of makes an item of an article. What was brought in from an address counts as
// looked at on the day when it was stored: that is the text that is cited.
func Of(a news.Article, held Held) Item {
	zone := held.Zone
	if zone == nil {
		zone = time.UTC
	}
	item := Item{
		ID: a.Public, Type: "article-newspaper", Title: strings.Join(strings.Fields(a.Title), " "), Container: strings.TrimSpace(held.Container),
		Section: a.Section, Kind: string(a.Kind), Language: a.Language, URL: a.URL, Issued: DateOf(a.Published, zone),
	}
	if item.ID == "" {
		item.ID = a.ID
	}
	if a.URL != "" && !held.Own {
		item.Accessed = DateOf(held.Imported, zone)
	}
	if held.Version > 1 {
		item.Version = digits(held.Version)
	}
	for _, by := range a.Authors {
		name := ParseName(by.Name, a.Language)
		switch {
		case name == (Name{}):
		case roleIs(by.Role, "translat", "übersetz", "traduc", "traduz", "vertal", "перевод", "çevir", "مترجم", "ترجمه", "ترجمة"):
			item.Translators = append(item.Translators, name)
		case roleIs(by.Role, "photo", "foto", "illustr", "graphic", "grafik", "camera", "video", "design", "research", "عکس", "تصوير", "фото"):
		default:
			item.Authors = append(item.Authors, name)
		}
	}
	return item
}

// roleIs reports whether a role, as a byline says it, begins a word with one of these.
func roleIs(role string, words ...string) bool {
	role = strings.ToLower(role)
	for _, w := range words {
		if strings.Contains(role, w) {
			return true
		}
	}
	return false
}

func digits(n int) string { return strconv.Itoa(n) }
