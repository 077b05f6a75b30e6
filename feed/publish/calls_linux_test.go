package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"feedmill/feed"
)

// many are pages in so many folders of articles, turn by turn.
func many(pages, folders int) (docs []feed.Document) {
	for i := range pages {
		docs = append(docs, document(fmt.Sprintf("articles/%d/deep/%04d.html", i%folders, i), made(fmt.Sprint("page ", i))))
	}
	return docs
}

// watchOpens counts how often files and folders in some folders are opened, and the
// folders themselves, from now until counted is called.
func watchOpens(t *testing.T, dirs ...string) (counted func() int) {
	t.Helper()
	fd := newWatch(t)
	for _, dir := range dirs {
		if _, err := unix.InotifyAddWatch(fd, dir, unix.IN_OPEN); err != nil {
			t.Fatal(err)
		}
	}
	return func() int { return len(events(t, fd)) }
}

// foldersOf are the folders of documents, and those around them.
func foldersOf(t *testing.T, dir string, docs []feed.Document) (all []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, d := range docs {
		for at := path.Dir(d.Path); at != "."; at = path.Dir(at) {
			if !seen[at] {
				seen[at] = true
				all = append(all, filepath.Join(dir, native(at)))
			}
		}
	}
	return all
}

// The way to a folder is gone once, not for each document in it.
func TestFoldersStayOpenWhileDocumentsCome(t *testing.T) {
	const pages, folders = 400, 4
	docs := many(pages, folders)
	_, c, dir := open(t)
	for _, d := range docs {
		if err := os.MkdirAll(filepath.Join(dir, native(path.Dir(d.Path))), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	counted := watchOpens(t, foldersOf(t, dir, docs)...)
	publish(t, c, docs...)
	if n, most := counted(), pages+40*folders; n > most { // a file is opened to be written
		t.Errorf("%d documents in %d folders take %d openings, want %d at most", pages, folders, n, most)
	}
}

// The folders of a first edition are seen with all that is in them, by one new name each.
func TestFoldersOfAFirstEditionAreRenamedOnce(t *testing.T) {
	const pages = 200
	docs := append(many(pages, 4), document("tags/canal/rss.xml", made("canal")), document("rss.xml", made("site")))
	_, c, dir := open(t)
	fd := newWatch(t)
	if _, err := unix.InotifyAddWatch(fd, dir, unix.IN_MOVED_TO); err != nil {
		t.Fatal(err)
	}
	if put := publish(t, c, docs...); len(put) != len(docs) {
		t.Errorf("put %d documents, want %d", len(put), len(docs))
	}
	if got, want := len(events(t, fd)), 3; got != want { // articles, tags, rss.xml
		t.Errorf("%d new names beside each other, want %d", got, want)
	}
	if got := files(t, dir); len(got) != len(docs) {
		t.Errorf("the folder holds %q, want the %d documents", got, len(docs))
	}
}

// Readers have the last of some documents before a file system gives the blocks of the
// first back, which takes it longer than all else about a new name.
func TestFilesAreFreedWhenAllDocumentsHaveTheirNames(t *testing.T) {
	_, c, dir := open(t)
	names := []string{"atom.xml", "feed.json", "rss.xml"}
	edition := func(text string) (docs []feed.Document) {
		for _, name := range names {
			docs = append(docs, document(name, made(text)))
		}
		return docs
	}
	publish(t, c, edition("first")...)
	fd := newWatch(t)
	if _, err := unix.InotifyAddWatch(fd, dir, unix.IN_MOVED_TO); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if _, err := unix.InotifyAddWatch(fd, filepath.Join(dir, name), unix.IN_DELETE_SELF); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, c, edition("second")...)
	var got []string
	for _, mask := range events(t, fd) {
		switch {
		case mask&unix.IN_MOVED_TO != 0:
			got = append(got, "named")
		case mask&unix.IN_DELETE_SELF != 0:
			got = append(got, "freed")
		}
	}
	if want := []string{"named", "named", "named", "freed", "freed", "freed"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// newWatch is an inotify instance, closed when the test ends.
func newWatch(t *testing.T) (fd int) {
	t.Helper()
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	return fd
}

// events are the masks of what the system has told so far.
func events(t *testing.T, fd int) (masks []uint32) {
	t.Helper()
	b := make([]byte, 1<<20)
	for {
		n, err := unix.Read(fd, b)
		if errors.Is(err, unix.EAGAIN) {
			return masks
		}
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < n; {
			e := (*unix.InotifyEvent)(unsafe.Pointer(&b[at]))
			masks = append(masks, e.Mask)
			at += unix.SizeofInotifyEvent + int(e.Len)
		}
	}
}

// Whether documents that have just been made are Feedmill's is known.
func TestCurrentDocumentsAreNotLookedInto(t *testing.T) {
	const pages, folders = 400, 4
	docs := many(pages, folders)
	_, c, dir := open(t)
	current := map[string]bool{}
	for _, d := range docs {
		current[d.Path] = true
	}
	if _, err := c.Put(t.Context(), edition(docs...)); err != nil {
		t.Fatal(err)
	}
	counted := watchOpens(t, foldersOf(t, dir, docs)...)
	if stale, err := c.Stale(t.Context(), func(p string) bool { return current[p] }); err != nil || len(stale) > 0 {
		t.Fatalf("stale are %q (%v), want none", stale, err)
	}
	if n, most := counted(), 40*folders; n > most {
		t.Errorf("%d documents in %d folders take %d openings, want %d at most", pages, folders, n, most)
	}
}

// What lies in a folder that was moved away while documents came into it is not taken
// for published.
func TestAFolderThatIsMovedWhileDocumentsCome(t *testing.T) {
	_, c, dir := open(t)
	page := document("articles/canal.html", made("canal"))
	articles := filepath.Join(dir, "articles")
	publish(t, c, document("articles/ferry.html", made("ferry")))
	documents := func(yield func(feed.Document, error) bool) {
		if !yield(page, nil) {
			return
		}
		for range 1000 { // until a writer has begun it
			if found, _ := filepath.Glob(filepath.Join(articles, tempPrefix+"*")); len(found) > 0 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		if err := os.Rename(articles, filepath.Join(dir, "away")); err != nil {
			t.Error(err)
		}
	}
	put, err := c.Put(t.Context(), documents)
	if _, there := os.Stat(filepath.Join(articles, "canal.html")); err == nil || len(put) > 0 || !errors.Is(there, fs.ErrNotExist) {
		t.Errorf("put %q (%v)", put, err)
	}
	publish(t, c, page)
	if _, err := os.Stat(filepath.Join(articles, "canal.html")); err != nil {
		t.Errorf("a second try leaves it out: %v", err)
	}
}
