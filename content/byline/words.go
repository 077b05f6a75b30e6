package byline

// Words that tell names from other words. They are files: one for each language in
// the folder languages, and names.txt for names, which are at home in many.

import (
	"cmp"
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

//go:embed names.txt languages/*.txt
var wordFiles embed.FS

var lexicon = wordlist.From(wordFiles, "names.txt", "languages/*.txt")

// The tables; each says what its key lists.
var (
	Particles    = lexicon.Words("particle")               // stand small inside names: de, von, bin
	Conjunctions = lexicon.Words("and")                    // part names as commas do
	Roles        = lexicon.Words("role")                   // words of job titles
	writers      = lexicon.Words("role of a writer")       // titles that nobody has whom articles are about
	roleBegins   = lexicon.Words("begins a role")          // with a capital: Deputy Director
	NotNames     = lexicon.Words("not a name")             // capitalised words that stand where names could
	Agencies     = lexicon.Words("agency")                 // sell news to papers
	credentials  = lexicon.Words("credential")             // follow a name after a comma
	surnames     = lexicon.Words("surname")                // words that are surnames too, after a first name: "Debbie White"
	firstNames   = lexicon.Words("first name")             // a bare line that begins with one is more likely a byline than a heading
	nobodies     = lexicon.Words("nobody")                 // accounts, not authors
	paperWords   = lexicon.Words("paper")                  // end the names of papers
	desks        = lexicon.Words("desk")                   // are in the names of those who sign for a paper
	articles     = lexicon.Words("article")                // begin the names of papers and clubs, with their capital: "von Die Tagespresse"
	reportsFrom  = lexicon.Words("reports from")           // begin "Aus Lissabon berichtet Jane Doe"
	reports      = lexicon.Words("reports")                // and go on in it
	functionWord = lexicon.Words("function word")          // hold sentences together and are in nobody's name
	gluedWords   = lexicon.List("run into a name")         // labels of dates and titles of jobs that scrapers run into the name before them
	tailWords    = lexicon.Words("behind a name")          // end the names in a byline
	smallTails   = lexicon.Words("behind a name if small") // but only in lower case: "The Mail On Sunday" goes on

	labels            = lexicon.List("label")                       // lead to a byline, in lower case
	colonLabels       = lexicon.Words("label before a colon")       // those that are everyday words: labels only before a colon
	everydayLabels    = lexicon.ByFile("everyday label")            // of one language, and words of others
	prepositions      = lexicon.ByFile("label before a first name") // words that much else begins with, in one language
	housePrepositions = lexicon.ByFile("label of a house")          // before the name of a paper, with a capital
	roleBehind        = lexicon.List("role behind a name")          // stuck to it: 홍길동 기자
	paperEndings      = lexicon.List("paper ending")                // end compounds that are the names of papers: Hafenbote
	linksBehind       = lexicon.List("link behind a name")          // to the form for comments: "Post a Comment"
	towns             = lexicon.Words("town")                       // whose names are first names or look like a person's
	placeBegins       = lexicon.Words("begins a place")             // St. Louis, Bad Homburg
	placeEnds         = lexicon.Words("ends a place")               // Lincoln City, Victoria Falls
	organisations     = lexicon.Words("organisation")               // make a byline a desk's rather than a person's
)

// byLabels are the labels by their first letter.
var byLabels = sync.OnceValue(func() map[rune]labelsOf {
	m := map[rune]labelsOf{}
	for _, l := range labels() {
		r, size := utf8.DecodeRuneInString(l)
		of := m[r]
		of.labels = append(of.labels, l)
		if rest := l[size:]; rest != "" && rest[0] < utf8.RuneSelf {
			of.next |= 1 << (rest[0] & 31)
		} else {
			of.next = 1<<32 - 1
		}
		m[r] = of
	}
	for _, of := range m {
		slices.SortStableFunc(of.labels, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	}
	return m
})

// labelsOf are the labels that begin with a letter, the longest first. Of the byte behind that
// letter five bits, which capitals have as well, say that most lines begin with none of them.
type labelsOf struct {
	labels []string
	next   uint32
}

// before are the labels that what begins with the letter may begin with, if rest follows it.
func (of labelsOf) before(rest string) []string {
	if rest != "" && rest[0] < utf8.RuneSelf && of.next>>(rest[0]&31)&1 == 0 {
		return nil
	}
	return of.labels
}

// IsCredential reports whether s is a degree, an honour or the like that follows a
// name: "PhD", "Jr."
func IsCredential(s string) bool { return credentials.Lists(s) }

// HasRole reports whether a word of s is that of a job title.
func HasRole(s string) bool { return Roles.Any(s) }

// IsWriter reports whether a word of s is the title of somebody who writes for papers.
func IsWriter(s string) bool { return writers.Any(s) }

// IsOrganisation reports whether s, in the place of a name, is that of an organisation:
// "Daily Mail Reporter", "dpa".
func IsOrganisation(s string) bool {
	return organisations.Any(s) && !pressWords.Any(s) && prose.StartsUpper(s) && prose.WordCount(s) <= 6 && !strings.ContainsAny(s, ":!?") || Agencies.Lists(s)
}

// IsDesk reports whether s is the part of an organisation that signs articles, or an
// agency: "Staff Reporter", "News Desk", not "City News".
func IsDesk(s string) bool {
	return IsAgency(s) || isHanDesk(s) || HasRole(s) || desks.Any(s)
}

// EndsInDesk reports whether s, found after "by", is a desk of a house that writes itself
// small, with a mark that no everyday word has: "example-it Webteam".
func EndsInDesk(s string) bool {
	house, desk, two := strings.Cut(s, " ")
	return two && strings.ContainsAny(house, "-.0123456789") && prose.StartsUpper(desk) && desks.Lists(desk)
}

// IsAgency reports whether s is nothing but the name of a news agency or of a newspaper
// that others quote.
func IsAgency(s string) bool {
	return Agencies.Has(strings.ToLower(strings.Trim(s, " .()")))
}

// IsNobody reports whether s is an account rather than an author: "admin".
func IsNobody(s string) bool { return nobodies.Lists(s) }

// BeginsWithFirstName reports whether the first word of s is a common given name.
func BeginsWithFirstName(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	r, _ := utf8.DecodeRuneInString(first)
	if !unicode.IsUpper(r) {
		return false
	}
	if given, second, two := strings.Cut(first, "-"); two && prose.StartsUpper(second) {
		first = given // "Anne-Kathrin"
	}
	lower := strings.ToLower(strings.Trim(first, ",."))
	return firstNames.Has(lower) || firstNames.Has(unaccented.Replace(lower))
}

var unaccented = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "è", "e", "ê", "e", "í", "i", "ì", "i",
	"ó", "o", "ò", "o", "ô", "o", "ú", "u", "ù", "u", "ç", "c", "ñ", "n", "ï", "i", "ë", "e")
