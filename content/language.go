package content

// Which language a text is in: its script where that tells, else the words that
// no sentence of a language does without, else trigrams.

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

const (
	leastWords     = 80  // characters below which the small words do not tell
	leastLetters   = 200 // characters below which trigrams do not
	sampledLetters = 600 // characters that are looked at
)

// languageOf gives a BCP 47 tag, or fallback where the text does not tell.
func languageOf(lines []line, fallback string) string {
	sample, letters := sampleOf(lines)
	if script := languageOfScript(sample); script != "" {
		return script
	}
	if letters >= leastWords {
		if lang := languageOfWords(sample); lang != "" {
			return lang
		}
	}
	if letters < leastLetters {
		return languageOfLetters(sample, fallback)
	}
	if info := whatlanggo.Detect(sample); info.IsReliable() {
		if tag := info.Lang.Iso6391(); tag != "" {
			return tag
		}
	}
	return fallback
}

// sampleOf takes the first lines of prose.
func sampleOf(lines []line) (string, int) {
	first, n := -1, 0
	var b strings.Builder
	for i := range lines {
		l := &lines[i]
		if l.fate != inBody || l.runes < 40 && l.runes*3 > len(l.text)*2 {
			continue
		}
		if first < 0 && l.runes >= sampledLetters {
			return cutBytes(l.text, 3*sampledLetters), l.runes
		}
		first = i
		b.WriteString(l.text)
		b.WriteByte(' ')
		if n += l.runes; n >= sampledLetters {
			break
		}
	}
	return b.String(), n
}

// cutBytes shortens to at most n bytes at a character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
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

// languageOfScript tells by script. Han without kana is Chinese.
func languageOfScript(s string) string {
	total, latin, han, arabic := 0, 0, 0, 0
	var counts [20]int
	for _, r := range s {
		switch {
		case r < 0x250:
			if r >= 'A' {
				latin++
			}
			continue
		case r >= 0x400 && r < 0x530 || !unicode.IsLetter(r):
			continue
		case unicode.Is(unicode.Han, r):
			han++
			total++
			continue
		}
		total++
		if unicode.Is(unicode.Arabic, r) {
			arabic++
			continue
		}
		for i := range scriptLanguages {
			if unicode.Is(scriptLanguages[i].table, r) {
				counts[i]++
				break
			}
		}
	}
	if total < 10 && latin > 0 || total*2 < latin || total == 0 {
		return ""
	}
	if arabic*2 > total {
		return languageOfArabic(s)
	}
	if counts[0]+counts[1] > total/20 {
		return "ja"
	}
	for i, n := range counts {
		if n*2 > total {
			return scriptLanguages[i].tag
		}
	}
	if han*2 > total {
		return "zh"
	}
	return ""
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

// languageOfArabic tells the languages of the Arabic script by their own letters.
func languageOfArabic(s string) string {
	switch {
	case strings.ContainsAny(s, "ٹڈںے"):
		return "ur"
	case strings.ContainsAny(s, "پچژگ") || strings.Count(s, "ی")+strings.Count(s, "ک") > strings.Count(s, "ي")+strings.Count(s, "ك"):
		return "fa"
	}
	return "ar"
}

// smallWords are the commonest words of a language, those shared with others
// left out where they mislead.
var smallWords = func() map[string]uint32 {
	m := map[string]uint32{}
	for i, l := range smallWordLists {
		for _, w := range strings.Fields(l.words) {
			m[w] |= 1 << i
		}
	}
	return m
}()

// smallSieve holds, by first byte, the lengths of smallWords: most words of a text
// are none of them, and this says so without hashing.
var smallSieve = func() (sieve [256]uint32) {
	for w := range smallWords {
		sieve[w[0]] |= 1 << len(w)
	}
	return sieve
}()

var smallWordLists = []struct{ tag, words string }{
	{"en", "the of and to in that is was for on with as it by at from his had are be this have an has which their said will who been were would its they he"},
	{"de", "der die und das von den mit ist des für auf dem im nicht ein eine sich als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über"},
	{"fr", "le la les de des et du un une est que qui dans pour au par sur pas plus ce se il sont avec cette ses ont été mais aux sa son à"},
	{"es", "el la los de que y en las del un una por con para se su al lo como más es pero sus le ha este entre está cuando muy también fue había"},
	{"pt", "o a os de que e do da em um para com não uma por mais as dos como mas ao ele das à seu sua ou quando muito nos já também pelo pela foi são"},
	{"it", "il di che e la per un in del una non sono della con si da dei al le ha nel anche più gli come alla ma delle è lo questo"},
	{"nl", "de het een van en in is dat op te voor met zijn niet aan er om ook als bij door naar maar uit wordt over heeft hij"},
	{"sv", "och att det som en på är av för med till den har inte om ett men var jag från vi så kan när han"},
	{"da", "og at det er en til på som af for med den har ikke de et der om var fra kan vi så hun blev også"},
	{"nb", "og det er en på som av for med til har ikke de et om å var fra kan vi så hun ble nå etter også seg mot opp hadde"},
	{"ro", "și şi în de la a cu pe care pentru din nu este că să mai sau dar fi au fost cel unei lor ale după prin această"},
	{"hu", "a az és hogy nem is egy meg csak volt ez már mint azt még el de ki be lesz szerint után vagy"},
	{"pl", "w i na z do się nie jest że to od o za po przez dla jak są ale oraz być może czy który które"},
	{"ru", "и в не на что с по как это но из у за от так же для был его она они мы о к все или бы"},
	{"uk", "і в на що з не та у до це за як але від для про його він вона вони або був буде також який"},
	{"id", "yang dan di dengan untuk dari ini itu pada tidak dalam adalah akan oleh juga ke sebagai karena mereka telah"},
	{"tr", "ve bir bu da için ile de olarak çok daha olan en ne gibi kadar sonra ise ama var"},
	{"cs", "a v se na je že s z do o to i ve pro jsou by podle ale jako který která po si už"},
	{"fi", "ja on ei että se oli hän ovat mutta kun myös niin joka sen mukaan ole kuin"},
}

// languageOfWords counts small words. The winner must clearly lead.
func languageOfWords(s string) string {
	var counts [20]int
	words := 0
	var buf [24]byte
	n, fits := 0, true
	for i := 0; i <= len(s); i++ {
		c := byte(' ')
		if i < len(s) {
			c = s[i]
		}
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case 'a' <= c && c <= 'z', c >= 0x80 && !typographic(s, i):
			if n < len(buf) {
				buf[n] = c
			} else {
				fits = false
			}
			n++
			continue
		}
		if n > 0 && fits {
			words++
		}
		if n > 0 && fits && smallSieve[buf[0]]>>n&1 == 1 {
			mask := smallWords[string(buf[:n])]
			for k := 0; mask != 0; k, mask = k+1, mask>>1 {
				if mask&1 != 0 {
					counts[k]++
				}
			}
		}
		n, fits = 0, true
	}
	return leader(counts[:], words)
}

// typographic holds at the bytes of quotes and dashes, which part words.
func typographic(s string, i int) bool {
	return s[i] == 0xe2 || i > 0 && s[i-1] == 0xe2 || i > 1 && s[i-2] == 0xe2
}

// kin are languages that share most of their small words: a lead of one word must
// do to tell them apart.
var kin = setOf("da nb sv")

// leader is the language with the most small words, if it clearly leads.
func leader(counts []int, words int) string {
	best, second := 0, 0
	for k, c := range counts {
		if c > counts[best] {
			best = k
		}
	}
	for k, c := range counts {
		if k != best && c > second && !(kin[smallWordLists[min(k, len(smallWordLists)-1)].tag] && kin[smallWordLists[best].tag]) {
			second = c
		}
	}
	if counts[best]*8 < words || counts[best] < 6 || counts[best]*2 < second*3 {
		return ""
	}
	return smallWordLists[best].tag
}

// languageTag reads what people write for a language: tags, or names.
func languageTag(s string) string {
	s = strings.Trim(oneLine(s), "\"' ")
	if tag, ok := languageNames[strings.ToLower(s)]; ok {
		return tag
	}
	tag := strings.ReplaceAll(s, "_", "-")
	primary, rest, nested := strings.Cut(tag, "-")
	if len(primary) < 2 || len(primary) > 3 || !isLetters(primary) {
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

func isLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

var languageNames = map[string]string{
	"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
	"portuguese": "pt", "português": "pt", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl",
	"swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "no", "norsk": "no", "finnish": "fi",
	"suomi": "fi", "polish": "pl", "polski": "pl", "czech": "cs", "čeština": "cs", "russian": "ru", "русский": "ru",
	"ukrainian": "uk", "українська": "uk", "turkish": "tr", "türkçe": "tr", "greek": "el", "ελληνικά": "el",
	"arabic": "ar", "العربية": "ar", "hebrew": "he", "עברית": "he", "persian": "fa", "hindi": "hi", "chinese": "zh",
	"中文": "zh", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko", "indonesian": "id", "vietnamese": "vi", "thai": "th",
}
