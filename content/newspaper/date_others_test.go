package newspaper

import "testing"

// Days of tours, issues, events and comments are none of an article's.
func TestDaysOfOtherThings(t *testing.T) {
	const text = "The oven of the lower town will close on Friday because nobody has bought bread for two months.\n\n"
	for _, c := range []struct{ text, published string }{
		{text + "Last baking: 14 June 2022", ""},
		{text + "2 comments\n\nPeter Roe\nJune 14, 2022 at 9:00 am\nI shall miss it.\n\nSarah Linden\nJune 15, 2022 at 10:00 am\nSo shall I.", ""},
		{text + "3 Kommentare\n\nPaul Kern\n14.06.2022, 09:00\nSchade.", ""},
		{"7 June 2022\n\n" + text + "Published in the July 2022 issue of The Oven, on sale 14 June 2022", "2022-06-07"},
		{"Date: 14 June 2022, 7 pm\nVenue: The Mill, Leeds\n\nPosted June 7, 2022\n\n" + text, "2022-06-07"},
		{text + "Published: 14 June 2022", "2022-06-14"},
		{"14 June 2022 | 2 comments\n\n" + text, "2022-06-14"},
	} {
		if got := parseOne(t, "The last oven\n\n"+c.text+"\n").Published().String(); got != c.published {
			t.Errorf("%q: got %q, want %q", c.text, got, c.published)
		}
	}
}
