package newspaper

// Dates of others that stand around an article: of the stories that a page lists
// below it, of an event that it announces, of a post that it embeds.

import (
	"slices"
	"strings"
	"sync"

	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// leaveNeighbours passes over dates below headlines of other stories, or their teasers: two
// at least of different days, or one below a heading that says so.
func (r *clues) leaveNeighbours() {
	var below []int
	days := map[string]bool{}
	for k := range r.dated {
		c := &r.dated[k]
		if c.passed == 0 || !c.whole || c.prose || c.closing || c.match.Label != dates.NoLabel {
			continue
		}
		if !r.belowHeadline(c.line) && !r.isTeased(c.line) {
			continue
		}
		below = append(below, k)
		days[c.match.Date.Time.Format("2006-01-02")] = true
	}
	for _, k := range below {
		if c := &r.dated[k]; len(days) > 1 || r.belowNeighbours(c.line) {
			c.score = min(c.score, leastScore-1)
		}
	}
}

// leaveTicker passes over the days of lines that begin with a day in brackets and go on with
// a headline, where another such line is next to them: pages run the newest stories over the
// head.
func (r *clues) leaveTicker() {
	for k := range r.dated {
		c := &r.dated[k]
		if c.whole || c.match.Start == 0 || c.match.Label != dates.NoLabel || !r.isTicker(c.line) {
			continue
		}
		if r.isTicker(r.next(c.line+1)) || r.isTicker(r.above(c.line)) {
			c.score = min(c.score, leastScore-1)
		}
	}
}

// isTicker reports whether line i is a day in brackets before a headline.
func (r *clues) isTicker(i int) bool {
	const fewest = 3 // words
	if i < r.top || i >= len(r.lines) {
		return false
	}
	s := r.lines[i].text
	if !beginsWithAny(s, "[", "(", "【") {
		return false
	}
	found := r.find(i)
	if len(found) == 0 {
		return false
	}
	before, _ := cutOpening(s[:found[0].Start])
	headline, closed := cutClosing(strings.TrimLeft(s[found[0].End:], " "))
	return closed && before == "" && prose.WordCount(headline) >= fewest
}

// belowHeadline reports whether line i is right below a short line that is no sentence,
// no name and not the article's own title.
func (r *clues) belowHeadline(i int) bool {
	above := r.above(i)
	if above < r.top {
		return false
	}
	l := &r.lines[above]
	if l.runes > 120 || prose.EndsStatement(l.text) || r.hasByline(above) || isCaption(l.text) || sameTitle(l.text, r.a.Title) {
		return false
	}
	return l.fate == inBody && (prose.WordCount(l.text) > 1 || isSolid(l.text))
}

// isTeased reports whether the paragraph above line i is right below what may be a headline,
// other than the article's own.
func (r *clues) isTeased(i int) bool {
	const longest, fewest = 120, 3
	head := r.above(r.above(i))
	if head < r.top || !prose.EndsStatement(r.lines[r.above(i)].text) {
		return false
	}
	l := &r.lines[head]
	return l.runes <= longest && prose.WordCount(l.text) >= fewest && !prose.EndsStatement(l.text) && !sameTitle(l.text, r.a.Title)
}

// belowNeighbours reports whether line i is at most three below a heading of other
// stories.
func (r *clues) belowNeighbours(i int) bool {
	const near, longest = 3, 60
	for range near {
		if i = r.above(i); i < r.top {
			return false
		}
		l := &r.lines[i]
		if entryNotes.Of(l.text) != "" {
			return false
		}
		if l.runes <= longest && !prose.EndsStatement(strings.TrimRight(l.text, ":")) && neighbourHeadings.Of(strings.ToLower(l.text)+" ") != "" {
			return true
		}
	}
	return false
}

// neighbourHeadings begin the headings above lists of other stories, in lower case.
var neighbourHeadings = lexicon.Prefixes("list of stories")

// besideVenue reports whether a line next to line i says where: its date is that of an
// event.
func (r *clues) besideVenue(i int) bool {
	for _, j := range [...]int{r.above(i), r.next(i + 1)} {
		if j < r.top || j >= len(r.lines) || j > i+2 {
			continue
		}
		if key, _, ok := stated.CutKey(r.lines[j].text); ok && venues.Lists(key) {
			return true
		}
	}
	return false
}

// besideHour reports whether the line below line i is the key "Time:" and its value: the date
// may be of an event as well.
func (r *clues) besideHour(i int) bool {
	j := r.next(i + 1)
	if j >= len(r.lines) || j > i+2 {
		return false
	}
	key, _, ok := stated.CutKey(r.lines[j].text)
	return ok && hours.Lists(key)
}

// hours are the labels of the hour at which things happen.
var hours = lexicon.Words("hour")

// venues are the labels of the places where things happen.
var venues = lexicon.Words("venue")

const longestEntryNote = 400 // bytes

// readEntryNote takes the sentence that blogs print below a text, "This entry was
// posted on Friday, June 4th, 2021 at 8:15 am and is filed under Ovens."
func (r *lineReader) readEntryNote(i int) bool {
	l := &r.lines[i]
	filed := -1
	if len(l.text) > longestEntryNote {
		return false
	}
	if entryNotes.Of(l.text) == "" {
		if filed = filedAt(l.text); filed < 0 {
			return false
		}
	}
	for _, m := range r.find(i) {
		if filed >= 0 && (m.End > filed || strings.Trim(l.text[m.End:filed], " |·,") != "") {
			continue
		}
		if m.Relative || m.YearInferred || m.Range || stated.IsFuture(m.Date, r.ctx) {
			continue
		}
		m.Label = dates.Published
		r.dated = append(r.dated, candidate{line: i, match: m, score: entryNoteScore, whole: true})
		r.noteNameInNote(i, l.text[max(m.End, m.LabelEnd):])
		return true
	}
	return false
}

// filedAt is where s says behind a date under what a text is filed, or -1: "By Jane Doe on
// 3 May 2021. Filed under Ovens. You can …".
func filedAt(s string) int {
	starts := filedStarts()
	for i := 1; i < len(s); i++ {
		if starts[s[i]] && slices.ContainsFunc(filedNotes(), func(words string) bool { return strings.HasPrefix(s[i:], words) }) {
			return i
		}
	}
	return -1
}

// filedStarts are the bytes with which filedNotes begin: signs that most lines have few of.
var filedStarts = sync.OnceValue(func() *[256]bool {
	var starts [256]bool
	for _, words := range filedNotes() {
		starts[words[0]] = true
	}
	return &starts
})

// filedNotes begin the part of such a note that says it.
var filedNotes = lexicon.List("filed")

// entryNoteScore is more than a date of the readers' comments can reach.
const entryNoteScore = 5 * leastScore

// noteNameInNote notes the author whom such a sentence may end with: "… by Jane Doe."
func (r *lineReader) noteNameInNote(i int, rest string) {
	rest = strings.TrimRight(strings.TrimLeft(rest, " ,.:|–—-"), ". ")
	if authors, source, ok := r.labelledByline(rest, false, true); ok && prose.WordCount(authors[0].Name) > 1 {
		r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: 2})
	}
}

// entryNotes begin that sentence, in lower case.
var entryNotes = lexicon.Prefixes("entry note")

// isQuoted reports whether s is a line of a text that this one quotes: of a mail, or
// the line above it that says who wrote when.
func isQuoted(s string) bool {
	if strings.HasPrefix(s, ">") && !strings.HasPrefix(s, ">>>") {
		return true
	}
	if !strings.HasSuffix(s, ":") {
		return false
	}
	return containsAny(s, wroteWords()...)
}

// wroteWords are in the line above what another wrote.
var wroteWords = lexicon.List("wrote")

// sharedPosts begin the line under a post that a social network embedded, in lower
// case.
var sharedPosts = lexicon.Prefixes("shared post")

// pairBare labels two days that stand one below the other under the title, as themes
// print those of publication and of the last change: the later one is the change.
func (r *clues) pairBare() {
	var heads []int
	for k := range r.dated {
		c := &r.dated[k]
		m := &c.match
		if c.passed > 0 || !c.whole || c.prose || c.score < leastScore || c.score == topDate {
			continue
		}
		if m.Label != dates.NoLabel || m.YearInferred || m.Relative || m.Range || m.Ambiguous {
			return
		}
		heads = append(heads, k)
	}
	if len(heads) != 2 {
		return
	}
	a, b := &r.dated[heads[0]], &r.dated[heads[1]]
	if a.line == b.line || r.between(a.line, b.line) > 0 || sameDay(a.match.Date, b.match.Date) || a.match.Date.DayOnly != b.match.Date.DayOnly {
		return
	}
	if a.match.Date.Time.After(b.match.Date.Time) {
		a, b = b, a
	}
	b.match.Label = dates.Updated
}

// yieldToHead lets a day below the text that is labelled as of publication, of a
// magazine's issue perhaps, yield to one in the head.
func (r *clues) yieldToHead() {
	const below = 2
	head := 0.0
	for k := range r.dated {
		c := &r.dated[k]
		if m := &c.match; c.passed == 0 && c.whole && !c.closing && m.Label != dates.Updated && !m.YearInferred && !m.Relative && c.score < topDate {
			head = max(head, c.score)
		}
	}
	if head < leastScore {
		return
	}
	for k := range r.dated {
		if c := &r.dated[k]; c.passed >= below && c.match.Label == dates.Published {
			c.score = min(c.score, head-0.5)
		}
	}
}
