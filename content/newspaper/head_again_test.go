package newspaper

import (
	"strings"
	"testing"
)

// A page says its title, its menu, and its title again: the head stands below the last
// mention that has no text above it, whichever quotation marks, and however much of the
// title, that repeats.
func TestTitleAgain(t *testing.T) {
	const menu = "Harbour\n\nMarkets\n\nOvens\n\nHana Okafor-Lund\n\nPeter Roe\n\n13 May 2022\n\n"
	const head = "Tuva Okafor-Lund\n\n14 June 2022\n\n"
	long := calm + "\n\n" + calm + "\n\n" + calm
	for _, c := range []struct{ name, text, authors string }{
		{"word for word", "An oven goes to the museum\n\n" + menu + "An oven goes to the museum\n\n" + head + long, "Tuva Okafor-Lund"},
		{"printer's marks", "An 'old' oven isn't for sale\n\n" + menu + "An ‘old’ oven isn’t for sale\n\n" + head + long, "Tuva Okafor-Lund"},
		{"without the paper", "An oven goes to the museum | The Mill Post\n\n" + menu + "An oven goes to the museum\n\n" + head + long, "Tuva Okafor-Lund"},
		{"cut off above", "An oven that nobody wanted goes to...\n\n" + menu + "An oven that nobody wanted goes to the museum\n\n" + head + long, "Tuva Okafor-Lund"},
		{"a word more", "An oven that nobody wanted goes to museum\n\n" + menu + "An oven that nobody wanted goes to the museum\n\n" + head + long, "Tuva Okafor-Lund"},
		{"two words more", "An oven that nobody wanted goes to museum\n\nHana Okafor-Lund\n\n13 May 2022\n\nAn oven that nobody ever wanted goes to the museum\n\n" + long, "Hana Okafor-Lund"},
		{"in a bar first", "An oven goes to the museum\n\nAn oven goes to the museum\n\n" + menu + "An oven goes to the museum\n\n" + head + long, "Tuva Okafor-Lund"},
		{"a head above it", "An oven goes to the museum\n\n" + menu + menu + "Tuva Okafor-Lund\n\nOvens\n\n14.06.2022 06:06 PM\n\nAn oven goes to the museum\n\n" + long, "Tuva Okafor-Lund"},
		{"a menu above it", "An oven goes to the museum\n\nHome\n\n" + strings.Repeat("Ovens\n\nBread\n\nMills\n\n", 3) + menu + "Markets\n\nOvens\n\nBread\n\nMills\n\nAn oven goes to the museum\n\n14 June 2022\n\n" + long, ""},
		{"Japanese", "古いオーブンが博物館へ\n\nニュース\n\n佐藤花子\n\n2022年5月13日\n\n古いオーブンが博物館へ\n\n鈴木太郎\n\n2022年6月14日\n\n下町の古いオーブンが博物館に移され、来月から公開されることになった。市が十日に発表した。\n", "鈴木太郎"},
		{"below the text", "An oven goes to the museum\n\n" + head + long + "\n\nAn oven goes to the museum\n\nPeter Roe\n\n15 June 2022\n", "Tuva Okafor-Lund"},
		{"goes on", "An oven goes to the museum\n\n" + head + "An oven goes to the museum of mills\n\nPeter Roe\n\n15 June 2022\n\n" + long, "Tuva Okafor-Lund"},
	} {
		if got := names(parseOne(t, c.text)); got != c.authors {
			t.Errorf("%s: got %q, want %q", c.name, got, c.authors)
		}
	}
}
