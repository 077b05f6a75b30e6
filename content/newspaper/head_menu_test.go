package newspaper

import (
	"strings"
	"testing"
)

// The menu above a headline is no title, and neither is its first entry.
func TestMenusAboveHeadlines(t *testing.T) {
	for _, menu := range []string{
		"Home\nNews\nSport\nOpinion\nContact us",
		"Skip to content\nMenu\nLocal\nWorld\nThe Miller",
		"* News\n* Sport\n* Ovens",
		"Startseite | Politik | Wirtschaft | Backstube",
		"Zum Inhalt springen\nAbo\nE-Paper\nAnmelden",
		"Accueil\nPolitique\nCulture\nNous connaître",
		"首页 | 新闻 | 视频",
		"ニュース\n動画\nログイン",
	} {
		a := parseOne(t, menu+"\n\nLast oven of the lower town\n\nBy Sarah Linden\n\n"+calm)
		if a.Title() != "Last oven of the lower town" || names(a) != "Sarah Linden" || !strings.HasPrefix(a.Summary(), "The committee") {
			t.Errorf("%q: got %q by %q, want the headline below", menu, a.Title(), names(a))
		}
	}
}

// Short lines that no menu has, and too few, are what the text begins with.
func TestShortLinesThatAreNoMenu(t *testing.T) {
	for _, c := range []struct{ above, title, below string }{
		{"", "Rain", "\nSnow\nFog\nA winter"},
		{"", "Last oven", "\nNews"},
		{"", "Sport", ""},
		{"", "News from the mill", "\nSport and bread\nCulture of rye"},
		{"", "Bread", "\nButter\nContact"},
		{"Skip to content\nMenu\nSearch\nLog in\n", "Ovens of old Leeds", ""},
		{"Skip to content\nMenu\nSearch\nLog in\n", "Ovens rise", ""},
	} {
		a := parseOne(t, c.above+c.title+c.below+"\n\nBy Sarah Linden\n\n"+calm)
		if a.Title() != c.title {
			t.Errorf("%q: got title %q, want %q", c.above+c.title+c.below, a.Title(), c.title)
		}
	}
}
