package exporter

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"broadsheet/internal/atomicfile"
	"broadsheet/internal/news"
)

// Parts are what a Host is made of. OpenMedia opens a stored file by the hex of
// its SHA-256.
type Parts struct {
	Formats   []Format
	OpenMedia func(sha256 string) (io.ReadCloser, error)
}

// Host runs exports. It holds no state between runs.
type Host struct {
	Parts
}

// New makes a host.
func New(p Parts) *Host { return &Host{p} }

// Request asks for an export.
type Request struct {
	Format  string
	Path    string // of the file; endings .zst and .gz compress it
	Records Records
	Title   string // of the whole, where the records do not say
	// Publication is what the articles are of.
	Publication news.Publication
}

// Progress says how far a run is.
type Progress struct {
	Articles int64 // written
	Bytes    int64 // before compression
}

// Report is what an export wrote.
type Report struct {
	Exported int // articles, or pieces of them
	Path     string
	Files    int // pictures and films beside it
	Problems []news.Problem
}

// Formats lists what can be exported to.
func (h *Host) Formats() []About {
	list := make([]About, 0, len(h.Parts.Formats))
	for _, f := range h.Parts.Formats {
		list = append(list, f.About())
	}
	return list
}

func (h *Host) named(name string) (Format, error) {
	var names []string
	for _, f := range h.Parts.Formats {
		if f.About().Name == name {
			return f, nil
		}
		names = append(names, f.About().Name)
	}
	return nil, news.Errorf(news.CodeInvalid, "format", "There is no export format %q; there are: %s.", name, strings.Join(names, ", "))
}

// Run writes the records to the file, and the pictures that they show to the
// folder "media" beside it. The file stands there whole or, after an error or a
// cancel, as it was before; pictures that were laid down by then stay.
// Progress is told after each record; a call that does not return holds the
// export up.
func (h *Host) Run(ctx context.Context, req Request, progress func(Progress)) (Report, error) {
	format, err := h.named(req.Format)
	if err != nil {
		return Report{}, err
	}
	about := format.About()
	if info, err := os.Stat(req.Path); err == nil && info.IsDir() && !about.Folder {
		return Report{}, news.Errorf(news.CodeInvalid, "path", "%q is a folder; give the name of a file.", filepath.Base(req.Path))
	}
	report := Report{Path: req.Path}
	write := func(w io.Writer, dir string, create func(string) (io.Writer, error)) error {
		folder := &mediaFolder{dir: filepath.Join(dir, MediaFolder), open: h.OpenMedia, report: &report}
		counted := &countingWriter{w: w}
		out := Output{Writer: counted, Media: folder.lay, Open: folder.opened, Create: create, Title: req.Title, Publication: req.Publication, Zone: req.Publication.Zone(), Written: func(record news.Record) {
			if record.Article != nil || record.Piece != nil {
				report.Exported++
			}
			if progress != nil {
				progress(Progress{Articles: int64(report.Exported), Bytes: counted.n})
			}
		}}
		return format.Write(ctx, out, withCancel(ctx, req.Records))
	}
	if about.Folder {
		err = inFolder(req.Path, write)
	} else {
		err = atomically(req.Path, func(w io.Writer) error { return write(w, filepath.Dir(req.Path), nil) })
	}
	if ctx.Err() != nil {
		return Report{}, &news.Error{Code: news.CodeCanceled, Message: "The export was stopped; no file was written.", Cause: err}
	}
	var known *news.Error
	if errors.As(err, &known) {
		return Report{}, known
	}
	if err != nil {
		return Report{}, fmt.Errorf("write the export: %w", err)
	}
	return report, nil
}

// withCancel ends the records when the context does.
func withCancel(ctx context.Context, records Records) Records {
	return func(yield func(news.Record, error) bool) {
		for record, err := range records {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// atomically writes a file, compressed as its ending says, that stands there
// whole or not at all. Unlike the library's own files it may be read by others.
func atomically(path string, write func(io.Writer) error) error {
	return atomicfile.Write(path, func(w io.Writer) error {
		if file, ok := w.(*os.File); ok {
			if err := file.Chmod(0o644); err != nil {
				return fmt.Errorf("let others read the file: %w", err)
			}
		}
		return packed(w, path, write)
	})
}

func packed(file io.Writer, path string, write func(io.Writer) error) error {
	var packer io.WriteCloser
	switch strings.ToLower(filepath.Ext(path)) {
	case ".zst":
		z, err := zstd.NewWriter(file, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return fmt.Errorf("open zstd: %w", err)
		}
		packer = z
	case ".gz":
		packer = gzip.NewWriter(file)
	default:
		return write(file)
	}
	if err := write(packer); err != nil {
		return err // the file is thrown away
	}
	return packer.Close()
}
