package dates

import (
	"testing"
	"time"
)

// Days by other calendars, as papers of their countries print them.
func TestOtherCalendars(t *testing.T) {
	for _, tt := range []struct{ language, line, want string }{
		{"fa", "سه\u200cشنبه ۲ اردیبهشت ۱۴۰۱، ساعت ۰۸:۱۵", "2022-04-22T08:15:00Z assumed"},
		{"fa", "۳۰ اسفند ۱۳۹۹", "2021-03-20"},
		{"fa", "۳۰ اسفند ۱۴۰۰", ""}, // no leap year
		{"fa", "۱ فروردین ماه ۱۴۰۴", "2025-03-21"},
		{"fa", "تاریخ انتشار: ۱۴۰۲/۱۱/۲۳ - ۱۰:۰۵", "published 2024-02-12T10:05:00Z assumed"},
		{"fa", "1399/07/01", "2020-09-22"},
		{"fa", "۷ سپتامبر ۲۰۲۳", "2023-09-07"},
		{"ur", "۷ ستمبر ۲۰۲۳", "2023-09-07"},
		{"ar", "الأربعاء 12 رجب 1445 هـ", "2024-01-24"},
		{"ar", "1 محرم 1446هـ", "2024-07-07"},
		{"ar", "12/7/1445هـ", "2024-01-24"},
		{"ar", "13 رجب 1445 هـ - 24 يناير 2024", "other 2024-01-25; 2024-01-24"},
		{"ar", "30 رجب 1300", ""},
		{"en", "1403/08/15", ""},
		{"en", "model 1403-08-15", ""},
		{"he", "כ\"ד באייר תשפ\"א", "2021-05-06"},
		{"he", "כ״ד אייר ה׳תשפ״א", "2021-05-06"},
		{"", "א' בתשרי התשפ\"ד", "2023-09-16"},
		{"he", "פורסם ב: י\"ד באדר ב' תשפ\"ב 18:30", "published 2022-03-17T18:30:00Z assumed"},
		{"he", "ט\"ו באדר א' תשפ\"ב", "2022-02-16"},
		{"he", "ל' בחשוון תשפ\"ב", ""},                        // a year that lacks this day
		{"he", "ט\"ו באדר א' תשפ\"א", ""},                     // no leap year
		{"he", "תשע דקות בתשרי, אמר תשע\"ד", ""},              // no number before the month
		{"he", "בשנת תשפ\"א נפתח המוזיאון", ""},               // a year alone
		{"he", "כ\"ד באייר תשפ\"א, 07/05/2021", "2021-05-07"}, // ours is the one meant
		{"ne", "२०८० कार्तिक २०, सोमबार", "2023-11-06"},
		{"ne", "प्रकाशित मिति: सोमबार, कार्तिक २०, २०८०", "published 2023-11-06"},
		{"ne", "२० कार्तिक २०८०, १२:३० बजे", "2023-11-06T12:30:00Z assumed"},
		{"ne", "२०७२ वैशाख १२ गते", "2015-04-25"},
		{"ne", "जेठ १९ गते २०५८", "2001-06-01"},
		{"ne", "२०८०/०७/२०", "2023-11-06"},
		{"ne", "2080-07-20", "2023-11-06"},
		{"ne", "2023-11-06", "2023-11-06"},
		{"ne", "६ नोभेम्बर २०२३", "2023-11-06"},
		{"ne", "३२ कार्तिक २०८०", ""},
		{"ne", "२० कार्तिक २०९९", ""},
		{"hi", "२० कार्तिक २०८०", ""},
		{"en", "part 2080-07-20", "2080-07-20"},
		{"th", "12 กุมภาพันธ์ พ.ศ. 2567 เวลา 09:40 น.", "2024-02-12T09:40:00Z assumed"},
		{"th", "12 ก.พ. 67", "2024-02-12"},
		{"th", "12/02/2567", "2024-02-12"},
		{"th", "25/02/67", "2024-02-25"},
		{"th", "25/02/24", "2024-02-25"},
		{"en", "part 25/02/2567", ""},
		{"ja", "令和元年6月3日", "2019-06-03"},
		{"ja", "令和3年6月3日", "2021-06-03"},
		{"ja", "令和三年六月三日", "2021-06-03"},
		{"ja", "令和3年（2021年）6月3日", "2021-06-03"},
		{"ja", "2021年(令和3年)6月3日", "2021-06-03"},
		{"zh", "2021-06-0309:05", "2021-06-03T09:05:00Z assumed"},
		{"ja", "令和3.6.3", "2021-06-03"},
		{"ja", "R3.6.3 更新", "updated 2021-06-03"},
		{"ja", "H30/6/13", "2018-06-13"},
		{"ja", "Ｒ６.５.６", "2024-05-06"},
		{"ja", "Ｒ6.5.6 更新", "updated 2024-05-06"},
		{"ja", "Ｈ３０．６．１３", "2018-06-13"},
		{"ja", "令和６年５月６日", "2024-05-06"},
		{"ja", "ＶＥＲ６.５.６", ""},
		{"en", "Ｒ6.5.6", ""},
		{"en", "R3.6.3", ""},
		{"zh", "民國110年6月3日", "2021-06-03"},
		{"zh", "發布日期：110/06/03", "published 2021-06-03"},
		{"zh", "民國110/6/3", "2021-06-03"},
		{"zh", "10-06-03", "2010-06-03"},
		{"zh", "发布时间：21年6月3日", "published 2021-06-03"},
		{"zh", "98年6月3日", "1998-06-03"},
		{"ar", "3 جوان 2021", "2021-06-03"},
		{"ar", "3 غشت 2021", "2021-08-03"},
		{"zh", "发布时间：21-06-0309:05", "published 2021-06-03T09:05:00Z assumed"},
		{"", "发表日期：21/06/03", "published 2021-06-03"},
		{"zh", "发稿时间: 2021-06-03 09:05", "published 2021-06-03T09:05:00Z assumed"},
		{"ko", "21.06.03 09:05", "2021-06-03T09:05:00Z assumed"},
		{"ja", "21/06/03", "2021-06-03"},
		{"zh", "31/12/21", "2021-12-31"},
	} {
		c := Context{Language: tt.language, Reference: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)}
		if got := showAll(Find(tt.line, c)); got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.language, tt.line, got, tt.want)
		}
	}
}

// The solar calendar is regular: each day follows the one before.
func TestJalaliDaysFollowEachOther(t *testing.T) {
	last, n := time.Time{}, 0
	for year := 1300; year < 1500; year++ {
		for month := 1; month <= 12; month++ {
			for mday := 1; mday <= 31; mday++ {
				got, ok := ofJalali(year, month, mday)
				if !ok {
					continue
				}
				if n++; n > 1 && !got.Equal(last.AddDate(0, 0, 1)) {
					t.Fatalf("%d-%d-%d: got %s after %s", year, month, mday, got, last)
				}
				last = got
			}
		}
	}
	if first, _ := ofJalali(1357, 11, 22); first.Format("2006-01-02") != "1979-02-11" {
		t.Errorf("got %s for 22 Bahman 1357, want 1979-02-11", first)
	}
}

// A year that something is stuck to counts where its end is sure.
func TestGluedYears(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"Ann Poe, KRTFeb 3, 2021, 08:12 AM ET", "2021-02-03T08:12:00-05:00"},
		{"Staff Writer IIIJune 7, 2019 Comments", "2019-06-07"},
		{"Ann PoeJun 14, 20214312 Shares8811 Views", "2021-06-14"},
		{"June 14, 20214312 tons", ""},
	} {
		if got := showAll(Find(tt.line, Context{Reference: autumn})); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

// Each day of the Hebrew calendar follows the one before, from one year to the next.
func TestHebrewDaysFollowEachOther(t *testing.T) {
	last, n := time.Time{}, 0
	for year := 5700; year < 5800; year++ {
		for month := 1; month <= len(hebrewMonths); month++ {
			for mday := 1; mday <= 30; mday++ {
				got, ok := ofHebrew(year, month, mday)
				if !ok {
					continue
				}
				if n++; n > 1 && !got.Equal(last.AddDate(0, 0, 1)) {
					t.Fatalf("%d-%d-%d: got %s after %s", year, month, mday, got.Format(time.DateOnly), last.Format(time.DateOnly))
				}
				last = got
			}
		}
	}
	if first, _ := ofHebrew(5700, 1, 1); first.Format(time.DateOnly) != "1939-09-14" {
		t.Errorf("1 Tishri 5700: got %s, want 1939-09-14", first.Format(time.DateOnly))
	}
}
