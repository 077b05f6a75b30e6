package media

// EXIF, as cameras write it into pictures: a TIFF file with no pixels.

import "encoding/binary"

const (
	tagOrientation = 0x0112
	tagPosition    = 0x8825 // pointer to what the GPS receiver said
)

// readEXIF takes the orientation and whether there is a position from a TIFF file.
func readEXIF(tiff []byte, f *Facts) {
	if len(tiff) < 8 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(tiff[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return
	}
	at := int64(order.Uint32(tiff[4:]))
	if at > int64(len(tiff))-2 {
		return
	}
	count := int(order.Uint16(tiff[at:]))
	for entries := tiff[at+2:]; count > 0 && len(entries) >= 12; count, entries = count-1, entries[12:] {
		switch tag, value := order.Uint16(entries), order.Uint16(entries[8:]); {
		case tag == tagOrientation && value >= 1 && value <= 8:
			f.Orientation = int(value)
		case tag == tagPosition && order.Uint32(entries[8:]) != 0:
			f.Position = true
		}
	}
}

// turn swaps the sides of a picture that is stored lying on one.
func (f *Facts) turn() {
	if f.Orientation >= 5 {
		f.Width, f.Height = f.Height, f.Width
	}
}

// orientationOnly is EXIF that says how the picture is to be turned, and nothing else.
func orientationOnly(orientation int) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	b[19] = byte(orientation)
	return b
}
