package media

// AVIF and HEIC: pictures in the boxes of MP4. They say in boxes of their own how a
// picture is turned; what their EXIF says of that is to be ignored (ISO 23008-12).

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// maxProperties is how many properties a picture may name.
const maxProperties = 1000

func readHEIF(s *source, f *Facts) {
	meta, ok := topBox(s, "meta")
	if !ok {
		f.Damage = "has no picture in it; export it again"
		return
	}
	meta.body += 4
	m := heif{s: s, meta: meta}
	turned := 0
	for _, p := range m.propertiesOf(m.primary()) {
		switch b := s.bytes(p.body, int(min(12, p.end-p.body))); {
		case p.name == "ispe" && len(b) >= 12:
			f.Width, f.Height = int(binary.BigEndian.Uint32(b[4:])), int(binary.BigEndian.Uint32(b[8:]))
		case p.name == "irot" && len(b) >= 1:
			turned = int(b[0] & 3)
		}
	}
	if turned&1 == 1 {
		f.Width, f.Height = f.Height, f.Width
	}
	for _, tiff := range m.exif() {
		var within Facts
		readEXIF(tiff, &within)
		f.Position = f.Position || within.Position
	}
	if f.Width <= 0 || f.Height <= 0 {
		f.Damage = "does not say how large it is; export it again"
	}
}

func topBox(s *source, name string) (found box, ok bool) {
	return within(s, box{body: 0, end: s.size}, name)
}

// heif is a file of pictures.
type heif struct {
	s    *source
	meta box // without its version
}

// primary is the number of the picture that is shown.
func (m heif) primary() uint32 {
	b, ok := within(m.s, m.meta, "pitm")
	if !ok {
		return 0
	}
	h := m.s.bytes(b.body, 8)
	switch {
	case h != nil && h[0] != 0:
		return binary.BigEndian.Uint32(h[4:])
	case h != nil:
		return uint32(binary.BigEndian.Uint16(h[4:]))
	}
	return m.s.u32(b.body+2) & 0xffff
}

// propertiesOf are the properties of an item, in their order.
func (m heif) propertiesOf(item uint32) []box {
	iprp, ok := within(m.s, m.meta, "iprp")
	ipco, have := within(m.s, iprp, "ipco")
	ipma, named := within(m.s, iprp, "ipma")
	if !ok || !have || !named {
		return nil
	}
	var all, own []box
	boxes(m.s, ipco.body, ipco.end, func(b box) bool {
		all = append(all, b)
		return len(all) < maxProperties
	})
	for _, i := range m.associated(ipma, item) {
		if i >= 1 && i <= len(all) {
			own = append(own, all[i-1])
		}
	}
	return own
}

// associated are the numbers, from 1, of the properties that the box ipma gives an item.
func (m heif) associated(ipma box, item uint32) (numbers []int) {
	head := m.s.bytes(ipma.body, 8)
	if head == nil {
		return nil
	}
	long, wide, entries := head[0] > 0, head[3]&1 == 1, binary.BigEndian.Uint32(head[4:])
	r := fields{m.s, ipma.body + 8, ipma.end}
	for ; entries > 0 && r.at < r.end && m.s.block(); entries-- {
		id := r.number(2)
		if long {
			id = id<<16 | r.number(2)
		}
		for n := r.number(1); n > 0 && r.at < r.end; n-- {
			i := r.number(1) & 0x7f
			if wide {
				i = i<<8 | r.number(1)
			}
			if uint32(id) == item && len(numbers) < maxProperties {
				numbers = append(numbers, int(i))
			}
		}
	}
	return numbers
}

// fields reads numbers one after the other; zeros from the end on.
type fields struct {
	s       *source
	at, end int64
}

// number is the next number of so many bytes, at most 8.
func (r *fields) number(size int) (n uint64) {
	if r.at+int64(size) > r.end {
		r.at = r.end
		return 0
	}
	for _, b := range r.s.bytes(r.at, size) {
		n = n<<8 | uint64(b)
	}
	r.at += int64(size)
	return n
}

// extent is where a part of an item lies in the file.
type extent struct{ at, size int64 }

// exif are the TIFF files within, as far as each lies in one piece.
func (m heif) exif() (all [][]byte) {
	for _, e := range m.extents(m.items("Exif")) {
		if e.size < 12 || e.size > maxPart {
			continue
		}
		b := append([]byte(nil), m.s.bytes(e.at, int(e.size))...)
		if skip := 4 + int64(m.s.u32(e.at)); skip < int64(len(b)) {
			all = append(all, b[skip:])
		}
	}
	return all
}

// items are the numbers of the items of these types.
func (m heif) items(types ...string) map[uint32]bool {
	found := map[uint32]bool{}
	iinf, ok := within(m.s, m.meta, "iinf")
	if !ok {
		return found
	}
	iinf.body += 6
	if v := m.s.bytes(iinf.body-6, 1); v != nil && v[0] != 0 {
		iinf.body += 2
	}
	boxes(m.s, iinf.body, iinf.end, func(b box) bool {
		v := m.s.bytes(b.body, 1)
		if b.name != "infe" || v == nil || v[0] < 2 {
			return true
		}
		r := fields{m.s, b.body + 4, b.end}
		id := r.number(2)
		if v[0] == 3 {
			id = id<<16 | r.number(2)
		}
		kind := m.s.text(r.at+2, 4)
		for _, t := range types {
			if kind == t {
				found[uint32(id)] = true
			}
		}
		return len(found) < maxProperties
	})
	return found
}

// extents are where the items lie, by the box iloc.
func (m heif) extents(items map[uint32]bool) (all []extent) {
	iloc, ok := within(m.s, m.meta, "iloc")
	if !ok || len(items) == 0 {
		return nil
	}
	idat, _ := within(m.s, m.meta, "idat")
	r := fields{m.s, iloc.body, iloc.end}
	version := r.number(1)
	r.at += 3
	sizes := r.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	if max(offsetSize, lengthSize, baseSize, indexSize) > 8 || version > 2 {
		return nil
	}
	wide := 2
	if version == 2 {
		wide = 4
	}
	for n := r.number(wide); n > 0 && r.at < r.end && m.s.block(); n-- {
		id, method := r.number(wide), uint64(0)
		if version > 0 {
			method = r.number(2) & 15
		}
		r.number(2)
		base := int64(r.number(baseSize))
		if method == 1 {
			base += idat.body
		}
		for e := r.number(2); e > 0 && r.at < r.end; e-- {
			if version > 0 {
				r.number(indexSize)
			}
			at, size := base+int64(r.number(offsetSize)), int64(r.number(lengthSize))
			if items[uint32(id)] && method <= 1 && at >= 0 && size >= 0 && size <= m.s.size && at <= m.s.size-size && len(all) < maxProperties {
				all = append(all, extent{at, size})
			}
		}
	}
	return all
}

// sortedExtents are the extents in the order of the file.
func sortedExtents(all []extent) []extent {
	slices.SortFunc(all, func(a, b extent) int { return cmp.Compare(a.at, b.at) })
	return all
}

// zeros is read without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
