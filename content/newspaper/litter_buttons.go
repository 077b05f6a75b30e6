package newspaper

// Rows of buttons: what is left of the bar to share, print and enlarge by which a
// page surrounds its article, when it is copied as text.

import (
	"strings"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// fewestButtons are the words of a row; one alone may be a headline's.
const fewestButtons = 3

// isButtonRow reports whether a line in small letters is nothing but buttons and the
// counts beside them: "缩小字体 放大字体 收藏 微博 微信 分享 106", "facebook twitter print".
func isButtonRow(lower string) bool {
	n, sure := 0, 0
	for w := range strings.FieldsFuncSeq(lower, isButtonGap) {
		switch {
		case hanButtons[w]:
			sure++
			n++
		case buttons[w]:
			n++
		case prose.IsNumber(strings.Trim(w, "+.,k万천만")):
		default:
			return false
		}
	}
	return n >= fewestButtons || sure >= 2
}

func isButtonGap(c rune) bool {
	return strings.ContainsRune(" \t\u00a0\u3000|/·•、：:()（）[]【】+-—,，>»", c)
}

// buttons are words that are on buttons, and next to each other on nothing else.
var buttons = wordlist.Set(`facebook twitter x whatsapp telegram linkedin pinterest reddit tumblr email e-mail mail print share tweet pin messenger viber skype
	instagram threads bluesky mastodon xing vk ok odnoklassniki line copy link url save bookmark comment comments like likes follow rss pocket flipboard
	pdf font size a a- a+ aa
	teilen twittern drucken merken mailen kommentare kommentieren link kopieren vorlesen
	partager imprimer envoyer commenter copier compartir imprimir enviar comentar copiar enlace guardar compartilhar condividi stampa invia salva commenta
	delen printen reageren dela skriv ut del skriv tulosta jaa udostępnij drukuj skomentuj sdílet vytisknout megosztás nyomtatás distribuie paylaş yazdır
	поделиться печать вконтакте одноклассники телеграм комментарии распечатать поширити друк bagikan cetak salin chia sẻ in
	مشاركة طباعة تويتر فيسبوك واتساب שתף הדפס`)

// hanButtons are the buttons of Chinese, Japanese and Korean pages, two of which prove
// a row.
var hanButtons = wordlist.Set(`缩小字体 放大字体 縮小字體 放大字體 字体 字體 字号 字號 文字サイズ 글자크기 글씨크기 大 中 小 特大 收藏 加入收藏 添加收藏 我要收藏 微博 新浪微博 腾讯微博
	微信 微信好友 朋友圈 微信朋友圈 微信扫一扫 qq qq空间 qq空間 腾讯qq qq好友 人人网 豆瓣 百度贴吧 钉钉 分享 分享到 分享至 一键分享 转发 轉發 转载 点赞 點讚 赞 讚
	评论 評論 我要评论 发表评论 参与评论 跟帖 打印 列印 打印本页 打印本稿 关闭 關閉 关闭窗口 复制链接 複製連結 复制 推荐 推薦 举报 纠错 我要纠错 投稿 留言 订阅 訂閱 关注 關注
	返回首页 返回顶部 回到顶部 手机看新闻 手机阅读 扫码阅读 听新闻 浏览 阅读 阅读量 浏览量 点击 点击数 人参与 次 臉書 推特 朗读
	ツイート シェア シェアする はてブ はてなブックマーク ブックマーク 印刷 印刷する 保存 保存する コピー リンクをコピー コメント いいね メール 送る line フェイスブック
	공유 공유하기 인쇄 인쇄하기 스크랩 카카오톡 카카오스토리 페이스북 트위터 네이버 네이버블로그 밴드 url복사 주소복사 기사저장 댓글 좋아요 구독 메일 이메일 복사 가 가- 가+ 폰트 확대 축소 글자 크기 조절 닫기`)
