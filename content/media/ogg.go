package media

// Ogg: pages, on which the packets of Vorbis, Opus, FLAC or Theora are laid out. The
// last page says how many samples there were up to its end.

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"strings"
)

// page is a page of Ogg.
type page struct {
	position int64 // samples up to its end; -1 if no packet ends on it
	stream   uint32
	first    bool // of its stream
	data     int64
	lengths  []byte
	next     int64
}

// pageAt is the page at off; not ok where none begins.
func pageAt(s *source, off int64) (p page, ok bool) {
	b := s.bytes(off, 27)
	if b == nil || string(b[:5]) != "OggS\x00" || !s.block() {
		return p, false
	}
	p.position, p.stream, p.first = int64(binary.LittleEndian.Uint64(b[6:])), binary.LittleEndian.Uint32(b[14:]), b[5]&2 != 0
	n := int(b[26])
	p.lengths = bytes.Clone(s.bytes(off+27, n))
	p.data = off + 27 + int64(n)
	p.next = p.data
	for _, l := range p.lengths {
		p.next += int64(l)
	}
	return p, p.lengths != nil || n == 0
}

func readOgg(s *source, f *Facts) {
	sound, ok := soundOf(s, f)
	if !ok {
		f.Damage = "has no sound in it; export it again"
		return
	}
	readComments(packet(s, sound.stream, 1), sound.mark, s, f)
	if end := lastPosition(s, sound.stream); end > sound.skip {
		f.Duration = seconds(float64(end-sound.skip) / float64(sound.rate))
	}
}

// oggSound is the stream whose length is the file's.
type oggSound struct {
	stream uint32
	rate   int64  // positions a second
	skip   int64  // samples at the beginning that are not played
	mark   string // what its comments begin with
}

// soundOf is the sound among the streams that begin the file.
func soundOf(s *source, f *Facts) (sound oggSound, ok bool) {
	for p, is := pageAt(s, 0); is && p.first; p, is = pageAt(s, p.next) {
		b := s.upTo(p.data, 64)
		switch {
		case bytes.HasPrefix(b, []byte("OpusHead")) && len(b) >= 19:
			sound, ok = oggSound{p.stream, 48000, int64(binary.LittleEndian.Uint16(b[10:])), "OpusTags"}, true
		case bytes.HasPrefix(b, []byte("\x01vorbis")) && len(b) >= 30:
			sound, ok = oggSound{p.stream, int64(binary.LittleEndian.Uint32(b[12:])), 0, "\x03vorbis"}, true
		case bytes.HasPrefix(b, []byte("\x7fFLAC")) && len(b) >= 51:
			sound, ok = oggSound{p.stream, int64(binary.BigEndian.Uint32(b[27:]) >> 12), 0, ""}, true
		case bytes.HasPrefix(b, []byte("Speex   ")) && len(b) >= 40:
			sound, ok = oggSound{p.stream, int64(binary.LittleEndian.Uint32(b[36:])), 0, ""}, true
		case bytes.HasPrefix(b, []byte("\x80theora")) && len(b) >= 20:
			f.Type = "video/ogg"
			f.Width, f.Height = int(b[14])<<16|int(b[15])<<8|int(b[16]), int(b[17])<<16|int(b[18])<<8|int(b[19])
		}
	}
	return sound, ok && sound.rate > 0
}

// packet is the nth packet of a stream, if it is among the first and no larger than a
// cover may be.
func packet(s *source, stream uint32, nth int) []byte {
	var whole []byte
	for p, ok := pageAt(s, 0); ok; p, ok = pageAt(s, p.next) {
		if p.stream != stream {
			continue
		}
		at := p.data
		for _, l := range p.lengths {
			if nth == 0 {
				whole = append(whole, s.bytes(at, int(l))...)
			}
			at += int64(l)
			if l == 255 {
				continue
			}
			if nth == 0 || len(whole) > 2*MaxCover {
				return whole
			}
			nth--
		}
	}
	return nil
}

// lastPosition is the position of the last page of a stream.
func lastPosition(s *source, stream uint32) int64 {
	for back := int64(window); ; back *= 8 {
		from := max(0, s.size-back)
		tail := bytes.Clone(s.upTo(from, int(s.size-from)))
		for i := bytes.LastIndex(tail, []byte("OggS\x00")); i >= 0; i = bytes.LastIndex(tail[:i], []byte("OggS\x00")) {
			if len(tail) < i+27 {
				continue
			}
			position := int64(binary.LittleEndian.Uint64(tail[i+6:]))
			if binary.LittleEndian.Uint32(tail[i+14:]) == stream && position >= 0 {
				return position
			}
		}
		if from == 0 || back >= 4<<20 {
			return 0
		}
	}
}

// readComments reads the comments of Vorbis, behind their mark.
func readComments(b []byte, mark string, s *source, f *Facts) {
	b, ok := bytes.CutPrefix(b, []byte(mark))
	if !ok || len(b) < 8 {
		return
	}
	vendor, b, ok := cutLength(b)
	if _ = vendor; !ok || len(b) < 4 {
		return
	}
	count := binary.LittleEndian.Uint32(b)
	starts := map[string]Chapter{}
	var order []string
	for b = b[4:]; count > 0 && len(order) <= maxChapters; count-- {
		var comment []byte
		if comment, b, ok = cutLength(b); !ok {
			break
		}
		key, value, _ := strings.Cut(string(comment), "=")
		key = strings.ToUpper(key)
		if number, field, isChapter := chapterKey(key); isChapter {
			c, known := starts[number]
			if !known {
				order = append(order, number)
			}
			starts[number] = c.with(field, value)
			continue
		}
		comment1(key, value, s, f)
	}
	for _, number := range order {
		f.Tags.addChapter(starts[number])
	}
}

// cutLength parts what a length in front of it counts.
func cutLength(b []byte) (value, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := binary.LittleEndian.Uint32(b)
	if b = b[4:]; uint64(n) > uint64(len(b)) {
		return nil, nil, false
	}
	return b[:n], b[n:], true
}

// chapterKey parts CHAPTER003NAME.
func chapterKey(key string) (number, field string, ok bool) {
	rest, ok := strings.CutPrefix(key, "CHAPTER")
	if !ok || len(rest) < 3 || strings.Trim(rest[:3], "0123456789") != "" {
		return "", "", false
	}
	return rest[:3], rest[3:], true
}

// with is the chapter with one of its fields.
func (c Chapter) with(field, value string) Chapter {
	switch field {
	case "":
		c.Start = clockTime(value)
	case "NAME":
		c.Title = value
	case "URL":
		c.URL = value
	}
	return c
}

func comment1(key, value string, s *source, f *Facts) {
	t := &f.Tags
	switch key {
	case "TITLE":
		setLine(&t.Title, value)
	case "ARTIST":
		setLine(&t.Artist, value)
	case "ALBUM":
		setLine(&t.Album, value)
	case "ALBUMARTIST", "ALBUM ARTIST":
		setLine(&t.AlbumArtist, value)
	case "DATE":
		setDate(&t.Date, value)
	case "DESCRIPTION", "COMMENT", "SYNOPSIS":
		setText(&t.Description, value)
	case "GENRE":
		setLine(&t.Genre, value)
	case "COPYRIGHT":
		setLine(&t.Copyright, value)
	case "LANGUAGE":
		setLine(&t.Language, value)
	case "TRACKNUMBER", "TRACK":
		setNumber(&t.Track, value)
	case "DISCNUMBER", "DISC":
		setNumber(&t.Disc, value)
	case "METADATA_BLOCK_PICTURE":
		if block, err := base64.StdEncoding.DecodeString(value); err == nil {
			if at, n, front := flacPicture(block); n > 0 && at+n <= int64(len(block)) {
				s.pictureBytes(block[at:at+n], front)
			}
		}
	}
}
