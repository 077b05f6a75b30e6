package content

// An article is made once and read by many: readers, the catalog, feeds, each on its
// own goroutine. So it has no fields that anybody could set, only questions.

import (
	"feedmill/content/dates"
	"slices"
)

// Article is one article as its file tells it. It is immutable and may be shared
// between goroutines: slices and maps that its methods return are the article's
// own, and are not to be changed.
type Article struct{ facts *Facts }

// New makes an article of facts, which are its own from then on.
func New(f Facts) *Article { return &Article{&f} }

// Of is the article of facts that nobody touches any more.
func Of(f *Facts) *Article { return &Article{f} }

// With is a copy of the article with some of its facts changed. The function may
// replace slices and maps, but not write to them.
func (a *Article) With(change func(*Facts)) *Article {
	changed := *a.facts
	change(&changed)
	return Of(&changed)
}

// Amend changes facts of the article itself. It is for whoever has just made it: nobody else
// may have seen it.
func (a *Article) Amend(change func(*Facts)) { change(a.facts) }

// Path is the file's, as in [File].
func (a *Article) Path() string { return a.facts.Path }

// Part is 0; or 1, 2, … in a file that holds several articles.
func (a *Article) Part() int { return a.facts.Part }

// ID is a stated identity ("id", "guid"), usually empty.
func (a *Article) ID() string { return a.facts.ID }

// Title is plain text in one line, never empty.
func (a *Article) Title() string { return a.facts.Title }

// Summary is plain text, perhaps empty: what the article states, else how its body
// begins, which may have to be parsed for it.
func (a *Article) Summary() string {
	if a.facts.Summary != "" {
		return a.facts.Summary
	}
	return a.findings().Summary
}

// Published is when the article says that it was published; zero if it does not say.
func (a *Article) Published() dates.Date { return a.facts.Published }

// Updated is when the article says that it was last changed; zero if it does not say.
func (a *Article) Updated() dates.Date { return a.facts.Updated }

// Expires is when the article is to be withdrawn; zero if never.
func (a *Article) Expires() dates.Date { return a.facts.Expires }

// Authors are those who wrote the article, in the order in which it names them.
func (a *Article) Authors() []Author { return a.facts.Authors }

// Tags are what the article is about, as written.
func (a *Article) Tags() []string { return a.facts.Tags }

// Section is the part of the newspaper or site it belongs to; empty if unknown.
func (a *Article) Section() string { return a.facts.Section }

// Language is a tag of BCP 47; empty if unknown.
func (a *Article) Language() string { return a.facts.Language }

// Categories are those that it states, as written: the section, or the tags.
func (a *Article) Categories() []string { return a.facts.Categories }

// Base is what relative addresses of its text are seen from; empty is its own address.
func (a *Article) Base() string { return a.facts.Base }

// Slug is what it states to be the last part of its address; with a slash before it,
// all of it.
func (a *Article) Slug() string { return a.facts.Slug }

// SourceURL is where the article itself lives, as written.
func (a *Article) SourceURL() string { return a.facts.SourceURL }

// Source is who it was taken over from: an agency, another newspaper.
func (a *Article) Source() string { return a.facts.Source }

// SourceFeed is the feed it was taken over from; often zero.
func (a *Article) SourceFeed() SourceFeed { return a.facts.SourceFeed }

// Rights says who may do what with it, as written.
func (a *Article) Rights() string { return a.facts.Rights }

// Draft reports whether its author does not want it published yet.
func (a *Article) Draft() bool { return a.facts.Draft }

// Image is the address of its picture, as written.
func (a *Article) Image() string { return a.facts.Image }

// Banner is the address of a wide picture, as written.
func (a *Article) Banner() string { return a.facts.Banner }

// External is the address of the page elsewhere that it is about, as written.
func (a *Article) External() string { return a.facts.External }

// Links are other documents that belong to it.
func (a *Article) Links() []Link { return a.facts.Links }

// Enclosures are the files that belong to it.
func (a *Article) Enclosures() []Enclosure { return a.facts.Enclosures }

// Body is its text, rendered when it is asked for.
func (a *Article) Body() Body { return a.facts.Body }

// Origin says where each field was found.
func (a *Article) Origin() Origins { return a.facts.Origin }

// Dropped lists the lines that are neither field nor body, in their order.
func (a *Article) Dropped() []Dropped { return a.facts.Dropped }

// Aside lists the lines that stay in the body but are set apart, and are left out of
// the summary.
func (a *Article) Aside() []Dropped { return a.facts.Aside }

// Problems lists what the author should mend, by line.
func (a *Article) Problems() []Problem { return a.facts.Problems }

// BodyProblems lists what the author should mend in the body, which may have to be
// parsed for it, by line.
func (a *Article) BodyProblems() []Problem { return a.findings().Problems }

// Whole is the article with the findings of its body among its facts, for whoever
// needs all of them. It may parse the body.
func (a *Article) Whole() *Article {
	found := a.findings()
	return a.With(func(f *Facts) {
		f.Dropped = byLine(f.Dropped, found.Dropped, func(d Dropped) int { return d.Line })
		f.Problems = byLine(f.Problems, found.Problems, func(p Problem) int { return p.Line })
		if f.Summary == "" && found.Summary != "" {
			f.Summary = found.Summary
			f.Origin = f.Origin.Clone()
			f.Origin.Set("summary", found.Origin)
		}
		if late, ok := f.Body.(Late); ok {
			f.Body = told{late}
		}
	})
}

// told is a body whose findings are among the facts already.
type told struct{ Body }

func (a *Article) findings() Findings {
	if late, ok := a.facts.Body.(Late); ok {
		return late.Findings()
	}
	return Findings{}
}

// byLine is both lists in one, in the order of their lines.
func byLine[T any](x, y []T, line func(T) int) []T {
	all := slices.Concat(x, y)
	slices.SortStableFunc(all, func(a, b T) int { return line(a) - line(b) })
	return all
}
