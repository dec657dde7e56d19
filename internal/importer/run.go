package importer

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// Run brings the files in and reports what came of it. Progress is told after
// each batch; a call that does not return holds the import up. A cancelled run
// keeps the batches that were stored: its report says so, and the error is one
// with news.CodeCanceled. In a dry run nothing is written, and the report says
// what would be. An import that goes on, Request.Resume, ends as if it had never
// been broken off; CodeConflict where what it reads is gone or no longer as it was.
func (h *Host) Run(ctx context.Context, req Request, progress func(Progress)) (news.Import, error) {
	r := &run{Host: h, Request: req, tell: progress, seal: sha256.New()}
	defer r.clear()
	r.report = news.Import{ID: req.ID, Started: h.Clock(), State: "running"}
	if _, able := h.Store.(Previewer); req.DryRun && !able {
		return news.Import{}, news.Errorf(news.CodeUnsupported, "dry_run", "This library cannot tell beforehand what an import would do.")
	}
	if err := r.gather(ctx); err != nil {
		return news.Import{}, stopped(ctx, r.gone(err))
	}
	r.report.Label = r.label()
	r.done.Total = total(r.files)
	var err error
	if r.publication, err = h.Store.Publication(ctx); err != nil {
		return news.Import{}, fmt.Errorf("read the publication: %w", err)
	}
	if h.Judge != nil {
		if r.judge, err = h.Judge(ctx); err != nil {
			return news.Import{}, err
		}
	}
	if err := r.goOn(); err != nil {
		return news.Import{}, err
	}
	first, err := r.openFirst() // a file of no known format begins no import
	if err != nil {
		return news.Import{}, err
	}
	if err := r.begin(ctx, first); err != nil {
		return news.Import{}, err
	}
	return r.finish(ctx, r.all(ctx, first))
}

// begin writes down that the run begins, or goes on.
func (r *run) begin(ctx context.Context, first *opened) (err error) {
	if r.Resume != nil {
		err = r.Runs.ResumeImport(ctx, r.ID)
	} else {
		r.report.Format, r.report.Origin = first.format.About().Name, r.origin()
		if !r.DryRun {
			err = r.Runs.BeginImport(ctx, r.report)
		}
	}
	if err != nil {
		first.close()
		return fmt.Errorf("begin the import: %w", err)
	}
	r.stored = r.report
	return nil
}

// run is one run of the host.
type run struct {
	*Host
	Request
	files       []File
	tell        func(Progress)
	report      news.Import // its Place is behind what was read, stored or in the batch
	stored      news.Import // the report as it is with the batches that were stored
	from        news.ImportPlace
	seal        hash.Hash // of the files
	several     bool      // files, now or when the run began
	publication news.Publication
	judge       Judge // nil: all come in as they are
	done        Progress
	before      int64           // bytes of the files that are read already
	recorded    map[string]bool // SHA-256 of files that the store knows from this run
	seen        map[string]bool // in a dry run: articles that earlier batches would have added
	samples     []Sample        // of a dry run
	temporary   []string        // folders with what was unpacked
	folders     folders

	batch       []task // read and not stored, of one source
	batchSource string
	batchBytes  int
}

// clear removes what was unpacked.
func (r *run) clear() {
	r.folders.close()
	for _, folder := range r.temporary {
		os.RemoveAll(folder)
	}
	for _, file := range r.files {
		if file.opened != nil {
			file.opened.close()
		}
	}
}

func (r *run) label() string {
	if r.Label != "" {
		return r.Label
	}
	var names []string
	for _, file := range r.Request.Files {
		if file.Name == "" {
			file.Name = filepath.Base(file.Path)
		}
		names = append(names, file.Name)
	}
	if len(names) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:2], ", "), len(names)-2)
	}
	return strings.Join(names, ", ")
}

// openFirst opens the first of the files that can be read; nil where none is left.
// Where there are several, those before it are left out.
func (r *run) openFirst() (*opened, error) {
	for {
		if len(r.files) == 0 {
			return nil, nil
		}
		o, err := r.open(r.files[0])
		if err == nil || len(r.files) == 1 {
			return o, err
		}
		r.pass(r.files[0].Name, told(err))
		r.files = r.files[1:]
	}
}

// all reads the files, the first of which is open.
func (r *run) all(ctx context.Context, first *opened) error {
	if first != nil {
		if err := r.through(ctx, first); err != nil {
			return err
		}
	}
	return r.flush(ctx)
}

// total gives the length of all files, 0 where that of one is unknown.
func total(files []File) int64 {
	var sum int64
	for _, file := range files {
		if file.Bytes == 0 && file.Content != nil {
			return 0
		}
		sum += file.Bytes
	}
	return sum
}

// opened is a file that can be read.
type opened struct {
	content *content
	format  Format
	file    *os.File // nil where content was handed over
	folder  *folder  // that was given, or the file's own; nil where there is none
	dir     string   // where in it the file lies, divided by slashes
}

func (r *run) open(file File) (*opened, error) {
	if file.Items != nil {
		nothing := &content{in: &counter{}, reader: strings.NewReader(""), close: func() {}}
		return &opened{content: nothing, format: given{r.As, file.Items}}, nil
	}
	o := &opened{dir: path.Dir(file.Name)}
	if file.opened != nil {
		o.content = file.opened
	} else {
		in := file.Content
		var err error
		if in == nil {
			if o.file, err = os.Open(file.Path); err != nil {
				return nil, news.Errorf(news.CodeNotFound, "file", "The file %q cannot be opened: %w", file.Name, err)
			}
			in = o.file
		}
		if o.content, err = open(in); err != nil {
			o.close()
			return nil, err
		}
	}
	var err error
	if o.format, err = r.chosen(o.content.head, file.Name); err != nil {
		o.close()
		return nil, err
	}
	if file.Path != "" {
		if file.folder == "" {
			file.folder, o.dir = filepath.Dir(file.Path), "."
		}
		// Without the folder, pictures beside the file stay placeholders.
		o.folder = r.folders.take(file.folder)
	}
	return o, nil
}

// close ends the reading; the folder is still looked into for pictures.
func (o *opened) close() {
	if o == nil {
		return
	}
	if o.content != nil {
		o.content.close()
	}
	if o.file != nil {
		o.file.Close()
	}
}

func (r *run) chosen(head []byte, name string) (Format, error) {
	if r.As != "" {
		return r.named(r.As)
	}
	return r.choose(head, name)
}

// finish writes down how the run ended, even when it was cancelled.
func (r *run) finish(ctx context.Context, err error) (news.Import, error) {
	r.report.Ended = r.Clock()
	switch {
	case err == nil:
		r.report.State = "done"
	case ctx.Err() != nil || news.CodeOf(err) == news.CodeCanceled || errors.Is(err, context.Canceled):
		r.report.State = "canceled"
		err = stoppedImport(err)
	default:
		r.report.State = "failed"
	}
	if r.DryRun {
		return r.report, err
	}
	if len(r.batch) > 0 { // it was read and is not stored: that is still to be done
		r.stored.Ended, r.stored.State = r.report.Ended, r.report.State
		r.report = r.stored
	}
	ending, stop := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer stop()
	if closing := r.Runs.FinishImport(ending, r.report); closing != nil {
		err = errors.Join(err, fmt.Errorf("finish the import: %w", closing))
	}
	return r.report, err
}

func stoppedImport(err error) error {
	return &news.Error{Code: news.CodeCanceled, Message: "The import was stopped; what had been brought in by then is kept.", Cause: err}
}

// stopped gives an error of what came before the import, which may be that it
// was stopped.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return stoppedImport(err)
	}
	return err
}
