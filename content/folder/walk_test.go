package folder

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// Several goroutines find what one finds, each folder by its own rules.
func TestScanWide(t *testing.T) {
	root := t.TempDir()
	for i := range 30 {
		dir := fmt.Sprintf("%02d/%d/deep", i, i%3)
		write(t, root, dir+"/a.txt", "text")
		write(t, root, dir+"/b.txt", "text")
		write(t, root, fmt.Sprintf("%02d/c.txt", i), "text")
		write(t, root, fmt.Sprintf("%02d/%s", i, IgnoreFile), fmt.Sprintf("%c.txt\n", 'a'+i%3))
	}
	f := openTest(t, root)
	var all []contents
	f.walk(t.Context(), ".", nil, func(l listed) bool { all = append(all, contentsOf(l, false)); return true })
	want := listingOf(all)
	for range 10 {
		got, err := openTest(t, root).Scan(t.Context())
		must(t, err)
		if !maps.Equal(got.Articles, want.Articles) || len(got.Articles) != 60 || len(got.LeftOut) != len(want.LeftOut) || !slices.Equal(got.paths, slices.Sorted(maps.Keys(want.Articles))) {
			t.Fatalf("got %d articles and %d left out, want the %d and %d that one goroutine finds", len(got.Articles), len(got.LeftOut), len(want.Articles), len(want.LeftOut))
		}
	}
}
