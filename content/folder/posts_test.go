package folder

import "testing"

// Names that are for contributors at the root of a project are articles where a generator
// shows all files of a folder.
func TestTextsOfCollectionsAreForReaders(t *testing.T) {
	f := Folder{root: t.TempDir(), rules: Rules{Only: []string{"_guides"}}}
	write(t, f.root, "_guides/code-of-conduct.md", "---\ntitle: How we treat each other\n---\nWell.\n")
	write(t, f.root, "_guides/README.md", "Where our guides lie.\n")
	write(t, f.root, "code-of-conduct.md", "---\ntitle: How we treat each other\n---\nWell.\n")
	for p, want := range map[string]string{
		"_guides/code-of-conduct.md": "",
		"_guides/README.md":          "a file of this name is about the folder",
		"_guides/CONTRIBUTING.md":    "a file of this name is for contributors",
		"code-of-conduct.md":         "a file of this name is for contributors",
	} {
		if _, got := f.leftOut(&scope{}, p, false); got != want {
			t.Errorf("%s: left out because it %q, want %q", p, got, want)
		}
	}
}
