package index_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2024, 5, 15, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, dir string) *index.Index {
	t.Helper()
	x, err := index.Open(t.Context(), index.Options{Dir: dir, Library: "lib", Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

func put(t *testing.T, x *index.Index, seq int64, docs ...index.Document) {
	t.Helper()
	if err := x.Apply(t.Context(), index.Batch{Documents: docs, Watermark: index.Watermark{Seq: seq, Seen: seq}}); err != nil {
		t.Fatal(err)
	}
}

func article(row int, title, body string) index.Document {
	return index.Document{Thing: news.ThingArticle, Row: news.Row(row), Language: "en", Kind: "news",
		Title: title, Body: body, Published: now.AddDate(0, 0, -row)}
}

func find(t *testing.T, x *index.Index, text string, change func(*query.Request)) query.Found {
	t.Helper()
	q, err := query.Parse(text, query.Options{Today: now})
	if err != nil {
		t.Fatal(err)
	}
	r := query.Request{Tree: q.Tree, Limit: 1000}
	if change != nil {
		change(&r)
	}
	found, err := x.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return found
}

func rows(f query.Found) []int {
	var out []int
	for _, h := range f.Hits {
		out = append(out, int(h.Row))
	}
	return out
}

func TestSearch(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1,
		article(1, "Central bank raises rate", "The central bank of the region raised its rate. Elections are near."),
		article(2, "Rate of the bank", "A bank is central to trade, and trade to banks."),
		article(3, "Oil and gas", "Colour of oil. The election was held; gas prices fell."),
		article(4, "Ports", "Nothing but sea routes and colors."),
	)
	put(t, x, 2, article(5, "Oil prices", "Oil oil oil."), article(4, "Ports", "Nothing but sea routes and collar."))
	for text, want := range map[string][]int{
		"":                            {1, 2, 3, 4, 5},
		"bank":                        {2, 1},
		"central bank":                {1, 2},
		`"central bank"`:              {1},
		`"bank central"~2`:            {2},
		`"of the"`:                    {1, 2},
		"central NEAR/1 bank":         {1},
		"trade NEAR/3 banks":          {2},
		"elections":                   {1, 3},
		"exact:elections":             {1},
		"oil":                         {5, 3},
		"oil -gas":                    {5},
		"oil OR ports":                {5, 4, 3},
		"elect*":                      {1, 3},
		"col*r":                       {3, 4},
		"colour~1":                    {3},
		"title:oil":                   {5, 3},
		"body:rate":                   {1},
		"from:2024-05-13":             {1, 2},
		"date:2024-05-13":             {2},
		"-oil":                        {1, 2, 4},
		"colors":                      nil,
		"(oil OR bank) -(gas prices)": {5, 2, 1},
		"the oil":                     {5, 3},
		"kind:news oil":               {5, 3},
		"kind:report":                 nil,
		"lang:en rate":                {1, 2},
	} {
		got := rows(find(t, x, text, nil))
		if !cmp.Equal(sorted(got), sorted(want)) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
	if got := rows(find(t, x, "oil", nil)); !cmp.Equal(got, []int{5, 3}) {
		t.Errorf("by relevance: %v", got)
	}
	if got := rows(find(t, x, "", func(r *query.Request) { r.Sort = query.SortOldest })); !cmp.Equal(got, []int{5, 4, 3, 2, 1}) {
		t.Errorf("oldest first: %v", got)
	}
	if f := find(t, x, "bank oil", nil); !f.Relaxed || f.Total != 4 {
		t.Errorf("words of which no article has all: %+v", f)
	}
}

func sorted(in []int) map[int]bool {
	out := map[int]bool{}
	for _, n := range in {
		out[n] = true
	}
	return out
}

func TestFacetsLeaveTheirOwnFilterOut(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var docs []index.Document
	for i := range 12 {
		d := article(i+1, "Water", "Water everywhere.")
		d.Kind = []string{"news", "report", "opinion"}[i%3]
		d.Tags = []string{fmt.Sprintf("t%d", i%2)}
		if i%4 == 0 {
			d.Tags = append(d.Tags, "t9")
		}
		d.Published = time.Date(2020+i%2, 12, 31, 23, 0, 0, 0, time.UTC)
		docs = append(docs, d)
	}
	put(t, x, 1, docs[:7]...)
	put(t, x, 2, docs[7:]...)
	f := find(t, x, "water", func(r *query.Request) {
		r.Filters = []query.Values{{Field: query.FieldKind, Values: []string{"news"}}}
		r.Facets = []query.Field{query.FieldKind, query.FieldTag, query.FieldYear}
		r.Zone = time.FixedZone("", 3600)
	})
	want := []query.Facet{
		{Field: "kind", Counts: counts("news", 4, "opinion", 4, "report", 4)},
		{Field: "tag", Counts: counts("t0", 2, "t1", 2, "t9", 1)},
		{Field: "year", Counts: counts("2021", 2, "2022", 2)},
	}
	if diff := cmp.Diff(want, f.Facets); diff != "" || f.Total != 4 {
		t.Errorf("total %d: %s", f.Total, diff)
	}
}

func counts(valuesAndCounts ...any) []query.Count {
	var out []query.Count
	for i := 0; i < len(valuesAndCounts); i += 2 {
		out = append(out, query.Count{Value: valuesAndCounts[i].(string), Count: int64(valuesAndCounts[i+1].(int))})
	}
	return out
}

func TestSetsJoinAtQueryTime(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1, article(1, "a", "x"), article(70, "b", "x"), article(200, "c", "x"))
	f := find(t, x, "x is:starred", func(r *query.Request) {
		r.Sets = map[string]query.Rows{"is:starred": query.RowsOf([]news.Row{70, 300, 1})}
	})
	if got := rows(f); !cmp.Equal(sorted(got), sorted([]int{1, 70})) {
		t.Errorf("got %v", got)
	}
}

func TestWatermarkComesBackAfterAnEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x := open(t, dir)
	want := index.Watermark{Seq: 7, Seen: 9, Nonce: [8]byte{1, 2}}
	if err := x.Apply(t.Context(), index.Batch{Documents: []index.Document{article(1, "Oil", "x")}, Watermark: want}); err != nil {
		t.Fatal(err)
	}
	waitPersisted(t, x, 7)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x = open(t, dir)
	got, err := x.Watermark()
	if err != nil || got != want || x.Begun() != "" || x.Persisted() != want {
		t.Errorf("got %+v, %v; begun %q", got, err, x.Begun())
	}
	if got := rows(find(t, x, "oil", nil)); !cmp.Equal(got, []int{1}) {
		t.Errorf("finds %v", got)
	}
}

func waitPersisted(t *testing.T, x *index.Index, seq int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for x.Persisted().Seq < seq {
		select {
		case <-ctx.Done():
			t.Fatal("nothing was written within 20 s")
		case <-time.After(5 * time.Millisecond): // Bleve tells by a callback only
		}
	}
}

func TestWhatIsInDoubtIsSetAside(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, dir string){
		"no marker":       func(t *testing.T, dir string) { remove(t, dir, "READY") },
		"marker cut":      func(t *testing.T, dir string) { write(t, filepath.Join(dir, "READY"), "{") },
		"another library": func(t *testing.T, dir string) { write(t, filepath.Join(dir, "READY"), `{"library":"x"}`) },
		"opened in vain":  func(t *testing.T, dir string) { write(t, filepath.Join(dir, "OPENING"), "2") },
		"root file cut":   func(t *testing.T, dir string) { cut(t, filepath.Join(dir, "store", "root.bolt"), 9000) },
		"root file empty": func(t *testing.T, dir string) { cut(t, filepath.Join(dir, "store", "root.bolt"), 0) },
		"root file zeroed": func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "store", "root.bolt"), string(make([]byte, 65536)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			x := open(t, dir)
			put(t, x, 1, article(1, "Oil", "x"))
			waitPersisted(t, x, 1)
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, dir)
			x = open(t, dir)
			w, err := x.Watermark()
			if err != nil || w != (index.Watermark{}) || x.Begun() == "" {
				t.Fatalf("watermark %+v, %v; begun %q", w, err, x.Begun())
			}
			if aside, _ := filepath.Glob(dir + ".bad-*"); len(aside) != 1 {
				t.Errorf("set aside: %v", aside)
			}
			put(t, x, 1, article(2, "Gas", "x"))
			if got := rows(find(t, x, "gas", nil)); !cmp.Equal(got, []int{2}) {
				t.Errorf("finds %v", got)
			}
			if err := x.Forget(); err != nil {
				t.Error(err)
			}
			if aside, _ := filepath.Glob(dir + ".bad-*"); len(aside) != 0 {
				t.Errorf("still set aside: %v", aside)
			}
		})
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func cut(t *testing.T, path string, size int64) {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func TestAFlippedBitIsFoundAfterAnUncleanEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	x := open(t, dir)
	put(t, x, 1, article(1, "Oil", "Oil and gas in the region"))
	waitPersisted(t, x, 1)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("segments: %v, %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/3] ^= 4
	if err := os.WriteFile(files[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "RUNNING"), "")
	x = open(t, dir)
	if x.Begun() == "" { // it may already be found while opening
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		for x.Damaged() == nil && ctx.Err() == nil {
			<-time.After(time.Millisecond)
		}
		if x.Damaged() == nil {
			t.Fatal("nobody saw it")
		}
		if _, err := x.Search(t.Context(), query.Request{Tree: query.All{}}); news.CodeOf(err) != news.CodeDamaged {
			t.Errorf("search gives %v", err)
		}
		if err := x.Reset("damaged"); err != nil {
			t.Fatal(err)
		}
	}
	if f := find(t, x, "", nil); f.Total != 0 || x.Damaged() != nil {
		t.Errorf("after the reset: %+v, %v", f, x.Damaged())
	}
}

func TestAFullDiskStopsWritingButNotSearching(t *testing.T) {
	free := uint64(10 << 30)
	x, err := index.Open(t.Context(), index.Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "lib",
		Free: func(string) (uint64, error) { return free, nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	put(t, x, 1, article(1, "Oil", "x"))
	free = 100 << 20
	err = x.Apply(t.Context(), index.Batch{Documents: []index.Document{article(2, "Oil", "x")}, Watermark: index.Watermark{Seq: 2}})
	if news.CodeOf(err) != news.CodeFull {
		t.Errorf("got %v", err)
	}
	if f := find(t, x, "oil", nil); f.Total != 1 {
		t.Errorf("found %d", f.Total)
	}
}

func TestSearchesAndWritesAtOnce(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	done := make(chan error, 1)
	go func() {
		for i := range 40 {
			if err := x.Apply(context.Background(), index.Batch{Documents: []index.Document{article(i+1, "Oil", "gas and oil")}, Watermark: index.Watermark{Seq: int64(i + 1)}}); err != nil {
				done <- err
				return
			}
		}
		done <- x.Merge(context.Background())
	}()
	for {
		f := find(t, x, `oil "gas and" ga*`, func(r *query.Request) { r.Facets = []query.Field{query.FieldKind} })
		if int(f.Total) != len(f.Hits) {
			t.Fatalf("total %d, hits %d", f.Total, len(f.Hits))
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			if f := find(t, x, "oil", nil); f.Total != 40 {
				t.Errorf("found %d", f.Total)
			}
			return
		default:
		}
	}
}

func TestSpelling(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1, article(1, "Parliament", "x"), article(2, "Parliament", "x"), article(3, "Parliament", "x"))
	for word, want := range map[string]string{"parlament": "parliament", "pariliament": "parliament", "parliament": "", "xyz": "", "1234": ""} {
		if got, err := x.Spellings(t.Context(), []string{word}); err != nil || got[0] != want {
			t.Errorf("%q: got %q, %v; want %q", word, got, err, want)
		}
	}
}

func TestAFileThatShrinksUnderASearchIsAnError(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files that are mapped cannot be cut there")
	}
	dir := filepath.Join(t.TempDir(), "index")
	x := open(t, dir)
	for i := range 3 {
		put(t, x, int64(i+1), article(i+1, "Oil", "Oil and gas in the region"))
	}
	waitPersisted(t, x, 3)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x = open(t, dir)
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("segments: %v, %v", files, err)
	}
	for _, f := range files {
		cut(t, f, 0)
	}
	if _, err := x.Search(t.Context(), query.Request{Tree: query.Word{Text: "oil"}, Limit: 3}); err == nil {
		t.Error("the search saw nothing")
	}
	if x.Damaged() == nil {
		t.Error("the index is trusted still")
	}
	if err := x.Reset("damaged"); err != nil {
		t.Fatal(err)
	}
	put(t, x, 1, article(1, "Oil", "x"))
	if f := find(t, x, "oil", nil); f.Total != 1 {
		t.Errorf("found %d", f.Total)
	}
}
