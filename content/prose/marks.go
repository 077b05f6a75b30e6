package prose

// For readers of very many files, which have no time for one byte after the other: what
// eight bytes are, as marks. The mark of a byte is its highest bit; the first byte is the
// lowest.

// EachByte has a one in each byte, AllMarks has all marks.
const (
	EachByte = ones
	AllMarks = highs
)

// Eight are the first eight bytes of s, which has as many.
func Eight(s string) uint64 { return eight(s, 0) }

// MarkLetters marks the ASCII letters.
func MarkLetters(eight uint64) uint64 {
	small := eight&^highs | ' '*ones
	return (small + (0x80-'a')*ones) &^ (small + (0x7f-'z')*ones) &^ eight & highs
}

// MarkDigits marks the ASCII digits.
func MarkDigits(eight uint64) uint64 {
	seven := eight &^ highs
	return (seven + (0x80-'0')*ones) &^ (seven + (0x7f-'9')*ones) &^ eight & highs
}

// MarkByte marks the bytes that are c.
func MarkByte(eight uint64, c byte) uint64 { return zeros(eight ^ uint64(c)*ones) }
