package pattern

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Nobody hears of a wrong pattern at start any more: all of the module are compiled here.
func TestEveryPatternCompiles(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isNew(call.Fun) {
				return true
			}
			found++
			if text, ok := textOf(call.Args[0]); ok {
				if _, err := regexp.Compile(text); err != nil {
					t.Errorf("%s: %v", path, err)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || found < 100 {
		t.Errorf("%d patterns, %v", found, err)
	}
}

func isNew(f ast.Expr) bool {
	s, ok := f.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != "New" {
		return false
	}
	name, ok := s.X.(*ast.Ident)
	return ok && name.Name == "pattern"
}

// textOf is what an expression of literals says; false if others are in it, whose package's
// tests use the pattern.
func textOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := textOf(e.X)
		right, okay := textOf(e.Y)
		return left + right, ok && okay
	}
	return "", false
}

func TestPattern(t *testing.T) {
	p := New(`(\w+)@(\w+)`)
	if got := strings.Join(p.FindStringSubmatch("to mill@quay, please"), " "); got != "mill@quay mill quay" {
		t.Errorf("got %q", got)
	}
	if got := p.ReplaceAllString("mill@quay", "$2"); got != "quay" {
		t.Errorf("got %q", got)
	}
}
