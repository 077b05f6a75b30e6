package charset

// Which legacy encoding are these bytes in? East Asian ones show in their
// structure and in the share of common characters; the others in how well each
// reading fits the letters of the languages that use the encoding.

import (
	"bytes"
	"strings"
	"unicode"

	"feedmill/content/language"
	"feedmill/content/prose"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sampleSize bounds, in bytes above ASCII, what detection looks at.
const sampleSize = 4 << 10

var hz encoding.Encoding = simplifiedchinese.HZGB2312

func mustLabel(label string) encoding.Encoding {
	enc, err := htmlindex.Get(label)
	if err != nil {
		panic(err) // a label of our own tables
	}
	return enc
}

// detect names the encoding of bytes that are not UTF-8. It is not sure when
// there is little to go by.
func detect(data []byte) (enc encoding.Encoding, sure bool) {
	high := 0
	for _, c := range data {
		if c >= 0x80 {
			high++
		}
	}
	if label, ok := detectAsian(data); ok {
		if (label == "gb18030" || label == "big5") && isThai(data) {
			label = "windows-874"
		}
		return mustLabel(label), high >= 40
	}
	stated := statedLanguage(data)
	if stated == "" {
		stated = languageOfASCII(data)
	}
	label, margin := detectLatin(data, stated)
	if label == "" {
		label = "windows-1252"
	}
	return mustLabel(label), high < 3 || margin > 0
}

// asian describes a double-byte encoding: which pairs exist, and which of them
// running text is made of.
type asian struct {
	label  string
	pair   func(lead, trail byte) bool
	common func(lead, trail byte) bool
	single func(c byte) bool // bytes above ASCII that stand alone
	// share of pairs that must be common, in per cent
	atLeast int
}

var asians = []asian{
	{"shift_jis", isShiftJIS, isKanaShiftJIS, isHalfKatakana, 25},
	{"euc-jp", isEUC, isKanaEUC, nil, 25},
	{"euc-kr", isUHC, isHangul, nil, 80},
	{"gb18030", isGBK, isHanziGB, nil, 70},
	{"big5", isBig5, isHanziBig5, nil, 70},
}

func isShiftJIS(l, t byte) bool {
	return (0x81 <= l && l <= 0x9f || 0xe0 <= l && l <= 0xfc) && 0x40 <= t && t != 0x7f && t <= 0xfc
}

func isKanaShiftJIS(l, t byte) bool {
	return l == 0x82 && 0x9f <= t && t <= 0xf1 || l == 0x83 && 0x40 <= t && t <= 0x96
}

func isHalfKatakana(c byte) bool { return 0xa1 <= c && c <= 0xdf }

func isEUC(l, t byte) bool {
	return l >= 0xa1 && l <= 0xfe && t >= 0xa1 && t <= 0xfe || l == 0x8e && t >= 0xa1
}

func isKanaEUC(l, t byte) bool { return l == 0xa4 && t <= 0xf3 || l == 0xa5 && t <= 0xf6 }

func isUHC(l, t byte) bool {
	return 0x81 <= l && l <= 0xfe && (0x41 <= t && t <= 0x5a || 0x61 <= t && t <= 0x7a || 0x81 <= t && t <= 0xfe)
}

func isHangul(l, t byte) bool {
	return 0xb0 <= l && l <= 0xc8 && t >= 0xa1 || l == 0xa1 || l == 0xa3
}

func isGBK(l, t byte) bool { return 0x81 <= l && l <= 0xfe && t >= 0x40 && t != 0x7f && t != 0xff }

// isHanziGB reports whether the two bytes are one of the frequent characters, which GB
// 2312 puts first, or punctuation.
func isHanziGB(l, t byte) bool {
	return t >= 0xa1 && (0xb0 <= l && l <= 0xd7 || 0xa1 <= l && l <= 0xa3)
}

func isBig5(l, t byte) bool {
	return 0x81 <= l && l <= 0xfe && (0x40 <= t && t <= 0x7e || 0xa1 <= t && t <= 0xfe)
}

func isHanziBig5(l, t byte) bool { return 0xa1 <= l && l <= 0xc6 && isBig5(l, t) }

func detectAsian(data []byte) (string, bool) {
	best, bestScore := "", 0
	for _, a := range asians {
		if score := a.score(data); score > bestScore {
			best, bestScore = a.label, score
		}
	}
	return best, best != ""
}

// score is 0 for bytes that are not in the encoding, else grows with the share
// of common pairs; kana and hangul weigh more than hanzi, because the
// encodings of Chinese hold them too, hardly ever used.
func (a asian) score(data []byte) int {
	pairs, common, bad, lowTrail := 0, 0, 0, 0
	for i := 0; i < len(data) && pairs < sampleSize; i++ {
		c := data[i]
		if c < 0x80 {
			continue
		}
		if a.label == "gb18030" && i+3 < len(data) && prose.IsDigit(data[i+1]) && data[i+2] >= 0x81 && prose.IsDigit(data[i+3]) {
			pairs, i = pairs+1, i+3
			continue
		}
		if i+1 < len(data) && a.pair(c, data[i+1]) && (a.single == nil || !a.single(c)) {
			pairs++
			if data[i+1] < 0x80 {
				lowTrail++
			}
			if a.common(c, data[i+1]) {
				common++
			}
			i++
			continue
		}
		if a.single == nil || !a.single(c) {
			bad++
		}
	}
	if pairs < 3 || bad*20 > pairs || common*100 < a.atLeast*pairs {
		return 0
	}
	share := common * 100 / pairs
	switch a.label {
	case "shift_jis", "euc-jp":
		return 200 + share - bad
	case "euc-kr":
		return 100 + share - bad
	case "big5":
		// Big5 text uses low trail bytes for four characters of ten; two-byte
		// EUC encodings never do.
		if lowTrail*10 < pairs {
			return 0
		}
	}
	return share - bad
}

// statedLanguage reads "lang: tr" and the like near the top: in most encodings
// the statement itself is plain ASCII.
func statedLanguage(data []byte) string {
	head := strings.ToLower(string(data[:min(len(data), 2<<10)]))
	for line := range strings.SplitSeq(head, "\n") {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		switch strings.TrimSpace(key) {
		case "lang", "language", "locale", "content-language":
			value = strings.Trim(value, " \t\r\"'")
			return value[:min(len(value), 2)]
		}
	}
	return ""
}

// languageOfASCII tells the language by the small words that have no letter beyond
// ASCII: most of those of English, and enough of a dozen other languages.
func languageOfASCII(data []byte) string {
	ascii := make([]byte, 0, min(len(data), sampleSize))
	for _, c := range data[:min(len(data), sampleSize)] {
		if c >= 0x80 {
			c = 'x' // half of a word is no small word
		}
		ascii = append(ascii, c)
	}
	return language.OfWords(string(ascii))
}

// isThai reports whether data spells Thai: vowels and tones stand on consonants,
// leading vowels before them. Chinese text taken for Thai breaks that rule constantly.
func isThai(data []byte) bool {
	const least = 10
	letters, marks := 0, 0
	prev := byte(0)
	for _, c := range data {
		consonant := c >= 0xa1 && c <= 0xce
		mark := c == 0xd1 || c >= 0xd4 && c <= 0xda || c >= 0xe7 && c <= 0xee
		switch {
		case c >= 0xdb && c <= 0xde, c >= 0xfc, c >= 0x81 && c <= 0x84, c >= 0x86 && c <= 0x90, c >= 0x98 && c <= 0x9f:
			return false
		case mark && (prev < 0xa1 || prev >= 0xe0 && prev <= 0xe6):
			return false
		case prev >= 0xe0 && prev <= 0xe4 && !consonant:
			return false
		}
		if c >= 0xa1 {
			letters++
		}
		if mark || c == 0xd2 || c >= 0xe0 && c <= 0xe4 {
			marks++
		}
		prev = c
	}
	return letters >= least && marks*5 >= letters
}

// detectLatin picks the single-byte encoding and language that fit best, and by
// how much they beat the runner-up of another reading.
func detectLatin(data []byte, stated string) (label string, margin int) {
	spots := highSpots(data)
	returns := !bytes.ContainsRune(data, '\n')
	best, second := -1<<30, -1<<30
	for _, c := range charsets {
		enc := mustLabel(c.label)
		table := tableOf(enc)
		for _, lang := range c.languages {
			score := fit(spots, &table, letters[lang])
			if lang == stated {
				score += len(spots) + 2
			}
			if c.label == "macintosh" && !returns {
				score -= 2 // Macs that wrote it ended their lines with CR
			}
			switch {
			case score > best:
				if c.label != label {
					second = best
				}
				best, label = score, c.label
			case score > second && c.label != label:
				second = score
			}
		}
	}
	return label, best - second
}

// spot is a byte above ASCII with its neighbours.
type spot struct{ before, at, after byte }

func highSpots(data []byte) []spot {
	var spots []spot
	for i, c := range data {
		if c < 0x80 {
			continue
		}
		s := spot{before: '\n', at: c, after: '\n'}
		if i > 0 {
			s.before = data[i-1]
		}
		if i+1 < len(data) {
			s.after = data[i+1]
		}
		spots = append(spots, s)
		if len(spots) == sampleSize {
			break
		}
	}
	return spots
}

// tableOf lists what each byte means in a single-byte encoding.
func tableOf(enc encoding.Encoding) (table [256]rune) {
	dec := enc.NewDecoder()
	for c := range table {
		out, err := dec.Bytes([]byte{byte(c)})
		if err != nil || len(out) == 0 {
			table[c] = unicode.ReplacementChar
			continue
		}
		table[c] = []rune(string(out))[0]
	}
	return table
}

// typography is what every language's newspapers print besides letters.
const typography = "‘’“”–—…«»„‚€£©®°·\u00a0•™½¼¾×²³§´"

// finals are the letters that only end words: those of Hebrew.
const finals = "םןץףך"

// fit scores a reading: letters of the language in places where letters stand count for
// it, foreign letters, symbols inside words and capitals after lower-case letters
// against it.
func fit(spots []spot, table *[256]rune, alphabet string) int {
	common := alphabet[:commonLength(alphabet)]
	score := 0
	for _, s := range spots {
		r, before, after := table[s.at], table[s.before], table[s.after]
		inWord := unicode.IsLetter(before) && unicode.IsLetter(after)
		switch {
		case r == unicode.ReplacementChar || unicode.IsControl(r):
			score -= 6
		case strings.ContainsRune(typography, r):
			switch {
			case inWord && r == '’':
				score += 3 // the commonest of all
			case inWord && r != '\u00a0' && r != '·':
				score -= 4
			default:
				score++
			}
		case !unicode.IsLetter(r):
			score -= 3
		case unicode.IsUpper(r) && unicode.IsLower(before), unicode.IsDigit(before) || unicode.IsDigit(after),
			r >= 0x370 && (isLatin(s.before) || isLatin(s.after)):
			score -= 4
		case r >= 0x370 && s.before == '\n' && unicode.IsLower(r):
			score -= 3 // lines begin with capitals where there are any
		case strings.ContainsRune(finals, r) && !unicode.IsLetter(after):
			score += 4
		case unicode.IsUpper(r) && unicode.IsUpper(before):
			score++ // nobody shouts for a whole text
		case strings.ContainsRune(common, unicode.ToLower(r)):
			score += 3
		case strings.ContainsRune(alphabet, unicode.ToLower(r)):
			score++
		default:
			score -= 3
		}
	}
	return score
}

func isLatin(c byte) bool {
	c |= 0x20
	return 'a' <= c && c <= 'z'
}

// commonLength is the length in bytes of the frequent part of an alphabet: up
// to the space.
func commonLength(alphabet string) int {
	if i := strings.IndexByte(alphabet, ' '); i >= 0 {
		return i
	}
	return len(alphabet)
}

// charsets are tried in this order; of equal fits the first wins.
var charsets = []struct {
	label     string
	languages []string
}{
	{"windows-1252", []string{"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "fi"}},
	{"windows-1251", []string{"ru", "uk", "bg", "sr"}},
	{"windows-1250", []string{"pl", "cs", "sk", "hu", "ro", "hr"}},
	{"iso-8859-2", []string{"pl", "cs", "sk", "hu", "ro", "hr"}},
	{"windows-1254", []string{"tr"}},
	{"windows-1252", []string{"is"}}, // after Turkish, from which few letters tell it
	{"koi8-r", []string{"ru"}},
	{"koi8-u", []string{"uk"}},
	{"iso-8859-5", []string{"ru", "uk", "bg", "sr"}},
	{"ibm866", []string{"ru"}},
	{"x-mac-cyrillic", []string{"ru", "uk"}},
	{"macintosh", []string{"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da"}},
	{"windows-1253", []string{"el"}},
	{"iso-8859-7", []string{"el"}},
	{"windows-1255", []string{"he"}},
	{"windows-1256", []string{"ar", "fa"}},
	{"iso-8859-6", []string{"ar"}},
	{"windows-1257", []string{"lt", "lv", "et"}},
	{"iso-8859-4", []string{"lt", "lv", "et"}},
	{"windows-1258", []string{"vi"}},
	{"windows-874", []string{"th"}},
	{"iso-8859-15", []string{"fr", "fi"}},
}

// letters are the alphabets beyond ASCII: the frequent letters, a space, the others.
var letters = map[string]string{
	"en": "é èàçüöñêïáíóôâä",
	"de": "äöüß éèàáç",
	"fr": "éèàêçô ùîïâûëœüæÿñ",
	"es": "áéíóñ úü",
	"pt": "ãçáéíóõê âúàô",
	"it": "èàòùì é",
	"nl": "ëéï èöüê",
	"sv": "åäö é",
	"da": "æøå éöäü",
	"fi": "äö åšž",
	"is": "íáóðþæöéúý",
	"pl": "ąęłśżóć ńź",
	"cs": "áíéěšřčžýů úťďňó",
	"sk": "áíéčšžýľť úôňďäóĺŕ",
	"hu": "áéöőó üíűú",
	"ro": "ăîâşţ șț",
	"hr": "čćžšđ",
	"tr": "ıüşğçöi âîû",
	"ru": "оеаинтсрвлкмдпу яыьгзбчйхжшюцщэфъё",
	"uk": "оаинітервслкдмупя ьзгбчйхжшюцщєїґф'",
	"bg": "аоиентрсвлкдмпу ягъзбчхжшюцщфйь",
	"sr": "аоиенртсјвкудмпл згбчњцшжћљхђфџ",
	"el": "αοιετνσρκπςμλήίάόύέώ ηυωγδθχβφξζψϊϋΐΰ",
	"he": "יוהלאתרמבש נםחדכעקפטגצזסןךףץ",
	"ar": "ايلمونرتبةعدسفهقكحجىأشصطخضذ زثئغءظإآؤ",
	"fa": "ايلمونرتبعدسفهقکحجیشصطخضذ زثئغءظآپچژگ",
	"lt": "ėšųžįūąčę",
	"lv": "āīēšūļņžķģčō",
	"et": "äõüö šž",
	"vi": "đơưăâêô áàéèíóòúùý",
	"th": "านรกเองมยลวดทสตะปบคหแจพชขใไโผซถธศณฟษ ิีุู่้์ัำ",
}
