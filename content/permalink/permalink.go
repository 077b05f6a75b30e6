// Package permalink makes addresses of articles from patterns.
package permalink

// A pattern is an address with placeholders: "https://blog.example/{year}/{name}/".
// Those of site generators are written in it, see package generator.

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"feedmill/content/latin"
	"feedmill/content/pattern"
)

// Pattern is where the articles of a site are read. The zero value has no addresses.
type Pattern struct {
	text  string
	parts []part
}

// part is literal text, or what a placeholder stands for.
type part struct {
	literal string
	value   func(Article) string
	dated   bool
}

// Article is what a pattern needs to know of one.
type Article struct {
	Path       string // of its file, below the root of the content
	Slug       string // as stated: the last part of its address; with a slash before it, all of it
	Title      string
	Section    string
	Categories []string
	Author     string    // the first
	Published  time.Time // in its own zone; zero if unknown
}

// placeholders are what a pattern may hold.
var placeholders = map[string]func(Article) string{
	"slug":         func(a Article) string { return join(folders(a.Path), name(a)) },
	"name":         name,
	"as_named":     asNamed,
	"zola_slug":    zolaSlug,
	"file":         func(a Article) string { return cmp.Or(a.Slug, withoutDay(a.Path, stem(a.Path))) },
	"stem":         func(a Article) string { return Slug(stem(a.Path)) },
	"path":         func(a Article) string { return join(folders(a.Path), cmp.Or(a.Slug, Slug(stem(a.Path)))) },
	"pretty":       pretty,
	"folder":       func(a Article) string { first, _, _ := strings.Cut(folders(a.Path), "/"); return first },
	"folders":      func(a Article) string { return folders(a.Path) },
	"section":      func(a Article) string { return Slug(a.Section) },
	"title":        func(a Article) string { return cmp.Or(a.Slug, Slug(a.Title)) },
	"pelican_slug": func(a Article) string { return cmp.Or(a.Slug, Slug(wordsOnly(latin.Words(a.Title)))) },
	"jekyll_title": func(a Article) string { return jekyllTitle(cmp.Or(a.Slug, withoutDay(a.Path, stem(a.Path)))) },
	"title_id":     func(a Article) string { return cmp.Or(a.Slug, Slug(wordsOnly(a.Title))) },
	"author":       func(a Article) string { return Slug(a.Author) },
	"categories":   categories,
}

// days are the placeholders that a date stands behind, as layouts of package time.
var days = map[string]string{
	"year": "2006", "month": "01", "day": "02", "hour": "15", "minute": "04", "second": "05",
	"short_year": "06", "short_month": "1", "short_day": "2", "month_name": "January", "weekday": "Monday", "day_of_year": "002",
}

// Names are those of all placeholders.
func Names() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for _, names := range []func(func(string) bool){maps.Keys(placeholders), maps.Keys(days)} {
			for n := range names {
				if !yield(n) {
					return
				}
			}
		}
	})
}

// Parse reads a pattern. One without a placeholder, which would be the address of all
// articles, is an error, and so is a placeholder that is unknown.
func Parse(text string) (Pattern, error) {
	p := Pattern{text: text}
	for rest := text; rest != ""; {
		before, inner, ok := strings.Cut(rest, "{")
		if before != "" {
			p.parts = append(p.parts, part{literal: before})
		}
		if !ok {
			break
		}
		name, after, closed := strings.Cut(inner, "}")
		value, known := placeholders[name]
		layout, day := days[name]
		if day {
			value = func(a Article) string { return strings.ToLower(a.Published.Format(layout)) }
		}
		if !closed || !known && !day {
			return Pattern{}, fmt.Errorf("unknown placeholder {%s}; known are {%s}", name, strings.Join(Names(), "}, {"))
		}
		p.parts = append(p.parts, part{value: value, dated: day})
		rest = after
	}
	if text != "" && !slices.ContainsFunc(p.parts, func(q part) bool { return q.value != nil }) {
		return Pattern{}, fmt.Errorf("%q has no placeholder, so that all articles would have one address; add {name}", text)
	}
	return p, nil
}

// String is the pattern as it was written.
func (p Pattern) String() string { return p.text }

// Address is that of an article. ok is false where the pattern has a date and the
// article has none. It is relative where the pattern is.
func (p Pattern) Address(a Article) (address string, ok bool) {
	if strings.HasPrefix(a.Slug, "/") {
		return p.Rooted(a.Slug), true
	}
	var b strings.Builder
	b.Grow(len(p.text) + len(a.Path))
	for _, q := range p.parts {
		switch {
		case q.dated && a.Published.IsZero():
			return "", false
		case q.value != nil:
			b.WriteString(q.value(a))
		default:
			b.WriteString(q.literal)
		}
	}
	return singleSlashes(b.String()), len(p.parts) > 0
}

// Rooted is an address that begins at the root of the site, on the host that the pattern
// names.
func (p Pattern) Rooted(address string) string {
	scheme, rest, ok := strings.Cut(p.text, "://")
	if !ok || strings.Contains(scheme, "/") || strings.Contains(address, "://") {
		return address
	}
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host + singleSlashes("/"+address)
}

// singleSlashes mends what an empty placeholder left behind.
func singleSlashes(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		scheme, rest = "", address
	}
	if !strings.Contains(rest, "//") {
		return address
	}
	for strings.Contains(rest, "//") {
		rest = strings.ReplaceAll(rest, "//", "/")
	}
	if ok {
		return scheme + "://" + rest
	}
	return rest
}

// isSlug reports whether s is surely as Slug would have it.
func isSlug(s string) bool {
	last := byte('-')
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || last == '-') {
			return false
		}
		last = c
	}
	return last != '-'
}

func join(a, b string) string {
	if a == "" {
		return strings.Trim(b, "/")
	}
	return strings.Trim(a+"/"+b, "/")
}

// name is the last part of the address.
func name(a Article) string {
	if a.Slug != "" {
		return a.Slug
	}
	return Slug(withoutDay(a.Path, stem(a.Path)))
}

// stem is the file's name without what ends it. An index has that of its folder, or,
// at the root, none.
func stem(p string) string {
	base := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if !strings.EqualFold(base, "index") {
		return base
	}
	if dir := path.Dir(p); dir != "." {
		return path.Base(dir)
	}
	return ""
}

// pretty is folders and name; a file that is called as its folder stands for it.
func pretty(a Article) string {
	all, last := folders(a.Path), name(a)
	if path.Base(all) == last {
		return all
	}
	return join(all, last)
}

// asNamed are folders and name with the capitals and signs that they have.
func asNamed(a Article) string {
	dir := path.Dir(a.Path)
	if dir == "." {
		dir = ""
	}
	return join(dir, cmp.Or(a.Slug, strings.TrimSuffix(path.Base(a.Path), path.Ext(a.Path))))
}

// jekyllTitle is a name with its capitals and the signs that addresses may have, a dash for
// all else, as Jekyll writes it.
func jekyllTitle(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		if !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Number) && !strings.ContainsRune("._~!$&'()+,;=@", r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// zolaSlug are folders and name as Zola writes them: in ASCII, dots and underscores are
// dashes, too.
func zolaSlug(a Article) string {
	dir := path.Dir(a.Path)
	if base := path.Base(a.Path); strings.EqualFold(strings.TrimSuffix(base, path.Ext(base)), "index") {
		dir = path.Dir(dir)
	}
	parts := strings.Split(path.Join(dir, cmp.Or(a.Slug, withoutDay(a.Path, stem(a.Path)))), "/")
	for i, p := range parts {
		parts[i] = latin.Slug(p)
	}
	return strings.Trim(strings.Join(parts, "/"), "/")
}

// wordsOnly is a title without its marks, as Python-Markdown and Pelican write addresses.
func wordsOnly(title string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) {
			return r
		}
		return -1
	}, title)
}

// folders are those that the article lies in; an index is its folder.
func folders(p string) string {
	dir := path.Dir(p)
	if base := path.Base(p); strings.EqualFold(strings.TrimSuffix(base, path.Ext(base)), "index") {
		dir = path.Dir(dir)
	}
	if dir == "." {
		return ""
	}
	parts := strings.Split(dir, "/")
	for i, s := range parts {
		parts[i] = Slug(s)
	}
	return strings.Join(parts, "/")
}

// withoutDay takes the day from the beginning of the name that a path has. Jekyll's posts
// may have one in figures that are not filled up.
func withoutDay(p, s string) string {
	if strings.HasPrefix(p, "_posts/") || strings.Contains(p, "/_posts/") {
		if m := narrowDay.FindString(s); m != "" {
			return s[len(m):]
		}
	}
	const day = len("2006-01-02")
	if len(s) <= day+1 || !isDash(s[day]) || !isDash(s[4]) || !isDash(s[7]) {
		return s
	}
	if _, err := time.Parse(time.DateOnly, strings.ReplaceAll(s[:day], "_", "-")); err != nil {
		return s
	}
	return s[day+1:]
}

func isDash(c byte) bool { return c == '-' || c == '_' }

var narrowDay = pattern.New(`^\d{4}-\d{1,2}-\d{1,2}-`)

// categories are what Jekyll puts before the day: those that the article states, else
// the folders above that of all posts.
func categories(a Article) string {
	all := a.Categories
	if len(all) == 1 {
		all = strings.Fields(all[0])
	}
	if len(all) == 0 {
		for s := range strings.SplitSeq(path.Dir(a.Path), "/") {
			if s == "_posts" || s == "." {
				break
			}
			all = append(all, s)
		}
	}
	parts := make([]string, len(all))
	for i, s := range all {
		parts[i] = Slug(s)
	}
	return strings.Join(parts, "/")
}

// Slug is words as part of an address: small letters and digits of any script, dots and
// underscores between them, a dash for all else.
func Slug(words string) string {
	if isSlug(words) {
		return words
	}
	var b strings.Builder
	b.Grow(len(words))
	gap := false
	for _, r := range strings.ToLower(words) {
		switch {
		case 'a' <= r && r <= 'z' || unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) || (r == '.' || r == '_') && b.Len() > 0:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return strings.TrimRight(b.String(), ".")
}
