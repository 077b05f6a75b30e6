package hub

import (
	"bytes"
	"context"
	"fmt"
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

// Each thing that the Recommendation says a hub must do, by its section.
func TestHubMust(t *testing.T) {
	for _, must := range []struct {
		section, what string
		test          func(*testing.T)
	}{
		{"3.1", "accept callback, mode and topic", mustAcceptRequests},
		{"3.1", "accept a secret, shorter than 200 bytes", mustAcceptSecrets},
		{"3.1", "allow subscribers to ask for what they have already", mustRenew},
		{"3.1", "support unsubscription", mustUnsubscribe},
		{"5.1", "ignore the lease of an unsubscription", mustIgnoreLeaseOfUnsubscription},
		{"5.1", "ignore parameters that it does not know", mustIgnoreUnknown},
		{"5.1", "let a later request override the state, once it is verified", mustOverrideOnceVerified},
		{"5.1", "leave the state as it was if verification fails", mustLeaveStateAlone},
		{"5.1.1", "decode characters that are not reserved", mustDecodeUnreserved},
		{"5.1.1", "keep the callback's query", mustKeepQuery},
		{"5.1.2", "answer 202, whatever verification will be", mustAnswerBeforeVerifying},
		{"5.1.2", "answer errors with 4xx or 5xx", mustAnswerErrors},
		{"5.2", "tell the subscriber of a denial", mustTellOfDenial},
		{"5.3", "ask with mode, topic, challenge and lease", mustAskIntent},
		{"5.3.1", "take all answers but 2xx for a failure", mustTakeOthersForFailure},
		{"5.3.1", "take a body that is not the challenge for a failure", mustWantChallenge},
		{"5.3.1", "enforce leases, none of which is perpetual", mustEnforceLeases},
		{"7", "send the full content with the topic's type", mustSendContent},
		{"7", "send links to hub and self", mustSendLinks},
		{"7", "ignore what the subscriber answers besides the status", mustIgnoreAnswer},
		{"7", "take all answers but 2xx for a failure, and follow no redirect", mustTryAgain},
		{"7", "keep a subscription whose delivery was given up", mustKeepGivenUp},
		{"7.1", "sign with the secret", mustSign},
		{"8.3", "use the callback as it was given", mustUseExactCallback},
	} {
		t.Run(must.section+" "+must.what, must.test)
	}
}

func mustAcceptRequests(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	o.publish("<rss>two</rss>")
	s.awaits("<rss>two</rss>")
}

func mustAcceptSecrets(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s, "hub.secret", strings.Repeat("é", 99)+"x")
	if status, _ := o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", s.callback, "hub.secret", strings.Repeat("é", 100)); status != http.StatusBadRequest {
		t.Errorf("a secret of 200 bytes: %d", status)
	}
}

func mustRenew(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	o.subscribe(s)
	if n := o.Stats().Subscriptions; n != 1 {
		t.Errorf("%d subscriptions", n)
	}
	o.publish("<rss>two</rss>")
	s.awaits("<rss>two</rss>")
	if got := s.got(); len(got) != 1 {
		t.Errorf("delivered %d times", len(got))
	}
}

func mustUnsubscribe(t *testing.T) {
	o, s, other := newOwn(t, nil), newSubscriber(t), newSubscriber(t)
	o.subscribe(s)
	o.subscribe(other)
	o.ask(s, "unsubscribe")
	o.publish("<rss>two</rss>")
	other.awaits("<rss>two</rss>")
	if got := s.got(); len(got) > 0 {
		t.Errorf("sent %q after unsubscribing", got)
	}
}

func mustIgnoreLeaseOfUnsubscription(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	o.ask(s, "unsubscribe", "hub.lease_seconds", "for ever")
	if n := o.Stats().Subscriptions; n != 0 {
		t.Errorf("%d subscriptions", n)
	}
}

func mustIgnoreUnknown(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s, "hub.verify", "sync", "hub.verify_token", "x", "foo", "bar", "hub.foo", "hub.bar")
}

func mustOverrideOnceVerified(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s, "hub.secret", "first")
	o.subscribe(s, "hub.secret", "second")
	o.publish("<rss>two</rss>")
	if got, want := s.awaits("<rss>two</rss>").Header.Get("X-Hub-Signature"), sign("second", []byte("<rss>two</rss>")); got != want {
		t.Errorf("signed %q, want %q", got, want)
	}
	o.subscribe(s)
	o.publish("<rss>three</rss>")
	if got := s.awaits("<rss>three</rss>").Header.Values("X-Hub-Signature"); got != nil {
		t.Errorf("signed %q without a secret", got)
	}
}

func mustLeaveStateAlone(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s, "hub.secret", "first")
	s.set(func(s *subscriber) {
		s.verify = func(w http.ResponseWriter, _ url.Values) { w.WriteHeader(http.StatusNotFound) }
	})
	o.ask(s, "unsubscribe")
	o.subscribe(s, "hub.secret", "forged")
	o.publish("<rss>two</rss>")
	if got, want := s.awaits("<rss>two</rss>").Header.Get("X-Hub-Signature"), sign("first", []byte("<rss>two</rss>")); got != want {
		t.Errorf("signed %q, want %q", got, want)
	}
}

func mustDecodeUnreserved(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	for _, topic := range []string{base + "r%73s%2Exml", "HTTPS://NEWS.example:443/rss.xml"} {
		if status, text := o.post("hub.mode", "subscribe", "hub.topic", topic, "hub.callback", s.callback+"%7e"); status != http.StatusAccepted {
			t.Errorf("%s: %d %s", topic, status, text)
		}
	}
	o.until("both verifications", func() bool { return s.asked() == 2 && o.Stats().Asking == 0 })
	if n := o.Stats().Subscriptions; n != 1 {
		t.Errorf("%d subscriptions, want one for both ways to write it", n)
	}
}

func mustKeepQuery(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	s.callback += "?foo=bar&red=fi%20sh&hub.mode=mine"
	if status, _ := o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", s.callback); status != http.StatusAccepted {
		t.Fatal(status)
	}
	s.wait("a verification", func() bool { return s.asked() > 0 })
	if got, want := s.raw[0], "foo=bar&red=fi%20sh&hub.mode=mine&hub.mode=subscribe&hub.topic="; !strings.HasPrefix(got, want) {
		t.Errorf("asked with %q, want %q first", got, want)
	}
	o.until("the subscription", func() bool { return o.Stats().Subscriptions == 1 })
	o.publish("<rss>two</rss>")
	r := s.awaits("<rss>two</rss>")
	if got, want := r.URL.RawQuery, "foo=bar&red=fi%20sh&hub.mode=mine"; got != want {
		t.Errorf("delivered with %q, want %q", got, want)
	}
}

func mustAnswerBeforeVerifying(t *testing.T) {
	o := newOwn(t, nil)
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer silent.Close()
	nobody := httptest.NewServer(nil)
	nobody.Close()
	for _, callback := range []string{silent.URL, nobody.URL, "https://nowhere.invalid/"} {
		if status, text := o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", callback); status != http.StatusAccepted || text != "" {
			t.Errorf("%s: %d %q", callback, status, text)
		}
	}
	o.stop()
}

func mustAnswerErrors(t *testing.T) {
	o := newOwn(t, nil)
	const callback = "https://reader.example/cb"
	for _, c := range []struct {
		name       string
		parameters []string
		want       int
	}{
		{"nothing", nil, 400},
		{"no mode", []string{"hub.topic", base + "rss.xml", "hub.callback", callback}, 400},
		{"another mode", []string{"hub.mode", "publish", "hub.topic", base + "rss.xml", "hub.callback", callback}, 400},
		{"no topic", []string{"hub.mode", "subscribe", "hub.callback", callback}, 400},
		{"no callback", []string{"hub.mode", "subscribe", "hub.topic", base + "rss.xml"}, 400},
		{"a callback that is no address", []string{"hub.mode", "subscribe", "hub.topic", base + "rss.xml", "hub.callback", "/cb"}, 400},
		{"a callback elsewhere than on the web", []string{"hub.mode", "subscribe", "hub.topic", base + "rss.xml", "hub.callback", "gopher://x/"}, 400},
		{"a fragment", []string{"hub.mode", "subscribe", "hub.topic", base + "rss.xml", "hub.callback", callback + "#x"}, 400},
		{"a lease that is no number", []string{"hub.mode", "subscribe", "hub.topic", base + "rss.xml", "hub.callback", callback, "hub.lease_seconds", "-5"}, 400},
		{"a feed of another site", []string{"hub.mode", "subscribe", "hub.topic", "https://other.example/rss.xml", "hub.callback", callback}, 404},
		{"no feed", []string{"hub.mode", "subscribe", "hub.topic", base + "index.html", "hub.callback", callback}, 404},
		{"a feed that is not there", []string{"hub.mode", "subscribe", "hub.topic", base + "tags/x/rss.xml", "hub.callback", callback}, 404},
		{"a way out", []string{"hub.mode", "subscribe", "hub.topic", base + "x/../rss.xml", "hub.callback", callback}, 404},
		{"too much", []string{"hub.mode", "subscribe", "x", strings.Repeat("x", mostRequest)}, 413},
	} {
		if status, text := o.post(c.parameters...); status != c.want || text == "" {
			t.Errorf("%s: %d %q, want %d and why", c.name, status, text, c.want)
		}
	}
	if answer, err := http.Post(o.url, "application/json", strings.NewReader("{}")); err != nil || answer.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("JSON: %v %v", answer, err)
	}
	if answer, err := http.Get(o.url); err != nil || answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %v %v", answer, err)
	}
}

func mustTellOfDenial(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	o.Follow(siteOf(o.site, func(s *Site) { s.Base = "https://elsewhere.example/" }))
	s.wait("the denial", func() bool { return s.asked() > 0 })
	s.mu.Lock()
	defer s.mu.Unlock()
	if q := s.gets[0]; q.Get("hub.mode") != "denied" || q.Get("hub.topic") != base+"rss.xml" || q.Get("hub.reason") == "" || q.Has("hub.challenge") {
		t.Errorf("told %v", q)
	}
	if n := o.Stats().Subscriptions; n != 0 {
		t.Errorf("%d subscriptions", n)
	}
}

func mustAskIntent(t *testing.T) {
	for _, c := range []struct {
		asked string
		want  time.Duration
	}{
		{"", defaultLease}, {"0", defaultLease}, {"86400", 24 * time.Hour}, {"1", shortLease}, {"99999999999999999999999", longLease},
	} {
		o, s := newOwn(t, nil), newSubscriber(t)
		o.post("hub.mode", "subscribe", "hub.topic", base+"rss.xml", "hub.callback", s.callback, "hub.lease_seconds", c.asked)
		s.wait("a verification", func() bool { return s.asked() > 0 })
		s.mu.Lock()
		q := s.gets[0]
		s.mu.Unlock()
		if q.Get("hub.mode") != "subscribe" || q.Get("hub.topic") != base+"rss.xml" || len(q.Get("hub.challenge")) < 20 || q.Get("hub.lease_seconds") != strconv.Itoa(int(c.want.Seconds())) {
			t.Errorf("lease %q: asked with %v", c.asked, q)
		}
	}
}

func mustTakeOthersForFailure(t *testing.T) {
	for _, status := range []int{301, 307, 404, 500} {
		o, s := newOwn(t, nil), newSubscriber(t)
		s.set(func(s *subscriber) {
			s.verify = func(w http.ResponseWriter, q url.Values) {
				w.Header().Set("Location", "/other?hub.challenge="+q.Get("hub.challenge"))
				w.WriteHeader(status)
				io.WriteString(w, q.Get("hub.challenge"))
			}
		})
		o.subscribe(s)
		if n := o.Stats().Subscriptions; n != 0 || o.Stats().Refused != 1 {
			t.Errorf("%d: %d subscriptions", status, n)
		}
	}
}

func mustWantChallenge(t *testing.T) {
	for _, answer := range []string{"", "yes", "%s ", "%[1]s%[1]s", "<p>%s</p>"} {
		o, s := newOwn(t, nil), newSubscriber(t)
		s.set(func(s *subscriber) {
			s.verify = func(w http.ResponseWriter, q url.Values) { fmt.Fprintf(w, answer, q.Get("hub.challenge")) }
		})
		o.subscribe(s)
		if n := o.Stats().Subscriptions; n != 0 {
			t.Errorf("%q: %d subscriptions", answer, n)
		}
	}
}

func mustEnforceLeases(t *testing.T) {
	var mu sync.Mutex
	now := time.Now()
	o, s := newOwn(t, func(o *Options, _ *Site) {
		o.Now = func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return now
		}
	}), newSubscriber(t)
	o.subscribe(s, "hub.lease_seconds", "7200")
	mu.Lock()
	now = now.Add(2 * time.Hour)
	mu.Unlock()
	o.publish("<rss>two</rss>")
	o.until("the end of the lease", func() bool { return o.Stats().Subscriptions == 0 })
	if got := s.got(); len(got) > 0 {
		t.Errorf("sent %q after the lease", got)
	}
}

func mustSendContent(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	if status, _ := o.post("hub.mode", "subscribe", "hub.topic", base+"feed.json", "hub.callback", s.callback); status != http.StatusAccepted {
		t.Fatal(status)
	}
	o.until("the subscription", func() bool { return o.Stats().Subscriptions == 1 })
	o.site.set("feed.json", `{"title": "ä"}`)
	o.Published([]string{"feed.json"}, false)
	r := s.awaits(`{"title": "ä"}`)
	if got, want := r.Header.Get("Content-Type"), "application/feed+json; charset=utf-8"; got != want || r.Method != http.MethodPost {
		t.Errorf("%s of %q, want %q", r.Method, got, want)
	}
}

func mustSendLinks(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	o.publish("<rss>two</rss>")
	want := []string{`<https://news.example/rss.xml>; rel="self", <https://news.example/-/hub>; rel="hub", <https://hub.example/>; rel="hub"`}
	if got := s.awaits("<rss>two</rss>").Header.Values("Link"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func mustIgnoreAnswer(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s)
	s.set(func(s *subscriber) {
		s.answer = func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusAccepted)
			w.Write(bytes.Repeat([]byte("no thanks "), 100_000))
		}
	})
	o.publish("<rss>two</rss>")
	s.awaits("<rss>two</rss>")
	o.until("the delivery's end", func() bool { return o.Stats().Delivered == 1 })
}

func mustTryAgain(t *testing.T) {
	for _, status := range []int{301, 307, 400, 404, 500, 503} {
		o, s := newOwn(t, nil), newSubscriber(t)
		o.subscribe(s)
		s.set(func(s *subscriber) {
			s.answer = func(w http.ResponseWriter) {
				w.Header().Set("Location", "/other")
				w.WriteHeader(status)
				s.answer = func(http.ResponseWriter) {}
			}
		})
		o.publish("<rss>two</rss>")
		o.until("the second try", func() bool { return len(s.got()) == 2 && o.Stats().Delivered == 1 })
		for _, r := range s.posts {
			if r.URL.Path != "/cb" {
				t.Errorf("%d: sent to %s", status, r.URL)
			}
		}
	}
}

func mustKeepGivenUp(t *testing.T) {
	o, s := newOwn(t, func(o *Options, _ *Site) { o.Limits.Tries = 3 }), newSubscriber(t)
	o.subscribe(s)
	s.set(func(s *subscriber) { s.answer = func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) } })
	o.publish("<rss>two</rss>")
	o.until("the end of all tries", func() bool { return o.Stats().GivenUp == 1 })
	if st := o.Stats(); st.Subscriptions != 1 || st.Due != 0 || len(s.got()) != 3 {
		t.Errorf("%+v after %d tries", st, len(s.got()))
	}
	s.set(func(s *subscriber) { s.answer = func(http.ResponseWriter) {} })
	o.publish("<rss>three</rss>")
	s.awaits("<rss>three</rss>")
}

func mustSign(t *testing.T) {
	// RFC 4231, section 4.3, and openssl dgst -sha256 -hmac.
	if got, want := sign("Jefe", []byte("what do ya want for nothing?")), "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	o, s := newOwn(t, nil), newSubscriber(t)
	o.subscribe(s, "hub.secret", "geheim")
	o.publish("<rss>two</rss>")
	if got, want := s.awaits("<rss>two</rss>").Header.Get("X-Hub-Signature"), sign("geheim", []byte("<rss>two</rss>")); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func mustUseExactCallback(t *testing.T) {
	o, s := newOwn(t, nil), newSubscriber(t)
	s.callback = s.URL + "/a%2Fb/%7Ec;x=1?q=%2f&r=+"
	o.subscribe(s)
	o.publish("<rss>two</rss>")
	if got, want := s.awaits("<rss>two</rss>").RequestURI, "/a%2Fb/%7Ec;x=1?q=%2f&r=+"; got != want {
		t.Errorf("sent to %q, want %q", got, want)
	}
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
	if _, err := dialer(false)(t.Context(), "tcp", "localhost"+port); err == nil || s.asked() > 0 {
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
