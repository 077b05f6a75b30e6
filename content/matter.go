package content

// What the keys of front matter say about an article, in all the shapes that
// site generators allow them.

import (
	"strings"

	"feedmill/content/dates"
)

// stateMatter records all keys of front matter. It reports whether one of them
// makes the file a mere redirect.
func (a *markdownReader) stateMatter(matter []matterEntry, ctx *dates.Context) (redirect bool) {
	for _, m := range matter {
		if fieldOf(m.key) == fieldLanguage {
			if tag, ok := m.value.(string); ok {
				ctx.Language = languageTag(tag)
			}
		}
	}
	for _, m := range matter {
		if m.problem != "" {
			a.Problems = append(a.Problems, Problem{Line: m.line, Message: m.problem})
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
func (a *markdownReader) dateOfPath(matter []matterEntry, ctx dates.Context) {
	for _, m := range matter {
		address, ok := m.value.(string)
		if !ok || m.key != "path" || !a.Published.IsZero() {
			continue
		}
		if d, ok := dayOfFolders(address, ctx); ok {
			a.Published = d
			a.origin("published", stated{line: m.line, rule: "front matter path"})
		}
	}
}

// stateEntry records one key, whatever shape its value has.
func (a *markdownReader) stateEntry(m matterEntry, ctx dates.Context) {
	f := matterFieldOf(m.key)
	if nested, ok := m.value.(map[string]any); ok && f == noField {
		if listedNever(m.key, nested) {
			a.withhold(stated{key: m.key, line: m.line, rule: "front matter " + m.key})
		}
		if nests[strings.ToLower(m.key)] {
			for _, key := range sortedKeys(nested) {
				a.stateEntry(matterEntry{key: key, value: nested[key], line: m.line}, ctx)
			}
		}
		return
	}
	if f == noField || f == fieldOther || f == fieldBody {
		return
	}
	if nested, ok := m.value.(map[string]any); ok && f == fieldPublished && a.stateDates(nested, m.line, ctx) {
		return
	}
	s := stated{field: f, key: m.key, exact: true, line: m.line, rule: "front matter " + m.key}
	if a.stateShaped(m.value, s, ctx) {
		return
	}
	switch v := m.value.(type) {
	case string:
		s.values = []string{v}
	case []any:
		s.list = true
		for _, item := range v {
			if text := textOf(item); text != "" {
				s.values = append(s.values, text)
			}
		}
		if f == fieldSection && len(s.values) > 0 {
			a.stateCategories(s)
			return
		}
	case map[string]any:
		s.values = []string{textOf(v)}
	}
	if isAddressField(f) && len(s.values) > 1 {
		a.stateFirstAddress(s, ctx)
		return
	}
	a.state(s, ctx)
}

// nests are the keys below which generators keep those of their themes and users.
var nests = setOf("taxonomies extra params metadata meta page post hugo eleventy options settings frontmatter")

// stateDates records the dates that are kept below one key, as "date: {created: …,
// updated: …}". It reports whether there are any.
func (a *markdownReader) stateDates(nested map[string]any, line int, ctx dates.Context) bool {
	found := false
	for _, key := range sortedKeys(nested) {
		switch matterFieldOf(key) {
		case fieldPublished, fieldUpdated, fieldExpires, fieldPublic:
			a.stateEntry(matterEntry{key: key, value: nested[key], line: line}, ctx)
			found = true
		}
	}
	return found
}

// stateShaped records the fields whose values have shapes of their own. It reports
// whether the field is one.
func (a *markdownReader) stateShaped(v any, s stated, ctx dates.Context) bool {
	switch s.field {
	case fieldAuthor:
		a.stateAuthors(v, s)
	case fieldEnclosure:
		a.stateEnclosures(v, s)
	case fieldRelated, fieldReplies, fieldVia:
		a.stateLinks(v, s, ctx)
	case fieldSource:
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
func (a *markdownReader) stateCategories(s stated) {
	first := s
	first.values, first.list = s.values[:1], false
	a.text(&a.Section, "section", oneLine(first.values[0]), first)
	a.tags(s)
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
func (a *markdownReader) stateAuthors(v any, s stated) {
	switch v := v.(type) {
	case string:
		s.values = []string{v}
		a.authors(s)
	case []any:
		s.list = true
		for _, item := range v {
			a.stateAuthors(item, s)
		}
	case map[string]any:
		one := Author{Name: oneLine(nameOf(v))}
		for _, key := range sortedKeys(v) {
			text, _ := v[key].(string)
			switch strings.ToLower(key) {
			case "email", "mail":
				one.Email = text
			case "url", "uri", "link", "website", "homepage":
				one.URL = text
			}
		}
		if a.author(one) {
			a.origin("authors", s)
		}
	}
}
