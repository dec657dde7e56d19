package body_test

import (
	"context"
	"strings"
	"testing"

	"broadsheet/internal/body"
)

// article is some 600 words of ordinary markup.
func article() string {
	var b strings.Builder
	for i := range 12 {
		if i%4 == 3 {
			b.WriteString("<h2>What the survey found</h2>\n")
		}
		b.WriteString("<p>The <em>Observatory</em> of the harbour was built in 1838 by masons from the next valley, who cut the stone in winter " +
			`and carried it over the ice; <a href="https://example.org/records/17">the accounts</a> name forty-one of them &amp; their pay. ` +
			"A second storey followed, then a dome, and in the spring the clock that gave the ships their time.</p>\n")
	}
	return b.String()
}

func BenchmarkCanonical(b *testing.B) {
	plain := body.FromText(strings.ReplaceAll(strings.Repeat("The harbour observatory was built by masons from the next valley who cut the stone in winter. ", 40), "winter. The harbour", "winter.\n\nThe harbour"))
	for name, src := range map[string]string{"HTML": article(), "text": plain, "canonical": canonical(b, article())} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := body.Canonical(context.Background(), src, body.Options{Language: "en"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	persian := strings.Repeat("<p>رصدخانهٔ بندر را سنگ‌تراشانی از درهٔ کناری ساختند که زمستان‌ها سنگ می‌بریدند.</p>\n", 30)
	for name, src := range map[string]string{"en": canonical(b, article()), "fa": canonical(b, persian)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := body.Parse(src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadText(b *testing.B) {
	src := canonical(b, article())
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		body.ReadText(src)
	}
}

func BenchmarkText(b *testing.B) {
	d, err := body.Parse(canonical(b, article()))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		d.Text()
	}
}

func BenchmarkExcerpt(b *testing.B) {
	d, err := body.Parse(canonical(b, article()))
	if err != nil {
		b.Fatal(err)
	}
	text := d.Text().Plain
	b.ReportAllocs()
	for b.Loop() {
		body.Excerpt(text, 240)
	}
}

func BenchmarkMarkdown(b *testing.B) {
	d, err := body.Parse(canonical(b, article()))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := body.Markdown(d); err != nil {
			b.Fatal(err)
		}
	}
}
