package dates_test

import (
	"fmt"
	"time"

	"feedmill/content/dates"
)

func ExampleFind() {
	line := "Published Nov 18, 2019 at 4:07 PM | Updated at 5:36 PM CST on Nov 19, 2019"
	for _, m := range dates.Find(line, dates.Context{}) {
		fmt.Println(m.Label, m.Date, m.Zone)
	}
	// Output:
	// published 2019-11-18T16:07:00-06:00 CST
	// updated 2019-11-19T17:36:00-06:00 CST
}

func ExampleParse() {
	hongKong, err := time.LoadLocation("Asia/Hong_Kong")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, value := range []string{"2014-05-09 13:07", "31 Feb 2014", "May 2014"} {
		d, err := dates.Parse(value, dates.Context{Zone: hongKong})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d, d.ZoneAssumed)
	}
	// Output:
	// 2014-05-09T13:07:00+08:00 true
	// date "31 Feb 2014" does not exist; correct the day or the month
	// date "May 2014" names no day; write one, as in 2016-09-09
}

func ExampleLabelOf() {
	label, rest, ok := dates.LabelOf("Aktualisiert am: 9. Mai 2014")
	fmt.Println(label, rest, ok)
	// Output: updated 9. Mai 2014 true
}
