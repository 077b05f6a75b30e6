package newspaper

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// Below a long menu, the day that stands over the headline is the article's, unless there
// is one below it; a day farther up is none.
func TestDateOverTheHeadline(t *testing.T) {
	const title = "Swans leave the eastern basin"
	menu := strings.Repeat("Weather\n\nTides\n\nThe letters\n\nOf the town\n\n", 24)
	for _, c := range []struct{ name, over, below, published string }{
		{"over the headline", "18 November 2023\n\n", "By Jane Doe\n\n", "2023-11-18"},
		{"over the headline, with a label", "Harbour\n\nPublished November 18, 2023 2:20pm EST\n\n", "By Jane Doe\n\n", "2023-11-18T14:20:00-05:00"},
		{"over a picture and the headline", "18.11.2023, 17:26 Uhr\n\nPicture\n\n>\n\n", "", "2023-11-18T17:26:00+08:00"},
		{"over the headline and below it", "20 November 2023\n\n", "By Jane Doe, 18 November 2023\n\n", "2023-11-18"},
		{"far over the headline", "18 November 2023\n\nThe swans\n\nThe geese\n\nThe ducks\n\nThe coots\n\n", "By Jane Doe\n\n", ""},
		{"a concert's", "Venue: The mill hall\n\n18 November 2023\n\n", "By Jane Doe\n\n", ""},
		{"in a headline of another story", "The mill turns again on 18 November 2023\n\n", "By Jane Doe\n\n", ""},
	} {
		a := parseOne(t, title+"\n\n"+menu+c.over+title+"\n\n"+c.below+calm)
		if got := a.Published().String(); got != c.published {
			t.Errorf("%s: got %q, want %q", c.name, got, c.published)
		}
	}
}

// A day that the hour of a change follows is that of publication; the change of a day
// before it is another text's.
func TestDayBeforeItsChange(t *testing.T) {
	const other = "\n\nby Ann Poe 20 October 2023\n\n"
	for _, c := range []struct{ line, published, updated string }{
		{"18 November 2023 Updated 16:01 1 minutes to read", "2023-11-18", "2023-11-18T16:01:00+08:00"},
		{"18 Novembre 2023 Aggiornato alle 16:01", "2023-11-18", "2023-11-18T16:01:00+08:00"},
		{"18 November 2023 | aktualisiert um 16:01 Uhr", "2023-11-18", "2023-11-18T16:01:00+08:00"},
		{"18 November 2023, updated 20 November 2023", "2023-11-18", "2023-11-20"},
	} {
		a := parseOne(t, "Swans leave the basin\n\nby Jane Doe\n\n"+c.line+"\n\n"+calm+other+calm)
		if p, u := a.Published().String(), a.Updated().String(); p != c.published || u != c.updated {
			t.Errorf("%q: got %q, %q, want %q, %q", c.line, p, u, c.published, c.updated)
		}
	}
	for _, line := range []string{
		"The oven of 18 November 2023 was updated at 16:01 by two bakers.",
	} {
		if a := parseOne(t, "Swans leave the basin\n\n"+line+"\n\n"+calm); a.Published().String() == "2023-11-18" {
			t.Errorf("%q: got the day of something else", line)
		}
	}
}

// The title said again in quotation marks, or without them, is the title.
func TestTitleAgainInOtherMarks(t *testing.T) {
	menu := strings.Repeat("Weather\n\nTides\n\nThe letters\n\nOf the town\n\n", 24)
	for title, again := range map[string]string{
		"The oven is cold… the baker of Linz asks why":  "“The oven is cold”… the baker of Linz asks why",
		"“The oven is cold”, says the baker of Linz":    "The oven is cold, says the baker of Linz",
		"The baker of Linz: “The oven of mine is cold”": "The baker of Linz: The oven of mine is cold",
	} {
		a := parseOne(t, title+"\n\n"+menu+again+"\n\n2023-11-18 | 12:42\n\n"+calm)
		if got := a.Published().String(); got != "2023-11-18T12:42:00+08:00" {
			t.Errorf("%q: got %q, want the date below the menu", again, got)
		}
	}
}

// A dateline without a year is dated by the time of a file that came within days of it,
// or by a year that the text names again, of a day near by; not by an anniversary.
func TestDatelineWithoutYear(t *testing.T) {
	const filler = "The swans stayed in the basin all winter, and the council that had feared for the harbour asked the millers to leave them some of the grain."
	for _, c := range []struct{ came, rest, want string }{
		{"2023-11-08", "", "2023-11-06"},
		{"2023-11-08", "They had come in 2022 for the first time.", "2023-11-06"},
		{"2023-11-08", "They had come in 2015 for the first time.", ""},
		{"2023-11-20", "", ""},
		{"2024-03-20", "", ""},
		{"2024-03-20", "The lock opened on October 30, 2023. The budget of 2023 paid for it.", "2023-11-06"},
		{"2024-03-20", "The lock opened on October 30, 2023.", ""},
		{"2024-03-20", "The lock opened on May 30, 2023. The budget of 2023 paid for it.", ""},
		{"2024-03-20", "The lock opened on November 6, 1923. The budget of 1923 paid for it.", ""},
		{"2024-03-20", "The lock opened on October 30, 2023. The budget of 2023 paid for it, that of 2024 will not.", ""},
	} {
		came, err := time.Parse(time.DateOnly, c.came)
		if err != nil {
			t.Fatal(err)
		}
		text := "Swans leave the eastern basin\n\nBRENN, Nov 6 - " + filler + "\n\n" + filler + " " + c.rest + "\n"
		articles, err := Parse(content.File{Path: "a.txt", Data: []byte(text), ModTime: came}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := articles[0].Published().String(); got != c.want {
			t.Errorf("came %s, %q: got %q, want %q", c.came, c.rest, got, c.want)
		}
	}
}

// A text without headline may begin with its date: the title is its first sentence.
func TestRunInDateWithoutHeadline(t *testing.T) {
	const german = "Ein Bäcker aus Linz hat am Montag seinen Ofen in das Museum am Fluss gebracht."
	const body = "\n\nDer Ofen stand dort schon einmal. Niemand weiß, wer ihn gebaut hat.\n"
	for _, c := range []struct{ first, title, published string }{
		{"6. November 2023. " + german, german[:len(german)-1], "2023-11-06"},
		{"(Linz, 6. November 2023) " + german, german[:len(german)-1], "2023-11-06"},
		{"(06.11.2023) " + german, german[:len(german)-1], "2023-11-06"},
		{"23.01.2022 - Der Ofen aus Linz kommt in das Museum am Fluss und bleibt dort", "23.01.2022 - Der Ofen aus Linz kommt in das Museum am Fluss und bleibt dort", "2022-01-23"},
		{"Am 6. November 2023 hat ein Bäcker aus Linz seinen Ofen in das Museum gebracht", "Am 6. November 2023 hat ein Bäcker aus Linz seinen Ofen in das Museum gebracht", ""},
	} {
		a := parseOne(t, c.first+body)
		if got := a.Published().String(); got != c.published || !strings.HasPrefix(c.title, strings.TrimSuffix(a.Title(), "…")) {
			t.Errorf("%q: got %q of %q, want %q of %q", c.first, a.Title(), got, c.title, c.published)
		}
	}
}

// The day at the top of a page, above its menu, is the day on which the page was saved; so
// are none of the article's the days of the newest stories that run over its head.
func TestDaysOfThePage(t *testing.T) {
	const title = "Swans leave the eastern basin"
	menu := strings.Repeat("Weather\n\nTides\n\nThe letters\n\nOf the town\n\n", 12)
	ticker := "[ 20 November 2023 ] The mill turns again Harbour\n\n[ 19 November 2023 ] New bread in the old town Ovens\n\n[ 19 November 2023 ] Geese reach the western pond Birds\n\n"
	for _, c := range []struct{ name, text, published string }{
		{"above a menu", "Monday, 20 November 2023\n\n" + menu + title + "\n\nBy Jane Doe\n\n", ""},
		{"above a menu, and below it", "Monday, 20 November 2023\n\n" + menu + title + "\n\n18/11/202318/11/2023\n\n", "2023-11-18"},
		{"above a few lines", "18 November 2023\n\nHarbour\n\nBirds\n\n" + title + "\n\nBy Jane Doe\n\n", "2023-11-18"},
		{"above a menu, with a label", "Published: 18 November 2023\n\n" + menu + title + "\n\nBy Jane Doe\n\n", "2023-11-18"},
		{"a ticker", ticker, ""},
		{"a ticker, and a head", ticker + "18 November 2023 Jane Doe Harbour, Birds\n\n", "2023-11-18"},
		{"two stories of a ticker", "[ 20 November 2023 ] The mill turns again Harbour\n\n[ 19 November 2023 ] New bread in the old town Ovens\n\n", ""},
		{"one day in brackets", "[ 18 November 2023 ] From the eastern basin\n\n", "2023-11-18"},
		{"before a bar", "By Jane on 18. November, 2023 | 18 Comments. This note has links that earn the mill a penny.\n\n", "2023-11-18"},
		{"within a sentence", "By Jane on 18 November 2023 the basin was left by the swans that had come in the summer.\n\n", ""},
		{"a report's", "Nachricht vom 18.11.2023\n\n", "2023-11-18"},
	} {
		if got := parseOne(t, title+"\n\n"+c.text+calm).Published().String(); got != c.published {
			t.Errorf("%s: got %q, want %q", c.name, got, c.published)
		}
	}
}

// A long text may end in the town and the day, or in initials and the day.
func TestDaysThatSign(t *testing.T) {
	text := strings.Repeat("The swans stayed in the basin all winter, and the council that had feared for the boats asked the millers to leave them some of the grain.\n\n", 9)
	for _, c := range []struct{ end, published string }{
		{"Brenn, 6 November 2023", "2023-11-06"},
		{"Bad Ischl, am 6. November 2023", "2023-11-06"},
		{"Lyon, le 6 novembre 2023", "2023-11-06"},
		{"kp / 06.11.2023", "2023-11-06"},
		{"Concert: Brenn, 6 November 2023", ""},
		{"The mill hall of the lower town, 6 November 2023", ""},
		{"Brenn, 6 November 2023, 19:30", ""},
		{"Brenn, 6 November 2023\n\nThe mill turns again\n\nLinz, 3 November 2023\n\nNew bread in the old town", "2023-11-06"},
		{"The mill turns again\n\nBrenn, 6 November 2023\n\nNew bread in the old town\n\nLinz, 3 November 2023", ""},
	} {
		if got := parseOne(t, "Swans leave the eastern basin\n\n"+text+c.end+"\n").Published().String(); got != c.published {
			t.Errorf("%q: got %q, want %q", c.end, got, c.published)
		}
	}
}
