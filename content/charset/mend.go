package charset

// Sound text with a little damage: a NUL, a character cut in two, a pair of
// surrogates, UTF-8 that was encoded again. Damage costs the characters that it
// hit, never the article.

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"feedmill/content"

	"golang.org/x/text/encoding/charmap"
)

// mend gives the bytes without the NULs that no text has, and with surrogates
// joined, and says what it left out. UTF-16 and what is no text stay as they are. The
// result is data itself where there is nothing to mend.
func mend(data []byte) ([]byte, []content.Problem) {
	first := bytes.IndexByte(data, 0)
	if first < 0 {
		return joinSurrogates(data), nil
	}
	if !holdsStrayNULs(data) {
		return data, nil
	}
	problem := content.Problem{Line: lineAt(data, first), Message: "NUL characters were left out; save the file again as UTF-8"}
	return joinSurrogates(bytes.ReplaceAll(data, []byte{0}, nil)), []content.Problem{problem}
}

// holdsStrayNULs reports whether data is text that somebody padded with NULs or cut
// with them. In UTF-16, NULs are half the bytes or, in Chinese, a few, among others
// that are not UTF-8 and hardly ASCII.
func holdsStrayNULs(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return false
	}
	const mostStray = 20 // of so many bytes one may be
	text := trimPadding(data)
	rest := bytes.ReplaceAll(text, []byte{0}, nil)
	if len(rest) == 0 || (len(text)-len(rest))*mostStray > len(text) {
		return false
	}
	_, mostly := mostlyUTF8(rest)
	return utf8.Valid(rest) || mostly || mostlyASCII(rest)
}

// mostlyASCII reports whether nine of ten bytes are printable ASCII or white space.
func mostlyASCII(data []byte) bool {
	n := 0
	for _, c := range data {
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t' {
			n++
		}
	}
	return n*10 >= len(data)*9
}

// trimPadding takes the NULs away that fill a file up to a block, but not the half
// of a last character.
func trimPadding(data []byte) []byte {
	trimmed := bytes.TrimRight(data, "\x00")
	if len(data)-len(trimmed) == 1 && len(data)%2 == 0 {
		return data
	}
	return trimmed
}

// lineAt is the number of the line, from 1, in which a byte stands.
func lineAt(data []byte, at int) int { return 1 + bytes.Count(data[:at], []byte("\n")) }

// joinSurrogates makes one character of each pair of surrogates that was encoded
// half by half, as Java and MySQL do (CESU-8, Unicode technical report 26).
func joinSurrogates(data []byte) []byte {
	if bytes.IndexByte(data, 0xed) < 0 {
		return data
	}
	var out []byte
	from := 0
	for i := 0; i+6 <= len(data); i++ {
		r, ok := surrogates(data[i : i+6])
		if !ok {
			continue
		}
		out = utf8.AppendRune(append(out, data[from:i]...), r)
		i += 5
		from = i + 1
	}
	if from == 0 {
		return data
	}
	return append(out, data[from:]...)
}

func surrogates(b []byte) (rune, bool) {
	half := func(b []byte, low, high byte) (rune, bool) {
		if b[0] != 0xed || b[1] < low || b[1] > high || b[2]&0xc0 != 0x80 {
			return 0, false
		}
		return 0xd000 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f), true
	}
	high, ok := half(b[:3], 0xa0, 0xaf)
	if !ok {
		return 0, false
	}
	low, ok := half(b[3:], 0xb0, 0xbf)
	if !ok {
		return 0, false
	}
	return utf16.DecodeRune(high, low), true
}

// soundForBad is how many sound sequences of UTF-8 outweigh a bad one: of other
// encodings hardly one in six looks sound.
const soundForBad = 3

// mostlyUTF8 reports whether the bytes are UTF-8 that was cut inside a character or
// got a foreign byte, and where the first damage is. Bad bytes side by side are one
// damage.
func mostlyUTF8(data []byte) (first int, ok bool) {
	good, bad, first, before := 0, 0, -1, false
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			before = false
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		broken := r == utf8.RuneError && size == 1
		switch {
		case !broken:
			good++
		case !before:
			bad++
		}
		if broken && first < 0 {
			first = i
		}
		before = broken
		i += size
	}
	return first, bad > 0 && good >= soundForBad*bad
}

// repairStray decodes UTF-8 with damage in it. A stray quotation mark or dash of
// windows-1252, which editors paste, is read as one; other damage is U+FFFD.
func repairStray(data []byte) string {
	var out strings.Builder
	out.Grow(len(data))
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r != utf8.RuneError || size > 1:
			out.Write(data[:size])
		case isStray(data):
			out.WriteRune(charmap.Windows1252.DecodeByte(data[0]))
		default:
			size = damage(data)
			out.WriteRune(utf8.RuneError)
		}
		data = data[size:]
	}
	return out.String()
}

// isStray reports whether the byte is punctuation of windows-1252 that stands alone.
func isStray(data []byte) bool {
	return data[0] >= 0x80 && data[0] < 0xa0 && (len(data) == 1 || data[1] < utf8.RuneSelf || utf8.RuneStart(data[1]))
}

// damage is how many bad bytes stand side by side.
func damage(data []byte) (n int) {
	for n < len(data) && data[n] >= utf8.RuneSelf {
		if r, size := utf8.DecodeRune(data[n:]); r != utf8.RuneError || size > 1 {
			break
		}
		n++
	}
	return max(n, 1)
}

// mostDoubled is how often UTF-8 is taken back that was encoded again.
const mostDoubled = 4

// repairDoubled undoes UTF-8 that somebody took for windows-1252, or Latin-1, and
// encoded once more, or several times. It goes line by line: a line is repaired if
// all of it goes back to valid, shorter UTF-8, so that text which merely holds an Ã
// stays as it is.
func repairDoubled(s string) string {
	if !suspectsDoubled(s) {
		return s
	}
	lines := strings.SplitAfter(s, "\n")
	for i := range lines {
		for range mostDoubled {
			if !suspectsDoubled(lines[i]) {
				break
			}
			lines[i] = undouble(lines[i])
		}
	}
	return strings.Join(lines, "")
}

// suspectsDoubled reports whether a character that would be the first byte of a
// sequence of UTF-8 stands before one that would be the second.
func suspectsDoubled(s string) bool {
	from := strings.IndexByte(s, 0xc3) // U+00C0 to U+00FF begin so
	if from < 0 {
		return false
	}
	var before rune
	for _, r := range s[from:] {
		if before >= 0xc2 && before <= 0xf4 {
			if c, ok := legacyByte(r); ok && c >= 0x80 && c < 0xc0 {
				return true
			}
		}
		before = r
	}
	return false
}

// legacyByte is the byte of windows-1252, in which those that it leaves open stand
// for themselves, as they do in Latin-1.
func legacyByte(r rune) (byte, bool) {
	if r < utf8.RuneSelf || 0x80 <= r && r < 0x100 {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

func undouble(line string) string {
	b := make([]byte, 0, len(line))
	for _, r := range line {
		c, ok := legacyByte(r)
		if !ok {
			return line
		}
		b = append(b, c)
	}
	if !utf8.Valid(b) || !areSequences(b) {
		return line
	}
	return string(b)
}

// areSequences reports whether the characters beyond ASCII prove that they were
// encoded once more: by the two bytes that most of them begin with, by three bytes
// that fit each other, else by their number. "weiß’" alone is German, and a quotation
// that ends within another ends like this: "er sagt: ‚lä’’".
func areSequences(b []byte) bool {
	const several = 3
	proven, doubtful := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case size == 3 && isSign(b[1]) && isSign(b[2]):
			doubtful++
		case size > 2 || r >= utf8.RuneSelf && r < 0x100:
			proven++
		case size == 2:
			doubtful++
		}
		b = b[size:]
	}
	return proven > 0 || doubtful >= several
}

// isSign reports whether a byte of windows-1252 is a quotation mark, a dash or another
// sign that people write behind a letter.
func isSign(c byte) bool {
	return strings.IndexByte("\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x96\x97\x9b\xab\xbb", c) >= 0
}
