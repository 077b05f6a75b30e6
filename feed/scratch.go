package feed

// What is rendered is as long as it turns out to be. It is made in a buffer that has grown
// for others, and takes no more memory than it needs.

import (
	"bytes"
	"sync"
)

var scratches = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxScratch bounds the buffers that are kept.
const maxScratch = 256 << 10

// inScratch is what use makes of what write writes. It may not keep the bytes that it is
// given.
func inScratch(write func(*bytes.Buffer) error, use func([]byte) ([]byte, error)) ([]byte, error) {
	b := scratches.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= maxScratch {
			scratches.Put(b)
		}
	}()
	if err := write(b); err != nil {
		return nil, err
	}
	return use(b.Bytes())
}

// asItIs is a use: all of it.
func asItIs(b []byte) ([]byte, error) { return bytes.Clone(b), nil }
