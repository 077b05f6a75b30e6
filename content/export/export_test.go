package export

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feedmill/content"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Each export, and the files that are written of it.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*ml")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, more...) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := readAll(t, name)
			if *update {
				if err := os.WriteFile(name+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func readAll(t *testing.T, name string) string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	madeBy, err := Read(f, name, "https://quay.example/", func(e Entry) error {
		if e.Kind != "" {
			fmt.Fprintf(&b, "(left out: %s)\n", e.Kind)
			return nil
		}
		data, err := e.Bytes()
		fmt.Fprintf(&b, "%s\n%s\n", data, strings.Join(e.Media(), "\n"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return madeBy + "\n" + b.String()
}

// What is wrong is said with the line.
func TestReadSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"text", "Tide\n", "a:1: file is no export that Feedmill knows"},
		{"page", "<!doctype html><rss>", "a:1: file is no export"},
		{"empty", "", "a:1: file is no export"},
		{"cut feed", "<rss><channel>\n<item><title>x</title>\n", "a:2: entry that begins here cannot be read: line 3 is no XML: unexpected EOF"},
		{"unknown encoding", `<?xml version="1.0" encoding="klingon"?><rss/>`, "a:1: encoding klingon is not known"},
		{"cut JSON", "{\"version\": \"https://jsonfeed.org/version/1\",\n\"items\": [\n{\"id\": \"1\"", "a:3: file ends too early"},
		{"wrong value", "{\"version\": \"https://jsonfeed.org/version/1\",\n\"items\": [{\"title\": 3}]}", "a:2: json: cannot unmarshal"},
		{"deep", `{"db":` + strings.Repeat("[", 1000), "a:1: values are nested deeper than 100"},
		{"long entry", "<rss><channel>\n<item><description>" + strings.Repeat("x", longestEntry+100_000), "a:2: entry is longer than 32 MB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(test.data), "a", "", func(Entry) error { return nil })
			if _, ok := errors.AsType[*content.Error](err); !ok || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}

// The error of whoever takes the entries comes back.
func TestReadStops(t *testing.T) {
	stop := errors.New("stop")
	for _, name := range []string{"wordpress.xml", "ghost.json", "feed.json", "atom.xml"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		calls := 0
		_, err = Read(bytes.NewReader(data), name, "", func(Entry) error { calls++; return stop })
		if !errors.Is(err, stop) || calls != 1 {
			t.Errorf("%s: got %v after %d calls", name, err, calls)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Read(bytes.NewReader(data), "a", "", func(e Entry) error {
			if e.Kind == "" && e.ID == "" {
				t.Error("an article without an id")
			}
			_, err := e.Bytes()
			return err
		})
		if _, ok := errors.AsType[*content.Error](err); err != nil && !ok {
			t.Errorf("error without a place: %v", err)
		}
	})
}
