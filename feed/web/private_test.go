package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"
)

func TestPrivateDocuments(t *testing.T) {
	_, _, site := newWatchedSite(t)
	site.Configure(Options{Base: "https://news.example/"})
	hash, err := bcrypt.GenerateFromPassword([]byte("quay"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("0123456789abcdef"))
	covers := func(path string) bool { return strings.HasPrefix(path, "archive/") || path == "index.html" }
	users, secrets := map[string]string{"ann": string(hash)}, []string{hex.EncodeToString(sum[:])}
	both := Private{covers, users, secrets}.Keep(site)
	secretOnly := Private{covers, nil, secrets}.Keep(site)
	const document = "/archive/2016-09/rss.xml"
	for _, c := range []struct {
		name           string
		handler        http.Handler
		path           string
		user, password string
		status         int
		private        bool
	}{
		{"what is for all", both, "/rss.xml", "", "", 200, false},
		{"without a name", both, document, "", "", 401, false},
		{"with name and password", both, document, "ann", "quay", 200, true},
		{"once more", both, document, "ann", "quay", 200, true},
		{"with another password", both, document, "ann", "kai", 401, false},
		{"with another name", both, document, "bob", "quay", 401, false},
		{"an index", both, "/", "", "", 401, false},
		{"by its secret address", both, "/p/0123456789abcdef" + document, "", "", 200, true},
		{"the index there", both, "/p/0123456789abcdef/", "", "", 200, true},
		{"what is for all there", both, "/p/0123456789abcdef/rss.xml", "", "", 200, true},
		{"by another secret", both, "/p/0123456789abcdee" + document, "", "", 404, false},
		{"by the hash of the secret", both, "/p/" + secrets[0] + document, "", "", 404, false},
		{"by no secret", both, "/p/" + document, "", "", 404, false},
		{"around the secret", both, "/p/0123456789abcdef/../x" + document, "", "", 404, true},
		{"around the pattern", both, "/x/.." + document, "", "", 401, false},
		{"where nobody has a name", secretOnly, document, "", "", 404, false},
		{"where nobody has a name, by the secret", secretOnly, "/p/0123456789abcdef" + document, "", "", 200, true},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := httptest.NewRequest(method, c.path, nil)
			if c.user != "" {
				r.SetBasicAuth(c.user, c.password)
			}
			w := httptest.NewRecorder()
			c.handler.ServeHTTP(w, r)
			h := w.Header()
			if w.Code != c.status {
				t.Errorf("%s %s: got %d, want %d", method, c.name, w.Code, c.status)
			}
			if c.status == 401 && !strings.HasPrefix(h.Get("WWW-Authenticate"), "Basic ") {
				t.Errorf("%s %s: no password is asked for", method, c.name)
			}
			marked := h.Get("Cache-Control") == "private, no-cache" && h.Get("X-Robots-Tag") != "" && h.Get("Referrer-Policy") != "" &&
				h.Get("Link") == "" && h.Get("Access-Control-Allow-Origin") == ""
			if marked != c.private {
				t.Errorf("%s %s: got %v; marked as private is %v, want %v", method, c.name, h, marked, c.private)
			}
		}
	}
	if _, err := bcrypt.Cost([]byte(nobody)); err != nil || len(nobody) != 60 {
		t.Errorf("the hash of nobody's password, of %d signs, is none: %v", len(nobody), err)
	}
}
