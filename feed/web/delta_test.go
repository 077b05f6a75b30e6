package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"
)

// story is an entry of a feed in a test.
type story struct {
	id      int
	version int
}

func rssOf(stories []story) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\">\n  <channel>\n    <title>Quay</title>\n")
	for _, s := range stories {
		fmt.Fprintf(&b, "    <item>\n      <title>Item %d</title>\n      <guid isPermaLink=\"false\">urn:%d</guid>\n      <description><![CDATA[</item><item><guid>urn:0</guid> %d]]></description>\n      <media:group/>\n    </item>\n", s.id, s.id, s.version)
	}
	b.WriteString("  </channel>\n</rss>\n")
	return b.String()
}

func atomOf(stories []story) string {
	var b strings.Builder
	b.WriteString("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  <id>urn:feed</id>\n")
	for _, s := range stories {
		fmt.Fprintf(&b, "  <entry><author><id>urn:0</id></author><id>urn:%d</id><title>%d</title></entry>\n", s.id, s.version)
	}
	b.WriteString("</feed>\n")
	return b.String()
}

// read is what a feed shows, as a reader that parses it takes it.
func read(t *testing.T, text string) (all []story) {
	t.Helper()
	var doc struct {
		Items []struct {
			GUID string `xml:"guid"`
			Text string `xml:"description"`
		} `xml:"channel>item"`
		Entries []struct {
			ID    string `xml:"id"`
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	for _, i := range doc.Items {
		var s story
		fmt.Sscanf(i.GUID, "urn:%d", &s.id)
		fmt.Sscanf(i.Text[strings.LastIndex(i.Text, " "):], " %d", &s.version)
		all = append(all, s)
	}
	for _, e := range doc.Entries {
		var s story
		fmt.Sscanf(e.ID, "urn:%d", &s.id)
		fmt.Sscanf(e.Title, "%d", &s.version)
		all = append(all, s)
	}
	return all
}

// publish puts a document in its place, as an edition does.
func publish(t *testing.T, dir string, site *Site, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file+".new", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
	site.Changed()
}

func TestFeedsInPart(t *testing.T) {
	url, dir, site := newWatchedSite(t)
	for name, of := range map[string]func([]story) string{"rss.xml": rssOf, "atom.xml": atomOf} {
		first := []story{{5, 1}, {4, 1}, {3, 1}, {2, 1}}
		publish(t, dir, site, name, of(first))
		res := ask(t, "GET", url+"/"+name, "A-IM", "feed")
		if res.StatusCode != 200 {
			t.Fatalf("%s: the first answer is %s, want the whole", name, res.Status)
		}
		tag := res.Header.Get("ETag")
		for _, c := range []struct {
			what   string
			now    []story
			header []string
			status int
			want   []story
		}{
			{"nothing new", first, nil, 304, nil},
			{"one new, the oldest makes room", []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}, nil, 226, []story{{6, 1}}},
			{"one edited", []story{{5, 1}, {4, 2}, {3, 1}, {2, 1}}, nil, 226, []story{{4, 2}}},
			{"one edited, which moves to the top", []story{{3, 2}, {5, 1}, {4, 1}, {2, 1}}, nil, 226, []story{{3, 2}}},
			{"all new", []story{{9, 1}, {8, 1}, {7, 1}, {6, 1}}, nil, 226, []story{{9, 1}, {8, 1}, {7, 1}, {6, 1}}},
			{"one withdrawn", []story{{5, 1}, {3, 1}, {2, 1}}, nil, 200, []story{{5, 1}, {3, 1}, {2, 1}}},
			{"the oldest withdrawn", []story{{5, 1}, {4, 1}, {3, 1}}, nil, 200, []story{{5, 1}, {4, 1}, {3, 1}}},
			{"one withdrawn, one new", []story{{6, 1}, {5, 1}, {3, 1}, {2, 1}}, nil, 200, []story{{6, 1}, {5, 1}, {3, 1}, {2, 1}}},
			{"a library asks, not its program", []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}, []string{"Accept", "application/atom+xml,application/rdf+xml,application/rss+xml,application/x-netcdf,application/xml;q=0.9,text/xml;q=0.2,*/*;q=0.1"}, 200, []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}},
			{"packed", []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}, []string{"Accept-Encoding", "gzip"}, 226, []story{{6, 1}}},
			{"by a weak tag in a list", []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}, []string{"If-None-Match", `"x", W/` + tag}, 226, []story{{6, 1}}},
			{"of an edition that nobody knows", []story{{6, 1}, {5, 1}}, []string{"If-None-Match", `"x"`}, 200, []story{{6, 1}, {5, 1}}},
			{"not wanted", []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}, []string{"A-IM", "feed;q=0"}, 200, []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}},
			{"wanted in another way", []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}, []string{"A-IM", "vcdiff, gzip"}, 200, []story{{6, 1}, {5, 1}, {4, 1}, {3, 1}}},
		} {
			publish(t, dir, site, name, of(c.now))
			res := ask(t, "GET", url+"/"+name, append([]string{"A-IM", "feed", "If-None-Match", tag}, c.header...)...)
			if res.StatusCode != c.status {
				t.Errorf("%s: %s: got %d, want %d", name, c.what, res.StatusCode, c.status)
				continue
			}
			if res.StatusCode == 304 {
				continue
			}
			if got := read(t, unpacked(t, res)); !slices.Equal(got, c.want) {
				t.Errorf("%s: %s: got %v, want %v", name, c.what, got, c.want)
			}
			whole := ask(t, "GET", url+"/"+name, c.header...)
			h := res.Header
			if c.status == 226 && (h.Get("IM") != "feed" || h.Get("Cache-Control") != "no-store, im" || !strings.Contains(h.Get("Vary"), "A-IM") || h.Get("ETag") != whole.Header.Get("ETag") && !strings.Contains(c.what, "weak")) {
				t.Errorf("%s: %s: got %v, want what says that this is a part of %s", name, c.what, h, whole.Header.Get("ETag"))
			}
		}
	}
}

// A reader that takes feeds in part ends with the entries of one that takes them whole.
func TestPartsAddUp(t *testing.T) {
	url, dir, site := newWatchedSite(t)
	random := rand.New(rand.NewPCG(1, 2))
	feed, next := []story{}, 1
	has, tag, parts := map[int]int{}, "", 0
	for step := range 300 {
		switch n := random.IntN(10); {
		case n < 5 || len(feed) == 0:
			feed = append([]story{{next, 0}}, feed...)
			next++
			feed = feed[:min(len(feed), 10)]
		case n < 8:
			feed[random.IntN(len(feed))].version++
		default:
			i := random.IntN(len(feed))
			feed = slices.Delete(slices.Clone(feed), i, i+1)
		}
		publish(t, dir, site, "rss.xml", rssOf(feed))
		if random.IntN(3) == 0 {
			continue // the reader sleeps
		}
		header := []string{"A-IM", "feed"}
		if tag != "" {
			header = append(header, "If-None-Match", tag)
		}
		res := ask(t, "GET", url+"/rss.xml", header...)
		if res.StatusCode == http.StatusNotModified {
			continue
		}
		tag = res.Header.Get("ETag")
		if res.StatusCode == http.StatusOK {
			clear(has)
		} else {
			parts++
		}
		for _, s := range read(t, body(t, res)) {
			has[s.id] = s.version
		}
		for _, s := range feed {
			if v, ok := has[s.id]; !ok || v != s.version {
				t.Fatalf("step %d: the reader has version %d of %d (%v), want %d", step, v, s.id, ok, s.version)
			}
		}
		for id := range has {
			if len(feed) > 0 && id > feed[len(feed)-1].id && !slices.ContainsFunc(feed, func(s story) bool { return s.id == id }) {
				t.Fatalf("step %d: the reader has %d, which was withdrawn", step, id)
			}
		}
	}
	if parts < 50 {
		t.Errorf("only %d answers were parts", parts)
	}
}

// What rests for a minute is packed as well as can be, under a tag of its own; what
// changes before is not.
func TestWhatRestsIsPackedBetter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		site := NewSite(root.FS(), Options{})
		rest := make(chan bool)
		go func() { site.Rest(t.Context()); close(rest) }()
		text := []byte(rssOf(make([]story, 300)))
		doc := func(name string) *document {
			d := newDocument(name, stillFile(t, root, name), text, site.options.Load())
			d.packed = site.packedQuickly
			site.keep(name, &cached{document: d})
			return d
		}
		stays, goes := doc("rss.xml"), doc("atom.xml")
		quick, gone := stays.form(brotlied), goes.form(brotlied)
		time.Sleep(restAfter / 2)
		doc("atom.xml")
		time.Sleep(restAfter)
		synctest.Wait()
		better := stays.form(brotlied)
		if better.tag == quick.tag || len(better.body) > len(quick.body) {
			t.Errorf("got %d bytes %s after a minute, %d %s before", len(better.body), better.tag, len(quick.body), quick.tag)
		}
		var back bytes.Buffer
		if _, err := back.ReadFrom(brotli.NewReader(bytes.NewReader(better.body))); err != nil || !bytes.Equal(back.Bytes(), text) {
			t.Errorf("it unpacks to %d bytes, %v; want %d", back.Len(), err, len(text))
		}
		if goes.form(brotlied) != gone {
			t.Error("a document that nobody sends any more was packed")
		}
	})
}

func stillFile(t *testing.T, root *os.Root, name string) os.FileInfo {
	t.Helper()
	if err := root.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	info, err := root.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}
