// Package feed reads what sites publish for readers of news: RSS from 0.9 to
// 2.0, RDF, Atom 0.3 and 1.0, JSON Feed and CDF, with their usual extensions.
// Parse reads one for a subscription, Format is the same for the importer, and
// Discover finds the feeds that a web page names.
//
// gofeed reads the formats. Around it stands what it leaves to others: the
// characters' encoding, mending of what is not well-formed, CDF, the text types
// of Atom, bases of relative addresses, languages of single items, and dates.
//
// The package fetches nothing and stores nothing, does not clean bodies (that is
// internal/body's) and reads no comments. It guarantees that content past the
// limits is refused with a sentence, that no entity but those of HTML and plain
// ones of the document itself is written out, that nothing outside the content
// is read, and that no content makes it panic or hang. Texts are valid UTF-8.
package feed

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// Limits of a feed; what goes past one is refused whole.
const (
	MaxBytes   = 16 << 20 // as it came
	MaxDecoded = 32 << 20 // as UTF-8
	MaxItems   = 5_000
	MaxDepth   = 64 // of elements, or of JSON
	MaxTokens  = 2_000_000
)

// Kinds of feeds.
const (
	KindRSS  = "rss"
	KindRDF  = "rdf" // RSS 0.9 and 1.0
	KindAtom = "atom"
	KindJSON = "json"
	KindCDF  = "cdf"
)

// Feed is a feed as it was found.
type Feed struct {
	Kind    string // one of the kinds above
	Version string // as stated: 2.0, 1.0, 0.91; may be empty
	// Encoding is the name of the characters' encoding that was read, as
	// browsers call it; utf-8 for JSON.
	Encoding string

	ID          string
	Title       string // plain text
	Description string // plain text
	Link        string // the page that the feed belongs to
	Self        string // the feed's own address, where it states one
	Moved       string // the address that it says it has from now on
	Language    string // BCP 47, as stated
	Rights      string
	Picture     string // address of its logo or icon
	Authors     []news.Author
	Tags        []string
	Updated     time.Time
	Items       []news.Article // in the order of the feed; bodies as found
	Refresh     Refresh
	// Problems say what was mended or left out, a sentence each.
	Problems []string
}

// Refresh is what a feed says of how often to ask for it. Zero values: nothing.
type Refresh struct {
	TTL       time.Duration // may be kept that long
	Every     time.Duration // is renewed about that often (sy:updatePeriod over sy:updateFrequency)
	SkipHours []int         // hours of the day, 0 to 23 in UTC, in which nothing comes
	SkipDays  []time.Weekday
	Ended     bool // nothing will come any more
}

// Hints are what is known of a feed from outside. All may be empty.
type Hints struct {
	Base        string // its address, for relative ones inside
	ContentType string // as the server said
	Language    string // as the server said; what the feed says goes before
	// Zone is that of dates that state none; nil: UTC.
	Zone *time.Location
	// Bare keeps items that have nothing to show, neither text nor address;
	// their titles are empty. Otherwise they are left out.
	Bare bool
}

// Parse reads a feed. Its errors are news.Errors with a sentence for people:
// news.CodeLimit past a limit, news.CodeUnsupported where the content is no
// feed, news.CodeInvalid where it cannot be read. It is safe for use by several
// goroutines.
func Parse(content []byte, hints Hints) (f Feed, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			f, err = Feed{}, news.Errorf(news.CodeInvalid, "feed", "The feed cannot be read: a fault of the program (%v).", cause)
		}
	}()
	if hints.Zone == nil {
		hints.Zone = time.UTC
	}
	if len(content) > MaxBytes {
		return Feed{}, tooMuch("16 MB")
	}
	text, encoding := decode(content, hints.ContentType)
	if len(text) > MaxDecoded {
		return Feed{}, tooMuch("32 MB of text")
	}
	p := &parser{hints: hints, base: absolute(hints.Base)}
	p.feed.Encoding = encoding
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{") {
		err = p.json(text)
	} else {
		err = p.xml(text)
	}
	if err != nil {
		return Feed{}, err
	}
	return p.feed, nil
}

func tooMuch(what string) error {
	return news.Errorf(news.CodeLimit, "feed", "The feed has more than %s and was not read.", what)
}

func noFeed(what string) error {
	return news.Errorf(news.CodeUnsupported, "feed", "%s", what)
}

// parser reads one feed.
type parser struct {
	hints Hints
	base  address
	feed  Feed
	met   int // items so far, those that were left out too
}

func (p *parser) note(format string, args ...any) {
	if len(p.feed.Problems) < maxProblems {
		p.feed.Problems = append(p.feed.Problems, fmt.Sprintf(format, args...))
	}
}

// maxProblems is how many problems of one feed are told.
const maxProblems = 100
