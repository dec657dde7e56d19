package search

import (
	"math"
	"runtime"
	"slices"
	"time"
)

// report is what is printed of one size of corpus.
type report struct {
	Docs      int           `json:"docs"`
	TextBytes int64         `json:"text_bytes"`
	Training  string        `json:"trained_on"`
	Date      string        `json:"date"`
	Machine   machine       `json:"machine"`
	Index     []indexFigure `json:"index"`
	Queries   []queryFigure `json:"queries"`
	Ratio     []ratio       `json:"ratio"`
	Mean      []mean        `json:"geometric_mean"`
	Checks    checks        `json:"checks"`
	Skipped   []skipped     `json:"skipped,omitempty"`
}

// skipped is an engine that this machine cannot measure.
type skipped struct {
	Engine string `json:"engine"`
	Why    string `json:"why"`
}

type machine struct {
	System     string `json:"system"`
	Processors int    `json:"processors"`
	Go         string `json:"go"`
}

type indexFigure struct {
	Engine   string  `json:"engine"`
	Rate     float64 `json:"docs_per_cpu_s"`
	Size     float64 `json:"bytes_per_text_byte"`
	Peak     float64 `json:"peak_rss_mb"`
	Segments int     `json:"segments,omitempty"`
}

type queryFigure struct {
	Class  string  `json:"class"`
	Engine string  `json:"engine"`
	P50    float64 `json:"p50_ms"`
	P95    float64 `json:"p95_ms"`
	P99    float64 `json:"p99_ms"`
	N      int     `json:"n"`
}

// ratio is how the program's median of a class compares; 0 where the other has
// no answer.
type ratio struct {
	Class  string  `json:"class"`
	FTS5   float64 `json:"own_over_fts5_p50"`
	Bleve  float64 `json:"own_over_bleve_p50,omitempty"`
	Xapian float64 `json:"own_over_xapian_p50,omitempty"`
}

// mean is the geometric mean of the ratios to an engine over the classes that
// both answer.
type mean struct {
	Engine  string  `json:"engine"`
	Own     float64 `json:"own_over_it_p50"`
	Classes int     `json:"classes"`
}

func newReport(docs int, training string, at time.Time) report {
	return report{Docs: docs, Training: training, Date: at.UTC().Format(time.DateOnly),
		Machine: machine{runtime.GOOS + "/" + runtime.GOARCH, runtime.NumCPU(), runtime.Version()}}
}

func (r *report) built(engine string, b built) {
	r.TextBytes = max(r.TextBytes, b.TextBytes)
	r.Index = append(r.Index, indexFigure{
		Engine: engine, Rate: round(float64(b.Docs) / b.CPU), Size: round(float64(b.Bytes) / float64(r.TextBytes)),
		Peak: round(float64(b.Peak) / (1 << 20)), Segments: b.Segments,
	})
}

// everything is the class that all queries are counted in as well.
const everything = "all"

// timed adds the figures of every class, then those of all queries together,
// then the ratios.
func (r *report) timed(questions []question, all times) {
	names := classNames(questions)
	engines := make([]string, 0, len(all))
	for engine := range all {
		engines = append(engines, engine)
	}
	slices.Sort(engines)
	medians := map[string]map[string]float64{}
	for _, class := range append(slices.Clone(names), everything) {
		medians[class] = map[string]float64{}
		for _, engine := range engines {
			var list []time.Duration
			for i, q := range questions {
				if took := all[engine][i]; took >= 0 && (q.Class == class || class == everything) {
					list = append(list, took)
				}
			}
			if len(list) == 0 {
				continue
			}
			slices.Sort(list)
			f := queryFigure{class, engine, at(list, 50), at(list, 95), at(list, 99), len(list)}
			r.Queries, medians[class][engine] = append(r.Queries, f), f.P50
		}
	}
	r.compare(names, medians)
}

func (r *report) compare(classes []string, medians map[string]map[string]float64) {
	sums, counts := map[string]float64{}, map[string]int{}
	for _, class := range classes {
		over := func(engine string) float64 {
			own, theirs := medians[class][engineOwn], medians[class][engine]
			if own == 0 || theirs == 0 {
				return 0
			}
			sums[engine] += math.Log(own / theirs)
			counts[engine]++
			return round(own / theirs)
		}
		r.Ratio = append(r.Ratio, ratio{class, over(engineFTS5), over(engineBleve), over(engineXapian)})
	}
	for _, engine := range []string{engineBleve, engineFTS5, engineXapian} {
		if n := counts[engine]; n > 0 {
			r.Mean = append(r.Mean, mean{engine, round(math.Exp(sums[engine] / float64(n))), n})
		}
	}
}

func classNames(questions []question) (names []string) {
	for _, q := range questions {
		if !slices.Contains(names, q.Class) {
			names = append(names, q.Class)
		}
	}
	return names
}

// at gives a percentile in milliseconds: the smallest time that so many of a
// hundred do not exceed.
func at(sorted []time.Duration, percent int) float64 {
	i := (len(sorted)*percent + 99) / 100
	return round(float64(sorted[max(i, 1)-1].Microseconds()) / 1000)
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
