package feed

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/read"
)

// Pictures are looked for wherever a site's generator takes them from.
func TestCheckFindsPicturesOfTheSite(t *testing.T) {
	has := map[string]bool{"static": true, "static/img/quay.png": true, "posts/locks.png": true, "static/cover.jpg": true, "posts/a.md": true}
	there := func(p string) bool { return has[p] }
	for _, c := range []struct{ text, want string }{
		{"![Quay](/img/quay.png) ![Locks](locks.png)", ""},
		{"![Quay](img/quay.png)", ""},
		{"![Quay](/img/gull.png)", "shows /img/gull.png, which is not in static; correct the address, or add the file"},
		{"![Quay](gull.png)", "leads to posts/gull.png, which is not in the folder; correct the link, or add the file"},
		{"[All](/img/gull/)", ""},
		{"[A](@/posts/gone.md)", ""}, // is told with where links lead
	} {
		articles, err := read.Parse(content.File{Path: "posts/a.md", Data: []byte("---\ntitle: A\nimage: cover.jpg\n---\nWords. " + c.text + "\n")}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range Check(articles[0], time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC), there, []string{"static", "public"}) {
			got = append(got, f.Message)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
