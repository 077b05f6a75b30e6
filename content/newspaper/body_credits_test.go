package newspaper

import (
	"strings"
	"testing"

	"feedmill/content/prose"
)

func TestPictureCredits(t *testing.T) {
	for s, want := range map[string]bool{
		"Mara Quill / The Osterby Mail / Getty Images":    true,
		"Mara J. Quill / The Osterby Mail / Getty Images": true,
		"(Photo by Mara Quill)":                           true,
		"Foto: Mara Quill/dpa":                            true,
		"Mara Quill/AFP via Getty Images":                 true,
		"REUTERS/Mara Quill":                              true,
		"Crédit photo : Mara Quill":                       true,
		"写真：港新聞":                                          true,
		"© Mara Quill":                                    true,
		"AP Photo/Mara Quill":                             true,
		"Reuters said that the lock is shut":              false,
		"The mayor spoke to Reuters / AFP about the lock": false,
		"Photo by photo, the town remembers its lost mill. It was built of oak and stood for ninety years": false,
		"Mara Quill / Osterby": false,
		"The lock is shut":     false,
	} {
		if got := isPictureCredit(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestButtonRows(t *testing.T) {
	for s, want := range map[string]string{
		"分享 微信 微博 打印":                     "share bar",
		"字号：大 中 小":                        "share bar",
		"【打印】【关闭】":                        "share bar",
		"ツイート シェア 0":                      "share bar",
		"공유 인쇄 글자크기":                      "share bar",
		"Facebook Twitter Print 12":       "share bar",
		"Поделиться | Печать | ВКонтакте": "share bar",
		"Teilen Drucken Merken":           "share bar",
		"微博发布新规":                          "",
		"微信 宣布关闭":                         "",
		"Facebook and Twitter":            "",
		"Print Email":                     "",
		"打印店 关闭":                          "",
	} {
		if got := whyLitter(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestSummaryIsTheFirstThatSaysSomething(t *testing.T) {
	const lede = "The miller said on Monday that the wheel would turn again in spring, once the brook has been cleared of stones."
	cases := []string{
		"Ines Roth and Paul Aber at the annual fair in Osterby, Denmark.\n\nMara Quill / Getty Images\n\n",
		"Ines Roth on the bridge at dusk. (Photo by Mara Quill)\n\n",
		"Ines Roth und Paul Aber auf der Messe in Osterby.\n\nFoto: Mara Quill/dpa\n\n",
		"Mara Quill/AFP via Getty Images\n\n",
		"Read the full report of the council at https://osterby.example/report\n\n",
		"https://osterby.example/a-long-address-of-the-same-article-that-says-nothing-to-anybody\n\n",
		"Click here to see all the pictures of the festival at the old mill on our own pages\n\n",
		"Facebook Twitter Email Print\n\n",
	}
	for _, c := range cases {
		a := parseOne(t, "Wheel turns again in spring\n\nBy Lena Dorn\n\nMay 6, 2023\n\n"+c+lede+"\n\n"+calm)
		if a.Summary() != lede {
			t.Errorf("%q: got summary %q", c, a.Summary())
		}
	}
}

// TestSummaryBelowQuotation has answers to what others wrote.
func TestSummaryBelowQuotation(t *testing.T) {
	for text, want := range map[string]string{
		"In article <1@quay.example> bob@lock.example writes:\n> What paint is best for a hull?\n\nThe red one holds for seven years, if it is laid on dry wood.\n": "The red one holds for seven years, if it is laid on dry wood.",
		"On Tuesday the council wrote to the millers of both banks:\n\nThe weir will be opened at noon, and nobody is to stand below it.\n":                         "On Tuesday the council wrote to the millers of both banks:",
		"> What paint is best for a hull?\n\nThe red one holds for seven years, if it is laid on dry wood.\n":                                                       "The red one holds for seven years, if it is laid on dry wood.",
	} {
		if a := parseOne(t, "From: Jane Doe <jane@quay.example>\nNewsgroups: rec.boats\nSubject: Paint for hulls\nDate: 14 Jan 1994 09:08:07 GMT\n\n"+text); a.Summary() != want {
			t.Errorf("%q: got summary %q, want %q", text, a.Summary(), want)
		}
	}
}

// TestLedeAboveCredit has leads that a picture's credit follows: a dateline, or length,
// shows that they are none of its caption.
func TestLedeAboveCredit(t *testing.T) {
	for _, lede := range []string{
		"OSTERBY, Denmark (Reuters) - The miller said that the wheel would turn again in spring.",
		strings.Repeat("The miller said that the wheel would turn again in spring, when the brook is clear, ", 3) + "and not before.",
	} {
		a := parseOne(t, "Wheel turns again in spring\n\n"+lede+"\n\nMara Quill / Getty Images\n\n"+calm)
		if want := prose.CutSentence(stripDateline(lede), prose.LongestSummary); a.Summary() != want {
			t.Errorf("%q: got summary %q", lede, a.Summary())
		}
	}
}

func TestSummaryOfHanPage(t *testing.T) {
	const lede = "磨坊主周一表示，等溪流里的石头清理干净之后，水车将在春天重新转动，镇上的居民都在等待这一天的到来。"
	for _, row := range []string{"字号：大 中 小", "分享到： 微信 微博 QQ空间", "打印 关闭 收藏 23", "（原标题：水车明年春天将重新转动，居民期待已久的好消息终于到来了）"} {
		a := parseOne(t, "水车将在春天重新转动\n\n2023年5月6日 09:30\n\n"+row+"\n\n"+lede+"\n")
		if a.Summary() != lede {
			t.Errorf("%q: got summary %q", row, a.Summary())
		}
	}
}
