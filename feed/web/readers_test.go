package web

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"time"
)

// As services call themselves.
func TestWhatServicesSayOfTheirSubscribers(t *testing.T) {
	for _, c := range []struct {
		said          string
		product, feed string
		claimed       int
	}{
		{"Feedbin feed-id:1697787 - 102 subscribers", "Feedbin", "1697787", 102},
		{"Feedly/1.0 (+http://www.feedly.com/fetcher.html; 462 subscribers; )", "Feedly", "", 462},
		{"NewsBlur Feed Fetcher - 27 subscribers - https://www.newsblur.com/site/1/", "NewsBlur", "", 27},
		{"Mozilla/5.0 (compatible; inoreader.com; 114 subscribers)", "inoreader.com", "", 114},
		{"Mozilla/5.0 (compatible; theoldreader.com; 1 subscribers; feed-id=5ab)", "theoldreader.com", "5ab", 1},
		{"Mozilla/5.0 (compatible; BazQux/2.4; +https://bazqux.com/fetcher; 1 subscribers)", "BazQux", "", 1},
		{"Dreamwidth Studios (https://dreamwidth.org; webmaster@dreamwidth.org; 2 readers)", "Dreamwidth Studios", "", 2},
		{"lion-reader/1.0 (1 subscriber)", "lion-reader", "", 1},
		{"Bold/1 (999999999 subscribers)", "Bold", "", mostClaimed},
		{"Bolder/1 (99999999999999999999 subscribers)", "", "", 0},
		{"Tiny Tiny RSS/24 (https://tt-rss.org/)", "", "", 0},
		{"", "", "", 0},
	} {
		if got := *parseAgent(c.said); got != (agent{c.product, c.feed, c.claimed}) {
			t.Errorf("%q: got %+v, want %q %q %d", c.said, got, c.product, c.feed, c.claimed)
		}
	}
}

func TestReadership(t *testing.T) {
	var rd Readers
	now := time.Date(2026, 11, 9, 12, 0, 0, 0, time.UTC)
	poll := func(address, agent string, same bool) {
		r := httptest.NewRequest("GET", "/rss.xml", nil)
		r.RemoteAddr = address
		r.Header.Set("User-Agent", agent)
		rd.note("rss.xml", r, now, same, 1000)
	}
	poll("192.0.2.1:1", "Feedly/1.0 (462 subscribers)", false)
	poll("192.0.2.2:1", "Feedly/1.0 (463 subscribers)", true) // the same service, a moment later
	poll("192.0.2.2:1", "Feedbin feed-id:7 - 10 subscribers", true)
	poll("192.0.2.2:1", "Feedbin feed-id:8 - 5 subscribers", true)
	for i := range 40 {
		poll(fmt.Sprintf("192.0.2.9:%d", i), "newsboat/2", true) // one poller, whatever its port
		poll(fmt.Sprintf("198.51.100.%d:1", i), "newsboat/2", true)
	}
	got := rd.Readership(now)
	if got.Subscribers != 463+10+5 || len(got.Claims) != 3 || got.Claims[0].Subscribers != 463 {
		t.Errorf("got %d subscribers by %+v, want 478 of three feeds", got.Subscribers, got.Claims)
	}
	if got.Today < 40 || got.Today > 42 || got.Answers != 84 || got.NotModified != 83 || got.Sent != 1000 || got.Saved != 83000 {
		t.Errorf("got %+v, want 41 pollers, 84 answers, 83 of them 304", got)
	}
	now = now.Add(24 * time.Hour)
	if got := rd.Readership(now); got.Today != 0 || got.Yesterday < 40 || got.Subscribers != 478 {
		t.Errorf("a day later got %+v, want those pollers yesterday", got)
	}
	now = now.Add(claimLasts)
	if got := rd.Readership(now); got.Yesterday != 0 || got.Subscribers != 0 {
		t.Errorf("a week later got %+v, want nobody", got)
	}
}

// Whoever claims a number under ever new names fills no memory.
func TestReadersAreBounded(t *testing.T) {
	var rd Readers
	now := time.Date(2026, 11, 9, 12, 0, 0, 0, time.UTC)
	for i := range 3 * mostAgents {
		r := httptest.NewRequest("GET", "/rss.xml", nil)
		r.Header.Set("User-Agent", fmt.Sprintf("Evil%d/1 (5 subscribers)", i))
		rd.note("rss.xml", r, now, true, 1)
	}
	if agents, claims := len(rd.agents), len(rd.claims); agents > mostAgents || claims > mostClaims {
		t.Errorf("got %d agents, %d claims, want %d, %d at the most", agents, claims, mostAgents, mostClaims)
	}
}

func TestSketchCounts(t *testing.T) {
	for _, n := range []int{1, 10, 500, 20000, 300000} {
		var s sketch
		x := uint64(1)
		for range n {
			x += 0x9E3779B97F4A7C15 // splitmix64
			z := (x ^ x>>30) * 0xBF58476D1CE4E5B9
			z = (z ^ z>>27) * 0x94D049BB133111EB
			s.add(z ^ z>>31)
			s.add(z ^ z>>31)
		}
		if got := s.count(); got < n-n/20 || got > n+n/20 {
			t.Errorf("got %d, want about %d", got, n)
		}
	}
}
