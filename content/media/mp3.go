package media

// MP3 and raw AAC: frames of sound, one after the other. Of MP3, the first may be a
// header (Xing, Info, VBRI) that says how many there are. Without one they are
// counted: the bit rate of the first says nothing about the others.

import (
	"bytes"
	"encoding/binary"
	"time"
)

// frame is one frame of sound.
type frame struct {
	size    int64
	samples int
	rate    int    // samples a second
	form    uint32 // what stays the same in a file: version, layer, rate
}

// frameReader reads the head of the frame at off; not ok where none begins.
type frameReader func(s *source, off int64) (frame, bool)

var (
	mpegRates    = [4][3]int{{11025, 12000, 8000}, {}, {22050, 24000, 16000}, {44100, 48000, 32000}} // by version 2.5, -, 2, 1
	mpegBitRates = [2][3][15]int{                                                                    // kbit/s, by version 1 or 2, and layer 1 to 3
		{
			{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
			{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
			{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
		},
		{
			{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
			{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
			{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
		},
	}
)

// mpegFrame reads a head of MPEG 1, 2 or 2.5, layer I, II or III.
func mpegFrame(s *source, off int64) (frame, bool) {
	b := s.bytes(off, 4)
	if b == nil {
		return frame{}, false
	}
	h := binary.BigEndian.Uint32(b)
	version, layer, bit, rate, padding := h>>19&3, 4-int(h>>17&3), h>>12&15, h>>10&3, int(h>>9&1)
	if h>>21 != 0x7ff || version == 1 || layer == 4 || bit == 0 || bit == 15 || rate == 3 {
		return frame{}, false
	}
	old := 0
	if version != 3 {
		old = 1
	}
	f := frame{rate: mpegRates[version][rate], form: h & 0xfffe0c00}
	bits := mpegBitRates[old][layer-1][bit] * 1000
	switch layer {
	case 1:
		f.samples, f.size = 384, int64(12*bits/f.rate+padding)*4
	case 2:
		f.samples, f.size = 1152, int64(144*bits/f.rate+padding)
	default:
		f.samples = 1152 >> old
		f.size = int64(f.samples/8*bits/f.rate + padding)
	}
	return f, f.size > 4
}

var aacRates = [16]int{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350}

// adtsFrame reads a head of AAC that has no file around it.
func adtsFrame(s *source, off int64) (frame, bool) {
	b := s.bytes(off, 7)
	if b == nil || b[0] != 0xff || b[1]&0xf6 != 0xf0 {
		return frame{}, false
	}
	f := frame{rate: aacRates[b[2]>>2&15], samples: 1024 * (1 + int(b[6]&3)), form: binary.BigEndian.Uint32(b) & 0xfffefc00}
	f.size = int64(b[3]&3)<<11 | int64(b[4])<<3 | int64(b[5])>>5
	return f, f.rate > 0 && f.size >= 7
}

func isADTS(head []byte) bool {
	return len(head) >= 2 && head[0] == 0xff && head[1]&0xf6 == 0xf0
}

// isMPEG reports whether head begins a frame that another follows, as far as head goes.
func isMPEG(head []byte) bool {
	s := newSource(bytes.NewReader(head), int64(len(head)))
	f, ok := mpegFrame(s, 0)
	if !ok {
		return false
	}
	next, ok := mpegFrame(s, f.size)
	return f.size+4 > s.size || ok && next.form == f.form
}

func readADTS(s *source, f *Facts) { readFrames(s, 0, adtsFrame, f) }

func readMP3(s *source, f *Facts) { readMP3At(s, 0, f) }

func readMP3At(s *source, off int64, f *Facts) {
	readID3v1(s, f)
	first, at, ok := findFrame(s, off, mpegFrame, 0)
	if !ok {
		f.Damage = "has no sound in it; export it again"
		return
	}
	if d, ok := headerDuration(s, at, first); ok {
		f.Duration = d
		return
	}
	readFrames(s, at, mpegFrame, f)
}

// findFrame looks for a frame of this form, if form is not 0, that another follows: the
// bits that begin one occur in anything.
func findFrame(s *source, off int64, read frameReader, form uint32) (f frame, at int64, ok bool) {
	for at = off; at < min(off+window, s.size); at++ {
		if b := s.bytes(at, 2); b == nil || b[0] != 0xff || b[1]&0xe0 != 0xe0 {
			continue
		}
		if f, ok = read(s, at); !ok || form != 0 && f.form != form {
			continue
		}
		next, follows := read(s, at+f.size)
		if follows && next.form == f.form || at+f.size == s.size || s.text(at+f.size, 3) == "TAG" {
			return f, at, true
		}
	}
	return frame{}, 0, false
}

// readFrames counts the frames from off on. Beyond what may be read, the rest is taken
// to be like what was.
func readFrames(s *source, off int64, read frameReader, f *Facts) {
	first, begin, ok := findFrame(s, off, read, 0)
	if !ok {
		f.Damage = "has no sound in it; export it again"
		return
	}
	samples, at := int64(0), begin
	const mostRead = maxRead * 3 / 4
	for at < s.size && at-begin < mostRead {
		fr, ok := read(s, at)
		if ok && fr.form == first.form {
			samples += int64(fr.samples)
			at += fr.size
			continue
		}
		_, next, found := findFrame(s, at, read, first.form)
		if !found {
			break
		}
		at = next
	}
	if s.err != nil {
		return
	}
	total := float64(samples)
	if at-begin >= mostRead {
		total *= float64(s.size-begin) / float64(at-begin)
	}
	f.Duration = seconds(total / float64(first.rate))
}

// headerDuration is what the header in the first frame says, if it has one that fits
// the file.
func headerDuration(s *source, at int64, first frame) (time.Duration, bool) {
	b := s.bytes(at, int(min(first.size, s.size-at)))
	if len(b) < 160 {
		return 0, false
	}
	mono, old := b[3]>>6 == 3, first.samples < 1152
	side := 4 + 32
	switch {
	case mono && old:
		side = 4 + 9
	case mono != old:
		side = 4 + 17
	}
	if string(b[36:40]) == "VBRI" {
		counted, frames := int64(binary.BigEndian.Uint32(b[46:])), int64(binary.BigEndian.Uint32(b[50:]))
		return framesLast(frames, first, 0), frames > 0 && fits(counted, s.size-at)
	}
	if x := b[side:]; (string(x[:4]) == "Xing" || string(x[:4]) == "Info") && x[7]&1 != 0 {
		frames, extra := int64(binary.BigEndian.Uint32(x[8:])), x[12:]
		if x[7]&2 != 0 {
			if !fits(int64(binary.BigEndian.Uint32(extra)), s.size-at) {
				return 0, false
			}
			extra = extra[4:]
		}
		return framesLast(frames, first, silence(extra, x[7])), frames > 0
	}
	return 0, false
}

// fits reports whether the bytes that a header counted are in the file: recordings are
// cut and joined by programs that know nothing of it.
func fits(counted, there int64) bool {
	return counted == 0 || counted <= there+there/50 && counted >= there-there/4-1<<20
}

// silence is how many samples the encoder added at both ends, from what follows the
// counts of a header.
func silence(extra []byte, flags byte) int64 {
	if flags&4 != 0 {
		if len(extra) < 100 {
			return 0
		}
		extra = extra[100:]
	}
	if flags&8 != 0 && len(extra) >= 4 {
		extra = extra[4:]
	}
	if len(extra) < 24 || extra[0] == 0 {
		return 0
	}
	return int64(extra[21])<<4 | int64(extra[22])>>4 + int64(extra[22]&15)<<8 + int64(extra[23])
}

func framesLast(frames int64, first frame, silent int64) time.Duration {
	samples := frames * int64(first.samples)
	if silent < samples {
		samples -= silent
	}
	return seconds(float64(samples) / float64(first.rate))
}
