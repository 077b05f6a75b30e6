package newspaper

// Paragraphs about the text and not about its subject: they stay in the body, and are
// no summary.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// aboutItself begin notes of the editors, corrections, ways to other languages and
// through the site, errors of the programs behind a page. By language.
var aboutItself = wordlist.PrefixesOf(
	"编者按：", "编者注：", "編者按：", "責任編輯", "责任编辑", "免责声明", "版权声明", "本文来源", "文章来源", "点击进入专题", // Chinese
	"noot van de redactie", "lees dit artikel in", "dit artikel is ook", // Dutch
	"clarification:", "correction:", "corrections:", "disclaimer:", "disclosure:", "editor's note", "editor’s note", "editors' note", "english version",
	"note to editors", "note to readers", "read in another", "read this article in", "read this in", "read this story in", "this article has been", "this article is also",
	"this article is available", "this article was", "this page is available", "this post contains affiliate", "this post was", "this story has been",
	"this story was", "watch this video", "you are here", // English
	"cet article a été", "cet article est aussi", "lire cet article en", "note de la rédaction", "vous êtes ici", // French
	"anmerkung der redaktion", "anm. d. red", "anm. der redaktion", "diesen artikel auf", "dieser artikel ist auch", "dieser artikel wurde", "diesen text lesen",
	"hinweis der redaktion", "korrektur:", "lesen sie diesen artikel auf", "sie sind hier", "transparenzhinweis", // German
	"leggi questo articolo in", "nota della redazione", "questo articolo è stato", "sei qui:", // Italian
	"※この記事", "編集部注", // Japanese
	"esta matéria foi", "este artigo foi", "leia este artigo em", "nota da redação", "você está aqui", // Portuguese
	"от редакции", "примечание редакции", "вы здесь:", // Russian
	"este artículo fue", "este artículo está", "lea este artículo en", "lee este artículo en", "nota de la redacción", "nota del editor", "usted está aquí", "versión en español", // Spanish
	"deprecated:", "fatal error:", "notice: undefined", "warning: undefined", "warning: cannot", "warning: include", // PHP
)

// isAboutItself reports whether s is such a paragraph, a credit, or ends in one. A long
// correction may tell the story.
func isAboutItself(s string) bool {
	const longest = 300
	return utf8.RuneCountInString(s) <= longest &&
		(aboutItself.Of(s) != "" || creditPrefixes.Of(s) != "" || strings.HasPrefix(s, "©") || endsInBareCredit(s))
}

// pictureNouns lead to the name of who took the picture, at the end of a caption.
var pictureNouns = []string{"bild", "credit", "crédit", "foto", "fotos", "illustration", "image", "kuva", "photo", "photos", "picture", "quelle", "valokuva", "фото", "写真"}

// endsInBareCredit reports whether a credit without brackets ends s: "The new mill.
// Foto: Jana Muster", even with no space before it.
func endsInBareCredit(s string) bool {
	const longest, words = 50, 6 // bytes and words of the credit
	at := strings.LastIndexAny(s, ":：")
	if at < 0 || len(s)-at > longest || prose.EndsStatement(s) {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	name := strings.TrimLeft(s[at+size:], " \u00a0")
	if first, _ := utf8.DecodeRuneInString(name); !unicode.IsLetter(first) || unicode.IsLower(first) || prose.WordCount(name) > words {
		return false
	}
	noun := strings.ToLower(strings.TrimSpace(s[:at]))
	before := noun
	for _, n := range pictureNouns {
		if rest, ok := strings.CutSuffix(noun, n); ok && len(rest) < len(before) {
			before = rest
		}
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
	return len(before) < len(noun) && !unicode.IsLetter(last) && last != utf8.RuneError
}
