package newspaper

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// What press offices print above a headline is no title.
func TestSlugsOfReleases(t *testing.T) {
	tests := []struct{ top, title, published string }{
		{"NOTA DE PREMSA\n\nEl forn continua fred", "El forn continua fred", ""},
		{"NEWS RELEASE\nFor Immediate Release\n\nOven stays cold in Vell", "Oven stays cold in Vell", ""},
		{"*** Press Release No. 7/2021 ***\n\nOven stays cold in Vell\n\n3 May 2021", "Oven stays cold in Vell", "2021-05-03"},
		{"PRESSEAUSSENDUNG\n\nGraz, 3. Mai 2021\n\nOfen bleibt kalt bis Ostern", "Ofen bleibt kalt bis Ostern", "2021-05-03"},
		{"Medienmitteilung vom 3. Mai 2021\n\nOfen bleibt kalt bis Ostern", "Ofen bleibt kalt bis Ostern", "2021-05-03"},
		{"PRESSMEDDELANDE | 2021-05-03\n\nUgnen förblir kall i Vell", "Ugnen förblir kall i Vell", "2021-05-03"},
		{"MEDIA ADVISORY: Oven to be lit in Vell\n\n3 May 2021", "Oven to be lit in Vell", "2021-05-03"},
		{"보도자료\n\n빵집 화덕은 밀가루가 올 때까지 식어 있다", "빵집 화덕은 밀가루가 올 때까지 식어 있다", ""},
		{"報道発表資料\n\n窯は春まで冷たいまま", "窯は春まで冷たいまま", ""},
		{"ПРЕС-РЕЛІЗ\n\nПіч холодна до весни", "Піч холодна до весни", ""},
		{"N E W S   R E L E A S E\n\nOven stays cold in Vell", "Oven stays cold in Vell", ""},
		{"TLP:CLEAR\n\nOven software has a flaw in it", "Oven software has a flaw in it", ""},
		{"VERTRAULICH\n\nNr. 12/2021\n\nOfen bleibt kalt bis Ostern", "Ofen bleibt kalt bis Ostern", ""},
		{"IP/21/2043\n\nCommission looks into ovens", "Commission looks into ovens", ""},
		{"UNDER STRICT EMBARGO UNTIL 09.00 HOURS\n\nOven stays cold in Vell", "Oven stays cold in Vell", ""},
		{"Oven stays cold in\nthe whole of Vell\n\n3 May 2021", "Oven stays cold in the whole of Vell", "2021-05-03"},
		{"CONFIDENTIAL // NOFORN\n\nOven software has a flaw in it", "Oven software has a flaw in it", ""},
		{"新聞稿 即時發布\n\n烤爐一直冷到春天\n\n2021-05-03", "烤爐一直冷到春天", "2021-05-03"},
		{"اطلاعیه مطبوعاتی\n\nتنور تا بهار سرد می\u200cماند", "تنور تا بهار سرد می\u200cماند", ""},
		{"STATEMENT FOR THE PRESS\n\nOven stays cold in Vell", "Oven stays cold in Vell", ""},
		{"प्रेस विज्ञप्ति\n\nवसंत तक तंदूर ठंडा रहेगा", "वसंत तक तंदूर ठंडा रहेगा", ""},
		{"Sensitive\n\nBy Jane Doe", "Sensitive", ""}, // not in capitals
		// Not slugs.
		{"Embargo on flour lifted after 3 May", "Embargo on flour lifted after 3 May", ""},
		{"Medienbericht: Ofen bleibt bis Ostern kalt", "Medienbericht: Ofen bleibt bis Ostern kalt", ""}, // what another paper says
		{"Release the swans", "Release the swans", ""},
		{"Press freedom: what is left of it", "Press freedom: what is left of it", ""},
		{"Secret\n\nBy Jane Doe", "Secret", ""},
		{"747\n\nBy Jane Doe", "747", ""},
		{"Oven cools\nBaker warms up\n\n3 May 2021", "Oven cools", "2021-05-03"},
	}
	for _, test := range tests {
		a := parseOne(t, test.top+"\n\n"+calm)
		if a.Title() != test.title || a.Published().String() != test.published {
			t.Errorf("%q: got %q of %s, want %q of %s", test.top, a.Title(), a.Published(), test.title, test.published)
		}
		if !strings.HasPrefix(a.Summary(), "The committee") {
			t.Errorf("%q: got summary %q, want the first paragraph", test.top, a.Summary())
		}
	}
}

// The end of an embargo is when an article is published.
func TestEmbargoes(t *testing.T) {
	tests := []struct{ text, published, problem string }{
		{"EMBARGOED UNTIL 00:01 GMT, 9 May 2030\n\nOven stays cold\n\n7 May 2030\n\n" + calm, "2030-05-09T00:01:00Z", "held"},
		{"Oven stays cold\n\nSperrfrist: 9. Mai 2030\n\n" + calm, "2030-05-09", "held"},
		{"PRESS RELEASE\nEmbargo: 5.00 pm\n\nOven stays cold\n\n7 May 2021\n\n" + calm, "2021-05-07", "no full date"},
	}
	for _, test := range tests {
		f := content.File{Path: "a.txt", Data: []byte(test.text), ModTime: time.Date(2024, 1, 8, 8, 0, 0, 0, time.UTC)}
		articles, err := Parse(f, content.Options{Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		if got := a.Published().String(); got != test.published {
			t.Errorf("%.40q: got %s, want %s", test.text, got, test.published)
		}
		problems := ""
		for _, p := range a.Problems() {
			problems += p.Message
		}
		if !strings.Contains(problems, test.problem) || test.problem == "" && problems != "" {
			t.Errorf("%.40q: got problems %q, want %q", test.text, problems, test.problem)
		}
	}
}

// A file that begins with its text is called by its first sentence.
func TestTitleOfFirstSentence(t *testing.T) {
	tests := []struct{ text, title string }{
		{"The oven is cold. The baker said so on Tuesday, and nobody in the council asked him why, nor did the miller.\n\nThat was all.\n", "The oven is cold"},
		{"Mr. Roe has lit the oven! The baker said so on Tuesday, and nobody in the council asked him why, nor the miller.\n\nThat was all.\n", "Mr. Roe has lit the oven!"},
		{"The oven of the lower town, which was\ncold, has been lit. The flour came\nby boat on Friday, said the miller's man.\n\nThat was all.\n", "The oven of the lower town, which was cold, has been lit"},
		{"窯は冷たいままだ。パン屋は火曜日にそう述べた。" + strings.Repeat("町の人々は小麦粉が橋を渡って届くのを待っている。", 4) + "\n\nそれだけだ。\n", "窯は冷たいままだ"},
		{"Oven cold. Baker hot\n\n" + calm, "Oven cold. Baker hot"},
	}
	for _, test := range tests {
		if got := parseOne(t, test.text).Title(); got != test.title {
			t.Errorf("%.40q: got %q, want %q", test.text, got, test.title)
		}
	}
}

// A line that says the title without the paper's name is the title said once more.
func TestTitleWithoutThePaper(t *testing.T) {
	for _, first := range []string{
		"Oven stays cold in Vell | The Vell Post", "The Vell Post | Oven stays cold in Vell", "Oven stays cold in Vell - Vell", "Oven stays cold in Vell_The Post",
		"Oven stays cold in Vell – News – The Vell Post",
	} {
		a := parseOne(t, first+"\n\nOven stays cold in Vell\n\nBy Jane Doe\n\n"+calm)
		if a.Title() != "Oven stays cold in Vell" || !strings.HasPrefix(a.Summary(), "The committee") {
			t.Errorf("%q: got %q, %q, want the headline alone", first, a.Title(), a.Summary())
		}
	}
}

// A headline of a few Han letters is told from the paper's name by its place.
// TestTitleBelowThePaper has pages whose tab names headline and paper, which both stand
// below it.
func TestTitleBelowThePaper(t *testing.T) {
	const title, text = "Why the weir stays open", "\n\nMarch 5, 2019\n\n" + calm
	for _, head := range []string{
		title + " | The Portmere Courier\n\nThe Portmere Courier\n\n" + title,
		title + " | The Portmere Courier\n\n" + title + "\n\nThe Portmere Courier",
		"The Portmere Courier - " + title + "\n\nThe Portmere Courier\n\n" + title,
		title + " – Mill Town News\nHome\nMill Town News\n" + title,
	} {
		if a := parseOne(t, head+text); a.Title() != title {
			t.Errorf("%q: got title %q", head, a.Title())
		}
	}
}

func TestHanTitleWithoutThePaper(t *testing.T) {
	const text = "下城的面包师周二宣布，他已将烤炉卖给博物馆，年底之前将在水磨坊旁边展出。"
	for _, c := range []struct{ first, below, want string }{
		{"烤炉送进博物馆 | 下城日报", "烤炉送进博物馆", "烤炉送进博物馆"},
		{"烤炉送进博物馆_下城新闻网", "烤炉送进博物馆", "烤炉送进博物馆"},
		{"烤炉送进博物馆 | 下城日报", "下城日报", "烤炉送进博物馆 | 下城日报"},
	} {
		if got := parseOne(t, c.first+"\n\n"+c.below+"\n\n2022-06-14\n\n"+text+"\n").Title(); got != c.want {
			t.Errorf("%q above %q: got %q, want %q", c.first, c.below, got, c.want)
		}
	}
}

// The heads of mail and of Usenet are heads, whatever their first line is.
func TestMailHeads(t *testing.T) {
	const rest = "Subject: Boats to Vell\nDate: Fri, 12 Nov 1993 08:15:00 GMT\nMessage-ID: <7@example.org>\n\n"
	tests := []struct{ head, title, author string }{
		{"Path: example.org!not-for-mail\nFrom: jane@example.org (Jane Doe)\nNewsgroups: rec.vell\n" + rest, "Boats to Vell", "Jane Doe"},
		{"From: jane at example.org (Jane Doe)\nX-Route: a, b\n" + rest, "Boats to Vell", "Jane Doe"},
		{"From: \"Doe, Jane\" <jane@example.org>\nNewsgroups: rec.vell\n" + rest, "Boats to Vell", "Jane Doe"},
		{"From: vell!jane (Jane Doe)\nLines: 9\n" + rest, "Boats to Vell", "Jane Doe"},
		{"Newsgroups: rec.vell\n" + rest, "Boats to Vell", ""},
		{"Von: Jane Doe <jane@example.org>\nGesendet: 12. November 1993 08:15 UTC\nAn: rat@example.org\nBetreff: Boats to Vell\n\n", "Boats to Vell", "Jane Doe"},
		{"From: Jane Doe <jane@example.org>\nSent: November 12, 1993 8:15 AM UTC\nTo: council@example.org\nSubject: Boats to Vell\n\n", "Boats to Vell", "Jane Doe"},
		{"From: Jane Doe <jane@example.org>\nOrganization: Vell\n" + rest, "Boats to Vell", "Jane Doe"},
		{"From jane@example.org Fri Nov 12 08:15:00 1993\nReceived: from a.example\n  by b.example\nFrom: \"Jane Doe\" <jane@example.org>\n" + rest, "Boats to Vell", "Jane Doe"},
		{"From: =?ISO-8859-1?Q?J=F6rg_Muster?= <j@example.org>\nSubject: =?UTF-8?B?U2NoaWZmZSBuYWNoIFbDpGxs?=\nDate: Fri, 12 Nov 1993 08:15:00 GMT\n\n", "Schiffe nach Väll", "Jörg Muster"},
	}
	for _, test := range tests {
		f := content.File{Path: "a.txt", Data: []byte(test.head + calm + "\n-- \nJane Doe, Vell\n"), ModTime: spring}
		articles, err := Parse(f, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		if a.Title() != test.title || names(a) != test.author || a.Published().String() != "1993-11-12T08:15:00Z" {
			t.Errorf("%q: got %q by %q of %s, want %q by %q", test.head, a.Title(), names(a), a.Published(), test.title, test.author)
		}
		if text := a.Body().Text(); strings.Contains(text, "example") || strings.Contains(text, "Jane") || !strings.Contains(text, "Nobody objected") {
			t.Errorf("%q: got body %q, want the text alone", test.head, text)
		}
	}
}

func TestContactsAboveHeadlines(t *testing.T) {
	for _, head := range []string{
		"FOR IMMEDIATE RELEASE\n\nContact: Jane Doe\n(555) 010-4477\njane@example.org\n\n",
		"Pressemitteilung\n\nAnsprechpartnerin: Jane Doe, Tel. 555 0104\n\n",
		"NOTA DE PRENSA\nContacto: prensa@example.org\n\n",
	} {
		if a := parseOne(t, head+"Ferry company opens a winter line to Vell\n\n"+calm); a.Title() != "Ferry company opens a winter line to Vell" {
			t.Errorf("%q: got title %q", head, a.Title())
		}
	}
	if a := parseOne(t, "Contact: the film that came back\n\n"+calm); a.Title() != "Contact: the film that came back" {
		t.Errorf("without a slug: got title %q", a.Title())
	}
}
