package index_test

import (
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
)

func garbagePercent() int {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}

func TestGarbageLiesAsBeforeOnceABulkIsOver(t *testing.T) {
	const before = 117
	defer debug.SetGCPercent(debug.SetGCPercent(before))
	article := index.Document{Thing: news.ThingArticle, Row: 1, Title: "One more"}
	for name, end := range map[string]func(t *testing.T, x *index.Index) error{
		"by a save":  func(t *testing.T, x *index.Index) error { put(t, x, 2, article); return nil },
		"by a merge": func(t *testing.T, x *index.Index) error { return x.Merge(t.Context()) },
		"by its end": func(_ *testing.T, x *index.Index) error { return x.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			x := open(t, filepath.Join(t.TempDir(), "index"))
			many := make([]index.Document, 100)
			for i := range many {
				many[i] = article
				many[i].Row = news.Row(i + 1)
			}
			put(t, x, 1, many...)
			if got := garbagePercent(); got >= before {
				t.Fatalf("in a bulk it is %d", got)
			}
			if err := end(t, x); err != nil {
				t.Fatal(err)
			}
			if got := garbagePercent(); got != before {
				t.Errorf("it is %d, want %d", got, before)
			}
		})
	}
}
