package newspaper

// The credits of pictures, and the captions that they stand below.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/byline"
	"feedmill/content/language"
	"feedmill/content/prose"
)

// longestCredit bounds a credit in characters, and mostInCredit in words.
const (
	longestCredit  = 120
	mostInCredit   = 12
	longestCaption = 220
)

// isPictureCredit reports whether s says nothing but who took the picture: "Toni Sand /
// The Post / Getty Images", "(Photo by Toni Sand)", "Foto: T. Sand/dpa".
func isPictureCredit(s string) bool {
	if len(s) > 3*longestCredit {
		return false
	}
	s = strings.Trim(s, " \u00a0()[]（）【】.*_")
	if s == "" || utf8.RuneCountInString(s) > longestCredit || prose.WordCount(s) > mostInCredit || hasStop(s) {
		return false
	}
	if mark := creditMarks.Of(s); mark != "" {
		return strings.Trim(s[len(mark):], " :：") != ""
	}
	return isAgencyCredit(s)
}

// hasStop reports whether a sentence ends within s. Initials and the like end none.
func hasStop(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if strings.HasSuffix(w, ".") && !prose.EndsAbbreviated(w) {
			return true
		}
	}
	return false
}

// creditSeparators are between who took a picture and for whom.
var creditSeparators = strings.NewReplacer(" via ", "/", " for ", "/", " / ", "/", " - ", "/", " – ", "/")

// isAgencyCredit reports whether one part of s is a picture agency and the others are
// names.
func isAgencyCredit(s string) bool {
	found, parts := false, 0
	for part := range strings.FieldsFuncSeq(creditSeparators.Replace(s), func(c rune) bool {
		return strings.ContainsRune("/|,;·•—", c)
	}) {
		if part = strings.TrimSpace(strings.Trim(part, " ©")); part == "" {
			continue
		}
		parts++
		lower := strings.ToLower(part)
		agency := pictureAgencies.Has(lower) || strings.HasPrefix(lower, "getty images")
		if !agency && (prose.WordCount(part) > 5 || !isNamed(part)) {
			return false
		}
		found = found || agency
	}
	return found && (parts > 1 || prose.WordCount(s) < 4)
}

// isNamed reports whether each word of four letters or more begins with a capital.
func isNamed(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) && utf8.RuneCountInString(w) > 3 {
			return false
		}
	}
	return s != ""
}

// creditMarks begin the credit of a picture.
var creditMarks = lexicon.Prefixes("picture credit")

// pictureAgencies sell the pictures of others.
var pictureAgencies = lexicon.Words("picture agency")

// captionAbove reports whether the block i is the caption of the credit below it: the
// first thing of the text, shaped like one, and prose follows. Deeper in the text, a credit may
// as well be all that is left of the next picture.
func captionAbove(blocks []block, i int) bool {
	if i+2 >= len(blocks) || blocks[i].kind != paragraph {
		return false
	}
	if credit := &blocks[i+1]; credit.kind != paragraph && credit.kind != caption || !isPictureCredit(credit.text) || !showsPicture(blocks[i].text) {
		return false
	}
	return blocks[i+2].kind == paragraph && utf8.RuneCountInString(blocks[i+2].text) >= 60 || isSolid(blocks[i+2].text)
}

// showsPicture reports whether s says what captions say: it begins with somebody's
// name, or tells where to look.
func showsPicture(s string) bool {
	if utf8.RuneCountInString(s) > longestCaption || isDateline(s) {
		return false
	}
	words := strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",.:;()（）", c) })
	for i, w := range words {
		if lower := strings.ToLower(w); showing.Has(lower) && (i > 0 || lower != "left" && lower != "right") {
			return true
		}
	}
	return len(words) > 2 && isOwnName(words[0]) && isOwnName(words[1])
}

func isOwnName(w string) bool {
	return prose.StartsUpper(w) && !language.IsSmallWord(strings.ToLower(w))
}

// showing are the words by which a caption points at its picture, or says what
// happened when it was taken.
var showing = lexicon.Words("pointing")

// endsInCredit reports whether s is a caption with its credit in brackets at the end:
// "The bridge at dusk. (Photo by Toni Sand)".
func endsInCredit(s string) bool {
	if !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "）") && !strings.HasSuffix(s, "]") {
		return false
	}
	at := strings.LastIndexAny(s, "(（[")
	if at <= 0 {
		return false
	}
	in := strings.Trim(s[at:], "()（）[] ")
	return in != "" && (creditMarks.Of(in) != "" && isPictureCredit(in) || strings.ContainsAny(in, "/|") && (isAgencyCredit(in) || isNameAndHouse(in) && !prose.EndsSentence(s[:at])))
}

// isNameAndHouse reports whether s is a person and whoever sells the picture: "Jane Doe/Mill
// Pictures".
func isNameAndHouse(s string) bool {
	name, house, ok := strings.Cut(s, "/")
	house = strings.TrimSpace(house)
	return ok && prose.WordCount(name) > 1 && byline.BeginsWithFirstName(name) && byline.IsName(strings.TrimSpace(name)) && prose.WordCount(house) <= 4 && prose.StartsUpper(house)
}
