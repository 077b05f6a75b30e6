package newspaper

// The end of an article, read upward: end marks, credits, rights, print notes,
// tags. It stops at the first line that is prose.

import (
	"strings"

	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"
)

const (
	trailerLines   = 15
	longestTrailer = 400
)

// readEnd goes up from the last line.
func (r *lineReader) readEnd() {
	prose := 0
	for i, seen := len(r.lines)-1, 0; i >= r.top && seen < trailerLines && prose < 2; i-- {
		l := &r.lines[i]
		if l.fate != inBody {
			continue
		}
		seen++
		if l.runes > longestTrailer || !r.readTrailing(i, seen) {
			prose++
		}
	}
}

// readTrailing takes one line of the trailer, and reports whether it is one. Seen
// counts from the end, from 1.
func (r *lineReader) readTrailing(i, seen int) bool {
	s := r.lines[i].text
	if _, _, drawn := r.drawing(i); drawn {
		return false
	}
	switch {
	case isRuleText(s) && !isEndMark(s):
	case isEndMark(s):
		if byline.IsAgency(s) && r.a.Source == "" {
			r.a.Source = agencyName(s)
			r.take(i, "source", "end mark")
			return true
		}
		r.drop(i, "end mark")
	case isRights(s):
		if r.a.Rights != "" {
			r.drop(i, "second rights line")
			return true
		}
		r.a.Rights = prose.OneLine(s)
		r.take(i, "rights", "last lines")
	case r.readWireTime(i):
	case isPrintNote(s):
		r.drop(i, "print edition note")
	case creditPrefixes.Of(s) != "":
		r.readCredit(i)
	case originPrefixes.Of(s) != "":
		r.readOrigin(i)
	case whyLitter(s) != "":
		r.drop(i, whyLitter(s))
	case r.readHighlight(i):
	default:
		return r.readTrailingKey(i)
	}
	return true
}

// readTrailingKey takes "Tags: …" and the like, and labelled dates. It reports whether
// line i has such a key.
func (r *lineReader) readTrailingKey(i int) bool {
	s := r.lines[i].text
	key, value, ok := stated.CutKey(s)
	if !ok || value == "" {
		return false
	}
	switch stated.FieldOf(key) {
	case stated.Tags, stated.Source, stated.Section:
		return len(dates.Find(value, r.ctx)) == 0 && r.readKeyLine(i)
	case stated.Other:
		if prose.AllCaps(key) {
			r.drop(i, "header key without use")
			return true
		}
	}
	if strings.EqualFold(key, "load-date") {
		r.drop(i, "header key without use")
		return true
	}
	return false
}

// isEndMark reports whether the line ends a wire story.
func isEndMark(s string) bool {
	const longest = 20 // bytes
	if len(s) > longest {
		return false
	}
	lower := strings.ToLower(s)
	switch strings.Trim(lower, " .\u0003") {
	case "reuter", "reuters", "-30-", "- 30 -", "30", "###", "##", "ends", "end", "(ends)", "(end)", "afp", "dpa", "apa", "ap", "-0-", "eom", "(more)":
		return lower != "30"
	}
	return false
}

func agencyName(s string) string {
	s = strings.Trim(s, " .")
	if strings.EqualFold(s, "reuter") || strings.EqualFold(s, "reuters") {
		return "Reuters"
	}
	return s
}

// isRights reports whether the line begins as statements of rights do, and has a sign,
// a year or the phrase.
func isRights(s string) bool {
	if allRights.Of(s) != "" {
		return true
	}
	switch rightsSigns.Of(s) {
	case "copyright":
		return prose.HasDigit(s) || strings.Contains(s, "©") || strings.Contains(strings.ToLower(s), "reserved")
	case "":
		return false
	}
	lower := strings.ToLower(s)
	return prose.HasDigit(s) || strings.Contains(lower, "rights") || strings.Contains(lower, "rechte")
}

// rightsSigns begin statements of rights that have more.
var rightsSigns = wordlist.PrefixesOf("©", "(c) ", "copyright")

// allRights begin statements of rights that need no more.
var allRights = lexicon.Prefixes("all rights")

var printNotes = wordlist.PrefixesOf("a version of this", "this article appeared in", "order reprints", "опубликован", "Опубликован")

func isPrintNote(s string) bool {
	if printNotes.Of(s) == "" {
		return false
	}
	lower := strings.ToLower(s)
	return strings.HasPrefix(lower, "a version of this ") && strings.Contains(lower, " print") ||
		strings.HasPrefix(lower, "this article appeared in ") && strings.Contains(lower, "print") ||
		strings.HasPrefix(lower, "order reprints") ||
		strings.HasPrefix(lower, "опубликован") && strings.Contains(lower, "газете")
}

var reportingBy = wordlist.PrefixesOf("reporting by")

var creditPrefixes = lexicon.Prefixes("reporting credit")

var originPrefixes = lexicon.Prefixes("origin")

// readCredit keeps a reporting credit aside: it names the authors if no byline
// does.
func (r *lineReader) readCredit(i int) {
	s := strings.Trim(r.lines[i].text, "() ")
	if reportingBy.Of(s) != "" {
		names, _, _ := strings.Cut(s[len("reporting by"):], ";")
		if authors, _ := byline.Parse(names, true); len(authors) > 0 {
			r.credit = &bylineAt{line: i, authors: authors}
		}
	}
	r.drop(i, "credit")
}

// readOrigin takes the paper that an article came from.
func (r *lineReader) readOrigin(i int) {
	s := r.lines[i].text
	if r.lines[i].runes > 160 {
		r.drop(i, "note of origin")
		return
	}
	source := ""
	for _, before := range []string{" published by ", " published in ", " published on ", " published at ", " appeared on ", " appeared in ", "Via ", "via ", "H/T: ", "H/T "} {
		if _, after, ok := strings.Cut(s, before); ok {
			source, _, _ = strings.Cut(after, ".")
			break
		}
	}
	source = strings.TrimSpace(source)
	if source != "" && r.a.Source == "" && prose.WordCount(source) <= 6 && prose.StartsUpper(source) && !strings.HasPrefix(s, "H/T") {
		r.a.Source = source
		r.take(i, "source", "note of origin")
		return
	}
	if strings.HasPrefix(strings.ToLower(s), "via ") {
		return
	}
	r.drop(i, "note of origin")
}

// readHighlight drops the summary lines that some archives append, each below a line
// "@highlight". It reports whether line i is one.
func (r *lineReader) readHighlight(i int) bool {
	if r.lines[i].text == "@highlight" {
		r.drop(i, "highlight")
		return true
	}
	for j := i - 1; j >= r.top && j >= i-2; j-- {
		if r.lines[j].text == "@highlight" {
			r.drop(i, "highlight")
			return true
		}
		if r.lines[j].fate != blank {
			return false
		}
	}
	return false
}
