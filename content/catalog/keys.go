package catalog

// Keys of the buckets: numbers and instants as bytes that sort like them.

import (
	"encoding/binary"
	"time"

	"feedmill/content/folder"
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

// fileEntry is what is known of one file. Its fixed part comes first, so that
// fingerprints of very many files are read without the rest.
type fileEntry struct {
	fingerprint folder.Fingerprint
	epoch       uint32
	flags       byte
	hash        [16]byte // of the bytes that gave the records
	seen        []uint64 // its records
	message     string   // what keeps it from being read
}

// The flags of a fileEntry.
const (
	fileBroken = 1 << iota
	fileRetry  // the file could not be read, which may pass without it changing
)

const fileFixed = 1 + 5*8 + 4 + 1 + 16 + 4

func (f fileEntry) encode() []byte {
	b := make([]byte, 0, fileFixed+8*len(f.seen)+len(f.message))
	b = append(b, recordVersion)
	p := f.fingerprint
	for _, n := range [...]uint64{p.Dev, p.Ino, uint64(p.Size), uint64(p.Mtime), uint64(p.Ctime)} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	b = binary.BigEndian.AppendUint32(b, f.epoch)
	b = append(b, f.flags)
	b = append(b, f.hash[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(f.seen)))
	for _, n := range f.seen {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return append(b, f.message...)
}

// decodeFixed reads all but records and message.
func decodeFixed(b []byte) (f fileEntry, err error) {
	if len(b) < fileFixed || b[0] != recordVersion {
		return f, ErrDamaged
	}
	f.fingerprint = folder.Fingerprint{
		Dev: number64(b[1:]), Ino: number64(b[9:]),
		Size: int64(number64(b[17:])), Mtime: int64(number64(b[25:])), Ctime: int64(number64(b[33:])),
	}
	f.epoch = number32(b[41:])
	f.flags = b[45]
	copy(f.hash[:], b[46:])
	return f, nil
}

func decodeFile(b []byte) (fileEntry, error) {
	f, err := decodeFixed(b)
	if err != nil {
		return f, err
	}
	n := int(number32(b[62:]))
	rest := b[fileFixed:]
	if n > len(rest)/8 {
		return f, ErrDamaged
	}
	for i := range n {
		f.seen = append(f.seen, number64(rest[8*i:]))
	}
	f.message = string(rest[8*n:])
	return f, nil
}
