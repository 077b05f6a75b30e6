package feed

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEachVocabularyIsComplete(t *testing.T) {
	for tag, w := range languages {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Field(i).IsZero() && !slices.Contains([]string{"months", "alone", "month"}, name) {
				t.Errorf("%s: %s is empty", tag, name)
			}
		}
		if n := len(w.months); n != 12 && n != 0 {
			t.Errorf("%s: got %d months, want 12", tag, n)
		}
		if n := len(w.months); strings.Contains(w.day, "{m}") != (n == 12) {
			t.Errorf("%s: day %q with %d months", tag, w.day, n)
		}
	}
}

func TestDatesInTheSitesLanguage(t *testing.T) {
	day := time.Date(2016, 3, 9, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		tags []string
		want string
	}{
		{[]string{"en"}, "9 March 2016"},
		{[]string{"en-US"}, "March 9, 2016"},
		{[]string{"de-AT", "en"}, "9. März 2016"},
		{[]string{"", "es"}, "9 de marzo de 2016"},
		{[]string{"zh-Hans"}, "2016年3月9日"},
		{[]string{"he"}, "9 במרץ 2016"},
		{[]string{"xx", ""}, "9 March 2016"},
		{nil, "9 March 2016"},
	} {
		if got := wordsOf(c.tags...).date(day); got != c.want {
			t.Errorf("date in %q: got %q, want %q", c.tags, got, c.want)
		}
	}
}
