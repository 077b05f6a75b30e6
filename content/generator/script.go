package generator

// Generators whose settings are a program in JavaScript: Eleventy, Astro. It is not run;
// what counts are the lines name: "text".

import (
	"crypto/sha256"
	"io/fs"
	"strings"

	"feedmill/content/pattern"
)

var property = pattern.New(`(?m)^\s*["']?([A-Za-z_]+)["']?\s*:\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|` + "`([^`$\\\\\n]*)`" + `)`)

// properties are the texts of such lines, the first of each name, by names in small
// letters.
func properties(program string) map[string]any {
	values := map[string]any{}
	for _, m := range property.FindAllStringSubmatch(program, -1) {
		if name := strings.ToLower(m[1]); values[name] == nil {
			values[name] = m[2] + m[3] + m[4]
		}
	}
	return values
}

// eleventy has its settings in a program, and what is said of the site in files of data.
func eleventy(s *site) bool {
	settings := properties(s.text)
	input, _ := settings["input"].(string)
	s.values = s.eleventyData(input)
	s.take("title", "title")
	s.take("description", "description")
	home := s.home("", "url", "baseurl", "base_url")
	s.take("language", "language", "lang", "locale")
	s.take("author", "author.name", "author", "name")
	s.only("input", input, "content", "src")
	s.assets("addPassthroughCopy", copied(s.text)...)
	if strings.Contains(s.text, "IdAttributePlugin") {
		s.set("heading_ids", "zola", "IdAttributePlugin")
	}
	s.permalink(home, "/{pretty}/", "")
	s.eleventyFolders(home)
	s.pages()
	return true
}

// returned is what a program of data returns as the address of a page: text, or what a
// function makes of no more than the page's name.
var returned = pattern.New(`(?m)^\s*permalink\s*:\s*(?:(?:function\s*)?\w*\s*\([^()]*\)\s*(?:=>\s*)?\{?\s*(?:return\s+)?|\w+\s*=>\s*)?(?:"([^"\n]+)"|'([^'\n]+)'|` + "`([^`\n]+)`" + `)`)

// insertedName is the name of the page in such a text.
var insertedName = pattern.New(`\$\{\s*(?:\w+\.)?page\.(fileSlug|filePathStem)\s*\}`)

// programData are the keys of a program of data that are plain texts, outside of what is
// computed for each page.
func programData(program []byte) map[string]any {
	outermost, _, _ := strings.Cut(string(program), "eleventyComputed")
	keys := properties(outermost)
	delete(keys, "permalink")
	if m := returned.FindStringSubmatch(outermost); m != nil {
		if text := insertedName.ReplaceAllString(m[1]+m[2]+m[3], "{{ page.$1 }}"); !strings.Contains(text, "${") {
			keys["permalink"] = text
		}
	}
	return keys
}

// eleventyTokens are what patterns of addresses are made of, most often.
var eleventyTokens = pattern.New(`\{\{-?\s*(page\.fileSlug|page\.filePathStem|title)\s*(?:\|\s*(?:slug|slugify|slugify\(\)|lower|downcase)\s*)*-?\}\}`)

// eleventyFolders takes the patterns that files of data state for their folders.
func (s *site) eleventyFolders(home string) {
	d := &data{folder: s.folder, sum: sha256.New(), left: mostFiles}
	for _, folder := range d.folders(s.root()) {
		pattern, ok := folder.Keys["permalink"].(string)
		if !ok {
			continue
		}
		ours := eleventyTokens.ReplaceAllStringFunc(pattern, func(code string) string {
			switch eleventyTokens.FindStringSubmatch(code)[1] {
			case "page.fileSlug":
				return "{name}"
			case "page.filePathStem":
				return "{path}"
			}
			return "{title}"
		})
		if strings.Contains(ours, "{{") || !strings.Contains(ours, "{") {
			s.out.Left = append(s.out.Left, "permalink of "+folder.Folder+", which is "+pattern)
			continue
		}
		s.out.Folders = append(s.out.Folders, Value{folder.Folder, home + "/" + strings.TrimLeft(strings.TrimSuffix(ours, "index.html"), "/"), "permalink"})
	}
}

// copies are folders that are copied as they stand.
var copies = pattern.New(`addPassthroughCopy\(\s*\{?\s*\[?\s*["']\.?/?([^"'*\n]+?)/?["']`)

func copied(program string) (all []string) {
	for _, m := range copies.FindAllStringSubmatch(program, -1) {
		all = append(all, m[1])
	}
	return all
}

// eleventyData is the first file of data that describes a site.
func (s *site) eleventyData(input string) map[string]any {
	for _, dir := range []string{"_data/", input + "/_data/", "src/_data/", "content/_data/"} {
		for _, stem := range []string{"metadata", "site", "meta"} {
			for _, ext := range []string{".json", ".js", ".mjs", ".cjs", ".yaml", ".yml"} {
				file := strings.TrimLeft(dir, "./") + stem + ext
				data, err := fs.ReadFile(s.folder, file)
				if err != nil {
					continue
				}
				if values, err := parse(file, data); err == nil && len(values) > 0 {
					return values
				}
				return properties(string(data))
			}
		}
	}
	return map[string]any{}
}

// astro tells in plain values no more than where its site is.
func astro(s *site) bool {
	s.values = properties(s.text)
	base, _ := s.word("base")
	address := s.home(strings.TrimRight("/"+strings.Trim(base, "/"), "/"), "site")
	public, _ := s.word("publicdir")
	s.assets("publicDir", public)
	if strings.Contains(s.text, "starlight(") {
		s.only("", "src/content/docs")
		s.permalink(address, "/{path}/", "")
		if strings.Contains(s.text, "starlightBlog(") {
			s.pages() // else all pages are articles
		}
		return true
	}
	s.only("", "src/content", "src/pages")
	s.pages()
	return true
}
