package stated

import (
	"slices"
	"testing"
)

// The files can be read, and no key names two fields.
func TestWordFiles(t *testing.T) {
	if err := lexicon.Check(); err != nil {
		t.Error(err)
	}
	for _, keys := range []map[Field]string{fieldKeys, matterFieldKeys} {
		fields := map[string]Field{}
		for f, key := range keys {
			for _, name := range lexicon.List(key)() {
				if old, ok := fields[name]; ok && old != f {
					t.Errorf("%q is a name of %s and of %s", name, keys[old], key)
				}
				fields[name] = f
				if folded := string(FoldKey(nil, name)); folded != name {
					t.Errorf("%s: %q is not folded; write %q", key, name, folded)
				}
			}
		}
	}
	if names := slices.Sorted(withholding.All()); len(names) < 100 {
		t.Errorf("%d words that withhold", len(names))
	}
}
