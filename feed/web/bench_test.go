package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkAnswer is what our handler adds to net/http for each request of a feed.
func BenchmarkAnswer(b *testing.B) {
	_, _, site := newWatchedSite(b)
	first := httptest.NewRecorder()
	site.ServeHTTP(first, httptest.NewRequest("GET", "/rss.xml", nil))
	for _, c := range []struct {
		name   string
		header http.Header
	}{
		{"plain", http.Header{}},
		{"gzip", http.Header{"Accept-Encoding": {"gzip, deflate, br"}}},
		{"304", http.Header{"If-None-Match": {first.Header().Get("ETag")}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/rss.xml", nil)
			r.Header = c.header
			w := &discard{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				clear(w.header)
				site.ServeHTTP(w, r)
			}
		})
	}
}
