package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/query"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/facet"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// bleves are Bleve's own searchers on the files of the program's index.
type bleves struct {
	index  *scorch.Scorch
	queue  *bleveindex.AnalysisQueue
	reader bleveindex.IndexReader
	folder string
}

// openBleve opens the files under a second name each, read-only: scorch locks
// its folder.
func openBleve(p plan) (*bleves, error) {
	from := filepath.Join(plan{engine: engineOwn, corpus: p.corpus, docs: p.docs}.dir(), "store")
	if err := os.RemoveAll(p.dir()); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(p.dir(), 0o700); err != nil {
		return nil, err
	}
	files, err := os.ReadDir(from)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		source, target := filepath.Join(from, file.Name()), filepath.Join(p.dir(), file.Name())
		if filepath.Ext(file.Name()) == ".zap" {
			err = os.Link(source, target)
		} else {
			var raw []byte
			if raw, err = os.ReadFile(source); err == nil {
				err = os.WriteFile(target, raw, 0o600)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("double the index: %w", err)
		}
	}
	b := &bleves{queue: bleveindex.NewAnalysisQueue(1), folder: p.dir()}
	opened, err := scorch.NewScorch(scorch.Name, map[string]any{"path": p.dir(), "read_only": true}, b.queue)
	if err != nil {
		return nil, err
	}
	s, ok := opened.(*scorch.Scorch)
	if !ok {
		return nil, fmt.Errorf("unexpected %T", opened)
	}
	if err := s.Open(); err != nil {
		return nil, fmt.Errorf("open the index read-only: %w", err)
	}
	b.index = s
	b.reader, err = s.Reader()
	return b, err
}

func (b *bleves) close() error {
	err := errors.Join(b.reader.Close(), b.index.Close())
	b.queue.Close()
	return errors.Join(err, os.RemoveAll(b.folder))
}

func (b *bleves) ask(ctx context.Context, q question) (answer, error) { return b.find(ctx, q, false) }

func (b *bleves) askExactly(ctx context.Context, q question) (answer, error) {
	return b.find(ctx, q, true)
}

func (b *bleves) find(ctx context.Context, q question, exactly bool) (a answer, err error) {
	if q.Snippet || q.Form == formFuzzy && exactly {
		return a, errUnable
	}
	searcher, err := blevesQuery(q, exactly).Searcher(ctx, b.reader, mapping.NewIndexMapping(), search.SearcherOptions{Score: scoring(q)})
	if err != nil {
		return a, err
	}
	order := search.SortOrder{&search.SortScore{Desc: true}}
	if q.Newest {
		order = search.SortOrder{&search.SortField{Field: "date", Desc: true, Type: search.SortFieldAsString}, &search.SortDocID{Desc: true}}
	}
	all := collector.NewTopNCollector(q.limit(), q.Offset, order)
	if q.Facets {
		facets := search.NewFacetsBuilder(b.reader)
		for _, name := range facetNames {
			facets.Add(name, facet.NewTermsFacetBuilder(name, facetSize))
		}
		all.SetFacetsBuilder(facets)
	}
	if err := errors.Join(all.Collect(ctx, searcher, b.reader), searcher.Close()); err != nil {
		return a, err
	}
	a.total = int64(all.Total())
	for _, hit := range all.Results() {
		a.rows = append(a.rows, rowOf(hit.ID))
	}
	for name, result := range all.FacetResults() {
		if a.facets == nil {
			a.facets = map[string][]int64{}
		}
		for _, term := range result.Terms.Terms() {
			a.facets[name] = append(a.facets[name], int64(term.Count))
		}
	}
	return a, nil
}

func scoring(q question) string {
	if q.Newest {
		return "none"
	}
	return ""
}

// rowOf reads the row out of an id: behind a byte for the kind of thing, eight
// bytes, the largest first.
func rowOf(id string) (row int64) {
	for i := 1; i < len(id); i++ {
		row = row<<8 | int64(id[i])
	}
	return row
}

func blevesQuery(q question, exactly bool) blevequery.Query {
	words := make([]blevequery.Query, len(q.Words))
	for i, w := range q.Words {
		words[i] = inFields(func(field string) []blevequery.Query { return wordIn(field, w, exactly) })
	}
	last := len(words) - 1
	var text blevequery.Query
	switch q.Form {
	case formAll:
		return blevequery.NewMatchAllQuery()
	case formOr:
		text = blevequery.NewDisjunctionQuery(words)
	case formPhrase:
		terms := make([]string, len(q.Words))
		for i, w := range q.Words {
			terms[i] = lang.Fold(w)
		}
		text = inFields(func(field string) []blevequery.Query {
			return []blevequery.Query{blevequery.NewPhraseQuery(terms, field)}
		})
	case formPrefix:
		words[last] = inFields(func(field string) []blevequery.Query {
			p := blevequery.NewPrefixQuery(lang.Fold(q.Words[last]))
			p.SetField(field)
			return []blevequery.Query{p}
		})
		text = blevequery.NewConjunctionQuery(words)
	case formFuzzy:
		text = inFields(func(field string) []blevequery.Query {
			f := blevequery.NewFuzzyQuery(lang.Fold(q.Words[0]))
			f.SetField(field)
			f.SetFuzziness(1)
			f.SetPrefix(1)
			return []blevequery.Query{f}
		})
	case formAndNot:
		text = blevequery.NewBooleanQuery(words[:last], nil, words[last:])
	default:
		text = blevequery.NewConjunctionQuery(words)
	}
	if q.Section == "" {
		return text
	}
	return blevequery.NewConjunctionQuery([]blevequery.Query{text, term("section", q.Section), between(q)})
}

// between is a range of terms, as keywords that sort by date allow.
func between(q question) blevequery.Query {
	first, after := q.dates()
	yes, no := true, false
	r := blevequery.NewTermRangeInclusiveQuery(dateTerm(first), dateTerm(after), &yes, &no)
	r.SetField("date")
	return r
}

// dateTerm writes a date as the index does: eight digits in base 32 of the
// second, moved up by 2^39.
func dateTerm(second int64) string {
	const digits = "0123456789abcdefghijklmnopqrstuv"
	var b [8]byte
	n := uint64(second + 1<<39)
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = digits[n&31]
		n >>= 5
	}
	return string(b[:])
}

func inFields(of func(field string) []blevequery.Query) blevequery.Query {
	var all []blevequery.Query
	for _, field := range []string{"title", "lead", "body"} {
		all = append(all, of(field)...)
	}
	return blevequery.NewDisjunctionQuery(all)
}

// wordIn gives the terms under which the index keeps a word: as folded, and
// unless asked exactly its stems in the languages of the corpus that are written
// so, behind the byte that marks one and, where a word is its own stem, bare.
func wordIn(field, word string, exactly bool) []blevequery.Query {
	var terms []string
	for _, language := range languagesOf(word) {
		tokens := query.Tokens(word, language)
		if len(tokens) != 1 {
			continue
		}
		terms = append(terms, tokens[0].Term)
		if !exactly {
			for _, stem := range []string{lang.Stem(tokens[0].Word, language), lang.Stem(tokens[0].Term, language)} {
				terms = append(terms, "\x01"+stem, stem)
			}
		}
	}
	seen := map[string]bool{}
	var list []blevequery.Query
	for _, t := range terms {
		if !seen[t] {
			seen[t] = true
			list = append(list, term(field, t))
		}
	}
	return list
}

func languagesOf(word string) []string {
	if strings.IndexFunc(word, func(r rune) bool { return r >= 0x600 && r < 0x700 }) >= 0 {
		return []string{"ar", "fa"}
	}
	return []string{"en", "es"}
}

func term(field, text string) blevequery.Query {
	q := blevequery.NewTermQuery(text)
	q.SetField(field)
	return q
}
