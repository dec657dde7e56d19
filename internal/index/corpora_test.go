package index_test

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"

	_ "modernc.org/sqlite"
)

// text is an article of a corpus whose kind is known.
type text struct{ Title, Body, Class string }

// corpusOf reads a corpus; where it is absent the test is skipped.
func corpusOf(t testing.TB, file string) []text {
	t.Helper()
	newstest.Data(t, file)
	folder, _ := newstest.DataFolder()
	for _, c := range newstest.Corpora() {
		if c.File != file {
			continue
		}
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, c, &lines); err != nil {
			t.Fatal(err)
		}
		var out []text
		for d := json.NewDecoder(&lines); d.More(); {
			var line struct {
				Title   string `json:"title"`
				Body    string `json:"body_text"`
				Section string `json:"section"`
			}
			if err := d.Decode(&line); err != nil {
				t.Fatal(err)
			}
			out = append(out, text{line.Title, line.Body, line.Section})
		}
		return out
	}
	t.Fatalf("no corpus %s", file)
	return nil
}

func (x text) document(row int) index.Document {
	return index.Document{Thing: news.ThingArticle, Row: news.Row(row), Language: "en", Title: x.Title, Body: x.Body}
}

func fillWith(b *testing.B, x *index.Index, texts []text) {
	b.Helper()
	for from := 0; from < len(texts); from += index.MaxBatch {
		batch := index.Batch{Watermark: index.Watermark{Seq: int64(from + 1)}}
		for i := from; i < min(from+index.MaxBatch, len(texts)); i++ {
			batch.Documents = append(batch.Documents, texts[i].document(i+1))
		}
		if err := x.Apply(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := x.Merge(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// rival is FTS5 over the same texts, asked for the 25 words that stand out most
// in an article as an OR.
type rival struct {
	db    *sql.DB
	count map[string]int
	texts []text
}

func newRival(b *testing.B, texts []text) *rival {
	b.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	b.Cleanup(func() { db.Close() })
	r := &rival{db: db, count: map[string]int{}, texts: texts}
	if _, err := db.Exec(`CREATE VIRTUAL TABLE f USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2'); BEGIN`); err != nil {
		b.Fatal(err)
	}
	for i, x := range texts {
		if _, err := db.Exec(`INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)`, i+1, x.Title, x.Body); err != nil {
			b.Fatal(err)
		}
		for word := range x.counted() {
			r.count[word]++
		}
	}
	if _, err := db.Exec(`COMMIT`); err != nil {
		b.Fatal(err)
	}
	return r
}

func (x text) counted() map[string]float64 {
	out := map[string]float64{}
	for i, part := range []string{x.Title, x.Body} {
		for t := range lang.Tokens(part, "en") {
			out[strings.Clone(t.Term)] += float64(3 - 2*i)
		}
	}
	return out
}

func (r *rival) related(b *testing.B, at int) []int {
	b.Helper()
	type weighed struct {
		word   string
		weight float64
	}
	var list []weighed
	for word, n := range r.texts[at].counted() {
		if r.count[word] >= 5 {
			list = append(list, weighed{word, n * math.Log(float64(len(r.texts))/float64(r.count[word]))})
		}
	}
	slices.SortFunc(list, func(a, b weighed) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.word, b.word)) })
	var words []string
	for _, w := range list[:min(25, len(list))] {
		words = append(words, `"`+w.word+`"`)
	}
	if len(words) == 0 {
		return nil
	}
	rows, err := r.db.Query(`SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f, 3, 1) LIMIT 6`, strings.Join(words, " OR "))
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	var out []int
	for rows.Next() {
		var row int
		if err := rows.Scan(&row); err != nil {
			b.Fatal(err)
		}
		if row != at+1 && len(out) < 5 {
			out = append(out, row)
		}
	}
	return out
}

// BenchmarkSpellings asks an index of two corpora what was meant by each of the
// words of Norvig's first list that no article has. It tells how many of the
// answers are right, of those with an answer and of all, and what one costs.
func BenchmarkSpellings(b *testing.B) {
	var texts []text
	for _, c := range newstest.Corpora()[:2] {
		texts = append(texts, corpusOf(b, c.File)...)
	}
	x := openBench(b)
	fillWith(b, x, texts)
	list, err := os.ReadFile(newstest.Data(b, "spelling/norvig-1.txt"))
	if err != nil {
		b.Fatal(err)
	}
	var asked, right, answered int
	var spent time.Duration
	for b.Loop() {
		asked, right, answered, spent = 0, 0, 0, 0
		for _, pair := range regexp.MustCompile(`'([^']+)'\s*:\s*'([^']+)'`).FindAllStringSubmatch(string(list), -1) {
			for _, typed := range strings.Fields(pair[2]) {
				asked++
				before := cpuTime()
				better, err := x.Spellings(b.Context(), []string{typed})
				spent += cpuTime() - before
				if err != nil {
					b.Fatal(err)
				}
				answered += min(1, len(better[0]))
				if better[0] == pair[1] {
					right++
				}
			}
		}
	}
	b.ReportMetric(float64(right)/float64(asked), "right")
	b.ReportMetric(float64(answered)/float64(asked), "answered")
	b.ReportMetric(spent.Seconds()*1000/float64(asked), "cpu-ms/word")
}

// BenchmarkRelated tells which share of the first five articles like one is of
// its class, ours and FTS5's in one run, and what it costs.
func BenchmarkRelated(b *testing.B) {
	for name, file := range map[string]string{"20news": "corpora/20news-train.en.jsonl.zst", "agnews": "corpora/agnews-test.en.jsonl.zst"} {
		b.Run(name, func(b *testing.B) {
			texts := corpusOf(b, file)
			x := openBench(b)
			fillWith(b, x, texts)
			r := newRival(b, texts)
			own, theirs, all, ownAll, asked := 0, 0, 0, 0, 0
			var ownTime, theirTime time.Duration
			step := max(1, len(texts)/500)
			for b.Loop() {
				own, theirs, all, ownAll, asked, ownTime, theirTime = 0, 0, 0, 0, 0, 0, 0
				for at := 0; at < len(texts); at += step {
					asked++
					before := cpuTime()
					kin, err := x.Related(b.Context(), texts[at].document(at+1), 5)
					ownTime += cpuTime() - before
					if err != nil {
						b.Fatal(err)
					}
					for _, h := range kin.Hits {
						ownAll++
						if texts[h.Row-1].Class == texts[at].Class {
							own++
						}
					}
					before = cpuTime()
					for _, row := range r.related(b, at) {
						all++
						if texts[row-1].Class == texts[at].Class {
							theirs++
						}
					}
					theirTime += cpuTime() - before
				}
			}
			b.ReportMetric(float64(own)/float64(ownAll), "same-class")
			b.ReportMetric(float64(theirs)/float64(all), "fts5-same-class")
			b.ReportMetric(float64(ownAll)/float64(asked), "found")
			b.ReportMetric(float64(all)/float64(asked), "fts5-found")
			b.ReportMetric(ownTime.Seconds()*1000/float64(asked), "cpu-ms/article")
			b.ReportMetric(theirTime.Seconds()*1000/float64(asked), "fts5-cpu-ms/article")
			fmt.Fprintln(b.Output(), name, asked, "articles asked")
		})
	}
}
