package replica

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"feedmill/content/objects"
	"feedmill/content/objects/storetest"
	"feedmill/feed"
	"feedmill/feed/publish"
	"feedmill/feed/web"
)

func TestMain(m *testing.M) {
	minio.DefaultRetryUnit = time.Millisecond
	os.Exit(m.Run())
}

// bucket is one in memory, which can be away.
type bucket struct {
	t       *testing.T
	address string
	direct  *objects.Store
	answer  func(w http.ResponseWriter, r *http.Request) (answered bool) // in place of the store; guarded by mu
	mu      sync.Mutex
	told    []string // method, path and status; guarded by mu
}

type noted struct {
	http.ResponseWriter
	status int
}

func (n *noted) WriteHeader(status int) {
	n.status = status
	n.ResponseWriter.WriteHeader(status)
}

func newBucket(t *testing.T) *bucket {
	t.Helper()
	b := &bucket{t: t, answer: func(http.ResponseWriter, *http.Request) bool { return false }}
	var place string
	store := storetest.New(t, func(store http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			b.mu.Lock()
			answer := b.answer
			b.mu.Unlock()
			n := &noted{w, http.StatusOK}
			if !answer(n, r) {
				store.ServeHTTP(n, r)
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			b.told = append(b.told, fmt.Sprint(r.Method, " ", strings.TrimPrefix(r.URL.Path, place), " ", n.status))
		})
	})
	place = store.Place + "site/"
	b.address, b.direct = store.Address("site"), store.Direct(t, "site")
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *bucket) open(l Limits) *Edition {
	b.t.Helper()
	e, err := Open(b.address, l, time.Now)
	must(b.t, err)
	b.t.Cleanup(func() { e.Close() })
	return e
}

// put puts documents, as an outlet does, and marks the edition as whole.
func (b *bucket) put(documents ...string) {
	b.t.Helper()
	for i := 0; i < len(documents); i += 2 {
		h := feed.NewHash()
		h.Write([]byte(documents[i+1]))
		sum := feed.SumOf(h)
		b.object(documents[i], documents[i+1], map[string]string{publish.SumKey: hex.EncodeToString(sum[:])})
	}
	b.object(publish.EditionKey, fmt.Sprintf(`{"generator":"Feedmill","completed":"2026-11-09T08:00:00.%09dZ"}`, len(b.asked())), nil)
}

func (b *bucket) object(key, text string, metadata map[string]string) {
	b.t.Helper()
	_, err := b.direct.Put(b.t.Context(), key, strings.NewReader(text), int64(len(text)), objects.Putting{Tag: objects.Anything, Metadata: metadata})
	must(b.t, err)
}

// asked is what was asked since the last time.
func (b *bucket) asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	told := b.told
	b.told = nil
	return told
}

func (b *bucket) answers(answer func(w http.ResponseWriter, r *http.Request) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answer = answer
}

func refused(w http.ResponseWriter, _ *http.Request) bool {
	w.WriteHeader(http.StatusServiceUnavailable)
	return true
}

func there(http.ResponseWriter, *http.Request) bool { return false }

// text is a document as it is read.
func text(e *Edition, name string) string {
	f, err := e.Open(name)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// A document is asked for once an edition, and its bytes are sent once.
func TestAnEditionIsRead(t *testing.T) {
	b := newBucket(t)
	e := b.open(DefaultLimits)
	if _, err := e.Look(t.Context()); !errors.Is(err, ErrNone) || !strings.Contains(e.State().Trouble.Error(), "publish into it with --out") {
		t.Errorf("of an empty bucket: %v", err)
	}
	if got, want := text(e, "rss.xml"), "open rss.xml: cannot be had just now"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	b.put("rss.xml", "one", "articles/a.html", "a")
	look := func(want bool) {
		t.Helper()
		if changed, err := e.Look(t.Context()); changed != want || err != nil {
			t.Errorf("changed: %v (%v), want %v", changed, err, want)
		}
	}
	look(true)
	look(false)
	b.asked()
	for range 3 {
		if got := text(e, "rss.xml") + text(e, "articles/a.html") + text(e, "no.html"); got != "oneaopen no.html: file does not exist" {
			t.Errorf("got %s", got)
		}
	}
	if got, want := b.asked(), []string{"GET rss.xml 200", "GET articles/a.html 200", "GET no.html 404"}; !slices.Equal(got, want) {
		t.Errorf("asked were %q, want %q", got, want)
	}
	b.put("rss.xml", "two", "no.html", "now")
	look(true)
	b.asked()
	for range 2 {
		if got := text(e, "rss.xml") + text(e, "articles/a.html") + text(e, "no.html"); got != "twoanow" {
			t.Errorf("got %s", got)
		}
	}
	if got, want := b.asked(), []string{"GET rss.xml 200", "GET articles/a.html 304", "GET no.html 200"}; !slices.Equal(got, want) {
		t.Errorf("asked of another edition were %q, want %q", got, want)
	}
	if s := e.State(); s.Documents != 3 || s.Trouble != nil || s.Completed.IsZero() {
		t.Errorf("state %+v", s)
	}
	if got, want := text(e, "../rss.xml"), "open ../rss.xml: invalid argument"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A bucket that is away takes nothing from readers that they had.
func TestABucketThatIsAway(t *testing.T) {
	b := newBucket(t)
	e := b.open(DefaultLimits)
	b.put("rss.xml", "one", "late.xml", "late")
	_, err := e.Look(t.Context())
	must(t, err)
	text(e, "rss.xml")
	b.put("rss.xml", "two")
	_, err = e.Look(t.Context())
	must(t, err)
	b.answers(refused)
	if got := text(e, "rss.xml"); got != "one" || e.State().Trouble == nil {
		t.Errorf("got %s, with trouble %v", got, e.State().Trouble)
	}
	b.asked()
	f, err := e.Open("late.xml")
	if !errors.Is(err, web.ErrAway) {
		t.Errorf("what is not in memory: %v, %v", f, err)
	}
	if got := b.asked(); len(got) != 0 {
		t.Errorf("what is away was asked %q", got)
	}
	if _, err := e.Look(t.Context()); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("error %v", err)
	}
	b.answers(there)
	_, err = e.Look(t.Context())
	must(t, err)
	if got := text(e, "rss.xml") + text(e, "late.xml"); got != "twolate" {
		t.Errorf("when it is there again: %s", got)
	}
}

// What is cut off or altered on its way is not taken.
func TestHalfADocumentIsNone(t *testing.T) {
	b := newBucket(t)
	e := b.open(DefaultLimits)
	b.put("rss.xml", "one")
	_, err := e.Look(t.Context())
	must(t, err)
	text(e, "rss.xml")
	b.put("rss.xml", "one, two and three")
	_, err = e.Look(t.Context())
	must(t, err)
	for name, answer := range map[string]func(w http.ResponseWriter, r *http.Request) bool{
		"cut off": func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Length", "18")
			w.Header().Set("Last-Modified", "Mon, 09 Nov 2026 08:00:00 GMT")
			io.WriteString(w, "one, two")
			panic(http.ErrAbortHandler)
		},
		"altered": func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("X-Amz-Meta-"+publish.SumKey, strings.Repeat("0", 32))
			w.Header().Set("X-Ms-Meta-"+strings.ReplaceAll(publish.SumKey, "-", "_"), strings.Repeat("0", 32))
			w.Header().Set("Last-Modified", "Mon, 09 Nov 2026 08:00:00 GMT")
			io.WriteString(w, "one, two or three.")
			return true
		},
	} {
		b.answers(answer)
		if got := text(e, "rss.xml"); got != "one" || e.State().Trouble == nil {
			t.Errorf("%s: got %s, with trouble %v", name, got, e.State().Trouble)
		}
		b.answers(there)
		_, err = e.Look(t.Context())
		must(t, err)
	}
	if got := text(e, "rss.xml"); got != "one, two and three" {
		t.Errorf("got %s", got)
	}
}

// Memory is bounded, and what is large is passed on by ranges.
func TestMemoryIsBounded(t *testing.T) {
	b := newBucket(t)
	e := b.open(Limits{Held: 3 * (perDocument + 1100), Each: 1000})
	large := strings.Repeat("0123456789", 500)
	b.put("a", strings.Repeat("a", 1000), "b", strings.Repeat("b", 1000), "c", strings.Repeat("c", 1000), "d", strings.Repeat("d", 1000), "film.mp4", large)
	_, err := e.Look(t.Context())
	must(t, err)
	for _, name := range []string{"a", "b", "a", "c", "d"} {
		text(e, name)
	}
	if s := e.State(); s.Documents != 3 || s.Held > 3*(perDocument+1100) {
		t.Errorf("in memory are %d documents of %d bytes", s.Documents, s.Held)
	}
	b.asked()
	text(e, "a")
	text(e, "b")
	if got, want := b.asked(), []string{"GET b 200"}; !slices.Equal(got, want) {
		t.Errorf("asked were %q, want that the oldest was forgotten: %q", got, want)
	}
	f, err := e.Open("film.mp4")
	must(t, err)
	defer f.Close()
	seeks := f.(io.ReadSeeker)
	if end, err := seeks.Seek(0, io.SeekEnd); end != 5000 || err != nil {
		t.Errorf("it ends at %d (%v)", end, err)
	}
	for _, at := range []int64{4990, 0, 7} {
		_, err := seeks.Seek(at, io.SeekStart)
		must(t, err)
		got := make([]byte, 10)
		_, err = io.ReadFull(seeks, got)
		must(t, err)
		if want := large[at : at+10]; string(got) != want {
			t.Errorf("at %d: got %s, want %s", at, got, want)
		}
	}
	if all := text(e, "film.mp4"); all != large {
		t.Errorf("got %d bytes of %d", len(all), len(large))
	}
	b.put("film.mp4", strings.ToUpper(large[1:])+"x")
	_, _ = seeks.Seek(0, io.SeekStart)
	if _, err := io.ReadAll(seeks); err == nil {
		t.Error("one film was continued by another one")
	}
}

// However many readers want a document at once, the bucket is asked once.
func TestReadersAskOnce(t *testing.T) {
	b := newBucket(t)
	e := b.open(DefaultLimits)
	b.put("rss.xml", "one")
	_, err := e.Look(t.Context())
	must(t, err)
	b.asked()
	var readers sync.WaitGroup
	for range 50 {
		readers.Go(func() {
			if got := text(e, "rss.xml"); got != "one" {
				t.Errorf("got %s", got)
			}
		})
	}
	readers.Wait()
	if got, want := b.asked(), []string{"GET rss.xml 200"}; !slices.Equal(got, want) {
		t.Errorf("asked were %q, want %q", got, want)
	}
}

// A site of the edition tells readers what a folder would: nothing new, a part, nothing
// there, or to come back.
func TestASiteOfABucket(t *testing.T) {
	b := newBucket(t)
	e := b.open(Limits{Held: 64 << 20, Each: 1000})
	b.put("rss.xml", "<rss/>", "sections/city/index.html", "<p>city", "media/film.mp4", strings.Repeat("0123456789", 500), ".hidden", "x")
	_, err := e.Look(t.Context())
	must(t, err)
	site := web.NewSite(e, web.Options{})
	get := func(address string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		w.Body = &bytes.Buffer{}
		site.ServeHTTP(w, r)
		return w
	}
	first := get("/rss.xml")
	for _, c := range []struct {
		address string
		header  []string
		status  int
		body    string
	}{
		{"/rss.xml", nil, 200, "<rss/>"},
		{"/rss.xml", []string{"If-None-Match", first.Header().Get("ETag")}, 304, ""},
		{"/sections/city/", nil, 200, "<p>city"},
		{"/sections/city", nil, 301, ""},
		{"/media/film.mp4", []string{"Range", "bytes=4995-"}, 206, "56789"},
		{"/no.xml", nil, 404, "There is no such page here.\n"},
		{"/.hidden", nil, 404, "There is no such page here.\n"},
	} {
		if w := get(c.address, c.header...); w.Code != c.status || w.Body.String() != c.body {
			t.Errorf("%s %q: got %d %q, want %d %q", c.address, c.header, w.Code, w.Body, c.status, c.body)
		}
	}
	b.answers(refused)
	_, _ = e.Look(t.Context())
	site.Changed()
	if w := get("/rss.xml"); w.Code != 200 {
		t.Errorf("of what is in memory: %d", w.Code)
	}
	if w := get("/atom.xml"); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("of what may be in the bucket: %d %v", w.Code, w.Header())
	}
}

var _ fs.FS = (*Edition)(nil)
