package feed

import (
	"strings"
	"testing"
)

// A translation that becomes a draft while its file moves is led to no more.
func TestWhatMovesIntoADraftIsNoTranslation(t *testing.T) {
	english := "language: en\n---\n\nThe ferry sails at noon, and it comes back at night when the wind has gone down.\n"
	german := "language: de\n---\n\nDie Fähre fährt am Mittag, und sie kommt in der Nacht zurück, wenn der Wind nachlässt.\n"
	n := blog(t, map[string]string{"ferry.md": german, "ferry.en.md": english})
	page := "articles/ferry-en.html"
	if !strings.Contains(n.public[page], `hreflang="de"`) {
		t.Fatalf("%s does not lead to its translation:\n%s", page, n.public[page])
	}
	n.save(t, map[string]string{"attic/ferry.md": "draft: true\n" + german}, "ferry.md")
	if strings.Contains(n.public[page], `hreflang="de"`) {
		t.Errorf("%s leads to a draft:\n%s", page, n.public[page])
	}
}
