package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"time"
)

// step is one line of a suite.
type step struct {
	name, words string
	do          func(ctx context.Context, name string) tally
}

// Tags of the window: what Wails wants for a build that is not for developing,
// and on Linux the WebKitGTK it is to use.
func windowTags() string {
	if runtime.GOOS == "linux" {
		return "desktop,production,webkit2_41"
	}
	return "desktop,production"
}

const (
	noCgo    = "CGO_ENABLED=0"
	frontend = "frontend"
)

// suite gives the steps of the named suite.
func suite(name string) ([]step, error) {
	switch name {
	case "check":
		return checks(), nil
	case "quick":
		return []step{
			{"vet", "vet", check(tool("go", "vet", "./...").with(noCgo))},
			architecture(),
			{"go", "Go tests", goTests(tool("go", "test", "-json", "-short", "-vet=off", "-timeout=5m", "./...").with(noCgo))},
			units(),
		}, nil
	case "test":
		return append(checks(), tests()...), nil
	case "long":
		return []step{
			{"go-long", "Go tests, whole size", goTests(tool("go", "test", "-json", "-vet=off", "-count=1", "-timeout=60m", "./...").
				with(noCgo, "BROADSHEET_LONG=1", "BROADSHEET_EPUBCHECK=1"))},
			bodies(10_000),
			{"crashes", "200 kills while somebody types", screens("crashes", []string{"BROADSHEET_CRASHES=200"}, "crash.spec.ts", "--retries=0")},
			{"fuzz-long", "fuzz targets, a minute each", fuzz(time.Minute)},
		}, nil
	}
	return nil, fmt.Errorf("there is no suite %q; there are check, quick, test and long", name)
}

// checks are lint, types and architecture: nothing of them needs a C compiler,
// a display or a browser.
func checks() []step {
	return []step{
		{"gofmt", "gofmt", formatted},
		{"vet", "vet", check(tool("go", "vet", "./...").with(noCgo))},
		{"vet-systems", "vet for Windows and macOS", check(
			tool("go", "vet", "./...").with(noCgo, "GOOS=windows"),
			tool("go", "vet", "./...").with(noCgo, "GOOS=darwin"),
			tool("go", "vet", "-tags", "desktop,production", ".", "./app/window").with(noCgo, "GOOS=windows"),
		)},
		{"staticcheck", "staticcheck", check(tool("build/.cache/bin/staticcheck", "./...").with(noCgo))},
		{"types", "types of the bridge", check(tool("go", "run", "./build/types", "-check").with(noCgo))},
		{"licences", "licences of what is inside", check(tool("go", "run", "./build/licences", "-check").with(noCgo))},
		architecture(),
		{"frontend", "frontend lint and types", check(tool("npm", "run", "--silent", "check").in(frontend))},
	}
}

func architecture() step {
	return step{"architecture", "architecture", goTests(tool("go", "test", "-json", "-count=1", "-vet=off", "./internal/archtest").with(noCgo))}
}

func units() step {
	file := absolute("build/.cache/units.json")
	return step{"units", "frontend units", pageTests(
		tool("npx", "vitest", "run", "--reporter=json", "--outputFile="+file).in(frontend), file, readVitest)}
}

// bodies takes articles through body.FromTree and through the editor's document:
// they have to come back byte for byte.
func bodies(articles int) step {
	trees := absolute("build/.cache/trees.jsonl")
	return step{"bodies", fmt.Sprintf("the editor's round trip, %d articles", articles), check(
		tool("go", "run", "./build/trees", "-articles", strconv.Itoa(articles), trees).with(noCgo),
		tool("npx", "vitest", "run", "src/editor/corpus.test.ts").in(frontend).with("BROADSHEET_TREES="+trees),
	)}
}

// tests are what `make test` runs after the checks.
func tests() []step {
	binary := program()
	return []step{
		{"go", "Go tests", goTests(tool("go", "test", "-json", "-vet=off", "-timeout=20m", "./...").with(noCgo, binary))},
		{"race", "Go tests, race detector", race(binary)},
		{"fuzz", "fuzz targets, 2 s each", fuzz(2 * time.Second)},
		units(),
		bodies(2000),
		{"screens", "screens in Chromium", screens("screens", nil)},
		{"vet-window", "vet and unit tests of the window", check(
			tool("go", "vet", "-tags", windowTags(), ".", "./app/window"),
			tool("go", "vet", "-tags", "windowtest", "./app", "./build/windowtest").with(noCgo),
			tool("build/.cache/bin/staticcheck", "-tags", windowTags(), ".", "./app/window"),
			tool("go", "test", "-vet=off", "-tags", windowTags(), "./app/window"),
		)},
		{"window", "the real window", secondTry("Window", func(pattern string) func(context.Context, string) tally {
			return goTests(tool("go", "test", "-json", "-vet=off", "-count=1", "-timeout=10m", "-p=1",
				"-tags=windowtest", "-run="+pattern, "./build/windowtest", "./app").with(noCgo, binary,
				"BROADSHEET_WINDOW="+absolute("build/bin/broadsheet-e2e")))
		})},
	}
}

// program names the built program to the tests that need it.
func program() string {
	return "BROADSHEET_BIN=" + absolute(executable("build/bin/broadsheet-headless"))
}

// screens drives the built program in Chromium; args say which tests, and how.
func screens(name string, env []string, args ...string) func(context.Context, string) tally {
	file := absolute("build/.cache/" + name + ".json")
	return pageTests(tool(append([]string{"npx", "playwright", "test", "--reporter=json"}, args...)...).in(frontend).
		with(append(env, program(), "PLAYWRIGHT_JSON_OUTPUT_FILE="+file, "PLAYWRIGHT_JSON_OUTPUT_NAME="+file)...), file, readPlaywright)
}

// race runs the packages that start goroutines under the race detector, with
// the small data of -short.
func race(binary string) func(context.Context, string) tally {
	return func(ctx context.Context, name string) (t tally) {
		files, err := goFiles("app", "internal")
		if err != nil {
			t.fail("find packages that start goroutines", err.Error())
			return t
		}
		args := []string{"go", "test", "-json", "-race", "-short", "-vet=off", "-timeout=30m"}
		for _, folder := range concurrent(files) {
			args = append(args, "./"+folder)
		}
		return goTests(tool(args...).with("CGO_ENABLED=1", binary))(ctx, name)
	}
}

// formatted fails where a Go file is not as gofmt writes it.
func formatted(ctx context.Context, name string) (t tally) {
	places, err := filepath.Glob("build/[a-z]*") // not build/.cache
	if err != nil {
		t.fail("find the programs in build", err.Error())
		return t
	}
	mains, err := filepath.Glob("*.go")
	if err != nil {
		t.fail("find the main package", err.Error())
		return t
	}
	args := append([]string{"gofmt", "-l", "app", "internal"}, append(places, mains...)...)
	text, err := tool(args...).run(ctx, name, nil)
	if err != nil || len(text) > 0 {
		t.fail("gofmt -w is to be run on", string(text))
		return t
	}
	t.passed++
	return t
}

func absolute(path string) string {
	full, err := filepath.Abs(path)
	if err != nil { // the working folder is gone
		return path
	}
	return full
}

func executable(path string) string {
	if runtime.GOOS == "windows" {
		return path + ".exe"
	}
	return path
}
