package feed

// What pages say around the articles, and how they write days, in the language
// of the site.

import (
	"strconv"
	"strings"
	"time"
)

// vocabulary is the few words that pages need in one language.
type vocabulary struct {
	Subscribe, Help, All string // the box of feeds: its name, what to do with them, the list of all
	Skip                 string // a link for those who hear the page
	Home                 string // back to the newest articles
	Empty                string // in the place of articles
	Tags, Topics         string
	By                   string   // before the program's name
	months               []string // in the form that stands in dates; none: numbers
	day                  string   // pattern of {d}, {m}onth, {n}umber of the month, {y}
}

// wordsOf finds the words of the first tag that has any, else the English ones.
func wordsOf(tags ...string) vocabulary {
	for _, tag := range tags {
		if tag == "en-US" {
			w := languages["en"]
			w.day = "{m} {d}, {y}"
			return w
		}
		base, _, _ := strings.Cut(tag, "-")
		if w, ok := languages[base]; ok {
			return w
		}
	}
	return languages["en"]
}

// date is the day of t as the language writes it.
func (w vocabulary) date(t time.Time) string {
	number := strconv.Itoa(int(t.Month()))
	month := number
	if len(w.months) == 12 {
		month = w.months[t.Month()-1]
	}
	date := w.day
	for _, part := range [...][2]string{{"{d}", strconv.Itoa(t.Day())}, {"{m}", month}, {"{n}", number}, {"{y}", t.Format("2006")}} {
		date = strings.Replace(date, part[0], part[1], 1)
	}
	return date
}

var languages = map[string]vocabulary{
	"en": {
		Subscribe: "Subscribe", Help: "Give one of these addresses to a feed reader, and it will bring you every new article.", All: "all feeds at once",
		Skip: "Skip to the content", Home: "All articles", Empty: "Nothing has been published yet.", Tags: "Tags", Topics: "Sections", By: "Made by",
		months: strings.Fields("January February March April May June July August September October November December"), day: "{d} {m} {y}",
	},
	"de": {
		Subscribe: "Abonnieren", Help: "Geben Sie eine dieser Adressen einem Feedreader; er bringt Ihnen jeden neuen Artikel.", All: "alle Feeds auf einmal",
		Skip: "Zum Inhalt", Home: "Alle Artikel", Empty: "Noch ist nichts erschienen.", Tags: "Schlagwörter", Topics: "Ressorts", By: "Erstellt mit",
		months: strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"), day: "{d}. {m} {y}",
	},
	"fr": {
		Subscribe: "S’abonner", Help: "Donnez une de ces adresses à un lecteur de flux : il vous apportera chaque nouvel article.", All: "tous les flux à la fois",
		Skip: "Aller au contenu", Home: "Tous les articles", Empty: "Rien n’est encore paru.", Tags: "Mots-clés", Topics: "Rubriques", By: "Réalisé avec",
		months: strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"), day: "{d} {m} {y}",
	},
	"es": {
		Subscribe: "Suscribirse", Help: "Dé una de estas direcciones a un lector de feeds y le traerá cada artículo nuevo.", All: "todos los feeds a la vez",
		Skip: "Ir al contenido", Home: "Todos los artículos", Empty: "Todavía no se ha publicado nada.", Tags: "Etiquetas", Topics: "Secciones", By: "Hecho con",
		months: strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"), day: "{d} de {m} de {y}",
	},
	"it": {
		Subscribe: "Abbonati", Help: "Dai uno di questi indirizzi a un lettore di feed: ti porterà ogni nuovo articolo.", All: "tutti i feed insieme",
		Skip: "Vai al contenuto", Home: "Tutti gli articoli", Empty: "Non è ancora uscito nulla.", Tags: "Etichette", Topics: "Sezioni", By: "Fatto con",
		months: strings.Fields("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"), day: "{d} {m} {y}",
	},
	"pt": {
		Subscribe: "Assinar", Help: "Dê um destes endereços a um leitor de feeds e ele trará cada novo artigo.", All: "todos os feeds de uma vez",
		Skip: "Ir para o conteúdo", Home: "Todos os artigos", Empty: "Ainda não há nada publicado.", Tags: "Etiquetas", Topics: "Seções", By: "Feito com",
		months: strings.Fields("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"), day: "{d} de {m} de {y}",
	},
	"nl": {
		Subscribe: "Abonneren", Help: "Geef een van deze adressen aan een feedlezer; die brengt u elk nieuw artikel.", All: "alle feeds in één keer",
		Skip: "Naar de inhoud", Home: "Alle artikelen", Empty: "Er is nog niets verschenen.", Tags: "Trefwoorden", Topics: "Rubrieken", By: "Gemaakt met",
		months: strings.Fields("januari februari maart april mei juni juli augustus september oktober november december"), day: "{d} {m} {y}",
	},
	"sv": {
		Subscribe: "Prenumerera", Help: "Ge en av adresserna till en flödesläsare, så får du varje ny artikel.", All: "alla flöden på en gång",
		Skip: "Till innehållet", Home: "Alla artiklar", Empty: "Inget har publicerats än.", Tags: "Etiketter", Topics: "Avdelningar", By: "Gjord med",
		months: strings.Fields("januari februari mars april maj juni juli augusti september oktober november december"), day: "{d} {m} {y}",
	},
	"pl": {
		Subscribe: "Subskrybuj", Help: "Podaj jeden z tych adresów czytnikowi kanałów, a otrzymasz każdy nowy artykuł.", All: "wszystkie kanały naraz",
		Skip: "Przejdź do treści", Home: "Wszystkie artykuły", Empty: "Nic jeszcze nie opublikowano.", Tags: "Tagi", Topics: "Działy", By: "Utworzono w",
		months: strings.Fields("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"), day: "{d} {m} {y}",
	},
	"ru": {
		Subscribe: "Подписаться", Help: "Добавьте один из этих адресов в программу для чтения лент, и она покажет каждую новую статью.", All: "все ленты сразу",
		Skip: "К содержанию", Home: "Все статьи", Empty: "Пока ничего не опубликовано.", Tags: "Метки", Topics: "Разделы", By: "Создано в",
		months: strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"), day: "{d} {m} {y}",
	},
	"uk": {
		Subscribe: "Підписатися", Help: "Додайте одну з цих адрес до програми читання стрічок, і вона покаже кожну нову статтю.", All: "усі стрічки разом",
		Skip: "До змісту", Home: "Усі статті", Empty: "Ще нічого не опубліковано.", Tags: "Мітки", Topics: "Розділи", By: "Створено в",
		months: strings.Fields("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"), day: "{d} {m} {y}",
	},
	"tr": {
		Subscribe: "Abone ol", Help: "Bu adreslerden birini bir akış okuyucusuna verin; her yeni yazıyı size getirir.", All: "tüm akışlar bir arada",
		Skip: "İçeriğe geç", Home: "Tüm yazılar", Empty: "Henüz bir şey yayımlanmadı.", Tags: "Etiketler", Topics: "Bölümler", By: "Yapım:",
		months: strings.Fields("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"), day: "{d} {m} {y}",
	},
	"ja": {
		Subscribe: "購読", Help: "このアドレスのいずれかをフィードリーダーに登録すると、新しい記事が届きます。", All: "すべてのフィード",
		Skip: "本文へ", Home: "すべての記事", Empty: "まだ記事はありません。", Tags: "タグ", Topics: "分野", By: "作成:",
		day: "{y}年{n}月{d}日",
	},
	"zh": {
		Subscribe: "订阅", Help: "把其中一个地址加入阅读器，即可收到每篇新文章。", All: "全部订阅源",
		Skip: "跳到正文", Home: "全部文章", Empty: "尚无文章。", Tags: "标签", Topics: "栏目", By: "制作：",
		day: "{y}年{n}月{d}日",
	},
	"ko": {
		Subscribe: "구독", Help: "이 주소 가운데 하나를 피드 리더에 등록하면 새 글이 도착합니다.", All: "모든 피드",
		Skip: "본문으로", Home: "모든 글", Empty: "아직 글이 없습니다.", Tags: "태그", Topics: "분야", By: "제작:",
		day: "{y}년 {n}월 {d}일",
	},
	"ar": {
		Subscribe: "اشترك", Help: "أضف أحد هذه العناوين إلى قارئ الخلاصات ليصلك كل مقال جديد.", All: "كل الخلاصات معًا",
		Skip: "إلى المحتوى", Home: "كل المقالات", Empty: "لم يُنشر شيء بعد.", Tags: "وسوم", Topics: "أقسام", By: "أُعدّ بواسطة",
		months: strings.Fields("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"), day: "{d} {m} {y}",
	},
	"he": {
		Subscribe: "הרשמה", Help: "מסרו אחת מהכתובות לקורא הזנות, והוא יביא לכם כל כתבה חדשה.", All: "כל ההזנות יחד",
		Skip: "לתוכן", Home: "כל הכתבות", Empty: "עדיין לא פורסם דבר.", Tags: "תגיות", Topics: "מדורים", By: "נוצר באמצעות",
		months: strings.Fields("בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"), day: "{d} {m} {y}",
	},
}
