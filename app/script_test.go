package app_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"broadsheet/app"
)

// TestMain lets the scripts run this test binary as broadsheet.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"broadsheet": func() { os.Exit(app.Main(app.Entry{Version: "test", Commit: "test", Args: os.Args[1:]})) },
	})
}

// unraced skips a long test that does one thing after the other where the race
// detector watches.
func unraced(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("one thing after the other: it runs without the race detector alone")
	}
}

// atOnce are the scripts in which several things happen at the same time. The race
// detector watches these alone: the others do one thing after the other, through the
// same code.
var atOnce = []string{"feeds", "pictures", "resume", "together", "watch"}

func TestScripts(t *testing.T) {
	folder, files := filepath.Join("testdata", "script"), []string(nil)
	if raced {
		for _, name := range atOnce {
			files = append(files, filepath.Join(folder, name+".txtar"))
		}
		folder = ""
	}
	testscript.Run(t, testscript.Params{
		Dir: folder, Files: files,
		Setup: ownFolders,
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"waitfor": waitFor, "site": site, "takeback": takeBack, "pick": pick, "drawpictures": drawPictures, "many": many, "waitstored": waitStored, "cutgzip": cutGzip},
	})
}

// ownFolders gives a script a library and settings of its own.
func ownFolders(e *testscript.Env) error {
	e.Setenv("BROADSHEET_LIBRARY", filepath.Join(e.WorkDir, "library"))
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		folder := filepath.Join(e.WorkDir, name)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
		e.Setenv(name, folder)
	}
	return nil
}

// waitFor waits until a file holds a text: "waitfor FILE TEXT".
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		text, err := os.ReadFile(ts.MkAbs(args[0]))
		if err == nil && bytes.Contains(text, []byte(args[1])) {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			ts.Fatalf("%s does not hold %q: %s, %v", args[0], args[1], text, err)
		}
	}
}

// pick sets a variable to what a pattern's group finds in the last output:
// "pick NAME PATTERN".
func pick(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("%q is not in the output", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// site serves a folder on loopback, as a site that says what has changed, and
// sets SITE to its address: "site FOLDER". A file whose name is a number of HTTP
// is answered with that number.
func site(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code, err := strconv.Atoi(strings.TrimSuffix(path.Base(r.URL.Path), path.Ext(r.URL.Path))); err == nil {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(code)
			return
		}
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(path.Clean("/"+r.URL.Path))))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		sum := sha256.Sum256(text)
		etag := fmt.Sprintf(`"%x"`, sum[:6])
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write(text)
	}))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
}

// takeBack undoes imports by what they printed: "takeback FILE…".
func takeBack(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		var printed struct {
			Import string `json:"import"`
		}
		if err := json.Unmarshal([]byte(ts.ReadFile(name)), &printed); err != nil || printed.Import == "" {
			ts.Fatalf("%s names no import: %v", name, err)
		}
		ts.Check(ts.Exec("broadsheet", "import", "undo", printed.Import))
	}
}

// drawPictures writes a small picture into each file: "drawpictures FILE…". One
// that is called cut is cut off.
func drawPictures(ts *testscript.TestScript, _ bool, args []string) {
	for i, name := range args {
		p := image.NewGray(image.Rect(0, 0, 40, 30))
		for at := range p.Pix {
			p.Pix[at] = byte(at * (i + 1))
		}
		var b bytes.Buffer
		ts.Check(png.Encode(&b, p))
		content := b.Bytes()
		if path.Base(name) == "cut.png" {
			content = content[:len(content)/2]
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), content, 0o600))
	}
}
