package feedtest_test

import (
	"strings"
	"testing"

	"broadsheet/internal/feedtest"
	"broadsheet/internal/newstest"
)

// least is the share of the checkable statements that has to hold, by suite.
var least = map[string]float64{"feedparser": 0.98, "gofeed": 0.98, "miniflux": 0.98}

// leastOf is what single lines have to reach beside that.
var leastOf = map[string]float64{"feedparser, values": 0.98, "feedparser, sanitize": 1}

func TestSuitesOfOthers(t *testing.T) {
	newstest.Data(t, "feeds/feedparser-2106.zip")
	folder, _ := newstest.DataFolder()
	lines, err := feedtest.Count(folder)
	if err != nil {
		t.Fatal(err)
	}
	files, sums := 0, map[string]*feedtest.Line{}
	for _, l := range lines {
		files += l.Files
		t.Logf("%-22s %5d files, %5d read, %5d checkable, %5d right, %6.2f %%, %d without a place", l.Set, l.Files, l.Read, l.Checkable, l.Right, 100*l.Share(), l.NoPlace)
		if l.Share() < leastOf[l.Set] {
			t.Errorf("%s: %.4f of what it states holds, want %.3f:\n%s", l.Set, l.Share(), leastOf[l.Set], strings.Join(l.Wrong, "\n"))
		}
		suite, _, _ := strings.Cut(l.Set, ",")
		if sums[suite] == nil {
			sums[suite] = &feedtest.Line{}
		}
		sums[suite].Checkable += l.Checkable
		sums[suite].Right += l.Right
		sums[suite].Wrong = append(sums[suite].Wrong, l.Wrong...)
	}
	if files < 2*1361+745+500 {
		t.Errorf("only %d files: the sets are not whole", files)
	}
	for suite, want := range least {
		if sums[suite] == nil || sums[suite].Share() < want {
			t.Errorf("%s: less than %.2f of what it states holds: %+v", suite, want, sums[suite])
		}
	}
}
