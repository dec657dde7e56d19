package importer_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// memory is a store that keeps what it is given.
type memory struct {
	publication news.Publication
	batches     []news.Batch
	articles    map[string]news.Article
	media       map[string]news.Media
	began       []news.Import
	ended       []news.Import
	held        news.Import // as a store keeps it with the last batch
	fail        error
	onIngest    func()
}

func (m *memory) Publication(context.Context) (news.Publication, error) { return m.publication, nil }

func (m *memory) PutMedia(_ context.Context, media news.Media) error {
	if m.media == nil {
		m.media = make(map[string]news.Media)
	}
	m.media[media.SHA256] = media
	return nil
}

func (m *memory) BeginImport(_ context.Context, i news.Import) error {
	m.began = append(m.began, i)
	return nil
}

func (m *memory) ResumeImport(context.Context, string) error { return nil }

func (m *memory) FinishImport(ctx context.Context, i news.Import) error {
	m.ended = append(m.ended, i)
	return ctx.Err()
}

func (m *memory) Ingest(_ context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	if m.fail != nil {
		return nil, nil, m.fail
	}
	m.batches = append(m.batches, b)
	if m.articles == nil {
		m.articles = make(map[string]news.Article)
	}
	outcomes := m.judge(b, func(key string, a news.Article) { m.articles[key] = a })
	if b.SoFar != nil {
		m.held = *b.SoFar
		m.held.Count(b.Records, outcomes)
	}
	if m.onIngest != nil {
		m.onIngest()
	}
	return outcomes, nil, nil
}

func (m *memory) Preview(_ context.Context, b news.Batch) ([]news.Outcome, []news.Problem, error) {
	return m.judge(b, func(string, news.Article) {}), nil, nil
}

func (m *memory) judge(b news.Batch, keep func(string, news.Article)) []news.Outcome {
	var outcomes []news.Outcome
	for _, r := range b.Records {
		if r.Article == nil {
			outcomes = append(outcomes, news.OutcomeAdded)
			continue
		}
		key := r.Article.Source + ":" + r.Article.ID
		old, found := m.articles[key]
		switch {
		case !found:
			outcomes = append(outcomes, news.OutcomeAdded)
		case cmp.Equal(old, *r.Article):
			outcomes = append(outcomes, news.OutcomeUnchanged)
		default:
			outcomes = append(outcomes, news.OutcomeUpdated)
		}
		keep(key, *r.Article)
	}
	return outcomes
}

// heap stores files by their hash and refuses what says so.
type heap struct {
	mu   sync.Mutex
	puts int
}

func (h *heap) Put(_ context.Context, r io.Reader, name string) (news.Media, error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return news.Media{}, err
	}
	h.mu.Lock()
	h.puts++
	h.mu.Unlock()
	if bytes.Contains(content, []byte("refuse")) {
		return news.Media{}, news.Errorf(news.CodeUnsupported, "media", "This is no picture.")
	}
	sum := sha256.Sum256(content)
	return news.Media{SHA256: hex.EncodeToString(sum[:]), Name: name, Bytes: int64(len(content))}, nil
}

func address(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "/media/" + hex.EncodeToString(sum[:])
}

func host(m *memory) *importer.Host {
	return importer.New(importer.Parts{
		Formats: []importer.Format{jsonl.Format{}}, Store: m, Runs: m, Media: &heap{},
		Clock: clock,
	})
}

func clock() time.Time { return time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC) }

func text(lines ...string) importer.File {
	return importer.File{Content: strings.NewReader(strings.Join(lines, "\n")), Name: "test.jsonl"}
}

func run(t *testing.T, m *memory, req importer.Request) news.Import {
	t.Helper()
	req.ID = "i1"
	report, err := host(m).Run(t.Context(), req, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// numbered gives articles with the ids 0 to n-1.
func numbered(n int, body string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"%d","language":"en","title":"T%d","body_text":%q}`+"\n", i, i, body)
	}
	return b.String()
}

func TestRecordsComeInOrderAndInBatches(t *testing.T) {
	m := &memory{}
	var last importer.Progress
	req := importer.Request{ID: "i1", Files: []importer.File{text(numbered(1000, "B"))}}
	report, err := host(m).Run(t.Context(), req, func(p importer.Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	if report.Added != 1000 || report.State != "done" || report.Format != "jsonl" || report.Label != "test.jsonl" || last.Items != 1000 || last.Bytes == 0 {
		t.Errorf("report %+v, progress %+v", report, last)
	}
	next := 0
	for _, b := range m.batches {
		if len(b.Records) > 256 || b.Import != "i1" || b.Source != "test.jsonl" {
			t.Errorf("batch of %d for %s from %s", len(b.Records), b.Import, b.Source)
		}
		for i, r := range b.Records {
			if r.Article.ID != fmt.Sprint(next) || b.Where[i] != fmt.Sprintf("line %d", next+1) {
				t.Fatalf("article %s from %s, want %d", r.Article.ID, b.Where[i], next)
			}
			next++
		}
	}
	if len(m.began) != 1 || len(m.ended) != 1 || m.began[0].State != "running" || m.ended[0].State != "done" {
		t.Errorf("began %+v, ended %+v", m.began, m.ended)
	}
}

func TestBigArticlesMakeSmallBatches(t *testing.T) {
	m := &memory{}
	run(t, m, importer.Request{Files: []importer.File{text(numbered(20, strings.Repeat("word ", 200_000)))}})
	if len(m.batches) < 2 {
		t.Errorf("%d batches", len(m.batches))
	}
}

func TestTheReportCountsArticlesAndSaysWhatWasRefused(t *testing.T) {
	m := &memory{}
	report := run(t, m, importer.Request{Files: []importer.File{text(
		`{"type":"publication","name":"P"}`,
		`{"type":"front","slots":{"lead":[{"id":"a"}]}}`,
		`{"id":"a","language":"en","title":"A","body_text":"B"}`,
		`not JSON`,
		`{"id":"b","language":"en","title":"B","body_text":"B","published":"never"}`,
	)}})
	if report.Added != 2 || report.Skipped != 1 || len(report.Problems) != 2 {
		t.Fatalf("%+v", report)
	}
	if report.Problems[0].Where != "line 4" || report.Problems[1].Where != "line 5" {
		t.Errorf("%+v", report.Problems)
	}
	batch := m.batches[0]
	if last := batch.Records[len(batch.Records)-1]; last.Front == nil {
		t.Error("the front page did not come last")
	}
	again := run(t, m, importer.Request{Files: []importer.File{text(`{"id":"a","language":"en","title":"A","body_text":"B"}`, `{"id":"b","language":"en","title":"C","body_text":"B"}`)}})
	if again.Unchanged != 1 || again.Updated != 1 || again.Added != 0 {
		t.Errorf("second run: %+v", again)
	}
}

func TestADryRunWritesNothing(t *testing.T) {
	m := &memory{}
	file := numbered(300, "B") + `{"id":"0","language":"en","title":"another","body_text":"B"}`
	report, err := host(m).Run(t.Context(), importer.Request{Files: []importer.File{text(file)}, DryRun: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Added != 300 || report.Updated != 1 || len(m.batches)+len(m.began)+len(m.ended) > 0 {
		t.Errorf("%+v; %d batches", report, len(m.batches))
	}
}

func TestACancelledRunKeepsWholeBatches(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := &memory{onIngest: cancel}
	report, err := host(m).Run(ctx, importer.Request{ID: "i1", Files: []importer.File{text(numbered(2000, "B"))}}, nil)
	if news.CodeOf(err) != news.CodeCanceled || report.State != "canceled" || report.Added != 256 || len(m.articles) != 256 {
		t.Errorf("%v; %+v; %d articles", err, report, len(m.articles))
	}
	if len(m.ended) != 1 || m.ended[0].State != "canceled" {
		t.Errorf("ended %+v", m.ended)
	}
}

func TestAStoreThatFailsEndsTheRun(t *testing.T) {
	full := news.Errorf(news.CodeFull, "", "The disk is full.")
	m := &memory{fail: full}
	report, err := host(m).Run(t.Context(), importer.Request{ID: "i1", Files: []importer.File{text(numbered(5000, "B"))}}, nil)
	if !errors.Is(err, full) || report.State != "failed" || m.ended[0].State != "failed" {
		t.Errorf("%v; %+v", err, report)
	}
}

func TestCompressedFiles(t *testing.T) {
	var zipped, packed bytes.Buffer
	g := gzip.NewWriter(&zipped)
	z, err := zstd.NewWriter(&packed)
	if err != nil {
		t.Fatal(err)
	}
	plain := numbered(10, "B")
	for _, w := range []io.WriteCloser{g, z} {
		if _, err := io.WriteString(w, plain); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range map[string][]byte{"a.jsonl": []byte(plain), "a.jsonl.gz": zipped.Bytes(), "a.jsonl.zst": packed.Bytes()} {
		report := run(t, &memory{}, importer.Request{Files: []importer.File{{Content: bytes.NewReader(content), Name: name}}})
		if report.Added != 10 {
			t.Errorf("%s: %+v", name, report)
		}
	}
	t.Run("a bomb is refused, what came before it kept", func(t *testing.T) {
		var bomb bytes.Buffer
		w, err := zstd.NewWriter(&bomb)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, plain)
		io.Copy(w, io.LimitReader(zeros{}, 1<<30))
		w.Close()
		m := &memory{}
		report, err := host(m).Run(t.Context(), importer.Request{ID: "i1", Files: []importer.File{{Content: &bomb, Name: "bomb.jsonl.zst"}}}, nil)
		if news.CodeOf(err) != news.CodeLimit || report.Added != 10 || report.State != "failed" {
			t.Errorf("%v; %+v", err, report)
		}
	})
	t.Run("a truncated file keeps what came before", func(t *testing.T) {
		whole := packed.Bytes()
		report, err := host(&memory{}).Run(t.Context(), importer.Request{ID: "i1", Files: []importer.File{{Content: bytes.NewReader(whole[:len(whole)-5]), Name: "a.jsonl.zst"}}}, nil)
		if err == nil || report.State == "done" {
			t.Errorf("%v; %+v", err, report)
		}
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestWhatIsNoKnownFormatBeginsNoImport(t *testing.T) {
	m := &memory{}
	_, err := host(m).Run(t.Context(), importer.Request{ID: "i1", Files: []importer.File{{Content: strings.NewReader("<html>"), Name: "page.html"}}}, nil)
	if news.CodeOf(err) != news.CodeUnsupported || len(m.began) > 0 {
		t.Errorf("%v; began %v", err, m.began)
	}
	_, err = host(m).Run(t.Context(), importer.Request{ID: "i1", As: "smoke", Files: []importer.File{text("{}")}}, nil)
	if news.CodeOf(err) != news.CodeInvalid {
		t.Error(err)
	}
	_, err = host(m).Run(t.Context(), importer.Request{ID: "i1", Files: []importer.File{{Path: filepath.Join(t.TempDir(), "none")}}}, nil)
	if news.CodeOf(err) != news.CodeNotFound {
		t.Error(err)
	}
}

func TestAFolderGivesItsFilesInOrder(t *testing.T) {
	dir := t.TempDir()
	for name, id := range map[string]string{"b.jsonl": "2", "a.jsonl": "1", "deep/c.ndjson": "3", "note.txt": "no"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(`{"id":"`+id+`","language":"en","title":"T","body_text":"B"}`+"\nbad"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m := &memory{}
	report := run(t, m, importer.Request{Files: []importer.File{{Path: dir}}})
	if report.Added != 3 || report.Label != filepath.Base(dir) || report.Problems[0].Where != "a.jsonl line 2" {
		t.Errorf("%+v", report)
	}
	if _, found := m.articles["c.ndjson:3"]; !found {
		t.Errorf("sources: %v", m.articles)
	}
}

func TestPicturesAreStored(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "inside")
	for name, content := range map[string]string{
		"secret.png": "secret", "inside/pics/a.png": "A", "inside/b ä.png": "B", "inside/no.png": "refuse", "inside/t.vtt": "V",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.png"), filepath.Join(inside, "link.png")); err != nil {
		t.Log("no symbolic links here:", err)
	}
	stored := address("already")
	tests := []struct {
		src, want string
		problems  int
	}{
		{"pics/a.png", address("A"), 0},
		{"./pics/../pics/a.png", address("A"), 0},
		{"b%20%C3%A4.png", address("B"), 0},
		{"b ä.png?width=3", address("B"), 0},
		{"data:image/png;base64,QQ==", address("A"), 0},
		{"data:image/svg+xml,%41", address("A"), 0},
		{"data:image/png;base64,cmVmdXNl", "", 1},
		{"data:nonsense", "", 1},
		{"https://pictures.example/a.png", "https://pictures.example/a.png", 0},
		{"//pictures.example/a.png", "//pictures.example/a.png", 0},
		{stored, stored, 0},
		{"missing.png", "missing.png", 1},
		{"no.png", "no.png", 1},
		{"../secret.png", "../secret.png", 1},
		{"/etc/hostname", "/etc/hostname", 1},
		{"link.png", "link.png", 1},
		{"pics", "pics", 1},
		{"file:///etc/hostname", "file:///etc/hostname", 0},
	}
	for _, test := range tests {
		t.Run(test.src, func(t *testing.T) {
			file := filepath.Join(inside, "in.jsonl")
			line := fmt.Sprintf(`{"id":"x","language":"en","title":"T","body_text":"B","lead_image":{"src":%q,"alt":"a"},"media":[{"type":"film","src":"pics/a.png","poster":%q,"tracks":[{"src":"t.vtt"}]}]}`, test.src, test.src)
			if err := os.WriteFile(file, []byte(line), 0o644); err != nil {
				t.Fatal(err)
			}
			m := &memory{}
			report := run(t, m, importer.Request{Files: []importer.File{{Path: file}}})
			a := m.articles["in.jsonl:x"]
			if a.Lead == nil || a.Lead.Src != test.want || a.Media[0].Poster != test.want || len(report.Problems) != 2*test.problems {
				t.Errorf("got %+v, problems %+v", a.Lead, report.Problems)
			}
			if a.Media[0].Tracks[0].Src != address("V") || m.media[strings.TrimPrefix(address("V"), "/media/")].Name != "t.vtt" {
				t.Errorf("track: %+v, media %+v", a.Media, m.media)
			}
		})
	}
}

func TestTheFrozenPublicationComesIn(t *testing.T) {
	path, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	m := &memory{}
	report := run(t, m, importer.Request{Files: []importer.File{{Path: path}}, Source: "meridian"})
	if report.Added != 39 || report.Skipped != 0 {
		t.Errorf("%+v", report)
	}
	for _, p := range report.Problems {
		t.Log(p.Where, p.Message)
	}
	for key, a := range m.articles {
		if a.BodyFormat != news.BodyCanonical || a.Kind == "" || a.Language == "" || a.State == "" || strings.Contains(a.Body, "<script") {
			t.Errorf("%s: %+v", key, a)
		}
	}
	if a := m.articles["meridian:x-001"]; a.Language != "de" {
		t.Errorf("language found: %q", a.Language)
	}
	if a := m.articles["Coastal Wire:a-001"]; a.Dateline != "EASTGATE" || strings.Contains(a.Body, "EASTGATE") {
		t.Errorf("dateline %q, body %s", a.Dateline, a.Body)
	}
	if len(m.media) != 8 { // three pictures, one inside a text, a film, a sound, two tracks
		t.Errorf("%d files: %v", len(m.media), m.media)
	}
	before := len(m.articles)
	again := run(t, m, importer.Request{Files: []importer.File{{Path: path}}, Source: "meridian"})
	if again.Unchanged != 39 || len(m.articles) != before {
		t.Errorf("second run: %+v", again)
	}
}

func TestWhatIsTooLongIsCutAndKept(t *testing.T) {
	m := &memory{}
	title := strings.Repeat("é", 1001)
	report := run(t, m, importer.Request{Files: []importer.File{text(
		fmt.Sprintf(`{"id":"x","language":"en","title":%q,"body_text":%q,"url":"https://e.example/%s"}`, title, strings.Repeat("word ", 500_000), strings.Repeat("x", 4096)))}})
	a := m.articles["test.jsonl:x"]
	if len([]rune(a.Title)) != 1000 || a.URL != "" || len(a.Body) > 2<<20 || len(report.Problems) != 3 {
		t.Errorf("title %d, url %d, body %d; %+v", len([]rune(a.Title)), len(a.URL), len(a.Body), report.Problems)
	}
	for _, name := range []string{"original_title", "original_url", "original_body"} {
		if a.Extra[name] == nil {
			t.Errorf("%s is not kept", name)
		}
	}
}

// Items of several sources that were read elsewhere come in as one import.
func TestItemsThatWereReadComeIn(t *testing.T) {
	m := &memory{}
	item := func(id string) importer.Item {
		return importer.Item{Record: news.Record{Article: &news.Article{ID: id, Title: "T", Body: "B", BodyFormat: news.BodyText, Language: "en"}}}
	}
	report := run(t, m, importer.Request{As: "feed", Label: "2 feeds", Files: []importer.File{
		{Source: "one", Name: "one", Items: []importer.Item{item("1"), {Problems: importer.Said("It is broken.")}}},
		{Source: "two", Name: "two", Items: []importer.Item{item("1")}},
		{Source: "none", Name: "none", Items: []importer.Item{}},
	}})
	if report.Added != 2 || report.Skipped != 1 || report.Format != "feed" || report.Label != "2 feeds" || report.Problems[0].Where != "one" {
		t.Errorf("%+v", report)
	}
	for _, key := range []string{"one:1", "two:1"} {
		if _, found := m.articles[key]; !found {
			t.Errorf("%s is missing", key)
		}
	}
}
