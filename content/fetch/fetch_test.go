package fetch

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFilesAreFetchedOnce(t *testing.T) {
	asked := map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		switch r.URL.Path {
		case "/up/quay.jpg":
			w.Header().Set("Content-Type", "image/jpeg")
			w.Write([]byte("wet"))
		case "/up/moved.jpg":
			http.Redirect(w, r, "/up/quay.jpg", http.StatusFound)
		case "/up/page.jpg":
			w.Header().Set("Content-Type", "text/html")
		case "/up/large.mp4":
			w.Write([]byte(strings.Repeat("x", 2<<20)))
		case "/up/cut.mp4":
			w.Header().Set("Content-Length", "9")
			w.Write([]byte("half"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "news")
	f, err := Open(dir, server.URL+"/", server.Client(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range []struct {
		ref, place string
		isNew      bool
		fails      string
	}{
		{server.URL + "/up/quay.jpg?w=300", "up/quay.jpg", true, ""},
		{server.URL + "/up/quay.jpg", "up/quay.jpg", false, ""},
		{server.URL + "/up/moved.jpg", "up/moved.jpg", true, ""},
		{server.URL + "/up/page.jpg", "", false, "in place of the file"},
		{server.URL + "/up/gone.jpg", "", false, "404"},
		{server.URL + "/up/large.mp4", "", false, "larger than 1 MB"},
		{server.URL + "/up/cut.mp4", "", false, "unexpected EOF"},
		{server.URL + "/up/", "", false, "no address of a file"},
		{server.URL + "/../.ssh/x.jpg", "", false, "no address of a file"},
		{"file:///etc/passwd.jpg", "", false, "no address of a file"},
	} {
		place, isNew, err := f.Get(t.Context(), c.ref)
		if place != c.place || isNew != c.isNew || (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%s: %q, new %v, %v; want %q, new %v, %q", c.ref, place, isNew, err, c.place, c.isNew, c.fails)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "up", "quay.jpg")); err != nil || string(data) != "wet" || asked["/up/quay.jpg"] != 2 {
		t.Errorf("the file holds %q (%v), and was asked for %d times", data, err, asked["/up/quay.jpg"])
	}
	left, _ := os.ReadDir(filepath.Join(dir, "up"))
	if len(left) != 2 {
		t.Errorf("left behind are %v", left)
	}
	if place, ok := f.Place("https://other.example:81/a/b.png"); !ok || place != "other.example-81/a/b.png" {
		t.Errorf("the file of another host lies at %q, %v", place, ok)
	}
}
