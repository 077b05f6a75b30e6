// Package objects is object storage: S3, what speaks as it does, and Azure's.
//
// Outlets put an edition into it, nodes agree by it, servers read an edition from it, and
// articles may lie in it. Each of these asks a [Store], in the words of its [Protocol],
// which are the same for all kinds of stores, and has what it answers put into the
// operator's.
package objects

import (
	"context"
	"io"
	"iter"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
)

// Store is a bucket, and how it is asked. Paths are those below the prefix of its address.
type Store struct {
	Address
	Protocol
	wire *meteredTransport
}

// Protocol is how a kind of store is spoken to. What a store has answered is an [Answer]
// in the error.
type Protocol interface {
	// List tells of all objects below the prefix, in the order of their keys, without
	// what their metadata says. Those up to a path may be left out; an empty one is
	// before all.
	List(ctx context.Context, after string) iter.Seq2[Object, error]

	// Stat tells of one object.
	Stat(ctx context.Context, path string) (Object, error)

	// Get reads an object. Its size is that of what comes.
	Get(ctx context.Context, path string, want Wanted) (io.ReadCloser, Object, error)

	// Put puts an object, as a whole or not at all, and returns its tag. The body is read
	// again from where it is if it must be sent again.
	Put(ctx context.Context, path string, body io.ReadSeeker, size int64, how Putting) (tag string, err error)

	// Remove takes an object away. That there is none may be an error: see [IsMissing].
	Remove(ctx context.Context, path string) error

	// GiveUp drops the halves of large objects that somebody began to put below a path.
	// A store that cannot tell of them drops them by itself.
	GiveUp(ctx context.Context, path string) error

	// HasKeys reports whether there are any, which may take a question to the machine.
	HasKeys(ctx context.Context) bool
}

// Object is what a store says of one.
type Object struct {
	Path     string
	Tag      string // of this object; they are compared, and no meaning is read into them
	Bytes    string // the same for the same bytes, as far as the store tells them from others
	Size     int64
	Modified time.Time
	Metadata map[string]string // by names as in HTTP
}

// Wanted is which part of an object is wanted, on which condition. It is all of it if
// nothing is said.
type Wanted struct {
	If     string // only the bytes with this tag
	Unless string // any but the bytes with this tag
	From   int64
	Size   int64 // from there; 0 is all there is
}

// Putting is how an object is put, and what it says of itself.
type Putting struct {
	Type, Cache string
	Metadata    map[string]string
	Tag         string // of what it takes the place of; empty if that is nothing, or [Anything]
	Fenced      bool   // the condition must hold until the last byte has come
}

// Anything stands for the tag of what is there, whatever that is.
const Anything = "*"

const (
	// Together is how many requests are made at once.
	Together = 16

	// Tries is how often a request is made: after about 0.2, 0.4, 0.8 seconds and then
	// each second, all at random shorter.
	Tries = 6

	// partSize is that of the parts in which a large object is put, several at a time.
	partSize = 8 << 20

	// smallObject is up to how large one is sent with its MD5.
	smallObject = 1 << 20
)

// Dial makes the client of a bucket, which makes each request so many times. Nothing is
// asked of the store yet.
func Dial(a Address, tries int) (*Store, error) {
	transport, err := minio.DefaultTransport(!a.Plain)
	if err != nil {
		return nil, err
	}
	transport.MaxIdleConnsPerHost = Together
	s := &Store{Address: a, wire: &meteredTransport{base: transport}}
	dial := dialS3
	if a.scheme == azureScheme {
		dial = dialAzure
	}
	s.Protocol, err = dial(&s.Address, tries, s.wire)
	return s, err
}

// Close drops the connections.
func (s *Store) Close() error {
	s.wire.base.CloseIdleConnections()
	return nil
}

// Traffic is what was asked of the store so far: requests, and the bytes of their bodies.
func (s *Store) Traffic() (requests, sent int64) {
	return s.wire.requests.Load(), s.wire.sent.Load()
}

// meteredTransport counts requests, and the bytes of their bodies.
type meteredTransport struct {
	base           *http.Transport
	requests, sent atomic.Int64
}

// RoundTrip makes one request.
func (m *meteredTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	m.requests.Add(1)
	m.sent.Add(max(r.ContentLength, 0))
	return m.base.RoundTrip(r)
}
