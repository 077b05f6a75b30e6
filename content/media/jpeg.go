package media

// JPEG: segments, of which one frame header has the size, then the picture.

import (
	"bytes"
	"encoding/binary"
)

// jpegSegment is one piece of a JPEG before its picture.
type jpegSegment struct {
	marker byte
	at     int64  // of the marker
	size   int64  // with the marker
	body   []byte // what follows the length; valid until the next is asked for
}

// jpegSegments hands over the segments up to the picture, and says where that begins;
// 0 if it does not.
func jpegSegments(s *source, each func(jpegSegment)) (picture int64) {
	for off := int64(2); s.block(); {
		b := s.bytes(off, 4)
		if b == nil || b[0] != 0xff {
			return 0
		}
		if b[1] == 0xff || b[1] == 0x01 || b[1] >= 0xd0 && b[1] <= 0xd8 { // filling; no length
			off++
			if b[1] != 0xff {
				off++
			}
			continue
		}
		marker, size := b[1], int64(binary.BigEndian.Uint16(b[2:]))
		if marker == 0xda {
			return off
		}
		if size < 2 {
			return 0
		}
		body := s.bytes(off+4, int(size-2))
		if body == nil {
			return 0
		}
		each(jpegSegment{marker, off, size + 2, body})
		off += size + 2
	}
	return 0
}

// isFrame reports whether marker begins the header that has width and height.
func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

var exifMark, xmpMark = []byte("Exif\x00\x00"), []byte("http://ns.adobe.com/xap/1.0/\x00")

func readJPEG(s *source, f *Facts) {
	picture := jpegSegments(s, func(seg jpegSegment) {
		switch tiff, isEXIF := bytes.CutPrefix(seg.body, exifMark); {
		case isFrame(seg.marker) && len(seg.body) >= 5:
			f.Height, f.Width = int(binary.BigEndian.Uint16(seg.body[1:])), int(binary.BigEndian.Uint16(seg.body[3:]))
		case seg.marker == 0xe1 && isEXIF:
			readEXIF(tiff, f)
		case seg.marker == 0xe1 && bytes.HasPrefix(seg.body, xmpMark):
			f.Position = f.Position || bytes.Contains(seg.body, []byte("GPSLatitude"))
		}
	})
	if picture == 0 || f.Width == 0 || f.Height == 0 {
		f.Damage = "has no picture in it; export it again"
	}
	f.turn()
}
