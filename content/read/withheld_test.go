package read

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// readOne reads one article, of a file that was saved on 20 November 2026.
func readOne(t *testing.T, name, text string) *content.Article {
	t.Helper()
	saved := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	articles, err := Parse(content.File{Path: name, Data: []byte(text), ModTime: saved}, content.Options{})
	if err != nil || len(articles) != 1 {
		t.Fatalf("read %s: %d articles, %v", name, len(articles), err)
	}
	return articles[0]
}

func TestFrontMatterWithholds(t *testing.T) {
	tests := []struct {
		matter string
		want   bool
	}{
		{"published: false", true},
		{"published: no", true},
		{"Published: 'false'", true},
		{"published: true", false},
		{"publish: false", true},
		{"publish: yes", false},
		{"publish: 2026-11-03", false},
		{"dg-publish: false", true},
		{"public: false", true},
		{"public: everyone", false},
		{"draft: 1", true},
		{"draft: yes", true},
		{"draft: \"true\"", true},
		{"draft: True", true},
		{"draft: false", false},
		{"draft:", false},
		{"private: true", true},
		{"private: false", false},
		{"unlisted: true", true},
		{"hidden: on", true},
		{"status: draft", true},
		{"status: Draft # of Ines", true},
		{"Status: pending review", true},
		{"status: auto-draft", true},
		{"status: inherit", true},
		{"status: trash", true},
		{"status: future", true},
		{"status: [hidden]", true},
		{"post_status: private", true},
		{"status: publish", false},
		{"status: published", false},
		{"status: final", false},
		{"status: featured", false},
		{"status: evergreen", false},
		{"visibility: private", true},
		{"visibility: unlisted", true},
		{"visibility: public", false},
		{"state: Texas", false},
		{"_build:\n  list: never\n  render: always", true},
		{"build: {list: false}", true},
		{"build:\n  render: never", false},
		{"draft: false\nstatus: draft", true},
		{"status: in progress", true},
		{"status: utkast", true},
		{"Estado: borrador", true},
		{"estado: Oaxaca", false},
		{"access: members", true},
		{"access: everyone", false},
		{"published: not yet", true},
		{"publishDate: TBD", true},
		{"publish:", false},
		{"hide: yes", true},
		{"live: false", true},
		{"wip: true", true},
		{"deleted: true", true},
		{"password: gull", true},
		{"password: ''", false},
		{"password: false", false},
		{"embargo: true", true},
		{"embargo: no", false},
		{"scheduled: yes", true},
		{"meta: {status: hidden}", true},
		{"eleventy: {eleventyExcludeFromCollections: true}", true},
		{"repository: {private: true}", false},
		{"status: draft\ndraft: false", true},
		{"status: publish\nprivate: true", true},
	}
	for _, tt := range tests {
		a := readOne(t, "lamps.md", "---\ntitle: The lamps of Weir Street\ndate: 2026-11-02\n"+tt.matter+"\n---\nThey burn at noon as well.\n")
		if a.Draft() != tt.want {
			t.Errorf("%s: withheld %v, want %v", tt.matter, a.Draft(), tt.want)
		}
		if ok := a.Origin().Has("draft"); tt.want && !ok {
			t.Errorf("%s: nothing says which key withholds it", tt.matter)
		}
		if len(a.Problems()) > 0 {
			t.Errorf("%s: complains %v", tt.matter, a.Problems())
		}
	}
}

func TestOtherFrontMatterWithholds(t *testing.T) {
	for _, text := range []string{
		"+++\ntitle = \"Dry docks\"\ndraft = true\n+++\nThey are wet.\n",
		"+++\ntitle = \"Dry docks\"\nstatus = \"Private\"\n+++\nThey are wet.\n",
		"# Dry docks\n\nStatus: draft\n\nThey are wet.\n",
		"# Dry docks\n\n*Draft*\n\nThey are wet.\n",
		"# Dry docks\n\n> Not for publication\n\nThey are wet.\n",
		"---\ntitle: Dry docks\ndate: 2026-11-02\n---\n# Dry docks\n\n**Status:** draft\n\nThey are wet.\n",
		"---yaml\ntitle: Dry docks\ndraft: true\n---\nThey are wet.\n",
		"--- toml\ntitle = 'Dry docks'\ndraft = true\n---\nThey are wet.\n",
		"---json\n{\"title\": \"Dry docks\", \"draft\": true}\n---\nThey are wet.\n",
		";;;\n\"title\": \"Dry docks\",\n\"draft\": true\n;;;\nThey are wet.\n",
		"---\ntitle: Dry docks\n\tdraft: true\n---\nThey are wet.\n",
		"---\ntitle: Dry docks: a story\n  status: draft\n---\nThey are wet.\n",
		"{\"title\": \"Dry docks\", \"published\": false}\nThey are wet.\n",
		"---\ntitle: Dry docks\nparams:\n  private: true\n---\nThey are wet.\n",
	} {
		if a := readOne(t, "docks.md", text); !a.Draft() {
			t.Errorf("not withheld: %q", text)
		}
	}
}

func TestTextHeadWithholds(t *testing.T) {
	const body = "\n\nThe gulls of the fish market have learnt to open the lids of the new bins, the town's cleaners report, and they teach it to their young.\n"
	tests := []struct {
		head string
		want bool
	}{
		{"Title: Gulls and bins\nStatus: draft\nDate: 3 November 2026", true},
		{"Title: Gulls and bins\nDate: 3 November 2026\nStatus: Pending review", true},
		{"Title: Gulls and bins\nStatus: published\nDate: 3 November 2026", false},
		{"Gulls and bins\n\n3 November 2026\nStatus: Draft", true},
		{"Gulls and bins\nBy Ines Brandt\nSTATUS : UNPUBLISHED\n3 November 2026", true},
		{"Gulls and bins\n\nDraft: yes", true},
		{"Gulls and bins\n\nPublished: no", true},
		{"Gulls and bins\n\nPublished: 3 November 2026", false},
		{"Möwen und Tonnen\n\nStatus: Entwurf", true},
		{"Title: Gulls and bins\nVisibility: private\nDate: 3 November 2026", true},
		{"Title: Gulls and bins\nPrivate: yes", true},
		{"Gaviotas y cubos\n\nEstado: borrador", true},
		{"Чайки и баки\n\nСтатус: черновик", true},
		{"Gulls and bins\n\nNOT FOR PUBLICATION\n\n3 November 2026", true},
		{"*** DRAFT ***\n\nGulls and bins\n\n3 November 2026", true},
		{"Gulls and bins\n\nDraft\n\n3 November 2026", false},
		{"Gulls and bins\n\nPRIVATE\n\n3 November 2026", false},
		{"Harbour permits\n\nStatus: pending\nApplicant: Quay Cranes", false}, // a permit's, not the text's
	}
	for _, tt := range tests {
		if a := readOne(t, "gulls.txt", tt.head+body); a.Draft() != tt.want {
			t.Errorf("%q: withheld %v, want %v", tt.head, a.Draft(), tt.want)
		}
	}
}

func TestDateOfPublicationGoesByMeaning(t *testing.T) {
	tests := []struct{ one, other, want string }{
		{"created: 2026-02-01", "published: 2026-03-05", "2026-03-05"},
		{"created: 2026-02-01", "date: 2026-03-05", "2026-03-05"},
		{"date: 2026-02-01", "publishDate: 2031-07-01", "2031-07-01"},
		{"date: 2026-02-01", "publish_date: 2031-07-01", "2031-07-01"},
		{"date: 2026-02-01", "pubdate: 2026-02-09", "2026-02-09"},
		{"dateCreated: 2026-02-01", "datePublished: 2026-02-09", "2026-02-09"},
		{"erstellt: x", "veröffentlicht: 2026-02-09", "2026-02-09"},
		{"date: 2026-02-01", "published: true", "2026-02-01"},
		{"published: 2026-02-01", "embargo: 2031-07-01", "2031-07-01"},
		{"date: 2026-02-01", "embargoed until: 2031-07-01", "2031-07-01"},
		{"date: 2026-02-01", "scheduled_for: 2031-07-01", "2031-07-01"},
		{"date: 2026-02-01", "publish_on: 2031-07-01", "2031-07-01"},
		{"date: 2026-02-01", "unpublish_on: 2031-07-01", "2026-02-01"},
		{"draft: false", "date: {created: 2026-02-01, published: 2026-02-09}", "2026-02-09"},
		{"draft: false", "date:\n  updated: 2026-02-09\n  created: 2026-02-01", "2026-02-01"},
		{"lastmod: 2026-04-01", "date: 2026-02-01", "2026-02-01"},
		{"expiryDate: 2032-04-01", "date: 2026-02-01", "2026-02-01"},
	}
	for _, tt := range tests {
		for _, matter := range []string{tt.one + "\n" + tt.other, tt.other + "\n" + tt.one} {
			a := readOne(t, "weir.md", "---\ntitle: The weir\n"+matter+"\n---\nIt holds.\n")
			if got := a.Published().Time.Format(time.DateOnly); got != tt.want {
				t.Errorf("%q: published %s, want %s", matter, got, tt.want)
			}
		}
	}
}

func TestDateOfPublicationGoesByMeaningInTextHeads(t *testing.T) {
	for _, head := range []string{
		"Title: The weir\nCreated: 1 February 2026\nPublished: 5 March 2026",
		"Title: The weir\nPublished: 5 March 2026\nCreated: 1 February 2026",
	} {
		a := readOne(t, "weir.txt", head+"\n\nIt holds, the engineers of the river board said after they had looked at it from a boat.\n")
		if got := a.Published().Time.Format(time.DateOnly); got != "2026-03-05" {
			t.Errorf("%q: published %s, want 2026-03-05", head, got)
		}
		if len(a.Dropped()) != 1 || a.Dropped()[0].Text != "Created: 1 February 2026" {
			t.Errorf("%q: dropped %v, want the other date", head, a.Dropped())
		}
	}
}

func TestFrontMatterThatIsAProgramIsAnError(t *testing.T) {
	_, err := Parse(content.File{Path: "docks.md", Data: []byte("---js\nmodule.exports = {title: 'Dry docks'}\n---\nThey are wet.\n")}, content.Options{})
	if err == nil || !strings.Contains(err.Error(), "docks.md:1: front matter in js is a program") {
		t.Errorf("error is %v, want one about a program", err)
	}
}
