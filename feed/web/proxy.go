package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the machines whose word on where a request comes from is taken.
type Proxies []netip.Prefix

// Trust has RemoteAddr name the client of requests that come by one of the proxies, as
// X-Forwarded-For says. Of its addresses the last counts that no proxy of ours has: what
// stands before it the client may have written.
func (p Proxies) Trust(next http.Handler) http.Handler {
	if len(p) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.Has(r.RemoteAddr) {
			if client, ok := p.client(r.Header["X-Forwarded-For"]); ok {
				r.RemoteAddr = net.JoinHostPort(client.String(), "0")
			}
			for _, name := range forwarded {
				delete(r.Header, name)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Has reports whether an address, with a port or without, is one of the proxies'.
func (p Proxies) Has(address string) bool {
	ip, ok := parseIP(address)
	if !ok {
		return false
	}
	for _, prefix := range p {
		if prefix.Contains(ip) {
			return true
		}
	}
	return false
}

func (p Proxies) client(values []string) (netip.Addr, bool) {
	hops := strings.Split(strings.Join(values, ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		ip, ok := parseIP(strings.TrimSpace(hops[i]))
		if !ok {
			return netip.Addr{}, false
		}
		if !p.Has(ip.String()) {
			return ip, true
		}
	}
	return netip.Addr{}, false
}

func parseIP(address string) (netip.Addr, bool) {
	if host, _, err := net.SplitHostPort(address); err == nil {
		address = host
	}
	ip, err := netip.ParseAddr(strings.Trim(address, "[]"))
	return ip.Unmap().WithZone(""), err == nil
}

// forwarded are the headers in which proxies say that they are between.
var forwarded = []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded", "Via"}

// Loopback is this machine, as it calls itself.
var Loopback = Proxies{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// Ask reports whether a request comes from one of p: by no proxy that we have not been
// told of, behind which everybody has the proxy's address. Those that say nothing of
// themselves speak HTTP/1.0, as older nginx does, or use a Unix socket; one that hides
// better cannot be told from who sits at its machine.
func (p Proxies) Ask(r *http.Request) bool {
	for _, name := range forwarded {
		if r.Header[name] != nil {
			return false
		}
	}
	return r.ProtoAtLeast(1, 1) && p.Has(r.RemoteAddr)
}
