package importer

import (
	"context"
	"io"
	"strings"

	"broadsheet/internal/news"
)

// Store takes what was read. Its methods must be safe for use by one goroutine
// at a time.
type Store interface {
	Publication(context.Context) (news.Publication, error)
	// PutMedia records a file that a batch will refer to.
	PutMedia(context.Context, news.Media) error
	// Ingest stores a batch as one transaction. It gives an outcome for each
	// record, in their order.
	Ingest(context.Context, news.Batch) ([]news.Outcome, []news.Problem, error)
}

// Runs writes down that a run began, or goes on, and how it ended.
type Runs interface {
	BeginImport(context.Context, news.Import) error
	ResumeImport(ctx context.Context, id string) error
	FinishImport(context.Context, news.Import) error
}

// Previewer finds out what storing a batch would do, and stores nothing. It is
// an optional power of a Store; a dry run needs it.
type Previewer interface {
	Preview(context.Context, news.Batch) ([]news.Outcome, []news.Problem, error)
}

// Media stores files by their content. Put gives the same record for the same
// bytes, and an error with a code for what it does not take. It must be safe
// for use by several goroutines.
type Media interface {
	Put(ctx context.Context, r io.Reader, name string) (news.Media, error)
}

// Earlier finds the body that an article has now, so that the ids of its
// blocks carry over to a new version; the empty string where there is none. It
// is an optional power of a Store, and must be safe for use by several
// goroutines.
type Earlier interface {
	Body(ctx context.Context, source, id string) (string, error)
}

// Judge decides what becomes of articles as they arrive. It must be safe for use
// by several goroutines, and leave the articles that it is shown as they are.
type Judge interface {
	// Leaves tells whether the article is kept out.
	Leaves(*news.Article) bool
	// Act gives the article as it is to be kept, and whether that differs.
	Act(*news.Article) (kept *news.Article, changed bool)
}

// Parts are what a Host is made of. All but Judge and Tmp are required.
type Parts struct {
	Formats []Format
	Store   Store
	Runs    Runs
	Media   Media
	Clock   news.Clock
	// Judge gives what judges the arrivals of a run; nil, or where it gives nil,
	// all come in as they are.
	Judge func(context.Context) (Judge, error)
	// Tmp is the folder in which archives are unpacked while they are read;
	// empty: that of the system.
	Tmp string
}

// Host runs imports. It holds no state between runs; runs that write to one
// store must not overlap.
type Host struct {
	Parts
}

// New makes a host.
func New(p Parts) *Host { return &Host{p} }

// File is something to be imported: a path, or content that was handed over.
type File struct {
	Path string // a file, a folder or an archive
	// Only are the files of a folder to be taken, by their paths inside it, divided
	// by slashes; nil: all.
	Only map[string]bool
	// Content is read instead of Path where it is set. Pictures that its
	// records name by relative path cannot be found then.
	Content io.Reader
	Name    string // what to call the content; for a path, its last part
	Bytes   int64  // how long the content is; 0: unknown
	Source  string // of its articles, before Request.Source; empty: that
	// Base and ContentType are handed to the format, see Input.
	Base, ContentType string
	// Items are what somebody has read already: neither Path nor Content is looked
	// at then.
	Items []Item

	folder string   // the folder or unpacked archive that it lies in; empty: its own
	origin string   // what that is called
	opened *content // of Content that was looked at already
	number int64    // its place among the files of the run
}

// Request asks for an import.
type Request struct {
	ID     string // of the import; required but in a dry run
	Files  []File
	As     string // name of the format; empty: found from the content
	Source string // name of the source; empty: the file's
	Label  string // empty: the names of the files
	DryRun bool
	// Mapping is handed to the format, see Input.
	Mapping map[string]string
	// Origin is kept with the import, so that it can go on when it is broken off;
	// the host adds what it needs besides. nil: it cannot.
	Origin *news.ImportOrigin
	// Resume is an import that was broken off, of the same Files, to go on with
	// under its ID. nil: a new one.
	Resume *news.Import
}

// Progress says how far a run is.
type Progress struct {
	Items int64  // records read and stored
	Bytes int64  // of the files, as they lie on disk
	Total int64  // bytes; 0: unknown
	File  string // the one being read
	// Samples are the first articles of a dry run, at most MaxSamples, and Report is
	// what came of it so far. Both are the host's own: they are not to be changed.
	Samples []Sample
	Report  news.Import
}

// Formats lists what can be imported.
func (h *Host) Formats() []About {
	list := make([]About, 0, len(h.Parts.Formats))
	for _, f := range h.Parts.Formats {
		list = append(list, f.About())
	}
	return list
}

// Detect names the format of a file by its content and, between equals, by its
// name. The content is read up to SniffLength decompressed bytes.
func (h *Host) Detect(file io.Reader, name string) (format string, err error) {
	c, err := open(file)
	if err != nil {
		return "", err
	}
	defer c.close()
	if containerOf(c.head) != noContainer {
		return Archive, nil
	}
	f, err := h.choose(c.head, name)
	if err != nil {
		return "", err
	}
	return f.About().Name, nil
}

// Columns says what the format of a table takes its columns for, and which fields
// a mapping may name; both are empty for a file that is no table. What mapping
// names goes before guesses. The content is read up to SniffLength decompressed
// bytes.
func (h *Host) Columns(file io.Reader, name, as string, mapping map[string]string) (columns []Column, fields []string, err error) {
	c, err := open(file)
	if err != nil {
		return nil, nil, err
	}
	defer c.close()
	f, err := h.choose(c.head, name)
	if as != "" {
		f, err = h.named(as)
	}
	if err != nil {
		return nil, nil, err
	}
	table, able := f.(Mapped)
	if !able {
		return nil, nil, nil
	}
	return table.Columns(c.head, mapping), table.Fields(), nil
}

func (h *Host) choose(head []byte, name string) (Format, error) {
	var best Format
	var most Likelihood
	for _, f := range h.Parts.Formats {
		likely := f.Sniff(head)
		if likely > most || likely == most && best != nil && likely > Unlikely && hasExtension(f, name) && !hasExtension(best, name) {
			best, most = f, likely
		}
	}
	if best != nil {
		return best, nil
	}
	for _, f := range h.Parts.Formats {
		if hasExtension(f, name) {
			return f, nil
		}
	}
	return nil, news.Errorf(news.CodeUnsupported, "file", "The format of %q is not one that can be imported; %s are.", name, h.names())
}

func (h *Host) named(name string) (Format, error) {
	for _, f := range h.Parts.Formats {
		if f.About().Name == name {
			return f, nil
		}
	}
	return nil, news.Errorf(news.CodeInvalid, "as", "There is no import format %q; there are: %s.", name, h.names())
}

func (h *Host) names() string {
	var names []string
	for _, f := range h.Parts.Formats {
		names = append(names, f.About().Name)
	}
	return strings.Join(names, ", ")
}

// hasExtension looks at the name's ending, below those of compressions.
func hasExtension(f Format, name string) bool {
	name = strings.ToLower(name)
	for range maxWrapped {
		for _, packed := range compressions {
			name = strings.TrimSuffix(name, packed)
		}
	}
	return hasEnding(name, f.About().Extensions)
}
