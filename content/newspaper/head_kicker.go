package newspaper

// What stands above a headline and is none: kickers, departments, the path
// through a site.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// kickers are the words that papers print above headlines.
var kickers = lexicon.Words("kicker")

// departments are the parts of a paper that also stand above headlines, and then
// name the section.
var departments = lexicon.Words("department")

// readKicker takes the line above a headline: a department is the section, any
// other word is only told.
func (r *headReader) readKicker(i int) {
	word := strings.TrimRight(r.lines[i].text, " :|")
	if r.a.Section != "" || !departments.Has(strings.ToLower(word)) {
		r.drop(i, "kicker")
		return
	}
	r.a.Section = word
	r.take(i, "section", "kicker")
}

// isKicker reports whether line i is a known kicker, or a very short line that capitals
// or a colon set apart from the headline below it.
func (r *headReader) isKicker(i int) bool {
	l := &r.lines[i]
	j := r.next(i + 1)
	if l.runes > 40 || j == len(r.lines) || prose.WordCount(l.text) > 3 {
		return false
	}
	below := &r.lines[j]
	if below.runes > 120 || prose.WordCount(below.text) < 4 || j > i+2 || below.runes > 80 && prose.EndsSentence(below.text) {
		return false
	}
	if _, _, ok := byline.CutByLabel(below.text); ok || prose.HasDigit(below.text) && len(dates.Find(below.text, r.ctx)) > 0 {
		return false
	}
	word := strings.ToLower(strings.TrimRight(l.text, " :|"))
	return kickers.Has(word) || departments.Has(word) || prose.AllCaps(l.text) && !prose.AllCaps(below.text) && l.runes <= 20 || strings.HasSuffix(l.text, ":")
}

// starts are the first crumbs of a path through a site.
var starts = lexicon.Words("home")

// isCrumbs reports whether line i is a breadcrumb trail: "Home » News » Title".
func (r *headReader) isCrumbs(i int) bool {
	parts := crumbs(r.lines[i].text)
	if len(parts) < 2 {
		return false
	}
	if starts.Has(strings.ToLower(parts[0])) {
		return true
	}
	j := r.next(i + 1)
	return j < len(r.lines) && content.FoldTitle(parts[len(parts)-1]) == content.FoldTitle(r.lines[j].text)
}

func crumbs(s string) []string {
	for _, sep := range []string{"»", "›", " > ", " / "} {
		if strings.Contains(s, sep) {
			return stated.Trimmed(strings.Split(s, sep))
		}
	}
	return nil
}

// readCrumbs takes the section from the crumbs, and the title if no line repeats
// it.
func (r *headReader) readCrumbs(i int) {
	parts := crumbs(r.lines[i].text)
	if starts.Has(strings.ToLower(parts[0])) {
		parts = parts[1:]
	}
	last := parts[len(parts)-1]
	j := r.next(i + 1)
	repeated := j < len(r.lines) && content.FoldTitle(r.lines[j].text) == content.FoldTitle(last)
	if !repeated && prose.WordCount(last) > 3 {
		r.a.Title = last
		r.take(i, "title", "breadcrumb")
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 {
		return
	}
	if section := parts[0]; (len(parts) > 1 || !repeated) && r.a.Section == "" && prose.WordCount(section) <= 3 {
		r.a.Section = section
		r.take(i, "section", "breadcrumb")
		return
	}
	if r.lines[i].fate == inBody {
		r.drop(i, "breadcrumb")
	}
}
