// Package byline reads the names of those who wrote an article.
package byline

// Who wrote it. A byline is a line that says so ("By …"), or a bare name in a place
// where names stand. Prose that merely begins with such a word is the trap: each rule
// here demands words that are shaped like names.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/prose"
)

// LongestByline bounds, in characters, the lines that may be bylines.
const LongestByline = 150

// Read reads a value that is known to name authors, as people write it:
// "Jane Doe <jane@example.org>, PhD and John Roe, Staff Writer". What follows
// an agency's name or "for" is the source.
func Read(value string) (authors []content.Author, source string) {
	return Parse(value, false)
}

// Parse splits a list of names. If strict, each must be shaped like a name or an
// organisation; the first that is not ends the list.
func Parse(value string, strict bool) (authors []content.Author, source string) {
	value = CutNextKey(Unlink(value))
	value = CutNamePrefix(value)
	if list := hanNames(value); len(list) > 1 || len(list) == 1 && strings.ContainsAny(value, "／ \u3000") {
		return list, ""
	}
	if name, ok := CutByRole(value); ok && isHangulName(name) {
		return []content.Author{{Name: name}}, ""
	}
	value, email := CutEmail(value)
	value, source = cutFor(value)
	l := nameList{source: source, strict: strict, shouted: prose.AllCaps(value)}
	for _, part := range splitNames(value) {
		if !l.add(cleanName(part)) {
			return l.authors, l.source
		}
	}
	if len(l.authors) == 1 && email != "" {
		l.authors[0].Email = email
	}
	if len(l.authors) == 0 && l.source != "" && strict {
		l.addOrganisation(l.source)
	}
	return l.authors, l.source
}

// nameList is a list of names as far as it has been read.
type nameList struct {
	authors []content.Author
	source  string
	strict  bool // ends before what is not shaped like a name
	shouted bool // is all in capitals
	role    bool // a role was among its parts
}

// add reads the next part. It reports false if the list ends before it.
func (l *nameList) add(part string) bool {
	part = cutTrade(part)
	switch {
	case len(l.authors) > 0 && strings.Contains(part, ": "):
		return false // another key: "Jane Doe | Category: Ovens"
	case part == "", IsCredential(part):
	case IsAgency(part):
		if len(l.authors) == 0 && !l.strict && l.source == "" {
			l.addOrganisation(part)
		} else {
			l.addSource(part)
		}
	case IsNobody(part), len(l.authors) > 0 && l.addBeside(part):
	case IsOrganisation(part) && !isNameOfAgency(part):
		l.addOrganisation(part)
	case l.strict && !IsName(part) && !isNameOfAgency(part):
		return false
	case len(l.authors) > 0 && !prose.StartsUpper(part) && strings.Contains(part, " "):
	default:
		name, agency := cutAgency(part)
		l.addSource(agency)
		l.authors = append(l.authors, content.Author{Name: prose.SettleCase(name)})
	}
	return true
}

// cutTrade takes what somebody works at off a name that begins with a given one: "Jane
// Doe Science editor", "Jane Doe Home affairs correspondent", "Jane Doe Columnist". The
// word with a capital before it belongs to it, unless the two before are given names.
func cutTrade(part string) string {
	if strings.Count(part, " ") < 2 || !Roles.Lists(part[strings.LastIndexByte(part, ' ')+1:]) || !BeginsWithFirstName(part) {
		return part
	}
	words := strings.Fields(part)
	n := 2
	if len(words) > 3 && (firstNames.Lists(words[1]) || len(strings.TrimRight(words[1], ".")) == 1) {
		n = 3
	}
	if name := strings.Join(words[:n], " "); IsName(name) && !Roles.Any(name) && !organisations.Any(name) {
		return name
	}
	return part
}

// cutPlaces takes out where somebody wrote from, in brackets with more than the place, or
// before a further name: "Jane Doe (Lyon, correspondence)", "Jane Doe in Lyon and John Roe
// in Linz".
func cutPlaces(s string) string {
	if before, rest, ok := strings.Cut(s, " ("); ok {
		inner, after, closed := strings.Cut(rest, ")")
		place, beside, two := strings.Cut(inner, ", ")
		if closed && two && prose.StartsLower(beside) && !strings.Contains(place, " ") {
			s = before + after
		}
	}
	const in, and = " in ", " and "
	if before, rest, ok := strings.Cut(s, in); ok {
		if place, after, two := strings.Cut(rest, and); two && prose.WordCount(place) <= 3 && prose.StartsUpper(place) && BeginsWithFirstName(after) {
			last, _, _ := strings.Cut(after, in)
			return before + and + last
		}
	}
	return s
}

// addBeside reads a part that says something of the author before it. It reports
// whether the part does.
func (l *nameList) addBeside(part string) bool {
	switch {
	case HasRole(part):
		l.role = true
	case l.role && !BeginsWithFirstName(part):
	case isInitialism(part) && !l.shouted:
		l.addSource(part)
	case l.source == "" && (IsOrganisation(part) || IsPaper(part)):
		l.source = part
	case isCreditNoun(part):
		if n := len(l.authors); n > 1 && !wordNouns.Lists(part) {
			l.authors = l.authors[:n-1] // "Jane Doe (text) and John Roe (photos)"
		}
	default:
		return false
	}
	return true
}

func (l *nameList) addOrganisation(name string) {
	l.authors = append(l.authors, content.Author{Name: name, Organisation: true})
}

// addSource takes the first source that the list names.
func (l *nameList) addSource(name string) {
	if l.source == "" {
		l.source = name
	}
}

// CutAddition takes off the single word after a full name and a comma: the town or the
// house of "Jane Doe, Linz", which is no second author.
func CutAddition(value string, authors []content.Author, source string) ([]content.Author, string) {
	n := len(authors) - 1
	if n < 1 {
		return authors, source
	}
	last := authors[n].Name
	if prose.HasHan(last) || strings.ContainsAny(last, " .") || BeginsWithFirstName(last) || prose.WordCount(authors[n-1].Name) < 2 || !strings.HasSuffix(value, ", "+last) {
		return authors, source
	}
	if source == "" && isPaperCompound(last) {
		source = last
	}
	return authors[:n], source
}

// CutNamePrefix takes the words of a link off the name that it leads to.
func CutNamePrefix(s string) string {
	if s == "" {
		return s
	}
	if words := namePrefixes.Of(s); words != "" {
		return s[len(words):]
	}
	return s
}

// isInitialism reports whether s is two to six capitals, as agencies and stations are
// called.
func isInitialism(s string) bool {
	if len(s) < 3 || len(s) > 6 {
		return false
	}
	for i := range len(s) {
		if s[i]-'A' > 25 {
			return false
		}
	}
	return true
}

// isNameOfAgency reports whether s is a person with an agency: "Jane Doe Fox News".
func isNameOfAgency(s string) bool {
	name, agency := cutAgency(s)
	return agency != "" && IsName(name) && BeginsWithFirstName(name) && !IsOrganisation(name)
}

// cutAgency splits "Jane Doe Fox News": two names at least, then an agency.
func cutAgency(s string) (name, agency string) {
	words := strings.Fields(s)
	for n := max(2, len(words)-3); n < len(words); n++ {
		if tail := strings.Join(words[n:], " "); IsAgency(tail) {
			return strings.Join(words[:n], " "), tail
		}
	}
	if n := paperFrom(words); n > 0 {
		return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
	}
	return s, ""
}

// paperFrom is where a paper's name begins after a person's, or 0: "Jane Doe Mill
// Valley Gazette". A single word must be one that nobody is called.
func paperFrom(words []string) int {
	if len(words) < 3 {
		return 0
	}
	if len(words) > 3 && len(words) < 7 && words[2] == "The" && isPaperWord(words[len(words)-1]) {
		return 2
	}
	if !firstNames.Lists(words[0]) {
		return 0
	}
	n := 2
	if initial := strings.TrimRight(words[1], "."); len(initial) == 1 {
		n = 3
	}
	last := words[len(words)-1]
	switch {
	case n >= len(words) || len(words) > n+4 || !prose.StartsUpper(words[n]):
		return 0
	case len(words) == n+1 && !strings.Contains(last, "-") && !isPaperCompound(last):
		return 0
	case !isPaperWord(last):
		return 0
	}
	return n
}

// IsPaper reports whether s is the name of a newspaper, of several words.
func IsPaper(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return len(last) < len(s) && isPaperWord(last) && prose.StartsUpper(s) && !BeginsWithFirstName(s)
}

// isCreditNoun reports whether s is one word for what somebody did for an article.
func isCreditNoun(s string) bool {
	return creditNouns.Lists(s) || wordNouns.Lists(s)
}

// isPaperWord reports whether w ends the names of newspapers: "Times", "Gazette".
func isPaperWord(w string) bool {
	if part := w[strings.LastIndexByte(w, '-')+1:]; paperWords.Lists(part) {
		return true
	}
	return isPaperCompound(w)
}

// isPaperCompound reports whether w is a newspaper's name as German compounds it:
// "Hafenbote".
func isPaperCompound(w string) bool {
	w = strings.ToLower(w)
	return len(w) > 8 && endsWithAny(w, paperEndings()...)
}

// Unlink reduces "[name](address)" to the name, and drops brackets that hold
// only a handle.
func Unlink(s string) string {
	for {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			return s
		}
		mid := strings.Index(s[open:], "](")
		if mid < 0 {
			return s
		}
		end := strings.IndexByte(s[open+mid:], ')')
		if end < 0 {
			return s
		}
		name := s[open+1 : open+mid]
		if strings.HasPrefix(name, "@") {
			name = ""
		}
		s = s[:open] + name + s[open+mid+end+1:]
	}
}

// CutEmail takes out an address, with its brackets, and handles; a name that a
// handle is stuck to stays.
func CutEmail(s string) (rest, email string) {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '@')
		if at < 0 {
			break
		}
		start, end, ok := prose.MailAt(s, at)
		if ok {
			start += gluedName(s[:start], s[start:at])
			email = s[start:end]
		} else {
			start, end = at, max(end, at+1) // "Jane Doe@jane": the name is before the sign
		}
		b.WriteString(strings.TrimRight(s[:start], " (<|"))
		b.WriteString(", ")
		s = strings.TrimLeft(s[end:], ")> ")
	}
	if b.Len() > 0 {
		b.WriteString(s)
		s = b.String()
	}
	s = strings.ReplaceAll(s, "()", "")
	return strings.Trim(s, " ,"), email
}

// gluedName is the length of the last name that runs into the address after it: "Jane
// Doejane.doe@example.org". What tells is that the address repeats the name.
func gluedName(before, local string) int {
	const longest = 64
	if len(local) > longest || !prose.StartsUpper(local) {
		return 0
	}
	given := strings.ToLower(before[strings.LastIndexByte(strings.TrimRight(before, " "), ' ')+1:])
	small := strings.ToLower(local)
	if len(small) != len(local) {
		return 0
	}
	for k := len(local) - 1; k > 2; k-- {
		if strings.Contains(small[k:], small[:k]) {
			return k
		}
	}
	if given = strings.TrimSpace(given); len(given) > 2 {
		return max(0, strings.Index(small, given))
	}
	return 0
}

// cutFor splits "Jane Doe For The Mail On Sunday", and stops at the partner of an
// interview.
func cutFor(s string) (rest, source string) {
	for _, sep := range []string{" for ", " For ", " FOR ", " für ", " pour ", " para ", " für die "} {
		if before, after, ok := strings.Cut(s, sep); ok && strings.TrimSpace(before) != "" {
			return before, strings.TrimSpace(strings.TrimRight(after, " .|,"))
		}
	}
	for _, sep := range []string{" mit ", " with ", " avec ", " con ", " om "} {
		if before, _, ok := strings.Cut(s, sep); ok && strings.TrimSpace(before) != "" {
			return before, ""
		}
	}
	return s, ""
}

// splitNames splits a list of names at commas, brackets, conjunctions and the like.
func splitNames(s string) []string {
	var parts []string
	start := 0
	add := func(end, next int) {
		if part := strings.TrimSpace(s[start:end]); part != "" {
			parts = append(parts, part)
		}
		start = next
	}
	word := 0
	for i, r := range s + " " {
		switch {
		case r == ',' || r == ';' || r == '、' || r == '，' || r == '|' || r == '/' || r == '•' || r == '·' || r == '：':
			add(i, i+utf8.RuneLen(r))
			word = start
		case r == '(' || r == ')' || r == '<' || r == '>':
			add(i, i+1)
			word = start
		case unicode.IsSpace(r):
			if w := s[word:i]; len(w) <= 4 && Conjunctions.Lists(w) {
				add(word, min(i+utf8.RuneLen(r), len(s)))
			}
			word = i + utf8.RuneLen(r)
		}
	}
	add(len(s), len(s))
	return parts
}

func cleanName(s string) string {
	s = strings.Trim(prose.OneLine(s), " \"'“”„*_|:-–—")
	if strings.HasSuffix(s, ".") && !prose.EndsAbbreviated(s) {
		s = strings.TrimSuffix(s, ".")
	}
	return cutGlued(s)
}

// cutGlued takes the town off that a scraper ran into a last name: "Jane DoeriMadrid". A
// name has capitals inside only behind a short beginning: "McDoe", "LaRue", "FitzRoy".
func cutGlued(s string) string {
	const shortest = 4 // letters of either
	last := strings.LastIndexByte(s, ' ') + 1
	if last == 0 || !BeginsWithFirstName(s) {
		return s
	}
	letters, lower := 0, false
	for i, c := range s[last:] {
		if unicode.IsUpper(c) && lower && letters >= shortest && utf8.RuneCountInString(s[last+i:]) >= shortest && s[last:last+i] != "Fitz" {
			return s[:last+i]
		}
		lower = unicode.IsLower(c)
		letters++
	}
	return s
}

// IsName reports whether s is one to five words in the shape of a name: capitals,
// particles, initials.
func IsName(s string) bool {
	words, capitals, before := 0, 0, ""
	for w := range strings.FieldsSeq(s) {
		words++
		if Particles.Has(w) && words > 1 && (w != "der" || before == "von" || before == "van" || before == "aus") {
			before = w
			continue
		}
		if (before == "Van" || before == "van") && (w == "Der" || w == "Den" || w == "De") {
			before = w
			continue // Afrikaans and Flemish names keep their capitals
		}
		before = w
		if !isNameWord(w) && !(words == 1 && prose.StartsUpper(w) && firstNames.Lists(w)) && !(words == 2 && prose.StartsUpper(w) && surnames.Lists(w) && BeginsWithFirstName(s)) || words > 5 {
			return false
		}
		capitals++
	}
	return capitals > 0 && len(s) <= 60
}

// isNameWord reports whether w is one capitalised word of letters, or an initial.
func isNameWord(w string) bool {
	first := true
	letters := 0
	for i, r := range w {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if first && !unicode.IsUpper(r) && !unicode.IsTitle(r) && !unicode.Is(unicode.Lo, r) {
				return false
			}
			first = false
			letters++
		case r == '.' && letters > 0:
		case (r == '-' || r == '\'' || r == '’' || r == '`' || r == '´') && (i > 0 || r != '-'):
			if letters == 1 && i == 1 && unicode.IsLower(rune(w[0])) {
				first = true
			}
		default:
			if i > 0 || !strings.ContainsRune("“\"", r) {
				return false
			}
		}
	}
	if letters == 1 && strings.HasSuffix(w, ".") {
		return true // an initial, though "a" and "y" are words
	}
	w = strings.TrimRight(w, ".")
	return letters > 0 && !NotNames.Lists(w) && !pressWords.Lists(w)
}

// CutByLabel splits "Written by Jane Doe" into label and rest. The rest may be empty:
// the name is on the next line then.
func CutByLabel(s string) (label, rest string, ok bool) {
	s = strings.TrimLeft(s, " |•·–—-/*+,")
	if s == "" {
		return "", "", false
	}
	r, size := utf8.DecodeRuneInString(s)
	for _, l := range byLabels()[unicode.ToLower(r)].before(s[size:]) {
		if !prose.HasPrefixFold(s, l) {
			continue
		}
		rest := cutGender(s[len(l):])
		switch next, _ := utf8.DecodeRuneInString(rest); {
		case rest == "":
			return l, "", true
		case next == ':' || next == '：' || next == '/' || next == '／' || next == '｜' || next == '＝' || next == '=', next == '・' && IsHanName(firstField(rest[len("・"):])):
			return l, strings.TrimSpace(rest[utf8.RuneLen(next):]), true
		case unicode.IsSpace(next):
			if rest = strings.TrimSpace(rest); colonLabels.Has(l) && !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, "：") && !isHangulName(rest) {
				continue
			}
			return l, strings.TrimSpace(strings.TrimLeft(rest, ":：")), true
		case unicode.IsUpper(next) && !prose.AllCaps(s[:len(l)+1]), strings.HasSuffix(l, "：") || prose.IsCJK([]rune(l)[0]) && IsHanName(firstField(rest)) && !notHanNames.Has(prose.CutRunes(s, 2)):
			return l, rest, true // "vonJane Doe": links glued by a scraper
		}
	}
	return "", "", false
}

// firstField is s up to its first space or middle dot.
func firstField(s string) string {
	s = strings.TrimSpace(s)
	if end := strings.IndexAny(s, " \u3000・／"); end > 0 {
		return s[:end]
	}
	return s
}

// genderEndings make a label name both sexes, by length.
var genderEndings = [...]string{"*innen", ":innen", "_innen", "/innen", "·innen", "/trice", "·rice", "/-in", "(in)", "(s)", "*in", ":in", "_in", "/in", "·in", "(e)", "(a)", "/as", "·e", ".e", "/a", "Innen", "In"}

// cutGender takes the ending off a label that names both sexes: "Autor*in:".
func cutGender(rest string) string {
	if rest == "" || strings.IndexByte("*:_/(.I\xc2", rest[0]) < 0 {
		return rest
	}
	for _, ending := range genderEndings {
		after, ok := strings.CutPrefix(rest, ending)
		if ok && (strings.HasPrefix(after, ":") || strings.HasPrefix(after, " ") && ending[0] != 'I' || after == "" && ending[0] != 'I') {
			return after
		}
	}
	return rest
}

// CutByRole splits "홍길동 기자" and "例花子記者": a name of two to four letters, and the word
// for reporter that Korean and Japanese papers put after it.
func CutByRole(s string) (name string, ok bool) {
	if name, ok := strings.CutSuffix(s, "记者"); ok && IsHanName(strings.TrimSpace(name)) {
		return strings.TrimSpace(name), true
	}
	s = strings.Trim(s, "[]()（）【】/ ")
	for _, role := range roleBehind() {
		if name, ok = strings.CutSuffix(s, role); ok {
			name = strings.TrimSpace(name[strings.LastIndexByte(name, '=')+1:]) // "서울신문=홍길동 기자"
			n := utf8.RuneCountInString(name)
			return name, n >= 2 && n <= 4 && !strings.ContainsAny(name, " .,:")
		}
	}
	return "", false
}

// CutHouse reads the paper or station that a line gives a text of its own to, and where that
// was written: "Do UOL, em São Paulo".
func CutHouse(s, language string) (house string, ok bool) {
	const most = 4 // words
	own := housePrepositions()[language]
	word, rest, _ := strings.Cut(s, " ")
	if own == nil || !own[strings.ToLower(word)] || !prose.StartsUpper(word) {
		return "", false
	}
	house, where, ok := strings.Cut(rest, ", ")
	if !ok || prose.WordCount(house) > most || IsNobody(word+" "+house) || !prose.StartsLower(where) || prose.EndsSentence(where) || prose.WordCount(where) > 2*most {
		return "", false
	}
	return house, prose.AllCaps(house) || IsAgency(house) || IsPaper(house) || IsOrganisation(house)
}

// IsForeignLabel reports whether a label is one of other languages than the given, and
// so probably an everyday word in it: "di" and "por" are no labels in English.
func IsForeignLabel(label, language string) bool {
	foreign := false
	for tag, labels := range everydayLabels() {
		if labels[label] && tag == language {
			return false
		}
		foreign = foreign || labels[label]
	}
	return foreign
}

// CutDash splits "Jane Doe - Harbour Contributor" at the dash after a person's name.
func CutDash(s string) (name, after string, ok bool) {
	for _, dash := range [...]string{" - ", " – ", " — "} {
		if name, after, ok := strings.Cut(s, dash); ok && prose.WordCount(name) >= 2 && IsName(name) {
			return name, strings.TrimSpace(after), true
		}
	}
	return s, "", false
}

// IsLabelledName reports whether s, found after "by", is a name, though one of its
// words would keep it from being one elsewhere: "Juli Clover", "Bushrod Washington",
// "Cindy mangomini".
func IsLabelledName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 3 || functionWord.Has(strings.ToLower(words[0])) {
		return false
	}
	odd := 0
	for k, w := range words {
		if isNameWord(w) {
			continue
		}
		if odd++; functionWord.Has(strings.ToLower(w)) || strings.ContainsAny(w, ".:/@!?0123456789") || k == 0 && !firstNames.Lists(w) && !articles.Has(w) || !prose.StartsUpper(w) && !BeginsWithFirstName(s) {
			return false
		}
	}
	return odd == 1
}

// Nicknames reads a list of single words, as forums and blogs sign.
func Nicknames(s string) []content.Author {
	var list []content.Author
	for _, part := range splitNames(s) {
		if part = cleanName(part); IsNobody(part) || NotNames.Lists(part) {
			return nil
		}
		if prose.WordCount(part) == 1 {
			list = append(list, content.Author{Name: part})
		} else if prose.StartsUpper(part) {
			return nil
		}
	}
	return list
}

// AreWords reports whether the authors are a list of single words, which without a date
// is prose more often than nicknames.
func AreWords(authors []content.Author, dated bool) bool {
	if dated || len(authors) < 2 || prose.HasHan(authors[0].Name) {
		return false
	}
	return prose.WordCount(authors[0].Name) == 1 && prose.WordCount(authors[1].Name) == 1
}

// CutPieces splits a byline at a bar or bullet, after which a section or a newspaper
// stands.
func CutPieces(s string) (names, beside string) {
	i := strings.IndexAny(s, "|•·")
	if i <= 0 {
		return s, ""
	}
	beside = s[strings.LastIndexAny(s, "|•·"):]
	_, last := utf8.DecodeRuneInString(beside)
	return strings.TrimSpace(s[:i]), strings.TrimSpace(beside[last:])
}
