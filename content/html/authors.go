package html

// Who wrote the article: whom the page names for programs, else whom it names near its
// heading. That a site states its own name is true of all its pages, and tells least.

import (
	"slices"
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// authorKeys state the authors, from the most trustworthy.
var authorKeys = []string{"ld:author", "item:author.name", "mf:author", "item:author", "article:author", "author", "dc.creator", "dcterms.creator",
	"parsely-author", "sailthru.author", "byl", "labelled:author", "cxenseparse:author", "citation_author", "ld:creator", "ldpage:author", "article:author:name", "rnews:author"}

// weakKeys name somebody who may be the author, or whoever runs the site.
var weakKeys = []string{"ld:person", "twitter:creator"}

// signed are those who are named in one place.
type signed struct {
	authors []content.Author
	origin  content.Origin
	score   int
}

func (r *reader) readAuthors(lines []line) {
	stated := r.statedAuthors(authorKeys, r.isPerson)
	shown := r.shownAuthors(lines)
	best := stated
	switch {
	case len(stated.authors) == 0:
		best = shown
	case len(stated.authors) == 1 && len(shown.authors) > 0 && strings.HasPrefix(shown.authors[0].Name, stated.authors[0].Name+" "):
		best = shown // the page prints the whole name
	}
	if len(best.authors) == 0 {
		best = r.statedAuthors(weakKeys, r.isPerson)
	}
	if len(best.authors) == 0 {
		best = r.statedAuthors(authorKeys, func(content.Author) bool { return true })
	}
	for _, who := range best.authors {
		r.AddAuthor(who)
	}
	if len(r.Authors) > 0 {
		r.Origin.Set("authors", best.origin)
	}
}

// statedAuthors are those that the first key with any names.
func (r *reader) statedAuthors(keys []string, wanted func(content.Author) bool) signed {
	for _, key := range keys {
		var all signed
		for _, s := range r.says[key] {
			for _, who := range r.namesOf(s.value, false) {
				if wanted(who) {
					all.authors = append(all.authors, who)
					all.origin = content.Origin{Line: s.line, Rule: key}
				}
			}
		}
		if len(all.authors) > 0 {
			return all
		}
	}
	return signed{}
}

// linkWords are what a link to somebody's articles says before his name, and behind it.
var (
	linkWords = pattern.New(`(?i)^(zeige alle (beiträge|artikel) von|alle (beiträge|artikel) von|view all posts by|posts by|show all articles of|all posts by|more (posts|articles) by|` +
		`voir tous les articles (de|par)|articles (de|par)|ver todas las entradas de|entradas de|publicaciones de|tutti gli articoli di|bekijk alle berichten van|by:?|von:?|par|por|di|door|av|autor(in)?:|author:|written by)\s+`)
	linkTail = pattern.New(`(?i)\s*([→»|›]+|\(.*|\s(am|on|le|el|op|il)|follow|folgen)$`)
	buttons  = pattern.New(`(?i)profil|archiv|anzeigen|\bview\b|\bmore\b|mehr|follow|folgen|website|webseite|homepage|kontakt|contact|e-mail|weiterlesen|http|www\.|\.(com|de|org|net)\b|alle (artikel|beiträge)|artikelübersicht|registrieren|anmelden|abmelden|log ?in|sign ?up|artikel von|real life|creative commons|biografie|\babout\b|ver más`)
)

// namesOf reads a value that names authors. What is printed must be shaped like names;
// what an element or a key says to be one may be a nickname.
func (r *reader) namesOf(value string, printed bool) []content.Author {
	value = prose.OneLine(html.UnescapeString(value))
	if value == "" || len(value) > 400 || strings.Contains(value, "://") || strings.HasPrefix(value, "@") {
		return nil
	}
	value = strings.Trim(strings.ReplaceAll(value, "\u00ad", ""), " ~|,:-–—")
	value = linkTail.ReplaceAllString(linkWords.ReplaceAllString(value, ""), "")
	if _, rest, ok := byline.CutByLabel(value); ok && rest != "" {
		value = rest
	}
	if printed && buttons.MatchString(value) {
		return nil
	}
	authors, _ := byline.Parse(value, printed)
	return slices.DeleteFunc(authors, func(a content.Author) bool {
		label, rest, ok := byline.CutByLabel(a.Name)
		return ok && label != "" && rest == "" || byline.IsNobody(a.Name) || !prose.HasLetter(a.Name) || prose.WordCount(a.Name) > 6 || len(a.Name) > 80
	})
}

// isPerson reports whether a name is somebody's: not the site's, nor an account's.
func (r *reader) isPerson(a content.Author) bool {
	name := content.FoldTitle(a.Name)
	for _, site := range r.sites() {
		if name == site || strings.ReplaceAll(name, " ", "") == strings.ReplaceAll(site, " ", "") {
			return false
		}
	}
	if !strings.Contains(a.Name, " ") && (strings.ContainsAny(a.Name, ".-_") || prose.HasDigit(a.Name)) {
		return false
	}
	return true
}

// sites are the names of the page's site, folded.
func (r *reader) sites() []string {
	var all []string
	for _, key := range []string{"og:site_name", "ld:publisher", "ldpage:publisher", "application-name", "dc.publisher", "publisher"} {
		if s := r.says.first(key); s.value != "" {
			all = append(all, content.FoldTitle(s.value))
		}
	}
	if host := prose.HostOf(r.SourceURL); host != "" {
		all = append(all, content.FoldTitle(host))
		if name, _, ok := strings.Cut(host, "."); ok {
			all = append(all, content.FoldTitle(name))
		}
	}
	return all
}

// likely is the least score of a printed byline.
const likely = 30

// shownAuthors are those whom the page names where bylines stand.
func (r *reader) shownAuthors(lines []line) (best signed) {
	for i := range lines {
		l := &lines[i]
		if one := r.namedBy(l); one.score >= likely && one.score > best.score && len(one.authors) > 0 {
			best = one
		}
	}
	return best
}

// namedBy reads the elements of a line that name somebody, else the line itself.
func (r *reader) namedBy(l *line) signed {
	one := signed{score: l.place(), origin: content.Origin{Line: l.number, Rule: "byline"}}
	if one.score < likely-60 {
		return signed{}
	}
	for _, n := range l.names {
		authors := r.namesOf(n.value, true)
		if len(authors) == 0 && prose.WordCount(n.value) <= 3 && !buttons.MatchString(n.value) {
			authors = r.namesOf(n.value, false)
		}
		for _, who := range authors {
			if r.isPerson(who) && !slices.ContainsFunc(one.authors, func(a content.Author) bool { return strings.EqualFold(a.Name, who.Name) }) {
				one.authors = append(one.authors, who)
			}
		}
	}
	if len(one.authors) > 0 {
		one.score += 35
		if l.frame != "" {
			one.score += 10 // boxes about the author stand aside
		}
		return one
	}
	if len(l.text) > longestDated {
		return signed{}
	}
	return r.lineOfNames(l, one)
}

// lineOfNames reads a line that names its authors behind a label, beside a date or in
// an element whose class says so.
func (r *reader) lineOfNames(l *line, one signed) signed {
	text := l.text
	dated := false
	for _, m := range dates.Find(text, r.ctx) {
		if !m.YearInferred {
			before, after := text[:m.Start], text[m.End:]
			if m.LabelEnd > m.LabelStart && m.LabelEnd <= m.Start {
				before = text[:m.LabelStart]
			}
			text, dated = strings.Trim(before, " ,|·•–—-/@")+" | "+strings.Trim(after, " ,|·•–—-/@"), true
			break
		}
	}
	for part := range strings.SplitSeq(text, " | ") {
		part = strings.Trim(part, " |·•–—-,")
		_, rest, labelled := byline.CutByLabel(part)
		switch {
		case part == "":
			continue
		case labelled && rest != "":
			one.authors = r.namesOf(byline.TrimTail(rest), true)
			if len(one.authors) == 0 && (dated || l.marks.named) && prose.WordCount(rest) <= 2 {
				one.authors = r.namesOf(rest, false)
			}
			one.score += 25
		case l.marks.named && prose.WordCount(part) <= 8:
			if one.authors = r.namesOf(part, true); len(one.authors) == 0 && prose.WordCount(part) <= 2 {
				one.authors = r.namesOf(part, false)
			}
			one.score += 20
		case dated && prose.WordCount(part) <= 4 && byline.BeginsWithFirstName(part):
			one.authors = r.namesOf(part, true)
			one.score += 10
		}
		one.authors = slices.DeleteFunc(one.authors, func(a content.Author) bool { return !r.isPerson(a) })
		if len(one.authors) > 0 {
			return one
		}
	}
	return signed{}
}

// The ways in which elements name an author.
var (
	namingClasses = wordlist.Set(`fn author author-name authorname author_name post-author-name auth_name byline-name byline__name p-author username
		article-author entry-author post__author article__author byline__author c-byline__author-name author__name`)
	naming = pattern.New(`(?i)/(author|autor|autoren|auteur|autore|authors|users?|profile?|people|person|staff|newsteam|reporter|redaktion|contributors?|by|columnist|periodista|journalist)s?/[^/?#]+|[?&]author=`)
)

// namesAuthor reports whether an element names an author and nothing else.
func namesAuthor(n *html.Node) bool {
	if n.Data == "a" {
		for rel := range names(n, "rel") {
			if rel == "author" {
				return true
			}
		}
		if href := attr(n, "href"); len(href) < longestNames && naming.MatchString(href) {
			return true
		}
	}
	for name := range names(n, "class") {
		if namingClasses[strings.ToLower(name)] {
			return true
		}
	}
	return false
}
