package search

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// The orders of a concordance.
const (
	byPosition = "position"
	byLeft     = "left"
	byRight    = "right"
	byDay      = "date"
)

const (
	// talliesKept is how many concordances can be gone on with: those of a few tabs.
	talliesKept = 4
	// keyLetters is how many letters beside a hit decide where it is sorted.
	keyLetters = 40
	// Articles that are read at once: few first, so that the first lines are soon there.
	fewestAtOnce, mostAtOnce = 6, 48
	// partsOfStep is how often each processor reads so many, on average, until the
	// hits are counted in and the clock is looked at.
	partsOfStep = 4
	// linesAtOnce is how many lines are made at once.
	linesAtOnce = 50
)

// tallies keeps what was counted last.
type tallies struct {
	mu   sync.Mutex
	list []*tally // the newest first
	made int
}

// tally counts the occurrences of a query's words, article by article, and
// remembers where each stands, not what it says: any part of the lines can be
// made again from the articles. The articles are those that were found when it
// began.
type tally struct {
	service    *Service
	known      string
	text, sort string
	notes      []query.Note
	rows       []news.Row
	reader     func() *hitReader

	mu      sync.Mutex
	readers []*hitReader // one a processor, as long as there is something to count
	ends    []int        // by article that was read: occurrences in it and those before
	in      int          // articles with occurrences
	hits    []hit        // sorted by what stands beside them, when a count ends
	more    []hit        // not sorted in yet
	cut     bool
}

// hit is an occurrence that is sorted.
type hit struct {
	key     string
	article int // in rows
	number  int // in its article, from 0
}

// tallied gives the tally that a request goes on with, or begins one.
func (s *Service) tallied(ctx context.Context, r ConcordanceRequest) (t *tally, again bool, err error) {
	all := &s.tallies
	all.mu.Lock()
	for i, t := range all.list {
		if r.Known != "" && t.known == r.Known && t.text == r.Text && t.sort == r.Sort {
			copy(all.list[1:i+1], all.list[:i])
			all.list[0] = t
			all.mu.Unlock()
			return t, true, nil
		}
	}
	all.mu.Unlock()
	if t, err = s.tally(ctx, r); err != nil || r.Pace == 0 {
		return t, false, err // nobody goes on with what is whole
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	all.made++
	t.known = strconv.Itoa(all.made)
	all.list = slices.Insert(all.list, 0, t)
	all.list = all.list[:min(len(all.list), talliesKept)]
	return t, false, nil
}

// tally begins one.
func (s *Service) tally(ctx context.Context, r ConcordanceRequest) (*tally, error) {
	q, err := query.Parse(r.Text, s.options(false))
	if err != nil {
		return nil, err
	}
	if !hasWords(q.Tree) {
		return nil, ErrNoWords
	}
	q.Tree = whole(q.Tree)
	run := &run{Service: s, ctx: ctx, query: q}
	want, err := run.want()
	if err != nil {
		return nil, err
	}
	if len(want.Things) > 0 {
		return nil, news.Errorf(news.CodeUnsupported, "query", "Lines are of headlines and bodies; leave out “in:”, for captions, comments and notes have none.")
	}
	if r.Sort == byDay {
		want.Sort = query.SortNewest
	}
	rows, words, err := s.Beside.Matches(ctx, want)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	t := &tally{service: s, text: r.Text, sort: r.Sort, notes: run.notes(query.Found{}), rows: rows}
	title, text := inField(q.Tree, query.FieldTitle), inField(q.Tree, query.FieldBody)
	t.reader = func() *hitReader { return &hitReader{newMarker(title, words), newMarker(text, words)} }
	t.readers = t.makeReaders(len(rows))
	return t, nil
}

// makeReaders makes one a processor, for as many as there are things to do.
func (t *tally) makeReaders(things int) []*hitReader {
	readers := make([]*hitReader, min(things, runtime.GOMAXPROCS(0)))
	for i := range readers {
		readers[i] = t.reader()
	}
	return readers
}

func (t *tally) beside() bool { return t.sort == byLeft || t.sort == byRight }

// done: all articles are read, or as many as are sorted.
func (t *tally) done() bool { return len(t.ends) == len(t.rows) || t.cut }

func (t *tally) total() int {
	if len(t.ends) == 0 {
		return 0
	}
	return t.ends[len(t.ends)-1]
}

// told is what is known now.
func (t *tally) told() Concordance {
	return Concordance{
		Known: t.known, Notes: t.notes, Total: t.total(), In: t.in, Read: len(t.ends), Found: len(t.rows),
		Counted: len(t.ends) == len(t.rows), Cut: t.cut,
	}
}

// count reads until the lines that are wanted are there, and on as long as the
// request has time.
func (t *tally) count(ctx context.Context, r ConcordanceRequest, again bool) error {
	defer t.sortIn()
	began := t.service.Clock()
	each := fewestAtOnce
	if len(t.ends) > 0 {
		each = mostAtOnce
	}
	for !t.done() {
		late := r.Pace > 0 && t.service.Clock().Sub(began) >= r.Pace
		switch here := t.total() >= r.Skip+r.Limit; {
		case t.beside() && late:
			return nil
		case !t.beside() && here && (late || !again):
			return nil
		}
		if err := t.step(ctx, each); err != nil {
			return err
		}
		each = min(2*each, mostAtOnce)
	}
	t.readers = nil // they remember words, and a tally is kept for its places
	return nil
}

// atOnce does as many things at once as there are workers.
func atOnce(workers, things int, do func(worker, thing int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for worker := range min(workers, things) {
		all.Go(func() {
			for thing := int(next.Add(1)) - 1; thing < things; thing = int(next.Add(1)) - 1 {
				do(worker, thing)
			}
		})
	}
	all.Wait()
}

// readings is what a processor found in some of the articles.
type readings struct {
	lines []int // by article
	hits  []hit
	err   error
}

// step reads on, each processor several parts of so many articles: the next part is
// for whichever is ready, so that none waits long for another.
func (t *tally) step(ctx context.Context, each int) error {
	from := len(t.ends)
	parts := slices.Collect(slices.Chunk(t.rows[from:min(len(t.rows), from+each*partsOfStep*len(t.readers))], each))
	found := make([]readings, len(parts))
	atOnce(len(t.readers), len(parts), func(reader, i int) {
		found[i] = t.read(ctx, t.readers[reader], parts[i], from+i*each)
	})
	for _, part := range found {
		if part.err != nil {
			return part.err
		}
	}
	for _, part := range found {
		for _, lines := range part.lines {
			t.ends = append(t.ends, t.total()+lines)
			if lines > 0 {
				t.in++
			}
		}
		t.more = append(t.more, part.hits...)
	}
	if room := MaxLines - len(t.hits); len(t.more) > room {
		t.more, t.cut = t.more[:room], true
	}
	return nil
}

// read counts in some of the articles, the first of which has a number.
func (t *tally) read(ctx context.Context, reader *hitReader, rows []news.Row, first int) (out readings) {
	texts, err := t.service.Passages.Passages(ctx, rows)
	if err != nil {
		out.err = fmt.Errorf("read texts: %w", err)
		return out
	}
	out.lines = make([]int, len(rows))
	at := 0
	for i := range texts {
		for rows[at] != texts[i].Row { // gone since
			at++
		}
		reader.each(&texts[i], func(_, text string, marks []mark) {
			for _, k := range marks {
				if t.beside() {
					out.hits = append(out.hits, hit{t.key(text, k), first + at, out.lines[at]})
				}
				out.lines[at]++
			}
		})
	}
	return out
}

// key is what a hit is sorted by: the words beside it, folded, the nearest first,
// without the signs between them.
func (t *tally) key(text string, k mark) string {
	if t.sort == byRight {
		end := k.end
		for n := 0; n < keyLetters && end < len(text); n++ {
			_, size := utf8.DecodeRuneInString(text[end:])
			end += size
		}
		return strings.Join(wordsOf(text[k.end:end]), " ")
	}
	start := k.start
	for n := 0; n < keyLetters && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	words := wordsOf(text[start:k.start])
	slices.Reverse(words)
	return strings.Join(words, " ")
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(lang.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}

// sortIn takes in the hits that were found since, which stand behind all known ones.
func (t *tally) sortIn() {
	if len(t.more) == 0 {
		return
	}
	// By place too: then the order is settled without a stable sort, which is slower.
	slices.SortFunc(t.more, func(a, b hit) int {
		if by := cmp.Compare(a.key, b.key); by != 0 {
			return by
		}
		return cmp.Or(a.article-b.article, a.number-b.number)
	})
	merged := make([]hit, 0, len(t.hits)+len(t.more))
	i := 0
	for _, m := range t.more {
		for i < len(t.hits) && t.hits[i].key <= m.key {
			merged = append(merged, t.hits[i])
			i++
		}
		merged = append(merged, m)
	}
	t.hits, t.more = append(merged, t.hits[i:]...), nil
}

// place is where a line comes from.
func (t *tally) place(line int) (article, number int) {
	if t.beside() {
		return t.hits[line].article, t.hits[line].number
	}
	article, _ = slices.BinarySearchFunc(t.ends, line, func(end, line int) int {
		if end <= line {
			return -1
		}
		return 1
	})
	if article > 0 {
		line -= t.ends[article-1]
	}
	return article, line
}

// lines makes the lines that are wanted, as far as they are known. A line whose
// article is gone, or lost its word since it was counted, is left out.
func (t *tally) lines(ctx context.Context, r ConcordanceRequest) ([]Line, error) {
	all := t.total()
	if t.beside() {
		all = len(t.hits)
	}
	from, to := min(r.Skip, all), min(r.Skip+r.Limit, all)
	parts := make([][]Line, (to-from+linesAtOnce-1)/linesAtOnce)
	errs := make([]error, len(parts))
	readers := t.readers // they know the words by now
	if readers == nil {
		readers = t.makeReaders(len(parts))
	}
	atOnce(len(readers), len(parts), func(reader, i int) {
		begin := from + i*linesAtOnce
		parts[i], errs[i] = t.some(ctx, readers[reader], r.Width, begin, min(begin+linesAtOnce, to))
	})
	return slices.Concat(parts...), cmp.Or(errs...)
}

// some makes the lines from one to another.
func (t *tally) some(ctx context.Context, reader *hitReader, width, from, to int) ([]Line, error) {
	type place struct {
		row    news.Row
		number int
	}
	places := make([]place, 0, to-from)
	numbers := map[news.Row][]int{}
	for line := from; line < to; line++ {
		article, number := t.place(line)
		row := t.rows[article]
		places = append(places, place{row, number})
		numbers[row] = append(numbers[row], number)
	}
	rows := make([]news.Row, 0, len(numbers))
	for _, p := range places {
		if len(rows) == 0 || rows[len(rows)-1] != p.row {
			rows = append(rows, p.row)
		}
	}
	slices.Sort(rows)
	rows = slices.Compact(rows)
	texts, err := t.service.Passages.Passages(ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	summaries, err := t.service.Articles.Summaries(ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	published := make(map[news.Row]time.Time, len(summaries))
	for _, a := range summaries {
		published[a.Row] = a.Published
	}
	made := make(map[news.Row]map[int]Line, len(texts))
	for i := range texts {
		wanted := numbers[texts[i].Row]
		made[texts[i].Row] = reader.lines(&texts[i], width, func(n int) bool { return slices.Contains(wanted, n) })
	}
	out := make([]Line, 0, len(places))
	for _, p := range places {
		if line, ok := made[p.row][p.number]; ok {
			line.Published = published[p.row]
			out = append(out, line)
		}
	}
	return out, nil
}
