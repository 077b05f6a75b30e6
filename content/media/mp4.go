package media

// MP4 and its kin (M4A, MOV, 3GP, AVIF, HEIC): boxes within boxes, ISO 14496-12.

import (
	"encoding/binary"
	"math"
	"strings"
	"time"
)

// box is a box of the file: its name, and where its body is.
type box struct {
	name      string
	body, end int64
	cut       bool // it claims more than the file has
}

// boxes hands over the boxes between two offsets, until one is enough.
func boxes(s *source, off, end int64, each func(box) (more bool)) {
	for off+8 <= end && s.block() {
		h := s.bytes(off, 8)
		if h == nil {
			return
		}
		size, b := int64(binary.BigEndian.Uint32(h)), box{name: string(h[4:8]), body: off + 8}
		switch size {
		case 0:
			size = end - off
		case 1:
			if h = s.bytes(off+8, 8); h == nil {
				return
			}
			size, b.body = int64(binary.BigEndian.Uint64(h)&math.MaxInt64), off+16
		}
		if size < b.body-off {
			return
		}
		if b.end = off + size; size > end-off {
			b.end, b.cut = end, true
		}
		if !each(b) || b.cut {
			return
		}
		off = b.end
	}
}

// within is the first box of that way of names below others.
func within(s *source, b box, names ...string) (found box, ok bool) {
	for _, name := range names {
		ok = false
		boxes(s, b.body, b.end, func(inner box) bool {
			if inner.name == name {
				found, ok = inner, true
			}
			return !ok
		})
		if b = found; !ok {
			return box{}, false
		}
	}
	return found, ok
}

// film is what is gathered of a film or a recording.
type film struct {
	s          *source
	facts      *Facts
	index      bool  // it has one: the box moov
	scale      int64 // units a second, of the whole
	long       int64 // in these units
	tracks     map[uint32]*track
	fragmented bool
	cut        bool
}

// track is one of its sounds or pictures.
type track struct {
	kind   string // vide, soun, text, …
	scale  int64
	sample int64 // default length of a sample, in fragments
	units  int64 // in fragments, all together
}

func readMP4(s *source, f *Facts) {
	m := &film{s: s, facts: f, tracks: map[uint32]*track{}}
	if b := s.bytes(0, 12); b != nil && string(b[4:8]) == "ftyp" {
		f.Type = typeOfBrand(string(b[8:12]), s.text(8, int64(min(64, binary.BigEndian.Uint32(b)))-8))
	}
	if IsPicture(f.Type) {
		readHEIF(s, f)
		return
	}
	boxes(s, 0, s.size, func(b box) bool {
		switch m.cut = m.cut || b.cut; b.name {
		case "moov":
			m.readIndex(b)
		case "moof":
			m.fragmented = true
			m.readFragment(b)
		}
		return !b.cut && (m.fragmented || !m.complete())
	})
	m.finish()
}

// complete reports whether the index told the duration, so that what follows it need
// not be walked.
func (m *film) complete() bool { return m.index && m.long > 0 }

// typeOfBrand is the media type that the kind of a file stands for.
func typeOfBrand(brand, all string) string {
	switch brand {
	case "avif", "avis":
		return "image/avif"
	case "heic", "heix", "heim", "heis", "hevc", "hevx":
		return "image/heic"
	case "mif1", "msf1":
		if strings.Contains(all, "avif") {
			return "image/avif"
		}
		return "image/heic"
	case "qt  ":
		return "video/quicktime"
	case "M4A ", "M4B ", "M4P ":
		return "audio/mp4"
	}
	if strings.HasPrefix(brand, "3g") {
		return "video/3gpp"
	}
	return "video/mp4"
}

// finish says what was found.
func (m *film) finish() {
	f := m.facts
	switch {
	case !m.index:
		f.Damage = "lacks its index (moov), so that nobody can play it; let it be written to the end, or copy it again"
	case m.cut:
		f.Damage = "ends before its index says; copy it again"
	}
	if m.scale > 0 && m.long > 0 {
		f.Duration = seconds(float64(m.long) / float64(m.scale))
	}
	sound := false
	for _, t := range m.tracks {
		if t.scale > 0 && m.fragmented && m.long == 0 {
			f.Duration = max(f.Duration, seconds(float64(t.units)/float64(t.scale)))
		}
		sound = sound || t.kind == "soun"
	}
	if f.Type == "video/mp4" && sound && f.Width == 0 {
		f.Type = "audio/mp4"
	}
}

// readIndex reads the box moov.
func (m *film) readIndex(moov box) {
	m.index = true
	boxes(m.s, moov.body, moov.end, func(b box) bool {
		switch b.name {
		case "mvhd":
			m.scale, m.long = scaleAndLength(m.s, b, 12)
		case "trak":
			m.readTrack(b)
		case "mvex":
			m.readDefaults(b)
		case "udta":
			m.readUserData(b)
		case "meta":
			readItems(m.s, b, m.facts)
		}
		return true
	})
}

// scaleAndLength reads the two numbers that begin the same in several headers, where
// skip is where the first stands in the short form.
func scaleAndLength(s *source, b box, skip int64) (scale, length int64) {
	version := s.bytes(b.body, 1)
	if version == nil {
		return 0, 0
	}
	if version[0] == 1 {
		h := s.bytes(b.body+skip+8, 12)
		if h == nil {
			return 0, 0
		}
		if l := binary.BigEndian.Uint64(h[4:]); l < math.MaxInt64 {
			length = int64(l)
		}
		return int64(binary.BigEndian.Uint32(h)), length
	}
	h := s.bytes(b.body+skip, 8)
	if h == nil {
		return 0, 0
	}
	if l := binary.BigEndian.Uint32(h[4:]); l != math.MaxUint32 {
		length = int64(l)
	}
	return int64(binary.BigEndian.Uint32(h)), length
}

// readTrack reads a box trak.
func (m *film) readTrack(trak box) {
	if len(m.tracks) > 64 {
		return
	}
	t, id, width, height := &track{}, uint32(0), 0, 0
	if b, ok := within(m.s, trak, "tkhd"); ok {
		id, width, height = trackHeader(m.s, b)
	}
	if b, ok := within(m.s, trak, "mdia", "mdhd"); ok {
		t.scale, _ = scaleAndLength(m.s, b, 12)
	}
	if b, ok := within(m.s, trak, "mdia", "hdlr"); ok {
		t.kind = m.s.text(b.body+8, 4)
	}
	if t.kind == "vide" && width > 0 && m.facts.Width == 0 && !m.still(trak) {
		m.facts.Width, m.facts.Height = width, height
	}
	m.tracks[id] = t
}

// still reports whether a track of pictures is the cover of a sound: one sample.
func (m *film) still(trak box) bool {
	b, ok := within(m.s, trak, "mdia", "minf", "stbl", "stsz")
	return ok && m.s.u32(b.body+8) == 1 && strings.HasPrefix(m.facts.Type, "audio/")
}

// trackHeader reads number and size of a track, turned as its matrix says.
func trackHeader(s *source, b box) (id uint32, width, height int) {
	version := s.bytes(b.body, 1)
	if version == nil {
		return 0, 0, 0
	}
	at := b.body + 12
	rest := b.body + 4 + 20 + 16
	if version[0] == 1 {
		at, rest = b.body+20, b.body+4+32+16
	}
	id = s.u32(at)
	h := s.bytes(rest, 44)
	if h == nil {
		return id, 0, 0
	}
	width, height = int(binary.BigEndian.Uint32(h[36:])>>16), int(binary.BigEndian.Uint32(h[40:])>>16)
	if a, c := binary.BigEndian.Uint32(h), binary.BigEndian.Uint32(h[4:]); a == 0 && c != 0 {
		width, height = height, width
	}
	return id, width, height
}

// readDefaults reads the box mvex: how long a fragmented film is, or its samples are.
func (m *film) readDefaults(mvex box) {
	boxes(m.s, mvex.body, mvex.end, func(b box) bool {
		switch b.name {
		case "mehd":
			if h := m.s.bytes(b.body, 12); h != nil && h[0] == 1 {
				m.long = max(m.long, int64(binary.BigEndian.Uint64(h[4:])&math.MaxInt64))
			} else {
				m.long = max(m.long, int64(m.s.u32(b.body+4)))
			}
		case "trex":
			if t := m.tracks[m.s.u32(b.body+4)]; t != nil {
				t.sample = int64(m.s.u32(b.body + 12))
			}
		}
		return true
	})
	m.fragmented = true
}

// readFragment adds up the samples of a box moof.
func (m *film) readFragment(moof box) {
	boxes(m.s, moof.body, moof.end, func(traf box) bool {
		if traf.name != "traf" {
			return true
		}
		var t *track
		var each int64
		boxes(m.s, traf.body, traf.end, func(b box) bool {
			switch b.name {
			case "tfhd":
				t, each = m.fragmentHeader(b)
			case "trun":
				if t != nil {
					t.units += m.runLength(b, each)
				}
			}
			return true
		})
		return true
	})
}

// fragmentHeader says whose samples follow, and how long each is unless it says so.
func (m *film) fragmentHeader(b box) (*track, int64) {
	flags, t := m.s.u32(b.body)&0xffffff, m.tracks[m.s.u32(b.body+4)]
	if t == nil {
		return nil, 0
	}
	at := b.body + 8
	if flags&1 != 0 {
		at += 8
	}
	if flags&2 != 0 {
		at += 4
	}
	if flags&8 != 0 {
		return t, int64(m.s.u32(at))
	}
	return t, t.sample
}

// runLength is how long the samples of a box trun last together.
func (m *film) runLength(b box, each int64) (units int64) {
	flags, count := m.s.u32(b.body)&0xffffff, int64(m.s.u32(b.body+4))
	if flags&0x100 == 0 {
		return min(count, 1<<24) * each
	}
	at, step := b.body+8, int64(4)
	for _, flag := range []uint32{1, 4} {
		if flags&flag != 0 {
			at += 4
		}
	}
	for _, flag := range []uint32{0x200, 0x400, 0x800} {
		if flags&flag != 0 {
			step += 4
		}
	}
	for ; count > 0 && at+step <= b.end; count, at = count-1, at+step {
		units += int64(m.s.u32(at))
	}
	return units
}

// readUserData reads the box udta: tags as iTunes writes them, and chapters.
func (m *film) readUserData(udta box) {
	boxes(m.s, udta.body, udta.end, func(b box) bool {
		switch b.name {
		case "meta":
			readItems(m.s, b, m.facts)
		case "chpl":
			m.readChapters(b)
		}
		return true
	})
}

// readChapters reads the chapters that Nero invented.
func (m *film) readChapters(b box) {
	h := m.s.bytes(b.body, 9)
	if h == nil {
		return
	}
	at, count := b.body+5, int(h[4])
	if h[0] == 1 {
		at, count = b.body+9, int(h[8])
	}
	for ; count > 0 && at+9 <= b.end; count-- {
		c := m.s.bytes(at, 9)
		if c == nil {
			return
		}
		start, n := binary.BigEndian.Uint64(c), int64(c[8])
		if start < uint64(maxDuration/100) {
			m.facts.Tags.addChapter(Chapter{Start: time.Duration(start) * 100, Title: m.s.text(at+9, n)})
		}
		at += 9 + n
	}
}

// readItems reads the tags of a box meta, which is a full box in MP4 and none in MOV.
func readItems(s *source, meta box, f *Facts) {
	if s.text(meta.body+4, 4) != "hdlr" {
		meta.body += 4
	}
	list, ok := within(s, meta, "ilst")
	if !ok {
		return
	}
	boxes(s, list.body, list.end, func(item box) bool {
		data, ok := within(s, item, "data")
		if !ok {
			return true
		}
		if at, n := data.body+8, data.end-data.body-8; item.name == "covr" {
			s.picture(at, n, true)
		} else if n > 0 {
			readItem(item.name, s.text(at, n), &f.Tags)
		}
		return true
	})
}

func readItem(name, value string, t *Tags) {
	switch name {
	case "\xa9nam":
		setLine(&t.Title, value)
	case "\xa9ART":
		setLine(&t.Artist, value)
	case "aART":
		setLine(&t.AlbumArtist, value)
	case "\xa9alb":
		setLine(&t.Album, value)
	case "\xa9day":
		setDate(&t.Date, value)
	case "\xa9gen":
		setLine(&t.Genre, value)
	case "cprt":
		setLine(&t.Copyright, value)
	case "desc", "ldes", "\xa9cmt", "sdes":
		setText(&t.Description, value)
	case "trkn", "disk":
		if len(value) >= 4 {
			n := int(value[2])<<8 | int(value[3])
			if name == "trkn" {
				t.Track = n
			} else {
				t.Disc = n
			}
		}
	}
}
