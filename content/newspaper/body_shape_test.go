package newspaper

import (
	"strings"
	"testing"
)

// A word that the end of a line parted is whole again.
func TestWordsBrokenAtTheEndOfALine(t *testing.T) {
	const german = "Der Müller und die Müllerin haben das Rad am Bach nicht mehr gesehen, sagt der Wirt, und auch das Öl fehlt noch immer.\n"
	tests := []struct{ lines, want string }{
		{"The plane was an Airbus A320-\n200 of the old kind, said the pilot.", "A320-200 of"},
		{"They flew an old F-\n16. Nobody saw it.", "an old F-16. Nobody"},
		{"She is a 19-\nyear-old sailor.", "a 19-year-old sailor"},
		{"The war of 1939–\n1945 closed the port.", "1939–1945 closed"},
		{"The Franco-\nPrussian war closed the port.", "Franco-Prussian war"},
		{"They asked for informa-\ntion on the port, which the board that had the plans of it would not give to them at all.", "information on"},
		{"It was a well-\nknown port.", "a well-known port"},
		{"Both two-\nand three-storey houses burned.", "two- and three-storey"},
		{"Nobody came -\nand nobody asked.", "came - and"},
		{german + "Die Bäcke-\nrei bleibt zu.", "Die Bäckerei bleibt"},
		{german + "Die Vor-\nund Nachteile sind bekannt.", "Vor- und Nachteile"},
		{german + "Der 80-\njährige Müller schweigt.", "80-jährige Müller"},
		{"Le conseil a demandé que les informa-\ntions sur le port soient dans les journaux de la ville avec les plans, mais la mairie ne les a pas.", "informations sur"},
		{"Le conseil est-\nil prêt pour les élections dans la ville, ou pas du tout ?", "est-il prêt"},
	}
	for _, test := range tests {
		if got := parseOne(t, "The port is shut\n\n"+test.lines+"\n").Body().Text(); !strings.Contains(got, test.want) {
			t.Errorf("%q: got %q, want it to hold %q", test.lines, got, test.want)
		}
	}
}

// Lines that mean something stay lines.
func TestShapesOfTheBody(t *testing.T) {
	tests := []struct{ name, lines, want string }{
		{"stanza", "The wind came up from the south,\nit rattled the tins on the shelf,\nit took the words from my mouth\nand kept them all to itself.",
			"<p>The wind came up from the south,<br>\nit rattled the tins on the shelf,<br>\nit took the words from my mouth<br>\nand kept them all to itself.</p>"},
		{"couplet below a stanza", "O wind of the south,\no rain of the west,\ncome home to my mouth,\ncome home to your rest.\n\nThe door is ajar,\nthe kettle is on.",
			"<p>The door is ajar,<br>\nthe kettle is on.</p>"},
		{"couplets alone", "The gate is shut, the key is lost,\nthe garden white with early frost.\n\nA robin sits upon the spade,\nand sings as if it had been paid.\n\nThe widow hears it through the door,\nand puts the kettle on once more.",
			"<p>A robin sits upon the spade,<br>\nand sings as if it had been paid.</p>"},
		{"days", "1. August: the fair on the quay\n2. August: the market", "<p>1. August: the fair on the quay</p>\n<p>2. August: the market</p>"},
		{"filled prose, with commas", "When the wind turned to the south again, the boats went out,\nand the men who had been waiting since the morning for it,\nsome of them since the day before, were asleep in the sheds,\nwhere nobody looked for them.",
			"<p>When the wind turned to the south again, the boats went out, and the men who had been waiting since the morning for it, some of them since the day before, were asleep in the sheds, where nobody looked for them.</p>"},
		{"letters with brackets", "(a) the quay, with all that is on it and every boat that lies there at night\n(b) the mill", "<p>(a) the quay, with all that is on it and every boat that lies there at night<br>\n(b) the mill</p>"},
		{"Cyrillic letters", "а) лодкой\nб) поездом", "<p>а) лодкой<br>\nб) поездом</p>"},
		{"Roman numerals", "i) by sea\nii) by land\n  and by night\niii) not at all", "<p>i) by sea<br>\nii) by land and by night<br>\niii) not at all</p>"},
		{"initials in prose", "They asked\nE. Pound of the mill, who knew.", "<p>They asked</p>\n<p>E. Pound of the mill, who knew.</p>"},
		{"quantities", "500 g of flour\n1 egg\na pinch of salt\n2 spoons of oil", "<p>500 g of flour<br>\n1 egg<br>\na pinch of salt<br>\n2 spoons of oil</p>"},
		{"times", "6.45 Matins\n18.30 Vespers", "<p>6.45 Matins<br>\n18.30 Vespers</p>"},
		{"numbers of a list", "1. the quay\n2. the mill", "<ol>\n<li>the quay</li>\n<li>the mill</li>\n</ol>"},
		{"code", "    while tide():\n        wait(60)\n\n    sail()", "<pre>while tide():\n    wait(60)\n\nsail()</pre>"},
		{"a command", "    $ tide --today", "<pre>$ tide --today</pre>"},
		{"a drawing", "      /\\_/\\\n     ( o.o )\n      > ^ <", "<pre> /\\_/\\\n( o.o )\n &gt; ^ &lt;</pre>"},
		{"an address", "    The Harbour Board\n    11, Mill Lane\n    Harrow", "<p>The Harbour Board<br>\n11, Mill Lane<br>\nHarrow</p>"},
		{"quotation", "> The boats were seen off the cape by two of us\n> before it was light.\n>\n> Nobody believed it.", "<blockquote>\n<p>The boats were seen off the cape by two of us before it was light.</p>\n<p>Nobody believed it.</p>\n</blockquote>"},
		{"quotation behind bars", "| The boats were seen off the cape by two of us\n| before it was light.", "<blockquote>\n<p>The boats were seen off the cape by two of us before it was light.</p>\n</blockquote>"},
		{"a bar", "| More on boats.", "<p>| More on boats.</p>"},
		{"links between bars", "| Boats | Capes |\n| Mills | Quays |", "<p>| Boats | Capes |"},
		{"quotation in a quotation", "> > Were they seen?\n> They were.", "<blockquote>\n<blockquote>\n<p>Were they seen?</p>\n</blockquote>\n<p>They were.</p>\n</blockquote>"},
		{"an arrow", "> More on boats", "<p>&gt; More on boats</p>"},
	}
	for _, test := range tests {
		if got := within(t, test.lines).Body().HTML(); !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want it to hold %q", test.name, got, test.want)
		}
	}
}

// Verse begins with its first line in the summary too.
func TestSummaryOfVerse(t *testing.T) {
	a := parseOne(t, "Wind\n\nBy Jane Doe\n\nThe wind came up from the south,\n  it rattled the tins on the shelf,\nit took the words from my mouth\n  and kept them all to itself.\n")
	if want := "The wind came up from the south, it rattled"; !strings.HasPrefix(a.Summary(), want) {
		t.Errorf("got summary %q, want it to begin %q", a.Summary(), want)
	}
}

// Quotations within quotations without end are read in bounded depth.
func TestDeepQuotations(t *testing.T) {
	a := within(t, strings.Repeat(">", 5000)+" deep\n> not so deep")
	if n := strings.Count(a.Body().HTML(), "<blockquote>"); n != deepestQuote {
		t.Errorf("got %d quotations, want %d", n, deepestQuote)
	}
}

// TestDaysOfAProgramme has the days of what is on below the lead: none is the article's.
func TestDaysOfAProgramme(t *testing.T) {
	const lead = "The week brings music to the old docks, and the first market of the summer to the square.\n\n"
	for _, programme := range []string{
		"Monday, June 7\n10 a.m. Market, Old Square\n7 p.m. Choir, St. Mary's\n\nTuesday, June 8\n6:30 p.m. Council meeting, Town Hall",
		"Montag, 7. Juni\n19.30 Uhr: Chor in St. Marien\n\nDienstag, 8. Juni\n18 Uhr: Rat der Stadt",
	} {
		a := parseOne(t, "What is on this week\n\nJune 5, 2021\n\n"+lead+programme+"\n\nEntry is free to all of them.\n")
		for line := range strings.SplitSeq(programme, "\n") {
			if !strings.Contains(a.Body().Text(), line) {
				t.Errorf("got text without %q:\n%s", line, a.Body().Text())
			}
		}
		if got := a.Published().String(); got != "2021-06-05" {
			t.Errorf("got day %s, want that above the lead", got)
		}
	}
	a := parseOne(t, "What is on this week\n\n"+lead+"June 5, 2021\n10:22 am\n\n"+calm)
	if got := a.Published().String(); got != "2021-06-05T10:22:00+08:00" {
		t.Errorf("got %s, want the day and the time below it", got)
	}
}
