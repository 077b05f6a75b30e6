package newspaper

// A line of the head that holds a date often holds more: the byline, the
// section, the source, counters. This file takes it to pieces.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// mostBeside is how many characters beside a date a line may lose to it; a
// sentence with more stays in the body.
const mostBeside = 40

// noteDates notes the dates of a line, and reads the byline around them.
func (r *lineReader) noteDates(i int, found []dates.Match, at, passed int) {
	l := &r.lines[i]
	if passed > 0 && r.opensProgramme(i, found) {
		return
	}
	if len(found) == 1 && found[0].Date.DayOnly {
		found = r.withTime(i, found)
	}
	rest := residue(l.text, found)
	labelPair(found)
	labelFirst(l.text, found)
	pieces := r.piecesOf(rest)
	who, unknown := -1, 0
	if !isSentenceAround(l, found) && !isPlaceBefore(l.text, found) && !isCitation(l.text, found) {
		who = r.noteNames(i, pieces, passed)
		if who < 0 && r.noteNick(i, found, passed) {
			who = 0
		}
		if who < 0 && len(pieces) > 0 && strings.HasSuffix(l.text[found[0].LabelStart:found[0].LabelEnd], " in") {
			r.noteFiled(i, pieces[0], passed)
		}
	}
	for k, piece := range pieces {
		if k == who {
			piece = sectionBehind(piece)
		}
		if piece == "" || passed == 0 && r.readPiece(i, piece) {
			continue
		}
		unknown += utf8.RuneCountInString(piece)
	}
	strange := unknown
	if strange > 0 && isDatelineAlone(l.text, found[0]) {
		strange = 0
	}
	for _, m := range found {
		r.dated = append(r.dated, candidate{
			line: i, match: m, whole: unknown == 0, passed: passed,
			prose: unknown > mostBeside && (prose.EndsSentence(l.text) || l.runes > longestFact),
			score: r.scoreDate(i, m, at, passed, strange),
		})
	}
}

// piecesOf splits what stands beside a date, without the title and the litter.
func (r *lineReader) piecesOf(rest string) []string {
	var pieces []string
	for piece := range strings.SplitSeq(rest, "|") {
		for piece != "" {
			first := byline.CutNextKey(piece)
			piece = strings.TrimLeft(piece[len(first):], " \u3000\u00a0")
			if first = cutButton(r.besideTitle(first)); first != "" && !isCounterText(first) && whyLitter(first) == "" {
				pieces = append(pieces, first)
			}
		}
	}
	return pieces
}

// cutButton takes the button off that a blank parts from what a Chinese key states: "来源：例报
// 举报".
func cutButton(s string) string {
	if last := strings.LastIndexByte(s, ' '); last > 0 && s[last+1:] != "" && s[last+1] >= 0xe3 && whyLitter(s[last+1:]) != "" {
		return strings.TrimRight(s[:last], " ")
	}
	return s
}

// noteNames notes the piece that names the authors, and gives its index or -1: one
// that says so goes before one that begins with a first name, and that before others.
func (r *lineReader) noteNames(i int, pieces []string, passed int) int {
	for _, sure := range [...]func(string) bool{
		func(s string) bool { _, _, ok := byline.CutByLabel(s); return ok },
		byline.BeginsWithFirstName,
		func(string) bool { return true },
	} {
		for k, piece := range pieces {
			if isKeyIn(r.lines[i].text, piece) {
				continue
			}
			if sure(piece) && r.noteByline(i, piece, true, passed) {
				return k
			}
		}
	}
	return -1
}

// isKeyIn reports whether a colon follows piece in s: it is a label that nobody knows.
func isKeyIn(s, piece string) bool {
	_, after, ok := strings.Cut(s, piece)
	return ok && beginsWithAny(strings.TrimLeft(after, " \u00a0"), ":", "：")
}

// labelPair labels two full dates without label that nothing parts: themes print
// the day of publication beside that of the last change, in either order.
func labelPair(found []dates.Match) {
	if len(found) < 2 {
		return
	}
	a, b := &found[0], &found[1]
	for _, m := range [...]*dates.Match{a, b} {
		if m.Label != dates.NoLabel || m.YearInferred || m.Relative || m.Range {
			return
		}
	}
	if b.Start-a.End > 1 || sameDay(a.Date, b.Date) && (a.Date.DayOnly || b.Date.DayOnly) {
		return
	}
	if a.Zone != "" && b.Date.DayOnly {
		a.Label = dates.Other // the last change, for machines, before the date that people see
		return
	}
	if a.Date.Time.After(b.Date.Time) {
		a.Label = dates.Updated
	} else {
		b.Label = dates.Updated
	}
}

// labelFirst labels a full date that a labelled change of the same day or a later one
// follows, with nothing but marks between: "5 May 2021, updated at 16:01".
func labelFirst(s string, found []dates.Match) {
	if len(found) != 2 {
		return
	}
	a, b := &found[0], &found[1]
	if a.Label != dates.NoLabel || b.Label != dates.Updated || a.YearInferred || a.Relative || a.Range || b.LabelStart < a.End || b.LabelStart > b.Start {
		return
	}
	if strings.Trim(s[a.End:b.LabelStart], " \u00a0,;|·•-–—/(") == "" && (sameDay(a.Date, b.Date) || b.Date.Time.After(a.Date.Time)) {
		a.Label = dates.Published
	}
}

// isSentenceAround reports whether a long line goes on after its dates and ends as
// sentences do: the name that it begins with is that of somebody it tells about.
func isSentenceAround(l *line, found []dates.Match) bool {
	rest := strings.Trim(l.text[found[len(found)-1].End:], " .)")
	if isParted(rest) {
		return false
	}
	if _, _, labelled := byline.CutByLabel(rest); labelled || rest == "" {
		return false
	}
	return l.runes > 60 && prose.EndsSentence(l.text)
}

// isParted reports whether a bar stands between a date and the rest of its line.
func isParted(rest string) bool {
	return beginsWithAny(strings.TrimLeft(rest, " "), "|", "•", "·")
}

// isCitation reports whether s says where something was printed: "Jane Doe; Swans of
// the North; The Mill (Linz); 5 May 2001." A line of the head has no full stop, and
// names only people beside its date.
func isCitation(s string, found []dates.Match) bool {
	const parts = 3 // author, title, paper
	last := found[len(found)-1]
	stop := strings.Trim(s[last.End:], "\"'”’»)] ")
	if stop != "." && stop != "。" && (stop != "" || strings.Count(s, ";") < parts-1) || last.Start == 0 {
		return false
	}
	before := strings.FieldsFunc(s[:last.Start], func(c rune) bool { return c == ',' || c == ';' || c == '.' || c == ':' || c == '(' || c == ')' })
	pieces, strange := 0, false
	for _, p := range before {
		if p = strings.Trim(p, " \"'“”‘’„«»"); p == "" {
			continue
		}
		pieces++
		strange = strange || !byline.AllExplained([]string{p})
	}
	return pieces >= parts && strange
}

// isPlaceBefore reports whether a place stands before the first date, where the text
// was written: "CLEVELAND, March 3 -", "Oslo, 3 May 2021".
func isPlaceBefore(s string, found []dates.Match) bool {
	before := strings.TrimRight(s[:found[0].Start], " ")
	place, comma := strings.CutSuffix(before, ",")
	if !comma || found[0].LabelEnd > found[0].LabelStart && found[0].LabelStart < found[0].Start {
		return false
	}
	if _, _, ok := byline.CutByLabel(place); ok {
		return false
	}
	after := strings.Trim(s[found[len(found)-1].End:], " .")
	dash := after != "" && strings.Trim(after, "-–— ") == ""
	return dash && isPlace(place) || prose.WordCount(place) == 1 && !prose.HasHan(place) || isTownInState(place)
}

// besideTitle is a piece without the article's title, which pages repeat beside
// its date: "Comments Off on …".
func (r *lineReader) besideTitle(piece string) string {
	piece = strings.TrimSpace(piece)
	if n := len(piece) - len(r.a.Title); r.a.Title != "" && n >= 0 && strings.EqualFold(piece[n:], r.a.Title) {
		piece = strings.TrimSpace(strings.TrimSuffix(piece[:n], "Comments Off on "))
	}
	return piece
}

// longestTime bounds, in characters, a line that is a time of day alone.
const longestTime = 14

// withTime adds the time that stands alone on the line below a date.
func (r *lineReader) withTime(i int, found []dates.Match) []dates.Match {
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+2 || r.lines[j].runes > longestTime || !prose.HasDigit(r.lines[j].text) || len(r.find(j)) > 0 {
		return found
	}
	m := found[0]
	both := dates.Find(r.lines[i].text[m.Start:m.End]+" "+r.lines[j].text, r.ctx)
	if len(both) != 1 || both[0].Date.DayOnly || both[0].Start != 0 || r.opensAgenda(j) {
		return found
	}
	if end := m.End - m.Start + 1; both[0].End < end || hasLetters(both[0], r.lines[j].text, end) {
		return found // "19:00  Opening"
	}
	found[0].Date = both[0].Date
	r.drop(j, "time of the date above")
	return found
}

// opensProgramme reports whether line i is a day alone, and the line right below it begins
// with a time at which something is on: "Monday, June 7" above "10 a.m. Market".
func (r *lineReader) opensProgramme(i int, found []dates.Match) bool {
	const longest = 80
	if len(found) != 1 || !found[0].Date.DayOnly || found[0].Label != dates.NoLabel || residue(r.lines[i].text, found) != "" {
		return false
	}
	if i+1 == len(r.lines) || r.lines[i+1].fate != inBody || r.lines[i+1].runes > longest || !prose.HasDigit(r.lines[i+1].text) {
		return false
	}
	day, below := r.lines[i].text[found[0].Start:found[0].End], r.lines[i+1].text
	both := dates.Find(day+" "+below, r.ctx)
	end := len(day) + 1
	return len(both) == 1 && !both[0].Date.DayOnly && both[0].Start == 0 && both[0].End > end && hasLetters(both[0], below, end)
}

// hasLetters reports whether words follow the time of a line that was put after a date,
// from the offset start.
func hasLetters(m dates.Match, line string, start int) bool {
	for _, c := range line[min(len(line), m.End-start):] {
		if unicode.IsLetter(c) {
			return true
		}
	}
	return false
}

// opensAgenda reports whether line j begins with a time of day and so does another near
// it: hours of a programme.
func (r *lineReader) opensAgenda(j int) bool {
	const near = 4
	for k, seen := r.next(j+1), 0; k < len(r.lines) && seen < near; k, seen = r.next(k+1), seen+1 {
		first, _, _ := strings.Cut(r.lines[k].text, " ")
		if hour, minute, ok := strings.Cut(strings.Trim(first, "-–:"), ":"); ok && len(minute) == 2 && prose.IsNumber(hour) && prose.IsNumber(minute) {
			return true
		}
	}
	return false
}

// sectionBehind is what follows the names in "by Jane Doe in News, US".
func sectionBehind(piece string) string {
	if at := strings.LastIndex(piece, " in "); at > 0 && prose.StartsUpper(piece[at+4:]) {
		return piece[at+1:]
	}
	return ""
}

// readPiece takes a fact that shares the line of a date: "Source: X", "in News, US".
func (r *lineReader) readPiece(i int, piece string) bool {
	s := stated.Fact{Line: r.lines[i].n, Rule: "beside the date"}
	if list, ok := strings.CutPrefix(piece, "in "); ok && prose.StartsUpper(list) && prose.WordCount(list) <= 6 {
		names := stated.SplitList(byline.TrimTail(list))
		if len(names) == 0 || names[0] == "Uncategorized" {
			return true
		}
		s.Field, s.Values = stated.Section, names[:1]
		took := r.a.State(s, r.ctx)
		if len(names) > 1 {
			s.Field, s.Values, s.List = stated.Tags, names[1:], true
			r.a.State(s, r.ctx)
		}
		return took
	}
	key, value, ok := stated.CutKey(piece)
	switch f := stated.FieldOf(key); {
	case !ok:
	case f == stated.Tags, f == stated.Section, f == stated.Source:
		s.Field, s.Key, s.Values = f, key, []string{value}
		return r.a.State(s, r.ctx)
	case f == stated.Author:
		authors, source := byline.Parse(value, false)
		if len(authors) == 0 {
			return false
		}
		r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true})
		return true
	}
	return false
}

// residue is what a line holds besides dates and their labels, in pieces separated by
// "|".
func residue(s string, found []dates.Match) string {
	var out strings.Builder
	at := 0
	for _, m := range found {
		start, end := m.Start, m.End
		if m.LabelEnd > m.LabelStart {
			out.WriteString(s[at:max(at, min(m.LabelStart, start))])
			out.WriteByte('|')
			out.WriteString(byWordOf(s[m.LabelStart:m.LabelEnd]))
			if m.LabelEnd < start {
				out.WriteString(s[max(at, m.LabelEnd):max(at, start)])
			}
			end = max(end, m.LabelEnd)
		} else {
			out.WriteString(s[at:max(at, start)])
		}
		out.WriteByte('|')
		at = max(at, end)
	}
	out.WriteString(s[at:])
	rest := strings.ReplaceAll(out.String(), " - ", " | ")
	if strings.Contains(rest, "mail") {
		rest = contacts.Replace(rest)
	}
	if strings.Contains(rest, "/in") {
		rest = bothForms.Replace(rest)
	}
	pieces := strings.FieldsFunc(rest, func(c rune) bool {
		return strings.ContainsRune("|•·/–—\t\u3000", c)
	})
	kept := pieces[:0]
	for _, p := range pieces {
		p = strings.TrimSuffix(strings.Trim(p, " ,;:.-+[]()<>\u00a0@"), " »") // forums print it before a date
		if _, rest, ok := dates.LabelOf(p); ok {
			p = strings.Trim(rest, " ,;:.-")
		}
		if p != "" && !linkWords.Lists(p) {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "|")
}

// bothForms are the labels that German papers write for men and women at once.
var bothForms = strings.NewReplacer("Autor/in", "Autor", "Autor/innen", "Autoren", "Redakteur/in", "Redakteur")

// contacts are the links beside a byline through which readers write to it.
var contacts = strings.NewReplacer("Send an email", "|", "Send email", "|", "Sende uns eine E-Mail", "|", "Sende eine E-Mail", "|",
	"Envoyer un e-mail", "|", "Invia un'email", "|", "Enviar un email", "|", "Stuur een e-mail", "|")

// byWordOf gives the last word of "Posted by" and its like, so that the name
// after the label is still known for one.
func byWordOf(label string) string {
	last := strings.TrimRight(label, " :")
	last = last[strings.LastIndexByte(last, ' ')+1:]
	switch strings.ToLower(last) {
	case "by", "von", "par", "por", "da", "di", "av", "af", "door":
		return last + " "
	}
	return ""
}

// linkWords tie a date to what stands beside it.
var linkWords = lexicon.Words("beside a date")

// isCounterText reports whether s is a counter: "24 Comments", "3 min read", "150",
// "1.2K Views".
func isCounterText(s string) bool {
	words := strings.Fields(s)
	if len(words) > 5 {
		return false
	}
	number := false
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,:;()+·•#"))
		switch {
		case w == "":
		case prose.IsDigit(w[0]):
			number = true
		case counterWords.Has(w):
		default:
			return false
		}
	}
	return number || len(words) <= 2
}

var counterWords = lexicon.Words("counted beside a date")
