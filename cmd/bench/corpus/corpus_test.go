package corpus

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var kinds = []Kind{Markdown, Newspaper}

func TestSameSeedSameBytes(t *testing.T) {
	for _, kind := range kinds {
		a, b, other := New(kind, 7), New(kind, 7), New(kind, 8)
		for i := range 300 {
			x, y := a.Article(i), b.Article(i)
			if x.Path != y.Path || !x.Date.Equal(y.Date) || !bytes.Equal(x.Text, y.Text) {
				t.Fatalf("%s: article %d is not the same a second time", kind, i)
			}
			if bytes.Equal(x.Text, other.Article(i).Text) {
				t.Fatalf("%s: article %d is the same with another seed", kind, i)
			}
		}
	}
}

func TestSizes(t *testing.T) {
	for _, kind := range kinds {
		c, sum := New(kind, 1), 0
		for i := range 2000 {
			n := len(c.Article(i).Text)
			if n < Smallest || n > Largest {
				t.Errorf("%s: article %d has %d bytes, want %d to %d", kind, i, n, Smallest, Largest)
			}
			sum += n
		}
		if mean := sum / 2000; mean < 3500 || mean > 4500 {
			t.Errorf("%s: got a mean of %d bytes", kind, mean)
		}
	}
}

// TestTagsFollowZipf compares how often the tags of each rank were drawn with the law.
func TestTagsFollowZipf(t *testing.T) {
	c := New(Markdown, 1)
	drawn, all := map[string]int{}, 0
	for i := range 5000 {
		text := string(c.Article(i).Text)
		_, list, _ := strings.Cut(text, "tags:\n")
		list, _, _ = strings.Cut(list, "---\n")
		for _, tag := range strings.Fields(strings.ReplaceAll(strings.ReplaceAll(list, " ", "_"), "__-_", "")) {
			drawn[strings.ReplaceAll(tag, "_", " ")]++
			all++
		}
	}
	if len(drawn) != tags {
		t.Errorf("got %d tags, want %d", len(drawn), tags)
	}
	// Articles do not repeat a tag, which takes a little from the first ranks.
	for _, rank := range []int{1, 2, 4, 8, 16, 32} {
		got, want := float64(drawn[c.tags[rank-1]])/float64(all), 1/(float64(rank)*5.878)
		if math.Abs(got-want) > want/4 {
			t.Errorf("rank %d: got a share of %.4f, want about %.4f", rank, got, want)
		}
	}
}

func TestSectionsAndAuthorsAreAllUsed(t *testing.T) {
	c := New(Newspaper, 1)
	if len(c.sections) != sections || len(c.authors) != authors {
		t.Fatalf("got %d sections and %d authors", len(c.sections), len(c.authors))
	}
	used := map[string]bool{}
	for i := range 500 {
		section, _, _ := strings.Cut(c.Article(i).Path, "/")
		used[section] = true
	}
	if len(used) != sections {
		t.Errorf("got %d sections in 500 articles, want %d", len(used), sections)
	}
}

func TestWrite(t *testing.T) {
	for _, kind := range kinds {
		dir := filepath.Join(t.TempDir(), string(kind))
		c := New(kind, 1)
		for range 2 { // the second time it is there
			if err := c.Write(context.Background(), dir, 100); err != nil {
				t.Fatal(err)
			}
		}
		a := c.Article(42)
		p := filepath.Join(dir, filepath.FromSlash(a.Path))
		text, err := os.ReadFile(p)
		if err != nil || !bytes.Equal(text, a.Text) {
			t.Errorf("%s: article 42 was not written as it is (%v)", kind, err)
		}
		info, err := os.Stat(p)
		if err != nil || !info.ModTime().Equal(a.Date) {
			t.Errorf("%s: article 42 does not bear its date (%v)", kind, err)
		}
		if files, size, err := Measure(dir); files != 100 || size < 100*Smallest || err != nil {
			t.Errorf("%s: got %d files of %d bytes (%v), want 100", kind, files, size, err)
		}
		// One that was broken off is made anew.
		if err := os.Remove(dir + ".complete"); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(p); err != nil {
			t.Fatal(err)
		}
		if err := c.Write(context.Background(), dir, 100); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(p); err != nil {
			t.Error(err)
		}
	}
}
