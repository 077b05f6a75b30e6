package html

// Where on a page the article is: the element that holds most of its prose, and not
// much else. What frames it is told by its element, its role and its classes.

import (
	"strings"
	"sync"
	"unicode"

	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// mass is how many letters an element holds.
type mass struct {
	letters int
	linked  int // of them in links
	whole   int // of them in paragraphs, outside of links
	prose   int // of those, outside of frames
}

// shortest paragraph, in letters, that counts as prose.
const shortest = 40

// weighing measures all elements of a page in one walk.
type weighing struct {
	masses map[*html.Node]mass
	frames map[*html.Node]string // why an element is none of the article
}

func (d *document) weigh() *weighing {
	w := &weighing{masses: make(map[*html.Node]mass, len(d.lines)), frames: map[*html.Node]string{}}
	w.measure(d.body)
	above := map[*html.Node]bool{}
	for p := d.mainHeading(); p != nil; p = p.Parent {
		above[p] = true
	}
	w.unframe(d.body, above, w.masses[d.body].whole)
	return w
}

// largest share, in percent, of a page's prose that a frame of each kind may hold: what
// holds more is the article, whatever it is called.
var largestShare = map[string]int{"comments": 85, "related": 60, "sidebar": 60, "hidden": 30}

// unframe tells the frames, and how much prose is outside of them.
func (w *weighing) unframe(n *html.Node, above map[*html.Node]bool, total int) int {
	m := w.masses[n]
	share := 40
	if why := isFrame(n); why != "" && !above[n] {
		if other, ok := largestShare[why]; ok {
			share = other
		}
		if m.whole*100 <= share*total {
			w.frames[n] = why
			return 0
		}
	}
	m.prose = m.whole
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if inner := w.masses[c]; c.Type == html.ElementNode {
			m.prose -= inner.whole - w.unframe(c, above, total)
		}
	}
	w.masses[n] = m
	return m.prose
}

// measure is the mass of n, with the run of inline text that reaches beyond it.
func (w *weighing) measure(n *html.Node) (m mass, run mass) {
	switch n.Type {
	case html.TextNode:
		letters := countLetters(n.Data)
		return mass{}, mass{letters: letters}
	case html.ElementNode:
		if wordless[n.Data] {
			return mass{}, mass{}
		}
	default:
		return mass{}, mass{}
	}
	var open mass
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inner, inline := w.measure(c)
		m.letters += inner.letters
		m.linked += inner.linked
		m.whole += inner.whole
		open.letters += inline.letters
		open.linked += inline.linked
		if c.Type == html.ElementNode && !within[c.Data] && c.Data != "br" && c.Data != "img" {
			m.close(&open, n)
		}
	}
	if n.Data == "a" {
		open.linked = open.letters
		m.linked, m.whole = m.letters, 0
	}
	if within[n.Data] {
		w.masses[n] = mass{letters: m.letters + open.letters, linked: m.linked + open.linked, whole: m.whole}
		return m, open
	}
	m.close(&open, n)
	w.masses[n] = m
	return m, mass{}
}

// close ends a paragraph.
func (m *mass) close(open *mass, n *html.Node) {
	m.letters += open.letters
	m.linked += open.linked
	if open.letters >= shortest && 2*open.linked < open.letters && !isHeading(n) {
		m.whole += open.letters - open.linked
	}
	*open = mass{}
}

func isHeading(n *html.Node) bool {
	return n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6'
}

// main is the element that holds the article.
func (d *document) main() *html.Node {
	d.weights = d.weigh()
	if d.fragment {
		return d.body
	}
	total := d.weights.masses[d.body].prose
	start := d.body
	if total == 0 {
		return start
	}
	for _, isHint := range []func(*html.Node) bool{isBodyOfArticle, isArticle, isMain} {
		best, most := (*html.Node)(nil), 0
		for n := range d.body.Descendants() {
			if m := d.weights.masses[n]; n.Type == html.ElementNode && m.prose > most && isHint(n) && !d.framed(n) {
				best, most = n, m.prose
			}
		}
		if best != nil && 2*most >= total {
			start = best
			break
		}
	}
	return d.descend(start)
}

// framed reports whether a frame is around n.
func (d *document) framed(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if d.weights.frames[n] != "" {
			return true
		}
	}
	return false
}

// descend goes down while one child holds nearly all.
func (d *document) descend(n *html.Node) *html.Node {
	for {
		total := d.weights.masses[n].prose
		var best *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && !within[c.Data] && d.weights.masses[c].prose*10 >= total*9 && total > 0 && d.weights.frames[c] == "" {
				best = c
			}
		}
		if best == nil || !isContainer(best) {
			return n
		}
		n = best
	}
}

var containers = wordlist.Set(`div section article main body center form td tr tbody table td span font html`)

func isContainer(n *html.Node) bool { return containers[n.Data] }

var bodyClasses = wordlist.Set(`e-content entry-content post-content article-body article-content post-body story-body articlebody entry-body
	article__body article__content articlecontent article-text articletext story-content post__content post_content post-text single-content
	td-post-content body-copy story-text article_body article_content entrycontent postcontent post-entry single-post-content storycontent
	artikel-content article-main article__text content-body content__body storytext`)

func isBodyOfArticle(n *html.Node) bool {
	if prop := attr(n, "itemprop"); strings.EqualFold(prop, "articleBody") || strings.EqualFold(prop, "text") {
		return true
	}
	for _, key := range []string{"class", "id"} {
		for name := range names(n, key) {
			if bodyClasses[strings.ToLower(name)] {
				return true
			}
		}
	}
	return false
}

func isArticle(n *html.Node) bool {
	return n.Data == "article" || attr(n, "role") == "article" || hasClass(n, "h-entry") || hasClass(n, "hentry") || strings.HasSuffix(attr(n, "itemtype"), "Article") || strings.HasSuffix(attr(n, "itemtype"), "BlogPosting")
}

func isMain(n *html.Node) bool {
	return n.Data == "main" || attr(n, "role") == "main"
}

// mainHeading is the first heading of the first level that is not the site's name.
func (d *document) mainHeading() *html.Node {
	for n := range d.body.Descendants() {
		if isElement(n, "h1") && words(n) != "" {
			return n
		}
	}
	return nil
}

// frameElements, frameRoles and frameWords tell what frames an article.
var (
	frameElements = map[string]string{"nav": "navigation", "footer": "footer", "aside": "aside", "dialog": "dialog", "menu": "menu"}
	frameRoles    = map[string]string{"navigation": "navigation", "contentinfo": "footer", "complementary": "aside", "search": "search", "dialog": "dialog",
		"alertdialog": "dialog", "menu": "navigation", "menubar": "navigation", "toolbar": "buttons"}
	frameWords = sync.OnceValue(framesByWord)
)

// framesOfWords are the words of each kind of frame.
var framesOfWords = [...][2]string{
	{"navigation", `nav navi navigation navbar menu breadcrumb breadcrumbs pagination pager paging skip topnav subnav sitemap`},
	{"footer", `footer foot colophon siteinfo`},
	{"share bar", `share sharing sharedaddy shariff social socials addtoany addthis sharethis follow followus jp-relatedposts`},
	{"related", `related relatedposts recommended recommendation recommendations readmore outbrain taboola trending popular mostread mostpopular teaser teasers
			verwandt moreon crosslink crosslinks upsell yarpp`},
	{"comments", `comment comments disqus respond commentlist kommentare kommentar commentform postcomment reply`},
	{"cookie notice", `cookie cookies consent gdpr cookiebanner cookiecontent cookiehint cmp privacy`},
	{"newsletter", `newsletter subscribe subscription signup paywall`},
	{"advertisement", `ad ads advert advertisement advertising adsense banner sponsor sponsored promo promotion anzeige werbung dfp adslot`},
	{"sidebar", `sidebar sidebars rail widget widgets widgetarea`},
	{"hidden", `popup modal overlay lightbox screen-reader-text visually-hidden visuallyhidden sr-only hidden encart`},
	{authorBox, `authorbox authorinfo author-info author-box author-bio author-description about-author aboutauthor post-author-box`},
	{"buttons", `toolbar print printbutton rating ratings login`},
}

// authorBox is the frame that tells about the author: the last place for a byline.
const authorBox = "author's box"

func framesByWord() map[string]string {
	m := map[string]string{}
	for _, f := range framesOfWords {
		for word := range strings.FieldsSeq(f[1]) {
			m[word] = f[0]
		}
	}
	return m
}

// isFrame says why an element is none of the article; empty if it may be of it.
func isFrame(n *html.Node) string {
	if n.Type != html.ElementNode || n.Data == "body" || n.Data == "html" {
		return ""
	}
	if why := frameElements[n.Data]; why != "" {
		return why
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "role":
			if why := frameRoles[strings.ToLower(a.Val)]; why != "" {
				return why
			}
		case "hidden":
			return "hidden"
		case "style":
			if style := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return "hidden"
			}
		case "class", "id":
			if why := frameByName(a.Val); why != "" {
				return why
			}
		}
	}
	return ""
}

// frameByName reads the names that people give to frames, in words: "postShare",
// "post-share". Names that say what a page has, or has not, mean nothing.
func frameByName(names string) string {
	frames := frameWords()
	for name := range strings.FieldsSeq(names[:min(len(names), longestNames)]) {
		lower := strings.ToLower(name)
		if why := frames[lower]; why != "" {
			return why
		}
		if len(name) > 60 || strings.HasPrefix(lower, "has-") || strings.HasPrefix(lower, "no-") || strings.HasPrefix(lower, "with-") {
			continue
		}
		first := true
		for word := range nameWords(name) {
			if why := frames[word]; why != "" && !weakAlone[word] || first && why != "" {
				return why
			}
			first = false
		}
	}
	return ""
}

// weakAlone are words that mean a frame only where the name begins with them.
var weakAlone = wordlist.Set(`ad ads banner teaser hidden follow reply print skip foot privacy comment promo menu popular cookie`)

// nameWords are the words of a name, small.
func nameWords(name string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		var before rune
		for i, r := range name {
			apart := r == '-' || r == '_' || r == ':' || unicode.IsUpper(r) && unicode.IsLower(before)
			if apart {
				if i > start && !yield(strings.ToLower(name[start:i])) {
					return
				}
				start = i
				if !unicode.IsUpper(r) {
					start = i + 1
				}
			}
			before = r
		}
		if start < len(name) {
			yield(strings.ToLower(name[start:]))
		}
	}
}
