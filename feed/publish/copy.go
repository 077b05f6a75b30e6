package publish

// Pictures, sounds and films are large, and lie on the same disk as often as not. Where
// its file system can share blocks between files, a copy takes neither time nor room;
// whoever writes into one of the two gets blocks of his own. A hard link would take none
// either, but then whoever edits the picture in place edits what readers are being sent.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"feedmill/content/media"
	"feedmill/feed"
)

// errAway is the error of copying what stays in a store: see [feed.Streamed].
var errAway = errors.New("it stays in the store")

// awayTag is in the stamp of a document that a folder does not hold, since it stays in the
// store of the articles. Other outlets get it from there.
const awayTag = "away"

// mayStay reports whether documents of a type are of those that may.
func mayStay(mediaType string) bool { return media.IsFilm(mediaType) || media.IsSound(mediaType) }

// isAway reports whether a document stays there.
func isAway(d feed.Document) bool {
	from, err := d.Open()
	if err != nil {
		return false // which whoever copies it says
	}
	defer from.Close()
	_, away := from.(*feed.Streamed)
	return away
}

// copyBlock is how much is copied at a time.
const copyBlock = 128 << 10

var emptyBlock [copyBlock]byte // nobody changes it

// copyAsset writes a file that articles show into its own. If the bytes are not those of
// the document any more, the error wraps [feed.ErrAltered].
func copyAsset(to *os.File, d feed.Document) error {
	from, err := d.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	if _, away := from.(*feed.Streamed); away {
		return errAway
	}
	if original, ok := from.(*feed.Original); ok {
		return copyOriginal(to, original, d)
	}
	h := feed.NewHash()
	size, err := copySparse(to, io.TeeReader(from, h))
	if err == nil && (size != d.Size || feed.SumOf(h) != d.Sum()) {
		err = fmt.Errorf("read %s: %w", d.Path, feed.ErrAltered)
	}
	return err
}

// copyOriginal copies a file that was summed a moment ago, and need not be again: what
// the system says of it tells whether it has changed since.
func copyOriginal(to *os.File, from *feed.Original, d feed.Document) error {
	if d.Size > 0 && cloneFile(to, from.File) == nil {
		return from.Unchanged()
	}
	size, err := copySparse(to, from)
	if err == nil && size != d.Size {
		err = fmt.Errorf("read %s: %w", d.Path, feed.ErrAltered)
	}
	return errors.Join(err, from.Unchanged())
}

// copySparse copies all there is, and leaves holes where there is nothing but zeros: a
// file with holes takes no more room than it had.
func copySparse(to *os.File, from io.Reader) (size int64, err error) {
	block := make([]byte, copyBlock)
	for {
		n, err := io.ReadFull(from, block)
		if n > 0 {
			if bytes.Equal(block[:n], emptyBlock[:n]) {
				_, err := to.Seek(int64(n), io.SeekCurrent)
				if err != nil {
					return size, err
				}
			} else if _, err := to.Write(block[:n]); err != nil {
				return size, err
			}
			size += int64(n)
		}
		switch err {
		case nil:
		case io.EOF, io.ErrUnexpectedEOF:
			return size, to.Truncate(size)
		default:
			return size, err
		}
	}
}
