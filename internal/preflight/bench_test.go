package preflight_test

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/preflight"
)

// longPiece has 20,000 words with links, quotations and pictures, none of its
// paragraphs like another.
func longPiece(t testing.TB, language string) preflight.Piece {
	t.Helper()
	words := map[string][]string{
		"en": strings.Fields("the council said on tuesday that harbour works would begin before winter and end “in good time” for ferries which carry bread, letters and schoolchildren (many of them) across what maps don't show"),
		"fa": strings.Fields("شورا روز سه‌شنبه گفت که کارهای بندر پیش از زمستان آغاز می‌شود و «به موقع» پایان می‌یابد برای کشتی‌هایی که نان، نامه و دانش‌آموزان (بسیاری) را با GPS از 3 دریا می‌برند"),
	}[language]
	var b strings.Builder
	n := 0
	for p := 0; n < 20_000; p++ {
		if p%20 == 0 {
			fmt.Fprintf(&b, "<h2>Part %d</h2>", p)
		}
		b.WriteString("<p>")
		for i := range 60 {
			fmt.Fprintf(&b, "%s ", words[(i*7+p*(i%5+1))%len(words)])
			n++
		}
		fmt.Fprintf(&b, `number%d <a href="/article/a-%d">here</a>.</p>`, p, p)
	}
	c, err := body.Canonical(t.Context(), b.String(), body.Options{Language: language})
	if err != nil {
		t.Fatal(err)
	}
	return preflight.Piece{Article: news.Article{Title: "A long piece", Language: language, Kind: news.KindReport}, Document: c.Document}
}

// BenchmarkCheck looks over 20,000 words; it has to stay below 50 ms.
func BenchmarkCheck(b *testing.B) {
	for _, language := range []string{"en", "fa"} {
		b.Run(language, func(b *testing.B) {
			p := longPiece(b, language)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := preflight.Check(b.Context(), p, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
