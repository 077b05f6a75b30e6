package newspaper

import (
	"strings"
	"testing"
	"time"
)

// Houses, agencies, nicknames and initials are authors where a label, a link or a date
// explains them; the same words elsewhere are not.
func TestBylinesThatTheirCompanyExplains(t *testing.T) {
	const day = "\n\nJune 14, 2022"
	for _, c := range []struct{ header, authors, source string }{
		{"Written by Mill Today on June 14, 2022", "(Mill Today)", ""},
		{"By The Harbour Wire" + day, "(The Harbour Wire)", ""},
		{"By the old mill" + day, "", ""},
		{"By The Old Mill Of The Lower Town" + day, "", ""},
		{"By The Old Mill", "", ""},
		{"Reuters, Lyon," + day, "(Reuters)", "Reuters"},
		{"Reuters, Lyon,", "", ""},
		{"bySara linden Post a Comment" + day, "Sara linden", ""},
		{"Sara LindenView More Articles" + day, "Sara Linden", ""},
		{"Latest OvensView More Articles" + day, "", ""},
		{"Unterstadt-Bote Aufgezeichnet von Lena BUSCH. Veröffentlicht am\n\n14.06.2022", "Lena Busch", "Unterstadt-Bote"},
		{"Ouest-Port Lena BUSCH. Publié le\n\n14/06/2022 à 14h49", "Lena Busch", "Ouest-Port"},
		{"Themenstarter Ofenmaus\n\nBeginndatum\n\n14. Juni 2022", "Ofenmaus", ""},
		{"Autor Bake more bread\n\nErscheinungsdatum\n\n14. Juni 2022", "Bake more bread", ""},
		{"Autor Bake more bread" + day, "", ""},
		{"Ofenmaus 1 Kommentar Lesezeichen" + day, "Ofenmaus", ""},
		{"Brot 1 Laib Roggen" + day, "", ""},
		{"Ofenmaus · June 14, 2022 · Ovens · 7 comments", "Ofenmaus", ""},
		{"Ovens · June 14, 2022 · 7 comments", "", ""},
		{"Author:\n\nse" + day, "se", ""},
		{"Author:\n\nRead on!" + day, "", ""},
		{"Auteur(s) :\n\nLes Membres du Four de la Ville Basse" + day, "(Les Membres du Four de la Ville Basse)", ""},
		{"Auteur(s) :\n\nNous avons bu du vin" + day, "", ""},
		{"The Old Mill\n\noldmill_online@example.org" + day, "(The Old Mill)", ""},
		{"The Old Mill\n\ndesk@example.org" + day, "", ""},
		{"Aus Lissabon berichtet Lena Busch" + day, "Lena Busch", ""},
		{"Aus Lissabon berichten Lena Busch und Peter Roe" + day, "Lena Busch|Peter Roe", ""},
		{"Aus dem Ofen berichtet der Bäcker" + day, "", ""},
		{"Nora Field, Hull Live" + day, "Nora Field", "Hull Live"},
		{"下城日报记者 王小梅 李建国\n\n2022-06-14", "王小梅|李建国", ""},
		{"《下城》作者 王小梅", "王小梅", ""},
		{"下城日报记者 廖艳", "廖艳", ""},
		{"下城日报记者 时政", "", ""},
		{"廖艳", "", ""},
		{"【文/下城网专栏作者 王小梅】", "王小梅", ""},
		{"采写：南都见习记者 王小梅", "王小梅", ""},
		{"中新社记者 王小梅 摄", "", ""},
		{"下城日报记者 高清视频", "", ""},
		{"2022-06-14 09:00 来源：下城网作者：王小梅", "王小梅", "下城网"},
		{"2022-06-14 09:00 来源：下城网 举报", "", "下城网"},
		{"2022-06-14 09:00 来源：下城网 责任编辑：王小梅", "", "下城网"},
		{"作者\n\n全部\n\n2022-06-14", "", ""},
		{"作者\n\n王小梅\n\n2022-06-14", "王小梅", ""},
		{"[鈴木花子，例新聞]", "鈴木花子", "例新聞"},
		{"［鈴木花子，ITmedia］", "鈴木花子", "ITmedia"},
		{"[会員限定，有料]", "", ""},
		{"鈴木はなこ\n\n2022年6月14日", "鈴木はなこ", ""},
		{"小暮ハナコ\n\n2022年6月14日", "小暮ハナコ", ""},
		{"詳細はこちら\n\n2022年6月14日", "", ""},
		{"関連する\n\n2022年6月14日", "", ""},
		{"寄稿\n\nログイン\n\n2022年6月14日", "", ""},
		{"寄稿\n\n鈴木花子\n\n2022年6月14日", "鈴木花子", ""},
		{"Posted by\n\nu/ofenmaus\n\n4 years ago", "ofenmaus", ""},
		{"14.06.2022 20:00\n\n6,762\n\n小暮はなこ", "小暮はなこ", ""},
		{"Ovens - Anadolu Ajansı" + day, "(Anadolu Ajansı)", "Anadolu Ajansı"},
		{"Ovens - Anadolu", "", ""},
		{"Onwhyn Lidgate\n\nOnwhyn Lidgate\n\nWarming the ovens of the town" + day, "Onwhyn Lidgate", ""},
		{"Onwhyn Lidgate\n\nLidgate Ovens\n\nWarming the ovens of the town\n\nMore" + day, "", ""},
		{"Anne-Onwhyn Lidgate-Roe", "Anne-Onwhyn Lidgate-Roe", ""},
		{"Up-Market Lidgate-Roe", "", ""},
	} {
		a := headed(t, c.header)
		if got := names(a); got != c.authors || a.Source() != c.source {
			t.Errorf("%q: got %q of %q, want %q of %q", c.header, got, a.Source(), c.authors, c.source)
		}
	}
}

// What a page says of the author below the text names the author, if nothing above does.
func TestBoxOfTheAuthor(t *testing.T) {
	const quiet = "The ovens of the lower town went cold one by one, and nobody had told the bakers why they did."
	for _, c := range []struct{ end, authors string }{
		{"About the author\n\nOnwhyn Lidgate\n\nMore ovens", "Onwhyn Lidgate"},
		{"About the author: Onwhyn Lidgate", "Onwhyn Lidgate"},
		{"About the author: Onwhyn Lidgate is a baker of the lower town.", "Onwhyn Lidgate"},
		{"About the ovens: Onwhyn Lidgate", ""},
		{"About the author\n\nMore ovens of the town", ""},
		{"下城日报记者 王小梅", "王小梅"},
		{"下城日报记者 王小梅 摄", ""},
		{"Sarah Linden is a reporter of the Harbour Courier and lives in the lower town.", "Sarah Linden"},
		{"Sarah Linden is a baker of the lower town and lives above her oven.", ""},
		{quiet + "\n\nSarah Linden\n\nShare with others\n\nMore of this\n\nOvens", "Sarah Linden"},
		{quiet + "\n\nSarah Linden\n\n" + quiet + "\n\nMore of this\n\nOvens", ""},
		{quiet + "\n\nSarah Linden\n\nPhoto: Peter Roe\n\nMore of this\n\nOvens", ""},
		{quiet + " It was cold, said Sarah Linden.\n\nSarah Linden\n\nShare with others\n\nMore of this", ""},
	} {
		a := parseOne(t, "Swans leave the eastern basin\n\nJune 14, 2022\n\n"+quiet+"\n\n"+quiet+"\n\n"+quiet+"\n\n"+c.end+"\n")
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.end, got, c.authors)
		}
	}
}

// The notice of copyright names the author where it names a person, and nothing else does.
func TestOwnerOfTheRights(t *testing.T) {
	for _, c := range []struct{ head, end, authors string }{
		{"", "© 2019 Sarah Linden", "Sarah Linden"},
		{"", "© 2012-2019 Sarah Linden — Write to me", "Sarah Linden"},
		{"By Peter Roe\n\n", "© 2019 Sarah Linden", "Peter Roe"},
		{"", "© 2019 Sarah Linden Foundation", ""},
		{"", "© 2019 Mill Valley Press", ""},
		{"", "© Sarah Linden", ""},
		{"", "© 2019 Sarah Linden All Rights Reserved", ""},
	} {
		a := parseOne(t, "Swans leave the eastern basin\n\n"+c.head+"June 14, 2022\n\n"+calm+"\n\n"+c.end+"\n")
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.end, got, c.authors)
		}
	}
}

// Names without end below paragraphs are not each looked for in the whole text.
func TestNamesWithoutEnd(t *testing.T) {
	const many = 8_000
	block := "The ovens of the lower town went cold one by one, and nobody but Sarah Linden said why.\n\nSarah Linden\n\ngone\n\ncold\n\nlit\n\nsold\n\n"
	start := time.Now()
	a := parseOne(t, "Swans leave the basin\n\n"+strings.Repeat(block, many))
	if got := names(a); got != "" || time.Since(start) > 5*time.Second {
		t.Errorf("got %q after %v, want no name, in seconds", got, time.Since(start))
	}
}

// Bylines of several other articles below the text are not this one's.
func TestBylinesOfTeasers(t *testing.T) {
	for _, c := range []struct{ end, authors string }{
		{"Text: Sarah Linden", "Sarah Linden"},
		{"An oven burns\n\nBy Sarah Linden\n\nA mill stops\n\nBy Peter Roe", ""},
	} {
		a := parseOne(t, "Swans leave the eastern basin\n\nJune 14, 2022\n\n"+calm+"\n\n"+calm+"\n\n"+c.end+"\n")
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.end, got, c.authors)
		}
	}
}

// A name above a photo's credit is that of whom the photo shows, if the text tells of it.
func TestNameAboveCredit(t *testing.T) {
	const told = "The oven of the mill went cold, and the mayor Karl Linden had told nobody of the town why it did so."
	for _, c := range []struct{ head, authors string }{
		{"Karl Linden\n\nPhoto: Reuters\n\nPeter Roe", "Peter Roe"},
		{"Peter Roe\n\nPhoto: Reuters", "Peter Roe"},
	} {
		a := parseOne(t, "Swans leave the basin\n\nJune 14, 2022\n\n"+c.head+"\n\n"+told+"\n\n"+calm)
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.head, got, c.authors)
		}
	}
}

// A byline may stand above the headline; a name there is a headline where the text tells of
// it.
func TestBylineAboveTheTitle(t *testing.T) {
	const ja = "下町の古いオーブンが博物館に移され、来月から公開されることになった。市が十日に発表した。\n"
	for _, c := range []struct{ text, title, authors string }{
		{"By Sarah Linden\n\nAn oven goes to the museum\n\nJune 14, 2022\n\n" + calm, "An oven goes to the museum", "Sarah Linden"},
		{"By the river\n\nAn oven goes to the museum\n\nJune 14, 2022\n\n" + calm, "By the river", ""},
		{"Sarah Linden\n\nThe baker who lit an oven\n\nJune 14, 2022\n\n" + calm, "Sarah Linden", ""},
		{"鈴木花子\n\n古いオーブンが博物館へ\n\n2022年6月14日\n\n" + ja, "古いオーブンが博物館へ", "鈴木花子"},
		{"文／王小明\n\n古いオーブンが博物館へ\n\n2022年6月14日\n\n" + ja, "古いオーブンが博物館へ", "王小明"},
		{"鈴木花子\n\n古いオーブンと鈴木花子の一生\n\n2022年6月14日\n\n" + ja, "鈴木花子", ""},
		{"大阪都\n\n古いオーブンが博物館へ\n\n2022年6月14日\n\n" + ja, "大阪都", ""},
	} {
		a := parseOne(t, c.text)
		if got := names(a); a.Title() != c.title || got != c.authors {
			t.Errorf("%q: got %q by %q, want %q by %q", c.text[:40], a.Title(), got, c.title, c.authors)
		}
	}
}
