package newspaper

// What a paragraph of the body is besides prose: a caption, a related headline,
// a subheading, a message quoted, litter of the page. Shape alone never takes a
// line out; words that say so do.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// classify settles the kind of each block and drops litter and marked links to
// other articles.
func (r *bodyReader) classify(blocks []block) []block {
	out := blocks[:0]
	for i := range blocks {
		b := blocks[i]
		if r.lines[b.first].fate == inDropped {
			continue
		}
		if b.kind == paragraph {
			if why := whyNoBody(b.text); why != "" {
				r.dropBlock(&b, why)
				if why == "caption label" && i+1 < len(blocks) && blocks[i+1].kind == paragraph {
					blocks[i+1].kind = caption
				}
				if why == "related links" {
					r.dropRelated(blocks, i)
				}
				continue
			}
			if isCaption(b.text) || r.belowCaptionLabel(b.first) {
				b.kind = caption
			}
		}
		out = append(out, b)
	}
	classifyOpening(out)
	for i := range out {
		if out[i].kind == paragraph {
			r.classifyShape(out, i)
		}
	}
	return out
}

// classifyOpening sets apart the captions and credits above the first prose.
func classifyOpening(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.kind == caption:
		case b.kind == paragraph && isPictureCredit(b.text):
			b.kind = caption
		case captionAbove(blocks, i):
			b.kind = caption
		default:
			return
		}
	}
}

// belowCaptionLabel reports whether line i is below "Image caption", which was dropped
// before.
func (r *bodyReader) belowCaptionLabel(i int) bool {
	for i--; i >= 0 && r.lines[i].fate == blank; i-- {
	}
	return i >= 0 && r.lines[i].fate == inDropped && whyLitter(r.lines[i].text) == "caption label"
}

func (r *bodyReader) dropBlock(b *block, why string) {
	for i := b.first; i <= b.last; i++ {
		if r.lines[i].fate == inBody {
			r.drop(i, why)
		}
	}
}

// dropRelated drops the headlines and addresses below the heading of a list of
// related links.
func (r *bodyReader) dropRelated(blocks []block, i int) {
	for j := i + 1; j < len(blocks) && j <= i+10; j++ {
		b := &blocks[j]
		if b.kind != paragraph && b.kind != list || prose.EndsSentence(b.text) || utf8.RuneCountInString(b.text) > 120 {
			return
		}
		r.dropBlock(b, "related headline")
	}
}

// whyNoBody names the reason why a paragraph is no part of the article, by its
// words; empty if it is.
func whyNoBody(s string) string {
	if len(s) > 400 {
		return ""
	}
	if why := whyLitter(s); why != "" {
		return why
	}
	if len(s) > 300 {
		return ""
	}
	return whyRelated(s)
}

// relatedMarks begin a line that leads to another article. Those without colon
// count only if the line does not end as sentences do.
var relatedMarks = lexicon.Prefixes("related")

// relatedHeadings stand above lists of other articles.
var relatedHeadings = lexicon.Words("related heading")

// whyRelated says why a line only leads to another article; empty if it does not.
func whyRelated(s string) string {
	if s[0] == '[' && s[len(s)-1] == ']' && prose.WordCount(s) >= 4 && !strings.Contains(s[1:], "[") && !prose.EndsSentence(s) {
		return "related headline"
	}
	if mark := relatedMarks.Of(s); mark != "" {
		rest := strings.Trim(s[len(mark):], " :")
		if rest == "" {
			return "related links"
		}
		if prose.EndsSentence(s) && !strings.HasSuffix(mark, ":") || strings.HasSuffix(s, ".") && prose.WordCount(rest) > 14 {
			return ""
		}
		return "related headline"
	}
	if len(s) > 60 {
		return ""
	}
	if relatedHeadings.Has(strings.Trim(strings.ToLower(s), " :■●【】")) {
		return "related links"
	}
	return ""
}

// captionMarks begin a caption.
var captionMarks = lexicon.Prefixes("caption")

// creditWords end captions: agencies of pictures.
var creditWords = wordlist.PrefixesOf("getty images", "/getty", "shutterstock", "/reuters)", "/ap)", "/afp)", "ap photo", "/imago", "imago/", "picture alliance", "picture-alliance",
	"/epa)", "stock.adobe.com", "adobe stock", "istock", "unsplash", "pixabay", "credit photo", "handout photo", "flickr", "123rf", "photo courtesy", "(afp photo", "alamy", "(reuters photo")

// namesCredit reports whether one of them stands anywhere in s.
func namesCredit(s string) bool { return creditWords.In(s) }

// isCaption reports whether the first or last words of s make it a caption.
func isCaption(s string) bool {
	if len(s) > 400 {
		return false
	}
	sentence := prose.EndsSentence(s)
	if captionMarks.Of(s) != "" {
		return !sentence || len(s) < 250
	}
	if endsInCredit(s) {
		return true
	}
	if !sentence || strings.HasSuffix(s, ")") || len(s) < 120 {
		if namesCredit(s[max(0, len(s)-60):]) {
			return true
		}
	}
	return !sentence && isKeyedCaption(s)
}

// isKeyedCaption reports whether s is a caption after a key, without a full stop:
// "Scene: The tragedy unfolded at …".
func isKeyedCaption(s string) bool {
	word, rest, ok := strings.Cut(s, ": ")
	return ok && prose.WordCount(word) == 1 && prose.StartsUpper(word) && prose.StartsUpper(rest) && prose.WordCount(rest) >= 8 && len(word) > 2 && !prose.AllCaps(word)
}

// classifyShape looks for what only shape and neighbours tell: tweets,
// subheadings, pull quotes, headlines that strayed in.
func (r *bodyReader) classifyShape(blocks []block, i int) {
	b := &blocks[i]
	if isTweetSource(b.text) && prose.Runes(b.text) <= 120 {
		b.kind = quotation
		if i > 0 && blocks[i-1].kind == paragraph {
			blocks[i-1].kind = quotation
		}
		return
	}
	if b.first != b.last || prose.EndsSentence(b.text) || prose.Runes(b.text) > 120 || strings.Contains(b.text, ": ") && prose.HasDigit(b.text) || i == 0 || i+1 >= len(blocks) {
		return
	}
	before, after := &blocks[i-1], &blocks[i+1]
	if !isProse(before) && before.kind != heading {
		if !endsParagraph(before) || prose.WordCount(b.text) >= mostInHeading || !isProse(after) {
			return
		}
	} else if !isProse(after) {
		return
	}
	words := prose.WordCount(b.text)
	switch {
	case isSolid(b.text):
	case words >= 5 && quotedIn(blocks, i):
		b.kind = caption
	case isNumbered(b.text), words < 5 && prose.StartsUpper(b.text), isHanHeading(b.text), words <= 8 && sharesWord(b.text, after.text):
		b.kind = heading
	case words <= 20 && prose.StartsUpper(strings.TrimLeft(b.text, "‘“'\"„«»")):
		b.kind = suspect
	}
}

// isHanHeading reports whether s is a heading of a few Han letters or kana.
func isHanHeading(s string) bool {
	const fewest, most = 3, 16 // characters
	n := prose.Runes(s)
	return n >= fewest && n <= most && prose.HasHan(s) && !strings.ContainsAny(s, "：:（(|，、")
}

// mostInHeading bounds the words of a heading that stands below a paragraph of any length.
const mostInHeading = 6

// endsParagraph reports whether b is a paragraph that ends as sentences do, however short.
func endsParagraph(b *block) bool {
	const shortest = 4 // words
	return b.kind == paragraph && prose.EndsStatement(b.text) && !strings.HasSuffix(b.text, ":") && (prose.WordCount(b.text) >= shortest || prose.HasHan(b.text))
}

// isProse reports whether b is a paragraph of more than 90 characters, or 40 of a script
// that needs few, that ends as sentences do.
func isProse(b *block) bool {
	long := 90
	if isSolid(b.text) {
		long = 40
	}
	return b.kind == paragraph && prose.EndsSentence(b.text) && prose.Runes(b.text) > long
}

// isTweetSource reports whether s is the line under a tweet: "— Name (@handle) December
// 27, 2016".
func isTweetSource(s string) bool {
	return (strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "-")) && strings.Contains(s, "(@")
}

// quotedIn reports whether another paragraph contains the text of block i: a pull
// quote.
func quotedIn(blocks []block, i int) bool {
	const near = 40 // blocks in which a pull quote is looked for, before and after
	text := strings.Trim(blocks[i].text, "\"“”‘’'„«» ")
	for j := max(0, i-near); j < min(len(blocks), i+near); j++ {
		if j != i && blocks[j].kind == paragraph && strings.Contains(blocks[j].text, text) {
			return true
		}
	}
	return false
}

// isNumbered reports whether s is a numbered heading: "VIII. What …", "3. What …".
func isNumbered(s string) bool {
	word, _, ok := strings.Cut(s, " ")
	word, dotted := strings.CutSuffix(word, ".")
	return ok && dotted && word != "" && (prose.IsNumber(word) || strings.Trim(word, "IVXLC") == "")
}

// sharesWord reports whether a word of a, of five letters or more, occurs in b.
func sharesWord(a, b string) bool {
	lower := strings.ToLower(b)
	for w := range strings.FieldsFuncSeq(a, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if utf8.RuneCountInString(w) >= 5 && strings.Contains(lower, strings.ToLower(w)) {
			return true
		}
	}
	return false
}
