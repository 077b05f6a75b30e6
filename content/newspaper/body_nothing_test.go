package newspaper

import (
	"strings"
	"testing"

	"feedmill/content/prose"
)

// A summary says what the article is about: not what a picture shows, who took it,
// what buttons there are, or what the editors note.
func TestSummariesSaySomething(t *testing.T) {
	tests := []struct{ name, above string }{
		{"a caption above its credit", "Jane Doe and John Roe during the opening of the new basin in Vell.\n\nAda Muster / The Vell Post / Getty Images"},
		{"a caption above its credit, German", "Jana Muster (links) und Karl Beispiel während der Eröffnung des neuen Beckens.\n\nFoto: Ada Muster/dpa"},
		{"a caption that ends in its credit", "Nobody knows where the swans are now, in the third week of the frost. Foto: Jana Muster"},
		{"a credit", "© Jana Muster, Vell, and the archive of the harbour board of the northern district"},
		{"buttons", "Facebook Twitter WhatsApp Print 24"},
		{"buttons, Chinese", "字号 大 中 小\n\n微博 微信 QQ空间 收藏 分享 12"},
		{"buttons, Korean", "페이스북 트위터 카카오톡 글자크기 인쇄하기"},
		{"a former headline", "（原标题：港湾里的天鹅在冬天之前离开了东边的水池，没有人知道它们去了哪里）"},
		{"another language", "Read this article in Spanish, Portuguese or French on the pages of our partners"},
		{"a note of the editors", "Anmerkung der Redaktion: Dieser Text erschien zuerst im Frühjahr und wurde seither ergänzt."},
		{"an error of the page", "Warning: Undefined array key 2 in /srv/www/vell/wp-content/themes/mill/functions.php on line 12"},
		{"an address", "https://gazette.example/2021/05/03/the-swans-left-the-basin-before-dawn.html (PDF)"},
	}
	for _, test := range tests {
		a := parseOne(t, "Swans leave the basin\n\nBy Jane Doe\n\n3 May 2021\n\n"+test.above+"\n\n"+calm)
		if !strings.HasPrefix(a.Summary(), "The committee met") {
			t.Errorf("%s: got summary %q, want the first paragraph", test.name, a.Summary())
		}
	}
	for _, lead := range []string{
		"The swans left before dawn, and nobody in the town saw them go.\n\nAda Muster / The Vell Post",
		"Twitter was down for an hour on Tuesday, and with it the swans' account.",
	} {
		a := parseOne(t, "Swans leave the basin\n\nBy Jane Doe\n\n"+lead+"\n\n"+calm)
		if want, _, _ := strings.Cut(lead, "\n"); a.Summary() != want {
			t.Errorf("got summary %q, want %q", a.Summary(), want)
		}
	}
}

// Sentences of Chinese and Japanese are cut behind the quotation mark that ends them.
func TestCutSentenceBehindQuotation(t *testing.T) {
	s := "市长说：“天鹅已经离开了。”没有人知道它们去了哪里，也没有人看见它们飞走。"
	if got, want := prose.CutSentence(s, 20), "市长说：“天鹅已经离开了。”"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
