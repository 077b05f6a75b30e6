package catalog

// Values on disk: fields one after another, lengths first.

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// encoder appends fields to b.
type encoder struct{ b []byte }

func (e *encoder) number(n uint64) { e.b = binary.AppendUvarint(e.b, n) }

func (e *encoder) text(s string) {
	e.number(uint64(len(s)))
	e.b = append(e.b, s...)
}

// after writes how many bytes of s are as expected, and the rest of it.
func (e *encoder) after(expected, s string) {
	n := 0
	for n < len(s) && n < len(expected) && s[n] == expected[n] {
		n++
	}
	e.number(uint64(n))
	e.text(s[n:])
}

func (d *decoder) after(expected string) string {
	n := d.number()
	if n > uint64(len(expected)) {
		d.b, d.short = nil, true
		return ""
	}
	return expected[:n] + d.text()
}

func (e *encoder) time(t time.Time) {
	if t.IsZero() {
		e.b = append(e.b, 0)
		return
	}
	e.b = append(e.b, 1)
	e.b = binary.AppendVarint(e.b, t.Unix())
	e.number(uint64(t.Nanosecond()))
}

// decoder takes fields from the front of b. Once b is short it gives zeros.
type decoder struct {
	b     []byte
	all   string // all that b was; its texts are parts of it, one allocation for all
	short bool
}

func newDecoder(b []byte) decoder { return decoder{b: b, all: string(b)} }

var zeros [16]byte

func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.b) {
		d.b, d.short = nil, true
		return zeros[:min(max(n, 0), len(zeros))]
	}
	taken := d.b[:n]
	d.b = d.b[n:]
	return taken
}

func (d *decoder) byte() byte { return d.take(1)[0] }

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.b, d.short = nil, true
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) varint() int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.b, d.short = nil, true
		return 0
	}
	d.b = d.b[size:]
	return n
}

// count is a number of things that follow, each of a byte at least.
func (d *decoder) count() int {
	n := d.number()
	if n > uint64(len(d.b)) {
		d.b, d.short = nil, true
		return 0
	}
	return int(n)
}

func (d *decoder) text() string {
	n := d.count()
	begin := len(d.all) - len(d.b)
	d.take(n)
	return d.all[begin : begin+n]
}

// zone is an offset from UTC, in seconds; a byte if it is of quarters of an hour.
func (e *encoder) zone(offset int) {
	n := int64(offset) * 2
	if offset%900 == 0 {
		n = int64(offset)/900*2 + 1
	}
	e.b = binary.AppendVarint(e.b, n)
}

func (d *decoder) zone() int {
	n := d.varint()
	if n < -maxZone || n > maxZone {
		d.b, d.short = nil, true
		return 0
	}
	if n&1 == 1 {
		return int(n-1) / 2 * 900
	}
	return int(n / 2)
}

const maxZone = 1 << 20

// sketch is a sketch as the steps from one of its numbers to the next.
func (e *encoder) sketch(s sketch) {
	e.number(uint64(len(s)))
	last := uint32(0)
	for _, h := range s {
		e.number(uint64(h - last))
		last = h
	}
}

func (d *decoder) sketch() (s sketch) {
	n := d.count()
	if n > 0 {
		s = make(sketch, 0, n)
	}
	last := uint64(0)
	for range n {
		last += d.number()
		s = append(s, uint32(last))
	}
	return s
}

// hash64 stands for a text where it does no harm if two texts share it.
func hash64(s string) uint64 {
	var buf [256]byte // most are shorter
	sum := sha256.Sum256(append(buf[:0], s...))
	return number64(sum[:])
}

// numbers takes a count, and then numbers of a size in bytes.
func numbers[N any](d *decoder, size int, number func([]byte) N) (all []N) {
	bytes := d.take(size * d.count())
	if len(bytes) > 0 {
		all = make([]N, len(bytes)/size)
	}
	for i := range all {
		all[i] = number(bytes[size*i:])
	}
	return all
}

func (d *decoder) time() time.Time {
	if d.byte() == 0 {
		return time.Time{}
	}
	sec := d.varint()
	return time.Unix(sec, int64(d.number())).UTC()
}
