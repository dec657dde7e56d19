package wording

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"broadsheet/internal/anchor"
	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/redline"
)

// Bounds of a check.
const (
	MaxChecked = 100 // quotations of one call
	maxTexts   = 16  // that are read for one quotation, by each of the two searches
	maxGap     = 200 // words that a quotation may leave out at one place
	maxStarts  = 1 << 16
	maxHeld    = 300 // texts that are kept for the next quotation
	inPhrase   = 12  // words of a quotation that are looked for in their order
	edge       = 3   // other words at an end of a quotation that are told with it
)

// near is how much of a quotation and of the words that it is held against have to
// be the same.
const near = 0.6

// State says how a quotation stands in the archive.
type State string

// The states.
const (
	Exact   State = "exact"
	Altered State = "altered"
	Absent  State = "absent"
)

// Finder finds published articles.
type Finder interface {
	// Saying gives articles that hold words in their order, the oldest first.
	Saying(ctx context.Context, words string, limit int) ([]news.Row, error)
	// Holding gives articles that hold most of the words of a text, best first.
	Holding(ctx context.Context, text string, limit int) ([]news.Row, error)
}

// Archive gives what articles say.
type Archive interface {
	// Texts gives them in the order of rows; those that are gone are left out.
	Texts(ctx context.Context, rows []news.Row) ([]Article, error)
	// Body gives what the body of a published article says, by its public id, or with a
	// number above 0 what one of its versions says; an error of code not_found where the
	// article is not here.
	Body(ctx context.Context, id string, version int) (Article, error)
}

// Article is what an article says.
type Article struct {
	Row       news.Row
	ID        string // public
	Title     string
	Language  string
	Published time.Time // zero: undated
	Version   int       // whose text it is; 0: the newest one
	Text      body.Text // its body; where quotations are looked for, headline and standfirst too
}

// Verdict is what there is of a quotation.
type Verdict struct {
	State   State
	Article Article // without its text; of no Row where the quotation is Absent
	Block   string  // where it begins
	Start   int     // code points of the block before it
	Source  string  // the words that stand there
	Gaps    int     // what the quotation leaves out or puts in, and says so
	// Similarity is the share of words in common, up to 1.
	Similarity float64
	// Words lead from the article's words to the quotation's: what was deleted is the
	// article's. What a gap stands for is no change.
	Words []redline.Word
}

// Service checks quotations.
type Service struct {
	finder  Finder
	archive Archive
}

// New makes the service.
func New(f Finder, a Archive) *Service { return &Service{f, a} }

// Check looks for quotations in the archive, but for the article of the public id
// without, and gives a verdict for each. Of a quotation the Text is looked at.
func (s *Service) Check(ctx context.Context, list []string, without string) ([]Verdict, error) {
	if len(list) > MaxChecked {
		return nil, news.Errorf(news.CodeLimit, "quotes", "At most %d quotations are checked at once.", MaxChecked)
	}
	c := &check{Service: s, ctx: ctx, without: without, held: map[news.Row]*source{}}
	out := make([]Verdict, len(list))
	for i, text := range list {
		var err error
		if out[i], err = c.one(text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// check is one call; texts are kept from quotation to quotation.
type check struct {
	*Service
	ctx     context.Context
	without string
	held    map[news.Row]*source
}

// source is a text that quotations are looked for in.
type source struct {
	Article
	words  []word
	finder *anchor.Finder
}

func (c *check) one(text string) (Verdict, error) {
	absent := Verdict{State: Absent}
	if len(text) > maxLong {
		return absent, nil
	}
	q := read(strings.Join(strings.Fields(text), " "))
	absent.Gaps = len(q.gaps)
	if !q.enough() {
		return absent, nil
	}
	run := q.longest()
	rows, err := c.finder.Saying(c.ctx, q.text[run[0].from:run[min(len(run), inPhrase)-1].to], maxTexts)
	if err != nil {
		return absent, err
	}
	texts, err := c.texts(rows)
	if err != nil {
		return absent, err
	}
	if v, ok := exact(q, texts); ok {
		return v, nil
	}
	if rows, err = c.finder.Holding(c.ctx, strings.ReplaceAll(q.text, string(gap), " "), maxTexts); err != nil {
		return absent, err
	}
	more, err := c.texts(rows)
	if err != nil {
		return absent, err
	}
	if v, ok := exact(q, more); ok { // what the index takes for other words
		return v, nil
	}
	best := absent
	seen := map[news.Row]bool{}
	for _, t := range append(texts, more...) {
		if err := c.ctx.Err(); err != nil {
			return absent, err
		}
		if seen[t.Row] {
			continue
		}
		seen[t.Row] = true
		v, ok := altered(q, t)
		if ok && (v.Similarity > best.Similarity || v.Similarity == best.Similarity && before(v.Article, best.Article)) {
			best = v
		}
	}
	return best, nil
}

// exact gives the first published of the texts that hold a quotation.
func exact(q quoted, texts []*source) (out Verdict, found bool) {
	for _, t := range texts {
		from, until, ok := q.in(t.words)
		if !ok || found && !before(t.Article, out.Article) {
			continue
		}
		found = true
		out = t.verdict(t.words[from].from, t.words[until-1].to)
		out.State, out.Similarity = Exact, 1
		out.Gaps, out.Words = len(q.gaps), []redline.Word{{Op: redline.OpEqual, Text: q.restored(q.text, new(int))}}
	}
	return out, found
}

// before reports whether an article was published before another.
func before(a, b Article) bool {
	switch {
	case a.Published.IsZero() || b.Published.IsZero():
		return !a.Published.IsZero()
	case a.Published.Equal(b.Published):
		return a.Row < b.Row
	}
	return a.Published.Before(b.Published)
}

// verdict says where a stretch of a text stands.
func (t *source) verdict(from, to int) Verdict {
	v := Verdict{Article: t.Article, Source: t.Text.Plain[from:to]}
	v.Article.Text = body.Text{}
	for _, b := range t.Text.Blocks {
		if from < b.End {
			v.Block, v.Start = b.ID, utf8.RuneCountInString(t.Text.Plain[b.Start:max(b.Start, from)])
			break
		}
	}
	return v
}

// texts gives the texts of articles.
func (c *check) texts(rows []news.Row) ([]*source, error) {
	if len(c.held) > maxHeld {
		clear(c.held)
	}
	var wanted []news.Row
	for _, r := range rows {
		if c.held[r] == nil {
			wanted = append(wanted, r)
		}
	}
	if len(wanted) > 0 {
		list, err := c.archive.Texts(c.ctx, wanted)
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			c.held[a.Row] = &source{Article: a, words: wordsOf(a.Text.Plain, 0), finder: anchor.NewFinder(a.Text)}
		}
	}
	var out []*source
	for _, r := range rows {
		if t := c.held[r]; t != nil && (t.ID != c.without || c.without == "") {
			out = append(out, t)
		}
	}
	return out, nil
}
