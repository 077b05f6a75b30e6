package dates

// The names of the months, as newspapers write them: nominatives, genitives,
// abbreviations without their dot. One row a language, twelve columns, the
// alternatives of a column parted by blanks.

// monthNames is indexed by calendarWords. Where two languages disagree about a word,
// the first row wins; croatian holds the exception that matters.
var monthNames = [...][12]string{
	/* English */ {"January Jan", "February Feb Febr", "March Mar Mrch", "April Apr Apl", "May", "June Jun", "July Jul", "August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec"},
	/* German */ {"Januar Jänner Jän", "Februar Feber", "März Mär Mrz Maerz", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober Okt", "November", "Dezember Dez"},
	/* French */ {"janvier janv", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil juill", "août aout", "septembre", "octobre", "novembre", "décembre déc"},
	/* Spanish */ {"enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago", "septiembre setiembre set", "octubre", "noviembre", "diciembre dic"},
	/* Portuguese */ {"janeiro", "fevereiro fev", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro out", "novembro", "dezembro"},
	/* Italian */ {"gennaio gen genn", "febbraio febbr", "marzo", "aprile", "maggio mag magg", "giugno giu", "luglio lug", "agosto", "settembre sett", "ottobre ott", "novembre", "dicembre"},
	/* Catalan */ {"gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre", "desembre des"},
	/* Dutch */ {"januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	/* Swedish */ {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	/* Danish, Norwegian */ {"januar", "februar", "marts mars", "april", "maj mai", "juni", "juli", "august", "september", "oktober", "november", "december desember des"},
	/* Icelandic */ {"janúar", "febrúar", "mars", "apríl", "maí", "júní", "júlí", "ágúst", "september", "október", "nóvember", "desember"},
	/* Finnish */ {"tammikuu tammikuuta", "helmikuu helmikuuta", "maaliskuu maaliskuuta", "huhtikuu huhtikuuta", "toukokuu toukokuuta", "kesäkuu kesäkuuta", "heinäkuu heinäkuuta", "elokuu elokuuta", "syyskuu syyskuuta", "lokakuu lokakuuta", "marraskuu marraskuuta", "joulukuu joulukuuta"},
	/* Estonian */ {"jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober", "november", "detsember dets"},
	/* Polish */ {"styczeń stycznia sty", "luty lutego lut", "marzec marca", "kwiecień kwietnia kwi", "maj maja", "czerwiec czerwca cze", "lipiec lipca lip", "sierpień sierpnia sie", "wrzesień września wrz", "październik października paź", "listopad listopada lis", "grudzień grudnia gru"},
	/* Czech */ {"leden ledna", "únor února", "březen března", "duben dubna", "květen května", "červen června", "červenec července", "srpen srpna", "září", "říjen října", "listopad listopadu", "prosinec prosince"},
	/* Slovak */ {"január januára", "február februára", "marec marca", "apríl apríla", "máj mája", "jún júna", "júl júla", "august augusta", "september septembra", "október októbra", "november novembra", "december decembra"},
	/* Slovene */ {"januar januarja", "februar februarja", "marec marca", "april aprila", "maj maja", "junij junija", "julij julija", "avgust avgusta avg", "september septembra", "oktober oktobra", "november novembra", "december decembra"},
	/* Croatian */ {"siječanj siječnja", "veljača veljače", "ožujak ožujka", "travanj travnja", "svibanj svibnja", "lipanj lipnja", "srpanj srpnja", "kolovoz kolovoza", "rujan rujna", "", "studeni studenoga studenog", "prosinac prosinca"},
	/* Serbian */ {"januar jануар", "februar", "mart марта", "april", "maj", "jun", "jul", "avgust", "septembar", "oktobar", "novembar", "decembar"},
	/* Hungarian */ {"január", "február", "március márc", "április ápr", "május", "június jún", "július júl", "augusztus", "szeptember szept", "október", "november", "december"},
	/* Romanian */ {"ianuarie ian", "februarie", "martie", "aprilie", "mai", "iunie iun", "iulie iul", "august", "septembrie", "octombrie", "noiembrie noi", "decembrie"},
	/* Turkish */ {"Ocak Oca", "Şubat Şub", "Mart", "Nisan Nis", "Mayıs", "Haziran Haz", "Temmuz Tem", "Ağustos Ağu", "Eylül Eyl", "Ekim Eki", "Kasım Kas", "Aralık Ara"},
	/* Indonesian, Malay */ {"Januari", "Februari Pebruari", "Maret Mac", "April", "Mei", "Juni", "Juli Julai", "Agustus Agu Agt Ogos", "September", "Oktober", "November", "Desember Des Disember Dis"},
	/* Lithuanian */ {"sausio sausis", "vasario vasaris", "kovo kovas", "balandžio balandis", "gegužės gegužė", "birželio birželis", "liepos liepa", "rugpjūčio rugpjūtis", "rugsėjo rugsėjis", "spalio spalis", "lapkričio lapkritis", "gruodžio gruodis"},
	/* Latvian */ {"janvāris janvārī", "februāris februārī", "marts martā", "aprīlis aprīlī", "maijs maijā", "jūnijs jūnijā", "jūlijs jūlijā", "augusts augustā", "septembris septembrī", "oktobris oktobrī", "novembris novembrī", "decembris decembrī"},
	/* Russian */ {"январь января янв", "февраль февраля фев февр", "март марта мар", "апрель апреля апр", "май мая", "июнь июня июн", "июль июля июл", "август августа авг", "сентябрь сентября сен сент", "октябрь октября окт", "ноябрь ноября ноя нояб", "декабрь декабря дек"},
	/* Ukrainian */ {"січень січня січ", "лютий лютого лют", "березень березня бер", "квітень квітня кві", "травень травня тра", "червень червня чер", "липень липня лип", "серпень серпня сер", "вересень вересня вер", "жовтень жовтня жов", "листопад листопада лис", "грудень грудня гру"},
	/* Belarusian */ {"студзень студзеня", "люты лютага", "сакавік сакавіка", "красавік красавіка", "травень траўня", "чэрвень чэрвеня", "ліпень ліпеня", "жнівень жніўня", "верасень верасня", "кастрычнік кастрычніка", "лістапад лістапада", "снежань снежня"},
	/* Bulgarian */ {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември", "декември"},
	/* Serbian, Macedonian */ {"јануар јануари", "фебруар фебруари", "март", "април", "мај", "јун јуни", "јул јули", "август", "септембар", "октобар", "новембар", "децембар"},
	/* Greek */ {"Ιανουάριος Ιανουαρίου Ιαν", "Φεβρουάριος Φεβρουαρίου Φεβ", "Μάρτιος Μαρτίου Μαρ", "Απρίλιος Απριλίου Απρ", "Μάιος Μαΐου Μαΐ", "Ιούνιος Ιουνίου Ιουν", "Ιούλιος Ιουλίου Ιουλ", "Αύγουστος Αυγούστου Αυγ", "Σεπτέμβριος Σεπτεμβρίου Σεπ", "Οκτώβριος Οκτωβρίου Οκτ", "Νοέμβριος Νοεμβρίου Νοε", "Δεκέμβριος Δεκεμβρίου Δεκ"},
	/* Arabic */ {"يناير كانون", "فبراير شباط", "مارس آذار", "أبريل ابريل إبريل نيسان", "مايو أيار", "يونيو حزيران", "يوليو تموز", "أغسطس اغسطس آب", "سبتمبر أيلول", "أكتوبر اكتوبر", "نوفمبر", "ديسمبر"},
	/* Persian */ {"ژانویه", "فوریه", "مارس", "آوریل", "مه می", "ژوئن", "ژوئیه جولای", "اوت آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"},
	/* Urdu */ {"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"},
	/* Hebrew */ {"ינואר בינואר", "פברואר בפברואר", "מרץ במרץ מרס", "אפריל באפריל", "מאי במאי", "יוני ביוני", "יולי ביולי", "אוגוסט באוגוסט", "ספטמבר בספטמבר", "אוקטובר באוקטובר", "נובמבר בנובמבר", "דצמבר בדצמבר"},
	/* Hindi */ {"जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर सितम्बर", "अक्टूबर अक्तूबर", "नवंबर नवम्बर", "दिसंबर दिसम्बर"},
	/* Bengali */ {"জানুয়ারি জানুয়ারী", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"},
	/* Thai */ {"มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"},
}

// thaiMonths are Thailand's abbreviations, which no run of letters holds.
var thaiMonths = [12]string{"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."}

// croatian is what "listopad" means from Zagreb to Sarajevo: October. Everywhere
// else that has the word it is November.
const croatian = 10

// everydayWords are months only beside a year: "won 6 set 3", "2 ago", "3 may".
const everydayWords = "مه می set out ago mag dic mart des dis sie lis lip gru bar sett noi gen ara tem kas cze kovo тра бер сер лис mac lut luty en may march mars mar"
