package web

import (
	"crypto/sha256"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// What stands where no document is leads on, with addresses that are right below any
// path, or home.
func TestElsewhere(t *testing.T) {
	address, dir := newTestSite(t)
	for _, name := range []string{"sections/world/index.html", "sections/world/atom.xml", "a:b/index.html"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("<html>"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	for _, c := range []struct {
		path   string
		status int
		leads  string // to
	}{
		{"/sections/world", 301, "/sections/world/"},
		{"/sections//world", 301, "/sections//world/"},
		{"/sections/world/index.html", 301, "/sections/world/"},
		{"/index.html", 301, "/"},
		{"/a:b", 301, "/a:b/"},
		{"/feed", 302, "/rss.xml"},
		{"/feed/", 302, "/rss.xml"},
		{"/sections/world/feed", 302, "/sections/world/atom.xml"},
		{"/sections/world/feed/", 302, "/sections/world/atom.xml"},
		{"/sections/none/feed", 404, ""},
		{"/sections/", 404, ""},
		{"/articles/", 404, ""},
		{"/%2f%2fevil.example/%2e%2e", 301, "/"},
		{"/.hidden", 404, ""},
	} {
		res := ask(t, "GET", address+c.path, "Accept", browser)
		leads := ""
		if to := res.Header.Get("Location"); to != "" {
			u, err := url.Parse(address + c.path)
			if err != nil {
				t.Fatal(err)
			}
			to, err := u.Parse(to)
			if err != nil {
				t.Fatal(err)
			}
			leads = strings.TrimPrefix(to.String(), address)
		}
		if c.path == "/%2f%2fevil.example/%2e%2e" {
			if res.StatusCode == 301 && leads != "/" || res.StatusCode >= 500 {
				t.Errorf("GET %s: got %d to %s, want no way out", c.path, res.StatusCode, leads)
			}
			continue
		}
		if res.StatusCode != c.status || leads != c.leads {
			t.Errorf("GET %s: got %d to %q, want %d to %q", c.path, res.StatusCode, leads, c.status, c.leads)
		}
		if res.Header.Get("Server") != "" {
			t.Errorf("GET %s: tells that it is %s", c.path, res.Header.Get("Server"))
		}
	}
}

func TestMissingPageLeadsHome(t *testing.T) {
	address, dir := newTestSite(t)
	for path, home := range map[string]string{"/x": `href="./"`, "/a/b/c": `href="../../"`, "/a/": `href="../"`, `/a/"><script>`: `href="../"`} {
		res := ask(t, "GET", address+(&url.URL{Path: path}).EscapedPath(), "Accept", "text/html")
		if got := body(t, res); res.StatusCode != 404 || !strings.Contains(got, home) || strings.Contains(got, "<script") {
			t.Errorf("GET %s: got %d %s, want 404 and %s", path, res.StatusCode, got, home)
		}
	}
	own := "<!DOCTYPE html><p>Ikke her. <a href=\"/\">Hjem</a>"
	if err := os.WriteFile(filepath.Join(dir, "404.html"), []byte(own), 0o644); err != nil {
		t.Fatal(err)
	}
	if res := ask(t, "GET", address+"/a/b", "Accept", "text/html"); res.StatusCode != 404 || body(t, res) != own {
		t.Errorf("got %d, want the page of the edition as 404", res.StatusCode)
	}
	if res := ask(t, "GET", address+"/x"); res.Header.Get("Content-Type") != "text/plain; charset=utf-8" || !strings.Contains(res.Header.Get("Vary"), "Accept") {
		t.Errorf("a reader gets %v, want plain text", res.Header)
	}
}

// Readers that run in a browser may ask from anywhere, and state conditions.
func TestReadersInBrowsers(t *testing.T) {
	address, _ := newTestSite(t)
	res := ask(t, "OPTIONS", address+"/rss.xml", "Origin", "https://reader.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	if h := res.Header; res.StatusCode != 204 || h.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "If-None-Match") {
		t.Errorf("got %d %v, want leave to state conditions", res.StatusCode, h)
	}
	res = ask(t, "GET", address+"/rss.xml", "Origin", "https://reader.example")
	if h := res.Header; h.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(h.Get("Access-Control-Expose-Headers"), "ETag") {
		t.Errorf("got %v, want leave to read the tag", h)
	}
	res = ask(t, "GET", address+"/rss.xml", "Origin", "https://reader.example", "If-None-Match", res.Header.Get("ETag"))
	if h := res.Header; res.StatusCode != 304 || h.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("got %d %v, want leave to learn that nothing is new", res.StatusCode, h)
	}
}

// Headers say what is within: the feed's own address, and its hubs.
func TestLinksOfFeeds(t *testing.T) {
	_, _, site := newWatchedSite(t)
	links := func(path string) string {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Header().Get("Link")
	}
	if got := links("/rss.xml"); got != "" {
		t.Errorf("got %s of a site without an address, want none", got)
	}
	site.Configure(Options{Base: "https://news.example/a/", Hubs: []string{"https://hub.example/", "https://two.example/"}, Aliases: map[string]string{"atom.xml": "rss.xml"}})
	hubs := `, <https://hub.example/>; rel="hub", <https://two.example/>; rel="hub"`
	for path, want := range map[string]string{
		"/rss.xml":                 `<https://news.example/a/rss.xml>; rel="self"` + hubs,
		"/atom.xml":                `<https://news.example/a/rss.xml>; rel="self"` + hubs, // a copy says where its original is
		"/feed.json":               `<https://news.example/a/feed.json>; rel="self"` + hubs,
		"/archive/2016-09/rss.xml": `<https://news.example/a/archive/2016-09/rss.xml>; rel="self"` + hubs,
		"/":                        "", "/feeds.opml": "",
	} {
		if got := links(path); got != want {
			t.Errorf("GET %s: got Link %s, want %s", path, got, want)
		}
	}
}

func TestHowLongAnswersMayBeKept(t *testing.T) {
	address, _ := newTestSite(t)
	for path, want := range map[string]string{
		"/rss.xml": "public, max-age=900", "/feed.json": "public, max-age=900", "/feeds.opml": "public, max-age=900",
		"/": "no-cache", "/articles/a.html": "no-cache", "/archive/2016-09/rss.xml": "public, max-age=86400",
	} {
		if got := ask(t, "GET", address+path).Header.Get("Cache-Control"); got != want {
			t.Errorf("GET %s: got %q, want %q", path, got, want)
		}
	}
}

// What rests may be kept for a tenth of the time that it has rested, and what is asked for
// by what it holds for ever.
func TestHowLongWhatRestsMayBeKept(t *testing.T) {
	now := time.Now()
	for age, want := range map[time.Duration]string{0: "300", time.Hour: "360", 30 * time.Hour: "10800", 300 * 24 * time.Hour: "604800", -time.Hour: "300"} {
		if got := restFor(now.Add(-age), now, mediaAge)[0]; got != "public, max-age="+want {
			t.Errorf("changed %v ago: got %s, want %s", age, got, want)
		}
	}
	address, dir := newTestSite(t)
	style := "a{}"
	for _, name := range []string{"style.css", "a.mp3"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(style), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now, now.Add(-100*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(style)))[:12]
	rested := regexp.MustCompile(`^public, max-age=360\d\d$`)
	for path, want := range map[string]*regexp.Regexp{
		"/style.css?v=" + sum: regexp.MustCompile(`^public, max-age=31536000, immutable$`),
		"/style.css":          rested, "/style.css?v=": rested, "/style.css?v=" + sum[:3]: rested, "/style.css?v=0000" + sum: rested,
		"/a.mp3": rested, "/?v=" + sum: regexp.MustCompile("^no-cache$"),
	} {
		if got := ask(t, "GET", address+path).Header.Get("Cache-Control"); !want.MatchString(got) {
			t.Errorf("GET %s: got %s, want %s", path, got, want)
		}
	}
}

// A part of a document in memory, in the coding that is asked for.
func TestRangesOfDocumentsInMemory(t *testing.T) {
	address, _ := newTestSite(t)
	whole := ask(t, "GET", address+"/rss.xml")
	packed := ask(t, "GET", address+"/rss.xml", "Accept-Encoding", "gzip")
	all := body(t, packed)
	for _, c := range []struct {
		name   string
		header []string
		status int
		length int
		want   string
	}{
		{"the beginning", []string{"Range", "bytes=0-4"}, 206, 5, "<rss>"},
		{"the end", []string{"Range", "bytes=-6"}, 206, 6, "</rss>"},
		{"packed", []string{"Range", "bytes=2-9", "Accept-Encoding", "gzip"}, 206, 8, all[2:10]},
		{"of the same edition", []string{"Range", "bytes=0-4", "If-Range", whole.Header.Get("ETag")}, 206, 5, "<rss>"},
		{"of another coding", []string{"Range", "bytes=0-4", "If-Range", packed.Header.Get("ETag")}, 200, len(longFeed), longFeed},
		{"of an edition that is gone", []string{"Range", "bytes=0-4", "If-Range", `"other"`}, 200, len(longFeed), longFeed},
		{"of one that is known", []string{"Range", "bytes=0-4", "If-Match", packed.Header.Get("ETag")}, 206, 5, "<rss>"},
		{"beyond the end", []string{"Range", "bytes=1000000-"}, 416, -1, ""},
		{"in another unit", []string{"Range", "lines=1-2"}, 200, len(longFeed), longFeed},
		{"nothing new", []string{"Range", "bytes=0-4", "If-None-Match", whole.Header.Get("ETag")}, 304, -1, ""},
	} {
		res := ask(t, "GET", address+"/rss.xml", c.header...)
		got := body(t, res)
		if res.StatusCode != c.status || c.length >= 0 && (got != c.want || res.ContentLength != int64(c.length)) {
			t.Errorf("%s: got %d, %d bytes of %d, want %d and %d", c.name, res.StatusCode, len(got), res.ContentLength, c.status, c.length)
		}
	}
	if res := ask(t, "HEAD", address+"/rss.xml", "Range", "bytes=0-4"); body(t, res) != "" {
		t.Errorf("HEAD: got %d with a body", res.StatusCode)
	}
}
