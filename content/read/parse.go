// Package read reads article files, each in the format that its name says.
package read

import (
	"errors"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/convert"
	"feedmill/content/gemini"
	"feedmill/content/html"
	"feedmill/content/jsonfeed"
	"feedmill/content/mail"
	"feedmill/content/markdown"
	"feedmill/content/newspaper"
	"feedmill/content/org"
	"feedmill/content/recording"
)

// Format is a kind of article file: how its names end, and how it is read.
type Format struct {
	Name       string                 // for people: "newspaper text"
	Extensions []string               // lower case, with the dot
	Shown      bool                   // by sites too, under the file's own name
	ByPlace    bool                   // files of it are articles only where the folder is one for them
	ByHead     func(head []byte) bool // files of it are articles only if they begin so; nil says nothing
	Parse      func(content.File, content.Options) ([]*content.Article, error)
	Latest     func(head []byte) (latest time.Time, identified, ok bool) // as [markdown.Latest]; nil takes reading the whole file
}

// Formats lists the formats. A new one is a package beside this one with a Parse
// function, and a line here.
var Formats = []Format{
	{"newspaper text", []string{".txt", ".text"}, true, false, nil, newspaper.Parse, nil},
	{"Markdown", []string{".md", ".markdown", ".mdx"}, false, false, nil, markdown.Parse, markdown.Latest},
	{"HTML", []string{".html", ".htm"}, true, false, nil, parseHTML, nil},
	{"Org", []string{".org"}, false, false, nil, org.Parse, nil},
	{"mail", []string{".eml", ".mbox"}, false, false, nil, mail.Parse, nil},
	{"Gemini text", []string{".gmi", ".gemini"}, true, false, nil, gemini.Parse, nil},
	{"JSON Feed", jsonfeed.Extensions, true, false, jsonfeed.Is, jsonfeed.Parse, nil},
	{"recordings", recording.Extensions, true, true, nil, recording.Parse, nil},
}

// Extensions lists the endings of files that are articles anywhere, in the order of
// [Formats].
func Extensions() []string {
	var all []string
	for _, f := range Formats {
		if !f.ByPlace && f.ByHead == nil {
			all = append(all, f.Extensions...)
		}
	}
	return all
}

// FormatOf is the format that the ending of a file's name selects. It reports false if
// there is none.
func FormatOf(name string) (Format, bool) {
	ext := path.Ext(name)
	i, ok := formatsByEnding()[ext]
	if !ok {
		i, ok = formatsByEnding()[strings.ToLower(ext)]
	}
	if !ok {
		return Format{}, false
	}
	return Formats[i], true
}

// formatsByEnding are the places of formats in the table. Each article is asked for its
// format several times.
var formatsByEnding = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for i, f := range Formats {
		for _, e := range f.Extensions {
			if _, taken := all[e]; !taken {
				all[e] = i
			}
		}
	}
	return all
})

// IsArticle reports whether a file of this name is an article wherever it lies.
func IsArticle(name string) bool {
	f, ok := FormatOf(name)
	return ok && !f.ByPlace && f.ByHead == nil
}

// ByHead is how a file of this name tells by its first bytes whether it is an article;
// nil if it does not.
func ByHead(name string) func(head []byte) bool {
	f, _ := FormatOf(name)
	return f.ByHead
}

// IsRecording reports whether a file of this name is an article where recordings are.
func IsRecording(name string) bool {
	f, ok := FormatOf(name)
	return ok && f.ByPlace
}

// Latest gives what tells, by the beginning of a file of this name, a moment after which none
// of its articles was published; identified reports whether one may state its id, and ok is
// false where that takes reading the whole file. It is nil where no beginning tells.
func Latest(path string, o content.Options) func(head []byte) (latest time.Time, identified, ok bool) {
	format, _ := FormatOf(path)
	if len(o.Convert) > 0 {
		return nil
	}
	return format.Latest
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
	if f.Recording != nil && !format.ByPlace {
		articles, err = withRecording(articles, err, f, o)
	}
	for _, a := range articles {
		settle(a, o)
	}
	return articles, err
}

// withRecording is the article of a text with the recording beside it. Where the text is
// none yet, such as a bare headline, the recording is one without it.
func withRecording(articles []*content.Article, err error, f content.File, o content.Options) ([]*content.Article, error) {
	if err == nil && len(articles) > 0 {
		articles[0] = recording.WithNotes(articles[0], f, o)
		return articles, nil
	}
	alone, failed := parseSafely(Format{Parse: recording.Parse}, f, o)
	if failed != nil {
		return nil, err
	}
	message := "the text is left out"
	if known, ok := errors.AsType[*content.Error](err); ok {
		message = known.Message + "; the recording is shown without it meanwhile"
	}
	return []*content.Article{alone[0].With(func(facts *content.Facts) {
		facts.Problems = append(slices.Clip(facts.Problems), content.Problem{Message: message})
	})}, nil
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
	if markdown.HasFrontMatter(f.Data) || o.Site.StatedBeside(f.Path) != "" {
		return markdown.ParsePage(f, o)
	}
	return html.Parse(f, o)
}
