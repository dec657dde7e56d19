package archtest_test

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

func TestPackagesHaveComments(t *testing.T) {
	each(t, func(packages []pkg, report func(string, ...any)) {
		for _, p := range packages {
			if p.Doc == "" && len(p.GoFiles) > 0 {
				report("%s has no package comment: what it is for, what not, what it guarantees", p.ImportPath)
			}
		}
	})
}

// known are methods whose contract is the interface's that they fulfil.
var known = []string{
	"Error", "Unwrap", "Is", "As", "String", "MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText",
	"ServeHTTP", "Len", "Less", "Swap", "Push", "Pop", "Read", "Write", "Scan", "Value", "LogValue", "GoString",
}

func TestExportedNamesAreDocumented(t *testing.T) {
	for _, s := range sources(t) {
		if s.isTest() || s.Name.Name == "main" {
			continue
		}
		for _, d := range s.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && visible(d) && !(d.Recv != nil && slices.Contains(known, d.Name.Name)) {
					t.Errorf("%s: %s is exported and says nothing of its contract", s.at(d), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, name := range undocumented(d) {
					t.Errorf("%s: %s is exported and says nothing of its contract", s.at(d), name)
				}
			}
		}
	}
}

// visible tells whether a method's type is exported.
func visible(f *ast.FuncDecl) bool {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return true
	}
	kind := f.Recv.List[0].Type
	for {
		switch k := kind.(type) {
		case *ast.StarExpr:
			kind = k.X
		case *ast.IndexExpr:
			kind = k.X
		case *ast.IndexListExpr:
			kind = k.X
		case *ast.Ident:
			return k.IsExported()
		default:
			return true
		}
	}
}

// undocumented gives the exported names of a declaration that neither it nor
// their own line comments on.
func undocumented(d *ast.GenDecl) (names []string) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
				names = append(names, spec.Name.Name)
			}
		case *ast.ValueSpec:
			if d.Doc != nil || spec.Doc != nil || spec.Comment != nil {
				continue
			}
			for _, name := range spec.Names {
				if name.IsExported() {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}

// places are the beginnings of paths and addresses of single machines.
var places = []string{"/home/", "/root/", "/Users/", "/work/", "/tmp/"}

// TestNoPlacesOfOneMachine looks at the words in code that is not a test: a path
// that holds on one machine alone is a mistake.
func TestNoPlacesOfOneMachine(t *testing.T) {
	for _, s := range sources(t) {
		if s.isTest() || strings.HasPrefix(s.name, "internal/archtest/") {
			continue
		}
		ast.Inspect(s.File, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			for _, place := range places {
				if strings.HasPrefix(strings.Trim(lit.Value, "\"`"), place) {
					t.Errorf("%s: %s holds on one machine alone", s.at(lit), lit.Value)
				}
			}
			return true
		})
	}
}
