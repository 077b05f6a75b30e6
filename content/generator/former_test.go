package generator

import (
	"testing"
	"testing/fstest"
)

func TestFormerAddresses(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	f := ReadFormer(fstest.MapFS{
		"static/_redirects":      file("# ours\n/old/gauges.html  /gauges/ 301\n/log/*  /posts/:splat\n/:year/tides  /tides/\n/*  /404.html 404\n"),
		"netlify.toml":           file("[[redirects]]\nfrom = \"/nets\"\nto = \"/posts/nets/\"\n"),
		"vercel.json":            file(`{"redirects": [{"source": "/docs/:path*", "destination": "/manual/"}]}`),
		"src/.htaccess":          file("Redirect 301 /lights /posts/lights/\nRedirectPermanent /fog /posts/fog/\nRedirectMatch ^/x(.*) /y\nOptions -Indexes\n"),
		"content/posts/a.md":     file("---\ntitle: A\naliases:\n  - /first/\n  - /2019/second.html\ntags: [x]\n---\nWords.\n"),
		"content/posts/b.md":     file("+++\ntitle = \"B\"\naliases = [\"third/index.html\", '/fourth']\n+++\n"),
		"_posts/2026-03-01-c.md": file("---\nredirect_from: /fifth/\n---\n"),
	})
	for p, want := range map[string]bool{
		"/old/gauges.html": true, "old/gauges": true, "/log/2019/x": true, "/2019/tides/": true, "/2019/05/tides/": false, "/nets/": true,
		"/docs/a/b": true, "/lights": true, "/fog/": true, "/first": true, "/2019/second.html": true, "/third/": true, "/fourth/": true, "/fifth": true,
		"/x": false, "/posts/nets/": false, "/nowhere/": false, "/": false, "/tags": false,
	} {
		if got := f.Has(p); got != want {
			t.Errorf("%s: got %v, want %v", p, got, want)
		}
	}
}
