package catalog

// Keys of the buckets: numbers and instants as bytes that sort like them, short
// where they are small or round. No key of a kind is the beginning of another.

import (
	"encoding/binary"
	"time"
)

func key32(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
func key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func number32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }
func number64(b []byte) uint64 { return binary.BigEndian.Uint64(b) }

// appendNumber appends a number in 1 to 4 bytes, or in 9: the leading bits of the first
// byte say which, as in UTF-8.
func appendNumber(b []byte, n uint64) []byte {
	switch {
	case n < 1<<7:
		return append(b, byte(n))
	case n < 1<<14:
		return append(b, 0x80|byte(n>>8), byte(n))
	case n < 1<<21:
		return append(b, 0xc0|byte(n>>16), byte(n>>8), byte(n))
	case n < 1<<28:
		return append(b, 0xe0|byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return binary.BigEndian.AppendUint64(append(b, 0xf0), n)
}

// numberAt is the number that b begins with.
func numberAt(b []byte) uint64 {
	switch first := uint64(b[0]); {
	case first < 0x80:
		return first
	case first < 0xc0:
		return first&0x3f<<8 | uint64(b[1])
	case first < 0xe0:
		return first&0x1f<<16 | uint64(b[1])<<8 | uint64(b[2])
	case first < 0xf0:
		return first&0x0f<<24 | uint64(b[1])<<16 | uint64(b[2])<<8 | uint64(b[3])
	}
	return number64(b[1:])
}

const (
	secondsSize = 5
	epochYears  = 1 << 39 // seconds, added so that instants before 1970 sort first
	hasFraction = 1 << 30 // set in four bytes of nanoseconds, of which there is one if they are 0
)

func appendTime(b []byte, t time.Time) []byte {
	s := uint64(min(max(t.Unix()+epochYears, 0), 2*epochYears-1))
	b = append(b, byte(s>>32), byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
	if n := t.Nanosecond(); n != 0 {
		return binary.BigEndian.AppendUint32(b, uint32(hasFraction|n))
	}
	return append(b, 0)
}

func timeSize(b []byte) int {
	if b[secondsSize] == 0 {
		return secondsSize + 1
	}
	return secondsSize + 4
}

// timeOf is the instant that b begins with.
func timeOf(b []byte) time.Time {
	seconds := int64(b[0])<<32 | int64(number32(b[1:]))
	nanoseconds := int64(0)
	if b[secondsSize] != 0 {
		nanoseconds = int64(number32(b[secondsSize:]) &^ hasFraction)
	}
	return time.Unix(seconds-epochYears, nanoseconds).UTC()
}

// orderKey is an article's place in time; Seen parts what happened at once.
func orderKey(t time.Time, seen uint64) []byte {
	return appendOrderKey(make([]byte, 0, 16), t, seen)
}

func appendOrderKey(b []byte, t time.Time, seen uint64) []byte {
	return appendNumber(appendTime(b, t), seen)
}

// seenOf is the Seen of an order key.
func seenOf(order []byte) uint64 { return numberAt(order[timeSize(order):]) }

// seenKey is the key of a record.
func seenKey(seen uint64) []byte { return appendNumber(make([]byte, 0, 4), seen) }

// inFacet begins the keys of a facet in an index.
func inFacet(facet uint32) []byte { return appendNumber(make([]byte, 0, 24), uint64(facet)) }

// indexKey is an order key within a facet.
func indexKey(facet uint32, order []byte) []byte { return append(inFacet(facet), order...) }

// hashKey is a kind, a hash and a Seen.
func hashKey(kind byte, hash, seen uint64) []byte {
	return appendNumber(hashPrefix(kind, hash), seen)
}

func hashPrefix(kind byte, hash uint64) []byte {
	return binary.BigEndian.AppendUint64(append(make([]byte, 0, 16), kind), hash)
}
