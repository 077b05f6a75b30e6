package markdown

import (
	"reflect"
	"strings"
	"testing"

	"feedmill/content"
	"feedmill/content/inspect"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

// matter reads a Markdown article with the given front matter.
func matter(t *testing.T, head string) *content.Article {
	t.Helper()
	f := content.File{Path: "a.md", Data: []byte(head + "The swans left the basin.\n")}
	articles, err := Parse(f, content.Options{Zone: hongKong})
	if err != nil {
		t.Fatalf("%q: %v", head, err)
	}
	return articles[0].Whole()
}

func TestFrontMatterFields(t *testing.T) {
	a := matter(t, `---
Title: "Swans: a history"
slug: swans
guid: tag:example.org,2020:swans
date: 2020-11-10T12:01:00Z
last_modified_at: 2020-11-12
expirydate: 2030-01-01
authors:
  - name: Jane Doe
    email: jane@example.org
    url: https://example.org/jane
  - John Roe
categories: [Ponds, Birds]
tags: swans, ponds
description: >
  What the swans
  did.
permalink: https://example.org/swans
cover:
  image: swan.jpg
enclosures:
  - url: swan.mp3
    type: audio/mpeg
    length: 1200
  - song.ogg
lang: en_gb
license: CC BY 4.0
source: Mill Gazette
draft: yes
unknown: {a: [b]}
---
`)
	want := []content.Author{{Name: "Jane Doe", Email: "jane@example.org", URL: "https://example.org/jane"}, {Name: "John Roe"}}
	if !reflect.DeepEqual(a.Authors(), want) {
		t.Errorf("authors: got %+v, want %+v", a.Authors(), want)
	}
	if want := []content.Enclosure{{URL: "swan.mp3", Type: "audio/mpeg", Length: 1200}, {URL: "song.ogg"}}; !reflect.DeepEqual(a.Enclosures(), want) {
		t.Errorf("enclosures: got %+v, want %+v", a.Enclosures(), want)
	}
	fields := []struct{ name, got, want string }{
		{"id", a.ID(), "tag:example.org,2020:swans"}, {"title", a.Title(), "Swans: a history"},
		{"published", a.Published().String(), "2020-11-10T12:01:00Z"}, {"expires", a.Expires().String(), "2030-01-01"},
		{"section", a.Section(), "Ponds"}, {"tags", strings.Join(a.Tags(), "|"), "Ponds|Birds|swans"},
		{"summary", a.Summary(), "What the swans did."}, {"source_url", a.SourceURL(), "https://example.org/swans"},
		{"image", a.Image(), "swan.jpg"}, {"language", a.Language(), "en-GB"}, {"rights", a.Rights(), "CC BY 4.0"}, {"source", a.Source(), "Mill Gazette"},
		{"origin of source_url", a.Origin().Of("source_url").String(), "line 18, front matter permalink"},
	}
	for _, f := range fields {
		if f.got != f.want {
			t.Errorf("%s: got %q, want %q", f.name, f.got, f.want)
		}
	}
	if !a.Draft() {
		t.Error("draft: got false, want true")
	}
}

func TestFrontMatterShapes(t *testing.T) {
	cases := []struct {
		head string
		got  func(*content.Article) string
		want string
	}{
		{"---\ntitle: x\ndate: 2024-4-09\n---\n", published, "2024-04-09"},
		{"---\ntitle: x\ndate: 2013-11-22 5:00:00 +0000\n---\n", published, "2013-11-22T05:00:00Z"},
		{"---\ntitle: x\ndate: 2025-09-15 18:00:00\n---\n", published, "2025-09-15T18:00:00+08:00"},
		{"---\r\ntitle: x\r\ndate: 2023-01-05\r\n---\r\n", published, "2023-01-05"},
		{"+++\ntitle = 'x'\ndate = 2013-12-05T04:55:00\n+++\n", published, "2013-12-05T04:55:00+08:00"},
		{"+++\ntitle = 'x'\npath = '2026/03/12/x'\n+++\n", published, "2026-03-12"},
		{"{\n \"title\": \"x\", \"date\": \"2020-01-02\", \"draft\": null\n}\n\n", published, "2020-01-02"},
		{"---\ntitle: x\nupdated: 2020-01-02\n---\n", published, "2020-01-02"},
		{"---\ntitle: x\nauthor: '[Jane Doe](https://example.org), and John Roe ([@roe](https://example.org)), walking home'\n---\n", names, "Jane Doe|John Roe"},
		{"---\ntitle: x\nauthor: hsbt\n---\n", names, "hsbt"},
		{"---\ntitle: x\nauthor: {name: Jane Doe}\n---\n", names, "Jane Doe"},
		{"---\ntitle: x\nauthors: [Jane Doe, John Roe]\n---\n", names, "Jane Doe|John Roe"},
		{"---\ntitle: x\nauthor: admin\n---\n", names, ""},
		{"---\ntitle: x\ntags: perl-6\n---\n", tagged, "perl-6"},
		{"---\ntitle: x\ntags:\n- a\n- b, c\n---\n", tagged, "a|b, c"},
		{"---\ntitle: x\nthumbanail: y\ndraft: null\n---\n", func(a *content.Article) string { return a.Image() }, ""},
		{"---\ntitle: x\nsummary: |\n  Two\n  lines\n---\n", func(a *content.Article) string { return a.Summary() }, "Two lines"},
		{"# Two *swans*\n\n", func(a *content.Article) string { return a.Title() }, "Two swans"},
		{"Two swans\n=========\n\n", func(a *content.Article) string { return a.Title() }, "Two swans"},
		{"---\n\n", func(a *content.Article) string { return a.Title() }, "The swans left the basin."},
		{"{% include x %}\n\n", func(a *content.Article) string { return a.Summary() }, "The swans left the basin."},
	}
	for _, c := range cases {
		if got := c.got(matter(t, c.head)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.head, got, c.want)
		}
	}
}

func published(a *content.Article) string { return a.Published().String() }

func tagged(a *content.Article) string { return strings.Join(a.Tags(), "|") }

func TestBadDateIsAProblemWithItsLine(t *testing.T) {
	a := matter(t, "---\ntitle: x\ndate: 31 Feb 2020\n---\n")
	if len(a.Problems()) != 1 || a.Problems()[0].Line != 3 || !strings.Contains(a.Problems()[0].Message, "31 Feb 2020") {
		t.Errorf("got problems %v, want one in line 3 that names the date", a.Problems())
	}
}

// TestSimpleFrontMatterIsYAML: what the fast path reads, the YAML parser reads
// equally.
func TestSimpleFrontMatterIsYAML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringMatching(`([a-z]{1,5}(:|: |:  )?)?["'\[]?[a-z0-9 ,:#'"\-\[\]{}&*!|>%@~]{0,12}["'\]]?|- [a-z :#]{0,8}|  - [a-z]{0,5}`), 1, 5).Draw(t, "lines")
		block := strings.Join(lines, "\n") + "\n"
		simple, ok := readSimple(block, 1)
		if !ok {
			return
		}
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(block), &doc); err != nil {
			t.Fatalf("readSimple took %q, yaml refuses it: %v", block, err)
		}
		if len(doc.Content) == 0 {
			if len(simple) != 0 {
				t.Fatalf("readSimple found %v in %q, yaml nothing", simple, block)
			}
			return
		}
		pairs := doc.Content[0].Content
		for i, m := range simple {
			if 2*i+1 >= len(pairs) {
				t.Fatalf("readSimple found %v in %q, yaml %d values", simple, block, len(pairs))
			}
			if got, want := m.value, newExpansion(block, content.Limits{}).value(pairs[2*i+1], 0); pairs[2*i].Value != m.key || !reflect.DeepEqual(got, want) || pairs[2*i].Line != m.line {
				t.Fatalf("%q: readSimple says %s: %#v in line %d, yaml %s: %#v in line %d", block, m.key, got, m.line, pairs[2*i].Value, want, pairs[2*i].Line)
			}
		}
	})
}

func FuzzParseMarkdown(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Add([]byte("---\na: &a [*a]\n---\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := Parse(content.File{Path: "a/b.md", Data: data}, content.Options{})
		if err != nil {
			return
		}
		for _, a := range articles {
			if a.Title() == "" {
				t.Error("got no title")
			}
			if _, err := inspect.JSON(a); err != nil {
				t.Error(err)
			}
		}
	})
}
