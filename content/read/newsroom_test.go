package read

import (
	"io/fs"
	"os"
	"testing"
)

// The sample newsroom shows each format once at least: whoever adds one adds an article.
func TestNewsroomHasEachFormat(t *testing.T) {
	has := map[string]bool{}
	err := fs.WalkDir(os.DirFS("../testdata/newsroom"), ".", func(p string, _ fs.DirEntry, err error) error {
		if f, ok := FormatOf(p); ok {
			has[f.Name] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats {
		if !has[f.Name] {
			t.Errorf("the newsroom has no %s", f.Name)
		}
	}
}
