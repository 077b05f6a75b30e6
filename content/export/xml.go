package export

// XML, entry by entry: what WordPress exports and feeds have in common.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"feedmill/content/fragment"
	"feedmill/content/pattern"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The vocabularies of feeds, each with the prefix that files use which forget to
// declare it.
var (
	dublinCore   = vocabulary{"dc", "http://purl.org/dc/"}
	contentNames = vocabulary{"content", "http://purl.org/rss/1.0/modules/content/"}
	wordPress    = vocabulary{"wp", "http://wordpress.org/export/"}
	excerptNames = vocabulary{"excerpt", "http://wordpress.org/export/"}
	atomNames    = vocabulary{"atom", "http://www.w3.org/2005/Atom"}
	plain        = vocabulary{"", "http://purl.org/rss/1.0/"}
)

type vocabulary struct{ prefix, address string }

func (v vocabulary) has(n xml.Name) bool {
	return n.Space == v.prefix || strings.HasPrefix(n.Space, v.address) || v == atomNames && strings.HasPrefix(n.Space, "http://purl.org/atom/ns") // Atom 0.3
}

// element is an entry, or what stands beside entries.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Fields  []field    `xml:",any"`
}

// field is one fact of an element.
type field struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Inner   string     `xml:",innerxml"`
	Parts   []part     `xml:",any"`
}

type part struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
}

// all lists the fields of a name.
func (e *element) all(v vocabulary, name string) (fields []field) {
	for _, f := range e.Fields {
		if f.XMLName.Local == name && v.has(f.XMLName) {
			fields = append(fields, f)
		}
	}
	return fields
}

// text is the first field of a name that says something.
func (e *element) text(v vocabulary, name string) string {
	for _, f := range e.all(v, name) {
		if text := strings.TrimSpace(f.Text); text != "" {
			return text
		}
	}
	return ""
}

func attribute(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

func (f field) part(name string) string {
	for _, p := range f.Parts {
		if p.XMLName.Local == name {
			return strings.TrimSpace(p.Text)
		}
	}
	return ""
}

// eachElement hands over each element of the given names, and the line it begins in.
func (s *source) eachElement(names map[string]bool, give func(*element, int) error) error {
	if err := s.rewind(); err != nil {
		return err
	}
	r, err := decoded(s)
	if err != nil {
		return s.failed(1, err)
	}
	d := xml.NewDecoder(r)
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	for {
		t, err := d.Token()
		line, _ := d.InputPos()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return s.failed(line, reason(err))
		}
		start, ok := t.(xml.StartElement)
		if !ok || !names[start.Name.Local] {
			continue
		}
		s.begin()
		var e element
		if err := d.DecodeElement(&e, &start); err != nil {
			return s.failed(line, fmt.Errorf("entry that begins here cannot be read: %w", reason(err)))
		}
		if err := give(&e, line); err != nil {
			return err
		}
		s.begin()
	}
}

// reason is a parser's error without what it says of the line.
func reason(err error) error {
	if wrong, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return errors.New("line " + fmt.Sprint(wrong.Line) + " is no XML: " + wrong.Msg)
	}
	return err
}

var declared = pattern.New(`^\s*<\?xml[^>]*\sencoding=["']([A-Za-z0-9._-]+)["']`)

// decoded is the file in UTF-8, without the signs that XML forbids and that editors
// paste all the same.
func decoded(r io.Reader) (io.Reader, error) {
	head := make([]byte, 200)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	head = head[:n]
	all := io.MultiReader(bytes.NewReader(head), r)
	label := "utf-8"
	switch m := declared.FindSubmatch(head); {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return forbidden{transform.NewReader(all, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())}, nil
	case m != nil:
		label = string(m[1])
	}
	if strings.EqualFold(label, "utf-8") {
		return forbidden{transform.NewReader(all, unicode.UTF8BOM.NewDecoder())}, nil
	}
	text, err := charset.NewReaderLabel(label, all)
	if err != nil {
		return nil, fmt.Errorf("encoding %s is not known", label)
	}
	return forbidden{text}, nil
}

// forbidden makes spaces of control characters.
type forbidden struct{ r io.Reader }

func (f forbidden) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	for i, c := range p[:n] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			p[i] = ' '
		}
	}
	return n, err
}

// layouts are those of dates in feeds, besides that of mail.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", time.DateTime, "2006-01-02T15:04:05", time.RFC1123, time.DateOnly}

// date reads a time; one without a zone is in UTC. What is none is zero.
func date(text string) time.Time {
	text = strings.TrimSpace(text)
	if t, err := mail.ParseDate(text); err == nil {
		return t
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}

// plainText is the words of HTML in one line.
func plainText(markup string) string {
	return strings.Join(strings.Fields(fragment.Text(markup)), " ")
}

func isWebAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
