package markdown

// What the keys of front matter say about an article, in all the shapes that
// site generators allow them.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/language"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"
)

// stateMatter records all keys of front matter. It reports whether one of them
// makes the file a mere redirect.
func (a *reader) stateMatter(matter []matterEntry, ctx *dates.Context) (redirect bool) {
	for _, m := range matter {
		if stated.FieldOf(m.key) == stated.Language {
			if tag, ok := m.value.(string); ok {
				ctx.Language = language.Tag(tag)
			}
		}
	}
	for _, m := range matter {
		if m.problem != "" {
			a.Problems = append(a.Problems, content.Problem{Line: m.line, Message: m.problem})
		}
		if strings.EqualFold(m.key, "redirect") || strings.EqualFold(m.key, "redirect_to") || strings.EqualFold(m.key, "redirect_url") {
			redirect = true
		}
		a.stateEntry(m, *ctx)
	}
	a.dateOfPath(matter, *ctx)
	return redirect
}

// dateOfPath takes the date from a stated path, 2026/03/12/slug, if no key
// states one.
func (a *reader) dateOfPath(matter []matterEntry, ctx dates.Context) {
	for _, m := range matter {
		address, ok := m.value.(string)
		if !ok || m.key != "path" || !a.Published.IsZero() {
			continue
		}
		if d, ok := stated.DayOfFolders(address, ctx); ok {
			a.Published = d
			a.SetOrigin("published", stated.Fact{Line: m.line, Rule: "front matter path"})
		}
	}
}

// stateEntry records one key, whatever shape its value has.
func (a *reader) stateEntry(m matterEntry, ctx dates.Context) {
	a.stateSlug(m)
	s := stated.MatterFact(m.key, m.line)
	f := s.Field
	nested, isMap := m.value.(map[string]any)
	switch {
	case f == stated.None && a.stateEpisode(m):
		return
	case f == stated.None && isMap:
		a.stateNested(m, nested, ctx)
		return
	case f == stated.None, f == stated.Other, f == stated.Body:
		return
	case f == stated.Published && isMap && a.stateDates(nested, m.line, ctx):
		return
	}
	if !a.stateShaped(m.value, s, ctx) {
		a.stateValues(m.value, s, ctx)
	}
}

// stateSlug notes how the article wants to be called in its address: by the last part,
// or by a path of which it is all.
func (a *reader) stateSlug(m matterEntry) {
	text, _ := m.value.(string)
	text = strings.TrimSpace(text)
	switch {
	case text == "" || strings.ContainsAny(text, " \n{}:?#<>"):
	case strings.EqualFold(m.key, "slug"):
		a.Slug = strings.Trim(text, "/")
	case m.key == "path":
		a.Slug = "/" + strings.Trim(text, "/") + "/"
	}
}

// stateNested records what is kept below a key that is no field itself.
func (a *reader) stateNested(m matterEntry, nested map[string]any, ctx dates.Context) {
	if stated.ListedNever(m.key, nested) {
		a.Withhold(stated.Fact{Key: m.key, Line: m.line, Rule: "front matter " + m.key})
	}
	if !nests[strings.ToLower(m.key)] {
		return
	}
	for _, key := range sortedKeys(nested) {
		a.stateEntry(matterEntry{key: key, value: nested[key], line: m.line}, ctx)
	}
}

// stateValues records a value that is text, a list of texts, or a map that has one.
func (a *reader) stateValues(value any, s stated.Fact, ctx dates.Context) {
	switch v := value.(type) {
	case string:
		s.Values = []string{v}
	case []any:
		s.List, s.Values = true, make([]string, 0, len(v))
		for _, item := range v {
			if text := textOf(item); text != "" {
				s.Values = append(s.Values, text)
			}
		}
	case map[string]any:
		s.Values = []string{textOf(v)}
	}
	if s.Field == stated.Section {
		a.Categories = s.Values
	}
	switch {
	case s.List && s.Field == stated.Section && len(s.Values) > 0:
		a.stateCategories(s)
	case stated.IsAddressField(s.Field) && len(s.Values) > 1:
		a.StateFirstAddress(s, ctx)
	default:
		a.State(s, ctx)
	}
}

// nests are the keys below which generators keep those of their themes and users.
var nests = wordlist.Set("taxonomies extra params metadata meta page post hugo eleventy options settings frontmatter")

// stateDates records the dates that are kept below one key, as "date: {created: …,
// updated: …}". It reports whether there are any.
func (a *reader) stateDates(nested map[string]any, line int, ctx dates.Context) bool {
	found := false
	for _, key := range sortedKeys(nested) {
		switch stated.MatterFieldOf(key) {
		case stated.Published, stated.Updated, stated.Expires, stated.Public:
			a.stateEntry(matterEntry{key: key, value: nested[key], line: line}, ctx)
			found = true
		}
	}
	return found
}

// stateShaped records the fields whose values have shapes of their own. It reports
// whether the field is one.
func (a *reader) stateShaped(v any, s stated.Fact, ctx dates.Context) bool {
	switch s.Field {
	case stated.Author:
		a.stateAuthors(v, s)
	case stated.Enclosure:
		a.stateEnclosures(v, s)
	case stated.Related, stated.Replies, stated.Via:
		a.stateLinks(v, s, ctx)
	case stated.Source:
		feed, ok := v.(map[string]any)
		if ok {
			a.stateSourceFeed(feed, s, ctx)
		}
		return ok
	default:
		return false
	}
	return true
}

// stateCategories takes the first of several categories as the section, all of
// them as tags.
func (a *reader) stateCategories(s stated.Fact) {
	first := s
	first.Values, first.List = s.Values[:1], false
	a.StateText(&a.Section, "section", prose.OneLine(first.Values[0]), first)
	a.StateTags(s)
}

// textOf is the text of a value: its own, or the one a map calls by a usual name.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		for _, key := range []string{"name", "title", "url", "src", "href", "path", "file", "image", "text", "value", "teaser"} {
			if text, ok := v[key].(string); ok && text != "" {
				return text
			}
		}
	}
	return ""
}

// nameOf is the name that a map states, whole or in its parts.
func nameOf(v map[string]any) string {
	if parts, ok := v["name"].(map[string]any); ok {
		return nameOf(parts)
	}
	for _, key := range []string{"name", "display_name", "displayName", "full_name", "fullName", "literal", "label"} {
		if text, ok := v[key].(string); ok && text != "" {
			return text
		}
	}
	var parts []string
	for _, keys := range [][]string{
		{"given", "first", "given-names", "givenName", "given_name", "firstname", "firstName", "first_name"},
		{"particle", "non-dropping-particle"},
		{"family", "last", "family-names", "familyName", "family_name", "lastname", "lastName", "last_name", "surname"},
	} {
		for _, key := range keys {
			if text, ok := v[key].(string); ok && text != "" {
				parts = append(parts, text)
			}
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, " ")
	}
	return textOf(v)
}

// stateAuthors takes a string, a list of strings, or maps with name, email and
// url.
func (a *reader) stateAuthors(v any, s stated.Fact) {
	switch v := v.(type) {
	case string:
		s.Values = []string{v}
		a.StateAuthors(s)
	case []any:
		s.List = true
		for _, item := range v {
			a.stateAuthors(item, s)
		}
	case map[string]any:
		one := content.Author{Name: prose.OneLine(nameOf(v))}
		for _, key := range sortedKeys(v) {
			text, _ := v[key].(string)
			switch strings.ToLower(key) {
			case "email", "mail":
				one.Email = text
			case "url", "uri", "link", "website", "homepage":
				one.URL = text
			}
		}
		if a.AddAuthor(one) {
			a.SetOrigin("authors", s)
		}
	}
}
