package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"broadsheet/internal/news"
)

// maxBeside is how many files are taken in with one that is opened.
const maxBeside = 500

// Beside takes in the pictures, films and sounds that a single opened file names by
// their paths, by the rules of an import of its folder and narrower ones: they lie in
// the file's folder or below, no path is absolute or leads up out of it, and no part
// of a path is a symbolic link, since the file may come from anybody. What cannot be
// taken in is a problem and stays named. It is for one goroutine.
type Beside struct {
	work  *work
	root  *os.Root
	taken map[string]bool
}

// BesideFile opens the folder of a file. Flat: the files that it names were handed over
// without their folders, so that the last part of a path will do. Put stores a file.
func BesideFile(file string, flat bool, put func(ctx context.Context, r io.Reader, name string) (news.Media, error)) (*Beside, error) {
	root, err := os.OpenRoot(filepath.Dir(file))
	if err != nil {
		return nil, fmt.Errorf("open folder of file: %w", err)
	}
	f := &files{root: root, put: put, strict: true, flat: flat}
	return &Beside{&work{preparer: &preparer{files: f}, task: &task{}}, root, map[string]bool{}}, nil
}

// Take gives the address of the stored file ("/media/SHA256"), false where there is none.
// An address of the web is left alone.
func (b *Beside) Take(ctx context.Context, src string) (string, bool) {
	if isRemote(src) || strings.HasPrefix(src, "data:") || src == "" {
		return "", false
	}
	if !b.taken[src] && len(b.taken) >= maxBeside {
		if len(b.taken) == maxBeside {
			b.taken[""] = true
			b.work.note(news.ProblemPictureTaken, "The file names more than %d others; the rest was left out.", maxBeside)
		}
		return "", false
	}
	again := b.taken[src]
	b.taken[src] = true
	before := len(b.work.problems)
	address := b.work.file(ctx, src)
	if again {
		b.work.problems = b.work.problems[:before]
	}
	return address, storedAddress.MatchString(address)
}

// Problems tells what could not be taken in, once for each file.
func (b *Beside) Problems() []news.Problem { return b.work.problems }

// Close closes the folder.
func (b *Beside) Close() error { return b.root.Close() }

var errLink = errors.New("a symbolic link")

// plain reports a path of which a part is a symbolic link.
func plain(root *os.Root, name string) error {
	name = filepath.ToSlash(name)
	for at := name; at != "." && at != "/" && at != ""; at = path.Dir(at) {
		info, err := root.Lstat(filepath.FromSlash(at))
		if err != nil {
			return err
		}
		if info.Mode()&os.ModeSymlink != 0 {
			return errLink
		}
	}
	return nil
}
