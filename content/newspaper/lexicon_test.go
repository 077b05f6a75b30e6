package newspaper

import "testing"

func TestWordFiles(t *testing.T) {
	if err := lexicon.Check(); err != nil {
		t.Error(err)
	}
}
