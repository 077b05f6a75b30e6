package media

// FLAC: blocks that describe the sound, then the sound.

import "encoding/binary"

func readFLAC(s *source, f *Facts) { readFLACAt(s, 0, f) }

func readFLACAt(s *source, off int64, f *Facts) {
	for off, last := off+4, false; !last && s.block(); {
		b := s.bytes(off, 4)
		if b == nil {
			break
		}
		last = b[0]&0x80 != 0
		kind, size := b[0]&0x7f, int64(b[1])<<16|int64(b[2])<<8|int64(b[3])
		off += 4
		switch kind {
		case 0:
			readStreamInfo(s.bytes(off, 18), f)
		case 4:
			readComments(append([]byte(nil), s.bytes(off, int(size))...), "", s, f)
		case 6:
			if at, n, front := flacPicture(s.upTo(off, int(min(size, 4096)))); n > 0 && at+n <= size {
				s.picture(off+at, n, front)
			}
		}
		off += size
	}
	if f.Duration == 0 && s.err == nil {
		f.Damage = "does not say how long it is; export it again"
	}
}

// readStreamInfo reads how many samples there are, and how many make a second.
func readStreamInfo(b []byte, f *Facts) {
	if len(b) < 18 {
		return
	}
	bits := binary.BigEndian.Uint64(b[10:])
	rate, samples := bits>>44, bits&(1<<36-1)
	if rate > 0 {
		f.Duration = seconds(float64(samples) / float64(rate))
	}
}

// flacPicture says where the picture of a block lies in it, as far as b goes.
func flacPicture(b []byte) (at, size int64, front bool) {
	if len(b) < 8 {
		return 0, 0, false
	}
	front = binary.BigEndian.Uint32(b) == 3
	at = 8 + int64(binary.BigEndian.Uint32(b[4:])) // behind the type
	if at > int64(len(b))-4 {
		return 0, 0, false
	}
	at += 4 + int64(binary.BigEndian.Uint32(b[at:])) + 16 // behind the description and the size
	if at > int64(len(b))-4 {
		return 0, 0, false
	}
	return at + 4, int64(binary.BigEndian.Uint32(b[at:])), front
}
