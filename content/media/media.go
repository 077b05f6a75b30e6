// Package media tells what a picture, a sound or a film is by its own bytes.
//
// [Inspect] reads the few parts of a file that say so: its head, its index, its last
// page. It never reads a film, and never believes a length that the file does not
// have. [Cover] gives the picture that is kept within a recording, [Strip] copies a
// picture without what its camera wrote about the place and the owner.
//
// Names of files tell nothing here, except to [TypeByName], which is for what has no
// signature.
package media

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// Facts are what a file says of itself. What it does not say is zero.
type Facts struct {
	Type     string        // media type, without parameters; empty for bytes that no signature is known of
	Length   int64         // bytes
	Duration time.Duration // of sound or film

	Width, Height int  // pixels, as shown: after the turn that Orientation asks for
	Orientation   int  // 1 to 8, as in EXIF: how the stored pixels are to be turned
	Position      bool // the picture says where it was taken

	Damage string // what the file lacks to be shown or played, and the remedy

	Tags  Tags
	Cover string // media type of the picture within, see [Cover]; empty if there is none
}

// Tags are what was written into a recording about it, each in one line but for the
// description.
type Tags struct {
	Title       string
	Artist      string
	Album       string
	AlbumArtist string
	Date        string // as written: a year, or more
	Description string // plain text, perhaps of several lines
	Genre       string
	Copyright   string
	Language    string // as written
	Track, Disc int    // 0 where there is none
	Chapters    []Chapter
}

// Chapter is a part of a recording.
type Chapter struct {
	Start time.Duration
	Title string
	URL   string
}

// IsPicture reports whether mediaType is one of pictures that stand still.
func IsPicture(mediaType string) bool { return hasMajor(mediaType, "image/") }

// IsSound reports whether mediaType is one of sound.
func IsSound(mediaType string) bool { return hasMajor(mediaType, "audio/") }

// IsFilm reports whether mediaType is one of moving pictures.
func IsFilm(mediaType string) bool { return hasMajor(mediaType, "video/") }

func hasMajor(mediaType, major string) bool {
	return len(mediaType) > len(major) && mediaType[:len(major)] == major
}

// Inspect says what the size bytes of r are. Its error is one of r. A file that is not
// what it begins like has Damage, and whatever facts could be found.
func Inspect(r io.ReaderAt, size int64) (Facts, error) {
	s := newSource(r, size)
	f := inspect(s)
	return f, s.failure()
}

// MaxCover is how many bytes the picture within a recording may have.
const MaxCover = 16 << 20

// ErrNoCover is the error of a recording without a picture within.
var ErrNoCover = errors.New("no picture within")

// Cover is the picture within a recording, at most [MaxCover] bytes, as it was put
// there. What it is, Inspect says of it.
func Cover(r io.ReaderAt, size int64) ([]byte, error) {
	s := newSource(r, size)
	s.wantCover = true
	inspect(s)
	if err := s.failure(); err != nil {
		return nil, fmt.Errorf("read the picture within: %w", err)
	}
	if len(s.cover) == 0 {
		return nil, ErrNoCover
	}
	return s.cover, nil
}

// inspect asks the reader of the signature that s begins with.
func inspect(s *source) (f Facts) {
	defer func() { // a file harms nothing but itself
		if p := recover(); p != nil {
			f.Damage = fmt.Sprintf("cannot be read because of a defect in Feedmill (%v); report it with the file", p)
		}
	}()
	f.Length = s.size
	head := s.upTo(0, sniffed)
	for _, k := range kinds {
		if k.begins(head) {
			f.Type = k.mediaType
			if k.read != nil {
				k.read(s, &f)
			}
			f.Cover = s.coverType
			return f
		}
	}
	return f
}
