package pagetest

import (
	"archive/tar"
	"archive/zip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/unicode/norm"
)

// Sample is a page of one of the sets, with what is to be found in it.
type Sample struct {
	Name, Address string
	Content       []byte
	text          string // expected; "" where the set says it in snippets
	with, without []string
	title, date   string // "" where none is stated
}

// tuned reports whether a page is of the half that the rules were made on.
func (s Sample) tuned() bool {
	h := fnv.New32a()
	h.Write([]byte(s.Address))
	return h.Sum32()%2 == 0
}

func readZip(file string) (map[string][]byte, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		files[f.Name], err = io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name, err)
		}
	}
	return files, nil
}

// Mozilla gives the pages of mozilla/readability.
func Mozilla(folder string) ([]Sample, error) {
	files, err := readZip(filepath.Join(folder, "extract/mozilla-readability-130.zip"))
	if err != nil {
		return nil, err
	}
	var samples []Sample
	for name, content := range files {
		stem, found := strings.CutSuffix(name, "/source.html")
		if !found {
			continue
		}
		var says struct{ Title, PublishedTime string }
		if err := json.Unmarshal(files[stem+"/expected-metadata.json"], &says); err != nil {
			return nil, fmt.Errorf("read what is stated of %s: %w", stem, err)
		}
		text, err := textOfHTML(string(files[stem+"/expected.html"]))
		if err != nil {
			return nil, err
		}
		samples = append(samples, Sample{Name: path.Base(stem), Address: "http://fakehost/test/page.html", Content: content,
			text: text, title: says.Title, date: says.PublishedTime})
	}
	return ordered(samples, 130)
}

// Newspaper gives the pages of AndyTheFactory/newspaper4k that have a text.
func Newspaper(folder string) ([]Sample, error) {
	files, err := readZip(filepath.Join(folder, "extract/newspaper4k.zip"))
	if err != nil {
		return nil, err
	}
	var samples []Sample
	for name, content := range files {
		stem, found := strings.CutSuffix(path.Base(name), ".html")
		text := files["data/txt/"+stem+".txt"]
		if !found || text == nil {
			continue
		}
		s := Sample{Name: stem, Content: content, text: string(text)}
		if raw := files["data/metadata/"+stem+".json"]; raw != nil {
			var says struct{ URL, Title, Publish_date string }
			if err := json.Unmarshal(raw, &says); err != nil {
				return nil, fmt.Errorf("read what is stated of %s: %w", stem, err)
			}
			s.Address, s.title, s.date = says.URL, says.Title, says.Publish_date
		}
		samples = append(samples, s)
	}
	return ordered(samples, 15)
}

// Trafilatura gives the pages of adbar/trafilatura.
func Trafilatura(folder string) ([]Sample, error) {
	raw, err := os.ReadFile(filepath.Join(folder, "extract/trafilatura-a.evaldata.json"))
	if err != nil {
		return nil, err
	}
	var says map[string]struct {
		File          string
		With, Without []string
		Title, Date   string
	}
	if err := json.Unmarshal(raw, &says); err != nil {
		return nil, err
	}
	files, err := readTar(filepath.Join(folder, "extract/trafilatura-a.tar.zst"))
	if err != nil {
		return nil, err
	}
	var samples []Sample
	for address, s := range says {
		content := files[norm.NFC.String(s.File)]
		if content == nil {
			return nil, fmt.Errorf("%s is not in the set", s.File)
		}
		samples = append(samples, Sample{Name: s.File, Address: address, Content: content, with: s.With, without: s.Without, title: s.Title, date: s.Date})
	}
	return ordered(samples, 359)
}

func readTar(file string) (map[string][]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		head, err := r.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if files[norm.NFC.String(path.Base(head.Name))], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
}

func ordered(samples []Sample, least int) ([]Sample, error) {
	if len(samples) < least {
		return nil, fmt.Errorf("the set has %d pages, %d were promised", len(samples), least)
	}
	slices.SortFunc(samples, func(a, b Sample) int { return strings.Compare(a.Name+a.Address, b.Name+b.Address) })
	return samples, nil
}
