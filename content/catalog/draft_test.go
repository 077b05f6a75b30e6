package catalog

// What one article more costs, counted: a first build reads a hundred thousand.

import (
	"runtime"
	"strings"
	"testing"

	"github.com/google/uuid"

	"feedmill/content"
	"feedmill/content/folder"
	"feedmill/content/permalink"
	"feedmill/content/read"
)

// An article that is not shown is read and filed with a bounded number of allocations,
// however long it is, and with no more memory than its file and ten kilobytes.
func TestCostOfReading(t *testing.T) {
	const mostAllocations, mostBytes = 80, 10 << 10 // 72 and 8.9 KB when this was written
	p, err := permalink.Parse("https://news.example/{section}/{slug}")
	if err != nil {
		t.Fatal(err)
	}
	c := open(t, Options{})
	file := func(paragraphs int) (do func()) {
		text := "---\ntitle: The mill by the weir\ndate: 2016-09-09T13:07:00+08:00\nauthor: Ada Lint\nsection: Rivers\ntags:\n  - mills\n  - old water\n---\n\n" +
			strings.Repeat("The miller said on Friday that *the weir* holds, as [it did](https://river.example/) in all the years before this one, and went home.\n\n", paragraphs)
		f := content.File{Path: "rivers/2016/the-mill-0001.md", Data: []byte(text), ModTime: noon}
		return func() {
			articles, err := read.Parse(f, content.Options{Permalink: p})
			if err != nil {
				t.Fatal(err)
			}
			r := Reading{Path: f.Path, Fingerprint: folder.Fingerprint{Size: int64(len(text))}, ModTime: noon, Articles: articles}
			c.sum(&r)
			c.prepareDrafts(&r, noon)
		}
	}
	short, long := testing.AllocsPerRun(20, file(5)), testing.AllocsPerRun(20, file(50))
	if short > mostAllocations || long > short+2 {
		t.Errorf("got %.0f allocations, %.0f if the text is ten times as long; want %d, and no more", short, long, mostAllocations)
	}
	const times = 50
	var before, after runtime.MemStats
	do := file(25)
	do()
	runtime.ReadMemStats(&before)
	for range times {
		do()
	}
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) / times; n > mostBytes {
		t.Errorf("got %d bytes besides the file, want %d", n, mostBytes)
	}
}

// IDs are as the library for them makes them.
func TestMintedID(t *testing.T) {
	namespace := uuid.NewSHA1(uuid.NameSpaceDNS, []byte("news.example"))
	long := strings.Repeat("folder/", 100) + "é.md"
	for _, test := range []struct {
		path      string
		part, nth int
		name      string
	}{
		{"a.md", 0, 1, "a.md"}, {"a.md", 12, 1, "a.md\n12"}, {"a.md", 0, 3, "a.md\n~3"}, {"a.md", 1, 2, "a.md\n1\n~2"}, {long, 0, 1, long},
	} {
		want := uuid.NewSHA1(namespace, []byte(test.name)).URN()
		if got := mintID(namespace, test.path, test.part, test.nth); got != want {
			t.Errorf("mintID(%.20q, %d, %d) = %s, want %s", test.path, test.part, test.nth, got, want)
		}
		if u, ok := uuidOf(want); !ok || u.URN() != want {
			t.Errorf("uuidOf(%s) = %s, %v", want, u, ok)
		}
		if _, ok := uuidOf(strings.ToUpper(want)); ok {
			t.Errorf("uuidOf takes %s for one that is written again as it was", strings.ToUpper(want))
		}
	}
}
