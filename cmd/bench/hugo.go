//go:build linux

package main

import (
	"errors"
	"os"
	"path/filepath"
)

const hugoModule = "github.com/gohugoio/hugo@v0.163.3"

// hugo is the program that is compared.
type hugo struct{ path string }

var hugoFeeds = []string{"index.xml"}

const hugoSettings = `
baseURL = "` + site + `"
title = "News"
disableKinds = ["taxonomy", "404", "sitemap", "robotsTXT"]
[taxonomies]
tag = "tags"
[services.rss]
limit = ` + entries + `
[markup.highlight]
codeFences = false
`

// hugoFeedsOnly lists the articles, whose pages are elsewhere.
const hugoFeedsOnly = hugoSettings + `
[outputs]
home = ["rss"]
section = ["rss"]
term = ["rss"]
page = ["html"]
[[cascade]]
[cascade.build]
render = "link"
[cascade.target]
kind = "page"
`

const hugoWithPages = hugoSettings + `
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
term = ["html", "rss"]
page = ["html"]
`

// The layouts show of an article what Feedmill's do: all of it in feeds, and on a
// page of its own.
var hugoLayouts = map[string]string{
	"rss.xml": `{{- $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}
{{- printf "<?xml version=\"1.0\" encoding=\"utf-8\"?>" | safeHTML }}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{ with .OutputFormats.Get "RSS" }}{{ printf "<atom:link href=%q rel=\"self\" type=%q />" .Permalink .MediaType | safeHTML }}{{ end }}
{{ range $pages.ByDate.Reverse | first ` + entries + ` }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate><dc:creator>{{ .Params.author }}</dc:creator>
{{ range .Params.tags }}<category>{{ . }}</category>{{ end }}
<content:encoded>{{ .Content | transform.XMLEscape | safeHTML }}</content:encoded></item>
{{ end }}</channel></rss>
`,
	"list.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>{{ with .OutputFormats.Get "RSS" }}<link rel="alternate" type="application/rss+xml" href="{{ .Permalink }}">{{ end }}</head><body><h1>{{ .Title }}</h1>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}{{ range $pages.ByDate.Reverse | first ` + entries + ` }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Params.author }}, <time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></p><p>{{ .Summary | plainify }}</p></article>
{{ end }}</body></html>
`,
	"single.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title><link rel="canonical" href="{{ .Permalink }}"><meta name="description" content="{{ .Summary | plainify }}"></head><body><article><h1>{{ .Title }}</h1><p>{{ .Params.author }}, <time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></p>
{{ .Content }}
<p>{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p></article></body></html>
`,
}

// site writes settings and layouts into dir.
func (h hugo) site(dir, settings string) error {
	errs := []error{os.MkdirAll(filepath.Join(dir, "layouts", "_default"), 0o755),
		os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte(settings), 0o644)}
	for name, text := range hugoLayouts {
		errs = append(errs, os.WriteFile(filepath.Join(dir, "layouts", "_default", name), []byte(text), 0o644))
	}
	return errors.Join(errs...)
}

// job is a build into an empty folder; more are further flags.
func (h hugo) job(content, dir string, more ...string) job {
	out := filepath.Join(dir, "public")
	args := append([]string{h.path, "build", "--quiet", "--source", dir, "--contentDir", content, "--destination", out}, more...)
	return job{args: args, dir: dir, out: out, feeds: hugoFeeds, fresh: []string{out}}
}
