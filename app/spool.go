package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// OfferContent spools content under a name and describes it. With the token of
// what was spooled before, it lies beside that and comes in with it; its name may
// then be a path, divided by slashes, as files of a folder have one.
func (o *offers) OfferContent(name, with string, content io.Reader) (bridge.OfferedResult, error) {
	if with == "" {
		return o.spooled(name, content, offered{})
	}
	file, err := o.find(with, false)
	if err != nil || !file.spooled {
		return bridge.OfferedResult{}, news.NotFound("offered file", with)
	}
	folder := filepath.Dir(file.paths[0])
	first, err := spoolInto(folder, name, content)
	if err != nil {
		return bridge.OfferedResult{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	file, found := o.files[with]
	if !found { // it was given up meanwhile
		return bridge.OfferedResult{}, errors.Join(news.NotFound("offered file", with), os.RemoveAll(folder))
	}
	if !slices.Contains(file.paths, first) {
		file.paths = append(slices.Clip(file.paths), first)
	}
	file.unseen = true
	o.files[with] = file
	return file.OfferedResult, nil
}

// look describes what was offered under a token, anew where more came since.
func (o *offers) look(token string) (bridge.OfferedResult, error) {
	file, err := o.find(token, false)
	if err != nil || !file.unseen {
		return file.OfferedResult, err
	}
	file = o.described(file, labelOf(file.paths))
	file.unseen = false
	o.mu.Lock()
	defer o.mu.Unlock()
	o.files[token] = file
	return file.OfferedResult, nil
}

// offerFetched spools what was fetched from an address.
func (o *offers) offerFetched(base, kind string, content []byte) (bridge.OfferedResult, error) {
	name := "page.html"
	if u, err := url.Parse(base); err == nil {
		if name = path.Base(u.Path); name == "." || name == "/" {
			name = u.Hostname() + ".html"
		}
	}
	return o.spooled(name, bytes.NewReader(content), offered{base: base, kind: kind})
}

func (o *offers) spooled(name string, content io.Reader, file offered) (bridge.OfferedResult, error) {
	if err := os.MkdirAll(o.spool, 0o700); err != nil {
		return bridge.OfferedResult{}, fmt.Errorf("make folder for offered files: %w", err)
	}
	folder, err := os.MkdirTemp(o.spool, "offer-")
	if err != nil {
		return bridge.OfferedResult{}, fmt.Errorf("make folder for an offered file: %w", err)
	}
	first, err := spoolInto(folder, name, content)
	if err != nil {
		os.RemoveAll(folder)
		return bridge.OfferedResult{}, err
	}
	file.paths, file.spooled = []string{first}, true
	return o.keep(o.described(file, filepath.Base(first)))
}

// maxSpoolDepth is how many folders one inside another a spooled path may have.
const maxSpoolDepth = 32

// spoolInto writes content under its path in a folder, and gives what of that lies
// in the folder itself: the file, or the folder that it came in.
func spoolInto(folder, name string, content io.Reader) (first string, err error) {
	parts := strings.Split(name, "/")
	if len(parts) > maxSpoolDepth {
		return "", news.Errorf(news.CodeLimit, "file", "The file lies in more than %d folders one inside another; it was left out.", maxSpoolDepth)
	}
	for i := range parts {
		parts[i] = safeName(parts[i])
	}
	at := filepath.Join(append([]string{folder}, parts...)...)
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return "", fmt.Errorf("make folder for an offered file: %w", err)
	}
	disk, err := os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return "", news.Errorf(news.CodeExists, "file", "Two of the files are called %s; the second was left out.", name)
	}
	if err != nil {
		return "", fmt.Errorf("keep offered file: %w", err)
	}
	_, err = io.Copy(disk, content)
	if closing := disk.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(at)
		return "", news.Errorf(news.CodeLimit, "file", "The file could not be taken in whole; nothing was changed: %w.", err)
	}
	return filepath.Join(folder, parts[0]), nil
}

// safeName keeps the last part of a name that came from a page.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if name == "" {
		return "file"
	}
	if runes := []rune(name); len(runes) > 100 {
		name = string(runes[len(runes)-100:])
	}
	return name
}
