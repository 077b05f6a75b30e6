package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content/catalog"
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

// open opens a folder, and a carrier to it as of a catalog that knows nothing yet.
func open(t testing.TB) (*Directory, *Carrier, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	d, err := OpenDirectory(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, carrierTo(t, d, openCatalog(t, filepath.Join(t.TempDir(), "catalog.db"))), dir
}

func openCatalog(t testing.TB, file string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Open(file, catalog.Options{Authority: "news.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func carrierTo(t testing.TB, o Outlet, c *catalog.Catalog) *Carrier {
	t.Helper()
	held, err := c.Manifest("public")
	if err != nil {
		t.Fatal(err)
	}
	return NewCarrier(o, held)
}

// publish brings a whole edition, and returns what of it was put.
func publish(t testing.TB, c *Carrier, docs ...feed.Document) []string {
	t.Helper()
	put, err := c.Put(t.Context(), edition(docs...))
	if err == nil {
		err = c.Remember("")
	}
	if err != nil {
		t.Fatal(err)
	}
	return put
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
	_, c, dir := open(t)
	a := document("articles/a.html", made("a"))
	index := document("index.html", made("index"))
	if got, want := publish(t, c, a, index), []string{"articles/a.html", "index.html"}; !slices.Equal(got, want) {
		t.Errorf("first edition wrote %q, want %q", got, want)
	}
	before, err := os.Stat(filepath.Join(dir, "articles", "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	index = document("index.html", made("index 2"))
	if got, want := publish(t, c, a, index), []string{"index.html"}; !slices.Equal(got, want) {
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
// Documents that were not summed are compared by what their files hold.
func TestDocumentsThatAreSummedLater(t *testing.T) {
	d, c, _ := open(t)
	d.SumLater()
	page := func(text string) feed.Document { return document("articles/a.html", made(text)) }
	sum := func() feed.Sum {
		last, _, err := c.held.Last("articles/a.html")
		must(t, err)
		return last.Sum
	}
	for _, step := range []struct {
		text        string
		put, summed bool
	}{
		{"rain", true, false},
		{"snow", true, true},
		{"snow", false, true},
		{"hail and snow", true, true},
	} {
		if put := publish(t, c, page(step.text)); (len(put) > 0) != step.put {
			t.Errorf("%s: put %q, want %v", step.text, put, step.put)
		}
		if got := sum(); step.summed && got != page(step.text).Sum() || !step.summed && got != (feed.Sum{}) {
			t.Errorf("%s: the sum is %x, want one: %v", step.text, got, step.summed)
		}
	}
	publish(t, c, document("b.html", made("b")), document("c.html", made("c")))
	if put := publish(t, c, document("b.html", made("b"))); len(put) > 0 {
		t.Errorf("put %q again, which is the same", put)
	}
	must(t, d.SumAll(c.held))
	for p, want := range map[string]feed.Sum{"b.html": document("", made("b")).Sum(), "c.html": document("", made("c")).Sum()} {
		if last, _, err := c.held.Last(p); err != nil || last.Sum != want {
			t.Errorf("%s has the sum %x, %v; want %x", p, last.Sum, err, want)
		}
	}
}

// A document that cannot be summed keeps no other from being summed, nor the program from
// starting.
func TestDocumentsThatCannotBeSummed(t *testing.T) {
	d, c, dir := open(t)
	d.SumLater()
	publish(t, c, document("articles/a.html", made("a")), document("b.html", made("b")), document("c.html", made("c")), document("d.html", made("d")))
	must(t, os.RemoveAll(filepath.Join(dir, "articles")))
	must(t, os.WriteFile(filepath.Join(dir, "articles"), nil, 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "b.html"), []byte("theirs"), 0o644))
	must(t, os.Remove(filepath.Join(dir, "c.html")))
	must(t, os.Mkdir(filepath.Join(dir, "c.html"), 0o755))
	must(t, d.SumAll(c.held))
	for p, summed := range map[string]bool{"articles/a.html": false, "b.html": false, "c.html": false, "d.html": true} {
		if last, _, err := c.held.Last(p); err != nil || isSummed(last) != summed {
			t.Errorf("%s: summed %v, %v; want %v", p, isSummed(last), err, summed)
		}
	}
}

func TestPublishReplacesNothingUnlessAllIsReady(t *testing.T) {
	_, c, dir := open(t)
	publish(t, c, document("index.html", made("old")))
	broken := errors.New("no more paper")
	_, err := c.Put(t.Context(), func(yield func(feed.Document, error) bool) {
		_ = yield(document("index.html", made("new")), nil) && yield(document("archive/2026-11/rss.xml", made("new")), nil) &&
			yield(feed.Document{}, broken)
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
	if _, err := os.Lstat(filepath.Join(dir, "archive")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made for documents that did not come: %v", err)
	}
}

func TestPutRefusesToReplaceWhatIsNotOurs(t *testing.T) {
	_, c, dir := open(t)
	theirs := filepath.Join(dir, "index.html")
	if err := os.WriteFile(theirs, []byte("<html>My home page</html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := c.Put(t.Context(), edition(document("index.html", made("new"))))
	if !errors.Is(err, ErrForeign) {
		t.Errorf("got error %v, want %v", err, ErrForeign)
	}
	if err := c.Remove(t.Context(), []string{"index.html"}); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(theirs); err != nil || string(got) != "<html>My home page</html>" {
		t.Errorf("the foreign file became %q, %v", got, err)
	}
}

func TestPublishNeverLeavesTheFolder(t *testing.T) {
	_, c, dir := open(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "articles")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../escaped.html", "articles/escaped.html"} {
		if _, err := c.Put(t.Context(), edition(document(path, made("x")))); err == nil {
			t.Errorf("publishing %s succeeded", path)
		}
	}
	if got := files(t, outside); len(got) > 0 {
		t.Errorf("outside the folder there is now %q", got)
	}
}

func TestManyDocumentsInOneEdition(t *testing.T) {
	_, c, dir := open(t)
	var docs []feed.Document
	for i := range 3 * fewFiles {
		docs = append(docs, document("articles/"+strings.Repeat("n", i+1)+".html", made("x")))
	}
	if got := len(publish(t, c, docs...)); got != len(docs) {
		t.Errorf("wrote %d documents, want %d", got, len(docs))
	}
	if got := len(files(t, dir)); got != len(docs) {
		t.Errorf("the folder holds %d files, want %d", got, len(docs))
	}
}

// Once it is known what Feedmill has put there, nothing else is its own, whatever it
// says of itself.
func TestOnlyWhatIsKnownIsRemoved(t *testing.T) {
	_, c, dir := open(t)
	publish(t, c,
		document("articles/kept.html", made("kept")),
		document("articles/deep/stale.html", made("stale")),
		document("index.html", made("index")))
	for name, data := range map[string]string{
		"articles/theirs.html":      "<html>not ours</html>",
		"articles/copied.html":      string(made("ours, but copied by somebody")),
		"articles/.feedmill-7":      "half writt",
		".feedmill-0":               "",
		"articles/deep/.feedmill-1": "",
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stale := removeStale(t, c, "articles/kept.html", "index.html")
	if want := []string{"articles/deep/stale.html"}; !slices.Equal(stale, want) {
		t.Errorf("stale are %q, want %q", stale, want)
	}
	if err := c.Remove(t.Context(), []string{"articles/copied.html", "articles"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"articles/copied.html", "articles/kept.html", "articles/theirs.html", "index.html"}
	if got := files(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "articles", "deep")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the emptied folder is still there (%v)", err)
	}
	if again := removeStale(t, c, "articles/kept.html", "index.html"); len(again) > 0 {
		t.Errorf("stale again are %q", again)
	}
}

// removeStale removes all that an edition of these documents has not.
func removeStale(t *testing.T, c *Carrier, current ...string) []string {
	t.Helper()
	stale, err := c.Stale(t.Context(), func(p string) bool { return slices.Contains(current, p) })
	if err == nil {
		err = c.Remove(t.Context(), stale)
	}
	if err == nil {
		err = c.Remember("")
	}
	if err != nil {
		t.Fatal(err)
	}
	return stale
}

// Without a catalog, what is where documents belong is known by what it says of itself.
func TestALostCatalogFindsItsDocuments(t *testing.T) {
	_, c, dir := open(t)
	write := func(name string, data []byte) {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("articles/kept.html", made("as it was"))
	write("articles/deep/stale.html", made("stale"))
	write("articles/theirs.html", []byte("<html>not ours</html>"))
	write("elsewhere.html", made("ours, but nowhere that documents are"))
	write("index.html", nil)
	put, err := c.Put(t.Context(), edition(document("articles/kept.html", made("as it is")), document("index.html", made("index"))))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"articles/kept.html", "index.html"}; !slices.Equal(put, want) {
		t.Errorf("put %q, want %q", put, want)
	}
	if stale, want := removeStale(t, c, put...), []string{"articles/deep/stale.html"}; !slices.Equal(stale, want) {
		t.Errorf("stale are %q, want %q", stale, want)
	}
	want := []string{"articles/kept.html", "articles/theirs.html", "elsewhere.html", "index.html"}
	if got := files(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// A crash after a new document is in place, and before that is stored, must not leave
// it there for ever.
func TestWhatACrashLeftIsKnown(t *testing.T) {
	d, _, dir := open(t)
	file := filepath.Join(t.TempDir(), "catalog.db")
	before := openCatalog(t, file)
	c := carrierTo(t, d, before)
	publish(t, c, document("index.html", made("index")))
	if _, err := c.Put(t.Context(), edition(document("articles/new.html", made("new")))); err != nil {
		t.Fatal(err)
	}
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	c = carrierTo(t, d, openCatalog(t, file))
	if stale, want := removeStale(t, c, "index.html"), []string{"articles/new.html"}; !slices.Equal(stale, want) {
		t.Errorf("stale are %q, want %q", stale, want)
	}
	if got, want := files(t, dir), []string{"index.html"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// Nor must what was expected of a first edition, and never came.
func TestWhatACrashKeptFromComingIsForgotten(t *testing.T) {
	d, _, dir := open(t)
	file := filepath.Join(t.TempDir(), "catalog.db")
	before := openCatalog(t, file)
	held, err := before.Manifest("public")
	if err != nil {
		t.Fatal(err)
	}
	expected := map[string]catalog.Stamp{}
	for i := range 1000 {
		expected[fmt.Sprintf("articles/%d.html", i)] = catalog.Stamp{Size: 1}
	}
	if err := errors.Join(held.Expect(expected), before.Close()); err != nil {
		t.Fatal(err)
	}
	c := carrierTo(t, d, openCatalog(t, file))
	if put, err := c.Put(t.Context(), edition(document("articles/0.html", made("0")), document("index.html", made("index")))); err != nil || len(put) != 2 {
		t.Fatalf("put %q (%v)", put, err)
	}
	if stale := removeStale(t, c, "articles/0.html", "index.html"); len(stale) != 999 {
		t.Errorf("%d documents are stale, want 999", len(stale))
	}
	if drifted, err := c.Drift(t.Context()); len(drifted) > 0 || err != nil {
		t.Errorf("%q are not as they were left (%v)", drifted, err)
	}
	if got, want := files(t, dir), []string{"articles/0.html", "index.html"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// Documents are written side by side, and are seen in their order.
func TestTheOrderIsKept(t *testing.T) {
	_, c, dir := open(t)
	var docs []feed.Document
	var want []string
	for i := range 3 * fewFiles {
		docs = append(docs, document(fmt.Sprintf("%d/%d.html", i%7, 1000-i), made(strings.Repeat("x", 9000*(i%3)))))
		want = append(want, docs[i].Path)
	}
	if got := publish(t, c, docs...); !slices.Equal(got, want) {
		t.Errorf("put %q, want %q", got, want)
	}
	if err := os.Mkdir(filepath.Join(dir, "rss.xml"), 0o755); err != nil {
		t.Fatal(err)
	}
	put, err := c.Put(t.Context(), edition(document("a.html", made("a")), document("rss.xml", made("in the place of a folder")), document("b.html", made("b"))))
	if len(put) > 0 || !errors.Is(err, ErrForeign) {
		t.Errorf("put %q (%v), want nothing before all is ready", put, err)
	}
}

// HTTP tells dates by seconds, and readers ask by them.
func TestEachVersionOfADocumentIsOfALaterSecond(t *testing.T) {
	_, c, dir := open(t)
	file := filepath.Join(dir, "atom.xml")
	var last int64
	for _, text := range []string{"heron", "egret", "stork"} {
		publish(t, c, document("atom.xml", made(text)))
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
	_, c, dir := open(t)
	file := filepath.Join(dir, "atom.xml")
	publish(t, c, document("atom.xml", made("heron")))
	far := time.Now().AddDate(9, 0, 0)
	if err := os.Chtimes(file, far, far); err != nil {
		t.Fatal(err)
	}
	publish(t, c, document("atom.xml", made("egret")))
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.ModTime().After(time.Now().Add(time.Minute)) {
		t.Errorf("a document made now is of %v", info.ModTime())
	}
}

// Whoever has seen enough of what is left looks at no more of it.
func TestWhoLooksForWhatIsLeftMayStop(t *testing.T) {
	d, c, _ := open(t)
	publish(t, c, document("articles/a.html", made("a")), document("articles/b.html", made("b")), document("tags/c/rss.xml", made("c")))
	seen := 0
	for _, err := range d.Left(t.Context(), func(string) bool { return false }) {
		if err != nil {
			t.Fatal(err)
		}
		seen++
		break
	}
	if seen != 1 {
		t.Errorf("saw %d files, want 1", seen)
	}
}
