package generator

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"feedmill/content"
)

func TestDataOfSites(t *testing.T) {
	folder := fstest.MapFS{}
	for name, text := range map[string]string{
		"_config.yml":                "title: Tide log\nlanguages: [en, de]\ndefaults:\n  - scope: {path: _posts/guests, type: posts}\n    values: {author: Guests}\n",
		"_data/authors.yml":          "ines:\n  name: Ines Brandt\n  email: ines@tide.example\n  website: https://ines.example/\n",
		"_data/harbour.json":         `{"Depth": "9 m"}`,
		"_includes/note.md":          "Mind the gap.",
		"_posts/2026-03-01-quay.md":  "",
		"_posts/parts/side.md":       "Beside.",
		".env":                       "SECRET=1",
		"_data/broken.yml":           "a: [",
		"_data/people/editors.yaml":  "chief: Ada Lint\n",
		"_includes/large.html":       string(make([]byte, longestIncluded+1)),
		"_includes/.hidden/note.txt": "x",
	} {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, key := Data(folder)
	if s == nil || key == "" {
		t.Fatal("a site of Jekyll is none")
	}
	for name, want := range map[string]string{"site.title": "Tide log", "site.data.harbour.depth": "9 m", "site.data.people.editors.chief": "Ada Lint", "site.nothing": ""} {
		if got, _ := s.Value(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got, want := s.Authors["ines"], (content.Author{Name: "Ines Brandt", Email: "ines@tide.example", URL: "https://ines.example/"}); got != want {
		t.Errorf("author is %+v, want %+v", got, want)
	}
	if len(s.Folders) != 1 || s.Folders[0].Folder != "_posts/guests" || s.Folders[0].Keys["author"] != "Guests" {
		t.Errorf("keys of folders are %+v", s.Folders)
	}
	if !s.Languages["de"] || s.TermIDs {
		t.Errorf("languages %v, ids of terms %v", s.Languages, s.TermIDs)
	}
	for _, c := range []struct{ name, want string }{
		{"note.md", "Mind the gap."}, {"parts/side.md", "Beside."}, {"../.env", ""}, {".env", ""}, {"../../../etc/passwd", ""},
		{"large.html", ""}, {".hidden/note.txt", ""}, {"_config.yml/x", ""}, {"", ""},
	} {
		if got, _ := s.Include("_posts/2026-03-01-quay.md", c.name); got != c.want {
			t.Errorf("included %q is %q, want %q", c.name, got, c.want)
		}
	}
	folder["_includes/note.md"] = &fstest.MapFile{Data: []byte("Mind the gaps.")}
	if _, other := Data(folder); other == key {
		t.Error("another text to include leaves the fingerprint as it was")
	}
}

func TestDataOfFoldersAsEleventyHasThem(t *testing.T) {
	s, _ := Data(fstest.MapFS{
		"eleventy.config.js":                   {Data: []byte("export const config = {\n  dir: {\n    input: \"content\",\n  },\n};\n")},
		"content/blog/blog.json":               {Data: []byte(`{"tags": ["posts", "harbour"], "layout": "post.njk"}`)},
		"content/blog/deep/deep.11tydata.json": {Data: []byte(`{"author": "Ada Lint"}`)},
		"_data/metadata.json":                  {Data: []byte(`{"title": "Tide log"}`)},
	})
	if len(s.Folders) != 2 || s.Folders[0].Folder != "content/blog/deep" || s.Folders[1].Folder != "content/blog" || !s.Folders[1].Joined {
		t.Errorf("keys of folders are %+v", s.Folders)
	}
	if got, _ := s.Value("metadata.title"); got != "Tide log" {
		t.Errorf("metadata.title is %q", got)
	}
}

// What a file beside an article states of it is known by the article's path; another
// text makes another fingerprint.
func TestFilesBesideArticlesAsNikolaHasThem(t *testing.T) {
	folder := fstest.MapFS{
		"conf.py":              {Data: []byte("BLOG_TITLE = 'Tide log'\n")},
		"posts/2026/quay.md":   {Data: []byte("Words.\n")},
		"posts/2026/quay.meta": {Data: []byte(".. title: The old quay\n")},
		"pages/about.meta":     {Data: []byte(".. title: About\n")},
		"posts/large.meta":     {Data: make([]byte, longestBeside+1)},
	}
	s, key := Data(folder)
	if got := s.StatedBeside("posts/2026/quay.md"); got != ".. title: The old quay\n" || len(s.Beside) != 1 {
		t.Errorf("beside the article is %q, of %d", got, len(s.Beside))
	}
	folder["posts/2026/quay.meta"] = &fstest.MapFile{Data: []byte(".. title: The new quay\n")}
	if _, other := Data(folder); other == key {
		t.Error("another text beside an article leaves the fingerprint as it was")
	}
}

func TestFolderThatIsNoSiteHasNoData(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if s, key := Data(os.DirFS(dir)); s != nil || key != "" {
		t.Errorf("got %+v, %q", s, key)
	}
}
