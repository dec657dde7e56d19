package corpus

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// state says what a corpus file holds.
type state struct {
	Articles int
	Bytes    int64
}

// version is that of the generator: what it makes differs from one to the next.
const version = 1

// File is a corpus on the disk: an article a line, its fields divided by tabs,
// which the text never holds, so that a program in any language reads it alike.
type File struct {
	Path     string
	Training string // what the text was learnt from
}

// Make writes the first articles of a corpus, or those that are not there yet,
// into a folder of its own for each training text and seed.
func Make(folder string, seed uint64, text string, articles int) (File, error) {
	t, err := Train(text)
	if err != nil {
		return File{}, fmt.Errorf("read the training text: %w", err)
	}
	folder = filepath.Join(folder, fmt.Sprintf("%s-%d-v%d", t.Name, seed, version))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return File{}, err
	}
	f := File{filepath.Join(folder, "corpus.tsv"), t.Name}
	have, err := f.state()
	if err != nil || have.Articles >= articles {
		return f, err
	}
	g, err := NewGenerator(seed, t)
	if err != nil {
		return f, err
	}
	return f, f.extend(g, have, articles)
}

func (f File) state() (s state, err error) {
	raw, err := os.ReadFile(f.Path + ".json")
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(raw, &s)
}

// extend writes behind what is known to be whole; the state is written last.
func (f File) extend(g *Generator, have state, articles int) (err error) {
	file, err := os.OpenFile(f.Path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := file.Truncate(have.Bytes); err != nil {
		return err
	}
	if _, err := file.Seek(have.Bytes, io.SeekStart); err != nil {
		return err
	}
	out := bufio.NewWriterSize(file, 1<<20)
	for have.Articles < articles {
		have.Articles++
		n, err := out.WriteString(g.Article(have.Articles).line())
		if err != nil {
			return err
		}
		have.Bytes += int64(n)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	raw, err := json.Marshal(have)
	if err != nil {
		return err
	}
	return os.WriteFile(f.Path+".json", raw, 0o600)
}

func (a Article) line() string {
	return strings.Join([]string{
		strconv.Itoa(a.Row), a.Language, a.Kind, a.Section, strings.Join(a.Topics, ","), strings.Join(a.Tags, ","),
		strings.Join(a.Authors, ","), strconv.FormatInt(a.Published, 10), a.Title, a.Lead, a.Body,
	}, "\t") + "\n"
}

// Read gives the first articles of a file, in order. An error is given with a
// zero article and is the last.
func Read(path string, articles int) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		file, err := os.Open(path)
		if err != nil {
			yield(Article{}, err)
			return
		}
		defer file.Close()
		in := bufio.NewReaderSize(file, 1<<20)
		for range articles {
			line, err := in.ReadString('\n')
			var a Article
			if err == nil {
				a, err = Parse(line)
			}
			if err != nil {
				yield(Article{}, fmt.Errorf("read %s: %w", filepath.Base(path), err))
				return
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}

// Parse reads the line of an article, with or without its end.
func Parse(line string) (a Article, err error) {
	f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
	if len(f) != 11 {
		return a, fmt.Errorf("a line has %d fields", len(f))
	}
	if a.Row, err = strconv.Atoi(f[0]); err != nil {
		return a, err
	}
	if a.Published, err = strconv.ParseInt(f[7], 10, 64); err != nil {
		return a, err
	}
	a.Language, a.Kind, a.Section = f[1], f[2], f[3]
	a.Topics, a.Tags, a.Authors = strings.Split(f[4], ","), strings.Split(f[5], ","), strings.Split(f[6], ",")
	a.Title, a.Lead, a.Body = f[8], f[9], f[10]
	return a, nil
}
