package web

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// filmOn puts a film of four gigabytes, most of them nothing, onto a site.
func filmOn(t *testing.T, dir string) {
	t.Helper()
	name := filepath.Join(dir, "media", "film.mp4")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("here it goes on"), 3<<30); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(4 << 30); err != nil {
		t.Fatal(err)
	}
}

// A player that goes on from the middle of a film is sent that, and no film is in
// memory for it.
func TestSeekInFilm(t *testing.T) {
	url, dir := newTestSite(t)
	filmOn(t, dir)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	res := ask(t, http.MethodGet, url+"/media/film.mp4", "Range", "bytes=3221225472-3221225486")
	if got := body(t, res); res.StatusCode != http.StatusPartialContent || got != "here it goes on" {
		t.Errorf("a range is answered by %d, %.40q, want 206 and the middle", res.StatusCode, got)
	}
	if got, want := res.Header.Get("Content-Range"), "bytes 3221225472-3221225486/4294967296"; got != want {
		t.Errorf("Content-Range is %q, want %q", got, want)
	}
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 8<<20 {
		t.Errorf("the answer took %d bytes of memory", after.TotalAlloc-before.TotalAlloc)
	}
	res = ask(t, http.MethodHead, url+"/media/film.mp4")
	if res.ContentLength != 4<<30 || res.Header.Get("Accept-Ranges") != "bytes" || res.Header.Get("Content-Type") != "video/mp4" {
		t.Errorf("HEAD: %d bytes, %v", res.ContentLength, res.Header)
	}
}

// A picture of any size is sent by ranges too, and not at all to whoever has it.
func TestSmallFilesHaveRanges(t *testing.T) {
	url, dir := newTestSite(t)
	for _, name := range []string{"talk.mp3", "report.pdf", "quay.jpg", "odd.zip"} {
		file := filepath.Join(dir, "media", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.Repeat("0123456789", 700)), 0o644); err != nil {
			t.Fatal(err)
		}
		res := ask(t, http.MethodGet, url+"/media/"+name, "Range", "bytes=0-9", "Accept-Encoding", "gzip, br")
		if got := body(t, res); res.StatusCode != http.StatusPartialContent || got != "0123456789" || res.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: a range is answered by %d, %.40q", name, res.StatusCode, got)
		}
		tag := res.Header.Get("ETag")
		if strings.HasPrefix(tag, "W/") || tag == "" {
			t.Errorf("%s: the tag is %q, want a strong one, for If-Range", name, tag)
		}
		if res := ask(t, http.MethodGet, url+"/media/"+name, "Range", "bytes=10-19", "If-Range", tag); res.StatusCode != http.StatusPartialContent {
			t.Errorf("%s: If-Range with its tag is answered by %d, want 206", name, res.StatusCode)
		}
		if res := ask(t, http.MethodGet, url+"/media/"+name, "Range", "bytes=10-19", "If-Range", `"another"`); res.StatusCode != http.StatusOK {
			t.Errorf("%s: If-Range with another tag is answered by %d, want 200", name, res.StatusCode)
		}
		if res := ask(t, http.MethodGet, url+"/media/"+name, "If-None-Match", tag); res.StatusCode != http.StatusNotModified {
			t.Errorf("%s: If-None-Match is answered by %d, want 304", name, res.StatusCode)
		}
		if res := ask(t, http.MethodGet, url+"/media/"+name, "Range", "bytes=9000-"); res.StatusCode != http.StatusRequestedRangeNotSatisfiable {
			t.Errorf("%s: a range beyond the end is answered by %d, want 416", name, res.StatusCode)
		}
		io.Copy(io.Discard, res.Body)
	}
}

// A drawing that is opened by itself runs nothing.
func TestDrawingIsFenced(t *testing.T) {
	url, dir := newTestSite(t)
	if err := os.MkdirAll(filepath.Join(dir, "media"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "media", "a.svg"), []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), 0o644); err != nil {
		t.Fatal(err)
	}
	res := ask(t, http.MethodGet, url+"/media/a.svg")
	if got := res.Header.Get("Content-Security-Policy"); !strings.Contains(got, "sandbox") || res.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("a drawing has the policy %q and the type %q", got, res.Header.Get("Content-Type"))
	}
}
