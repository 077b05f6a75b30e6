package language

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// shortTexts are items as short as those of a ticker.
var shortTexts = map[string]string{
	"ca": "El ferrer va dir dijous que el molí no tornarà a obrir fins que plogui, perquè el riu és sec des del gener.",
	"cy": "Dywedodd y gof ddydd Iau na fydd y felin yn agor eto nes iddi fwrw glaw, oherwydd mae'r afon wedi bod yn sych ers mis Ionawr.",
	"cs": "Kovář ve čtvrtek řekl, že mlýn se neotevře, dokud nezaprší, protože řeka je od ledna úplně suchá.",
	"da": "Smeden sagde torsdag, at møllen ikke åbner igen, før det regner, fordi åen har været tør siden januar.",
	"de": "Der Schmied sagte am Donnerstag, die Mühle öffne erst wieder, wenn es regne, weil der Bach seit Januar trocken sei.",
	"es": "El herrero dijo el jueves que el molino no volverá a abrir hasta que llueva, porque el río está seco desde enero.",
	"eu": "Errementariak ostegunean esan zuen errota ez dela berriro irekiko euria egin arte, ibaia urtarriletik lehor dagoelako.",
	"et": "Sepp ütles neljapäeval, et veski ei ava enne uksi, kui vihma sajab, sest jõgi on jaanuarist saadik kuiv.",
	"fi": "Seppä sanoi torstaina, että mylly ei avaudu ennen kuin sataa, koska joki on ollut kuivillaan tammikuusta asti.",
	"fr": "Le forgeron a dit jeudi que le moulin ne rouvrirait pas avant la pluie, parce que la rivière est à sec depuis janvier.",
	"ga": "Dúirt an gabha Déardaoin nach n-osclófar an muileann arís go dtí go mbeidh báisteach ann, mar tá an abhainn tirim ó mhí Eanáir.",
	"hi": "लोहार ने गुरुवार को कहा कि बारिश होने तक चक्की बंद रहेगी, क्योंकि नदी जनवरी से सूखी पड़ी है और पानी नहीं है।",
	"hr": "Kovač je u četvrtak rekao da se mlin neće otvoriti dok ne padne kiša, jer je rijeka suha još od siječnja.",
	"hu": "A kovács csütörtökön azt mondta, hogy a malom nem nyit ki, amíg nem esik, mert a folyó január óta száraz.",
	"id": "Pandai besi itu mengatakan pada hari Kamis bahwa kincir tidak akan dibuka sampai hujan, karena sungai sudah kering.",
	"is": "Járnsmiðurinn sagði á fimmtudag að myllan yrði ekki opnuð fyrr en rigndi, því áin hefur verið þurr frá því í janúar.",
	"it": "Il fabbro ha detto giovedì che il mulino non riaprirà finché non pioverà, perché il fiume è in secca da gennaio.",
	"lt": "Kalvis ketvirtadienį sakė, kad malūnas neatsidarys, kol nepalis, nes upė nuo sausio yra išdžiūvusi ir tuščia.",
	"lv": "Kalējs ceturtdien teica, ka dzirnavas neatvērsies, kamēr nelīs, jo upe kopš janvāra ir sausa un tukša.",
	"mr": "लोहाराने गुरुवारी सांगितले की पाऊस पडेपर्यंत गिरणी उघडणार नाही, कारण नदी जानेवारीपासून कोरडी आहे आणि पाणी संपले आहे.",
	"nb": "Smeden sa torsdag at mølla ikke åpner igjen før det regner, fordi elva har vært tørr helt siden januar.",
	"ne": "लोहारले बिहीबार भने कि पानी नपरेसम्म मिल खुल्ने छैन, किनभने खोला माघदेखि सुकेको छ र गाउँमा पानी पनि छैन।",
	"nn": "Smeden sa torsdag at kverna ikkje opnar att før det regnar, fordi elva har vore tørr heilt sidan januar.",
	"nl": "De smid zei donderdag dat de molen pas weer opengaat als het regent, omdat de beek sinds januari droog staat.",
	"pl": "Kowal powiedział w czwartek, że młyn nie zostanie otwarty, dopóki nie spadnie deszcz, bo rzeka wyschła już w styczniu.",
	"pt": "O ferreiro disse na quinta-feira que o moinho não voltará a abrir até que chova, porque o rio está seco desde janeiro.",
	"ro": "Fierarul a spus joi că moara nu se va deschide până nu plouă, pentru că râul este secat încă din ianuarie.",
	"sk": "Kováč vo štvrtok povedal, že mlyn sa neotvorí, kým nezaprší, pretože rieka je od januára úplne suchá.",
	"sl": "Kovač je v četrtek povedal, da se mlin ne bo odprl, dokler ne bo dežja, ker je reka suha že od januarja.",
	"sv": "Smeden sade på torsdagen att kvarnen inte öppnar igen förrän det regnar, eftersom ån har varit torr sedan januari.",
	"sw": "Mhunzi alisema Alhamisi kwamba kinu hakitafunguliwa tena mpaka mvua inyeshe, kwa sababu mto umekauka tangu Januari.",
	"tr": "Demirci perşembe günü yaptığı açıklamada nehir ocak ayından bu yana kuru olduğu için değirmenin açılmayacağını söyledi.",
	"uk": "Коваль сказав у четвер, що млин не відчиниться, доки не піде дощ, бо річка суха від самого січня.",
	"vi": "Người thợ rèn nói hôm thứ Năm rằng cối xay sẽ không mở lại cho đến khi có mưa, vì con sông đã cạn từ tháng Giêng.",
}

// of is the language of a text that is one line.
func of(text string) string {
	var sample Sample
	sample.Add(text, utf8.RuneCountInString(text))
	return sample.Language("xx")
}

// longTexts are of one language each, long enough for its small words to tell.
var longTexts = map[string]string{
	"en": "The committee met for three hours on the plan and heard from every side before it put off a decision until the spring session.",
	"de": strings.Repeat("Die Müllerin wünscht sich größere Räder, und für die Brücke über den Bach fehlt noch immer das Öl. ", 3),
	"fr": strings.Repeat("Le meunier a été très étonné : l’eau était déjà passée où la forêt s’arrête, près du vieux château. ", 3),
	"pl": strings.Repeat("Młynarz powiedział, że łódź się nie zmieściła, więc dzieci płynęły w żółtej beczce aż do źródła. ", 3),
	"ru": strings.Repeat("Мельник сказал, что вода ушла из пруда и что колесо теперь стоит, а дети ловят рыбу руками. ", 3),
	"uk": strings.Repeat("Мельник сказав, що вода пішла зі ставу і що її більше немає, а діти ловлять рибу руками. ", 3),
	"el": "Ο μυλωνάς είπε ότι το νερό έφυγε από τη λίμνη και ότι τα παιδιά πιάνουν τα ψάρια με τα χέρια.",
	"ja": "粉屋は、池の水がなくなり、水車が止まったと話した。子どもたちは手で魚をつかまえている。",
	"zh": "磨坊主人说，池塘里的水已经没有了，水车也停了下来，孩子们正在用手抓鱼，大人们在岸上看着他们。",
	"ko": "방앗간 주인은 연못의 물이 없어지고 물레방아가 멈추었다고 말했다. 아이들은 손으로 물고기를 잡고 있다.",
}

func TestLanguage(t *testing.T) {
	cases := []struct{ text, want string }{
		{"A short line.", "xx"}, {"Нет воды.", "ru"}, {"Води немає, її шукають.", "uk"}, {"Няма вода, мостът е затворен.", "bg"}, {"Нема воде, људи је траже.", "sr"},
		{"橋。", "zh"}, {"橋がない。", "ja"}, {"لا يوجد ماء.", "ar"}, {"آب نیست.", "fa"}, {"پانی نہیں ہے۔", "ur"},
		{"Die Müllerin und der Müller haben das Rad am Bach nicht mehr, sagt der Wirt, und es fehlt auch das Öl.", "de"},
	}
	for _, c := range cases {
		if got := of(c.text); got != c.want {
			t.Errorf("%.40q: got %s, want %s", c.text, got, c.want)
		}
	}
	for _, texts := range []map[string]string{shortTexts, longTexts} {
		for want, text := range texts {
			if got := of(text); got != want {
				t.Errorf("%.40q: got %s, want %s", text, got, want)
			}
		}
	}
}

// What is looked at by eights gives what each byte by itself does, wherever the text begins.
func TestCountWords(t *testing.T) {
	plain := func(s string) *tally {
		p := &tally{lexicon: known()}
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
			return c < utf8.RuneSelf && (c < 'a' || c > 'z') || c >= 0x2000 && c < 0x3000
		}) {
			if len(w) <= longestWord {
				p.total++
				p.give(p.words[w])
			}
		}
		return p
	}
	texts := []string{"He said: “we’re off — and 4you”…", "and", "the_a1the", "a " + strings.Repeat("verylongword", 3) + " the"}
	for _, all := range []map[string]string{shortTexts, longTexts} {
		texts = slices.AppendSeq(texts, maps.Values(all))
	}
	for _, text := range texts {
		for at := range text {
			got := &tally{lexicon: known()}
			got.countWords(text[at:])
			if want := plain(text[at:]); got.total != want.total || got.scores != want.scores || got.small != want.small {
				t.Fatalf("%.40q from %d on: got %d words, want %d, and their languages", text, at, got.total, want.total)
			}
		}
	}
}

func TestTag(t *testing.T) {
	for in, want := range map[string]string{"ENGLISH": "en", "zh_cn": "zh-CN", "de": "de", "pt-BR": "pt-BR", "x": "", "nonsense": ""} {
		if got := Tag(in); got != want {
			t.Errorf("Tag(%q) = %q, want %q", in, got, want)
		}
	}
}
