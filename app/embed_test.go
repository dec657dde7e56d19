package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/app"
	"broadsheet/app/bridge"
)

// A program of somebody else's shows a library under a prefix, behind its own door.
func TestAHostProgramEmbedsBroadsheet(t *testing.T) {
	base := startHost(t)
	get := func(path, word string) (*http.Response, string) {
		t.Helper()
		request, err := http.NewRequest("GET", base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Word", word)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, string(text)
	}
	if response, _ := get("/news/", ""); response.StatusCode != http.StatusUnauthorized {
		t.Errorf("the host's door let in with %s", response.Status)
	}
	response, page := get("/news/article/anything", "open")
	if response.StatusCode != http.StatusOK || !strings.Contains(page, `content="/news/"`) {
		t.Errorf("page under the prefix: %s, %s", response.Status, page)
	}
	if policy := response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy: %s", policy)
	}
	request, err := http.NewRequest("POST", base+"/news/api/Articles/Front", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Word", "open")
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var front bridge.Front
	if err := json.NewDecoder(answer.Body).Decode(&front); err != nil {
		t.Fatal(err)
	}
	if front.Lead == nil || front.Lead.Picture == nil || !strings.HasPrefix(front.Lead.Picture.Src, "/news/media/") {
		t.Fatalf("lead: %+v", front.Lead)
	}
	if response, _ := get(front.Lead.Picture.Src, "open"); response.StatusCode != http.StatusOK || !strings.HasPrefix(response.Header.Get("Content-Type"), "image/") {
		t.Errorf("picture: %s, %s", response.Status, response.Header.Get("Content-Type"))
	}
}

// startHost builds the host as a module of its own, without cgo, and starts it.
func startHost(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	module := t.TempDir()
	if err := os.CopyFS(module, os.DirFS(filepath.Join("testdata", "host"))); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(module, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.Replace(string(text), "../../..", filepath.ToSlash(root), 1))
	for name, content := range map[string][]byte{"go.mod": text, "go.sum": sums} {
		if err := os.WriteFile(filepath.Join(module, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	program := filepath.Join(module, "host")
	build := exec.Command("go", "build", "-mod=mod", "-o", program, ".")
	build.Dir = module
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-buildvcs=false")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build host: %v\n%s", err, out)
	}
	host := exec.Command(program, filepath.Join(t.TempDir(), "library"))
	host.Stderr = os.Stderr
	in, err := host.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := host.Wait(); err != nil {
			t.Errorf("host ended with %v", err)
		}
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("host said no address: %v", err)
	}
	return "http://" + strings.TrimSpace(address)
}

// An import by another face is told to pages that are open.
func TestOpenPagesHearOfAnImport(t *testing.T) {
	isolate(t)
	program, err := app.Open(context.Background(), app.Options{Library: filepath.Join(t.TempDir(), "library"), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	base, client := browser(t, program)
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, "GET", base+"events", nil)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	file := filepath.Join(t.TempDir(), "one.jsonl")
	if err := os.WriteFile(file, []byte(`{"id":"1","title":"One","body_text":"first"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if report := runImport(t, program, file); report.Added != 1 {
		t.Fatalf("import: %+v", report)
	}
	for lines := bufio.NewScanner(stream.Body); lines.Scan(); {
		if strings.Contains(lines.Text(), bridge.EventArticles) {
			return
		}
	}
	t.Error("the page heard nothing of the import")
}
