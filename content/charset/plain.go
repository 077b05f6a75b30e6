package charset

// Nearly every file is sound UTF-8. That is found out in one pass, eight bytes at a
// time as long as they are ASCII, and such a file is its own text: nothing is copied.

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
	"unsafe"

	"feedmill/content/prose"
)

// plainText is the text of data that is surely UTF-8 and holds nothing that could be
// something else, or damaged. The text and data are one and the same memory.
func plainText(data []byte) (text string, ok bool) {
	if !isPlain(data) || bytes.Contains(data, []byte("~{")) {
		return "", false
	}
	return unsafe.String(unsafe.SliceData(data), len(data)), true
}

const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
	spaces   = ' ' * eachByte
)

// isPlain reports whether data is UTF-8 without control characters other than tabs and
// line ends, without a byte order mark, and without the bytes that begin surrogates.
func isPlain(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		return false
	}
	data = data[plainBlocks(data):]
	for len(data) >= 8 {
		word := binary.LittleEndian.Uint64(data)
		if (word|(word-spaces))&highBits == 0 {
			data = data[8:] // no byte is below a space, and none beyond ASCII
			continue
		}
		if word&highBits == 0 && (word-spaces)&^prose.MarkByte(word, '\n')&highBits == 0 {
			data = data[8:] // all that is below a space ends lines
			data = data[plainBlocks(data):]
			continue
		}
		n := plainPrefix(data)
		if n == 0 {
			return false
		}
		data = data[n:]
		data = data[plainBlocks(data):]
	}
	for len(data) > 0 {
		n := plainPrefix(data)
		if n == 0 {
			return false
		}
		data = data[n:]
	}
	return true
}

// plainBlocks is how many bytes data begins with that are printable ASCII, of which no
// block of 32 holds anything else.
func plainBlocks(data []byte) int {
	i := 0
	for ; i+32 <= len(data); i += 32 {
		b := data[i : i+32 : i+32]
		one, two := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
		three, four := binary.LittleEndian.Uint64(b[16:]), binary.LittleEndian.Uint64(b[24:])
		if (one|two|three|four|(one-spaces)|(two-spaces)|(three-spaces)|(four-spaces))&highBits != 0 {
			break
		}
	}
	return i
}

// plainPrefix is how many bytes from the first on are plain, eight or a few more at the
// most; 0 if any of them is not.
func plainPrefix(data []byte) int {
	i := 0
	for i < len(data) && i < 8 {
		switch c := data[i]; {
		case c >= ' ' && c < utf8.RuneSelf, c == '\n', c == '\r', c == '\t':
			i++
		case c < utf8.RuneSelf, c == 0xed:
			return 0
		default:
			_, size := utf8.DecodeRune(data[i:])
			if size == 1 {
				return 0
			}
			i += size
		}
	}
	return i
}
