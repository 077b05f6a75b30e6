package content

import (
	"path"
	"strings"
)

// Format is a kind of article file: how its names end, and how it is read.
type Format struct {
	Name       string   // for people: "newspaper text"
	Extensions []string // lower case, with the dot
	Parse      func(File, Options) ([]*Article, error)
}

// Formats are all the formats there are. A new one is a file in this package
// with its Parse function, and a line here.
var Formats = []Format{
	{"newspaper text", []string{".txt", ".text"}, parseText},
	{"Markdown", []string{".md", ".markdown"}, parseMarkdown},
}

// FormatOf finds the format that the file's name selects.
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

// Parse reads the articles of one file, most often one. Its error is an [*Error]
// and means that the file gave no article at all; whatever is less than that is
// a [Problem] of the article. Equal files give equal articles, whatever the
// machine or the hour.
func Parse(f File, o Options) ([]*Article, error) {
	format, ok := FormatOf(f.Path)
	if !ok {
		return nil, &Error{Path: f.Path, Message: "no known article format; known are .txt, .text, .md, .markdown"}
	}
	o.Limits = o.Limits.filled()
	if err := checkSize(f, o.Limits); err != nil {
		return nil, err
	}
	return parseSafely(format, f, o)
}

// parseSafely makes a panic the file's own error.
func parseSafely(format Format, f File, o Options) (articles []*Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			articles, err = nil, Defect(f.Path, p)
		}
	}()
	return format.Parse(f, o)
}
