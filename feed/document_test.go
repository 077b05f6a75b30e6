package feed

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"strings"
	"testing"
)

// body is all of a document that is made, not stored.
func (d Document) body() []byte {
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestADocumentIsTheSameInPartsAndWhole(t *testing.T) {
	const text = "<feed>heron egret</feed>\n"
	whole := sha256.Sum256([]byte(text))
	for _, parts := range [][]string{{text}, {"<feed>", "heron", " ", "egret", "</feed>\n"}, {"", text, ""}} {
		var all [][]byte
		for _, p := range parts {
			all = append(all, []byte(p))
		}
		d := NewDocument("atom.xml", "application/atom+xml", all...)
		if d.Size != int64(len(text)) || d.Sum != Sum(whole[:16]) {
			t.Errorf("%q: got size %d, sum %x", parts, d.Size, d.Sum)
		}
		for range 2 {
			r, err := d.Open()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err = errors.Join(err, r.Close()); err != nil || string(got) != text || string(d.body()) != text {
				t.Errorf("%q: read %q (%v), wrote %q", parts, got, err, d.body())
			}
		}
	}
}

func TestAStoredDocumentThatWasAlteredIsNotTakenForItself(t *testing.T) {
	for _, c := range []struct {
		stored string
		want   error
	}{{"heron", nil}, {"egret", ErrAltered}, {"hero", ErrAltered}, {"", ErrAltered}} {
		d := NewDocument("a.html", htmlType, []byte("heron")).Stored(func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(c.stored)), nil
		})
		if _, err := d.WriteTo(io.Discard); !errors.Is(err, c.want) {
			t.Errorf("%q in place of heron: got %v, want %v", c.stored, err, c.want)
		}
	}
}
