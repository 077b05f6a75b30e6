package feed

import (
	"feedmill/content/permalink"
	"fmt"
	"iter"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever kinds are switched off, limited or come in fewer formats: what is published
// change by change is what would be published at once, and nothing leads to what is
// not made.
func TestFewerKindsOfFeeds(t *testing.T) {
	t.Parallel()
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		n := newNewsroom(t, filepath.Join(t.TempDir(), fmt.Sprint(run), "catalog.db"))
		n.plan = Plan{Feeds: newsPlan.Feeds, Kinds: map[string]Kind{}, Formats: rapid.SampledFrom([][]string{nil, {"rss"}, {"atom", "json"}}).Draw(rt, "formats")}
		for _, name := range KindNames[:4] {
			n.plan.Kinds[name] = drawKind(rt, name, "rss", "atom", "json")
		}
		n.plan.Kinds["archives"] = drawKind(rt, "archives", slices.DeleteFunc([]string{"rss", "atom"}, func(f string) bool { return !n.plan.makes(f) })...)
		if rapid.Bool().Draw(rt, "no pages") {
			n.plan.Kinds["pages"] = Kind{Off: true}
			n.elsewhere, _ = permalink.Parse("https://elsewhere.example/{slug}")
		}
		if err := n.plan.Check(); err != nil {
			rt.Fatal(err)
		}
		n.editor = n.newEditor()
		publishInto(t, n.public, firstEdition(t, n))
		for step := range rapid.IntRange(1, 6).Draw(rt, "steps") {
			changed, gone := n.edit(rt, step)
			n.take(t, changed, gone)
			if missing, stale, differ := compare(n.public, n.whole(t)); len(missing)+len(stale)+len(differ) > 0 {
				rt.Fatalf("after step %d (changed %q, gone %q): missing %q, stale %q, different %q", step, changed, gone, missing, stale, differ)
			}
			if dead := deadLinks(n.public, ".html", ".xml", ".json", ".opml"); len(dead) > 0 {
				rt.Fatalf("after step %d (changed %q, gone %q), under %+v: dead links %q", step, changed, gone, n.plan.Kinds, dead)
			}
			n.compareFirst(t)
		}
	})
}

func drawKind(rt *rapid.T, name string, formats ...string) Kind {
	switch rapid.IntRange(0, 3).Draw(rt, name) {
	case 0:
		return Kind{Off: true}
	case 1:
		return Kind{Most: rapid.IntRange(1, 3).Draw(rt, name+" at most")}
	case 2:
		return Kind{Formats: []string{rapid.SampledFrom(formats).Draw(rt, name+" in")}}
	}
	return Kind{}
}

var (
	ownAddress = regexp.MustCompile(`https://news\.example\.org/([^"<\s]*)`)
	ownLink    = regexp.MustCompile(`href="([^":]+)"`)
)

// compareFirst compares a first edition with any other. After each of its parts feeds
// lead only to what is there.
func (n *newsroom) compareFirst(t *testing.T) {
	t.Helper()
	edition, _, err := n.newEditor().Whole(true)
	if err != nil {
		t.Fatal(err)
	}
	public := map[string]string{}
	for i, part := range edition.Parts {
		publishInto(t, public, Edition{Parts: []iter.Seq2[Document, error]{part}})
		if dead := deadLinks(public, ".xml", ".json"); len(dead) > 0 {
			t.Fatalf("after part %d of the first edition: dead links %q", i, dead)
		}
		if i == 0 && public["rss.xml"]+public["atom.xml"] == "" {
			t.Fatal("the site's feeds are not in the first part")
		}
	}
	if missing, stale, differ := compare(public, n.whole(t)); len(missing)+len(stale)+len(differ) > 0 {
		t.Fatalf("first edition: missing %q, stale %q, different %q", missing, stale, differ)
	}
}

// deadLinks are the addresses within the site that documents name and nothing is at.
func deadLinks(public map[string]string, kinds ...string) (dead []string) {
	there := func(p string) bool {
		_, page := public[path.Join(p, indexName)]
		_, document := public[p]
		return page || document || p == "" // the site itself may be somebody else's
	}
	for name, document := range public {
		if !slices.Contains(kinds, path.Ext(name)) {
			continue
		}
		for _, m := range ownAddress.FindAllStringSubmatch(document, -1) {
			if p, _, _ := strings.Cut(unescaped(m[1]), "#"); !there(p) {
				dead = append(dead, name+" → "+p)
			}
		}
		for _, m := range ownLink.FindAllStringSubmatch(document, -1) {
			asked, _, _ := strings.Cut(m[1], "?v=") // a style sheet, by what it holds
			p, _, _ := strings.Cut(unescaped(asked), "#")
			if p != "" && path.Ext(name) == ".html" && !there(path.Join(path.Dir(name), p)) && !(name == missingName && there(strings.TrimPrefix(p, "/"))) {
				dead = append(dead, name+" → "+p)
			}
		}
	}
	return dead
}

func unescaped(address string) string {
	p, err := url.PathUnescape(address)
	if err != nil {
		return address
	}
	return p
}
