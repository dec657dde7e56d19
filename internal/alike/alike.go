// Package alike answers "we already wrote this": for a text that is being written it
// tells which articles of the archive have the same words, and where, and which are
// about the same.
//
// It finds candidates in three ways and looks at their texts: articles whose whole
// text is nearly the draft's (sketches), those that the words which stand out in it
// lead to, and the same for each of its longest paragraphs, so that one paragraph out
// of another article is found in a draft that is about something else. What counts
// as the same is a run of words in the same order; spelling, case and marks do not
// matter. It keeps nothing and changes nothing.
//
// The work is bounded whatever the draft: at most maxParagraphs+1 searches, and at
// most maxTexts texts that are read.
package alike

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
)

// Bounds.
const (
	maxParagraphs = 6   // that are searched for by themselves
	maxTexts      = 48  // articles whose texts are looked at
	perSearch     = 24  // articles that the whole text leads to
	perParagraph  = 4   // articles that a paragraph leads to
	longEnough    = 25  // words of a paragraph that is searched for
	searched      = 400 // words of a paragraph that are searched for
	overlaps      = 10  // that are told
	passages      = 20  // of one article
)

// run is how many words in the same order are no accident; names of offices and
// treaties are shorter.
const run = 9

// least is how many words in common are worth telling.
const least = 12

// Finder finds articles in the archive, published ones alone.
type Finder interface {
	// Like gives the articles whose whole text is nearly that of a sketch.
	Like(ctx context.Context, s neardup.Sketch) ([]news.Row, error)
	// About gives the articles that the words of a text lead to, best first.
	About(ctx context.Context, t Words, limit int) ([]news.Row, error)
}

// Archive gives what articles say.
type Archive interface {
	// Texts gives the texts of articles in the order of rows; those that are gone are
	// left out.
	Texts(ctx context.Context, rows []news.Row) ([]Text, error)
	Summaries(ctx context.Context, rows []news.Row) ([]news.Summary, error)
}

// Words are the words of a text that is not in the archive.
type Words struct{ Language, Title, Lead, Body string }

// Text is what an article of the archive says, by blocks.
type Text struct {
	Row      news.Row
	ID       string // public
	Language string
	Text     body.Text
}

// Service answers for drafts.
type Service struct {
	finder  Finder
	archive Archive
}

// New makes the service.
func New(f Finder, a Archive) *Service { return &Service{f, a} }

// Draft is the text that is being written.
type Draft struct {
	// Own is the public id of the article that it is a working copy of; "" for a new one.
	Own                       string
	Language                  string
	Title, Kicker, Standfirst string
	Document                  *body.Document
}

// Answer is what the archive has.
type Answer struct {
	Overlaps []news.Overlap // most words in common first
	Related  []news.Summary // most alike first, without those that Overlaps names
}

// Find looks for what the archive has of a draft; at most limit articles are related
// (0: 6).
func (s *Service) Find(ctx context.Context, d Draft, limit int) (Answer, error) {
	if limit <= 0 || limit > 50 {
		limit = 6
	}
	if d.Document == nil {
		return Answer{}, nil
	}
	text := d.Document.Text()
	if d.Language == "" {
		d.Language, _ = lang.Detect(d.Title+"\n"+text.Plain, nil)
	}
	own := wordsOf(text, d.Language)
	about, rows, err := s.candidates(ctx, d, text, own)
	if err != nil {
		return Answer{}, err
	}
	texts, err := s.archive.Texts(ctx, rows)
	if err != nil {
		return Answer{}, err
	}
	var out Answer
	seen := map[news.Row]bool{}
	if n := len(own.list); n > 0 {
		places := own.runs()
		for _, t := range texts {
			if t.ID == d.Own {
				seen[t.Row] = true
				continue
			}
			if o := own.shared(places, wordsOf(t.Text, t.Language), text); o.Words >= least {
				o.Article.Row, o.Share = t.Row, float64(o.Words)/float64(n)
				out.Overlaps = append(out.Overlaps, o)
			}
			if err := ctx.Err(); err != nil {
				return Answer{}, err
			}
		}
	}
	slices.SortStableFunc(out.Overlaps, func(a, b news.Overlap) int { return cmp.Compare(b.Words, a.Words) })
	out.Overlaps = out.Overlaps[:min(overlaps, len(out.Overlaps))]
	for _, o := range out.Overlaps {
		seen[o.Article.Row] = true
	}
	var related []news.Row
	for _, r := range about {
		if !seen[r] && len(related) < limit+1 { // one more: the draft's own article may be among them
			related = append(related, r)
		}
	}
	return out, s.name(ctx, &out, related, d.Own, limit)
}

// name fills in the articles.
func (s *Service) name(ctx context.Context, out *Answer, related []news.Row, own string, limit int) error {
	rows := slices.Clone(related)
	for _, o := range out.Overlaps {
		rows = append(rows, o.Article.Row)
	}
	list, err := s.archive.Summaries(ctx, rows)
	if err != nil {
		return err
	}
	named := map[news.Row]news.Summary{}
	for _, a := range list {
		named[a.Row] = a
	}
	out.Overlaps = slices.DeleteFunc(out.Overlaps, func(o news.Overlap) bool { return named[o.Article.Row].ID == "" })
	for i := range out.Overlaps {
		out.Overlaps[i].Article = named[out.Overlaps[i].Article.Row]
	}
	for _, r := range related {
		if a, ok := named[r]; ok && a.ID != own && len(out.Related) < limit {
			out.Related = append(out.Related, a)
		}
	}
	return nil
}

// candidates gives the articles that the draft as a whole leads to, and those whose
// texts are looked at.
func (s *Service) candidates(ctx context.Context, d Draft, text body.Text, own *spoken) (about, rows []news.Row, err error) {
	taken := map[news.Row]bool{}
	add := func(list []news.Row) {
		for _, r := range list {
			if !taken[r] && len(rows) < maxTexts {
				taken[r] = true
				rows = append(rows, r)
			}
		}
	}
	near, err := s.finder.Like(ctx, neardup.Of(own.terms(text, d.Language)))
	if err != nil {
		return nil, nil, err
	}
	add(near[:min(len(near), maxTexts/2)])
	for _, p := range longest(text, d.Language) {
		found, err := s.finder.About(ctx, Words{Language: d.Language, Body: p}, perParagraph)
		if err != nil {
			return nil, nil, err
		}
		add(found)
	}
	about, err = s.finder.About(ctx, Words{Language: d.Language, Title: d.Title, Lead: strings.TrimSpace(d.Kicker + "\n" + d.Standfirst), Body: text.Plain}, perSearch)
	if err != nil {
		return nil, nil, err
	}
	add(about)
	return about, rows, nil
}

// longest gives the longest paragraphs, in the order of the text.
func longest(text body.Text, language string) []string {
	type paragraph struct{ at, words int }
	var list []paragraph
	for i, b := range text.Blocks {
		if n := lang.Words(text.Plain[b.Start:b.End], language); n >= longEnough {
			list = append(list, paragraph{i, n})
		}
	}
	if len(list) < 2 { // the text as a whole is asked for anyway
		return nil
	}
	slices.SortStableFunc(list, func(a, b paragraph) int { return cmp.Compare(b.words, a.words) })
	list = list[:min(maxParagraphs, len(list))]
	slices.SortFunc(list, func(a, b paragraph) int { return cmp.Compare(a.at, b.at) })
	var out []string
	for _, p := range list {
		b := text.Blocks[p.at]
		words := strings.Fields(text.Plain[b.Start:b.End])
		out = append(out, strings.Join(words[:min(searched, len(words))], " "))
	}
	return out
}

// spoken are the words of a text as numbers, block after block.
type spoken struct {
	list   []uint64
	ends   []int    // by word: where its block's words end
	block  []int    // by word: its block
	places [][2]int // by word: its bytes in the plain text
	ids    []string // by block
}

func wordsOf(text body.Text, language string) *spoken {
	s := &spoken{}
	for n, b := range text.Blocks {
		tag := cmp.Or(b.Lang, language)
		from := len(s.list)
		s.ids = append(s.ids, b.ID)
		for t := range lang.Tokens(text.Plain[b.Start:b.End], tag) {
			if t.Kind == lang.TokenPair {
				continue
			}
			h := uint64(14695981039346656037)
			for i := 0; i < len(t.Term); i++ {
				h = (h ^ uint64(t.Term[i])) * 1099511628211
			}
			s.list = append(s.list, h)
			s.block = append(s.block, n)
			s.places = append(s.places, [2]int{b.Start + t.Start, b.Start + t.End})
		}
		for range len(s.list) - from {
			s.ends = append(s.ends, len(s.list))
		}
	}
	return s
}

// terms gives the folded words, for a sketch.
func (s *spoken) terms(text body.Text, language string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range lang.Tokens(text.Plain, language) {
			if !yield(t.Term) {
				return
			}
		}
	}
}

// runs gives where each run of words begins, the first of equal ones.
func (s *spoken) runs() map[uint64]int {
	out := make(map[uint64]int, len(s.list))
	for i := range s.list {
		if i+run > s.ends[i] {
			continue
		}
		key := joined(s.list[i : i+run])
		if _, ok := out[key]; !ok {
			out[key] = i
		}
	}
	return out
}

func joined(words []uint64) uint64 {
	h := uint64(0)
	for _, w := range words {
		h = (h ^ w) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return h
}

// shared finds the runs of words that another text has too.
func (s *spoken) shared(places map[uint64]int, other *spoken, text body.Text) news.Overlap {
	var out news.Overlap
	had := make([]bool, len(s.list))
	for i := 0; i < len(other.list); i++ {
		if i+run > other.ends[i] {
			continue
		}
		at, ok := places[joined(other.list[i:i+run])]
		if !ok {
			continue
		}
		n := 0
		for at+n < s.ends[at] && i+n < other.ends[i] && s.list[at+n] == other.list[i+n] {
			n++
		}
		if n < run {
			continue // two runs with one hash
		}
		fresh := 0
		for k := at; k < at+n; k++ {
			if !had[k] {
				had[k] = true
				fresh++
			}
		}
		if out.Words += fresh; fresh > 0 && len(out.Passages) < passages {
			out.Passages = append(out.Passages, s.passage(at, n, text, other.ids[other.block[i]]))
		}
		i += n - 1
	}
	slices.SortStableFunc(out.Passages, func(a, b news.Passage) int { return cmp.Compare(b.Words, a.Words) })
	return out
}

// passage says where n words from the given one stand.
func (s *spoken) passage(at, n int, text body.Text, other string) news.Passage {
	b := text.Blocks[s.block[at]]
	from, to := s.places[at][0], s.places[at+n-1][1]
	start := utf8.RuneCountInString(text.Plain[b.Start:from])
	quote := text.Plain[from:to]
	p := news.Passage{Block: b.ID, Start: start, End: start + utf8.RuneCountInString(quote), Words: n, Other: other}
	p.Quote = short(quote)
	return p
}

func short(s string) string {
	const most = 200
	n := 0
	for i := range s {
		if n == most {
			return strings.TrimSpace(s[:i]) + "…"
		}
		n++
	}
	return s
}
