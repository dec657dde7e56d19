package newstest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Corpus is one of the third-party corpora.
type Corpus struct {
	File     string // its path in the test material
	Language string
	Articles int // how many its README promises
}

// Corpora lists the third-party corpora with what their README says of them.
func Corpora() []Corpus {
	return []Corpus{
		{"corpora/20news-train.en.jsonl.zst", "en", 11_296},
		{"corpora/agnews-test.en.jsonl.zst", "en", 7_600},
		{"corpora/masakhanews-1.fr.jsonl.zst", "fr", 454},
		{"corpora/fakenews-1.es.jsonl.zst", "es", 971},
		{"corpora/fars-varzesh3-1.fa.jsonl.zst", "fa", 1_967},
		{"corpora/bend-the-truth.ur.jsonl.zst", "ur", 900},
		{"corpora/factrueval-dev.ru.jsonl.zst", "ru", 122},
	}
}

// ConvertCorpus writes a corpus, found in the folder of the test material, as
// lines of the interchange format and gives how many there are. An article
// without a title gets its first sentence.
func ConvertCorpus(folder string, c Corpus, w io.Writer) (int, error) {
	lines := 0
	out := bufio.NewWriterSize(w, 1<<20)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	err := eachCorpusLine(folder, c, func(fields map[string]json.RawMessage) error {
		lines++
		return enc.Encode(convertLine(fields))
	})
	if err != nil {
		return lines, err
	}
	return lines, out.Flush()
}

// eachCorpusLine gives the objects of a corpus one after the other.
func eachCorpusLine(folder string, c Corpus, yield func(map[string]json.RawMessage) error) error {
	file, err := os.Open(filepath.Join(folder, filepath.FromSlash(c.File)))
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := zstd.NewReader(file)
	if err != nil {
		return fmt.Errorf("open zstd: %w", err)
	}
	defer z.Close()
	scanner := bufio.NewScanner(z)
	scanner.Buffer(nil, 4<<20)
	for n := 1; scanner.Scan(); n++ {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(scanner.Bytes(), &fields); err != nil {
			return fmt.Errorf("%s line %d: %w", c.File, n, err)
		}
		if err := yield(fields); err != nil {
			return err
		}
	}
	return scanner.Err()
}

// renamed says which field of a corpus is which of the interchange format.
var renamed = map[string]string{
	"id": "id", "source": "source", "title": "title", "tags": "tags",
	"body": "body_text", "lang": "language", "date": "published",
	"category": "section", "summary": "standfirst", "url": "url",
}

func convertLine(fields map[string]json.RawMessage) map[string]any {
	out := make(map[string]any)
	extra := make(map[string]json.RawMessage)
	for name, raw := range fields {
		to := renamed[name]
		if to == "" || to == "url" && !isAbsolute(unquote(raw)) {
			extra[name] = raw
			continue
		}
		out[to] = raw
	}
	if len(extra) > 0 {
		out["extra"] = extra
	}
	if unquote(fields["title"]) == "" {
		out["title"] = firstSentence(unquote(fields["body"]))
	}
	return out
}

func isAbsolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.IsAbs()
}

func unquote(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

// firstSentence gives the text up to its first full stop, at most 120 letters.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	if i := strings.IndexAny(text, "۔.؟?!।"); i > 0 {
		text = text[:i]
	}
	words := strings.Fields(text)
	title := ""
	for _, word := range words {
		if title != "" && len([]rune(title))+len([]rune(word)) >= 120 {
			break
		}
		title = strings.TrimSpace(title + " " + word)
	}
	return title
}
