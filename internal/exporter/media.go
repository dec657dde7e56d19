package exporter

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"

	"broadsheet/internal/news"
)

// MediaFolder is the folder beside an exported file that holds its pictures.
// Its name is always the same, so that the file's own name is not in its bytes;
// several exports into one place share it, since files in it are named by their
// content.
const MediaFolder = "media"

var storedAddress = regexp.MustCompile(`^/media/([0-9a-f]{64})$`)

// mediaFolder lays files down once.
type mediaFolder struct {
	dir    string
	open   func(sha256 string) (io.ReadCloser, error)
	report *Report
	laid   map[string]string // by SHA-256
}

// lay copies the file of an address and gives its relative one. A file that is
// not there any more is reported, and its address stays.
func (m *mediaFolder) lay(ctx context.Context, src string) (string, error) {
	match := storedAddress.FindStringSubmatch(src)
	if match == nil || m.open == nil {
		return src, nil
	}
	sha := match[1]
	if rel, ok := m.laid[sha]; ok {
		return rel, nil
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if m.laid == nil {
		m.laid = make(map[string]string)
	}
	file, err := m.open(sha)
	if err != nil {
		m.report.Problems = append(m.report.Problems, news.Problem{Where: src, Message: "The picture is not in the library any more; its address was kept."})
		m.laid[sha] = src
		return src, nil
	}
	defer file.Close()
	name, err := m.copy(file, sha)
	if err != nil {
		return "", fmt.Errorf("lay down picture %s: %w", sha, err)
	}
	m.report.Files++
	m.laid[sha] = MediaFolder + "/" + name
	return m.laid[sha], nil
}

// opened opens the file of an address and names it.
func (m *mediaFolder) opened(ctx context.Context, src string) (io.ReadCloser, string, error) {
	match := storedAddress.FindStringSubmatch(src)
	if match == nil || m.open == nil {
		return nil, "", news.NotFound("media", src)
	}
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	file, err := m.open(match[1])
	if err != nil {
		return nil, "", news.NotFound("media", src)
	}
	content := bufio.NewReader(file)
	head, err := content.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		file.Close()
		return nil, "", fmt.Errorf("read picture %s: %w", match[1], err)
	}
	return opened{content, file}, match[1] + ending(head), nil
}

// opened is a file of which the beginning was looked at.
type opened struct {
	io.Reader
	io.Closer
}

func (m *mediaFolder) copy(from io.Reader, sha string) (name string, err error) {
	content := bufio.NewReader(from)
	head, err := content.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	name = sha + ending(head)
	if _, err := os.Stat(filepath.Join(m.dir, name)); err == nil {
		return name, nil
	}
	if err := os.MkdirAll(m.dir, 0o755); err != nil {
		return "", err
	}
	return name, atomically(filepath.Join(m.dir, name), func(w io.Writer) error {
		_, err := io.Copy(w, content)
		return err
	})
}

// ending gives the usual file ending of content, so that other programs open
// it; the importer looks at the content alone.
func ending(head []byte) string {
	switch kind := http.DetectContentType(head); kind {
	case "image/jpeg":
		return ".jpg"
	case "image/png":
		return ".png"
	case "image/gif":
		return ".gif"
	case "image/webp":
		return ".webp"
	case "video/mp4":
		return ".mp4"
	case "video/webm":
		return ".webm"
	case "audio/mpeg":
		return ".mp3"
	case "audio/wave":
		return ".wav"
	case "application/ogg":
		return ".ogg"
	}
	if len(head) >= 6 && string(head[:6]) == "WEBVTT" {
		return ".vtt"
	}
	return ""
}
