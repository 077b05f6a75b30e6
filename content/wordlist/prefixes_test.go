package wordlist

import "testing"

// The second byte only spares a look at phrases that cannot fit.
func TestPrefixes(t *testing.T) {
	known := PrefixesOf("photo:", "а р", "x", "эта запись", "é vérifier", "©")
	for s, want := range map[string]string{
		"PHOTO: the mill": "photo:", "pHoto:": "photo:", "phono: the mill": "", "p": "", "Picture": "",
		"а Роза": "а р", "Эта запись опубликована": "эта запись", "Это": "", "X marks": "x", "x": "x", "é VÉRIFIER plus tard": "é vérifier", "© 2021": "©", "": "",
	} {
		if got := known.Of(s); got != want {
			t.Errorf("Of(%q) = %q, want %q", s, got, want)
		}
	}
}
