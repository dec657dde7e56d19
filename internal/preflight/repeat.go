package preflight

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
)

// window is how many words in the same order are no accident. A proverb or the full
// name of a treaty is shorter.
const window = 20

// least is how many words a paragraph has to have to count as said twice.
const least = 8

// repeats looks for words that stand in the body twice.
func (l *looking) repeats() {
	l.standfirstAgain()
	type place struct{ unit, word int }
	first := map[uint64]place{}
	paragraphs := map[uint64]int{}
	var words [][]uint64
	for n, u := range l.units {
		var own []uint64
		if u.in != "pullquote" && u.tag != "td" && u.tag != "th" && u.tag != "pre" {
			own = hashes(u.prose(), u.language())
		}
		words = append(words, own)
		if len(own) < least {
			continue
		}
		if before, ok := paragraphs[all(own)]; ok {
			if u.tag == "figcaption" && len(own) < window {
				continue // whose pictures they are
			}
			l.repeated(u, l.units[before], len(own))
			continue
		}
		paragraphs[all(own)] = n
		for i := 0; i+window <= len(own); i++ {
			key := all(own[i : i+window])
			at, ok := first[key]
			if !ok {
				first[key] = place{n, i}
				continue
			}
			if at.unit == n && at.word+window > i {
				continue // runs into itself: a refrain of one word
			}
			length := window
			for i+length < len(own) && at.word+length < len(words[at.unit]) && own[i+length] == words[at.unit][at.word+length] {
				length++
			}
			l.repeated(u, l.units[at.unit], length)
			break
		}
	}
}

func (l *looking) repeated(u, before *unit, n int) {
	l.at(Look, DuplicateText, "again", u, 0, len(u.text), "words", strconv.Itoa(n), "block", before.block)
}

// standfirstAgain looks whether the body begins with the headline or the standfirst.
func (l *looking) standfirstAgain() {
	var first *unit
	for _, u := range l.units {
		if u.tag == "p" && u.in == "" || strings.HasPrefix(u.tag, "h") {
			first = u
			break
		}
	}
	if first == nil {
		return
	}
	own := hashes(first.prose(), l.language)
	for _, f := range []struct{ name, text string }{{fieldTitle, l.Article.Title}, {fieldStandfirst, l.Article.Standfirst}} {
		said := hashes(f.text, l.language)
		if len(said) >= 4 && len(own) >= len(said) && len(own) <= 2*len(said)+4 && slices.Equal(own[:len(said)], said) {
			l.at(Look, DuplicateText, f.name, first, 0, len(first.text))
			return
		}
	}
}

// hashes gives the words of a text, folded, as numbers.
func hashes(text, language string) []uint64 {
	out := make([]uint64, 0, len(text)/6+1)
	for t := range lang.Tokens(text, language) {
		if t.Kind == lang.TokenPair {
			continue
		}
		h := uint64(14695981039346656037)
		for i := 0; i < len(t.Term); i++ {
			h = (h ^ uint64(t.Term[i])) * 1099511628211
		}
		out = append(out, h)
	}
	return out
}

func all(words []uint64) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = (h ^ w) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return h
}

// doubling are languages that say a word twice on purpose: again and again, each.
var doubling = []string{"tr", "az", "id", "ms", "hi", "ur", "bn", "fa", "ar", "zh", "ja", "ko", "th", "vi", "tl", "sw", "ha", "yo", "ig", "pa", "ta", "ne", "ps", "so", "uz", "kk", "hy"}

// twice are words that stand twice in a row in sound text.
var twice = map[string]string{
	"en": "had that is was her very no so bye ha blah tut there it do did who",
	"fr": "nous vous en faire que oui non très bien si on",
	"es": "se que no sí muy nos bien si lo",
	"de": "die der das sie den dem ja nein sehr was es ein wer",
	"it": "si che no via piano man poco ben",
	"pt": "se que não sim muito nos",
	"nl": "die dat is was ja nee het u",
	"ru": "да нет и ещё еще очень вот то что так как",
	"uk": "так ні і ще дуже",
	"sv": "det att som ja nej var är",
	"da": "det at som ja nej var er",
	"pl": "się nie tak to",
	"fa": "هر تا به یک چه کم تک بی",
	"ar": "لا كل ما",
	"tr": "ne çok"}

// never are the words that never stand twice in a row in languages where nearly all
// others may.
var never = map[string]string{
	"ur": "کہ سے کے کی کا نے کو ہے ہیں اور پر تھا تھے",
	"tr": "ve bu bir ile için de da ki olan",
	"hi": "कि से के की का ने को है हैं और पर था थे",
}

// doubled looks for a word that stands twice in a row: those that carry no sense of
// their own in every language, others where words are not doubled on purpose.
func (l *looking) doubled(u *unit) {
	if u.tag == "pre" {
		return
	}
	text := u.prose()
	from, to := 0, 0 // of the word before
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		end := i
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '\u200c' && r != '-' {
				break
			}
			end += size
		}
		if gap := text[to:i]; end-i == to-from && to > 0 && (gap == " " || gap == "\u00a0") && i > to && strings.EqualFold(text[from:to], text[i:end]) {
			if l.typo(text[i:end], text[from:to], u.at(i).lang) {
				l.at(Look, DoubledWord, "twice", u, from, end, "word", text[i:end])
			}
			from, to = 0, 0 // three in a row are meant
			i = end
			continue
		}
		from, to = i, end
		i = max(end, i+1)
	}
}

// typo reports whether a doubled word is likely not meant.
func (l *looking) typo(word, before, language string) bool {
	base := lang.Base(language)
	term := strings.ToLower(word)
	if utf8.RuneCountInString(word) < 2 || slices.Contains(strings.Fields(twice[base]), term) {
		return false
	}
	if list, ok := never[base]; ok {
		return slices.Contains(strings.Fields(list), term)
	}
	if lang.StopWord(lang.Fold(word), language) {
		return !unicode.IsUpper(first(word)) || unicode.IsUpper(first(before))
	}
	return !slices.Contains(doubling, base) && !unicode.IsUpper(first(word)) && utf8.RuneCountInString(word) > 3
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// retold is how many words in common with an article are worth speaking of; a caption
// and its picture often stand in several.
const retold = 25

// overlaps asks the archive for articles that say the same. One that the piece links to
// is quoted.
func (l *looking) overlaps(ctx context.Context) error {
	if l.archive == nil || l.text.Plain == "" {
		return nil
	}
	found, err := l.archive.Overlaps(ctx, l.Piece)
	if err != nil {
		return err
	}
	quoted := map[string]bool{}
	for _, n := range l.Document.Blocks {
		for _, k := range inside(n, "", nil) {
			quoted[k.article] = true
		}
	}
	for _, o := range found {
		if o.Words < retold || quoted[o.Article.ID] {
			continue
		}
		f := Finding{Severity: Look, Check: DuplicateText, Message: "duplicate-text.archive", Field: fieldBody, Item: whole,
			Args: map[string]string{"id": o.Article.ID, "title": o.Article.Title, "words": strconv.Itoa(o.Words)}}
		if len(o.Passages) > 0 {
			p := o.Passages[0]
			f.Block, f.Start, f.End, f.Quote = p.Block, p.Start, p.End, short(p.Quote)
		}
		l.add(f)
	}
	return nil
}
