package content

// The heads of mail and of Usenet, with which archives keep their articles
// (RFC 5322, RFC 5536).

import (
	"io"
	"mime"
	"strings"

	"golang.org/x/net/html/charset"
)

// mailHeads are the names of the lines of such heads, folded as keys are.
var mailHeads = setOf(`approved archivedat bcc cancellock cc comments contentdisposition contentlanguage contentlength contenttransferencoding contenttype
	date dkimsignature distribution expires followupto from inreplyto injectiondate injectioninfo keywords lines listid listpost listunsubscribe messageid
	mimeversion newsgroups nntppostingdate nntppostinghost organisation organization originator path precedence received references replyto returnpath
	sender status subject summary supersedes to useragent xref`)

func isMailHead(s string) bool {
	key, _, ok := cutKey(s)
	if !ok || strings.ContainsAny(key, " \t") {
		return false
	}
	var buf [longestKey]byte
	return mailHeads[string(foldKey(buf[:0], key))] || strings.HasPrefix(key, "X-")
}

// opensMail holds where a head of mail begins: three of its lines or more, among them
// who wrote and about what. An envelope line of an mbox may stand above.
func (r *reader) opensMail(first int) bool {
	const fewest = 3
	if first+1 < len(r.lines) && isEnvelope(r.lines[first].text) {
		first++
	}
	heads, from, subject := 0, false, false
	for i := first; i < len(r.lines) && r.lines[i].fate == inBody; i++ {
		l := &r.lines[i]
		if !isMailHead(l.text) {
			if heads > 0 && l.indent > 0 {
				continue // a line that goes on
			}
			return false
		}
		heads++
		from = from || strings.HasPrefix(strings.ToLower(l.text), "from:")
		subject = subject || strings.HasPrefix(strings.ToLower(l.text), "subject:")
	}
	return heads >= fewest && from && subject
}

// isEnvelope holds for "From ada@example.org Fri Nov  5 19:30:11 1993".
func isEnvelope(s string) bool {
	rest, ok := strings.CutPrefix(s, "From ")
	return ok && hasDigit(rest) && strings.Contains(leadingWord(rest), "@")
}

// readMail reads the head of a mail, and takes the signature off its end.
func (r *reader) readMail(first int) {
	if isEnvelope(r.lines[first].text) {
		r.drop(first, "envelope of a mail")
		first++
	}
	for i := first; i < len(r.lines) && r.lines[i].fate != blank; {
		r.unfoldMail(i)
		next, more := r.readKey(i)
		if next == i || !more {
			break
		}
		i = next
	}
	r.endBlock(r.next(first))
	r.dropSignature()
}

// unfoldMail decodes the words that a head of mail writes in ASCII alone.
func (r *reader) unfoldMail(i int) {
	words := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		return charset.NewReaderLabel(label, in)
	}}
	for ; i < len(r.lines) && r.lines[i].fate == inBody && strings.Contains(r.lines[i].text, "=?"); i++ {
		if decoded, err := words.DecodeHeader(r.lines[i].text); err == nil && isOneLine(decoded) {
			r.lines[i].text = decoded
		}
	}
}

func isOneLine(s string) bool { return !strings.ContainsAny(s, "\r\n") && strings.TrimSpace(s) != "" }

// dropSignature drops what stands below "-- " at the end of a mail.
func (r *reader) dropSignature() {
	const longest = 12 // lines
	for i := len(r.lines) - 1; i >= r.top && i >= len(r.lines)-longest; i-- {
		if l := &r.lines[i]; l.fate != inBody || l.text != "--" {
			continue
		}
		for ; i < len(r.lines); i++ {
			if r.lines[i].fate == inBody {
				r.drop(i, "signature")
			}
		}
		return
	}
}
