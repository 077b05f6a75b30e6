package feed

// A document of an edition is a stream: a feed is made of the fragments of its
// entries, which it shares with every other feed that shows them, and is never
// joined in memory.

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"strings"
	"sync"

	"feedmill/content/media"
)

const (
	htmlType = "text/html; charset=utf-8"
	cssType  = "text/css; charset=utf-8"
	opmlType = "text/x-opml; charset=utf-8"
	svgType  = "image/svg+xml"
)

// MediaType is that of a document by the end of its name; empty if no document of an
// edition is called so.
func MediaType(name string) string {
	for _, f := range formats {
		if strings.HasSuffix(name, f.name) {
			return f.mediaType + "; charset=utf-8"
		}
	}
	if IsAsset(name) {
		return cmp.Or(media.TypeByName(name), "application/octet-stream")
	}
	switch path.Ext(name) {
	case ".html":
		return htmlType
	case ".css":
		return cssType
	case ".opml":
		return opmlType
	case ".svg":
		return svgType
	}
	return ""
}

// ErrAltered is wrapped by the error of reading a document that is not any more what
// it was when it was stored.
var ErrAltered = errors.New("it was altered where it is stored")

// Sum tells a document's bytes from others: half of their SHA-256, which processors
// compute by instructions of their own, at more than a gigabyte a second. Whoever
// could make two texts of the same sum could have an edit go unnoticed, so that no
// weaker one will do.
type Sum [sha256.Size / 2]byte

// String is the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// NewHash returns the hash by which documents are summed.
func NewHash() hash.Hash { return sha256.New() }

// SumOf is the sum of the bytes that were written to the hash.
func SumOf(h hash.Hash) Sum { return Sum(h.Sum(nil)) }

// Document is one file of an edition. It never changes, and may be read by several
// goroutines.
type Document struct {
	Path      string // slash-separated, relative to where the edition is published
	MediaType string
	Size      int64 // in bytes
	Omitted   int   // entries that were left out because the document would be too large

	sum   *laterSum
	parts [][]byte                      // nobody changes them
	open  func() (io.ReadCloser, error) // in place of parts, if not nil
}

// NewDocument makes a document of parts, which nobody may change any more.
func NewDocument(path, mediaType string, parts ...[]byte) Document {
	d := Document{Path: path, MediaType: mediaType, sum: &laterSum{parts: parts}, parts: parts}
	for _, p := range parts {
		d.Size += int64(len(p))
	}
	return d
}

// NewStored makes a document whose bytes are in a store, from which open begins to read them.
func NewStored(path, mediaType string, size int64, sum Sum, open func() (io.ReadCloser, error)) Document {
	return Document{Path: path, MediaType: mediaType, Size: size, sum: &laterSum{sum: sum}, open: open}
}

// IsStored reports whether the document's bytes are in a store: its sum is known then.
func (d Document) IsStored() bool { return d.open != nil }

// laterSum is a sum that is computed when it is first asked for: a document of another size
// than that in its place is written, whatever its sum is, and summed while the disk is at work.
type laterSum struct {
	once  sync.Once
	parts [][]byte // nil once they are summed
	sum   Sum
}

// Sum tells the document's bytes from others.
func (d Document) Sum() Sum {
	if d.sum == nil {
		return Sum{} // of a document that is no more than a name
	}
	d.sum.once.Do(func() {
		if d.sum.parts == nil {
			return
		}
		h := NewHash()
		for _, p := range d.sum.parts {
			h.Write(p)
		}
		d.sum.sum, d.sum.parts = SumOf(h), nil
	})
	return d.sum.sum
}

// Open begins to read the document. The caller closes the reader.
func (d Document) Open() (io.ReadCloser, error) {
	if d.open != nil {
		return d.open()
	}
	parts := make([]io.Reader, len(d.parts))
	for i, p := range d.parts {
		parts[i] = bytes.NewReader(p)
	}
	return io.NopCloser(io.MultiReader(parts...)), nil
}

// WriteTo writes the whole document. If a store gives other bytes than it was given,
// the error wraps [ErrAltered].
func (d Document) WriteTo(w io.Writer) (written int64, err error) {
	if d.open != nil {
		return d.copyTo(w)
	}
	for _, p := range d.parts {
		n, err := w.Write(p)
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// copyTo writes a document that is stored.
func (d Document) copyTo(w io.Writer) (written int64, err error) {
	r, err := d.open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	h := NewHash()
	if written, err = io.Copy(io.MultiWriter(w, h), r); err == nil && SumOf(h) != d.Sum() {
		err = fmt.Errorf("read %s: %w", d.Path, ErrAltered)
	}
	return written, err
}
