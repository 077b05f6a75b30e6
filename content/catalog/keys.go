package catalog

// Keys of the buckets: numbers and instants as bytes that sort like them.

import (
	"encoding/binary"
	"time"
)

func key32(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
func key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func number32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }
func number64(b []byte) uint64 { return binary.BigEndian.Uint64(b) }

const (
	timeSize  = 12
	orderSize = timeSize + 8 // an instant, then Seen
	signBit   = 1 << 63      // flipped, so that instants before 1970 sort first
)

func appendTime(b []byte, t time.Time) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(t.Unix())^signBit)
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond()))
}

func timeOf(b []byte) time.Time {
	return time.Unix(int64(number64(b)^signBit), int64(number32(b[8:]))).UTC()
}

// orderKey is an article's place in time; Seen parts what happened at once.
func orderKey(t time.Time, seen uint64) []byte {
	return binary.BigEndian.AppendUint64(appendTime(make([]byte, 0, orderSize), t), seen)
}

// seenOf is the Seen that ends a key.
func seenOf(key []byte) uint64 { return number64(key[len(key)-8:]) }

// indexKey is an order key within a facet.
func indexKey(facet uint32, order []byte) []byte {
	b := make([]byte, 0, 4+len(order))
	return append(binary.BigEndian.AppendUint32(b, facet), order...)
}
