package catalog

// A folder in memory, as the tests of this package change it, and what helps them look.

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/folder"
)

// text is a body whose source is its text.
type text string

func (t text) HTML() string   { return "<p>" + string(t) + "</p>" }
func (t text) Text() string   { return string(t) }
func (t text) Source() string { return string(t) }

var (
	zone = time.FixedZone("", 8*3600)
	noon = time.Date(2020, 6, 1, 12, 0, 0, 0, time.UTC)
)

// disk is a folder of files as lstat and a parser would tell of it: a file is
// articles, an inode and a modification time.
type disk struct {
	tb    testing.TB
	files map[string]*file
	inode uint64
	now   time.Time
	dirty map[string]bool
}

type file struct {
	articles []*content.Article
	inode    uint64
	modified time.Time
	changed  int64
	raw      string // its bytes, where the articles do not tell
	err      error
}

func newDisk(tb testing.TB) *disk {
	return &disk{tb: tb, files: map[string]*file{}, now: noon, dirty: map[string]bool{}}
}

// write puts articles into a file as an editor does that writes in place.
func (d *disk) write(path string, articles ...*content.Article) {
	f := d.files[path]
	if f == nil {
		d.inode++
		f = &file{inode: d.inode}
		d.files[path] = f
	}
	f.articles, f.modified, f.err = articles, d.now, nil
	d.touched(path)
}

// replace writes as an editor does that renames a new file over the old one.
func (d *disk) replace(path string, articles ...*content.Article) {
	d.inode++
	d.files[path] = &file{inode: d.inode, articles: articles, modified: d.now}
	d.touched(path)
}

func (d *disk) touched(path string) {
	d.tick()
	if f := d.files[path]; f != nil {
		f.changed = d.now.UnixNano()
	}
	d.dirty[path] = true
}

func (d *disk) tick() { d.now = d.now.Add(time.Minute) }

func (d *disk) rename(from, to string) {
	f, ok := d.files[from]
	if !ok {
		d.tb.Fatalf("rename %s: no such file", from)
	}
	d.files[to] = f
	delete(d.files, from)
	d.touched(from)
	d.touched(to)
}

func (d *disk) copy(from, to string) {
	d.write(to, d.files[from].articles...)
}

func (d *disk) remove(path string) {
	delete(d.files, path)
	d.touched(path)
}

// clone is what git clone makes of the folder: every inode and date is another.
func (d *disk) clone() {
	for _, p := range slices.Sorted(maps.Keys(d.files)) {
		d.inode += 7
		f := *d.files[p]
		f.inode, f.modified = d.inode, d.now
		d.files[p] = &f
		d.touched(p)
	}
}

func (f *file) fingerprint() folder.Fingerprint {
	return folder.Fingerprint{Dev: 1, Ino: f.inode, Size: int64(len(f.bytes())), Mtime: f.modified.UnixNano(), Ctime: f.changed}
}

func (f *file) bytes() []byte {
	if f.raw != "" {
		return []byte(f.raw)
	}
	var b strings.Builder
	for _, a := range f.articles {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s|%v|%v\n", a.ID(), a.Title(), a.Published(), a.Updated(), a.Section(), a.Body(), a.Tags(), a.Draft())
	}
	return []byte(b.String())
}

func (f *file) reading(path string) Reading {
	r := Reading{Path: path, Fingerprint: f.fingerprint(), ModTime: f.modified, Err: f.err}
	if f.err != nil {
		return r
	}
	sum := sha256.Sum256(f.bytes())
	copy(r.FileHash[:], sum[:])
	for i, a := range f.articles {
		r.Articles = append(r.Articles, a.With(func(facts *content.Facts) {
			if facts.Path = path; len(f.articles) > 1 {
				facts.Part = i + 1
			}
		}))
	}
	return r
}

// changes are the readings and the paths gone since the last call.
func (d *disk) changes() (readings []Reading, gone []string) {
	for _, p := range slices.Sorted(maps.Keys(d.dirty)) {
		if f, ok := d.files[p]; ok {
			readings = append(readings, f.reading(p))
		} else {
			gone = append(gone, p)
		}
	}
	clear(d.dirty)
	return readings, gone
}

// apply has the catalog see what changed on the disk.
func apply(tb testing.TB, c *Catalog, d *disk) Delta {
	tb.Helper()
	readings, gone := d.changes()
	delta, err := c.Apply(readings, gone, d.now)
	if err != nil {
		tb.Fatalf("Apply: %v", err)
	}
	return delta
}

func open(tb testing.TB, o Options) *Catalog {
	tb.Helper()
	return openAt(tb, filepath.Join(tb.TempDir(), "catalog.db"), o)
}

func openAt(tb testing.TB, path string, o Options) *Catalog {
	tb.Helper()
	if o.Authority == "" {
		o.Authority = "news.example"
	}
	if o.Zone == nil {
		o.Zone = zone
	}
	c, err := Open(path, o)
	if err != nil {
		tb.Fatalf("Open: %v", err)
	}
	tb.Cleanup(func() { c.Close() })
	return c
}

func at(tb testing.TB, c *Catalog, path string) Record {
	tb.Helper()
	rs, err := c.ByPath(path)
	if err != nil || len(rs) != 1 {
		tb.Fatalf("ByPath(%s) = %d records, %v; want 1", path, len(rs), err)
	}
	return rs[0]
}

func must[T any](tb testing.TB) func(T, error) T {
	return func(v T, err error) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return v
	}
}

func titles(rs []Record) []string {
	out := []string{}
	for _, r := range rs {
		out = append(out, r.Title)
	}
	return out
}

func dated(title string, day int, body string) *content.Article {
	return content.New(content.Facts{
		Title: title, Body: text(body),
		Published: dates.Date{Time: time.Date(2020, 1, day, 9, 0, 0, 0, time.UTC)},
	})
}

func undated(title, body string) *content.Article {
	return content.New(content.Facts{Title: title, Body: text(body)})
}

// phrases are a text of some length that shares no phrase with that of another seed.
func phrases(seed int) string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "w%dx%d ", seed, (i*i+seed)%97)
	}
	return b.String()
}

func TestNewestFirst(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	for day := 1; day <= 9; day++ {
		a := dated(fmt.Sprintf("Day %d", day), day, phrases(day))
		a = a.With(func(f *content.Facts) { f.Section = "News" })
		if day%2 == 0 {
			a = a.With(func(f *content.Facts) { f.Section, f.Tags, f.Language = "sport", []string{"Cup", "cup"}, "en-GB" })
		}
		d.write(fmt.Sprintf("%d.txt", day*7%10), a)
	}
	delta := apply(t, c, d)
	if len(delta.Appeared) != 9 || len(delta.Changed)+len(delta.Vanished)+len(delta.Notes) != 0 {
		t.Errorf("delta = %+v, want nine appeared", delta)
	}
	for _, test := range []struct {
		s    Selection
		n    int
		want string
	}{
		{Selection{}, 3, "[Day 9 Day 8 Day 7]"},
		{Selection{}, 0, "[]"},
		{Selection{Section: "NEWS"}, 2, "[Day 9 Day 7]"},
		{Selection{Tag: "cup"}, 9, "[Day 8 Day 6 Day 4 Day 2]"},
		{Selection{Tag: "cup", Section: "Sport", Language: "en"}, 2, "[Day 8 Day 6]"},
		{Selection{Tag: "cup", Section: "news"}, 2, "[]"},
		{Selection{Author: "nobody"}, 2, "[]"},
	} {
		got := fmt.Sprint(titles(must[[]Record](t)(c.Newest(test.s, test.n))))
		if got != test.want {
			t.Errorf("Newest(%+v, %d) = %s, want %s", test.s, test.n, got, test.want)
		}
	}
	tags := must[[]Facet](t)(c.Facets(Tag))
	if len(tags) != 1 || tags[0].Name != "Cup" || tags[0].Count != 4 || tags[0].Selection.Tag != "Cup" {
		t.Errorf("Facets(Tag) = %+v, want Cup with four", tags)
	}
}
