package stated

// Stated facts: a key with a value, from a header block or from front matter.
// The first statement of a field wins.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/language"
	"feedmill/content/prose"
)

// Fact is one key of an article with its values, as text.
type Fact struct {
	Field  Field
	Key    string // as written
	Values []string
	List   bool // the values were written as a list: their commas are their own
	Exact  bool // written for programs, in front matter: kept as written
	Line   int
	Rule   string
}

// State records a stated field. It reports whether the field took the value:
// an empty one counts as absent, and so does a second one.
func (a *Builder) State(s Fact, ctx dates.Context) bool {
	value := strings.TrimSpace(strings.Join(s.Values, ", "))
	if value == "" {
		return false
	}
	if to, name := a.textField(s.Field); to != nil {
		return a.StateText(to, name, prose.OneLine(value), s)
	}
	if to, name := a.addressField(s.Field); to != nil {
		return a.stateAddress(to, name, value, s)
	}
	switch s.Field {
	case ID:
		return a.StateText(&a.ID, "id", value, s)
	case Language:
		return a.StateText(&a.Language, "language", language.Tag(value), s)
	case Section:
		return a.stateSection(value, s)
	case Published, Public:
		return a.publication(value, s, ctx)
	case Updated:
		return a.StateDate(&a.Updated, "updated", value, s, ctx)
	case Expires:
		return a.StateDate(&a.Expires, "expires", value, s, ctx)
	case Status:
		return listsStatus(withholding, value) && a.Withhold(s)
	case Draft:
		return a.stateDraft(value, s)
	case Tags:
		return a.StateTags(s)
	case Author:
		return a.StateAuthors(s)
	case Enclosure:
		return a.AddEnclosure(content.Enclosure{URL: value}, s)
	}
	return false
}

// textField is where a field of plain text in one line is kept, and what inspect
// calls it.
func (a *Builder) textField(f Field) (to *string, name string) {
	switch f {
	case Title:
		return &a.Title, "title"
	case Dek, Summary:
		return &a.Summary, "summary"
	case Source:
		return &a.Source, "source"
	case Rights:
		return &a.Rights, "rights"
	}
	return nil, ""
}

// addressField is where a field of one address is kept, and what inspect calls it.
func (a *Builder) addressField(f Field) (to *string, name string) {
	switch f {
	case URL:
		return &a.SourceURL, "source_url"
	case External:
		return &a.External, "external_url"
	case Banner:
		return &a.Banner, "banner_image"
	case Image:
		return &a.Image, "image"
	}
	return nil, ""
}

// stateDraft records a key that says whether the article is a draft. One that sets a
// password says so with any value.
func (a *Builder) stateDraft(value string, s Fact) bool {
	if isTrue(value) || isPassword(s.Key) && !isFalse(value) {
		return a.Withhold(s)
	}
	a.SetOrigin("draft", s)
	return true
}

// isPassword reports whether key sets a password, without which nobody may read the
// article.
func isPassword(key string) bool {
	var buf folded
	return bytes.HasSuffix(FoldKey(buf[:0], key), []byte("password"))
}

// stateSection keeps a section of front matter as written, and cleans one that a
// newspaper printed. Several categories are tags.
func (a *Builder) stateSection(value string, s Fact) bool {
	several := strings.ContainsAny(value, ",") && len(SplitList(value)) > 1
	if s.Exact && !s.List && (!several || !isCategory(s.Key)) {
		return a.StateText(&a.Section, "section", prose.OneLine(value), s)
	}
	if s.List || several {
		return a.StateTags(s)
	}
	return a.StateText(&a.Section, "section", cleanSection(value), s)
}

// isCategory reports whether site generators take the value of key for a list.
func isCategory(key string) bool {
	var buf folded
	name := FoldKey(buf[:0], key)
	return bytes.HasPrefix(name, []byte("categor")) || bytes.HasPrefix(name, []byte("kategori"))
}

// SetOrigin says where the named field was found, unless that is said already.
func (a *Builder) SetOrigin(name string, s Fact) {
	if ok := a.Origin.Has(name); !ok {
		a.Origin.Set(name, content.Origin{Line: s.Line, Rule: s.Rule})
	}
}

// StateText sets the text field to, of this name, and reports whether it did: a field
// that has a value keeps it.
func (a *Builder) StateText(to *string, name, value string, s Fact) bool {
	if *to != "" || value == "" {
		return false
	}
	*to = value
	a.SetOrigin(name, s)
	return true
}

// StateDate sets the date field to, of this name, and reports whether it did: a field
// that has a date keeps it. A value that is no date becomes a problem.
func (a *Builder) StateDate(to *dates.Date, name, value string, s Fact, ctx dates.Context) bool {
	if !to.IsZero() {
		return false
	}
	d, ok := a.readDate(value, s, ctx)
	if ok {
		*to = d
		a.SetOrigin(name, s)
	}
	return ok
}

func (a *Builder) readDate(value string, s Fact, ctx dates.Context) (dates.Date, bool) {
	d, err := dates.Parse(value, ctx)
	if err != nil {
		a.Problems = append(a.Problems, content.Problem{Line: s.Line,
			Message: fmt.Sprintf("read %s: %v", s.Key, err)})
	}
	return d, err == nil
}

// What is longer is prose, or the menu of a site.
const (
	maxTags    = 30 // in a list
	maxTagSize = 60 // characters of a tag, bytes of a section
)

// StateTags adds the tags that are not there yet, and reports whether there were any.
func (a *Builder) StateTags(s Fact) bool {
	values := s.Values
	if !s.List {
		values = SplitList(strings.Join(values, ","))
	}
	took := false
	a.Tags = slices.Grow(a.Tags, min(len(values), maxTags))
	for _, v := range values {
		v = strings.TrimLeft(prose.OneLine(v), "#")
		if v == "" || prose.HasFold(a.Tags, v) {
			continue
		}
		if utf8.RuneCountInString(v) > maxTagSize || len(a.Tags) == maxTags {
			a.Drop(s.Line, "tag too long, or one too many", v)
			continue
		}
		a.Tags = append(a.Tags, v)
		took = true
	}
	if took {
		a.SetOrigin("tags", s)
	}
	return took
}

// StateAuthors adds the authors who are not there yet, and reports whether there were
// any.
func (a *Builder) StateAuthors(s Fact) bool {
	took := false
	for _, v := range s.Values {
		var names []content.Author
		if s.Exact {
			names = a.exactAuthors(v, s)
		} else {
			names, _ = byline.Read(v)
		}
		for _, n := range names {
			took = a.AddAuthor(n) || took
		}
	}
	if took {
		a.SetOrigin("authors", s)
	}
	return took
}

// AddAuthor adds an author, and reports whether the name was new.
func (a *Builder) AddAuthor(n content.Author) bool {
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

// AddEnclosure adds a file, and reports whether it has an address.
func (a *Builder) AddEnclosure(e content.Enclosure, s Fact) bool {
	if e.URL == "" {
		return false
	}
	a.Enclosures = append(a.Enclosures, e)
	a.SetOrigin("enclosures", s)
	return true
}

// SplitList splits a list written in one line at the first of the separators that
// occurs. A slash without spaces is part of a name, as in CI/CD, and so is a hash sign
// unless the list begins with one.
func SplitList(s string) []string {
	s = strings.Trim(s, " []")
	for _, sep := range []string{";", ",", "、", "，", "|", " / ", " · ", " • "} {
		if strings.Contains(s, sep) {
			return Trimmed(strings.Split(s, sep))
		}
	}
	if strings.HasPrefix(s, "#") {
		return Trimmed(strings.Split(" "+s, " #"))
	}
	return Trimmed([]string{s})
}

// Trimmed drops the quotes around the items and the full stop that ends a list, except
// that of an abbreviation. It reuses the list.
func Trimmed(list []string) []string {
	out := list[:0]
	for _, v := range list {
		v = strings.Trim(v, " \t\u00a0\"'")
		if rest, ok := strings.CutSuffix(v, "."); ok && !strings.Contains(rest, ".") && !prose.EndsAbbreviated(v) {
			v = rest
		}
		if v != "" && v != "." {
			out = append(out, v)
		}
	}
	return out
}

// Drop lists text, from the line, which counts from 1, as neither field nor body.
func (a *Builder) Drop(line int, why, text string) {
	a.Dropped = append(a.Dropped, content.Dropped{Line: line, Why: why, Text: text})
}

// Words that switch a field on and off, in small letters.
var (
	trueWords  = lexicon.Words("true")
	falseWords = lexicon.Words("false")
)

func isTrue(s string) bool { return trueWords.Has(strings.ToLower(s)) }

func isFalse(s string) bool { return falseWords.Has(strings.ToLower(s)) }

// cleanSection takes the page number from "FEATURES; Pg. 6", the crumbs from
// "Inland: Politik:", and the shouting from both.
func cleanSection(s string) string {
	s, _, _ = strings.Cut(s, ";")
	s = strings.Trim(s, " :/|>»")
	for _, sep := range []string{" > ", " » ", ": "} {
		s, _, _ = strings.Cut(s, sep)
	}
	if len(s) > 3 && prose.AllCaps(s) {
		s = prose.TitleCase(s)
	}
	if len(s) > maxTagSize {
		return ""
	}
	return prose.OneLine(s)
}
