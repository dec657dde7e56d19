package crash

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

const (
	articles   = 400 // ids a1 to a400
	batchMost  = 60
	removeMost = 5
)

// worker edits a library until it is killed.
type worker struct {
	*library
	*rand.Rand
	out     io.Writer
	run     string // distinguishes the versions of this process from all others
	version int
	imports int
}

// Work opens the library in dir and edits it until the process is killed.
func Work(ctx context.Context, dir string, seed uint64, out io.Writer) error {
	l, err := open(ctx, dir)
	if err != nil {
		return err
	}
	w := &worker{library: l, Rand: rand.New(rand.NewPCG(seed, 11)), out: out, run: fmt.Sprintf("r%x", seed)}
	failed := make(chan error, 1)
	go func() { failed <- l.follower.Run(ctx) }()
	for {
		select {
		case err := <-failed:
			return err
		default:
		}
		if err := w.step(ctx); err != nil {
			return err
		}
	}
}

func (w *worker) step(ctx context.Context) error {
	switch n := w.IntN(20); {
	case n < 13:
		return w.put(ctx)
	case n < 15:
		return w.remove(ctx)
	case n < 17:
		w.follower.Notify()
		return w.look(ctx)
	case n < 18:
		wait, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
		defer cancel()
		_, err := w.follower.WaitAll(wait)
		return err
	case n < 19:
		return w.db.Trim(ctx, w.index.Persisted().Seq)
	}
	return w.index.Merge(ctx)
}

// put adds or alters some articles. Each version has a word of its own.
func (w *worker) put(ctx context.Context) error {
	w.imports++
	label := fmt.Sprintf("%si%d", w.run, w.imports)
	if err := w.db.BeginImport(ctx, news.Import{ID: label, Label: label, Format: "crash"}); err != nil {
		return fmt.Errorf("begin import: %w", err)
	}
	b := news.Batch{Import: label, Source: "crash"}
	said := ""
	in := map[int]bool{}
	for range 1 + w.IntN(batchMost) {
		n := 1 + w.IntN(articles)
		if in[n] {
			continue
		}
		in[n] = true
		w.version++
		word := fmt.Sprintf("%sv%d", w.run, w.version)
		b.Records = append(b.Records, news.Record{Article: &news.Article{
			ID: fmt.Sprintf("a%d", n), Kind: news.KindNews, Language: "en", Title: "Item " + word,
			Published: time.Date(2020, 1, 1, n%24, 0, 0, 0, time.UTC),
			Body:      "<p id=\"aaaaaaaa\">Everything about the item.</p>\n",
		}})
		said += fmt.Sprintf(" a%d=%s", n, word)
	}
	return w.say(said, func() error {
		_, problems, err := w.db.Ingest(ctx, b)
		if err == nil && len(problems) > 0 {
			err = fmt.Errorf("problem: %v", problems[0])
		}
		return err
	}, func() { w.follower.Notify() })
}

func (w *worker) remove(ctx context.Context) error {
	var ids []string
	said := ""
	in := map[string]bool{}
	for range 1 + w.IntN(removeMost) {
		id := fmt.Sprintf("a%d", 1+w.IntN(articles))
		if _, err := w.db.Article(ctx, id); err != nil || in[id] {
			continue
		}
		in[id] = true
		ids = append(ids, id)
		said += " " + id + "=-"
	}
	if len(ids) == 0 {
		return nil
	}
	return w.say(said, func() error {
		_, err := w.db.Remove(ctx, ids)
		return err
	}, w.follower.Notify)
}

// say tells what is tried, does it, and tells that it is done.
func (w *worker) say(what string, do func() error, after func()) error {
	if _, err := fmt.Fprintf(w.out, "TRY%s\n", what); err != nil {
		return err
	}
	if err := do(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if _, err := fmt.Fprintf(w.out, "ACK%s\n", what); err != nil {
		return err
	}
	after()
	return nil
}

func (w *worker) look(ctx context.Context) error {
	q, err := query.Parse(`item "about the" ev*`, query.Options{})
	if err != nil {
		return err
	}
	_, err = w.index.Search(ctx, query.Request{Tree: q.Tree, Limit: 20, Facets: []query.Field{query.FieldKind}})
	if news.CodeOf(err) == news.CodeDamaged || news.CodeOf(err) == news.CodeBusy {
		return nil
	}
	return err
}
