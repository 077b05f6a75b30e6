// Package stated makes an article of what its file states about it.
//
// A reader asks [FieldOf] what a key means, hands each [Fact] to [Builder.State], sets
// what it found in other ways, and takes the article from [Builder.Article] at the end.
package stated

// An article while it is being read. Its reader fills in facts as it comes upon
// them; when the file is read, they become an article that nobody can change.

import (
	"fmt"
	"slices"

	"feedmill/content"
	"feedmill/content/dates"
)

// Builder makes one article. It belongs to the reader of the file.
type Builder struct {
	content.Facts
	Root string // as in content.Options: what is above it says nothing of the article

	Embargo     dates.Date // end of the time in which the text is to wait
	EmbargoLine int        // from 1
	dated       Fact       // what stated Published
}

// New begins the article of a file, or one of several.
func New(f content.File) *Builder {
	return &Builder{Facts: content.Facts{Path: f.Path, Origin: make(content.Origins, 0, 8)}}
}

// Article is what was built. The builder is not to be used any more.
func (a *Builder) Article(f content.File, l content.Limits) *content.Article {
	a.limitNames(l)
	a.heedEmbargo(f)
	slices.SortStableFunc(a.Dropped, func(x, y content.Dropped) int { return x.Line - y.Line })
	slices.SortStableFunc(a.Problems, func(x, y content.Problem) int { return x.Line - y.Line })
	return content.Of(&a.Facts)
}

// limitNames leaves out the authors beyond the limit, and lists them: each has a
// feed of his own, and is named in all others.
func (a *Builder) limitNames(l content.Limits) {
	if len(a.Authors) <= l.Names {
		return
	}
	line := a.Origin.Of("authors").Line
	for _, n := range a.Authors[l.Names:] {
		a.Dropped = append(a.Dropped, content.Dropped{Line: line, Why: "author beyond max-names", Text: n.Name})
	}
	a.Problems = append(a.Problems, content.Problem{Line: line, Message: fmt.Sprintf("names %d authors, of whom the first %d are kept; name fewer, or raise max-names", len(a.Authors), l.Names)})
	a.Authors = a.Authors[:l.Names:l.Names]
}

// heedEmbargo makes the end of an embargo the time of publication, where that is
// later: until then an article is held like any that is dated in the future.
func (a *Builder) heedEmbargo(f content.File) {
	e := a.Embargo
	if e.IsZero() || !a.Published.IsZero() && !e.Time.After(a.Published.Time) {
		return
	}
	a.Published = e
	a.Origin.Set("published", content.Origin{Line: a.EmbargoLine, Rule: "end of the embargo"})
	if !f.ModTime.IsZero() && e.Time.After(f.ModTime) {
		a.Problems = append(a.Problems, content.Problem{Line: a.EmbargoLine,
			Message: "embargo until " + e.String() + ": the article is held until then, unless the setting future is show; take the line out to publish it now"})
	}
}
