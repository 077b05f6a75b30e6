package prose

// Questions that are asked of every line, eight bytes at a time: a text is mostly ASCII,
// and mostly answers no.

import "math/bits"

// A word of eight bytes: each of its bytes is 1, or has its highest bit alone.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// eight are the eight bytes of s from i on.
func eight(s string, i int) uint64 {
	b := s[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// PlainLength is how many bytes s begins with that are printable ASCII, or a few less.
func PlainLength(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := eight(s, i)
		if (w|(w-' '*ones)|(w+ones))&highs != 0 { // beyond ASCII, below the space, DEL
			break
		}
	}
	return i
}

// Runes counts the characters of valid UTF-8, by the bytes that begin one.
func Runes(s string) int {
	n, i := len(s), 0
	for ; i+8 <= len(s); i += 8 {
		if w := eight(s, i) & highs; w != 0 {
			n -= bits.OnesCount64(w &^ (eight(s, i) << 1))
		}
	}
	for ; i < len(s); i++ {
		if s[i]&0xc0 == 0x80 {
			n--
		}
	}
	return n
}

// HasGap reports whether s has a tab, or two spaces side by side.
func HasGap(s string) bool {
	i := 0
	for ; i+8 <= len(s); i += 7 { // the last byte is the first of the next word
		w := eight(s, i)
		spaces := zeros(w ^ ' '*ones)
		if spaces&(spaces>>8)|zeros(w^'\t'*ones) != 0 {
			return true
		}
	}
	for ; i < len(s); i++ {
		if s[i] == '\t' || s[i] == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return true
		}
	}
	return false
}

// isTidy reports whether all bytes of w are printable ASCII, and no two spaces side by side.
func isTidy(w uint64) bool {
	spaces := zeros(w ^ ' '*ones)
	return (w|(w-' '*ones)|(w+ones)|spaces&(spaces>>8))&highs == 0
}

// zeros has the highest bit of each byte of w that is zero.
func zeros(w uint64) uint64 {
	const rest = highs - ones // all bits but the highest
	return ^((w&(highs-ones) + rest) | w | rest)
}

// isFreeOfDigits reports whether all bytes of w are ASCII, and none a digit.
func isFreeOfDigits(w uint64) bool {
	fromZero, behindNine := w+(0x80-'0')*ones, w+(0x80-'9'-1)*ones
	return (w|fromZero&^behindNine)&highs == 0
}

// IsASCII reports whether all bytes of s are ASCII.
func IsASCII(s string) bool {
	for len(s) >= 8 {
		if eight(s, 0)&highs != 0 {
			return false
		}
		s = s[8:]
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
