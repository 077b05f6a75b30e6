package content

// Golden tests: each file below testdata is read and compared with the JSON that
// inspect shows of it, indented, in FILE.json. "go test -update" rewrites them.

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feedmill/content/dates"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			got := golden(t, name)
			path := filepath.Join("testdata", filepath.FromSlash(name)+".json")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

// fixtures lists the articles below testdata, slash-separated.
func fixtures(t testing.TB) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"text/*.txt", "markdown/*.md"} {
		found, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			rel, err := filepath.Rel("testdata", f)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.ToSlash(rel))
		}
	}
	if len(names) == 0 {
		t.Fatal("no fixtures below testdata")
	}
	return names
}

// fixture reads one as an article file of a folder called news.
func fixture(t testing.TB, name string) File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return File{Path: "news/" + filepath.Base(name), Data: data, ModTime: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)}
}

// hongKong stands for a configured zone that the texts do not name.
var hongKong = time.FixedZone("HKT", 8*60*60)

func golden(t *testing.T, name string) []byte {
	t.Helper()
	articles, err := Parse(fixture(t, name), Options{Zone: hongKong, Order: dates.DayFirst, Language: "en"})
	if err != nil {
		return []byte(err.Error() + "\n")
	}
	var out bytes.Buffer
	for _, a := range articles {
		one, err := JSON(a)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsRune(string(one), '\n') {
			t.Errorf("JSON of %s has a line break", name)
		}
		if err := json.Indent(&out, one, "", "  "); err != nil {
			t.Fatal(err)
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

func TestReport(t *testing.T) {
	articles, err := Parse(fixture(t, "text/harbour.txt"), Options{Zone: hongKong})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := Report(articles[0], &got, false); err != nil {
		t.Fatal(err)
	}
	want := `news/harbour.txt
  title      line 1   first line                  Harbour council weighs a ‘quiet’ tunnel under the old docks
  published  line 3   label published             2016-10-04T13:07:00+08:00 (zone assumed)
  updated    line 4   label updated               2016-10-04T21:52:00+08:00 (zone assumed)
  summary    line 6   first paragraph             The harbour council said it would weigh a “quiet tunnel” under the old docks, warning that the…
  section             folder                      news
  language                                        en
  body                                            5 blocks, 711 characters
  set apart  line 10  perhaps a related headline  ‘Where do the swans go?’ Bird lovers of the eastern basin ask, in a…
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	var painted bytes.Buffer
	if err := Report(articles[0], &painted, true); err != nil {
		t.Fatal(err)
	}
	if got := strings.NewReplacer(bold, "", faint, "", plain, "").Replace(painted.String()); got != want {
		t.Errorf("without its colours the painted report is\n%s\nwant\n%s", got, want)
	}
}

// What was left out stands below the fields, each line with its reason.
func TestReportOfDroppedLines(t *testing.T) {
	a := parseOne(t, "Swans leave the eastern basin\n\nShare this:\n\nBy Jane Doe\n\n"+calm+"\n\nRelated: Geese reach the western pond\n\n- 30 -\n")
	var got bytes.Buffer
	if err := Report(a, &got, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\n  authors   line 5   byline            Jane Doe\n",
		"\n  dropped   line 3   share bar         Share this:\n",
		"\n            line 14  related headline  Related: Geese reach the western pond\n",
		"\n            line 16  end mark          - 30 -\n",
	} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("got\n%s\nwant the row %q", got.String(), want)
		}
	}
}
