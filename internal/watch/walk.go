package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"broadsheet/internal/news"
)

// partial are the endings of files that another program has not written whole.
var partial = []string{".part", ".partial", ".crdownload", ".download", ".tmp", "~"}

// files gives the files of a folder that could come in. Links inside it are not
// followed; hidden files, partial ones and the library's own folder are left out.
// A folder inside it that cannot be read is passed over.
func (s *Service) files(ctx context.Context, folder string) (news.Seen, error) {
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, gone(folder, err)
	}
	info, err := os.Stat(real)
	if err != nil || !info.IsDir() {
		return nil, gone(folder, err)
	}
	own := inside(real, s.Own)
	tree := os.DirFS(real)
	found, met := news.Seen{}, 0
	err = fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if met++; met > 10*s.Most || len(found) > s.Most {
			return news.Errorf(news.CodeLimit, "folder", "%s holds more than %d files; watch a folder inside it. Nothing of it was taken.", folder, s.Most)
		}
		switch {
		case name == ".":
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case name == own, err != nil, strings.HasPrefix(entry.Name(), "."), entry.IsDir() && s.Kinds.Beside(tree, name):
			return leave(entry)
		case !entry.Type().IsRegular(), isPartial(name), !s.Kinds.Takes(path.Base(name)):
			return nil
		}
		info, err := entry.Info()
		if err == nil { // else it went meanwhile
			found[name] = news.FileMark{Bytes: info.Size(), Time: info.ModTime().UnixNano()}
		}
		return nil
	})
	if err != nil && ctx.Err() == nil && news.CodeOf(err) != news.CodeLimit {
		err = gone(folder, err)
	}
	return found, err
}

// leave passes something over, with all that is in it.
func leave(entry fs.DirEntry) error {
	if entry != nil && entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func isPartial(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range partial {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// inside gives where in a folder another one lies, divided by slashes; empty:
// outside.
func inside(folder, other string) string {
	if real, err := filepath.EvalSymlinks(other); err == nil {
		other = real
	}
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	rel, err := filepath.Rel(folder, other)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// gone says that a folder cannot be looked into.
func gone(folder string, cause error) error {
	why := "is not there"
	switch {
	case cause == nil:
		why = "is no folder any more"
	case errors.Is(cause, fs.ErrPermission):
		why = "may not be read"
	case !errors.Is(cause, fs.ErrNotExist):
		why = "cannot be read"
	}
	return &news.Error{Code: news.CodeConflict, Field: "folder", Cause: cause,
		Message: folder + " " + why + ". It is looked for again by itself; what came from it stays."}
}

// told gives the sentence of an error.
func told(err error) string {
	var known *news.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error() + "."
}
