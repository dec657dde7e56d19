package media_test

import (
	"archive/zip"
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"broadsheet/internal/media"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

func open(t *testing.T) *media.Store {
	t.Helper()
	s, err := media.Open(filepath.Join(t.TempDir(), "media"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func photo(t *testing.T, w, h int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(x * y), G: uint8(x + 3*y), B: uint8(200 - y), A: 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPictureGetsRenditionsAndPlaceholder(t *testing.T) {
	s := open(t)
	m, err := s.Put(context.Background(), bytes.NewReader(photo(t, 1300, 800)), "quay.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if m.Type != "image/jpeg" || m.Width != 1300 || m.Height != 800 || m.Colour == "" || len(m.Thumb) == 0 {
		t.Errorf("record: %+v", m)
	}
	var got []int
	for _, r := range m.Renditions {
		got = append(got, r.Width)
		file, kind, err := s.Open(r.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		config, _, err := image.DecodeConfig(file)
		file.Close()
		if err != nil || config.Width != r.Width || config.Height != r.Height || kind != r.Type {
			t.Errorf("rendition %+v holds %+v, %s, %v", r, config, kind, err)
		}
	}
	if want := []int{320, 640, 1024, 1300}; len(got) != len(want) || got[0] != 320 || got[3] != 1300 {
		t.Errorf("widths %v, want %v", got, want)
	}
	again, err := s.Put(context.Background(), bytes.NewReader(photo(t, 1300, 800)), "other.jpg")
	if err != nil || again.SHA256 != m.SHA256 {
		t.Errorf("the same bytes again: %s, %v", again.SHA256, err)
	}
}

func TestSamePictureFromManySides(t *testing.T) {
	s := open(t)
	content := photo(t, 400, 300)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := s.Put(context.Background(), bytes.NewReader(content), ""); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	files := 0
	for hash := range s.All(context.Background()) {
		files++
		if err := s.Verify(context.Background(), hash); err != nil {
			t.Error(err)
		}
	}
	if files != 3 { // the original and two renditions
		t.Errorf("%d files", files)
	}
}

func TestFilmsAndTracksAreStoredAsTheyAre(t *testing.T) {
	s := open(t)
	for name, want := range map[string]string{"tide.mp4": "video/mp4", "bell.mp3": "audio/mpeg", "tide.en.vtt": "text/vtt"} {
		file, err := newstest.Publication().Open("films/" + name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.Put(context.Background(), file, name)
		file.Close()
		if err != nil || m.Type != want || len(m.Renditions) > 0 {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}

func TestWhatIsNotMediaIsRefusedAndNotKept(t *testing.T) {
	s := open(t)
	bomb := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	var b bytes.Buffer
	if err := png.Encode(&b, bomb); err != nil {
		t.Fatal(err)
	}
	huge := append([]byte(nil), b.Bytes()...)
	copy(huge[16:], []byte{0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40}) // 40,000 × 40,000 in the header
	tests := map[string]struct {
		content []byte
		want    news.Code
	}{
		"html":           {[]byte("<html><script>alert(1)</script>"), news.CodeUnsupported},
		"svg":            {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), news.CodeUnsupported},
		"nothing":        {nil, news.CodeUnsupported},
		"cut off":        {photo(t, 300, 300)[:200], news.CodeUnsupported},
		"a false header": {huge, news.CodeUnsupported},
		"too long":       {append(photo(t, 30, 30), make([]byte, media.MaxPicture)...), news.CodeLimit},
	}
	for name, test := range tests {
		if _, err := s.Put(context.Background(), bytes.NewReader(test.content), name); news.CodeOf(err) != test.want && news.CodeOf(err) != news.CodeLimit {
			t.Errorf("%s: %v, want code %s", name, err, test.want)
		}
	}
	for hash := range s.All(context.Background()) {
		t.Errorf("%s was kept", hash)
	}
}

func TestDamageIsFound(t *testing.T) {
	dir := t.TempDir()
	s, err := media.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.Put(context.Background(), strings.NewReader("WEBVTT\n\n00:00.000 --> 00:01.000\nWater"), "a.vtt")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, m.SHA256[:2], m.SHA256)
	if err := os.WriteFile(path, []byte("WEBVTT\n\n00:00.000 --> 00:01.000\nFire!"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(context.Background(), m.SHA256); news.CodeOf(err) != news.CodeDamaged {
		t.Errorf("verify: %v", err)
	}
	if _, _, err := s.Open("../../etc/passwd"); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("a path instead of a hash: %v", err)
	}
}

// The nine Landscape pictures differ in nothing but their orientation.
func TestPicturesAreTurnedUpright(t *testing.T) {
	archive, err := zip.OpenReader(newstest.Data(t, "media/images.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	s := open(t)
	seen := 0
	var first news.Media
	for _, entry := range archive.File {
		name := filepath.Base(entry.Name)
		if !strings.HasPrefix(name, "Landscape_") || !strings.HasSuffix(name, ".jpg") {
			continue
		}
		file, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.Put(context.Background(), file, name)
		file.Close()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		seen++
		if seen == 1 {
			first = m
		}
		if m.Width != first.Width || m.Height != first.Height || !near(t, s, first, m) {
			t.Errorf("%s looks otherwise than %s: %d × %d", name, first.Name, m.Width, m.Height)
		}
	}
	if seen < 8 {
		t.Errorf("%d pictures, want 8 or more", seen)
	}
}

// near compares the narrowest renditions pixel by pixel, roughly.
func near(t *testing.T, s *media.Store, a, b news.Media) bool {
	t.Helper()
	one, other := narrow(t, s, a), narrow(t, s, b)
	if one.Bounds() != other.Bounds() {
		return false
	}
	var off, n int
	for y := 0; y < one.Bounds().Dy(); y += 7 {
		for x := 0; x < one.Bounds().Dx(); x += 7 {
			r1, g1, b1, _ := one.At(x, y).RGBA()
			r2, g2, b2, _ := other.At(x, y).RGBA()
			off += gap(r1, r2) + gap(g1, g2) + gap(b1, b2)
			n += 3
		}
	}
	return off/n < 16
}

func gap(a, b uint32) int { return max(int(a>>8)-int(b>>8), int(b>>8)-int(a>>8)) }

func narrow(t *testing.T, s *media.Store, m news.Media) image.Image {
	t.Helper()
	file, _, err := s.Open(m.Renditions[0].SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p, _, err := image.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Broken and odd pictures end in a clean error or a picture, never otherwise.
func TestOddPicturesBehave(t *testing.T) {
	for _, source := range []string{"media/images.zip", "hostile/hostile-a.zip"} {
		archive, err := zip.OpenReader(newstest.Data(t, source))
		if err != nil {
			t.Fatal(err)
		}
		defer archive.Close()
		s := open(t)
		for _, entry := range archive.File {
			if entry.FileInfo().IsDir() || entry.UncompressedSize64 > 4<<20 {
				continue
			}
			file, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(io.LimitReader(file, 4<<20))
			file.Close()
			if err != nil {
				continue // the archive itself is broken on purpose
			}
			_, err = s.Put(context.Background(), bytes.NewReader(content), entry.Name)
			if code := news.CodeOf(err); err != nil && code != news.CodeLimit && code != news.CodeUnsupported {
				t.Errorf("%s: %v", entry.Name, err)
			}
		}
	}
}

func BenchmarkPut(b *testing.B) {
	m := image.NewNRGBA(image.Rect(0, 0, 2400, 1600))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * 7)
	}
	var content bytes.Buffer
	if err := jpeg.Encode(&content, m, nil); err != nil {
		b.Fatal(err)
	}
	s, err := media.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Put(context.Background(), bytes.NewReader(content.Bytes()), ""); err != nil {
			b.Fatal(err)
		}
	}
}
