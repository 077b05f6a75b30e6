package newspaper

// What pages print of the author below the text: a box with the name, a life, an address.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/prose"
)

// readAuthorBox notes the author whom the lines below the text name, if nothing above does.
func (r *clues) readAuthorBox() {
	const longest, paragraph = 320, 60
	paragraphs := 0
	for i := r.next(r.top); i < len(r.lines); i = r.next(i + 1) {
		l := &r.lines[i]
		if l.runes >= paragraph && prose.EndsStatement(l.text) {
			paragraphs++
		}
		if paragraphs == 0 || l.runes > longest {
			continue
		}
		line, authors := r.authorInBox(i)
		if authors == nil && paragraphs > 2 {
			line, authors = i, r.authorBelow(i)
		}
		if authors != nil {
			r.signature = &bylineAt{line: line, authors: authors}
			return
		}
	}
}

// authorInBox is the author whom line i introduces, and the line of the name: "About the
// author", the links of a blog to the articles before and after, the address of a
// journalist.
func (r *clues) authorInBox(i int) (line int, authors []content.Author) {
	const longest = 160
	s := r.lines[i].text
	if box := authorBoxes.Of(s); box != "" {
		rest := strings.TrimLeft(s[len(box):], " :：–—-")
		if rest != "" {
			return i, boxedName(rest)
		}
		if line = r.next(i + 1); line < len(r.lines) && r.lines[line].runes <= 2*longest {
			return line, boxedName(r.lines[line].text)
		}
		return i, nil
	}
	below := postLinks.Of(s) != ""
	switch {
	case r.lines[i].runes > longest:
		return i, nil
	case below:
		line = r.next(i + 1)
	case strings.IndexByte(s, '@') > 0:
		line = r.above(i)
	default:
		return i, nil
	}
	if line < r.top || line >= len(r.lines) || r.lines[line].fate != inBody || r.lines[line].runes > longest/2 {
		return i, nil
	}
	authors = signedNames(r.lines[line].text)
	if len(authors) != 1 || !below && !(byline.NamesWriter(r.lines[line].text) && repeatsName(s, authors[0].Name)) {
		return i, nil
	}
	return line, authors
}

// authorBoxes begin the boxes about the author.
var authorBoxes = lexicon.Prefixes("author box")

// boxedName is the name that s begins with, with what is said of it: "Jane Doe is a baker".
func boxedName(s string) []content.Author {
	if prose.HasHan(s) {
		authors, _, _ := byline.BareNames(s, false)
		return authors
	}
	if name := leadingName(s); prose.WordCount(name) > 1 {
		return []content.Author{{Name: prose.SettleCase(name)}}
	}
	return nil
}

// leadingName is the longest name that s begins with, of up to four words.
func leadingName(s string) string {
	const most = 4
	end, words := 0, 0
	for k := 0; k < len(s) && words < most; words++ {
		stop := k + strings.IndexByte(s[k:]+" ", ' ')
		word := strings.TrimRight(s[k:stop], ",:;")
		if !byline.IsName(s[:k+len(word)]) {
			if words == 0 || !byline.Particles.Has(word) {
				break
			}
		} else {
			end = k + len(word)
		}
		if word != s[k:stop] {
			break
		}
		k = stop + 1
	}
	return s[:end]
}

// authorBelow is the author whom line i, below the text, names without a label: by a name
// alone after which no text follows, or by a sentence of what the person writes.
func (r *clues) authorBelow(i int) []content.Author {
	const longest, role = 60, 60
	s := r.lines[i].text
	if s[0] >= 0xe3 {
		return byline.HanCredit(s)
	}
	if !byline.BeginsWithFirstName(s) {
		return nil // as nearly always
	}
	if r.lines[i].runes <= longest {
		authors := signedNames(s)
		if authors == nil || !r.endsText(i) || r.isToldAbove(i, authors[0].Name) || r.isSubject(&bylineAt{line: i, authors: authors}) {
			return nil
		}
		return authors
	}
	name := leadingName(s)
	rest := strings.TrimLeft(s[len(name):], " ")
	verb, life, _ := strings.Cut(rest, " ")
	if prose.WordCount(name) < 2 || !livesAs.Has(verb) || !byline.IsWriter(prose.CutBytes(life, role)) || r.isToldAbove(i, name) {
		return nil
	}
	return []content.Author{{Name: prose.SettleCase(name)}}
}

// livesAs lead from a name to what somebody is.
var livesAs = lexicon.Words("lives as")

// endsText reports whether a paragraph ends right above line i, and none follows in the
// lines below it, which are those of a page: a name over a paragraph is a heading, and one
// over a credit the caption of a picture.
func (r *clues) endsText(i int) bool {
	const looked, paragraph, fewest = 4, 60, 1
	above := r.above(i)
	if above < r.top || r.lines[above].runes < paragraph || !prose.EndsStatement(r.lines[above].text) || isCaption(r.lines[above].text) {
		return false
	}
	seen := 0
	for j := i + 1; j < len(r.lines) && seen < looked; j++ {
		l := &r.lines[j]
		if l.fate == blank {
			continue
		}
		if seen++; l.runes >= paragraph || prose.EndsSentence(l.text) || seen == 1 && (strings.IndexByte(l.text, '@') > 0 || isPictureCredit(l.text) || isCaption(l.text)) {
			return false
		}
	}
	return seen >= fewest
}

// mostSearched bounds how many names the whole text is searched for.
const mostSearched = 20

// isToldAbove reports whether a line above line i says the name within it, or too many
// names have been looked for.
func (r *clues) isToldAbove(i int, name string) bool {
	if r.searched++; r.searched > mostSearched {
		return true
	}
	last := name[strings.LastIndexByte(name, ' ')+1:]
	for j := r.top; j < i; j++ {
		if strings.Contains(r.lines[j].text, last) {
			return true
		}
	}
	return strings.Contains(r.a.Title, last)
}

// isAboveAddress reports whether the line below line i is the address of whom s names, by
// the last name or by all of it: "The Post" above "thepost_online@example.org".
func (r *page) isAboveAddress(i int, s string) bool {
	const longest, shortest = 80, 4 // bytes
	j := r.next(i + 1)
	if j >= len(r.lines) || j > i+2 || len(r.lines[j].text) > longest || len(s) > longest || strings.IndexByte(r.lines[j].text, '@') < 1 || strings.ContainsAny(r.lines[j].text, " \t") {
		return false
	}
	local, _, _ := strings.Cut(plain(r.lines[j].text), "@")
	whole := strings.ReplaceAll(plain(s), " ", "")
	local = strings.NewReplacer(".", "", "-", "", "_", "").Replace(local)
	if byline.BeginsWithArticle(s) && !strings.Contains(local, whole) {
		whole = strings.ReplaceAll(plain(s[strings.IndexByte(s, ' '):]), " ", "")
	}
	return len(whole) >= shortest && strings.Contains(local, whole)
}

// repeatsName reports whether the part of an address before its sign has somebody's last
// name in it.
func repeatsName(s, name string) bool {
	at := strings.IndexByte(s, '@')
	start, _, ok := prose.MailAt(s, at)
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return ok && strings.Contains(strings.ToLower(s[start:at]), plain(last))
}

// plain is a name in lower case without accents, as addresses have it.
func plain(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsMark(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFD.String(name))
}

// postLinks begin the links to the articles before and after in a blog.
var postLinks = lexicon.Prefixes("link to a neighbour")

// readNameAbove takes the line above a headline that names who wrote it: one that says so,
// or a name in Han letters, which the text below does not tell about.
func (r *headReader) readNameAbove(i int) bool {
	const longest, fewest, shortestHan = 80, 4, 8
	l := &r.lines[i]
	label, rest, labelled := byline.CutByLabel(l.text)
	han := !labelled && prose.HasHan(l.text)
	labelled = labelled && rest != "" && label != ""
	if !labelled && !han {
		return false // as nearly always
	}
	j := r.next(i + 1)
	if l.runes > longest || j >= len(r.lines) || j > i+2 || r.next(j+1) >= len(r.lines) {
		return false
	}
	below := &r.lines[j]
	if below.runes > longestTitle || prose.EndsSentence(below.text) || prose.EndsSentence(l.text) || prose.HasDigit(below.text) && len(r.find(j)) > 0 {
		return false
	}
	if prose.WordCount(below.text) < fewest && (!prose.HasHan(below.text) || below.runes < shortestHan) {
		return false
	}
	authors, source := byline.Parse(rest, true)
	if !labelled {
		authors, source = nil, ""
		if han && utf8.RuneCountInString(l.text) <= 12 {
			authors, _, _ = byline.BareNames(l.text, false)
		}
	}
	if len(authors) == 0 || prose.WordCount(authors[0].Name) < 2 && !prose.HasHan(l.text) || authors[0].Organisation || r.tellsBelow(j, authors[0].Name) {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true})
	return true
}

// tellsBelow reports whether line i or one below it says a name.
func (r *page) tellsBelow(i int, name string) bool {
	const most = 60 // lines
	for j := i; j < len(r.lines) && j < i+most; j++ {
		if strings.Contains(r.lines[j].text, name) {
			return true
		}
	}
	return false
}
