package newspaper

import (
	"testing"
)

// What stands below a text tells of others more often than of it.
func TestDatesOfNeighbours(t *testing.T) {
	const top = "An oven goes to the museum\n\n"
	const text = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year.\n\nNobody knows who will bake the bread from now on, and the town council has put the question on its list.\n\n"
	cases := []struct{ name, text, published, updated string }{
		{"headlines and days", top + text + "The mill turns again\n\nJune 3, 2022\n\nNew bread in the old town\n\nMay 28, 2022\n", "", ""},
		{"a weekday in the head", top + "Published Monday 8:15AM\n\n" + text + "The mill turns again\n\n3 June 2022\n\nNew bread in the old town\n\n28 May 2022\n", "", ""},
		{"a heading, German", top + text + "Weitere Meldungen\n\nDie Mühle dreht sich wieder\n\n3. Juni 2022\n", "", ""},
		{"a heading, French", top + text + "Sur le même sujet\n\nLe moulin tourne\n\n3 juin 2022\n", "", ""},
		{"a heading, Spanish", top + text + "Noticias relacionadas\n\nEl molino gira otra vez\n\n3 de junio de 2022\n", "", ""},
		{"a heading and two headlines", top + text + "Related stories\n\nThe mill turns again\n\n2022-06-03\n\nNew bread in the old town\n\n2022-05-28\n", "", ""},
		{"a heading and two headlines, Polish", top + text + "Czytaj także\n\nMłyn znowu się kręci\n\n3 czerwca 2022\n\nNowy chleb na starym mieście\n\n28 maja 2022\n", "", ""},
		{"an issue", top + "Ann Poe\n\n14.06.2022\n\n" + text + "Das Heft\n\nMühlenblatt 6 / 2022\n\nErscheinungsdatum 01.06.2022\n", "2022-06-14", ""},
		{"an issue below", top + text + "Ausgabe 12/2022 vom 03.06.2022\n", "", ""},
		{"an archive", top + text + "Aus dem Archiv\n\n3. Juni 2019\n\nDie Mühle dreht sich\n", "", ""},
		{"a day to save", top + "Save the date: June 3, 2022\n\n" + text, "", ""},
		{"a venue", top + text + "Where: The mill hall\n\n3 June 2022, 19:30\n\nTickets are free.\n", "", ""},
		{"when", top + "When: 3 June 2022, 19:30\n\n" + text, "", ""},
		{"when, in Spanish", top + "Cuándo: 3 de junio de 2022\n\n" + text, "", ""},
		{"when, in Japanese", "窯は博物館へ\n\n開催日時：2022年6月3日 19時30分\n\n" + "下町のパン屋は火曜日、窯を博物館に売ったと発表した。年末まで水車の隣で展示される。\n", "", ""},
		{"when, in Swedish", top + "När: 3 juni 2022\n\n" + text, "", ""},
		{"a day of an event, in German", top + "Veranstaltungsdatum: 03.06.2022\n\n" + text, "", ""},
		{"a mail", top + text + "On 3 June 2022, Ann Poe wrote:\n\n> The oven is cold.\n", "", ""},
		{"a post", top + text[:122] + "\n\nA post shared by The Mill (@mill) on Jun 3, 2022 at 3:00pm PDT\n\n" + text, "", ""},
		{"two days in the head", top + "November 4, 2022\n\nJune 14, 2022\n\nby Ann Poe\n\n" + text, "2022-06-14", "2022-11-04"},
		{"two days in the head, in order", top + "14 June 2022\n\n4 November 2022\n\n" + text, "2022-06-14", "2022-11-04"},
		{"an entry", top + text + "This entry was posted on Tuesday, June 14th, 2022 at 8:15 am and is filed under Ovens.\n\n3 Comments\n\nAnn Poe\n\nJune 20, 2022 at 9:05 pm\n\nI knew the oven.\n", "2022-06-14T08:15:00+08:00", ""},
		{"an entry, German", top + text + "Dieser Beitrag wurde am 14. Juni 2022 von Ann Poe unter Öfen veröffentlicht.\n", "2022-06-14", ""},
		{"an entry, French", top + text + "Cet article a été publié dans Fours le 14 juin 2022 par Ann Poe.\n", "2022-06-14", ""},
		{"an entry, Spanish", top + text + "Esta entrada fue publicada en Hornos el 14 de junio de 2022.\n", "2022-06-14", ""},
		{"an entry above comments", top + text[:122] + "\n\nIt is cold.\n\nThis entry was posted in Ovens on June 14, 2022 by Ann Poe.\n\n2 Comments\n\nBen Oak\n\nJune 20, 2022 at 9:05 pm\n\nI knew the oven.\n", "2022-06-14", ""},
		{"an entry, Russian", top + text + "Эта запись опубликована во вторник, 14 июня 2022 в 15:00.\n\nAnn Poe\n\nJune 20, 2022 at 9:05 pm\n\nI knew the oven.\n", "2022-06-14T15:00:00+08:00", ""},
		{"an entry, Hungarian", top + text + "Ezt a bejegyzést 2022. június 14-én tették közzé.\n", "2022-06-14", ""},
		{"an entry, Turkish", top + text + "Bu yazı 14 Haziran 2022 tarihinde yayınlandı.\n", "2022-06-14", ""},
		{"an entry, Chinese", top + text + "本文发表于2022年6月14日。\n", "2022-06-14", ""},
		{"an entry that is filed", top + text + "By Ann Poe on 14/06/2022. Filed under Ovens. You can follow the answers.\n\n3 June 2022\n", "2022-06-14", ""},
		{"an entry that is filed, German", top + text + "Von Ann Poe am 14.06.2022. Abgelegt unter Öfen. Sie können alle Antworten verfolgen.\n", "2022-06-14", ""},
		{"a plan that is filed", top + text + "The town had the oven drawn on 14 June 2022 by a mason. Filed under Ovens, the plan is in the archive.\n", "", ""},
		{"teasers", top + text + "Beside the river\n\nThe mill turns again\n\nThe miller of the old town has found the wheel that was lost in the flood.\n\n03.06.2022\n\nNew bread in the old town\n\nTwo bakers from the coast have taken over the shop beside the bridge.\n\n28.05.2022\n", "", ""},
		{"a day above teasers", top + text + "14.06.2022\n\nThe mill turns again\n\nThe miller of the old town has found the wheel that was lost in the flood.\n\n03.06.2022\n", "2022-06-14", ""},
		{"a calendar of events", top + text + "The Mill Live\n\nAugust 23, 2022\n\nThe Mill in Leeds\n\nOctober 24-28, 2022\n", "", ""},
		{"hours that comments contradict", top + "Published 3 hours ago\n\n" + text + "2 comments\n\nPaul Kern\n\n14 June 2022 at 9:47\n\nA pity.\n", "", ""},
		{"hours that comments bear out", top + "Published 3 hours ago\n\n" + text + "2 comments\n\nPaul Kern\n\n8 January 2024 at 5:47\n\nA pity.\n", "2024-01-08T13:00:00+08:00", ""},
		{"an entry in three lines", top + text + "Ähnliche Beiträge\n\nDieser Beitrag wurde am\n\n14/06/2022\n\nvon ap in Öfen veröffentlicht.\n", "2022-06-14", ""},
	}
	for _, c := range cases {
		a := parseOne(t, c.text)
		if p, u := a.Published().String(), a.Updated().String(); p != c.published || u != c.updated {
			t.Errorf("%s: got %q, %q, want %q, %q", c.name, p, u, c.published, c.updated)
		}
	}
}

// A headline and the line of its date that a converter joined are parted; a headline
// that announces a day keeps it.
func TestDateAtTheEndOfAHeadline(t *testing.T) {
	for _, c := range []struct{ top, title, published string }{
		{"Oven goes to the museum Tuesday, 14 June 2022", "Oven goes to the museum", "2022-06-14"},
		{"Der Ofen geht ins Museum Dienstag, 14. Juni 2022", "Der Ofen geht ins Museum", "2022-06-14"},
		{"PRESS CONFERENCE LEEDS TUESDAY, JUNE 14, 2022", "PRESS CONFERENCE LEEDS TUESDAY, JUNE 14, 2022", ""},
		{"INTERVIEW MILL RADIO TUESDAY, 14 JUNE 2022", "INTERVIEW MILL RADIO", "2022-06-14"},
		{"INTERVIEW WITH MILL RADIO, TUESDAY 14 JUNE 2022", "INTERVIEW WITH MILL RADIO, TUESDAY 14 JUNE 2022", "2022-06-14"},
		{"Discours du maire à Lyon, mardi 14 juin 2022", "Discours du maire à Lyon, mardi 14 juin 2022", "2022-06-14"},
		{"Rede des Bürgermeisters in Linz am 14. Juni 2022", "Rede des Bürgermeisters in Linz am 14. Juni 2022", "2022-06-14"},
		{"Der Ofen geht ins Museum (14.06.2022)", "Der Ofen geht ins Museum", "2022-06-14"},
		{"The fire in the lower town (14 June 2022)", "The fire in the lower town (14 June 2022)", ""},
		{"Oven for sale from (14.06.2022)", "Oven for sale from (14.06.2022)", ""},
		{"Oven goes to the museum, Tuesday 14 June 2022", "Oven goes to the museum, Tuesday 14 June 2022", ""},
		{"Oven goes to the museum on Tuesday, 14 June 2022", "Oven goes to the museum on Tuesday, 14 June 2022", ""},
		{"Der Ofen geht ins Museum am Dienstag, 14. Juni 2022", "Der Ofen geht ins Museum am Dienstag, 14. Juni 2022", ""},
		{"Konzert am Dienstag, 14. Juni 2022", "Konzert am Dienstag, 14. Juni 2022", ""},
		{"Meeting of the mill board Tuesday, 14 June 2022", "Meeting of the mill board Tuesday, 14 June 2022", ""},
		{"Oven goes to the museum Monday, 14 June 2022", "Oven goes to the museum Monday, 14 June 2022", ""},
		{"Oven goes to the museum Tuesday, 14 June 2033", "Oven goes to the museum Tuesday, 14 June 2033", ""},
	} {
		a := parseOne(t, c.top+"\n\n"+calm)
		if got := a.Published().String(); got != c.published || a.Title() != c.title {
			t.Errorf("%q: got %q of %q, want %q of %q", c.top, a.Title(), got, c.title, c.published)
		}
	}
}
