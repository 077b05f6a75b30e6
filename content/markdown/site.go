package markdown

// What the site says of its articles beside them: authors, keys of a folder, values and
// files that their text shows by code of the generator.

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"
)

// folderFields are what an article takes over from its folder.
var folderFields = []stated.Field{stated.Author, stated.Tags, stated.Section, stated.Language, stated.Source, stated.Rights, stated.Image, stated.Draft, stated.Status, stated.Public}

// collections are the tags that only gather files for a template, by Eleventy's custom.
var collections = wordlist.Set("posts post all nav pages page blog")

// stateSite fills in what the site says of the article, where its file does not.
func (a *reader) stateSite(ctx dates.Context) {
	if a.site == nil {
		return
	}
	a.pictureAtRoot()
	for _, d := range a.site.Folders {
		if d.Folder != "" && !strings.HasPrefix(a.Path, d.Folder+"/") {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(d.Keys)) {
			a.stateOfFolder(key, d, ctx)
		}
	}
	for i, author := range a.Authors {
		if known, ok := a.site.Authors[strings.ToLower(author.Name)]; ok {
			a.Authors[i] = known
		}
	}
}

// pictureAtRoot has the picture that front matter names by a path below the root of the
// site, which templates put before it. A bundle has its own beside it.
func (a *reader) pictureAtRoot() {
	stem := strings.TrimSuffix(path.Base(a.Path), path.Ext(a.Path))
	if a.site.AtRoot && strings.Contains(a.Image, "/") && a.Image[0] != '/' && a.Image[0] != '.' && !strings.Contains(a.Image, ":") && !content.IsIndex(stem) {
		a.Image = "/" + a.Image
	}
}

// stateOfFolder takes one key over, unless the file has it.
func (a *reader) stateOfFolder(key string, d content.FolderData, ctx dates.Context) {
	f := stated.MatterFieldOf(key)
	if nested, ok := d.Keys[key].(map[string]any); ok && stated.ListedNever(key, nested) && !a.states(key) {
		a.Withhold(stated.Fact{Key: key, Rule: "data of the folder " + d.Folder})
	}
	if !slices.Contains(folderFields, f) {
		return
	}
	switch {
	case f == stated.Author && len(a.Authors) > 0, f == stated.Tags && len(a.Tags) > 0 && !d.Joined, f == stated.Section && a.Section != "":
		return
	case f == stated.Draft || f == stated.Status || f == stated.Public:
		if a.Origin.Has("draft") {
			return
		}
	}
	v := d.Keys[key]
	if f == stated.Tags && d.Joined {
		v = withoutCollections(v)
	}
	s := stated.Fact{Field: f, Key: key, Exact: true, Rule: "data of the folder " + d.Folder}
	if !a.stateShaped(v, s, ctx) {
		a.stateValues(v, s, ctx)
	}
}

// states reports whether the article's own front matter has a key.
func (a *reader) states(key string) bool {
	return slices.ContainsFunc(a.matter, func(m matterEntry) bool { return strings.EqualFold(m.key, key) })
}

// withoutCollections are tags that say something to readers.
func withoutCollections(v any) any {
	all, isList := v.([]any)
	if !isList {
		all = []any{v}
	}
	return slices.DeleteFunc(slices.Clone(all), func(tag any) bool { text, _ := tag.(string); return collections[strings.ToLower(text)] })
}

// valueShape is code that shows a value, through filters that leave its words alone.
var valueShape = pattern.New(`^\{\{-?\s*\$?\.?([A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*(?:\|\s*(?:escape|escape_once|xml_escape|strip|safe|safeHTML|markdownify|e|relative_url|absolute_url|url)\s*)*-?\}\}$`)

// longestValue bounds what stands in place of such code, in bytes.
const longestValue = 2000

// value is the plain text that a piece of code shows: of the page, of the file that
// includes this one, or of the site.
func (t *templates) value(sign string) (string, bool) {
	if t.a.site == nil || t.a.site.Values == nil {
		return "", false
	}
	name := ""
	if m := valueShape.FindStringSubmatch(sign); m != nil {
		name = strings.ToLower(m[1])
	} else if called, args := signWords(sign); called == "param" && len(args) == 1 {
		name = "params." + strings.ToLower(args[0].value)
	}
	if name == "" {
		return "", false
	}
	text, ok := t.named(name)
	return prose.OneLine(text), ok && len(text) <= longestValue && !strings.Contains(text, "{{") && !strings.Contains(text, "{%")
}

// named is the text of a name.
func (t *templates) named(name string) (string, bool) {
	if arg, ok := strings.CutPrefix(name, "include."); ok {
		text := value(t.args, arg)
		return text, text != ""
	}
	own := name
	for _, prefix := range []string{"page.params.", "page.extra.", "page.meta.", "page.", "params."} {
		own = strings.TrimPrefix(own, prefix)
	}
	if own == "title" && t.a.Title != "" {
		return t.a.Title, true
	}
	for _, m := range t.a.matter {
		if text, ok := m.value.(string); ok && strings.EqualFold(m.key, own) {
			return text, true
		}
	}
	if text, ok := t.a.site.Value(name); ok {
		return text, true
	}
	return t.a.site.Value("site." + name)
}

// Bounds of what one article includes.
const (
	mostIncludes    = 100
	deepestIncludes = 3
	mostIncluded    = 256 << 10 // bytes
)

var includes = wordlist.Set("include include_relative include-html includes readfile read-file include-md")

// decides are codes that show a part, or repeat it: only their generator knows which.
var decides = pattern.New(`\{%-?\s*(if|unless|for|case|assign|capture|macro|block|extends)\b|\{\{-?\s*(if|with|range|define|partial|template|block)\b`)

// codeShape is code that is shown.
var codeShape = pattern.New("(?s)```.*?```|~~~.*?~~~|`[^`\n]*`")

// included is the text of a file in place of the code that includes it.
func (t *templates) included(name string, args []argument) (string, bool) {
	if t.a.site == nil || t.a.site.Include == nil || t.depth == deepestIncludes || t.a.includes == mostIncludes || name == "" || strings.ContainsAny(name, "{}*") {
		return "", false
	}
	text, ok := t.a.site.Include(t.a.Path, name)
	if !ok || t.a.included+len(text) > mostIncluded || decides.MatchString(codeShape.ReplaceAllString(text, "")) || strings.ContainsRune(text, 0) {
		return "", false
	}
	t.a.includes++
	t.a.included += len(text)
	if _, body, _, err := cutFrontMatter(text, content.Limits{}.Filled()); err == nil {
		text = body
	}
	ext := strings.ToLower(path.Ext(name))
	if isPage := ext == ".html" || ext == ".htm" || ext == ".liquid" || ext == ".njk"; isPage && !strings.Contains(text, "<pre") {
		text = unset(text)
	}
	within := templates{a: t.a, args: args, depth: t.depth + 1, fixed: t.line, told: t.told}
	text = strings.TrimSpace(within.cut(text, t.line))
	t.told = within.told
	return text, true
}

// unset is HTML in one block of Markdown, in which nothing is code.
func unset(page string) string {
	var lines []string
	for l := range strings.Lines(page) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// snippetShape is a file that MkDocs includes, by a line of its own.
var snippetShape = pattern.New(`^;?-+8<-+\s+["']([^"'\n]+)["']\s*$`)

// program is the part of a file of source code that is shown, as Go's slides and blog name
// it: all of it, the line that matches /a/, or what goes from there to the line that
// matches /b/. Lines that end in OMIT are left out.
func (t *templates) program(args []argument) (string, bool) {
	name := args[0].value
	if t.a.site == nil || t.a.site.Include == nil || t.a.includes == mostIncludes {
		return "", false
	}
	text, ok := t.a.site.Include(t.a.Path, name)
	if !ok || t.a.included+len(text) > mostIncluded || strings.Contains(text, listingFence) {
		return "", false
	}
	t.a.includes++
	t.a.included += len(text)
	lines, ok := excerpt(strings.Split(strings.TrimRight(text, "\n"), "\n"), args[1:])
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasSuffix(strings.TrimSpace(l), "OMIT") })
	return listingFence + strings.TrimPrefix(path.Ext(name), ".") + "\n" + strings.Join(lines, "\n") + "\n" + listingFence, ok
}

// excerpt are the lines between those that two patterns name, with them.
func excerpt(lines []string, args []argument) ([]string, bool) {
	var patterns []string
	for _, a := range args {
		for p := range strings.SplitSeq(a.value, ",") {
			if p = strings.TrimSpace(p); strings.HasPrefix(p, "/") || p == "$" {
				patterns = append(patterns, strings.Trim(p, "/"))
			}
		}
	}
	if len(patterns) == 0 {
		return lines, true
	}
	from, ok := matching(lines, 0, patterns[0])
	if !ok {
		return nil, false
	}
	to := from
	if len(patterns) > 1 {
		if to, ok = matching(lines, from, patterns[1]); !ok {
			return nil, false
		}
	}
	return slices.Clone(lines[from : to+1]), true
}

// matching is the first line from i on that matches; "$" is the last.
func matching(lines []string, i int, pattern string) (int, bool) {
	if pattern == "$" {
		return len(lines) - 1, true
	}
	shape, err := regexp.Compile(pattern)
	if err != nil {
		return 0, false
	}
	at := slices.IndexFunc(lines[i:], shape.MatchString)
	return i + at, at >= 0
}
