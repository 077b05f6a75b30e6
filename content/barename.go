package content

// Lines that hold a name and do not say so. Whether a bare name is the author's
// its company decides; this file says which lines are names at all.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bareNames reads a line without label: names of persons with two words at
// least, or desks, and nothing else but roles, agencies and sections.
func bareNames(s string, dated bool) (authors []Author, source string, ok bool) {
	whole, beside := cutPieces(unglue(s))
	if hasHan(whole) {
		authors = hanNames(whole)
		if isHanDesk(whole) {
			authors = []Author{{Name: whole, Organisation: true}}
		}
		return authors, "", len(authors) > 0
	}
	whole = trimTail(whole)
	for _, part := range splitNames(whole) {
		if isOffice(part) || beginsWithOffice(part) {
			return nil, "", false // a caption: "Mayor of Linz, Jane Doe"
		}
	}
	authors, source = parseNames(whole, true)
	if name, last, two := strings.Cut(whole, " e "); two && wordCount(name) > 1 && wordCount(last) == 1 && isName(name) && isName(last) {
		return []Author{{Name: whole}}, source, true // José Couto e Silva
	}
	if parsed := splitNames(whole); len(authors) == 0 || len(parsed) > 1 && !allExplained(parsed[1:]) || !arePersons(authors) {
		if !beginsWithFirstName(whole) {
			return nil, "", false
		}
		authors, source = parseNames(leadingName(whole, dated), true)
	}
	if source == "" && (isAgency(beside) || isOrganisation(beside)) {
		source = beside
	}
	return authors, source, len(authors) > 0 && arePersons(authors)
}

// nameAndPaper parts "Jane Doe, The Mill Gazette": a person, and the paper that the
// article was taken over from.
func nameAndPaper(s string) (authors []Author, source string, ok bool) {
	name, paper, ok := strings.Cut(strings.Replace(s, " - ", ", ", 1), ", ")
	if !ok || !beginsWithFirstName(settleCase(name)) || !isName(name) || wordCount(name) < 2 || wordCount(name) > 3 || wordCount(paper) > 4 {
		return nil, "", false
	}
	if _, place := places[paper]; place || wordCount(paper) == 1 && !allCaps(paper) && !strings.Contains(s, " - ") && !strings.Contains(paper, ".") {
		return nil, "", false // "Jackson Hole, Wyoming"
	}
	for w := range strings.FieldsSeq(paper) {
		if !startsUpper(w) && !particles[w] && w != "&" {
			return nil, "", false
		}
	}
	return []Author{{Name: settleCase(name)}}, paper, true
}

// arePersons wants names of two to four words; a single one only if it is a
// common first name.
func arePersons(authors []Author) bool {
	for _, a := range authors {
		words := wordCount(a.Name)
		if words < 2 && !a.Organisation && !beginsWithFirstName(a.Name) || words > 4 {
			return false
		}
	}
	return true
}

// unglue cuts the button that a scraper ran into a name: "Jane DoeView More".
func unglue(s string) string {
	for _, button := range []string{"View More", "View all", "Follow", "See more", "View Comments"} {
		if i := strings.Index(s, button); i > 0 && s[i-1] != ' ' {
			return s[:i]
		}
	}
	for _, word := range gluedWords {
		if i := strings.Index(s, word); i > 0 && endsLower(s[:i]) {
			return s[:i]
		}
	}
	return s
}

// gluedWords are labels of dates and titles of jobs that scrapers run into the name
// before them: "Jane DoePublished".
var gluedWords = strings.Fields(`Published Updated Posted Veröffentlicht Aktualisiert Publié Publicado Actualizado Pubblicato Aggiornato
	Atualizado Gepubliceerd Bijgewerkt Publicerad Uppdaterad Opublikowano Aktualizacja Опубликовано Обновлено
	Staff Senior Contributor Contributing Correspondent Reporter Editor Columnist`)

// endsLower holds for text whose last letter is small.
func endsLower(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLower(r)
}

// allExplained holds if each further part of a list of names is a name, role or
// agency: "Jane Doe, seen by John" is a sentence.
func allExplained(parts []string) bool {
	for _, p := range parts {
		p = cleanName(p)
		if p != "" && !isCredential(p) && !isAgency(p) && !hasRole(p) && !isOrganisation(p) && !isName(p) && !isSiteName(p) && !isNameOfAgency(p) {
			return false
		}
	}
	return true
}

// isSiteName holds for a single word, as papers call themselves.
func isSiteName(s string) bool { return wordCount(s) == 1 && len(s) <= 30 }

// leadingName cuts "Jane Doe Education editor" and "Jane Doe Kultur" after the
// name. Beside a date, whatever follows two names is cut.
func leadingName(s string, dated bool) string {
	words := strings.Fields(s)
	n := 0
	for n < len(words) && n < 4 && (isNameWord(strings.Trim(words[n], ",")) || n > 0 && particles[words[n]]) && !lists(roles, words[n]) {
		n++
	}
	if n < 2 {
		return ""
	}
	for _, w := range words[n:] {
		if lower := strings.ToLower(strings.Trim(w, ".,|")); !notNames[lower] && !roles[lower] && !organisations[lower] && !tailWords[lower] {
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

// trimTail cuts what follows a name in the same line: "in News", counters,
// "Follow", reading times.
func trimTail(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		lower := strings.ToLower(strings.Trim(w, ".,:|"))
		goesOn := startsUpper(w) && smallTails[lower] && i < len(words)-1 // "The Mail On Sunday"
		if i > 0 && (tailWords[lower] && !goesOn || isDigit(w[0])) || w == "//" {
			return strings.TrimRight(strings.Join(words[:i], " "), " ,|–-·•")
		}
	}
	return strings.TrimRight(s, " ,|–-·•")
}
