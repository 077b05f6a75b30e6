package stated

// Names and addresses that front matter states. They are kept as written: only
// what a writer cannot have meant as one name, or as an address, is parted or
// refused.

import (
	"net/url"
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// exactAuthors reads one value of an author key. An item of a list is one author.
func (a *Builder) exactAuthors(value string, s Fact) []content.Author {
	if isPlainName(value) {
		if byline.IsNobody(value) {
			return nil
		}
		return []content.Author{namedAuthor(value)}
	}
	value, email := byline.CutEmail(byline.Unlink(linkMarks.Replace(value)))
	if handle := strings.TrimSpace(strings.Join(s.Values, "")); value == "" && email == "" && strings.HasPrefix(handle, "@") {
		value = handle
	}
	if isWebAddress(value) {
		a.Problems = append(a.Problems, content.Problem{Line: s.Line, Message: s.Key + " states an address and no name; write both, as name: and url:"})
		return []content.Author{{Name: prose.HostOf(value), URL: strings.TrimSpace(value)}}
	}
	parts := []string{value}
	if !s.List {
		parts = exactNames(value)
	}
	var all []content.Author
	for _, part := range parts {
		part = prose.OneLine(strings.Trim(prose.OneLine(part), `"*_|:-–—`))
		if strings.HasPrefix(part, "(") {
			part = strings.Trim(part, "() ")
		}
		switch {
		case part == "" || byline.IsNobody(part) || part == "()":
		case len(all) > 0 && (byline.HasRole(part) || !prose.StartsUpper(part) && strings.Contains(part, " ")):
			a.Drop(s.Line, "role of the author", part)
		default:
			all = append(all, namedAuthor(part))
		}
	}
	if len(all) == 1 {
		all[0].Email = email
	}
	return all
}

func namedAuthor(name string) content.Author {
	return content.Author{Name: name, Organisation: byline.IsAgency(name) || byline.IsOrganisation(name)}
}

// isPlainName reports whether a value is two or three words of ASCII letters, so that no
// rule can find more in it than one name.
func isPlainName(value string) bool {
	words, letters := 1, 0
	for i := range len(value) {
		switch c := value[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c == ' ' && letters > 0:
			words, letters = words+1, 0
		default:
			return false
		}
	}
	return letters > 0 && (words == 2 || words == 3)
}

// exactNames splits a line of names: at semicolons, whatever stands between them; at
// commas, except before degrees and generations and between a surname and the first
// name that follows it; at words like "and" only between two full names, so that firms
// and Spanish surnames stay whole.
func exactNames(s string) []string {
	if strings.ContainsAny(s, ";；、") {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";；、", r) })
	}
	if strings.Contains(s, ",") && inverted.MatchString(s) {
		return invertedName.FindAllString(s, -1)
	}
	var names []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '，' || r == '|' }) {
		last := len(names) - 1
		part = strings.TrimSpace(part)
		first, others, _ := strings.Cut(part, " ")
		if last >= 0 && (byline.IsCredential(strings.Trim(first, "()")) || wordlist.Lists(legalForms, first)) {
			names[last] += ", " + first
			if part = strings.TrimSpace(others); part == "" {
				continue
			}
		}
		if rest, ok := cutConjunction(part); ok && last >= 0 {
			part = rest
		}
		names = append(names, partPeople(part)...)
	}
	if len(names) == 2 && strings.Contains(s, ",") && isSurnameFirst(names[0], names[1]) || isFirmOf(names) {
		return []string{prose.OneLine(s)}
	}
	return names
}

// linkMarks stand around names that a writer has linked.
var linkMarks = strings.NewReplacer("[[", "", "]]", "", "mailto:", "")

// legalForms end the names of firms, after a comma or not.
var legalForms = wordlist.Set(`inc inc. ltd ltd. llc llp l.l.c. plc co co. corp corp. gmbh ag kg s.a. sa s.a.s. s.l. s.r.l. srl spa s.p.a. b.v. bv n.v. ab oy as a/s esq esq.`)

// nameForm is a name of bibliographies, "Oak, C.".
const nameForm = `\p{Lu}[\p{L}'’-]+,\s*\p{Lu}\.([\s-]?\p{Lu}\.)*`

// inverted are several of them, "Lint, A. B. and Oak, C.".
var (
	invertedName = pattern.New(nameForm)
	inverted     = pattern.New(`^\s*` + nameForm + `((,|,?\s+and|,?\s*&|,?\s+und|,?\s+et|,?\s+y)\s*` + nameForm + `)+\s*$`)
)

// isFirmOf reports whether names are surnames that only the last part makes a firm of.
func isFirmOf(names []string) bool {
	last := len(names) - 1
	if last < 1 {
		return false
	}
	words := strings.Fields(names[last])
	for _, name := range names[:last] {
		if prose.WordCount(name) != 1 {
			return false
		}
	}
	return len(words) > 1 && (wordlist.Lists(legalForms, words[len(words)-1]) || partnerships.Lists(words[len(words)-1]))
}

// partnerships end the names of firms of several partners.
var partnerships = lexicon.Words("partnership")

// isSurnameFirst reports whether a name was written surname first: "Lint, Ada" and "von
// Lint, Ada", but not two nicknames.
func isSurnameFirst(surname, first string) bool {
	for word, rest, ok := strings.Cut(surname, " "); ok && byline.Particles.Has(word); word, rest, ok = strings.Cut(surname, " ") {
		surname = rest
	}
	return prose.WordCount(surname) == 1 && prose.StartsUpper(surname) && prose.StartsUpper(first) && prose.WordCount(first) <= 2 && !byline.IsOrganisation(first)
}

// cutConjunction takes "and" from the last name of a list.
func cutConjunction(s string) (rest string, ok bool) {
	first, rest, found := strings.Cut(s, " ")
	return strings.TrimSpace(rest), found && byline.Conjunctions.Lists(first)
}

// partPeople splits "Ada Lint and Ben Oak" at each conjunction or slash that has two
// words or more on both sides.
func partPeople(s string) []string {
	var names []string
	words := strings.Fields(s)
	start := 0
	for i, w := range words {
		if (w == "/" || w == "·" || w == "•" || byline.Conjunctions.Lists(w)) && i-start >= 2 && startsFullName(words[i+1:]) && !beginsFirm(words[start:i]) {
			names = append(names, strings.Join(words[start:i], " "))
			start = i + 1
		}
	}
	return append(names, strings.Join(words[start:], " "))
}

// startsFullName reports whether two capitalised words follow, or one with a particle.
func startsFullName(words []string) bool {
	return len(words) >= 2 && prose.StartsUpper(words[0]) && (prose.StartsUpper(words[1]) || byline.Particles.Has(words[1])) && !byline.Conjunctions.Lists(words[1])
}

// beginsFirm reports whether words begin the name of an institution, in which "and"
// parts no authors.
func beginsFirm(words []string) bool {
	return firms.Any(strings.Join(words, " "))
}

// firms are words of such names.
var firms = lexicon.Words("firm")

// isWebAddress reports whether s is nothing but a web address.
func isWebAddress(s string) bool {
	s = strings.TrimSpace(s)
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")) && !strings.ContainsAny(s, " ,;")
}

// IsAddressField reports whether f takes one address.
func IsAddressField(f Field) bool {
	return f == URL || f == External || f == Image || f == Banner
}

// StateFirstAddress takes the first of several addresses, and lists the others.
func (a *Builder) StateFirstAddress(s Fact, ctx dates.Context) {
	for i, v := range s.Values {
		one := s
		one.Values, one.List = []string{v}, false
		if !a.State(one, ctx) {
			continue
		}
		for _, other := range s.Values[i+1:] {
			a.Drop(s.Line, "another "+s.Key, other)
		}
		return
	}
}

// stateAddress records an address, and reports whether the value is one. In front
// matter another value is a problem: the writer expects a link.
func (a *Builder) stateAddress(to *string, name, value string, s Fact) bool {
	address, ok := cleanAddress(value, s.Key)
	if !ok {
		if s.Exact && *to == "" {
			a.Problems = append(a.Problems, content.Problem{Line: s.Line, Message: s.Key + " states no address (" + prose.CutWords(prose.OneLine(value), 60) + "); write one, or take the line out"})
		}
		return false
	}
	return a.StateText(to, name, address, s)
}

// cleanAddress is an address as links need it: "www." has no scheme of its own.
// Switches, patterns and template code of site generators are none.
func cleanAddress(value, key string) (address string, ok bool) {
	value = strings.Trim(strings.TrimSpace(value), "<>")
	if value == "" || strings.ContainsAny(value, " \t\n{}") || pathPattern(value) || noAddress[strings.ToLower(value)] {
		return "", false
	}
	if len(value) > 4 && strings.EqualFold(value[:4], "www.") {
		return "https://" + value, true
	}
	if namesPage[string(FoldKey(nil, key))] {
		return value, true
	}
	if host, _, _ := strings.Cut(value, "/"); isHostName(host) {
		return "https://" + value, true
	}
	return value, strings.ContainsAny(value, "/.#?")
}

// isHostName reports whether s is a name with dots that does not end as file names do.
func isHostName(s string) bool {
	ending := strings.ToLower(s[strings.LastIndexByte(s, '.')+1:])
	return len(ending) < len(s)-1 && len(ending) >= 2 && prose.IsLetters(ending) && !fileEndings[ending] && s[0] != '.' &&
		strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}

var fileEndings = wordlist.Set(`html htm xhtml php asp aspx jsp md markdown txt pdf doc docx epub zip jpg jpeg png gif webp avif svg mp3 mp4 m4a ogg webm xml json js css`)

// noAddress are values that switch something, or choose a pattern by its name.
var noAddress = wordlist.Set(`true false yes no on off none null nil n/a tbd todo - -- . # ~ date pretty ordinal weekdate default auto self
	function undefined`)

// namesPage are the keys whose value may be a bare name, relative to the site.
var namesPage = wordlist.Set(`permalink url image cover thumbnail featuredimage featureimage coverimage ogimage picture hero heroimage banner headerimage bannerimage
	bild titelbild imagen imagem immagine`)

// placeholder is a part of a path that a generator fills in: %year%, <slug>, $slug.
var placeholder = pattern.New(`%[A-Za-z][A-Za-z_]+%|<[A-Za-z_]+>|(^|/)\$[A-Za-z_]+`)

// pathPattern reports whether s is a path with placeholders: /:year/:title or /[slug]/.
func pathPattern(s string) bool {
	if u, err := url.Parse(s); err == nil && u.Host != "" && !strings.Contains(u.Path, "/:") {
		return false
	}
	return strings.HasPrefix(s, ":") || strings.Contains(s, "/:") && !strings.Contains(s, "://") || strings.Contains(s, "/[") || strings.HasPrefix(s, "[") || placeholder.MatchString(s)
}
