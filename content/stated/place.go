package stated

// What an article's place tells that its text does not: the day in its address, its
// file name or its folders, and the section that its folder is.

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/pattern"
	"feedmill/content/prose"
)

// PlaceByPath fills in the date and the section that the file's name and folders tell,
// where its text tells none.
func (a *Builder) PlaceByPath(ctx dates.Context) {
	place := a.place()
	if a.Published.IsZero() {
		if d, ok := DayOfAddress(a.SourceURL, ctx); ok {
			a.Published = d
			a.Origin.Set("published", content.Origin{Line: a.Origin.Of("source_url").Line, Rule: "day in the address"})
		}
	}
	if a.Published.IsZero() {
		if d, ok := dayOfName(place, ctx); ok {
			a.Published = d
			a.Origin.Set("published", content.Origin{Rule: "file name"})
		}
	}
	if a.Published.IsZero() {
		if d, ok := DayOfFolders(path.Dir(place), ctx); ok {
			a.Published = d
			a.Origin.Set("published", content.Origin{Rule: "folder"})
		}
	}
	folder, _, nested := strings.Cut(strings.TrimPrefix(place, "/"), "/")
	if a.Section == "" && nested && folder != "_posts" && !prose.IsNumber(folder) && folder != "" && !path.IsAbs(a.Path) && folder != "." && folder != ".." {
		a.Section = folder
		a.Origin.Set("section", content.Origin{Rule: "folder"})
	}
}

// narrowDay is a day as Jekyll takes it from the names of posts, in figures that are not
// filled up: 2011-4-22-name.
var narrowDay = pattern.New(`(?:^|/)_posts/(?:.*/)?(\d{4})-(\d{1,2})-(\d{1,2})(-[^/]*)$`)

// dayOfName reads the day that a file's name begins with.
func dayOfName(p string, ctx dates.Context) (dates.Date, bool) {
	if m := narrowDay.FindStringSubmatch(p); m != nil {
		two := func(s string) string { return ("0" + s)[len(s)-1:] }
		return dates.FileName(m[1]+"-"+two(m[2])+"-"+two(m[3])+m[4], ctx)
	}
	return dates.FileName(path.Base(p), ctx)
}

// place is the path as it tells of the article: below the root, and of an index the
// folder that it stands for.
func (a *Builder) place() string {
	p := a.Path
	if a.Root != "" {
		p = strings.TrimPrefix(p, a.Root+"/")
	}
	stem := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if dir := path.Dir(p); content.IsIndex(stem) && dir != "." && dir != "/" {
		return dir + path.Ext(p)
	}
	return p
}

// DayOfAddress reads the day that many papers put into the addresses of their
// articles: /2019/11/18/slug, /2019/nov/18/slug, /2019-11-18-slug, /18-11-2019.
func DayOfAddress(address string, ctx dates.Context) (dates.Date, bool) {
	if address == "" {
		return dates.Date{}, false
	}
	u, err := url.Parse(address)
	if err != nil {
		return dates.Date{}, false
	}
	parts := strings.Split(u.Path, "/")
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) != 4 || !prose.IsNumber(parts[i]) || len(parts[i+2]) > 2 || !prose.IsNumber(parts[i+2]) {
			continue
		}
		if d, err := dates.Parse(strings.Join(parts[i:i+3], "-"), ctx); err == nil && d.DayOnly && !IsFuture(d, ctx) {
			return d, true
		}
	}
	for _, part := range parts {
		if d, ok := dates.FileName(part, ctx); ok && !IsFuture(d, ctx) {
			return d, true
		}
	}
	if m := lastDay.FindStringSubmatch(u.Path); m != nil {
		if d, err := dates.Parse(m[3]+"-"+m[2]+"-"+m[1], ctx); err == nil && !IsFuture(d, ctx) {
			return d, true
		}
	}
	return dates.Date{}, false
}

// lastDay is an address whose last part is a day and nothing else, its year last and its
// day too large for a month.
var lastDay = pattern.New(`/(1[3-9]|2\d|3[01])-(\d\d)-(\d{4})/?$`)

// IsFuture reports whether d was still to come when the file was written.
func IsFuture(d dates.Date, ctx dates.Context) bool {
	return !ctx.Reference.IsZero() && d.Time.After(ctx.Reference.AddDate(0, 0, 2))
}

// DayOfFolders reads the day from folders such as 2016/09/09, with others above or
// below them.
func DayOfFolders(dir string, ctx dates.Context) (dates.Date, bool) {
	parts := strings.Split(dir, "/")
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) == 4 && prose.IsNumber(parts[i]) {
			return dates.FileName(strings.Join(parts[i:i+3], "-"), ctx)
		}
	}
	return dates.Date{}, false
}

// TitleFromName takes the title from the words of the file's name, and reports whether
// it has any.
func (a *Builder) TitleFromName() bool {
	place := a.place()
	if m := narrowDay.FindStringSubmatch(place); m != nil {
		a.Title = titleOfPost(strings.TrimSuffix(m[4], path.Ext(place)))
		a.Origin.Set("title", content.Origin{Rule: "file name"})
		return a.Title != ""
	}
	title := titleOfName(strings.TrimSuffix(path.Base(place), path.Ext(place)))
	if title == "" {
		return false
	}
	a.Title = title
	a.Origin.Set("title", content.Origin{Rule: "file name"})
	return true
}

// titleOfPost reads "-fog-signal" as "Fog Signal", as Jekyll calls posts that state no title.
func titleOfPost(name string) string {
	words := strings.FieldsFunc(name, func(c rune) bool { return c == '-' })
	for i, w := range words {
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	return strings.Join(words, " ")
}

// titleOfName reads "2016-09-09-talks-in-geneva" as "Talks in geneva". Names
// that are numbers or hashes give nothing.
func titleOfName(name string) string {
	words := strings.FieldsFunc(name, func(c rune) bool { return c == '-' || c == '_' || c == ' ' || c == '.' })
	for len(words) > 0 && prose.IsNumber(words[0]) {
		words = words[1:]
	}
	plain := 0
	for _, w := range words {
		if utf8.RuneCountInString(w) > 2 && !prose.HasDigit(w) {
			plain++
		}
	}
	if plain < 2 {
		return ""
	}
	s := strings.Join(words, " ")
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// TitleFromOpening takes the title from how the body begins, if it has any words.
func (a *Builder) TitleFromOpening(body content.Late) {
	opening := body.Findings()
	if opening.Summary == "" {
		return
	}
	a.Title = prose.CutWords(opening.Summary, longestOpening)
	a.Origin.Set("title", content.Origin{Line: opening.Origin.Line, Rule: "first sentence"})
}

// longestOpening bounds, in characters, a title that is the beginning of a text.
const longestOpening = 90

// OnlyDate ends the rule by which the date of the last change is that of publication.
const OnlyDate = ", the only date"

// PublishedFromUpdated takes the date of the last change for that of publication, if
// there is no other.
func (a *Builder) PublishedFromUpdated() {
	if !a.Published.IsZero() || a.Updated.IsZero() {
		return
	}
	a.Published = a.Updated
	o := a.Origin.Of("updated")
	a.Origin.Set("published", content.Origin{Line: o.Line, Rule: o.Rule + OnlyDate})
}
