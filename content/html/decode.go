package html

// Which encoding a page is in. A mark of byte order tells best, then what the page
// declares, and what it declares wrongly the bytes themselves correct.

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/pattern"

	"golang.org/x/text/encoding/htmlindex"
)

// declared finds the charset in <meta charset> and in <meta http-equiv content>.
var declared = pattern.New(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|^\s*<\?xml\s[^>]*encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// scanned is how many bytes may stand before the declaration: pages that were saved
// have grown at their head.
const scanned = 16 << 10

// decode gives the text of a page.
func decode(f content.File, o content.Options) (string, []content.Problem, error) {
	if o.Encoding == "" && !marked(f.Data) && !utf8.Valid(f.Data) {
		o.Encoding = declaration(f.Data)
	}
	return charset.Decode(f, o)
}

// marked reports whether a mark of byte order tells the encoding.
func marked(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

// declaration is the label that a page declares; none if it is unknown, or UTF-8, which
// the page is not in, or in two bytes a character, in which the label could not be read.
func declaration(data []byte) string {
	m := declared.FindSubmatch(data[:min(len(data), scanned)])
	if m == nil {
		return ""
	}
	label := strings.ToLower(string(m[1]) + string(m[2]))
	if e, err := htmlindex.Get(label); err == nil {
		if name, err := htmlindex.Name(e); err == nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement" {
			return name
		}
	}
	return ""
}
