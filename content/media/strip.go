package media

// A picture without what nobody meant to publish: where it was taken, when, by whose
// camera. Pixels are copied as they are. How they are to be turned stays, since
// without it the picture would lie on its side.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// CanStrip reports whether [Strip] knows pictures of this type.
func CanStrip(mediaType string) bool { return strippers[mediaType] != nil }

var strippers = map[string]func(*stripper) error{
	"image/jpeg": stripJPEG, "image/png": stripPNG, "image/apng": stripPNG, "image/webp": stripWebP,
	"image/avif": stripHEIF, "image/heic": stripHEIF,
}

// Strip copies a picture of size bytes to w without EXIF, XMP, IPTC, comments and
// whatever hangs on behind it; orientation and colour profile stay. Pixels are not
// encoded anew. A picture that it does not know gives [errors.ErrUnsupported], before
// anything is written; so does one whose parts do not fit together.
func Strip(w io.Writer, r io.ReaderAt, size int64) error {
	f, err := Inspect(r, size)
	if err != nil {
		return err
	}
	strip := strippers[f.Type]
	if strip == nil || f.Damage != "" {
		return fmt.Errorf("take the private parts from a picture (%s): %w", f.Type, errors.ErrUnsupported)
	}
	s := &stripper{w: w, r: r, s: newSource(r, size), facts: f}
	if err := strip(s); err != nil {
		return err
	}
	return errors.Join(s.err, s.s.failure())
}

// stripper copies parts of a picture, and keeps the first error.
type stripper struct {
	w     io.Writer
	r     io.ReaderAt
	s     *source
	facts Facts
	err   error
}

func (s *stripper) write(b []byte) {
	if s.err == nil {
		_, s.err = s.w.Write(b)
	}
}

// copy copies what lies between two offsets.
func (s *stripper) copy(from, to int64) {
	if s.err == nil && to > from {
		_, s.err = io.Copy(s.w, io.NewSectionReader(s.r, from, to-from))
	}
}

// turned reports whether the pixels are not stored as they are shown.
func (s *stripper) turned() bool { return s.facts.Orientation > 1 }

func stripJPEG(s *stripper) error {
	s.copy(0, 2)
	told := false
	picture := jpegSegments(s.s, func(seg jpegSegment) {
		if !told && seg.marker != 0xe0 { // behind JFIF, which has to be first
			told = true
			if s.turned() {
				tiff := append(bytes.Clone(exifMark), orientationOnly(s.facts.Orientation)...)
				s.write(append([]byte{0xff, 0xe1, 0, byte(2 + len(tiff))}, tiff...))
			}
		}
		if isPicturePart(seg) {
			s.copy(seg.at, seg.at+seg.size)
		}
	})
	s.copy(picture, endOfJPEG(s.s, picture))
	return nil
}

// isPicturePart reports whether a segment is needed to show the picture: tables,
// headers, JFIF, colour profile, and Adobe's note of how the colours are stored.
func isPicturePart(seg jpegSegment) bool {
	switch {
	case seg.marker == 0xe0, seg.marker == 0xee:
		return true
	case seg.marker == 0xe2:
		return bytes.HasPrefix(seg.body, []byte("ICC_PROFILE\x00"))
	}
	return seg.marker < 0xe0
}

// endOfJPEG is where the picture ends that begins at off: what follows the mark of its
// end is a second picture, a film or rubbish.
func endOfJPEG(s *source, off int64) int64 {
	for at := off; at < s.size; {
		b := s.upTo(at, window)
		if b == nil {
			return s.size // too large to be searched
		}
		if i := bytes.Index(b, []byte{0xff, 0xd9}); i >= 0 {
			return at + int64(i) + 2
		}
		at += int64(max(1, len(b)-1))
	}
	return s.size
}

func stripPNG(s *stripper) error {
	s.copy(0, 8)
	for c, ok := pngChunk(s.s, 8); ok; c, ok = pngChunk(s.s, c.next) {
		switch c.name {
		case "eXIf", "tEXt", "zTXt", "iTXt", "tIME":
			continue
		case "IDAT":
			s.tellPNG()
		}
		s.copy(c.at, c.next)
		if c.name == "IEND" {
			break
		}
	}
	return nil
}

// tellPNG writes how the picture is to be turned, once.
func (s *stripper) tellPNG() {
	if !s.turned() {
		return
	}
	body := append([]byte("eXIf"), orientationOnly(s.facts.Orientation)...)
	s.write(binary.BigEndian.AppendUint32(nil, uint32(len(body)-4)))
	s.write(binary.BigEndian.AppendUint32(body, crc32.ChecksumIEEE(body)))
	s.facts.Orientation = 0
}

func stripWebP(s *stripper) error {
	var parts []chunk
	size := int64(4)
	for c, ok := riffChunk(s.s, 12); ok && c.at < riffEnd(s.s); c, ok = riffChunk(s.s, c.next) {
		if c.name != "EXIF" && c.name != "XMP " {
			parts = append(parts, c)
			size += c.next - c.at
		}
	}
	var tiff []byte
	if s.turned() {
		tiff = orientationOnly(s.facts.Orientation)
		size += int64(8 + len(tiff))
	}
	s.write(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(size)))
	s.write([]byte("WEBP"))
	for _, c := range parts {
		s.copyWebP(c, tiff != nil)
	}
	if tiff != nil {
		s.write(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(tiff))))
		s.write(tiff)
	}
	return nil
}

// riffEnd is where a RIFF file says that it ends, or does.
func riffEnd(s *source) int64 {
	if b := s.bytes(4, 4); b != nil {
		return min(s.size, 8+int64(binary.LittleEndian.Uint32(b)))
	}
	return s.size
}

// copyWebP copies a chunk; the one that says what others there are says so no more of
// those that were left out.
func (s *stripper) copyWebP(c chunk, tells bool) {
	flags := s.s.bytes(c.body, 1)
	if c.name != "VP8X" || flags == nil {
		s.copy(c.at, min(c.next, s.s.size))
		if c.next > s.s.size {
			s.write(make([]byte, c.next-s.s.size))
		}
		return
	}
	const exif, xmp = 0x08, 0x04
	kept := flags[0] &^ (exif | xmp)
	if tells {
		kept |= exif
	}
	s.copy(c.at, c.body)
	s.write([]byte{kept})
	s.copy(c.body+1, c.next)
}

// stripHEIF overwrites EXIF and XMP with zeros: moving anything would move what the
// offsets of the file point to. These pictures are turned by boxes, not by EXIF.
func stripHEIF(s *stripper) error {
	meta, ok := topBox(s.s, "meta")
	if !ok {
		return errors.ErrUnsupported
	}
	meta.body += 4
	m := heif{s: s.s, meta: meta}
	private := m.extents(m.items("Exif", "mime"))
	at := int64(0)
	for _, e := range sortedExtents(private) {
		end := e.at + e.size
		if end <= at {
			continue
		}
		s.copy(at, e.at)
		at = max(at, e.at)
		if s.err == nil {
			_, s.err = io.CopyN(s.w, zeros{}, end-at)
		}
		at = end
	}
	s.copy(at, s.s.size)
	return nil
}
