package inspect

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/newspaper"
)

func TestReport(t *testing.T) {
	data, err := os.ReadFile("../read/testdata/text/harbour.txt")
	if err != nil {
		t.Fatal(err)
	}
	file := content.File{Path: "news/harbour.txt", Data: data, ModTime: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)}
	articles, err := newspaper.Parse(file, content.Options{Zone: time.FixedZone("HKT", 8*60*60)})
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

// calm is a text that no rule reacts to.
const calm = `The committee met for three hours on the plan and heard from every side before it put off a decision until the spring session.

Residents said they would return, and the chairman promised that they would be heard again before any vote is taken on the proposal.
`

// What was left out stands below the fields, each line with its reason.
func TestReportOfDroppedLines(t *testing.T) {
	text := "Swans leave the eastern basin\n\nShare this:\n\nBy Jane Doe\n\n" + calm + "\n\nRelated: Geese reach the western pond\n\n- 30 -\n"
	articles, err := newspaper.Parse(content.File{Path: "a.txt", Data: []byte(text)}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := Report(articles[0], &got, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\n  authors   line 5   byline            Jane Doe\n",
		"\n  dropped   line 3   share bar         Share this:\n",
		"\n            line 12  related headline  Related: Geese reach the western pond\n",
		"\n            line 14  end mark          - 30 -\n",
	} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("got\n%s\nwant the row %q", got.String(), want)
		}
	}
}

// nothing is a body without a word.
type nothing struct{}

func (nothing) HTML() string   { return "" }
func (nothing) Text() string   { return "" }
func (nothing) Source() string { return "" }

// What a file says cannot steer the terminal that its report is shown on.
func TestReportShowsEscapes(t *testing.T) {
	a := content.New(content.Facts{Body: nothing{}, Path: "a\x1b[2Jb.txt", Title: "Harbour\u202eruobraH", Section: "x\ny", Tags: []string{"\u0085"}})
	var b bytes.Buffer
	if err := Report(a, &b, false); err != nil {
		t.Fatal(err)
	}
	for i, r := range b.String() {
		if r != '\n' && content.Visible(string(r)) != string(r) {
			t.Errorf("got %q at %d of the report:\n%q", r, i, b.String())
		}
	}
}
