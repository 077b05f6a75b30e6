package hub

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"
)

func FuzzRequest(f *testing.F) {
	for _, body := range []string{
		"", "hub.mode=subscribe&hub.topic=https%3A%2F%2Fnews.example%2Frss.xml&hub.callback=https%3A%2F%2Freader.example%2Fcb%3Fa%3Db&hub.lease_seconds=864000&hub.secret=x",
		"hub.mode=unsubscribe&hub.topic=http://a/%7e&hub.callback=http://[::1]:80/%zz", "hub.mode=subscribe;hub.topic=x", "%", "hub.mode=subscribe&hub.topic=http://a&hub.callback=http://u:p@b?&hub.lease_seconds=9999999999999999999999",
		"hub.mode=subscribe&hub.topic=http://a/\xff&hub.callback=http://b",
	} {
		f.Add(body, base+"tags/a b/rss.xml")
	}
	f.Fuzz(func(t *testing.T, body, address string) {
		if n := normal(address); normal(n) != n {
			t.Errorf("%q is %q, and that is %q", address, n, normal(n))
		}
		q, err := parseRequest(formType, []byte(body))
		if err != nil {
			var no rejection
			if !errors.As(err, &no) || no.status < 400 || no.why == "" {
				t.Errorf("rejected by %v", err)
			}
			return
		}
		if q.Subscribe && (q.Lease < shortLease || q.Lease > longLease || len(q.Secret) >= 200) {
			t.Errorf("accepted %+v", q)
		}
		ask := withQuery(q.Callback, "hub.mode", "subscribe", "hub.challenge", "x&y")
		u, err := url.Parse(ask)
		if err != nil || u.Hostname() == "" || hostOf(q.Callback) != strings.ToLower(u.Hostname()) {
			t.Fatalf("asks %q: %v", ask, err)
		}
		if !strings.HasPrefix(ask, q.Callback) || !strings.HasSuffix(u.RawQuery, "hub.mode=subscribe&hub.challenge=x%26y") {
			t.Errorf("%q is asked by %q", q.Callback, ask)
		}
	})
}

func TestParseLease(t *testing.T) {
	for _, c := range []struct {
		asked string
		want  time.Duration
	}{
		{"", defaultLease}, {"000", defaultLease}, {"1", shortLease}, {"3600", time.Hour}, {"86400", 24 * time.Hour},
		{"2592001", longLease}, {strings.Repeat("9", 400), longLease},
	} {
		if got, err := parseLease(c.asked); got != c.want || err != nil {
			t.Errorf("%q: got %v, %v, want %v", c.asked, got, err, c.want)
		}
	}
	for _, asked := range []string{"-1", "+5", "1e3", "1.5", " 5", "ten", "٣"} {
		if got, err := parseLease(asked); err == nil {
			t.Errorf("%q: got %v, want an error", asked, got)
		}
	}
}
