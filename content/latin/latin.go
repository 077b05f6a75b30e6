// Package latin writes the letters of any script in those of ASCII.
package latin

import (
	"strings"
	"unicode"

	"github.com/gosimple/unidecode"
)

// Words are words in ASCII: letters of other scripts are those that sound like them. It is
// what Python's Unidecode makes of them.
func Words(words string) string { return unidecode.Unidecode(words) }

// Slug is of small ASCII letters and digits, one dash for all that stands between, as Zola
// writes ids and addresses.
func Slug(words string) string {
	gap := false
	var b strings.Builder
	for _, r := range words {
		for _, c := range []byte(inASCII(r)) {
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			default:
				gap = true
				continue
			}
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteByte(c)
		}
	}
	return b.String()
}

// inASCII is what Zola writes for a letter: what the tables of Text::Unidecode have, but
// for those that its own tables read otherwise. Emoji, of which it writes the names, are
// gaps here.
func inASCII(r rune) string {
	if r < unicode.MaxASCII {
		return string(r)
	}
	if own, ok := zolaReads[r]; ok {
		return own
	}
	if s := unidecode.Unidecode(string(r)); s != "" {
		return s
	}
	if unicode.IsMark(r) && r != emojiStyle || unicode.Is(unicode.Cf, r) {
		return ""
	}
	return " "
}

// emojiStyle asks for the colours of an emoji.
const emojiStyle = '\ufe0f'

// zolaReads are letters of living scripts that Zola reads otherwise than Text::Unidecode.
var zolaReads = map[rune]string{
	'し': "si", 'シ': "si", 'ち': "ti", 'チ': "ti", 'っ': "tu", 'ッ': "tu", 'つ': "tu", 'ツ': "tu",
	'Є': "E", 'Ъ': "", 'ъ': "", 'Ԛ': "Q", 'ԛ': "q", 'Ԝ': "W", 'ԝ': "w",
	'么': "Me ", '什': "Shen ", '价': "Jia ", '旅': "Lv ", '术': "Shu ",
	'€': "EUR", '₴': "hrn", '₹': "Rs", '₺': "TL", '₽': "RB", '₿': "BTC", '₸': "T", '₼': "manat", '₾': "lari", '™': "tm",
}
