package dates

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"feedmill/content/wordlist"
)

// languages are the files that the program is built with.
func languages(t *testing.T) []wordlist.File {
	t.Helper()
	files, err := wordlist.ReadAll(languageFiles, "languages/*.txt")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d languages, %v", len(files), err)
	}
	return files
}

// list is what a language's file has under a key.
func list(f wordlist.File, key string) []string {
	for _, e := range f.Entries {
		if e.Key == key {
			return e.Words
		}
	}
	return nil
}

// All files can be read, no word has two meanings, each language has all of its
// months and weekdays or, where those are numbers or not known yet, none.
func TestLanguages(t *testing.T) {
	if _, err := readLanguages(languageFiles); err != nil {
		t.Fatal(err)
	}
	for _, f := range languages(t) {
		for what, keys := range map[string][]string{"months": monthKeys[:], "weekdays": weekdayKeys[:]} {
			n := 0
			for _, key := range keys {
				if len(list(f, key)) > 0 || len(list(f, key+" local")) > 0 {
					n++
				}
			}
			if n > 0 && n < len(keys) {
				t.Errorf("languages/%s.txt: %d %s, want %d", f.Name, n, what, len(keys))
			}
		}
		for _, e := range f.Entries {
			words := slices.Clone(e.Words)
			slices.Sort(words)
			if len(words) == 0 || len(slices.Compact(words)) < len(e.Words) {
				t.Errorf("languages/%s.txt:%d: %s lists a word twice, or none", f.Name, e.Line, e.Key)
			}
		}
	}
}

// A phrase that is compared as bytes means one thing.
func TestPhrasesMeanOneThing(t *testing.T) {
	l := words()
	once(t, "month", l.months)
	once(t, "weekday", l.weekdays)
	once(t, "weekday letter", l.weekdayLetters)
	once(t, "month of another calendar", l.otherMonths)
	once(t, "era", l.eras)
	once(t, "half of the day", l.halves)
	once(t, "half of the day before the time", l.halvesLead)
	once(t, "unit", l.hanUnits)
	once(t, "label", l.hanLabels)
	once(t, "zone", l.hanZones)
}

func once[T comparable](t *testing.T, what string, p phrases[T]) {
	t.Helper()
	values := map[string]T{}
	for _, phrase := range p.all {
		if old, ok := values[phrase.text]; ok && old != phrase.value {
			t.Errorf("%s: %q is %v and %v", what, phrase.text, old, phrase.value)
		}
		values[phrase.text] = phrase.value
	}
}

// A word list that contradicts itself, or has a key that nobody reads, is refused
// with the place where it does.
func TestLanguagesAreChecked(t *testing.T) {
	for text, want := range map[string]string{
		"january = kuu\nfebruary = KUU":                           "languages/xx.txt:2: \"KUU\" is january already; if only text of this language means february by it, put it under february local",
		"sunday = pyhä\nmonday = pyha":                            `languages/xx.txt:2: "pyha" is sunday already`,
		"published = julki\nupdated = julki":                      `languages/xx.txt:2: "julki" is a label of another kind already: published, weak false`,
		"today = nyt\nyesterday = nyt":                            `languages/xx.txt:2: "nyt" has another meaning already`,
		"hour = aika\nday = aika":                                 `languages/xx.txt:2: "aika" has another meaning already`,
		"januar = kuu":                                            `languages/xx.txt:1: "kuu" cannot stand under "januar"`,
		"january weak = kuu":                                      `languages/xx.txt:1: "kuu" cannot stand under "january weak"`,
		"everyday = kuu":                                          `languages/xx.txt:1: "kuu" cannot stand under "everyday"`,
		"weekday letters = a, b":                                  `languages/xx.txt:1: "a" cannot stand under "weekday letters"`,
		"islamic 13 = a":                                          `languages/xx.txt:1: "a" cannot stand under "islamic 13"`,
		"january = kuu\njanuary = kuuta":                          `languages/xx.txt:2: "january = kuuta" is no new key = words`,
		"january = kuu\nfebruary local = kuu\nmarch local = kuut": "",
	} {
		_, err := readLanguages(fstest.MapFS{"languages/xx.txt": {Data: []byte(text)}})
		if got := fmt.Sprint(err); got != want && (err != nil || want != "") {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// Each name of each month is read in its language's usual order.
func TestMonthNames(t *testing.T) {
	for _, f := range languages(t) {
		for i, key := range monthKeys {
			for _, name := range list(f, key) {
				for _, form := range []string{name, strings.ToUpper(name), name + "."} {
					line := fmt.Sprintf("9 %s 2016", form)
					if m := Find(line, Context{}); len(m) != 1 || int(m[0].Date.Time.Month()) != i+1 {
						t.Errorf("Find(%q) = %s; want month %d", line, showAll(m), i+1)
					}
				}
			}
			for _, name := range list(f, key+" local") {
				line := fmt.Sprintf("9. %s 2016.", name)
				if m := Find(line, Context{Language: f.Name}); len(m) != 1 || int(m[0].Date.Time.Month()) != i+1 {
					t.Errorf("Find(%q) in %s = %s; want month %d", line, f.Name, showAll(m), i+1)
				}
			}
		}
	}
	if got := showAll(Find("9. listopada 2016.", Context{Language: "pl"})); got != "2016-11-09" {
		t.Errorf("listopad in Polish: got %s, want 2016-11-09", got)
	}
}

// Each weekday's name is known for what it is.
func TestWeekdayNames(t *testing.T) {
	for _, f := range languages(t) {
		for i, key := range weekdayKeys {
			for _, name := range list(f, key) {
				day := time.Date(2016, 9, 4+i, 0, 0, 0, 0, time.UTC) // the 4th was a Sunday
				line := name + ", " + day.Format("2 January 2006")
				if m := Find(line, Context{}); len(m) != 1 || !m[0].Weekday {
					t.Errorf("Find(%q) = %s; want its weekday to agree", line, showAll(m))
				}
			}
		}
	}
}

// Each label is found before a date and alone on its line.
func TestLabels(t *testing.T) {
	for _, f := range languages(t) {
		for key, label := range labelKeys {
			for _, phrase := range slices.Concat(list(f, key), list(f, key+" weak")) {
				line := strings.ToUpper(phrase[:1]) + phrase[1:] + ": 5 May 2016"
				if phrase[0] >= utf8.RuneSelf {
					line = phrase + ": 5 May 2016"
				}
				if m := Find(line, Context{}); len(m) != 1 || m[0].Label != label {
					t.Errorf("Find(%q) = %s; want label %v", line, showAll(m), label)
				}
				if got, rest, ok := LabelOf(phrase); !ok || got != label || rest != "" {
					t.Errorf("LabelOf(%q) = %v, %q, %v; want %v", phrase, got, rest, ok, label)
				}
			}
		}
	}
}

// Every zone that the lists name is in the database.
func TestZones(t *testing.T) {
	for name, a := range words().zones.abbreviations {
		if a.place != nil && a.place() == nil {
			t.Errorf("zone %s has no place", name)
		}
		for _, r := range a.other {
			if _, err := time.LoadLocation(strings.TrimSuffix(r.zone, "/")); err != nil && !strings.HasSuffix(r.zone, "/") {
				t.Errorf("zone %s: %v", name, err)
			}
		}
	}
	for name := range words().zones.orders {
		if _, err := time.LoadLocation(name); err != nil {
			t.Errorf("order of %s: %v", name, err)
		}
	}
	for name, load := range words().places {
		if load() == nil {
			t.Errorf("place %s has no zone", name)
		}
	}
}

func TestZoneFileIsChecked(t *testing.T) {
	for text, want := range map[string]string{
		"\nXST = 8":                    `zones.txt:2: XST: "8" is no offset as +08:00`,
		"XST = +08:00, Asia/":          `zones.txt:1: XST: "Asia/" is no zone or language and its offset`,
		"XST = +08:00, Asia/ 9":        `zones.txt:1: XST: "9" is no offset as +08:00`,
		"XST = +08:00\nXST = +08:00\n": `zones.txt:2: "XST = +08:00" is no new key = words`,
	} {
		if _, err := readZones(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
