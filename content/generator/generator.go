// Package generator reads the settings of other site generators.
//
// A generator is a file of this package and a line in its table. None of its programs is
// run: what is no plain value is left, and said to be.
package generator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"feedmill/content/asset"
	"feedmill/content/pattern"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

// Settings are what a site generator is told, as Feedmill's settings.
type Settings struct {
	Generator string  // as people call it
	File      string  // that says so, below the site's folder
	Values    []Value // in the order of feedmill.toml
	Folders   []Value // permalinks of folders: Setting is the folder
	Left      []string
}

// Value is one setting and where it comes from.
type Value struct {
	Setting string // as feedmill.toml spells it
	Text    string // of a list, one value a line
	From    string // key of the generator's file; empty: its custom
}

// generators are asked in this order whether a site is theirs.
var generators = []struct {
	name  string
	files []string // where the settings may be
	read  func(*site) bool
}{
	{"Hugo", inFormats("hugo", "config/_default/hugo", "config/_default/config", "config"), hugo},
	{"Zola", []string{"zola.toml", "config.toml"}, zola},
	{"Hexo", []string{"_config.yml", "_config.yaml"}, hexo},
	{"Jekyll", []string{"_config.yml", "_config.yaml", "_config.toml"}, jekyll},
	{"Pelican", []string{"pelicanconf.py"}, pelican},
	{"Nikola", []string{"conf.py"}, nikola},
	{"Eleventy", []string{"eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"}, eleventy},
	{"MkDocs", []string{"mkdocs.yml", "mkdocs.yaml"}, mkdocs},
	{"Astro", []string{"astro.config.mjs", "astro.config.js", "astro.config.ts"}, astro},
}

func inFormats(stems ...string) (files []string) {
	for _, s := range stems {
		for _, ext := range []string{".toml", ".yaml", ".yml", ".json"} {
			files = append(files, s+ext)
		}
	}
	return files
}

// longestFile bounds what is taken for settings, in bytes.
const longestFile = 1 << 20

// Read reads the settings of the generator whose site a folder is. ok is false where it
// is none's. A file that cannot be read is an error.
func Read(folder fs.FS) (s Settings, ok bool, err error) {
	at, err := siteIn(folder)
	if at == nil {
		return Settings{}, false, err
	}
	at.leaveMirrors()
	if at.out.Generator != "Nikola" { // whose posts may be .txt
		at.leaveTexts()
	}
	at.listLeft()
	return at.out, true, nil
}

// siteIn is the site that a folder is, with its settings read; nil if it is none.
func siteIn(folder fs.FS) (*site, error) {
	for _, g := range generators {
		for _, file := range g.files {
			data, err := fs.ReadFile(folder, file)
			if err != nil || len(data) > longestFile {
				continue // not there, most often
			}
			values, err := parse(file, data)
			if err != nil {
				return nil, fmt.Errorf("read settings of %s: %s: %w", g.name, file, err)
			}
			at := &site{folder: folder, file: file, text: string(data), values: values, taken: map[string]bool{}}
			if g.read(at) {
				at.out.Generator, at.out.File = g.name, file
				return at, nil
			}
		}
	}
	return nil, nil
}

// homePath is the path of the site's address.
func (s *site) homePath() string {
	for _, v := range s.out.Values {
		if u, err := url.Parse(v.Text); v.Setting == "url" && err == nil {
			return u.Path
		}
	}
	return "/"
}

// root is the folder of the articles, as far as the settings tell.
func (s *site) root() string {
	for _, v := range s.out.Values {
		if v.Setting == "only" && !strings.Contains(v.Text, "*") {
			return v.Text
		}
	}
	return "."
}

// parse reads a file of settings as a table whose keys are small.
func parse(file string, data []byte) (map[string]any, error) {
	var table any
	var err error
	switch path.Ext(file) {
	case ".toml":
		var t map[string]any
		err, table = toml.Unmarshal(data, &t), t
	case ".yml", ".yaml":
		var doc yaml.Node
		if err = yaml.Unmarshal(data, &doc); err == nil && len(doc.Content) > 0 {
			budget := mostValues
			table = plain(doc.Content[0], 0, &budget)
		}
	case ".json":
		err = json.Unmarshal(data, &table)
	case ".py":
		return literals(string(data)), nil
	default:
		return map[string]any{}, nil // a program
	}
	small, _ := lower(table).(map[string]any)
	if small == nil {
		small = map[string]any{}
	}
	return small, err
}

// mostValues bounds what aliases make of a file.
const mostValues = 20_000

// plain is a value of YAML, whatever its tags say of it. It spends the budget, and is
// nothing where that is spent.
func plain(n *yaml.Node, depth int, budget *int) any {
	if *budget--; depth > 16 || *budget < 0 {
		return nil
	}
	switch n.Kind {
	case yaml.AliasNode:
		return plain(n.Alias, depth+1, budget)
	case yaml.SequenceNode:
		var list []any
		for _, c := range n.Content {
			list = append(list, plain(c, depth+1, budget))
		}
		return list
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1], depth+1, budget)
		}
		return m
	}
	switch {
	case n.ShortTag() == "!!null":
		return nil
	case n.ShortTag() == "!!bool":
		return strings.EqualFold(n.Value, "true") || strings.EqualFold(n.Value, "yes") || strings.EqualFold(n.Value, "on")
	}
	return n.Value
}

// lower is a table with small keys: Hugo takes any capitals.
func lower(v any) any {
	table, ok := v.(map[string]any)
	if !ok {
		return v
	}
	small := make(map[string]any, len(table))
	for k, v := range table {
		small[strings.ToLower(k)] = lower(v)
	}
	return small
}

// site is a folder whose settings are read.
type site struct {
	folder fs.FS
	file   string
	text   string // of the file
	values map[string]any
	taken  map[string]bool // topmost keys
	out    Settings
}

// lookup is the value of the first of keys that has one; a dot leads into a table.
func (s *site) lookup(keys ...string) (v any, key string) {
	for _, key := range keys {
		var at any = s.values
		for part := range strings.SplitSeq(key, ".") {
			table, _ := at.(map[string]any)
			at = table[part]
		}
		if at != nil {
			top, _, _ := strings.Cut(key, ".")
			s.taken[top] = true
			return at, key
		}
	}
	return nil, ""
}

// word is the text of the first of keys that has one.
func (s *site) word(keys ...string) (text, key string) {
	for _, k := range keys {
		v, _ := s.lookup(k)
		if text, ok := v.(string); ok && strings.TrimSpace(text) != "" {
			return strings.Join(strings.Fields(text), " "), k
		}
	}
	return "", ""
}

// take makes the first of keys that has a text one of Feedmill's settings.
func (s *site) take(setting string, keys ...string) {
	if text, key := s.word(keys...); text != "" && !strings.Contains(text, "{{") {
		s.set(setting, text, key)
	}
}

func (s *site) set(setting, text, from string) {
	s.out.Values = append(s.out.Values, Value{setting, text, from})
}

// home takes the address of the site, and gives it without a slash at the end; empty if
// it is none.
func (s *site) home(suffix string, keys ...string) string {
	address, key := s.word(keys...)
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return ""
	}
	address = strings.TrimRight(address, "/") + strings.TrimRight(suffix, "/")
	s.set("url", address+"/", key)
	return address
}

// only has the articles in the first of folders that is there.
func (s *site) only(from string, folders ...string) string {
	for _, f := range folders {
		f = strings.Trim(path.Clean("/"+f), "/")
		if info, err := fs.Stat(s.folder, cmpDot(f)); err == nil && info.IsDir() && f != "" {
			s.set("only", f, from)
			return f
		}
	}
	return ""
}

func cmpDot(p string) string {
	if p == "" {
		return "."
	}
	return p
}

// assets has the site's own folders for files that are at its root beside the customary
// ones, as far as they are there.
func (s *site) assets(from string, folders ...string) {
	var all []string
	for _, f := range folders {
		f = strings.Trim(path.Clean("/"+f), "/")
		info, err := fs.Stat(s.folder, cmpDot(f))
		if err == nil && info.IsDir() && f != "" && !slices.Contains(asset.Roots, f) && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	if len(all) > 0 {
		s.set("assets", strings.Join(append(all, asset.Roots...), "\n"), from)
	}
}

// texts are those of a list, or the one text that stands in its place.
func texts(v any) (all []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, one := range v {
			if text, ok := one.(string); ok {
				all = append(all, text)
			}
		}
	}
	return all
}

// pages says that files without a day are no posts, where others state one.
func (s *site) pages() {
	if s.hasDays() {
		s.set("undated", "pages", "")
	}
}

// mostLooked bounds how many files are looked into for a day.
const mostLooked = 2000

var statesDay = pattern.New(`(?mi)^\W{0,3}\s*(date|published|pubdate|publishdate|publish_date|created)["']?\s*[:=]`)

// hasDays reports whether any article states a day: in its name, or at its beginning.
func (s *site) hasDays() (found bool) {
	looked := 0
	_ = fs.WalkDir(s.folder, s.root(), func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "themes" {
			return fs.SkipDir // none of whose files is an article
		}
		if ext := path.Ext(p); err != nil || d.IsDir() || ext != ".md" && ext != ".markdown" && ext != ".mdx" && ext != ".meta" {
			return nil // what cannot be looked into says nothing
		}
		data, err := fs.ReadFile(s.folder, p)
		if err == nil && (dayInName.MatchString(path.Base(p)) || statesDay.Match(headOf(data))) {
			found = true
		}
		if looked++; found || looked == mostLooked {
			return fs.SkipAll
		}
		return nil
	})
	return found
}

// headOf is the front matter of a file, or what stands above the first blank line.
func headOf(data []byte) []byte {
	data = data[:min(len(data), 4000)]
	end := []byte("\n\n")
	if len(data) > 3 && (string(data[:3]) == "---" || string(data[:3]) == "+++") {
		end = append([]byte("\n"), data[:3]...)
	}
	head, _, _ := bytes.Cut(data, end)
	return head
}

var dayInName = pattern.New(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`)

// leaveTexts leaves plain text alone, which most generators make no page of: it is what a
// page offers to be read as it is, such as a form to fill in or what a program has put out.
func (s *site) leaveTexts() {
	s.ignore("", "*.txt")
}

func (s *site) listLeft() {
	for key := range s.values {
		if !s.taken[key] {
			s.out.Left = append(s.out.Left, key)
		}
	}
	slices.Sort(s.out.Left)
}

// translated writes a generator's pattern with Feedmill's placeholders. One that has no
// counterpart comes back as unknown.
func translated(pattern string, tokens map[string]string) (ours, unknown string) {
	var b strings.Builder
	for rest := pattern; rest != ""; {
		before, after, ok := strings.Cut(rest, ":")
		b.WriteString(before)
		if !ok {
			break
		}
		end := strings.IndexFunc(after, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' })
		if end < 0 {
			end = len(after)
		}
		name := after[:end]
		to, known := tokens[name]
		if !known {
			return "", ":" + name
		}
		b.WriteString(to)
		rest = after[end:]
	}
	return b.String(), ""
}

// permalink sets the pattern of a site that is read at home.
func (s *site) permalink(home, pattern, from string) {
	s.set("permalink", home+"/"+strings.TrimLeft(pattern, "/"), from)
}
