package newspaper

import (
	"strings"
	"testing"
)

// Addresses and drawings keep their lines; scores, runs of headlines and rules are
// none.
func TestAddressesAndDrawings(t *testing.T) {
	const text = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year."
	for _, c := range []struct{ lines, has, lacks string }{
		{"Mill Trust\n12 Mill Lane\nVell VX1 4AB\nEngland", "12 Mill Lane<br>", ""},
		{"Mühlenverein Vell e.V.\nMühlgasse 12\n12345 Vell\nTelefon 0123 456789", "Mühlgasse 12<br>", ""},
		{"12 ovens were cold\nand 14 mills turned\nas the bridge was shut", "", "<br>"},
		{" /\\_/\\\n( o.o )\n > ^ <", "<pre>", ""},
		{"  |\\\n  | \\__\n  |    |\n  +----+", "|    |\n+----+</pre>", ""},
		{"---\n***\n---", "", "<pre>"},
	} {
		html := parseOne(t, "An oven goes to the museum\n\n14 June 2022\n\n"+text+"\n\n"+c.lines+"\n\n"+text+"\n").Body().HTML()
		if !strings.Contains(html, c.has) || c.lacks != "" && strings.Contains(html, c.lacks) {
			t.Errorf("%q: got %s", c.lines, html)
		}
	}
}

// A few words above prose head it, below whatever paragraph they stand; a caption's
// credit is nobody's byline.
func TestHeadingsBelowShortParagraphs(t *testing.T) {
	const text = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year."
	const han = "下城的面包师周二宣布，他已将烤炉卖给博物馆，年底之前将在水磨坊旁边展出，票价还没有定下来。"
	for _, c := range []struct{ text, has string }{
		{text + "\n\nNobody knows who will bake.\n\nWhat the town says\n\n" + text, "<h2>What the town says</h2>"},
		{text + "\n\nNobody knows:\n\nWhat the town says\n\n" + text, "<p>What the town says</p>"},
		{han + "\n\n议会怎么说\n\n" + han, "<h2>议会怎么说</h2>"},
		{han + "\n\n图：议会\n\n" + han, "图：议会"},
	} {
		if html := parseOne(t, "An oven goes to the museum\n\n"+c.text+"\n").Body().HTML(); !strings.Contains(html, c.has) {
			t.Errorf("got %s, want %s in it", html, c.has)
		}
	}
	a := parseOne(t, "An oven goes to the museum\n\nToni Sand stands beside the oven at Vell, England.\n\nBen Oak / AP\n\n"+text+"\n")
	if len(a.Authors()) > 0 || a.Summary() != text {
		t.Errorf("got %v and %q, want nobody and the text", a.Authors(), a.Summary())
	}
}
