package lang

import "math"

// Words counts the words of s, which is of the given language ("" where that is
// unknown). A character of Han, kana and Hangul without spaces counts as one;
// Thai, Lao, Khmer and Burmese count one for every four letters and marks, about
// their mean word.
func Words(s, lang string) int {
	t := tokeniser{s: s, class: classes(), rule: apostropheRule(lang)}
	count := 0
	for i := 0; i < len(s); {
		_, size, c := t.at(i)
		switch c {
		case classLetter, classDigit:
			i = t.pastWord(i)
			count++
		case classIdeograph:
			count++
			i += size + t.voicing(i+size)
		case classRun:
			letters := 0
			for c == classRun {
				letters++
				i += size
				_, size, c = t.at(i)
			}
			count += (letters + 3) / 4
		default:
			i += size
		}
	}
	return count
}

// pastWord finds the end of a word as a reader counts it: what an apostrophe,
// a point or a hyphen holds together is one.
func (t *tokeniser) pastWord(i int) int {
	for {
		end, _, _ := t.span(i)
		if end >= len(t.s) {
			return end
		}
		r, size, c := t.at(end)
		joins := c == classApostrophe || c == classPoint || c == classQuote || r == '-' || r == '\u200C' || r == '‐' || r == '‑'
		if !joins {
			return end
		}
		if _, _, after := t.at(end + size); after != classLetter && after != classDigit {
			return end
		}
		i = end + size
	}
}

// ReadingMinutes estimates how long a reader takes for so many words (as Words
// counts them) of a language: at least 1, and 0 for nothing. Rates are the means
// of the IReST study of 17 languages (Trauzettel-Klosinski and Dietz, IOVS 53,
// 2012), in words a minute, for Chinese and Japanese in characters; other
// languages take the mean of all, 184.
func ReadingMinutes(words int, lang string) int {
	if words <= 0 {
		return 0
	}
	return max(1, int(math.Round(float64(words)/float64(readingRate(Base(lang))))))
}

func readingRate(lang string) int {
	switch lang {
	case "ar":
		return 138
	case "zh":
		return 255
	case "ja":
		return 357
	case "nl":
		return 202
	case "en":
		return 228
	case "fi":
		return 161
	case "fr":
		return 195
	case "de":
		return 179
	case "he":
		return 187
	case "it":
		return 188
	case "pl", "tr":
		return 166
	case "pt":
		return 181
	case "sl":
		return 180
	case "es":
		return 218
	case "sv":
		return 199
	case "ko":
		return 400 // syllables, which Words counts: some 2.2 a word
	}
	return 184
}
