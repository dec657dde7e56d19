package page_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/newstest"
	"broadsheet/internal/pagetest"
)

// BenchmarkAgainstReadability measures extracting, sanitising and canonicalising
// beside go-readability alone, page by page in turn, on Mozilla's pages. The
// metric ratio is to stay below 1.4.
func BenchmarkAgainstReadability(b *testing.B) {
	newstest.Data(b, "extract/mozilla-readability-130.zip")
	folder, _ := newstest.DataFolder()
	samples, err := pagetest.Mozilla(folder)
	if err != nil {
		b.Fatal(err)
	}
	var ours, theirs time.Duration
	pages := 0
	for b.Loop() {
		for _, s := range samples {
			start := time.Now()
			a, _, err := page.Extract(context.Background(), s.Content, page.Hints{Base: s.Address})
			if err == nil {
				_, err = body.Canonical(context.Background(), a.Body, body.Options{Language: a.Language})
				if err != nil {
					b.Fatal(err)
				}
			}
			middle := time.Now()
			article, err := readability.FromReader(bytes.NewReader(s.Content), nil)
			if err != nil {
				b.Fatal(err)
			}
			if article.Node != nil {
				var out strings.Builder
				if err := article.RenderHTML(&out); err != nil {
					b.Fatal(err)
				}
			}
			ours += middle.Sub(start)
			theirs += time.Since(middle)
			pages++
		}
	}
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
	b.ReportMetric(float64(ours.Microseconds())/float64(pages)/1000, "ms/page")
	b.ReportMetric(float64(theirs.Microseconds())/float64(pages)/1000, "ms/page-readability")
}
