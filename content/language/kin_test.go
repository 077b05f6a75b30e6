package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Sentences that have few small words of their own, in languages whose kin are near.
func TestKin(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Begge møllerne tar målingen til inntekt for seg, og begge hevder at elva steg etter helgen i mars.", "nb"},
		{"Den eneste trøsten er at mølleren har god grunn til å holde barna unna demningen i to måneder.", "nb"},
		{"Omleggingen ved møllen innebærer økt ressursbruk fordi to sveiser bidrar ved hver reparasjon.", "nb"},
		{"Møllaren har ressursar nok, og rettane til elva er selde til kjøparar som kostar på demninga sjølve.", "nn"},
		{"Lenge kom det meldingar om nye funn ved mølla, og det var lett å tru at slik ville det halda fram.", "nn"},
		{"Omlægningen af møllen kræver flere folk, fordi to smede hjælper til ved hver eneste reparation.", "da"},
		{"Två kvarnar har byggts vid ån, och ingen i byn minns längre varifrån stenarna en gång kom.", "sv"},
		{"Mlynár obhájil prácu, urobil predpísané skúšky a 12. októbra nastúpil do mlyna v dedine.", "sk"},
		{"Po návrate do dediny sa kováč intenzívne venoval otázke ustanovenia samostatného mlynárskeho cechu.", "sk"},
		{"Mlynář obhájil práci, vykonal předepsané zkoušky a 12. října nastoupil do mlýna ve vsi.", "cs"},
		{"Mlinar je v prostorih matice napisal pismo, ki se je pojavilo na javni tabli pri starem mlinu.", "sl"},
		{"Os muíños mantiveron formas de vida e modalidades específicas e soberanas de relación coa vila vella.", "gl"},
		{"Los molinos mantuvieron formas de vida y modalidades específicas de relación con la villa vieja.", "es"},
		{"Os moinhos mantiveram formas de vida e modalidades específicas de relação com a vila velha.", "pt"},
		{"Herriko epaileak erabakiarekin pozik agertu zen, eta horregatik utzi zion errotari konpontzen.", "eu"},
		{"Станция планировалась под названием Мельница и располагалась в районе второй ступени плотины.", "ru"},
		{"Официална цена на мелницата нямаше, а кметът допълни, че никога не е чувал за подобна сделка.", "bg"},
		{"Мельник не погодився з рішенням громади і повідомив, що млин стоятиме порожній до весни.", "uk"},
		{"Воденичарот не се согласи со одлуката на општината и рече дека воденицата ќе стои празна.", "mk"},
		{"Воденичар се није сложио са одлуком општине и рекао је да ће воденица стајати празна.", "sr"},
	} {
		if got := Of(c.text, utf8.RuneCountInString(c.text), "xx"); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

// One pass over a text counts what a search for each mark does.
func TestMarks(t *testing.T) {
	var m markTable
	marks := []string{"x", "ů", "_sa_", "ie", "ov_", "ø", "øk"}
	for k, mark := range marks {
		m.add(mark, k)
		m.add(mark, 63)
	}
	for _, text := range []string{"", "x", "Sa bolo sa. Hrádze boli, slova ov", "ů ěx Øke rov, dvie; ďalšie", "a\xffb"} {
		var counts [mostLanguages]int
		searched := inMarks(text)
		m.count(searched, 1<<63-1, &counts)
		for k, mark := range marks {
			if want := strings.Count(searched, mark); counts[k] != want {
				t.Errorf("%q in %q: got %d, want %d", mark, text, counts[k], want)
			}
		}
		if counts[63] != 0 {
			t.Errorf("%q: got %d marks of a language that was not asked for, want 0", text, counts[63])
		}
	}
}
