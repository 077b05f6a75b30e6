package newspaper

// The slugs of press offices above a headline: what kind of text it is, for whom,
// until when it is to wait, its number. None of them is the title.

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

const (
	longestSlug    = 100 // bytes
	slugOfRelease  = "kicker"
	fewestInTitle  = 3 // words of a headline after a slug in one line
	longestBelow   = 160
	longestNumber  = 30
	longestEmbargo = 140
)

// readSlug takes a line above the headline that is a slug, and the date in it.
func (r *headReader) readSlug(i int) bool {
	l := &r.lines[i]
	if len(l.text) > longestEmbargo || r.a.Title != "" || r.next(i+1) == len(r.lines) {
		return false
	}
	if r.readEmbargo(i) {
		return true
	}
	if len(l.text) > longestSlug {
		return false
	}
	switch {
	case r.readDatedSlug(i):
		return true
	case isSlug(l.text):
	case isSecrecy(l.text) || isReleaseNumber(l.text):
		if !r.headsBelow(i) {
			return false
		}
	default:
		return r.cutSlug(i)
	}
	r.drop(i, slugOfRelease)
	r.pressed = true
	return true
}

// isSlug reports whether s says what kind of text follows: "PRESS RELEASE", "+++
// Pressemitteilung +++", "News release No. 7 – for immediate release", "P R E S S   R E
// L E A S E".
func isSlug(s string) bool {
	return len(s) <= longestSlug && beginsAsSlug(s) && areSlugs(s, func(part string) bool { return slugs.Has(part) })
}

// beginsAsSlug reports whether the first word of s may begin a slug; most lines can be
// told so. A number, and a letter of a word that is spaced out, may begin one too.
func beginsAsSlug(s string) bool {
	const longest = 24 // letters
	var buf [longest * utf8.UTFMax]byte
	word, letters := buf[:0], 0
	for _, c := range s {
		inWord := unicode.IsLetter(c) || unicode.IsMark(c)
		switch {
		case unicode.IsDigit(c), letters == longest:
			return true
		case inWord:
			word = utf8.AppendRune(word, unicode.ToLower(c))
			letters++
			continue
		}
		if letters > 0 {
			return letters == 1 || slugBeginnings()[string(word)]
		}
	}
	return letters <= 1 || slugBeginnings()[string(word)]
}

// slugBeginnings are the first words of all slugs and marks of secrecy.
var slugBeginnings = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, phrases := range [...]*wordlist.Words{slugs, secrecy, numbering} {
		for phrase := range phrases.All() {
			word := strings.TrimLeftFunc(phrase, isNoLetter)
			if end := strings.IndexFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) }); end > 0 {
				word = word[:end]
			}
			m[word] = true
		}
	}
	return m
})

// isSecrecy reports whether s says how secret a text is: "CONFIDENTIAL", "TLP:CLEAR",
// "NATO UNCLASSIFIED".
func isSecrecy(s string) bool {
	return beginsAsSlug(s) && !prose.StartsLower(s) && (prose.AllCaps(s) || !ambiguous.Has(foldSlug(s))) &&
		areSlugs(strings.ReplaceAll(s, ":", " "), func(part string) bool { return secrecy.Has(part) || slugs.Has(part) })
}

// slugSeparators are between the parts of a slug.
var slugSeparators = strings.NewReplacer(" - ", "|", ": ", "|")

// areSlugs splits s at punctuation, and reports whether each part is a slug or a
// number, and at least one a slug.
func areSlugs(s string, is func(string) bool) bool {
	if part := foldSlug(s); is(part) || is(strings.Join(strings.Fields(part), "")) {
		return true
	}
	separators := "|–—·•/;,："
	if prose.HasHan(s) {
		separators += " \u3000" // which part no words there
	}
	some := false
	for part := range strings.FieldsFuncSeq(slugSeparators.Replace(s), func(c rune) bool {
		return strings.ContainsRune(separators, c)
	}) {
		part = foldSlug(part)
		switch {
		case is(part), is(strings.TrimSpace(cutNumber(part))):
			some = true
		case part == "", prose.IsNumber(part), cutNumber(part) == "":
		default:
			return false
		}
	}
	return some
}

// foldSlug is a slug in lower case, without the signs around it. Letters that are
// spaced out come together.
func foldSlug(s string) string {
	s = strings.TrimFunc(strings.ToLower(prose.OneLine(s)), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
	})
	words := strings.Fields(s)
	for _, w := range words {
		if utf8.RuneCountInString(w) > 1 {
			return s
		}
	}
	if len(words) < 5 {
		return s
	}
	joined := strings.Join(words, "")
	for slug := range slugs.All() {
		if strings.ReplaceAll(slug, " ", "") == joined {
			return slug
		}
	}
	return s
}

// cutNumber takes the number from the end of "press release no. 12/2024".
func cutNumber(s string) string {
	rest := strings.TrimRight(s, "0123456789/.-#()")
	if rest == s {
		return s
	}
	rest = strings.TrimRight(rest, " .#")
	words := strings.Fields(rest)
	if n := len(words); n > 0 && numbering.Has(strings.Trim(words[n-1], ".:")) && !slugs.Has(rest) {
		rest = strings.Join(words[:n-1], " ")
	}
	return rest
}

// readDatedSlug takes "Press release of 25 January 2022".
func (r *headReader) readDatedSlug(i int) bool {
	s := r.lines[i].text
	if !prose.HasDigit(s) {
		return false
	}
	found := dates.Find(s, r.ctx)
	if len(found) != 1 {
		return false
	}
	m := found[0]
	start, end := m.Start, m.End
	if m.LabelEnd > m.LabelStart && m.LabelEnd <= m.Start {
		start = m.LabelStart
	}
	before := strings.TrimRight(s[:start], " ,|–—-:(")
	if word := before[strings.LastIndexByte(before, ' ')+1:]; waiting.Has(strings.ToLower(word)) || datePrepositions.Has(strings.ToLower(word)) {
		before = strings.TrimSuffix(before, word)
	}
	rest := strings.TrimSpace(before) + " | " + strings.TrimLeft(s[end:], " ,|–—-:)")
	if !isSlug(strings.Trim(rest, " |")) && !isSlug(strings.TrimRight(s[:m.Start], " ,|–—-:(")) {
		return false
	}
	r.a.Dropped = append(r.a.Dropped, content.Dropped{Line: r.lines[i].n, Why: slugOfRelease, Text: s})
	r.dated = append(r.dated, candidate{line: i, match: m, score: topDate, whole: true})
	r.lines[i].fate = inField
	r.pressed = true
	return true
}

// readReleaseDate takes the line between the slug of a release and its headline that
// says where and when: "Bern, 3 May 2021".
func (r *headReader) readReleaseDate(i int) bool {
	s := r.lines[i].text
	if !r.pressed || !prose.HasDigit(s) || r.next(i+1) == len(r.lines) {
		return false
	}
	found := dates.Find(s, r.ctx)
	if len(found) != 1 || strings.Trim(s[found[0].End:], " .,:–—-") != "" {
		return false
	}
	place := strings.TrimRight(s[:found[0].Start], " ,–—-:|(")
	for word := range datePrepositions.All() {
		place = strings.TrimSuffix(place, ", "+word)
	}
	if prose.WordCount(place) > 4 || !isPlace(place) {
		return false
	}
	r.a.Dropped = append(r.a.Dropped, content.Dropped{Line: r.lines[i].n, Why: "beside the date", Text: s})
	r.dated = append(r.dated, candidate{line: i, match: found[0], score: topDate, whole: true})
	r.lines[i].fate = inField
	return true
}

// datePrepositions stand between a slug and its date.
var datePrepositions = lexicon.Words("before a slug's date")

// isReleaseNumber reports whether s is nothing but a number: "45", "No. 45/2022",
// "IP/12/345".
func isReleaseNumber(s string) bool {
	if len(s) > longestNumber || !prose.HasDigit(s) {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		core := strings.Trim(w, ".:()[]#№")
		switch {
		case core == "", numbering.Has(strings.ToLower(core)), numbering.Has(strings.ToLower(w)):
		case strings.Trim(core, "0123456789/.-") == "":
		case strings.Contains(core, "/") && prose.AllCaps(core) && prose.HasDigit(core):
		default:
			return false
		}
	}
	return true
}

// headsBelow reports whether the next line that is no slug has the shape of a headline,
// with text below it.
func (r *clues) headsBelow(i int) bool {
	for i = r.next(i + 1); i < len(r.lines); i = r.next(i + 1) {
		l := &r.lines[i]
		if len(l.text) <= longestSlug && (isSlug(l.text) || isSecrecy(l.text) || isReleaseNumber(l.text) || isDateOnly(l.text, r.ctx) || embargoes.Of(l.text) != "") {
			continue
		}
		if _, _, labelled := byline.CutByLabel(l.text); labelled {
			return false
		}
		return l.runes <= longestBelow && (prose.WordCount(l.text) >= fewestInTitle || isSolid(l.text) || prose.IsCJK([]rune(l.text)[0])) &&
			!prose.EndsStatement(l.text) && !isDateline(l.text) && r.next(i+1) < len(r.lines)
	}
	return false
}

func isDateOnly(s string, ctx dates.Context) bool {
	if !prose.HasDigit(s) {
		return false
	}
	found := dates.Find(s, ctx)
	return len(found) == 1 && residue(s, found) == ""
}

// cutSlug takes the slug from the head of the line that the headline stands in:
// "PRESS RELEASE: Harbour opens".
func (r *headReader) cutSlug(i int) bool {
	l := &r.lines[i]
	for _, sep := range [...]string{": ", " – ", " — ", " | ", " - ", "：", "】", "] "} {
		head, rest, ok := strings.Cut(l.text, sep)
		if !ok || !isSlug(head) {
			continue
		}
		rest = strings.TrimSpace(rest)
		if rest == "" || prose.WordCount(rest) < fewestInTitle && !isSolid(rest) && !prose.IsCJK([]rune(rest)[0]) {
			continue
		}
		cut := l.text[:len(l.text)-len(rest)]
		r.a.Dropped = append(r.a.Dropped, content.Dropped{Line: l.n, Why: slugOfRelease, Text: strings.TrimSpace(cut)})
		fate := l.fate
		*l = newLine(l.n, rest, false)
		r.pressed = true
		l.fate = fate
		return false // the line is the headline now
	}
	return false
}

// noDayOfEmbargo is what is wrong with an embargo that gives only an hour, or a day
// of no year.
const noDayOfEmbargo = "names no full date, so it holds nothing back; write it with day, month and year"

// readEmbargo takes a line that says until when the text is to wait. A headline about
// an embargo says more than a time.
func (r *clues) readEmbargo(i int) bool {
	s := r.lines[i].text
	word := embargoes.Of(strings.TrimLeft(s, "*+=-([【< "))
	if word == "" || len(s) > longestEmbargo {
		return false
	}
	found := dates.Find(s, r.ctx)
	if !isWaiting(s, found) || strings.EqualFold(strings.TrimRight(s, ":"), word) && !r.headsBelow(i) && len(found) == 0 {
		return false
	}
	r.drop(i, "embargo")
	if len(found) == 0 || found[0].YearInferred || found[0].Relative {
		r.a.Problems = append(r.a.Problems, content.Problem{Line: r.lines[i].n,
			Message: "embargo " + noDayOfEmbargo})
		return true
	}
	r.a.Embargo, r.a.EmbargoLine = found[0].Date, r.lines[i].n
	return true
}

// isWaiting reports whether s is nothing but an embargo and its time.
func isWaiting(s string, found []dates.Match) bool {
	rest, at := "", 0
	for _, m := range found {
		rest += s[at:max(at, m.Start)] + " "
		at = max(at, m.End)
	}
	rest += s[at:]
	if prose.WordCount(rest) > 14 {
		return false
	}
	start := strings.TrimLeft(rest, "*+=-([【< ")
	rest = strings.TrimLeftFunc(start[min(len(start), len(embargoes.Of(start+" "))):], unicode.IsLetter) // "embargo-ed"
	for w := range strings.FieldsFuncSeq(strings.ToLower(rest), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if !prose.HasDigit(w) && !waiting.Has(w) && !slugs.Has(w) && !isWeekday(w) {
			return false
		}
	}
	return len(found) > 0 || prose.HasDigit(s) || strings.TrimSpace(rest) == "" || strings.HasPrefix(strings.TrimSpace(rest), ":")
}

// isWeekday reports whether w ends like the name of a weekday, which the date beside it
// need not have taken in.
func isWeekday(w string) bool { return strings.HasSuffix(w, "day") || strings.HasSuffix(w, "tag") }

// readContacts drops the block of a release, between its slug and its headline, that
// says whom to ask.
func (r *headReader) readContacts(i int) bool {
	const longest = 8 // lines
	if contacting.Of(r.lines[i].text) == "" || r.a.Title != "" || !slices.ContainsFunc(r.a.Dropped, func(d content.Dropped) bool { return d.Why == slugOfRelease }) {
		return false
	}
	end := i
	for end < len(r.lines) && r.lines[end].fate == inBody {
		end++
	}
	if end-i > longest || r.next(end) == len(r.lines) {
		return false
	}
	for j := i; j < end; j++ {
		r.drop(j, "contact of a release")
	}
	return true
}

// contacting begins such a block.
var contacting = lexicon.Prefixes("contact")

// The words of press offices. Slugs name the trade of a text: nothing that anybody
// calls an article.
var (
	slugs     = lexicon.Words("slug")
	secrecy   = lexicon.Words("secrecy")             // the marks of who may read a paper
	ambiguous = lexicon.Words("secrecy in capitals") // those that are titles too: only in capitals they are marks
	embargoes = lexicon.Prefixes("embargo")          // begin a line that says until when a text is to wait
	waiting   = lexicon.Words("until")               // join an embargo to its time
	numbering = lexicon.Words("release number")      // before the number of a release
)
