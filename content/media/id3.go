package media

// ID3, the tags of MP3: version 2 in front of the sound, version 1 behind it.

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

const (
	maxTag    = 32 << 20 // bytes of a tag that has to be read whole
	maxFrames = 5000
)

// tagSize is the size of the version 2 tag at off, with its head; 0 if none is there.
func tagSize(s *source, off int64) int64 {
	b := s.bytes(off, 10)
	if b == nil || string(b[:3]) != "ID3" || b[3] == 0xff || b[6]|b[7]|b[8]|b[9] >= 0x80 {
		return 0
	}
	size := 10 + int64(syncsafe(b[6:]))
	if b[5]&0x10 != 0 { // with a footer
		size += 10
	}
	return size
}

// syncsafe is a number of four times seven bits.
func syncsafe(b []byte) uint32 {
	return uint32(b[0]&0x7f)<<21 | uint32(b[1]&0x7f)<<14 | uint32(b[2]&0x7f)<<7 | uint32(b[3]&0x7f)
}

// readTagged reads what stands behind tags of version 2: most often MP3.
func readTagged(s *source, f *Facts) {
	off := int64(0)
	for size := tagSize(s, 0); size > 0 && s.block(); size = tagSize(s, off) {
		readID3(s, off, f)
		off += size
	}
	switch head := s.upTo(off, 4); {
	case string(head) == "fLaC":
		f.Type = "audio/flac"
		readFLACAt(s, off, f)
	case isADTS(head):
		f.Type = "audio/aac"
		readFrames(s, off, adtsFrame, f)
	default:
		readMP3At(s, off, f)
	}
}

// id3 reads the frames of one tag.
type id3 struct {
	s       *source // nil where the frames are not those of the file, but decoded
	version byte    // 2, 3 or 4
	facts   *Facts
	frames  int
}

// readID3 reads the version 2 tag at off.
func readID3(s *source, off int64, f *Facts) {
	size := tagSize(s, off)
	if size == 0 {
		return
	}
	head := s.bytes(off, 10)
	t := &id3{s: s, version: head[3], facts: f}
	flags, end := head[5], min(off+10+int64(syncsafe(head[6:])), s.size)
	if t.version < 2 || t.version > 4 {
		return
	}
	start := off + 10
	if flags&0x80 != 0 && t.version < 4 {
		if end-start > maxTag {
			return
		}
		data := synchronised(s.bytes(start, int(end-start)))
		inner := newSource(bytes.NewReader(data), int64(len(data)))
		inner.wantCover = s.wantCover
		t.s = inner
		t.read(t.afterExtended(0, flags), inner.size)
		if inner.hasCover {
			s.pictureFrom(inner)
		}
		return
	}
	t.read(t.afterExtended(start, flags), end)
}

// pictureFrom takes over the picture of decoded bytes.
func (s *source) pictureFrom(inner *source) {
	if s.hasCover && (s.front || !inner.front) {
		return
	}
	s.hasCover, s.front, s.cover, s.coverType = true, inner.front, inner.cover, inner.coverType
}

// afterExtended is where the frames begin, behind the extended header if there is one.
func (t *id3) afterExtended(off int64, flags byte) int64 {
	b := t.s.bytes(off, 4)
	if flags&0x40 == 0 || b == nil || t.version == 2 {
		return off
	}
	if t.version == 4 {
		return off + int64(syncsafe(b))
	}
	return off + 4 + int64(binary.BigEndian.Uint32(b))
}

// read reads the frames between two offsets.
func (t *id3) read(off, end int64) {
	for head := int64(t.headSize()); off+head < end && t.frames < maxFrames; t.frames++ {
		id, size, flags := t.frameHead(off)
		if id == "" || size <= 0 || off+head+size > end {
			return
		}
		t.frame(id, off+head, size, flags)
		off += head + size
	}
}

func (t *id3) headSize() int {
	if t.version == 2 {
		return 6
	}
	return 10
}

// frameHead reads the head of a frame; id is empty where none begins.
func (t *id3) frameHead(off int64) (id string, size int64, flags uint16) {
	b := t.s.bytes(off, t.headSize())
	if b == nil || b[0] < 'A' || b[0] > 'Z' {
		return "", 0, 0
	}
	switch t.version {
	case 2:
		return string(b[:3]), int64(b[3])<<16 | int64(b[4])<<8 | int64(b[5]), 0
	case 3:
		return string(b[:4]), int64(binary.BigEndian.Uint32(b[4:])), binary.BigEndian.Uint16(b[8:])
	}
	id, size, flags = string(b[:4]), int64(syncsafe(b[4:])), binary.BigEndian.Uint16(b[8:])
	if plain := int64(binary.BigEndian.Uint32(b[4:])); plain > 127 && plain != size && !t.beginsFrame(off+10+size) && t.beginsFrame(off+10+plain) {
		size = plain // as iTunes wrote it for years
	}
	return id, size, flags
}

// beginsFrame reports whether a frame, or the filling at the end, begins at off.
func (t *id3) beginsFrame(off int64) bool {
	b := t.s.bytes(off, 4)
	if b == nil {
		return false
	}
	for _, c := range b {
		if c != b[0] || c != 0 {
			if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

// frame reads one frame. What is packed or encrypted is passed over.
func (t *id3) frame(id string, off, size int64, flags uint16) {
	unsynced := false
	switch t.version {
	case 3:
		if flags&0x00c0 != 0 {
			return
		}
	case 4:
		if flags&0x000c != 0 {
			return
		}
		unsynced = flags&0x0002 != 0
		if flags&0x0001 != 0 { // its length once more
			off, size = off+4, size-4
		}
	}
	switch id {
	case "APIC", "PIC":
		t.picture(id, off, size, unsynced)
	case "CHAP":
		t.chapter(off, size)
	default:
		if size <= maxPart {
			t.text(id, t.body(off, size, unsynced))
		}
	}
}

func (t *id3) body(off, size int64, unsynced bool) []byte {
	if size <= 0 || size > MaxCover {
		return nil
	}
	b := slices.Clone(t.s.bytes(off, int(size)))
	if unsynced {
		return synchronised(b)
	}
	return b
}

// text reads the frames that are text.
func (t *id3) text(id string, b []byte) {
	tags := &t.facts.Tags
	if len(b) < 2 {
		return
	}
	switch id {
	case "TIT2", "TT2":
		setLine(&tags.Title, id3Text(b[0], b[1:]))
	case "TPE1", "TP1":
		setLine(&tags.Artist, listed(id3Text(b[0], b[1:])))
	case "TPE2", "TP2":
		setLine(&tags.AlbumArtist, listed(id3Text(b[0], b[1:])))
	case "TALB", "TAL":
		setLine(&tags.Album, id3Text(b[0], b[1:]))
	case "TCON", "TCO":
		setLine(&tags.Genre, id3Text(b[0], b[1:]))
	case "TCOP", "TCR":
		setLine(&tags.Copyright, id3Text(b[0], b[1:]))
	case "TLAN", "TLA":
		setLine(&tags.Language, id3Text(b[0], b[1:]))
	case "TRCK", "TRK":
		setNumber(&tags.Track, id3Text(b[0], b[1:]))
	case "TPOS", "TPA":
		setNumber(&tags.Disc, id3Text(b[0], b[1:]))
	case "TDRL", "TDRC", "TDOR", "TYER", "TYE":
		setDate(&tags.Date, id3Text(b[0], b[1:]))
	case "TDES", "TDS":
		setText(&tags.Description, id3Text(b[0], b[1:]))
	case "TDAT", "TDA": // day and month of TYER
		if day := id3Text(b[0], b[1:]); len(day) == 4 && len(tags.Date) == 4 {
			setDate(&tags.Date, tags.Date+"-"+day[2:]+"-"+day[:2])
		}
	case "COMM", "COM":
		t.comment(b[0], b[min(4, len(b)):])
	case "TXXX", "TXX":
		if name, _ := id3Split(b[0], b[1:]); len(name) > 0 {
			t.comment(b[0], b[1:])
		}
	}
}

// comment reads a comment that people are to read: iTunes keeps numbers of its own in
// others, which have names.
func (t *id3) comment(encoding byte, b []byte) {
	name, value := id3Split(encoding, b)
	switch strings.ToLower(id3Text(encoding, name)) {
	case "", "comment", "description":
		setText(&t.facts.Tags.Description, id3Text(encoding, value))
	}
}

// picture notes the picture of a frame.
func (t *id3) picture(id string, off, size int64, unsynced bool) {
	head := t.body(off, min(size, 1024), unsynced)
	if len(head) < 6 {
		return
	}
	encoding, rest := head[0], head[1:]
	if id == "PIC" {
		rest = rest[3:]
	} else if _, after, ok := bytes.Cut(rest, []byte{0}); ok {
		rest = after
	} else {
		return
	}
	if len(rest) < 2 {
		return
	}
	front := rest[0] == 3
	_, data := id3Split(encoding, rest[1:])
	begin := int64(len(head) - len(data))
	if !unsynced {
		t.s.picture(off+begin, size-begin, front)
		return
	}
	if whole := t.body(off, size, true); int64(len(whole)) > begin {
		t.s.pictureBytes(whole[begin:], front)
	}
}

// chapter reads a frame that is a chapter, with frames of its own for title and link.
func (t *id3) chapter(off, size int64) {
	b := t.body(off, min(size, 1024), false)
	_, rest, ok := bytes.Cut(b, []byte{0})
	if !ok || len(rest) < 16 {
		return
	}
	var within Facts
	inner := &id3{s: t.s, version: t.version, facts: &within, frames: t.frames}
	link := ""
	for at, end := off+int64(len(b)-len(rest))+16, off+size; at+10 < end && inner.frames < maxFrames; inner.frames++ {
		id, n, _ := t.frameHead(at)
		if id == "" || n <= 0 || at+10+n > end {
			break
		}
		if body := t.body(at+10, n, false); id == "TIT2" {
			inner.text(id, body)
		} else if id == "WXXX" && len(body) > 2 && n <= 4096 {
			_, address := id3Split(body[0], body[1:])
			link = strings.TrimRight(localText(address), "\x00")
		}
		at += 10 + n
	}
	t.frames = inner.frames
	t.facts.Tags.addChapter(Chapter{Start: time.Duration(binary.BigEndian.Uint32(rest)) * time.Millisecond, Title: within.Tags.Title, URL: link})
}

// id3Split parts what ends at a zero of the encoding from what follows it.
func id3Split(encoding byte, b []byte) (first, rest []byte) {
	if encoding != 1 && encoding != 2 {
		first, rest, _ = bytes.Cut(b, []byte{0})
		return first, rest
	}
	for i := 0; i+1 < len(b); i += 2 {
		if b[i] == 0 && b[i+1] == 0 {
			return b[:i], b[i+2:]
		}
	}
	return b, nil
}

// id3Text decodes text in one of the four encodings.
func id3Text(encoding byte, b []byte) string {
	switch encoding {
	case 1, 2:
		return utf16Text(b)
	case 3:
		return strings.TrimRight(string(b), "\x00")
	}
	return localText(b)
}

func utf16Text(b []byte) string {
	var order binary.ByteOrder = binary.BigEndian
	if len(b) >= 2 && b[0] == 0xff && b[1] == 0xfe {
		order = binary.LittleEndian
	}
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	return strings.TrimRight(strings.ReplaceAll(string(utf16.Decode(units)), "\ufeff", ""), "\x00")
}

// listed is a value of several, which zeros part, as people write it.
func listed(s string) string { return strings.ReplaceAll(strings.Trim(s, "\x00"), "\x00", ", ") }

// synchronised takes out the zeros that keep old players from taking a tag for sound.
func synchronised(b []byte) []byte { return bytes.ReplaceAll(b, []byte{0xff, 0}, []byte{0xff}) }

// readID3v1 reads the tag in the last 128 bytes, and says how many bytes it takes.
func readID3v1(s *source, f *Facts) int64 {
	b := s.bytes(s.size-128, 128)
	if b == nil || string(b[:3]) != "TAG" {
		return 0
	}
	old := func(from, to int) string { return localText(bytes.TrimRight(b[from:to], "\x00 ")) }
	setLine(&f.Tags.Title, old(3, 33))
	setLine(&f.Tags.Artist, old(33, 63))
	setLine(&f.Tags.Album, old(63, 93))
	setDate(&f.Tags.Date, old(93, 97))
	setText(&f.Tags.Description, old(97, 125))
	if b[125] == 0 && f.Tags.Track == 0 {
		f.Tags.Track = int(b[126])
	}
	return 128
}
