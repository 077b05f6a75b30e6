package dates

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	hongKong := mustZone(t, "Asia/Hong_Kong")
	for _, tt := range []struct {
		value string
		c     Context
		want  string
	}{
		{"2013-12-05T04:55:00", Context{}, "2013-12-05T04:55:00Z"},
		{"2013-12-05T04:55:00", Context{Zone: hongKong}, "2013-12-05T04:55:00+08:00"},
		{"2025-09-15 18:00:00", Context{}, "2025-09-15T18:00:00Z"},
		{"2024-4-09", Context{}, "2024-04-09"},
		{"2013-11-22 5:00:00 +0000", Context{Zone: hongKong}, "2013-11-22T05:00:00Z"},
		{"2020-11-10T12:01:00Z", Context{}, "2020-11-10T12:01:00Z"},
		{"2020-11-10T12:01Z", Context{}, "2020-11-10T12:01:00Z"},
		{"2020-11-10T00:00:00Z", Context{}, "2020-11-10T00:00:00Z"},
		{"2020-11-10 00:00:00", Context{}, "2020-11-10"},
		{"2016-09-09T13:07:00.000+08:00", Context{}, "2016-09-09T13:07:00+08:00"},
		{"2016-09-09 13:07:00 +0800 HKT", Context{}, "2016-09-09T13:07:00+08:00"},
		{"2016-09-09T13:07:00+02:00[Europe/Paris]", Context{}, "2016-09-09T13:07:00+02:00"},
		{"2016-09-09 13:07 Europe/Paris", Context{}, "2016-09-09T13:07:00+02:00"},
		{"20160909", Context{}, "2016-09-09"},
		{"201609091307", Context{}, "2016-09-09T13:07:00Z"},
		{"20160909130700", Context{}, "2016-09-09T13:07:00Z"},
		{"20160909T130700Z", Context{}, "2016-09-09T13:07:00Z"},
		{"1473426420", Context{}, "2016-09-09T13:07:00Z"},
		{"1473426420000", Context{}, "2016-09-09T13:07:00Z"},
		{"Fri, 09 Sep 2016 13:07:00 +0800", Context{}, "2016-09-09T13:07:00+08:00"},
		{"Fri, 9 Sep 2016 13:07:00 -0500 (CDT)", Context{}, "2016-09-09T13:07:00-05:00"},
		{"Fri, 09 Sep 2016 13:07:00 GMT", Context{}, "2016-09-09T13:07:00Z"},
		{"Sunday, 06-Nov-94 08:49:37 GMT", Context{}, "1994-11-06T08:49:37Z"},
		{"Sun Nov  6 08:49:37 1994", Context{}, "1994-11-06T08:49:37Z"},
		{"Mon Nov 23 20:24:15 UTC 2026", Context{Zone: hongKong}, "2026-11-23T20:24:15Z"},
		{"Fri Sep 9 2016 13:07:00 GMT+0800 (China Standard Time)", Context{}, "2016-09-09T13:07:00+08:00"},
		{"<2016-09-09 Fri 13:07>", Context{}, "2016-09-09T13:07:00Z"},
		{"[2016-09-09 Fri]", Context{}, "2016-09-09"},
		{`"2016-09-09"`, Context{}, "2016-09-09"},
		{"September 9, 2016 at 1:07 PM", Context{}, "2016-09-09T13:07:00Z"},
		{"9 septembre 2016 à 13h07", Context{}, "2016-09-09T13:07:00Z"},
		{"4/5/2016", Context{Order: MonthFirst}, "2016-04-05"},
		{"4/5/2016", Context{Order: DayFirst}, "2016-05-04"},
		{"4/5/2016", Context{Language: "fr"}, "2016-05-04"},
		{"4/5/2016", Context{Language: "en-US"}, "2016-04-05"},
		{"4/5/2016", Context{Language: "en-GB"}, "2016-05-04"},
		{"4/5/2016", Context{Zone: mustZone(t, "America/Chicago")}, "2016-04-05"},
		{"Nov. 8", Context{Reference: autumn}, "2023-11-08"},
		{"yesterday", Context{Reference: autumn}, "2023-11-09"},
		{"3 hours ago", Context{Reference: autumn}, "2023-11-10T09:00:00Z"},
	} {
		got, err := Parse(tt.value, tt.c)
		if err != nil || got.String() != tt.want {
			t.Errorf("Parse(%q) = %v, %v; want %s", tt.value, got, err, tt.want)
		}
	}
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ value, want string }{
		{"", "is empty"},
		{"  ", "is empty"},
		{"31 Feb 2016", `"31 Feb 2016" does not exist`},
		{"2016-02-30", `"2016-02-30" does not exist`},
		{"2015-02-29T12:00:00Z", `"2015-02-29" does not exist`},
		{"2016-13-01", `"2016-13-01" does not exist`},
		{"31/02/2016", `"31/02/2016" does not exist`},
		{"20160230", `"20160230" does not exist`},
		{"2016-09-09T25:00:00Z", "more than a date"},
		{"31 Feb", `"31 Feb" does not exist`},
		{"9 September", "has no year"},
		{"yesterday", "is relative"},
		{"2016-09", "names no day"},
		{"2016", "names no day"},
		{"September 2016", "names no day"},
		{"soon", "is no date"},
		{"12", "is no date"},
		{"Call 020 7946 0958", "is no date"},
		{"2016-09-09 and 2016-09-10", "more than a date"},
		{"published on a Friday, 9 September 2016, by us", "more than a date"},
	} {
		got, err := Parse(tt.value, Context{})
		if err == nil {
			t.Errorf("Parse(%q) = %v; want an error with %q", tt.value, got, tt.want)
			continue
		}
		if !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), ";") {
			t.Errorf("Parse(%q): %v; want %q and a remedy", tt.value, err, tt.want)
		}
	}
}

func TestParseMatchTellsDoubts(t *testing.T) {
	for _, tt := range []struct {
		value                string
		ambiguous, wrongWeek bool
	}{
		{" '04/05/2016' ", true, false},
		{"Monday, 9 September 2016", false, true},
		{"Friday, 9 September 2016", false, false},
		{"20160909", false, false},
	} {
		m, err := parseMatch(tt.value, Context{})
		if err != nil || m.Ambiguous != tt.ambiguous || m.WrongWeekday != tt.wrongWeek {
			t.Errorf("parseMatch(%q) = %s, %v; want ambiguous %v, wrong weekday %v", tt.value, show(m), err, tt.ambiguous, tt.wrongWeek)
			continue
		}
		if got, want := tt.value[m.Start:m.End], strings.Trim(tt.value, " '"); got != want {
			t.Errorf("parseMatch(%q) covers %q, want %q", tt.value, got, want)
		}
	}
}

func TestParseErrorIsBounded(t *testing.T) {
	_, err := Parse(strings.Repeat("märz ", 10_000), Context{})
	if err == nil || len(err.Error()) > 300 {
		t.Errorf("error of a long value has %d bytes, want at most 300", len(fmt.Sprint(err)))
	}
}

func TestParseNoDateIsErrNoDate(t *testing.T) {
	if _, err := Parse("to be announced", Context{}); !errors.Is(err, ErrNoDate) {
		t.Errorf("got %v, want ErrNoDate", err)
	}
	if _, err := Parse("31 Feb 2016", Context{}); errors.Is(err, ErrNoDate) {
		t.Errorf("got %v, want no ErrNoDate: the value is meant as a date", err)
	}
}

func TestFileName(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"2016-09-09-slug.md", "2016-09-09"},
		{"2016-09-09.txt", "2016-09-09"},
		{"2016_09_09_slug", "2016-09-09"},
		{"2016.09.09 slug.txt", "2016-09-09"},
		{"20160909-slug.txt", "2016-09-09"},
		{"20160909", "2016-09-09"},
		{"2016-09-09T13-07-slug.md", "2016-09-09T13:07:00Z"},
		{"2016-09-09T130702.md", "2016-09-09T13:07:02Z"},
		{"20160909T130700Z.json", "2016-09-09T13:07:00Z"},
		{"20160909130700.txt", "2016-09-09T13:07:00Z"},
		{"201609091307.txt", "2016-09-09T13:07:00Z"},
		{"2016-09-09-1000-ways.md", "2016-09-09"},
		{"2016-09-09-10-30-slug.md", "2016-09-09"},
		{"2016-09-31-slug.md", ""},
		{"2015-02-29-slug.md", ""},
		{"2016-9-9-slug.md", ""},
		{"2016-09_09-slug.md", ""},
		{"2016-09-091.md", ""},
		{"201609.txt", ""},
		{"2016.txt", ""},
		{"09-09-2016-slug.md", ""},
		{"slug-2016-09-09.md", ""},
		{"12345678.txt", ""},
		{"99991231.txt", ""},
		{"160909-slug.md", ""},
		{"", ""},
	} {
		got, ok := FileName(tt.name, Context{})
		if got.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("FileName(%q) = %v, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestWithTime(t *testing.T) {
	day := Date{Time: time.Date(2023, 11, 3, 0, 0, 0, 0, time.UTC), DayOnly: true, ZoneAssumed: true}
	for _, tt := range []struct{ line, want string }{
		{"9:59 am", "2023-11-03T09:59:00Z"},
		{", 14:14 Uhr", "2023-11-03T14:14:00Z"},
		{"um 08.30 Uhr", "2023-11-03T08:30:00Z"},
		{"at 4:03 p.m. EST", "2023-11-03T16:03:00-05:00"},
		{"16h28", "2023-11-03T16:28:00Z"},
		{"오후 8:06", "2023-11-03T20:06:00Z"},
		{"14", ""},
		{"0:00", ""},
		{"9:59 am update", ""},
		{"4:3 victory", ""},
		{"", ""},
	} {
		got, ok := WithTime(day, tt.line, Context{})
		if ok != (tt.want != "") || ok && got.String() != tt.want {
			t.Errorf("WithTime(%q) = %v, %v; want %q", tt.line, got, ok, tt.want)
		}
	}
	timed, _ := WithTime(day, "9:59 am", Context{})
	if _, ok := WithTime(timed, "10:00", Context{}); ok {
		t.Error("WithTime changed the time of a date that has one")
	}
}
