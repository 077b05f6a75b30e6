package media

// A file under inspection. Every length that it states is somebody's claim: a read
// past its end gives nothing, and all reads together are bounded.

import (
	"encoding/binary"
	"errors"
	"io"
)

const (
	window    = 64 << 10 // bytes read at a time
	maxRead   = 96 << 20 // bytes read of one file in all
	maxPart   = 1 << 20  // bytes of one value, such as a text
	maxBlocks = 200_000  // boxes, chunks, pages or elements of one file
)

// source reads a file by parts, and remembers the first thing that went wrong.
type source struct {
	r    io.ReaderAt
	size int64

	window []byte // of the file, from at
	at     int64
	buffer []byte
	left   int64 // bytes that may still be read
	blocks int   // that may still be looked at
	err    error

	wantCover bool
	coverType string
	hasCover  bool
	front     bool // the cover is one that says so
	cover     []byte
}

func newSource(r io.ReaderAt, size int64) *source {
	return &source{r: r, size: size, left: maxRead, blocks: maxBlocks}
}

func (s *source) failure() error { return s.err }

// block reports whether one more part may be looked at.
func (s *source) block() bool { s.blocks--; return s.blocks > 0 && s.err == nil }

// bytes are the n bytes at off, or nil where the file has no such bytes. They are
// valid until the next call.
func (s *source) bytes(off int64, n int) []byte {
	if off < 0 || n < 0 || off > s.size-int64(n) {
		return nil
	}
	if off >= s.at && off+int64(n) <= s.at+int64(len(s.window)) {
		return s.window[off-s.at:][:n]
	}
	return s.fill(off, n)
}

// upTo are the n bytes at off, or fewer where the file ends before.
func (s *source) upTo(off int64, n int) []byte {
	if off < 0 || off >= s.size {
		return nil
	}
	return s.bytes(off, int(min(int64(n), s.size-off)))
}

// fill reads a window that begins at off and holds n bytes.
func (s *source) fill(off int64, n int) []byte {
	want := max(n, int(min(window, s.size-off)))
	if s.left -= int64(want); s.left < 0 || s.err != nil {
		return nil
	}
	if cap(s.buffer) < want {
		s.buffer = make([]byte, want)
	}
	s.at, s.window = off, nil
	got, err := s.r.ReadAt(s.buffer[:want], off)
	s.window = s.buffer[:got]
	if got < n {
		if err != nil && !errors.Is(err, io.EOF) {
			s.err = err
		}
		return nil
	}
	return s.window[:n]
}

// u32 is the big-endian number at off; 0 where there is none.
func (s *source) u32(off int64) uint32 {
	if b := s.bytes(off, 4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// text is a value of the file, at most maxPart of it.
func (s *source) text(off, n int64) string {
	if n < 0 || n > maxPart {
		return ""
	}
	return string(s.bytes(off, int(n)))
}

// picture notes a picture within, of n bytes at off.
func (s *source) picture(off, n int64, front bool) {
	if n <= 0 || n > MaxCover || off < 0 || off > s.size-n || s.hasCover && (s.front || !front) {
		return
	}
	s.hasCover, s.front, s.coverType = true, front, sniff(s.upTo(off, 16))
	if s.wantCover {
		s.cover = append([]byte(nil), s.bytes(off, int(n))...)
	}
}

// pictureBytes notes a picture whose bytes do not lie in the file in one piece.
func (s *source) pictureBytes(data []byte, front bool) {
	if len(data) == 0 || len(data) > MaxCover || s.hasCover && (s.front || !front) {
		return
	}
	s.hasCover, s.front, s.coverType = true, front, sniff(data)
	if s.wantCover {
		s.cover = append([]byte(nil), data...)
	}
}
