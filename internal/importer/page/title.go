package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var titleParts = regexp.MustCompile(`\s+[|\-–—·•»«:/\\>~]+\s+|\s*[|»«•]\s*|\s+::\s+`)

// headline finds the title. What machines are told is often followed by the
// name of the site, and at times written for them alone; what people see as the
// heading says where it ends, and where the two have nothing in common, it is the
// heading that people read.
func (f *facts) headline() string {
	stated := []string{f.object.text("headline"), f.first("og:title"), f.first("headline"), f.object.text("name"),
		f.first("twitter:title"), f.first("dc.title", "dc:title", "dcterms.title", "dcterms:title", "title", "parsely-title", "sailthru.title"), f.title}
	stated = slices.DeleteFunc(stated, func(title string) bool {
		return title == "" || f.isSite(title) || brokenOff.MatchString(title)
	})
	sole := f.soleHeading()
	if part := f.shared(stated, true); part != "" {
		if rest, longer := strings.CutPrefix(folded(sole.text), folded(part)); longer && rest != "" {
			return f.withoutTail(sole, stated) // the whole of what was stated in short
		}
		return part
	}
	if likeTitle(sole.text, stated) {
		return f.withoutTail(sole, stated)
	}
	if part := f.shared(stated, false); part != "" {
		return part
	}
	if h := f.likest(stated); h.text != "" {
		return f.withoutTail(h, stated)
	}
	if strings.Contains(sole.text, " ") {
		return f.withoutTail(sole, stated)
	}
	if len(stated) > 0 {
		return strings.TrimRight(f.withoutSite(stated[0]), " -–—|")
	}
	if len(f.headings) > 0 {
		return f.headings[0].text
	}
	return f.title
}

// brokenOff is a template that was filled with nothing: what is left beside the
// break is the name of the site.
var brokenOff = regexp.MustCompile(`^\s*[|\-–—·•»]|\s[|\-–—·•»]\s*$`)

// withoutTail cuts off a heading what stands in it beside the title: a kicker or a
// date in a piece of its own, the name of the site.
func (f *facts) withoutTail(heading shown, stated []string) string {
	h := folded(heading.text)
	for _, title := range stated {
		title = f.withoutSite(title)
		key := folded(title)
		if key != h && slices.ContainsFunc(heading.lines, func(line string) bool { return folded(line) == key }) {
			return title
		}
		for _, line := range heading.lines {
			if begin := folded(line); len(begin) > 20 && strings.HasPrefix(key, begin) && !strings.HasPrefix(key, h) {
				return line
			}
		}
		tail, follows := strings.CutPrefix(h, key)
		if follows && tail != "" && len(title) > 20 && (f.isSite(tail) || strings.ContainsAny(tail, "0123456789") || f.host() != "" && strings.HasPrefix(tail, f.host())) {
			return title
		}
	}
	return heading.text
}

// host is the name of the site as its address has it, folded.
func (f *facts) host() string {
	if f.address == nil {
		return ""
	}
	host := strings.TrimPrefix(f.address.Hostname(), "www.")
	if dot := strings.LastIndexByte(host, '.'); dot > 0 {
		host = host[:dot]
	}
	return folded(host)
}

// shared finds a stated title that the page shows as a heading.
func (f *facts) shared(stated []string, sure bool) string {
	for _, title := range stated {
		for _, h := range f.headings {
			if h.sure != sure || f.isSite(h.text) {
				continue
			}
			if part := sharedTitle(title, h.text); part != "" {
				return part
			}
		}
	}
	return ""
}

// soleHeading gives the one heading that is the title's; none where there are
// several.
func (f *facts) soleHeading() shown {
	var sole shown
	for _, h := range f.headings {
		if !h.first || f.isSite(h.text) || folded(h.text) == folded(sole.text) {
			continue
		}
		if sole.text != "" {
			return shown{}
		}
		sole = h
	}
	return sole
}

// likeTitle reports whether a heading says what the stated titles say, in other
// words.
func likeTitle(heading string, stated []string) bool {
	words := strings.Fields(strings.ToLower(heading))
	if len(words) < 3 {
		return false
	}
	for _, title := range stated {
		title = strings.ToLower(title)
		for _, word := range words {
			if letters(word) > 4 && strings.Contains(title, strings.Trim(word, ".,:;?!\"'")) {
				return true
			}
		}
	}
	return false
}

// likest gives the heading that has most of its long words in the stated titles,
// and at least half of them; one that says of itself that it is the title goes
// before the others.
func (f *facts) likest(stated []string) shown {
	said := map[string]bool{}
	for _, title := range stated {
		for _, word := range longWords(title) {
			said[word] = true
		}
	}
	var best shown
	most := 0.0
	for _, h := range f.headings {
		if best.sure && !h.sure || f.isSite(h.text) || strings.HasSuffix(h.text, ":") {
			continue
		}
		words, both := longWords(h.text), 0
		for _, word := range words {
			if said[word] {
				both++
			}
		}
		if both < 2 || both*2 < len(words) {
			continue
		}
		if share := float64(both) / float64(len(words)); share > most || h.sure && !best.sure {
			best, most = h, share
		}
	}
	return best
}

// longWords are those that say something, mostly.
func longWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(word string) bool { return letters(word) < 4 })
}

// sharedTitle gives the heading where the title holds it whole at its beginning
// or end, or in one of its parts.
func sharedTitle(title, heading string) string {
	t, h := folded(title), folded(heading)
	switch {
	case h == "" || len(h) < 3:
		return ""
	case t == h:
		return title
	case strings.HasPrefix(h, t) && len(t) > 20 && strings.HasSuffix(strings.TrimSpace(title), "…"):
		return heading // the title was cut
	}
	parts := titleParts.Split(title, -1)
	for i, part := range parts {
		if folded(part) == h && (i == 0 || len(h) > 20) {
			return heading
		}
	}
	if strings.HasPrefix(t, h) && len(h)*2 > len(t) && titleParts.MatchString(title) {
		return heading
	}
	return ""
}

func (f *facts) isSite(title string) bool {
	site := f.siteName()
	return site != "" && folded(site) == folded(title)
}

// easternSite is the name of a site that follows a Chinese title without spaces.
var easternSite = regexp.MustCompile(`^(.*\p{Han}.*?)\s*[-_|–—]\s*\p{Han}{1,8}(?:网|網|报|報|新闻|新聞)$`)

// withoutSite takes the name of the site off the end or the beginning.
func (f *facts) withoutSite(title string) string {
	if found := easternSite.FindStringSubmatch(title); found != nil {
		title = found[1]
	}
	site, host := folded(f.siteName()), ""
	if f.address != nil {
		host = folded(strings.TrimPrefix(f.address.Hostname(), "www."))
	}
	names := func(part string) bool {
		p := folded(part)
		if p == "" {
			return false
		}
		return site != "" && (p == site || strings.Contains(site, p) && len(p) > 3 || strings.HasPrefix(p, site)) ||
			host != "" && (strings.HasPrefix(host, p) && len(p) > 2 || strings.HasPrefix(p, host))
	}
	for {
		cuts := titleParts.FindAllStringIndex(title, -1)
		if len(cuts) == 0 {
			return strings.TrimSpace(title)
		}
		first, last := cuts[0], cuts[len(cuts)-1]
		switch {
		case names(title[last[1]:]):
			title = title[:last[0]]
		case names(title[:first[0]]):
			title = title[first[1]:]
		default:
			return strings.TrimSpace(title)
		}
	}
}
