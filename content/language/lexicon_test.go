package language

import (
	"math/bits"
	"strings"
	"testing"
	"testing/fstest"

	"feedmill/content/wordlist"
)

// All files can be read; no word stands twice under a key.
func TestLanguages(t *testing.T) {
	files, err := wordlist.ReadAll(languageFiles, "languages/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d languages, %v", len(files), err)
	}
	for _, f := range files {
		for _, e := range f.Entries {
			seen := map[string]bool{}
			for _, word := range e.Words {
				if seen[word] {
					t.Errorf("languages/%s.txt:%d: %q stands twice", f.Name, e.Line, word)
				}
				seen[word] = true
			}
		}
	}
	for _, group := range kindred {
		if of := known().setOf(strings.Fields(group)); bits.OnesCount64(of) < 2 {
			t.Errorf("kindred: a group of the languages %b", of)
		}
	}
	if _, err := readLanguages(fstest.MapFS{"languages/xx.txt": {Data: []byte("word = a")}}); err == nil {
		t.Error("an unknown key is read")
	}
}
