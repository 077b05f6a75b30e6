package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestWhoAsks(t *testing.T) {
	proxies := Proxies{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8")}
	operators := Proxies{netip.MustParsePrefix("203.0.113.0/24")}
	for _, c := range []struct {
		name, remote string
		header       http.Header
		trusted      Proxies
		client       string
		local        bool
	}{
		{"this machine", "127.0.0.1:4000", nil, nil, "127.0.0.1:4000", true},
		{"this machine by IPv6", "[::1]:4000", nil, nil, "[::1]:4000", true},
		{"a Unix socket", "@", nil, nil, "@", false},
		{"an operator", "203.0.113.9:4000", nil, nil, "203.0.113.9:4000", true},
		{"a stranger", "198.51.100.1:4000", nil, nil, "198.51.100.1:4000", false},
		{"a proxy nobody told us of", "127.0.0.1:4000", http.Header{"X-Forwarded-For": {"198.51.100.1"}}, nil, "127.0.0.1:4000", false},
		{"another sign of one", "127.0.0.1:4000", http.Header{"Via": {"1.1 x"}}, nil, "127.0.0.1:4000", false},
		{"a stranger by our proxy", "127.0.0.1:4000", http.Header{"X-Forwarded-For": {"198.51.100.1"}}, proxies, "198.51.100.1:0", false},
		{"an operator by our proxies", "127.0.0.1:4000", http.Header{"X-Forwarded-For": {"203.0.113.9, 10.1.2.3"}}, proxies, "203.0.113.9:0", true},
		{"a stranger who calls himself local", "127.0.0.1:4000", http.Header{"X-Forwarded-For": {"127.0.0.1, 198.51.100.1"}}, proxies, "198.51.100.1:0", false},
		{"likewise, in two lines", "127.0.0.1:4000", http.Header{"X-Forwarded-For": {"127.0.0.1", "198.51.100.1"}}, proxies, "198.51.100.1:0", false},
		{"a stranger who plays the proxy", "198.51.100.1:4000", http.Header{"X-Forwarded-For": {"127.0.0.1"}}, proxies, "198.51.100.1:4000", false},
		{"IPv6 by our proxy", "127.0.0.1:4000", http.Header{"X-Forwarded-For": {"2001:db8::1"}}, proxies, "[2001:db8::1]:0", false},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.header != nil {
			r.Header = c.header
		}
		var client string
		var local bool
		c.trusted.Trust(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			client, local = r.RemoteAddr, append(operators, Loopback...).Ask(r)
		})).ServeHTTP(httptest.NewRecorder(), r)
		if client != c.client || local != c.local {
			t.Errorf("%s: got %s, local %v; want %s, %v", c.name, client, local, c.client, c.local)
		}
	}
}
