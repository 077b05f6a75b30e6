package media

// RIFF: chunks in a file, of which WebP, WAV and AVI are made.

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"
)

// riffChunk is the chunk at off; not ok where none begins. The last may be cut short.
func riffChunk(s *source, off int64) (c chunk, ok bool) {
	b := s.bytes(off, 8)
	if b == nil || !s.block() {
		return c, false
	}
	size := int64(binary.LittleEndian.Uint32(b[4:]))
	return chunk{name: string(b[:4]), at: off, body: off + 8, size: size, next: off + 8 + size + size&1}, true
}

func readWebP(s *source, f *Facts) {
	for c, ok := riffChunk(s, 12); ok; c, ok = riffChunk(s, c.next) {
		if c.body+c.size > s.size {
			f.Damage = "ends before its picture does; copy or export it again"
		}
		switch c.name {
		case "VP8X":
			if b := s.bytes(c.body, 10); b != nil {
				f.Width, f.Height = 1+u24(b[4:]), 1+u24(b[7:])
			}
		case "VP8 ":
			if b := s.bytes(c.body, 10); f.Width == 0 && b != nil {
				f.Width, f.Height = int(binary.LittleEndian.Uint16(b[6:])&0x3fff), int(binary.LittleEndian.Uint16(b[8:])&0x3fff)
			}
		case "VP8L":
			if b := s.bytes(c.body, 5); f.Width == 0 && b != nil {
				bits := binary.LittleEndian.Uint32(b[1:])
				f.Width, f.Height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
			}
		case "EXIF":
			if c.size <= maxPart {
				readEXIF(bytes.TrimPrefix(s.bytes(c.body, int(c.size)), exifMark), f)
			}
		case "XMP ":
			f.Position = f.Position || bytes.Contains([]byte(s.text(c.body, c.size)), []byte("GPSLatitude"))
		}
	}
	if f.Width == 0 {
		f.Damage = "has no picture in it; export it again"
	}
	f.turn()
}

func u24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// readWAV reads sound as it is: its length is what its data takes, by the second.
func readWAV(s *source, f *Facts) {
	var perSecond, data, long int64
	for c, ok := riffChunk(s, 12); ok; c, ok = riffChunk(s, c.next) {
		switch c.name {
		case "ds64": // sizes that 32 bits are too few for
			if b := s.bytes(c.body, 16); b != nil {
				long = int64(binary.LittleEndian.Uint64(b[8:]) & math.MaxInt64)
			}
		case "fmt ":
			if b := s.bytes(c.body, 16); b != nil {
				perSecond = int64(binary.LittleEndian.Uint32(b[8:]))
			}
		case "LIST":
			readINFO(s, c, f)
		case "id3 ", "ID3 ":
			readID3(s, c.body, f)
		case "data":
			if c.size == 0xffffffff && long > 0 {
				c.size = long
			}
			if whole := s.size - c.body; c.size == 0 || c.size > whole { // written through a pipe, or cut
				if c.size != 0 && c.size < 0xffff0000 {
					f.Damage = "ends before its sound does; copy it again"
				}
				c.size = whole
			}
			data, c.next = c.size, c.body+c.size+c.size&1
		}
	}
	if perSecond > 0 {
		f.Duration = seconds(float64(data) / float64(perSecond))
	}
	if data == 0 {
		f.Damage = "has no sound in it; export it again"
	}
}

// readINFO reads the tags of RIFF.
func readINFO(s *source, list chunk, f *Facts) {
	if s.text(list.body, 4) != "INFO" {
		return
	}
	end := min(list.body+list.size, s.size)
	for c, ok := riffChunk(s, list.body+4); ok && c.at < end; c, ok = riffChunk(s, c.next) {
		value := localText([]byte(s.text(c.body, c.size)))
		switch c.name {
		case "INAM":
			setLine(&f.Tags.Title, value)
		case "IART":
			setLine(&f.Tags.Artist, value)
		case "IPRD":
			setLine(&f.Tags.Album, value)
		case "ICRD":
			setLine(&f.Tags.Date, value)
		case "ICMT":
			setText(&f.Tags.Description, value)
		case "IGNR":
			setLine(&f.Tags.Genre, value)
		case "ICOP":
			setLine(&f.Tags.Copyright, value)
		}
	}
}

// readAIFF reads what Apple made of RIFF: the same, the other way round.
func readAIFF(s *source, f *Facts) {
	for off := int64(12); s.block(); {
		b := s.bytes(off, 8)
		if b == nil {
			return
		}
		name, size := string(b[:4]), int64(binary.BigEndian.Uint32(b[4:]))
		switch name {
		case "COMM":
			if c := s.bytes(off+8, 18); c != nil {
				frames, rate := binary.BigEndian.Uint32(c[2:]), extended(c[8:18])
				if rate >= 1 {
					f.Duration = seconds(float64(frames) / rate)
				}
			}
		case "NAME":
			setLine(&f.Tags.Title, localText([]byte(s.text(off+8, size))))
		case "AUTH":
			setLine(&f.Tags.Artist, localText([]byte(s.text(off+8, size))))
		case "ID3 ":
			readID3(s, off+8, f)
		}
		off += 8 + size + size&1
	}
}

// extended is a float of 80 bits, as Motorola's processors had them.
func extended(b []byte) float64 {
	exponent := int(binary.BigEndian.Uint16(b)&0x7fff) - 16383 - 63
	return math.Ldexp(float64(binary.BigEndian.Uint64(b[2:])), exponent)
}

// maxDuration is what is believed: no recording lasts for longer than a year.
const maxDuration = 365 * 24 * time.Hour

// seconds is a duration; 0 where s is none that a recording could have.
func seconds(s float64) time.Duration {
	if !(s > 0) || s > maxDuration.Seconds() {
		return 0
	}
	return time.Duration(s * float64(time.Second)).Round(time.Millisecond)
}
