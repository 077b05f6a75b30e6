package read

import (
	"testing"

	"feedmill/content"
)

func TestPanicIsTheFilesOwnError(t *testing.T) {
	f := Format{Parse: func(content.File, content.Options) ([]*content.Article, error) { panic("index out of range") }}
	_, err := parseSafely(f, content.File{Path: "a.md"}, content.Options{})
	if want := "a.md: cannot be read because of a defect in Feedmill (index out of range); report it with the file, and take the file out until then"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
