package feed

// What pages say around the articles, and how they write days, in the language
// of the site.

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// vocabulary is the few words that pages need in one language.
type vocabulary struct {
	Subscribe, Help, All string // the box of feeds: its name, what to do with them, the list of all
	Skip                 string // a link for those who hear the page
	Home                 string // back to the newest articles
	Missing              string // in the place of a page that there is not
	Empty                string // in the place of articles
	Tags, Topics         string
	Authors, Languages   string   // headings of the lists of them
	Archive              string   // the list of years and months
	Older, Newer         string   // articles, on the next list
	Previous, Next       string   // article, in time
	Updated              string   // before the time of a correction
	Table                string   // names a table that can be moved sideways, to those who hear the page
	By                   string   // before the program's name
	more                 string   // pattern of {s}ection: leads to its other articles
	months               []string // in the form that stands in dates; none: numbers
	alone                []string // the same as they stand without a day, where that is another form
	day                  string   // pattern of {d}, {m}onth, {n}umber of the month, {y}
	month                string   // likewise, without a day; empty is {m} {y}
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
func (w vocabulary) date(t time.Time) string { return written(w.day, w.months, t) }

// monthOf is the month of t as the language writes it.
func (w vocabulary) monthOf(t time.Time) string {
	return written(cmp.Or(w.month, "{m} {y}"), w.nominative(), t)
}

// monthName is the name of a month by itself.
func (w vocabulary) monthName(m time.Month) string {
	t := time.Date(2000, m, 1, 0, 0, 0, 0, time.UTC)
	if len(w.nominative()) == 12 {
		return written("{m}", w.nominative(), t)
	}
	number := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(w.month, "{y}年"), "{y}년"), " ")
	return written(cmp.Or(number, "{n}"), nil, t)
}

func (w vocabulary) nominative() []string {
	if len(w.alone) > 0 {
		return w.alone
	}
	return w.months
}

// listName is the heading of the list of all sections, tags and so on.
func (w vocabulary) listName(kind string) string {
	return map[string]string{"sections/": w.Topics, "tags/": w.Tags, "authors/": w.Authors, "languages/": w.Languages}[kind]
}

// moreIn leads to the other articles of a section.
func (w vocabulary) moreIn(section string) string { return strings.Replace(w.more, "{s}", section, 1) }

// written is a day or a month after a pattern. Months without names are numbers.
func written(pattern string, months []string, t time.Time) string {
	number := strconv.Itoa(int(t.Month()))
	month := number
	if len(months) == 12 {
		month = months[t.Month()-1]
	}
	for _, part := range [...][2]string{{"{d}", strconv.Itoa(t.Day())}, {"{m}", month}, {"{n}", number}, {"{y}", t.Format("2006")}} {
		pattern = strings.Replace(pattern, part[0], part[1], 1)
	}
	return pattern
}

var languages = map[string]vocabulary{
	"en": {
		Subscribe: "Subscribe", Help: "Give one of these addresses to a feed reader, and it will bring you every new article.", All: "all feeds at once",
		Skip: "Skip to the content", Home: "All articles", Missing: "There is no such page here", Empty: "Nothing has been published yet.", Tags: "Tags", Topics: "Sections", By: "Made by",
		months: strings.Fields("January February March April May June July August September October November December"), day: "{d} {m} {y}",
		Authors: "Authors", Languages: "Languages", Archive: "Archive", Older: "Older articles", Newer: "Newer articles", Previous: "Previous", Next: "Next", Updated: "Updated", Table: "Table", more: "More in {s}",
	},
	"de": {
		Subscribe: "Abonnieren", Help: "Geben Sie eine dieser Adressen einem Feedreader; er bringt Ihnen jeden neuen Artikel.", All: "alle Feeds auf einmal",
		Skip: "Zum Inhalt", Home: "Alle Artikel", Missing: "Diese Seite gibt es hier nicht", Empty: "Noch ist nichts erschienen.", Tags: "Schlagwörter", Topics: "Ressorts", By: "Erstellt mit",
		months: strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"), day: "{d}. {m} {y}",
		Authors: "Autoren", Languages: "Sprachen", Archive: "Archiv", Older: "Ältere Artikel", Newer: "Neuere Artikel", Previous: "Vorheriger", Next: "Nächster", Updated: "Aktualisiert", Table: "Tabelle", more: "Mehr aus {s}",
	},
	"fr": {
		Subscribe: "S’abonner", Help: "Donnez une de ces adresses à un lecteur de flux : il vous apportera chaque nouvel article.", All: "tous les flux à la fois",
		Skip: "Aller au contenu", Home: "Tous les articles", Missing: "Cette page n’existe pas", Empty: "Rien n’est encore paru.", Tags: "Mots-clés", Topics: "Rubriques", By: "Réalisé avec",
		months: strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"), day: "{d} {m} {y}",
		Authors: "Auteurs", Languages: "Langues", Archive: "Archives", Older: "Articles plus anciens", Newer: "Articles plus récents", Previous: "Précédent", Next: "Suivant", Updated: "Mis à jour", Table: "Tableau", more: "Plus d’articles : {s}",
	},
	"es": {
		Subscribe: "Suscribirse", Help: "Dé una de estas direcciones a un lector de feeds y le traerá cada artículo nuevo.", All: "todos los feeds a la vez",
		Skip: "Ir al contenido", Home: "Todos los artículos", Missing: "Esta página no existe", Empty: "Todavía no se ha publicado nada.", Tags: "Etiquetas", Topics: "Secciones", By: "Hecho con",
		months: strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"), day: "{d} de {m} de {y}",
		Authors: "Autores", Languages: "Idiomas", Archive: "Archivo", Older: "Artículos anteriores", Newer: "Artículos más recientes", Previous: "Anterior", Next: "Siguiente", Updated: "Actualizado", Table: "Tabla", more: "Más en {s}",
		month: "{m} de {y}",
	},
	"it": {
		Subscribe: "Abbonati", Help: "Dai uno di questi indirizzi a un lettore di feed: ti porterà ogni nuovo articolo.", All: "tutti i feed insieme",
		Skip: "Vai al contenuto", Home: "Tutti gli articoli", Missing: "Questa pagina non esiste", Empty: "Non è ancora uscito nulla.", Tags: "Etichette", Topics: "Sezioni", By: "Fatto con",
		months: strings.Fields("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"), day: "{d} {m} {y}",
		Authors: "Autori", Languages: "Lingue", Archive: "Archivio", Older: "Articoli precedenti", Newer: "Articoli più recenti", Previous: "Precedente", Next: "Successivo", Updated: "Aggiornato", Table: "Tabella", more: "Altro in {s}",
	},
	"pt": {
		Subscribe: "Assinar", Help: "Dê um destes endereços a um leitor de feeds e ele trará cada novo artigo.", All: "todos os feeds de uma vez",
		Skip: "Ir para o conteúdo", Home: "Todos os artigos", Missing: "Esta página não existe", Empty: "Ainda não há nada publicado.", Tags: "Etiquetas", Topics: "Seções", By: "Feito com",
		months: strings.Fields("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"), day: "{d} de {m} de {y}",
		Authors: "Autores", Languages: "Idiomas", Archive: "Arquivo", Older: "Artigos anteriores", Newer: "Artigos mais recentes", Previous: "Anterior", Next: "Próximo", Updated: "Atualizado", Table: "Tabela", more: "Mais em {s}",
		month: "{m} de {y}",
	},
	"nl": {
		Subscribe: "Abonneren", Help: "Geef een van deze adressen aan een feedlezer; die brengt u elk nieuw artikel.", All: "alle feeds in één keer",
		Skip: "Naar de inhoud", Home: "Alle artikelen", Missing: "Deze pagina bestaat niet", Empty: "Er is nog niets verschenen.", Tags: "Trefwoorden", Topics: "Rubrieken", By: "Gemaakt met",
		months: strings.Fields("januari februari maart april mei juni juli augustus september oktober november december"), day: "{d} {m} {y}",
		Authors: "Auteurs", Languages: "Talen", Archive: "Archief", Older: "Oudere artikelen", Newer: "Nieuwere artikelen", Previous: "Vorige", Next: "Volgende", Updated: "Bijgewerkt", Table: "Tabel", more: "Meer in {s}",
	},
	"sv": {
		Subscribe: "Prenumerera", Help: "Ge en av adresserna till en flödesläsare, så får du varje ny artikel.", All: "alla flöden på en gång",
		Skip: "Till innehållet", Home: "Alla artiklar", Missing: "Sidan finns inte", Empty: "Inget har publicerats än.", Tags: "Etiketter", Topics: "Avdelningar", By: "Gjord med",
		months: strings.Fields("januari februari mars april maj juni juli augusti september oktober november december"), day: "{d} {m} {y}",
		Authors: "Skribenter", Languages: "Språk", Archive: "Arkiv", Older: "Äldre artiklar", Newer: "Nyare artiklar", Previous: "Föregående", Next: "Nästa", Updated: "Uppdaterad", Table: "Tabell", more: "Mer i {s}",
	},
	"pl": {
		Subscribe: "Subskrybuj", Help: "Podaj jeden z tych adresów czytnikowi kanałów, a otrzymasz każdy nowy artykuł.", All: "wszystkie kanały naraz",
		Skip: "Przejdź do treści", Home: "Wszystkie artykuły", Missing: "Nie ma takiej strony", Empty: "Nic jeszcze nie opublikowano.", Tags: "Tagi", Topics: "Działy", By: "Utworzono w",
		months: strings.Fields("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"), day: "{d} {m} {y}",
		Authors: "Autorzy", Languages: "Języki", Archive: "Archiwum", Older: "Starsze artykuły", Newer: "Nowsze artykuły", Previous: "Poprzedni", Next: "Następny", Updated: "Zaktualizowano", Table: "Tabela", more: "Więcej: {s}",
		alone: strings.Fields("styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"),
	},
	"ru": {
		Subscribe: "Подписаться", Help: "Добавьте один из этих адресов в программу для чтения лент, и она покажет каждую новую статью.", All: "все ленты сразу",
		Skip: "К содержанию", Home: "Все статьи", Missing: "Такой страницы нет", Empty: "Пока ничего не опубликовано.", Tags: "Метки", Topics: "Разделы", By: "Создано в",
		months: strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"), day: "{d} {m} {y}",
		Authors: "Авторы", Languages: "Языки", Archive: "Архив", Older: "Более ранние статьи", Newer: "Более новые статьи", Previous: "Предыдущая", Next: "Следующая", Updated: "Обновлено", Table: "Таблица", more: "Ещё: {s}",
		alone: strings.Fields("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
	},
	"uk": {
		Subscribe: "Підписатися", Help: "Додайте одну з цих адрес до програми читання стрічок, і вона покаже кожну нову статтю.", All: "усі стрічки разом",
		Skip: "До змісту", Home: "Усі статті", Missing: "Такої сторінки немає", Empty: "Ще нічого не опубліковано.", Tags: "Мітки", Topics: "Розділи", By: "Створено в",
		months: strings.Fields("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"), day: "{d} {m} {y}",
		Authors: "Автори", Languages: "Мови", Archive: "Архів", Older: "Давніші статті", Newer: "Новіші статті", Previous: "Попередня", Next: "Наступна", Updated: "Оновлено", Table: "Таблиця", more: "Ще: {s}",
		alone: strings.Fields("січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"),
	},
	"tr": {
		Subscribe: "Abone ol", Help: "Bu adreslerden birini bir akış okuyucusuna verin; her yeni yazıyı size getirir.", All: "tüm akışlar bir arada",
		Skip: "İçeriğe geç", Home: "Tüm yazılar", Missing: "Böyle bir sayfa yok", Empty: "Henüz bir şey yayımlanmadı.", Tags: "Etiketler", Topics: "Bölümler", By: "Yapım:",
		months: strings.Fields("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"), day: "{d} {m} {y}",
		Authors: "Yazarlar", Languages: "Diller", Archive: "Arşiv", Older: "Daha eski yazılar", Newer: "Daha yeni yazılar", Previous: "Önceki", Next: "Sonraki", Updated: "Güncelleme", Table: "Tablo", more: "Daha fazlası: {s}",
	},
	"ja": {
		Subscribe: "購読", Help: "このアドレスのいずれかをフィードリーダーに登録すると、新しい記事が届きます。", All: "すべてのフィード",
		Skip: "本文へ", Home: "すべての記事", Missing: "ページが見つかりません", Empty: "まだ記事はありません。", Tags: "タグ", Topics: "分野", By: "作成:",
		day:     "{y}年{n}月{d}日",
		Authors: "執筆者", Languages: "言語", Archive: "アーカイブ", Older: "以前の記事", Newer: "新しい記事", Previous: "前の記事", Next: "次の記事", Updated: "更新", Table: "表", more: "{s}の記事一覧",
		month: "{y}年{n}月",
	},
	"zh": {
		Subscribe: "订阅", Help: "把其中一个地址加入阅读器，即可收到每篇新文章。", All: "全部订阅源",
		Skip: "跳到正文", Home: "全部文章", Missing: "没有这个页面", Empty: "尚无文章。", Tags: "标签", Topics: "栏目", By: "制作：",
		day:     "{y}年{n}月{d}日",
		Authors: "作者", Languages: "语言", Archive: "归档", Older: "较早的文章", Newer: "较新的文章", Previous: "上一篇", Next: "下一篇", Updated: "更新于", Table: "表格", more: "更多：{s}",
		month: "{y}年{n}月",
	},
	"ko": {
		Subscribe: "구독", Help: "이 주소 가운데 하나를 피드 리더에 등록하면 새 글이 도착합니다.", All: "모든 피드",
		Skip: "본문으로", Home: "모든 글", Missing: "없는 페이지입니다", Empty: "아직 글이 없습니다.", Tags: "태그", Topics: "분야", By: "제작:",
		day:     "{y}년 {n}월 {d}일",
		Authors: "글쓴이", Languages: "언어", Archive: "보관함", Older: "이전 글 목록", Newer: "새 글 목록", Previous: "이전 글", Next: "다음 글", Updated: "수정", Table: "표", more: "{s} 글 더 보기",
		month: "{y}년 {n}월",
	},
	"ar": {
		Subscribe: "اشترك", Help: "أضف أحد هذه العناوين إلى قارئ الخلاصات ليصلك كل مقال جديد.", All: "كل الخلاصات معًا",
		Skip: "إلى المحتوى", Home: "كل المقالات", Missing: "هذه الصفحة غير موجودة", Empty: "لم يُنشر شيء بعد.", Tags: "وسوم", Topics: "أقسام", By: "أُعدّ بواسطة",
		months: strings.Fields("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"), day: "{d} {m} {y}",
		Authors: "الكتّاب", Languages: "اللغات", Archive: "الأرشيف", Older: "مقالات أقدم", Newer: "مقالات أحدث", Previous: "السابق", Next: "التالي", Updated: "حُدّث", Table: "جدول", more: "المزيد من {s}",
	},
	"he": {
		Subscribe: "הרשמה", Help: "מסרו אחת מהכתובות לקורא הזנות, והוא יביא לכם כל כתבה חדשה.", All: "כל ההזנות יחד",
		Skip: "לתוכן", Home: "כל הכתבות", Missing: "אין כאן דף כזה", Empty: "עדיין לא פורסם דבר.", Tags: "תגיות", Topics: "מדורים", By: "נוצר באמצעות",
		months: strings.Fields("בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"), day: "{d} {m} {y}",
		Authors: "כותבים", Languages: "שפות", Archive: "ארכיון", Older: "כתבות ישנות יותר", Newer: "כתבות חדשות יותר", Previous: "הקודמת", Next: "הבאה", Updated: "עודכן", Table: "טבלה", more: "עוד: {s}",
		alone: strings.Fields("ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"),
	},
}
