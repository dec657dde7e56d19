package importer

import (
	"archive/tar"
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"broadsheet/internal/news"
)

// Description is what a file, a folder or an archive is found to be before any
// of it is read in.
type Description struct {
	Format string // as Detect names it, or Folder, or Files; empty: not one that is known
	Inside string // of a folder, an archive or files: the format of most that is in it; may be empty
	Files  int    // that could come in
	Bytes  int64  // of the files on disk; of an archive itself
	More   bool   // the time was up: there may be more files and bytes than these
}

// What Describe calls that which is no file of a format by itself.
const (
	// Archive is what Detect calls files that hold others.
	Archive = "archive"
	// Folder is one of the disk.
	Folder = "folder"
	// Files are several that are brought in together.
	Files = "files"
)

// Describe looks at what paths lead to, without reading more than the beginnings
// of files. When the context ends it gives what it knows by then.
func (h *Host) Describe(ctx context.Context, paths ...string) (Description, error) {
	if len(paths) == 1 {
		d, _, err := h.describe(ctx, paths[0])
		return d, err
	}
	all, formats := Description{Format: Files}, map[string]int{}
	for _, one := range paths {
		d, inside, err := h.describe(ctx, one)
		if err != nil {
			return all, err
		}
		all.Files += d.Files
		all.Bytes += d.Bytes
		all.More = all.More || d.More
		if len(inside) == 0 {
			formats[d.Format] += d.Files
		}
		for format, count := range inside {
			formats[format] += count
		}
	}
	all.Inside = most(formats)
	return all, nil
}

// describe also counts how many files of each format are inside.
func (h *Host) describe(ctx context.Context, at string) (Description, map[string]int, error) {
	file, err := os.Open(at)
	if err != nil {
		return Description{}, nil, news.Errorf(news.CodeNotFound, "file", "The file %q cannot be opened: %w", filepath.Base(at), err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Description{}, nil, news.Errorf(news.CodeNotFound, "file", "The file %q cannot be opened: %w", filepath.Base(at), err)
	}
	t := &tally{host: h, endings: map[string]string{}, formats: map[string]int{}}
	if info.IsDir() {
		more := t.tree(ctx, os.DirFS(at)) != nil
		return Description{Format: Folder, Inside: most(t.formats), Files: t.files, Bytes: t.bytes, More: more}, t.formats, nil
	}
	d := Description{Files: 1, Bytes: info.Size()}
	c, err := open(file)
	if err != nil {
		return d, nil, nil // the import says what is wrong with it
	}
	defer c.close()
	kind := containerOf(c.head)
	if kind == noContainer {
		if f, err := h.choose(c.head, at); err == nil {
			d.Format = f.About().Name
		}
		return d, nil, nil
	}
	d.Format = Archive
	switch {
	case kind == tarContainer:
		d.More = t.tar(ctx, c.reader) != nil
	case !c.packed:
		d.More = t.zip(ctx, file, info.Size()) != nil
	default:
		d.More = true // its list stands at the end of what is compressed
	}
	d.Files, d.Inside = t.files, most(t.formats)
	return d, t.formats, nil
}

// most gives the format of most files; of equals the one that comes first in the
// alphabet.
func most(formats map[string]int) string {
	best := ""
	for format, count := range formats {
		if best == "" || count > formats[best] || count == formats[best] && format < best {
			best = format
		}
	}
	return best
}

// tally counts the files that could come in, by their formats.
type tally struct {
	host    *Host
	files   int
	bytes   int64
	endings map[string]string // the formats of the first files with an ending
	formats map[string]int
}

// add counts a file. The first one with its ending is looked into.
func (t *tally) add(name string, bytes int64, content func() (io.ReadCloser, error)) {
	if strings.Contains("/"+path.Clean(name), "/.") || !t.host.Takes(name) {
		return
	}
	t.files++
	t.bytes += bytes
	ending := strings.ToLower(path.Ext(name))
	format, found := t.endings[ending]
	if !found {
		format = t.host.formatOf(name, content)
		t.endings[ending] = format
	}
	if format != "" {
		t.formats[format]++
	}
}

// formatOf names the format of a file in a folder; empty: none that is known.
func (h *Host) formatOf(name string, content func() (io.ReadCloser, error)) string {
	in, err := content()
	if err != nil {
		return ""
	}
	defer in.Close()
	format, err := h.Detect(in, name)
	if err != nil {
		return ""
	}
	return format
}

func (t *tally) tree(ctx context.Context, tree fs.FS) error {
	return t.host.each(ctx, tree, func(name string, entry fs.DirEntry) error {
		if info, err := entry.Info(); err == nil {
			t.add(name, info.Size(), func() (io.ReadCloser, error) { return tree.Open(name) })
		}
		return nil
	})
}

func (t *tally) zip(ctx context.Context, file io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(file, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	return t.tree(ctx, archive)
}

func (t *tally) tar(ctx context.Context, content io.Reader) error {
	archive := tar.NewReader(content)
	for {
		header, err := archive.Next()
		if err == nil || errors.Is(err, tar.ErrInsecurePath) {
			err = ctx.Err()
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag == tar.TypeReg {
			t.add(header.Name, header.Size, func() (io.ReadCloser, error) { return io.NopCloser(archive), nil })
		}
	}
}

// each visits the regular files of a tree that are not hidden, as the folders of
// version control and of editors are, and are no parts beside another file.
func (h *Host) each(ctx context.Context, tree fs.FS, visit func(name string, entry fs.DirEntry) error) error {
	return fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.IsDir() && h.Beside(tree, name)) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		return visit(name, entry)
	})
}

// Beside reports whether a folder holds the parts of a file beside it.
func (h *Host) Beside(tree fs.FS, folder string) bool {
	for _, f := range h.Parts.Formats {
		about := f.About()
		for _, ending := range about.Beside {
			stem, found := strings.CutSuffix(folder, ending)
			if !found {
				continue
			}
			for _, extension := range about.Extensions {
				if info, err := fs.Stat(tree, stem+extension); err == nil && info.Mode().IsRegular() {
					return true
				}
			}
		}
	}
	return false
}
