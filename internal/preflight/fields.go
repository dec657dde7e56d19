package preflight

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// headlines looks at the lines above the body.
func (l *looking) headlines() {
	title := strings.TrimSpace(l.Article.Title)
	if title == "" {
		l.field(Mend, Headline, "none", fieldTitle)
	}
	same := lang.Fold(title)
	if k := strings.TrimSpace(l.Article.Kicker); k != "" && lang.Fold(k) == same {
		l.field(Look, Headline, "same", fieldKicker)
	}
	if f := strings.TrimSpace(l.Article.FrontTitle); f != "" && lang.Fold(f) == same {
		l.field(Look, Headline, "same", fieldFront)
	}
	if s := strings.TrimSpace(l.Article.Standfirst); s != "" && lang.Fold(s) == same {
		l.field(Look, Headline, "same", fieldStandfirst)
	}
	for _, line := range []struct {
		field, text string
		most        int
	}{
		{fieldKicker, l.Article.Kicker, l.Limits.Kicker}, {fieldTitle, title, l.Limits.Title},
		{fieldFront, l.Article.FrontTitle, l.Limits.FrontTitle}, {fieldStandfirst, l.Article.Standfirst, l.Limits.Standfirst},
	} {
		if n := width(strings.TrimSpace(line.text)); n > line.most {
			l.field(Look, HeadlineLength, "long", line.field, "length", strconv.Itoa(n), "most", strconv.Itoa(line.most))
		}
	}
	if n := width(title); title != "" && n < shortest {
		l.field(Look, HeadlineLength, "short", fieldTitle, "length", strconv.Itoa(n))
	}
}

// shortest is how few letters a headline says something with.
const shortest = 8

// width counts the letters of a line as one sees them: marks none, ideographs two.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < 0x300:
			n++
		case unicode.IsMark(r), unicode.Is(unicode.Cf, r):
		case 0x1100 <= r && r <= 0x115F, 0x2E80 <= r && r <= 0xD7A3, 0xF900 <= r && r <= 0xFAFF, 0xFF00 <= r && r <= 0xFF60:
			n += 2
		default:
			n++
		}
	}
	return n
}

// signed are the kinds that have somebody's name over them.
var signed = []news.Kind{news.KindReport, news.KindAnalysis, news.KindInterview, news.KindOpinion}

// filing looks at what an article is found by.
func (l *looking) filing() {
	a := l.Article
	if slices.Contains(signed, a.Kind) && !slices.ContainsFunc(a.Authors, func(x news.Author) bool { return strings.TrimSpace(x.Name) != "" }) {
		l.field(Look, Byline, "none", "authors")
	}
	page := a.Kind == news.KindPage
	switch {
	case len(l.Sections) == 0 || page:
	case a.Section == "":
		l.field(Look, Section, "none", "section")
	case !slices.ContainsFunc(l.Sections, func(s string) bool { return lang.Fold(s) == lang.Fold(a.Section) }):
		l.field(Look, Section, "unknown", "section", "name", a.Section)
	}
	if len(a.Topics)+len(a.Tags) == 0 && !page {
		l.field(Look, Filing, "none", "tags")
	}
	if a.Kind == news.KindMap && len(a.Places) == 0 && len(a.Map) == 0 {
		l.field(Look, PlaceNamed, "none", "places")
	}
	l.languageSaid()
}

// How sure the guess of a language must be to speak against what was said.
const (
	sureEnough = 0.9
	longEnough = 200 // letters
)

func (l *looking) languageSaid() {
	if l.Article.Language == "" {
		l.field(Look, Language, "none", "language", "guess", l.language)
		return
	}
	text := l.text.Plain
	if len(text) < longEnough {
		return
	}
	guess, confidence := lang.Detect(text, nil)
	said := lang.Base(l.Article.Language)
	if guess == "" || guess == said || confidence < sureEnough || closeTo(said, guess) {
		return
	}
	l.field(Look, Language, "other", "language", "said", l.Article.Language, "guess", guess)
}

// closeTo reports whether two languages are taken for each other, or one of them is
// none that a guess knows.
func closeTo(said, guess string) bool {
	for _, kin := range [][]string{
		{"da", "nb", "nn", "no", "sv"}, {"hr", "sr", "bs", "sl", "mk", "bg"}, {"ru", "uk", "be", "bg", "sr", "mk"}, {"es", "pt", "gl", "ca"}, {"id", "ms"}, {"cs", "sk"},
		{"ar", "fa", "ur", "ps", "ckb", "sd", "ug"}, {"hi", "mr", "ne"},
	} {
		if slices.Contains(kin, said) && slices.Contains(kin, guess) {
			// Arabic, Persian and Urdu are told apart well; the others of their script are not known.
			known := func(s string) bool { return s == "ar" || s == "fa" || s == "ur" }
			return !known(said) || !known(guess)
		}
	}
	return !slices.Contains([]string{"ar", "fa", "ur", "en", "fr", "es", "de", "it", "pt", "nl", "ru", "pl", "tr", "zh", "ja", "ko", "he", "el", "hi", "sv", "da", "nb", "fi", "cs", "hu", "ro", "uk", "bg"}, said)
}

// tooLarge reports a body that no library takes. It is not read.
func (l *looking) tooLarge() bool {
	size := len(l.Article.Body)
	if l.Document != nil {
		size = len(l.Document.HTML())
	}
	if size <= body.MaxBytes {
		return false
	}
	l.field(Mend, BodyText, "large", fieldBody, "megabytes", strconv.FormatFloat(float64(size)/(1<<20), 'f', 1, 64), "most", strconv.Itoa(body.MaxBytes>>20))
	return true
}

// shrunk is the share of words that a new version may lose before somebody should look.
const shrunk = 0.5

// body looks at the body as a whole.
func (l *looking) body() {
	if strings.TrimSpace(l.text.Plain) == "" {
		seen := len(l.Article.Media) > 0 || len(l.Article.Map) > 0 || slices.ContainsFunc(l.Document.Blocks, func(n body.Node) bool { return n.Tag == "figure" })
		if !seen {
			l.field(Look, BodyText, "empty", fieldBody)
		}
	}
	if l.Base == nil {
		return
	}
	before, err := body.Parse(l.Base.Body)
	if err != nil {
		return // the store tells of damage
	}
	had, has := before.Text().Words(l.Base.Language), l.text.Words(l.language)
	if had >= 100 && float64(has) < shrunk*float64(had) {
		l.field(Look, BodyText, "shrunk", fieldBody, "before", strconv.Itoa(had), "now", strconv.Itoa(has))
	}
}
