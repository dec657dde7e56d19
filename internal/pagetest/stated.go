package pagetest

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// title compares letters and digits; the name of the site or of a series before
// or behind a title makes no other title of it.
func (l *Line) title(o outcome) {
	where := standing(o.Sample)
	if o.Sample.title == "" || !where.stated {
		return
	}
	l.Titles.Of++
	l.Headings.Of++
	right := sameTitle(o.article.Title, o.Sample.title) || sameTitle(o.Sample.title, o.article.Title)
	if right {
		l.Titles.Right++
	} else {
		l.Titles.wrong = append(l.Titles.wrong, fmt.Sprintf("title of %s: %q, want %q", o.Name, o.article.Title, o.Sample.title))
	}
	if right || !where.shown && slices.Contains(where.headings, letterFold(o.article.Title)) {
		l.Headings.Right++
	}
}

// places are those in which a page may state its title.
type places struct {
	headings []string // the first headings (h1), folded
	stated   bool     // the wanted title stands somewhere: some sets typed it, or took it from the text
	shown    bool     // it stands in a heading (h1 to h3)
}

func standing(s Sample) (found places) {
	doc, err := html.Parse(bytes.NewReader(s.Content))
	if err != nil {
		return found
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
		case atom.Title, atom.H1, atom.H2, atom.H3:
			for t := range n.Descendants() {
				if t.Type == html.TextNode {
					text += t.Data
				}
			}
		}
		text = letterFold(text)
		holds := text != "" && strings.Contains(text, want)
		switch n.DataAtom {
		case atom.H1:
			found.headings = append(found.headings, text)
			found.shown = found.shown || holds
		case atom.H2, atom.H3:
			found.shown = found.shown || holds
		}
		found.stated = found.stated || holds && n.DataAtom != atom.H3
	}
	return found
}

var titleBreak = regexp.MustCompile(`\s*(?:[|·•»«@_\[（：]|\s[-–—:/]\s|: |::)\s*`)

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
func (s *Share) date(o outcome) {
	if len(o.Sample.date) < len(time.DateOnly) {
		return
	}
	if _, err := time.Parse(time.DateOnly, o.Sample.date[:len(time.DateOnly)]); err != nil {
		return // two of the set have day and month the wrong way round
	}
	s.Of++
	got := o.article.Published.Format(time.DateOnly)
	if got == o.Sample.date[:len(time.DateOnly)] {
		s.Right++
		return
	}
	s.wrong = append(s.wrong, fmt.Sprintf("date of %s: %s, want %s", o.Name, got, o.Sample.date))
}
