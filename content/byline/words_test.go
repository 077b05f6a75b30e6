package byline

import "testing"

func TestWordFiles(t *testing.T) {
	if err := words.Check(); err != nil {
		t.Error(err)
	}
}
