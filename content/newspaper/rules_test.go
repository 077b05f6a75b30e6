package newspaper

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

// prose is a body that no rule reacts to.
const calm = `The committee met for three hours on the plan and heard from every side before it put off a decision until the spring session.

Residents said they would return, and the chairman promised that they would be heard again before any vote is taken on the proposal.

Nobody objected to that, and the meeting ended without a vote shortly before midnight in the town hall of the northern district.
`

// headed reads an article whose head is the given lines.
func headed(t *testing.T, header string) *content.Article {
	t.Helper()
	return parseOne(t, "Swans leave the eastern basin\n\n"+header+"\n\n"+calm)
}

func parseOne(t *testing.T, text string) *content.Article {
	t.Helper()
	f := content.File{Path: "a.txt", Data: []byte(text), ModTime: time.Date(2024, 1, 8, 8, 0, 0, 0, time.UTC)}
	articles, err := Parse(f, content.Options{Zone: hongKong})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if missing := lost(f, articles); len(missing) > 0 {
		t.Errorf("%q: got these lines nowhere: %q", text, missing)
	}
	return articles[0]
}

func names(a *content.Article) string {
	var list []string
	for _, n := range a.Authors() {
		if n.Organisation {
			n.Name = "(" + n.Name + ")"
		}
		list = append(list, n.Name)
	}
	return strings.Join(list, "|")
}

func TestBylines(t *testing.T) {
	cases := []struct{ header, authors, source string }{
		{"By Jane Doe", "Jane Doe", ""},
		{"    By Jane Doe, Reuters", "Jane Doe", "Reuters"},
		{"    BY TED O'ROE, Reuters", "Ted O'Roe", "Reuters"},
		{"By jane doe, Reuters", "jane doe", "Reuters"},
		{"By\nMill Gazette Reporter", "(Mill Gazette Reporter)", ""},
		{"By\nJane Doe", "Jane Doe", ""},
		{"| BY: Jane Doe, MS, RDN", "Jane Doe", ""},
		{"Written by Jane Doe, PhD on April 29, 2018", "Jane Doe", ""},
		{"By Jane Doe And John Roe For The Mill On Sunday", "Jane Doe|John Roe", "The Mill On Sunday"},
		{"By Jane Doe | jane@mill.example | Valley News Group", "Jane Doe", "Valley News Group"},
		{"By Jane Doe March 18 at 3:57 PM Follow @janedoe", "Jane Doe", ""},
		{"by Jane S. Doe, The Washington Post, Posted: July 18, 2020- 4:01 PM", "Jane S. Doe", "The Washington Post"},
		{"By Jane Doe/June 12, 2020 9:49 am EST/Updated: Aug. 18, 2020 4:17 pm EST", "Jane Doe", ""},
		{"Posted by tinker, Jack, moth on 2019-02-15", "tinker|Jack|moth", ""},
		{"Posted on July 29, 2016 by Jane Doe in Weather, Rain // 0 Comments", "Jane Doe", ""},
		{"Posted on Maret 30, 2015 by Admin", "", ""},
		{"Jane Doe - Nov 19, 2019, 8:15 pm CST", "Jane Doe", ""},
		{"Jane Doe\nWeather reporter @janedoe", "Jane Doe", ""},
		{"Jane Doe, South Valley Correspondent", "Jane Doe", ""},
		{"JANE DOE, JOHN ROE and ANN POE", "Jane Doe|John Roe|Ann Poe", ""},
		{"Jane Doe, Staff Attorney, Valley Justice Program\n& Ann Poe-Moe, Director of Weather", "Jane Doe|Ann Poe-Moe", ""},
		{"Staff Harbour | May 10, 2022 01:52:54 PM", "(Staff Harbour)", ""},
		{"Von Matthias Muster", "Matthias Muster", ""},
		{"Publiziert am 13. Januar 2014 von mmuster", "mmuster", ""},
		{"Ein Interview von Eugen Muster mit Sonja Beispiel.", "Eugen Muster", ""},
		{"mh 15. Oktober 2023", "mh", ""},
		{"Par Mathieu Exemple le 07 Mai 2020", "Mathieu Exemple", ""},
		{"Paul EXEMPLE\n7 mai 2020", "Paul Exemple", ""},
		{"Por Adriano Exemplo | 03/05/2022 20:36", "Adriano Exemplo", ""},
		{"Isabel Ejemplo, Rocío Muestra y José Miguel Prueba", "Isabel Ejemplo|Rocío Muestra|José Miguel Prueba", ""},
		{"Четверг, 26 ноября 2020, 09:00 • Ирина Примерова", "Ирина Примерова", ""},
		{"By Jane Doe On 11/13/19 at 4:00 PM EST", "Jane Doe", ""},
		{"By Jane Doe - Harbour Contributor 2019-11-19T12:48:14Z Basin", "Jane Doe", ""},
		{"By Jane Doe Fox News", "Jane Doe", "Fox News"},
		{"Jane Doe, Mill Insider", "Jane Doe", "Mill Insider"},
		{"JANE DOE, MILLER", "Jane Doe", "MILLER"},
		{"José Exemplo e Amostra\n7 de maio de 2020", "José Exemplo e Amostra", ""},
		{"Debbie White", "Debbie White", ""},
		{"Jane Doe vanished in the early hours of Sunday morning, November 3, 2013, after leaving the mill.", "", ""},
		{"Authors\nPartner with us", "", ""},
		{"Posted on Tuesday 15 October 2019 at 09:11 by Jane M. Doe.", "Jane M. Doe", ""},
		{"입력 2023.11.06 14:30\n홍길동 기자", "홍길동", ""},
		{"公開日時：2023/11/06 14:30\n例花子記者", "例花子", ""},
		{"2023-11-06 14:30:00　来源：东港日报　作者：例小明", "例小明", "东港日报"},
		{"Budi Contoh - Gazette\nSenin, 6 November 2023 | 14:30 WIB", "Budi Contoh", "Gazette"},
		{"By Bushrod Washington", "Bushrod Washington", ""},
		{"By Cindy harbourmouse", "Cindy harbourmouse", ""},
		{"Wednesday January 18, 2017 10:44 am PST by Juli Muster", "Juli Muster", ""},
		{"Mill Daily 9/21/2016 Jane Doe", "Jane Doe", ""},
		{"Mill Radio - The Basin Hour with Ann Poe - 18.03.2020 13:15 Uhr Autor/in: Jana Muster", "Jana Muster", ""},
		{"ab 1. Januar 2023 für Korn und Mehl.", "", ""},
		{"文｜例小明", "例小明", ""},
		{"City News\n5 May 2021", "", ""},
		{"Staff Reporter\n5 May 2021", "(Staff Reporter)", ""},
		{"By Popular Demand", "", ""},
		{"von Die Mühlenpresse", "Die Mühlenpresse", ""},
		{"Jackson Hole, Wyoming", "", ""},
		{"Charlotte Harbor, West Virginia", "", ""},
		{"By The Numbers", "", ""},
		{"Text Edge Style", "", ""},
		{"From our pages", "", ""},
		{"by Citicorp.", "", ""},
		{"By Jane Doe is meant the first of the two millers.", "", ""},
		{"By contrast the swans of the western basin stayed in", "", ""},
		{"Von wegen Ruhe: Schwäne kosten die Stadt zwei Millionen", "", ""},
		{"Von der Quelle bis zu den Schleusen", "", ""},
		{"Por qué los cisnes están en la ribera oriental", "", ""},
		{"Par gulbjiem sāktas 725 lietas", "", ""},
		{"Jane Doe at a rally in May 2015 (John Roe/Getty Images)", "", ""},
		{"— Jane Doe (@janedoe) December 27, 2016", "", ""},
	}
	for _, c := range cases {
		a := headed(t, c.header)
		if got := names(a); got != c.authors || a.Source() != c.source {
			t.Errorf("%q: got %q of %q, want %q of %q", c.header, got, a.Source(), c.authors, c.source)
		}
	}
}

func TestDatesOfTheHead(t *testing.T) {
	cases := []struct{ header, published, updated string }{
		{"PUBLISHED:\n\n12:15 EST, 22 February 2014\n\n|\nUPDATED:\n\n12:20 EST, 22 February 2014", "2014-02-22T12:15:00-05:00", "2014-02-22T12:20:00-05:00"},
		{"Written: 2023-11-07 15:03:30 / Updated: 2023-11-07 15:30:46", "2023-11-07T15:03:30+08:00", "2023-11-07T15:30:46+08:00"},
		{"Friday, 3 Nov, 2023\n9:59 am", "2023-11-03T09:59:00+08:00", ""},
		{"Dec 9, 2019 · 6 min read", "2019-12-09", ""},
		{"5. November 2021 | Energie, Verkehr", "2021-11-05", ""},
		{"Stand: 20. April 2020, 14:57 Uhr", "2020-04-20T14:57:00+08:00", "2020-04-20T14:57:00+08:00"},
		{"Updated Nov 9, 2023, 10:00 am UTC\nPublished Nov 9, 2023, 11:00 am UTC", "2023-11-09T10:00:00Z", "2023-11-09T11:00:00Z"},
		{"Published Nov 9, 2023\nUpdated Nov 2, 2023", "2023-11-09", ""},
		{"By Jane Doe | 10 hours ago", "2024-01-08T06:00:00+08:00", ""},
		{"By Jane Doe SEPT. 9", "2023-09-09", ""},
		{"Tuesday, 1 March", "", ""},
		{"Ana María Ejemplo Muestra Prueba 04 de mayo 2022, 11:30 A. M.", "2022-05-04T11:30:00+08:00", ""},
		{"Ann Poe, the mill's first book, 25 December 2005, in three parts:", "", ""},
		{"MILL LIVE Sende uns eine E-Mail 31. Oktober 2023", "2023-10-31", ""},
		{"Videos\n\nFlour spills on the road\n\n16/05/2020\n\nMill takes a break\n\n25/04/2020\n\nRain again\n\n21/04/2020\n\nMore rain\n\n23/05/2020 16h45", "2020-05-23T16:45:00+08:00", ""},
		{"Termin: 21.02.2020, 19 Uhr", "", ""},
		{"Quelle: Musterrechnung (Stand: 5. Februar 2020)", "", ""},
		{"FILE PHOTO: A swan in Geneva, Switzerland March 5, 2019.", "", ""},
		{"© 2019 Jane Doe, May 5, 2019", "", ""},
		{"— Jane Doe (@janedoe) December 27, 2016", "", ""},
		{"Swans in the basin 12.10. - 15.10.2023", "", ""},
		{"A version of this article appears in print on December 27, 2013, on page 4.", "", ""},
	}
	for _, c := range cases {
		a := headed(t, c.header)
		p, u := a.Published(), a.Updated()
		if p.String() != c.published || u.String() != c.updated {
			t.Errorf("%q: got %s, %s, want %s, %s", c.header, p, u, c.published, c.updated)
		}
	}
}

func TestALabelledSentenceStaysInTheBody(t *testing.T) {
	const line = "Update vom 03. Mai 2020, 16:05 Uhr: Die Rückkehr der Schwäne stimmt am anderen Ende des Beckens jemanden froh, wie die Müllerin sagt."
	a := within(t, line)
	if a.Updated().String() != "2020-05-03T16:05:00+08:00" || !a.Published().IsZero() || !strings.Contains(a.Body().Text(), line) {
		t.Errorf("got updated %s and body %q, want the date and the line in the body", a.Updated(), a.Body().Text())
	}
}

func TestUpdatedBeforePublishedIsAProblem(t *testing.T) {
	a := headed(t, "Published Nov 9, 2023\nUpdated Nov 2, 2023")
	want := "line 4: updated 2023-11-02 is before published 2023-11-09, so it was left out; correct one of them"
	if len(a.Problems()) != 1 || a.Problems()[0].String() != want {
		t.Errorf("got %v, want %q", a.Problems(), want)
	}
}

// Bylines below the text, and one beside a date that captions part from the title.
func TestBylinesBelowTheHead(t *testing.T) {
	text := strings.Repeat("The swans stayed in the basin all winter, and the council that had feared for the boats asked the millers to leave them some of the grain.\n\n", 9)
	links := strings.Repeat("Weather\n\nTides\n\n", 15)
	cases := []struct{ text, authors string }{
		{text + "Автор: Анна Примерова\n\n" + links, "Анна Примерова"},
		{text + "Autor:\n\nJane Doe\n\n" + links, "Jane Doe"},
		{text + "Kommentar von\n\nJane Doe\n\n" + links, "Jane Doe"},
		{text[:420] + "By Jane Doe | Valley News Group\n\nPUBLISHED: May 5, 2023 at 9:06 a.m.\n\n" + text, "Jane Doe"},
		{text + "Note: Jane Doe keeps the gate\n\n" + links, ""},
	}
	for _, c := range cases {
		if got := names(parseOne(t, "Swans leave the eastern basin\n\n"+c.text)); got != c.authors {
			t.Errorf("%.500q: got %q, want %q", c.text, got, c.authors)
		}
	}
}

func TestTitles(t *testing.T) {
	cases := []struct{ top, title string }{
		{"Superswans: What They Are and How You Feed Them", "Superswans: What They Are and How You Feed Them"},
		{"Your weekly Pond Notes reading – Pond Notes", "Your weekly Pond Notes reading"},
		{"The George Roe method – and its fatal flaw", "The George Roe method – and its fatal flaw"},
		{"OPINION\n\nSwans deserve a better basin", "Swans deserve a better basin"},
		{"WORLD EXCLUSIVE: Swans talk", "WORLD EXCLUSIVE: Swans talk"},
		{"Home » News » Swans talk in the eastern basin\nSwans talk in the eastern basin", "Swans talk in the eastern basin"},
		{"Swans talk\nSwans talk", "Swans talk"},
		{"Swans talk\n==========", "Swans talk"},
		{"#Swans talk", "#Swans talk"},
		{"https://example.org/a\nSwans talk", "Swans talk"},
		{"5 May 2021\nSwans talk", "Swans talk"},
		{"PM-Kandidat Muster tritt zurück", "PM-Kandidat Muster tritt zurück"},
		{"A380", "A380"},
		{"BC-Swans,250\nSwans talk", "Swans talk"},
		{"SWAN MYSTERY BAG – everybody needs a secret!", "SWAN MYSTERY BAG – everybody needs a secret!"},
		{"The swans of the eastern basin have at last been heard to\nspeak in the assembly of the harbour", "The swans of the eastern basin have at last been heard to speak in the assembly of the harbour"},
	}
	for _, c := range cases {
		if got := parseOne(t, c.top+"\n\n"+calm).Title(); got != c.title {
			t.Errorf("%q: got %q, want %q", c.top, got, c.title)
		}
	}
}

func TestTitleOfFileName(t *testing.T) {
	f := content.File{Path: "x/2016-09-09-swans-of-the-basin.txt", Data: []byte("WASHINGTON (AP) - " + calm)}
	articles, err := Parse(f, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := articles[0]
	if a.Title() != "Swans of the basin" || a.Published().String() != "2016-09-09" || a.Origin().Of("published").String() != "file name" || a.Section() != "x" {
		t.Errorf("got %q of %s by %s in %q, want the file's name to give all", a.Title(), a.Published(), a.Origin().Of("published"), a.Section())
	}
}

func TestHeadFacts(t *testing.T) {
	cases := []struct{ header, tags, section, source string }{
		{"Filed Under:Swans, EEE, western-born virus", "Swans|EEE|western-born virus", "", ""},
		{"Topics: Study Swans / Tweet of the Week", "Study Swans|Tweet of the Week", "", ""},
		{"Schlagwörter: kein teich, ufer", "kein teich|ufer", "", ""},
		{"Themen in diesem Artikel: Teich, Ufer", "Teich|Ufer", "", ""},
		{"Trending Topics : #Pond2020#Swans", "", "", ""},
		{"Tags: AIArtificial PondsSwan Roundup", "", "", ""},
		{"In this article, I’ll explain how swans sleep", "", "", ""},
		{"SECTION: FEATURES; Pg. 6", "", "Features", ""},
		{"Posted on July 29, 2016 by Jane Doe in Weather, Rain // 0 Comments", "Rain", "Weather", ""},
		{"Last Updated : Nov 20, 2019 01:41 PM IST | Source: Mill.example", "", "", "Mill.example"},
		{"2020-02-19 20:29:58 来源： 半月", "", "", "半月"},
		{"Via The Mill", "", "", "The Mill"},
	}
	for _, c := range cases {
		a := headed(t, c.header)
		if got := strings.Join(a.Tags(), "|"); got != c.tags || a.Section() != c.section || a.Source() != c.source {
			t.Errorf("%q: got tags %q, section %q, source %q, want %q, %q, %q", c.header, got, a.Section(), a.Source(), c.tags, c.section, c.source)
		}
	}
}

func TestDatelines(t *testing.T) {
	const rest = "The swans left the basin before dawn and nobody saw them go."
	for _, line := range []string{
		"SALVADOR, Feb 26 - ", "HAYWARD, Calif. (AP) — ", "(Reuters) — ", "(CNN)", "Park City, Utah (CNN)", "Dekalb, Ill. — ",
		"NEW DELHI: ", "LONDON • ", "MINNEAPOLIS (BLOOMBERG, AFP) - ", "Hamburg (dpa/lno) – ", "Berlin (jur). ",
		"SINGAPORE, Aug. 27, 2024 /PRNewswire/ -- ", "NEW YORK, March 119 - ", "HOUSTON, APril 3 - ", "DUBAI, United Arab Emirates — ",
	} {
		if got := stripDateline(line + rest); got != rest {
			t.Errorf("%q: got %q left, want %q", line, got, rest)
		}
	}
	for _, line := range []string{
		"DEAR ABBY: ", "DJ Norman Roe - aka Fat Swan - has said: ", "DONALD J. Roe has told ", "“DON’T go there”, ", "WORLD EXCLUSIVE: ", "ISBN: 9783453580565 - ",
	} {
		if got := stripDateline(line + rest); got != line+rest {
			t.Errorf("%q: got %q left, want all", line, got)
		}
	}
	a := parseOne(t, "Swans leave\n\nSINGAPORE, Aug. 27, 2023 /PRNewswire/ -- "+calm)
	if a.Published().String() != "2023-08-27" || a.Source() != "PRNewswire" || !strings.Contains(a.Body().Text(), "SINGAPORE") {
		t.Errorf("got %s of %q, want 2023-08-27 of PRNewswire and the dateline in the body", a.Published(), a.Source())
	}
}

func TestWireStory(t *testing.T) {
	a := parseOne(t, "a0423\nBC-Swans, 3rd Ld-Writethru\nSwans stay in basin, council says\nEds: UPDATES with quotes.\nBy JANE DOE\nAssociated Press Writer\n\nVALLETTA, Malta (AP) _ "+calm+"\n\nAP-WS-11-06-23 1403EST\n")
	if a.Title() != "Swans stay in basin, council says" || names(a) != "Jane Doe" || a.Published().String() != "2023-11-06T14:03:00-05:00" || a.Source() != "AP" {
		t.Errorf("got %q by %q of %s from %q, want the story without its frame", a.Title(), names(a), a.Published(), a.Source())
	}
	if body := a.Body().Text(); !strings.HasPrefix(body, "VALLETTA") || strings.Contains(body, "1403EST") {
		t.Errorf("got body %q, want it from dateline to last paragraph", body)
	}
}

// A table below the headline is the text: its rows are neither names nor dates.
func TestTableBelowTheHeadline(t *testing.T) {
	const rows = " MAR8  --     --VALLEY WHEAT\n MAY7     285            UP  1 1/2\n SEP7     277            UP      1\n DEC7  --     --"
	a := parseOne(t, "MILL FUTURES 11:10   EDT\n7-APR-1987 11:12:32.96\n\n"+rows+"\n")
	if html := a.Body().HTML(); len(a.Authors()) > 0 || html != "<pre>"+rows+"</pre>\n" {
		t.Errorf("got authors %v and body %q, want no author and the whole table", a.Authors(), html)
	}
}

// within reads an article that holds the lines between two paragraphs of prose.
func within(t *testing.T, lines string) *content.Article {
	t.Helper()
	first, rest, _ := strings.Cut(calm, "\n\n")
	return parseOne(t, "Swans leave the eastern basin\n\n"+first+"\n\n"+lines+"\n\n"+rest)
}

func TestBodyClasses(t *testing.T) {
	cases := []struct{ lines, html, dropped string }{
		{"Scroll down for video", "", "page furniture"},
		{"845 shares", "", "counter"},
		{"Image caption\n\nThe swans off the quay, last seen there in spring", "<figure><figcaption>The swans off the quay, last seen there in spring</figcaption></figure>", "caption label"},
		{"Related: Swans move to the sea", "", "related headline"},
		{"MORE : Map shows where the swans are", "", "related headline"},
		{"[Swans deny report that the basin is cold]", "", "related headline"},
		{"Related stories\n\n- Swans move\n- Swans stay", "", "related links"},
		{"Lire aussi : Les cygnes sont partis", "", "related headline"},
		{"Read the full analysis here.", "<p>Read the full analysis here.</p>", ""},
		{"Scene: The basin where the swans were seen for the last time", "<figure><figcaption>Scene: The basin where the swans were seen for the last time</figcaption></figure>", ""},
		{"Photo by Jane Doe/Getty Images", "<figure><figcaption>Photo by Jane Doe/Getty Images</figcaption></figure>", ""},
		{"‘Where now?’ Swan lovers of the basin ask, in a packed hall", "<aside><p>‘Where now?’ Swan lovers of the basin ask, in a packed hall</p></aside>", ""},
		{"VIII. What the swans want", "<h2>VIII. What the swans want</h2>", ""},
		{"What residents want", "<h2>What residents want</h2>", ""},
		{"Swans and Sons\n==============", "<h2>Swans and Sons</h2>", "rule"},
		{"* * *", "<hr>", ""},
		{"- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>", ""},
		{"- one\n- two\n  of many\n- three", "<ul>\n<li>one</li>\n<li>two of many</li>\n<li>three</li>\n</ul>", ""},
		{"They closed the com-\nmittee to all, and the five-\nyear plan with it.", "<p>They closed the committee to all, and the five-year plan with it.</p>", ""},
		{"- one line with a dash", "<p>- one line with a dash</p>", ""},
		{"6 Jane Doe (Spain)\n7 John Roe (Chile)", "<p>6 Jane Doe (Spain)<br>\n7 John Roe (Chile)</p>", ""},
		{" Wheat   2.55   2.40\n Maize   1.55   1.40", "<pre> Wheat   2.55   2.40\n Maize   1.55   1.40</pre>", ""},
		{"Roses are red\nViolets are blue\nSwans are not", "<p>Roses are red<br>\nViolets are blue<br>\nSwans are not</p>", ""},
		{"The \nroe, 49, a father, was teaching a \nswan to sing.", "<p>The roe, 49, a father, was teaching a swan to sing.</p>", ""},
		{"See www.example.org/a, or a@b.example; 1 < 2.", `<p>See <a href="https://www.example.org/a">www.example.org/a</a>, or <a href="mailto:a@b.example">a@b.example</a>; 1 &lt; 2.</p>`, ""},
		{"UPDATE 4:00 PM EST: The basin has been closed.", "<p>UPDATE 4:00 PM EST: The basin has been closed.</p>", ""},
		{"Correction: August 30, 2016", "<p>Correction: August 30, 2016</p>", ""},
	}
	for _, c := range cases {
		a := within(t, c.lines)
		var html []string
		for _, l := range strings.SplitAfter(a.Body().HTML(), "\n") {
			if !strings.HasPrefix(l, "<p>The committee") && !strings.HasPrefix(l, "<p>Residents") && !strings.HasPrefix(l, "<p>Nobody") {
				html = append(html, l)
			}
		}
		got := strings.TrimRight(strings.Join(html, ""), "\n")
		dropped := ""
		if len(a.Dropped()) > 0 {
			dropped = a.Dropped()[0].Why
		}
		if got != c.html || dropped != c.dropped {
			t.Errorf("%q: got %q, dropped as %q, want %q, %q", c.lines, got, dropped, c.html, c.dropped)
		}
		if !strings.HasPrefix(a.Summary(), "The committee met") {
			t.Errorf("%q: got summary %q, want the first paragraph", c.lines, a.Summary())
		}
	}
}

func TestTrailers(t *testing.T) {
	cases := []struct{ line, why, source, rights, authors string }{
		{"Reuter", "", "Reuters", "", ""},
		{"-30-", "end mark", "", "", ""},
		{"(Reporting by Will Roe; Editing by Tom Poe)", "credit", "", "", "Will Roe"},
		{"(With inputs from agencies)", "credit", "", "", ""},
		{"© 2019 Mill Gazette. All Rights Reserved.", "", "", "© 2019 Mill Gazette. All Rights Reserved.", ""},
		{"This article was originally published by The Mill. Read the original article.", "", "The Mill", "", ""},
		{"This article appeared in the Mill Gazette print edition as: Swans", "print edition note", "", "", ""},
		{"SOURCE: News agencies", "", "News agencies", "", ""},
		{"H/T: Angry Swans", "note of origin", "", "", ""},
		{"Author: Jane Doe", "", "", "", "Jane Doe"},
	}
	for _, c := range cases {
		a := parseOne(t, "Swans leave\n\n"+calm+"\n"+c.line+"\n")
		why := ""
		if len(a.Dropped()) > 0 {
			why = a.Dropped()[0].Why
		}
		if why != c.why || a.Source() != c.source || a.Rights() != c.rights || names(a) != c.authors {
			t.Errorf("%q: got %q, %q, %q, %q, want %q, %q, %q, %q", c.line, why, a.Source(), a.Rights(), names(a), c.why, c.source, c.rights, c.authors)
		}
	}
}

func TestDek(t *testing.T) {
	a := parseOne(t, "Swans leave\n\nThey went before dawn and left one feather\n\nBy Jane Doe\n\n"+calm)
	if want := "They went before dawn and left one feather"; a.Summary() != want {
		t.Errorf("got %q, want %q", a.Summary(), want)
	}
}

func TestSuspectsCanBeConfirmed(t *testing.T) {
	const headline = "‘Where now?’ Swan lovers of the basin ask, in a packed hall"
	body, ok := within(t, headline).Body().(*textBody)
	if !ok {
		t.Fatal("the body of text is no *textBody")
	}
	suspects := body.Suspects()
	if len(suspects) != 1 || suspects[0] != content.FoldTitle(headline) {
		t.Fatalf("got %q, want the one headline", suspects)
	}
	known := map[string]bool{content.FoldTitle(headline): true}
	without := body.Without(func(folded string) bool { return known[folded] })
	if strings.Contains(without.HTML(), "Swan lovers") || !strings.Contains(body.HTML(), "Swan lovers") {
		t.Errorf("got %q, want it without the headline, and the first body unchanged", without.HTML())
	}
	if without.Source() == body.Source() {
		t.Error("bodies of different content have one source")
	}
}

func TestFoldTitle(t *testing.T) {
	for in, want := range map[string]string{
		"‘What is Aleppo?’  He asks": "what is aleppo he asks", "It’s — it's": "its its", "Ärger, 2 x": "ärger 2 x", "?!": "",
	} {
		if got := content.FoldTitle(in); got != want {
			t.Errorf("FoldTitle(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOrderIsPassedOn(t *testing.T) {
	f := content.File{Path: "a.txt", Data: []byte("Swans leave\n\n03/04/2016\n\n" + calm)}
	for order, want := range map[dates.Order]string{dates.DayFirst: "2016-04-03", dates.MonthFirst: "2016-03-04"} {
		articles, err := Parse(f, content.Options{Order: order})
		if err != nil {
			t.Fatal(err)
		}
		if got := articles[0].Published().String(); got != want {
			t.Errorf("order %d: got %s, want %s", order, got, want)
		}
	}
}
