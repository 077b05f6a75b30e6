package newspaper

// Which of the dates that the text holds are the article's, and how they fit
// each other.

import (
	"fmt"
	"strings"
	"unicode"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// chooseDates picks the article's dates from the candidates and settles the fate
// of the lines of the others.
func (r *clues) chooseDates() {
	r.settleDoubtful()
	r.leaveChronicle()
	r.leaveNeighbours()
	r.leaveTicker()
	r.pairBare()
	r.yieldToHead()
	r.preferTime()
	published := r.best(dates.Published)
	updated := r.best(dates.Updated)
	if published == nil {
		published = r.dateOfTitle()
	}
	if published != nil && published.closing && updated != nil && !updated.prose {
		published = nil // the date of the head is the article's, though it is that of a change
	}
	if r.a.Published.IsZero() && published != nil {
		r.a.Published = published.match.Date
		r.takeDate(published, "published")
	}
	if r.a.Updated.IsZero() && updated != nil {
		r.a.Updated = updated.match.Date
		r.takeDate(updated, "updated")
	}
	if published == nil && updated == nil && r.a.Published.IsZero() && !r.firstComment.IsZero() {
		r.a.Published = r.firstComment
		r.a.Origin.Set("published", content.Origin{Rule: "day of the first comment"})
	}
	// A note of an update within the text says nothing of the first edition.
	if !r.a.Published.IsZero() || updated == nil || !updated.prose {
		r.reconcile()
	}
	for _, c := range r.dated {
		if r.lines[c.line].fate == inBody && c.whole && c.score >= 0 && !c.heads {
			r.drop(c.line, "another date")
		}
	}
	for _, c := range r.dated {
		r.release(r.lines[c.line].n)
	}
}

// leaveChronicle passes over days that head the parts of a text, each with prose below
// it: those of a chronicle, or of comments.
func (r *clues) leaveChronicle() {
	const parts = 3
	var heads []int
	passed := 0
	for k := range r.dated {
		c := &r.dated[k]
		if c.passed <= passed || !c.whole || c.closing || c.match.Label != dates.NoLabel || c.score == topDate {
			continue
		}
		heads, passed = append(heads, k), c.passed
	}
	if len(heads) < parts {
		return
	}
	for _, k := range heads {
		c := &r.dated[k]
		c.heads, c.score = true, min(c.score, leastScore-1)
	}
}

// dateOfTitle is the date that the title begins with, "23.01.2022 - A win", or ends
// with where hardly anything else is in it, "Blog 01/23/2020"; nil if none. Other
// dates of titles are those of events.
func (r *clues) dateOfTitle() *candidate {
	title := r.a.Title
	o, ok := r.a.Origin.Find("title")
	if !ok || o.Line == 0 || !prose.HasDigit(title) {
		return nil
	}
	for _, m := range dates.Find(title, r.ctx) {
		if m.YearInferred || m.Relative || m.Range || m.Label == dates.Other {
			continue
		}
		if ended, cut := endsTitle(title, m); ended && !stated.IsFuture(m.Date, r.ctx) && r.testify().latest <= m.Date.Time.Year()+1 {
			return &candidate{line: o.Line - r.lines[0].n, match: m, score: leastScore, titular: true, joined: cut}
		}
		if strings.Trim(title[:m.Start], " >#[(*-–—|") == "" || m.End == len(title) && prose.WordCount(title[:m.Start]) <= 2 && !leadsToDay(title[:m.Start]) {
			if r.testify().latest > m.Date.Time.Year()+1 {
				return nil
			}
			return &candidate{line: o.Line - r.lines[0].n, match: m, score: leastScore, titular: true}
		}
	}
	return nil
}

// endsTitle reports whether the date m at the end of a headline is that of the text, and
// whether it is no part of the headline: it was joined to it with its weekday, or stands
// there in brackets and numbers alone; of what somebody said it is the day.
func endsTitle(title string, m dates.Match) (ended, cut bool) {
	headline, bracket := cutOpening(title[:m.Start])
	if rest, closed := cutClosing(title[m.End:]); closed == bracket && bracket {
		numbers := strings.IndexFunc(title[m.Start:m.End], unicode.IsLetter) < 0
		return rest == "" && headline != "" && numbers && !leadsToDay(headline), true
	}
	switch {
	case bracket || m.End != len(title):
	case m.Weekday && isJoinedBy(headline):
		return true, true
	case spokenWords.Any(headline) && prose.WordCount(headline) >= 3:
		return true, false
	}
	return false, false
}

// isJoinedBy reports whether a converter joined the headline with the line of its date:
// no word leads from it to the day, and it announces nothing.
func isJoinedBy(headline string) bool {
	headline = strings.TrimRight(headline, " ")
	const shortest = 3 // words
	return prose.WordCount(headline) >= shortest && !leadsToDay(headline) && !strings.HasSuffix(headline, ",") && !strings.HasSuffix(headline, ":")
}

// leadsToDay reports whether a headline ends in a word that leads to a day, or announces
// something.
func leadsToDay(headline string) bool {
	headline = strings.TrimRight(headline, " ")
	return leadingWords.Lists(headline[strings.LastIndexByte(headline, ' ')+1:]) || eventWords.Any(headline)
}

// preferTime prefers the one unlabelled date that bears a time where several
// lines bear days alone: lists of other articles give days, the article its minute.
func (r *clues) preferTime() {
	const list = 3
	timed, days := -1, 0
	for k := range r.dated {
		c := &r.dated[k]
		switch {
		case c.score < leastScore || !c.whole || c.match.Label != dates.NoLabel:
		case c.match.Date.DayOnly:
			days++
		case timed >= 0:
			return
		default:
			timed = k
		}
	}
	if timed >= 0 && days >= list {
		r.dated[timed].score += 2
	}
}

// takeDate notes where a date comes from. The line stays in the body if it is
// prose; words that it held beside the date are listed.
func (r *clues) takeDate(c *candidate, name string) {
	l := &r.lines[c.line]
	rule := "date line"
	switch {
	case c.titular:
		r.a.Origin.Set(name, content.Origin{Line: l.n, Rule: "date in the title"})
		if c.joined {
			r.a.Title = strings.TrimRight(r.a.Title[:c.match.Start], " -–—|([（【")
		}
		return
	case c.closing:
		rule = "date below the text"
	case c.match.Label == dates.Published:
		rule = "label published"
	case c.match.Label == dates.Updated:
		rule = "label updated"
	case c.prose:
		rule = "dateline"
	}
	if c.prose {
		r.a.Origin.Set(name, content.Origin{Line: l.n, Rule: rule})
		return
	}
	if !c.whole && l.fate == inBody {
		r.a.Dropped = append(r.a.Dropped, content.Dropped{Line: l.n, Why: "beside the date", Text: l.text})
	}
	r.take(c.line, name, rule)
}

// best is the candidate with the highest score for a label, one that is counted
// back from the file's time only if there is no other. Unlabelled dates
// count as published.
func (r *clues) best(label dates.Label) *candidate {
	var best *candidate
	for k := range r.dated {
		c := &r.dated[k]
		updates := c.match.Label == dates.Updated
		if updates != (label == dates.Updated) || c.score < leastScore || c.unproven {
			continue
		}
		if best == nil || best.match.Relative && !c.match.Relative || c.score > best.score && best.match.Relative == c.match.Relative {
			best = c
		}
	}
	return best
}

// reconcile makes the two dates fit each other.
func (r *clues) reconcile() {
	p, u := r.a.Published, r.a.Updated
	switch {
	case u.IsZero():
	case p.IsZero():
		r.a.PublishedFromUpdated()
	case u.Time.Before(p.Time) && !p.DayOnly && !u.DayOnly && sameDay(p, u) && r.a.Origin.Of("published").Rule == "label published":
		r.a.Published, r.a.Updated = u, p
	case u.Time.Before(p.Time) && !sameDay(p, u):
		o := r.a.Origin.Of("updated")
		r.a.Updated = dates.Date{}
		r.a.Origin.Delete("updated")
		r.release(o.Line)
		r.a.Problems = append(r.a.Problems, content.Problem{Line: o.Line,
			Message: fmt.Sprintf("updated %s is before published %s, so it was left out; correct one of them", u, p)})
	}
}

// release lists a line as dropped whose only field was taken back.
func (r *clues) release(n int) {
	for _, o := range r.a.Origin {
		if o.Line == n {
			return
		}
	}
	if i := n - r.lines[0].n; r.lines[i].fate == inField {
		r.drop(i, "another date")
	}
}

func sameDay(a, b dates.Date) bool {
	return a.Time.Format("2006-01-02") == b.Time.Format("2006-01-02")
}

var (
	leadingWords = lexicon.Words("leads to a day") // lead from a headline to a day
	spokenWords  = lexicon.Words("spoken")         // name what is said to people and written down
	eventWords   = lexicon.Words("event")          // name what takes place on a day that is announced
)
