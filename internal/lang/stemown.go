package lang

import (
	"strings"
	"unicode/utf8"
)

// ownStemmer gives the stemmer over folded words of a language that Snowball
// does not serve, or nil.
func ownStemmer(lang string) func(string) string {
	switch lang {
	case "ar":
		return stemArabic
	case "fa":
		return stemPersian
	case "ur":
		return stemUrdu
	case "he":
		return stemHebrew
	case "hi":
		return stemHindi
	}
	return nil
}

// Affixes stand here as folding leaves them: ي for every ya, ك for every kaf, ه
// for every heh.
var (
	arabicPrefixes = []string{"ال", "وال", "بال", "كال", "فال", "لل", "و"}
	arabicSuffixes = []string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"}

	persianPrefixes = []string{"نمي", "مي"}
	persianOwners   = []string{"شان", "مان", "تان", "م", "ش"}
	persianSuffixes = []string{"هايي", "هاي", "ها", "ترين", "تر", "ان", "ات", "ي"}

	urduSuffixes = []string{"ياں", "يوں", "يں", "وں", "ات", "ي", "ا", "و"}

	hebrewPrefixes = "והבלמשכ"
)

// stemArabic is light10 (Larkey, Ballesteros and Connell 2002 and 2007): one
// prefix, then each suffix in turn, leaving two letters at least.
func stemArabic(w string) string {
	for _, p := range arabicPrefixes {
		left := 2
		if p == "و" {
			left = 3
		}
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= left {
			w = rest
			break
		}
	}
	for _, s := range arabicSuffixes {
		if rest, ok := strings.CutSuffix(w, s); ok && utf8.RuneCountInString(rest) >= 2 {
			w = rest
		}
	}
	return w
}

// stemPersian takes off one verbal prefix, one possessive and one ending, as
// long as three letters are left.
func stemPersian(w string) string {
	for _, p := range persianPrefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= 3 {
			w = rest
			break
		}
	}
	return cutOne(cutOne(w, persianOwners), persianSuffixes)
}

func stemUrdu(w string) string { return cutOne(w, urduSuffixes) }

// stemHebrew takes one of the seven letters off the front that are written
// together with the word: and, the, in, to, from, that, as.
func stemHebrew(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	if strings.ContainsRune(hebrewPrefixes, r) && utf8.RuneCountInString(w) >= 4 {
		return w[size:]
	}
	return w
}

// cutOne takes off the first ending of the list that leaves three letters.
func cutOne(w string, endings []string) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return w
}

// hindiSuffixes are those of Ramanathan and Rao, "A Lightweight Stemmer for
// Hindi" (2003), by length, the longest first.
var hindiSuffixes = [][]string{
	{"ाएंगी", "ाएंगे", "ाऊंगी", "ाऊंगा", "ाइयाँ", "ाइयों", "ाइयां"},
	{"ाएगी", "ाएगा", "ाओगी", "ाओगे", "एंगी", "ेंगी", "एंगे", "ेंगे", "ूंगी", "ूंगा", "ातीं", "नाओं", "नाएं", "ताओं", "ताएं", "ियाँ", "ियों", "ियां"},
	{"ाकर", "ाइए", "ाईं", "ाया", "ेगी", "ेगा", "ोगी", "ोगे", "ाने", "ाना", "ाते", "ाती", "ाता", "तीं", "ाओं", "ाएं", "ुओं", "ुएं", "ुआं"},
	{"कर", "ाओ", "िए", "ाई", "ाए", "ने", "नी", "ना", "ते", "ीं", "ती", "ता", "ाँ", "ां", "ों", "ें"},
	{"ो", "े", "ू", "ु", "ी", "ि", "ा"},
}

func stemHindi(w string) string {
	n := utf8.RuneCountInString(w)
	for i, endings := range hindiSuffixes {
		if n <= 6-i {
			continue
		}
		for _, e := range endings {
			if strings.HasSuffix(w, e) {
				return strings.TrimSuffix(w, e)
			}
		}
	}
	return w
}
