package replica

// Documents as files: from memory, or passed on from the bucket by ranges.

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"time"

	"feedmill/content/objects"
)

// info is what is known of a document.
type info struct {
	name     string
	size     int64
	modified time.Time
	tag      string // that the store gave these bytes
}

// Name is the last part of its path.
func (i info) Name() string { return i.name }

// Size is in bytes.
func (i info) Size() int64 { return i.size }

// Mode is that of a file that is only read.
func (i info) Mode() fs.FileMode { return 0o444 }

// ModTime is when the store got it.
func (i info) ModTime() time.Time { return i.modified }

// IsDir is false: there are no folders.
func (i info) IsDir() bool { return false }

// Sys tells these bytes from others, by a string.
func (i info) Sys() any { return i.tag }

// file is a document in memory.
type file struct {
	*bytes.Reader
	info info
}

// Stat tells what is known of it.
func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close has nothing to close.
func (f *file) Close() error { return nil }

// stream is a large document. It is asked for from where it is read, and only if it is
// still the one that was opened.
type stream struct {
	edition *Edition
	path    string
	info    info
	at      int64
	body    io.ReadCloser // from at; nil until it is read
}

var errReplaced = errors.New("another document is in its place by now")

// Stat tells what is known of it.
func (s *stream) Stat() (fs.FileInfo, error) { return s.info, nil }

// Seek goes elsewhere. Nothing is asked for by it.
func (s *stream) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.at
	case io.SeekEnd:
		offset += s.info.size
	}
	if offset < 0 {
		return s.at, errors.New("before the beginning")
	}
	if offset == s.at {
		return s.at, nil
	}
	s.at = offset
	return s.at, s.Close()
}

// Read reads on.
func (s *stream) Read(p []byte) (int, error) {
	if s.at >= s.info.size {
		return 0, io.EOF
	}
	if s.body == nil {
		e := s.edition
		body, now, err := e.store.Get(e.ctx, s.path, objects.Wanted{If: s.info.tag, From: s.at, Size: s.info.size - s.at})
		if err != nil {
			return 0, e.store.InWords(err)
		}
		if now.Tag != s.info.tag { // not all stores keep the condition
			return 0, errors.Join(errReplaced, body.Close())
		}
		s.body = body
	}
	n, err := s.body.Read(p)
	s.at += int64(n)
	return n, err
}

// Close ends what is under way.
func (s *stream) Close() error {
	if s.body == nil {
		return nil
	}
	body := s.body
	s.body = nil
	return body.Close()
}
