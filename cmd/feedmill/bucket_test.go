package main

// A bucket behind a network that does not keep still: the real program is killed while
// it publishes, and the store answers with failures, slowly, half, or not at all. Whoever
// reads the bucket finds each object whole, and nothing that leads to what is not there;
// in the end it has what an undisturbed run has.

import (
	"bytes"
	"context"
	"feedmill/content/objects"
	"feedmill/content/objects/storetest"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	keepsHalves = flag.Bool("keeps-halves", false, "the store keeps half an object where the other half was lost, which none may that is to be relied on")
)

// A storefront stands before a store, and spoils some of its answers.
type storefront struct {
	*storetest.Bucket
	address string         // through which the program reaches it
	direct  *objects.Store // all of it
	through *objects.Store // as the program reaches it

	mu     sync.Mutex
	random *rand.Rand // guarded by mu
	share  float64    // of the requests that are spoilt; guarded by mu
	half   func()     // is called when half of an object was sent; nil if nobody asks; guarded by mu
	shut   string     // key whose requests are not let through; empty if all are; guarded by mu
	spoilt map[string]int
	asked  map[string]int // requests by method
	paths  map[string]int // by method and path

	requests, sent int64          // and bytes of their bodies; guarded by mu
	feeds          chan time.Time // when the site's feed was put; as many as are taken
}

// spoilers are what networks and stores do.
var spoilers = []struct {
	name  string
	spoil func(w http.ResponseWriter, r *http.Request, next http.Handler)
}{
	{"500", answerStatus(http.StatusInternalServerError)},
	{"503", answerStatus(http.StatusServiceUnavailable)},
	{"throttled", answerStatus(http.StatusTooManyRequests)},
	{"full", answerStatus(http.StatusInsufficientStorage)},
	{"slow", func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		select {
		case <-r.Context().Done():
		case <-time.After(50 * time.Millisecond):
			next.ServeHTTP(w, r)
		}
	}},
	{"cut before it came", func(_ http.ResponseWriter, r *http.Request, _ http.Handler) {
		_, _ = io.CopyN(io.Discard, r.Body, r.ContentLength/2)
		panic(http.ErrAbortHandler)
	}},
	{"cut after it was done", func(_ http.ResponseWriter, r *http.Request, next http.Handler) {
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	}},
	{"cut on its way to the store", func(_ http.ResponseWriter, r *http.Request, next http.Handler) {
		half := r.Clone(r.Context())
		half.Body = io.NopCloser(io.MultiReader(io.LimitReader(r.Body, r.ContentLength/2), brokenReader{}))
		next.ServeHTTP(httptest.NewRecorder(), half)
		panic(http.ErrAbortHandler)
	}},
}

// halves is how many of the last of them are not for a store.
var halves = map[bool]int{true: 1}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func answerStatus(status int) func(http.ResponseWriter, *http.Request, http.Handler) {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(status) }
}

// newStorefront opens a bucket of its own in the store that is tested.
func newStorefront(t testing.TB, random *rand.Rand) *storefront {
	t.Helper()
	s := &storefront{random: random, spoilt: map[string]int{}, asked: map[string]int{}, paths: map[string]int{}, feeds: make(chan time.Time)}
	s.Bucket = storetest.New(t, func(store http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.pass(w, r, store) })
	})
	s.address, s.direct, s.through = s.Address("site"), s.Direct(t, ""), s.Through(t, "")
	return s
}

// pass lets a request through, or spoils it.
func (s *storefront) pass(w http.ResponseWriter, r *http.Request, proxy http.Handler) {
	if *keepsHalves {
		var end context.CancelFunc
		r, end = inOnePiece(r)
		defer end()
	}
	s.mu.Lock()
	if s.shut != "" && strings.Contains(r.Header.Get("Authorization"), "Credential="+s.shut+"/") {
		s.mu.Unlock()
		panic(http.ErrAbortHandler)
	}
	s.asked[r.Method]++
	s.paths[r.Method+" "+strings.TrimPrefix(r.URL.Path, s.Place)]++
	s.requests++
	s.sent += max(r.ContentLength, 0)
	spoil := proxy.ServeHTTP
	if s.random.Float64() < s.share {
		chosen := spoilers[s.random.IntN(len(spoilers)-halves[*keepsHalves])]
		s.spoilt[chosen.name]++
		spoil = func(w http.ResponseWriter, r *http.Request) { chosen.spoil(w, r, proxy) }
	}
	half := s.half
	s.mu.Unlock()
	if half != nil && r.Method == http.MethodGet && !r.URL.Query().Has("list-type") && !r.URL.Query().Has("comp") {
		inHalves(w, r, spoil, half)
		return
	}
	spoil(w, r)
	if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/site/rss.xml") {
		select {
		case s.feeds <- time.Now():
		default: // nobody waits
		}
	}
}

// inOnePiece is a request that comes as a whole or not at all, and is answered though its
// sender is killed: a store that keeps halves is no store to lose one before.
func inOnePiece(r *http.Request) (*http.Request, context.CancelFunc) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	ctx, end := context.WithCancel(context.WithoutCancel(r.Context()))
	r = r.WithContext(ctx)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return r, end
}

// inHalves sends an answer in two halves, and calls half between them.
func inHalves(w http.ResponseWriter, r *http.Request, answer http.HandlerFunc, half func()) {
	whole := httptest.NewRecorder()
	answer(whole, r)
	maps.Copy(w.Header(), whole.Header())
	w.Header().Set("Content-Length", fmt.Sprint(whole.Body.Len()))
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Next(whole.Body.Len() / 2))
	_ = http.NewResponseController(w).Flush()
	half()
	_, _ = whole.Body.WriteTo(w) // perhaps nobody is there any more
}

// halved has somebody called from now on when half of an object was sent; nobody if it is
// nil.
func (s *storefront) halved(half func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.half = half
}

// spoil says how many of the requests from now on are spoilt.
func (s *storefront) spoil(share float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.share = share
}

// shutOut lets nobody through from now on who has a key; nobody is shut out if that is
// empty.
func (s *storefront) shutOut(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = key
}

// copyTo writes all objects into a folder, as a reader finds them who takes one after the
// other: the feeds first, and then what they lead to.
func (s *storefront) copyTo(t *testing.T, dir string) string {
	t.Helper()
	var keys []string
	for o, err := range s.direct.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if name, below := strings.CutPrefix(o.Path, "site/"); below && !strings.HasPrefix(name, ".") {
			keys = append(keys, name)
		}
	}
	for _, name := range keys {
		data, there := s.read(t.Context(), t, name)
		if !there {
			continue // it went since it was listed
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// has reports whether there is an object.
func (s *storefront) has(t *testing.T, prefix string) bool {
	t.Helper()
	for o, err := range s.direct.List(t.Context(), "") {
		if err == nil && strings.HasPrefix(o.Path, prefix) {
			return true
		}
	}
	return false
}

func (s *storefront) read(ctx context.Context, t *testing.T, name string) (data []byte, there bool) {
	t.Helper()
	body, _, err := s.direct.Get(ctx, "site/"+name, objects.Wanted{})
	if objects.IsMissing(err) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	data, err = io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return data, true
}

// bucketCommand is the real program with the keys of the store.
func (d *newsdesk) bucketCommand(name, out, state string, s *storefront, flags ...string) *exec.Cmd {
	c := d.command(name, out, state, append([]string{"--out", s.address}, flags...)...)
	return c
}

// Builds that are killed while a bad network lies between them and the store.
func TestKilledBucket(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	d := newNewsdesk(t, random, 25)
	s := newStorefront(t, rand.New(rand.NewPCG(random.Uint64(), 1)))
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
	for killed := 0; killed < 1+*kills/2; {
		started := time.Now()
		d.build(calmOut, calmState)
		took := time.Since(started)
		s.spoil(0.15)
		for range 1 + random.IntN(3) {
			killAfter(t, d.bucketCommand("build", out, state, s), time.Duration(random.Float64()*2*float64(took)))
			killed++
			d.inspect(s.copyTo(t, t.TempDir()))
		}
		s.spoil(0)
		if said, err := d.bucketCommand("build", out, state, s).CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, said)
		} else if bytes.Contains(said, []byte(storeSecret)) {
			t.Fatalf("the secret was said: %s", said)
		}
		got := s.copyTo(t, t.TempDir())
		d.inspect(got)
		d.equal(got, calmOut)
		d.work(1 + random.IntN(3))
	}
	t.Logf("requests by method %v, spoilt %v", s.asked, s.spoilt)
}
