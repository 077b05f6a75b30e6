package dates

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// checkStamp has both readers read a value.
func checkStamp(t interface {
	Helper()
	Errorf(string, ...any)
}, v string) (read bool) {
	t.Helper()
	for _, language := range []string{"", "en-US", "ne", "fa", "th", "ja", "he", "ar"} {
		c := Context{Zone: time.FixedZone("", 3600), Language: language}
		got, ok := parseStamp(v, &c)
		if !ok {
			return false
		}
		m, err := parseMatch(v, c)
		if want := m.Date; err != nil || !got.Time.Equal(want.Time) || got.String() != want.String() || got.DayOnly != want.DayOnly || got.ZoneAssumed != want.ZoneAssumed {
			t.Errorf("parseStamp(%q) in %q = %v, want %v, %v", v, language, got, want, err)
		}
	}
	return true
}

func TestParseStamp(t *testing.T) {
	for v, want := range map[string]bool{
		"2016-09-09": true, "2016-09-09T13:07:00Z": true, "2016-09-09 13:07:00+05:45": true, "2023-01-01T01:18:00-11:00": true,
		"2016-09-09T00:00:00Z": false, "2080-07-20": false, "2016-02-31": false, "2016-09-31": false, "1016-09-09": false, "2016-9-09": false, "2016-09-0x": false,
		"2016-09-09T13:07:00": false, "2016-09-09T13:07:00+99:00": false, "2016-09-09T13:07:00-00:07": false, "2016-09-09T13:07:60Z": false, "": false,
	} {
		if got := checkStamp(t, v); got != want {
			t.Errorf("parseStamp(%q) reads it: %v, want %v", v, got, want)
		}
	}
}

// What it reads, the grammar reads to the same.
func TestStampIsParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := func(name string, most int) int { return rapid.IntRange(0, most).Draw(t, name) }
		v := fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(1900, 2120).Draw(t, "year"), n("month", 13), n("day", 32))
		if n("timed", 3) > 0 {
			v += rapid.SampledFrom([]string{"T", " ", "t"}).Draw(t, "between")
			v += fmt.Sprintf("%02d:%02d:%02d", n("hour", 24), n("minute", 60), n("second", 60))
			v += rapid.SampledFrom([]string{"", "Z", "z", "+00:00", "-00:00", "+02:00", "-11:45", "+14:00", "-05:20", "+0530", " GMT"}).Draw(t, "zone")
		}
		checkStamp(t, v)
	})
}

func FuzzStamp(f *testing.F) {
	f.Add("2016-09-09T13:07:00+08:00")
	f.Add("2016-09-09")
	f.Fuzz(func(t *testing.T, v string) { checkStamp(t, v) })
}
