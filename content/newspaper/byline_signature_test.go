package newspaper

import "testing"

// Who signs below a text is its author if nothing else says who is.
func TestSignature(t *testing.T) {
	for _, c := range []struct{ name, head, end, authors string }{
		{"name alone", "June 14, 2022", "Sarah Linden", "Sarah Linden"},
		{"name above a role", "June 14, 2022", "Sarah Linden\n\nHarbour Correspondent", "Sarah Linden"},
		{"name and role", "June 14, 2022", "Ewa Lis, dziennikarka Kuriera\n\nRedaktor", "Ewa Lis"},
		{"name with its role", "June 14, 2022", "Sarah Linden, reporter of the Courier", "Sarah Linden"},
		{"two names", "June 14, 2022", "Sarah Linden and Peter Roe", "Sarah Linden|Peter Roe"},
		{"label on a line of its own", "June 14, 2022", "The author teaches.\n\nvon\n\nLena Busch", "Lena Busch"},
		{"below the links of a blog", "June 14, 2022", "Previous articleOvens of old\n\nNext articleOvens to come\n\nSarah Linden\n\nLatest\n\nAn oven burns", "Sarah Linden"},
		{"above the address of a journalist", "June 14, 2022", "Ewa Świerk, dziennikarka Kuriera\n\nNapisz: ewa.swierk@example.org\n\nMore of this", "Ewa Świerk"},
		{"above the address of a spokeswoman", "June 14, 2022", "Lena Busch, Sprecherin\n\nlena.busch@example.org\n\nMore of this", ""},
		{"above the address of a desk", "June 14, 2022", "Ewa Lis, dziennikarka Kuriera\n\ndesk@example.org\n\nMore of this", ""},
		{"a headline below the links of a blog", "June 14, 2022", "Previous articleOvens of old\n\nAn oven burns", ""},
		{"byline above", "By Peter Roe\n\nJune 14, 2022", "Sarah Linden", "Peter Roe"},
		{"no first name known", "June 14, 2022", "Eastern Basin", ""},
		{"a heading above", "June 14, 2022", "Comments\n\nSarah Linden", ""},
		{"a town", "June 14, 2022", "Victoria Falls", ""},
		{"one word", "June 14, 2022", "Sarah", ""},
		{"a sentence", "June 14, 2022", "Sarah Linden was there.", ""},
		{"a button", "June 14, 2022", "Sarah Linden: more", ""},
		{"winners", "June 14, 2022", "1. Peter Roe\n2. Sarah Linden", ""},
	} {
		a := parseOne(t, "Swans leave the eastern basin\n\n"+c.head+"\n\n"+calm+"\n"+c.end)
		if got := names(a); got != c.authors {
			t.Errorf("%s: got %q, want %q", c.name, got, c.authors)
		}
	}
}

// Notes of blogs, labels that are everyday words, companies and towns.
func TestBylinesByShape(t *testing.T) {
	const day = "\n\nJune 14, 2022"
	const calmest = "The ovens of the lower town went cold one by one, and nobody had told the bakers why they did."
	for _, c := range []struct{ header, authors string }{
		{"Posted in Ovens by slinden on August 3, 2019", "slinden"},
		{"Posted in Ovens, Bread by Sarah Linden on August 3, 2019", "Sarah Linden"},
		{"Postby slinden » 14.06.2022, 05:42", "slinden"},
		{"Beitragvon r23 » 14.06.2022, 05:42", "r23"},
		{"von ofen-it Webteam" + day, "(ofen-it Webteam)"},
		{"von morgen an im Webteam" + day, ""},
		{"Posted in Ovens by admin on August 3, 2019", ""},
		{"Posted in Ovens on August 3, 2019", ""},
		{"Filed under: Ovens, Bread — slinden @ 00:11" + day, "slinden"},
		{"Abgelegt unter: Öfen — Lena Busch @ 7:11" + day, "Lena Busch"},
		{"The ovens: bread — best @ noon" + day, ""},
		{"Von dpa, unserer Redaktion" + day, "(dpa)"},
		{"Recueilli par Anne Petit" + day, "Anne Petit"},
		{"Protokoll: Lena Busch" + day, "Lena Busch"},
		{"Protokoll der Sitzung" + day, ""},
		{"By Sarah Linden Post a Comment" + day, "Sarah Linden"},
		{"Florence" + day, ""},
		{"Florence Linden" + day, "Florence Linden"},
		{"By Sydney" + day, "Sydney"},
		{"St. Louis" + day, ""},
		{"Lincoln City" + day, ""},
		{"Baden Baden" + day, ""},
		{"Santiago de Chile" + day, ""},
		{"Santiago Gil" + day, "Santiago Gil"},
		{"Sarah Linden Deputy Content Director" + day, "Sarah Linden"},
		{"Steffan Onwhyn Senior Reporter" + day, "Steffan Onwhyn"},
		{"Eastern Basin Chief Director Resigns" + day, ""},
		{"Anders Lid – Journalist Journalist" + day, "Anders Lid"},
		{"Onwhyn Lidgate – Journalist i Paris", "Onwhyn Lidgate"},
		{"Onwhyn Lidgate – President of the Mill", ""},
		{"Sarah Linden Peter Roe June 14, 2022, 17:46", "Sarah Linden|Peter Roe"},
		{"Sarah Linden Peter Paul Roe John Doe June 14, 2022, 17:46", "Sarah Linden|Peter Paul Roe|John Doe"},
		{"Onwhyn Van Der Lid|Published June 14, 2022", "Onwhyn Van Der Lid"},
		{"Peter Roe\n\nOvens\n\nThe ovens of the lower town went cold, and the mayor Peter Roe had told nobody why they did.", ""},
		{"Peter Roe\n\nOvens\n\nThe ovens of the lower town went cold one by one, and the mayor had told nobody why they did.", "Peter Roe"},
		{"Onwhyn Lidgate\n\n14.06.2022, Lesezeit 5 Min.", "Onwhyn Lidgate"},
		{calmest + "\n\n" + calmest + "\n\nPeter A. Lidgate\n\nUpdated June 14, 2022 - 02:24", "Peter A. Lidgate"},
		{"Mary Ann John Linden" + day, "Mary Ann John Linden"},
		{calmest + "\n\n" + calmest + "\n\nOnwhyn Lidgate" + day, "Onwhyn Lidgate"},
		{calmest + "\n\n" + calmest + "\n\nOnwhyn Lidgate", ""},
		{"例社株式会社\n\n2022年6月14日", "(例社株式会社)"},
	} {
		if got := names(headed(t, c.header)); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.header, got, c.authors)
		}
	}
}

// "De" leads to who wrote it in Romanian alone, and only before a name.
func TestBylinesInRomanian(t *testing.T) {
	const text = "Consiliul local a hotărât joi că podul cel vechi va fi închis pentru doi ani, iar locuitorii vor fi ascultați înainte de orice altă hotărâre.\n\nPrimarul a spus că lucrările încep la primăvară și că nimeni nu va rămâne fără drum până la oraș.\n"
	for _, c := range []struct{ line, authors string }{
		{"De Ana Popescu", "Ana Popescu"},
		{"De Ana Popescu și Maria Ionescu", "Ana Popescu|Maria Ionescu"},
		{"De Crăciun", ""},
		{"De la Cluj", ""},
	} {
		a := parseOne(t, "Podul cel vechi se închide\n\n"+c.line+"\n\n14 iunie 2022\n\n"+text)
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q in %s, want %q", c.line, got, a.Language(), c.authors)
		}
	}
}
