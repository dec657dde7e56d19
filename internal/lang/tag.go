package lang

import (
	"errors"
	"strings"

	"golang.org/x/text/language"
)

// Directions of text.
const (
	LeftToRight = "ltr"
	RightToLeft = "rtl"
)

// Valid reports whether tag is a well-formed BCP 47 language tag with a language
// (registered or not), of at most 35 bytes.
func Valid(tag string) bool {
	if tag == "" || len(tag) > 35 {
		return false
	}
	if len(tag) == 2 || len(tag) == 3 {
		return letters(tag) && !strings.EqualFold(tag, "und")
	}
	if strings.ContainsRune(tag, '_') {
		return false
	}
	t, err := language.Parse(tag)
	if err == nil {
		return !t.IsRoot()
	}
	var unknown language.ValueError
	return errors.As(err, &unknown)
}

// Normal gives a language tag the letter case that BCP 47 recommends (RFC 5646,
// 2.1.1: zh-Hant-TW), with hyphens for underscores. It checks nothing.
func Normal(tag string) string {
	if len(tag) == 2 && tag[0] >= 'a' && tag[1] >= 'a' {
		return tag
	}
	parts := strings.Split(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	for i, p := range parts {
		if i == 0 || len(parts[i-1]) == 1 {
			continue
		}
		switch len(p) {
		case 2:
			parts[i] = strings.ToUpper(p)
		case 4:
			if letters(p) {
				parts[i] = strings.ToUpper(p[:1]) + p[1:]
			}
		}
	}
	return strings.Join(parts, "-")
}

// Base gives the language of a tag without script and region: zh of zh-Hant-TW.
func Base(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

// Direction says how text of a language runs: "rtl" or "ltr". A script subtag
// counts (az-Arab); what is unknown or empty runs from left to right.
func Direction(tag string) string {
	switch tag {
	case "", "en", "fr", "es", "de", "ru", "pt", "it", "zh", "ja", "ko", "tr", "nl", "sv", "pl", "hi":
		return LeftToRight
	case "ar", "fa", "he", "ur":
		return RightToLeft
	}
	t, err := language.Parse(tag)
	var unknown language.ValueError
	if err != nil && !errors.As(err, &unknown) {
		return LeftToRight
	}
	script, confidence := t.Script()
	if confidence == language.No {
		return LeftToRight
	}
	switch script.String() {
	case "Arab", "Aran", "Hebr", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Nkoo", "Mand", "Samr", "Adlm", "Rohg", "Mend", "Avst", "Phnx", "Armi":
		return RightToLeft
	}
	return LeftToRight
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
