package dates

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// seeds are lines that reach every branch of the grammar.
var seeds = []string{
	"PUBLISHED : Tuesday, 14 March, 2017, 4:25pm", "Updated 2010 GMT (0410 HKT) March 14, 2021", "Wed, Apr 21 20214:29 AM EST",
	"Publié le 2 nov. 2023 à 16:00Mis à jour le 2 nov. 2023 à 16:16", "입력2023.11.02. 오후 8:06", "最終更新:3/9(木) 18:45", "令和5年3月9日 18時45分20秒",
	"更新时间 2012年12月10日, 格林尼治标准时间10:41", "Sun Nov  6 08:49:37 GMT 1994", "2016-09-09T13:07:00.123+02:00[Europe/Paris]", "20160909T130700Z",
	"9 ก.ย. 2559", "٩ سبتمبر ٢٠١٦", "9 tháng 9, 2016", "2016. gada 9. septembris", "12.10. - 15.10.2023", "Nov 4-6, 2023", "28.09.1912:44", "4:07 PM E.T. 9 May '16",
	"3 hours ago", "gestern, 12.09 Uhr", "3時間前", "31 Feb 2016", "1473426420", "99999999999999999999", "+++ Stand: 24:00 GMT+14 5.5.55 +++", "发布时间：二零一六年十月十日 十二時三十分", "平成二十八年九月九日", "六年十月十日", "二十一日十月二十一日", "d’octubre 9 d'octubre 2016",
	"יום חמישי, כ\"ד באייר ה׳תשפ״א 18:30", "א' באב תש'", "ט\"ו באדר ב' תשפ\"ב (תשפ\"ג)",
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, int64(1_700_000_000), "en-US")
	}
	f.Fuzz(func(t *testing.T, line string, reference int64, language string) {
		c := Context{Language: language, Reference: time.Unix(reference%1e11, 0)}
		got := Find(line, c)
		if again := Find(line, c); !reflect.DeepEqual(got, again) {
			t.Fatalf("Find(%q) = %v, then %v", line, got, again)
		}
		last := 0
		for _, m := range got {
			if m.Start < last || m.End <= m.Start || m.End > len(line) || m.LabelStart < 0 || m.LabelEnd < m.LabelStart || m.LabelEnd > len(line) {
				t.Fatalf("Find(%q): offsets of %+v", line, m)
			}
			last = m.End
			if utf8.ValidString(line) && !utf8.ValidString(line[m.Start:m.End]) {
				t.Fatalf("Find(%q): %q splits a character", line, line[m.Start:m.End])
			}
			checkDate(t, m.Date)
		}
		label, rest, ok := LabelOf(line)
		if !strings.Contains(line, rest) || ok == (label == NoLabel) {
			t.Fatalf("LabelOf(%q) = %v, %q, %v", line, label, rest, ok)
		}
	})
}

// checkDate reports a date that no feed can carry.
func checkDate(t *testing.T, d Date) {
	t.Helper()
	if y := d.Time.Year(); d.IsZero() || y < -300_000 || y > 300_000 {
		t.Fatalf("date %v", d)
	}
	if h, m, s := d.Time.Clock(); d.DayOnly && h+m+s != 0 {
		_, before := d.Time.Add(-time.Minute).Zone()
		if _, now := d.Time.Zone(); before == now {
			t.Fatalf("civil day at %v", d.Time)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		d, err := Parse(value, Context{})
		if err != nil {
			if !d.IsZero() || !strings.Contains(err.Error(), ";") {
				t.Fatalf("Parse(%q) = %v, %v; want no date and a remedy", value, d, err)
			}
			return
		}
		checkDate(t, d)
		again, err := Parse(d.String(), Context{Zone: d.Time.Location()})
		if err != nil || again.String() != d.String() {
			t.Fatalf("Parse(%q) = %v, which reads as %v, %v", value, d, again, err)
		}
	})
}

func FuzzFileName(f *testing.F) {
	f.Add("2016-09-09T13-07-slug.md")
	f.Add("20160909130700")
	f.Fuzz(func(t *testing.T, name string) {
		if d, ok := FileName(name, Context{}); ok {
			checkDate(t, d)
			if want := d.Time.Format("2006"); !strings.HasPrefix(name, want) {
				t.Fatalf("FileName(%q) = %v", name, d)
			}
		}
	})
}

// layouts are the shapes that a time can be written in without loss; those with
// a zone come back as the same instant, the others as the same wall clock.
var layouts = []struct {
	layout     string
	zone, day  bool // the zone is written; only the day is
	year       int  // first year that the layout can tell
	wholeHours bool
}{
	{layout: time.RFC3339, zone: true},
	{layout: "2006-01-02T15:04:05.000-0700", zone: true},
	{layout: "2006-01-02 15:04:05 -0700", zone: true},
	{layout: "2006-01-02 15:04:05-07", zone: true, wholeHours: true},
	{layout: "20060102T150405Z0700", zone: true},
	{layout: time.RFC1123Z, zone: true},
	{layout: "Mon, 2 Jan 2006 15:04 -0700", zone: true},
	{layout: "Mon Jan _2 15:04:05 -0700 2006", zone: true},
	{layout: "Jan 2, 2006, 3:04 PM GMT-0700", zone: true},
	{layout: "15:04:05 GMT-07:00, 2 January 2006", zone: true},
	{layout: time.ANSIC},
	{layout: "2006-01-02 15:04:05"},
	{layout: "2006/01/02 15:04"},
	{layout: "Monday, 02 January, 2006, 3:04pm"},
	{layout: "Published: 15:04, Mon, Jan 2, 2006"},
	{layout: "2 Jan 2006 15.04 Uhr"},
	{layout: "02.01.2006, 15:04 Uhr"},
	{layout: "02/01/2006 15h04"},
	{layout: "Mon 3:04 PM, Jan 2, 2006"},
	{layout: "January 2, 2006 at 3.04PM"},
	{layout: "Jan 2 20063:04 PM"},
	{layout: "2006年1月2日 15時04分"},
	{layout: "2006. 1. 2. 15:04"},
	{layout: "02-Jan-2006 15:04:05.00"},
	{layout: "Mon | January 2, 2006 | 3:04 PM"},
	{layout: "2006-01-02", day: true},
	{layout: "2006-1-2", day: true},
	{layout: "2 January 2006", day: true},
	{layout: "January 2, 2006", day: true},
	{layout: "Jan. 2nd, 2006", day: true},
	{layout: "Monday 2. January 2006", day: true},
	{layout: "2.1.2006", day: true},
	{layout: "2.1.06", day: true, year: 1969},
	{layout: "2006. January 2.", day: true},
	{layout: "2006년 1월 2일", day: true},
}

// A date that is written in any of the layouts is read back as what it was.
func TestLayoutsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(layouts).Draw(t, "layout")
		quarters := rapid.IntRange(-48, 56).Draw(t, "zone")
		if l.wholeHours {
			quarters = quarters / 4 * 4
		}
		zone := time.FixedZone("", quarters*15*60)
		first, last := max(l.year, 1800), 2068
		day := time.Date(rapid.IntRange(first, last).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, zone)
		when := day
		if !l.day {
			when = day.Add(time.Duration(rapid.IntRange(2, 24*60-1).Draw(t, "minute")) * time.Minute)
		}
		text := when.Format(l.layout)
		found := Find("by Ann Lee | "+text, Context{Zone: zone})
		if len(found) != 1 {
			t.Fatalf("%q: found %s", text, showAll(found))
		}
		got := found[0].Date
		if !got.Time.Equal(when) || got.DayOnly != l.day || got.ZoneAssumed == l.zone || found[0].WrongWeekday || found[0].Range {
			t.Fatalf("%q: got %s, want %s", text, show(found[0]), when)
		}
	})
}

// A line without a date costs nothing but the reading.
func TestFindAllocatesNothingWithoutDate(t *testing.T) {
	for _, line := range []string{prose, "no number", strings.Repeat("本日は晴天なり。", 20)} {
		if n := testing.AllocsPerRun(50, func() { Find(line, Context{}) }); n != 0 {
			t.Errorf("Find(%.30q…) allocates %v times, want 0", line, n)
		}
	}
	if n := testing.AllocsPerRun(50, func() { Find("PUBLISHED : Tuesday, 14 March, 2017, 4:25pm", Context{}) }); n > 1 {
		t.Errorf("Find of a date allocates %v times, want 1: its result", n)
	}
}
