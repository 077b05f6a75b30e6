package dates

// The names of the days of the week. A weekday that is written beside a date is
// a checksum: it decides between two readings and finds a missing year.

// weekdayNames is indexed by calendarWords; one row a language, from Sunday on.
// English comes first, so that its abbreviations win.
var weekdayNames = [...][7]string{
	/* English */ {"Sunday Sun", "Monday Mon", "Tuesday Tue Tues", "Wednesday Wed Weds", "Thursday Thu Thur Thurs", "Friday Fri", "Saturday Sat"},
	/* German */ {"Sonntag So", "Montag Mo", "Dienstag Di", "Mittwoch Mi", "Donnerstag Do", "Freitag Fr", "Samstag Sonnabend Sa"},
	/* French */ {"dimanche dim", "lundi lun", "mardi", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam"},
	/* Spanish */ {"domingo dom", "lunes lun", "martes", "miércoles mié", "jueves jue", "viernes vie", "sábado sáb"},
	/* Portuguese */ {"domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"},
	/* Italian */ {"domenica", "lunedì", "martedì", "mercoledì", "giovedì gio", "venerdì", "sabato"},
	/* Catalan */ {"diumenge", "dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte"},
	/* Dutch */ {"zondag zo", "maandag ma", "dinsdag", "woensdag wo", "donderdag", "vrijdag vr", "zaterdag za"},
	/* Swedish */ {"söndag sön", "måndag mån", "tisdag tis", "onsdag ons", "torsdag tors", "fredag fre", "lördag lör"},
	/* Danish, Norwegian */ {"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
	/* Finnish */ {"sunnuntai sunnuntaina", "maanantai maanantaina", "tiistai tiistaina", "keskiviikko keskiviikkona", "torstai torstaina", "perjantai perjantaina", "lauantai lauantaina"},
	/* Polish */ {"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"},
	/* Czech */ {"neděle", "pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota"},
	/* Hungarian */ {"vasárnap", "hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat"},
	/* Romanian */ {"duminică", "luni", "marți", "miercuri", "joi", "vineri", "sâmbătă"},
	/* Turkish */ {"Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"},
	/* Indonesian */ {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"},
	/* Malay */ {"Ahad", "Isnin", "", "", "Khamis", "Jumaat", ""},
	/* Russian */ {"воскресенье вс", "понедельник пн", "вторник вт", "среда ср", "четверг чт", "пятница пт", "суббота сб"},
	/* Ukrainian */ {"неділя нд", "понеділок", "вівторок", "середа", "четвер", "пятниця", "субота"},
	/* Bulgarian */ {"неделя", "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота"},
	/* Greek */ {"Κυριακή", "Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο"},
	/* Arabic */ {"الأحد", "الاثنين الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
	/* Hindi */ {"रविवार", "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार"},
	/* Chinese */ {"星期日 星期天 周日 週日", "星期一 周一 週一", "星期二 周二 週二", "星期三 周三 週三", "星期四 周四 週四", "星期五 周五 週五", "星期六 周六 週六"},
	/* Japanese */ {"日曜日 日曜", "月曜日 月曜", "火曜日 火曜", "水曜日 水曜", "木曜日 木曜", "金曜日 金曜", "土曜日 土曜"},
	/* Korean */ {"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
}

// hanWeekdays are the single characters that stand for a weekday in parentheses.
const (
	hanWeekdays    = "日月火水木金土"
	hangulWeekdays = "일월화수목금토"
)
