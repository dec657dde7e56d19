package archtest_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// source is one Go file of ours.
type source struct {
	name string // from the root
	set  *token.FileSet
	*ast.File
}

func (s source) folder() string {
	if folder := path.Dir(s.name); folder != "." {
		return folder
	}
	return ""
}

func (s source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

// hasOwnTime tells whether a test runs on the clock of testing/synctest, where a
// sleep is exact and takes no time.
func (s source) hasOwnTime() bool {
	return slices.ContainsFunc(s.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"testing/synctest"` })
}

// at gives a position as an editor understands it.
func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.name, s.set.Position(n.Pos()).Line)
}

// files walks the files of the project that are written by hand, whatever their
// build tags. Folders of test data, of other people's packages and of results
// are passed over.
func files(t *testing.T, visit func(name string, folder bool)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(name, root), string(filepath.Separator)))
		if rel == "" {
			return nil
		}
		if entry.IsDir() {
			switch base := entry.Name(); {
			case base == "testdata", base == "node_modules", base == "dist", base == "test-results", base == "playwright-report",
				strings.HasPrefix(base, "."), rel == "build/bin", rel == "build/tmp":
				return filepath.SkipDir
			}
		}
		visit(rel, entry.IsDir())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	files(t, func(name string, folder bool) {
		if folder || !strings.HasSuffix(name, ".go") {
			return
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, source{name: name, set: set, File: file})
	})
	return all
}

// uses calls visit for each selector on an imported package ("time.Now"), with
// the package's path.
func (s source) uses(visit func(n ast.Node, importPath, name string)) {
	imported := map[string]string{}
	for _, spec := range s.Imports {
		importPath := strings.Trim(spec.Path.Value, `"`)
		name := path.Base(importPath)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imported[name] = importPath
	}
	ast.Inspect(s.File, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && imported[x.Name] != "" {
				visit(n, imported[x.Name], sel.Sel.Name)
			}
		}
		return true
	})
}

// banned are names of other packages that our code does not use.
var banned = []struct {
	what     []string // path.Name
	testsToo bool
	in       []string // the trees that are bound
	but      []string // those of them that are not, and why
	why      string
}{
	{
		what: []string{"time.Now", "time.Since", "time.Until"},
		in:   []string{"internal/..."},
		why:  "time comes from the news.Clock that app hands over, so that tests say what time it is",
	},
	{
		what: []string{"time.Sleep"}, testsToo: true,
		in: []string{"internal/...", "app/...", "build/windowtest"},
		but: []string{
			"internal/atomicfile", // Windows refuses to rename while a virus scanner reads
		},
		why: "wait for what is to happen, or for ctx; a sleep is too short on some machine",
	},
	{
		what: []string{"os.Getenv", "os.LookupEnv", "os.Environ", "os.ExpandEnv", "syscall.Getenv"},
		in:   []string{"internal/...", "app/...", "frontend", ""},
		but: []string{
			"app/command",       // BROADSHEET_LIBRARY, which is in the manual
			"app/window",        // a switch of WebKit's that is set where a driver needs it
			"internal/newstest", // BROADSHEET_TESTDATA, for tests
		},
		why: "settings come from the library and the command line, so that a person can see them",
	},
	{
		what: []string{
			"net/http.Get", "net/http.Post", "net/http.PostForm", "net/http.Head", "net/http.Client", "net/http.DefaultClient",
			"net/http.Transport", "net/http.DefaultTransport",
		},
		in: []string{"internal/...", "app/...", ""},
		but: []string{
			"internal/ledger", // the door, which writes every request down
			"app/server",      // the client of the library's own socket on this machine
		},
		why: "a client comes from ledger.Client alone, so that no request is made that the ledger does not show",
	},
	{
		what: []string{
			"net.Dial", "net.DialTimeout", "net.Dialer", "net.DialTCP",
			"net.LookupHost", "net.LookupIP", "net.LookupAddr", "net.Resolver", "crypto/tls.Dial", "crypto/tls.DialWithDialer",
		},
		in: []string{"internal/...", "app/...", ""},
		but: []string{
			"internal/fetch", // the way out
			"app/server",     // the client of the library's own socket on this machine
		},
		why: "internal/fetch is the only way to the network, and keeps the ledger",
	},
	{
		what: []string{"io/ioutil.ReadFile", "io/ioutil.ReadAll", "math/rand.Seed", "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Print", "log.Printf", "log.Println"},
		in:   []string{"internal/...", "app/..."},
		why:  "slog is handed in, and only main ends the process",
	},
	{
		what: []string{"os.Exit"},
		in:   []string{"internal/...", "app/..."},
		why:  "only main ends the process, after everything was closed",
	},
}

func TestBannedNames(t *testing.T) {
	for _, s := range sources(t) {
		s.uses(func(n ast.Node, importPath, name string) {
			for _, rule := range banned {
				if !slices.Contains(rule.what, importPath+"."+name) || s.isTest() && (!rule.testsToo || s.hasOwnTime()) {
					continue
				}
				if anyOf(s.folder(), rule.in) && !anyOf(s.folder(), rule.but) {
					t.Errorf("%s uses %s.%s: %s", s.at(n), path.Base(importPath), name, rule.why)
				}
			}
		})
	}
}

// byAddress are functions and methods of parsers that fetch what they parse.
var byAddress = []string{
	"FromURL", "ParseURL", "ParseURLWithContext", "ConvertURL", "NewDocumentFromURL", "NewDocumentFromResponse", "FetchURL",
}

func TestParsersGetBytes(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.File, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains(byAddress, sel.Sel.Name) {
				t.Errorf("%s uses %s: parsers get bytes, never addresses; internal/fetch is the only way out", s.at(n), sel.Sel.Name)
			}
			return true
		})
	}
}

func TestNoInit(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: no init functions: app builds the program in an order that can be read", s.at(f))
			}
		}
	}
}

func TestTagVectorsIsNeverSet(t *testing.T) {
	for _, s := range sources(t) {
		for _, group := range s.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, "//go:build") && strings.Contains(c.Text, "vectors") {
					t.Errorf("%s: Bleve's tag vectors brings C", s.at(c))
				}
			}
		}
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(makefile, []byte("vectors")) {
		t.Error("Makefile: Bleve's tag vectors brings C")
	}
}

// refused are names of folders that say nothing of what is in them.
var refused = []string{"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "base", "shared"}

func TestFoldersAreNamedForTheThing(t *testing.T) {
	files(t, func(name string, folder bool) {
		if folder && slices.Contains(refused, path.Base(name)) {
			t.Errorf("%s: name a folder for the thing in it", name)
		}
	})
}

// mostLines is the longest that a file may be without a reason.
const mostLines = 500

// long are the files that are longer, with the reason.
var long = map[string]string{}

func TestFilesAreShort(t *testing.T) {
	files(t, func(name string, folder bool) {
		written := slices.Contains([]string{".go", ".ts", ".svelte", ".css", ".sql"}, path.Ext(name)) && !strings.Contains(name, ".gen.")
		if folder || !written {
			return
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(text, []byte("\n"))
		if lines > mostLines && long[name] == "" {
			t.Errorf("%s has %d lines: part it, or name the reason in internal/archtest", name, lines)
		}
		if lines <= mostLines && long[name] != "" {
			t.Errorf("%s has %d lines and needs no reason any more", name, lines)
		}
	})
}
