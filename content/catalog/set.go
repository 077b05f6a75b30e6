package catalog

// Sets of short keys, packed. bbolt spends 16 bytes on each key besides the key itself,
// more than most keys here are long. So many keys share one: under the first of them
// stand the others, each without what it shares with the one before.

import (
	"bytes"
	"encoding/binary"
	"slices"

	"go.etcd.io/bbolt"
)

// set is a bucket that holds an ordered set of keys; none is empty.
type set struct{ bucket *bbolt.Bucket }

func setOf(tx *bbolt.Tx, name []byte) set { return set{tx.Bucket(name)} }

// maxPacked is how many bytes of keys stand under one: few, so that a key is quickly
// found and changed, but many in comparison with what bbolt spends on one.
const maxPacked = 500

// packed is keys as a value: how much each shares with the one before it, the length
// of what differs, and that. The first of them is not in it.
func packed(keys [][]byte) []byte {
	b := make([]byte, 0, maxPacked+maxPacked/8) // which nearly all are below
	for i, key := range keys[1:] {
		shared := commonPrefix(keys[i], key)
		b = binary.AppendUvarint(b, uint64(shared))
		b = binary.AppendUvarint(b, uint64(len(key)-shared))
		b = append(b, key[shared:]...)
	}
	return b
}

// unpacked are the keys of a value, and the one that it stands under.
func unpacked(first, value []byte) ([][]byte, error) {
	keys := append(make([][]byte, 0, 64), first)
	all := make([]byte, 0, 4*len(value)) // most keys lie in it
	for d := (decoder{b: value}); len(d.b) > 0; {
		shared, last := d.number(), keys[len(keys)-1]
		rest := d.take(d.count())
		if d.short || shared > uint64(len(last)) {
			return nil, ErrDamaged
		}
		begin := len(all)
		all = append(append(all, last[:shared]...), rest...)
		keys = append(keys, all[begin:len(all):len(all)])
	}
	return keys, nil
}

func commonPrefix(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// edit puts keys into the set, or takes them out. They are in order.
func (s set) edit(keys []string, put func(key string) bool) error {
	for len(keys) > 0 {
		before, end, err := s.around([]byte(keys[0]))
		if err != nil {
			return err
		}
		n := len(keys)
		if end != nil {
			n, _ = slices.BinarySearch(keys, string(end))
		}
		after := merged(before, keys[:n], put)
		if !slices.EqualFunc(before, after, bytes.Equal) {
			if err := s.replace(before, after); err != nil {
				return err
			}
		}
		keys = keys[n:]
	}
	return nil
}

// around gives copies of the keys that a key stands among, or would, and of the
// first one after them; nil is none.
func (s set) around(key []byte) (keys [][]byte, end []byte, err error) {
	c := s.cursor()
	c.find(key)
	for i, k := range c.keys {
		c.keys[i] = bytes.Clone(k)
	}
	after, _ := c.bolt.Next()
	return c.keys, bytes.Clone(after), c.err
}

// merged are keys after an edit.
func merged(keys [][]byte, edit []string, put func(string) bool) (all [][]byte) {
	for _, e := range edit {
		n, found := slices.BinarySearchFunc(keys, []byte(e), bytes.Compare)
		all = append(all, keys[:n]...)
		if keys = keys[n:]; found {
			keys = keys[1:]
		}
		if put(e) {
			all = append(all, []byte(e))
		}
	}
	return append(all, keys...)
}

// replace writes what stands under one key anew, under several if it is too much.
func (s set) replace(before, after [][]byte) error {
	if len(before) > 0 && (len(after) == 0 || !bytes.Equal(before[0], after[0])) {
		if err := s.bucket.Delete(before[0]); err != nil {
			return err
		}
	}
	for _, part := range parted(after) {
		if err := s.bucket.Put(part[0], packed(part)); err != nil {
			return err
		}
	}
	return nil
}

// parted parts keys into groups of about equal size, none of them too large.
func parted(keys [][]byte) (groups [][][]byte) {
	if len(keys) == 0 {
		return nil
	}
	size := len(packed(keys))
	limit := size/(size/maxPacked+1) + 1
	begin, held := 0, 0
	for i := 1; i < len(keys); i++ {
		cost := len(keys[i]) - commonPrefix(keys[i-1], keys[i]) + 2
		if held+cost > limit {
			groups = append(groups, keys[begin:i])
			begin, held = i, 0
			continue
		}
		held += cost
	}
	return append(groups, keys[begin:])
}

// setCursor walks the keys of a set. They are valid while the transaction is. A nil key
// is the end, and an error leaves the cursor there.
type setCursor struct {
	bolt *bbolt.Cursor
	keys [][]byte // those among which it is
	at   int
	err  error
}

func (s set) cursor() *setCursor { return &setCursor{bolt: s.bucket.Cursor()} }

// load unpacks the pair that bbolt's cursor is at, and reports whether there is one.
func (c *setCursor) load(first, value []byte) bool {
	c.keys = nil
	if first != nil && c.err == nil {
		c.keys, c.err = unpacked(first, value)
	}
	return len(c.keys) > 0
}

// find goes to the keys among which a key stands, or would.
func (c *setCursor) find(key []byte) bool { return c.load(blockOf(c.bolt, key)) }

// blockOf goes to the pair of bbolt among whose keys a key stands, or would.
func blockOf(c *bbolt.Cursor, key []byte) (first, value []byte) {
	first, value = c.Seek(key)
	if bytes.Equal(first, key) {
		return first, value
	}
	if first == nil {
		first, value = c.Last()
	} else {
		first, value = c.Prev()
	}
	if first == nil {
		return c.First()
	}
	return first, value
}

// seek goes to the first key that is not before the given one.
func (c *setCursor) seek(key []byte) []byte {
	if !c.find(key) {
		return nil
	}
	c.at, _ = slices.BinarySearchFunc(c.keys, key, bytes.Compare)
	if c.at == len(c.keys) {
		c.at--
		return c.next()
	}
	return c.keys[c.at]
}

// before goes to the last key that is before the given one.
func (c *setCursor) before(key []byte) []byte {
	if !c.find(key) {
		return nil
	}
	c.at, _ = slices.BinarySearchFunc(c.keys, key, bytes.Compare)
	return c.prev()
}

func (c *setCursor) first() []byte {
	if !c.load(c.bolt.First()) {
		return nil
	}
	c.at = 0
	return c.keys[0]
}

func (c *setCursor) next() []byte {
	if c.at++; c.at < len(c.keys) {
		return c.keys[c.at]
	}
	if !c.load(c.bolt.Next()) {
		return nil
	}
	c.at = 0
	return c.keys[0]
}

func (c *setCursor) prev() []byte {
	if c.at--; c.at >= 0 {
		return c.keys[c.at]
	}
	if !c.load(c.bolt.Prev()) {
		return nil
	}
	c.at = len(c.keys) - 1
	return c.keys[c.at]
}

// has reports whether a key is in the set.
func (s set) has(key []byte) bool { return bytes.Equal(s.atLeast(key), key) }

// atLeast is the first key that is not before the given one; nil if there is none. It
// is what a cursor's seek gives, without keeping what is around it.
func (s set) atLeast(key []byte) []byte {
	c := s.bucket.Cursor()
	first, value := blockOf(c, key)
	for ; first != nil; first, value = c.Next() {
		var found []byte
		err := eachPacked(first, value, func(k []byte) error {
			if found == nil && bytes.Compare(k, key) >= 0 {
				found = bytes.Clone(k)
			}
			return nil
		})
		if found != nil || err != nil {
			return found
		}
	}
	return nil
}

// each calls do with each key, in order. The key is valid until do returns.
func (s set) each(do func(key []byte) error) error {
	return s.bucket.ForEach(func(first, value []byte) error { return eachPacked(first, value, do) })
}

// eachPacked calls do with each of some packed keys.
func eachPacked(first, value []byte, do func(key []byte) error) error {
	key := append(make([]byte, 0, 256), first...)
	if err := do(key); err != nil {
		return err
	}
	for d := (decoder{b: value}); len(d.b) > 0; {
		shared := d.number()
		rest := d.take(d.count())
		if d.short || shared > uint64(len(key)) {
			return ErrDamaged
		}
		key = append(key[:shared], rest...)
		if err := do(key); err != nil {
			return err
		}
	}
	return nil
}
