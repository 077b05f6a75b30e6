package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// drawn is a picture of 24 by 16.
func drawn() image.Image {
	m := image.NewPaletted(image.Rect(0, 0, 24, 16), color.Palette{color.Black, color.White})
	for i := range m.Pix {
		m.Pix[i] = byte(i >> 1 & 1)
	}
	return m
}

func encoded(t testing.TB, mediaType string) []byte {
	var b bytes.Buffer
	var err error
	switch mediaType {
	case "image/jpeg":
		err = jpeg.Encode(&b, drawn(), nil)
	case "image/png":
		err = png.Encode(&b, drawn())
	case "image/gif":
		err = gif.Encode(&b, drawn(), nil)
	case "image/webp":
		b.Write(testFile(t, "lossless.webp"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exifWith is EXIF in the byte order of both makers, with a position.
func exifWith(orientation int, order binary.AppendByteOrder) []byte {
	b := []byte("MM\x00*")
	if order.String() == "LittleEndian" {
		b = []byte("II*\x00")
	}
	entry := func(tag, kind uint16, value uint32) {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), 1)
		if kind == 3 {
			b = order.AppendUint16(order.AppendUint16(b, uint16(value)), 0)
			return
		}
		b = order.AppendUint32(b, value)
	}
	b = order.AppendUint16(order.AppendUint32(b, 8), 2)
	entry(tagOrientation, 3, uint32(orientation))
	entry(tagPosition, 4, 38)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1) // what the GPS receiver said
	entry(1, 2, 0x4e000000)
	return append(b, "\x00\x00\x00\x00SECRETPLACE"...)
}

// withEXIF puts EXIF, and other things that are private, into a picture.
func withEXIF(mediaType string, orientation int, picture []byte) []byte {
	tiff := exifWith(orientation, binary.BigEndian)
	if orientation%2 == 0 {
		tiff = exifWith(orientation, binary.LittleEndian)
	}
	switch mediaType {
	case "image/jpeg":
		segment := func(marker byte, body []byte) []byte {
			return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
		}
		return bytes.Join([][]byte{picture[:2], segment(0xe1, append([]byte("Exif\x00\x00"), tiff...)), segment(0xe1, append(xmpMark[:len(xmpMark):len(xmpMark)], "SECRETPLACE GPSLatitude"...)),
			segment(0xfe, []byte("SECRETPLACE")), segment(0xed, []byte("Photoshop 3.0\x00SECRETPLACE")), segment(0xe2, []byte("ICC_PROFILE\x00\x01\x01profile")), picture[2:], []byte("SECRETPLACE")}, nil)
	case "image/png":
		piece := func(name string, body []byte) []byte {
			b := append([]byte(name), body...)
			return binary.BigEndian.AppendUint32(append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), b...), crc32.ChecksumIEEE(b))
		}
		return bytes.Join([][]byte{picture[:33], piece("eXIf", tiff), piece("tEXt", []byte("Comment\x00SECRETPLACE")), picture[33:], []byte("SECRETPLACE")}, nil)
	case "image/webp":
		piece := func(name string, body []byte) []byte {
			b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
			return append(b, make([]byte, len(body)&1)...)
		}
		extended := piece("VP8X", []byte{0x0c, 0, 0, 0, 23, 0, 0, 15, 0, 0})
		b := bytes.Join([][]byte{[]byte("WEBP"), extended, picture[12:], piece("EXIF", tiff), piece("XMP ", []byte("SECRETPLACE"))}, nil)
		return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(b))), b...)
	}
	return picture
}

func TestOrientations(t *testing.T) {
	for _, mediaType := range []string{"image/jpeg", "image/png", "image/webp"} {
		for o := 1; o <= 8; o++ {
			w, h := 24, 16
			if o >= 5 {
				w, h = h, w
			}
			f := inspectBytes(t, withEXIF(mediaType, o, encoded(t, mediaType)))
			if f.Type != mediaType || f.Width != w || f.Height != h || f.Orientation != o || !f.Position || f.Damage != "" {
				t.Errorf("%s, %d: got %+v, want %d x %d", mediaType, o, f, w, h)
			}
		}
	}
	for turns := range 4 {
		for _, mirrored := range []bool{false, true} {
			w, h := 64, 48
			if turns%2 == 1 {
				w, h = h, w
			}
			if f := inspectBytes(t, heifTurned(turns, mirrored)); f.Type != "image/heic" || f.Width != w || f.Height != h || !f.Position || f.Damage != "" {
				t.Errorf("heic turned %d times, mirrored %v: got %+v, want %d x %d", turns, mirrored, f, w, h)
			}
		}
	}
	if f := inspectBytes(t, encoded(t, "image/gif")); f.Type != "image/gif" || f.Width != 24 || f.Height != 16 {
		t.Errorf("gif: got %+v", f)
	}
	if f := inspectBytes(t, testFile(t, "small.avif")); f.Type != "image/avif" || f.Width != 64 || f.Height != 48 {
		t.Errorf("avif: got %+v", f)
	}
}

// heifTurned is a file of HEIC without pixels, whose EXIF lies about how it is turned.
func heifTurned(turns int, mirrored bool) []byte {
	nest := func(name string, parts ...[]byte) []byte {
		body := bytes.Join(parts, nil)
		return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), name...), body...)
	}
	full := []byte{0, 0, 0, 0}
	properties := [][]byte{nest("ispe", full, []byte{0, 0, 0, 64, 0, 0, 0, 48}), nest("irot", []byte{byte(turns)})}
	named := []byte{1, 2}
	if mirrored {
		properties, named = append(properties, nest("imir", []byte{0})), append(named, 3)
	}
	entry := func(id byte, kind string) []byte {
		return nest("infe", []byte{2, 0, 0, 0, 0, id, 0, 0}, []byte(kind), []byte{0})
	}
	exif := append([]byte{0, 0, 0, 0}, exifWith(6, binary.BigEndian)...)
	meta := func(at uint32) []byte {
		location := bytes.Join([][]byte{{0, 0, 0, 0, 0x44, 0, 0, 1, 0, 2, 0, 0, 0, 1}, binary.BigEndian.AppendUint32(nil, at), binary.BigEndian.AppendUint32(nil, uint32(len(exif)))}, nil)
		return nest("meta", full, nest("hdlr", full, []byte("\x00\x00\x00\x00pict")), nest("pitm", full, []byte{0, 1}),
			nest("iinf", full, []byte{0, 2}, entry(1, "hvc1"), entry(2, "Exif")), nest("iloc", location),
			nest("iprp", nest("ipco", properties...), nest("ipma", full, []byte{0, 0, 0, 1, 0, 1, byte(len(named))}, named)))
	}
	head := nest("ftyp", []byte("heic\x00\x00\x00\x00mif1heic"))
	at := uint32(len(head) + len(meta(0)) + 8)
	return bytes.Join([][]byte{head, meta(at), nest("mdat", exif)}, nil)
}

func TestDrawings(t *testing.T) {
	for _, tt := range []struct {
		svg  string
		w, h int
	}{
		{`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80px"/>`, 120, 80},
		{`<?xml version="1.0"?><!-- a --><svg viewBox="0 0 300 200"></svg>`, 300, 200},
		{`<svg width="100%" height="100%" viewBox="0,0,30,20"/>`, 30, 20},
		{`<svg width="1in" height="2.54cm"/>`, 96, 96},
		{`<svg/>`, 0, 0},
	} {
		if f := inspectBytes(t, []byte(tt.svg)); f.Type != "image/svg+xml" || f.Width != tt.w || f.Height != tt.h {
			t.Errorf("%s: got %s of %d x %d, want %d x %d", tt.svg, f.Type, f.Width, f.Height, tt.w, tt.h)
		}
	}
}

// What is private is gone, what is seen is not.
func TestStrip(t *testing.T) {
	for _, mediaType := range []string{"image/jpeg", "image/png", "image/webp"} {
		for o := 1; o <= 8; o++ {
			whole := withEXIF(mediaType, o, encoded(t, mediaType))
			before, got := inspectBytes(t, whole), stripped(t, whole)
			f := inspectBytes(t, got)
			if bytes.Contains(got, []byte("SECRET")) || f.Position {
				t.Errorf("%s, %d: the place is still in it", mediaType, o)
			}
			if f.Width != before.Width || f.Height != before.Height || max(1, f.Orientation) != o || f.Damage != "" {
				t.Errorf("%s, %d: got %+v", mediaType, o, f)
			}
			if mediaType == "image/jpeg" && !bytes.Contains(got, []byte("ICC_PROFILE")) {
				t.Errorf("%d: the colour profile is gone", o)
			}
			if !samePixels(got, whole) {
				t.Errorf("%s, %d: the pixels are not the same", mediaType, o)
			}
			if again := stripped(t, got); !bytes.Equal(again, got) {
				t.Errorf("%s, %d: a second time changes it", mediaType, o)
			}
		}
	}
}

func stripped(t *testing.T, picture []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Strip(&b, bytes.NewReader(picture), int64(len(picture))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// samePixels compares what the standard library decodes; it knows no WebP.
func samePixels(a, b []byte) bool {
	one, _, err := image.Decode(bytes.NewReader(a))
	other, _, err2 := image.Decode(bytes.NewReader(b))
	if errors.Is(err, image.ErrFormat) && errors.Is(err2, image.ErrFormat) {
		return true
	}
	if err != nil || err2 != nil || one.Bounds() != other.Bounds() {
		return false
	}
	for y := range one.Bounds().Dy() {
		for x := range one.Bounds().Dx() {
			if one.At(x, y) != other.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestStripOverwritesInHEIC(t *testing.T) {
	whole := heifTurned(1, false)
	got := stripped(t, whole)
	if len(got) != len(whole) || bytes.Contains(got, []byte("SECRET")) {
		t.Errorf("got %d bytes of %d, %q", len(got), len(whole), got)
	}
	if f := inspectBytes(t, got); f.Position || f.Width != 48 {
		t.Errorf("got %+v", f)
	}
}

func TestStripRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, data := range [][]byte{encoded(t, "image/gif"), []byte("GIF8"), []byte("text"), encoded(t, "image/png")[:60]} {
		var b bytes.Buffer
		if err := Strip(&b, bytes.NewReader(data), int64(len(data))); !errors.Is(err, errors.ErrUnsupported) || b.Len() > 0 {
			t.Errorf("%.8q: %v, %d bytes", data, err, b.Len())
		}
	}
}
