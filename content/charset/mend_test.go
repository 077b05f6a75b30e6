package charset

import (
	"strings"
	"testing"

	"feedmill/content"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Sound text with a little damage keeps all but the characters that it hit.
func TestDamageCostsNoMoreThanItHit(t *testing.T) {
	const german = "Die Bäckerin öffnet früh\n\n4. Mai 2021\n\nDie Bäckerin an der Brücke öffnet schon um fünf, „wie früher“, sagt sie – für 3 € das Brot.\n"
	const korean = "항구의 새 계획\n\n2021년 5월 4일\n\n항구 위원회는 화요일에 새로운 계획을 발표했다.\n"
	tests := []struct {
		name, data, want string
		problems         int
	}{
		{"sound", german, german, 0},
		{"NUL within a word", strings.Replace(german, "Brücke", "Brü\x00cke", 1), german, 1},
		{"NULs up to a block", german + strings.Repeat("\x00", 300), german, 1},
		{"NUL in text without a sound letter beyond ASCII", "Quay\x00 shut\n\nNobody knows why it is shut.\n", "Quay shut\n\nNobody knows why it is shut.\n", 1},
		{"cut within the last character", german + "\xe2\x82", german + "\uFFFD", 1},
		{"cut within a character of Korean", korean[:len(korean)-3], korean[:len(korean)-5] + "\uFFFD", 1},
		{"surrogates one by one", "\xed\xa0\xbc\xed\xbc\x8a " + german, "🌊 " + german, 0},
		{"surrogates one by one in Korean", korean + "\xed\xa0\xbd\xed\xba\xa2", korean + "🚢", 0},
		{"stray dash of windows-1252", strings.Replace(german, "–", "\x96", 1), german, 1},
		{"stray quotation mark at the end", german + "\x94", german + "”", 1},
		{"two damages far apart", "\xff" + german + "\xc3", "\uFFFD" + german + "\uFFFD", 1},
		{"encoded twice", doubled(german), german, 0},
		{"encoded thrice", doubled(doubled(german)), german, 0},
		{"encoded four times", doubled(doubled(doubled(german))), german, 0},
		{"encoded twice as Latin-1", latinDoubled(german), german, 0},
		{"emoji encoded twice", doubled("Sturm 🌊 am Kai\n"), "Sturm 🌊 am Kai\n", 0},
		{"an apostrophe behind a sharp s", "Das weiß’ ich wohl.\n", "Das weiß’ ich wohl.\n", 0},
		{"possessive of a name in ß", "Karl Strauß’ Oper und Ä’s Ende\n", "Karl Strauß’ Oper und Ä’s Ende\n", 0},
		{"Russian encoded twice", doubled("Причал закрыт\n"), "Причал закрыт\n", 0},
		{"Vietnamese that stands as it is", "Ông Ấn nói Ã là một chữ cái, Â cũng thế.\n", "Ông Ấn nói Ã là một chữ cái, Â cũng thế.\n", 0},
	}
	for _, test := range tests {
		got, problems, err := Decode(content.File{Path: "a.txt", Data: []byte(test.data)}, content.Options{})
		if err != nil || got != test.want {
			t.Errorf("%s: decode = %q, %v, want %q", test.name, got, err, test.want)
		}
		if len(problems) != test.problems {
			t.Errorf("%s: problems are %v, want %d", test.name, problems, test.problems)
		}
	}
}

// What has many NULs for a reason of its own is not mended into something else.
func TestNULsOfUTF16AreHalvesOfCharacters(t *testing.T) {
	texts := []string{
		"The quay is shut until spring, said the board.\n",
		"港湾委员会周二宣布了新的计划，\n渡轮将在春天返回。\n",
		"Причал закрыт до весны, сказали в совете.\nНикто не удивился.\n",
	}
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for _, text := range texts {
			data, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			got, problems, err := Decode(content.File{Path: "a.txt", Data: []byte(data)}, content.Options{})
			if err != nil || got != text || len(problems) > 0 {
				t.Errorf("decode(UTF-16 of %q) = %q, %v, %v", text, got, problems, err)
			}
		}
	}
	binary := strings.Repeat("header\x00\x00\x00\x00\x00 0644\x00\x00", 40)
	if got, _, err := Decode(content.File{Path: "a.txt", Data: []byte(binary)}, content.Options{}); err == nil {
		t.Errorf("decode(an archive) = %q, want an error", got)
	}
}

// Other encodings are not taken for damaged UTF-8.
func TestOtherEncodingsAreNoDamagedUTF8(t *testing.T) {
	for text, data := range map[string]func(string) (string, error){
		"Die Bäckerin an der Brücke öffnet um fünf, so früh wie möglich.\n": charmap.Windows1252.NewEncoder().String,
		"Причал закрыт до весны, сказали в совете, и никто не удивился.\n":  charmap.Windows1251.NewEncoder().String,
		"港湾委员会周二宣布了新的计划，渡轮将在春天返回，市民都很高兴。\n":                                 simplifiedchinese.GBK.NewEncoder().String,
	} {
		encoded, err := data(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := Decode(content.File{Path: "a.txt", Data: []byte(encoded)}, content.Options{}); got != text || err != nil {
			t.Errorf("decode = %q, %v, want %q", got, err, text)
		}
	}
}

// doubled is UTF-8 taken for windows-1252 and encoded again.
func doubled(s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		r := charmap.Windows1252.DecodeByte(c)
		if r == '\uFFFD' {
			r = rune(c)
		}
		out.WriteRune(r)
	}
	return out.String()
}

// latinDoubled is UTF-8 taken for Latin-1 and encoded again.
func latinDoubled(s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		out.WriteRune(rune(c))
	}
	return out.String()
}
