package markdown

import (
	"strings"
	"testing"

	"feedmill/content"
)

func TestHeadingsHaveTheIDsOfTheirGenerator(t *testing.T) {
	for _, c := range []struct {
		style     content.HeadingIDs
		text, ids string
	}{
		{content.GitHubIDs, "# Open the locks!", "open-the-locks"},
		{content.GitHubIDs, "## 2. What's `new_in` v1.2 – _now_", "2-whats-new_in-v12--now"},
		{content.GitHubIDs, "## Übersicht\n\n## Übersicht\n\n## Übersicht", "übersicht übersicht-1 übersicht-2"},
		{content.GitHubIDs, "## A\n\n## A-1\n\n## A", "a a-1 a-2"},
		{content.GitHubIDs, "Locks\n-----\n\n> ### Quays\n", "locks quays"},
		{content.GitHubIDs, "## [Locks](https://a.example/x) and ![q](i.png)", "locks-and-q"},
		{content.GitHubIDs, "## Own {#mine .wide}\n\n## Mine", "mine mine-1"},
		{content.GitHubIDs, "## Locks {:#gates .wide}\n\n## Quay {: .no_toc}", "gates quay"},
		{content.GitHubIDs, "## ***", ""},
		{content.GitHubIDs, "## 🚀 Launch\n\n## :rocket: Launch\n\n## ❤️ Locks\n\n## हिन्दी", "-launch rocket-launch \ufe0f-locks हिन्दी"},
		{content.HugoIDs, "## 🚀 Launch\n\n## ❤️ Locks\n\n## हिन्दी\n\n## Übersicht", "-launch -locks हनद übersicht"},
		{content.HugoIDs, "## ***", "heading"},
		{content.HugoASCIIIDs, "## Übersicht: a_b - Straße\n\n## हिन्दी", "ubersicht-a_b---strae heading"},
		{content.BlackfridayIDs, "## Übersicht: a_b - c\n\n## 1½ ways", "übersicht-a-b-c 1½-ways"},
		{content.KramdownIDs, "## 2. What's new\n\n## 12", "whats-new section"},
		{content.KramdownIDs, "## Snake_case  twice", "snakecase--twice"},
		{content.ZolaIDs, "## Café: what's new?\n\n## Cafe what's new", "cafe-what-s-new cafe-what-s-new-1"},
		{content.ZolaSafeIDs, "## Café: what's new?\n\n## Café: what's new?", "Café:_what's_new? Café:_what's_new?-1"},
		{content.PythonIDs, "## Café: a - b\n\n## Cafe a b", "cafe-a-b cafe-a-b_1"},
		{content.HexoIDs, "## SHA-1: what's new?\n\n## SHA 1 what s new", "SHA-1-what-s-new SHA-1-what-s-new-1"},
		{content.NoIDs, "## Locks", ""},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: A\n---\nWords.\n\n" + c.text + "\n\nMore.\n")}, content.Options{Headings: c.style})
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for part := range strings.SplitSeq(articles[0].Body().HTML(), ` id="`) {
			if id, _, ok := strings.Cut(part, `"`); ok && !strings.HasPrefix(part, "<p>") {
				ids = append(ids, id)
			}
		}
		if got := strings.Join(ids, " "); got != c.ids {
			t.Errorf("%q, %q: ids %q, want %q", c.style, c.text, got, c.ids)
		}
	}
}

func TestWikiLinks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"See [[Old Harbour]].", `See <a href="article:Old%20Harbour">Old Harbour</a>.`},
		{"See [[old-harbour.md|the harbour]].", `See <a href="article:old-harbour.md">the harbour</a>.`},
		{"See [[Old Harbour#The Cranes]].", `See <a href="article:Old%20Harbour#the-cranes">Old Harbour The Cranes</a>.`},
		{"See [[#The Cranes]].", `See <a href="#the-cranes">The Cranes</a>.`},
		{"See [[1]](https://a.example/).", `See <a href="https://a.example/">[1]</a>.`},
		{"Run `[[ -f x ]]` or [[ -f x ]].", `Run <code>[[ -f x ]]</code> or [[ -f x ]].`},
		{"It is [[x=1]] and [[ ]] and [[]].", "It is [[x=1]] and [[ ]] and [[]]."},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: A\n---\n" + c.text + "\n")}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(articles[0].Body().HTML()); got != "<p>"+c.want+"</p>" {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
