package importer

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"broadsheet/internal/news"
)

// Sizes of a batch, and how much text may be on its way between the file and
// the store.
const (
	batchRecords = 256
	batchBytes   = 8 << 20
	flightItems  = 1024
	flightBytes  = 64 << 20
)

// pipeline reads the files of a run: one goroutine reads, file after file, as many
// as there are processors prepare, and the caller's stores, in the order of the
// files and of what is in them. Many small files so keep all processors at work.
type pipeline struct {
	*run
	room    *room
	ordered chan *task // all that is read, to be stored
	work    chan *task // the items of it, to be prepared
}

// brokenFile is an error of a file that could not be read to its end.
type brokenFile struct{ error }

func (b *brokenFile) Unwrap() error { return b.error }

// source is a file that is being read.
type source struct {
	File
	preparer *preparer
	folder   *folder // that it lies in; nil: none
	fronts   []task  // held back to the end of the file
}

// task is an item on its way, or the end of a file.
type task struct {
	of       *source
	item     Item
	size     int
	number   int64    // of the item in its file, from 1
	passed   bool     // it was dealt with before the run was broken off
	read     int64    // bytes of the file read by then
	among    []string // languages of the publication
	media    []news.Media
	problems []news.Problem
	leftOut  bool          // by a rule
	ready    chan struct{} // nil: the file ends here
	failed   error         // of the file, at its end
}

// through reads the files, the first of which is open, and stores what is in them.
func (r *run) through(ctx context.Context, first *opened) error {
	ctx, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop() // before waiting
	p := &pipeline{run: r, room: newRoom(flightBytes), ordered: make(chan *task, flightItems), work: make(chan *task, flightItems)}
	workers.Go(func() {
		defer close(p.ordered)
		defer close(p.work)
		p.readAll(ctx, first)
	})
	for range max(1, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for t := range p.work {
				if ctx.Err() == nil {
					t.of.preparer.prepare(ctx, t)
				}
				close(t.ready)
			}
		})
	}
	return p.collect(ctx)
}

// readAll reads file after file; of several, one that cannot be opened does not
// stop the others.
func (p *pipeline) readAll(ctx context.Context, next *opened) {
	for i, file := range p.files {
		end := &task{of: &source{File: file}}
		if i > 0 {
			next, end.failed = p.open(file)
		}
		if end.failed == nil {
			end.of.preparer, end.of.folder = p.preparer(next, file), next.folder
			end.failed = p.read(ctx, next, end.of)
			next.close()
		}
		if send(ctx, end, p.ordered) != nil {
			return
		}
	}
}

// read feeds the pipeline from the format.
func (p *pipeline) read(ctx context.Context, o *opened, of *source) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("read %s: panic: %v", o.format.About().Name, cause)
		}
	}()
	in := Input{Content: o.content.reader, Name: of.Name, Zone: p.publication.Zone(), Mapping: p.Mapping, Base: of.Base, ContentType: of.ContentType}
	among := p.publication.Languages
	number := int64(0)
	return o.format.Read(ctx, in, func(item Item) error {
		if own := item.Record.Publication; own != nil && len(own.Languages) > 0 {
			among = own.Languages
		}
		number++
		t := &task{of: of, item: item, number: number, read: o.content.in.n, among: among, problems: item.Problems, ready: make(chan struct{})}
		if t.passed = p.dealtWith(of, number); t.passed && item.Record.Front == nil {
			t.item = Item{}
			close(t.ready)
			return send(ctx, t, p.ordered)
		}
		t.size = sizeOf(item)
		if err := p.room.take(ctx, t.size); err != nil {
			return err
		}
		return send(ctx, t, p.ordered, p.work)
	})
}

func send(ctx context.Context, t *task, queues ...chan<- *task) error {
	for _, queue := range queues {
		select {
		case queue <- t:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// collect stores what is ready, in order.
func (p *pipeline) collect(ctx context.Context) error {
	for t := range p.ordered {
		p.done.File = t.of.Name
		if t.ready == nil {
			if err := p.ended(ctx, t); err != nil {
				return err
			}
			p.report.Place = news.ImportPlace{Files: t.of.number + 1}
			continue
		}
		select {
		case <-t.ready:
		case <-ctx.Done():
			return ctx.Err()
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := p.add(ctx, t); err != nil {
			return err
		}
		p.reached(t)
		p.room.give(t.size)
	}
	return ctx.Err()
}

// ended stores what was held back to the end of a file. Of several files, one that
// could not be read does not stop the others.
func (p *pipeline) ended(ctx context.Context, t *task) error {
	if t.of.preparer == nil { // it could not be opened
		p.pass(t.of.Name, told(t.failed))
		return nil
	}
	p.folders.give(t.of.folder)
	err := t.failed
	if err == nil {
		err = p.last(ctx, t.of)
	} else {
		err = p.brokenOff(ctx, t.of, err)
	}
	if broken := (*brokenFile)(nil); errors.As(err, &broken) && p.several {
		p.pass(t.of.Name, told(broken.error))
		err = nil
	}
	p.before += t.of.Bytes
	return err
}

func (p *pipeline) add(ctx context.Context, t *task) error {
	if t.passed && t.item.Record.Front == nil {
		p.passing(t)
		return nil
	}
	if t.leftOut {
		p.report.LeftOut++
		return nil
	}
	for _, problem := range t.problems {
		if t.passed {
			continue
		}
		if problem.Kind == "" {
			problem.Kind = kindOf(t.item)
		}
		problem.Where = p.where(t)
		p.report.Problem(problem)
	}
	if t.item.Record == (news.Record{}) {
		if !t.item.Note {
			p.report.Skipped++
		}
		return nil
	}
	p.sample(t.item.Record)
	if t.item.Record.Front != nil {
		t.of.fronts = append(t.of.fronts, *t)
		return nil
	}
	return p.put(ctx, *t)
}

// kindOf is the kind of problems that say none.
func kindOf(item Item) news.ProblemKind {
	switch {
	case item.Note:
		return news.ProblemNote
	case item.Record == (news.Record{}):
		return news.ProblemRefused
	}
	return news.ProblemAltered
}

// put adds to the batch at hand, which is stored once it is full. One batch may
// hold many small files of one source.
func (p *pipeline) put(ctx context.Context, t task) error {
	if p.batchSource != t.of.preparer.source {
		if err := p.flush(ctx); err != nil {
			return err
		}
		p.batchSource = t.of.preparer.source
	}
	t.item.Where = p.where(&t)
	t.read += p.before
	p.batch = append(p.batch, t)
	p.reached(&t)
	p.batchBytes += t.size
	if len(p.batch) < batchRecords && p.batchBytes < batchBytes {
		return nil
	}
	return p.flush(ctx)
}

// where names the file too when there are several.
func (p *pipeline) where(t *task) string {
	if p.several {
		return strings.TrimSpace(t.of.Name + " " + t.item.Where)
	}
	return t.item.Where
}

// last adds the front page's slots behind all else of the file.
func (p *pipeline) last(ctx context.Context, of *source) error {
	for _, t := range of.fronts {
		if err := p.put(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// brokenOff keeps what could be read of a file whose rest cannot be.
func (p *pipeline) brokenOff(ctx context.Context, of *source, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if stored := errors.Join(p.last(ctx, of), p.flush(ctx)); stored != nil {
		return errors.Join(err, stored)
	}
	return &brokenFile{&news.Error{Code: codeOr(err, news.CodeInvalid), Field: "file", Cause: err,
		Message: fmt.Sprintf("%q could not be read to its end: %s What was read before that is kept.", of.Name, told(err))}}
}

func codeOr(err error, other news.Code) news.Code {
	if code := news.CodeOf(err); code != news.CodeInternal {
		return code
	}
	return other
}

func told(err error) string {
	var known *news.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error() + "."
}

func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	batch := news.Batch{Import: r.ID, Source: r.batchSource}
	for i := range r.batch {
		t := &r.batch[i]
		batch.Records = append(batch.Records, t.item.Record)
		batch.Where = append(batch.Where, t.item.Where)
		if err := r.record(ctx, t.media); err != nil {
			return err
		}
	}
	soFar := r.report
	batch.SoFar = &soFar
	outcomes, problems, err := r.store(ctx, batch)
	if err != nil {
		return fmt.Errorf("store a batch: %w", err)
	}
	r.report.Count(batch.Records, outcomes)
	for _, problem := range problems {
		r.report.Problem(problem)
	}
	r.stored = r.report
	r.done.Items += int64(len(r.batch))
	for i := range r.batch { // slots that were held back were read long before
		r.done.Bytes = max(r.done.Bytes, r.batch[i].read)
	}
	clear(r.batch)
	r.batch, r.batchBytes = r.batch[:0], 0
	r.tellNow()
	return nil
}

// tellNow says how far the run is.
func (r *run) tellNow() {
	if r.tell == nil {
		return
	}
	now := r.done
	now.Samples, now.Report = r.samples, r.report
	r.tell(now)
}

// record tells the store of files before it gets what refers to them.
func (r *run) record(ctx context.Context, list []news.Media) error {
	for _, media := range list {
		if r.DryRun || r.recorded[media.SHA256] {
			continue
		}
		if err := r.Store.PutMedia(ctx, media); err != nil {
			return fmt.Errorf("record a picture: %w", err)
		}
		if r.recorded == nil {
			r.recorded = make(map[string]bool)
		}
		r.recorded[media.SHA256] = true
	}
	return nil
}

// store hands a batch over, or asks what would come of it.
func (r *run) store(ctx context.Context, batch news.Batch) ([]news.Outcome, []news.Problem, error) {
	if !r.DryRun {
		return r.Store.Ingest(ctx, batch)
	}
	previewer, _ := r.Store.(Previewer) // Run has asked
	batch.SoFar = nil
	outcomes, problems, err := previewer.Preview(ctx, batch)
	r.foresee(batch.Records, outcomes)
	return outcomes, problems, err
}

// foresee corrects a dry run's outcomes for articles that an earlier batch of
// the same run would have brought.
func (r *run) foresee(records []news.Record, outcomes []news.Outcome) {
	if r.seen == nil {
		r.seen = make(map[string]bool)
	}
	for i, outcome := range outcomes {
		a := records[i].Article
		if a == nil || a.ID == "" || outcome != news.OutcomeAdded {
			continue
		}
		key := a.Source + "\x00" + a.ID
		if r.seen[key] {
			outcomes[i] = news.OutcomeUpdated
		}
		r.seen[key] = true
	}
}

// room bounds the bytes of text on their way.
type room struct {
	mu    sync.Mutex
	left  int
	whole int
	freed chan struct{} // has a token when something was given back
}

func newRoom(bytes int) *room {
	return &room{left: bytes, whole: bytes, freed: make(chan struct{}, 1)}
}

// take waits until there is room; more than the whole fits when nothing else
// is on its way. Only one goroutine may take.
func (r *room) take(ctx context.Context, n int) error {
	for {
		r.mu.Lock()
		if r.left >= n || r.left == r.whole {
			r.left -= n
			r.mu.Unlock()
			return nil
		}
		r.mu.Unlock()
		select {
		case <-r.freed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *room) give(n int) {
	r.mu.Lock()
	r.left += n
	r.mu.Unlock()
	select {
	case r.freed <- struct{}{}:
	default:
	}
}
