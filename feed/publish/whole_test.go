package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feedmill/feed"
)

// bring puts a file into an outlet, as somebody else would.
func bring(t *testing.T, dir, name string, text []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, text, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// What happens in the outlet while a first edition is made.
func TestFoldersThatComeOutWhole(t *testing.T) {
	page, other, site := document("articles/deep/canal.html", made("canal")), document("articles/ferry.html", made("ferry")), document("rss.xml", made("site"))
	for _, c := range []struct {
		name      string
		before    string // a file that is there before, with the bytes of text
		meanwhile string // a file that comes meanwhile
		text      []byte
		foreign   bool
		want      []string // files there are in the end
	}{
		{"nothing", "", "", nil, false, []string{"articles/deep/canal.html", "articles/ferry.html", "rss.xml"}},
		{"a crash left one half made", ".feedmill-whole-articles/withdrawn.html", "", made("withdrawn"), false, []string{"articles/deep/canal.html", "articles/ferry.html", "rss.xml"}},
		{"a crash left another half made", ".feedmill-whole-2024/withdrawn.html", "", made("withdrawn"), false, []string{"articles/deep/canal.html", "articles/ferry.html", "rss.xml"}},
		{"the folder is there", "articles/theirs.txt", "", []byte("theirs"), false, []string{"articles/deep/canal.html", "articles/ferry.html", "articles/theirs.txt", "rss.xml"}},
		{"somebody makes the folder", "", "articles/theirs.txt", []byte("theirs"), false, []string{"articles/deep/canal.html", "articles/ferry.html", "articles/theirs.txt", "rss.xml"}},
		{"somebody brings a document of ours", "", "articles/ferry.html", made("older"), false, []string{"articles/deep/canal.html", "articles/ferry.html", "rss.xml"}},
		{"somebody brings one of theirs", "", "articles/ferry.html", []byte("theirs"), true, []string{"articles/deep/canal.html", "articles/ferry.html"}},
		{"the folder is a file", "", "articles", []byte("theirs"), true, []string{"articles"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, to, dir := open(t)
			if c.before != "" {
				bring(t, dir, c.before, c.text)
			}
			put, err := to.Put(t.Context(), func(yield func(feed.Document, error) bool) {
				if yield(page, nil) && yield(other, nil) {
					if c.meanwhile != "" {
						bring(t, dir, c.meanwhile, c.text)
					}
					yield(site, nil)
				}
			})
			if failed := err != nil; failed != c.foreign {
				t.Fatalf("put %q: %v", put, err)
			}
			if !c.foreign {
				removeStale(t, to, page.Path, other.Path, site.Path)
			}
			if got := files(t, dir); !slices.Equal(got, c.want) {
				t.Errorf("the folder holds %q, want %q", got, c.want)
			}
			if c.meanwhile == "" {
				return
			}
			got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.meanwhile)))
			if want := c.text; c.meanwhile == other.Path && !c.foreign {
				if string(got) == string(want) {
					t.Error("the older document was not replaced")
				}
			} else if string(got) != string(want) || err != nil {
				t.Errorf("%s is %q (%v) now", c.meanwhile, got, err)
			}
		})
	}
}

// Where capitals do not count two documents can have one place; then either is in it, whole.
func TestTwoDocumentsOfOnePlace(t *testing.T) {
	_, c, dir := open(t)
	put := publish(t, c, document("articles/canal.html", made("one")), document("articles/canal.html", made("other")), document("articles/ferry.html", made("ferry")))
	if len(put) != 3 {
		t.Errorf("put %q, want all", put)
	}
	if got, want := files(t, dir), []string{"articles/canal.html", "articles/ferry.html"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "articles", "canal.html")); string(got) != string(made("one")) && string(got) != string(made("other")) {
		t.Errorf("the document is %q (%v), want one of the two", got, err)
	}
}

// A name that is as long as a file system takes it has no room for the prefix.
func TestAFolderWithALongName(t *testing.T) {
	_, c, dir := open(t)
	name := strings.Repeat("x", 255) + "/rss.xml"
	publish(t, c, document(name, made("tag")))
	if got, want := files(t, dir), []string{name}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// A first edition that fails leaves nothing behind.
func TestAFailedFirstEditionLeavesNothing(t *testing.T) {
	_, c, dir := open(t)
	broken := errors.New("broken")
	put, err := c.Put(t.Context(), func(yield func(feed.Document, error) bool) {
		for i := range 200 {
			if !yield(document(fmt.Sprintf("articles/%d.html", i), made("page")), nil) {
				return
			}
		}
		yield(feed.Document{}, broken)
	})
	if len(put) > 0 || !errors.Is(err, broken) {
		t.Errorf("put %q (%v)", put, err)
	}
	if entries, err := os.ReadDir(dir); len(entries) > 0 || err != nil {
		t.Errorf("the folder holds %v (%v), want nothing", entries, err)
	}
}
