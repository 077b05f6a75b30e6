package generator

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestFoldersOfTranslations(t *testing.T) {
	for _, c := range []struct{ name, files, all, ofRoot string }{
		{"beside the original", "tides.md boats.md crew.md de/tides.md de/boats.md", "de", "de"},
		{"of two languages", "en/log/tides.md en/log/boats.md pt-BR/log/tides.mdx pt-BR/log/boats.mdx", "en pt-BR", ""},
		{"less than half of which is translated", "tides.md boats.md de/tides.md de/boats.md de/a.md de/b.md", "", ""},
		{"of one article", "tides.md de/tides.md", "", ""},
		{"indexes", "index.md a/index.md b/index.md de/index.md de/a/index.md de/b/index.md", "", ""},
		{"of no language", "tides.md boats.md js/tides.md js/boats.md", "", ""},
		{"pictures", "a.png b.png de/a.png de/b.png", "", ""},
		{"sections", "it/servers.md it/mail.md tv/films.md tv/series.md", "", ""},
	} {
		folder := fstest.MapFS{}
		for f := range strings.FieldsSeq(c.files) {
			folder["content/"+f] = &fstest.MapFile{}
		}
		all, ofRoot := translations(folder, "content")
		if got, of := strings.Join(all, " "), strings.Join(ofRoot, " "); got != c.all || of != c.ofRoot {
			t.Errorf("%s: %q, of the root %q; want %q, %q", c.name, got, of, c.all, c.ofRoot)
		}
	}
}

// What a site's translations are, its settings leave out; a folder that is no site keeps
// them, and knows that they are no sections.
func TestTranslationsWithoutSettings(t *testing.T) {
	folder := fstest.MapFS{}
	for _, f := range []string{"tides.md", "boats.md", "de/tides.md", "de/boats.md"} {
		folder["src/content/docs/"+f] = &fstest.MapFile{Data: []byte("# Words\n")}
		folder[f] = &fstest.MapFile{Data: []byte("# Words\n")}
	}
	site, key := Local(folder)
	if !site.Languages["de"] || key != "de" {
		t.Errorf("folder that is no site: %v, %q", site.Languages, key)
	}
	folder["astro.config.mjs"] = &fstest.MapFile{Data: []byte("export default defineConfig({\n  site: 'https://tide.example',\n  integrations: [starlight({})],\n})\n")}
	s, _, err := Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range s.Values {
		if v.Setting == "ignore" && v.Text == "src/content/docs/de\n*.txt" {
			return
		}
	}
	t.Errorf("got %+v", s.Values)
}
