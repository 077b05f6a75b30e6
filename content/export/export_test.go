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

func TestCodesOfWordPress(t *testing.T) {
	pictures := func(ids []string) (all []string) {
		if len(ids) == 0 {
			ids = []string{"own"}
		}
		for _, id := range ids {
			if id != "9" {
				all = append(all, "https://quay.example/"+id+".jpg")
			}
		}
		return all
	}
	for _, c := range []struct{ post, html string }{
		{"[youtube https://www.youtube.com/watch?v=aB3-_567890]", `<p><a href="https://www.youtube.com/watch?v=aB3-_567890">https://www.youtube.com/watch?v=aB3-_567890</a></p>`},
		{"[youtube=https://youtu.be/aB3-_567890&amp;w=640]", `<p><a href="https://youtu.be/aB3-_567890&amp;w=640">https://youtu.be/aB3-_567890&amp;w=640</a></p>`},
		{`[vimeo 4711 w=640]`, `<p><a href="https://vimeo.com/4711">https://vimeo.com/4711</a></p>`},
		{`[soundcloud url="https://soundcloud.com/quay/horn" params="x"]`, `<p><a href="https://soundcloud.com/quay/horn">https://soundcloud.com/quay/horn</a></p>`},
		{`[gist]https://gist.github.com/mia/4711[/gist]`, `<p><a href="https://gist.github.com/mia/4711">https://gist.github.com/mia/4711</a></p>`},
		{`[tweet 4711]`, "<p>[tweet 4711]</p>"},
		{`We saw it [youtube] and left.`, "<p>We saw it [youtube] and left.</p>"},
		{`[gallery columns="2" ids="3, 9,5"]`, "<figure><img src=\"https://quay.example/3.jpg\" alt=\"\"></figure>\n<figure><img src=\"https://quay.example/5.jpg\" alt=\"\"></figure>"},
		{`[gallery]`, `<figure><img src="https://quay.example/own.jpg" alt=""></figure>`},
		{`[gallery ids="9"]`, `<p>[gallery ids="9"]</p>`},
	} {
		if got := strings.TrimSpace(expand(c.post, pictures)); got != c.html {
			t.Errorf("%s:\n got %s\nwant %s", c.post, got, c.html)
		}
	}
}
