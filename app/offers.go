package app

import (
	"crypto/rand"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// offers are files that a face handed over, under tokens, so that no path ever
// stands in a call. A token is good until the program ends.
type offers struct {
	spool    string // folder for content that came without a path
	describe func(paths ...string) importer.Description

	mu    sync.Mutex
	files map[string]offered
}

type offered struct {
	bridge.OfferedResult
	paths   []string
	write   bool
	spooled bool
	unseen  bool // something was put beside it since it was described
	// base is the address that it was fetched from, and kind what its host called
	// it; empty for files.
	base, kind string
}

// maxOffers bounds what a face can make us remember; the oldest spooled content
// goes with the program's end all the same.
const maxOffers = 1000

func newOffers(spool string, describe func(...string) importer.Description) *offers {
	return &offers{spool: spool, describe: describe, files: map[string]offered{}}
}

// OfferPath describes a file or folder of this machine, or with write names one
// that is to be written.
func (o *offers) OfferPath(path string, write bool) (bridge.OfferedResult, error) {
	if write {
		return o.offerTarget(path)
	}
	return o.OfferPaths([]string{path})
}

// OfferPaths describes files and folders of this machine that are to come in
// together.
func (o *offers) OfferPaths(paths []string) (bridge.OfferedResult, error) {
	for _, path := range paths {
		if !filepath.IsAbs(path) {
			return bridge.OfferedResult{}, errNotAbsolute
		}
		if _, err := os.Stat(path); err != nil {
			return bridge.OfferedResult{}, news.Errorf(news.CodeNotFound, "path", "There is nothing to read at %s.", path)
		}
	}
	if len(paths) == 0 {
		return bridge.OfferedResult{}, news.Errorf(news.CodeInvalid, "path", "Nothing was named that could be read.")
	}
	return o.keep(o.described(offered{paths: paths}, labelOf(paths)))
}

// OfferFolder describes a folder of this machine by the path that a person typed.
func (o *offers) OfferFolder(path string) (bridge.OfferedResult, error) {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if rest, found := strings.CutPrefix(path, "~"); found {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + rest
		}
	}
	if !filepath.IsAbs(path) {
		return bridge.OfferedResult{}, errNotAbsolute
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return bridge.OfferedResult{}, news.Errorf(news.CodeInvalid, "path", "There is no folder at %s.", path)
	}
	return o.OfferPaths([]string{filepath.Clean(path)})
}

var errNotAbsolute = news.Errorf(news.CodeInvalid, "path", "A path has to be absolute.")

// labelOf names what was offered by its files, some of them where they are many.
func labelOf(paths []string) string {
	const most = 3
	var names []string
	for _, path := range paths[:min(len(paths), most)] {
		names = append(names, filepath.Base(path))
	}
	if len(paths) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// described says of an offer what it is.
func (o *offers) described(file offered, label string) offered {
	d := o.describe(file.paths...)
	file.OfferedResult = bridge.OfferedResult{Token: file.Token, Label: label, Format: d.Format, Inside: d.Inside, Files: d.Files, Bytes: d.Bytes, More: d.More}
	return file
}

func (o *offers) offerTarget(path string) (bridge.OfferedResult, error) {
	if !filepath.IsAbs(path) {
		return bridge.OfferedResult{}, errNotAbsolute
	}
	if there, err := os.Stat(path); err == nil && there.IsDir() {
		return bridge.OfferedResult{}, news.Errorf(news.CodeExists, "path", "%s is a folder; a file is written here.", path)
	}
	if parent, err := os.Stat(filepath.Dir(path)); err != nil || !parent.IsDir() {
		return bridge.OfferedResult{}, news.Errorf(news.CodeNotFound, "path", "There is no folder %s to write into.", filepath.Dir(path))
	}
	return o.keep(offered{paths: []string{path}, write: true, OfferedResult: bridge.OfferedResult{Label: filepath.Base(path)}})
}

func (o *offers) keep(file offered) (bridge.OfferedResult, error) {
	var b [16]byte
	rand.Read(b[:])
	file.Token = base64.RawURLEncoding.EncodeToString(b[:])
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.files) >= maxOffers {
		return bridge.OfferedResult{}, news.Errorf(news.CodeLimit, "file", "Too many files are waiting to be imported; import some, or start Broadsheet again.")
	}
	o.files[file.Token] = file
	return file.OfferedResult, nil
}

// find gives what was offered under a token, for reading or for writing.
func (o *offers) find(token string, write bool) (offered, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	file, found := o.files[token]
	if !found || file.write != write {
		return offered{}, news.NotFound("offered file", token)
	}
	return file, nil
}

// done forgets an offer and removes what was spooled for it.
func (o *offers) done(token string) {
	o.mu.Lock()
	file := o.files[token]
	delete(o.files, token)
	o.mu.Unlock()
	if file.spooled {
		os.RemoveAll(filepath.Dir(file.paths[0]))
	}
}

// close removes all that was spooled.
func (o *offers) close() error { return os.RemoveAll(o.spool) }
