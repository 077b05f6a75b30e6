package html

// Which statement fills which field: a table, from the most trustworthy source on.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/language"
	"feedmill/content/pattern"
	"feedmill/content/stated"
)

// precedence lists the keys that state a field.
var precedence = []struct {
	field stated.Field
	keys  []string
}{
	{stated.URL, []string{"link:canonical", "og:url", "mf:url", "ld:url", "ld:mainentityofpage", "saved", "twitter:url"}},
	{stated.Summary, []string{"og:description", "description", "ld:description", "twitter:description", "dc.description", "dcterms.abstract", "mf:summary", "item:description"}},
	{stated.Section, []string{"article:section", "ld:articlesection", "item:articlesection"}},
	{stated.Image, []string{"og:image", "og:image:url", "ld:image", "twitter:image", "twitter:image:src"}},
	{stated.Source, []string{"og:site_name", "ld:publisher", "dc.publisher", "dcterms.publisher"}},
	{stated.Rights, []string{"dc.rights", "dcterms.rights", "copyright", "ld:copyrightnotice", "rights"}},
	{stated.Expires, []string{"article:expiration_time"}},
}

// archived is what the Web Archive puts before the address of what it keeps.
var archived = pattern.New(`^https?://web\.archive\.org/web/\d+[a-z_]*/`)

// readStated takes the fields that nothing on the page tells better.
func (r *reader) readStated() {
	for _, p := range precedence {
		for _, key := range p.keys {
			s := r.says.first(key)
			if s.value == "" || p.field == stated.URL && !strings.Contains(s.value, "/") {
				continue
			}
			if p.field == stated.URL {
				s.value = archived.ReplaceAllString(s.value, "")
			}
			if r.State(stated.Fact{Field: p.field, Key: key, Values: []string{s.value}, Line: s.line, Rule: key}, r.ctx) {
				break
			}
		}
	}
	r.readTags()
}

// tagKeys state tags; all of the first one that has any count.
var tagKeys = []string{"article:tag", "ld:keywords", "mf:category", "a:tag", "keywords", "news_keywords", "item:keywords", "dc.subject"}

func (r *reader) readTags() {
	for _, key := range tagKeys {
		for _, s := range r.says[key] {
			r.State(stated.Fact{Field: stated.Tags, Key: key, Values: []string{s.value}, Line: s.line, Rule: key}, r.ctx)
		}
		if len(r.Tags) > 0 {
			return
		}
	}
}

// languageKeys state the language.
var languageKeys = []string{"lang", "ld:inlanguage", "content-language", "og:locale", "dc.language", "dcterms.language", "language"}

func (r *reader) readLanguage() {
	for _, key := range languageKeys {
		s := r.says.first(key)
		if tag := language.Tag(strings.ReplaceAll(s.value, "_", "-")); tag != "" {
			r.Language = tag
			r.Origin.Set("language", content.Origin{Line: s.line, Rule: key})
			break
		}
	}
	if r.ctx.Language == "" {
		r.ctx.Language = r.Language
	}
}
