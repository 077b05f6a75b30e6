package catalog

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// inSet runs f in a transaction with an empty set.
func inSet(t *testing.T, f func(s set) error) {
	t.Helper()
	db := must[*bbolt.DB](t)(bbolt.Open(filepath.Join(t.TempDir(), "set.db"), 0o600, &bbolt.Options{NoSync: true}))
	defer db.Close()
	err := db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("set"))
		if err != nil {
			return err
		}
		return f(set{b})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSet compares a set with a map, and its cursor with a sorted slice.
func TestSet(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		inSet(t, func(s set) error {
			want := map[string]bool{}
			for range rapid.IntRange(1, 6).Draw(rt, "edits") {
				edit := map[string]bool{}
				for range rapid.IntRange(0, 300).Draw(rt, "keys") {
					key := fmt.Sprintf("%0*d", rapid.SampledFrom([]int{1, 9, 60}).Draw(rt, "width"), rapid.IntRange(0, 400).Draw(rt, "key"))
					edit[key] = rapid.IntRange(0, 2).Draw(rt, "put") > 0
				}
				if err := s.edit(slices.Sorted(maps.Keys(edit)), func(key string) bool { return edit[key] }); err != nil {
					return err
				}
				for key, put := range edit {
					if delete(want, key); put {
						want[key] = true
					}
				}
				checkSet(rt, s, slices.Sorted(maps.Keys(want)))
			}
			return nil
		})
	})
}

func checkSet(t *rapid.T, s set, want []string) {
	var got, back []string
	c := s.cursor()
	for k := c.first(); k != nil; k = c.next() {
		got = append(got, string(k))
	}
	for k := c.before([]byte{0xff}); k != nil; k = c.prev() {
		back = append(back, string(k))
	}
	slices.Reverse(back)
	var each []string
	s.each(func(key []byte) error { each = append(each, string(key)); return nil })
	if !slices.Equal(got, want) || !slices.Equal(back, want) || !slices.Equal(each, want) {
		t.Fatalf("set has %q, backwards %q, each %q; want %q", got, back, each, want)
	}
	for _, key := range []string{"0", "1", "200", "000000200", "400", strings.Repeat("0", 57) + "123", "9"} {
		n, has := slices.BinarySearch(want, key)
		if s.has([]byte(key)) != has {
			t.Fatalf("has(%q) = %t", key, !has)
		}
		at, before := "", ""
		if n < len(want) {
			at = want[n]
		}
		if n > 0 {
			before = want[n-1]
		}
		if got := string(c.seek([]byte(key))); got != at {
			t.Fatalf("seek(%q) = %q, want %q", key, got, at)
		}
		if got := string(c.before([]byte(key))); got != before {
			t.Fatalf("before(%q) = %q, want %q", key, got, before)
		}
	}
	s.bucket.ForEach(func(k, v []byte) error {
		if len(v) > 2*maxPacked {
			t.Fatalf("%d bytes stand under %q", len(v), k)
		}
		return nil
	})
}
