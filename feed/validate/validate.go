// Package validate says what is wrong with feed documents, as strictly as the
// W3C's feed validation service does for what Feedmill writes.
//
// It knows the elements that package feed writes and no others: an element that
// it does not know is a fault, so that a new one must be taught here as well.
package validate

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// Fault is something wrong with a document.
type Fault struct {
	Entry   string // id of the entry that it is in; empty: the feed itself
	Rule    string // as the service calls it: "ImplausibleDate"
	At      string // the value that is wrong, where it stands in the article as well; else empty
	Message string // what is wrong, then the remedy where there is one
}

// The rules that only an author can keep.
const (
	ContainsHTML    = "ContainsHTML"
	ImplausibleDate = "ImplausibleDate"
)

// maxBytes is where the service refuses a document unread.
const maxBytes = 5_000_000

// formats are the documents that are known, by the end of their names.
var formats = []struct {
	suffix string
	judge  func(*document)
}{
	{"rss.xml", judgeRSS},
	{"atom.xml", judgeAtom},
	{"feed.json", judgeJSON},
	{".opml", judgeOPML},
}

// Document judges the document that is published at url. Its path says what it is:
// of paths that are no feed, such as those of pages, it says nothing. now tells
// which dates are still to come.
func Document(name string, body []byte, url string, now time.Time) []Fault {
	for _, f := range formats {
		if base := path.Base(name); base == f.suffix || f.suffix[0] == '.' && strings.HasSuffix(base, f.suffix) {
			d := &document{body: body, url: url, now: now}
			d.characters()
			f.judge(d)
			return d.faults
		}
	}
	return nil
}

// document is one that is being judged.
type document struct {
	body   []byte
	url    string
	now    time.Time
	entry  string // id of the entry that is being judged
	faults []Fault
}

func (d *document) fault(rule, format string, values ...any) {
	d.faults = append(d.faults, Fault{Entry: d.entry, Rule: rule, Message: fmt.Sprintf(format, values...)})
}

// faultAt is fault for a value that an author wrote like that.
func (d *document) faultAt(at, rule, format string, values ...any) {
	d.fault(rule, format, values...)
	d.faults[len(d.faults)-1].At = at
}

// characters finds what no document may hold, and what only tells that something
// was lost.
func (d *document) characters() {
	if len(d.body) > maxBytes {
		d.fault("ValidatorLimit", "has %d bytes, and readers refuse more than %d; set content to summary", len(d.body), maxBytes)
	}
	if !utf8.Valid(d.body) {
		d.fault("UnicodeError", "is no UTF-8")
	}
	bad := func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || 0x7F <= r && r < 0xA0 || r == utf8.RuneError || 0xFDD0 <= r && r <= 0xFDEF || r&0xFFFE == 0xFFFE
	}
	if i := bytes.IndexFunc(d.body, bad); i >= 0 {
		r, _ := utf8.DecodeRune(d.body[i:])
		d.fault("BadCharacters", "holds the character %U", r)
	}
}

// unique reports a value that stands twice. What values are of is for the message.
func (d *document) unique(seen map[string]bool, rule, what, value string) {
	if seen[value] {
		d.fault(rule, "%s %q stands twice", what, value)
	}
	seen[value] = true
}
