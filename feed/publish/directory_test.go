package publish

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/feed"
)

// made is a page that bears Feedmill's mark.
func made(text string) []byte {
	return []byte("<!DOCTYPE html>\n<html><head><meta name=\"generator\" content=\"Feedmill\"></head><body>" + text + "</body></html>\n")
}

func document(path string, body []byte) feed.Document { return feed.NewDocument(path, "", body) }

func edition(docs ...feed.Document) iter.Seq2[feed.Document, error] {
	return func(yield func(feed.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func open(t *testing.T) (*Directory, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	d, err := OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, dir
}

func publish(t *testing.T, d *Directory, docs ...feed.Document) []string {
	t.Helper()
	paths, err := d.Publish(t.Context(), edition(docs...))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// files lists everything below dir, temporary files too.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPublishLeavesEqualDocumentsAlone(t *testing.T) {
	d, dir := open(t)
	a := document("articles/a.html", made("a"))
	index := document("index.html", made("index"))
	if got, want := publish(t, d, a, index), []string{"articles/a.html", "index.html"}; !slices.Equal(got, want) {
		t.Errorf("first edition wrote %q, want %q", got, want)
	}
	before, err := os.Stat(filepath.Join(dir, "articles", "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	index = document("index.html", made("index 2"))
	if got, want := publish(t, d, a, index), []string{"index.html"}; !slices.Equal(got, want) {
		t.Errorf("second edition wrote %q, want %q", got, want)
	}
	after, err := os.Stat(filepath.Join(dir, "articles", "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("a document with equal bytes was replaced")
	}
	if got, want := files(t, dir), []string{"articles/a.html", "index.html"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// A document that cannot be rendered must leave the whole last edition in place.
func TestPublishReplacesNothingUnlessAllIsReady(t *testing.T) {
	d, dir := open(t)
	publish(t, d, document("index.html", made("old")))
	broken := errors.New("no more paper")
	_, err := d.Publish(t.Context(), func(yield func(feed.Document, error) bool) {
		_ = yield(document("index.html", made("new")), nil) && yield(feed.Document{}, broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("got error %v, want %v", err, broken)
	}
	got, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if want := made("old"); string(got) != string(want) {
		t.Errorf("got %q, want the last good edition %q", got, want)
	}
	if got, want := files(t, dir), []string{"index.html"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestPublishRefusesToReplaceWhatIsNotOurs(t *testing.T) {
	d, dir := open(t)
	theirs := filepath.Join(dir, "index.html")
	if err := os.WriteFile(theirs, []byte("<html>My home page</html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := d.Publish(t.Context(), edition(document("index.html", made("new"))))
	if !errors.Is(err, ErrForeign) {
		t.Errorf("got error %v, want %v", err, ErrForeign)
	}
	if err := d.Remove([]string{"index.html"}); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(theirs); err != nil || string(got) != "<html>My home page</html>" {
		t.Errorf("the foreign file became %q, %v", got, err)
	}
}

func TestPublishNeverLeavesTheFolder(t *testing.T) {
	d, dir := open(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "articles")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../escaped.html", "articles/escaped.html"} {
		if _, err := d.Publish(t.Context(), edition(document(path, made("x")))); err == nil {
			t.Errorf("publishing %s succeeded", path)
		}
	}
	if got := files(t, outside); len(got) > 0 {
		t.Errorf("outside the folder there is now %q", got)
	}
}

func TestManyDocumentsInOneEdition(t *testing.T) {
	d, dir := open(t)
	var docs []feed.Document
	for i := range 3 * fewFiles {
		docs = append(docs, document("articles/"+strings.Repeat("n", i+1)+".html", made("x")))
	}
	if got := len(publish(t, d, docs...)); got != len(docs) {
		t.Errorf("wrote %d documents, want %d", got, len(docs))
	}
	if got := len(files(t, dir)); got != len(docs) {
		t.Errorf("the folder holds %d files, want %d", got, len(docs))
	}
}

func TestSweepFindsOnlyOurStaleDocuments(t *testing.T) {
	d, dir := open(t)
	publish(t, d,
		document("articles/kept.html", made("kept")),
		document("articles/deep/stale.html", made("stale")),
		document("index.html", made("index")))
	for name, data := range map[string]string{
		"articles/theirs.html":      "<html>not ours</html>",
		"elsewhere.html":            string(made("ours, but nowhere that is swept")),
		"articles/.feedmill-7":      "half writt",
		".feedmill-0":               "",
		"articles/deep/.feedmill-1": "",
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stale, err := d.Sweep([]string{"index.html", "articles", "missing"}, func(p string) bool { return p == "articles/kept.html" || p == "index.html" })
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"articles/deep/stale.html"}; !slices.Equal(stale, want) {
		t.Errorf("stale are %q, want %q", stale, want)
	}
	if err := d.Remove(stale); err != nil {
		t.Fatal(err)
	}
	want := []string{"articles/kept.html", "articles/theirs.html", "elsewhere.html", "index.html"}
	if got := files(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "articles", "deep")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the emptied folder is still there (%v)", err)
	}
}

// HTTP tells dates by seconds, and readers ask by them.
func TestEachVersionOfADocumentIsOfALaterSecond(t *testing.T) {
	d, dir := open(t)
	file := filepath.Join(dir, "atom.xml")
	var last int64
	for _, text := range []string{"heron", "egret", "stork"} {
		publish(t, d, document("atom.xml", made(text)))
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if now := info.ModTime().Unix(); now <= last {
			t.Errorf("%s is of second %d, want a later one than %d", text, now, last)
		} else {
			last = now
		}
	}
}

func TestAClockThatWasWrongIsNotFollowed(t *testing.T) {
	d, dir := open(t)
	file := filepath.Join(dir, "atom.xml")
	publish(t, d, document("atom.xml", made("heron")))
	far := time.Now().AddDate(9, 0, 0)
	if err := os.Chtimes(file, far, far); err != nil {
		t.Fatal(err)
	}
	publish(t, d, document("atom.xml", made("egret")))
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.ModTime().After(time.Now().Add(time.Minute)) {
		t.Errorf("a document made now is of %v", info.ModTime())
	}
}
