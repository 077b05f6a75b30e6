// Package language tells which language a text is in.
package language

// Which language a text is in: its script where that tells, else the words that
// no sentence of a language does without, else trigrams.

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/unicode/norm"
)

const (
	leastWords   = 30  // characters below which the small words do not tell
	leastLetters = 200 // characters below which trigrams do not tell alone
	leastClosely = 80  // characters below which they do not where no word is known either
	Enough       = 400 // characters that are looked at
	Beginning    = 200 // characters that may be enough
)

// Sample collects the beginning of a text, by which its language is told.
// The zero value is empty.
type Sample struct {
	text    strings.Builder
	letters int // characters in text
}

// Add appends a line or a paragraph of so many characters, unless it is so short that
// it may be no prose. It reports whether the sample is long enough.
func (s *Sample) Add(line string, letters int) (enough bool) {
	if mayBeNoProse(line, letters) {
		return false
	}
	if s.letters == 0 {
		if letters >= Enough {
			line = prose.CutRunes(line, Enough)
		}
		s.text.Grow(len(line) + 2*Enough)
	}
	s.text.WriteString(line)
	s.text.WriteByte(' ')
	s.letters += letters
	return s.letters >= Enough
}

// mayBeNoProse reports whether a line of so many characters is so short, unless it is of
// a script that says much with few.
func mayBeNoProse(line string, letters int) bool { return letters < 40 && letters*3 > len(line)*2 }

// Of is the language of a text of so many characters that is all prose; fallback where it
// does not tell.
func Of(text string, letters int, fallback string) string {
	if mayBeNoProse(text, letters) {
		return fallback
	}
	if letters >= Enough {
		text = prose.CutRunes(text, Enough)
	}
	return languageOf(text, letters, fallback)
}

// OfLines is the language of a text by its first lines that are prose; fallback where
// they do not tell.
func OfLines(lines []string, isProse func(line string) bool, fallback string) string {
	var s Sample
	for _, line := range lines {
		if isProse(line) && s.Add(line, utf8.RuneCountInString(line)) {
			break
		}
	}
	return s.Language(fallback)
}

// Language gives a BCP 47 tag, or fallback where the sample does not tell.
func (s *Sample) Language(fallback string) string {
	return languageOf(s.text.String(), s.letters, fallback)
}

func languageOf(sample string, letters int, fallback string) string {
	if !isLatin(sample) {
		sample = norm.NFC.String(sample)
	}
	if script := OfScript(sample); script != "" {
		return script
	}
	if letters < leastWords {
		return languageOfLetters(sample, fallback)
	}
	words := tally{lexicon: known()}
	if letters >= Enough {
		if lang := words.ofBeginnings(sample); lang != "" {
			return lang
		}
	}
	words.count(sample)
	lang, clear := words.leader()
	if clear || letters < leastLetters && lang != "" {
		return lang
	}
	if letters < leastLetters {
		if likely := languageOfLetters(sample, words.likeliest(sample)); likely != "" || letters < leastClosely {
			return cmp.Or(likely, fallback)
		}
	}
	if info := whatlanggo.Detect(sample); info.IsReliable() {
		if tag := info.Lang.Iso6391(); tag != "" {
			return tag
		}
	}
	return cmp.Or(lang, fallback)
}

// OfBeginning is the language of a long text, where its first [Beginning] characters, which
// are all prose, leave no doubt; else empty, and [Of] is to be asked about more of it.
func OfBeginning(s string) string {
	if !isLatin(s) {
		return ""
	}
	words := tally{lexicon: known()}
	return words.ofBeginnings(s)
}

// ofBeginnings is the language that a beginning of s leaves no doubt of.
func (t *tally) ofBeginnings(s string) string {
	for _, enough := range beginnings {
		t.count(beginning(s, enough))
		if lang := t.winner(); lang != "" {
			return lang
		}
	}
	return ""
}

// beginnings are how many characters of a long text are asked first.
var beginnings = [...]int{Enough / 4, Enough * 3 / 8, Beginning}

// beginning is the first words of a text, of so many characters at the most.
func beginning(s string, characters int) string {
	s = prose.CutRunes(s, characters)
	return s[:strings.LastIndexByte(s, ' ')+1]
}

// scriptLanguages are the scripts that one language uses nearly alone.
var scriptLanguages = []struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Thai, "th"},
	{unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Georgian, "ka"}, {unicode.Armenian, "hy"},
	{unicode.Tamil, "ta"}, {unicode.Telugu, "te"}, {unicode.Bengali, "bn"}, {unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"}, {unicode.Malayalam, "ml"}, {unicode.Kannada, "kn"}, {unicode.Sinhala, "si"},
	{unicode.Khmer, "km"}, {unicode.Lao, "lo"}, {unicode.Myanmar, "my"}, {unicode.Ethiopic, "am"},
}

// OfScript is the language that the script of s proves, or empty. Han without kana is
// Chinese.
func OfScript(s string) string {
	if isLatin(s) {
		return ""
	}
	c := countScripts(s)
	if c.total < 10 && c.latin > 0 || c.total*2 < c.latin || c.total == 0 {
		return ""
	}
	if c.arabic*2 > c.total {
		return languageOfArabic(s)
	}
	if kana := c.others[0] + c.others[1]; kana > c.total/20 {
		return "ja"
	}
	for i, n := range c.others {
		if n*2 > c.total {
			return scriptLanguages[i].tag
		}
	}
	if c.han*2 > c.total {
		return "zh"
	}
	if c.devanagari*2 > c.total {
		return languageOfDevanagari(s)
	}
	return ""
}

// isLatin reports whether a text surely holds letters of the Latin script alone, each
// composed, and quotes and dashes. That is told by its bytes, and true of most texts.
func isLatin(s string) bool {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			for i++; i+8 <= len(s) && prose.Eight(s[i:])&prose.AllMarks == 0; i += 8 {
			}
		case 0xc2 <= c && c <= 0xc8: // U+0080 to U+023F
			i += 2
		case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90: // U+2010 to U+203F
			i += 3
		default:
			return false
		}
	}
	return true
}

// scripts counts the letters of a text.
type scripts struct {
	latin                   int
	total                   int // neither Latin nor Cyrillic
	han, arabic, devanagari int
	others                  [20]int // by their index in scriptLanguages
}

func countScripts(s string) scripts {
	var c scripts
	for _, r := range s {
		switch {
		case r < 0x250:
			if r >= 'A' {
				c.latin++
			}
			continue
		case r >= 0x400 && r < 0x530 || !unicode.IsLetter(r):
			continue
		case unicode.Is(unicode.Han, r):
			c.han++
		case unicode.Is(unicode.Arabic, r):
			c.arabic++
		case unicode.Is(unicode.Devanagari, r):
			c.devanagari++
		default:
			c.countOther(r)
		}
		c.total++
	}
	return c
}

func (c *scripts) countOther(r rune) {
	for i := range scriptLanguages {
		if unicode.Is(scriptLanguages[i].table, r) {
			c.others[i]++
			return
		}
	}
}

// languageOfLetters tells the language of a short Cyrillic text by letters that its
// neighbours lack; Russian has the fewest of its own, and the most readers.
func languageOfLetters(s, fallback string) string {
	cyrillic, latin := 0, 0
	for _, r := range s {
		switch {
		case r >= 0x400 && r < 0x530:
			cyrillic++
		case r < 0x250 && unicode.IsLetter(r):
			latin++
		}
	}
	switch {
	case cyrillic <= latin:
		return fallback
	case strings.ContainsAny(s, "қғұһңөүҚҒҰҺҢӨҮ"):
		return languageOfTurkicLetters(s)
	case strings.ContainsAny(s, "ҷӯӣ"):
		return "tg"
	case strings.ContainsAny(s, "ўЎ"):
		return "be"
	case strings.ContainsAny(s, "іїєґІЇЄҐ"):
		return "uk"
	case strings.ContainsAny(s, "ќѓѕЌЃЅ"):
		return "mk"
	case strings.ContainsAny(s, "јљњћђџЈЉЊЋЂЏ"):
		return "sr"
	case !strings.ContainsAny(s, "ыэёЫЭЁ") && strings.ContainsAny(s, "ъЪ"):
		return "bg"
	}
	return "ru"
}

// languageOfTurkicLetters tells the languages that Cyrillic got a broader ö, ü or ng for.
func languageOfTurkicLetters(s string) string {
	switch {
	case strings.ContainsAny(s, "җҖ"):
		return "tt"
	case strings.ContainsAny(s, "қғұһҚҒҰҺ"):
		return "kk"
	case strings.ContainsAny(s, "ңҢ"):
		return "ky"
	}
	return "mn"
}

// languageOfArabic tells the languages of the Arabic script by their own letters.
func languageOfArabic(s string) string {
	switch {
	case strings.ContainsAny(s, "ټډړښۍ"):
		return "ps"
	case strings.ContainsAny(s, "ڕڵێۆ"):
		return "ckb"
	case strings.ContainsAny(s, "ٹڈںے"):
		return "ur"
	case strings.ContainsAny(s, "پچژگ") || strings.Count(s, "ی")+strings.Count(s, "ک") > strings.Count(s, "ي")+strings.Count(s, "ك"):
		return "fa"
	}
	return "ar"
}

// languageOfDevanagari tells the languages of that script by the words and ends of words
// that each has alone.
func languageOfDevanagari(s string) string {
	votes := map[string]int{}
	for w := range strings.FieldsSeq(s) {
		switch w = strings.Trim(w, "।,.?!"); w {
		case "है", "हैं", "में", "के", "की", "और", "से", "का", "था", "थी", "थे", "यह", "हो", "पर", "भी", "नहीं":
			votes["hi"]++
		case "आहे", "आहेत", "आणि", "होते", "नाही", "या", "व", "हे", "ही", "तो", "ती", "ते", "होता", "होती", "असे", "एक", "मात्र", "त्या", "केले", "केला", "केली", "येथे", "झाले", "झाला", "झाली":
			votes["mr"]++
		case "छ", "छन्", "छैन", "गर्ने", "भएको", "पनि", "र", "गरेको", "भने", "लागि", "हुने", "थियो", "गर्न", "भएका", "यो":
			votes["ne"] += 2
		}
		switch {
		case strings.ContainsRune(w, 'ळ') || strings.HasSuffix(w, "च्या") || strings.HasSuffix(w, "ण्यात"):
			votes["mr"] += 2
		case strings.HasSuffix(w, "हरू") || strings.HasSuffix(w, "हरु") || strings.HasSuffix(w, "हरूको"):
			votes["ne"] += 2
		}
	}
	most := "hi"
	for _, tag := range []string{"mr", "ne"} {
		if votes[tag] > votes[most] {
			most = tag
		}
	}
	return most
}

// point is the weight of a word that one language has alone.
const point = 60

// tally is what a text's words and letters give each language, in points.
type tally struct {
	*lexicon
	text    string              // that was counted
	scores  [mostLanguages]int  // of its words and letters
	byWords [mostLanguages]int  // of its words alone
	letters [mostLetters]uint16 // of those of the lexicon, how many there are
	foreign bool                // whether there is any
	total   int                 // words of the text
	small   [mostLanguages]int

	leading int  // index of the best language
	judged  bool // whether that is known
}

// count takes in what s has beyond the text that was counted, which it begins with, and
// which ends where a word does.
func (t *tally) count(s string) {
	added := s[len(t.text):]
	t.text, t.judged = s, false
	t.countWords(added)
	t.countLetters(added)
	t.scores = t.byWords
	if t.foreign {
		t.scoreLetters()
	}
}

// OfWords is the language that the small words and letters of s clearly prove, or
// empty.
func OfWords(s string) string {
	words := tally{lexicon: known()}
	words.count(s)
	if lang, clear := words.leader(); clear {
		return lang
	}
	return ""
}

// countWords counts the words of s that are small ones.
func (t *tally) countWords(s string) {
	for i := 0; i < len(s); {
		n := wordLength(s[i:])
		if n > 0 && n <= longestWord {
			t.total++
			t.give(t.languagesOf(s[i:], n))
		}
		i += n
		if i < len(s) && s[i] == quoteByte {
			i += 2
		}
		i++
	}
}

// longestWord bounds, in bytes, what counts as a word.
const longestWord = 24

// quoteByte begins quotes and dashes, of three bytes, which part words; other bytes beyond
// ASCII are of letters.
const quoteByte = 0xe2

// wordLength is how many bytes the word has that s begins with.
func wordLength(s string) (n int) {
	for ; n+8 <= len(s); n += 8 {
		if parting := partings(prose.Eight(s[n:])); parting != 0 {
			return n + bits.TrailingZeros64(parting)/8
		}
	}
	for n < len(s) && s[n] != quoteByte && (s[n] >= utf8.RuneSelf || prose.IsLetters(s[n:n+1])) {
		n++
	}
	return n
}

// partings marks the bytes that part words.
func partings(eight uint64) uint64 {
	return prose.AllMarks&^(eight|prose.MarkLetters(eight)) | prose.MarkByte(eight, quoteByte)
}

// give shares a point among the languages that have a word.
func (t *tally) give(languages uint64) {
	if languages == 0 {
		return
	}
	share := point / bits.OnesCount64(languages)
	for rest := languages; rest != 0; rest &= rest - 1 {
		k := bits.TrailingZeros64(rest)
		t.byWords[k] += share + point/4
		t.small[k]++
	}
}

// countLetters counts the letters beyond ASCII that the lexicon knows.
func (t *tally) countLetters(s string) {
	if !holdsLetterBeyondASCII(s) {
		return
	}
	for _, c := range s {
		if c < utf8.RuneSelf {
			continue
		}
		if c = unicode.ToLower(c); c < rune(len(t.letterAt)) && t.letterAt[c] != 0 {
			t.letters[t.letterAt[c]]++
			t.foreign = true
		}
	}
}

// scoreLetters weighs the letters that were counted: for those who have them, against
// those who lack them.
func (t *tally) scoreLetters() {
	for i, l := range t.known {
		n := int(t.letters[i])
		if n == 0 {
			continue
		}
		share := n * point / 2 / bits.OnesCount64(l.languages)
		for k := range t.tags {
			if l.languages>>k&1 == 1 {
				t.scores[k] += share
			} else {
				t.scores[k] -= n * point / 2
			}
		}
	}
}

// holdsLetterBeyondASCII reports whether a byte of s begins a character between U+0080
// and U+1FFF.
func holdsLetterBeyondASCII(s string) bool {
	for i := 0; i < len(s); {
		if i+8 <= len(s) && prose.Eight(s[i:])&prose.AllMarks == 0 {
			i += 8
			continue
		}
		if c := s[i]; c >= 0xc2 && c < 0xe2 {
			return true
		}
		i++
	}
	return false
}

// clearWords is how many small words a language needs to lead clearly.
const clearWords = 6

// leader is the language with the most points, if it leads: a text has a small word
// in fourteen, and two of them or letters that tell, and who leads has an eighth more
// than the next that is no relative. It leads clearly with one word in eight and half
// as much again.
func (t *tally) leader() (tag string, clear bool) {
	best, second := t.best(), 0
	for k := range t.tags {
		if t.scores[k] > second && k != best && !t.areKindred(k, best) {
			second = t.scores[k]
		}
	}
	if t.small[best]*14 < t.total || t.small[best] < 2 && t.scores[best] < 3*point || t.scores[best] < 2*point || t.scores[best]*8 < second*9 {
		return "", false
	}
	clear = t.small[best]*8 >= t.total && t.small[best] >= clearWords && t.scores[best]*2 >= second*3
	return t.tags[best], clear
}

// winner is the clear leader, if none has half of its points, its kin neither: more of
// the text would not tell otherwise.
func (t *tally) winner() string {
	most := 0
	for k, points := range t.scores {
		if points > t.scores[most] {
			most = k
		}
	}
	if t.small[most] < clearWords {
		return "" // as most beginnings are
	}
	for k, points := range t.scores {
		if k != most && points*2 > t.scores[most] {
			return ""
		}
	}
	lang, clear := t.leader()
	if !clear {
		return ""
	}
	return lang
}

// best is the language with the most points; of those of its kin that have half of
// them, the one of which the text has the most marks.
func (t *tally) best() int {
	if !t.judged {
		t.leading, t.judged = t.judge(), true
	}
	return t.leading
}

func (t *tally) judge() int {
	most := 0
	for k := range t.tags {
		if t.scores[k] > t.scores[most] {
			most = k
		}
	}
	rivals := uint64(0)
	for k := range t.tags {
		if t.hasMarks(k) && (k == most || t.areKindred(k, most) && t.scores[k]*2 >= t.scores[most]) {
			rivals |= 1 << k
		}
	}
	if rivals&^(1<<most) == 0 {
		return most
	}
	var counts [mostLanguages]int
	t.marks.count(inMarks(t.text), rivals, &counts)
	best, points := most, 0
	for ; rivals != 0; rivals &= rivals - 1 {
		k := bits.TrailingZeros64(rivals)
		if n := t.scores[k] + counts[k]*point/2; n > points {
			best, points = k, n
		}
	}
	return best
}

// likeliest is which of the languages it is that have half of the points of the one with
// most: among kin their marks tell, else the trigrams, too weak alone in a brief text.
func (t *tally) likeliest(s string) string {
	most := slices.Max(t.scores[:len(t.tags)])
	if most < point {
		return ""
	}
	best := t.best()
	kin := t.hasMarks(best)
	for k := range t.tags {
		kin = kin && (t.scores[k]*2 < most || t.areKindred(k, best) && t.hasMarks(k))
	}
	if kin {
		return t.tags[best]
	}
	allowed := map[whatlanggo.Lang]bool{}
	for lang := range whatlanggo.Langs {
		k := slices.Index(t.tags, lang.Iso6391())
		if k >= 0 && t.scores[k]*2 >= most {
			allowed[lang] = true
		}
	}
	if len(allowed) == 0 {
		return ""
	}
	tag := whatlanggo.DetectWithOptions(s, whatlanggo.Options{Whitelist: allowed}).Lang.Iso6391()
	if k := slices.Index(t.tags, tag); k >= 0 && t.areKindred(k, best) && t.hasMarks(k) && t.hasMarks(best) {
		return t.tags[best]
	}
	return tag
}

// Tag is the BCP 47 tag of a language, given as a tag or by a name; empty if s is
// neither.
func Tag(s string) string {
	s = strings.Trim(prose.OneLine(s), "\"' ")
	if tag, ok := known().names[strings.ToLower(s)]; ok {
		return tag
	}
	tag := strings.ReplaceAll(s, "_", "-")
	primary, rest, nested := strings.Cut(tag, "-")
	if len(primary) < 2 || len(primary) > 3 || !prose.IsLetters(primary) {
		return ""
	}
	primary = strings.ToLower(primary)
	if nested && len(rest) == 2 {
		return primary + "-" + strings.ToUpper(rest)
	}
	if nested {
		return primary + "-" + rest
	}
	return primary
}
