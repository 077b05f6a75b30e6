package newspaper

// Heads of articles as papers write them from Reykjavik to Hanoi.

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// bodies is one sentence in each language, for the language to be told by.
var bodies = map[string]string{
	"ar": "بقيت البجعات طوال الشتاء في الحوض الشرقي، وطلب المجلس الذي كان يخشى على الميناء من الطحانين أن يتركوا لها بعض الحبوب التي تسقط بجانب الرصيف.",
	"cs": "Labutě zůstaly celou zimu ve východním bazénu a rada, která se bála o přístav, nyní žádá mlynáře, aby jim nechali trochu zrna, které padá vedle nábřeží.",
	"da": "Svanerne blev hele vinteren i det østlige bassin, og rådet, som havde frygtet for havnen, beder nu møllerne om at lade dem få lidt af det korn, der falder ved kajen.",
	"de": "Die Schwäne blieben den ganzen Winter über im östlichen Becken, und der Rat, der um den Hafen gefürchtet hatte, bat nun die Müller, ihnen etwas von dem Korn zu lassen, das neben den Kai fällt.",
	"el": "Οι κύκνοι έμειναν όλο τον χειμώνα στην ανατολική λεκάνη και το συμβούλιο, που φοβόταν για το λιμάνι, ζητά τώρα από τους μυλωνάδες να τους αφήσουν λίγο από το σιτάρι.",
	"es": "Los cisnes se quedaron todo el invierno en la dársena oriental, y el consejo, que había temido por el puerto, pide ahora a los molineros que les dejen un poco del grano que cae junto al muelle.",
	"fa": "قوها تمام زمستان را در حوضچه شرقی ماندند و شورا که نگران بندر بود اکنون از آسیابانان می خواهد مقداری از دانه ای را که کنار اسکله می ریزد برای آنها بگذارند.",
	"fi": "Joutsenet pysyivät koko talven itäisessä altaassa, ja neuvosto, joka oli pelännyt sataman puolesta, pyytää nyt mylläreitä jättämään niille hieman laiturin viereen putoavaa viljaa.",
	"fr": "Les cygnes sont restés tout l’hiver dans le bassin oriental, et le conseil, qui avait craint pour le port, demande maintenant aux meuniers de leur laisser un peu du grain qui tombe à côté du quai.",
	"he": "הברבורים נשארו כל החורף באגן המזרחי, והמועצה שחששה לנמל מבקשת עכשיו מהטוחנים להשאיר להם מעט מן התבואה הנופלת ליד הרציף.",
	"hi": "हंस पूरी सर्दी पूर्वी बंदरगाह में रहे और बंदरगाह के लिए चिंतित परिषद अब चक्की वालों से कह रही है कि वे घाट के पास गिरने वाला कुछ अनाज उनके लिए छोड़ दें। कोई नहीं जानता कि वे कहाँ जाएँगे।",
	"hu": "A hattyúk egész télen a keleti medencében maradtak, és a tanács, amely a kikötőt féltette, most arra kéri a molnárokat, hogy hagyjanak nekik egy kis gabonát a rakpart mellett.",
	"id": "Angsa-angsa itu tinggal sepanjang musim dingin di kolam timur, dan dewan yang tadinya khawatir akan pelabuhan kini meminta para pemilik gilingan untuk menyisakan sedikit biji-bijian.",
	"it": "I cigni sono rimasti tutto l’inverno nel bacino orientale, e il consiglio, che aveva temuto per il porto, chiede ora ai mugnai di lasciare loro un po’ del grano che cade accanto al molo.",
	"ja": "白鳥は冬の間ずっと東の港に留まり、港を心配していた評議会は、岸壁のそばに落ちる穀物を少し残しておくように製粉業者に求めている。鳥がどこへ行くのか誰も知らない。",
	"ko": "백조들은 겨울 내내 동쪽 항구에 머물렀고, 항구를 걱정하던 의회는 이제 방앗간 주인들에게 부두 옆에 떨어지는 곡식을 조금 남겨 달라고 요청하고 있다. 새들이 어디로 갈지는 아무도 모른다.",
	"nb": "Svanene ble hele vinteren i det østlige bassenget, og rådet, som hadde fryktet for havnen, ber nå møllerne om å la dem få litt av kornet som faller ved siden av kaien og som ingen tar.",
	"nl": "De zwanen bleven de hele winter in het oostelijke bekken, en de raad, die voor de haven had gevreesd, vraagt nu de molenaars om hun wat van het graan te laten dat naast de kade valt.",
	"pl": "Łabędzie zostały przez całą zimę we wschodnim basenie, a rada, która bała się o port, prosi teraz młynarzy, by zostawili im trochę ziarna spadającego obok nabrzeża.",
	"pt": "Os cisnes ficaram todo o inverno na bacia oriental, e o conselho, que temia pelo porto, pede agora aos moleiros que lhes deixem um pouco do grão que cai ao lado do cais da cidade.",
	"ro": "Lebedele au rămas toată iarna în bazinul de est, iar consiliul, care se temuse pentru port, le cere acum morarilor să le lase puţin din grâul care cade lângă chei.",
	"ru": "Лебеди остались на всю зиму в восточной гавани, и совет, который боялся за порт, просит теперь мельников оставить им немного зерна, которое падает рядом с причалом.",
	"sv": "Svanarna stannade hela vintern i den östra bassängen, och rådet, som hade varit oroligt för hamnen, ber nu mjölnarna att lämna lite av spannmålen som faller vid kajen.",
	"th": "หงส์อยู่ในอ่าวด้านตะวันออกตลอดฤดูหนาว และสภาซึ่งเคยเป็นห่วงท่าเรือได้ขอให้เจ้าของโรงสีเหลือข้าวที่ตกข้างท่าไว้ให้พวกมันบ้าง ไม่มีใครรู้ว่านกจะไปที่ไหน",
	"tr": "Kuğular bütün kış doğu havuzunda kaldı ve limandan endişe eden meclis şimdi değirmencilerden rıhtımın yanına düşen tahılın birazını onlara bırakmalarını istiyor.",
	"uk": "Лебеді залишилися на всю зиму у східній гавані, і рада, яка боялася за порт, просить тепер мельників залишити їм трохи зерна, що падає біля причалу.",
	"vi": "Đàn thiên nga ở lại suốt mùa đông trong vũng phía đông, và hội đồng vốn lo cho bến cảng nay xin những người xay lúa để lại cho chúng một ít hạt rơi bên cạnh cầu tàu.",
	"zh": "天鹅整个冬天都留在东港，担心港口的市议会现在请求磨坊主把掉在码头旁边的谷物留一些给它们。没有人知道冰雪融化之后这些鸟会飞到哪里去，渔民们也说不出来。",
}

func TestHeadsInManyLanguages(t *testing.T) {
	cases := []struct{ language, head, published, author string }{
		{"ru", "Лебеди остались в гавани\n\n14:30, 6 ноября 2023\n\nАнна Примерова", "2023-11-06T14:30", "Анна Примерова"},
		{"ru", "Лебеди остались в гавани\n\n06.11.2023 14:30\nТекст: Анна Примерова", "2023-11-06T14:30", "Анна Примерова"},
		{"ru", "Лебеди остались в гавани\n\nПонедельник, 6 ноября 2023 г., 14:30\nАвтор: Анна Примерова\nРубрика: Город\nТеги: лебеди, гавань", "2023-11-06T14:30", "Анна Примерова"},
		{"uk", "Лебеді залишилися у гавані\n\n6 листопада 2023, 14:30\nАвтор: Олена Прикладенко", "2023-11-06T14:30", "Олена Прикладенко"},
		{"ar", "البجعات تبقى في الميناء\n\nنشر في: 6 نوفمبر 2023 - 02:30 مساءً\nبقلم: أحمد المثال", "2023-11-06T14:30", "أحمد المثال"},
		{"ar", "البجعات تبقى في الميناء\n\nالاثنين ٦ نوفمبر ٢٠٢٣", "2023-11-06", ""},
		{"ar", "البجعات تبقى في الميناء\n\nآخر تحديث: 06/11/2023 - 14:30", "2023-11-06T14:30", ""},
		{"fa", "قوها در بندر ماندند\n\n2023-11-06 14:30", "2023-11-06T14:30", ""},
		{"he", "הברבורים נשארו בנמל\n\nדנה לדוגמה\n6 בנובמבר 2023, 14:30", "2023-11-06T14:30", ""},
		{"he", "הברבורים נשארו בנמל\n\nפורסם: 06.11.23, 14:30", "2023-11-06T14:30", ""},
		{"tr", "Kuğular limanda kaldı\n\nGiriş Tarihi: 06.11.2023 14:30 Güncelleme Tarihi: 06.11.2023 15:10", "2023-11-06T14:30", ""},
		{"tr", "Kuğular limanda kaldı\n\nAyşe Örnek\n06 Kasım 2023 Pazartesi 14:30", "2023-11-06T14:30", "Ayşe Örnek"},
		{"pl", "Łabędzie zostały w porcie\n\nAnna Przykładowa\n6 listopada 2023, 14:30", "2023-11-06T14:30", "Anna Przykładowa"},
		{"pl", "Łabędzie zostały w porcie\n\nData publikacji: 06.11.2023 14:30\nAutor: Anna Przykładowa", "2023-11-06T14:30", "Anna Przykładowa"},
		{"cs", "Labutě zůstaly v přístavu\n\n6. listopadu 2023 14:30\nJana Příkladová", "2023-11-06T14:30", "Jana Příkladová"},
		{"hu", "A hattyúk a kikötőben maradtak\n\n2023. november 6. 14:30\n\nKovács Példa", "2023-11-06T14:30", ""},
		{"hu", "A hattyúk a kikötőben maradtak\n\n2023.11.06. 14:30", "2023-11-06T14:30", ""},
		{"ro", "Lebedele au rămas în port\n\nPublicat: 06 noiembrie 2023, 14:30\nDe Ana Exemplu", "2023-11-06T14:30", ""},
		{"sv", "Svanarna stannade i hamnen\n\nPublicerad 6 november 2023 kl. 14.30\nUppdaterad 6 november 2023 kl. 15.10\n\nAv Anna Exempel", "2023-11-06T14:30", "Anna Exempel"},
		{"sv", "Svanarna stannade i hamnen\n\nText: Anna Exempel\n2023-11-06 14:30", "2023-11-06T14:30", "Anna Exempel"},
		{"da", "Svanerne blev i havnen\n\nAf Anna Eksempel\n6. november 2023 kl. 14.30", "2023-11-06T14:30", "Anna Eksempel"},
		{"nb", "Svanene ble i havnen\n\nPublisert 6. november 2023 kl. 14:30\nSkrevet av Anna Eksempel", "2023-11-06T14:30", "Anna Eksempel"},
		{"fi", "Joutsenet jäivät satamaan\n\n6.11.2023 klo 14.30\nAnna Esimerkki", "2023-11-06T14:30", "Anna Esimerkki"},
		{"el", "Οι κύκνοι έμειναν στο λιμάνι\n\nΔημοσίευση: 06/11/2023 14:30\nΆννα Παράδειγμα", "2023-11-06T14:30", ""},
		{"el", "Οι κύκνοι έμειναν στο λιμάνι\n\nΔευτέρα 6 Νοεμβρίου 2023, 2:30 μ.μ.", "2023-11-06T14:30", ""},
		{"ja", "白鳥は東の港に留まる\n\n2023年11月6日 14時30分", "2023-11-06T14:30", ""},
		{"ja", "白鳥は東の港に留まる\n\n公開日時：2023/11/06 14:30\n記者 例花子", "2023-11-06T14:30", ""},
		{"ja", "白鳥は東の港に留まる\n\n令和5年11月6日", "2023-11-06", ""},
		{"zh", "天鹅留在东港\n\n2023-11-06 14:30:00　来源：东港日报　作者：例小明", "2023-11-06T14:30", "例小明"},
		{"zh", "天鹅留在东港\n\n发布时间：2023年11月06日 14:30 来源：东港日报", "2023-11-06T14:30", ""},
		{"ko", "백조들은 항구에 남았다\n\n입력 2023.11.06 14:30 수정 2023.11.06 15:10\n홍길동 기자", "2023-11-06T14:30", "홍길동"},
		{"ko", "백조들은 항구에 남았다\n\n등록 2023-11-06 오후 2:30", "2023-11-06T14:30", ""},
		{"hi", "हंस बंदरगाह में रहे\n\nप्रकाशित: 6 नवंबर 2023, 14:30 IST", "2023-11-06T14:30", ""},
		{"th", "หงส์อยู่ในท่าเรือ\n\nเผยแพร่: 6 พ.ย. 2566 14:30", "2023-11-06T14:30", ""},
		{"th", "หงส์อยู่ในท่าเรือ\n\n6 พฤศจิกายน 2566", "2023-11-06", ""},
		{"vi", "Thiên nga ở lại bến cảng\n\nThứ Hai, 06/11/2023 14:30\nTác giả: Nguyễn Ví Dụ", "2023-11-06T14:30", "Nguyễn Ví Dụ"},
		{"vi", "Thiên nga ở lại bến cảng\n\nThứ hai, 6/11/2023, 14:30 (GMT+7)", "2023-11-06T14:30", ""},
		{"id", "Angsa tinggal di pelabuhan\n\nSenin, 06 Nov 2023 14:30 WIB\nOleh: Budi Contoh", "2023-11-06T14:30", "Budi Contoh"},
		{"id", "Angsa tinggal di pelabuhan\n\nBudi Contoh - Gazette\nSenin, 6 November 2023 | 14:30 WIB", "2023-11-06T14:30", "Budi Contoh"},
		{"nl", "Zwanen blijven in de haven\n\nDoor Anna Voorbeeld\n6 november 2023 om 14:30", "2023-11-06T14:30", "Anna Voorbeeld"},
		{"es", "Los cisnes se quedan en el puerto\n\nAna Ejemplo\nMadrid - 06 nov 2023 - 14:30 CET", "2023-11-06T14:30", "Ana Ejemplo"},
		{"es", "Los cisnes se quedan en el puerto\n\nPor Ana Ejemplo\n6 de noviembre de 2023 a las 14:30 hs.", "2023-11-06T14:30", "Ana Ejemplo"},
		{"pt", "Os cisnes ficam no porto\n\nPor Ana Exemplo, Diário do Porto\n06/11/2023 14h30 Atualizado há 2 dias", "2023-11-06T14:30", "Ana Exemplo"},
		{"fr", "Les cygnes restent au port\n\nPar Anne Exemple\nPublié le 06/11/2023 à 14h30, mis à jour le 06/11/2023 à 15h10", "2023-11-06T14:30", "Anne Exemple"},
		{"fr", "Les cygnes restent au port\n\nLe Moulin avec AFP\nPublié aujourd’hui à 14h30, modifié à 15h10", "2023-11-10T14:30", ""},
		{"it", "I cigni restano nel porto\n\ndi Anna Esempio\n6 Novembre 2023 alle 14:30", "2023-11-06T14:30", "Anna Esempio"},
		{"de", "Schwäne bleiben im Hafen\n\nVon Anna Beispiel\n\nStand: 06.11.2023, 14:30 Uhr", "2023-11-06T14:30", "Anna Beispiel"},
		{"de", "Lokales\n\nSchwäne bleiben im Hafen\n\n06.11.2023, 14:30 Uhr – Anna Beispiel", "2023-11-06T14:30", "Anna Beispiel"},
	}
	for _, c := range cases {
		text := c.head + "\n\n" + bodies[c.language] + "\n\n" + bodies[c.language] + "\n"
		f := content.File{Path: "a.txt", Data: []byte(text), ModTime: time.Date(2023, 11, 10, 22, 0, 0, 0, time.UTC)}
		articles, err := Parse(f, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		title, _, _ := strings.Cut(strings.TrimPrefix(c.head, "Lokales\n\n"), "\n")
		published := a.Published().Time.Format("2006-01-02T15:04")
		if a.Published().DayOnly {
			published = a.Published().String()
		}
		if a.Title() != title || published != c.published || a.Language() != c.language {
			t.Errorf("%q: got %q of %s in %q, want %q of %s in %q", c.head, a.Title(), published, a.Language(), title, c.published, c.language)
		}
		if got := names(a); c.author != "" && got != c.author && !strings.HasPrefix(got, c.author+"|") {
			t.Errorf("%q: got author %q, want %q", c.head, got, c.author)
		}
		if missing := lost(f, articles); len(missing) > 0 {
			t.Errorf("%q: got these lines nowhere: %q", c.head, missing)
		}
	}
}
