package content

// Stated facts: a key with a value, from a header block or from front matter.
// The first statement of a field wins.

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"feedmill/content/dates"
)

// stated is one key of an article with its values, as text.
type stated struct {
	field  field
	key    string // as written
	values []string
	list   bool // the values were written as a list: their commas are their own
	exact  bool // written for programs, in front matter: kept as written
	line   int
	rule   string
}

// state records a stated field. It reports whether the field took the value:
// an empty one counts as absent, and so does a second one.
func (a *builder) state(s stated, ctx dates.Context) bool {
	value := strings.TrimSpace(strings.Join(s.values, ", "))
	if value == "" {
		return false
	}
	switch s.field {
	case fieldTitle:
		return a.text(&a.Title, "title", oneLine(value), s)
	case fieldDek, fieldSummary:
		return a.text(&a.Summary, "summary", oneLine(value), s)
	case fieldSection:
		return a.section(value, s)
	case fieldLanguage:
		return a.text(&a.Language, "language", languageTag(value), s)
	case fieldURL:
		return a.address(&a.SourceURL, "source_url", value, s)
	case fieldSource:
		return a.text(&a.Source, "source", oneLine(value), s)
	case fieldRights:
		return a.text(&a.Rights, "rights", oneLine(value), s)
	case fieldExternal:
		return a.address(&a.External, "external_url", value, s)
	case fieldBanner:
		return a.address(&a.Banner, "banner_image", value, s)
	case fieldImage:
		return a.address(&a.Image, "image", value, s)
	case fieldID:
		return a.text(&a.ID, "id", value, s)
	case fieldPublished, fieldPublic:
		return a.publication(value, s, ctx)
	case fieldStatus:
		return withholding[foldStatus(value)] && a.withhold(s)
	case fieldUpdated:
		return a.date(&a.Updated, "updated", value, s, ctx)
	case fieldExpires:
		return a.date(&a.Expires, "expires", value, s, ctx)
	case fieldDraft:
		if isTrue(value) || isPassword(s.key) && !isFalse(value) {
			return a.withhold(s)
		}
		a.origin("draft", s)
		return true
	case fieldTags:
		return a.tags(s)
	case fieldAuthor:
		return a.authors(s)
	case fieldEnclosure:
		return a.enclose(Enclosure{URL: value}, s)
	}
	return false
}

// isPassword holds for the keys whose value only the readers with that word may
// pass.
func isPassword(key string) bool {
	return strings.HasSuffix(string(foldKey(nil, key)), "password")
}

// section keeps what front matter states as it is, and cleans what a newspaper
// prints. Several categories are tags.
func (a *builder) section(value string, s stated) bool {
	several := strings.ContainsAny(value, ",") && len(splitList(value)) > 1
	if s.exact && !s.list && (!several || !isCategory(s.key)) {
		return a.text(&a.Section, "section", oneLine(value), s)
	}
	if s.list || several {
		return a.tags(s)
	}
	return a.text(&a.Section, "section", cleanSection(value), s)
}

// isCategory holds for the keys whose value site generators take for a list.
func isCategory(key string) bool {
	return strings.HasPrefix(string(foldKey(nil, key)), "categor") || strings.HasPrefix(string(foldKey(nil, key)), "kategori")
}

func (a *builder) origin(name string, s stated) {
	if _, ok := a.Origin[name]; !ok {
		a.Origin[name] = Origin{Line: s.line, Rule: s.rule}
	}
}

func (a *builder) text(to *string, name, value string, s stated) bool {
	if *to != "" || value == "" {
		return false
	}
	*to = value
	a.origin(name, s)
	return true
}

func (a *builder) date(to *dates.Date, name, value string, s stated, ctx dates.Context) bool {
	if !to.IsZero() {
		return false
	}
	d, ok := a.readDate(value, s, ctx)
	if ok {
		*to = d
		a.origin(name, s)
	}
	return ok
}

func (a *builder) readDate(value string, s stated, ctx dates.Context) (dates.Date, bool) {
	d, err := dates.Parse(value, ctx)
	if err != nil {
		a.Problems = append(a.Problems, Problem{Line: s.line,
			Message: fmt.Sprintf("read %s: %v", s.key, err)})
	}
	return d, err == nil
}

// longest tags and longest list of them: beyond that it is prose, or a site's menu.
const (
	maxTags    = 30
	maxTagSize = 60
)

func (a *builder) tags(s stated) bool {
	values := s.values
	if !s.list {
		values = splitList(strings.Join(values, ","))
	}
	took := false
	for _, v := range values {
		v = strings.TrimLeft(oneLine(v), "#")
		if v == "" || hasFold(a.Tags, v) {
			continue
		}
		if utf8.RuneCountInString(v) > maxTagSize || len(a.Tags) == maxTags {
			a.drop(s.line, "tag too long, or one too many", v)
			continue
		}
		a.Tags = append(a.Tags, v)
		took = true
	}
	if took {
		a.origin("tags", s)
	}
	return took
}

func (a *builder) authors(s stated) bool {
	took := false
	for _, v := range s.values {
		names, _ := readAuthors(v)
		if s.exact {
			names = a.exactAuthors(v, s)
		}
		for _, n := range names {
			took = a.author(n) || took
		}
	}
	if took {
		a.origin("authors", s)
	}
	return took
}

// author adds an author who is not yet there.
func (a *builder) author(n Author) bool {
	for _, have := range a.Authors {
		if strings.EqualFold(have.Name, n.Name) {
			return false
		}
	}
	if n.Name == "" {
		return false
	}
	a.Authors = append(a.Authors, n)
	return true
}

func (a *builder) enclose(e Enclosure, s stated) bool {
	if e.URL == "" {
		return false
	}
	a.Enclosures = append(a.Enclosures, e)
	a.origin("enclosures", s)
	return true
}

// splitList cuts a list written in one line. The first of these separators
// that occurs is the one in use. A slash without spaces is part of a name: CI/CD;
// and so is a sharp, unless each item begins with one.
func splitList(s string) []string {
	s = strings.Trim(s, " []")
	for _, sep := range []string{";", ",", "、", "，", "|", " / ", " · ", " • "} {
		if strings.Contains(s, sep) {
			return trimmed(strings.Split(s, sep))
		}
	}
	if strings.HasPrefix(s, "#") {
		return trimmed(strings.Split(" "+s, " #"))
	}
	return trimmed([]string{s})
}

// trimmed drops quotes around the items, and the full stop that ends a list, not
// that of an abbreviation.
func trimmed(list []string) []string {
	out := list[:0]
	for _, v := range list {
		v = strings.Trim(v, " \t\u00a0\"'")
		if rest, ok := strings.CutSuffix(v, "."); ok && !strings.Contains(rest, ".") && !endsAbbreviated(v) {
			v = rest
		}
		if v != "" && v != "." {
			out = append(out, v)
		}
	}
	return out
}

// drop lists what is neither field nor text.
func (a *builder) drop(line int, why, text string) {
	a.Dropped = append(a.Dropped, Dropped{Line: line, Why: why, Text: text})
}

func hasFold(list []string, v string) bool {
	for _, have := range list {
		if strings.EqualFold(have, v) {
			return true
		}
	}
	return false
}

func isTrue(s string) bool {
	switch strings.ToLower(s) {
	case "true", "yes", "on", "1", "t", "y", "ja", "wahr", "oui", "vrai", "sí", "si", "sì", "verdadero", "vero", "sim", "verdadeiro", "да", "是", "はい":
		return true
	}
	return false
}

func isFalse(s string) bool {
	switch strings.ToLower(s) {
	case "false", "no", "off", "0", "f", "n", "never", "nein", "falsch", "non", "faux", "falso", "não", "нет", "否", "いいえ":
		return true
	}
	return false
}

// oneLine folds all white space to single spaces.
func oneLine(s string) string {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		switch c := s[i]; {
		case c > ' ' && c != 0xc2 && c != 0xe3:
		case c == ' ' && s[i+1] != ' ', c >= 0x80 && !strings.HasPrefix(s[i:], "\u00a0") && !strings.HasPrefix(s[i:], "\u3000"):
		default:
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// cleanSection takes the page number from "FEATURES; Pg. 6", the crumbs from
// "Inland: Politik:", and the shouting from both.
func cleanSection(s string) string {
	s, _, _ = strings.Cut(s, ";")
	s = strings.Trim(s, " :/|>»")
	for _, sep := range []string{" > ", " » ", ": "} {
		s, _, _ = strings.Cut(s, sep)
	}
	if len(s) > 3 && allCaps(s) {
		s = titleCase(s)
	}
	if len(s) > maxTagSize {
		return ""
	}
	return oneLine(s)
}
