package byline

// Lines that hold a name and do not say so. Whether a bare name is the author's
// its company decides; this file says which lines are names at all.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/prose"
)

// BareNames reads a line without label: names of persons with two words at
// least, or desks, and nothing else but roles, agencies and sections.
func BareNames(s string, dated bool) (authors []content.Author, source string, ok bool) {
	whole, beside := CutPieces(Unglue(s))
	if prose.HasHan(whole) {
		authors = hanNames(whole)
		if isHanDesk(whole) {
			authors = []content.Author{{Name: whole, Organisation: true}}
		}
		return authors, "", len(authors) > 0
	}
	whole = cutRole(TrimTail(whole))
	if list := runOfNames(whole); list != nil {
		return list, "", true
	}
	for _, part := range splitNames(whole) {
		if isOffice(part) || beginsWithOffice(part) {
			return nil, "", false // a caption: "Mayor of Linz, Jane Doe"
		}
	}
	authors, source = Parse(whole, true)
	if name, last, two := strings.Cut(whole, " e "); two && prose.WordCount(name) > 1 && prose.WordCount(last) == 1 && IsName(name) && IsName(last) {
		return []content.Author{{Name: whole}}, source, true // José Couto e Silva
	}
	if parsed := splitNames(whole); len(authors) == 0 || len(parsed) > 1 && !AllExplained(parsed[1:]) || !arePersons(authors) {
		if !BeginsWithFirstName(whole) {
			return nil, "", false
		}
		authors, source = Parse(LeadingName(whole, dated), true)
	}
	if source == "" && (IsAgency(beside) || IsOrganisation(beside)) {
		source = beside
	}
	return authors, source, len(authors) > 0 && arePersons(authors)
}

// cutRole cuts the title of a job that follows a name of two words: "Jane Doe Deputy
// Content Director", "Jane Doe – Journalist i Paris".
func cutRole(s string) string {
	if name, after, ok := CutDash(s); ok && HasRole(after) && prose.WordCount(after) <= 6 {
		return name
	}
	words := strings.Fields(s)
	if len(words) < 4 || len(words) > 7 || !roleBegins.Lists(words[2]) || !Roles.Lists(words[len(words)-1]) || !prose.StartsUpper(words[2]) {
		return s
	}
	if name := words[0] + " " + words[1]; IsName(name) {
		return name
	}
	return s
}

// NamesWriter reports whether a line goes on after a name with the title of somebody who
// writes for papers; those whom an article is about are professors and directors.
func NamesWriter(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(s) {
		if words++; words > 2 && writers.Lists(strings.Trim(w, ",.()|–-")) {
			return words <= 8
		}
	}
	return false
}

// runOfNames reads two names or more that nothing parts, as scrapers leave a list of
// links: "Jane Doe John Peter Roe". Each is first names and then one last name, which is
// nobody's first.
func runOfNames(s string) []content.Author {
	words := strings.Fields(s)
	if len(words) < 4 || len(words) > 12 {
		return nil
	}
	var list []content.Author
	for start := 0; start < len(words); {
		end := start
		for end < len(words) && BeginsWithFirstName(words[end]) {
			end++
		}
		if end == start || end == len(words) || end-start > 2 || !isNameWord(words[end]) {
			return nil
		}
		list = append(list, content.Author{Name: prose.SettleCase(strings.Join(words[start:end+1], " "))})
		start = end + 1
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// arePersons reports whether each name has two to four words, or is a single common
// first name.
func arePersons(authors []content.Author) bool {
	for _, a := range authors {
		words := prose.WordCount(a.Name)
		if words < 2 && !a.Organisation && !BeginsWithFirstName(a.Name) || words > 4 {
			return false
		}
	}
	return true
}

// Unglue cuts the button that a scraper ran into a name: "Jane DoeView More".
func Unglue(s string) string {
	for _, button := range []string{"View More", "View all", "Follow", "See more", "View Comments"} {
		if i := strings.Index(s, button); i > 0 && s[i-1] != ' ' {
			return s[:i]
		}
	}
	for _, link := range linksBehind() {
		if len(s) <= len(link) {
			continue
		}
		if i := strings.Index(s, link); i > 1 && s[i-1] == ' ' {
			return strings.TrimRight(s[:i], " |,")
		}
	}
	for _, word := range gluedWords() {
		if i := strings.Index(s, word); i > 0 && prose.EndsLower(s[:i]) {
			return s[:i]
		}
	}
	return s
}

// AllExplained reports whether each further part of a list of names is a name, role or
// agency: "Jane Doe, seen by John" is a sentence.
func AllExplained(parts []string) bool {
	for _, p := range parts {
		p = cleanName(p)
		if p != "" && !IsCredential(p) && !IsAgency(p) && !HasRole(p) && !IsOrganisation(p) && !IsName(p) && !isSiteName(p) && !isNameOfAgency(p) {
			return false
		}
	}
	return true
}

// isSiteName reports whether s is a single word, as sites call themselves.
func isSiteName(s string) bool { return prose.WordCount(s) == 1 && len(s) <= 30 }

// LeadingName cuts "Jane Doe Education editor" and "Jane Doe Kultur" after the
// name. Beside a date, whatever follows two names is cut.
func LeadingName(s string, dated bool) string {
	words := strings.Fields(s)
	n := 0
	for n < len(words) && n < 4 && (isNameWord(strings.Trim(words[n], ",")) || n > 0 && Particles.Has(words[n])) && !Roles.Lists(words[n]) {
		n++
	}
	if n < 2 {
		return ""
	}
	for _, w := range words[n:] {
		if lower := strings.ToLower(strings.Trim(w, ".,|")); !NotNames.Has(lower) && !Roles.Has(lower) && !organisations.Has(lower) && !tailWords.Has(lower) {
			if !dated {
				return ""
			}
			n = min(n, 2)
		}
	}
	lead := strings.Trim(strings.Join(words[:n], " "), ",")
	if strings.Count(lead, "\"")%2 == 1 || strings.Count(lead, "“") != strings.Count(lead, "”") {
		return "" // a nickname in the middle
	}
	return lead
}

// TrimTail cuts what follows a name in the same line: "in News", counters,
// "Follow", reading times.
func TrimTail(s string) string {
	s = cutPlaces(s)
	words := strings.Fields(s)
	for i, w := range words {
		lower := strings.ToLower(strings.Trim(w, ".,:|"))
		goesOn := prose.StartsUpper(w) && smallTails.Has(lower) && i < len(words)-1 // "The Mail On Sunday"
		if i > 0 && (tailWords.Has(lower) && !goesOn || prose.IsDigit(w[0])) || w == "//" {
			return strings.TrimRight(strings.Join(words[:i], " "), " ,|–-·•")
		}
		if i > 1 && (w == "Do" || w == "Da") && i+1 < len(words) && prose.AllCaps(strings.Trim(words[i+1], ",")) && !prose.AllCaps(words[0]) {
			return strings.Join(words[:i], " ") // "Joana Silva Do UOL"
		}
	}
	return strings.TrimRight(s, " ,|–-·•")
}
