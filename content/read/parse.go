// Package read reads article files, each in the format that its name says.
package read

import (
	"path"
	"strings"

	"feedmill/content"
	"feedmill/content/convert"
	"feedmill/content/gemini"
	"feedmill/content/html"
	"feedmill/content/mail"
	"feedmill/content/markdown"
	"feedmill/content/newspaper"
	"feedmill/content/org"
)

// Format is a kind of article file: how its names end, and how it is read.
type Format struct {
	Name       string   // for people: "newspaper text"
	Extensions []string // lower case, with the dot
	Shown      bool     // by sites too, under the file's own name
	Parse      func(content.File, content.Options) ([]*content.Article, error)
}

// Formats lists the formats. A new one is a package beside this one with a Parse
// function, and a line here.
var Formats = []Format{
	{"newspaper text", []string{".txt", ".text"}, true, newspaper.Parse},
	{"Markdown", []string{".md", ".markdown"}, false, markdown.Parse},
	{"HTML", []string{".html", ".htm"}, true, parseHTML},
	{"Org", []string{".org"}, false, org.Parse},
	{"mail", []string{".eml", ".mbox"}, false, mail.Parse},
	{"Gemini text", []string{".gmi", ".gemini"}, true, gemini.Parse},
}

// Extensions lists the endings of article files, in the order of [Formats].
func Extensions() []string {
	var all []string
	for _, f := range Formats {
		all = append(all, f.Extensions...)
	}
	return all
}

// FormatOf is the format that the ending of a file's name selects. It reports false if
// there is none.
func FormatOf(name string) (Format, bool) {
	ext := strings.ToLower(path.Ext(name))
	for _, f := range Formats {
		for _, e := range f.Extensions {
			if e == ext {
				return f, true
			}
		}
	}
	return Format{}, false
}

// Parse reads the articles of one file, most often one. Its error is a [*content.Error]
// and means that the file gave no article at all; whatever is less than that is
// a [content.Problem] of the article. Equal files give equal articles, whatever the
// machine or the hour.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	format, ok := FormatOf(f.Path)
	if len(o.Convert[strings.ToLower(path.Ext(f.Path))]) > 0 {
		format, ok = Format{Parse: convert.Parse}, true
	}
	if !ok {
		return nil, &content.Error{Path: f.Path, Message: "no known article format; known are " + strings.Join(Extensions(), ", ")}
	}
	o.Limits = o.Limits.Filled()
	if err := content.CheckSize(f, o.Limits); err != nil {
		return nil, err
	}
	articles, err := parseSafely(format, f, o)
	for i, a := range articles {
		articles[i] = onSite(a, o)
	}
	return articles, err
}

// parseSafely makes a panic the file's own error.
func parseSafely(format Format, f content.File, o content.Options) (articles []*content.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			articles, err = nil, content.Defect(f.Path, p)
		}
	}()
	return format.Parse(f, o)
}

// parseHTML reads a page; one below front matter is the text of a site generator.
func parseHTML(f content.File, o content.Options) ([]*content.Article, error) {
	if markdown.HasFrontMatter(f.Data) {
		return markdown.ParsePage(f, o)
	}
	return html.Parse(f, o)
}
