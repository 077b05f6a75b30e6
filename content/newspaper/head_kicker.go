package newspaper

// What stands above a headline and is none: kickers, departments, the path
// through a site.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"
)

// kickers are the words that papers print above headlines.
var kickers = wordlist.Phrases(`opinion
	analysis
	exclusive
	breaking
	breaking news
	editorial
	comment
	commentary
	review
	obituary
	interview
	feature
	explainer
	live
	watch
	in pictures
	fact check
	press release
	kommentar
	leitartikel
	analyse
	exklusiv
	glosse
	pressemeldung
	pressemitteilung
	polizeimeldung
	meinung
	porträt
	reportage
	tribune
	éditorial
	exclusif
	communiqué de presse
	opinión
	análisis
	entrevista
	exclusiva
	opinião
	editoriale
	intervista
	мнение
	интервью
	эксклюзив`)

// departments are the parts of a paper that also stand above headlines, and then
// name the section.
var departments = wordlist.Phrases(`news
	local news
	world
	world news
	national
	international
	politics
	business
	economy
	finance
	markets
	technology
	science
	health
	culture
	arts
	books
	sport
	sports
	travel
	lifestyle
	education
	weather
	nachrichten
	lokales
	inland
	ausland
	politik
	wirtschaft
	wissenschaft
	gesundheit
	kultur
	feuilleton
	gesellschaft
	panorama
	vermischtes
	reise
	politique
	économie
	société
	monde
	santé
	sciences
	cultura
	política
	economía
	sociedad
	deportes
	economia
	esportes
	politica
	economia e finanza
	cronaca
	esteri
	politiek
	economie
	kultura
	polityka
	gospodarka
	политика
	экономика
	общество
	культура
	спорт`)

// readKicker takes the line above a headline: a department is the section, any
// other word is only told.
func (r *headReader) readKicker(i int) {
	word := strings.TrimRight(r.lines[i].text, " :|")
	if r.a.Section != "" || !departments[strings.ToLower(word)] {
		r.drop(i, "kicker")
		return
	}
	r.a.Section = word
	r.take(i, "section", "kicker")
}

// isKicker wants a known word, or a very short line that is set apart from the
// headline below it by capitals or a colon.
func (r *headReader) isKicker(i int) bool {
	l := &r.lines[i]
	j := r.next(i + 1)
	if l.runes > 40 || j == len(r.lines) || prose.WordCount(l.text) > 3 {
		return false
	}
	below := &r.lines[j]
	if below.runes > 120 || prose.WordCount(below.text) < 4 || j > i+2 || below.runes > 80 && prose.EndsSentence(below.text) {
		return false
	}
	if _, _, ok := byline.CutByLabel(below.text); ok || prose.HasDigit(below.text) && len(dates.Find(below.text, r.ctx)) > 0 {
		return false
	}
	word := strings.ToLower(strings.TrimRight(l.text, " :|"))
	return kickers[word] || departments[word] || prose.AllCaps(l.text) && !prose.AllCaps(below.text) && l.runes <= 20 || strings.HasSuffix(l.text, ":")
}

// starts are the first crumbs of a path through a site.
var starts = wordlist.Set("home start startseite homepage accueil inicio início главная ホーム 首页 首頁")

// isCrumbs reports whether line i is a breadcrumb trail: "Home » News » Title".
func (r *headReader) isCrumbs(i int) bool {
	parts := crumbs(r.lines[i].text)
	if len(parts) < 2 {
		return false
	}
	if starts[strings.ToLower(parts[0])] {
		return true
	}
	j := r.next(i + 1)
	return j < len(r.lines) && content.FoldTitle(parts[len(parts)-1]) == content.FoldTitle(r.lines[j].text)
}

func crumbs(s string) []string {
	for _, sep := range []string{"»", "›", " > ", " / "} {
		if strings.Contains(s, sep) {
			return stated.Trimmed(strings.Split(s, sep))
		}
	}
	return nil
}

// readCrumbs takes the section from the crumbs, and the title if no line repeats
// it.
func (r *headReader) readCrumbs(i int) {
	parts := crumbs(r.lines[i].text)
	if starts[strings.ToLower(parts[0])] {
		parts = parts[1:]
	}
	last := parts[len(parts)-1]
	j := r.next(i + 1)
	repeated := j < len(r.lines) && content.FoldTitle(r.lines[j].text) == content.FoldTitle(last)
	if !repeated && prose.WordCount(last) > 3 {
		r.a.Title = last
		r.take(i, "title", "breadcrumb")
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 {
		return
	}
	if section := parts[0]; (len(parts) > 1 || !repeated) && r.a.Section == "" && prose.WordCount(section) <= 3 {
		r.a.Section = section
		r.take(i, "section", "breadcrumb")
		return
	}
	if r.lines[i].fate == inBody {
		r.drop(i, "breadcrumb")
	}
}
