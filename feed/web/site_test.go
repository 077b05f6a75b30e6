package web

import (
	"compress/gzip"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

var longFeed = "<rss>" + strings.Repeat("<item>news</item>", 200) + "</rss>"

// newTestSite serves a small folder on a real socket.
func newTestSite(t *testing.T) (url, dir string) {
	t.Helper()
	url, dir, _ = newWatchedSite(t)
	return url, dir
}

// newWatchedSite is one that a test can tell of changes.
func newWatchedSite(t testing.TB) (url, dir string, site *Site) {
	t.Helper()
	dir = t.TempDir()
	for name, body := range map[string]string{
		"rss.xml":                 longFeed,
		"atom.xml":                "<feed/>",
		"feed.json":               "{}",
		"feeds.opml":              "<opml/>",
		"index.html":              "<html>",
		"articles/a.html":         "<html>a",
		"archive/2016-09/rss.xml": "<rss/>",
		".feedmill-0":             "half",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	site = NewSite(root.FS(), Options{})
	server := httptest.NewServer(site)
	t.Cleanup(func() { server.Close(); root.Close() })
	return server.URL, dir, site
}

// ask sends one request as it stands, without the client's own compression.
func ask(t *testing.T, method, url string, header ...string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	res, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMediaTypesAndStatus(t *testing.T) {
	url, _ := newTestSite(t)
	for _, c := range []struct {
		method, path string
		status       int
		mediaType    string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/index.html", 301, ""},
		{"GET", "/rss.xml", 200, "application/rss+xml; charset=utf-8"},
		{"HEAD", "/rss.xml", 200, "application/rss+xml; charset=utf-8"},
		{"GET", "/atom.xml", 200, "application/atom+xml; charset=utf-8"},
		{"GET", "/feed.json", 200, "application/feed+json; charset=utf-8"},
		{"GET", "/feeds.opml", 200, "text/x-opml; charset=utf-8"},
		{"GET", "/articles/a.html", 200, "text/html; charset=utf-8"},
		{"GET", "/articles", 404, "text/plain; charset=utf-8"},
		{"GET", "/missing", 404, "text/plain; charset=utf-8"},
		{"GET", "/.feedmill-0", 404, "text/plain; charset=utf-8"},
		{"POST", "/rss.xml", 405, "text/plain; charset=utf-8"},
	} {
		res := ask(t, c.method, url+c.path)
		if res.StatusCode != c.status || res.Header.Get("Content-Type") != c.mediaType {
			t.Errorf("%s %s: got %d %s, want %d %s", c.method, c.path, res.StatusCode, res.Header.Get("Content-Type"), c.status, c.mediaType)
		}
		if got := body(t, res); c.method == "HEAD" && got != "" {
			t.Errorf("HEAD %s sent a body: %q", c.path, got)
		}
	}
	if got := ask(t, "GET", url+"/archive/2016-09/rss.xml").Header.Get("Cache-Control"); got != "public, max-age=86400" {
		t.Errorf("Cache-Control of a closed month is %q, want immutable", got)
	}
}

func TestHeadSaysTheLengthOfGet(t *testing.T) {
	url, _ := newTestSite(t)
	if got, want := ask(t, "HEAD", url+"/rss.xml").ContentLength, int64(len(longFeed)); got != want {
		t.Errorf("got Content-Length %d, want %d", got, want)
	}
}

func TestConditionalRequests(t *testing.T) {
	url, dir, site := newWatchedSite(t)
	first := ask(t, "GET", url+"/rss.xml")
	tag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
	if !strings.HasPrefix(tag, `"`) || first.Header.Get("Cache-Control") == "" {
		t.Fatalf("got ETag %s, Cache-Control %q, want a strong validator and a lifetime", tag, first.Header.Get("Cache-Control"))
	}
	for _, c := range []struct {
		name   string
		header []string
		status int
	}{
		{"none", nil, 200},
		{"etag", []string{"If-None-Match", tag}, 304},
		{"etag in a list", []string{"If-None-Match", `"x", W/` + tag}, 304},
		{"any etag", []string{"If-None-Match", "*"}, 304},
		{"another etag", []string{"If-None-Match", `"x"`}, 200},
		{"date", []string{"If-Modified-Since", modified}, 304},
		{"older date", []string{"If-Modified-Since", "Thu, 01 Jan 1998 00:00:00 GMT"}, 200},
		{"nonsense date", []string{"If-Modified-Since", "yesterday"}, 200},
		{"etag before date", []string{"If-None-Match", `"x"`, "If-Modified-Since", modified}, 200},
	} {
		res := ask(t, "GET", url+"/rss.xml", c.header...)
		if res.StatusCode != c.status {
			t.Errorf("%s: got %d, want %d", c.name, res.StatusCode, c.status)
		}
		if res.StatusCode == 304 && (res.Header.Get("ETag") != tag || body(t, res) != "") {
			t.Errorf("%s: 304 with ETag %s and body, want %s and none", c.name, res.Header.Get("ETag"), tag)
		}
	}
	replace(t, filepath.Join(dir, "rss.xml"), strings.Replace(longFeed, "news", "olds", 1))
	site.Changed()
	res := ask(t, "GET", url+"/rss.xml", "If-None-Match", tag)
	if res.StatusCode != 200 || res.Header.Get("ETag") == tag {
		t.Errorf("after a change of the same length: got %d %s, want 200 and another tag", res.StatusCode, res.Header.Get("ETag"))
	}
}

// replace puts a new file in the place of an old one, with the old one's times.
func replace(t *testing.T, file, body string) {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file+".new", []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file+".new", info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

func TestCompression(t *testing.T) {
	url, _ := newTestSite(t)
	plain := ask(t, "GET", url+"/rss.xml")
	for _, c := range []struct{ accept, coding string }{
		{"gzip", "gzip"}, {"x-gzip", "gzip"}, {"GZIP", "gzip"}, {"gzip;q=0.5", "gzip"}, {"gzip, deflate, br, zstd", "br"}, {"br", "br"}, {"*", "br"},
		{"br, gzip;q=0.5", "br"}, {"gzip, br;q=0.5", "gzip"}, {"br;q=0, *", "gzip"}, {"identity;q=0, *", "br"}, {"identity;q=0, gzip", "gzip"},
		{"", ""}, {"gzip;q=0", ""}, {"identity", ""}, {"gzip;q=x", ""}, {"zstd", ""}, {"gzip;q=0.2, identity;q=0.9", ""}, {"gzip;q=7", ""},
	} {
		res := ask(t, "GET", url+"/rss.xml", "Accept-Encoding", c.accept)
		if got := res.Header.Get("Content-Encoding"); got != c.coding {
			t.Errorf("Accept-Encoding %q: got %q, want %q", c.accept, got, c.coding)
			continue
		}
		if own := res.Header.Get("ETag") != plain.Header.Get("ETag"); own != (c.coding != "") || res.Header.Get("Vary") != "Accept, Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: ETag %s, Vary %q; want a tag for each coding and Accept-Encoding", c.accept, res.Header.Get("ETag"), res.Header.Get("Vary"))
		}
		if got := unpacked(t, res); got != longFeed {
			t.Errorf("Accept-Encoding %q: unpacks to %d bytes, want the feed", c.accept, len(got))
		}
		again := ask(t, "GET", url+"/rss.xml", "Accept-Encoding", c.accept, "If-None-Match", res.Header.Get("ETag"))
		if again.StatusCode != 304 || again.Header.Get("ETag") != res.Header.Get("ETag") || again.Header.Get("Vary") == "" || again.Header.Get("Cache-Control") == "" {
			t.Errorf("Accept-Encoding %q: the tag gives %d with %v, want 304 and what the document would have", c.accept, again.StatusCode, again.Header)
		}
		other := ask(t, "GET", url+"/rss.xml", "If-None-Match", "W/"+res.Header.Get("ETag"))
		if other.StatusCode != 304 || other.Header.Get("ETag") != res.Header.Get("ETag") {
			t.Errorf("the tag %s asked with another coding gives %d %s, want 304 and the same", res.Header.Get("ETag"), other.StatusCode, other.Header.Get("ETag"))
		}
	}
	for path, accept := range map[string]string{"/rss.xml": "identity;q=0", "/atom.xml": "*;q=0", "/feed.json": "identity;q=0, zstd"} {
		if res := ask(t, "GET", url+path, "Accept-Encoding", accept); res.StatusCode != http.StatusNotAcceptable {
			t.Errorf("%s with Accept-Encoding %q: got %d, want 406", path, accept, res.StatusCode)
		}
	}
}

// unpacked is the body of an answer as it was before it was packed.
func unpacked(t *testing.T, res *http.Response) string {
	t.Helper()
	var from io.Reader = res.Body
	switch res.Header.Get("Content-Encoding") {
	case "gzip":
		z, err := gzip.NewReader(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		from = z
	case "br":
		from = brotli.NewReader(res.Body)
	}
	b, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNoRequestLeavesTheFolder(t *testing.T) {
	url, dir := newTestSite(t)
	secret := filepath.Join(t.TempDir(), "secret.html")
	if err := os.WriteFile(secret, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "link.html")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/link.html", "/../secret.html", "/%2e%2e/%2e%2e/etc/passwd", "/articles/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/a%00b"} {
		res := ask(t, "GET", url+path)
		if got := body(t, res); res.StatusCode != 404 || strings.Contains(got, "secret") || strings.Contains(got, "root:") {
			t.Errorf("GET %s: got %d %q, want 404", path, res.StatusCode, got)
		}
	}
}

func TestServeStopsWhenAsked(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	under, finish := make(chan bool), make(chan bool)
	go func() {
		handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			under <- true
			<-finish
			io.WriteString(w, "whole")
		})
		done <- Server{Handler: handler, Log: slog.New(slog.DiscardHandler), Most: 9}.Serve(ctx, listener)
	}()
	answer := make(chan string)
	go func() {
		res, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answer <- string(b)
	}()
	<-under
	cancel()
	select {
	case err := <-done:
		t.Fatalf("stopped with a request under way: %v", err)
	case <-time.After(20 * time.Millisecond):
	}
	close(finish)
	if got := <-answer; got != "whole" {
		t.Errorf("the request under way got %q, want its whole answer", got)
	}
	if err := <-done; err != nil {
		t.Errorf("got error %v", err)
	}
}

// Browsers show a feed with its style sheet only as plain XML.
func TestFeedForBrowsers(t *testing.T) {
	url, _ := newTestSite(t)
	const rss, plain = "application/rss+xml; charset=utf-8", "application/xml; charset=utf-8"
	for _, c := range []struct{ accept, want string }{
		{"", rss}, {"*/*", rss},
		{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", plain},
		{"application/rss+xml, text/html;q=0.5", rss},
		{"application/atom+xml,application/rss+xml,text/html", rss},
	} {
		res := ask(t, "GET", url+"/rss.xml", "Accept", c.accept)
		if got := res.Header.Get("Content-Type"); got != c.want {
			t.Errorf("Accept %q: got %q, want %q", c.accept, got, c.want)
		}
		if got := res.Header.Get("Vary"); !strings.Contains(got, "Accept,") {
			t.Errorf("Accept %q: Vary is %q, want Accept in it", c.accept, got)
		}
	}
}

// After RFC 9110 sections 13.1 and 13.2.
func TestPreconditions(t *testing.T) {
	url, _ := newTestSite(t)
	first := ask(t, "GET", url+"/rss.xml")
	tag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
	const long, later = "Thu, 01 Jan 1998 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
	for _, c := range []struct {
		name   string
		header []string
		status int
	}{
		{"if the tag matches", []string{"If-Match", tag}, 200},
		{"if one of the tags matches", []string{"If-Match", `"x", ` + tag}, 200},
		{"if there is any", []string{"If-Match", "*"}, 200},
		{"if another tag matches", []string{"If-Match", `"x"`}, 412},
		{"if a weak tag matches, which none does strongly", []string{"If-Match", "W/" + tag}, 412},
		{"if a tag without quotes matches", []string{"If-Match", strings.Trim(tag, `"`)}, 412},
		{"unmodified since it was", []string{"If-Unmodified-Since", modified}, 200},
		{"unmodified since long ago", []string{"If-Unmodified-Since", long}, 412},
		{"unmodified since nonsense", []string{"If-Unmodified-Since", "noon"}, 200},
		{"a tag goes before a date", []string{"If-Match", tag, "If-Unmodified-Since", long}, 200},
		{"it fails before it is fresh", []string{"If-Match", `"x"`, "If-None-Match", tag}, 412},
		{"it passes and is fresh", []string{"If-Match", tag, "If-None-Match", tag}, 304},
		{"unmodified and fresh", []string{"If-Unmodified-Since", later, "If-None-Match", tag}, 304},
		{"none of a tag without quotes", []string{"If-None-Match", strings.Trim(tag, `"`)}, 200},
		{"nor does the date count then", []string{"If-None-Match", "x", "If-Modified-Since", later}, 200},
		{"none of a star in quotes", []string{"If-None-Match", `"*"`}, 200},
		{"none of a tag that has ours in it", []string{"If-None-Match", `"x` + strings.Trim(tag, `"`) + `"`}, 200},
		{"none of a tag that more follows", []string{"If-None-Match", tag + "x"}, 200},
		{"none of a tag that another follows without a comma", []string{"If-None-Match", tag + ` "y"`}, 200},
		{"none of a tag among others that are none", []string{"If-None-Match", `x, "y"z, ` + tag}, 304},
		{"modified since a day to come", []string{"If-Modified-Since", later}, 200},
		{"none of a tag with a comma", []string{"If-None-Match", `"a,b",W/` + tag}, 304},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			res := ask(t, method, url+"/rss.xml", c.header...)
			if got := body(t, res); res.StatusCode != c.status || c.status != 200 && got != "" {
				t.Errorf("%s %s: got %d with %d bytes, want %d", method, c.name, res.StatusCode, len(got), c.status)
			}
		}
	}
}

// Whoever asks by date alone learns of a change within the second of the last one.
func TestChangesOfOneSecondHaveDatesOfTheirOwn(t *testing.T) {
	url, dir, site := newWatchedSite(t)
	date := ask(t, "GET", url+"/rss.xml").Header.Get("Last-Modified")
	for i, text := range []string{"olds", "odds"} {
		replace(t, filepath.Join(dir, "rss.xml"), strings.Replace(longFeed, "news", text, 1))
		site.Changed()
		res := ask(t, "GET", url+"/rss.xml", "If-Modified-Since", date)
		if res.StatusCode != 200 {
			t.Errorf("change %d: got %d, want the new document", i+1, res.StatusCode)
		}
		sent, err := http.ParseTime(res.Header.Get("Date"))
		if err != nil {
			t.Fatal(err)
		}
		if told, err := http.ParseTime(res.Header.Get("Last-Modified")); err != nil || told.After(sent) {
			t.Errorf("change %d: Last-Modified is %v, which the answer of %v cannot know (%v)", i+1, told, sent, err)
		}
	}
}

// What is too large for memory is weighed like a document.
func TestPreconditionsOfLargeFiles(t *testing.T) {
	url, dir := newTestSite(t)
	film := filepath.Join(dir, "launch.mp4")
	if err := os.WriteFile(film, make([]byte, largest+1), 0o644); err != nil {
		t.Fatal(err)
	}
	if res := ask(t, "HEAD", url+"/launch.mp4"); res.Header.Get("Last-Modified") != "" {
		t.Errorf("a film of this second is dated %s, as its successor of the same second would be", res.Header.Get("Last-Modified"))
	}
	made := time.Date(2026, 11, 9, 7, 30, 0, 0, time.UTC)
	if err := os.Chtimes(film, made, made); err != nil {
		t.Fatal(err)
	}
	first := ask(t, "HEAD", url+"/launch.mp4")
	tag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
	const long, later = "Thu, 01 Jan 1998 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
	for _, c := range []struct {
		name   string
		header http.Header
		status int
	}{
		{"two lines of tags", http.Header{"If-None-Match": {`"x"`, tag}}, 304},
		{"two lines of tags to match", http.Header{"If-Match": {`"x"`, tag}}, 200},
		{"the date", http.Header{"If-Modified-Since": {modified}}, 304},
		{"a date to come", http.Header{"If-Modified-Since": {later}}, 200},
		{"two dates", http.Header{"If-Modified-Since": {modified, long}}, 200},
		{"a part", http.Header{"Range": {"bytes=0-9"}}, 206},
		{"a part of what has changed", http.Header{"Range": {"bytes=0-9"}, "If-Range": {`"x"`}}, 200},
		{"a part in a unit of the future", http.Header{"Range": {"scenes=1"}}, 200},
		{"a part beyond the end", http.Header{"Range": {"bytes=99999999-"}}, 416},
	} {
		req, err := http.NewRequestWithContext(t.Context(), "HEAD", url+"/launch.mp4", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header = c.header
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != c.status {
			t.Errorf("%s: got %d, want %d", c.name, res.StatusCode, c.status)
		}
	}
}

// Within a rush of requests a file is not opened for each; a change is seen when it is
// told of, and else by the first request after the rush.
func TestChangesAreSeenWhenToldOrSoonAfter(t *testing.T) {
	_, dir, site := newWatchedSite(t)
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	site.now = func() time.Time { return now }
	get := func() (int, string) {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", "/atom.xml", nil))
		return w.Code, w.Body.String()
	}
	file := filepath.Join(dir, "atom.xml")
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"at first", func() {}, "<feed/>"},
		{"replaced within the rush", func() { replace(t, file, "<feed />") }, "<feed/>"},
		{"told", site.Changed, "<feed />"},
		{"replaced again, after the rush", func() { replace(t, file, "<feed  />"); now = now.Add(rush + 1) }, "<feed  />"},
		{"the clock set back", func() { replace(t, file, "<feed/>"); now = now.Add(-time.Hour) }, "<feed/>"},
	}
	for _, s := range steps {
		s.do()
		if code, got := get(); code != 200 || got != s.want {
			t.Errorf("%s: got %d %q, want %q", s.name, code, got, s.want)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	site.Changed()
	if code, _ := get(); code != 404 {
		t.Errorf("removed: got %d, want 404", code)
	}
}

// An answer from memory asks the system for nothing and makes next to nothing.
func TestAnswersFromMemoryAllocateLittle(t *testing.T) {
	_, _, site := newWatchedSite(t)
	for _, c := range []struct {
		name   string
		header http.Header
		most   float64
	}{
		{"plain", http.Header{}, 3},
		{"gzip", http.Header{"Accept-Encoding": {"gzip, deflate, br"}}, 3},
	} {
		r := httptest.NewRequest("GET", "/rss.xml", nil)
		r.Header = c.header
		w := &discard{header: http.Header{}}
		site.ServeHTTP(w, r)
		now := time.Now()
		site.now = func() time.Time { return now }
		site.ServeHTTP(w, r)
		if got := testing.AllocsPerRun(100, func() { site.ServeHTTP(w, r) }); got > c.most {
			t.Errorf("%s: %.0f allocations, want %.0f at the most", c.name, got, c.most)
		}
	}
}

// discard is an answer that nobody reads.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }
func (d *discard) WriteHeader(int)             {}
