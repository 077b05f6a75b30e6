package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// hongKong stands for a configured zone that the texts do not name.
var hongKong = time.FixedZone("HKT", 8*60*60)

// names are the authors of an article; organisations stand in brackets.
func names(a *content.Article) string {
	var list []string
	for _, n := range a.Authors() {
		if n.Organisation {
			n.Name = "(" + n.Name + ")"
		}
		list = append(list, n.Name)
	}
	return strings.Join(list, "|")
}

// samples are the Markdown files of the golden tests.
func samples(t testing.TB) [][]byte {
	t.Helper()
	found, err := filepath.Glob("../read/testdata/markdown/*.md")
	if err != nil || len(found) == 0 {
		t.Fatalf("no Markdown among the golden files: %v", err)
	}
	var all [][]byte
	for _, name := range found {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}
