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
		"words/de.txt": {Data: []byte("o'clock = Uhr\r\n \n\"with\" = \"klicken, um\", \"nicht vor \",der, ")},
		"words/README": {Data: []byte("no list")},
	}
	got, err := ReadAll(fsys, "words/*.txt")
	want := []File{
		{"de", []Entry{{"o'clock", []string{"Uhr"}, 1}, {`"with"`, []string{"klicken, um", "nicht vor ", "der"}, 3}}},
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

func TestSource(t *testing.T) {
	s := From(fstest.MapFS{
		"words/en.txt": {Data: []byte("month = january, may\nlead = the, before the")},
		"words/de.txt": {Data: []byte("month = mai, januar")},
	}, "words/*.txt")
	months, leads := s.Words("month"), s.Prefixes("lead")
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	if !months.Has("mai") || !months.Has("may") || months.Has("May") || !months.Lists("MAY") || !months.Any("in Januar, 5") {
		t.Error("the months of both languages are not one table")
	}
	if got := leads.Of("Before the rain"); got != "before the" {
		t.Errorf("prefix: got %q", got)
	}
}

func TestCheck(t *testing.T) {
	for text, want := range map[string]string{
		"month = may, june, may":    `en.txt:1: "may" stands twice under "month"`,
		"month = may\nmonht = june": `en.txt:2: nobody reads the key "monht"; the known ones are month`,
		"# nothing":                 `no file has words under "month"`,
		"  may":                     "words/en.txt:1: a line goes on before any key; write it as key = words",
	} {
		s := From(fstest.MapFS{"words/en.txt": {Data: []byte(text)}}, "words/*.txt")
		s.Words("month")
		if err := s.Check(); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
