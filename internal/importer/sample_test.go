package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/internal/importer"
)

func TestADryRunTellsOfItsFirstArticlesBeforeABatchIsFull(t *testing.T) {
	var text strings.Builder
	for i := range 600 {
		fmt.Fprintf(&text, `{"id":"%d","title":"Title %d","language":"en","body_html":"<p>Words &amp; more of %d.</p>"}`+"\n", i, i, i)
	}
	var told []importer.Progress
	m := &memory{}
	_, err := host(m).Run(t.Context(), importer.Request{Files: []importer.File{{Content: strings.NewReader(text.String()), Name: "t.jsonl"}}, DryRun: true},
		func(now importer.Progress) { told = append(told, now) })
	if err != nil || len(told) < 4 {
		t.Fatal(len(told), err)
	}
	first, whole, batch, last := told[0], told[1], told[2], told[len(told)-1]
	if len(first.Samples) != 1 || first.Items != 0 || first.Samples[0].Title != "Title 0" || first.Samples[0].Text != "Words & more of 0." {
		t.Errorf("%+v", first)
	}
	if len(whole.Samples) != importer.MaxSamples || whole.Report.Added != 0 {
		t.Errorf("%+v", whole)
	}
	if batch.Report.Added == 0 || batch.Report.Added >= 600 || last.Report.Added != 600 || len(last.Samples) != importer.MaxSamples {
		t.Errorf("the counts grow: %d, %d", batch.Report.Added, last.Report.Added)
	}

	_, err = host(m).Run(t.Context(), importer.Request{ID: "i", Files: []importer.File{{Content: strings.NewReader(text.String()), Name: "t.jsonl"}}},
		func(now importer.Progress) {
			if now.Samples != nil {
				t.Error("what comes in needs no samples")
			}
		})
	if err != nil {
		t.Fatal(err)
	}
}
