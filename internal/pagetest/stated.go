package pagetest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// title compares letters and digits; the name of the site or of a series before
// or behind a title makes no other title of it.
func (s *Share) title(o outcome) {
	if o.Sample.title == "" || !statesTitle(o.Sample) {
		return
	}
	s.Of++
	if sameTitle(o.article.Title, o.Sample.title) || sameTitle(o.Sample.title, o.article.Title) {
		s.Right++
		return
	}
	s.wrong = append(s.wrong, fmt.Sprintf("title of %s: %q, want %q", o.Name, o.article.Title, o.Sample.title))
}

// statesTitle reports whether the wanted title stands where a page states its
// title: in some of the sets it was typed, or taken from elsewhere in the text.
func statesTitle(s Sample) bool {
	doc, err := html.Parse(bytes.NewReader(s.Content))
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
