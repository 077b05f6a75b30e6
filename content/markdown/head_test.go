package markdown

import (
	"regexp"
	"strings"
	"testing"

	"feedmill/content"
)

// article reads a Markdown file.
func article(t *testing.T, text string) *content.Article {
	t.Helper()
	articles, err := Parse(content.File{Path: "a.md", Data: []byte(text)}, content.Options{Zone: hongKong})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return articles[0].Whole()
}

const ovens = "The bakers of the old town have lit their ovens again.\n"

func TestMetadataInPlaceOfFrontMatter(t *testing.T) {
	cases := []struct{ head, title, published, authors, tags string }{
		{"Title: Bread: a return\nDate: 2025-11-02 06:30\nTags: bread, town\nAuthors: Mia Fell; Tom Bell\n", "Bread: a return", "2025-11-02T06:30:00+08:00", "Mia Fell|Tom Bell", "bread|town"},
		{"title: Bread\n    and butter\ndate: 2025-11-02\nfancy: yes\n", "Bread and butter", "2025-11-02", "", ""},
		{"Date: 2025-11-02\nTitle: Bread\nAuthors: Mia Fell\n    Tom Bell\nsave_as: x.html\n", "Bread", "2025-11-02", "Mia Fell|Tom Bell", ""},
		{"title:: Bread\ndate:: 2025-11-02\ntags:: bread, town\n", "Bread", "2025-11-02", "", "bread|town"},
		{"Title: Bread\nDate: 2025-11-02\n---\n", "Bread", "2025-11-02", "", ""},
		{"Date: 2025-11-02\nTags: bread\n# Bread\n", "Bread", "2025-11-02", "", "bread"},
		{"tags: #bread #town\n\n# Bread\n", "Bread", "", "", "bread|town"},
		{"% Bread\n% Mia Fell\n  Tom Bell\n% 2 November 2025\n", "Bread", "2025-11-02", "Mia Fell|Tom Bell", ""},
		{"% Bread\n%\n% 2025-11-02\n", "Bread", "2025-11-02", "", ""},
		{".. title: Bread\n.. date: 2025-11-02 06:30 UTC+08:00\n.. tags: bread\n", "Bread", "2025-11-02T06:30:00+08:00", "", "bread"},
		{"<!--\n.. title: Bread\n.. date: 2025-11-02\n-->\n", "Bread", "2025-11-02", "", ""},
		{"<!-- title: Bread\ndate: 2025-11-02 -->\n", "Bread", "2025-11-02", "", ""},
	}
	for _, c := range cases {
		a := article(t, c.head+"\n"+ovens)
		if a.Title() != c.title || published(a) != c.published || names(a) != c.authors || tagged(a) != c.tags {
			t.Errorf("%q: got %q, %s, %q, %q, want %q, %s, %q, %q", c.head, a.Title(), published(a), names(a), tagged(a), c.title, c.published, c.authors, c.tags)
		}
		if got := a.Body().Text(); got != strings.TrimSpace(ovens) {
			t.Errorf("%q: got text %q, want the prose alone", c.head, got)
		}
		if got, want := a.Origin().Of("summary").Line, 2+strings.Count(c.head, "\n"); got != want {
			t.Errorf("%q: got the summary in line %d, want %d", c.head, got, want)
		}
	}
}

func TestProseIsNoMetadata(t *testing.T) {
	for _, head := range []string{
		"Mia said: the ovens are warm.\nThen she left.\n",
		"Note: the ovens are warm.\n",
		"Date: with a baker\n",
		"Body: of the loaf\nCrust: thick\n",
		"%%to be checked%%\n",
		"%5 of the bakers\n",
		"<!-- to do: more bread -->\n",
	} {
		if a := article(t, head+"\n"+ovens); len(a.Origin()) > 0 && strings.HasPrefix(a.Origin().Of("title").Rule, "front matter") {
			t.Errorf("%q: got title %q by %s, want ovens", head, a.Title(), a.Origin().Of("title").Rule)
		}
	}
}

func TestTitleOfMarkdown(t *testing.T) {
	cases := []struct{ text, want string }{
		{"# Playing in F#\n\n", "Playing in F#"},
		{"# Playing in F ##\n\n", "Playing in F"},
		{"# Playing {#play}\n\n", "Playing"},
		{"# Playing {: .wide }\n\n", "Playing"},
		{"***\n\n# An old oven\n\n", "An old oven"},
		{"[TOC]\n\n# An old oven\n\n", "An old oven"},
		{"![[oven.png]]\n\n%% ask Mia %%\n\n# An old oven\n\n", "An old oven"},
		{"{: .no_toc }\n\n<hr>\n<video src=o.mp4></video>\n\n# An old oven\n\n", "An old oven"},
		{"# Fish &amp; \\*chips\\* [today](x.md)\n\n", "Fish & *chips* today"},
		{"# The `&amp;` sign\n\n", "The &amp; sign"},
		{"# An <em>old</em> oven\n\n", "An old oven"},
		{"    # a comment of code\n\n", "The bakers of the old town have lit their ovens again."},
		{"An old oven\nin town\n===\n\n", "An old oven in town"},
		{"An old oven\n---\n\n", "An old oven"},
		{"<!-- to do -->\n\n# An old oven\n\n", "An old oven"},
		{"<!-- to\n\ndo -->\n# An old oven\n\n", "An old oven"},
		{"[![build](b.svg)](https://ci.example) ![oven](o.png)\n\n# An old oven\n\n", "An old oven"},
		{"[town]: https://town.example 'Town'\n\nAn old oven\n=\n\n", "An old oven"},
		{"<h1 class=x>An <i>old</i> oven</h1>\n\n", "An old oven"},
		{"<p align=center><img src=o.png></p>\n\n<h1>An old oven</h1>\n\n", "An old oven"},
		{"<div align=center>\n<img src=o.png>\n<h1>\nAn old oven\n</h1>\n</div>\n\n", "An old oven"},
	}
	for _, c := range cases {
		a := article(t, c.text+ovens)
		if a.Title() != c.want {
			t.Errorf("%q: got %q, want %q", c.text, a.Title(), c.want)
		}
		if want := 1 + strings.Count(c.text, "\n"); a.Origin().Of("summary").Line != want {
			t.Errorf("%q: got the summary in line %d, want %d", c.text, a.Origin().Of("summary").Line, want)
		}
		if strings.Contains(c.text, "](o.png)") && !strings.Contains(a.Body().HTML(), "o.png") {
			t.Errorf("%q: the picture above the title is lost", c.text)
		}
	}
}

func TestLabelledHeadOfMarkdown(t *testing.T) {
	cases := []struct{ head, published, authors string }{
		{"*By Mia Fell, 2 November 2025*\n", "2025-11-02", "Mia Fell"},
		{"_November 2, 2025 | by Mia Fell and Tom Bell_\n", "2025-11-02", "Mia Fell|Tom Bell"},
		{"*Von Mia Fell, 2. November 2025*\n", "2025-11-02", "Mia Fell"},
		{"**Published:** November 2, 2025  \n**Author:** Mia Fell\n", "2025-11-02", "Mia Fell"},
		{"**Date**: 2025-11-02\n", "2025-11-02", ""},
		{"**Publié le 2 novembre 2025 par Mia Fell**\n", "2025-11-02", "Mia Fell"},
		{"<small>Posted by Mia Fell on November 2, 2025</small>\n", "2025-11-02", "Mia Fell"},
		{"By [Mia Fell](https://fell.example/), 2 November 2025\n", "2025-11-02", "Mia Fell"},
		{"2 November 2025 · Mia Fell · 4 min read\n", "2025-11-02", "Mia Fell"},
		{"### By Mia Fell\n\n2 November 2025\n", "2025-11-02", "Mia Fell"},
		{"- Author: Mia Fell\n- Date: 2025-11-02\n", "2025-11-02", "Mia Fell"},
		{"Published on 2 November 2025\n", "2025-11-02", ""},
		{"作者: 李明\n\n发表日期: 2025-11-02\n", "2025-11-02", "李明"},
	}
	for _, c := range cases {
		a := article(t, "# Ovens\n\n"+c.head+"\n"+ovens)
		if published(a) != c.published || names(a) != c.authors {
			t.Errorf("%q: got %s, %q, want %s, %q", c.head, published(a), names(a), c.published, c.authors)
		}
		if a.Body().Text() != strings.TrimSpace(ovens) {
			t.Errorf("%q: got text %q, want the prose alone", c.head, a.Body().Text())
		}
	}
	for _, head := range []string{"By noon on 2 November 2025 the ovens were cold.\n", "By candlelight\n", "**Warning:** hot\n", "Date: with a baker\n"} {
		if a := article(t, "# Ovens\n\n"+head+"\n"+ovens); !strings.HasPrefix(a.Body().Text(), strings.Trim(head, "*\n")[:4]) {
			t.Errorf("%q: got text %q, want it to stay", head, a.Body().Text())
		}
	}
}

// The day below a Chinese heading begins with the year, in two digits too.
func TestShortYearsBelowChineseHeadings(t *testing.T) {
	for _, c := range []struct{ text, published string }{
		{"# 面包师的炉子\n\n发布时间：22-06-14 09:30\n\n下城的面包师周二表示，他把炉子卖给了博物馆。\n", "2022-06-14"},
		{"# 窯は博物館へ\n\n22/06/14 09:30\n\n下町のパン屋は火曜日、窯を売ったと発表した。\n", "2022-06-14"},
		{"# The oven\n\n14/06/22 09:30\n\nThe baker has sold his oven to a museum.\n", "2022-06-14"},
	} {
		list, err := Parse(content.File{Path: "oven.md", Data: []byte(c.text)}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := list[0].Published().String(); !strings.HasPrefix(got, c.published) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.published)
		}
	}
}

// What is taken from a line is what a regular expression would take.
func FuzzUnlinked(f *testing.F) {
	link := regexp.MustCompile(`\[([^\[\]!]+)\]\([^()\s]*\)`)
	for _, s := range []string{
		"By [Ada Lint](/ada), [Ben Oak]()", "![a](b.png) [c](d e) [](x) [f](g(h)) [[i](j)", "[a] [b](c) [d][e](f) [g]](h)", "[a](b", "](c) [d](e)\t[f]( g)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := unlinked(s), link.ReplaceAllString(s, "$1"); got != want {
			t.Errorf("unlinked(%q) = %q, want %q", s, got, want)
		}
	})
}
