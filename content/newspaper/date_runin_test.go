package newspaper

import (
	"testing"
)

// A full date that opens the first paragraph is the article's, and the summary goes
// without it.
func TestRunInDates(t *testing.T) {
	const en = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year."
	const de = "Der Bäcker der Unterstadt hat seinen Ofen an ein Museum verkauft, das ihn bis zum Jahresende neben der Mühle zeigen will."
	const fr = "Le boulanger de la ville basse a vendu son four à un musée, qui le montrera à côté du moulin jusqu'à la fin de l'année."
	const ja = "下町のパン屋は火曜日、窯を博物館に売ったと発表した。年末まで水車の隣で展示される。"
	const zh = "下城的面包师周二宣布，他已将烤炉卖给博物馆，年底之前将在水磨坊旁边展出。"
	const cs = "Pekař z dolního města prodal svou pec muzeu, které ji bude vystavovat vedle mlýna až do konce roku."
	const vi = "Người thợ làm bánh ở phố dưới đã bán lò của mình cho bảo tàng, nơi sẽ trưng bày nó cạnh cối xay cho đến cuối năm."
	const lt = "Žemutinio miesto kepėjas pardavė savo krosnį muziejui, kuris ją rodys šalia malūno iki metų pabaigos."
	cases := []struct{ opening, text, published string }{
		{"14 juin 2022. - ", fr, "2022-06-14"},
		{"14 juin 2022 – ", fr, "2022-06-14"},
		{"Le 14 juin 2022. — ", fr, "2022-06-14"},
		{"Lyon (France), le 14 juin 2022 – ", fr, "2022-06-14"},
		{"Mardi 14 juin 2022 - ", fr, "2022-06-14"},
		{"Communiqué de presse du 14 juin 2022 | Lyon – ", fr, "2022-06-14"},
		{"14. Juni 2022. ", de, "2022-06-14"},
		{"(14. Juni 2022) ", de, "2022-06-14"},
		{"[14.06.2022] ", de, "2022-06-14"},
		{"Dienstag, 14. Juni 2022. ", de, "2022-06-14"},
		{"Linz, am 14. Juni 2022 – ", de, "2022-06-14"},
		{"Linz (Österreich), 14.06.2022 – ", de, "2022-06-14"},
		{"Medienmitteilung vom 14. Juni 2022 | Chur – ", de, "2022-06-14"},
		{"Press release of 14 June 2022 – ", en, "2022-06-14"},
		{"Press release, 14 June 2022 | Leeds – ", en, "2022-06-14"},
		{"June 14, 2022 – ", en, "2022-06-14"},
		{"Leeds (England), June 14, 2022 — ", en, "2022-06-14"},
		{"Leeds, 14 June 2022. ", en, "2022-06-14"},
		{"Leeds (14 June 2022) – ", en, "2022-06-14"},
		{"Leeds, England – June 14, 2022 – ", en, "2022-06-14"},
		{"LEEDS, England--(BUSINESS WIRE)--June 14, 2022--", en, "2022-06-14"},
		{"June 14, 2022, Leeds, England — ", en, "2022-06-14"},
		{"14.06.2022, Linz. ", de, "2022-06-14"},
		{"【2022年6月14日】", ja, "2022-06-14"},
		{"（下城日报2022年6月14日讯）", zh, "2022-06-14"},
		{"Lyon, 14 juin 2022 (Agence).- ", fr, "2022-06-14"},
		{"Pressemeldung vom 14. Juni 2022: ", de, "2022-06-14"},
		{"Tisková zpráva, 14. června 2022 – ", cs, "2022-06-14"},
		{"ngày 14 tháng 6 năm 2022. – ", vi, "2022-06-14"},
		{"(ngày 14 tháng 6 năm 2022) ", vi, "2022-06-14"},
		{"(Linz, 14. Juni 2022) ", de, "2022-06-14"},
		{"（2022年6月14日，里昂）", zh, "2022-06-14"},
		{"(Lyon - 14 juin 2022) - ", fr, "2022-06-14"},
		{"Linz / Wels (Österreich), 14. Juni 2022 – ", de, "2022-06-14"},
		{"Medienmitteilung, 14. Juni 2022, Chur: ", de, "2022-06-14"},
		{"LEEDS, England — June 14, 2022 — (BUSINESS WIRE) — ", en, "2022-06-14"},
		{"2022 m. birželio 14 d. – ", lt, "2022-06-14"},
		{"LEEDS, ENGLAND - Mill Newswire - 14 June 2022 - ", en, "2022-06-14"},
		{"LEEDS AND YORK, ENGLAND- Mill Newswire – 14 June 2022 – ", en, "2022-06-14"},
		{"LEEDS / YORK, ENGLAND - Mill Newswire - 14 June 2022 - ", en, "2022-06-14"},
		{"Leeds, England (Newsmill) Tuesday Jun 14, 2022 @ 10:00 AM Eastern — ", en, "2022-06-14T10:00:00+08:00"},
		{"Kirkby Lonsdale, Cumbria, England (Newsmill) Tuesday Jun 14, 2022 @ 10:00 AM Europe/London — ", en, "2022-06-14T10:00:00+01:00"},
		{"LEEDS - (MillWire) - June 14, 2022 - ", en, "2022-06-14"},
		{"LEEDS, England / June 14, 2022 – ", en, "2022-06-14"},
		{"LEEDS, England, June 14, 2022:\u00a0", en, "2022-06-14"},
		{"JUNE 14, 2022 LEEDS, England – ", en, "2022-06-14"},
		{"Linz (Mühlenpresse), 14.06.2022 – ", de, "2022-06-14"},
		{"MADRID - Agencia Molino - 14 de junio de 2022 - ", "El panadero del barrio bajo ha vendido su horno a un museo, que lo mostrará junto al molino hasta el final del año.", "2022-06-14"},
	}
	for _, c := range cases {
		a := parseOne(t, "An oven goes to the museum\n\n"+c.opening+c.text+"\n\n"+c.text+"\n")
		if got := a.Published().String(); got != c.published || a.Summary() != c.text {
			t.Errorf("%q: got %q and summary %q, want %s and the text behind the date", c.opening, got, a.Summary(), c.published)
		}
	}
}

// Days that head the entries of a diary, that a sentence begins with, or that stand
// beside other words are none of the article's.
func TestDatesThatRunIntoNothing(t *testing.T) {
	const text = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year."
	for _, opening := range []string{
		"14 June 2022. " + text + "\n\n15 June 2022. " + text + "\n\n16 June 2022. ",
		"(14 June 2022) " + text + "\n\n(15 June 2022) ",
		"On 14 June 2022 ",
		"Leeds, 14 June 2022 (in the morning) ",
		"14 June 2022, as everybody in town knows, was a Tuesday. ",
		"By 14 June 2022. ",
		"The oven of 14 June 2022. ",
		"14-16 June 2022 – ",
		"14 June 1944. In 2019 it was told again: ",
		"(Paid for on 14 June 2022) ",
		"(Leeds, 14 June 2022, and other days) ",
		"14 June 2022, Conclusion: ",
		"14 June 2022, Leeds and its people were told, ",
		"Leeds: the press - 14 June 2022 - ",
		"The mill and its news – 14 June 2022 – ",
		"The Town Hall (Old Wing) 14 June 2022 – ",
		"June 14, 2022 was, as LEEDS knows – ",
	} {
		if got := parseOne(t, "An oven goes to the museum\n\n"+opening+text+"\n").Published().String(); got != "" {
			t.Errorf("%q: got %s, want no date", opening, got)
		}
	}
}

// A full date that a scraper ran together with the end of the paragraph above it is the
// article's; one with a space before it may be what the sentence is about.
func TestDatesGluedToAnEnd(t *testing.T) {
	const dek = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill. Who is going to bake"
	const text = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year."
	for _, c := range []struct{ end, published string }{
		{"?Tuesday, 14 June 2022", "2022-06-14"},
		{"?14 June 2022", "2022-06-14"},
		{" now.June 14, 2022", "2022-06-14"},
		{" “now”June 14, 2022", ""},
		{" “now.”June 14, 2022", "2022-06-14"},
		{"? Tuesday, 14 June 2022", ""},
		{" in version 3.14 June 2022", ""},
		{" June 14, 2022", ""},
		{" until.June 14–16, 2022", ""},
		{" by?June 14", ""},
	} {
		if got := parseOne(t, "An oven goes to the museum\n\n"+dek+c.end+"\n\n"+text+"\n").Published().String(); got != c.published {
			t.Errorf("%q: got %q, want %q", c.end, got, c.published)
		}
	}
	below := text + "\n\n" + dek + "?Tuesday, 14 June 2022"
	if got := parseOne(t, "An oven goes to the museum\n\n"+below+"\n\n"+text+"\n").Published().String(); got != "" {
		t.Errorf("below the first paragraph: got %q, want none", got)
	}
}

// A programme's first hour is no time of the date above it.
func TestHoursOfAProgramme(t *testing.T) {
	for _, c := range []struct{ below, want string }{
		{"18:30  Doors\n18:45  Music\n20:00  Supper", "2022-06-14"},
		{"18:30 Doors", "2022-06-14"},
		{"18:30\nDoors\n18:45\nMusic", "2022-06-14"},
		{"18:30", "2022-06-14T18:30:00+08:00"},
		{"6:30 pm EST", "2022-06-14T18:30:00-05:00"},
		{"18:30 Uhr", "2022-06-14T18:30:00+08:00"},
	} {
		if got := headed(t, "14 June 2022\n\n"+c.below).Published().String(); got != c.want {
			t.Errorf("above %q: got %s, want %s", c.below, got, c.want)
		}
	}
}

// A dateline may stand on a line of its own, or below the points of a release; the days of
// its events come after it.
func TestDatelinesAlone(t *testing.T) {
	const text = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year.\n\n"
	for _, c := range []struct{ text, published string }{
		{"Kirkby Lonsdale, United Kingdom - June 14, 2022 / Mill & Oven /\n\n" + text, "2022-06-14"},
		{"KIRKBY, CUMBRIA AND ST. ALBANS – JUNE 14, 2022\n\n" + text, "2022-06-14"},
		{"Kirkby Lonsdale, Cumbria (Newsmill) Tuesday Jun 14, 2022 @ 10:00 AM —\n\n" + text, "2022-06-14T10:00:00+08:00"},
		{text + text + text + "LEEDS, England, June 14, 2022 – " + text, "2022-06-14"},
		{text + text + text + "Leeds, England, June 14, 2022 – " + text, ""},
		{"LEEDS, England - (MillWire) - June 14, 2022 - " + text + "Date: Tuesday, June 21, 2022\n\nTime: 11 am\n\nAll are asked to come.\n", "2022-06-14"},
		{"LEEDS, England - June 14, 2022 (MILLWIRE) - " + text + "Quarter ended March 31, 2022.\n\n" + text, "2022-06-14"},
		{"Doors open at the Old Mill Hall, Kirkby Lonsdale - June 14, 2022\n\n" + text, ""},
		{"Date: Tuesday, June 21, 2022\n\n" + text, "2022-06-21"},
	} {
		if got := parseOne(t, "An oven goes to the museum\n\n"+c.text).Published().String(); got != c.published {
			t.Errorf("%.160q: got %q, want %q", c.text, got, c.published)
		}
	}
}
