package newspaper

// Reading loses nothing: every line of a file is in the body, in a field, or in
// the list of what was dropped.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/inspect"

	"pgregory.net/rapid"
)

// lost gives the lines of a file that are nowhere in its articles.
func lost(f content.File, articles []*content.Article) []string {
	text, _, err := charset.Decode(f, content.Options{})
	if err != nil {
		return []string{err.Error()}
	}
	var have strings.Builder
	cited := map[int]bool{}
	heads := map[int]string{} // of lines whose head alone was dropped
	for _, a := range articles {
		have.WriteString(tight(a.Title()) + "\x00" + tight(a.Body().Text()) + "\x00")
		for _, d := range a.Dropped() {
			have.WriteString(tight(d.Text) + "\x00")
			heads[d.Line] = tight(d.Text)
		}
		for _, o := range a.Origin() {
			if o.Rule != "first paragraph" && o.Rule != "first sentence" && o.Rule != "dateline" && !strings.HasPrefix(o.Rule, "line between") {
				cited[o.Line] = true
			}
		}
	}
	var missing []string
	for _, l := range splitLines(text) {
		t := strings.TrimPrefix(tight(l.text), heads[l.n])
		t = strings.TrimSuffix(t, "-") // of a word that was broken over two lines
		t = strings.TrimLeft(t, ">|")  // of a quotation, which is a block of its own
		if t != "" && !cited[l.n] && !strings.Contains(have.String(), t) {
			missing = append(missing, l.text)
		}
	}
	return missing
}

// tight is s without white space, which joining lines changes.
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// samples are the texts of the golden tests, by name.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	found, err := filepath.Glob("../read/testdata/text/*.txt")
	if err != nil || len(found) == 0 {
		t.Fatalf("no texts among the golden files: %v", err)
	}
	all := map[string][]byte{}
	for _, name := range found {
		if all[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// hongKong stands for a configured zone that the texts do not name.
var hongKong = time.FixedZone("HKT", 8*60*60)

func TestFixturesLoseNothing(t *testing.T) {
	for name, data := range samples(t) {
		f := content.File{Path: "news/" + name, Data: data, ModTime: spring}
		articles, err := Parse(f, content.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if missing := lost(f, articles); len(missing) > 0 {
			t.Errorf("%s: got these lines nowhere: %q", name, missing)
		}
	}
}

// scraps are lines that the rules react to, to be put together at random.
var scraps = []string{
	"", "", "", "The swans left", "The council met on Monday to weigh the plan, and it put off the vote until the spring session of the year.",
	"By Jane Doe", "By", "by Citicorp.", "Von Jana Muster", "Jane Doe and John Roe", "& Ann Poe", "PUBLISHED : Friday, 09 September, 2016, 1:07pm",
	"UPDATED : 10 September 2016", "Updated:", "12:15 EST, 22 February 2014", "2016-09-09", "9:59 am", "3 hours ago", "Tags: a, b, c", "TAGS: d",
	"SECTION: FEATURES; Pg. 6", "LENGTH: 5 words", "Source: dpa", "Topics: x / y", "=====", "a0423", "BC-Swans, 1st Ld", "Eds: UPDATES.", "AP-WS-11-06-23 1403EST", "* * *", "----------", "    the har-", "    bour of the basin", "  and more", "- one", "- two", "• three",
	"6 Jane Doe (Spain)", "7 John Roe (Chile)", " Wheat   2.55   2.40   1.20", " Maize   1.55   1.40   0.20", "Image caption", "Share this", "845 shares",
	"> The swans were here", "> > before us,", ">", "a) by boat", "b) by rail", "        if swan {", "The swans went out with the tide,", "7.30 pm  Doors", "2 onions", "COVID-", "19 came",
	"Related: Swans return", "Related", "[Swans return to the old basin again]", "— Jane (@jane) May 1, 2020", "Reuter", "-30-", "(Reporting by Jane Doe; Editing by John Roe)",
	"© 2019 Jane Doe", "Copyright 2019 Mill Gazette.", "@highlight", "Via The Mill", "This article was originally published by The Mill.",
	"http://example.org/a", "Home » News » The swans of the basin left", "1 of 2 DOCUMENTS", "Title: Swans", "Date: 2020-01-01", "BODY: text", "BODY:",
	"    indented start of a line that is long enough to be filled to", "the width of the file and goes on here until it stops.", "Correction: August 30, 2016",
	"Autor:", "Jana Muster", "Kommentar von", "Автор: Анна Примерова", "18 November 2023", "18. November 202320. November 2023 Jane Doe", "Jane Doe | 18 November 2023 at 9:05",
	"19 November 2023 at 11:40", "20 November 2023 at 12:00", "The swans left 18 November 2023", "18 November 2023 – The swans left", "See also:", "06/11/20230 Kommentare",
	"Valletta, 18 November 2023 – The swans of the eastern basin left it before dawn, and nobody saw them go or heard them.", "Nov. 9, 2:03 p.m.", "© 1997-2022 The Mill",
	"Link: https://gazette.example/2019-11-26/the-swans-left-the-basin.html", "The swans left the basin", "Posted by The Mill on Monday, February 7, 2022", "Written by Jane Doe, The Mill",
	"港の古い灯台に新しい明かりがともる。", "【関連記事】", "\u00a0", "\t", "x", "Café Â£1", "WASHINGTON (AP) - It rained on the swans of the basin all day long.",
}

// spring is when the files of these tests were written.
var spring = time.Date(2024, 4, 8, 8, 0, 0, 0, time.UTC)

func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom(scraps), 1, 40).Draw(t, "lines")
		f := content.File{Path: "scraps.txt", Data: []byte(strings.Join(lines, "\n")), ModTime: spring}
		articles, err := Parse(f, content.Options{})
		if err != nil {
			return
		}
		if missing := lost(f, articles); len(missing) > 0 {
			t.Fatalf("got these lines nowhere: %q", missing)
		}
	})
}

func FuzzParseText(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Add([]byte(strings.Join(scraps, "\n")))
	f.Add([]byte("\xff\xfea\x00\n\x00"))
	f.Add([]byte("\x1b$B\x1b(B\r\r\n~{~}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := content.File{Path: "a/b.txt", Data: data, ModTime: spring}
		articles, err := Parse(file, content.Options{})
		if err != nil {
			return
		}
		for _, a := range articles {
			if a.Title() == "" || strings.ContainsRune(a.Title(), '\n') {
				t.Errorf("got title %q, want one line", a.Title())
			}
			if _, err := inspect.JSON(a); err != nil {
				t.Error(err)
			}
		}
		if missing := lost(file, articles); len(missing) > 0 {
			t.Errorf("got these lines nowhere: %q", missing)
		}
	})
}
