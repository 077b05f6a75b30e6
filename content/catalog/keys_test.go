package catalog

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestKeysSort compares the order of keys with that of what they stand for.
func TestKeysSort(t *testing.T) {
	instants := rapid.Custom(func(t *rapid.T) time.Time {
		nanoseconds := rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(0, 999_999_999)).Draw(t, "nanoseconds")
		return time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "seconds"), nanoseconds).UTC()
	})
	near := rapid.Custom(func(t *rapid.T) uint64 {
		return 1<<rapid.IntRange(0, 40).Draw(t, "size") + rapid.Uint64Range(0, 3).Draw(t, "more") - 1
	})
	rapid.Check(t, func(rt *rapid.T) {
		a, b := instants.Draw(rt, "a"), instants.Draw(rt, "b")
		m, n := near.Draw(rt, "m"), near.Draw(rt, "n")
		if rapid.Bool().Draw(rt, "at once") {
			b = a
		}
		x, y := orderKey(a, m), orderKey(b, n)
		want := a.Compare(b)
		if want == 0 {
			want = bytes.Compare(key64(m), key64(n))
		}
		if got := bytes.Compare(x, y); got != want {
			rt.Fatalf("%x compares with %x as %d, want %d", x, y, got, want)
		}
		if !timeOf(x).Equal(a) || seenOf(x) != m {
			rt.Fatalf("%x is %v, %d; want %v, %d", x, timeOf(x), seenOf(x), a, m)
		}
	})
}

// TestSortKeys compares the sorting of keys by their bytes with one that compares them.
func TestSortKeys(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		some := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, shortMost), 1, 5).Draw(rt, "beginnings")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		keys := &keyList{}
		for range rapid.IntRange(0, 2000).Draw(rt, "keys") {
			key := some[random.IntN(len(some))]
			key = key[:len(key):len(key)]
			for len(key) < shortMost && random.IntN(8) > 0 {
				key = append(key, byte(random.IntN(256)))
			}
			keys.add(key)
		}
		got, want := slices.Clone(keys.short), keys.short
		sortKeys(got, 0)
		slices.SortFunc(want, shortKey.compare)
		if !slices.Equal(got, want) {
			rt.Fatalf("got %x, want %x", got, want)
		}
	})
}
