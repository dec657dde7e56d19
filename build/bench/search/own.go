package search

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"broadsheet/build/bench/corpus"
	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
)

const ownLibrary = "bench"

func openIndex(ctx context.Context, dir string) (*index.Index, error) {
	return index.Open(ctx, index.Options{Dir: dir, Library: ownLibrary})
}

// buildOwn feeds the index as the follower does and merges it as that does when
// an import is over.
func buildOwn(ctx context.Context, p plan) (built, error) {
	x, err := openIndex(ctx, p.dir())
	if err != nil {
		return built{}, err
	}
	defer x.Close()
	var b built
	var batch index.Batch
	flush := func() error {
		batch.Watermark = index.Watermark{Seq: int64(b.Docs), Seen: int64(b.Docs)}
		err := x.Apply(ctx, batch)
		batch = index.Batch{}
		return err
	}
	for a, err := range corpus.Read(p.corpus, p.docs) {
		if err != nil {
			return b, err
		}
		batch.Documents = append(batch.Documents, document(a))
		b.add(a)
		if len(batch.Documents) == index.MaxBatch {
			if err := flush(); err != nil {
				return b, err
			}
		}
	}
	if err := flush(); err != nil {
		return b, err
	}
	if err := x.Merge(ctx); err != nil {
		return b, err
	}
	for x.Persisted().Seq < int64(b.Docs) {
		select {
		case <-ctx.Done():
			return b, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return b, swept(ctx, x, p.dir(), &b)
}

// swept waits until the files of merged segments are gone, as they are in a
// library soon after an import.
func swept(ctx context.Context, x *index.Index, dir string, b *built) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		info, err := x.Info()
		if err != nil {
			return err
		}
		b.Segments = info.Segments
		files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
		if err != nil || len(files) <= info.Segments {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d files stay for %d segments: %w", len(files), info.Segments, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func document(a corpus.Article) index.Document {
	return index.Document{
		Thing: news.ThingArticle, Row: news.Row(a.Row), Language: a.Language,
		Title: a.Title, Lead: a.Lead, Body: a.Body, Kind: a.Kind, Section: a.Section,
		Topics: a.Topics, Tags: a.Tags, Authors: a.Authors, Source: "1", Published: time.Unix(a.Published, 0).UTC(),
	}
}

// own is the program's index.
type own struct {
	*index.Index
	texts   *texts
	service *search.Service
}

func openOwn(ctx context.Context, p plan) (*own, error) {
	x, err := openIndex(ctx, p.dir())
	if err != nil {
		return nil, err
	}
	if x.Begun() != "" {
		x.Close()
		return nil, fmt.Errorf("the index in %s does not open: %s", filepath.Base(p.dir()), x.Begun())
	}
	o := &own{Index: x}
	if o.texts, err = openTexts(p.corpus, p.docs); err != nil {
		return nil, err
	}
	o.service = newService(o)
	return o, warm(ctx, x)
}

// warm reads ahead as the follower does. One reading may run into the limit of
// a search on a busy machine; what it read stays read.
func warm(ctx context.Context, x *index.Index) (err error) {
	for range 60 {
		if err = x.Warm(ctx); !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
	}
	return err
}

func (o *own) close() error { return errors.Join(o.texts.file.Close(), o.Index.Close()) }

func (o *own) ask(ctx context.Context, q question) (answer, error) {
	if q.Snippet {
		return o.page(ctx, q)
	}
	return o.find(ctx, q, false)
}

func (o *own) askExactly(ctx context.Context, q question) (answer, error) {
	return o.find(ctx, q, true)
}

func (o *own) find(ctx context.Context, q question, exactly bool) (answer, error) {
	parsed, err := query.Parse(q.text(exactly), query.Options{Strict: true})
	if err != nil {
		return answer{}, fmt.Errorf("parse %q: %w", q.text(exactly), err)
	}
	r := query.Request{Tree: parsed.Tree, Offset: q.Offset, Limit: q.limit(), FacetSize: facetSize}
	if q.Newest {
		r.Sort = query.SortNewest
	}
	if q.Facets {
		for _, name := range facetNames {
			r.Facets = append(r.Facets, query.Field(name))
		}
	}
	found, err := o.Search(ctx, r)
	if err != nil {
		return answer{}, err
	}
	if found.Partial {
		return answer{}, fmt.Errorf("%q was cut short by its deadline", q.text(exactly))
	}
	a := answer{total: found.Total, bounded: len(found.Notes) > 0}
	for _, hit := range found.Hits {
		a.rows = append(a.rows, int64(hit.Row))
	}
	for _, facet := range found.Facets {
		if a.facets == nil {
			a.facets = map[string][]int64{}
		}
		for _, count := range facet.Counts {
			a.facets[string(facet.Field)] = append(a.facets[string(facet.Field)], count.Count)
		}
	}
	return a, nil
}
