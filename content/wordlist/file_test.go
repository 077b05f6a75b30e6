package wordlist

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadAll(t *testing.T) {
	fsys := fstest.MapFS{
		"words/fi.txt": {Data: []byte("# Finnish\n\njanuary = tammikuu, tammikuuta\npublished =\n  julkaistu,\n\tjulkaistu verkossa\n")},
		"words/de.txt": {Data: []byte("o'clock = Uhr")},
		"words/README": {Data: []byte("no list")},
	}
	got, err := ReadAll(fsys, "words/*.txt")
	want := []File{
		{"de", []Entry{{"o'clock", []string{"Uhr"}, 1}}},
		{"fi", []Entry{{"january", []string{"tammikuu", "tammikuuta"}, 3}, {"published", []string{"julkaistu", "julkaistu verkossa"}, 4}}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestParseSaysWhere(t *testing.T) {
	for name, text := range map[string]string{
		"no key":          "# words\n  going on\n",
		"no equals sign":  "# words\njanuary\n",
		"a key repeated":  "at = um\nat = am\n",
		"a key of blanks": "at = um\n= am\n",
	} {
		if _, err := Parse("x.txt", text); err == nil || !strings.HasPrefix(err.Error(), "x.txt:2:") {
			t.Errorf("%s: got %v, want an error at x.txt:2", name, err)
		}
	}
}
