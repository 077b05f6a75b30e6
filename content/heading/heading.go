// Package heading makes ids of the words of headings, as site generators do.
package heading

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"feedmill/content"
	"feedmill/content/latin"

	"golang.org/x/text/unicode/norm"
)

// style is how the words of a heading become its id.
type style struct {
	id    func(words string) string
	again string // stands between an id that is taken and the number that makes it another
}

var styles = map[content.HeadingIDs]style{
	content.GitHubIDs:      {githubID, "-"},
	content.HugoIDs:        {named(hugoID), "-"},
	content.HugoASCIIIDs:   {named(hugoASCIIID), "-"},
	content.BlackfridayIDs: {named(blackfridayID), "-"},
	content.KramdownIDs:    {kramdownID, "-"},
	content.ZolaIDs:        {latin.Slug, "-"},
	content.ZolaSafeIDs:    {zolaSafeID, "-"},
	content.PythonIDs:      {pythonID, "_"},
	content.HexoIDs:        {hexoID, "-"},
}

// Of is the id of words where nothing else has it; empty if headings have none.
func Of(words string, which content.HeadingIDs) string {
	s, ok := styles[which]
	if !ok {
		return ""
	}
	return s.id(words)
}

// IDs are those of the headings of one text. They belong to one goroutine.
type IDs struct {
	style style
	taken map[string]int // how many headings have an id
	again map[string]int // how often another was made of it
}

// New begins the ids of a text. ok is false where headings have none.
func New(which content.HeadingIDs) (ids *IDs, ok bool) {
	s, ok := styles[which]
	return &IDs{s, map[string]int{}, map[string]int{}}, ok
}

// Take says that a heading has an id of its own.
func (n *IDs) Take(id string) { n.taken[id]++ }

// Name is the id of a heading with such words, which no other has; empty if the words
// give none.
func (n *IDs) Name(words string) string {
	id := n.style.id(words)
	if id == "" && n.style.again != "_" {
		return ""
	}
	free := id
	for free == "" || n.taken[free] > 0 { // Python-Markdown counts those without words, too
		n.again[id]++
		free = id + n.style.again + strconv.Itoa(n.again[id])
	}
	n.taken[free]++
	return free
}

// githubID is as GitHub has it: letters and their marks, digits, dashes and underscores
// stay, spaces become dashes. Emoji go, but not the mark that follows some of them and asks
// for colours.
func githubID(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\n':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, words)
}

// hugoID is as Hugo has it by default: as GitHub's, but that marks go, those which letters
// of India carry too.
func hugoID(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, githubID(words))
}

// named is as Hugo calls a heading that has neither letters nor digits.
func named(id func(string) string) func(string) string {
	return func(words string) string { return cmp.Or(id(strings.TrimSpace(words)), "heading") }
}

// hugoASCIIID is Hugo's github-ascii: accents go, and then all that is not ASCII.
func hugoASCIIID(words string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, githubID(norm.NFD.String(words)))
}

// blackfridayID is as the parser had it that Hugo began with: letters and numbers, one
// dash for all that stands between.
func blackfridayID(words string) string {
	gap := false
	var b strings.Builder
	for _, r := range words {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// zolaSafeID is as Zola has it where it leaves words as they are written: only white space
// of ASCII becomes something else.
func zolaSafeID(words string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\f\r", r) {
			return '_'
		}
		return r
	}, words)
}

// kramdownID is as Jekyll's parser has it: what stands before the first letter goes, and
// a heading without letters is a section.
func kramdownID(words string) string {
	words = strings.TrimLeftFunc(words, func(r rune) bool { return !unicode.IsLetter(r) })
	id := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\n':
			return '-'
		case r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, words)
	if id == "" {
		return "section"
	}
	return id
}

// pythonID is as Python-Markdown has it, which Pelican and MkDocs use: ASCII letters,
// digits and underscores, one dash for spaces and dashes in a row.
func pythonID(words string) string {
	gap := false
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(words)) {
		switch {
		case r == ' ' || r == '-' || r == '\n':
			gap = true
		case r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hexoID is as Hexo has it: capitals stay, one dash for spaces and marks in a row.
func hexoID(words string) string {
	gap := false
	var b strings.Builder
	for _, r := range words {
		switch {
		case unicode.IsControl(r):
		case unicode.IsSpace(r), strings.ContainsRune("~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/", r):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return b.String()
}
