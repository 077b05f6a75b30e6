package content

// An article while it is being read. Its reader fills in facts as it comes upon
// them; when the file is read, they become an article that nobody can change.

import (
	"fmt"
	"slices"

	"feedmill/content/dates"
)

// builder makes one article. It belongs to the reader of the file.
type builder struct {
	Facts

	embargo     dates.Date // end of the time in which the text is to wait
	embargoLine int        // from 1
	dated       stated     // what stated Published
}

func newBuilder(f File) *builder {
	return &builder{Facts: Facts{Path: f.Path, Origin: make(map[string]Origin, 8)}}
}

// article is what was built. The builder is not to be used any more.
func (a *builder) article(f File, l Limits) *Article {
	a.limitNames(l)
	a.heedEmbargo(f)
	slices.SortStableFunc(a.Dropped, func(x, y Dropped) int { return x.Line - y.Line })
	slices.SortStableFunc(a.Problems, func(x, y Problem) int { return x.Line - y.Line })
	return New(a.Facts)
}

// limitNames leaves out the authors beyond the limit, and lists them: each has a
// feed of his own, and is named in all others.
func (a *builder) limitNames(l Limits) {
	if len(a.Authors) <= l.Names {
		return
	}
	line := a.Origin["authors"].Line
	for _, n := range a.Authors[l.Names:] {
		a.Dropped = append(a.Dropped, Dropped{Line: line, Why: "author beyond max-names", Text: n.Name})
	}
	a.Problems = append(a.Problems, Problem{Line: line, Message: fmt.Sprintf("names %d authors, of whom the first %d are kept; name fewer, or raise max-names", len(a.Authors), l.Names)})
	a.Authors = a.Authors[:l.Names:l.Names]
}

// heedEmbargo makes the end of an embargo the time of publication, where that is
// later: until then an article is held like any that is dated in the future.
func (a *builder) heedEmbargo(f File) {
	e := a.embargo
	if e.IsZero() || !a.Published.IsZero() && !e.Time.After(a.Published.Time) {
		return
	}
	a.Published = e
	a.Origin["published"] = Origin{Line: a.embargoLine, Rule: "end of the embargo"}
	if !f.ModTime.IsZero() && e.Time.After(f.ModTime) {
		a.Problems = append(a.Problems, Problem{Line: a.embargoLine,
			Message: "embargo until " + e.String() + ": the article is held until then, unless the setting future is show; take the line out to publish it now"})
	}
}
