package newspaper

// The summary: what the article or its editor says it is about, else its first
// paragraph, cut at a sentence.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/prose"
)

// summarise takes the stated summary, else the dek, else the first paragraph.
func (r *bodyReader) summarise(blocks []block) {
	if r.a.Summary != "" {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if r.dekSure && b.first == r.dek && b.last == r.dek && b.rows == nil {
			r.a.Summary = prose.CutSentence(b.text, prose.LongestSummary)
			r.a.Origin.Set("summary", content.Origin{Line: r.lines[b.first].n, Rule: "line between title and byline"})
			return
		}
	}
	for i := range blocks {
		b := &blocks[i]
		if isStanza(b) {
			r.a.Summary = prose.CutSentence(prose.OneLine(strings.Join(b.rows, " ")), prose.LongestSummary)
			r.a.Origin.Set("summary", content.Origin{Line: r.lines[b.first].n, Rule: "first paragraph"})
			return
		}
		text := cutSummaryMark(b.text)
		if b.kind != paragraph || saysNothing(text) || isAboutItself(text) || namesQuoted(blocks, i) || utf8.RuneCountInString(text) < 60 && !(prose.EndsSentence(text) && prose.WordCount(text) > 5) && !isSolid(text) {
			continue
		}
		r.creditDateline(b)
		r.a.Summary = prose.CutSentence(stripDateline(text), prose.LongestSummary)
		r.a.Origin.Set("summary", content.Origin{Line: r.lines[b.first].n, Rule: "first paragraph"})
		return
	}
	for i := range blocks {
		if b := &blocks[i]; b.kind == paragraph {
			r.a.Summary = prose.CutSentence(b.text, prose.LongestSummary)
			r.a.Origin.Set("summary", content.Origin{Line: r.lines[b.first].n, Rule: "first paragraph"})
			return
		}
	}
}

// namesQuoted reports whether a paragraph only says whose words follow, which the marks of
// mail quote: "On Tuesday Jane Doe wrote:".
func namesQuoted(blocks []block, i int) bool {
	return i+1 < len(blocks) && blocks[i+1].kind == quoted && strings.HasSuffix(blocks[i].text, ":")
}

// cutSummaryMark takes off the word by which Chinese and Korean papers introduce what an
// article is about: "[摘要]", "核心提示：".
func cutSummaryMark(s string) string {
	if s == "" || s[0] < utf8.RuneSelf && s[0] != '[' && s[0] != '(' {
		return s
	}
	inner := strings.TrimLeft(s, "[【（(")
	if !prose.IsCJK(firstLetter(inner)) {
		return s
	}
	for _, mark := range summaryMarks() {
		if rest, ok := strings.CutPrefix(inner, mark); ok {
			if text := strings.TrimLeft(rest, "]】）)：: "); text != rest {
				return text
			}
		}
	}
	return s
}

// summaryMarks are these words.
var summaryMarks = lexicon.List("summary mark")

// saysNothing reports whether s only leads elsewhere, or gives the headline under which
// another newspaper ran the article.
func saysNothing(s string) bool {
	if beginsWithAny(strings.TrimLeft(s, "（(【["), originalTitle()...) {
		return true
	}
	const fewest, most = 6, 19 // words beside an address, and words that say something
	words, addresses := 0, 0
	for w := range strings.FieldsSeq(s) {
		if strings.Contains(w, "://") || len(w) >= len("www.") && strings.EqualFold(w[:len("www.")], "www.") {
			addresses++
		} else if words++; words == most {
			return false
		}
	}
	return addresses > 0 && words < fewest || !prose.EndsSentence(s) && linkMarks.Of(s) != ""
}

// originalTitle leads to the headline of another newspaper.
var originalTitle = lexicon.List("original title")

// linkMarks begin a line that is there to be pressed.
var linkMarks = lexicon.Prefixes("link")

// isStanza reports whether the lines of b say something: verse, not an address.
func isStanza(b *block) bool {
	const saying = 60
	if b.kind != verse {
		return false
	}
	size, lower := 0, false
	for _, row := range b.rows {
		size += utf8.RuneCountInString(row)
		lower = lower || prose.StartsLower(row)
	}
	last := b.rows[len(b.rows)-1]
	return size >= saying && !prose.HasDigit(b.rows[0]) && (prose.EndsSentence(last) || lower && strings.HasSuffix(last, ","))
}

// isSolid reports whether s is long enough in a script that needs few characters.
func isSolid(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return prose.IsCJK(r) && utf8.RuneCountInString(s) >= 25
}
