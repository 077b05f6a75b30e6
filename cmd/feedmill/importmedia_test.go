package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feedmill/content/export"
)

// What an imported article refers to comes into the folder, and nothing comes from
// addresses that are not public, unless that is wanted.
func TestImportFetchesMedia(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/up/gone.png" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "image/png")
		w.Write([]byte(r.URL.Path))
	}))
	defer server.Close()
	e := export.Entry{}
	e.Link, e.Image = server.URL+"/tide/", server.URL+"/up/head.png"
	e.Body = `<p><img src="` + server.URL + `/up/quay.png?a=1&amp;b=2" alt=""> <a href="` + server.URL + `/up/gone.png">x</a></p>`

	refused := newBringing(t.TempDir(), "", false)
	same, err := refused.bring(t.Context(), e)
	if err != nil || same.Body != e.Body || same.Image != e.Image || !strings.Contains(refused.report(), "is not a public address") {
		t.Errorf("from a private address: %+v, %v, %s", same, err, refused.report())
	}

	dir := t.TempDir()
	for _, want := range []string{"2 files fetched\nfetch ", "0 files fetched; 2 there already\nfetch "} {
		b := newBringing(dir, "", true)
		got, err := b.bring(t.Context(), e)
		if err != nil || got.Image != "/up/head.png" || !strings.Contains(got.Body, `<img src="/up/quay.png" alt="">`) || !strings.Contains(got.Body, server.URL+"/up/gone.png") {
			t.Errorf("got %+v, %v", got, err)
		}
		if report := b.report(); !strings.HasPrefix(report, want) || !strings.HasSuffix(report, "answered 404 Not Found") {
			t.Errorf("report is %q, want %q", report, want)
		}
		if err := b.close(); err != nil {
			t.Error(err)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "up", "quay.png")); err != nil || string(data) != "/up/quay.png" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}
