package export

// JSON, value by value: a file is walked, and only what is asked for is kept.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// deepest is how far values may be within each other on the way to one that is asked for.
const deepest = 100

// walker goes through a JSON file once.
type walker struct {
	s    *source
	d    *json.Decoder
	take func(path string, decode func(any) error) (bool, error) // reports whether it decoded the value
}

// walk calls take with the path of each value, such as "data.posts[]", until take
// decodes it: then with none of what is within.
func (s *source) walk(take func(path string, decode func(any) error) (bool, error)) error {
	if err := s.rewind(); err != nil {
		return err
	}
	w := &walker{s: s, d: json.NewDecoder(withoutMark(s)), take: take}
	err := w.value("", 0)
	if errors.As(err, new(stopped)) {
		return errors.Unwrap(err)
	}
	if err != nil {
		line := s.lineAt(w.d.InputOffset())
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("file ends too early")
		}
		return s.failed(line, err)
	}
	return nil
}

// stopped is an error that is not the file's.
type stopped struct{ error }

// Unwrap gives the cause.
func (e stopped) Unwrap() error { return e.error }

// withoutMark passes over a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	var first [3]byte
	n, err := io.ReadFull(r, first[:])
	head := bytes.TrimPrefix(first[:n], []byte("\uFEFF"))
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return io.MultiReader(bytes.NewReader(head), failing{err})
	}
	return io.MultiReader(bytes.NewReader(head), r)
}

// failing is a reader that does nothing but fail.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// value walks through the next value.
func (w *walker) value(path string, depth int) error {
	w.s.begin()
	if depth > deepest {
		return fmt.Errorf("values are nested deeper than %d", deepest)
	}
	if path != "" {
		taken, err := w.take(path, w.d.Decode)
		if taken || err != nil {
			return err
		}
	}
	t, err := w.d.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('{'):
		return w.object(path, depth)
	case json.Delim('['):
		return w.array(path, depth)
	}
	return nil
}

func (w *walker) object(path string, depth int) error {
	for w.d.More() {
		w.s.begin()
		key, err := w.d.Token()
		if err != nil {
			return err
		}
		within := fmt.Sprint(key)
		if path != "" {
			within = path + "." + within
		}
		if err := w.value(within, depth+1); err != nil {
			return err
		}
	}
	_, err := w.d.Token() // the bracket
	return err
}

func (w *walker) array(path string, depth int) error {
	for w.d.More() {
		if err := w.value(path+"[]", depth+1); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

// lineAt is the line in which a byte of the file is.
func (s *source) lineAt(offset int64) int {
	if s.rewind() != nil {
		return 0
	}
	line := 1
	buf := make([]byte, 64<<10)
	for offset > 0 {
		n, err := s.file.Read(buf[:min(int64(len(buf)), offset)])
		line += bytes.Count(buf[:n], []byte("\n"))
		offset -= int64(n)
		if err != nil {
			break
		}
	}
	return line
}
