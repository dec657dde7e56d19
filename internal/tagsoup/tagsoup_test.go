package tagsoup_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/tagsoup"
)

func tokens(text string) []string {
	var list []string
	kinds := []string{"text", "cdata", "start", "end", "comment", "directive", "instruction"}
	for s := tagsoup.NewScanner(text); s.Next(); {
		t := s.Token()
		one := kinds[t.Kind] + " " + t.Name + t.Inner
		if t.Kind == tagsoup.Start {
			one = "start " + t.Name
			for name, value := range t.Attrs() {
				one += fmt.Sprintf(" %s=%q", name, value)
			}
			if t.Empty {
				one += " /"
			}
		}
		list = append(list, one)
	}
	return list
}

func TestScanner(t *testing.T) {
	for text, want := range map[string][]string{
		`<?xml version="1.0"?><a b="1" c='2'>x</a>`: {`instruction xml version="1.0"`, `start a b="1" c="2"`, "text x", "end a"},
		`<a b=1 c/>`:                     {`start a b="1" c="" /`},
		`<a href=http://e.example/>`:     {`start a href="http://e.example/"`},
		`<a b = "x>y" c="<z>">`:          {`start a b="x>y" c="<z>"`},
		`<a b="x>y`:                      {`start a b="x"`, `text y`},
		`1 < 2 <3 <b>`:                   {`text 1 < 2 <3 `, `start b`},
		`<![CDATA[<a>]]>]]>`:             {`cdata <a>`, `text ]]>`},
		`<![CDATA[cut`:                   {`cdata cut`},
		`<!-- a > b -->c<!-- cut`:        {`comment  a > b `, `text c`, `comment  cut`},
		`<!DOCTYPE a [<!ENTITY b ">">]>`: {`directive DOCTYPE a [<!ENTITY b ">">]`},
		`<!DOCTYPE a "cut>x`:             {`directive DOCTYPE a "cut`, `text x`},
		`<a?b="c">`:                      {`start a?b="c"`},
		`</ a >`:                         {`end a`},
		`<`:                              {`text <`},
		`<a`:                             {`start a`},
		`<a b="&amp;&copy;&copy=1">`:     {`start a b="&©&copy=1"`},
	} {
		if diff := cmp.Diff(want, tokens(text)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestDecode(t *testing.T) {
	for text, want := range map[string]string{
		"a":                       "a",
		"a & b &amp; c":           "a & b & c",
		"&lt;&gt;&quot;&apos;":    `<>"'`,
		"&eacute;&#233;&#xE9;":    "ééé",
		"&#146;":                  "’",
		"&unknown; &copy=2; &;":   "&unknown; &copy=2; &;",
		"&#0;&#1;x":               "\ufffdx",
		"&#x110000;":              "\ufffd",
		"&#;&#x;&#zz;":            "&#;&#x;&#zz;",
		"&amp;amp;":               "&amp;",
		"&NotEqualTilde; &amp":    "≂̸ &amp",
		strings.Repeat("&", 1000): strings.Repeat("&", 1000),
	} {
		if got := tagsoup.Decode(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzScanner(f *testing.F) {
	for _, seed := range []string{`<a b="c">d</a>`, "<!x[\"<?y<![CDATA[", "</<a/b=c/>", "&#x26;&amp;&", "<a:b:c d='e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for s := tagsoup.NewScanner(text); s.Next(); {
			token := s.Token()
			if token.Begin != at || token.End <= token.Begin || token.End > len(text) {
				t.Fatalf("%+v behind %d", token, at)
			}
			at = token.End
			for range token.Attrs() {
			}
		}
		if at != len(text) {
			t.Fatalf("%d of %d bytes", at, len(text))
		}
		if utf8.ValidString(text) && !utf8.ValidString(tagsoup.Decode(text)) {
			t.Fatal("decoding breaks letters")
		}
		if !utf8.ValidString(tagsoup.Clean(text)) {
			t.Fatal("what was cleaned is not clean")
		}
	})
}
