package newspaper

// The top of an article down to its title: what may stand above a title, and
// which line the title is.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// topDate is the score of a date above the title: nothing below it beats that.
const topDate = 100

// longestTitle bounds a title in characters. Of measured headlines one in a
// hundred has more than 120.
const longestTitle = 200

// readHead reads down to the title, from what makes it plain to what must be guessed.
func (r *headReader) readHead() {
	r.dropCover()
	r.readBlock()
	r.readTop()
	r.readTitle()
}

// readTop takes what stands above the title: rules, an address, a
// timestamp, labelled dates.
func (r *headReader) readTop() {
	i := r.next(r.top)
	for ; i < len(r.lines); i = r.next(i + 1) {
		l := &r.lines[i]
		switch {
		case isRuleText(l.text):
			r.drop(i, "rule")
		case r.readSlug(i):
		case r.readContacts(i):
		case r.readAddress(i), !r.explicit && (r.readTopDate(i) || r.readReleaseDate(i)):
		case r.counted && r.isSourceLine(i):
			r.a.Source = l.text
			r.take(i, "source", "line above the date")
		case whyLitter(l.text) != "" && r.a.Title == "":
			r.drop(i, whyLitter(l.text))
		case r.a.Title == "" && r.readMenu(i):
		case r.a.Title == "" && isWireSlug(l.text) && r.next(i+1) < len(r.lines):
			r.drop(i, "slug of the wire")
		default:
			r.top = i
			return
		}
	}
	r.top = i
}

// dropCover drops "1 of 10 DOCUMENTS" and the cover page above it.
func (r *headReader) dropCover() {
	const cover = 30
	for i := range r.lines[:min(len(r.lines), cover)] {
		if !isCounter(r.lines[i].text) {
			continue
		}
		for j := r.next(0); j < i; j = r.next(j + 1) {
			r.drop(j, "cover page")
		}
		r.drop(i, "document counter")
		r.counted = true
		return
	}
}

// readAddress takes a line that is a lone web address: where the article lives.
func (r *headReader) readAddress(i int) bool {
	s := r.lines[i].text
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") || strings.ContainsAny(s, " \t") {
		return false
	}
	if r.a.SourceURL != "" {
		r.drop(i, "second address")
		return true
	}
	r.a.SourceURL = s
	r.take(i, "source_url", "address above the title")
	return true
}

// readTopDate takes a line above the title that is a date and nothing else.
func (r *headReader) readTopDate(i int) bool {
	s := r.lines[i].text
	if len(s) > 80 || !prose.HasDigit(s) {
		return false
	}
	if below := r.next(i + 1); below == len(r.lines) {
		return false
	}
	found := dates.Find(s, r.ctx)
	if len(found) != 1 || residue(s, found) != "" {
		return false
	}
	r.dated = append(r.dated, candidate{line: i, match: found[0], score: topDate, whole: true})
	r.lines[i].fate = inField
	return true
}

// isSourceLine reports whether line i, between a counter and a date, names the
// newspaper.
func (r *headReader) isSourceLine(i int) bool {
	below := r.next(i + 1)
	if r.a.Source != "" || below == len(r.lines) || r.lines[i].runes > 60 {
		return false
	}
	return len(dates.Find(r.lines[below].text, r.ctx)) == 1
}

// readTitle finds the title, unless the header block stated it, and what kicker
// or crumbs stand above it.
func (r *headReader) readTitle() {
	i := r.next(r.top)
	if r.a.Title != "" {
		r.dropRepeated(i)
		return
	}
	if i < len(r.lines) {
		i = r.readAboveTitle(i)
	}
	if r.a.Title == "" && i < len(r.lines) && r.readNameAbove(i) {
		i = r.next(i + 1)
	}
	switch {
	case r.a.Title != "":
		r.top = i
	case i == len(r.lines) || r.lines[i].runes > longestTitle || r.opensProse(i):
		r.titleOfText(i)
	default:
		r.takeTitle(i)
	}
}

// readAboveTitle takes crumbs or a kicker in line i, and gives the line below them.
// Crumbs may have the title, too.
func (r *headReader) readAboveTitle(i int) int {
	switch {
	case r.isCrumbs(i):
		if r.readCrumbs(i); r.a.Title != "" {
			return i + 1
		}
	case r.isKicker(i):
		r.readKicker(i)
	default:
		return i
	}
	return r.next(i + 1)
}

// takeTitle takes the title that begins in line i, with its underline and whatever
// repeats it.
func (r *headReader) takeTitle(i int) {
	title := r.lines[i].text
	last := r.endOfTitle(i)
	for j := i + 1; j <= last; j++ {
		if spaced(title, r.lines[j].text) {
			title += " "
		}
		title += r.lines[j].text
	}
	r.a.Title = r.cutSite(prose.OneLine(strings.TrimPrefix(title, "# ")))
	r.take(i, "title", "first line")
	for j := i; j <= last; j++ {
		r.lines[j].fate = inField
	}
	r.top = last + 1
	if r.top < len(r.lines) && isUnderline(r.lines[last], r.lines[r.top]) {
		r.drop(r.top, "rule")
	}
	r.cutRepeated()
	r.dropRepeated(r.next(r.top))
}

// opensProse reports whether line i, the first, begins the text itself: it has a
// dateline, or is a whole paragraph.
func (r *headReader) opensProse(i int) bool {
	const paragraph = 100
	l := &r.lines[i]
	if isDateline(l.text) && (l.runes > 120 || prose.EndsStatement(l.text) || r.joins(i)) {
		return true
	}
	if r.opensRunIn(i) {
		return true
	}
	text, long := r.firstParagraph(i), paragraph
	if isSolid(text) {
		long /= 2
	}
	if utf8.RuneCountInString(text) < long || !prose.EndsStatement(text) {
		return false
	}
	return strings.TrimLeft(text[len(firstSentence(text)):], "\"'”’»“)]」』 ") != ""
}

// opensRunIn reports whether line i is a sentence behind its date: "(Linz, 6 November 2023)
// The bridge …". Headlines behind a date have no full stop.
func (r *headReader) opensRunIn(i int) bool {
	const sentence = 60
	l := &r.lines[i]
	return l.runes >= sentence && prose.EndsStatement(l.text) && prose.HasDigit(prose.CutBytes(l.text, longestRunIn)) && stripRunIn(l.text, r.ctx) != l.text
}

// firstParagraph is the line i, or the lines that were filled from it on: three or
// more, of which the second goes on with the sentence of the first.
func (r *headReader) firstParagraph(i int) string {
	end := i
	for end+1 < len(r.lines) && r.lines[end+1].fate == inBody && r.lines[end].runes <= longestTitle {
		end++
	}
	if end < i+2 || prose.EndsSentence(r.lines[i].text) || !prose.StartsLower(r.lines[i+1].text) {
		return prose.OneLine(r.lines[i].text)
	}
	var b strings.Builder
	for j := i; j <= end; j++ {
		b.WriteString(r.lines[j].text + " ")
	}
	return prose.OneLine(b.String())
}

// firstSentence is s up to the end of its first sentence.
func firstSentence(s string) string {
	const shortest, shortestHan = 12, 4 // characters
	count, before := 0, 0
	for i, c := range s {
		if count++; (count > shortest || count > shortestHan && c > unicode.MaxLatin1) && endsAt(s, i, c, before) {
			return s[:i+utf8.RuneLen(c)]
		}
		if !unicode.IsLetter(c) {
			before = i + utf8.RuneLen(c)
		}
	}
	return s
}

// endsAt reports whether the mark c at i ends a sentence. Word is where the word before
// it begins: a short one with a capital may be a title or an initial.
func endsAt(s string, i int, c rune, word int) bool {
	rest := s[i+utf8.RuneLen(c):]
	if strings.ContainsRune("。！？", c) {
		return true
	}
	if !strings.ContainsRune(".!?…।؟", c) || rest == "" || rest[0] != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \"“„«‘'"))
	abbreviated := c == '.' && (i-word <= 1 || i-word <= 3 && prose.StartsUpper(s[word:i]) || abbreviations.Has(s[word:i]))
	return !abbreviated && (unicode.IsUpper(next) || unicode.Is(unicode.Lo, next))
}

// abbreviations end in a stop that ends no sentence before a capital.
var abbreviations = lexicon.Words("abbreviation")

// cutRepeated takes the name of the site off a title that a line of the head says
// once more, without it.
func (r *headReader) cutRepeated() {
	const head = 12
	for i, seen := r.next(r.top), 0; i < len(r.lines) && seen < head; i, seen = r.next(i+1), seen+1 {
		s := r.lines[i].text
		if len(s) >= len(r.a.Title) {
			continue
		}
		short := prose.WordCount(s) < 2 && !isSolid(s)
		if short && !isShortHan(s) {
			continue
		}
		for _, sep := range [...]string{" | ", "|", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", "｜", "_", "-", ": "} {
			if rest, ok := cutEnd(r.a.Title, s, sep); ok && rest != "" && !(short && strings.HasPrefix(r.a.Title, rest)) {
				if r.a.Title = s; prose.Runes(rest) > prose.Runes(s) && r.stands(rest, i, head) {
					r.a.Title = rest // and what stood above it is the site
				}
				return
			}
		}
	}
}

// stands reports whether one of so many lines below i is a text.
func (r *headReader) stands(text string, i, most int) bool {
	for i = r.next(i + 1); i < len(r.lines) && most > 0; i, most = r.next(i+1), most-1 {
		if strings.EqualFold(r.lines[i].text, text) {
			return true
		}
	}
	return false
}

// isShortHan reports whether s may be a headline of a few Han letters or Hangul, which
// the name of a section or a paper may be too: it stands at the beginning of a title
// then, and not at its end.
func isShortHan(s string) bool {
	const fewest = 4 // characters
	first, _ := utf8.DecodeRuneInString(s)
	return prose.IsCJK(first) && utf8.RuneCountInString(s) >= fewest
}

// cutEnd splits title at sep into s and what is beside it, before or after.
func cutEnd(title, s, sep string) (rest string, ok bool) {
	if len(s)+len(sep) < len(title) && strings.EqualFold(title[:len(s)], s) && strings.HasPrefix(title[len(s):], sep) {
		return title[len(s)+len(sep):], true
	}
	start := len(title) - len(s)
	if sep != ": " && sep != "-" && sep != "_" && strings.EqualFold(title[start:], s) && strings.HasSuffix(title[:start], sep) {
		return strings.TrimSuffix(title[:start], sep), true
	}
	return "", false
}

// dropRepeated drops a line that says the title once more.
func (r *headReader) dropRepeated(i int) {
	if i < len(r.lines) && r.lines[i].runes <= longestTitle && sameTitle(r.lines[i].text, r.a.Title) {
		r.drop(i, "title repeated")
		if i+1 < len(r.lines) && isUnderline(r.lines[i], r.lines[i+1]) {
			r.drop(i+1, "rule")
		}
	}
}

// sameTitle reports whether a and b fold to the same title. It folds them only if their
// first letters agree.
func sameTitle(a, b string) bool {
	return firstLetter(a) == firstLetter(b) && content.FoldTitle(a) == content.FoldTitle(b)
}

func firstLetter(s string) rune {
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
			return unicode.ToLower(c)
		}
	}
	return 0
}

// isUnderline reports whether l is a rule as long as the line above it, as setext marks
// headings.
func isUnderline(above, l line) bool {
	if l.fate != inBody || !isRuleText(l.text) || strings.ContainsAny(l.text, " ") {
		return false
	}
	c := l.text[0]
	return (c == '=' || c == '-' || c == '~') && abs(l.runes-above.runes) <= 3
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// endOfTitle is the last line of the headline that begins in line i.
func (r *headReader) endOfTitle(i int) int {
	const most = 3
	for n := most; n > 1; n-- {
		last := i + n - 1
		if last+1 < len(r.lines) && r.lines[last+1].fate == inBody && n > 2 || last >= len(r.lines) {
			continue
		}
		wraps := true
		for j := i; j < last; j++ {
			wraps = wraps && r.lines[j+1].fate == inBody && (r.goesOnInTitle(j, j+1, last) || n == 2 && r.wrapsTitle(j, j+1))
		}
		if wraps {
			return last
		}
	}
	return i
}

// goesOnInTitle reports whether lines i and j are one headline, however short, broken
// where it cannot end: line i ends in a word that leads on, or line j begins in lower
// case. Line j is right below line i, with a blank line after last.
func (r *headReader) goesOnInTitle(i, j, last int) bool {
	const fewest = 3
	a, b := &r.lines[i], &r.lines[j]
	if a.indent != b.indent || prose.EndsSentence(a.text) || prose.EndsStatement(b.text) || a.runes+b.runes > longestTitle || a.runes > 100 || prose.WordCount(a.text) < fewest ||
		last+1 < len(r.lines) && r.lines[last+1].fate != blank || r.next(last+1) == len(r.lines) {
		return false
	}
	_, _, labelled := byline.CutByLabel(b.text)
	_, _, key := stated.CutKey(b.text)
	_, _, named := byline.BareNames(b.text, false)
	if labelled || key || named || startsItem(b.text) || prose.HasDigit(b.text) && len(dates.Find(b.text, r.ctx)) > 0 || whyLitter(b.text) != "" || prose.WordCount(b.text) < 2 && !prose.StartsLower(b.text) {
		return false
	}
	return prose.StartsLower(b.text) || leadsOn(a.text)
}

// leadsOn reports whether s ends as no headline does: in a comma or a dash, or in a
// conjunction.
func leadsOn(s string) bool {
	if strings.HasSuffix(s, ",") || strings.HasSuffix(s, " –") || strings.HasSuffix(s, " —") || strings.HasSuffix(s, " &") {
		return true
	}
	return joiners.Has(strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:]))
}

// joiners lead from one word of a headline to the next.
var joiners = lexicon.Words("joins a headline")

// wrapsTitle reports whether lines i and j are one headline, broken at the width of the
// file.
func (r *headReader) wrapsTitle(i, j int) bool {
	a, b := &r.lines[i], &r.lines[j]
	if b.fate == inBody && j == i+1 && r.isSecondLine(i, j) {
		return true
	}
	if b.fate != inBody || a.runes < 45 || a.runes > 100 || b.runes > a.runes || a.indent != b.indent || prose.EndsSentence(a.text) {
		return false
	}
	if j+1 < len(r.lines) && r.lines[j+1].fate != blank {
		return false
	}
	if _, _, ok := byline.CutByLabel(b.text); ok || prose.HasDigit(b.text) && len(dates.Find(b.text, r.ctx)) > 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a.text)
	return prose.StartsLower(b.text) || prose.AllCaps(a.text) && prose.AllCaps(b.text) && !prose.IsCJK(last)
}

// isSecondLine reports whether line j is the second line of a headline in capitals,
// however short the first is: it has too many words for a byline, stands right below
// line i, and a blank line follows.
func (r *headReader) isSecondLine(i, j int) bool {
	const shortest, longest = 3, 100
	a, b := &r.lines[i], &r.lines[j]
	if !prose.AllCaps(a.text) || !prose.AllCaps(b.text) || a.runes > longest || b.runes > longest || prose.WordCount(a.text) < shortest || prose.WordCount(b.text) < shortest || prose.EndsSentence(a.text) {
		return false
	}
	if j+1 < len(r.lines) && r.lines[j+1].fate != blank || prose.HasDigit(b.text) && len(dates.Find(b.text, r.ctx)) > 0 {
		return false
	}
	_, _, labelled := byline.CutByLabel(b.text)
	return !labelled && strings.IndexFunc(a.text+b.text, prose.IsCJK) < 0 && !isDateline(b.text) && !byline.BeginsWithFirstName(b.text) && !strings.Contains(b.text, ": ")
}

// titleOfText makes a title for a file that begins with its text: from the file's name,
// else from its first sentence.
func (r *headReader) titleOfText(i int) {
	r.top = i
	if r.a.TitleFromName() || i == len(r.lines) {
		return
	}
	r.a.Title = prose.CutWords(strings.TrimRight(firstSentence(stripDateline(r.firstParagraph(i))), ".。।"), 90)
	r.a.Origin.Set("title", content.Origin{Line: r.lines[i].n, Rule: "first sentence"})
}

// cutSite takes the name of the site off the end of a title: if the title says
// it twice, or the article's address does.
func (r *headReader) cutSite(title string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - "} {
		at := strings.LastIndex(title, sep)
		if at < 0 {
			continue
		}
		rest, site := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(sep):])
		if prose.WordCount(rest) < 3 || prose.WordCount(site) > 4 || site == "" {
			continue
		}
		folded := content.FoldTitle(site)
		inHost := strings.Contains(prose.HostOf(r.a.SourceURL), strings.ReplaceAll(folded, " ", "")) && len(folded) > 2
		inRest := prose.WordCount(site) > 1 && strings.Contains(content.FoldTitle(rest), folded)
		if inHost || inRest || sep == " | " && r.a.SourceURL != "" && strings.HasSuffix(folded, "news") {
			return rest
		}
	}
	return title
}
