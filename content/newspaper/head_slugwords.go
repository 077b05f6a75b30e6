package newspaper

// What press offices print above a headline, by language.

import (
	"feedmill/content/wordlist"
)

// slugs name the trade of a text: nothing that anybody calls an article.
var slugs = wordlist.Phrases(`بيان صحفي
	للنشر الفوري
	прессъобщение
	съобщение за медиите
	nota de premsa
	comunicat de premsa
	tisková zpráva
	tiskové prohlášení
	pressemeddelelse
	presseinformation
	pressemitteilung
	presseaussendung
	pressemeldung
	presseerklärung
	pressestatement
	medienmitteilung
	medieninformation
	medienaussendung
	medien-information
	presse-information
	presse-mitteilung
	presseinfo
	zur sofortigen veröffentlichung
	zur sofortigen freigabe
	frei zur sofortigen veröffentlichung
	δελτιο τυπου
	δελτίο τύπου
	news release
	news releases
	press release
	press releases
	press statement
	press notice
	press information
	press advisory
	press office
	media release
	media statement
	media advisory
	media alert
	media notice
	media information
	joint press release
	joint statement
	official press release
	official statement
	public notice
	for immediate release
	for immediate publication
	for immediate use
	for release
	for publication
	for release on
	for release on delivery
	for use in
	immediate release
	embargo lifted
	nota de prensa
	comunicado de prensa
	comunicado
	comunicado oficial
	boletín de prensa
	para publicación inmediata
	para su publicación inmediata
	de publicación inmediata
	para difusión inmediata
	pressiteade
	prentsa oharra
	بیانیه مطبوعاتی
	lehdistötiedote
	tiedote
	mediatiedote
	julkaisuvapaa heti
	communiqué de presse
	communiqué
	communique de presse
	communiqué conjoint
	information presse
	dossier de presse
	pour diffusion immédiate
	pour publication immédiate
	הודעה לעיתונות
	प्रेस विज्ञप्ति
	priopćenje
	priopćenje za medije
	priopćenje za javnost
	sajtóközlemény
	közlemény
	siaran pers
	siaran media
	rilis pers
	untuk segera diterbitkan
	fréttatilkynning
	comunicato stampa
	comunicato
	nota stampa
	per diffusione immediata
	per la pubblicazione immediata
	プレスリリース
	ニュースリリース
	報道資料
	報道発表
	報道発表資料
	報道関係者各位
	記者発表資料
	보도자료
	즉시 배포
	즉시 보도
	pranešimas spaudai
	paziņojums presei
	соопштение за јавност
	kenyataan media
	pressemelding
	persbericht
	perscommuniqué
	persmededeling
	persmelding
	per direct te publiceren
	voor onmiddellijke publicatie
	komunikat prasowy
	informacja prasowa
	nota de imprensa
	comunicado de imprensa
	comunicado à imprensa
	release de imprensa
	para divulgação imediata
	para publicação imediata
	comunicat de presă
	spre publicare imediată
	пресс-релиз
	пресс релиз
	сообщение для сми
	сообщение для прессы
	для немедленной публикации
	tlačová správa
	tlačové vyhlásenie
	sporočilo za javnost
	sporočilo za medije
	deklaratë për shtyp
	komunikatë për shtyp
	саопштење
	саопштење за јавност
	саопштење за медије
	saopštenje za javnost
	pressmeddelande
	för omedelbar publicering
	ข่าวประชาสัมพันธ์
	ข่าวแจก
	basın bülteni
	basın açıklaması
	прес-реліз
	пресреліз
	повідомлення для змі
	для негайної публікації
	thông cáo báo chí
	新闻稿
	新聞稿
	新闻通稿
	新聞發布
	新闻公报
	新聞公報
	即时发布
	即時發布
	供即时发布`)

// secrecy are the marks of who may read a paper.
var secrecy = wordlist.Phrases(`vertraulich
	geheim
	offen
	intern
	nur für den dienstgebrauch
	vs-nur für den dienstgebrauch
	vs – nur für den dienstgebrauch
	vs-nfd
	classified
	confidential
	declassified
	distribution general
	for internal use only
	for official use only
	fouo
	general distribution
	limited distribution
	limited official use
	nato unclassified
	official
	official sensitive
	private and confidential
	public
	restricted
	secret
	sensitive but unclassified
	strictly confidential
	tlp amber
	tlp clear
	tlp green
	tlp red
	tlp white
	top secret
	u
	unclassified
	unrestricted
	confidencial
	reservado
	secreto
	confidentiel
	diffusion restreinte
	non classifié
	riservato
	confidenziale
	vertrouwelijk
	poufne
	tajne
	zastrzeżone
	dla służbowego użytku
	для служебного пользования
	секретно
	совершенно секретно
	gizli
	hizmete özel
	内部
	内部资料
	机密
	机密文件
	公开
	秘密
	社外秘
	部外秘`)

// ambiguous are marks of secrecy that are titles too: only in capitals they are marks.
var ambiguous = wordlist.Set("geheim intern offen official public secret u reservado secreto 公开 秘密")

// embargoes begin a line that says until when a text is to wait, by language.
var embargoes = wordlist.PrefixesOf(
	"حظر النشر",                                    // Arabic
	"embargo", "pod embargem", "zákaz publikování", // Czech and most others
	"klausuleret",                                                                     // Danish
	"gesperrt bis", "sperrfrist", "sperrvermerk", "frei ab", "frei für", "nicht vor ", // German
	"embargoed", "under embargo", "under strict embargo", "strict embargo", "strictly embargoed", "strictly under embargo", "not for release", "not for publication", "not to be published before", "hold for release", "hold until", "do not publish before", "for release at", "for release on", "for release after", // English
	"bajo embargo", "embargado", // Spanish
	"julkaisuvapaa",           // Finnish
	"sous embargo",            // French
	"sotto embargo",           // Italian
	"解禁", "禁运", "禁止提前", "엠바고", // Japanese, Chinese, Korean
	"onder embargo", "niet voor publicatie", // Dutch
	"sob embargo",                                                      // Portuguese
	"sub embargo",                                                      // Romanian
	"под эмбарго", "эмбарго", "не публиковать до", "не для публикации", // Russian
	"ambargo",                // Turkish
	"під ембарго", "ембарго", // Ukrainian
	"under embargo", // Scandinavian
)

// waiting are the words that join an embargo to its time, by language.
var waiting = wordlist.Set(`حتى
	do
	til kl
	ab am bis der die ende für ist nicht sperrfrist uhr um veröffentlichen veröffentlichung vom vor zum
	after am and at before bst cest cet date delivery edt embargo embargoed est for from gmt hours hrs h is lifted lifts local midnight noon not of
	on pdt pm prior pst publication publish published release strictly the time till to until utc
	a del el hasta horas las no publicar publicación
	asti klo
	au diffusion du heures jusqu l le minuit ne pas publier à
	al alle dalle del fino ore
	至 到 前 时 時 まで 日時 까지
	niet om tot uur van voor
	as da de até horas
	la până ora
	до
	kadar saat
	годин о`)

// numbering are the words before the number of a release, by language.
var numbering = wordlist.Set(`nr číslo č
	nummer heft ausgabe lfd
	issue no nos number ref reference release
	n núm num número
	n° nº no. numéro réf
	numero prot protocollo
	nr. № номер вып выпуск
	号 第 期 호 제
	sayı`)
