package feed

// An article's HTML is shown inside other people's programs: it may neither run
// anything there nor point anywhere relative. Two walls see to it. The first
// works on the parsed tree: it mends, resolves addresses, and replaces what
// would be lost by something that stays (a frame by a link to it). The second is
// bluemonday's list of what may pass, over what the first one wrote.

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"feedmill/content/pattern"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sanitize makes raw an HTML fragment that is well nested and harmless, with absolute
// addresses. Of markup too deep to be read it keeps the text.
//
// article finds what a link means that names an article, files what an address means that
// names a file; both may be nil.
func sanitize(raw string, base *url.URL, article leading, files showing) string {
	raw = strings.TrimSpace(clean(raw))
	if !strings.ContainsAny(raw, "<&") {
		return html.EscapeString(raw)
	}
	if fragment, ok := sanitizePlain(raw, base, article, files); ok {
		return fragment
	}
	return sanitizeMarkup(raw, base, article, files)
}

func sanitizeMarkup(raw string, base *url.URL, article leading, files showing) string {
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(raw), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return textOnly(raw)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	newMender(base, body, article, files).children(body)
	var b strings.Builder
	for n := body.FirstChild; n != nil; n = n.NextSibling {
		if html.Render(&b, n) != nil {
			return textOnly(raw)
		}
	}
	return strings.TrimSpace(clean(policy().Sanitize(b.String())))
}

// textOnly is what is left of markup that cannot be read as a tree: its text, escaped.
func textOnly(raw string) string {
	return strings.TrimSpace(clean(bluemonday.StrictPolicy().Sanitize(raw)))
}

// policy is never changed, so all goroutines may use it. Its patterns are most of what a
// start would make, and no command but those that make feeds needs them.
var policy = sync.OnceValue(newPolicy)

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "blockquote", "q", "cite",
		"pre", "code", "kbd", "samp", "var", "em", "strong", "b", "i", "u", "s", "small", "mark", "sub", "sup",
		"abbr", "dfn", "del", "ins", "time", "address", "ul", "ol", "li", "dl", "dt", "dd",
		"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
		"figure", "figcaption", "img", "audio", "video", "source", "track", "a", "ruby", "rt", "rp", "bdi", "wbr",
		"details", "summary", "section", "aside")
	p.AllowNoAttrs().OnElements("span", "a", "bdi")
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)).Globally()
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^` + idPrefix + "[^\\s\\p{C}\"'`<>&]{1,200}$")).Globally() // "-launch" and "c++" as well
	p.AllowAttrs("title").OnElements("a", "abbr", "dfn", "img", "time", "q", "blockquote")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[A-Za-z0-9+#_.-]{1,40}$`)).OnElements("code", "pre")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(left|right|center)$`)).OnElements("td", "th")
	p.AllowAttrs("colspan", "rowspan", "span").Matching(bluemonday.Integer).OnElements("td", "th", "col", "colgroup")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col|rowgroup|colgroup)$`)).OnElements("th")
	p.AllowAttrs("start", "value").Matching(regexp.MustCompile(`^-?[0-9]{1,9}$`)).OnElements("ol", "li")
	p.AllowAttrs("reversed").OnElements("ol")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	p.AllowNoAttrs().OnElements(mathElements...)
	p.AllowAttrs("display").Matching(regexp.MustCompile(`^(block|inline)$`)).OnElements("math")
	allowAddresses(p)
	return p
}

// allowAddresses is the part of the policy about what leads or is fetched elsewhere.
func allowAddresses(p *bluemonday.Policy) {
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	for scheme := range linkSchemes {
		p.AllowURLSchemes(scheme)
	}
	p.AllowURLSchemeWithCustomPolicy("data", func(u *url.URL) bool { return dataImage.MatchString(u.String()) })
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("cite").OnElements("blockquote", "q", "del", "ins")
	p.AllowAttrs("src").OnElements("img", "audio", "video", "source", "track")
	p.AllowAttrs("kind").Matching(regexp.MustCompile(`^(subtitles|captions|descriptions|chapters)$`)).OnElements("track")
	p.AllowAttrs("srclang").Matching(regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)).OnElements("track")
	p.AllowAttrs("label").OnElements("track")
	p.AllowAttrs("poster").OnElements("video")
	p.AllowAttrs("srcset").Matching(regexp.MustCompile(`^https?://[!-~]+( [0-9.]+[wx])?(, https?://[!-~]+( [0-9.]+[wx])?)*$`)).OnElements("img")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.Integer).OnElements("img", "video")
	p.AllowAttrs("controls").OnElements("audio", "video")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^(audio|video)/[a-z0-9.+-]+$`)).OnElements("source")
}

var dataImage = pattern.New(`^data:image/(gif|jpeg|png|webp|avif);base64,[A-Za-z0-9+/]+=*$`)

// mender is the first wall: it changes the tree in place.
type mender struct {
	base    *url.URL
	article leading
	files   showing
	self    string          // address of the article, without a fragment
	ids     map[string]bool // that the article's elements have
}

func newMender(base *url.URL, body *html.Node, article leading, files showing) mender {
	m := mender{base: base, article: article, files: files, ids: map[string]bool{}}
	if base != nil {
		m.self = withoutFragment(base)
	}
	for n := range body.Descendants() {
		m.ids[clean(attr(n, "id"))] = true
		if n.DataAtom == atom.A {
			m.ids[clean(attr(n, "name"))] = true
		}
	}
	return m
}

// withoutFragment is the address of a page itself.
func withoutFragment(u *url.URL) string {
	page := *u
	page.Fragment, page.RawFragment = "", ""
	return encodeAddress(&page)
}

// idPrefix begins each id of an article. A page's scripts find elements by their
// ids among the properties of the document and the window, whose names an id
// without it could take.
const idPrefix = "user-content-"

func prefixed(id string) string {
	if strings.HasPrefix(id, idPrefix) {
		return id
	}
	return idPrefix + id
}

// inPage lets a link to an element of the article itself follow its id.
func (m mender) inPage(href string) string {
	address, fragment, _ := strings.Cut(href, "#")
	if address != m.self || fragment == "" {
		return href
	}
	if id, err := url.PathUnescape(fragment); err != nil || !m.ids[id] {
		return href
	}
	return address + "#" + prefixed(fragment)
}

func (m mender) children(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		m.node(c)
		c = next
	}
}

func (m mender) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		n.Data = clean(n.Data) // once more: character references are read by now
	case html.ElementNode:
		m.element(n)
	default:
		n.Parent.RemoveChild(n)
	}
}

func (m mender) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Img:
		m.image(n)
	case atom.Math:
		m.formula(n)
	case atom.Noscript:
		m.noscript(n)
	case atom.Iframe, atom.Embed, atom.Object, atom.Frame:
		m.frame(n)
	case atom.Input:
		replace(n, checkbox(n))
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Title, atom.Link, atom.Meta, atom.Base,
		atom.Svg, atom.Select, atom.Button, atom.Textarea, atom.Datalist, atom.Map, atom.Canvas, atom.Applet,
		atom.Noframes, atom.Noembed, atom.Frameset, atom.Xmp, atom.Plaintext, atom.Dialog, atom.Param:
		n.Parent.RemoveChild(n)
	default:
		m.common(n)
	}
}

// common mends an element that stays, or whose content does.
func (m mender) common(n *html.Node) {
	m.children(n)
	if name, ok := modern[n.Data]; ok {
		n.Data, n.DataAtom = name, atom.Lookup([]byte(name))
	}
	if isMath[n.Data] { // outside of mathematics
		unwrap(n)
		return
	}
	switch n.DataAtom {
	case atom.Picture:
		removeSources(n)
		unwrap(n)
		return
	case atom.Form, atom.Main, atom.Article, atom.Header, atom.Footer, atom.Nav, atom.Fieldset, atom.Legend, atom.Label:
		unwrap(n)
		return
	case atom.Track:
		if n.Parent.DataAtom != atom.Audio && n.Parent.DataAtom != atom.Video {
			n.Parent.RemoveChild(n)
			return
		}
	case atom.Source:
		if n.Parent.DataAtom != atom.Picture && n.Parent.DataAtom != atom.Audio && n.Parent.DataAtom != atom.Video {
			n.Parent.RemoveChild(n)
			return
		}
	case atom.Td, atom.Th:
		alignment(n)
	case atom.Audio, atom.Video:
		setAttr(n, "controls", "controls")
	}
	m.addresses(n)
	if n.DataAtom == atom.A && attr(n, "href") == "" && attr(n, "id") == "" {
		unwrap(n)
	}
}

// removeSources leaves of a picture its image, which has found its address by now.
func removeSources(picture *html.Node) {
	for c := picture.FirstChild; c != nil; {
		next := c.NextSibling
		if c.DataAtom == atom.Source {
			picture.RemoveChild(c)
		}
		c = next
	}
}

// modern are elements of old pages with their successors. What overrides the direction
// of letters only sets it: validators fear what it may disguise.
var modern = map[string]string{
	"strike": "s", "acronym": "abbr", "tt": "code", "center": "div", "big": "strong", "dir": "ul", "menu": "ul", "bdo": "bdi",
}

func (m mender) addresses(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		a.Val = clean(a.Val)
		switch a.Key {
		case "href":
			a.Val = m.inPage(m.article.to(m.base, a.Val, m.files))
		case "cite":
			a.Val = m.inPage(absolute(m.base, a.Val, linkSchemes))
		case "src", "poster":
			a.Val = m.files.to(m.base, a.Val)
		case "name":
			if n.DataAtom == atom.A && attr(n, "id") == "" {
				a.Key, a.Val = "id", prefixed(a.Val)
			}
		case "id":
			a.Val = prefixed(a.Val)
		}
		if a.Val != "" || a.Key == "alt" || a.Key == "reversed" {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

// lazy are where pages keep an image's address until a script wants it.
var lazy = []string{"data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src", "data-url"}

// image gives n the address that a reader can show, whatever attribute it was
// kept in, and drops images that show nothing: counters, placeholders.
func (m mender) image(n *html.Node) {
	src, picture := m.imageSource(n)
	if tiny(attr(n, "width")) && tiny(attr(n, "height")) {
		n.Parent.RemoveChild(n)
		return
	}
	if src == "" {
		replace(n, textNode(attr(n, "alt")))
		return
	}
	kept := []html.Attribute{{Key: "src", Val: src}}
	if set := m.srcset(firstAttr(n, "srcset", "data-srcset")); len(set) > 1 {
		kept = append(kept, html.Attribute{Key: "srcset", Val: strings.Join(set, ", ")})
	}
	kept = append(kept, html.Attribute{Key: "alt", Val: clean(attr(n, "alt"))})
	for _, key := range []string{"title", "width", "height", "id", "dir", "lang"} {
		if v := attr(n, key); v != "" {
			if v = clean(v); key == "id" {
				v = prefixed(v)
			}
			kept = append(kept, html.Attribute{Key: key, Val: v})
		}
	}
	if attr(n, "width") == "" && attr(n, "height") == "" && picture.Width > 0 && picture.Height > 0 {
		kept = append(kept, html.Attribute{Key: "width", Val: strconv.Itoa(picture.Width)}, html.Attribute{Key: "height", Val: strconv.Itoa(picture.Height)})
	}
	n.Attr = kept
}

// imageSource is the address of an image, and the file that it shows if that is known.
func (m mender) imageSource(n *html.Node) (string, Asset) {
	for _, key := range lazy {
		if src, picture, ok := m.files.at(attr(n, key), true); ok {
			return src, picture
		}
		if src := absolute(m.base, attr(n, key), webSchemes); src != "" {
			return src, Asset{}
		}
	}
	if src, picture, ok := m.files.at(attr(n, "src"), true); ok {
		return src, picture
	}
	return m.elsewhere(n), Asset{}
}

// elsewhere is the address of an image that is no known file.
func (m mender) elsewhere(n *html.Node) string {
	if src := strings.TrimSpace(attr(n, "src")); dataImage.MatchString(src) {
		if len(src) > 400 || attr(n, "alt") != "" { // else a placeholder of a few pixels
			return src
		}
	} else if src := absolute(m.base, src, webSchemes); src != "" {
		return src
	}
	sets := []string{firstAttr(n, "srcset", "data-srcset")}
	if n.Parent.DataAtom == atom.Picture {
		for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
			sets = append(sets, firstAttr(s, "srcset", "data-srcset"))
		}
	}
	for _, set := range sets {
		if all := m.srcset(set); len(all) > 0 {
			src, _, _ := strings.Cut(all[len(all)-1], " ")
			return src
		}
	}
	return ""
}

// textNode is a text node, or nil where there are none.
func textNode(s string) *html.Node {
	if s = strings.TrimSpace(clean(s)); s == "" {
		return nil
	}
	return &html.Node{Type: html.TextNode, Data: s}
}

// srcset is the candidates of a srcset attribute that have a usable address,
// each "address" or "address descriptor".
func (m mender) srcset(set string) []string {
	var all []string
	fields := strings.Fields(set)
	for i := 0; i < len(fields); i++ {
		address, ended := strings.CutSuffix(fields[i], ",")
		size := ""
		if !ended && i+1 < len(fields) {
			i++
			size = strings.TrimSuffix(fields[i], ",")
		}
		address = strings.ReplaceAll(m.files.to(m.base, address), ",", "%2C")
		switch {
		case address == "" || !descriptor.MatchString(size):
		case size == "":
			all = append(all, address)
		default:
			all = append(all, address+" "+size)
		}
	}
	return all
}

var descriptor = pattern.New(`^([0-9]+(\.[0-9]+)?[wx])?$`)

// noscript stays only where it holds the image that a script would have shown.
func (m mender) noscript(n *html.Node) {
	before := n.PrevSibling
	for before != nil && before.Type == html.TextNode && strings.TrimSpace(before.Data) == "" {
		before = before.PrevSibling
	}
	if before != nil && find(before, atom.Img) != nil || find(n, atom.Img) == nil {
		n.Parent.RemoveChild(n)
		return
	}
	m.children(n)
	unwrap(n)
}

// frame puts a link in the place of what readers refuse to embed.
func (m mender) frame(n *html.Node) {
	src, picture := watched(m.files.to(m.base, firstAttr(n, "src", "data-src", "data")))
	if src == "" {
		n.Parent.RemoveChild(n)
		return
	}
	name := line(attr(n, "title"))
	if name == "" {
		name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(src, "https://"), "http://"), "/")
	}
	text := &html.Node{Type: html.TextNode, Data: name}
	if within(n, atom.A) { // a link holds no other
		replace(n, text)
		return
	}
	a := element(atom.A, html.Attribute{Key: "href", Val: src})
	if picture != "" {
		a.AppendChild(element(atom.Img, html.Attribute{Key: "src", Val: picture}, html.Attribute{Key: "alt"}))
		a.AppendChild(element(atom.Br))
	}
	a.AppendChild(text)
	switch n.Parent.DataAtom {
	case atom.Body, atom.Div, atom.Section, atom.Article, atom.Main, atom.Aside, atom.Figure, atom.Blockquote:
		p := element(atom.P)
		p.AppendChild(a)
		a = p
	}
	replace(n, a)
}

func element(a atom.Atom, attrs ...html.Attribute) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String(), Attr: attrs}
}

// players are the addresses of players that stand in frames, of the pages that
// people open instead, and of a picture of the film where the address tells one.
var players = []struct {
	frame         *pattern.Pattern
	page, picture string
}{
	{pattern.New(`^https?://(?:www\.|m\.)?youtube(?:-nocookie)?\.com/embed/([A-Za-z0-9_-]{11})(?:[?#].*)?$`), "https://www.youtube.com/watch?v=$1", "https://img.youtube.com/vi/$1/hqdefault.jpg"},
	{pattern.New(`^https?://player\.vimeo\.com/video/([0-9]+)(?:[?#].*)?$`), "https://vimeo.com/$1", ""},
	{pattern.New(`^https?://open\.spotify\.com/embed/([a-z]+/[A-Za-z0-9]+)(?:[?#].*)?$`), "https://open.spotify.com/$1", ""},
	{pattern.New(`^https?://(?:www\.)?dailymotion\.com/embed/video/([A-Za-z0-9]+)(?:[?#].*)?$`), "https://www.dailymotion.com/video/$1", ""},
}

// watched is where people watch what a player at an address shows, with a picture of it.
func watched(address string) (page, picture string) {
	for _, p := range players {
		if p.frame.MatchString(address) {
			return p.frame.ReplaceAllString(address, p.page), p.frame.ReplaceAllString(address, p.picture)
		}
	}
	return address, ""
}

// checkbox is what remains of the boxes of a task list.
func checkbox(n *html.Node) *html.Node {
	if attr(n, "type") != "checkbox" {
		return nil
	}
	box := "☐"
	for _, a := range n.Attr {
		if a.Key == "checked" {
			box = "☑"
		}
	}
	return &html.Node{Type: html.TextNode, Data: box}
}

var alignStyle = pattern.New(`text-align\s*:\s*(left|right|center)`)

// alignment keeps of a cell's style what carries meaning.
func alignment(n *html.Node) {
	if m := alignStyle.FindStringSubmatch(attr(n, "style")); m != nil && attr(n, "align") == "" {
		setAttr(n, "align", m[1])
	}
}

func tiny(size string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(size, "px"))
	return err == nil && n <= 1
}

// within reports whether an element of a kind is around n.
func within(n *html.Node, a atom.Atom) bool {
	for p := range n.Ancestors() {
		if p.DataAtom == a {
			return true
		}
	}
	return false
}

func find(n *html.Node, a atom.Atom) *html.Node {
	if n.DataAtom == a {
		return n
	}
	for d := range n.Descendants() {
		if d.DataAtom == a {
			return d
		}
	}
	return nil
}

// replace puts other, which may be nil, in the place of n.
func replace(n, other *html.Node) {
	if other != nil {
		n.Parent.InsertBefore(other, n)
	}
	n.Parent.RemoveChild(n)
}

// unwrap puts the children of n in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

func attr(n *html.Node, key string) string { return firstAttr(n, key) }

// firstAttr is the value of the first of keys that has one.
func firstAttr(n *html.Node, keys ...string) string {
	for _, key := range keys {
		for _, a := range n.Attr {
			if a.Key == key && a.Namespace == "" && strings.TrimSpace(a.Val) != "" {
				return a.Val
			}
		}
	}
	return ""
}

func setAttr(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}
