package hub

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// documents are a site.
type documents struct {
	mu  sync.Mutex
	all map[string]string
}

func (d *documents) set(path, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.all[path] = text; text == "" {
		delete(d.all, path)
	}
}

func (d *documents) get(path string) ([]byte, string, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	text, ok := d.all[path]
	return []byte(text), map[string]string{"rss.xml": "application/rss+xml; charset=utf-8", "feed.json": "application/feed+json; charset=utf-8"}[path], ok
}

// own is a hub that runs, on a real socket.
type own struct {
	*Hub
	t    *testing.T
	site *documents
	file string
	url  string
	stop func()
}

const base = "https://news.example/"

func siteOf(d *documents, change func(*Site)) Site {
	s := Site{
		Address: base + "-/hub", Base: base, Agent: "Feedmill (+" + base + ")", Private: true, Topics: IsTopic, Document: d.get,
		Hubs: []string{"https://hub.example/"},
	}
	if change != nil {
		change(&s)
	}
	return s
}

func newOwn(t *testing.T, change func(*Options, *Site)) *own {
	d := &documents{all: map[string]string{"rss.xml": "<rss>one</rss>", "feed.json": "{}"}}
	o := &own{t: t, site: d, file: filepath.Join(t.TempDir(), "subscriptions.db")}
	o.start(change)
	t.Cleanup(func() { o.stop() })
	return o
}

func (o *own) start(change func(*Options, *Site)) {
	o.t.Helper()
	options := Options{
		File: o.file, Limits: DefaultLimits, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Jitter: func(time.Duration) time.Duration { return 20 * time.Millisecond },
	}
	s := siteOf(o.site, nil)
	if change != nil {
		change(&options, &s)
	}
	h, err := Open(options, s)
	if err != nil {
		o.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.Run(ctx)
	}()
	server := httptest.NewServer(h)
	o.Hub, o.url = h, server.URL
	o.stop = sync.OnceFunc(func() {
		server.Close()
		cancel()
		<-ended
		if err := h.Close(); err != nil {
			o.t.Error(err)
		}
	})
}

// post asks the hub, and returns the answer's status and text.
func (o *own) post(parameters ...string) (int, string) {
	o.t.Helper()
	form := url.Values{}
	for i := 0; i < len(parameters); i += 2 {
		form.Add(parameters[i], parameters[i+1])
	}
	answer, err := http.Post(o.url, formType, strings.NewReader(form.Encode()))
	if err != nil {
		o.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

// subscribe asks, wants 202, and waits until the subscriber was asked.
func (o *own) subscribe(s *subscriber, more ...string) {
	o.t.Helper()
	o.ask(s, "subscribe", more...)
}

func (o *own) ask(s *subscriber, mode string, more ...string) {
	o.t.Helper()
	all := append([]string{"hub.mode", mode, "hub.topic", base + "rss.xml", "hub.callback", s.callback}, more...)
	if status, text := o.post(all...); status != http.StatusAccepted {
		o.t.Fatalf("%s: %d %s", mode, status, text)
	}
	s.wait("a verification", func() bool { return s.asked() > 0 })
	o.until("the verification's end", func() bool { return o.Stats().Asking == 0 })
	s.forget()
}

// publish replaces a document and says so.
func (o *own) publish(text string) {
	o.site.set("rss.xml", text)
	o.Published([]string{"rss.xml"}, false)
}

func (o *own) until(what string, is func() bool) {
	o.t.Helper()
	until(o.t, what, is)
}

// until waits for what other goroutines do.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 2000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("waited in vain for %s", what)
}

// subscriber is one on a real socket.
type subscriber struct {
	*httptest.Server
	t        *testing.T
	callback string

	mu     sync.Mutex
	gets   []url.Values
	raw    []string // queries of those
	posts  []*http.Request
	bodies []string
	verify func(w http.ResponseWriter, q url.Values)
	answer func(w http.ResponseWriter)
}

func newSubscriber(t *testing.T) *subscriber {
	s := &subscriber{t: t}
	s.verify = func(w http.ResponseWriter, q url.Values) { io.WriteString(w, q.Get("hub.challenge")) }
	s.answer = func(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) }
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		if r.Method == http.MethodGet {
			s.gets, s.raw = append(s.gets, r.URL.Query()), append(s.raw, r.URL.RawQuery)
			s.verify(w, r.URL.Query())
			return
		}
		s.posts, s.bodies = append(s.posts, r), append(s.bodies, string(body))
		s.answer(w)
	}))
	t.Cleanup(s.Close)
	s.callback = s.URL + "/cb"
	return s
}

func (s *subscriber) set(change func(s *subscriber)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

func (s *subscriber) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.gets)
}

func (s *subscriber) got() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.bodies)
}

func (s *subscriber) forget() {
	s.set(func(s *subscriber) { s.gets, s.raw, s.posts, s.bodies = nil, nil, nil, nil })
}

func (s *subscriber) wait(what string, is func() bool) {
	s.t.Helper()
	until(s.t, what, is)
}

// awaits waits for a delivery and returns the last.
func (s *subscriber) awaits(body string) *http.Request {
	s.t.Helper()
	s.wait("the delivery of "+body, func() bool { got := s.got(); return len(got) > 0 && got[len(got)-1] == body })
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.posts[len(s.posts)-1]
}

// What websub.rocks tries with a hub, in our own words: 100 a plain subscription, 101
// with a secret, 102 with parameters nobody knows, 103 again before it ends, 104 the end
// of one; 105 and 106 are other types than XML. Of each the next edition is watched.
func TestHubAsWebSubRocks(t *testing.T) {
	for _, c := range []struct {
		number int
		steps  [][]string // modes and more
		sent   bool
		signed string
	}{
		{100, [][]string{{"subscribe"}}, true, ""},
		{101, [][]string{{"subscribe", "hub.secret", "abc"}}, true, "abc"},
		{102, [][]string{{"subscribe", "foo", "bar", "hub.foo", "hub.bar"}}, true, ""},
		{103, [][]string{{"subscribe"}, {"subscribe"}}, true, ""},
		{104, [][]string{{"subscribe"}, {"unsubscribe"}}, false, ""},
	} {
		o, s, witness := newOwn(t, nil), newSubscriber(t), newSubscriber(t)
		o.subscribe(witness)
		for _, step := range c.steps {
			if step[0] == "unsubscribe" {
				s.set(func(s *subscriber) {
					s.verify = func(w http.ResponseWriter, q url.Values) {
						if !q.Has("hub.lease_seconds") {
							t.Error("104 wants a lease when it unsubscribes")
						}
						io.WriteString(w, q.Get("hub.challenge"))
					}
				})
			}
			o.ask(s, step[0], step[1:]...)
		}
		o.publish("<rss>two</rss>")
		witness.awaits("<rss>two</rss>")
		if c.sent {
			r := s.awaits("<rss>two</rss>")
			if signature := r.Header.Get("X-Hub-Signature"); (c.signed == "") != (signature == "") || c.signed != "" && signature != sign(c.signed, []byte("<rss>two</rss>")) {
				t.Errorf("%d: signature %q", c.number, signature)
			}
		}
		o.until("all deliveries", func() bool { return o.Stats().Due == 0 })
		if got := len(s.got()); got != map[bool]int{true: 1}[c.sent] {
			t.Errorf("%d: sent %d times", c.number, got)
		}
	}
}

// 410 ends a subscription, as a subscriber may say that it has been deleted.
func TestGoneEndsSubscription(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	s.set(func(s *subscriber) { s.answer = func(w http.ResponseWriter) { w.WriteHeader(http.StatusGone) } })
	o.publish("<rss>two</rss>")
	o.until("the end of the subscription", func() bool { return o.Stats().Subscriptions == 0 })
	o.stop()
	o.start(nil)
	if n := o.Stats().Subscriptions; n != 0 {
		t.Errorf("%d subscriptions after a restart", n)
	}
}

// What was accepted and what is due outlive the process.
func TestHubAfterRestart(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s, "hub.secret", "geheim")
	s.set(func(s *subscriber) {
		s.verify = func(w http.ResponseWriter, _ url.Values) { w.WriteHeader(http.StatusBadGateway) }
	})
	o.stop()
	o.site.set("rss.xml", "<rss>two</rss>") // while it does not run
	o.start(nil)
	if got, want := s.awaits("<rss>two</rss>").Header.Get("X-Hub-Signature"), sign("geheim", []byte("<rss>two</rss>")); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	o.until("the delivery's end", func() bool { return o.Stats().Delivered == 1 })
	o.stop()
	o.start(nil)
	o.until("rest", func() bool { return o.Stats().Due == 0 })
	if got := s.got(); len(got) != 1 {
		t.Errorf("sent %q, want nothing twice", got)
	}
}

// A request that was answered 202 is verified though the process ended in between.
func TestRequestAfterRestart(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	q := request{Subscribe: true, Topic: base + "rss.xml", Callback: s.callback, Lease: time.Hour}
	if err := o.store.ask(key{"rss.xml", normal(s.callback)}, q); err != nil {
		t.Fatal(err)
	}
	o.stop()
	o.start(nil)
	o.until("the subscription", func() bool { return o.Stats().Subscriptions == 1 && o.Stats().Asking == 0 })
}

// A file that is no store is kept aside, and the hub begins anew.
func TestDamagedStore(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	o.stop()
	if err := os.WriteFile(o.file, make([]byte, 64<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	o.start(nil)
	if n := o.Stats().Subscriptions; n != 0 {
		t.Errorf("%d subscriptions", n)
	}
	o.subscribe(s)
}

// Callbacks to this machine and its neighbours are not called, by whatever name.
func TestPrivateCallbacks(t *testing.T) {
	o, s := newOwn(t, func(_ *Options, s *Site) { s.Private = false }), newSubscriber(t)
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "100.64.0.1", "[fd00::1]", "[64:ff9b::7f00:1]"} {
		if status, text := o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", "http://"+host+port+"/"); status != http.StatusForbidden {
			t.Errorf("%s: %d %s", host, status, text)
		}
	}
	// A name is judged when it has been resolved: numbers that only the resolver reads.
	for _, address := range []string{"127.0.0.1:80", "[::1]:80", "192.168.0.1:443", "[::ffff:10.0.0.1]:80"} {
		if err := publicOnly("tcp", address, nil); err == nil {
			t.Errorf("%s may be called", address)
		}
	}
	for _, address := range []string{"93.184.215.14:80", "[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:443"} {
		if err := publicOnly("tcp", address, nil); err != nil {
			t.Error(err)
		}
	}
	if _, err := Dialer(false)(t.Context(), "tcp", "localhost"+port); err == nil || s.asked() > 0 {
		t.Errorf("called by name: %v", err)
	}
	// One that was allowed before is not called any more.
	other := newOwn(t, nil)
	other.subscribe(s)
	other.Follow(siteOf(other.site, func(s *Site) { s.Private = false }))
	other.publish("<rss>two</rss>")
	other.until("a failure", func() bool { return other.Stats().Failed > 0 })
	if got := s.got(); len(got) > 0 {
		t.Errorf("sent %q", got)
	}
}

// Strangers have only so much room.
func TestHubIsBounded(t *testing.T) {
	o, s := newOwn(t, func(o *Options, _ *Site) { o.Limits.Host, o.Limits.All = 2, 3 }), newSubscriber(t)
	for i := range 2 {
		s.callback = s.URL + "/" + strconv.Itoa(i)
		o.subscribe(s)
	}
	if status, _ := o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", s.URL+"/3"); status != http.StatusTooManyRequests {
		t.Errorf("a third of one host: %d", status)
	}
	other := newSubscriber(t)
	other.callback = strings.Replace(other.URL, "127.0.0.1", "127.0.0.2", 1)
	o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", strings.Replace(s.URL, "127.0.0.1", "localhost", 1))
	o.until("the third", func() bool { return o.Stats().Subscriptions == 3 })
	if status, _ := o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", other.callback); status != http.StatusServiceUnavailable {
		t.Errorf("a fourth: %d", status)
	}
	s.callback = s.URL + "/1"
	o.subscribe(s) // there is always room for what is there
}

// A file that is taken away while it is open is written again.
func TestStoreTakenAway(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	if err := os.Remove(o.file); err != nil {
		t.Fatal(err)
	}
	if err := o.Restore(); err != nil {
		t.Fatal(err)
	}
	o.stop()
	o.start(nil)
	if n := o.Stats().Subscriptions; n != 1 {
		t.Errorf("%d subscriptions", n)
	}
}
