package newspaper

import (
	"testing"
)

// The article's own address is the one that spells its title; it gives the day,
// or the year of a day without one.
func TestAddressThatSpellsTheTitle(t *testing.T) {
	const tail = "\n\nThe swans stayed in the basin all winter, and the council that had feared for the boats asked the millers to leave them some of the grain.\n\n"
	cases := []struct{ head, foot, address, published string }{
		{"", "Link: https://gazette.example/2019-11-26/swans-leave-the-eastern-basin.html", "https://gazette.example/2019-11-26/swans-leave-the-eastern-basin.html", "2019-11-26"},
		{"", "https://gazette.example/2019/11/26/swans-leave-the-eastern-basin", "https://gazette.example/2019/11/26/swans-leave-the-eastern-basin", "2019-11-26"},
		{"Published\n\n11 May", "(https://gazette.example/swans/2019/5/swans-leave-the-eastern-basin-of-the-harbour)", "https://gazette.example/swans/2019/5/swans-leave-the-eastern-basin-of-the-harbour", "2019-05-11"},
		{"", "https://gazette.example/2019/11/26/geese-reach-the-western-pond", "", ""},
		{"", "See https://gazette.example/2019/11/26/swans-and-grain for more.", "", ""},
		{"", "ftp://gazette.example/2019/11/26/swans-leave-the-eastern-basin", "", ""},
	}
	for _, c := range cases {
		a := parseOne(t, "Swans leave the eastern basin\n\n"+c.head+tail+c.foot+tail)
		if a.SourceURL() != c.address || a.Published().String() != c.published {
			t.Errorf("%q: got address %q and date %q, want %q and %q", c.foot, a.SourceURL(), a.Published(), c.address, c.published)
		}
	}
}
