package pictures_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"broadsheet/internal/fetch"
	"broadsheet/internal/ledger"
	"broadsheet/internal/media"
	"broadsheet/internal/news"
	"broadsheet/internal/pictures"
	"broadsheet/internal/store"
)

// room is a library with a site beside it.
type room struct {
	*pictures.Service
	db    *store.DB
	site  *httptest.Server
	now   time.Time
	asked atomic.Int64
	most  atomic.Int64 // requests at the same time
}

// web is the way to the network in the words of the service.
type web struct{ client *fetch.Client }

func (w web) Get(ctx context.Context, q pictures.Question) (pictures.Answer, error) {
	a, err := w.client.Get(ctx, fetch.Request{URL: q.Address, Why: "picture", Accept: q.Accept, Max: q.Max, Private: q.Private})
	return pictures.Answer{Status: a.Status, ContentType: a.ContentType, RetryAfter: a.RetryAfter, Body: a.Body}, err
}

func private(err error) bool {
	var known *news.Error
	return errors.As(err, &known) && known.Field == fetch.FieldPrivate
}

// drawn is a small picture of one colour.
func drawn(n int) []byte {
	p := image.NewRGBA(image.Rect(0, 0, 30, 20))
	for i := range p.Pix {
		p.Pix[i] = byte(n)
	}
	p.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// open makes a library whose articles name the pictures of a site that
// misbehaves by their names.
func open(t *testing.T, names ...string) *room {
	t.Helper()
	r := &room{now: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return r.now }
	var at atomic.Int64
	r.site = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.asked.Add(1)
		now := at.Add(1)
		defer at.Add(-1)
		for most := r.most.Load(); now > most && !r.most.CompareAndSwap(most, now); most = r.most.Load() {
		}
		answer(w, q)
	}))
	t.Cleanup(r.site.Close)
	dir := t.TempDir()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "library.db"), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	files, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(ledger.New(db, clock), "Broadsheet/test", clock)
	t.Cleanup(client.Close)
	r.db = db
	r.Service = pictures.New(pictures.Needs{Shelf: db, Files: files, Web: web{client}, Clock: clock, Private: private})
	r.bring(t, names...)
	return r
}

// bring makes an article for each name.
func (r *room) bring(t *testing.T, names ...string) {
	t.Helper()
	if err := r.db.BeginImport(t.Context(), news.Import{ID: strings.Join(names, "+")}); err != nil {
		t.Fatal(err)
	}
	var records []news.Record
	for i, name := range names {
		records = append(records, news.Record{Article: &news.Article{ID: fmt.Sprint("a", i), Title: name, Language: "en", BodyFormat: news.BodyCanonical,
			Lead: &news.Picture{Src: r.site.URL + "/" + name}}})
	}
	if _, _, err := r.db.Ingest(t.Context(), news.Batch{Import: strings.Join(names, "+"), Source: "s", Records: records}); err != nil {
		t.Fatal(err)
	}
}

func answer(w http.ResponseWriter, r *http.Request) {
	var number int
	name := path.Base(r.URL.Path)
	if n, _ := fmt.Sscanf(name, "%d.png", &number); n == 1 && number >= 400 {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(number)
		return
	}
	switch name {
	case "page.jpg":
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Buy</title>")
	case "drawing.svg":
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	case "lies.png": // a program that is called a picture
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, "\x7fELF and so on")
	case "film.jpg":
		w.Header().Set("Content-Type", "image/jpeg")
		fmt.Fprint(w, "\x00\x00\x00\x18ftypmp42 and so on")
	case "large.png":
		piece := make([]byte, 1<<20)
		for range 21 {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	case "bomb.png": // a few bytes that ask for 10 gigabytes
		content := drawn(1)
		copy(content[16:], []byte{0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50})
		binary.BigEndian.PutUint32(content[29:], crc32.ChecksumIEEE(content[12:29]))
		w.Write(content)
	case "round.png":
		http.Redirect(w, r, "/round.png", http.StatusFound)
	case "cut.png":
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "half")
	case "moved.png":
		http.Redirect(w, r, "/7.png", http.StatusMovedPermanently)
	case "untyped":
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Write(drawn(3))
	default:
		w.Write(drawn(number))
	}
}

func (r *room) fetch(t *testing.T, w pictures.Wish) pictures.Report {
	t.Helper()
	w.Private = true
	report, err := r.Fetch(t.Context(), w, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (r *room) missing(t *testing.T) news.MissingPictures {
	t.Helper()
	m, err := r.Missing(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestPicturesComeAndAreNotAskedForAgain(t *testing.T) {
	r := open(t, "1.png", "2.png", "moved.png", "untyped")
	report := r.fetch(t, pictures.Wish{})
	if report.Fetched != 4 || report.Failed != 0 || report.Entry == 0 {
		t.Fatalf("%+v", report)
	}
	found, err := r.db.FetchedOf(t.Context(), []string{r.site.URL + "/1.png"})
	if m := found[r.site.URL+"/1.png"]; err != nil || m.Width != 30 || m.Name != "1.png" || len(m.Renditions) != 1 {
		t.Errorf("%+v, %v", found, err)
	}
	asked := r.asked.Load()
	if report := r.fetch(t, pictures.Wish{Again: true}); report.Fetched != 0 || r.asked.Load() != asked {
		t.Errorf("asked again: %+v", report)
	}
	if _, err := r.db.Undo(t.Context(), report.Entry); err != nil {
		t.Fatal(err)
	}
	if m := r.missing(t); m.Missing != 4 {
		t.Errorf("after the undo %+v", m)
	}
}

func TestEachFailureIsASentence(t *testing.T) {
	for name, says := range map[string]string{
		"404.png": "There is nothing at", "410.png": "There is nothing at", "403.png": "does not give", "429.png": "wants no more requests",
		"500.png": "answers with the number 500", "page.jpg": "stands a page", "drawing.svg": "SVG", "lies.png": "no picture that can be kept",
		"film.jpg": "no picture that can be kept", "large.png": "larger than 20 MB", "bomb.png": "50000 × 50000 pixels", "round.png": "without end", "cut.png": "broke off",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, name)
			report := r.fetch(t, pictures.Wish{})
			if report.Failed != 1 || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Message, says) || report.Entry != 0 {
				t.Fatalf("%+v", report)
			}
			if m := r.missing(t); m != (news.MissingPictures{Missing: 1, Failed: 1}) {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestWhatFailedForNowIsAskedForLater(t *testing.T) {
	r := open(t, "500.png", "404.png")
	r.fetch(t, pictures.Wish{})
	if got := r.asked.Load(); got != 2 {
		t.Fatalf("%d requests", got)
	}
	r.fetch(t, pictures.Wish{})
	if got := r.asked.Load(); got != 2 {
		t.Errorf("asked at once again: %d", got)
	}
	r.now = r.now.Add(25 * time.Hour) // its Retry-After says a day
	r.fetch(t, pictures.Wish{})
	if got := r.asked.Load(); got != 3 {
		t.Errorf("after a day %d requests", got)
	}
	r.now = r.now.Add(time.Second)
	if report := r.fetch(t, pictures.Wish{Again: true}); report.Failed != 2 || r.asked.Load() != 5 {
		t.Errorf("when told to: %+v, %d", report, r.asked.Load())
	}
}

func TestAHostThatWantsNoMoreIsLeftAlone(t *testing.T) {
	names := []string{}
	for n := range 40 {
		names = append(names, fmt.Sprintf("429.png?%d", n))
	}
	r := open(t, names...)
	report := r.fetch(t, pictures.Wish{})
	if report.Left < 35 || report.Failed > 5 {
		t.Errorf("%+v", report)
	}
	if m := r.missing(t); m.Missing != 40 {
		t.Errorf("%+v", m)
	}
}

func TestAHostThatDoesNotAnswerIsGivenUp(t *testing.T) {
	names := []string{}
	for n := range 40 {
		names = append(names, fmt.Sprintf("%d.png", n))
	}
	r := open(t, names...)
	r.site.Close()
	if report := r.fetch(t, pictures.Wish{}); report.Left < 30 || report.Failed > 10 {
		t.Errorf("%+v", report)
	}
}

func TestTheOwnNetworkIsAskedOnlyWhereThatIsMeant(t *testing.T) {
	r := open(t, "1.png")
	report, err := r.Fetch(t.Context(), pictures.Wish{}, nil)
	if err != nil || report.Private != 1 || r.asked.Load() != 0 {
		t.Errorf("%+v, %v, %d requests", report, err, r.asked.Load())
	}
	r.now = r.now.Add(time.Second)
	if report := r.fetch(t, pictures.Wish{Again: true}); report.Fetched != 1 {
		t.Errorf("%+v", report)
	}
}

func TestTwoAtATimeOfOneHostAndProgressIsTold(t *testing.T) {
	names := []string{}
	for n := range 300 { // more than one step of the list
		names = append(names, fmt.Sprintf("%d.png", n))
	}
	r := open(t, names...)
	last, calls := int64(0), 0
	report, err := r.Fetch(t.Context(), pictures.Wish{Private: true}, func(done, total int64) error {
		if total != 300 || done <= last {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
		calls++
		return nil
	})
	if err != nil || report.Fetched != 300 || last != 300 || r.most.Load() > 2 {
		t.Errorf("%+v, %v, %d, %d at once", report, err, last, r.most.Load())
	}
	history, err := r.db.History(t.Context(), 10)
	if err != nil || len(history) != 2 || history[0].Verb != "pictures.fetched" {
		t.Errorf("one act of a round: %+v, %v", history, err)
	}
}

func TestWhatCameBeforeBeingStoppedStays(t *testing.T) {
	names := []string{}
	for n := range 100 {
		names = append(names, fmt.Sprintf("%d.png", n))
	}
	r := open(t, names...)
	ctx, stop := context.WithCancel(t.Context())
	report, err := r.Fetch(ctx, pictures.Wish{Private: true}, func(done, _ int64) error {
		if done >= 10 {
			stop()
		}
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) || report.Fetched < 10 || report.Fetched > 20 {
		t.Fatalf("%+v, %v", report, err)
	}
	if m := r.missing(t); m.Missing != 100-report.Fetched || m.Failed != 0 {
		t.Errorf("%+v", m)
	}
	asked := r.asked.Load()
	if rest := r.fetch(t, pictures.Wish{}); rest.Fetched != 100-report.Fetched || r.asked.Load()-asked != int64(rest.Fetched) {
		t.Errorf("%+v, %d requests", rest, r.asked.Load()-asked)
	}
}
