// Package media keeps pictures, films and sounds as files named by the SHA-256
// of their bytes. Pictures are decoded within limits, turned upright and
// encoded again in a few widths, so that what a page shows never holds what came
// beside the pixels (places, names, other files); films, sounds and text tracks
// are stored as they are and never decoded here.
//
// A file never changes once it is there. Putting the same bytes again, from any
// number of goroutines, gives the same record. The records themselves are kept
// by the library's store.
package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"runtime"

	"broadsheet/internal/atomicfile"
	"broadsheet/internal/news"
)

// Limits on what is taken in.
const (
	MaxPicture = 20 << 20   // bytes
	MaxPixels  = 40_000_000 // of a picture
	MaxSide    = 16_384     // pixels
	MaxFilm    = 2 << 30    // bytes
)

// Store is a folder of media files.
type Store struct {
	dir   string
	cores chan struct{} // one token for each picture being decoded
}

// Open opens the folder, which is made where it is missing.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make folder of media: %w", err)
	}
	return &Store{dir: dir, cores: make(chan struct{}, runtime.GOMAXPROCS(0))}, nil
}

// hashed is how a file is named.
var hashed = regexp.MustCompile(`^[0-9a-f]{64}$`)

// path gives where a file lies: a folder for each first byte of the hash.
func (s *Store) path(hash string) string { return filepath.Join(s.dir, hash[:2], hash) }

// Put stores the bytes of r and, of a picture, its renditions. name is the file
// name it came with. Errors are CodeLimit for what is too large and
// CodeUnsupported for what is neither picture, film, sound nor text track, or
// cannot be decoded; nothing is kept then.
func (s *Store) Put(ctx context.Context, r io.Reader, name string) (news.Media, error) {
	head := make([]byte, sniffLength)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return news.Media{}, fmt.Errorf("read media: %w", err)
	}
	head = head[:n]
	kind, picture := sniff(head)
	if kind == "" {
		return news.Media{}, news.Errorf(news.CodeUnsupported, "media", "%q is not a picture, film, sound or text track that can be kept.", name)
	}
	whole := io.MultiReader(bytes.NewReader(head), r)
	if !picture {
		hash, size, err := s.stream(ctx, whole)
		return news.Media{SHA256: hash, Type: kind, Name: name, Bytes: size}, err
	}
	content, err := io.ReadAll(io.LimitReader(whole, MaxPicture+1))
	if err != nil {
		return news.Media{}, fmt.Errorf("read picture: %w", err)
	}
	return s.putPicture(ctx, content, kind, name)
}

// PutPicture is Put for what has to be a picture, such as what came from the
// network in its place: all else is CodeUnsupported, whatever it was called.
func (s *Store) PutPicture(ctx context.Context, content []byte, name string) (news.Media, error) {
	kind, picture := sniff(content[:min(len(content), sniffLength)])
	if !picture {
		return news.Media{}, news.Errorf(news.CodeUnsupported, "media", "%q is not a picture that can be kept.", name)
	}
	return s.putPicture(ctx, content, kind, name)
}

// putPicture decodes a picture, one at a time on each core.
func (s *Store) putPicture(ctx context.Context, content []byte, kind, name string) (news.Media, error) {
	if len(content) > MaxPicture {
		return news.Media{}, news.Errorf(news.CodeLimit, "media", "The picture %q is larger than 20 MB and was left out.", name)
	}
	select {
	case s.cores <- struct{}{}:
		defer func() { <-s.cores }()
	case <-ctx.Done():
		return news.Media{}, ctx.Err()
	}
	p, err := decode(content)
	if err != nil {
		return news.Media{}, err
	}
	m := news.Media{Type: kind, Name: name, Bytes: int64(len(content)), Width: p.Bounds().Dx(), Height: p.Bounds().Dy()}
	if m.Colour, m.Thumb, err = placeholder(p); err != nil {
		return news.Media{}, err
	}
	for _, r := range renditions(p) {
		if err := ctx.Err(); err != nil {
			return news.Media{}, err
		}
		if r.SHA256, err = s.keep(r.content); err != nil {
			return news.Media{}, err
		}
		m.Renditions = append(m.Renditions, r.Rendition)
	}
	m.SHA256, err = s.keep(content)
	return m, err
}

// keep writes a file unless it is there.
func (s *Store) keep(content []byte) (hash string, err error) {
	sum := sha256.Sum256(content)
	hash = hex.EncodeToString(sum[:])
	path := s.path(hash)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(content)) {
		return hash, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("make folder of media: %w", err)
	}
	if err := atomicfile.WriteBytes(path, content); err != nil {
		return "", fmt.Errorf("keep media: %w", err)
	}
	return hash, nil
}

// stream writes a long file to the side while hashing it, then gives it its name.
func (s *Store) stream(ctx context.Context, r io.Reader) (hash string, size int64, err error) {
	file, err := os.CreateTemp(s.dir, ".incoming-*")
	if err != nil {
		return "", 0, fmt.Errorf("keep media: %w", err)
	}
	defer func() {
		file.Close()
		os.Remove(file.Name()) // gone already where it got its name
	}()
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(file, sum), io.LimitReader(canceled{ctx, r}, MaxFilm+1))
	if err != nil {
		return "", 0, fmt.Errorf("keep media: %w", err)
	}
	if size > MaxFilm {
		return "", 0, news.Errorf(news.CodeLimit, "media", "The film is larger than 2 GB and was left out.")
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return "", 0, fmt.Errorf("flush media: %w", err)
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	path := s.path(hash)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", 0, fmt.Errorf("make folder of media: %w", err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return "", 0, fmt.Errorf("put media in place: %w", err)
	}
	return hash, size, atomicfile.SyncFolder(filepath.Dir(path))
}

// canceled reads until its context ends.
type canceled struct {
	ctx context.Context
	r   io.Reader
}

func (c canceled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// Open opens a file by its hash; CodeNotFound where there is none. The media
// type is found from the content.
func (s *Store) Open(hash string) (file *os.File, mediaType string, err error) {
	if !hashed.MatchString(hash) {
		return nil, "", news.NotFound("media file", hash)
	}
	file, err = os.Open(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", news.NotFound("media file", hash)
	}
	if err != nil {
		return nil, "", fmt.Errorf("open media: %w", err)
	}
	head := make([]byte, sniffLength)
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		file.Close()
		return nil, "", fmt.Errorf("read media: %w", err)
	}
	mediaType, _ = sniff(head[:n])
	return file, mediaType, nil
}

// Verify reads a file and compares it with its name; CodeDamaged where it
// differs, CodeNotFound where it is not there.
func (s *Store) Verify(ctx context.Context, hash string) error {
	file, _, err := s.Open(hash)
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, canceled{ctx, file}); err != nil {
		return fmt.Errorf("read media: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return news.Errorf(news.CodeDamaged, "media", "The media file %s is damaged.", hash)
	}
	return nil
}

// All gives the hashes of the files that are there, and their sizes.
func (s *Store) All(ctx context.Context) iter.Seq2[string, int64] {
	return func(yield func(string, int64) bool) {
		folders, err := os.ReadDir(s.dir)
		if err != nil {
			return
		}
		for _, folder := range folders {
			files, err := os.ReadDir(filepath.Join(s.dir, folder.Name()))
			if err != nil || ctx.Err() != nil {
				continue
			}
			for _, file := range files {
				info, err := file.Info()
				if err != nil || !hashed.MatchString(file.Name()) {
					continue
				}
				if !yield(file.Name(), info.Size()) {
					return
				}
			}
		}
	}
}

// Bytes gives the room that all files take.
func (s *Store) Bytes(ctx context.Context) int64 {
	var sum int64
	for _, size := range s.All(ctx) {
		sum += size
	}
	return sum
}

// Remove takes a file away; one that is not there is no error.
func (s *Store) Remove(hash string) error {
	if !hashed.MatchString(hash) {
		return nil
	}
	if err := os.Remove(s.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove media: %w", err)
	}
	return nil
}

// RestoreFrom writes a file that comes out of a backup, having compared it with
// its hash; CodeDamaged where it differs, and nothing is kept then.
func (s *Store) RestoreFrom(hash string, r io.Reader) error {
	got, _, err := s.stream(context.Background(), r)
	if err != nil {
		return err
	}
	if got != hash {
		return errors.Join(news.Errorf(news.CodeDamaged, "media", "The media file %s of the backup is damaged.", hash), s.Remove(got))
	}
	return nil
}
