package importer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"broadsheet/internal/news"
)

// mediaPrefix stands before the SHA-256 in the address of a stored file.
const mediaPrefix = "/media/"

var storedAddress = regexp.MustCompile(`^/media/[0-9a-f]{64}$`)

// files finds what records point to and stores it. It is safe for use by
// several goroutines; each file is stored once.
type files struct {
	root *os.Root // the folder that paths do not leave; nil: there is none
	dir  string   // where in it the file lies from which relative paths lead
	put  func(ctx context.Context, r io.Reader, name string) (news.Media, error)
	// strict: neither absolute paths nor symbolic links; flat: the last part of a path
	// will do (see Beside).
	strict, flat bool

	mu    sync.Mutex
	known map[string]resolved
}

// resolved is what became of a source's address.
type resolved struct {
	src     string
	media   *news.Media      // set where a file was stored
	problem string           // why it stays a placeholder; empty where it does not, or is meant to
	kind    news.ProblemKind // of that problem; empty: it could not be taken in
}

// maxKnown bounds what is remembered of a run's files.
const maxKnown = 100_000

func (f *files) resolve(ctx context.Context, src string) resolved {
	if src == "" || storedAddress.MatchString(src) || isRemote(src) {
		return resolved{src: src}
	}
	if strings.HasPrefix(src, "data:") {
		return f.inline(ctx, src)
	}
	f.mu.Lock()
	r, ok := f.known[src]
	f.mu.Unlock()
	if ok {
		return r
	}
	r = f.beside(ctx, src)
	if ctx.Err() == nil {
		f.mu.Lock()
		if f.known == nil || len(f.known) >= maxKnown {
			f.known = make(map[string]resolved)
		}
		f.known[src] = r
		f.mu.Unlock()
	}
	return r
}

// IsRemote says whether an address has a scheme or a host, so that no file beside an
// imported one can be meant.
func IsRemote(src string) bool { return isRemote(src) }

// isRemote says whether src has a scheme or a host. A letter and a colon is a
// path of Windows, which leads nowhere here, like any that is not beside the file.
func isRemote(src string) bool {
	if strings.HasPrefix(src, "//") {
		return true
	}
	scheme, _, found := strings.Cut(src, ":")
	return found && len(scheme) > 1 && scheme != "data" && !strings.ContainsAny(scheme, "/?#.")
}

// inline stores a picture that came as a data: address. Where it cannot be
// stored the address is dropped: it says nothing to a reader.
func (f *files) inline(ctx context.Context, src string) resolved {
	content, err := OpenData(src)
	if err != nil {
		return resolved{problem: sentence(err)}
	}
	return f.store(ctx, content, "", "A picture that came inside the text")
}

// OpenData opens what a data: address holds (RFC 2397). The error is a sentence.
func OpenData(src string) (io.Reader, error) {
	head, data, found := strings.Cut(strings.TrimPrefix(src, "data:"), ",")
	if !found {
		return nil, news.Errorf(news.CodeInvalid, "media", "A data address holds no data.")
	}
	if strings.HasSuffix(head, ";base64") {
		if strings.Contains(data, "%") {
			if plain, err := url.PathUnescape(data); err == nil {
				data = plain
			}
		}
		return base64.NewDecoder(encodingOf(data), strings.NewReader(data)), nil
	}
	plain, err := url.PathUnescape(data)
	if err != nil {
		return nil, news.Errorf(news.CodeInvalid, "media", "A data address cannot be read.")
	}
	return strings.NewReader(plain), nil
}

func encodingOf(data string) *base64.Encoding {
	if strings.HasSuffix(data, "=") || len(data)%4 == 0 {
		return base64.StdEncoding
	}
	return base64.RawStdEncoding
}

// beside stores a file that lies in the folder of the imported one.
func (f *files) beside(ctx context.Context, src string) resolved {
	if f.root == nil {
		return resolved{src: src, kind: news.ProblemPicture, problem: fmt.Sprintf("%.200q is named by a path, and there is no folder to look in.", src)}
	}
	file, err := f.open(src)
	if err != nil {
		return resolved{src: src, kind: news.ProblemPicture, problem: fmt.Sprintf("%.200q is not in the folder beside the file.", src)}
	}
	defer file.Close()
	r := f.store(ctx, file, path.Base(src), fmt.Sprintf("%.200q", src))
	if r.media == nil && r.src == "" {
		r.src = src
	}
	return r
}

// beneath are the folders of a site's sources that its address begins at (those
// of Hugo, Jekyll and their like).
var beneath = []string{"", "static", "assets", "public"}

// open finds the file by its path as it stands, percent-decoded, and without a
// query: from where the imported file lies, or from the folder's top where it
// begins with a slash. Paths cannot leave the folder; only regular files are
// opened.
func (f *files) open(src string) (*os.File, error) {
	candidates := []string{src}
	if plain, err := url.PathUnescape(src); err == nil && plain != src {
		candidates = append(candidates, plain)
	}
	if bare, _, found := strings.Cut(src, "?"); found {
		candidates = append(candidates, bare)
	}
	if f.flat {
		for _, name := range candidates {
			candidates = append(candidates, path.Base(name))
		}
	}
	var first error
	for _, name := range candidates {
		places := []string{path.Join(f.dir, name)}
		if strings.HasPrefix(name, "/") {
			places = places[:0]
			if f.strict {
				first = cmp.Or(first, errAbsolute)
				continue
			}
			for _, folder := range beneath {
				places = append(places, path.Join(folder, path.Clean(name)[1:]))
			}
		}
		for _, place := range places {
			file, err := f.regular(filepath.FromSlash(place))
			if err == nil {
				return file, nil
			}
			if first == nil {
				first = err
			}
		}
	}
	return nil, first
}

var errAbsolute = errors.New("an absolute path")

func (f *files) regular(name string) (*os.File, error) {
	if f.strict {
		if err := plain(f.root, name); err != nil {
			return nil, err
		}
	}
	info, err := f.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	return f.root.Open(name)
}

// store puts the file away; what names it in a problem.
func (f *files) store(ctx context.Context, r io.Reader, name, what string) resolved {
	media, err := f.put(ctx, r, name)
	if err == nil {
		return resolved{src: mediaPrefix + media.SHA256, media: &media}
	}
	return resolved{problem: fmt.Sprintf("%s could not be taken in: %s", what, sentence(err))}
}

// sentence gives what may be told of an error.
func sentence(err error) string {
	var told *news.Error
	if errors.As(err, &told) {
		return told.Message
	}
	return "it could not be read."
}

// hashOnly stands in for the media store in a dry run: it gives the address
// that the file would have.
func hashOnly(_ context.Context, r io.Reader, name string) (news.Media, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return news.Media{}, err
	}
	return news.Media{SHA256: hex.EncodeToString(h.Sum(nil)), Name: name, Bytes: n}, nil
}
