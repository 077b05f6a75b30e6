package dates

import "testing"

// What looks like a date and is none, or none that may be believed silently.
func TestFindNothing(t *testing.T) {
	for _, line := range []string{
		"", "no number here", "12", "at 20:15", "a 2:1 win", "in 2016", "May 2016", "Mar 2016 issue", "Saturday",
		"February 30, 2016", "31.02.2016", "31 juin 2016", "32 December 2016", "2016-13-01", "2016-02-30T10:00:00Z",
		"Version 1.2.2020.4", "192.168.10.20", "v0.4.14", "10.1038/d41586-019-02790-3",
		"Tel.: 0228-999582-5777", "call 12-10-2020-44", "ISBN 978-3-16-148410-0", "dpa:201227-99-820474/3",
		"https://example.org/2016/09/09/slug", "example.org/news/2016/09/09/slug.html", "www.example.org/09-09-2016",
		"img_20160909.jpg", "report-2016-09-09.pdf", "see 12.10.2020.pdf",
		"won 6 set 3", "on holiday June 29-July 13.", "dès 2,99€ par mois", "des 2 2016 Euro", "may 12 people", "they may 5 times", "march 3 abreast", "he has 2 ago",
		"$9.12.20", "§ 3.4.2016a", "3/4 cup, 1/2 spoon", "24/7", "9/11", "pages 10-12", "5-3-2", "(Januar/Februar 2023)",
		"Nature 574, 16-17 (2019)", "Vol. 12, No. 3, 2016", "Heft 10, Oktober 2012", "In G. 1.121.319.953.",
		"NEW YORK, March 119 - a typo", "Category 5 hurricane of 2018", "the 1980s, the 90s",
	} {
		if got := Find(line, Context{}); got != nil {
			t.Errorf("Find(%q) = %s; want nothing", line, showAll(got))
		}
	}
}

// Relative dates and those without a year need a reference, and a line to themselves.
func TestFindNothingRelative(t *testing.T) {
	for _, line := range []string{
		"the hurricane struck just 2 days ago, and nobody was prepared", "Rollos de película de hace 50 años confirman",
		"Schon registriert? Hier einloggen", "yesterday's news is today's paper", "in 3 hours", "5 min read", "30 days free",
	} {
		if got := Find(line, Context{Reference: autumn}); got != nil {
			t.Errorf("Find(%q) = %s; want nothing", line, showAll(got))
		}
	}
	for _, line := range []string{"Nov. 8", "SEPT. 9", "9 septembre", "3/9(木) 18:45", "2 hours ago", "gestern, 12.09 Uhr", "1月21日"} {
		if got := Find(line, Context{}); got != nil {
			t.Errorf("Find(%q) without reference = %s; want nothing", line, showAll(got))
		}
		if got := Find(line, Context{Reference: autumn}); len(got) != 1 || !got[0].YearInferred && !got[0].Relative {
			t.Errorf("Find(%q) = %s; want one date, inferred or relative", line, showAll(got))
		}
	}
}

func TestFindFlags(t *testing.T) {
	for _, tt := range []struct {
		line string
		c    Context
		want string
	}{
		{"— Jane Roe (@janeroe) December 27, 2016", Context{}, "other 2016-12-27"},
		{"© Daily Bugle, 5 May 2016", Context{}, "other 2016-05-05"},
		{"This version appears in print on December 27, 2013, on page A4", Context{}, "other 2013-12-27"},
		{"Retrieved 1 May 2015.", Context{}, "other 2015-05-01"},
		{"Termin: 21.02.2020, 19 Uhr", Context{}, "other 2020-02-21T19:00:00Z assumed"},
		{"Correction: August 30, 2016", Context{}, "other 2016-08-30"},
		{"Опубликован в газете №28372 от 24 сентября 2020", Context{}, "other 2020-09-24"},
		{"Markt in Wien 12.10. - 15.10.2023", Context{}, "2023-10-15 range"},
		{"Am 19./20. Juni 2020 in Bregenz", Context{}, "2020-06-20 range"},
		{"4–6 November 2023", Context{}, "2023-11-06 range"},
		{"November 4-6, 2023", Context{}, "2023-11-04 range"},
		{"from 9 May 2016 to 12 May 2016", Context{}, "2016-05-09 range; 2016-05-12 range"},
		{"9 May 2016, 19:00 - 21:00", Context{}, "2016-05-09T19:00:00Z assumed range"},
		{"28.04.2021 - 07:18", Context{}, "2021-04-28T07:18:00Z assumed"},
		{"- 30. Juli 2023, 18:55 Uhr", Context{}, "2023-07-30T18:55:00Z assumed"},

		{"Monday, 9 September 2016", Context{}, "2016-09-09 wrong-weekday"},
		{"Monday, 9 September", Context{Reference: autumn}, "2019-09-09 year-inferred"},
		{"Saturday, 9 September", Context{Reference: autumn}, "2023-09-09 year-inferred"},
		{"11 November", Context{Reference: autumn}, "2023-11-11 year-inferred"},
		{"12 November", Context{Reference: autumn}, "2022-11-12 year-inferred"},
		{"Feb. 29", Context{Reference: autumn}, "2020-02-29 year-inferred"},
		{"Updated Dec. 25 at 3:53 pm E.T.", Context{Reference: autumn}, "updated 2022-12-25T15:53:00-05:00 year-inferred"},
		{"By Lo Solis | 10 hours ago", Context{Reference: autumn}, "2023-11-10T02:00:00Z assumed relative"},
		{"Hace 13 horas", Context{Reference: autumn}, "2023-11-09T23:00:00Z assumed relative"},
		{"Online seit heute, 12.09 Uhr", Context{Reference: autumn}, "published 2023-11-10T12:09:00Z assumed relative"},
		{"2 days ago at 07:47 am", Context{Reference: autumn}, "2023-11-08T07:47:00Z assumed relative"},
		{"Publié aujourd’hui à 14h05", Context{Reference: autumn}, "published 2023-11-10T14:05:00Z assumed relative"},
		{"3時間前", Context{Reference: autumn}, "2023-11-10T09:00:00Z assumed relative"},
		{"vor 4 Monaten", Context{Reference: autumn}, "2023-07-10 relative"},

		{"12/10/2020", Context{}, "2020-10-12 ambiguous"},
		{"12/10/2020", Context{Order: MonthFirst}, "2020-12-10"},
		{"12/10/2020 4:05 PM", Context{}, "2020-12-10T16:05:00Z assumed ambiguous"},
		{"12/10/2020 4:05 PM", Context{Order: DayFirst}, "2020-10-12T16:05:00Z assumed"},
		{"12/10/2020 4:05 PM EST", Context{}, "2020-12-10T16:05:00-05:00"},
		{"12/10/2020 16h05", Context{}, "2020-10-12T16:05:00Z assumed"},
		{"Aktualisiert: 12/10/2020", Context{}, "updated 2020-10-12"},
		{"Thursday 12/10/2020", Context{}, "2020-12-10"},
		{"Monday 12/10/2020", Context{}, "2020-10-12"},
		{"12/10/2020 | updated 12/13/2020", Context{}, "2020-12-10; updated 2020-12-13"},
		{"11/12/2023", Context{Reference: autumn}, "2023-11-12"},
		{"12/11/2023 and more", Context{Reference: autumn.AddDate(0, 0, -5), Language: "en-US"}, "2023-12-11 ambiguous"},
		{"12/01/2023", Context{Reference: autumn, Language: "en-US"}, "2023-01-12"},
		{"11.03.17 in Gadgetry", Context{}, "2017-03-11"},
		{"11.03.17 in Gadgetry", Context{Language: "en"}, "2017-11-03 ambiguous"},
		{"11.03.17 in Gadgetry", Context{Language: "en-GB"}, "2017-03-11 ambiguous"},
		{"by Jane Doe22 Dec 2016651", Context{}, "2016-12-22"},
		{"11.03.17 in Gadgetry", Context{Language: "en-US"}, "2017-11-03 ambiguous"},
		{"11.03.17 in Gadgetry", Context{Order: MonthFirst}, "2017-11-03"},
		{"05.05.2017", Context{Order: MonthFirst}, "2017-05-05"},
		{"31/08/2019", Context{Order: MonthFirst}, "2019-08-31"},
		{"08/31/2019", Context{Order: DayFirst}, "2019-08-31"},

		{"12:00 am 5 May 2016", Context{}, "2016-05-05 midnight"},
		{"5 May 2016, 12:01am", Context{}, "2016-05-05 midnight"},
		{"5 May 2016, 12:01", Context{}, "2016-05-05T12:01:00Z assumed"},
		{"5 May 2016 00:00 GMT", Context{}, "2016-05-05T00:00:00Z"},
		{"5 May 2016 24:00 GMT", Context{}, "2016-05-06T00:00:00Z"},
	} {
		if got := showAll(Find(tt.line, tt.c)); got != tt.want {
			t.Errorf("Find(%q, %+v)\n got %s\nwant %s", tt.line, tt.c, got, tt.want)
		}
	}
}

func TestFindZones(t *testing.T) {
	in := func(zone, language string) Context { return Context{Zone: mustZone(t, zone), Language: language} }
	const day = "9 September 2016 13:07 "
	for _, tt := range []struct {
		line string
		c    Context
		want string
	}{
		{day, in("Asia/Hong_Kong", ""), "2016-09-09T13:07:00+08:00 assumed"},
		{day + "+0530", in("Asia/Hong_Kong", ""), "2016-09-09T13:07:00+05:30"},
		{day + "GMT+8", Context{}, "2016-09-09T13:07:00+08:00"},
		{day + "UTC-03:30", Context{}, "2016-09-09T13:07:00-03:30"},
		{day + "IST", Context{}, "2016-09-09T13:07:00+05:30"},
		{day + "IST", in("Europe/Dublin", ""), "2016-09-09T13:07:00+01:00"},
		{day + "IST", in("Asia/Jerusalem", ""), "2016-09-09T13:07:00+02:00"},
		{day + "CST", Context{}, "2016-09-09T13:07:00-06:00"},
		{day + "CST", in("Asia/Shanghai", ""), "2016-09-09T13:07:00+08:00"},
		{day + "CST", Context{Language: "zh-Hans"}, "2016-09-09T13:07:00+08:00"},
		{day + "BST", Context{}, "2016-09-09T13:07:00+01:00"},
		{day + "BST", in("Asia/Dhaka", ""), "2016-09-09T13:07:00+06:00"},
		{day + "EST", Context{}, "2016-09-09T13:07:00-05:00"},
		{day + "EST", in("Australia/Sydney", ""), "2016-09-09T13:07:00+10:00"},
		{day + "ET", Context{}, "2016-09-09T13:07:00-04:00"},
		{"9 December 2016 13:07 ET", Context{}, "2016-12-09T13:07:00-05:00"},
		{day + "P.T.", Context{}, "2016-09-09T13:07:00-07:00"},
		{day + "Eastern Time", Context{}, "2016-09-09T13:07:00-04:00"},
		{day + "(Paris)", Context{}, "2016-09-09T13:07:00+02:00"},
		{day + "heure de Paris", Context{}, "2016-09-09T13:07:00+02:00"},
		{day + "Beijing time", Context{}, "2016-09-09T13:07:00+08:00"},
		{"9 September 2016 13:07, UK", Context{}, "2016-09-09T13:07:00+01:00"},
		{"9 September 2016 13:07, Paris Hilton said", Context{}, "2016-09-09T13:07:00Z assumed"},
		{"9 septembre 2016 13:07 est passé", Context{}, "2016-09-09T13:07:00Z assumed"},
		{"9. September 2016, 13:07 ist", Context{}, "2016-09-09T13:07:00Z assumed"},
		{"1307 GMT 9 September 2016", Context{}, "2016-09-09T13:07:00Z"},
		{"9 September 2016 1307 hrs", Context{}, "2016-09-09T13:07:00Z assumed"},
		{"9 September 2016 EST", Context{}, "2016-09-09"},
	} {
		if got := showAll(Find(tt.line, tt.c)); got != tt.want {
			t.Errorf("Find(%q, zone %v, language %q)\n got %s\nwant %s", tt.line, tt.c.Zone, tt.c.Language, got, tt.want)
		}
	}
	if m := Find(day+"IST", Context{})[0]; !m.ZoneAmbiguous || m.Zone != "IST" {
		t.Errorf("zone %q, ambiguous %v; want IST, ambiguous", m.Zone, m.ZoneAmbiguous)
	}
	if m := Find(day+"GMT", Context{})[0]; m.ZoneAmbiguous || m.Zone != "GMT" {
		t.Errorf("zone %q, ambiguous %v; want GMT, not ambiguous", m.Zone, m.ZoneAmbiguous)
	}
}
