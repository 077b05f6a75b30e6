package media

// What the tags of all formats have in common.

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const maxChapters = 1000

// setLine sets a tag that has no value yet, in one line.
func setLine(to *string, value string) {
	if *to == "" && len(value) <= 4096 {
		*to = strings.Join(strings.Fields(strings.ToValidUTF8(strings.ReplaceAll(value, "\x00", " "), "\ufffd")), " ")
	}
}

// setText sets a tag of several lines that has no value yet, or a shorter one: players
// that want a short description have the beginning of the long one in another field.
func setText(to *string, value string) {
	value = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\n").Replace(strings.ToValidUTF8(value, "\ufffd"))
	if value = strings.TrimSpace(value); len(value) > len(*to) && len(value) <= maxPart {
		*to = value
	}
}

// setNumber sets a number that has no value yet, from "3" or "3/12".
func setNumber(to *int, value string) {
	number, _, _ := strings.Cut(strings.TrimSpace(value), "/")
	if n, err := strconv.Atoi(strings.TrimSpace(number)); *to == 0 && err == nil && n > 0 && n < 1_000_000 {
		*to = n
	}
}

// setDate sets the date, where value is more of one than there is.
func setDate(to *string, value string) {
	if value = strings.TrimSpace(strings.Trim(value, "\x00")); len(value) > len(*to) && len(value) <= 40 {
		setLine(&value, value)
		*to = value
	}
}

// addChapter adds a chapter, if it is one more that may be.
func (t *Tags) addChapter(c Chapter) {
	if len(t.Chapters) < maxChapters && c.Start >= 0 && c.Start <= maxDuration {
		title := c.Title
		c.Title = ""
		setLine(&c.Title, title)
		t.Chapters = append(t.Chapters, c)
	}
}

// localText is text of a format that does not say its encoding: UTF-8 where it is
// that, else the one of Western Windows.
func localText(b []byte) string {
	b = []byte(strings.TrimRight(string(b), "\x00 "))
	if utf8.Valid(b) {
		return string(b)
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(decoded)
}
