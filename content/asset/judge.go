package asset

// A file is what its bytes say. One that is not what its name promises shows nothing, and
// one that a browser would run is not published.

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"feedmill/content/media"
)

// Judge says why a file must not be published under its name, and the remedy; empty if it
// may. r has its size bytes, of which facts is what they say. An error is one of r.
func Judge(name string, facts media.Facts, r io.ReaderAt, size int64) (problem string, err error) {
	named := media.TypeByName(name)
	kind := kindOf(named)
	switch {
	case size == 0:
		return "is empty; put the file there once more", nil
	case facts.Type == "text/html":
		return "is a page, not what its name promises; download the file itself", nil
	case kind != "" && !alike(kind, facts.Type):
		return fmt.Sprintf("is no %s (%s); replace it, or correct its name", kind, seemsToBe(facts.Type)), nil
	case facts.Type == "image/svg+xml" || named == "image/svg+xml":
		return judgeSVG(io.NewSectionReader(r, 0, size))
	}
	return "", nil
}

func seemsToBe(mediaType string) string {
	if mediaType == "" {
		return "its bytes are of no known kind"
	}
	return "its bytes are " + mediaType
}

// kindOf is what people call files of a type that have a signature.
func kindOf(mediaType string) string {
	switch {
	case media.IsPicture(mediaType):
		return "picture"
	case media.IsSound(mediaType):
		return "recording"
	case media.IsFilm(mediaType):
		return "film"
	case mediaType == "application/pdf":
		return "PDF"
	}
	return ""
}

// alike reports whether a file of a type may have the name of a kind. The containers of
// film hold sound alone as well, and the other way round.
func alike(kind, mediaType string) bool {
	switch kind {
	case "picture":
		return media.IsPicture(mediaType)
	case "recording", "film":
		return media.IsSound(mediaType) || media.IsFilm(mediaType)
	}
	return kindOf(mediaType) == kind
}

// largestDrawing bounds a drawing that is looked through, in bytes.
const largestDrawing = 16 << 20

// active are the elements of drawings that run something, or show pages.
var active = map[string]bool{"script": true, "foreignobject": true, "iframe": true, "embed": true, "object": true, "handler": true, "listener": true}

const harmful = "is a drawing that runs a script, which would run on the site; save it as plain SVG, or as a picture of pixels"

// judgeSVG looks for what a browser would run that is led to the drawing itself.
func judgeSVG(r *io.SectionReader) (problem string, err error) {
	if r.Size() > largestDrawing {
		return "is a drawing too large to be looked through; make a picture of pixels of it", nil
	}
	d := xml.NewDecoder(r)
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return "", nil
		case err != nil:
			if _, broken := errors.AsType[*xml.SyntaxError](err); broken {
				return "is a drawing that browsers cannot read (" + err.Error() + "); save it again", nil
			}
			return "", err
		}
		switch t := t.(type) {
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
				return harmful, nil
			}
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				return harmful, nil
			}
		case xml.StartElement:
			if runs(t) {
				return harmful, nil
			}
		}
	}
}

func runs(e xml.StartElement) bool {
	if active[strings.ToLower(e.Name.Local)] {
		return true
	}
	for _, a := range e.Attr {
		value := strings.ToLower(strings.Map(visible, a.Value))
		if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || strings.Contains(value, "javascript:") || strings.HasPrefix(value, "data:text/html") || strings.HasPrefix(value, "data:image/svg") {
			return true
		}
	}
	return false
}

// visible drops what browsers pass over within an address.
func visible(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}
