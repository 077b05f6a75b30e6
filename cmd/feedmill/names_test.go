package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestStatusAnswersToItsOwnNames(t *testing.T) {
	for _, c := range []struct {
		setting, listening, host string
		want                     bool
	}{
		{"127.0.0.1:9091", "127.0.0.1:9091", "127.0.0.1:9091", true},
		{"127.0.0.1:9091", "127.0.0.1:9091", "LocalHost:9091", true},
		{"127.0.0.1:9091", "127.0.0.1:9091", "localhost.", true},
		{"127.0.0.1:9091", "127.0.0.1:9091", "localhost:8443", true}, // through a tunnel
		{"127.0.0.1:9091", "127.0.0.1:9091", "[::1]:9091", true},
		{"127.0.0.1:9091", "127.0.0.1:9091", "[::1]", true},
		{"127.0.0.1:9091", "127.0.0.1:9091", "", true},
		{"127.0.0.1:9091", "127.0.0.1:9091", "harbour.example:9091", false},
		{"127.0.0.1:9091", "127.0.0.1:9091", "127.0.0.1.harbour.example", false},
		{"127.0.0.1:9091", "127.0.0.1:9091", "localhost.harbour.example", false},
		{"127.0.0.1:9091", "127.0.0.1:9091", "192.0.2.7", false},
		{"desk.example:9091", "192.0.2.7:9091", "DESK.example.:9091", true},
		{"desk.example:9091", "192.0.2.7:9091", "192.0.2.7:9091", true},
		{"desk.example:9091", "192.0.2.7:9091", "quay.example:9091", false},
		{":9091", "[::]:9091", "198.51.100.4:9091", true},
		{":9091", "[::]:9091", "quay.example:9091", false},
		{":9091", "[::]:9091", ":9091", true},
	} {
		addr, err := net.ResolveTCPAddr("tcp", c.listening)
		if err != nil {
			t.Fatal(err)
		}
		h := ownNames(c.setting, addr, http.NotFoundHandler())
		r := httptest.NewRequest("GET", "/metrics", nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Code != http.StatusMisdirectedRequest; got != c.want {
			t.Errorf("--status %s at %s, host %q: answered %v, want %v", c.setting, c.listening, c.host, got, c.want)
		}
	}
}
