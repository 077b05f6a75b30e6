package latin

import "testing"

// What Zola's own library for this (slug 0.1.4 with deunicode 1.3.1) makes of words.
func TestSlug(t *testing.T) {
	for _, tt := range []struct{ words, want string }{
		{"Über Größe", "uber-grosse"},
		{"Привет, мир и объект", "privet-mir-i-obekt"},
		{"北京 hello", "bei-jing-hello"},
		{"こんにちは つづく", "konnitiha-tuduku"},
		{"L’été & co", "l-ete-co"},
		{"한국어 문서", "hangugeo-munseo"},
		{"½ c++ λ", "1-2-c-l"},
		{"العربية لغة", "l-rby-lg"},
		{"हिन्दी भाषा", "hindii-bhaassaa"},
		{"Zażółć gęślą jaźń", "zazolc-gesla-jazn"},
		{"Đồng bằng sông Cửu Long", "dong-bang-song-cuu-long"},
		{"C’est déjà l’œuvre — suite…", "c-est-deja-l-oeuvre-suite"},
		{"Ελληνικά κείμενα", "ellenika-keimena"},
		{"Що таке Єдність", "shcho-take-ednist"},
		{"Price: €5 for Foo™", "price-eur5-for-footm"},
		{"旅行 什么 技术", "lv-xing-shen-me-ji-shu"},
		{"ภาษาไทย", "phaasaaaithy"},
		{"עברית", "bryt"},
		{"Straße/Weg_und Ziel", "strasse-weg-und-ziel"},
		{"   A  --  b!", "a-b"},
		{"Քարտեզ", "k-artez"},
		{"日本語の見出し", "ri-ben-yu-nojian-chu-si"},
	} {
		if got := Slug(tt.words); got != tt.want {
			t.Errorf("id of %q: got %q, want %q", tt.words, got, tt.want)
		}
	}
}
