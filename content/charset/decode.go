// Package charset decodes articles into UTF-8, whatever encoding they are in.
package charset

// From bytes to text. Valid UTF-8 passes untouched, at once; everything else takes a
// rarer, slower way.

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"feedmill/content"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Decode gives the text of a file, without byte order mark, and says what it
// had to assume. Newlines are as they were. The text may share the file's memory.
func Decode(f content.File, o content.Options) (string, []content.Problem, error) {
	refuse := func(message string) (string, []content.Problem, error) {
		return "", nil, &content.Error{Path: f.Path, Message: message}
	}
	if what := magic(f.Data); what != "" {
		return refuse("file is " + what + ", not text; export it as text or move it out of the folder")
	}
	if o.Encoding != "" {
		enc, err := htmlindex.Get(o.Encoding)
		if err != nil {
			return refuse(Known(o.Encoding).Error())
		}
		return convert(f.Data, enc), nil, nil
	}
	if text, ok := plainText(f.Data); ok {
		return repairDoubled(text), nil, nil
	}
	data, problems := mend(f.Data)
	text, problem, ok := guess(data)
	if !ok {
		return refuse("file is binary, not text; export it as text or move it out of the folder")
	}
	if problem.Message != "" {
		problems = append(problems, problem)
	}
	return text, problems, nil
}

// Known reports, as an error, that no encoding has this name or label (WHATWG Encoding,
// section 4.2).
func Known(name string) error {
	if _, err := htmlindex.Get(name); err != nil {
		return fmt.Errorf("encoding %q is unknown; use a name such as utf-8, windows-1252 or shift_jis", name)
	}
	return nil
}

// Names are the names of all encodings, as that standard has them.
var Names = []string{
	"utf-8", "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
	"iso-8859-8-i", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u",
	"macintosh", "windows-874", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
	"windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gbk", "gb18030", "big5", "euc-jp",
	"iso-2022-jp", "shift_jis", "euc-kr", "utf-16be", "utf-16le",
}

// magics are the first bytes of files that people drop beside articles.
var magics = []struct{ prefix, what string }{
	{"%PDF-", "a PDF"},
	{"PK\x03\x04", "a ZIP archive or office document"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"{\\rtf", "RTF"},
	{"\x89PNG", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"\x1f\x8b", "gzip-compressed"},
	{"\x7fELF", "a program"},
	{"SQLite format 3\x00", "a database"},
}

// magicFirst are the bytes that magics begin with.
var magicFirst = func() (first [256]bool) {
	for _, m := range magics {
		first[m.prefix[0]] = true
	}
	return first
}()

func magic(data []byte) string {
	if len(data) == 0 || !magicFirst[data[0]] {
		return ""
	}
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.what
		}
	}
	return ""
}

// guess decodes bytes that nobody labelled. Its problem, if any, is for the author.
func guess(data []byte) (text string, problem content.Problem, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD"), content.Problem{}, true
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return convert(data, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)), content.Problem{}, true
	case bytes.IndexByte(data, 0) >= 0:
		text, ok = guessUTF16(data)
		return text, content.Problem{}, ok
	case tooManyControls(data):
		return "", content.Problem{}, false
	}
	if enc := escaped(data); enc != nil {
		if text := convert(data, enc); !strings.ContainsRune(text, utf8.RuneError) {
			return text, content.Problem{}, true
		}
	}
	if utf8.Valid(data) {
		return repairDoubled(string(data)), content.Problem{}, true
	}
	if first, ok := mostlyUTF8(data); ok {
		return repairDoubled(repairStray(data)), content.Problem{
			Line:    lineAt(data, first),
			Message: "some bytes are not UTF-8 and were replaced; save the file as UTF-8 again",
		}, true
	}
	enc, sure := detect(data)
	if !sure {
		problem.Message = "encoding guessed from few characters; save the file as UTF-8, or set the encoding"
	}
	return convert(data, enc), problem, true
}

// convert decodes with enc. Bytes that it does not know become U+FFFD.
func convert(data []byte, enc encoding.Encoding) string {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(out), "\uFFFD"), "\uFEFF")
	switch enc {
	case japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP:
		// The tables follow Microsoft; in JIS X 0208 the character is the wave dash.
		text = strings.ReplaceAll(text, "\uFF5E", "\u301C")
	}
	return text
}

// tooManyControls reports whether data is compiled rather than text, which has hardly
// any control character besides tab, line ends, form feed, ^Z and the escapes of
// ISO-2022.
func tooManyControls(data []byte) bool {
	sample := data[:min(len(data), 2<<10)]
	n := 0
	for _, c := range sample {
		if c < 0x20 && controls[c] {
			n++
		}
	}
	return n > 2+len(sample)/50
}

var controls = func() (set [32]bool) {
	for c := range set {
		set[c] = !strings.ContainsRune("\t\n\v\f\r\x1a\x1b\x03", rune(c))
	}
	return set
}()

// escaped finds the encodings that hide other scripts in seven bits, and so pass
// for UTF-8.
func escaped(data []byte) encoding.Encoding {
	switch {
	case bytes.Contains(data, []byte("\x1b$B")), bytes.Contains(data, []byte("\x1b$@")):
		return mustLabel("iso-2022-jp")
	case isHZ(data):
		return hz
	}
	return nil
}

// isHZ reports whether data has a pair of tilde escapes with an even number of
// seven-bit bytes between them. A single escape could be somebody's smiley.
func isHZ(data []byte) bool {
	start := bytes.Index(data, []byte("~{"))
	if start < 0 {
		return false
	}
	inside, _, ok := bytes.Cut(data[start+2:], []byte("~}"))
	if !ok || len(inside) == 0 || len(inside)%2 != 0 {
		return false
	}
	for _, c := range inside {
		if c < 0x21 || c > 0x7e {
			return false
		}
	}
	return true
}

// guessUTF16 reads UTF-16 that lacks its mark: NUL bytes betray it, and of the
// two orders the one that gives more everyday characters is right.
func guessUTF16(data []byte) (string, bool) {
	if len(data)%2 != 0 {
		data = data[:len(data)-1]
	}
	little := convert(data, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	big := convert(data, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	l, b := everyday(little), everyday(big)
	if l >= b {
		return little, l > 0.9
	}
	return big, b > 0.9
}

// everyday is the share of characters that modern text is made of.
func everyday(s string) float64 {
	n, good := 0, 0
	for _, r := range s {
		n++
		switch {
		case r == '\n' || r == '\r' || r == '\t',
			0x20 <= r && r < 0x7f, 0xa0 <= r && r < 0x700, // Latin … Arabic
			0x900 <= r && r < 0x1200, 0x2010 <= r && r < 0x2300,
			0x3000 <= r && r < 0x3100, 0x4e00 <= r && r < 0xa000,
			0xac00 <= r && r < 0xd7a4, 0xff00 <= r && r < 0xfff0,
			0x1f000 <= r && r < 0x20000:
			good++
		}
		if n == 4<<10 {
			break
		}
	}
	if n == 0 {
		return 0
	}
	return float64(good) / float64(n)
}
