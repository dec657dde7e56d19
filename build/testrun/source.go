package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// goFile is a parsed file of the project.
type goFile struct {
	folder string // slash-separated, from the root
	test   bool
	*ast.File
}

// goFiles parses the files of the program below the given folders.
func goFiles(folders ...string) ([]goFile, error) {
	var files []goFile
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "node_modules") {
				return filepath.SkipDir
			}
			if entry.IsDir() || !strings.HasSuffix(name, ".go") {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return fmt.Errorf("read source: %w", err)
			}
			files = append(files, goFile{
				folder: path.Dir(filepath.ToSlash(name)), test: strings.HasSuffix(name, "_test.go"), File: file,
			})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// concurrent gives the packages that start goroutines, which are the ones worth
// the race detector's time. Test files count too: a test that runs its subject
// from several goroutines asks the same question.
func concurrent(files []goFile) []string {
	var folders []string
	for _, file := range files {
		if slices.Contains(folders, file.folder) {
			continue
		}
		starts := false
		ast.Inspect(file.File, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				starts = true
			case *ast.CallExpr: // sync.WaitGroup.Go, errgroup.Group.Go
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Go" {
					starts = true
				}
			}
			return !starts
		})
		if starts {
			folders = append(folders, file.folder)
		}
	}
	slices.Sort(folders)
	return folders
}

// fuzzTargets gives the fuzz targets of each package that has some.
func fuzzTargets(files []goFile) map[string][]string {
	targets := map[string][]string{}
	for _, file := range files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if file.test && ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Fuzz") {
				targets[file.folder] = append(targets[file.folder], f.Name.Name)
			}
		}
	}
	return targets
}
