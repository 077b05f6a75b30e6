package charset

import (
	"strings"
	"testing"

	"feedmill/content"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// One text of some length for each script.
const (
	english = "The mill’s owner said it would cost £522,000 — “not a penny more” — to mend the wheel…\n"
	germanT = "Die Müllerin wünscht sich größere Räder, und für die Brücke über den Bach fehlt noch immer das Öl.\n"
	french  = "Le meunier a été très étonné : l’eau était déjà passée où la forêt s’arrête, près du vieux château.\n"
	polish  = "Młynarz powiedział, że łódź się nie zmieściła, więc dzieci płynęły w żółtej beczce aż do źródła.\n"
	czech   = "Mlynář řekl, že příliš žluťoučký kůň upíjel z náhonu, a děti běžely k řece za svými přáteli.\n"
	turkish = "Değirmenci bugün işçilere şöyle dedi: suyun gücü azaldığı için çarkın yarısını değiştireceğiz.\n"
	russian = "Мельник сказал, что вода ушла из пруда и что колесо теперь стоит, а дети ловят рыбу руками.\n"
	ukraine = "Мельник сказав, що вода пішла зі ставу і що її більше немає, а діти ловлять рибу руками.\n"
	hebrew  = "הטוחן אמר שהמים עזבו את האגם ושהגלגל עומד, והילדים תופסים את הדגים בידיים.\n"
	arabic  = "قال الطحان إن الماء غادر البحيرة وإن العجلة توقفت، والأطفال يمسكون السمك بأيديهم.\n"
	thai    = "เจ้าของโรงสีกล่าวว่าน้ำในบึงหมดแล้ว และกังหันก็หยุดหมุน เด็กๆ กำลังจับปลาด้วยมือ\n"
	latvian = "Dzirnavnieks sacīja, ka ūdens no dīķa ir aizgājis, rats stāv, un bērni ķer zivis ar rokām pie žoga.\n"
	finnish = "Mylläri sanoi, että vesi lähti järvestä ja pyörä pysähtyi; lapset kävelevät mäellä ja syövät.\n"
	greek   = "Ο μυλωνάς είπε ότι το νερό έφυγε από τη λίμνη και ότι τα παιδιά πιάνουν τα ψάρια με τα χέρια.\n"
	nihongo = "粉屋は、池の水がなくなり、水車が止まったと話した。子どもたちは手で魚をつかまえている。\n"
	chinese = "磨坊主人说，池塘里的水已经没有了，水车也停了下来，孩子们正在用手抓鱼，大人们在岸上看着他们。\n"
	taiwan  = "磨坊主人說，池塘裡的水已經沒有了，水車也停了下來，孩子們正在用手抓魚，大人們在岸上看著他們。\n"
	korean  = "방앗간 주인은 연못의 물이 없어지고 물레방아가 멈추었다고 말했다. 아이들은 손으로 물고기를 잡고 있다.\n"
)

func label(t *testing.T, name string) encoding.Encoding {
	t.Helper()
	enc, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	return enc
}

func TestDecodeGuesses(t *testing.T) {
	cases := []struct{ name, text string }{
		{"windows-1252", english}, {"macintosh", english}, {"windows-1252", germanT}, {"windows-1252", french},
		{"windows-1250", polish}, {"iso-8859-2", polish}, {"windows-1250", czech}, {"iso-8859-2", czech},
		{"windows-1254", turkish}, {"windows-1251", russian}, {"koi8-r", russian}, {"iso-8859-5", russian},
		{"windows-1251", ukraine}, {"koi8-u", ukraine}, {"windows-1253", greek}, {"iso-8859-7", greek},
		{"ibm866", russian}, {"x-mac-cyrillic", russian}, {"windows-1255", hebrew}, {"windows-1256", arabic},
		{"iso-8859-6", arabic}, {"windows-874", thai}, {"windows-1257", latvian}, {"macintosh", french}, {"iso-8859-15", finnish},
		{"shift_jis", nihongo}, {"euc-jp", nihongo}, {"iso-2022-jp", nihongo},
		{"gbk", chinese}, {"gb18030", chinese}, {"big5", taiwan}, {"euc-kr", korean},
	}
	for _, c := range cases {
		comesBack(t, c.name, c.text, content.Options{})
		comesBack(t, c.name, c.text, content.Options{Encoding: c.name})
	}
}

// comesBack checks that text in an encoding is read as it was.
func comesBack(t *testing.T, encoding, text string, o content.Options) {
	t.Helper()
	data, err := label(t, encoding).NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Errorf("%s: %v", encoding, err)
		return
	}
	got, _, err := Decode(content.File{Path: "a.txt", Data: data}, o)
	if err != nil || got != text {
		t.Errorf("%s, stated as %q: got %q, %v, want %q", encoding, o.Encoding, got, err, text)
	}
}

// A few bytes above ASCII must do: what is around them tells.
func TestDecodeGuessesShortText(t *testing.T) {
	cases := []struct{ name, text string }{
		{"windows-1252", "He said the miller’s wheel had stopped — and that nobody else of the town was there.\n"},
		{"windows-1252", "Il n’y a plus d’eau dans la rivière, dit le meunier.\n"},
		{"windows-1252", "Das ist „kein Rad“, sagt der Müller.\n"},
		{"windows-1252", "The wheel costs £5,000 to mend.\n"},
		{"windows-1252", "El molinero anunció que mañana no habrá pan.\n"},
		{"macintosh", "Mølleren siger, at vandet er væk på øen.\r"},
		{"macintosh", "Le meunier a été déçu par l’eau du château.\r"},
		{"windows-1250", "Młynarz ogłosił, że koło stoi.\n"},
		{"iso-8859-2", "Mlynář oznámil, že kolo stojí a že voda došla.\n"},
		{"windows-1254", "Değirmenci suyun bittiğini söyledi.\n"},
		{"windows-1251", "Мельник сказал, что воды нет.\n"},
		{"koi8-r", "Мельник сказал, что воды нет.\n"},
		{"windows-1253", "Ο μυλωνάς είπε ότι δεν υπάρχει νερό.\n"},
		{"windows-1255", "הטוחן אמר שאין מים.\n"},
		{"windows-1256", "قال الطحان إنه لا يوجد ماء.\n"},
		{"windows-874", "เจ้าของโรงสีกล่าวว่าน้ำในบึงหมดแล้วและกังหันหยุดหมุน\n"},
		{"windows-1257", "Malūnininkas pranešė, kad vandens nėra, o ratas sustojęs.\n"},
		{"iso-8859-4", "Dzirnavnieks paziņoja, ka ūdens vairāk nav un rats stāv.\n"},
		{"shift_jis", "粉屋は水車が止まったと話した。\n"},
		{"euc-jp", "粉屋は水車が止まったと話した。\n"},
		{"gbk", "磨坊主人说水车停了下来。\n"},
		{"big5", "磨坊主人說水車停了下來。\n"},
		{"euc-kr", "방앗간 주인은 물레방아가 멈추었다고 말했다.\n"},
	}
	for _, c := range cases {
		comesBack(t, c.name, c.text, content.Options{})
	}
}

func TestDecodeUnicode(t *testing.T) {
	utf16 := func(e unicode.Endianness, mark unicode.BOMPolicy, s string) []byte {
		data, err := unicode.UTF16(e, mark).NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	hzData, err := simplifiedchinese.HZGB2312.NewEncoder().Bytes([]byte(chinese))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"plain", []byte(french), french},
		{"mark", []byte("\xef\xbb\xbf" + french), french},
		{"UTF-16 LE, mark", utf16(unicode.LittleEndian, unicode.UseBOM, nihongo), nihongo},
		{"UTF-16 BE, mark", utf16(unicode.BigEndian, unicode.UseBOM, english), english},
		{"UTF-16 LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM, english), english},
		{"UTF-16 LE, Japanese", utf16(unicode.LittleEndian, unicode.IgnoreBOM, nihongo), nihongo},
		{"UTF-16 BE", utf16(unicode.BigEndian, unicode.IgnoreBOM, chinese), chinese},
		{"HZ", hzData, chinese},
		{"a tilde and a brace", []byte("a ~{ smile\n"), "a ~{ smile\n"},
		{"cut character", []byte(strings.Repeat(russian, 2) + "\xd0"), strings.Repeat(russian, 2) + "\uFFFD"},
		{"doubled", []byte("cafÃ© Â£3\n"), "café £3\n"},
		{"doubled quotes", []byte("â€œteaâ€\u009d\n"), "“tea”\n"},
		{"doubled in one line only", []byte("cafÃ©\nIRMÃ é\n"), "café\nIRMÃ é\n"},
	}
	for _, c := range cases {
		got, _, err := Decode(content.File{Path: "a.txt", Data: c.data}, content.Options{})
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}
