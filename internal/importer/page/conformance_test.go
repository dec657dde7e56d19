package page_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/news"
)

// TestReadabilitySet holds us to the reading that Mozilla approved for its own
// pages. go-readability alone reaches 0.997.
func TestReadabilitySet(t *testing.T) {
	var mean average
	titles, dates, refused := share{}, share{}, 0
	for _, o := range extractAll(t, mozilla(t)) {
		score := 0.0
		if o.err == nil {
			score = f1(o.plain, o.text)
		}
		if len(letterFold(o.text)) < 20 && news.CodeOf(o.err) == news.CodeUnsupported {
			refused++ // a page of a word is no article
			continue
		}
		mean.add(score)
		if score < 0.95 {
			t.Logf("%-40s %.3f %v", o.name, score, o.err)
		}
		if o.err == nil {
			titles.title(t, o)
			dates.date(t, o)
		}
	}
	t.Logf("readability, %d pages, %d refused: token F1 %.4f (go-readability 0.997), titles %s, dates %s", mean.n, refused, mean.value(), &titles, &dates)
	floor(t, "token F1", mean.value(), 0.99)
	floor(t, "titles", titles.value(), 0.85) // some of them want what stands in no heading
	floor(t, "dates", dates.value(), 0.95)
}

// TestTrafilaturaSet counts the snippets that must and must not be in the text.
// Published for the whole set: go-readability 0.875, go-trafilatura 0.901.
func TestTrafilaturaSet(t *testing.T) {
	var whole, tuned, unseen, shown snippets
	titles, dates := [2]share{}, [2]share{}
	debug := os.Getenv("PAGE_DEBUG") != ""
	for _, o := range extractAll(t, trafilatura(t)) {
		half := &unseen
		i := 1
		if o.tuned() {
			half = &tuned
			i = 0
		}
		d := debug && o.tuned()
		whole.count(t, o, false)
		withStandfirst := o
		withStandfirst.plain = o.article.Standfirst + "\n" + o.plain
		shown.count(t, withStandfirst, false)
		half.count(t, o, d)
		var l logger = quiet{}
		if d {
			l = t
		}
		titles[i].title(l, o)
		dates[i].date(l, o)
	}
	t.Logf("trafilatura, whole set:   %s (go-readability F 0.875, go-trafilatura 0.901)", &whole)
	t.Logf("... with the standfirst: %s", &shown)
	t.Logf("trafilatura, tuned half:  %s, titles %s, dates %s", &tuned, &titles[0], &dates[0])
	t.Logf("trafilatura, unseen half: %s, titles %s, dates %s", &unseen, &titles[1], &dates[1])
	floor(t, "F of the whole set", whole.f(), 0.90)
	floor(t, "F of the unseen half", unseen.f(), 0.89)
	floor(t, "titles", titles[0].plus(titles[1]).value(), 0.93)
	floor(t, "dates", dates[0].plus(dates[1]).value(), 0.85)
}

// TestNewspaperSet is the neutral set: go-readability 0.938, go-trafilatura 0.906.
func TestNewspaperSet(t *testing.T) {
	var mean average
	titles, dates := share{}, share{}
	for _, o := range extractAll(t, newspaper(t)) {
		score := 0.0
		if o.err == nil {
			score = f1(o.plain, o.text)
			titles.title(t, o)
			dates.date(t, o)
		}
		mean.add(score)
		t.Logf("%-30s %.3f %v", o.name, score, o.err)
	}
	t.Logf("newspaper4k, %d pages: token F1 %.4f (go-readability 0.938), titles %s, dates %s", mean.n, mean.value(), &titles, &dates)
	floor(t, "token F1", mean.value(), 0.95)
	floor(t, "titles", titles.value(), 0.85)
	floor(t, "dates", dates.value(), 0.95)
}

func floor(t *testing.T, what string, got, least float64) {
	t.Helper()
	if got < least {
		t.Errorf("%s is %.4f, below %.2f", what, got, least)
	}
}

type average struct {
	sum float64
	n   int
}

func (a *average) add(x float64)  { a.sum += x; a.n++ }
func (a *average) value() float64 { return a.sum / float64(max(1, a.n)) }

// snippets counts what was found and what was kept out.
type snippets struct{ tp, fn, fp, tn int }

func (s *snippets) count(t *testing.T, o outcome, debug bool) {
	text := strings.Join(strings.Fields(o.plain), " ")
	for _, snippet := range o.with {
		if strings.Contains(text, strings.Join(strings.Fields(snippet), " ")) {
			s.tp++
		} else {
			s.fn++
			if debug {
				t.Logf("FN %s: %q %v", o.name, snippet, o.err)
			}
		}
	}
	for _, snippet := range o.without {
		if strings.Contains(text, strings.Join(strings.Fields(snippet), " ")) {
			s.fp++
			if debug {
				t.Logf("FP %s: %q", o.name, snippet)
			}
		} else {
			s.tn++
		}
	}
}

func (s *snippets) precision() float64 { return float64(s.tp) / float64(max(1, s.tp+s.fp)) }
func (s *snippets) recall() float64    { return float64(s.tp) / float64(max(1, s.tp+s.fn)) }

func (s *snippets) f() float64 {
	p, r := s.precision(), s.recall()
	return 2 * p * r / (p + r)
}

func (s *snippets) String() string {
	return fmt.Sprintf("F %.4f (P %.3f R %.3f; tp %d fn %d fp %d tn %d)", s.f(), s.precision(), s.recall(), s.tp, s.fn, s.fp, s.tn)
}

// share counts right answers among those where one was stated.
type share struct{ right, of int }

func (s *share) value() float64         { return float64(s.right) / float64(max(1, s.of)) }
func (s *share) String() string         { return fmt.Sprintf("%.3f (%d of %d)", s.value(), s.right, s.of) }
func (s share) plus(other share) *share { return &share{s.right + other.right, s.of + other.of} }

type logger interface{ Logf(string, ...any) }

type quiet struct{}

func (quiet) Logf(string, ...any) {}

// title compares letters and digits; the name of the site or of a series before
// or behind a title makes no other title of it.
func (s *share) title(t logger, o outcome) {
	if o.sample.title == "" || !statesTitle(o.sample) {
		return
	}
	s.of++
	if sameTitle(o.article.Title, o.sample.title) || sameTitle(o.sample.title, o.article.Title) {
		s.right++
		return
	}
	t.Logf("title of %s: %q, want %q", o.name, o.article.Title, o.sample.title)
}

// statesTitle reports whether the wanted title stands where a page states its
// title: in some of the sets it was typed, or taken from elsewhere in the text.
func statesTitle(s sample) bool {
	doc, err := html.Parse(bytes.NewReader(s.content))
	if err != nil {
		return false
	}
	want := letterFold(s.title)
	for n := range doc.Descendants() {
		text := ""
		switch n.DataAtom {
		case atom.Meta:
			for _, a := range n.Attr {
				if a.Key == "content" {
					text = a.Val
				}
			}
		case atom.Title, atom.H1, atom.H2:
			for t := range n.Descendants() {
				if t.Type == html.TextNode {
					text += t.Data
				}
			}
		}
		if text != "" && strings.Contains(letterFold(text), want) {
			return true
		}
	}
	return false
}

var titleBreak = regexp.MustCompile(`\s*(?:[|·•»«@_\[]|\s[-–—:/]\s|: |::)\s*`)

// sameTitle reports whether short is long, or what stands before or behind one of
// its breaks.
func sameTitle(short, long string) bool {
	s := letterFold(short)
	if s == "" || s == letterFold(long) {
		return s != ""
	}
	for _, at := range titleBreak.FindAllStringIndex(long, -1) {
		if s == letterFold(long[:at[0]]) || s == letterFold(long[at[1]:]) {
			return true
		}
	}
	return false
}

// date compares days, in the offset that the page states.
func (s *share) date(t logger, o outcome) {
	if len(o.sample.date) < len(time.DateOnly) {
		return
	}
	if _, err := time.Parse(time.DateOnly, o.sample.date[:len(time.DateOnly)]); err != nil {
		return // two of the set have day and month the wrong way round
	}
	s.of++
	got := o.article.Published.Format(time.DateOnly)
	if got == o.sample.date[:len(time.DateOnly)] {
		s.right++
		return
	}
	t.Logf("date of %s: %s, want %s", o.name, got, o.sample.date)
}
