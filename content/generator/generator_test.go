package generator

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// What each generator's settings, written as its manual has them, say to Feedmill.
func TestSettingsOfOtherGenerators(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string // "setting = text", in order
		left  string
	}{
		{"Hugo", map[string]string{
			"hugo.toml": "baseURL = 'https://tide.example/log/'\ntitle = 'Tide log'\nlanguageCode = 'en-gb'\ntimeZone = 'Europe/London'\ntheme = 'reef'\nbuildFuture = true\n" +
				"[params]\ndescription = 'Of the harbour'\n[params.author]\nname = 'Ines Brandt'\n[permalinks]\nposts = '/:year/:month/:slug/'\nnotes = '/n/:nosuch/'\n[permalinks.page]\n",
			"content/posts/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\n",
		}, []string{
			"title = Tide log", "description = Of the harbour", "url = https://tide.example/log/", "language = en-gb", "author = Ines Brandt", "timezone = Europe/London",
			"only = content", "heading_ids = hugo", "future = show", "permalink = https://tide.example/log/{path}/", "undated = pages", "ignore = *.txt",
		}, "theme"},
		{"Hugo", map[string]string{"hugo.yaml": "baseURL: https://tide.example/\nmarkup: {goldmark: {parser: {autoHeadingIDType: github-ascii}}}\n"}, []string{
			"url = https://tide.example/", "heading_ids = hugo-ascii", "permalink = https://tide.example/{path}/", "ignore = *.txt",
		}, ""},
		{"Hugo", map[string]string{"hugo.yaml": "baseURL: https://tide.example/\nmarkup: {goldmark: {parser: {autoHeadingID: false}}}\n"}, []string{
			"url = https://tide.example/", "heading_ids = none", "permalink = https://tide.example/{path}/", "ignore = *.txt",
		}, ""},
		{"Hugo", map[string]string{
			"config/_default/config.yaml": "baseURL: https://tide.example/\n", "config/_default/permalinks.yaml": "posts: /:year/:slugorfilename/\nnotes: /n/:nosuch/\n",
			"config/_default/languages.yaml": "en: {title: Tide log, contentDir: content/en}\nde: {title: Ebbe, contentDir: content/de}\n", "content/en/posts/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\n",
		}, []string{
			"title = Tide log", "url = https://tide.example/", "ignore = *.de.md\n*.txt", "only = content/en", "heading_ids = hugo", "permalink = https://tide.example/{path}/", "undated = pages",
			"content/en/posts = https://tide.example/{year}/{name}/",
		}, "languages.de permalinks.notes, for its :nosuch"},
		{"Zola", map[string]string{"config.toml": "base_url = \"https://tide.example\"\ntitle = \"Tide log\"\ndefault_language = \"de\"\ntaxonomies = [{name = \"tags\", feed = true}]\n", "content/blog/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\n"}, []string{
			"title = Tide log", "url = https://tide.example/", "language = de", "only = content", "heading_ids = zola", "permalink = https://tide.example/{zola_slug}/", "undated = pages", "ignore = *.txt",
		}, "taxonomies"},
		{"Jekyll", map[string]string{"_config.yml": "title: Tide log\nurl: https://tide.example\nbaseurl: /log\nauthor:\n  name: Ines Brandt\npermalink: pretty\nplugins: [jekyll-feed]\n"}, []string{
			"title = Tide log", "url = https://tide.example/log/", "author = Ines Brandt", "only = **/_posts",
			"permalink = https://tide.example/log/{categories}/{year}/{month}/{day}/{jekyll_title}/", "ignore = *.txt",
		}, "plugins"},
		{"Jekyll", map[string]string{"_config.yml": "url: https://tide.example\ncollections:\n  guides: {output: true, permalink: '/:path/'}\n  crew: {output: true}\n  notes: {output: false}\n", "_guides/a.md": "", "_crew/b.md": "", "_notes/c.md": ""}, []string{
			"url = https://tide.example/", "only = _crew\n_guides", "ignore = *.txt", "_crew = https://tide.example/crew/{path}.html", "_guides = https://tide.example/{path}/",
		}, ""},
		{"Jekyll", map[string]string{"_config.yml": "url: https://tide.example\nkramdown: {input: kramdown}\n", "_posts/2026-03-01-a.md": ""}, []string{
			"url = https://tide.example/", "only = **/_posts", "heading_ids = kramdown", "permalink = https://tide.example/{categories}/{year}/{month}/{day}/{jekyll_title}.html", "ignore = *.txt",
		}, ""},
		{"Jekyll", map[string]string{"_config.yml": "collections: {guides: {output: true}}\n", "_guides/a.md": "", "log/_posts/2026-03-01-a.md": ""}, []string{
			"only = **/_posts", "permalink = /{categories}/{year}/{month}/{day}/{jekyll_title}.html", "ignore = *.txt",
		}, "collections"},
		{"Jekyll", map[string]string{"_config.yml": "markdown: CommonMark\ndefaults:\n  - scope: {path: '', type: posts}\n    values: {permalink: '/:year/:i_month/:slug:output_ext'}\n"}, []string{
			"only = **/_posts", "permalink = /{year}/{short_month}/{name}.html", "ignore = *.txt",
		}, ""},
		{"Pelican", map[string]string{
			"pelicanconf.py": "AUTHOR = 'Ines Brandt'\nSITENAME = \"Tide log\"\nSITEURL = ''\nPATH = 'content'\nTIMEZONE = 'Europe/Rome'\nDEFAULT_LANG = 'it'\nARTICLE_URL = '{date:%Y}/{category}/{slug}/'\nLINKS = (('x', 'y'),)\n",
			"publishconf.py": "SITEURL = 'https://tide.example'\n", "content/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\n",
		}, []string{
			"title = Tide log", "url = https://tide.example/", "language = it", "author = Ines Brandt", "timezone = Europe/Rome", "only = content", "future = show",
			"heading_ids = python", "permalink = https://tide.example/{year}/{section}/{pelican_slug}/", "undated = pages", "ignore = *.txt",
		}, ""},
		{"Nikola", map[string]string{"conf.py": "import time\nBLOG_AUTHOR = \"Ines Brandt\"  # (translatable)\nBLOG_TITLE = \"Tide log\"\nSITE_URL = \"https://tide.example/\"\nDEFAULT_LANG = \"en\"\n", "posts/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\n"}, []string{
			"title = Tide log", "url = https://tide.example/", "language = en", "author = Ines Brandt", "only = posts", "permalink = https://tide.example/posts/{path}/", "undated = pages",
		}, ""},
		{"Eleventy", map[string]string{
			"eleventy.config.js": "eleventyConfig.addPlugin(IdAttributePlugin);\nexport const config = {\n  dir: {\n    input: \"content\",\n  },\n};\n",
			"_data/metadata.js":  "export default {\n\ttitle: \"Tide log\",\n\turl: \"https://tide.example/\",\n\tlanguage: \"en\",\n\tauthor: {\n\t\tname: \"Ines Brandt\",\n\t\turl: \"https://ines.example/\",\n\t},\n}\n",
			"content/blog/a.md":  "---\ntitle: A\ndate: 2026-03-01\n---\n",
		}, []string{
			"title = Tide log", "url = https://tide.example/", "language = en", "author = Ines Brandt", "only = content", "heading_ids = zola", "permalink = https://tide.example/{pretty}/", "undated = pages", "ignore = *.txt",
		}, ""},
		{"MkDocs", map[string]string{"mkdocs.yml": "site_name: Tide manual\nsite_url: https://tide.example/manual/\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\nextra: !ENV [X, y]\n", "docs/index.md": ""}, []string{
			"title = Tide manual", "url = https://tide.example/manual/", "only = docs", "heading_ids = python", "permalink = https://tide.example/manual/{path}/", "ignore = *.txt",
		}, "extra markdown_extensions"},
		{"Astro", map[string]string{"astro.config.mjs": "export default defineConfig({\n  site: 'https://tide.example',\n  integrations: [mdx()],\n});\n", "src/content/blog/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\n"}, []string{
			"url = https://tide.example/", "only = src/content", "undated = pages", "ignore = *.txt",
		}, ""},
		{"Astro", map[string]string{"astro.config.mjs": "export default defineConfig({\n  site: 'https://tide.example/',\n  publicDir: './shared',\n  integrations: [starlight({})],\n});\n", "src/content/docs/a.mdx": "---\ntitle: A\n---\n", "shared/a.png": ""}, []string{
			"url = https://tide.example/", "assets = shared\nstatic\npublic\nassets\nfiles\nsource", "only = src/content/docs", "permalink = https://tide.example/{path}/", "ignore = *.txt",
		}, ""},
		{"Hexo", map[string]string{
			"_config.yml": "title: Tide log\nsubtitle: Of the harbour\nauthor: Ines Brandt\nlanguage: en\ntimezone: Europe/London\nurl: https://tide.example/log\nroot: /log/\npermalink: :year/:month/:title.html\nsource_dir: source\nnew_post_name: :title.md\nfuture: false\n", "source/_posts/A.md": "---\ntitle: A\n---\n",
		}, []string{
			"title = Tide log", "description = Of the harbour", "url = https://tide.example/log/", "language = en", "author = Ines Brandt", "timezone = Europe/London", "only = source/_posts",
			"heading_ids = hexo", "permalink = https://tide.example/log/{year}/{month}/{as_named}.html", "ignore = *.txt",
		}, ""},
		{"Hexo", map[string]string{"_config.yml": "url: https://tide.example\nroot: /log/\narchive_dir: archives\nnew_post_name: :year-:month-:day-:title.md\npermalink: news/:i_month/:title/\n", "source/_posts/2026-01-02-A.md": ""}, []string{
			"url = https://tide.example/", "only = source/_posts", "future = show", "heading_ids = hexo", "permalink = https://tide.example/log/news/{short_month}/{file}/", "ignore = *.txt",
		}, "archive_dir"},
		{"Hugo", map[string]string{"hugo.toml": "baseURL = 'https://tide.example/'\nstaticDir = ['shared', 'gone']\n[[module.mounts]]\nsource = 'extra'\ntarget = 'static'\n[markup]\n", "shared/a.png": "", "extra/b.png": ""}, []string{
			"url = https://tide.example/", "assets = shared\nextra\nstatic\npublic\nassets\nfiles\nsource", "heading_ids = hugo", "permalink = https://tide.example/{path}/", "ignore = *.txt",
		}, "markup"},
		{"Pelican", map[string]string{"pelicanconf.py": "SITENAME = 'Tide log'\nSTATIC_PATHS = [\n    'images',\n    'extra/CNAME',\n]\n", "content/images/a.png": ""}, []string{
			"title = Tide log", "only = content", "assets = content/images\nstatic\npublic\nassets\nfiles\nsource", "future = show", "heading_ids = python", "permalink = /{pelican_slug}.html", "ignore = *.txt",
		}, ""},
		{"Nikola", map[string]string{"conf.py": "BLOG_TITLE = 'Tide log'\nSITE_URL = 'https://tide.example/'\nPOSTS = (\n    (\"posts/*.md\", \"log\", \"post.tmpl\"),\n)\nPRETTY_URLS = False\nFILES_FOLDERS = {'given': ''}\n", "posts/a.md": "", "given/a.png": ""}, []string{
			"title = Tide log", "url = https://tide.example/", "only = posts", "assets = given\nstatic\npublic\nassets\nfiles\nsource", "permalink = https://tide.example/log/{path}.html",
		}, ""},
		{"Eleventy", map[string]string{".eleventy.js": "module.exports = (c) => {\n  c.addPassthroughCopy({ \"./shared/\": \"/\" });\n  c.addPassthroughCopy('css');\n};\n", "shared/a.png": ""}, []string{
			"assets = shared\nstatic\npublic\nassets\nfiles\nsource", "permalink = /{pretty}/", "ignore = *.txt",
		}, ""},
		{"Eleventy", map[string]string{
			".eleventy.js": "module.exports = { dir: {\n  input: 'src',\n} };\n", "src/posts/posts.json": `{"permalink": "/log/{{ page.fileSlug }}/index.html"}`, "src/odd/odd.11tydata.json": `{"permalink": "/{{ page.date | odd }}/"}`,
			"src/_data/site.json": `{"url": "https://tide.example"}`,
		}, []string{
			"url = https://tide.example/", "only = src", "permalink = https://tide.example/{pretty}/", "ignore = *.txt", "src/posts = https://tide.example/log/{name}/",
		}, "permalink of src/odd, which is /{{ page.date | odd }}/"},
		{"Eleventy", map[string]string{
			".eleventy.js": "module.exports = {};\n", "_posts/_posts.11tydata.js": "export default {\n  author: 'Ines Brandt',\n  permalink: function({page}) {\n    return `/log/${ page.fileSlug }/`\n  },\n};\n",
			"b/b.11tydata.cjs": "module.exports = {\n  permalink: (data) => `/b/${data.page.fileSlug}.html`,\n};\n", "c/c.11tydata.js": "export default {\n  permalink: (data) => `/c/${data.title}/`,\n};\n",
			"d/d.11tydata.js": "export default {\n  permalink: function(data) {\n    if (data.own) { return '/own/'; }\n    return '/d/';\n  },\n};\n",
		}, []string{
			"permalink = /{pretty}/", "ignore = *.txt", "_posts = /log/{name}/", "b = /b/{name}.html",
		}, ""},
		{"MkDocs", map[string]string{"mkdocs.yml": "site_name: Tide manual\nsite_url: https://tide.example/manual/\nplugins:\n  - search\n  - blog:\n      blog_dir: log\n", "docs/log/posts/a.md": "---\ndate: 2026-03-01\n---\n# A\n"}, []string{
			"title = Tide manual", "url = https://tide.example/manual/", "only = docs", "heading_ids = python", "permalink = https://tide.example/manual/{path}/", "undated = pages", "ignore = *.txt",
			"docs/log/posts = https://tide.example/manual/log/{year}/{month}/{day}/{title_id}/",
		}, ""},
		{"Zola", map[string]string{"config.toml": "base_url = \"https://tide.example\"\n[languages.de]\n[languages.pt-BR]\n"}, []string{
			"url = https://tide.example/", "ignore = *.de.md\n*.pt-br.md\n*.pt-BR.md\n*.txt", "heading_ids = zola", "permalink = https://tide.example/{zola_slug}/",
		}, "languages.de languages.pt-br"},
		{"Nikola", map[string]string{"conf.py": "BLOG_TITLE = 'Tide log'\nDEFAULT_LANG = 'en'\nTRANSLATIONS = {\n    DEFAULT_LANG: '',\n    # \"es\": \"./es\",\n    'de': './de',\n}\n", "posts/a.meta": ".. title: A\n.. date: 2026-03-01\n", "posts/a.html": "<p>Words.</p>"}, []string{
			"title = Tide log", "language = en", "ignore = *.de.*", "only = posts", "permalink = /posts/{path}/", "undated = pages",
		}, "TRANSLATIONS.de"},
		{"Zola", map[string]string{"zola.toml": "base_url = \"https://tide.example\"\n[slugify]\npaths = \"off\"\n"}, []string{
			"url = https://tide.example/", "heading_ids = zola", "permalink = https://tide.example/{as_named}/", "ignore = *.txt",
		}, ""},
		{"Zola", map[string]string{"zola.toml": "base_url = \"https://tide.example\"\n[slugify]\nanchors = \"safe\"\n"}, []string{
			"url = https://tide.example/", "heading_ids = zola-safe", "permalink = https://tide.example/{zola_slug}/", "ignore = *.txt",
		}, ""},
		{"", map[string]string{"conf.py": "project = 'x'\n", "config.toml": "[server]\nport = 1\n", "a.md": ""}, nil, ""},
	} {
		folder := fstest.MapFS{}
		for name, text := range c.files {
			folder[name] = &fstest.MapFile{Data: []byte(text)}
		}
		s, ok, err := Read(folder)
		if err != nil || ok != (c.name != "") || s.Generator != c.name {
			t.Errorf("%s: got %q, %v, %v", c.name, s.Generator, ok, err)
			continue
		}
		var got []string
		for _, v := range append(s.Values, s.Folders...) {
			got = append(got, v.Setting+" = "+v.Text)
		}
		if g, w := strings.Join(got, "\n"), strings.Join(c.want, "\n"); g != w {
			t.Errorf("%s:\n got %s\nwant %s", c.name, g, w)
		}
		if left := strings.Join(s.Left, " "); left != c.left {
			t.Errorf("%s: left %q, want %q", c.name, left, c.left)
		}
	}
}

// Nine lists of nine aliases each, one in the other, are 9⁹ values to who follows them all.
func TestSettingsThatRepeatThemselves(t *testing.T) {
	text := "a0: &a0 x\n"
	for i := range 9 {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
	}
	s, ok, err := Read(fstest.MapFS{"_config.yml": &fstest.MapFile{Data: []byte(text + "title: Tide log\n")}})
	if err != nil || !ok || s.Generator != "Jekyll" {
		t.Errorf("got %q, %v, %v; want Jekyll's", s.Generator, ok, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("_config.yml", "title: [a, {b: c}]\npermalink: /:x/:\n")
	f.Add("hugo.toml", "permalinks = 3\nlanguages = [1]\n[module]\nmounts = 2\n")
	f.Add("config.toml", "base_url = 'https://a.example/{'\n")
	f.Add("pelicanconf.py", "ARTICLE_URL = '{date:%Q}'\n")
	f.Add("hugo.json", "[1]")
	f.Fuzz(func(t *testing.T, name, text string) {
		if !fs.ValidPath(name) {
			return
		}
		_, _, _ = Read(fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}) // it must come back
	})
}

func TestSettingsThatCannotBeRead(t *testing.T) {
	_, _, err := Read(fstest.MapFS{"hugo.toml": &fstest.MapFile{Data: []byte("title = \n")}})
	if err == nil || !strings.Contains(err.Error(), "read settings of Hugo: hugo.toml: ") {
		t.Errorf("error %v, want one that names hugo.toml", err)
	}
}
