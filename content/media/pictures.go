package media

// PNG, GIF and SVG.

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"strconv"
	"strings"
)

// chunk is a piece of a PNG or of a RIFF file.
type chunk struct {
	name string
	at   int64 // of its head
	body int64 // offset of its data
	size int64 // of its data
	next int64 // offset of the next chunk
}

// pngChunk is the chunk at off; not ok at the end of the file.
func pngChunk(s *source, off int64) (c chunk, ok bool) {
	b := s.bytes(off, 8)
	if b == nil || !s.block() {
		return c, false
	}
	size := int64(binary.BigEndian.Uint32(b))
	c = chunk{name: string(b[4:8]), at: off, body: off + 8, size: size, next: off + 12 + size}
	return c, c.next <= s.size
}

func readPNG(s *source, f *Facts) {
	ended := false
	for c, ok := pngChunk(s, 8); ok && !ended; c, ok = pngChunk(s, c.next) {
		switch c.name {
		case "IHDR":
			f.Width, f.Height = int(s.u32(c.body)), int(s.u32(c.body+4))
		case "acTL":
			f.Type = "image/apng"
		case "eXIf":
			if c.size <= maxPart {
				readEXIF(s.bytes(c.body, int(c.size)), f)
			}
		case "iTXt":
			text := s.text(c.body, c.size)
			f.Position = f.Position || strings.HasPrefix(text, "XML:com.adobe.xmp") && strings.Contains(text, "GPSLatitude")
		case "IEND":
			ended = true
		}
	}
	if f.Width <= 0 || f.Height <= 0 || !ended {
		f.Damage = "ends before its picture does; copy or export it again"
	}
	f.turn()
}

func readGIF(s *source, f *Facts) {
	b := s.bytes(0, 13)
	if b == nil {
		f.Damage = "has no picture in it; export it again"
		return
	}
	f.Width, f.Height = int(binary.LittleEndian.Uint16(b[6:])), int(binary.LittleEndian.Uint16(b[8:]))
}

// isSVG reports whether head begins a drawing: the root element of XML, or what stands
// before it.
func isSVG(head []byte) bool {
	head = bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n")
	if bytes.HasPrefix(head, []byte("<svg")) {
		return true
	}
	for _, before := range []string{"<?xml", "<!--", "<!DOCTYPE svg"} {
		if bytes.HasPrefix(head, []byte(before)) {
			return bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte("<!DOCTYPE svg"))
		}
	}
	return false
}

func readSVG(s *source, f *Facts) {
	d := xml.NewDecoder(bytes.NewReader(s.upTo(0, window)))
	d.Strict = false
	for {
		token, err := d.RawToken()
		if err != nil {
			f.Damage = "has no drawing in it; export it again"
			return
		}
		if e, ok := token.(xml.StartElement); ok {
			f.Width, f.Height = sizeOfDrawing(e)
			return
		}
	}
}

// sizeOfDrawing is what the root element states in pixels, else the size of its view.
func sizeOfDrawing(root xml.StartElement) (width, height int) {
	for _, a := range root.Attr {
		switch a.Name.Local {
		case "width":
			width = pixels(a.Value)
		case "height":
			height = pixels(a.Value)
		}
	}
	if width > 0 && height > 0 {
		return width, height
	}
	for _, a := range root.Attr {
		if box := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); a.Name.Local == "viewBox" && len(box) == 4 {
			return pixels(box[2]), pixels(box[3])
		}
	}
	return 0, 0
}

// pixels is a length of CSS; 0 where it depends on the page.
func pixels(s string) int {
	units := map[string]float64{"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
	s = strings.TrimSpace(s)
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	n, err := strconv.ParseFloat(number, 64)
	scale, known := units[s[len(number):]]
	if err != nil || !known || !(n > 0 && n < 1<<20) {
		return 0
	}
	return int(n*scale + 0.5)
}
