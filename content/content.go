// Package content says what an article is.
//
// A [File] is bytes with a name. A reader makes an [Article] of it, or several where
// the file holds several, or returns an [Error]. An article carries what its text
// states, never what somebody assumed about it later: identity, order and dates that
// nobody wrote are the catalog's business.
//
// The packages below this one do the reading. [feedmill/content/folder] says which
// files changed. [feedmill/content/read] picks a reader by the file's name:
// [feedmill/content/newspaper] for plain text, [feedmill/content/markdown] for
// Markdown, [feedmill/content/html] for pages, [feedmill/content/recording] for sound and film. All but the last decode the bytes with [feedmill/content/charset], find dates with
// [feedmill/content/dates] and names with [feedmill/content/byline], and gather what
// they find in a [feedmill/content/stated.Builder], which makes the article.
// Where another program makes a site of the same files,
// [feedmill/content/generator] reads its settings, and [feedmill/content/permalink]
// makes the addresses that it gives them.
// [feedmill/content/catalog] remembers what became of each article, and
// [feedmill/content/inspect] shows how one was read.
//
// A time that states no zone is in the configured one. Where none is configured
// ([Options].Zone is nil), newspaper text may prove one: by another time of its
// head, by the country of its address, by a language that is printed on one
// clock, by the American way to write it. Such a time is still marked as assumed,
// and its Origin names the evidence. Without evidence it is in UTC.
//
// Reading loses nothing. Each line of the file ends up in a field, in the body or
// in Dropped. Origin says by which rule a field was found, Dropped why a line was
// left out.
package content

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"feedmill/content/dates"
	"feedmill/content/permalink"
)

// File is what a reader is given: one file of the content folder.
type File struct {
	Path    string    // slash-separated, relative to the content folder
	Data    []byte    // all of it; nobody changes it any more, since the articles may be made of it
	ModTime time.Time // resolves dates without a year; never becomes a date by itself

	// Recording is the one that the file is, or that lies beside it under the same name;
	// nil if there is none. Of a file that is one, Data is nil.
	Recording *Recording
	Others    []Recording // further ones of the same name
}

// Options are the settings that bear on how a file is read. The zero value
// leaves everything to the text.
type Options struct {
	Zone     *time.Location // of times that state none; nil leaves it to the text's own evidence, then to UTC
	Order    dates.Order    // of 03/04/2016, where nothing else tells
	Language string         // BCP 47, of texts too short to tell
	Encoding string         // WHATWG label, of files that are not UTF-8; empty guesses
	Limits   Limits         // of one file
	Headings HeadingIDs     // ids of headings that state none

	// Convert names the programs that make HTML or Markdown of files of other formats,
	// with their arguments, by the ending of the file's name: ".docx".
	Convert map[string][]string
	// ConvertTime is how long such a program may take for one file; 0 is a default.
	ConvertTime time.Duration

	Artwork string // path of the picture of the podcast that recordings belong to; empty is one beside them

	// Of a site that another program makes of the same files.
	Root      string            // folder that holds its content, slash-separated; empty is the whole
	Permalink permalink.Pattern // where it shows articles that state no address
	DatedOnly bool              // what states no day is a page, not for feeds
	Site      *Site             // what its files say beside the articles; nil if nothing
}

// HeadingIDs is whose way it is in which the words of a heading become its id.
type HeadingIDs string

// The ways: GitHub's; Hugo's, and the two others that it may be told to take; that of
// kramdown, Jekyll's parser; Zola's, and the other one that it may be told to take; that of
// Python-Markdown, which Pelican and MkDocs use; Hexo's; and none.
const (
	GitHubIDs      HeadingIDs = ""
	HugoIDs        HeadingIDs = "hugo"
	HugoASCIIIDs   HeadingIDs = "hugo-ascii"
	BlackfridayIDs HeadingIDs = "blackfriday"
	KramdownIDs    HeadingIDs = "kramdown"
	ZolaIDs        HeadingIDs = "zola"
	ZolaSafeIDs    HeadingIDs = "zola-safe"
	PythonIDs      HeadingIDs = "python"
	HexoIDs        HeadingIDs = "hexo"
	NoIDs          HeadingIDs = "none"
)

// Facts are all that is known of an article when it is made. Whoever makes one owns
// its facts until [New]; from then on they belong to the article.
type Facts struct {
	Path string // of its file, as in File
	Part int    // 0; or 1, 2, … in a file that holds several

	ID         string // stated identity ("id", "guid"); usually empty
	Title      string // plain text, one line, never empty
	Summary    string // plain text
	Published  dates.Date
	Updated    dates.Date
	Expires    dates.Date
	Authors    []Author
	Tags       []string
	Section    string
	Language   string // BCP 47
	Categories []string
	Base       string // what relative addresses of its text are seen from, where that is not its own address
	Slug       string // the last part of its address, as stated; with a slash before it, all of it
	SourceURL  string // where the article itself lives, as written: "link", "canonical", "url", …
	Source     string // who it was taken over from: an agency, another paper
	SourceFeed SourceFeed
	Rights     string
	Draft      bool
	Image      string // URL or path as written
	Banner     string // URL or path as written, of a wide picture
	External   string // URL as written, of the page elsewhere that the article is about
	Links      []Link // other documents that belong to it
	Enclosures []Enclosure
	Episode    *Episode // nil if it is none
	Body       Body

	Origin   Origins
	Dropped  []Dropped // by line
	Aside    []Dropped // by line: stays in the body, but set apart, and out of the summary
	Problems []Problem // by line
}

// Author is a person or an organisation that an article names as its writer.
type Author struct {
	Name         string
	Email        string
	URL          string
	Organisation bool // "Daily Mail Reporter", "dpa"
}

// Enclosure is a file that belongs to an article: audio, video, a document.
type Enclosure struct {
	URL      string // as written
	Title    string
	Type     string        // media type; empty if not stated
	Length   int64         // bytes; 0 if not stated
	Duration time.Duration // of audio or video; 0 if not stated
}

// Link leads from an article to another document.
type Link struct {
	Rel   string // Related, Via or Replies: relations of RFC 4287 and RFC 4685
	URL   string // as written
	Title string
}

// The relations of a [Link].
const (
	Related = "related" // is about the same
	Via     = "via"     // is where the author found it
	Replies = "replies" // is where readers discuss it
)

// SourceFeed is the feed that an article was taken over from, as far as the
// article tells; its title is the article's Source. The zero value is none.
type SourceFeed struct {
	URL     string // of the feed, as written
	Home    string // of the site it belongs to, as written
	ID      string
	Updated dates.Date
}

// Body is an article's content, rendered only when it is shown: most articles
// of a large folder never are.
type Body interface {
	// HTML is the content as an HTML fragment. It is not sanitised and its
	// links are as the author wrote them.
	HTML() string
	// Text is the content as plain text, paragraphs separated by a blank line.
	Text() string
	// Source is what the content is made from: bodies of equal source render equally.
	Source() string
}

// Late is a [Body] that is parsed when it is first asked for something, and only once.
// Parsing finds more than what the body shows.
type Late interface {
	Body
	Findings() Findings
}

// Begun is a [Body] that can tell how its text begins without making all of it.
type Begun interface {
	Body
	// Beginning is that of Text, of so many bytes at least, or all of it.
	Beginning(size int) string
}

// Findings are what a body tells beyond the facts of its article.
type Findings struct {
	Summary  string // its beginning, as plain text; a stated summary goes before it
	Origin   Origin // of Summary
	Dropped  []Dropped
	Problems []Problem
}

// Headlined is a [Body] in which what belongs to its page may have strayed: headlines of
// other articles, which were links before they became plain text, and lines that the
// page wears below every article. Shape alone does not prove it, so they stay in the
// body; whoever knows the other articles can tell.
type Headlined interface {
	Body
	// Suspects are the lines, folded by [FoldTitle].
	Suspects() []string
	// Without is the body less the suspects that isLitter confirms. It gets them
	// folded, as Suspects gives them.
	Without(isLitter func(folded string) bool) Body
}

// FoldTitle reduces a title to letters and digits, small, single spaces
// between: titles that fold equally are one.
func FoldTitle(s string) string {
	b := make([]byte, 0, 128)
	gap := false
	for _, r := range s {
		if 'a' <= r && r <= 'z' && !gap { // of nearly all
			b = append(b, byte(r))
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return string(b)
}

// Origin says where in the file a field was found and by which rule.
type Origin struct {
	Line int    // from 1; 0 where no line holds it (a file name)
	Rule string // "label PUBLISHED", "first line", "front matter date"
}

// String is the form of Origin that people read: "line 3, label PUBLISHED".
func (o Origin) String() string {
	if o.Line == 0 {
		return o.Rule
	}
	return fmt.Sprintf("line %d, %s", o.Line, o.Rule)
}

// Dropped is a line that is neither body nor field. In [Article.Aside] it is one that
// may be neither.
type Dropped struct {
	Line int    `json:"line"` // from 1
	Why  string `json:"why"`  // "related headline", "share bar"
	Text string `json:"text"` // the line, decoded
}

// Problem is something about an article that its author should mend. It keeps
// nothing from being published.
type Problem struct {
	Line    int    // from 1; 0 where it concerns the whole file
	Message string // what is wrong, then the remedy
}

// String is the problem with its line, as people read it.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.Message
	}
	return fmt.Sprintf("line %d: %s", p.Line, p.Message)
}

// Error says why a file could not be read as an article.
type Error struct {
	Path    string
	Line    int    // from 1; 0 where it concerns the whole file
	Message string // what is wrong, then the remedy
}

// Error is "path:line: message", the form that editors jump to.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Path + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Message)
}
