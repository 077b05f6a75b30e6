package main

import (
	"bytes"
	"net/url"
	"strings"

	"feedmill/content"
	"feedmill/content/read"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// answer is what a reader says of a page.
type answer struct {
	Title, Date string
	UTC         string // the day of Date in UTC, of readers that tell the hour
	Authors     []string
	Text        string
	Why         map[string]string // which rule gave each field
	Err         error
}

// reader is one program under test.
type reader struct {
	name  string
	reads func(set) bool
	read  func(page, []byte) answer
}

var readers = []reader{
	{"feedmill", func(set) bool { return true }, feedmill},
	{"trafilatura", func(s set) bool { return s.Name == "go-trafilatura" }, trafila},
	{"htmldate fast", func(set) bool { return true }, func(p page, data []byte) answer { return dated(p, data, false) }},
	{"htmldate extensive", func(set) bool { return true }, func(p page, data []byte) answer { return dated(p, data, true) }},
}

// feedmill reads a page as a file without a name or a time that tells anything.
func feedmill(_ page, data []byte) answer {
	articles, err := read.Parse(content.File{Path: "page.html", Data: data}, content.Options{})
	if err != nil {
		return answer{Err: err, Why: map[string]string{}}
	}
	a := articles[0]
	got := answer{Title: a.Title(), Text: a.Body().Text(), Why: map[string]string{}}
	if p := a.Published(); !p.IsZero() {
		got.Date, got.UTC = p.Time.Format("2006-01-02"), p.Time.UTC().Format("2006-01-02")
		if p.DayOnly {
			got.UTC = got.Date
		}
	}
	for _, o := range a.Origin() {
		got.Why[o.Field] = o.String()
	}
	for _, who := range a.Authors() {
		got.Authors = append(got.Authors, who.Name)
	}
	return got
}

func trafila(p page, data []byte) answer {
	address, _ := url.Parse(p.URL)
	result, err := trafilatura.Extract(bytes.NewReader(data), trafilatura.Options{OriginalURL: address, EnableFallback: true})
	if err != nil {
		return answer{Err: err}
	}
	m := result.Metadata
	got := answer{Title: m.Title, Text: result.ContentText}
	if !m.Date.IsZero() {
		got.Date = m.Date.Format("2006-01-02")
	}
	if m.Author != "" {
		got.Authors = strings.Split(m.Author, "; ")
	}
	return got
}

func dated(p page, data []byte, extensive bool) answer {
	r, err := charset.NewReader(bytes.NewReader(data), "text/html")
	if err != nil {
		return answer{Err: err}
	}
	doc, err := nethtml.Parse(r)
	if err != nil {
		return answer{Err: err}
	}
	result, err := htmldate.FromDocument(doc, htmldate.Options{UseOriginalDate: true, SkipExtensiveSearch: !extensive})
	if err != nil || result.IsZero() {
		return answer{Err: err}
	}
	return answer{Date: result.Format("2006-01-02")}
}
