package newspaper

// Litter: the words of buttons, counters and boxes that a page wears around its
// article, and that scrapers bring along.

import (
	"strings"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// longestLitter bounds a litter line in bytes.
const longestLitter = 140

// whyLitter says why a line is no text of anybody; empty if it may be.
func whyLitter(s string) string {
	if len(s) > longestLitter {
		return ""
	}
	lower := strings.ToLower(strings.Trim(s, " \t\u00a0.,;:…!/|•·()[]-–—*+>»▼▾→"))
	if lower == "" {
		return "punctuation"
	}
	if litter[lower] {
		return litterKind(lower)
	}
	if len(s) <= 80 {
		if litterPrefixes.Of(lower) != "" && !(strings.HasSuffix(s, ".") && prose.WordCount(s) > 12) {
			return "page furniture"
		}
	}
	if isCountLine(lower) {
		return "counter"
	}
	if isButtonRow(lower) {
		return "share bar"
	}
	return ""
}

func litterKind(lower string) string {
	switch {
	case strings.HasPrefix(lower, "image caption"), strings.HasPrefix(lower, "media caption"):
		return "caption label"
	case strings.Contains(lower, "share"), strings.Contains(lower, "tweet"), strings.Contains(lower, "facebook"), strings.Contains(lower, "teilen"):
		return "share bar"
	case strings.Contains(lower, "advert"), strings.Contains(lower, "anzeige"), strings.Contains(lower, "werbung"):
		return "advertisement"
	}
	return "page furniture"
}

// isCountLine reports whether a line in small letters only counts: "845 shares", "24
// comments", "comments 2192 shares", "4 min read", "lesezeit: 2 minuten".
func isCountLine(lower string) bool {
	if len(lower) > 40 {
		return false
	}
	number, word := false, false
	for w := range strings.FieldsSeq(lower) {
		w = strings.Trim(w, ".,:;()+·•|")
		if w == "" {
			continue
		}
		n := 0
		for n < len(w) && (prose.IsDigit(w[n]) || w[n] == '.' || w[n] == ',') {
			n++
		}
		number = number || n > 0
		switch rest := w[n:]; {
		case rest == "" || n > 0 && (rest == "k" || rest == "m"):
		case countWords[rest]:
			word = true
		default:
			return false
		}
	}
	return number && word
}

var countWords = wordlist.Set(`share shares comment comments view views like likes min minute minutes read reads kommentare kommentar
	minuten lesezeit lesedauer mal geteilt aufrufe comentarios comentario commentaires commentaire lecture minutos comentários
	comentário leitura commenti reacties votes vote retweets followers reading time de of in reactions plays reply replies
	shared lesen gelesen dauer durée lectura post`)

// litter lists whole lines, small, without the punctuation at their ends.
var litter = wordlist.Phrases(`share
	share this
	share this article
	share this story
	share this page
	share this post
	share on facebook
	share on twitter
	share on whatsapp
	share on linkedin
	share on pinterest
	share via email
	share with facebook
	share link
	shares
	tweet
	tweet this
	pin
	pin it
	pinterest
	facebook
	twitter
	x
	whatsapp
	linkedin
	telegram
	reddit
	tumblr
	instagram
	youtube
	flipboard
	messenger
	messengers
	google+
	google plus
	xing
	vk
	email
	e-mail
	mail
	email this
	email article
	email the author
	email this article
	print
	print this
	print article
	print this article
	print page
	buffer
	copy link
	copy this link
	copy url
	link copied
	save
	save article
	bookmark
	follow
	follow us
	following
	subscribe
	subscribe now
	sign up
	sign in
	log in
	login
	register
	comment
	comments
	leave a comment
	leave a reply
	add comment
	post a comment
	see all comments
	view comments
	view all comments
	read comments
	join the conversation
	no comments
	be the first to comment
	fb tweet
	advertisement
	advertisements
	advertising
	advertisement - continue reading below
	article continues below advertisement
	continue reading the main story
	continue reading
	story continues below
	story continues below advertisement
	sponsored
	sponsored content
	ad
	ads
	skip to content
	skip to main content
	skip advertisement
	jump to recipe
	print recipe
	jump to recipe print recipe
	scroll down for video
	scroll down for videos
	scroll down to read more
	scroll down
	media playback is unsupported on your device
	image copyright
	image caption
	media caption
	play video
	play
	pause
	mute
	loading
	embed
	enlarge image
	enlarge
	view gallery
	click to enlarge
	view author archive
	get author rss feed
	most popular
	most popular today
	most read
	trending
	trending now
	toggle navigation
	menu
	search
	close
	back to top
	top
	next
	previous
	more
	home
	submit
	name(required)
	email(required)
	comment(required)
	order reprints
	order reprints | today’s paper | subscribe
	related topics
	listen to this article
	listen
	text size
	font size
	a a
	a- a+
	aa
	show more
	load more
	this is a modal window
	e-mail this
	report this ad
	newsletter
	newsletters
	download
	teilen
	teilen twittern
	twittern
	drucken
	merken
	mailen
	senden
	versenden
	weiterleiten
	kommentieren
	kommentare
	kommentar schreiben
	kommentar verfassen
	schreibe einen kommentar
	schreibe eine antwort
	keine kommentare
	artikel teilen
	artikel drucken
	beitrag teilen
	diesen artikel teilen
	teile das
	auf facebook teilen
	auf twitter teilen
	vorlesen
	anhören
	artikel anhören
	artikel merken
	pinnen
	anzeige
	werbung
	lesezeichen
	zur startseite
	startseite
	menü
	suche
	schließen
	inhaltsverzeichnis
	inhalt
	abonnieren
	anmelden
	registrieren
	mehr anzeigen
	nach oben
	partager
	partager sur facebook
	partager sur twitter
	partager cet article
	imprimer
	envoyer
	commenter
	commentaires
	réagir
	télécharger
	publicité
	s'abonner
	compartir
	compartir en facebook
	compartir en twitter
	comparte
	imprimir
	enviar
	comentarios
	comentar
	publicidad
	suscríbete
	seguir
	guardar
	compartilhar
	compartilhe
	comentários
	publicidade
	condividi
	stampa
	commenti
	pubblicità
	delen
	advertentie
	reklama
	udostępnij
	drukuj
	поделиться
	реклама
	печать
	комментарии
	комментировать
	ツイート
	シェア
	分享
	打印
	评论
	공유
	댓글
	인쇄
	paylaş
	yazdır
	reklam`)

// litterPrefixes begin litter lines, by first byte.
var litterPrefixes = wordlist.PrefixesOf(wordlist.Lines(`share this on
		share this with
		share this via
		share on
		share to
		share via
		share with
		click to share
		click to print
		click to email
		click here to
		click for sound
		click to expand
		sign up for
		sign up to
		subscribe to
		follow us on
		follow @
		follow ap
		follow him on
		follow her on
		like us on
		by signing up
		by clicking
		by subscribing
		get the latest
		get our
		have your say
		download our app
		download the
		view this post on
		this video is no longer
		opens in new window
		scroll down to
		-- scroll down
		please enable javascript
		javascript is
		your browser does not
		post views
		auf facebook
		auf twitter
		per e-mail
		per whatsapp
		melden sie sich
		jetzt abonnieren
		newsletter abonnieren
		newsletter bestellen
		zum newsletter
		partager sur
		partager par
		partager via
		compartir en
		compartir por
		suscríbete a
		compartilhar no
		compartilhe no
		condividi su
		klicken, um
		klick, um
		клик`)...)
