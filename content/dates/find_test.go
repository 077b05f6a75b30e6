package dates

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// show is a match in one line: label, date, zone facts and doubts.
func show(m Match) string {
	var b strings.Builder
	if m.Label != NoLabel {
		fmt.Fprintf(&b, "%s ", m.Label)
	}
	b.WriteString(m.Date.String())
	if m.Date.ZoneAssumed && !m.Date.DayOnly {
		b.WriteString(" assumed")
	}
	for _, flag := range []struct {
		set  bool
		name string
	}{
		{m.WrongWeekday, "wrong-weekday"}, {m.Ambiguous, "ambiguous"}, {m.YearInferred, "year-inferred"}, {m.Relative, "relative"},
		{m.Range, "range"}, {m.Midnight, "midnight"}, {m.ZoneShared, "shared"},
	} {
		if flag.set {
			b.WriteString(" " + flag.name)
		}
	}
	return b.String()
}

// showAll is all matches of a line.
func showAll(ms []Match) string {
	all := make([]string, len(ms))
	for i, m := range ms {
		all[i] = show(m)
	}
	return strings.Join(all, "; ")
}

// autumn is a reference for lines without a year.
var autumn = time.Date(2023, 11, 10, 12, 0, 0, 0, time.UTC)

func TestFind(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		// What lost the gaps around it.
		{"6. November 20236. November 2023 Jane Doe", "2023-11-06; 2023-11-06"},
		{"Posted on May 2, 2019June 7, 2019Author Jane Doe", "published 2019-05-02; 2019-06-07"},
		{"06/11/20230 Kommentare", "2023-11-06 ambiguous"},
		{"14 mai 202112 commentaires", "2021-05-14"},
		{"Jane van DoeNovember 6, 2023", "2023-11-06"},
		{"Feb 182009", "2009-02-18"},
		{"Jane Doe2022-12-07T10:10:52+01:0025. Dezember 2022|Sport", "2022-12-07T10:10:52+01:00; 2022-12-25"},
		{"03.Mär.19", "2019-03-03"},
		{"Monday, June 7, 10 a.m. Market", "2021-06-07T10:00:00Z assumed year-inferred"},
		{"7. Juni, 18 Uhr: Chor", "2023-06-07T18:00:00Z assumed year-inferred"},
		{"7 June 10 at noon", "2010-06-07"},
		{"الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", "2020-04-24T21:22:00Z assumed"},
		{"19 Αυγούστου 2020 9:02 μμ", "2020-08-19T21:02:00Z assumed"},
		{"19 Αυγούστου 2020, 9:02 π.μ.", "2020-08-19T09:02:00Z assumed"},
		{"Jane Doe (@jane) 12 minutes ago Wed 29th April 2020 | 03:32 PM", "2020-04-29T15:32:00Z assumed"},
		{"— Jane Doe (@jane) April 29, 2020", "other 2020-04-29"},

		// The parts in every order, the time in front or behind.
		{"PUBLISHED : Tuesday, 14 March, 2017, 4:25pm", "published 2017-03-14T16:25:00Z assumed"},
		{"PUBLISHED: 08:15, Sat, Feb 29, 2020", "published 2020-02-29T08:15:00Z assumed"},
		{"Published: 17:05, 3 Jun 2021", "published 2021-06-03T17:05:00Z assumed"},
		{"Sun 5 Jan 2020 06.05 GMT", "2020-01-05T06:05:00Z"},
		{"Last modified on Sun 5 Jan 2020 06.07 GMT", "updated 2020-01-05T06:07:00Z"},
		{"July 2, 2023 6.55pm SAST", "2023-07-02T18:55:00+02:00"},
		{"Published on October 29, 2023, at 4:28 am (Paris)", "published 2023-10-29T04:28:00+01:00"},
		{"Published Nov. 8, 2023, 10:28 p.m. ET", "published 2023-11-08T22:28:00-05:00"},
		{"Published Wed, Apr 21 20214:29 AM EST", "published 2021-04-21T04:29:00-05:00"},
		{"Updated 2010 GMT (0410 HKT) March 14, 2021", "updated 2021-03-14T20:10:00Z"},
		{"Updated 9:22 PM EST, Mon November 6, 2023", "updated 2023-11-06T21:22:00-05:00"},
		{"Published Nov 18, 2019 at 4:07 PM | Updated at 5:36 PM CST on Nov 18, 2019",
			"published 2019-11-18T16:07:00-06:00 shared; updated 2019-11-18T17:36:00-06:00"},
		{"Written: 2023-11-07 15:03:30 / Updated: 2023-11-07 15:30:46",
			"published 2023-11-07T15:03:30Z assumed; updated 2023-11-07T15:30:46Z assumed"},
		{"Last Updated : Nov 20, 2019 01:41 PM IST | Source: Wire", "updated 2019-11-20T13:41:00+05:30"},
		{"Published:Tuesday | April 26, 2022 | 9:52 PM", "published 2022-04-26T21:52:00Z assumed"},
		{"Updated: Sat 8:31 PM, Feb 17, 2018", "updated 2018-02-17T20:31:00Z assumed"},
		{"Nov 8, 2023 / 03:16 PM PST", "2023-11-08T15:16:00-08:00"},
		{"and last updated 2013-12-30 16:42:01-05", "updated 2013-12-30T16:42:01-05:00"},
		{"Posted the September 1, 2017 at 0h00", "published 2017-09-01 midnight"},
		{"Updated Mar 12, 2020 @ 10:42 am", "updated 2020-03-12T10:42:00Z assumed"},
		{"By Ann Lee/June 12, 2020 9:49 am EST/Updated: Aug. 18, 2020 4:17 pm EST",
			"2020-06-12T09:49:00-05:00; updated 2020-08-18T16:17:00-05:00"},
		{"11:26 pm EST, Tuesday, November 19, 2019", "2019-11-19T23:26:00-05:00"},
		{"20 Nov, 2019 05:47", "2019-11-20T05:47:00Z assumed"},
		{"Wednesday 17 July 2019 11:42, UK", "2019-07-17T11:42:00+01:00"},
		{"Letzte Aktualisierung: 07.11.23 um 10:35 Uhr", "updated 2023-11-07T10:35:00Z assumed"},
		{"Publié le 2 nov. 2023 à 16:00Mis à jour le 2 nov. 2023 à 16:16",
			"published 2023-11-02T16:00:00Z assumed; updated 2023-11-02T16:16:00Z assumed"},
		{"publié le 1er novembre 2023 à 16h28", "published 2023-11-01T16:28:00Z assumed"},
		{"Publicado: Miércoles 27 abril 2022 | 02:26:59 am.", "published 2022-04-27T02:26:59Z assumed"},
		{"- ACTUALIZADO A 17/05/2022 20H17", "updated 2022-05-17T20:17:00Z assumed"},
		{"bogotá 04 de mayo 2022, 12:00 A. M.", "2022-05-04 midnight"},
		{"Atualizado 2020-03-08T18:30:30.077Z", "updated 2020-03-08T18:30:30Z"},
		{"Pubblicato il 19 Febbraio 2020 Ultima modifica 19 Febbraio 2020 12:02",
			"published 2020-02-19; updated 2020-02-19T12:02:00Z assumed"},
		{"Четверг, 26 ноября 2020, 09:00 • Ирина", "2020-11-26T09:00:00Z assumed"},
		{"기사입력 :[ 2018-08-25 15:24 ]", "published 2018-08-25T15:24:00Z assumed"},
		{"입력2023.11.02. 오후 8:06", "published 2023-11-02T20:06:00Z assumed"},
		{"更新时间 2012年12月10日, 格林尼治标准时间10:41", "updated 2012-12-10T10:41:00Z"},
		{"最終更新:3/9(木) 18:45", "updated 2023-03-09T18:45:00Z assumed year-inferred"},
		{"26-FEB-1987 15:10:44.60", "1987-02-26T15:10:44Z assumed"},
		{"sexta-feira, 22 de outubro de 2010 às 20:13", "2010-10-22T20:13:00Z assumed"},
		{"Nov 20 2019, 11:06am ist", "2019-11-20T11:06:00+05:30"},
		{"14 December 18", "2018-12-14"},
		{"14-DEC-87", "1987-12-14"},
		{"macro28.09.1912:44", "2019-09-28T12:44:00Z assumed"},
		{"9 сентября 2016 г., 13:07", "2016-09-09T13:07:00Z assumed"},
		{"2016 m. rugsėjo 9 d. 13:07", "2016-09-09T13:07:00Z assumed"},
		{"2016. gada 9. septembris", "2016-09-09"},
		{"2016. szeptember 9. 13:07", "2016-09-09T13:07:00Z assumed"},
		{"9 tháng 9, 2016", "2016-09-09"},
		{"9 ก.ย. 2559", "2016-09-09"},
		{"٩ سبتمبر ٢٠١٦", "2016-09-09"},
		{"Aktualisiert am 09.09.2016-13:07", "updated 2016-09-09T13:07:00Z assumed"},
		{"September 09, 2016 01:07 PM Eastern Daylight Time", "2016-09-09T13:07:00-04:00"},
		{"نشر في: 09 سبتمبر ,2016: 01:07 م GST", "published 2016-09-09T13:07:00+04:00"},
		{"Publié le 9 septembre 2016 à 13h07, mis à jour à 14h12", "published 2016-09-09T13:07:00Z assumed; updated 2016-09-09T14:12:00Z assumed"},
		{"13:07 09.09.2016 (обновлено: 14:12 09.09.2016)", "2016-09-09T13:07:00Z assumed; updated 2016-09-09T14:12:00Z assumed"},
		{"2016年9月9日 13:07 (2016年9月9日 14:12更新)", "2016-09-09T13:07:00Z assumed; updated 2016-09-09T14:12:00Z assumed"},
		{"二〇一六年九月二十一日", "2016-09-21"},
		{"发布时间：二零一六年十月十日 十二時三十分", "published 2016-10-10T12:30:00Z assumed"},
		{"平成二十八年九月九日 公開", "published 2016-09-09"},
		{"一九八七年の年末", ""},
		{"民國105年9月9日", "2016-09-09"},
		{"２０１６年９月９日", "2016-09-09"},
		{"9. 9. 2016 klo 13.07", "2016-09-09T13:07:00Z assumed"},
		{"29 / Dezember / 2022", "2022-12-29"},
		{"31 Donnerstag Okt 2019", "2019-10-31"},
		{"9 Sept 2016 12 noon", "2016-09-09T12:00:00Z assumed"},
		{"Ann2020-09-18T14:37:41+02:00September 18th, 2020|News", "2020-09-18T14:37:41+02:00; 2020-09-18"},
		{"Madrid-29/05/2025 20:00", "2025-05-29T20:00:00Z assumed"},
		{"ref A-29/05/2025", ""},
		{"file-29-05-2025", ""},
		{"令和5年3月9日 18時45分", "2023-03-09T18:45:00Z assumed"},
		{"午後1時30分 2016年9月9日", "2016-09-09T13:30:00Z assumed"},
		{"오후 1시 2016년 9월 9일", "2016-09-09T13:00:00Z assumed"},
		{"最終更新 9/9 14:12", "updated 2023-09-09T14:12:00Z assumed year-inferred"},
		{"最終更新：9/9 14:12", "updated 2023-09-09T14:12:00Z assumed year-inferred"},
		{"勝率 9/9 14:12", ""},
		{"最終更新 9/9", ""},
		{"2016-W36-5", "2016-09-09"},
		{"2016-W36-5T13:07:00Z", "2016-09-09T13:07:00Z"},
		{"2020-W53-7", "2021-01-03"},
		{"2016-W53-1", ""},
		{"2016-W36", ""},
		{"2016-W36-8", ""},
	} {
		got := showAll(Find(tt.line, Context{Reference: autumn}))
		if got != tt.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", tt.line, got, tt.want)
		}
	}
}
