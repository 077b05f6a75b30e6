package read

// Golden tests: each file below testdata is read and compared with the JSON that
// inspect shows of it, indented, in FILE.json. "go test -update" rewrites them.

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/inspect"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			got := golden(t, name)
			path := filepath.Join("testdata", filepath.FromSlash(name)+".json")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

// fixtures lists the articles below testdata, slash-separated.
func fixtures(t testing.TB) []string {
	t.Helper()
	var names []string
	found, err := filepath.Glob(filepath.Join("testdata", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		rel, err := filepath.Rel("testdata", f)
		if err != nil {
			t.Fatal(err)
		}
		_, golden := FormatOf(strings.TrimSuffix(f, ".json"))
		if _, ok := FormatOf(f); ok && !golden {
			names = append(names, filepath.ToSlash(rel))
		}
	}
	if len(names) == 0 {
		t.Fatal("no fixtures below testdata")
	}
	return names
}

// fixture reads one as an article file of a folder called news.
func fixture(t testing.TB, name string) content.File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return content.File{Path: "news/" + filepath.Base(name), Data: data, ModTime: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)}
}

// hongKong stands for a configured zone that the texts do not name.
var hongKong = time.FixedZone("HKT", 8*60*60)

func golden(t *testing.T, name string) []byte {
	t.Helper()
	articles, err := Parse(fixture(t, name), content.Options{Zone: hongKong, Order: dates.DayFirst, Language: "en"})
	if err != nil {
		return []byte(err.Error() + "\n")
	}
	var out bytes.Buffer
	for _, a := range articles {
		one, err := inspect.JSON(a)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsRune(string(one), '\n') {
			t.Errorf("JSON of %s has a line break", name)
		}
		if err := json.Indent(&out, one, "", "  "); err != nil {
			t.Fatal(err)
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}
