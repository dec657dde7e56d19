package importer_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

func TestBesideFile(t *testing.T) {
	top := t.TempDir()
	folder := filepath.Join(top, "texts")
	for path, content := range map[string]string{"secret.png": "secret", "texts/a b.png": "ab", "texts/img/c.png": "c", "texts/plan.md": "", "texts/static/d.png": "d"} {
		at := filepath.Join(top, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"out.png": filepath.Join(top, "secret.png"), "in.png": filepath.Join("img", "c.png"), "linked": "img"} {
		if err := os.Symlink(to, filepath.Join(folder, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	hash := strings.Repeat("ab", 32)
	put := func(_ context.Context, r io.Reader, _ string) (news.Media, error) {
		content, err := io.ReadAll(r)
		if strings.Contains(string(content), "secret") {
			t.Error("a file outside of the folder was read")
		}
		return news.Media{SHA256: hash}, err
	}
	for _, c := range []struct {
		src             string
		flat            bool
		taken, remarked bool
	}{
		{src: "img/c.png", taken: true},
		{src: "a%20b.png", taken: true},
		{src: "a b.png", taken: true},
		{src: "./img/../img/c.png?x=1", taken: true},
		{src: "c.png", remarked: true},
		{src: "elsewhere/c.png", remarked: true},
		{src: "elsewhere/a%20b.png", flat: true, taken: true},
		{src: "../secret.png", remarked: true},
		{src: "%2e%2e/secret.png", remarked: true},
		{src: "img/../../secret.png", remarked: true},
		{src: "../secret.png", flat: true, remarked: true},
		{src: filepath.Join(top, "secret.png"), remarked: true},
		{src: "/d.png", remarked: true},
		{src: "out.png", remarked: true},
		{src: "in.png", remarked: true},
		{src: "linked/c.png", remarked: true},
		{src: "img", remarked: true},
		{src: "file:///etc/passwd"},
		{src: "https://x.org/c.png"},
		{src: "//x.org/c.png"},
		{src: ""},
	} {
		t.Run(c.src, func(t *testing.T) {
			b, err := importer.BesideFile(filepath.Join(folder, "plan.md"), c.flat, put)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			at, taken := b.Take(t.Context(), c.src)
			_, again := b.Take(t.Context(), c.src)
			if taken != c.taken || again != taken || taken && at != "/media/"+hash {
				t.Errorf("taken %v as %q, then %v", taken, at, again)
			}
			if got := len(b.Problems()); got > 1 || got == 1 != c.remarked {
				t.Errorf("problems: %v", b.Problems())
			}
		})
	}
}
