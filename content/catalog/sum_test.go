package catalog

import "testing"

// A catalog keeps the sum that it was begun with: what it knows must be known again.
func TestSumStays(t *testing.T) {
	for name, want := range map[string]func([]byte) [16]byte{"catalog-2.txt": halfSHA256, "catalog-3.txt": sumXXH3, "catalog-4.txt": sumXXH3} {
		c := openAt(t, written(t, name), Options{Reader: "two"})
		if got := c.Sum([]byte("The weir holds.")); got != want([]byte("The weir holds.")) {
			t.Errorf("%s: got sum %x, want that of its version", name, got)
		}
	}
	if halfSHA256(nil) == sumXXH3(nil) {
		t.Error("both versions have one sum")
	}
}
