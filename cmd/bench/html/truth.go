package main

// The truth of each page is Go source in the libraries' own programs for comparison,
// which nobody can import: it is read as source.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// page is one saved page, and what is true of it.
type page struct {
	File, URL     string
	Title, Date   string
	Authors       []string
	With, Without []string
}

// set is the pages of one library.
type set struct {
	Name  string
	Pages []page
}

func load() ([]set, error) {
	trafilatura, err := directory("github.com/markusmobius/go-trafilatura")
	if err != nil {
		return nil, err
	}
	htmldate, err := directory("github.com/markusmobius/go-htmldate")
	if err != nil {
		return nil, err
	}
	one, err := pagesOf(trafilatura, "data.go")
	if err != nil {
		return nil, err
	}
	two, err := pagesOf(htmldate, "data-mediacloud.go", "data-default.go")
	return []set{{"go-trafilatura", one}, {"go-htmldate", two}}, err
}

// directory is where the Go command keeps a module.
func directory(module string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("download %s: %w", module, err)
	}
	for line := range bytes.Lines(out) {
		if key, value, ok := strings.Cut(strings.TrimSpace(string(line)), ":"); ok && key == `"Dir"` {
			return strconv.Unquote(strings.Trim(value, " ,"))
		}
	}
	return "", fmt.Errorf("download %s: no directory", module)
}

func pagesOf(dir string, sources ...string) ([]page, error) {
	var all []page
	for _, name := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "scripts", "comparison", name), nil, 0)
		if err != nil {
			return nil, err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if body, ok := n.Value.(*ast.CompositeLit); ok && body.Type == nil {
					all = append(all, pageOf(body, textOf(n.Key)))
					return false
				}
			case *ast.CompositeLit:
				if n.Type == nil {
					all = append(all, pageOf(n, ""))
					return false
				}
			}
			return true
		})
	}
	return located(dir, all), nil
}

func pageOf(body *ast.CompositeLit, url string) page {
	p := page{URL: url}
	for _, e := range body.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch fmt.Sprint(kv.Key) {
		case "URL":
			p.URL = textOf(kv.Value)
		case "File":
			p.File = textOf(kv.Value)
		case "Title":
			p.Title = textOf(kv.Value)
		case "Date":
			p.Date = dayOf(textOf(kv.Value))
		case "Authors":
			p.Authors = listOf(kv.Value)
		case "With":
			p.With = listOf(kv.Value)
		case "Without":
			p.Without = listOf(kv.Value)
		}
	}
	return p
}

// dayOf is a day as it is written, or nothing where the calendar has no such day, as of
// four of the pages: nobody can answer that. "nan" is a page without a date.
func dayOf(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil && s != "nan" {
		return ""
	}
	return s
}

func textOf(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}

func listOf(e ast.Expr) (all []string) {
	if lit, ok := e.(*ast.CompositeLit); ok {
		for _, x := range lit.Elts {
			all = append(all, textOf(x))
		}
	}
	return all
}

// located keeps the pages whose file is there, in the order of their addresses.
func located(dir string, all []page) []page {
	var kept []page
	for _, p := range all {
		for _, sub := range []string{"mediacloud", "comparison", "mock"} {
			path := filepath.Join(dir, "test-files", sub, p.File)
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				p.File = path
				kept = append(kept, p)
				break
			}
		}
	}
	slices.SortFunc(kept, func(a, b page) int { return strings.Compare(a.URL+a.File, b.URL+b.File) })
	return kept
}
