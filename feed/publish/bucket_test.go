package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"feedmill/content/catalog"
	"feedmill/content/objects"
	"feedmill/content/objects/storetest"
	"feedmill/feed"
)

// A store is object storage in memory, of which answers can be taken away.
type store struct {
	address string // of a prefix in it
	fails   func(r *http.Request) (status int)

	mu   sync.Mutex
	told []string // method and path of each request that was let through; guarded by mu
}

const testSecret = storetest.Secret

func newStore(t *testing.T) *store {
	t.Helper()
	minio.DefaultRetryUnit = time.Millisecond
	s := &store{fails: func(*http.Request) int { return 0 }}
	var place string
	bucket := storetest.New(t, func(answer http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if status := s.fails(r); status != 0 {
				_, _ = io.Copy(io.Discard, r.Body)
				w.WriteHeader(status)
				return
			}
			s.mu.Lock()
			s.told = append(s.told, r.Method+" "+strings.TrimPrefix(r.URL.Path, place))
			s.mu.Unlock()
			answer.ServeHTTP(w, r)
		})
	})
	place = bucket.Place + "site/"
	s.address = bucket.Address("site")
	return s
}

// requests are those since they were last asked for.
func (s *store) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	told := s.told
	s.told = nil
	return told
}

func (s *store) dial(t *testing.T) *Bucket {
	t.Helper()
	a, err := objects.Parse(s.address, objects.Outlet)
	must(t, err)
	b, err := dialBucket(a, Owner{Folder: "/content"})
	must(t, err)
	return b
}

// theirs puts an object as somebody else does.
func (s *store) theirs(t *testing.T, p, text string) {
	t.Helper()
	_, err := s.dial(t).Protocol.Put(t.Context(), p, strings.NewReader(text), int64(len(text)), objects.Putting{Tag: objects.Anything})
	must(t, err)
}

// takeAway removes an object as somebody else does.
func (s *store) takeAway(t *testing.T, p string) {
	t.Helper()
	must(t, s.dial(t).Protocol.Remove(t.Context(), p))
}

// objectsOf reads all that is below a prefix, except whose it is.
func objectsOf(t *testing.T, address string) map[string]string {
	t.Helper()
	a, err := objects.Parse(address, objects.Outlet)
	must(t, err)
	b, err := dialBucket(a, Owner{})
	must(t, err)
	defer b.Close()
	all := map[string]string{}
	for found, err := range b.list(t.Context(), "", "") {
		must(t, err)
		if found.Path == bucketMark || found.Path == EditionKey {
			continue
		}
		data, _, err := b.read(t.Context(), found.Path, 1<<30)
		must(t, err)
		all[found.Path] = string(data)
	}
	return all
}

func TestAddressesOfBuckets(t *testing.T) {
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	for address, want := range map[string]string{
		"s3://news":                          "news  s3.amazonaws.com  false any 0s",
		"s3://news/a/b/?region=eu-central-1": "news a/b/ s3.amazonaws.com eu-central-1 false any 0s",
		"s3://news/a?endpoint=http://127.0.0.1:9000&style=path&grace=25h": "news a/ 127.0.0.1:9000 us-east-1 true path 25h0m0s",
		"s3://news?endpoint=store.example.org&region=auto":                "news  store.example.org auto false any 0s",
		"gs://news":           "news  storage.googleapis.com  false any 0s",
		"s3://":               "write it as s3://BUCKET",
		"s3://id:secret@news": "leave keys out of the address; keys are taken from AWS_ACCESS_KEY_ID",
		"s3://news?secret=x":  `unknown option "secret"`,
		"s3://news?endpoint=ftp://store.example.org":                         "name the host of the store",
		"s3://news?endpoint=https://id:" + testSecret + "@store.example.org": "name the host of the store",
		"s3://news?style=odd":     "use path or host",
		"s3://news?grace=long":    "use a time such as 25h",
		"abfs://news":             "abfs:// is no kind of outlet",
		"s3://news?account=paper": "option account does nothing here",
		"s3://news?lease=9s":      "option lease does nothing here; it belongs to the address of --nodes",
	} {
		got := ""
		if err := Check(address); err != nil {
			got = err.Error()
		} else if a, err := objects.Parse(address, objects.Outlet); err == nil {
			got = fmt.Sprint(a.Bucket, " ", a.Prefix, " ", a.Endpoint, " ", a.Region, " ", a.Plain, " ", cmp.Or(a.Style, "any"), " ", a.Grace)
		}
		if !strings.Contains(got, want) || strings.Contains(got, testSecret) {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

// stated is what a request has an object say, which to Azure's store is said by other names.
func stated(head http.Header, name string) string {
	return cmp.Or(head.Get("X-Ms-Blob-"+name), head.Get(name))
}

func TestObjectsSayWhatTheyAre(t *testing.T) {
	var heads []http.Header
	var mu sync.Mutex
	s := newStore(t)
	s.fails = func(r *http.Request) int {
		if r.Method == http.MethodPut && !strings.Contains(r.URL.Path, ownerPlace) {
			mu.Lock()
			defer mu.Unlock()
			heads = append(heads, r.Header.Clone())
		}
		return 0
	}
	o, fresh, err := Open(t.Context(), s.address, Owner{Folder: "/content"})
	if err != nil || !fresh {
		t.Fatalf("got fresh %v (%v)", fresh, err)
	}
	c := carrierTo(t, o, openCatalog(t, filepath.Join(t.TempDir(), "catalog.db")))
	for _, d := range []struct{ path, mediaType, cache string }{
		{"rss.xml", "application/rss+xml; charset=utf-8", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
		{"feed.json", "application/feed+json; charset=utf-8", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
		{"index.html", "text/html; charset=utf-8", "public, max-age=300, stale-while-revalidate=600"},
		{"media/a.jpg", "image/jpeg", "public, max-age=300, stale-while-revalidate=600"},
	} {
		heads = nil
		publish(t, c, feed.NewDocument(d.path, d.mediaType, made(d.path)))
		if len(heads) != 1 || stated(heads[0], "Content-Type") != d.mediaType || stated(heads[0], "Cache-Control") != d.cache ||
			heads[0].Get("Content-Md5") == "" || heads[0].Get("If-None-Match") != "*" || heads[0].Get("Content-Encoding") == "gzip" {
			t.Errorf("%s was put as %v", d.path, heads)
		}
	}
}

// follows makes a follower that brings a bucket what comes out.
func (s *store) follows(n *newsroom) *Follower {
	f := n.follower("")
	f.address, f.state.Outlet = s.address, s.address
	n.t.Cleanup(func() { f.Close() })
	return f
}

func TestWhatIsTheSameCostsNoRequest(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	f := s.follows(n)
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("articles/b.html", made("b")), document("rss.xml", made("1"))}, nil, f)
	must(t, f.Sync(t.Context()))
	s.requests()
	n.publish([]feed.Document{document("articles/b.html", made("b2")), document("rss.xml", made("2"))}, []string{"articles/a.html"}, f)
	must(t, f.Sync(t.Context()))
	want := []string{"GET " + bucketMark, "PUT articles/b.html", "PUT rss.xml", "DELETE articles/a.html", "PUT " + EditionKey}
	if got := s.requests(); !slices.Equal(got, want) {
		t.Errorf("asked were %q, want %q", got, want)
	}
	f.Tell([]string{"rss.xml", "articles/b.html"}, false)
	must(t, f.Sync(t.Context()))
	if got := s.requests(); !slices.Equal(got, want[:1]) {
		t.Errorf("asked for nothing new were %q", got)
	}
	if state := f.State(); state.Requests < 8 || state.Sent < 100 {
		t.Errorf("its state is %+v, want requests and bytes", state)
	}
}

// Pictures come before pages, pages before feeds, feeds before lists, and what is gone goes
// last, also when something fails on the way.
func TestNothingLeadsToWhatIsNotThere(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	f := s.follows(n)
	docs := []feed.Document{
		document("index.html", made("i")), document("sections/city/rss.xml", made("s")), document("rss.xml", made("r")), document("articles/a.html", made("a")),
		document("media/a.jpg", []byte("a picture")), document("style.css", []byte("p{}")), document("articles/old.html", made("o")),
	}
	n.publish(docs, nil, f)
	must(t, f.Sync(t.Context()))
	puts := slices.DeleteFunc(s.requests(), func(r string) bool { return !strings.HasPrefix(r, "PUT") || strings.Contains(r, bucketMark) })
	if end := len(puts) - 1; puts[end] != "PUT "+EditionKey {
		t.Errorf("the mark of the edition is not the last of %q", puts)
	}
	puts = puts[:len(puts)-1]
	last := 0
	for _, put := range puts {
		stage := stageOf(strings.TrimPrefix(put, "PUT "))
		if stage < last {
			t.Errorf("%s came too late in %q", put, puts)
		}
		last = stage
	}
	s.fails = func(r *http.Request) int {
		if strings.HasSuffix(r.URL.Path, "rss.xml") {
			return http.StatusForbidden
		}
		return 0
	}
	n.publish([]feed.Document{document("articles/new.html", made("n")), document("rss.xml", made("r2")), document("index.html", made("i2"))}, []string{"articles/old.html"}, f)
	if err := f.Sync(t.Context()); err == nil || !strings.Contains(err.Error(), "allow the key to read") {
		t.Errorf("got %v, want the remedy", err)
	}
	s.fails = func(*http.Request) int { return 0 }
	got := objectsOf(t, s.address)
	if got["index.html"] != string(made("i")) || got["articles/old.html"] == "" || got["articles/new.html"] != string(made("n")) {
		t.Errorf("after a feed failed it holds %q", got)
	}
	s.requests()
	must(t, f.Sync(t.Context()))
	if again := s.requests(); slices.Contains(again, "PUT articles/new.html") {
		t.Errorf("what had come was put again: %q", again)
	}
	if got := objectsOf(t, s.address); got["index.html"] != string(made("i2")) || got["articles/old.html"] != "" {
		t.Errorf("it holds %q", got)
	}
}

// What a store answers for a moment only is asked again.
func TestPassingFailuresOfAStore(t *testing.T) {
	for _, status := range []int{500, 503, 429} {
		s, n := newStore(t), newNewsroom(t)
		var mu sync.Mutex
		failed := map[string]bool{}
		s.fails = func(r *http.Request) int {
			mu.Lock()
			defer mu.Unlock()
			if key := r.Method + r.URL.Path; !failed[key] {
				failed[key] = true
				return status
			}
			return 0
		}
		n.publish([]feed.Document{document("rss.xml", made("1"))}, nil)
		must(t, s.follows(n).Sync(t.Context()))
		if got := objectsOf(t, s.address); got["rss.xml"] != string(made("1")) {
			t.Errorf("%d: it holds %q", status, got)
		}
	}
}

// An edition that was interrupted goes on where it was.
func TestAnEditionIsResumed(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	var docs []feed.Document
	for i := range 40 {
		docs = append(docs, document(fmt.Sprintf("articles/%02d.html", i), made(fmt.Sprint(i))))
	}
	n.publish(append(docs, document("rss.xml", made("1"))), nil)
	var mu sync.Mutex
	left := 20
	s.fails = func(r *http.Request) int {
		mu.Lock()
		defer mu.Unlock()
		if r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/articles/") {
			if left--; left < 0 {
				return http.StatusForbidden
			}
		}
		return 0
	}
	if err := s.follows(n).Sync(t.Context()); err == nil {
		t.Fatal("the store refused nothing")
	}
	s.fails = func(*http.Request) int { return 0 }
	for _, lost := range []bool{false, true} {
		if lost { // the process ended before anything was noted
			must(t, n.catalog.ForgetOutlets([]string{"public"}))
		}
		s.requests()
		must(t, s.follows(n).Sync(t.Context()))
		puts := slices.DeleteFunc(s.requests(), func(r string) bool { return !strings.HasPrefix(r, "PUT articles") })
		if want := map[bool]int{false: 20, true: 0}[lost]; len(puts) != want {
			t.Errorf("with a lost manifest %v: put again were %q, want %d", lost, puts, want)
		}
		if got := objectsOf(t, s.address); len(got) != 41 {
			t.Errorf("it holds %d objects", len(got))
		}
	}
}

// A page that goes is gone before the pictures that it shows.
func TestPagesGoBeforeTheirPictures(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	f := s.follows(n)
	gone := []string{"media/a.png", "articles/a.html", "sections/a/rss.xml", "sections/a/index.html"}
	docs := []feed.Document{document("rss.xml", made("1"))}
	for _, p := range gone {
		docs = append(docs, document(p, made(p)))
	}
	n.publish(docs, nil, f)
	must(t, f.Sync(t.Context()))
	s.requests()
	n.publish(nil, gone, f)
	must(t, f.Sync(t.Context()))
	var removed []string
	for _, r := range s.requests() {
		if p, ok := strings.CutPrefix(r, "DELETE "); ok {
			removed = append(removed, p)
		}
	}
	if slices.Reverse(gone); !slices.Equal(removed, gone) {
		t.Errorf("removed are %q, want %q", removed, gone)
	}
}

func TestGraceBeforeRemoval(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	s.address += "&grace=1h"
	now := time.Now()
	at := func(d time.Duration) *Follower { // as after a restart
		f := s.follows(n)
		f.source.Now = func() time.Time { return now.Add(d) }
		return f
	}
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("articles/b.html", made("b")), document("rss.xml", made("1"))}, nil)
	must(t, at(0).Sync(t.Context()))
	n.publish([]feed.Document{document("rss.xml", made("2"))}, []string{"articles/a.html", "articles/b.html"})
	must(t, at(0).Sync(t.Context()))
	must(t, at(59*time.Minute).Sync(t.Context()))
	if got := objectsOf(t, s.address); got["articles/a.html"] == "" || got["rss.xml"] != string(made("2")) {
		t.Errorf("within its grace it holds %q", got)
	}
	n.publish([]feed.Document{document("articles/b.html", made("b"))}, nil) // has come back
	must(t, at(61*time.Minute).Sync(t.Context()))
	must(t, at(121*time.Minute).Sync(t.Context()))
	if got := objectsOf(t, s.address); got["articles/a.html"] != "" || got["articles/b.html"] == "" {
		t.Errorf("after its grace it holds %q", got)
	}
}

func TestBucketsOfOthers(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	s.theirs(t, "rss.xml", "theirs")
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("rss.xml", made("1"))}, nil)
	if err := s.follows(n).Sync(t.Context()); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v, want %v", err, ErrForeign)
	}
	if got := objectsOf(t, s.address)["rss.xml"]; got != "theirs" {
		t.Errorf("their object became %q", got)
	}
	for _, owner := range []Owner{{Folder: t.TempDir()}, {Folder: t.TempDir(), Former: n.dir}} {
		if _, _, err := Open(t.Context(), s.address, owner); !errors.Is(err, ErrOwned) {
			t.Errorf("%v: got %v, want %v", owner, err, ErrOwned)
		}
	}
	moved := Owner{Folder: filepath.Join(n.dir, "now"), Former: filepath.Join(n.dir, "before")}
	_, _, err := Open(t.Context(), strings.Replace(s.address, "/site", "/moved", 1), Owner{Folder: moved.Former})
	must(t, err)
	_, fresh, err := Open(t.Context(), strings.Replace(s.address, "/site", "/moved", 1), moved)
	if must(t, err); fresh {
		t.Error("a folder that has moved begins anew")
	}
}

// What was put by a program that was killed before it noted so, or by a node whose catalog
// is lost, and was withdrawn meanwhile, does not stay for ever. What is not ours does.
func TestWhatNobodyRemembersGoes(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("rss.xml", made("1"))}, nil)
	must(t, s.follows(n).Sync(t.Context()))
	o, _, err := Open(t.Context(), s.address, s.follows(n).source.Owner)
	must(t, err)
	defer o.Close()
	publish(t, NewCarrier(o, manifestFor(t)), document("articles/lost.html", made("lost")), document("media/lost.png", []byte("p")))
	s.theirs(t, "articles/theirs.html", "x")
	f := s.follows(n)
	must(t, f.Sync(t.Context()))
	want := map[string]string{"articles/a.html": string(made("a")), "rss.xml": string(made("1")), "articles/theirs.html": "x"}
	if got := objectsOf(t, s.address); !maps.Equal(got, want) {
		t.Errorf("it holds %q", got)
	}
	s.requests()
	f.Tell(nil, true)
	must(t, f.Sync(t.Context()))
	if got := s.requests(); slices.ContainsFunc(got, func(r string) bool { return strings.HasPrefix(r, "HEAD") }) {
		t.Errorf("it was looked for again by %q", got)
	}
}

// A start writes nothing if nothing has changed, and marks what was cut off before its mark,
// or has lost it.
func TestAnEditionIsMarkedOnce(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("articles/b.html", made("b")), document("rss.xml", made("1"))}, nil)
	started := func(name string, want ...string) {
		t.Helper()
		s.requests()
		must(t, s.follows(n).Sync(t.Context()))
		got := slices.DeleteFunc(s.requests(), func(r string) bool { return !strings.HasPrefix(r, "PUT") && !strings.HasPrefix(r, "DELETE") })
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: written were %q, want %q", name, got, want)
		}
	}
	mark := "PUT " + EditionKey
	started("at first", mark, "PUT "+bucketMark, "PUT articles/a.html", "PUT articles/b.html", "PUT rss.xml")
	started("nothing new")
	n.publish([]feed.Document{document("rss.xml", made("2"))}, []string{"articles/b.html"})
	started("an edit", "DELETE articles/b.html", mark, "PUT rss.xml")
	started("nothing new again")
	s.takeAway(t, EditionKey)
	started("without its mark", mark)

	n.publish([]feed.Document{document("rss.xml", made("3"))}, nil)
	s.fails = func(r *http.Request) int {
		if strings.HasSuffix(r.URL.Path, EditionKey) {
			return http.StatusForbidden
		}
		return 0
	}
	if err := s.follows(n).Sync(t.Context()); err == nil {
		t.Error("an edition without its mark is complete")
	}
	s.fails = func(*http.Request) int { return 0 }
	started("cut off before its mark", mark)

	f := s.follows(n)
	must(t, f.Sync(t.Context()))
	n.publish([]feed.Document{document("rss.xml", made("4"))}, nil, f)
	must(t, f.Sync(t.Context()))
	started("marked without a sum by who stays", mark)
	started("and with it")
}

// Somebody takes away and changes what is in the bucket.
func TestDriftInABucket(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	n.publish([]feed.Document{document("articles/a.html", made("a")), document("articles/b.html", made("b")), document("articles/c.html", made("c")), document("rss.xml", made("1"))}, nil)
	must(t, s.follows(n).Sync(t.Context()))
	s.takeAway(t, "articles/a.html")
	s.theirs(t, "articles/c.html", "changed")
	s.requests()
	must(t, s.follows(n).Sync(t.Context()))
	puts := slices.DeleteFunc(s.requests(), func(r string) bool { return !strings.HasPrefix(r, "PUT") })
	slices.Sort(puts)
	if want := []string{"PUT " + EditionKey, "PUT articles/a.html", "PUT articles/c.html"}; !slices.Equal(puts, want) {
		t.Errorf("put were %q, want %q", puts, want)
	}
	want := map[string]string{"articles/a.html": string(made("a")), "articles/b.html": string(made("b")), "articles/c.html": string(made("c")), "rss.xml": string(made("1"))}
	if got := objectsOf(t, s.address); !maps.Equal(got, want) {
		t.Errorf("it holds %q", got)
	}
	s.takeAway(t, bucketMark)
	for p := range want {
		s.takeAway(t, p)
	}
	f := s.follows(n)
	must(t, f.Sync(t.Context()))
	if got := objectsOf(t, s.address); !maps.Equal(got, want) {
		t.Errorf("a bucket that was emptied holds %q", got)
	}
}

// A large file goes in parts, and is never held whole.
func TestLargeFiles(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	film := strings.Repeat("frames of a film\n", 1<<19)
	n.publish([]feed.Document{document("media/film.mp4", []byte(film))}, nil)
	must(t, s.follows(n).Sync(t.Context()))
	if got := objectsOf(t, s.address)["media/film.mp4"]; got != film {
		t.Errorf("it holds %d bytes of %d", len(got), len(film))
	}
	must(t, os.WriteFile(filepath.Join(n.dir, "public/media/film.mp4"), []byte(strings.Replace(film, "film", "fire", 1)), 0o644))
	s.takeAway(t, "media/film.mp4")
	if err := s.follows(n).Sync(t.Context()); !errors.Is(err, feed.ErrAltered) {
		t.Errorf("got %v, want %v", err, feed.ErrAltered)
	}
}

// What is for some alone is brought to no store that serves everybody.
func TestNothingPrivateComesIntoABucket(t *testing.T) {
	s, n := newStore(t), newNewsroom(t)
	f := s.follows(n)
	docs := []feed.Document{document("rss.xml", made("1")), document("sections/board/rss.xml", made("2"))}
	n.publish(docs, nil, f)
	must(t, f.Sync(t.Context()))
	f.source.Private = func(p string) bool { return strings.HasPrefix(p, "sections/board/") }
	f.Tell(nil, true)
	must(t, f.Sync(t.Context()))
	if got := objectsOf(t, s.address); len(got) != 1 || got["rss.xml"] == "" {
		t.Errorf("it holds %q", got)
	}
	n.publish([]feed.Document{document("sections/board/rss.xml", made("3"))}, nil, f)
	must(t, f.Sync(t.Context()))
	if got := objectsOf(t, s.address); len(got) != 1 {
		t.Errorf("it holds %q", got)
	}
}

func TestListingBounds(t *testing.T) {
	s := newStore(t)
	b := s.dial(t)
	var all []feed.Document
	for _, p := range []string{"a", "articles/a", "articles/a-b", "articles/é", "b"} {
		all = append(all, document(p, made(p)))
	}
	c := NewCarrier(b, manifestFor(t))
	publish(t, c, all...)
	for _, c := range []struct{ paths, want []string }{
		{[]string{"articles/a", "articles/é"}, []string{"articles/a", "articles/é"}},
		{[]string{"a", "b", "c"}, []string{"a", "b"}},
		{[]string{"articles/é"}, []string{"articles/é"}},
		{[]string{}, nil},
	} {
		if got := pathsOf(t, b.List(t.Context(), c.paths)); !slices.Equal(got, c.want) {
			t.Errorf("%q: listed are %q", c.paths, got)
		}
	}
}

func manifestFor(t *testing.T) *catalog.Manifest {
	t.Helper()
	m, err := openCatalog(t, filepath.Join(t.TempDir(), "catalog.db")).Manifest("bucket")
	must(t, err)
	return m
}

func pathsOf(t *testing.T, copies iter.Seq2[catalog.Copy, error]) (all []string) {
	t.Helper()
	for c, err := range copies {
		must(t, err)
		all = append(all, c.Path)
	}
	return all
}

func TestABucketWithoutKeys(t *testing.T) {
	if !storetest.InMemory() {
		t.Skip("it has keys")
	}
	s := newStore(t)
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	t.Setenv("HOME", t.TempDir())
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", strings.SplitN(s.address, "endpoint=", 2)[1])
	if _, _, err := Open(t.Context(), s.address, Owner{}); err == nil || !strings.Contains(err.Error(), "there are no keys for it; keys are taken from AWS_ACCESS_KEY_ID") {
		t.Errorf("got %v", err)
	}
}

// What a store says of a failure is in words, with the remedy, and without the secret.
func TestWordsOfAStore(t *testing.T) {
	s := newStore(t)
	gone := strings.Replace(s.address, "://news-", "://olds-", 1)
	down := regexp.MustCompile("endpoint=[^&]*").ReplaceAllString(s.address, "endpoint=http://127.0.0.1:1")
	for address, want := range map[string]string{gone: "; make the ", down: "the store at 127.0.0.1:1 does not answer"} {
		if _, _, err := Open(t.Context(), address, Owner{}); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), testSecret) {
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
	s.fails = func(*http.Request) int { return http.StatusInsufficientStorage }
	if _, _, err := Open(t.Context(), s.address, Owner{}); err == nil || !strings.Contains(err.Error(), "make room in the bucket") {
		t.Errorf("got %v", err)
	}
}
