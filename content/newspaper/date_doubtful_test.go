package newspaper

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// What a date's own line leaves open, the rest of the text settles.
func TestDoubtfulDates(t *testing.T) {
	const filler = "The swans stayed in the basin all winter, and the council that had feared for the harbour asked the millers to leave them some of the grain.\n\n"
	cases := []struct{ header, rest, want string }{
		{"By Jane Doe | 10 hours ago", "", "2024-01-08T06:00:00+08:00"},
		{"By Jane Doe | 10 hours ago", "They had come in 2023 for the first time.", "2024-01-08T06:00:00+08:00"},
		{"By Jane Doe | 10 hours ago", "They had come in 2019 for the first time.", ""},
		{"By Jane Doe | 10 hours ago", "The hall seats 2,019 guests and has the number 12019.", "2024-01-08T06:00:00+08:00"},
		{"Jane Doe Send an email Sept. 9, 2022", "", "2022-09-09"},
		{"By Jane Doe SEPT. 9", "", "2023-09-09"},
		{"By Jane Doe SEPT. 9", "They had come in 2019 for the first time.", ""},
		{"By Jane Doe SEPT. 9", "© 2016 The Mill Gazette", "2016-09-09"},
		{"By Jane Doe SEPT. 9", "They will be counted again in 2017. © 2016 The Mill Gazette", "2016-09-09"},
		{"By Jane Doe SEPT. 9", "They were counted again in 2019. © 2016 The Mill Gazette", ""},
		{"By Jane Doe SEPT. 9", "© 1997-2016 The Mill Gazette", "2016-09-09"},
		{"By Jane Doe SEPT. 9", "© 1997 – 2016 The Mill Gazette", "2016-09-09"},
		{"By Jane Doe SEPT. 9", "The first was seen on May 5, 2016, off the quay.", ""},
		{"By Jane Doe SEPT. 9", "The first was seen on May 5, 2016, off the quay, the last on June 1, 2016.", "2016-09-09"},
		{"By Jane Doe SEPT. 9", "The first was seen on May 5, 2016, off the quay, the last on June 1, 2016, and none in 2019.", ""},
		{"By Jane Doe SEPT. 9", "The first was seen on May 5, 2016, off the quay, the last on June 1, 2016, and none in 2023.", "2023-09-09"},
		{"By Jane Doe DEC. 29", "The first was seen on May 5, 1944, off the quay.", "2023-12-29"},
		{"By Jane Doe SEPT. 9", "The first was seen on May 5, 2016, off the quay, the last on June 1, 2014.", ""},
		{"By Jane Doe SEPT. 9", "By 2050 there will be none. © 2016 The Mill Gazette", "2016-09-09"},
		{"Published Friday, Sept. 9", "© 2016 The Mill Gazette", "2016-09-09"},
		{"Published Monday, Sept. 9", "© 2016 The Mill Gazette", ""},
		{"Posted by Jane Doe, 06/01/2020", "", "2020-01-06"},
		{"Posted by Jane Doe, 06/01/2020", "The first was seen on March 5, 2020, off the quay.", "2020-06-01"},
		{"Posted by Jane Doe, 06/01/2020", "The first was seen on 5 March 2020, off the quay.", "2020-01-06"},
		{"Posted by Jane Doe, 06/01/2020", "One was seen on March 5, 2020, one on the 6th of March 2020.", "2020-01-06"},
		{"Posted by Jane Doe, 06.11.23", "— John Roe (@roe) November 3, 2023", "2023-11-06"},
		{"Posted by Jane Doe, 06/11/2023 8:05 pm", "— John Roe (@roe) November 3, 2023", "2023-11-06T20:05:00+08:00"},
		{"Posted by Jane Doe, 06/01/2020", "The next meeting, on 05/28/2020, is open to all.", "2020-06-01"},
	}
	for _, c := range cases {
		text := "Swans leave the eastern basin\n\n" + c.header + "\n\n" + filler + c.rest + "\n\n" + filler
		f := content.File{Path: "a.txt", Data: []byte(text), ModTime: time.Date(2024, 1, 8, 8, 0, 0, 0, time.UTC)}
		articles, err := Parse(f, content.Options{Zone: hongKong})
		if err != nil {
			t.Fatal(err)
		}
		if got := articles[0].Published().String(); got != c.want {
			t.Errorf("%q with %q: got %s, want %s", c.header, c.rest, got, c.want)
		}
	}
}

// Dates that stand below the head: one that closes the text, one with a label, one
// of a head that a menu parts from its title.
func TestDatesBelowTheHead(t *testing.T) {
	const basin, author = "Swans leave the eastern basin\n\n", "By Jane Doe\n\n"
	text := strings.Repeat("The swans stayed in the basin all winter, and the council that had feared for the boats asked the millers to leave them some of the grain.\n\n", 9)
	menu := strings.Repeat("Weather\n\nTides\n\nThe letters\n\nOf the town\n\n", 12)
	cases := []struct{ text, want, rule string }{
		{basin + author + text + "18 November 2023\n", "2023-11-18", "date below the text"},
		{basin + text + "Jane Doe | 18 November 2023\n\nMore of the town\n\n" + menu, "2023-11-18", "date below the text"},
		{basin + text + "By Jane Doe\n\n18 November 2023\n\nMore of the town\n\n" + menu, "2023-11-18", "date below the text"},
		{basin + text + "Comments\n\nJohn Roe\n\n19 November 2023\n\nWell said.\n\nAnn Poe\n\n20 November 2023\n\nIndeed.\n", "", ""},
		{basin + text + "Geese reach the western pond\n\n19 November 2023\n\nDucks reach the mill\n\n20 November 2023\n", "", ""},
		{basin + author + "Updated 20 November 2023\n\n" + text + "18 November 2023\n", "2023-11-20", "label updated, the only date"},
		{basin + text + "Published: 18 November 2023 | Updated: 19 November 2023\n\n" + menu, "2023-11-18", "label published"},
		{basin + text + "Last updated:\n\n18 November 2023 at 09:25\n\n" + menu, "2023-11-18T09:25:00+08:00", "label updated, the only date"},
		{basin + text + "Posted on 18 November 2023\n\nA\n\nPosted on 17 November 2023\n\nB\n\nPosted on 16 November 2023\n\nC\n", "", ""},
		{basin + "18 November 2023, 14:03\n\n" + text + "Published: 17 November 2023\n\n" + menu, "2023-11-18T14:03:00+08:00", "date line"},
		{basin + menu + "By Jane Doe\n\n18 November 2023\n\n" + text, "2023-11-18", "date line"},
		{basin + "See also:\n\n17 November 2023\n\nGeese reach the western pond\n\n" + text, "", ""},
		{basin + text[:140] + "\n\nPosted by The Mill Museum on Monday, November 13, 2023\n\n" + text, "", ""},
		{basin + "18. November 202320. November 2023 Jane Doe Swans, Basin\n\n" + text, "2023-11-18", "date line"},
		{basin + text + "Ann Poe\n\n18 November 2023 at 9:05\n\nWell said.\n\nJohn Roe\n\n18 November 2023 at 11:40\n\nIndeed.\n\nEve Moe\n\n19 November 2023 at 7:15\n\nNo.\n", "2023-11-18", "day of the first comment"},
		{basin + text + "Ann Poe\n\n18 November 2023 at 9:05\n\nWell said.\n\nJohn Roe\n\n24 November 2023 at 11:40\n\nReply.\n\nEve Moe\n\n18 November 2023 at 10:15\n\nNo.\n\nAl Coe\n\n19 November 2023 at 7:15\n\nYes.\n", "2023-11-18", "day of the first comment"},
		{basin + text + "Ann Poe\n\n18 November 2022 at 9:05\n\nWell said.\n\nJohn Roe\n\n18 March 2023 at 11:40\n\nIndeed.\n\nEve Moe\n\n19 November 2023 at 7:15\n\nNo.\n", "", ""},
		{basin + text + "Geese\n\n19 November 2023 at 9:05\n\nDucks\n\n18 November 2023 at 11:40\n\nCoots\n\n17 November 2023 at 7:15\n", "", ""},
		{basin + "Mill Radio - The Basin Hour with Ann Poe - 18.11.2023 13:15 Author: Jane Doe\n\n" + text, "2023-11-18T13:15:00+08:00", "date line"},
		{basin + "20. November 202318. November 2023 Jane Doe Swans, Basin\n\n" + text, "2023-11-18", "date line"},
		{basin + "Jane Doe2023-11-21T10:10:52+01:0018. November 2023|Basin\n\n" + text, "2023-11-18", "date line"},
		{basin + "Jane Doe2023-11-18T10:10:52+01:0018. November 2023|Basin\n\n" + text, "2023-11-18T10:10:52+01:00", "date line"},
		{basin + "Recent Posts\n\n20 November 2023 Jane Doe\n\nGeese reach the western pond\n\n" + text, "", ""},
		{basin + "Updated:\n\n20 November 2023\n\nOriginal:\n\n18 November 2023\n\n" + text, "2023-11-18", "label published"},
		{"18 November 2023 – Swans leave the eastern basin\n\n" + text, "2023-11-18", "date in the title"},
		{">>> 2023-11-18 Swans leave the eastern basin\n\n" + text, "2023-11-18", "date in the title"},
		{"11 September 2001: how the day began\n\n" + text + "Twenty years later, in 2021, the clock was wound again.\n", "", ""},
		{"Harbour notes 18 November 2023\n\n" + text, "2023-11-18", "date in the title"},
		{"Open day of the mill on 18 November 2023\n\n" + text, "", ""},
		{basin + text + "More of the town\n\nSwans leave the eastern basin 18 November 2023\n\nGeese reach the western pond 16 November 2023\n", "2023-11-18", "date below the text"},
		{basin + "18 November 2023 Comments Off on Swans leave the eastern basin\n\n" + text, "2023-11-18", "date line"},
		{basin + "18 November 2023 Jane Doe 0\n\nThe picture\n\nExposure: 60 minutes\n\nDate: 31/08/2023\n\n" + text, "2023-11-18", "date line"},
		{basin + "By Jane Doe | 18 November 2023 | Harbour, Harbour 2023, Swans | 0 comments\n\n17.11.2023\n\n" + text, "2023-11-18", "date line"},
		{basin + text + "18 November 2033\n\n" + menu, "", ""},
		{basin + text[:130] + "\n\nValletta, 18 November 2023 – " + text, "2023-11-18", "dateline"},
		{basin + text + "Γράφει: Jane Doe\n\n18 November 2023\n\nMore of the town\n\n" + menu, "2023-11-18", "date below the text"},
	}
	for _, c := range cases {
		a := parseOne(t, c.text)
		if got, rule := a.Published().String(), a.Origin().Of("published").Rule; got != c.want || rule != c.rule {
			t.Errorf("%.300q: got %s by %q, want %s by %q", c.text, got, rule, c.want, c.rule)
		}
	}
}

// Days that head the parts of a text stay in it, and none of them is its own.
func TestChronicle(t *testing.T) {
	part := func(day string) string {
		return day + "\n\nThe swans stayed in the basin all winter, and the council that had feared for the boats asked the millers to leave them some of the grain.\n\n"
	}
	days := part("5 May 2020") + part("6 June 2021") + part("18 November 2023")
	for head, want := range map[string]string{"By Jane Doe\n\n20 November 2023": "2023-11-20", "By Jane Doe": ""} {
		a := parseOne(t, "How the ferry came back\n\n"+part(head)+days)
		if a.Published().String() != want || !strings.Contains(a.Body().Text(), "5 May 2020") || !strings.Contains(a.Body().Text(), "18 November 2023") {
			t.Errorf("%q: got %s and %q, want %q and the days in the body", head, a.Published(), a.Body().Text(), want)
		}
	}
}

// Of a saved page, the head begins where the headline stands again below the menu.
func TestHeadBelowTheMenu(t *testing.T) {
	menu := "Subscribe\n\nNov. 20, 2023\n\nWeather\n\nHarbour\n\nLetters\n\n"
	a := parseOne(t, "Swans leave the eastern basin\n\n"+menu+"Swans leave the eastern basin\n\nBy Jane Doe\n\nNovember 19, 2023\n\n"+calm)
	if a.Published().String() != "2023-11-19" || names(a) != "Jane Doe" {
		t.Errorf("got %s by %q, want the date and the byline below the menu", a.Published(), names(a))
	}
	a = parseOne(t, "Swans leave the eastern basin\n\nBy Jane Doe\n\nNovember 19, 2023\n\n"+calm+"\nSwans leave the eastern basin\n\nNovember 21, 2023\n\n"+calm)
	if a.Published().String() != "2023-11-19" {
		t.Errorf("got %s, want the date of the head, not of what follows the text", a.Published())
	}
}

// Between a head and its text the buttons to share it are no lines of the head.
func TestHeadAboveButtons(t *testing.T) {
	menu := strings.Repeat("Weather\n\nTides\n\nThe letters\n\nOf the town\n\n", 12)
	buttons := strings.Repeat("Share this with Facebook\n\nShare this with Email\n\n", 10)
	lines := strings.Repeat("The swans\n\nThe geese\n\n", 10)
	for between, want := range map[string]string{buttons: "2023-11-18", lines: ""} {
		a := parseOne(t, "Swans leave the eastern basin\n\n"+menu+"The basin: swans are gone\n\n18 November 2023\n\n"+between+calm)
		if got := a.Published().String(); got != want {
			t.Errorf("%.40q: got %q, want %q", between, got, want)
		}
	}
}

// A first paragraph may begin with its date.
func TestDatesThatOpenTheText(t *testing.T) {
	const tale = " The swans stayed in the eastern basin all winter, and the millers left them some of the grain that falls beside the quay."
	cases := []struct{ opening, want string }{
		{"06.11.23 -" + tale, "2023-11-06"},
		{"19.10.2019, 15:30 Uhr" + tale, "2019-10-19T15:30:00+08:00"},
		{"Karlsruhe, (12.11.2021)." + tale, "2021-11-12"},
		{"Bad Mühlheim, 12. November 2021 –" + tale, "2021-11-12"},
		{"19.10.2019" + tale, ""},
		{"The summer fair (12.11.2021)" + tale, ""},
		{"VALLETTA, Malta, Nov. 12, 2021 /Newsline/ --" + tale, "2021-11-12"},
		{"VALLETTA, Nov. 12 (AP) —" + tale, ""},
		{"VALLETTA, Nov. 12 (AP) —" + tale + "\n\n© 2021 The Mill Gazette", "2021-11-12"},
		{"ОДЕСА, 12 листопада. (Reuters) —" + tale + "\n\n© 2021 The Mill Gazette", "2021-11-12"},
		{"In Karlsruhe, 12 November 2021 was a quiet day." + tale, ""},
	}
	for _, c := range cases {
		a := headed(t, c.opening)
		if got := a.Published().String(); got != c.want {
			t.Errorf("%.40q: got %s, want %s", c.opening, got, c.want)
		}
	}
}

// A publication day among the data of a book is the book's.
func TestDayOfABook(t *testing.T) {
	a := headed(t, "ISBN: 9780000000002\n\nPages: 448\n\nDate of publication: 14 August 2017")
	if !a.Published().IsZero() {
		t.Errorf("got %s, want no date of the review", a.Published())
	}
	a = headed(t, "Published 14 August 2017\n\nISBN: 9780000000002")
	if a.Published().String() != "2017-08-14" {
		t.Errorf("got %s, want the date of the review above the data", a.Published())
	}
}
