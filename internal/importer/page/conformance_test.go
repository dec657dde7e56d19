package page_test

import (
	"os"
	"testing"

	"broadsheet/internal/newstest"
	"broadsheet/internal/pagetest"
)

// TestSetsOfOthers holds us to the floors of the pages of three other projects;
// docs/import.md has the figures beside theirs. With PAGE_DEBUG it tells what was
// not found, but for the half that the rules were not made on.
func TestSetsOfOthers(t *testing.T) {
	newstest.Data(t, "extract/mozilla-readability-130.zip")
	folder, _ := newstest.DataFolder()
	lines, err := pagetest.Count(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		t.Logf("%s, %d pages, %d refused: text %.4f (P %.3f R %.3f), titles %d of %d, or heading %d, dates %d of %d", l.Set, l.Pages, l.Refused,
			l.Text, l.Precision, l.Recall, l.Titles.Right, l.Titles.Of, l.Headings.Right, l.Dates.Right, l.Dates.Of)
		for _, short := range l.Short() {
			t.Error(short)
		}
		if os.Getenv("PAGE_DEBUG") == "" {
			continue
		}
		for _, wrong := range l.Wrong {
			t.Log(wrong)
		}
	}
}
