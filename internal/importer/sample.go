package importer

import (
	"html"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// MaxSamples is how many articles a dry run shows.
const MaxSamples = 5

// sampleLength is how many characters of a sample's text are shown.
const sampleLength = 180

// Sample is an article that a dry run found, as a person knows it again, or a
// subscription: that has a title and an address.
type Sample struct {
	Title     string
	Address   string // of a subscription
	Kind      news.Kind
	Section   string
	Source    string
	Authors   []string
	Published time.Time
	Language  string
	Text      string // the first words of what it says
	Picture   bool   // it has one, here or on the web
}

// sample keeps the first articles of a dry run, and tells of the first at once,
// so that there is something to see before a batch is full.
func (r *run) sample(record news.Record) {
	if !r.DryRun || len(r.samples) == MaxSamples {
		return
	}
	switch {
	case record.Article != nil:
		r.samples = append(r.samples, sampleOf(record.Article))
	case record.Subscription != nil:
		r.samples = append(r.samples, Sample{Title: record.Subscription.Title, Address: record.Subscription.Address})
	default:
		return
	}
	if n := len(r.samples); n == 1 || n == MaxSamples {
		r.tellNow()
	}
}

func sampleOf(a *news.Article) Sample {
	s := Sample{
		Title: a.Title, Kind: a.Kind, Section: a.Section, Source: a.Source, Published: a.Published, Language: a.Language,
		Text: a.Standfirst, Picture: a.Lead != nil || len(a.Media) > 0 || strings.Contains(a.Body, "<img "),
	}
	for _, author := range a.Authors {
		s.Authors = append(s.Authors, author.Name)
	}
	if s.Text == "" {
		s.Text = html.UnescapeString(beginning(a))
	}
	s.Text = body.Excerpt(s.Text, sampleLength)
	return s
}
