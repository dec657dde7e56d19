package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"broadsheet/internal/news"
)

// Endings of what is compressed, and of files that hold others.
var (
	compressions = []string{".gz", ".zst", ".xz", ".bz2"}
	archives     = []string{".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.zst", ".tar.xz", ".tar.bz2"}
)

// gather gives the files of a request: those inside a folder or an archive in
// the order of their paths. In a folder only files with a known ending are taken.
func (r *run) gather(ctx context.Context) error {
	for _, file := range r.Request.Files {
		inside, err := r.spread(ctx, file, 0)
		if err != nil {
			return err
		}
		r.files = append(r.files, inside...)
	}
	r.several = len(r.files) > 1
	for i := range r.files {
		r.files[i].number = int64(i)
	}
	if len(r.files) == 0 {
		return news.Errorf(news.CodeInvalid, "file", "There is nothing to import there; %s can be imported.", r.names())
	}
	return nil
}

// spread gives what a file stands for: itself, or what is in it. nested counts
// the archives that it lies in.
func (r *run) spread(ctx context.Context, file File, nested int) ([]File, error) {
	if file.Items != nil {
		return []File{file}, nil
	}
	in := file.Content
	if in == nil {
		info, err := os.Stat(file.Path)
		if err != nil {
			return nil, news.Errorf(news.CodeNotFound, "file", "The file %q cannot be opened: %w", filepath.Base(file.Path), err)
		}
		if file.Name == "" {
			file.Name = filepath.Base(file.Path)
		}
		if info.IsDir() {
			return r.walk(ctx, file, nested)
		}
		r.sealed(file.Name, info, nested)
		file.Bytes = info.Size()
		disk, err := os.Open(file.Path)
		if err != nil {
			return nil, news.Errorf(news.CodeNotFound, "file", "The file %q cannot be opened: %w", file.Name, err)
		}
		defer disk.Close()
		in = disk
	}
	c, err := open(in)
	if err != nil {
		return nil, err
	}
	kind := containerOf(c.head)
	if kind == noContainer {
		if file.Content != nil {
			file.opened = c // what was read of it cannot be read again
		} else {
			c.close()
		}
		return []File{file}, nil
	}
	defer c.close()
	plain, _ := in.(*os.File)
	if c.packed {
		plain = nil
	}
	folder, err := r.unpack(ctx, kind, plain, c.reader)
	if err != nil {
		return nil, err
	}
	return r.walk(ctx, File{Path: folder, Name: file.Name}, nested+1)
}

// given is the format of items that were read already.
type given struct {
	name  string
	items []Item
}

// About names the format by what the request calls it.
func (g given) About() About { return About{Name: g.name} }

// Sniff finds it in no file.
func (given) Sniff([]byte) Likelihood { return Unlikely }

// Read gives the items.
func (g given) Read(_ context.Context, _ Input, yield func(Item) error) error {
	for _, item := range g.items {
		if err := yield(item); err != nil {
			return err
		}
	}
	return nil
}

// unpack fills a temporary folder, which goes when the run ends.
func (r *run) unpack(ctx context.Context, kind container, file *os.File, content io.Reader) (string, error) {
	if r.Tmp != "" {
		if err := os.MkdirAll(r.Tmp, 0o700); err != nil {
			return "", fmt.Errorf("make a folder to unpack into: %w", err)
		}
	}
	folder, err := os.MkdirTemp(r.Tmp, "archive-")
	if err != nil {
		return "", fmt.Errorf("make a folder to unpack into: %w", err)
	}
	r.temporary = append(r.temporary, folder)
	u, err := unpack(ctx, kind, file, content, folder)
	if err != nil {
		return "", err
	}
	for _, left := range u.passed {
		r.pass(left.Where, left.Message)
	}
	return folder, nil
}

// walk gives the files of a folder whose endings are known.
func (r *run) walk(ctx context.Context, in File, nested int) ([]File, error) {
	var files []File
	err := r.each(ctx, os.DirFS(in.Path), func(inside string, entry fs.DirEntry) error {
		if !r.Takes(entry.Name()) || in.Only != nil && !in.Only[inside] {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		r.sealed(inside, info, nested)
		file := File{Path: filepath.Join(in.Path, filepath.FromSlash(inside)), Name: inside, Bytes: info.Size(), folder: in.Path, origin: in.Name}
		if !hasEnding(entry.Name(), archives) {
			files = append(files, file)
			return nil
		}
		list, err := r.inner(ctx, file, nested)
		files = append(files, list...)
		return err
	})
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("look through the folder: %w", err)
	}
	return files, nil
}

// inner spreads an archive that lies in a folder or in another archive. One that
// cannot be read does not stop the rest.
func (r *run) inner(ctx context.Context, file File, nested int) ([]File, error) {
	if nested > maxNested {
		r.pass(file.Name, "It is an archive inside an archive inside another, and was left out.")
		return nil, nil
	}
	list, err := r.spread(ctx, file, nested)
	if known := (*news.Error)(nil); errors.As(err, &known) && ctx.Err() == nil {
		r.pass(file.Name, known.Message)
		return nil, nil
	}
	return list, err
}

// pass notes a file that is left out.
func (r *run) pass(where, message string) {
	r.report.Problem(news.Problem{Kind: news.ProblemFile, Where: where, Message: message})
	r.report.Skipped++
}

func hasEnding(name string, endings []string) bool {
	name = strings.ToLower(name)
	for _, ending := range endings {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// Takes tells by its name whether a file in a folder is looked at: its ending is
// that of a format or of an archive.
func (h *Host) Takes(name string) bool { return hasEnding(name, archives) || h.known(name) }

func (h *Host) known(name string) bool {
	for _, f := range h.Parts.Formats {
		if hasExtension(f, name) {
			return true
		}
	}
	return false
}
