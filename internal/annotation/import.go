package annotation

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/anchor"
	"broadsheet/internal/news"
	"broadsheet/internal/sheet"
)

// Limits of a file of highlights.
const (
	MaxFile     = 6 << 20 // bytes: with what JSON adds, a file is one call
	maxMarks    = 100_000
	maxProblems = 100
)

// Imported is what came of a file.
type Imported struct {
	Added, Unchanged int
	Problems         []string // a sentence each, the first hundred
	Failed           int
	Entry            int64 // of the history; 0: nothing was added
}

// incoming is a highlight as a file tells it.
type incoming struct {
	news.Highlight
	sources []string // addresses of the article
	refused error    // why it cannot be taken; the rest may be empty
}

// Import reads highlights from what Export wrote as json or csv, and from Web
// Annotations and Hypothesis's files of others. What is here already stays as it is;
// what says no words is a note of the whole article. What cannot be taken, as what names
// no article that is here, is counted, told and left out.
func (s *Service) Import(ctx context.Context, data []byte) (Imported, error) {
	if len(data) > MaxFile {
		return Imported{}, news.Errorf(news.CodeLimit, "file", "A file of highlights has at most %d MB; nothing was read.", MaxFile>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	read := readCSV
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') {
		read = readAnnotations
	}
	marks, err := read(data)
	if err != nil {
		return Imported{}, err
	}
	if len(marks) > maxMarks {
		return Imported{}, news.Errorf(news.CodeLimit, "file", "A file of highlights holds at most 100,000 of them; nothing was read.")
	}
	var out Imported
	var fresh []news.Highlight
	in := reader{Service: s, finders: map[string]*anchor.Finder{}, addresses: map[string]string{}, held: map[string]map[string]bool{}}
	seen := map[string]bool{}
	for i := range marks {
		if err := ctx.Err(); err != nil {
			return Imported{}, err
		}
		h := &marks[i].Highlight
		known, err := false, marks[i].refused
		if err == nil {
			known, err = s.here(ctx, h)
		}
		if err == nil && !known {
			if err = in.settle(ctx, &marks[i]); err == nil {
				known, err = in.madeHere(ctx, h)
			}
		}
		if err == nil && known {
			out.Unchanged++
			continue
		}
		if e := (*news.Error)(nil); errors.As(err, &e) && (e.Code == news.CodeInvalid || e.Code == news.CodeLimit || e.Code == news.CodeNotFound) {
			if out.Failed++; len(out.Problems) < maxProblems {
				out.Problems = append(out.Problems, fmt.Sprintf("Highlight %d: %s", i+1, e.Message))
			}
			continue
		}
		if err != nil {
			return Imported{}, err
		}
		if h.ID != "" && seen[h.ID] {
			h.ID = ""
		}
		seen[h.ID] = true
		fresh = append(fresh, *h)
	}
	if len(fresh) > 0 {
		added, entry, err := s.store.AddHighlights(ctx, fresh)
		if err != nil {
			return Imported{}, err
		}
		out.Added, out.Entry = len(added), entry
	}
	return out, nil
}

// here reports whether a highlight of that id and on those words is here.
func (s *Service) here(ctx context.Context, h *news.Highlight) (bool, error) {
	if h.ID == "" {
		return false, nil
	}
	held, err := s.store.Highlight(ctx, h.ID)
	if news.CodeOf(err) == news.CodeNotFound {
		return false, nil
	}
	return err == nil && held.Made.Quote == h.Made.Quote, err
}

// reader is what is known while a file is read.
type reader struct {
	*Service
	finders   map[string]*anchor.Finder  // by article
	addresses map[string]string          // articles by their address, empty: none
	held      map[string]map[string]bool // what is marked already, by article
}

// madeHere reports whether the same words of an article were marked at the same moment:
// it is the same highlight, which bears another id since it was read from a file, as
// those of others do. Where no moment is told, the same place tells it.
func (r *reader) madeHere(ctx context.Context, h *news.Highlight) (bool, error) {
	held := r.held[h.Article]
	if held == nil {
		held = map[string]bool{}
		for f := (news.HighlightFilter{Article: h.Article, Limit: exportStep}); ; {
			page, err := r.store.Highlights(ctx, f)
			if err != nil {
				return false, err
			}
			for i := range page.Highlights {
				one := &page.Highlights[i]
				held[sameMoment(one)], held[samePlace(one)] = true, true
			}
			if f.After = page.Next; f.After == "" {
				break
			}
		}
		r.held[h.Article] = held
	}
	if h.Created.IsZero() {
		return held[samePlace(h)], nil
	}
	return held[sameMoment(h)], nil
}

func sameMoment(h *news.Highlight) string { return moment(h.Created) + " " + h.Made.Quote }

func samePlace(h *news.Highlight) string {
	if h.Made.Whole {
		return "whole " + h.Note // a note of an article has no other place
	}
	return fmt.Sprintf("%s+%d %s", h.Made.Block, h.Made.Start, h.Made.Quote)
}

// settle finds the article of a highlight that came, and checks what it says.
func (r *reader) settle(ctx context.Context, in *incoming) error {
	h := &in.Highlight
	if err := tidy(h); err != nil {
		return err
	}
	for _, made := range []*news.Selector{&h.Made, h.Again} {
		if made == nil {
			continue
		}
		made.Quote, made.Prefix, made.Suffix = norm.NFC.String(strings.ToValidUTF8(made.Quote, "")), bounded(made.Prefix), bounded(made.Suffix)
		if made == &h.Made && made.Whole && made.Quote == "" {
			if h.Note == "" && len(h.Tags) == 0 && h.Again == nil {
				return news.Errorf(news.CodeInvalid, "quote", "It says neither words that are marked, nor a note or tags.")
			}
			continue
		}
		if strings.TrimSpace(made.Quote) == "" || utf8.RuneCountInString(made.Quote) > anchor.MaxQuote || len(made.Block) > 64 || made.Start < 0 {
			return news.Errorf(news.CodeInvalid, "quote", "It says no words that are marked, or too many.")
		}
	}
	finder, err := r.article(ctx, in)
	if err != nil {
		return err
	}
	// Who wrote it elsewhere knows no block of ours.
	if h.Made.Block == "" && !h.Made.Whole {
		if p, state := finder.Place(h.Made); state == anchor.Anchored {
			if made, err := anchor.Describe(finder.Text(), p.From, p.To); err == nil {
				h.Made = made
			}
		}
	}
	return nil
}

// article finds the article by its id, by the addresses that are told.
func (r *reader) article(ctx context.Context, in *incoming) (*anchor.Finder, error) {
	if in.Article != "" {
		if f, err := r.finder(ctx, in.Article); f != nil || err != nil {
			return f, err
		}
	}
	for _, address := range in.sources {
		id, err := r.named(ctx, address)
		if err != nil {
			return nil, err
		}
		if f, err := r.finder(ctx, id); f != nil || err != nil {
			in.Article = id
			return f, err
		}
	}
	name := in.Article
	if name == "" && len(in.sources) > 0 {
		name = in.sources[0]
	}
	return nil, news.Errorf(news.CodeNotFound, "article", "The article %s is not here.", strconv.Quote(short(name)))
}

// named gives the article that an address means; empty: none.
func (r *reader) named(ctx context.Context, address string) (string, error) {
	if id, ours := articleOf(address); ours {
		return id, nil
	}
	if id, known := r.addresses[address]; known {
		return id, nil
	}
	id, err := r.store.ByAddress(ctx, address)
	if news.CodeOf(err) == news.CodeNotFound {
		id, err = "", nil
	}
	if err == nil {
		r.addresses[address] = id
	}
	return id, err
}

// finder gives what finds words in an article; nil: it is not here.
func (r *reader) finder(ctx context.Context, id string) (*anchor.Finder, error) {
	if f := r.finders[id]; f != nil || id == "" {
		return f, nil
	}
	text, _, err := r.store.MarkedText(ctx, id, 0)
	if news.CodeOf(err) == news.CodeNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r.finders[id] = anchor.NewFinder(text)
	return r.finders[id], nil
}

func short(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "")); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}

// bounded keeps what counts of the words beside a quotation.
func bounded(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	if len(s) > 4<<10 {
		return ""
	}
	return s
}

func readCSV(data []byte) ([]incoming, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	heads, err := r.Read()
	at := map[string]int{}
	for i, head := range heads {
		at[strings.ToLower(strings.TrimSpace(head))] = i
	}
	if _, is := at["quote"]; err != nil || !is {
		return nil, news.Errorf(news.CodeInvalid, "file", "This is no file of highlights: it is neither JSON nor a table with a column “quote”.")
	}
	var out []incoming
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil || len(out) > maxMarks {
			return out, news.Errorf(news.CodeInvalid, "file", "The table breaks off or is too long at row %d; nothing was read.", len(out)+2)
		}
		cell := func(name string) string {
			if i, is := at[name]; is && i < len(row) {
				return sheet.Plain(row[i])
			}
			return ""
		}
		number := func(name string) int {
			n, _ := strconv.Atoi(cell(name)) // nothing is 0
			return n
		}
		h := incoming{Highlight: news.Highlight{
			ID: idOf(cell("id")), Article: cell("article"), Note: cell("note"), Colour: max(1, number("colour")), Version: number("version"),
			Created: timeOf(cell("created")), Updated: timeOf(cell("updated")),
			Made: news.Selector{Block: cell("block"), Start: number("start"), Quote: cell("quote"), Prefix: cell("prefix"), Suffix: cell("suffix")},
		}}
		for tag := range strings.SplitSeq(cell("tags"), "\n") {
			if strings.TrimSpace(tag) != "" {
				h.Tags = append(h.Tags, tag)
			}
		}
		h.Made.Whole = strings.TrimSpace(h.Made.Quote) == ""
		if h.Made.Whole {
			h.Made = news.Selector{Whole: true} // a place is that of words
		}
		if address := cell("url"); address != "" {
			h.sources = append(h.sources, address)
		}
		if again := cell("again"); again != "" {
			h.Again = &news.Selector{}
			if json.Unmarshal([]byte(again), h.Again) != nil {
				h.Again = nil
			}
		}
		out = append(out, h)
	}
}

// idOf takes an id that can be one of ours.
func idOf(s string) string {
	s = strings.TrimPrefix(s, idPrefix)
	if !strings.HasPrefix(s, "h-") || len(s) > 40 || strings.ContainsFunc(s, func(r rune) bool { return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }) {
		return ""
	}
	return s
}

func timeOf(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}
	}
	return t.UTC()
}
