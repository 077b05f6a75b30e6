package dates

import (
	"strings"
	"testing"
)

// prose is a paragraph as they come: numbers, a year, a month, no date.
const prose = "The council voted 7-3 in favour of the £2.4m plan, which would add 120 flats by 2031 and may " +
	"close the road for 18 months. About 4,500 residents had signed a petition against it since March, and the " +
	"architects, who won the competition in 2016, changed the drawings twice after talks with 12 neighbours."

func BenchmarkFind(b *testing.B) {
	for _, bm := range []struct{ name, line string }{
		{"prose", prose},
		{"words", strings.Repeat("nothing in here is a number at all, and so it goes on ", 8)},
		{"han", strings.Repeat("本日は晴天なり、明日もまた晴れるでしょう。", 12)},
		{"bare", "14 March 2017"},
		{"labelled", "PUBLISHED : Tuesday, 14 March, 2017, 4:25pm"},
		{"two", "Published Nov 18, 2019 at 4:07 PM | Updated at 5:36 PM CST on Nov 18, 2019"},
		{"iso", "2011-10-02T10:00:00+0900"},
		{"numeric", "03/05/2022 20:36"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(bm.line)))
			for b.Loop() {
				Find(bm.line, Context{})
			}
		})
	}
}
