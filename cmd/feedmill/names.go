package main

// A page on the web can make a browser believe that the page's own name leads to
// this machine (DNS rebinding), and read what answers under it. So the status
// page answers to its own names alone.

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
)

// ownNames refuses requests for other hosts than setting, the address that the user
// gave, and listening, what became of it.
func ownNames(setting string, listening net.Addr, handler http.Handler) http.Handler {
	given, _, _ := net.SplitHostPort(setting)
	machine, _ := os.Hostname() // empty where it has none
	names := []string{"localhost", given, machine}
	local := isLoopback(listening)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOwn(hostOf(r.Host), names, local) {
			http.Error(w, "This page answers to the names of --status alone.", http.StatusMisdirectedRequest)
			return
		}
		handler.ServeHTTP(w, r)
	})
}

// isOwn reports whether host is one of our names. No browser leaves the host out,
// and none takes a number for a name: what listens to the network is reached by
// numbers that it need not know, behind a router say.
func isOwn(host string, names []string, local bool) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Unmap().IsLoopback() || !local
	}
	if host == "" {
		return true
	}
	for _, n := range names {
		if n != "" && strings.EqualFold(n, host) {
			return true
		}
	}
	return false
}

// hostOf is the host of a Host header, without port, brackets and final dot.
func hostOf(header string) string {
	host, _, err := net.SplitHostPort(header)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(header, "["), "]")
	}
	return strings.TrimSuffix(host, ".")
}

func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
