package preflight

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
)

// foreign are letters and digits that look like those of a language and are
// another's: searching, sorting and joining treat them as others. Arabic has no
// word in which the Persian forms are right; Persian and Urdu write theirs in Arabic
// words too.
var foreign = map[string]map[rune]rune{
	"fa": {'ي': 'ی', 'ى': 'ی', 'ك': 'ک', '٠': '۰', '١': '۱', '٢': '۲', '٣': '۳', '٤': '۴', '٥': '۵', '٦': '۶', '٧': '۷', '٨': '۸', '٩': '۹'},
	"ur": {'ي': 'ی', 'ى': 'ی', 'ك': 'ک', 'ه': 'ہ', '٠': '۰', '١': '۱', '٢': '۲', '٣': '۳', '٤': '۴', '٥': '۵', '٦': '۶', '٧': '۷', '٨': '۸', '٩': '۹'},
	"ar": {'ی': 'ي', 'ک': 'ك', 'ہ': 'ه', '۰': '٠', '۱': '١', '۲': '٢', '۳': '٣', '۴': '٤', '۵': '٥', '۶': '٦', '۷': '٧', '۸': '٨', '۹': '٩'},
}

// letters looks for letters of a neighbouring language, one finding for each of them
// in a unit, at its first word.
func (l *looking) letters(u *unit) {
	seen := map[rune]*Finding{}
	for _, s := range u.stretches {
		table := foreign[lang.Base(s.lang)]
		if table == nil || s.code {
			continue
		}
		text := u.text[s.from:s.to]
		if !hasArabic(text) {
			continue
		}
		for i, r := range text {
			right, wrong := table[r]
			if !wrong {
				continue
			}
			kind := r
			if unicode.IsDigit(r) {
				kind = '0'
			}
			if f := seen[kind]; f != nil {
				f.Args["count"] = strconv.Itoa(atoi(f.Args["count"]) + 1)
				continue
			}
			from, to := wordAround(u.text, s.from+i)
			message := "letter"
			if kind == '0' {
				message = "digits"
			}
			before := utf8.RuneCountInString(u.text[:from])
			seen[kind] = &Finding{Severity: Look, Check: Letters, Message: "letters." + message, Field: u.field, Item: whole, Block: u.block,
				Start: u.start + before, End: u.start + before + utf8.RuneCountInString(u.text[from:to]), Quote: short(u.text[from:to]),
				Args: map[string]string{"letter": string(r), "instead": string(right), "count": "1", "language": lang.Base(s.lang)}}
		}
	}
	for _, r := range []rune{'ي', 'ى', 'ك', 'ه', 'ی', 'ک', 'ہ', '0'} {
		if f := seen[r]; f != nil {
			l.add(*f)
		}
	}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func hasArabic(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xD8 && s[i] <= 0xDB {
			return true
		}
	}
	return false
}

// wordAround gives the word that a byte stands in, or what of it is near.
func wordAround(s string, at int) (from, to int) {
	const near = 100
	low, high := max(0, at-near), min(len(s), at+near)
	for low < at && !utf8.RuneStart(s[low]) {
		low++
	}
	for high < len(s) && !utf8.RuneStart(s[high]) {
		high++
	}
	part := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\u200c'
	}
	if i := strings.LastIndexFunc(s[low:at], part); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[low+i:])
		low += i + size
	}
	if i := strings.IndexFunc(s[at:high], part); i >= 0 {
		high = at + i
	}
	return low, max(high, at)
}

// marbuta looks in Arabic for the article's words that end in ه here and in ة
// elsewhere in the same piece: after the article no ه can be a suffix, and where the
// piece itself has the other spelling the word is not one that ends so.
func (l *looking) marbuta() {
	right := map[string]bool{}
	type place struct {
		u        *unit
		from, to int
	}
	wrong := map[string]place{}
	var order []string
	for _, u := range append(l.fields[:len(l.fields):len(l.fields)], l.units...) {
		if lang.Base(u.language()) != "ar" || !strings.Contains(u.text, "ال") {
			continue
		}
		for i := 0; i < len(u.text); {
			at := strings.Index(u.text[i:], "ال")
			if at < 0 {
				break
			}
			from, to := wordAround(u.text, i+at)
			word := u.text[from:to]
			i = max(to, i+at+2)
			if len(word) < 12 || !strings.HasPrefix(word, "ال") { // six letters
				continue
			}
			if stem, ok := strings.CutSuffix(word, "ة"); ok {
				right[stem] = true
			} else if stem, ok := strings.CutSuffix(word, "ه"); ok {
				if _, seen := wrong[stem]; !seen {
					order = append(order, stem)
					wrong[stem] = place{u, from, to}
				}
			}
		}
	}
	for _, stem := range order {
		if p := wrong[stem]; right[stem] {
			l.at(Look, Letters, "marbuta", p.u, p.from, p.to, "instead", stem+"ة")
		}
	}
}
