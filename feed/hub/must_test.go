package hub

// Each MUST of WebSub that is for a hub, by its section.

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

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
