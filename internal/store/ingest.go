package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/news"
)

// ingest is a batch on its way in.
type ingest struct {
	*tx
	batch    news.Batch
	record   importRecord
	problems []news.Problem
	added    []run
	choices  []choice
	at       int      // index of the record under way
	shelves  *shelves // collections, once one came
}

// run is a stretch of articles that a batch added: Count rows from Row on,
// whose revs run from Rev on.
type run struct {
	Row   int64 `json:"row"`
	Rev   int64 `json:"rev"`
	Count int64 `json:"count"`
}

// choice is an article's own word on its place in Editor's Choice.
type choice struct {
	rank   int
	public string
	own    string
}

// Ingest stores a batch of records in one transaction; a few hundred are a
// good size. Bodies must be canonical. The import must have been begun.
//
// An article is known by its source and id: not there, it is added; there with
// the same content, it is unchanged; else it gets a new version. Articles
// without an id of their own are duplicates where their address or text is
// here already. Names (topics, tags, sections, authors, sources) are made when
// missing. Records of other types replace what they name.
//
// The outcomes stand in the order of the records. A record that cannot be kept
// is OutcomeSkipped with a problem, and the rest goes in; problems also tell of
// what was kept but altered. An error means that nothing of the batch was kept.
func (db *DB) Ingest(ctx context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	return db.ingest(ctx, b, false)
}

// Preview says what Ingest would do with a batch, and stores nothing; it needs
// no import. It holds up other writers as long as Ingest would.
func (db *DB) Preview(ctx context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	return db.ingest(ctx, b, true)
}

// errPreview takes a preview's transaction back.
var errPreview = errors.New("preview")

func (db *DB) ingest(ctx context.Context, b news.Batch, preview bool) ([]news.Outcome, []news.Problem, error) {
	ready := make([]prepared, len(b.Records))
	for i, rec := range b.Records {
		if rec.Article != nil {
			ready[i] = prepare(rec.Article)
			ready[i].came = ready[i].check
		}
		if rec.Came != nil {
			ready[i].came = prepare(rec.Came).check
		}
	}
	outcomes := make([]news.Outcome, len(b.Records))
	var problems []news.Problem
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		in := &ingest{tx: t, batch: b}
		var err error
		if preview {
			in.batch.Import = randomID()
			if err := t.insertImport(ctx, news.Import{ID: in.batch.Import, State: "running", Started: t.now}); err != nil {
				return err
			}
		}
		if in.record, err = t.importByID(ctx, in.batch.Import); err != nil {
			return err
		}
		for i, rec := range b.Records {
			if err := t.canceled(); err != nil {
				return err
			}
			in.at = i
			if outcomes[i], err = in.store(ctx, rec, &ready[i]); err != nil {
				return fmt.Errorf("store %s: %w", in.where(), err)
			}
		}
		problems = in.problems
		if err := in.finish(ctx); err != nil {
			return err
		}
		if err := in.count(ctx, outcomes); err != nil || !preview {
			return err
		}
		return errPreview
	})
	if err != nil && !errors.Is(err, errPreview) {
		return nil, nil, db.translate("ingest", err)
	}
	return outcomes, problems, nil
}

func (in *ingest) store(ctx context.Context, rec news.Record, p *prepared) (news.Outcome, error) {
	var outcome news.Outcome
	var err error
	switch {
	case rec.Article != nil && p.refused != nil:
		err = p.refused
	case rec.Article != nil:
		outcome, err = in.article(ctx, rec.Article, p)
	case rec.Publication != nil:
		outcome, err = in.publication(ctx, *rec.Publication)
	case rec.Topic != nil:
		outcome, err = in.topic(ctx, *rec.Topic)
	case rec.Tag != nil:
		outcome, err = in.tag(ctx, *rec.Tag)
	case rec.Front != nil:
		outcome, err = in.front(ctx, *rec.Front)
	case rec.Collection != nil:
		outcome, err = in.collection(ctx, rec.Collection)
	case rec.Subscription != nil:
		outcome, err = in.subscription(ctx, *rec.Subscription)
	default:
		err = refuse("this record is empty")
	}
	var no refusal
	if errors.As(err, &no) {
		in.problem(news.ProblemRefused, "%s", no.why)
		return news.OutcomeSkipped, nil
	}
	return outcome, err
}

// refusal is why a record is not kept. It is returned before anything of the
// record was written.
type refusal struct{ why string }

func (r refusal) Error() string { return r.why }

func refuse(format string, args ...any) error { return refusal{fmt.Sprintf(format, args...)} }

func (in *ingest) problem(kind news.ProblemKind, format string, args ...any) {
	in.problems = append(in.problems, news.Problem{Kind: kind, Where: in.where(), Message: sentence(fmt.Sprintf(format, args...))})
}

// sentence makes a sentence of a clause.
func sentence(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + strings.TrimSuffix(s[size:], ".") + "."
}

func (in *ingest) where() string {
	if in.at < len(in.batch.Where) && in.batch.Where[in.at] != "" {
		return in.batch.Where[in.at]
	}
	return fmt.Sprintf("record %d", in.at+1)
}

// step writes down what the import changed, so that it can be taken back.
func (in *ingest) step(ctx context.Context, s step) error {
	if err := in.journalImport(ctx, &in.record); err != nil {
		return err
	}
	text, err := encodeText(s)
	if err != nil {
		return err
	}
	in.record.items++
	_, err = in.exec(ctx, `INSERT INTO import_items (import, item, step) VALUES (?, ?, ?)`, in.record.number, in.record.items, text)
	return err
}

// remember puts an added article into the batch's runs.
func (in *ingest) remember(row, rev int64) {
	if n := len(in.added); n > 0 {
		last := &in.added[n-1]
		if last.Row+last.Count == row && last.Rev+last.Count == rev {
			last.Count++
			return
		}
	}
	in.added = append(in.added, run{row, rev, 1})
}

// flushAdded writes the runs down; they must stand before any step about one
// of their articles.
func (in *ingest) flushAdded(ctx context.Context) error {
	if len(in.added) == 0 {
		return nil
	}
	added := in.added
	in.added = nil
	front, err := frontRevision(ctx, in)
	if err != nil {
		return err
	}
	return in.step(ctx, step{Thing: thingAdded, Runs: added, Front: front})
}

func (in *ingest) finish(ctx context.Context) error {
	if err := in.flushAdded(ctx); err != nil {
		return err
	}
	return in.choose(ctx)
}
