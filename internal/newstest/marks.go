package newstest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"broadsheet/internal/anchor"
	"broadsheet/internal/body"
	"broadsheet/internal/lang"
)

// MarkTrial is how marks fared when the texts under them were edited.
type MarkTrial struct {
	Marks    int
	Exact    int // on the words that are left of theirs, from the first to the last, and on no other
	Right    int // so, or on most of them where a block was moved away from under the mark
	Detached int // found no place and say so
	Wrong    []string
}

// Share is the part of the marks that are on the right words.
func (m MarkTrial) Share() float64 { return float64(m.Right) / float64(max(1, m.Marks)) }

// TryMarks puts marks on words of texts, a share of which it then inserts, deletes
// or replaces; of the blocks every twentieth is moved, parted or joined to the
// next, and some lose their ids. It knows where each word went, and judges where
// the marks are found. The same seed gives the same trial.
func TryMarks(texts []body.Text, marks int, share float64, seed uint64) MarkTrial {
	r := rand.New(rand.NewPCG(seed, 1))
	trial := MarkTrial{}
	for trial.Marks < marks {
		old := newEdited(texts[r.IntN(len(texts))])
		if old.words < 30 {
			continue
		}
		edited := old.edit(r, share)
		finder := anchor.NewFinder(edited.text)
		for range min(5, marks-trial.Marks) {
			trial.try(old, edited, finder, r)
		}
	}
	return trial
}

// edited is a text as pieces that are known wherever they go.
type edited struct {
	text   body.Text
	blocks []editedBlock
	words  int
	at     map[int][2]int // bytes of each word
	order  []int          // the words as they follow each other
}

type editedBlock struct {
	id, tag string
	pieces  []piece
}

type piece struct {
	text string
	word int // its number in the text that it comes from; −1: none
}

func newEdited(t body.Text) *edited {
	e := &edited{}
	for _, b := range t.Blocks {
		block := editedBlock{id: b.ID, tag: b.Tag}
		for p := range lang.Cut(t.Plain[b.Start:b.End]) {
			word := -1
			if strings.ContainsFunc(p, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
				word = e.words
				e.words++
			}
			block.pieces = append(block.pieces, piece{p, word})
		}
		e.blocks = append(e.blocks, block)
	}
	e.write()
	return e
}

// write makes the text of the pieces.
func (e *edited) write() {
	var b strings.Builder
	e.at, e.text = map[int][2]int{}, body.Text{}
	for _, block := range e.blocks {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		for _, p := range block.pieces {
			if p.word >= 0 {
				e.at[p.word] = [2]int{b.Len(), b.Len() + len(p.text)}
			}
			if p.word != -1 {
				e.order = append(e.order, p.word)
			}
			b.WriteString(p.text)
		}
		e.text.Blocks = append(e.text.Blocks, body.BlockText{ID: block.id, Tag: block.tag, Start: start, End: b.Len()})
	}
	e.text.Plain = b.String()
}

// strange marks a word that was not there before.
const strange = -2

func (e *edited) edit(r *rand.Rand, share float64) *edited {
	var words []string
	for _, b := range e.blocks {
		for _, p := range b.pieces {
			if p.word >= 0 {
				words = append(words, p.text)
			}
		}
	}
	out := &edited{}
	for _, b := range e.blocks {
		next := editedBlock{id: b.id, tag: b.tag}
		for _, p := range b.pieces {
			if p.word < 0 || r.Float64() >= share {
				next.pieces = append(next.pieces, p)
				continue
			}
			other := piece{words[r.IntN(len(words))], strange}
			switch r.IntN(3) {
			case 0:
				next.pieces = append(next.pieces, other)
			case 1: // deleted
			case 2:
				next.pieces = append(next.pieces, p, piece{" ", -1}, other)
			}
		}
		out.blocks = append(out.blocks, next)
	}
	out.rearrange(r)
	out.write()
	return out
}

func (e *edited) rearrange(r *rand.Rand) {
	fresh := 0
	for i := 0; i < len(e.blocks); i++ {
		b := e.blocks[i]
		switch chance := r.Float64(); {
		case chance < 0.05: // moved
			e.blocks = append(e.blocks[:i], e.blocks[i+1:]...)
			to := r.IntN(len(e.blocks) + 1)
			e.blocks = append(e.blocks[:to], append([]editedBlock{b}, e.blocks[to:]...)...)
		case chance < 0.10 && len(b.pieces) > 10: // parted
			at := 5 + r.IntN(len(b.pieces)-9)
			fresh++
			second := editedBlock{id: fmt.Sprintf("new%d", fresh), tag: b.tag, pieces: b.pieces[at:]}
			e.blocks[i].pieces = b.pieces[:at:at]
			e.blocks = append(e.blocks[:i+1], append([]editedBlock{second}, e.blocks[i+1:]...)...)
			i++
		case chance < 0.15 && i+1 < len(e.blocks): // joined
			e.blocks[i].pieces = append(append(b.pieces[:len(b.pieces):len(b.pieces)], piece{" ", -1}), e.blocks[i+1].pieces...)
			e.blocks = append(e.blocks[:i+1], e.blocks[i+2:]...)
		case chance < 0.25:
			fresh++
			e.blocks[i].id = fmt.Sprintf("new%d", fresh)
		}
	}
}

func (m *MarkTrial) try(old, now *edited, finder *anchor.Finder, r *rand.Rand) {
	// A quarter are up to three words, half are sentences, a quarter run on.
	long := 4 + r.IntN(22)
	switch r.IntN(4) {
	case 0:
		long = 1 + r.IntN(3)
	case 1:
		long = 20 + r.IntN(60)
	}
	long = min(long, old.words)
	first := r.IntN(old.words - long + 1)
	last := first + long - 1
	s, err := anchor.Describe(old.text, old.at[first][0], old.at[last][1])
	if err != nil {
		return
	}
	m.Marks++
	place, state := finder.Place(s)
	if state == anchor.Detached {
		m.Detached++
		return
	}
	// What is covered, among the words as they stand now.
	left, covered, alien := 0, 0, 0
	from, to := len(now.text.Plain), 0
	begins, ends := false, false
	for word := first; word <= last; word++ {
		at, is := now.at[word]
		if !is {
			continue
		}
		left++
		from, to = min(from, at[0]), max(to, at[1])
		if at[0] >= place.From && at[1] <= place.To {
			covered++
		}
		begins = begins || at[0] == place.From
		ends = ends || at[1] == place.To
	}
	for word, at := range now.at {
		if (word < first || word > last) && at[0] < place.To && at[1] > place.From {
			alien++
		}
	}
	// Where signs end it, they do.
	inside := strings.TrimFunc(now.text.Plain[place.From:place.To], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if head := strings.Index(now.text.Plain[place.From:place.To], inside); inside != "" && !(begins && ends) {
		for word := first; word <= last; word++ {
			at, is := now.at[word]
			begins = begins || is && at[0] == place.From+head
			ends = ends || is && at[1] == place.From+head+len(inside)
		}
	}
	switch {
	case alien == 0 && covered == left && begins && ends:
		m.Exact++
		m.Right++
	case begins && ends && torn(now, first, last) && 2*covered >= left && (4*alien <= covered || from >= place.From && to <= place.To):
		m.Right++
	default:
		m.Wrong = append(m.Wrong, fmt.Sprintf("%q became %q (%s)", s.Quote, now.text.Plain[place.From:place.To], state))
	}
}

// torn reports whether the words that are left do not follow each other any more.
func torn(e *edited, first, last int) bool {
	before := -1
	runs := 0
	inside := false
	for _, word := range e.order {
		if word == strange {
			continue
		}
		in := word >= first && word <= last
		if in && (!inside || word < before) {
			runs++
		}
		inside = in
		if in {
			before = word
		}
	}
	return runs > 1
}

// MarkTexts gives texts to put marks on: those of a file of the interchange
// format, of one language or, where it is empty, of all, at most most of them, as
// bodies are stored.
func MarkTexts(lines []byte, language string, most int) ([]body.Text, error) {
	var out []body.Text
	for line := range bytes.Lines(lines) {
		var a struct {
			Type     string `json:"type"`
			Language string `json:"language"`
			HTML     string `json:"body_html"`
			Plain    string `json:"body_text"`
		}
		if err := json.Unmarshal(line, &a); err != nil {
			return nil, err
		}
		if a.HTML == "" {
			a.HTML = body.FromText(a.Plain)
		}
		if a.HTML == "" || len(out) == most || language != "" && a.Language != language {
			continue
		}
		result, err := body.Canonical(context.Background(), a.HTML, body.Options{Language: a.Language})
		if err != nil {
			return nil, err
		}
		out = append(out, result.Document.Text())
	}
	return out, nil
}
