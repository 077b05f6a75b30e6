package dates

// How a label is found and which date it belongs to.

import "strings"

// Label says what a date is, in the words of the text.
type Label int

// The labels. Other is a date of something else: of a retrieval, a print
// edition, an event, a copyright.
const (
	NoLabel Label = iota
	Published
	Updated
	Other
)

// String is the label's name in English.
func (l Label) String() string {
	return [...]string{"none", "published", "updated", "other"}[l]
}

// labelled is a label and where it stands.
type labelled struct {
	label      Label
	start, end int
	foreign    bool // in a language other than English: those put the day first
	weak       bool
}

// labelWord is what a phrase says as a label.
type labelWord struct {
	label   Label
	weak    bool // an everyday word too: a label only right before the date, not before a byline
	foreign bool
}

// labelAt reads the longest label phrase at i.
func (l *lexicon) labelAt(line string, i int) (labelled, bool) {
	if label, w := l.hanLabels.at(line, i); w > 0 {
		return labelled{label, i, i + w, true, true}, true
	}
	end := wordEnd(line, i)
	var f folded
	f.set(line[i:end])
	words := l.labelStarts[string(f.bytes())]
	var best labelled
	for n := 1; n <= words; n++ {
		if w, ok := l.labels[string(f.bytes())]; ok {
			best = labelled{w.label, i, end, w.foreign, w.weak}
		}
		next := skipSpace(line, end)
		stop := wordEnd(line, next)
		if next == end || stop == next {
			break
		}
		end = stop
		f.set(line[i:end])
	}
	return best, best.end > 0
}

// maxGap is how far before its date a label may stand: a byline fits between.
const maxGap = 120

// labels gives each date of the line the label that is nearest before it, or
// right behind it.
func (s *scanner) labels() {
	from := 0
	for k := range s.n {
		f := &s.all[k]
		f.label = s.labelBetween(max(from, f.start-maxGap), f.start)
		from = f.end
	}
	for k := range s.n {
		next := len(s.line)
		if k+1 < s.n {
			next = s.all[k+1].start
		}
		if f := &s.all[k]; f.label.label == NoLabel {
			s.labelBehind(f, next)
		}
	}
}

// labelBetween is the last label between two offsets that reaches to the second.
func (s *scanner) labelBetween(i, end int) (found labelled) {
	for i > 0 && i < end && s.line[i]&0xC0 == 0x80 {
		i++
	}
	for i < end {
		if !isLetter(s.line, i) {
			if w := prefixAt(s.line, i, "©", "(@", "(c)", "(C)"); w > 0 && (s.line[i+1] != '@' || s.isTweet(i, end)) {
				found = labelled{label: Other, start: i, end: i + w}
				i += w
				continue
			}
			i++
			continue
		}
		l, ok := s.words.labelAt(s.line, i)
		if ok && l.end <= end && s.reaches(l, end) {
			found = l
			i = l.end
			continue
		}
		if s.line[i] >= 0xE3 {
			i += 3 // Han and Hangul words are not parted
			continue
		}
		i = max(wordEnd(s.line, i), i+1)
	}
	return found
}

// isTweet reports whether the handle at i signs a message: "— Name (@handle) " and
// the date at end. One in a byline has more behind it.
func (s *scanner) isTweet(i, end int) bool {
	for i < end && s.line[i] != ')' {
		i++
	}
	return skipSpace(s.line, i+1) == end || prefixAt(s.line, 0, "—", "–", "- ") > 0
}

// reaches reports whether the label may belong to the date at end: nothing but
// marks parts them, or a byline does. Other stands before whole captions.
func (s *scanner) reaches(l labelled, end int) bool {
	switch {
	case l.label == Other && l.weak && strings.ContainsAny(s.line[l.end:end], "|·•/"):
		return false // "By Joe Born | …"
	case s.onlyMarks(l.end, end), l.label == Other && !l.weak:
		return true
	case l.weak:
		return false
	}
	return s.bylineWord(wordStart(s.line, l.end)) || s.bylineWord(skipSpace(s.line, l.end))
}

// bylineWord reports whether a word that leads to a byline stands at i, as in
// "Posted by Ann on …".
func (s *scanner) bylineWord(i int) bool {
	var f folded
	f.set(s.line[i:wordEnd(s.line, i)])
	return s.words.bylines[string(f.bytes())]
}

// onlyMarks reports whether between two offsets stand no words but "on" and its like.
func (s *scanner) onlyMarks(i, end int) bool {
	for i < end {
		if !isLetter(s.line, i) && !isDigit(s.line, i) {
			i++
			continue
		}
		if next := s.joinWord(i); next > i {
			i = next
			continue
		}
		return false
	}
	return true
}

// labelBehind gives f the label that follows it and belongs to nothing else:
// "2020/07/01 更新", "26. Mai 2020 (aktualisiert)".
func (s *scanner) labelBehind(f *found, next int) {
	i := skipSpace(s.line, f.end)
	if w := prefixAt(s.line, i, "(", "（", "[", ",", "-", "|"); w > 0 {
		i = skipSpace(s.line, i+w)
	}
	if i >= len(s.line) || !isLetter(s.line, i) {
		return
	}
	l, ok := s.words.labelAt(s.line, i)
	if !ok || l.end > next {
		return
	}
	rest := skipSpace(s.line, l.end)
	if rest < len(s.line) {
		w := prefixAt(s.line, rest, ")", "）", "]", ".", "|", "/", ",", "。")
		if w == 0 || skipSpace(s.line, rest+w) == next && next < len(s.line) && s.line[rest] != '/' && s.line[rest] != '|' {
			return
		}
	}
	f.label = l
}

// LabelOf reads the label that a line begins with, and what stands behind it. ok
// is true only where the line is that label: nothing follows, or a colon does,
// or what begins like a date. A headline that begins with "Updated" is none.
//
// An empty rest means that the value stands on the next line that is not blank.
func LabelOf(line string) (label Label, rest string, ok bool) {
	i := skipDecoration(line, 0)
	if i >= len(line) || !isLetter(line, i) {
		return NoLabel, "", false
	}
	l, found := words().labelAt(line, i)
	if !found {
		return NoLabel, "", false
	}
	i = skipSpace(line, l.end)
	if w := prefixAt(line, i, ":", "："); w > 0 {
		return l.label, trimValue(line[i+w:]), true
	}
	rest = trimValue(line[i:])
	if rest == "" || beginsDate(rest) {
		return l.label, rest, true
	}
	return NoLabel, "", false
}

// skipDecoration passes blanks and the marks that open a labelled line: "| ", "- ", "+++ ", "(".
func skipDecoration(line string, i int) int {
	for i < len(line) {
		if w := spaceAt(line, i); w > 0 {
			i += w
			continue
		}
		w := prefixAt(line, i, "|", "-", "+", "(", "[", "*", "#", ",", "/", "•", "·", "–", "—", "■", "▲", "【", "（", "［")
		if w == 0 {
			return i
		}
		i += w
	}
	return i
}

// trimValue takes brackets, marks and blanks off both ends of a labelled value.
func trimValue(v string) string {
	start := 0
	for start < len(v) {
		if w := spaceAt(v, start); w > 0 {
			start += w
			continue
		}
		w := prefixAt(v, start, "[", "(", "-", "|", "：", ":", "（", "［", "–")
		if w == 0 {
			break
		}
		start += w
	}
	end := backSpace(v, len(v))
	for end > start {
		switch v[end-1] {
		case ']', ')', '|', '+', '-', ',', ';':
			end = backSpace(v, end-1)
			continue
		}
		break
	}
	return v[start:max(start, end)]
}

// beginsDate reports whether v begins with a number, a month or a weekday.
func beginsDate(v string) bool {
	if rewritten, ok := rewriteHan(v); ok {
		v = rewritten
	}
	if isDigit(v, 0) {
		return true
	}
	s := scanner{line: v, words: words()}
	if _, _, ok := s.monthAt(0, false); ok {
		return true
	}
	if _, _, ok := s.weekdayAt(0); ok {
		return true
	}
	end := s.joinWord(0)
	return end > 0 && end < len(v) && isDigit(v, skipSpace(v, end))
}
