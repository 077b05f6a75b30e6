package generator

// What the files of a site say beside its settings: data that its templates show, its
// authors, what is said of all articles of a folder, and files that articles include.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"feedmill/content"
)

// Bounds of what is read of a site, beside its articles.
const (
	mostFiles       = 500
	mostLookedAt    = 20_000 // files and folders
	longestIncluded = 64 << 10
)

// Data is what the files of the site say that a folder is, and a fingerprint of all of
// it. It is nil where the folder is no site. The folder must not lead out of itself.
func Data(folder fs.FS) (site *content.Site, fingerprint string) {
	at, err := siteIn(folder)
	if at == nil || err != nil {
		return nil, "" // the settings cannot be read, which whoever reads them says
	}
	name := at.out.Generator
	d := &data{folder: folder, sum: sha256.New(), left: mostFiles}
	fmt.Fprint(d.sum, at.text)
	input := "content"
	if name == "Eleventy" {
		settings := properties(at.text)
		if input, _ = settings["input"].(string); input == "" {
			input = "."
		}
		at.values = at.eleventyData(input)
	}
	input = path.Clean(strings.Trim(input, "/"))
	s := &content.Site{Values: d.values(at.values, input), Languages: languagesOf(at.values), TermIDs: at.hasTermIDs()}
	d.addTranslations(s, at.root())
	s.Authors = authorsOf(s.Values)
	s.Folders = defaultsOf(at.values)
	s.Tags = name == "Jekyll" || name == "Eleventy" || name == "Hexo"
	s.Calls = name == "Zola"
	s.BesideIt = name == "MkDocs"
	s.LinkIsOf = true // each has another word for where a page is read
	s.Home = at.homePath()
	s.AtRoot = name == "Hugo" || name == "Jekyll" || name == "Hexo"
	switch name {
	case "Eleventy":
		s.Folders = append(s.Folders, d.folders(input)...)
	case "Nikola":
		s.Beside = d.beside(at.root())
	case "Hugo":
		s.Folders = append(append(s.Folders, d.cascades(at.values, at.root())...), at.unlisted()...)
		fmt.Fprint(d.sum, at.listed())
	}
	slices.SortStableFunc(s.Folders, func(a, b content.FolderData) int { return len(b.Folder) - len(a.Folder) })
	d.note("_includes", path.Join(input, "_includes"))
	s.Include = func(from, name string) (string, bool) { return included(folder, input, from, name) }
	s.There = thereIn(folder)
	return s, hex.EncodeToString(d.sum.Sum(nil))
}

// addTranslations adds the folders that are translations by what they hold.
func (d *data) addTranslations(s *content.Site, root string) {
	all, _ := translations(d.folder, root)
	fmt.Fprintln(d.sum, all)
	for _, t := range all {
		s.Languages[strings.ToLower(t)] = true
	}
}

// Local is what is known of a folder that is no site, and a fingerprint of what bears on
// its articles: files that these include, folders that are translations.
func Local(folder fs.FS) (site *content.Site, fingerprint string) {
	all, _ := translations(folder, ".")
	languages := map[string]bool{}
	for _, t := range all {
		languages[strings.ToLower(t)] = true
	}
	return &content.Site{Languages: languages, There: thereIn(folder), Include: func(from, name string) (string, bool) { return included(folder, ".", from, name) }}, strings.Join(all, " ")
}

func thereIn(folder fs.FS) func(path string) bool {
	return func(p string) bool {
		info, err := fs.Stat(folder, p)
		return err == nil && info.Mode().IsRegular()
	}
}

// data is what is being gathered of a site.
type data struct {
	folder fs.FS
	sum    hash.Hash // of all that was read
	left   int       // files that may still be read
}

// values are what templates show: the settings by the names that generators give them,
// and files of data.
func (d *data) values(settings map[string]any, input string) map[string]any {
	site := maps.Clone(settings)
	all := map[string]any{"site": site, "config": settings}
	files := map[string]any{}
	for _, dir := range []string{"_data", "data", path.Join(input, "_data")} {
		maps.Copy(files, d.tables(dir))
	}
	site["data"] = files
	for name, v := range files {
		if all[name] == nil {
			all[name] = v // as Eleventy calls it
		}
	}
	return all
}

// tables are the files of data in a folder, by their names without the ending.
func (d *data) tables(dir string) map[string]any {
	all := map[string]any{}
	entries, _ := fs.ReadDir(d.folder, dir) // which is not there, most often
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		name := strings.ToLower(strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
		switch path.Ext(file) {
		case ".json", ".yml", ".yaml", ".toml":
			if v := d.read(file); v != nil {
				all[name] = v
			}
		default:
			if e.IsDir() && strings.Count(dir, "/") < 3 && d.left > 0 {
				all[name] = d.tables(file)
			}
		}
	}
	return all
}

// text is that of a file of data; nil if it is none, or one too many.
func (d *data) text(file string) []byte {
	info, err := fs.Stat(d.folder, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > longestFile {
		return nil
	}
	if d.left--; d.left < 0 {
		return nil
	}
	text, err := fs.ReadFile(d.folder, file)
	if err != nil {
		return nil
	}
	fmt.Fprintf(d.sum, "%s %d\n%s", file, len(text), text)
	return text
}

// read is a file of data as a table; nil if it is none.
func (d *data) read(file string) map[string]any {
	text := d.text(file)
	if text == nil {
		return nil
	}
	table, err := parse(file, text)
	if err != nil || len(table) == 0 {
		return nil
	}
	return table
}

// note takes the files that may be included into the fingerprint.
func (d *data) note(dirs ...string) {
	for _, dir := range slices.Compact(dirs) {
		_ = fs.WalkDir(d.folder, dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return nil // what cannot be read is not included either
			}
			if d.left--; d.left < 0 {
				return fs.SkipAll
			}
			if info, err := e.Info(); err == nil && info.Size() <= longestIncluded {
				text, _ := fs.ReadFile(d.folder, p)
				fmt.Fprintf(d.sum, "%s %d\n%s", p, len(text), text)
			}
			return nil
		})
	}
}

// folders are the data of Eleventy for all files of a folder: posts/posts.json,
// posts/posts.11tydata.json.
func (d *data) folders(input string) (all []content.FolderData) {
	looked := 0
	_ = fs.WalkDir(d.folder, input, func(p string, e fs.DirEntry, err error) error {
		if looked++; looked > mostLookedAt {
			return fs.SkipAll
		}
		if err != nil || !e.IsDir() || p == "." {
			return nil
		}
		if name := e.Name(); name == "node_modules" || name == "_site" || name[0] == '.' {
			return fs.SkipDir
		}
		for _, ending := range []string{".11tydata.json", ".json"} {
			if keys := d.read(path.Join(p, e.Name()+ending)); keys != nil {
				all = append(all, content.FolderData{Folder: p, Keys: keys, Joined: true})
			}
		}
		for _, ending := range []string{".11tydata.js", ".11tydata.mjs", ".11tydata.cjs"} {
			if keys := programData(d.text(path.Join(p, e.Name()+ending))); len(keys) > 0 {
				all = append(all, content.FolderData{Folder: p, Keys: keys, Joined: true})
			}
		}
		return nil
	})
	return all
}

// defaultsOf are what Jekyll's settings say of the posts below a folder.
func defaultsOf(settings map[string]any) (all []content.FolderData) {
	list, _ := settings["defaults"].([]any)
	for _, v := range list {
		entry, _ := v.(map[string]any)
		scope, _ := entry["scope"].(map[string]any)
		keys, _ := entry["values"].(map[string]any)
		folder, _ := scope["path"].(string)
		if kind := scope["type"]; keys != nil && !strings.Contains(folder, "*") && (kind == nil || kind == "posts") {
			all = append(all, content.FolderData{Folder: strings.Trim(folder, "/"), Keys: keys})
		}
	}
	return all
}

// authorsOf are the people whom files of data describe.
func authorsOf(values map[string]any) map[string]content.Author {
	site, _ := values["site"].(map[string]any)
	files, _ := site["data"].(map[string]any)
	all := map[string]content.Author{}
	for _, v := range []any{files["authors"], files["author"], site["authors"]} {
		table, _ := v.(map[string]any)
		for key, v := range table {
			about, _ := v.(map[string]any)
			a := content.Author{Name: firstText(about, "name", "display_name", "displayname", "full_name"), Email: firstText(about, "email"), URL: firstText(about, "url", "uri", "website", "homepage", "link")}
			if a.Name != "" {
				all[strings.ToLower(key)] = a
				all[strings.ToLower(a.Name)] = a
			}
		}
	}
	return all
}

func firstText(table map[string]any, keys ...string) string {
	for _, k := range keys {
		if text, ok := table[k].(string); ok && text != "" {
			return strings.Join(strings.Fields(text), " ")
		}
	}
	return ""
}

// languagesOf are the languages that the settings name beside the main one, and it too.
func languagesOf(settings map[string]any) map[string]bool {
	all := map[string]bool{}
	switch v := settings["languages"].(type) {
	case map[string]any:
		for tag := range v {
			all[tag] = true
		}
	case []any:
		for _, tag := range v {
			if text, ok := tag.(string); ok {
				all[strings.ToLower(text)] = true
			}
		}
	}
	return all
}

func (s *site) hasTermIDs() bool {
	v, _ := s.lookup("markup.goldmark.parser.autodefinitiontermid")
	return v == true
}

// included is the text of a file that another one includes: of the folder for such files,
// beside the other, below the content, or of the whole site. Hidden files are none.
func included(folder fs.FS, input, from, name string) (string, bool) {
	name = strings.TrimPrefix(path.Clean("/"+strings.TrimSpace(name)), "/")
	for _, p := range []string{path.Join("_includes", name), path.Join(input, "_includes", name), path.Join(path.Dir(from), name), path.Join(rootOf(from), name), path.Join(input, name), path.Join("docs", name), name} {
		if !fs.ValidPath(p) || p == from || strings.HasPrefix(p, ".") || strings.Contains(p, "/.") {
			continue
		}
		info, err := fs.Stat(folder, p)
		if err != nil || !info.Mode().IsRegular() || info.Size() > longestIncluded {
			continue
		}
		if text, err := fs.ReadFile(folder, p); err == nil {
			return string(text), true
		}
	}
	return "", false
}

// rootOf is the folder of a site's content in one language, as Hugo has it.
func rootOf(p string) string {
	parts := strings.SplitN(p, "/", 3)
	if len(parts) < 3 {
		return "."
	}
	return parts[0] + "/" + parts[1]
}
