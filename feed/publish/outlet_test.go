package publish

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/backlog"
)

// contents reads all documents of an outlet, whatever its kind.
func contents(t *testing.T, address string) map[string]string {
	t.Helper()
	if IsRemote(address) {
		return objectsOf(t, address)
	}
	files := os.DirFS(address)
	if !IsDirectory(address) {
		r, err := zip.OpenReader(address)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		files = r
	}
	all := map[string]string{}
	err := fs.WalkDir(files, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, p)
		all[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What every outlet promises.
func TestEveryOutlet(t *testing.T) {
	for _, name := range []string{"mirror", "site.zip", "bucket"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			address := filepath.Join(dir, name)
			if name == "bucket" {
				address = newStore(t).address
			}
			o, fresh, err := Open(t.Context(), address, Owner{Folder: dir})
			if err != nil || !fresh {
				t.Fatalf("got fresh %v (%v)", fresh, err)
			}
			defer o.Close()
			c := carrierTo(t, o, openCatalog(t, filepath.Join(dir, "catalog.db")))
			heron, egret, index := document("a/heron.html", made("heron")), document("a/egret.html", made("egret")), document("index.html", made("index"))
			if put := publish(t, c, heron, egret, index); len(put) != 3 {
				t.Errorf("put %q, want all", put)
			}
			if put := publish(t, c, heron, document("a/egret.html", made("an egret")), index); !slices.Equal(put, []string{"a/egret.html"}) {
				t.Errorf("put %q, want what differs", put)
			}
			if drifted, err := c.Drift(t.Context()); len(drifted) > 0 || err != nil {
				t.Errorf("drifted are %q (%v)", drifted, err)
			}
			broken := errors.New("no more paper")
			_, err = c.Put(t.Context(), func(yield func(feed.Document, error) bool) {
				_ = yield(document("a/heron.html", made("a heron")), nil) && yield(feed.Document{}, broken)
			})
			if !errors.Is(err, broken) {
				t.Errorf("got error %v, want %v", err, broken)
			}
			lost := feed.NewStored("index.html", "text/html", 4, feed.Sum{}, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("lost")), nil })
			if put, err := c.Put(t.Context(), edition(heron, lost)); len(put) > 0 || !errors.Is(err, feed.ErrAltered) {
				t.Errorf("put %q (%v) of what cannot be read any more", put, err)
			}
			want := map[string]string{"a/heron.html": string(made("heron")), "a/egret.html": string(made("an egret")), "index.html": string(made("index"))}
			if got := contents(t, address); !maps.Equal(got, want) {
				t.Errorf("it holds %q, want %q", got, want)
			}
			if err := c.Remove(t.Context(), []string{"a/heron.html", "never.html"}); err != nil {
				t.Fatal(err)
			}
			delete(want, "a/heron.html")
			if got := contents(t, address); !maps.Equal(got, want) {
				t.Errorf("it holds %q, want %q", got, want)
			}
			var listed []string
			for d, err := range o.List(t.Context(), []string{"a/egret.html", "a/heron.html", "index.html"}) {
				if err != nil {
					t.Fatal(err)
				}
				listed = append(listed, d.Path)
			}
			if want := []string{"a/egret.html", "index.html"}; !slices.Equal(listed, want) {
				t.Errorf("listed are %q, want %q", listed, want)
			}
			if entries, err := os.ReadDir(dir); err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") }) {
				t.Errorf("beside it are %v (%v)", entries, err)
			}
		})
	}
}

func TestTheSameDocumentsMakeTheSameZip(t *testing.T) {
	dir := t.TempDir()
	build := func(name string, docs ...feed.Document) []byte {
		address := filepath.Join(dir, name+".zip")
		o, _, err := Open(t.Context(), address, Owner{})
		if err != nil {
			t.Fatal(err)
		}
		c := carrierTo(t, o, openCatalog(t, filepath.Join(dir, name+".db")))
		for _, d := range docs { // one edition each
			publish(t, c, d)
		}
		data, err := os.ReadFile(address)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	a, b, old := document("a.html", made("a")), document("b/c.xml", made("b")), document("a.html", made("as it was"))
	if one, other := build("one", a, b), build("other", old, b, a); string(one) != string(other) {
		t.Errorf("%d bytes in the place of %d", len(other), len(one))
	}
}

// newsroom is a folder that editions come out in, and who follows it.
type newsroom struct {
	t       *testing.T
	dir     string
	catalog *catalog.Catalog
	carrier *Carrier
}

func newNewsroom(t *testing.T) *newsroom {
	dir := t.TempDir()
	n := &newsroom{t: t, dir: dir, catalog: openCatalog(t, filepath.Join(dir, "catalog.db"))}
	o, _, err := Open(t.Context(), filepath.Join(dir, "public"), Owner{Folder: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	n.carrier = carrierTo(t, o, n.catalog)
	return n
}

func (n *newsroom) follower(name string) *Follower {
	return NewFollower(filepath.Join(n.dir, name), Source{
		Folder: filepath.Join(n.dir, "public"), Catalog: n.catalog, Outlet: "public", Owner: Owner{Folder: n.dir},
		MediaType: feed.Plan{}.MediaType, Now: time.Now,
	})
}

// publish brings out an edition, and tells the followers.
func (n *newsroom) publish(docs []feed.Document, gone []string, followers ...*Follower) {
	n.t.Helper()
	put, err := n.carrier.Put(n.t.Context(), edition(docs...))
	if err == nil {
		err = n.carrier.Remove(n.t.Context(), gone)
	}
	if err == nil {
		err = n.carrier.Remember("")
	}
	if err != nil {
		n.t.Fatal(err)
	}
	for _, f := range followers {
		f.Tell(append(put, gone...), false)
	}
}

func TestOutletsFollow(t *testing.T) {
	for _, name := range []string{"mirror", "site.zip"} {
		n := newNewsroom(t)
		address := filepath.Join(n.dir, name)
		f := n.follower(name)
		must(t, f.Sync(t.Context()))
		if _, err := os.Stat(address); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is there before anything came out (%v)", name, err)
		}
		n.publish([]feed.Document{document("articles/a.html", made("a")), document("articles/b.html", made("b")), document("rss.xml", made("1"))}, nil, f)
		must(t, f.Sync(t.Context()))
		n.publish([]feed.Document{document("articles/c.html", made("c")), document("rss.xml", made("2"))}, []string{"articles/a.html"}, f)
		must(t, f.Sync(t.Context()))
		want := map[string]string{"articles/b.html": string(made("b")), "articles/c.html": string(made("c")), "rss.xml": string(made("2"))}
		if got := contents(t, address); !maps.Equal(got, want) {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
		before, err := os.Stat(address)
		must(t, err)
		must(t, n.follower(name).Sync(t.Context())) // as after a restart
		if after, err := os.Stat(address); err != nil || !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
			t.Errorf("%s was made again although nothing had changed (%v)", name, err)
		}
		must(t, os.RemoveAll(address))
		must(t, n.follower(name).Sync(t.Context()))
		if got := contents(t, address); !maps.Equal(got, want) {
			t.Errorf("%s that was removed holds %q, want %q", name, got, want)
		}
	}
}

// An outlet that is down is made good once it is there, by what changed meanwhile.
func TestAnOutletThatIsDownCatchesUp(t *testing.T) {
	n := newNewsroom(t)
	place := filepath.Join(n.dir, "mount")
	f := n.follower("mount/mirror")
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("rss.xml", made("1"))}, nil, f)
	must(t, f.Sync(t.Context()))
	must(t, os.Rename(place, place+".away"))
	must(t, os.WriteFile(place, nil, 0o644))
	for _, text := range []string{"2", "3"} {
		n.publish([]feed.Document{document("rss.xml", made(text))}, []string{"articles/a.html"}, f)
		if err := f.Sync(t.Context()); err == nil {
			t.Error("an edition came to an outlet that is down")
		}
	}
	if s := f.State(); s.Tries != 2 || s.Trouble == nil || s.Behind != 2 || s.Last.IsZero() {
		t.Errorf("its state is %+v, want two tries that failed, and two documents to bring", s)
	}
	must(t, errors.Join(os.Remove(place), os.Rename(place+".away", place)))
	must(t, f.Sync(t.Context()))
	if s := f.State(); s.Tries != 0 || s.Trouble != nil || s.Behind != 0 {
		t.Errorf("its state is %+v, want all well", s)
	}
	if got, want := contents(t, filepath.Join(place, "mirror")), map[string]string{"rss.xml": string(made("3"))}; !maps.Equal(got, want) {
		t.Errorf("it holds %q, want %q", got, want)
	}
}

// What a new edition has replaced is not brought any more, and is no trouble.
func TestAnEditionThatIsOvertaken(t *testing.T) {
	n := newNewsroom(t)
	f := n.follower("mirror")
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("rss.xml", made("1"))}, nil, f)
	must(t, f.Sync(t.Context()))
	n.publish([]feed.Document{document("rss.xml", made("2"))}, nil, f)
	if _, err := n.carrier.Put(t.Context(), edition(document("articles/new.html", made("new")), document("rss.xml", made("3")))); err != nil {
		t.Fatal(err) // and there the edition under way is for now
	}
	if err := f.Sync(t.Context()); !errors.Is(err, feed.ErrAltered) || f.State().Trouble != nil {
		t.Errorf("got %v, in trouble %v", err, f.State().Trouble)
	}
	if got := contents(t, filepath.Join(n.dir, "mirror"))["rss.xml"]; got != string(made("1")) {
		t.Errorf("it has %q, which leads to what is not there", got)
	}
	n.publish([]feed.Document{document("rss.xml", made("3"))}, nil)
	f.Tell([]string{"articles/new.html", "rss.xml"}, false)
	must(t, f.Sync(t.Context()))
	if got := contents(t, filepath.Join(n.dir, "mirror")); got["rss.xml"] != string(made("3")) || got["articles/new.html"] == "" {
		t.Errorf("it has %q", got)
	}
}

func TestForeignOutletsAreLeftAlone(t *testing.T) {
	n := newNewsroom(t)
	n.publish([]feed.Document{document("rss.xml", made("1"))}, nil)
	file := filepath.Join(n.dir, "site.zip")
	var theirs bytes.Buffer
	must(t, zip.NewWriter(&theirs).Close())
	for _, data := range []string{theirs.String(), "no archive at all", ""} {
		must(t, os.WriteFile(file, []byte(data), 0o644))
		if err := n.follower("site.zip").Sync(t.Context()); !errors.Is(err, ErrForeign) {
			t.Errorf("%q: got %v, want %v", data, err, ErrForeign)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != data {
			t.Errorf("%q became %q (%v)", data, got, err)
		}
	}
	other, _, err := Open(t.Context(), filepath.Join(n.dir, "mirror"), Owner{Folder: t.TempDir()})
	must(t, err)
	must(t, other.Close())
	if err := n.follower("mirror").Sync(t.Context()); !errors.Is(err, ErrOwned) {
		t.Errorf("got %v, want %v", err, ErrOwned)
	}
}

// Run brings each edition, tries again what failed, and ends with its context.
func TestFollowersRun(t *testing.T) {
	n := newNewsroom(t)
	f := n.follower("site.zip")
	n.publish([]feed.Document{document("rss.xml", made("1"))}, nil, f)
	ctx, stop := context.WithCancel(t.Context())
	tried, ended := make(chan State, 10), make(chan struct{})
	go func() {
		defer close(ended)
		f.Run(ctx, func(s State) { tried <- s })
	}()
	<-tried
	n.publish([]feed.Document{document("rss.xml", made("2"))}, nil, f)
	for contents(t, filepath.Join(n.dir, "site.zip"))["rss.xml"] != string(made("2")) {
		<-tried
	}
	stop()
	<-ended
}

func TestRetriesTakeLongerAndLonger(t *testing.T) {
	for tries, want := range map[int]time.Duration{0: time.Second, 1: time.Second, 2: 2 * time.Second, 5: 16 * time.Second, 100: 5 * time.Minute} {
		if got := backlog.Pause(firstRetry, lastRetry, 2, tries); got != want {
			t.Errorf("after %d tries: got %v, want %v", tries, got, want)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
