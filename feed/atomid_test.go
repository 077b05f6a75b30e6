package feed

import (
	"strings"
	"testing"
)

// Ids that were taken over from another program's RSS are no IRIs; Atom needs one.
func TestAtomIDs(t *testing.T) {
	for _, id := range []string{"urn:uuid:15fce528-aa10-5af8-b0d8-0334eda90c5c", "tag:old.example.org,2026:rowers", "https://old.example.org/?p=17"} {
		if got := atomID(id); got != id {
			t.Errorf("got %q, want %q as it is", got, id)
		}
	}
	seen := map[string]bool{}
	for _, id := range []string{"4711", "4712", "p=17", "/2026/rowers", "http://", "a b", "1:2", "A: ", "x:<y>"} {
		got := atomID(id)
		if !strings.HasPrefix(got, "urn:uuid:") || got != atomID(id) || seen[got] {
			t.Errorf("%q became %q, want a name of its own", id, got)
		}
		seen[got] = true
	}
}
