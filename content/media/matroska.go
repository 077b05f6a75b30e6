package media

// WebM and Matroska: elements of EBML. Browsers that record write neither length nor
// index: the last cluster tells then.

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"time"
)

const (
	ebmlDocType   = 0x4282
	mkvSegment    = 0x18538067
	mkvInfo       = 0x1549A966
	mkvScale      = 0x2AD7B1
	mkvDuration   = 0x4489
	mkvTitle      = 0x7BA9
	mkvTracks     = 0x1654AE6B
	mkvTrack      = 0xAE
	mkvTrackType  = 0x83
	mkvVideo      = 0xE0
	mkvWidth      = 0xB0
	mkvHeight     = 0xBA
	mkvCluster    = 0x1F43B675
	mkvTime       = 0xE7
	mkvBlock      = 0xA3
	mkvGroup      = 0xA0
	mkvGroupBlock = 0xA1
	mkvTags       = 0x1254C367
	mkvTag        = 0x7373
	mkvTargets    = 0x63C0
	mkvTarget     = 0x63C5 // track, and the next ones: edition, chapter, attachment
	mkvSimpleTag  = 0x67C8
	mkvTagName    = 0x45A3
	mkvTagText    = 0x4487
	mkvChapters   = 0x1043A770
	mkvEdition    = 0x45B9
	mkvAtom       = 0xB6
	mkvStart      = 0x91
	mkvDisplay    = 0x80
	mkvString     = 0x85
	mkvFiles      = 0x1941A469
	mkvFile       = 0x61A7
	mkvFileName   = 0x466E
	mkvFileType   = 0x4660
	mkvFileData   = 0x465C
)

// element is a piece of EBML.
type element struct {
	id        uint64
	body, end int64
}

// elementAt is the element at off, in what ends at limit.
func elementAt(s *source, off, limit int64) (e element, ok bool) {
	id, n := vint(s.upTo(off, 8), true)
	if n == 0 || n > 4 || !s.block() {
		return e, false
	}
	size, m := vint(s.upTo(off+int64(n), 8), false)
	if m == 0 {
		return e, false
	}
	e = element{id: id, body: off + int64(n+m)}
	if e.end = e.body + int64(size); size == 1<<(7*m)-1 || size > uint64(limit-e.body) { // unknown, or more than there is
		e.end = limit
	}
	return e, e.body <= limit
}

// vint reads a number whose first bits say how many bytes it has; the identifiers of
// elements keep these bits.
func vint(b []byte, keep bool) (n uint64, size int) {
	if len(b) == 0 || b[0] == 0 {
		return 0, 0
	}
	for size = 1; b[0]&(0x80>>(size-1)) == 0; size++ {
	}
	if size > len(b) {
		return 0, 0
	}
	n = uint64(b[0])
	if !keep {
		n &= 0xff >> size
	}
	for _, c := range b[1:size] {
		n = n<<8 | uint64(c)
	}
	return n, size
}

// elements hands over the elements between two offsets.
func elements(s *source, e element, each func(element)) {
	for off := e.body; off < e.end; {
		inner, ok := elementAt(s, off, e.end)
		if !ok {
			return
		}
		each(inner)
		off = inner.end
	}
}

// number and text are what an element holds.
func (e element) number(s *source) (n uint64) {
	for _, b := range s.upTo(e.body, int(min(8, e.end-e.body))) {
		n = n<<8 | uint64(b)
	}
	return n
}

func (e element) text(s *source) string {
	return strings.TrimRight(s.text(e.body, e.end-e.body), "\x00")
}

// recordingOf is what is gathered of the file.
type matroska struct {
	s      *source
	facts  *Facts
	scale  float64 // nanoseconds a unit
	long   float64 // in units
	last   float64 // begin of the last block that was seen, in units
	hasPic bool    // it has moving pictures
}

func readMatroska(s *source, f *Facts) {
	head, ok := elementAt(s, 0, s.size)
	if !ok {
		return
	}
	f.Type = "video/x-matroska"
	elements(s, head, func(e element) {
		if e.id == ebmlDocType && e.text(s) == "webm" {
			f.Type = "video/webm"
		}
	})
	segment, ok := elementAt(s, head.end, s.size)
	if !ok || segment.id != mkvSegment {
		f.Damage = "has no film in it; export it again"
		return
	}
	m := &matroska{s: s, facts: f, scale: 1e6}
	elements(s, segment, m.part)
	if m.long == 0 {
		m.lookBack()
		m.long = m.last
	}
	f.Duration = seconds(m.long * m.scale / 1e9)
	if !m.hasPic {
		f.Type = strings.Replace(f.Type, "video/", "audio/", 1)
	}
}

// part reads a part of the segment. Clusters, which are all of the film, are passed
// over by their length.
func (m *matroska) part(e element) {
	switch e.id {
	case mkvInfo:
		elements(m.s, e, m.info)
	case mkvTracks:
		elements(m.s, e, m.track)
	case mkvTags:
		elements(m.s, e, m.tag)
	case mkvChapters:
		elements(m.s, e, func(edition element) {
			if edition.id == mkvEdition {
				elements(m.s, edition, m.chapter)
			}
		})
	case mkvFiles:
		elements(m.s, e, m.file)
	}
}

func (m *matroska) info(e element) {
	switch e.id {
	case mkvScale:
		m.scale = float64(e.number(m.s))
	case mkvTitle:
		setLine(&m.facts.Tags.Title, e.text(m.s))
	case mkvDuration:
		switch b := m.s.upTo(e.body, int(min(8, e.end-e.body))); len(b) {
		case 4:
			m.long = float64(math.Float32frombits(binary.BigEndian.Uint32(b)))
		case 8:
			m.long = math.Float64frombits(binary.BigEndian.Uint64(b))
		}
	}
}

func (m *matroska) track(e element) {
	if e.id != mkvTrack {
		return
	}
	elements(m.s, e, func(e element) {
		switch {
		case e.id == mkvTrackType && e.number(m.s) == 1:
			m.hasPic = true
		case e.id == mkvVideo:
			elements(m.s, e, func(e element) {
				switch {
				case e.id == mkvWidth && m.facts.Width == 0:
					m.facts.Width = int(e.number(m.s) & math.MaxInt32)
				case e.id == mkvHeight && m.facts.Height == 0:
					m.facts.Height = int(e.number(m.s) & math.MaxInt32)
				}
			})
		}
	})
}

// tag reads a tag of the whole, and none of a track or a chapter.
func (m *matroska) tag(e element) {
	if e.id != mkvTag {
		return
	}
	ofWhole := true
	elements(m.s, e, func(e element) {
		switch e.id {
		case mkvTargets:
			elements(m.s, e, func(e element) {
				if e.id >= mkvTarget && e.id <= mkvTarget+4 && e.number(m.s) != 0 {
					ofWhole = false
				}
			})
		case mkvSimpleTag:
			if ofWhole {
				m.simpleTag(e)
			}
		}
	})
}

func (m *matroska) simpleTag(e element) {
	var name, value string
	elements(m.s, e, func(e element) {
		switch e.id {
		case mkvTagName:
			name = strings.ToUpper(e.text(m.s))
		case mkvTagText:
			value = e.text(m.s)
		}
	})
	switch name {
	case "DATE_RELEASED", "DATE_RECORDED":
		name = "DATE"
	case "PART_NUMBER":
		name = "TRACKNUMBER"
	}
	comment1(name, value, m.s, m.facts)
}

func (m *matroska) chapter(e element) {
	if e.id != mkvAtom {
		return
	}
	var c Chapter
	elements(m.s, e, func(e element) {
		switch e.id {
		case mkvStart:
			c.Start = time.Duration(min(e.number(m.s), uint64(maxDuration))).Round(time.Millisecond)
		case mkvDisplay:
			elements(m.s, e, func(e element) {
				if e.id == mkvString && c.Title == "" {
					c.Title = e.text(m.s)
				}
			})
		}
	})
	m.facts.Tags.addChapter(c)
}

// file notes an attached picture.
func (m *matroska) file(e element) {
	if e.id != mkvFile {
		return
	}
	var name, kind string
	var data element
	elements(m.s, e, func(e element) {
		switch e.id {
		case mkvFileName:
			name = e.text(m.s)
		case mkvFileType:
			kind = e.text(m.s)
		case mkvFileData:
			data = e
		}
	})
	if IsPicture(kind) {
		m.s.picture(data.body, data.end-data.body, strings.HasPrefix(name, "cover."))
	}
}

// lookBack looks for the last cluster and the last block in it.
func (m *matroska) lookBack() {
	from := max(0, m.s.size-4<<20)
	tail := bytes.Clone(m.s.upTo(from, int(m.s.size-from)))
	i := bytes.LastIndex(tail, []byte("\x1f\x43\xb6\x75"))
	if i < 0 {
		return
	}
	cluster, ok := elementAt(m.s, from+int64(i), m.s.size)
	if !ok {
		return
	}
	var begin float64
	elements(m.s, cluster, func(e element) {
		switch e.id {
		case mkvTime:
			begin = float64(e.number(m.s))
			m.last = max(m.last, begin)
		case mkvBlock:
			m.block(begin, e)
		case mkvGroup:
			elements(m.s, e, func(e element) {
				if e.id == mkvGroupBlock {
					m.block(begin, e)
				}
			})
		}
	})
}

// block notes when a block begins: behind the number of its track.
func (m *matroska) block(begin float64, e element) {
	b := m.s.upTo(e.body, 12)
	if _, n := vint(b, false); n > 0 && len(b) >= n+2 {
		m.last = max(m.last, begin+float64(int16(binary.BigEndian.Uint16(b[n:]))))
	}
}
