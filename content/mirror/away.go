package mirror

// Sounds and films may stay in the bucket. A file stands for each: it has the name, the
// size and the time that the file would have, and takes no room, since it is a hole but for
// its beginning, which says which bytes it stands for. They are read by ranges, and never
// others than those.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"feedmill/content/media"
	"feedmill/content/objects"
)

const (
	// standInMark begins a file that stands for another. The tag of its bytes follows, and
	// the end of the line.
	standInMark = "Feedmill: the bytes of this file stay in the bucket. "

	// LeastAway is the smallest size from which on objects may stay.
	LeastAway = 1 << 20

	// rangeTime is how long some bytes are waited for; a stream has more time, as it has
	// more bytes.
	rangeTime = 2 * time.Minute
	leastRate = 64 << 10 // bytes a second
)

// stays reports whether an object is one that stays in the bucket.
func (m *Mirror) stays(p string, size int64) bool {
	t := media.TypeByName(p)
	return m.rules.Away > 0 && size >= max(m.rules.Away, LeastAway) && (media.IsFilm(t) || media.IsSound(t))
}

func standIn(f *os.File, o object) error {
	if _, err := f.WriteString(standInMark + o.tag + "\n"); err != nil {
		return err
	}
	return f.Truncate(o.size)
}

// standsFor is the tag of the bytes that a file stands for; empty if they are its own.
func standsFor(f *os.File) string {
	head := make([]byte, 512)
	n, _ := f.ReadAt(head, 0) // a file that cannot be read says nothing
	tag, found := strings.CutPrefix(string(head[:n]), standInMark)
	tag, _, ended := strings.Cut(tag, "\n")
	if !found || !ended {
		return ""
	}
	return tag
}

// StandsIn reports whether a file stands for bytes that stay in a bucket.
func StandsIn(f *os.File) bool { return standsFor(f) != "" }

// isAsMeant reports whether a file is a stand-in if it should be one, and none otherwise.
func (m *Mirror) isAsMeant(p string, size int64) bool {
	if m.judged || !media.IsFilm(media.TypeByName(p)) && !media.IsSound(media.TypeByName(p)) {
		return true
	}
	f, err := m.root.Open(filepath.FromSlash(p))
	if err != nil {
		return false
	}
	defer f.Close()
	return (standsFor(f) != "") == m.stays(p, size)
}

// Away are the bytes of an object that stay in the bucket.
type Away struct {
	m      *Mirror
	path   string
	object object
}

// Away gives the bytes that an open file stands for; nil if they are its own.
func (m *Mirror) Away(p string, f *os.File) *Away {
	tag := standsFor(f)
	info, err := f.Stat()
	if tag == "" || err != nil {
		return nil
	}
	return &Away{m, p, object{tag: tag, size: info.Size()}}
}

// errReplaced says that the bucket has other bytes by now, which the next list tells.
var errReplaced = errors.New("other bytes are in its place by now")

// get asks for bytes from some place on, of which there are so many.
func (a *Away) get(ctx context.Context, from, size int64) (io.ReadCloser, error) {
	body, now, err := a.m.store.Get(ctx, a.path, objects.Wanted{From: from, Size: size})
	if objects.IsArchived(err) {
		a.m.leave(a.path, inArchive)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", a.path, a.m.store.InWords(err))
	}
	if now.Bytes != a.object.tag || now.Size != size {
		return nil, errors.Join(fmt.Errorf("read %s: %w", a.path, errReplaced), body.Close())
	}
	return body, nil
}

// ReadAt asks for a range.
func (a *Away) ReadAt(b []byte, off int64) (int, error) {
	if off >= a.object.size || len(b) == 0 {
		return 0, io.EOF
	}
	ctx, cancel := context.WithTimeout(a.m.reading, rangeTime)
	defer cancel()
	want := min(int64(len(b)), a.object.size-off)
	body, err := a.get(ctx, off, want)
	if err != nil {
		return 0, err
	}
	defer body.Close()
	n, err := io.ReadFull(body, b[:want])
	if err == nil && n < len(b) {
		err = io.EOF
	}
	return n, err
}

// Stream reads all bytes, one after the other.
func (a *Away) Stream() io.ReadSeekCloser { return &stream{Away: a} }

// stream asks for bytes from where it is read. What is cut off goes on from there.
type stream struct {
	*Away
	at    int64
	tries int
	body  io.ReadCloser // from at; nil until it is read
	end   context.CancelFunc
}

// Seek goes elsewhere. Nothing is asked for by it.
func (s *stream) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.at
	case io.SeekEnd:
		offset += s.object.size
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
func (s *stream) Read(b []byte) (n int, err error) {
	for s.at < s.object.size {
		if s.body == nil {
			ctx, end := context.WithTimeout(s.m.reading, rangeTime+time.Duration(s.object.size)*time.Second/leastRate)
			if s.body, err = s.get(ctx, s.at, s.object.size-s.at); err != nil {
				end()
				return 0, err
			}
			s.end = end
		}
		n, err = s.body.Read(b)
		s.at += int64(n)
		if err == nil || s.at == s.object.size {
			return n, nil
		}
		err = errors.Join(err, s.Close())
		if s.tries++; s.tries == objects.Tries || s.m.reading.Err() != nil {
			return n, fmt.Errorf("read %s: %w", s.path, errors.Join(err, io.ErrUnexpectedEOF))
		}
		if n > 0 {
			return n, nil
		}
	}
	return 0, io.EOF
}

// Close ends what is under way.
func (s *stream) Close() error {
	if s.body == nil {
		return nil
	}
	err := s.body.Close()
	s.end()
	s.body = nil
	return err
}
