package hub

import (
	"context"
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"feedmill/content/catalog"
)

// listener is somebody else's hub, with what it was told.
type listener struct {
	*httptest.Server
	mu     sync.Mutex
	told   []string
	answer func(w http.ResponseWriter, r *http.Request)
}

func newListener(t *testing.T) *listener {
	l := &listener{answer: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if r.FormValue("hub.mode") != "publish" || r.FormValue("hub.url") != r.FormValue("hub.topic") {
			t.Errorf("told by %v", r.Form)
		}
		l.told = append(l.told, strings.TrimPrefix(r.FormValue("hub.url"), "https://news.example/"))
		l.answer(w, r)
	}))
	t.Cleanup(l.Close)
	return l
}

// heard is what the hub was told since the last time, in order of its words.
func (l *listener) heard() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	told := l.told
	l.told = nil
	slices.Sort(told)
	return told
}

// newsroom is a catalog of what has come out.
type newsroom struct {
	t       *testing.T
	catalog *catalog.Catalog
	out     *catalog.Manifest
}

func newNewsroom(t *testing.T) *newsroom {
	c, err := catalog.Open(filepath.Join(t.TempDir(), "catalog.db"), catalog.Options{Authority: "news.example"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	out, err := c.Manifest("public")
	if err != nil {
		t.Fatal(err)
	}
	return &newsroom{t, c, out}
}

func (n *newsroom) publish(documents ...string) {
	for i := 0; i < len(documents); i += 2 {
		sum := sha256.Sum256([]byte(documents[i+1]))
		n.out.Note(documents[i], catalog.Stamp{Size: 1, Sum: [16]byte(sum[:16])})
	}
	if err := n.out.Save(""); err != nil {
		n.t.Fatal(err)
	}
}

func (n *newsroom) publisher(hub string) *Publisher {
	return NewPublisher(hub, Edition{
		Catalog: n.catalog, Outlet: "public", Base: "https://news.example/", Agent: "Feedmill", Topics: IsTopic,
		Now: time.Now, Jitter: func(d time.Duration) time.Duration { return d },
	})
}

func TestPublisherTellsOfWhatChanged(t *testing.T) {
	l, n := newListener(t), newNewsroom(t)
	n.publish("rss.xml", "1", "feed.json", "1", "index.html", "1", "tags/a b/atom.xml", "1")
	p := n.publisher(l.URL)
	step := func(name string, want ...string) {
		t.Helper()
		if err := p.Sync(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := l.heard(); !slices.Equal(got, want) {
			t.Errorf("%s: told of %q, want %q", name, got, want)
		}
	}
	step("all feeds at first", "feed.json", "rss.xml", "tags/a%20b/atom.xml")
	step("nothing twice")
	n.publish("rss.xml", "2", "index.html", "2")
	p.Tell([]string{"rss.xml", "index.html", "feed.json"}, false)
	step("what has other bytes", "rss.xml")
	p = n.publisher(l.URL)
	step("nothing again after a restart")
	n.publish("feed.json", "2")
	p = n.publisher(l.URL)
	step("what changed meanwhile", "feed.json")
}

func TestPublisherKeepsWhatWasNotTold(t *testing.T) {
	l, n := newListener(t), newNewsroom(t)
	n.publish("rss.xml", "1", "atom.xml", "1")
	l.answer = func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.FormValue("hub.url"), "rss.xml") {
			w.Header().Set("Retry-After", "120")
			http.Error(w, "not now", http.StatusServiceUnavailable)
		}
	}
	p := n.publisher(l.URL)
	err := p.Sync(t.Context())
	if err == nil || !strings.Contains(err.Error(), "503") || !strings.Contains(err.Error(), "not now") {
		t.Errorf("got %v", err)
	}
	if got := p.pause(); got != 2*time.Minute {
		t.Errorf("tried again after %v, want what the hub asked for", got)
	}
	l.heard()
	l.answer = func(http.ResponseWriter, *http.Request) {}
	p = n.publisher(l.URL) // the program is started again
	if err := p.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := l.heard(); !slices.Equal(got, []string{"rss.xml"}) {
		t.Errorf("told of %q, want what it was not told before", got)
	}
}

func TestPublisherTakesNoPageForSuccess(t *testing.T) {
	l, n := newListener(t), newNewsroom(t)
	n.publish("rss.xml", "1")
	l.answer = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/welcome", http.StatusFound) }
	if err := n.publisher(l.URL).Sync(t.Context()); err == nil || !strings.Contains(err.Error(), "302") {
		t.Errorf("got %v, want that the hub is elsewhere", err)
	}
}

func TestPublisherBacksOff(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		c, err := catalog.Open(filepath.Join(dir, "catalog.db"), catalog.Options{Authority: "news.example"})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		out, err := c.Manifest("public")
		if err != nil {
			t.Fatal(err)
		}
		n := &newsroom{t, c, out}
		n.publish("rss.xml", "1")
		p := n.publisher("http://hub.example/")
		p.client.Transport = unreachable{}
		ctx, cancel := context.WithTimeout(t.Context(), 24*time.Hour)
		defer cancel()
		began, tries := time.Now(), []time.Duration(nil)
		p.Tell(nil, true)
		p.Run(ctx, func(State) { tries = append(tries, time.Since(began)) })
		want := []time.Duration{0, 2 * time.Second, 6 * time.Second, 14 * time.Second, 30 * time.Second}
		if len(tries) < len(want) || !slices.Equal(tries[:len(want)], want) {
			t.Errorf("tried after %v, want %v first", tries[:min(len(tries), len(want))], want)
		}
		if last := len(tries) - 1; tries[last]-tries[last-1] != time.Hour {
			t.Errorf("at last tried every %v", tries[last]-tries[last-1])
		}
	})
}

// unreachable is a network that is down.
type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, context.DeadlineExceeded
}
