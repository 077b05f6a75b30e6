package main

import (
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// published is what a site generator made of an article, as .ci/answers wrote it down.
type published struct {
	URL, Title, Date string
	IDs, Links       []string
}

// Sites of other generators, built untouched, have the addresses, titles, days, order, ids
// of headings and links that their own generators gave them.
func TestAnswersOfGenerators(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/sites/*.json")
	must(t, err)
	if len(files) < 5 {
		t.Fatalf("%d sites have answers", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			t.Parallel()
			var want []published
			data, err := os.ReadFile(file)
			must(t, err)
			must(t, json.Unmarshal(data, &want))
			got := builtSite(t, strings.TrimSuffix(file, ".json"))
			if len(got) != len(want) {
				t.Errorf("%d articles, want %d", len(got), len(want))
			}
			if undated(want) {
				got = inOrderOf(want, got)
			}
			for i := range min(len(got), len(want)) {
				g, w := told(t, got[i]), told(t, want[i])
				if len(want[i].IDs) == 0 {
					got[i].IDs = nil // of a generator whose headings have none, nothing leads to them
					g = told(t, got[i])
				}
				if g != w {
					t.Errorf("article %d: got\n%s\nwant\n%s", i+1, g, w)
				}
			}
		})
	}
}

// builtSite is what readers get of a site.
func builtSite(t *testing.T, site string) (all []published) {
	t.Helper()
	dir, out := filepath.Join(t.TempDir(), "site"), t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS(site)))
	said, err := exec.Command("feedmill", "build", "--formats", "json", "--content", "full", "--state", t.TempDir(), "--out", out, dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	var feed struct {
		Items []struct {
			URL, Title string
			Date       string `json:"date_published"`
			Content    string `json:"content_html"`
		}
	}
	data, err := os.ReadFile(filepath.Join(out, "feed.json"))
	must(t, err)
	must(t, json.Unmarshal(data, &feed))
	for _, i := range feed.Items {
		a := published{URL: i.URL, Title: i.Title, Date: i.Date}
		base, err := url.Parse(i.URL)
		must(t, err)
		z := html.NewTokenizer(strings.NewReader(i.Content))
		for token := z.Next(); token != html.ErrorToken; token = z.Next() {
			tag := z.Token()
			for _, at := range tag.Attr {
				switch {
				case at.Key == "id" && headingTag.MatchString(tag.Data):
					a.IDs = append(a.IDs, strings.TrimPrefix(at.Val, "user-content-"))
				case at.Key == "href" && tag.Data == "a":
					to, err := base.Parse(at.Val)
					must(t, err)
					a.Links = append(a.Links, to.String())
				}
			}
		}
		all = append(all, a)
	}
	return all
}

var headingTag = regexp.MustCompile(`^h[1-6]$`)

// undated reports whether a site is a manual, whose pages have no order in time.
func undated(all []published) bool { return all[0].Date == "" }

func inOrderOf(want, got []published) (all []published) {
	for _, w := range want {
		for _, g := range got {
			if g.URL == w.URL {
				g.Date = ""
				all = append(all, g)
			}
		}
	}
	return all
}

// told is an answer as one text, its addresses as they read and its date in UTC.
func told(t *testing.T, a published) string {
	t.Helper()
	plain := func(address string) string {
		s, err := url.PathUnescape(address)
		must(t, err)
		return s
	}
	if at, err := time.Parse(time.RFC3339, a.Date); err == nil {
		a.Date = at.UTC().Format(time.RFC3339)
	}
	lines := []string{plain(a.URL), a.Title, a.Date, "ids: " + strings.Join(a.IDs, " ")}
	for _, l := range a.Links {
		lines = append(lines, plain(l))
	}
	return strings.Join(lines, "\n")
}
