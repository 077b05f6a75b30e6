package byline

// Words of press offices and of pages that stand in capitals where names could.

import (
	"strings"

	"feedmill/content/wordlist"
)

// pressWords are the trade's words for its texts, by language; nobody is called so.
var pressWords = wordlist.Set(`persbericht persconferentie toespraak verklaring
	abstract advisory agenda announcement backgrounder contents factsheet hearing homily lecture minutes office overview proceedings prepared table testimony text texts
	address against briefing check communique conference delivered delivery doorstop embargo embargoed handout interview keynote
	memorandum release remarks speech speaking statement subject subjects transcript verbatim
	communiqué conférence déclaration discours prononcé transcription
	imprimé revue texte
	kontakt pressespiegel redebeginn termine themen unsere unser
	ansprache erklärung gesprochene grußwort medienmitteilung mitschrift presseinformation pressekonferenz pressemeldung
	pressemitteilung rede redemanuskript sperrfrist
	rassegna testo
	comunicato conferenza dichiarazione discorso intervento trascrizione
	informacja komunikat notatka oświadczenie prasowa prasowe prasowy przemówienie tekst
	tisková zpráva prohlášení sajtóközlemény közlemény tiedote
	выступление далее заявление интервью новости подробнее поделиться пресс пресс-конференция пресс-релиз релиз речь стенограмма читать
	açıklaması basın bülteni dakika duyuru haberleri konuşması
	δελτίο τύπου δήλωση ομιλία
	הודעה לעיתונות נאום
	صحفي صحفية صحافي تصريح كلمة
	imprensa prensa texto
	comunicado coletiva declaração discurso entrevista
	declaración intervención rueda transcripción
	anförande fråga interpellation pressemeddelelse pressemelding pressmeddelande skriftlig tal uttalande
	persoverzicht tweede`)

// offices are the words for who holds an office, by language: with a place behind
// them they are no name.
var offices = wordlist.Set(`borgmester borgmesteren minister ministeren
	burgemeester kamerlid minister president staatssecretaris wethouder
	ambassador chairman chairwoman chancellor commissioner councillor governor mayor minister president premier secretary senator spokesman spokeswoman
	ambassadeur députée député maire ministre préfet préfète président présidente sénateur sénatrice
	abgeordnete abgeordneter bundeskanzler bundeskanzlerin bürgermeister bürgermeisterin landrat landrätin minister ministerin oberbürgermeister
	oberbürgermeisterin präsident präsidentin vorsitzende vorsitzender
	assessore assessora deputato governatore ministra ministro onorevole presidente prefetto sindaca sindaco
	burmistrz marszałek prezydent premier wojewoda wójt
	deputada deputado governador governadora ministra ministro prefeita prefeito presidente presidenta senador senadora vereador vereadora
	alcalde alcaldesa concejal concejala consejera consejero diputada diputado gobernador gobernadora ministra ministro portavoz presidenta presidente
	rector rectora secretaria secretario senador senadora vicepresidenta vicepresidente
	borgmästare landshövding minister statsråd`)

// isOffice holds for an office with its place: "Alcaldesa de Soria".
func isOffice(s string) bool {
	words := 0
	office := false
	for w := range strings.FieldsSeq(s) {
		switch words++; {
		case words == 1:
			office = wordlist.Lists(offices, w)
		case office && (Particles[w] || wordlist.Lists(officePlaces, w)):
			return true
		}
	}
	return false
}

// beginsWithOffice holds for an office with whoever holds it: "Mayor Jane Doe". Such
// a line tells of her; her own byline is the name alone.
func beginsWithOffice(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	return rest != "" && wordlist.Lists(offices, first)
}

// officePlaces lead from an office to its place.
var officePlaces = wordlist.Set(`de del della delle der des di do da du for för för i of van von w y`)

// namePrefixes are the words of links that stand before a name, by language.
var namePrefixes = wordlist.PrefixesOf(
	"alle artikelen van ", "meer van ", // Dutch
	"all posts by ", "all stories by ", "articles by ", "contact ", "email ", "follow ", "get to know ", "meet ", "more by ", "more from ", "more posts by ", "more stories by ",
	"photo of ", "picture of ", "posts by ", "profile of ", "see all posts by ", "social links for ", "view all articles by ", "view all posts by ", "view all stories by ", "view bio of ", "view profile of ", // English
	"tous les articles de ", "voir tous les articles de ", // French
	"alle artikel von ", "alle beiträge von ", "mehr von ", "profil von ", // German
	"tutti gli articoli di ",                         // Italian
	"todos os artigos de ", "ver todos os posts de ", // Portuguese
	"todas las entradas de ", "ver todas las entradas de ", // Spanish
)

// creditNouns are what somebody else than the author of the words did, by language.
var creditNouns = wordlist.Set(`beeld foto's illustraties vertaling
	art artwork design graphics illustrated illustration illustrations photographs photography photos pictures translated translation video
	zdjęcia zdjęcie ilustracja ilustracje
	фото фотографии иллюстрация иллюстрации видео перевод
	fotoğraf fotoğraflar çizim çeviri
	dessins illustration illustrations images photographies photos traduction
	bilder bild foto fotografie fotos grafik illustration illustrationen kamera redaktion übersetzung zeichnungen
	fotografie illustrazione illustrazioni traduzione
	fotografia fotografias ilustração ilustrações tradução
	fotografía fotografías ilustración ilustraciones imágenes traducción`)

// wordNouns say that somebody wrote the words, by language.
var wordNouns = wordlist.Set("text texts words texte textes testo testi tekst texto textos")

// creditOf leads from such a noun to a name.
var creditOf = wordlist.Set("af av by courtesy d' de di door du fra from par por van von")
