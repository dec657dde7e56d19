package relevance

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// set is a collection of texts with queries and judgements.
type set struct {
	name     string
	language string
	texts    []text
	queries  []judged
}

type text struct{ ID, Title, Body string }

// judged is a query with the grade of each text that answers it.
type judged struct {
	text   string
	grades map[string]int
}

// The sets, of which a change must gain on most: search.md, section e.
func sets(data string) ([]set, error) {
	var list []set
	for _, language := range []string{"ar", "en", "es"} {
		s, err := xquad(data, language)
		if err != nil {
			return nil, fmt.Errorf("read xquad %s: %w", language, err)
		}
		list = append(list, s)
	}
	for _, known := range []struct{ language, corpus string }{
		{"en", "agnews-test.en"}, {"es", "fakenews-1.es"}, {"fa", "fars-varzesh3-1.fa"}, {"fr", "masakhanews-1.fr"},
	} {
		s, err := knownItem(data, known.language, known.corpus)
		if err != nil {
			return nil, fmt.Errorf("read known items %s: %w", known.language, err)
		}
		list = append(list, s)
	}
	return list, nil
}

// xquad has questions, each answered in one passage.
func xquad(data, language string) (set, error) {
	s := set{name: "xquad " + language, language: language}
	z, err := zip.OpenReader(filepath.Join(data, "ir", "xquad-"+language+".zip"))
	if err != nil {
		return s, err
	}
	defer z.Close()
	err = eachLine(z, "corpus.jsonl", func(line []byte) error {
		var t struct{ ID, Title, Text string }
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		s.texts = append(s.texts, text{t.ID, t.Title, strings.TrimPrefix(t.Text, "\ufeff")})
		return nil
	})
	if err != nil {
		return s, err
	}
	return s, s.judge(z, "queries.jsonl", "qrels.tsv")
}

// knownItem has headlines, each to find its own article, whose title is not
// indexed: else it would measure nothing.
func knownItem(data, language, corpus string) (set, error) {
	s := set{name: "headline " + language, language: language}
	file, err := os.Open(filepath.Join(data, "corpora", corpus+".jsonl.zst"))
	if err != nil {
		return s, err
	}
	defer file.Close()
	z, err := zstd.NewReader(file)
	if err != nil {
		return s, err
	}
	defer z.Close()
	err = linesOf(z, func(line []byte) error {
		var a struct{ ID, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		s.texts = append(s.texts, text{ID: a.ID, Body: a.Body})
		return nil
	})
	if err != nil {
		return s, err
	}
	return s, s.judge(os.DirFS(filepath.Join(data, "ir", "known-item")), language+".queries.jsonl", language+".qrels.tsv")
}

func (s *set) judge(from fs.FS, queries, grades string) error {
	places := map[string]int{}
	err := eachLine(from, queries, func(line []byte) error {
		var q struct{ ID, Text string }
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		places[q.ID] = len(s.queries)
		s.queries = append(s.queries, judged{q.Text, map[string]int{}})
		return nil
	})
	if err != nil {
		return err
	}
	return eachLine(from, grades, func(line []byte) error {
		fields := strings.Split(string(line), "\t")
		if len(fields) != 3 {
			return fmt.Errorf("a judgement has %d fields", len(fields))
		}
		place, known := places[fields[0]]
		grade, err := strconv.Atoi(strings.TrimSpace(fields[2]))
		if !known || err != nil {
			return nil // the line of headings
		}
		s.queries[place].grades[fields[1]] = grade
		return nil
	})
}

func eachLine(from fs.FS, name string, visit func([]byte) error) error {
	file, err := from.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return linesOf(file, visit)
}

func linesOf(r io.Reader, visit func([]byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		if err := visit(lines.Bytes()); err != nil {
			return err
		}
	}
	return lines.Err()
}
