package importer

import (
	"archive/tar"
	"archive/zip"
	"bytes"
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

// Limits on an archive. One that goes beyond them is refused whole: what would
// come of a part of it nobody could tell.
const (
	maxMembers  = 100_000
	maxMember   = 256 << 20 // bytes of one file in it
	maxUnpacked = 2 << 30   // of all
	maxPath     = 240       // bytes of a file's path
	maxDepth    = 32        // folders one inside another
	maxNested   = 1         // archives one inside another
)

var (
	zipMark = []byte("PK\x03\x04")
	tarMark = []byte("ustar")
)

// tarMarkAt is where tarMark stands in a tar file (POSIX.1-1988, ustar).
const tarMarkAt = 257

// container is a kind of archive.
type container int

const (
	noContainer container = iota
	zipContainer
	tarContainer
)

// containerOf knows an archive by its first bytes. Documents that are archives
// (EPUB, Word, OpenDocument) name themselves in their first member, and are not.
func containerOf(head []byte) container {
	switch {
	case bytes.HasPrefix(head, zipMark):
		first := head[min(len(head), 30):]
		if bytes.HasPrefix(first, []byte("mimetype")) || bytes.HasPrefix(first, []byte("[Content_Types].xml")) {
			return noContainer
		}
		return zipContainer
	case len(head) > tarMarkAt && bytes.HasPrefix(head[tarMarkAt:], tarMark):
		return tarContainer
	}
	return noContainer
}

// unpacker writes an archive's files into a folder, through os.Root: nothing
// lands outside, whatever a name says.
type unpacker struct {
	root    *os.Root
	made    map[string]bool
	members int
	bytes   int64
	passed  []news.Problem // what was left out, with why
}

func (u *unpacker) leave(name, why string) {
	if len(u.passed) < news.MaxProblems {
		u.passed = append(u.passed, news.Problem{Where: fmt.Sprintf("%.200s", name), Message: why})
	}
}

func refuseArchive(format string, args ...any) error {
	return news.Errorf(news.CodeLimit, "file", "The archive "+format+"; nothing of it was brought in.", args...)
}

// unpack fills folder with what is in the archive at hand. A zip has to be read
// from its end, so that one which is a stream is kept beside the folder first.
func unpack(ctx context.Context, kind container, file *os.File, content io.Reader, folder string) (*unpacker, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder to unpack into: %w", err)
	}
	defer root.Close()
	u := &unpacker{root: root, made: map[string]bool{}}
	if kind == tarContainer {
		return u, u.tar(ctx, content)
	}
	if file == nil {
		if file, err = spool(content, folder+".zip"); err != nil {
			return nil, err
		}
		defer os.Remove(file.Name())
		defer file.Close()
	}
	return u, u.zip(ctx, file)
}

// spool keeps a stream in a file.
func spool(content io.Reader, path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("keep the archive: %w", err)
	}
	n, err := io.Copy(file, io.LimitReader(content, maxUnpacked+1))
	if err == nil && n > maxUnpacked {
		err = refuseArchive("has more than %d GB", maxUnpacked>>30)
	}
	if err != nil {
		file.Close()
		os.Remove(path)
		return nil, err
	}
	return file, nil
}

func (u *unpacker) zip(ctx context.Context, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("look at the archive: %w", err)
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return readArchive(err)
	}
	for _, member := range archive.File {
		if !member.Mode().IsRegular() {
			continue
		}
		if member.Flags&1 != 0 {
			u.leave(member.Name, "It is encrypted and was left out.")
			continue
		}
		content, err := member.Open()
		if err != nil {
			u.leave(member.Name, "It is packed in a way that cannot be read, and was left out.")
			continue
		}
		err = u.write(ctx, member.Name, content)
		content.Close()
		if err == nil && u.bytes > ratioSlack && u.bytes > maxRatio*info.Size() {
			err = refuseArchive("grows more than %d-fold", maxRatio)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacker) tar(ctx context.Context, content io.Reader) error {
	archive := tar.NewReader(content)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return readArchive(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if err := u.write(ctx, header.Name, archive); err != nil {
			return err
		}
	}
}

func readArchive(err error) error { return damaged("archive is damaged", err) }

// write unpacks a member. What cannot be written under its name is left out.
func (u *unpacker) write(ctx context.Context, name string, content io.Reader) error {
	if u.members++; u.members > maxMembers {
		return refuseArchive("holds more than %d files", maxMembers)
	}
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	switch {
	case len(name) > maxPath:
		return refuseArchive("has a path of more than %d bytes", maxPath)
	case strings.Count(name, "/") > maxDepth:
		return refuseArchive("has more than %d folders one inside another", maxDepth)
	case !filepath.IsLocal(filepath.FromSlash(name)):
		u.leave(name, "Its path leads out of the archive, and it was left out.")
		return nil
	}
	file, err := u.create(name)
	if err != nil {
		u.leave(name, "It cannot be unpacked under its name, and was left out.")
		return nil
	}
	n, err := io.Copy(file, &unpacked{ctx, io.LimitReader(content, maxMember+1)})
	if closing := file.Close(); err == nil && closing != nil {
		return fmt.Errorf("unpack %s: %w", name, closing)
	}
	u.bytes += n
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return readArchive(err)
	case n > maxMember:
		return refuseArchive("holds a file of more than %d MB", maxMember>>20)
	case u.bytes > maxUnpacked:
		return refuseArchive("holds more than %d GB", maxUnpacked>>30)
	}
	return nil
}

func (u *unpacker) create(name string) (*os.File, error) {
	if dir := path.Dir(name); !u.made[dir] {
		if err := u.root.MkdirAll(filepath.FromSlash(dir), 0o700); err != nil {
			return nil, err
		}
		u.made[dir] = true
	}
	return u.root.OpenFile(filepath.FromSlash(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

// unpacked is a reader that ends with its context.
type unpacked struct {
	ctx context.Context
	io.Reader
}

func (r *unpacked) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
