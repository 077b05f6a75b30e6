package newspaper

// Dates of others that stand around an article: of the stories that a page lists
// below it, of an event that it announces, of a post that it embeds.

import (
	"strings"

	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"
)

// leaveNeighbours leaves dates alone that stand below headlines of other stories:
// two at least of different days, or one below a heading that says so.
func (r *clues) leaveNeighbours() {
	var below []int
	days := map[string]bool{}
	for k := range r.dated {
		c := &r.dated[k]
		if c.passed == 0 || !c.whole || c.prose || c.closing || c.match.Label != dates.NoLabel {
			continue
		}
		if !r.belowHeadline(c.line) {
			continue
		}
		below = append(below, k)
		days[c.match.Date.Time.Format("2006-01-02")] = true
	}
	for _, k := range below {
		if c := &r.dated[k]; len(days) > 1 || r.belowNeighbours(c.line) {
			c.score = min(c.score, leastScore-1)
		}
	}
}

// belowHeadline reports whether line i is right below a short line that is no sentence,
// no name and not the article's own title.
func (r *clues) belowHeadline(i int) bool {
	above := r.above(i)
	if above < r.top {
		return false
	}
	l := &r.lines[above]
	if l.runes > 120 || prose.EndsStatement(l.text) || r.hasByline(above) || isCaption(l.text) || sameTitle(l.text, r.a.Title) {
		return false
	}
	return l.fate == inBody && (prose.WordCount(l.text) > 1 || isSolid(l.text))
}

// belowNeighbours reports whether line i is at most three below a heading of other
// stories.
func (r *clues) belowNeighbours(i int) bool {
	const near, longest = 3, 60
	for range near {
		if i = r.above(i); i < r.top {
			return false
		}
		l := &r.lines[i]
		if entryNotes.Of(l.text) != "" {
			return false
		}
		if l.runes <= longest && !prose.EndsStatement(strings.TrimRight(l.text, ":")) && neighbourHeadings.Of(strings.ToLower(l.text)+" ") != "" {
			return true
		}
	}
	return false
}

// neighbourHeadings begin the headings above lists of other stories, in small letters.
var neighbourHeadings = wordlist.PrefixesOf(
	"相关", "延伸阅读", "推荐", "热门", "最新文章", "上一篇", "下一篇", // Chinese
	"læs også ", "mere om ", "relaterede ", // Danish
	"lees ook ", "lees verder ", "meer nieuws ", "meer over ", "gerelateerd", // Dutch
	"also on ", "also read ", "archives ", "from our archive", "from the archive", "latest ", "more from ", "more in ", "more news ", "more on ", "more stories ", "other news ", "other stories ", "read next ",
	"recent ", "recommended ", "related ", "see also ", "up next ", "you may also ", "you might also ", // English
	"lue myös ", "lisää aiheesta ", // Finnish
	"à lire ", "articles ", "dans la même ", "lire aussi ", "plus d'", "plus d’", "sur le même ", "sur le meme ", "voir aussi ", // French
	"ähnliche ", "aktuelle ", "archiv ", "auch interessant ", "aus dem archiv ", "das könnte ", "lesen sie ", "mehr aus ", "mehr zu ", "mehr zum ", "neueste ", "verwandte ", "weitere ", // German
	"altri articoli ", "altre notizie ", "articoli ", "leggi anche ", "potrebbe interessarti ", "ti potrebbe ", // Italian
	"関連", "おすすめ", "あわせて読みたい", "最新記事", "人気記事", // Japanese
	"관련기사", "관련 기사", "추천", "많이 본", // Korean
	"les også ", "flere saker ", // Norwegian
	"czytaj ", "podobne ", "powiązane ", "więcej ", "zobacz ", // Polish
	"leia ", "mais notícias ", "notícias relacionadas ", "outras notícias ", "veja também ", // Portuguese
	"другие новости ", "ещё ", "еще ", "по теме ", "похожие ", "читайте ", // Russian
	"lea también ", "más noticias ", "más sobre ", "noticias relacionadas ", "otras noticias ", "también te ", "te puede ", // Spanish
	"fler nyheter ", "läs också ", "läs mer ", "relaterat", // Swedish
	"benzer ", "ilgili haberler ", // Turkish
	"більше ", "схожі ", "читайте ", // Ukrainian
)

// besideVenue reports whether a line next to line i says where: its date is that of an
// event.
func (r *clues) besideVenue(i int) bool {
	for _, j := range [...]int{r.above(i), r.next(i + 1)} {
		if j < r.top || j >= len(r.lines) || j > i+2 {
			continue
		}
		if key, _, ok := stated.CutKey(r.lines[j].text); ok && wordlist.Lists(venues, key) {
			return true
		}
	}
	return false
}

// venues are the labels of the places where things happen, by language.
var venues = wordlist.Phrases(`المكان
	地点
	地點
	活动地点
	活動地點
	sted
	locatie
	plaats
	address
	location
	meeting place
	place
	venue
	where
	paikka
	lieu
	où
	adresse
	ort
	veranstaltungsort
	wo
	dove
	luogo
	sede
	場所
	会場
	開催場所
	장소
	gdzie
	miejsce
	local
	onde
	где
	место
	место проведения
	dónde
	lugar
	plats
	yer`)

// readEntryNote takes the sentence that blogs print below a text, "This entry was
// posted on Friday, June 4th, 2021 at 8:15 am and is filed under Ovens."
func (r *clues) readEntryNote(i int) bool {
	const longest = 400
	l := &r.lines[i]
	if len(l.text) > longest || entryNotes.Of(l.text) == "" {
		return false
	}
	for _, m := range r.find(i) {
		if m.Relative || m.YearInferred || m.Range || stated.IsFuture(m.Date, r.ctx) {
			continue
		}
		m.Label = dates.Published
		r.dated = append(r.dated, candidate{line: i, match: m, score: 2 * leastScore, whole: true})
		return true
	}
	return false
}

// entryNotes begin that sentence, in small letters.
var entryNotes = wordlist.PrefixesOf(
	"příspěvek byl publikován", "tento příspěvek byl", // Czech
	"dette indlæg blev", "indlægget blev", // Danish
	"dit bericht is geplaatst", "dit bericht werd geplaatst", "geplaatst in ", // Dutch
	"this article was posted", "this article was published on", "this entry was ", "this post was posted", "this post was published", "this posting was", // English
	"tämä artikkeli julkaistiin", "tämä kirjoitus julkaistiin", // Finnish
	"ce billet a été", "ce contenu a été publié", "cet article a été publié", "cet article a été posté", "cette entrée a été", // French
	"dieser artikel wurde", "dieser beitrag wurde", "dieser eintrag wurde", // German
	"questa voce è stata", "questo articolo è stato", "questo post è stato", // Italian
	"この投稿は", "この記事は", // Japanese
	"dette innlegget ble",                  // Norwegian
	"ten wpis został", "wpis opublikowano", // Polish
	"esta entrada foi", "este artigo foi publicado", "este post foi", // Portuguese
	"запись опубликована", "эта запись была", // Russian
	"esta entrada fue", "esta entrada se publicó", "este artículo fue publicado", // Spanish
	"detta inlägg ", "det här inlägget ", // Swedish
)

// isQuoted reports whether s is a line of a text that this one quotes: of a mail, or
// the line above it that says who wrote when.
func isQuoted(s string) bool {
	if strings.HasPrefix(s, ">") && !strings.HasPrefix(s, ">>>") {
		return true
	}
	if !strings.HasSuffix(s, ":") {
		return false
	}
	return containsAny(s, " wrote", " schrieb", " a écrit", " escribió", " escreveu", " ha scritto", " schreef", " skrev", " napisał", " пишет", "写道", "寫道")
}

// sharedPosts begin the line under a post that a social network embedded, in small
// letters.
var sharedPosts = wordlist.PrefixesOf(
	"een bericht gedeeld door",                                               // Dutch
	"a post shared by", "a photo posted by", "a video posted by", "post by ", // English
	"une publication partagée par",        // French
	"ein beitrag geteilt von", "ein von ", // German
	"un post condiviso da",                                       // Italian
	"post udostępniony przez",                                    // Polish
	"um post compartilhado por", "uma publicação partilhada por", // Portuguese
	"публикация от ",             // Russian
	"una publicación compartida", // Spanish
	"ett inlägg delat av",        // Swedish
)

// pairBare labels two days that stand one below the other under the title, as themes
// print those of publication and of the last change: the later one is the change.
func (r *clues) pairBare() {
	var heads []int
	for k := range r.dated {
		c := &r.dated[k]
		m := &c.match
		if c.passed > 0 || !c.whole || c.prose || c.score < leastScore || c.score == topDate {
			continue
		}
		if m.Label != dates.NoLabel || m.YearInferred || m.Relative || m.Range || m.Ambiguous {
			return
		}
		heads = append(heads, k)
	}
	if len(heads) != 2 {
		return
	}
	a, b := &r.dated[heads[0]], &r.dated[heads[1]]
	if a.line == b.line || r.between(a.line, b.line) > 0 || sameDay(a.match.Date, b.match.Date) || a.match.Date.DayOnly != b.match.Date.DayOnly {
		return
	}
	if a.match.Date.Time.After(b.match.Date.Time) {
		a, b = b, a
	}
	b.match.Label = dates.Updated
}

// yieldToHead lets a day below the text that is labelled as of publication, of a
// magazine's issue perhaps, yield to one in the head.
func (r *clues) yieldToHead() {
	const below = 2
	head := 0.0
	for k := range r.dated {
		c := &r.dated[k]
		if m := &c.match; c.passed == 0 && c.whole && !c.closing && m.Label != dates.Updated && !m.YearInferred && !m.Relative && c.score < topDate {
			head = max(head, c.score)
		}
	}
	if head < leastScore {
		return
	}
	for k := range r.dated {
		if c := &r.dated[k]; c.passed >= below && c.match.Label == dates.Published {
			c.score = min(c.score, head-0.5)
		}
	}
}
