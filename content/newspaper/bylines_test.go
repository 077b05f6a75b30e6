package newspaper

import (
	"strings"
	"testing"

	"feedmill/content/byline"
)

// Bylines as big houses print them, and lines beside a date that are none.
func TestBylinesOfHouses(t *testing.T) {
	const day = "\n\nJune 14, 2022"
	cases := []struct{ header, authors, source string }{
		{"Sarah Linden Fort Wayne Journal Gazette" + day, "Sarah Linden", "Fort Wayne Journal Gazette"},
		{"Sarah Linden, Fort Wayne Journal-Gazette" + day, "Sarah Linden", "Fort Wayne Journal-Gazette"},
		{"By Sarah Linden, USA TODAY" + day, "Sarah Linden", "USA TODAY"},
		{"Mary Ann Post" + day, "Mary Ann Post", ""},
		{"Sarah Linden, KRT" + day, "Sarah Linden", "KRT"},
		{"By Sarah Linden – Staff Writer, Ovens" + day, "Sarah Linden", ""},
		{"By Sarah Linden, a reporter who covers ovens for the Gazette. She lives in Leeds." + day, "Sarah Linden", ""},
		{"By Sarah Linden. Linden has written about bread for ten years." + day, "Sarah Linden", ""},
		{"By Sarah Linden, the oven was cold, and nobody had told the baker of it." + day, "", ""},
		{"June 14, 2022\n\n7:33 PM by Sarah Linden", "Sarah Linden", ""},
		{"June 14, 2022\n\nat 10:05 am | By Sarah Linden", "Sarah Linden", ""},
		{"By Sarah Linden@slinden and Peter Roe@proe" + day, "Sarah Linden|Peter Roe", ""},
		{"Sarah Linden@@slindenSenior Writer IIJune 14, 2022 Comments", "Sarah Linden", ""},
		{"By Sarah Linden last updated" + day, "Sarah Linden", ""},
		{"By\n\nView all posts by Sarah Linden" + day, "Sarah Linden", ""},
		{"Words by Sarah Linden Photos by Peter Roe" + day, "Sarah Linden", ""},
		{"Autor:in: Lena Busch" + day, "Lena Busch", ""},
		{"Redakteur*innen: Lena Busch, Paul Kern" + day, "Lena Busch|Paul Kern", ""},
		{"Auteur·e : Anne Petit" + day, "Anne Petit", ""},
		{"Von Lena Busch (Text) und Paul Kern (Fotos)" + day, "Lena Busch", ""},
		{"Text von Lena Busch Zeichnungen von Paul Kern" + day, "Lena Busch", ""},
		{"Erstellt am 14.06.2022 von Lena Busch Unterstadtkurier", "Lena Busch", "Unterstadtkurier"},
		{"Die Kunst der Mühlen\n\nLena Busch\n\nLena Busch schreibt über Brot." + day, "Lena Busch", ""},
		{"鈴木花子\n\n2022.06.14", "鈴木花子", ""},
		{"鈴木花子2022年06月14日 09時00分", "鈴木花子", ""},
		{"文・写真＝鈴木花子\n\n2022年6月14日", "鈴木花子", ""},
		{"社会部 鈴木花子\n\n2022年6月14日", "鈴木花子", ""},
		{"下町編集部\n\n2022年6月14日", "(下町編集部)", ""},
		{"王小梅2022-06-14 09:00", "王小梅", ""},
		{"记者王小梅2022-06-14 09:00", "王小梅", ""},
		{"本报记者 王小梅 李建国\n\n2022-06-14", "王小梅|李建国", ""},
		{"2022-06-14 09:00 来源：下城日报 记者：王小梅", "王小梅", "下城日报"},
		{"作者：佚名 浏览：388\n\n2022-06-14", "", ""},
		{"2022-06-14 打印 关闭 收藏", "", ""},
		{"高清视频\n\n2022-06-14", "", ""},
		{"时政\n\n2022-06-14", "", ""},
		{"记者从市政府获悉\n\n2022-06-14", "", ""},
		{"下町新聞\n\n2022年6月14日", "", ""},
		{"Embargoed Until Delivery" + day, "", ""},
		{"Opening Remarks" + day, "", ""},
		{"Transcript Of Press Briefing" + day, "", ""},
		{"Rede der Ministerin" + day, "", ""},
		{"Alcalde de Soria, Luis Gil / EFE\n\nEFE" + day, "", ""},
		{"Bürgermeisterin von Linz, Lena Busch / APA" + day, "", ""},
		{"Austin, Texas, June 14, 2022", "", ""},
		{"By Sarah Linden, an editor-at-large covering ovens. She has baked in three towns." + day, "Sarah Linden", ""},
		{"Sarah Linden and Peter Roe USA TODAY" + day, "Sarah Linden|Peter Roe", "USA TODAY"},
		{"By Sarah LindenPublished June 14, 2022", "Sarah Linden", ""},
		{"By Sarah LindenStaff Writer" + day, "Sarah Linden", ""},
		{"By Sarah Lindensarah.linden@example.org" + day, "Sarah Linden", ""},
		{"Peter RoePublié le 14 juin 2022", "Peter Roe", ""},
		{"Gastautor*in: Lena Busch" + day, "Lena Busch", ""},
		{"Aufgezeichnet von Lena Busch" + day, "Lena Busch", ""},
		{"Eine Kolumne von Lena Busch" + day, "Lena Busch", ""},
		{"Von unserer Redakteurin Lena Busch" + day, "Lena Busch", ""},
		{"Von Lena Busch, Unterstadtkurier" + day, "Lena Busch", "Unterstadtkurier"},
		{"Von Lena Busch, Linz" + day, "Lena Busch", ""},
		{"Von Lena Busch, Paul Kern" + day, "Lena Busch|Paul Kern", ""},
		{"Autorka: Ewa Lis | dziennikarka" + day, "Ewa Lis", ""},
		{"Текст: Анна Белова. Фото: Иван Лужин" + day, "Анна Белова", ""},
		{"박서연 기자 seoyeon@example.org" + day, "박서연", ""},
		{"文＝鈴木花子　写真＝山本次郎\n\n2022年6月14日", "鈴木花子", ""},
		{"鈴木花子,編集部\n\n2022年6月14日", "鈴木花子", ""},
		{"文章来源\n\n2022-06-14", "", ""},
		{"作者：网站编辑 浏览：388\n\n2022-06-14", "", ""},
		{"大阪都\n\n2022年6月14日", "", ""},
		{"Text Lena Busch Foto Paul Kern" + day, "Lena Busch", ""},
		{"Tekst Lena Busch Foto's Paul Kern" + day, "Lena Busch", ""},
		{"Text Lena Busch holds Foto album" + day, "", ""},
		{"Texte d'Anna Belle" + day, "Anna Belle", ""},
		{"Texte du communiqué" + day, "", ""},
		{"Columnista: Ana Gil" + day, "Ana Gil", ""},
		{"Аутор: Ана Бела" + day, "Ана Бела", ""},
		{"Autorius: Ona Lis" + day, "Ona Lis", ""},
		{"Avtorica: Ana Lis" + day, "Ana Lis", ""},
		{"文・鈴木花子　写真・山本次郎\n\n2022年6月14日", "鈴木花子", ""},
		{"来源：下城日报 作者：王小明 点击：123\n\n2022-06-14", "王小明", "下城日报"},
		{"记者 王小明 李雷\n\n2022-06-14", "王小明|李雷", ""},
		{"글 박서연" + day, "박서연", ""},
		{"글 목록" + day, "", ""},
		{"[하구신문=박서연 기자]" + day, "박서연", ""},
		{"Lena Busch\nHarbour Courier" + day, "Lena Busch", ""},
		{"Lena Busch The Harbour Courier" + day, "Lena Busch", "The Harbour Courier"},
		{"Climate Change" + day, "", ""},
		{"Aviso Legal" + day, "", ""},
		{"By Ola Linden, one of the editors of the oven letter. Linden has baked for years." + day, "Ola Linden", ""},
		{"Mayor Sarah Linden / Reuters" + day, "", ""},
		{"Press Office" + day, "", ""},
		{"Table of Contents" + day, "", ""},
		{"Guest Post" + day, "", ""},
		{"Revue de Presse" + day, "", ""},
		{"Rassegna Stampa" + day, "", ""},
		{"Nota de Prensa" + day, "", ""},
		{"Informacja Prasowa" + day, "", ""},
		{"Стенограмма Заседания" + day, "", ""},
		{"Basın Bülteni" + day, "", ""},
		{"تصريح صحفي" + day, "", ""},
		{"CHESTER, June 14, 2022 -", "", ""},
		{"Ovens! | By Kara Linden |" + day, "Kara Linden", ""},
		{"Ovens | By the river" + day, "", ""},
		{"By Sarah Linden Science editor" + day, "Sarah Linden", ""},
		{"By Sarah Linden Home affairs correspondent, Leeds" + day, "Sarah Linden", ""},
		{"By Mary Ann Linden health reporter" + day, "Mary Ann Linden", ""},
		{"Sarah Linden Columnist" + day, "Sarah Linden", ""},
		{"Sarah Linden in Lyon and Peter Roe in Linz" + day, "Sarah Linden|Peter Roe", ""},
		{"Par Anne Petit (Lyon, correspondance)" + day, "Anne Petit", ""},
		{"Author: Sarah Linden | Category: Ovens" + day, "Sarah Linden", ""},
		{"Ana LópezMadrid - 14 jun 2022", "Ana López", ""},
		{"Sarah McLinden" + day, "Sarah McLinden", ""},
		{"Sarah FitzLinden" + day, "Sarah FitzLinden", ""},
		{"By Sarah Linden, who has written about bread since 2009." + day, "Sarah Linden", ""},
		{"By Sarah Linden, who was told of it, the oven was lit." + "\n\nThe baker slept.", "", ""},
		{"Joana Lima Do UOL, em Recife" + day, "Joana Lima", ""},
		{"Da Redação" + day, "", ""},
		{"Media Contact\nSarah Linden\n555-0104" + day, "", ""},
		{"/박서연 기자" + day, "박서연", ""},
		{"기자명 박서연 기자 입력 2022.06.14 08:15 댓글 0", "박서연", ""},
		{"記者王小梅／台北報導\n\n2022-06-14", "王小梅", ""},
		{"2022-06-14 09:00 下城日报 记者 王小梅", "王小梅", ""},
		{"◎王小梅\n\n2022-06-14", "王小梅", ""},
		{"王小梅\n\n下城日报记者\n\n2022-06-14", "王小梅", ""},
		{"文丨王小梅\n\n2022-06-14", "王小梅", ""},
		{"编译/王小梅\n\n2022-06-14", "王小梅", ""},
		{"責編：王小梅\n\n2022-06-14", "", ""},
		{"霜月凪子，下町新聞\n\n2022年6月14日", "霜月凪子", ""},
		{"鈴木花子（ライター）\n\n2022年6月14日", "鈴木花子", ""},
		{"国際政治\n\n2022年6月14日", "", ""},
		{"Sydney, 14 June 2022", "", ""},
	}
	for _, c := range cases {
		a := headed(t, c.header)
		if got := names(a); got != c.authors || a.Source() != c.source {
			t.Errorf("%q: got %q of %q, want %q of %q", c.header, got, a.Source(), c.authors, c.source)
		}
	}
}

// The second line of a headline is neither a name nor text.
func TestHeadlineOfTwoLines(t *testing.T) {
	for _, c := range []struct{ top, title, authors string }{
		{"LAST OVEN OF TOWN\n  GOES TO THE MUSEUM\n\n14 June 2022", "LAST OVEN OF TOWN GOES TO THE MUSEUM", ""},
		{"LAST OVEN OF TOWN GOES\nSARAH ANN LINDEN\n\n14 June 2022", "LAST OVEN OF TOWN GOES", "Sarah Ann Linden"},
		{"LAST OVEN OF TOWN GOES\nBY SARAH LINDEN\n\n14 June 2022", "LAST OVEN OF TOWN GOES", "Sarah Linden"},
	} {
		a := parseOne(t, c.top+"\n\n"+calm)
		if got := names(a); a.Title() != c.title || got != c.authors {
			t.Errorf("%q: got %q by %q, want %q by %q", c.top, a.Title(), got, c.title, c.authors)
		}
	}
}

// A full name right above a date with its time is a byline below whatever the page has
// said; one above a day alone may be a heading of a list.
func TestBylineBelowTheWordsOfThePage(t *testing.T) {
	const page = "The messages of the Mill Post can be sent to your browser as soon as there is something new, which is two or three a day.\n\n"
	for _, c := range []struct{ below, authors string }{
		{"Elisabeth Linden\n\n14.06.2022 - 17:08 Uhr", "Elisabeth Linden"},
		{"Elisabeth Linden\n\n14.06.2022", ""},
		{"Eastern Basin\n\n14.06.2022 - 17:08 Uhr", ""},
	} {
		a := parseOne(t, "An oven goes to the museum\n\n"+page+page+page+c.below+"\n\n"+calm)
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.below, got, c.authors)
		}
	}
}

// Addresses and handles without end are cut out in one pass.
func TestHandlesWithoutEnd(t *testing.T) {
	const many = 200_000
	authors, _ := byline.Read("Jane Doe " + strings.Repeat("@b ", many))
	if len(authors) != 1 || authors[0].Name != "Jane Doe" {
		t.Errorf("got %d authors, want Jane Doe alone", len(authors))
	}
}
